import Core
import Foundation

/// A file to fetch: where it may come from, and how it is checked and put in place.
package struct Download: Sendable {
    /// Path in the data directory, such as `mnist/train-images-idx3-ubyte.gz`; also what messages call the file.
    package let file: String
    /// Where it can be had, best first.
    package let mirrors: [URL]
    /// More than so many bytes are not taken.
    package let maximumBytes: Int
    /// True where everything that the file provides is in place and sound in the data directory.
    package let isInPlace: @Sendable (_ directory: String) -> Bool
    /// Checks the fetched file and moves what it provides into place in the data directory, whole or not at all.
    /// Throws ``WrongContent`` where the file is not what it should be.
    package let install: @Sendable (_ fetched: String, _ directory: String) throws -> Void

    package init(
        file: String, mirrors: [URL], maximumBytes: Int, isInPlace: @escaping @Sendable (String) -> Bool,
        install: @escaping @Sendable (String, String) throws -> Void
    ) {
        self.file = file
        self.mirrors = mirrors
        self.maximumBytes = maximumBytes
        self.isInPlace = isInPlace
        self.install = install
    }
}

/// What was fetched is not what it should be: the next mirror may have the right file.
package struct WrongContent: Error {
    package let reason: String

    package init(_ reason: String) {
        self.reason = reason
    }

    /// Runs `body`; an error about the file at `path` itself, and not about a place to write to, is wrong content.
    static func blaming<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as UserError where error.description.hasPrefix("\(path): ") {
            throw WrongContent(String(error.description.dropFirst(path.count + 2)))
        }
    }
}

extension Download {
    /// A file that is kept as it comes and holds one part of a data set.
    package static func file(_ file: String, mirrors: [String], part: ContentPart) -> Download {
        Download(
            file: file, mirrors: mirrors.map { URL(string: $0)! }, maximumBytes: part.bytesPerFile + (1 << 20),
            isInPlace: { part.isSound(in: $0) },
            install: { fetched, directory in
                try part.expectSound([fetched])
                try move(fetched, to: "\(directory)/\(file)")
            })
    }

    /// An archive whose folder `folder` holds all `parts` of a data set.
    ///
    /// - Parameter folder: Path in the data directory; in the archive, its last component stands at the top.
    package static func archive(
        _ file: String, mirrors: [String], maximumBytes: Int, folder: String, parts: [ContentPart]
    ) -> Download {
        Download(
            file: file, mirrors: mirrors.map { URL(string: $0)! }, maximumBytes: maximumBytes,
            isInPlace: { directory in parts.allSatisfy { $0.isSound(in: directory) } },
            install: { fetched, directory in
                try withStagingFolder(in: directory) { staging in
                    let parent = "\(staging)/\(PathText.folder(of: folder))"
                    let unpacked = parts.reduce(1 << 20) { $0 + $1.files.count * $1.bytesPerFile }
                    try unpack(fetched, into: parent, maximumBytes: unpacked)
                    for part in parts { try part.expectSound(part.files.map { "\(staging)/\($0)" }) }
                    try move("\(staging)/\(folder)", to: "\(directory)/\(folder)")
                }
            })
    }

    /// Calls `body` with a new empty folder in the data directory, and removes it afterwards.
    static func withStagingFolder(in directory: String, _ body: (String) throws -> Void) throws {
        try AtomicFile.withTemporaryFolder(in: directory, named: ".unpacking", option: "--data", body)
    }

    /// Unpacks an archive; one that cannot be unpacked is wrong content.
    static func unpack(_ archive: String, into folder: String, maximumBytes: Int) throws {
        try AtomicFile.makeFolder(PathText.folder(of: folder), option: "--data")
        try WrongContent.blaming(archive) {
            try ArchiveReader.extract(archive, into: folder, maximumBytes: maximumBytes)
        }
    }

    /// Renames `source`, in place of a file or a folder that may be there.
    static func move(_ source: String, to target: String) throws {
        let manager = FileManager.default
        try AtomicFile.makeFolder(PathText.folder(of: target), option: "--data")
        var isFolder: ObjCBool = false
        let old = AtomicFile.temporaryName(for: target)
        if manager.fileExists(atPath: target, isDirectory: &isFolder), isFolder.boolValue {
            rename(target, old)
        }
        guard rename(source, target) == 0 else {
            let reason = String(cString: strerror(errno))
            rename(old, target)
            throw UserError("\(target): cannot be put in place: \(reason)")
        }
        try? manager.removeItem(atPath: old)
    }
}

extension ContentPart {
    /// True where the files are in `directory` and have the expected content, by memory if they have not changed.
    func isSound(in directory: String) -> Bool {
        (try? contents(in: directory, dataset: "")) != nil
    }

    /// Throws ``WrongContent`` unless the files at `paths` together have the expected content.
    func expectSound(_ paths: [String]) throws {
        let bytes = try paths.flatMap { path in
            try WrongContent.blaming(path) { try ArchiveReader.contents(of: path, maximumBytes: bytesPerFile) }
        }
        guard let actual = try? checksum(bytes) else { throw WrongContent("not the expected format") }
        guard actual == sha256 else {
            throw WrongContent("content has SHA-256 \(Checksum.short(actual)) instead of \(Checksum.short(sha256))")
        }
    }
}
