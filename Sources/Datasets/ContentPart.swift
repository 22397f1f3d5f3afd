import Core
import Foundation

/// A part of a published data set whose content is known: one file, or several that belong together.
///
/// What is verified is the content, not the file: any compression is accepted, and where the order of the images carries no
/// meaning, any order; nothing else is.
package struct ContentPart: Sendable {
    /// Paths in the data directory, without a trailing `.gz`.
    package let files: [String]
    /// Size of each file when decompressed, in bytes.
    package let bytesPerFile: Int
    /// The expected checksum of the content.
    package let sha256: String
    /// The checksum of the joined content of the files.
    package let checksum: @Sendable ([UInt8]) throws -> String

    package init(
        files: [String], bytesPerFile: Int, sha256: String,
        checksum: @escaping @Sendable ([UInt8]) throws -> String = { Checksum.sha256($0) }
    ) {
        self.files = files
        self.bytesPerFile = bytesPerFile
        self.sha256 = sha256
        self.checksum = checksum
    }

    /// The name under which a verdict is remembered.
    var key: String { files[0] }

    /// Paths of the files that are there (each with or without `.gz`), relative to `directory`; nil for one that is not.
    func located(in directory: String) -> [String?] {
        files.map { name in
            [name + ".gz", name].first { FileManager.default.fileExists(atPath: "\(directory)/\($0)") }
        }
    }

    /// The names of all files as they lie in the data directory. Throws ``UserError`` for the first that is missing.
    func presentFiles(in directory: String, dataset name: String) throws -> [String] {
        try zip(files, located(in: directory)).map { file, found in
            guard let found else {
                throw UserError(
                    "\(directory)/\(file) is missing, plain or as .gz: run `hindsight data fetch \(name)`, or choose "
                        + "another data directory with --data or $HINDSIGHT_DATA")
            }
            return found
        }
    }

    /// The joined content of the files, verified.
    ///
    /// Throws ``UserError`` that names the file and the command which mends it, for a file that is missing, cannot be
    /// unpacked or does not have the expected content.
    ///
    /// - Parameters:
    ///   - directory: The data directory.
    ///   - name: Name of the data set, for the command in the error.
    package func contents(in directory: String, dataset name: String) throws -> [UInt8] {
        let found = try presentFiles(in: directory, dataset: name)
        let stamps = try found.map { try FileStamp(path: "\(directory)/\($0)", name: $0) }
        let bytes = try joined(found.map { "\(directory)/\($0)" })
        let memory = VerdictMemory(directory: directory)
        if memory.checksum(of: key, stamps: stamps) == sha256 { return bytes }
        let actual = try checksum(bytes)
        memory.remember(actual, of: key, stamps: stamps)
        guard actual == sha256 else {
            throw UserError(
                "\(found.map { "\(directory)/\($0)" }.joined(separator: ", ")): damaged, the content has SHA-256 "
                    + "\(Checksum.short(actual)) instead of \(Checksum.short(sha256)); delete it and run "
                    + "`hindsight data fetch \(name)`")
        }
        return bytes
    }

    /// The content of the files at `paths`, one after the other.
    func joined(_ paths: [String]) throws -> [UInt8] {
        var bytes = try ArchiveReader.contents(of: paths[0], maximumBytes: bytesPerFile)
        bytes.reserveCapacity(paths.count * bytesPerFile)
        for path in paths.dropFirst() {
            bytes += try ArchiveReader.contents(of: path, maximumBytes: bytesPerFile)
        }
        return bytes
    }
}
