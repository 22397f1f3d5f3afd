import Core

/// The lines of a text file, whether they end as lines of Unix or of Windows end.
enum TextLines {
    /// The bytes of a file, a device or a pipe, where the memory has room for twice as many.
    ///
    /// Throws ``UserError`` where it cannot be read.
    static func bytes(_ path: String) throws -> [UInt8] {
        try FileContents.read(path, copies: 2)
    }

    /// The lines without their ends; nothing behind the last end.
    ///
    /// Throws ``UserError`` where the file cannot be read.
    static func read(_ path: String) throws -> [String] {
        lines(try bytes(path)[...])
    }

    static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines
    }

    /// The words of a line, apart by spaces and tabs.
    static func words(_ line: String) -> [Substring] {
        line.split { $0 == " " || $0 == "\t" || $0 == "\r" }
    }
}
