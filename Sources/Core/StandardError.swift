import Foundation

/// Standard error, which may be closed or lie on a full disk: what cannot be written is dropped, never a reason to stop.
public enum StandardError {
    public static let isTerminal = isatty(STDERR_FILENO) == 1

    public static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }

    public static func writeLine(_ text: String) { write(text + "\n") }

    /// Empties the line that shows progress on a terminal.
    public static func clearLine() {
        if isTerminal { write("\r\u{1B}[K") }
    }
}
