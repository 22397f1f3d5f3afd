import Foundation
import Synchronization

/// Files that are either whole or not there.
public enum AtomicFile {
    /// Writes `bytes` under a temporary name beside `path`, flushes them to the disk and renames. After a failure, or a kill
    /// at any moment, `path` holds what it held before; a failure also removes the temporary file.
    ///
    /// Only regular files are replaced, with their permissions kept. A symbolic link stays, and its target is replaced or made; a device,
    /// a pipe or an open file (`/dev/null`, `/dev/stdout`, a FIFO) is written into, as other programs do.
    ///
    /// Temporary files that dead processes left in the folder are removed, once a process and folder.
    ///
    /// Throws ``UserError`` with the path and the system's reason (disk full, read-only, no permission).
    public static func write(_ bytes: some ContiguousBytes, to path: String) throws {
        switch try WriteTarget(path) {
        case .descriptor(let file):
            let error = bytes.withUnsafeBytes { Descriptor.write($0, to: file) }
            guard error == 0 else { throw failure(path, error) }
        case .stream(let place):
            let file = open(place, O_WRONLY | O_TRUNC | O_CLOEXEC)
            guard file >= 0 else { throw failure(path, errno) }
            let error = bytes.withUnsafeBytes { Descriptor.write($0, to: file) }
            guard close(file) == 0, error == 0 else { throw failure(path, error == 0 ? errno : error) }
        case .file(let place, let mode):
            removeAbandonedOnce(in: PathText.folder(of: place))
            try replace(place, mode, with: bytes, named: path)
        }
    }

    /// Writes `text` as UTF-8; see ``write(_:to:)-(ContiguousBytes,_)``.
    public static func write(_ text: String, to path: String) throws {
        try write(Array(text.utf8), to: path)
    }

    /// Whether ``write(_:to:)-(ContiguousBytes,_)`` writes into what is at `path` (a device, a pipe, an open file) and so makes no file of that name.
    public static func isStream(_ path: String) -> Bool {
        switch try? WriteTarget(path) {
        case .descriptor, .stream: true
        case .file, nil: false
        }
    }

    /// Throws ``UserError`` where ``write(_:to:)-(ContiguousBytes,_)`` cannot but fail: a folder, links in a circle, a place in a folder that is
    /// not there or cannot be written to. For work that takes long, before it begins; a disk may still be full in the end.
    public static func requireWritable(_ path: String) throws {
        guard !path.isEmpty else { throw failure(path, ENOENT) }
        guard case .file(let place, _) = try WriteTarget(path) else { return }
        let folder = place.contains("/") ? PathText.folder(of: place) : "."
        guard access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else { throw failure(path, errno) }
    }

