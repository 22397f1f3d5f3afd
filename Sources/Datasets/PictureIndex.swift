import Core
import Files
import Foundation
import Synchronization

/// What is known of a picture file without looking at its pixels, and whether it can be decoded.
struct PictureFacts: Sendable, Hashable {
    /// SHA-256 of the file; empty where it cannot be read.
    var checksum: String
    /// As ``ImageFile/orientation(of:)``.
    var orientation: Int
    /// Can it be decoded? nil where that has not been tried.
    var isSound: Bool?
}

/// Remembers the checksums of picture files, so that each is read once and not at every start.
///
/// A file is taken for the same as long as its size, its number in the file system and the times of its last change are. What is
/// remembered lies under `.pictures` in the data directory, a file a folder of pictures; where that cannot be written, everything works
/// as before and is read each time.
struct PictureIndex {
    /// Whatever changes what is found out changes this line.
    private static let header = "hindsight pictures 1"
    private static let maximumBytes = 256 << 20

    private let path: String
    private let isWritable: Bool

    /// - Parameters:
    ///   - root: The folder of pictures.
    ///   - directory: The data directory.
    init(of root: String, directory: String) {
        let place = URL(fileURLWithPath: root).standardizedFileURL.path
        path = "\(directory)/.pictures/\(Checksum.sha256(Array(place.utf8)).prefix(16)).txt"
        var isFolder: ObjCBool = false
        isWritable = FileManager.default.fileExists(atPath: directory, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// What tells that a file is still the same.
    private struct Stamp: Hashable {
        let text: String

        init?(_ path: FilePath) {
            guard let status = path.status else { return nil }
            #if canImport(Darwin)
                let times = [status.st_mtimespec, status.st_ctimespec]
            #else
                let times = [status.st_mtim, status.st_ctim]
            #endif
            let numbers =
                [Int(status.st_size), Int(status.st_ino)] + times.flatMap { [Int($0.tv_sec), Int($0.tv_nsec)] }
            text = numbers.map(String.init).joined(separator: " ")
        }

        init(text: String) { self.text = text }
    }

    /// The facts of `pictures`, in their order: from memory where they have not changed, else from the files.
    ///
    /// - Parameter decodes: Tells of each whether it can be decoded, too.
    func facts(of pictures: [Picture], decodes: Bool, threads: Int) -> [PictureFacts] {
        var known = read()
        let stamps = pictures.map { Stamp($0.path) }
        let remembered = zip(pictures, stamps).map { picture, stamp -> PictureFacts? in
            guard let entry = known[picture.key], entry.stamp == stamp, !decodes || entry.facts.isSound != nil else {
                return nil
            }
            return entry.facts
        }
        let new = Parallel.map(pictures.count, threads: threads) { index in
            remembered[index] ?? Self.look(at: pictures[index].path, decodes: decodes)
        }
        for (index, picture) in pictures.enumerated() where remembered[index] == nil && !new[index].checksum.isEmpty {
            // A file that was changed meanwhile is looked at again.
            guard let stamp = stamps[index], Stamp(picture.path) == stamp else { continue }
            known[picture.key] = (stamp, new[index])
        }
        if remembered.contains(nil) { write(known) }
        return new
    }

    private static func look(at path: FilePath, decodes: Bool) -> PictureFacts {
        guard let bytes = try? path.contents() else {
            return PictureFacts(checksum: "", orientation: 1, isSound: false)
        }
        return PictureFacts(
            checksum: Checksum.sha256(bytes), orientation: ImageFile.orientation(of: bytes),
            isSound: decodes ? (try? ImageFile.decode(bytes, named: "")) != nil : nil)
    }

    // MARK: The file

    private typealias Entries = [String: (stamp: Stamp, facts: PictureFacts)]

    private func read() -> Entries {
        guard let bytes = try? FilePath(path).contents(maximumBytes: Self.maximumBytes) else { return [:] }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, Array(first) == Array(Self.header.utf8) else { return [:] }
        var entries: Entries = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 9, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard parts.count == 10, parts[0].utf8.count == 64, parts[0].allSatisfy(\.isHexDigit),
                let orientation = Int(parts[1]), (1...8).contains(orientation)
            else { continue }
            let facts = PictureFacts(
                checksum: parts[0], orientation: orientation, isSound: ["sound": true, "damaged": false][parts[2]])
            entries[parts[9]] = (Stamp(text: parts[3..<9].joined(separator: " ")), facts)
        }
        return entries
    }

    private func write(_ entries: Entries) {
        guard isWritable else { return }
        let lines = entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { key, entry in
            let sound = entry.facts.isSound.map { $0 ? "sound" : "damaged" } ?? "unknown"
            return "\(entry.facts.checksum) \(entry.facts.orientation) \(sound) \(entry.stamp.text) \(key)"
        }
        try? AtomicFile.makeFolder(PathText.folder(of: path))
        try? AtomicFile.write(([Self.header] + lines).joined(separator: "\n") + "\n", to: path)
    }
}

extension Picture {
    /// Its name in a line of the index.
    fileprivate var key: String {
        relativePath.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\n", with: "\\n")
    }
}
