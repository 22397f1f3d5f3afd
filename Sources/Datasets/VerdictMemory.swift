import Core
import Foundation

/// What tells whether a file is still the one that was verified.
package struct FileStamp: Codable, Hashable {
    /// Path in the data directory.
    let name: String
    let bytes: Int
    /// Time of the last modification in nanoseconds since 1970.
    let modified: Int

    /// Throws ``UserError`` where the file cannot be examined.
    package init(path: String, name: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw UserError("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        self.name = name
        bytes = Int(status.st_size)
        // Dates beyond the year 2262 wrap around, and are still different from others.
        modified = Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
    }
}

/// Remembers the checksums that were found, so that a file is hashed once and not at every start.
///
/// The file `.verified.json` in the data directory is written atomically. Where it cannot be written or read, everything
/// works as before, and is hashed each time.
package struct VerdictMemory {
    private struct Entry: Codable {
        var stamps: [FileStamp]
        var checksum: String
    }

    private let path: String

    /// What dead processes left half-written beside the file is removed.
    package init(directory: String) {
        path = "\(directory)/.verified.json"
        AtomicFile.removeAbandonedOnce(in: directory)
    }

    /// The checksum that part `key` had when its files were last hashed, if they have not changed since.
    package func checksum(of key: String, stamps: [FileStamp]) -> String? {
        guard let entry = entries()[key], entry.stamps == stamps else { return nil }
        return entry.checksum
    }

    /// Forgets what is known of part `key`.
    package func forget(_ key: String) {
        var all = entries()
        guard all.removeValue(forKey: key) != nil else { return }
        write(all)
    }

    package func remember(_ checksum: String, of key: String, stamps: [FileStamp]) {
        var all = entries()
        all[key] = Entry(stamps: stamps, checksum: checksum)
        write(all)
    }

    private func write(_ all: [String: Entry]) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(all) else { return }
        // A data directory that nobody may write to is a good one: the next start hashes again.
        try? AtomicFile.write(data, to: path)
    }

    private func entries() -> [String: Entry] {
        guard let bytes = try? FileContents.read(path, limit: 1 << 24, regularOnly: true),
            let entries = try? JSONDecoder().decode([String: Entry].self, from: Data(bytes))
        else { return [:] }
        return entries
    }
}
