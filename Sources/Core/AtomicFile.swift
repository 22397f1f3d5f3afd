import Foundation

/// Files that are either whole or not there.
public enum AtomicFile {
    /// Writes `bytes` under a temporary name beside `path`, flushes them to the disk and renames. After a failure, or a kill
    /// at any moment, `path` holds what it held before; a failure also removes the temporary file.
    ///
    /// Throws ``UserError`` with the path and the system's reason (disk full, read-only, no permission).
    public static func write(_ bytes: some ContiguousBytes, to path: String) throws {
        let owner = "\(hostName).\(ProcessInfo.processInfo.processIdentifier)"
        let temporary = "\(path).\(owner).\(UInt32.random(in: 0...UInt32.max)).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        guard file >= 0 else { throw failure(path) }
        do {
            try bytes.withUnsafeBytes { try writeAll($0, to: file, path: path) }
            guard fsync(file) == 0 else { throw failure(path) }
        } catch {
            close(file)
            unlink(temporary)
            throw error
        }
        guard close(file) == 0, rename(temporary, path) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
    }

    /// This machine's name, of letters, digits and hyphens.
    public static let hostName = String(
        ProcessInfo.processInfo.hostName.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })

    /// Is `name` that of a temporary file of a process on this machine that is no more?
    public static func isAbandoned(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        guard parts.count >= 5, parts.last == "tmp", let process = Int32(parts[parts.count - 3]),
            parts[parts.count - 4] == hostName
        else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }

    /// Writes `text` as UTF-8; see ``write(_:to:)-(ContiguousBytes,_)``.
    public static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Makes the folder `path` and those above it. Throws ``UserError``, which tells to choose another with `option`.
    public static func makeFolder(_ path: String, option: String = "--out") throws {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            if mkdir(made, 0o777) == 0 || isFolder(made) { continue }
            let problem =
                errno == EEXIST
                ? "a file of that name is in the way of the folder"
                : "the folder cannot be made: \(String(cString: strerror(errno)))"
            throw UserError("\(made): \(problem); choose another with \(option)")
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        let error = errno
        defer { errno = error }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32, path: String) throws {
        var done = 0
        while done < bytes.count {
            let written = Foundation.write(file, bytes.baseAddress! + done, bytes.count - done)
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure(path) }
            done += written
        }
    }

    private static func failure(_ path: String) -> UserError {
        UserError("\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
}
