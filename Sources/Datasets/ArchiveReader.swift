import CArchive
import Core
import Foundation

/// Reads compressed files and archives with libarchive.
///
/// What comes out of a file is bounded by what the caller expects, so that a small file cannot fill the memory or the disk;
/// every error is one line that begins with the path of the file.
public enum ArchiveReader {
    /// The most entries of an archive, folders and links included.
    public static let maximumEntries = 200_000

    /// The content of the file at `path`, which may be gzipped or plain.
    ///
    /// Throws ``UserError`` where the file cannot be read, is cut off or corrupt, holds more than `maximumBytes`, or more than there is
    /// memory for.
    public static func contents(of path: String, maximumBytes: Int) throws -> [UInt8] {
        let reader = try Reader(path) { archive in
            archive_read_support_filter_gzip(archive)
            archive_read_support_format_raw(archive)
            archive_read_support_format_empty(archive)
        }
        guard try reader.nextEntry() != nil else { return [] }
        let content = try reader.data(upTo: maximumBytes + 1)
        guard content.count <= maximumBytes else {
            throw UserError("\(path): holds more than the \(maximumBytes) bytes that are expected")
        }
        return content
    }

    /// The first bytes of the file at `path`, which may be gzipped or plain: `count` of them, or as many as there are.
    public static func beginning(of path: String, count: Int) throws -> [UInt8] {
        let reader = try Reader(path) { archive in
            archive_read_support_filter_gzip(archive)
            archive_read_support_format_raw(archive)
            archive_read_support_format_empty(archive)
        }
        guard try reader.nextEntry() != nil else { return [] }
        return try reader.data(upTo: count)
    }

    /// The regular files in the archive at `path` (.tar, .tar.gz or .zip) with their sizes in bytes.
    ///
    /// Throws ``UserError`` for an archive that is cut off or corrupt, that has a path which leads out of it, more entries than
    /// `maximumEntries`, or more than `maximumBytes` in them.
    public static func entries(
        of path: String, maximumBytes: Int = 1 << 40, maximumEntries: Int = maximumEntries
    ) throws -> [(name: String, size: Int)] {
        let reader = try Reader(archive: path, maximumEntries: maximumEntries)
        var found: [(name: String, size: Int)] = []
        var total = 0
        while let entry = try reader.nextEntry() {
            guard entry.isFile else { continue }
            // What is passed over must be unpacked, too.
            total += entry.size
            guard total <= maximumBytes else { throw reader.excess(maximumBytes) }
            found.append((entry.name, entry.size))
        }
        return found
    }

    /// The files called `names` in the archive at `path`, and the names of all files there.
    ///
    /// - Parameters:
    ///   - beginning: So many bytes of each are read first.
    ///   - size: How many bytes a file has, by its name and its beginning; nil where the beginning is all that is wanted. Where it has
    ///     more, one more is read.
    ///
    /// Throws as ``extract(_:into:maximumBytes:maximumEntries:)``, also what `size` throws, and where there is no memory for a file.
    static func contents(
        of path: String, named names: Set<String>, beginning: Int, maximumBytes: Int,
        maximumEntries: Int = maximumEntries, size: (_ name: String, _ beginning: [UInt8]) throws -> Int?
    ) throws -> (files: [String: [UInt8]], all: [String]) {
        let reader = try Reader(archive: path, maximumEntries: maximumEntries)
        var files: [String: [UInt8]] = [:]
        var all: [String] = []
        var total = 0
        while let entry = try reader.nextEntry() {
            guard entry.isFile else { continue }
            all.append(entry.name)
            guard names.contains(entry.name) else {
                // What is passed over must be unpacked, too.
                total += entry.size
                guard total <= maximumBytes else { throw reader.excess(maximumBytes) }
                continue
            }
            var content = try reader.data(upTo: beginning)
            if let size = try size(entry.name, content) {
                guard size <= maximumBytes - total else { throw reader.excess(maximumBytes) }
                if size >= content.count { content = try reader.data(upTo: size + 1, after: content) }
                total += content.count
            }
            files[entry.name] = content
        }
        return (files, all)
    }

