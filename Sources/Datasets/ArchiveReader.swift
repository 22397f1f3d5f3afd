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
    /// Throws ``UserError`` where the file cannot be read, is cut off or corrupt, or holds more than `maximumBytes`.
    public static func contents(of path: String, maximumBytes: Int) throws -> [UInt8] {
        let reader = try Reader(path) { archive in
            archive_read_support_filter_gzip(archive)
            archive_read_support_format_raw(archive)
            archive_read_support_format_empty(archive)
        }
        guard try reader.nextEntry() != nil else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: maximumBytes + 1) { buffer, count in
            while true {
                let read = archive_read_data(reader.archive, buffer.baseAddress! + count, buffer.count - count)
                guard read >= 0 else { throw reader.failure() }
                guard read > 0 else { return }
                count += read
                guard count <= maximumBytes else {
                    throw UserError("\(path): holds more than the \(maximumBytes) bytes that are expected")
                }
            }
        }
    }

    /// As ``contents(of:maximumBytes:)``, of a file of which nothing is expected: what its bytes can be unpacked to, up to the largest
    /// array that is read.
    static func wholeContents(of path: String) throws -> [UInt8] {
        let size = FilePath(path).status.map { Int($0.st_size) } ?? 0
        let (most, overflow) = size.multipliedReportingOverflow(by: 1100)
        return try contents(of: path, maximumBytes: min(overflow ? .max : most, maximumArrayBytes))
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
            total += min(max(entry.size, 0), 1 << 50)
            guard total <= maximumBytes else { throw reader.excess(maximumBytes) }
            found.append((entry.name, entry.size))
        }
        return found
    }

    /// The files called `names` in the archive at `path`, and the names of all files there.
    ///
    /// - Parameter beginning: So many bytes of each at most; nil for all.
    ///
    /// Throws as ``extract(_:into:maximumBytes:maximumEntries:)``.
    static func contents(
        of path: String, named names: Set<String>, beginning: Int? = nil, maximumBytes: Int,
        maximumEntries: Int = maximumEntries
    ) throws -> (files: [String: [UInt8]], all: [String]) {
        let reader = try Reader(archive: path, maximumEntries: maximumEntries)
        var files: [String: [UInt8]] = [:]
        var all: [String] = []
        var total = 0
        while let entry = try reader.nextEntry() {
            guard entry.isFile else { continue }
            all.append(entry.name)
            let content = names.contains(entry.name) ? try reader.data(upTo: beginning ?? maximumBytes - total + 1) : []
            total += beginning == nil ? max(content.count, content.isEmpty ? entry.size : 0) : 0
            guard total <= maximumBytes else { throw reader.excess(maximumBytes) }
            if names.contains(entry.name) { files[entry.name] = content }
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
        guard let archive = archive_read_new() else { throw UserError("\(path): no memory to read it") }
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
        return Entry(name: try checked(String(cString: name)), size: Int(archive_entry_size(entry)), isFile: isFile)
    }

    /// `name` if it stays inside the folder that it is unpacked into.
    private func checked(_ name: String) throws -> String {
        let components = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !name.hasPrefix("/"), !name.contains("\\"), !components.contains("..") else {
            throw UserError("\(path): refused, because its entry \"\(name)\" leads out of the archive's folder")
        }
        return name
    }

    /// The content of the current entry, at most `limit` bytes of it.
    func data(upTo limit: Int) throws -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(max(limit, 0), 1 << 17))
        while content.count < limit {
            let read = archive_read_data(archive, &buffer, min(buffer.count, limit - content.count))
            guard read >= 0 else { throw failure() }
            guard read > 0 else { break }
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