    private static func replace(_ place: String, _ mode: mode_t?, with bytes: some ContiguousBytes, named path: String)
        throws
    {
        let temporary = temporaryName(for: place)
        inFlight.withLock { _ = $0.insert(temporary) }
        defer { inFlight.withLock { _ = $0.remove(temporary) } }
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure(path, errno) }
        var error = bytes.withUnsafeBytes { Descriptor.write($0, to: file) }
        if error == 0, fsync(file) != 0 { error = errno }
        if let mode { fchmod(file, mode) }
        if close(file) != 0, error == 0 { error = errno }
        if error == 0, rename(temporary, place) != 0 { error = errno }
        guard error == 0 else {
            unlink(temporary)
            throw failure(path, error)
        }
    }

    private static func failure(_ path: String, _ error: Int32) -> UserError {
        UserError("\(path): cannot be written: \(String(cString: strerror(error)))")
    }

    // MARK: Folders

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

    package static func isFolder(_ path: String) -> Bool {
        let error = errno
        defer { errno = error }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Calls `body` with a new, empty folder in `place`, and removes it afterwards; after a kill the next call removes it.
    ///
    /// Throws ``UserError`` where it cannot be made, and what `body` throws.
    public static func withTemporaryFolder<Result>(
        in place: String = NSTemporaryDirectory(), named name: String = "hindsight", option: String = "$TMPDIR",
        _ body: (_ folder: String) throws -> Result
    ) throws -> Result {
        removeAbandonedOnce(in: place)
        let folder = temporaryName(for: place.hasSuffix("/") ? place + name : "\(place)/\(name)")
        inFlight.withLock { _ = $0.insert(folder) }
        defer { inFlight.withLock { _ = $0.remove(folder) } }
        try makeFolder(folder, option: option)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    // MARK: Temporary names

    /// This machine's name, of letters, digits and hyphens.
    public static var hostName: String { ProcessMark.hostName }

    /// A name beside `path` that nobody else has and that tells which process made it, so that ``removeAbandoned(in:)`` can remove what
    /// lies there when that is no more: `NAME.HOST.PROCESS.START.RANDOM.tmp`. Long names are cut, since names of files have an end.
    public static func temporaryName(for path: String) -> String {
        let folder = PathText.folder(of: path)
        let name = PathText.name(of: path)
        var kept = Substring(name)
        while kept.utf8.count > 120 { kept = kept.dropLast() }
        let mark = ProcessMark.own
        let temporary =
            "\(kept).\(mark.host).\(mark.process).\(mark.start).\(UInt32.random(in: 0...UInt32.max)).tmp"
        return folder.isEmpty ? temporary : folder.hasSuffix("/") ? folder + temporary : "\(folder)/\(temporary)"
    }

    /// Is `name` that of a temporary file of a process on this machine that is no more?
    public static func isAbandoned(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts.last == "tmp", UInt32(parts[parts.count - 2]) != nil else { return false }
        let (host, process, start) = (parts.count - 5, parts.count - 4, parts.count - 3)
        if parts[process] == hostName, let number = Int32(parts[start]) {
            // Without the start of the process, as earlier versions wrote it.
            return ProcessMark(host: hostName, process: number, start: 0).isDead
        }
        guard host > 0, let number = Int32(parts[process]), let ticks = UInt64(parts[start]) else { return false }
        return ProcessMark(host: String(parts[host]), process: number, start: ticks).isDead
    }

    /// Removes the temporary files and folders in `folder` that processes left behind which are no more.
    public static func removeAbandoned(in folder: String) {
        let folder = folder.isEmpty ? "." : folder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where isAbandoned(name) {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    /// As ``removeAbandoned(in:)``, where this process has not done so yet.
    public static func removeAbandonedOnce(in folder: String) {
        if swept.withLock({ $0.insert(folder).inserted }) { removeAbandoned(in: folder) }
    }

    private static let swept = Mutex<Set<String>>([])
    private static let inFlight = Mutex<Set<String>>([])

    /// Removes the temporary files that are being written now, and the temporary folders: for a process that ends at once, whoever uses
    /// them.
    public static func removeOwn() {
        for path in inFlight.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// What lies at a path that something is to be written to.
private enum WriteTarget {
    /// A regular file, or none yet; with its permissions.
    case file(String, mode_t?)
    /// A device or a pipe.
    case stream(String)
    /// A file that is open already.
    case descriptor(Int32)

    /// Follows symbolic links. Throws ``UserError`` for a folder, for links in a circle and where nothing can be looked at.
    init(_ path: String) throws {
        var place = path
        for _ in 0..<40 {
            if let number = Self.openFile(place) {
                self = .descriptor(number)
                return
            }
            var status = stat()
            guard lstat(place, &status) == 0 else {
                // What keeps it from being made shows when it is.
                self = .file(place, nil)
                return
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG:
                self = .file(place, status.st_mode & 0o777)
                return
            case S_IFDIR: throw UserError("\(path): cannot be written: it is a folder")
            case S_IFLNK where !place.hasPrefix("/proc/"):
                guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place) else {
                    throw UserError("\(path): cannot be written: \(String(cString: strerror(errno)))")
                }
                let folder = PathText.folder(of: place)
                place =
                    next.hasPrefix("/") || folder.isEmpty ? next : folder == "/" ? "/\(next)" : "\(folder)/\(next)"
            default:
                self = .stream(place)
                return
            }
        }
        throw UserError("\(path): cannot be written: \(String(cString: strerror(ELOOP)))")
    }

    /// The number of the open file that `path` stands for, such as 1 for `/dev/stdout` and 63 for `/dev/fd/63`.
    private static func openFile(_ path: String) -> Int32? {
        switch path {
        case "/dev/stdout": return STDOUT_FILENO
        case "/dev/stderr": return STDERR_FILENO
        default:
            for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
                return Int32(path.dropFirst(folder.count))
            }
            return nil
        }
    }
}