    /// Unpacks the regular files of the archive at `path` (.tar, .tar.gz or .zip) into the new folder `folder`, which
    /// appears only when it is whole. Links and devices in the archive are left out.
    ///
    /// Throws ``UserError`` where `folder` exists, where the archive is cut off or corrupt, has a path which leads out of
    /// the folder, holds more than `maximumBytes`, or has more entries than `maximumEntries`; nothing is left behind then.
    public static func extract(
        _ path: String, into folder: String, maximumBytes: Int, maximumEntries: Int = maximumEntries
    ) throws {
        let temporary = AtomicFile.temporaryName(for: folder)
        do {
            try AtomicFile.makeFolder(temporary, option: "--data")
            try unpack(
                Reader(archive: path, maximumEntries: maximumEntries), into: temporary, maximumBytes: maximumBytes)
            guard rename(temporary, folder) == 0 else {
                throw UserError("\(folder): cannot be put in place: \(String(cString: strerror(errno)))")
            }
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    private static func unpack(_ reader: Reader, into folder: String, maximumBytes: Int) throws {
        var total = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        while let entry = try reader.nextEntry() {
            guard entry.isFile else { continue }
            let target = "\(folder)/\(entry.name)"
            try AtomicFile.makeFolder(PathText.folder(of: target), option: "--data")
            guard FileManager.default.createFile(atPath: target, contents: nil),
                let file = FileHandle(forWritingAtPath: target)
            else { throw UserError("\(target): cannot be written") }
            defer { try? file.close() }
            while true {
                let read = archive_read_data(reader.archive, &buffer, buffer.count)
                guard read >= 0 else { throw reader.failure() }
                guard read > 0 else { break }
                total += read
                guard total <= maximumBytes else { throw reader.excess(maximumBytes) }
                do {
                    try file.write(contentsOf: buffer[..<read])
                } catch {
                    throw UserError("\(target): cannot be written: \(error.localizedDescription)")
                }
            }
        }
    }
}

/// One file in an archive.
private struct Entry {
    let name: String
    /// Bytes as the archive announces them, which may be anything: 0 where it says less, 2^50 where it says more.
    let size: Int
    let isFile: Bool
}

/// An open libarchive reader; closed when it is no longer used.
private final class Reader {
    let path: String
    let archive: OpaquePointer
    private let maximumEntries: Int
    private var entries = 0

    init(_ path: String, maximumEntries: Int = .max, support: (OpaquePointer) -> Void) throws {
        self.path = path
        self.maximumEntries = maximumEntries
        guard let archive = archive_read_new() else { throw UserError("\(path): not enough memory to read it") }
        self.archive = archive
        support(archive)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UserError("\(path): there is no such file")
        }
        guard !isFolder.boolValue else { throw UserError("\(path): is a folder, not a file") }
        guard archive_read_open_filename(archive, path, 1 << 17) == ARCHIVE_OK else { throw failure() }
    }

    convenience init(archive path: String, maximumEntries: Int) throws {
        try self.init(path, maximumEntries: maximumEntries) { archive in
            archive_read_support_filter_gzip(archive)
            archive_read_support_format_tar(archive)
            archive_read_support_format_zip(archive)
        }
    }

    deinit {
        archive_read_free(archive)
    }

    /// The next entry, or nil after the last. A warning, such as a file name in an unknown encoding, is not an error.
    func nextEntry() throws -> Entry? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        guard status != ARCHIVE_EOF else { return nil }
        guard status >= ARCHIVE_WARN, let entry else { throw failure() }
        entries += 1
        guard entries <= maximumEntries else {
            throw UserError("\(path): has more than the \(maximumEntries) entries that are possible")
        }
        guard let name = archive_entry_pathname(entry) else {
            throw UserError("\(path): has an entry without a readable name")
        }
        let isFile =
            archive_entry_filetype(entry) == S_IFREG && archive_entry_hardlink(entry) == nil
        let size = min(max(Int(archive_entry_size(entry)), 0), 1 << 50)
        return Entry(name: try checked(String(cString: name)), size: size, isFile: isFile)
    }

    /// `name` if it stays inside the folder that it is unpacked into.
    private func checked(_ name: String) throws -> String {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !name.contains("\\"), !components.contains("..") else {
            throw UserError("\(path): refused, because its entry \"\(name)\" leads out of the archive's folder")
        }
        return name
    }

    /// The content of the current entry: what was read of it already, `start`, and what follows, at most `limit` bytes in all.
    ///
    /// Room grows with what comes out, whatever was announced. Throws ``UserError`` where there is no memory for more.
    func data(upTo limit: Int, after start: [UInt8] = []) throws -> [UInt8] {
        var content = start
        content.reserveCapacity(min(limit, 1 << 26))
        var buffer = [UInt8](repeating: 0, count: min(max(limit, 0), 1 << 17))
        while content.count < limit {
            let read = archive_read_data(archive, &buffer, min(buffer.count, limit - content.count))
            guard read >= 0 else { throw failure() }
            guard read > 0 else { break }
            // More room is twice the old one, which is kept until its content is there.
            if content.count + read > content.capacity {
                try AttainableMemory.require(3 * Double(content.capacity), "\(path): its content")
            }
            content += buffer[..<read]
        }
        return content
    }

    func excess(_ maximumBytes: Int) -> UserError {
        UserError("\(path): unpacks to more than the \(maximumBytes) bytes that are expected")
    }

    func failure() -> UserError {
        let reason = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
        return UserError("\(path): cannot be unpacked, it is cut off or corrupt (\(reason))")
    }
}
