import Foundation

/// Files that are read whole, whatever they are.
public enum FileContents {
    /// The bytes of the file, device or pipe at `path`, at most `limit` of them: of more, nothing is kept.
    ///
    /// - Parameter regularOnly: Refuse devices and pipes, which may never end: for files that the program keeps for itself.
    ///
    /// Throws ``UserError`` with the path where it is a folder, cannot be read, or holds more.
    public static func read(_ path: String, limit: Int, regularOnly: Bool = false) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | (regularOnly ? O_NONBLOCK : 0))
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw UserError("\(path): is a folder, not a file") }
        let tooLarge = UserError("\(path): holds more than the \(Self.text(limit)) that such a file may have")
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        guard isRegular || !regularOnly else { throw UserError("\(path): is not a regular file") }
        guard !isRegular || status.st_size <= limit else { throw tooLarge }
        var bytes: [UInt8] = []
        // Files of /proc have no size before they are read.
        var room = isRegular ? Int(status.st_size) + 1 : 1 << 16
        while true {
            let part = try [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                count = 0
                while count < buffer.count {
                    let got = Foundation.read(file, buffer.baseAddress! + count, buffer.count - count)
                    if got < 0, errno == EINTR { continue }
                    guard got >= 0 else { throw failure(path) }
                    guard got > 0 else { return }
                    count += got
                }
            }
            bytes = bytes.isEmpty ? part : bytes + part
            guard bytes.count <= limit else { throw tooLarge }
            guard part.count == room else { return bytes }
            room = max(1 << 16, min(bytes.count, limit - bytes.count + 1))
        }
    }

    /// The bytes of the file, device or pipe at `path`, whatever its size, where memory has room for it `copies` times.
    ///
    /// Throws ``UserError`` where it has not, or the file cannot be read.
    public static func read(_ path: String, copies: Int) throws -> [UInt8] {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            try AttainableMemory.require(
                Double(copies) * Double(status.st_size), "\(path): to read it", advice: "take a smaller file")
        }
        return try read(path, limit: max((AttainableMemory.bytes ?? .max) / copies, 1 << 20))
    }

    /// As ``read(_:limit:regularOnly:)``, of text in UTF-8; a byte order mark before it is left out. Throws ``UserError``, also for other bytes.
    public static func text(_ path: String, limit: Int) throws -> String {
        let bytes = try read(path, limit: limit)
        guard
            let text = String(
                validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
        else { throw UserError("\(path): is not UTF-8 text") }
        return text
    }

    private static func text(_ bytes: Int) -> String {
        bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : bytes >= 1 << 10 ? "\(bytes >> 10) KiB" : "\(bytes) bytes"
    }

    private static func failure(_ path: String) -> UserError { .unreadable(path, errno) }
}
