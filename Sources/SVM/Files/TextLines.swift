import Core
import Foundation

/// The lines of a text file, whether they end as lines of Unix or of Windows end.
enum TextLines {
    /// The lines without their ends; nothing behind the last end.
    ///
    /// Throws ``UserError`` where the file cannot be read.
    static func read(_ path: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: path) else { throw UserError("\(path): cannot be read") }
        return lines(data)
    }

    static func lines(_ data: Data) -> [String] {
        var lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
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
