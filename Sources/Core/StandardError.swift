import Foundation

/// Standard error, which may be closed or lie on a full disk: what cannot be written is dropped, never a reason to stop.
public enum StandardError {
    public static let isTerminal = isatty(STDERR_FILENO) == 1

    /// Writes `text` as it is: what comes from files goes through ``Swift/StringProtocol/visible`` before.
    public static func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Descriptor.write($0, to: STDERR_FILENO) }
    }

    /// Writes one line, with what would command the terminal shown as text.
    public static func writeLine(_ text: String) { write(text.visible + "\n") }

    /// Draws the line that shows progress anew, on a terminal; nothing elsewhere.
    public static func showLine(_ text: String) {
        if isTerminal { write("\r\u{1B}[K" + text.visible) }
    }

    /// Empties the line that shows progress on a terminal.
    public static func clearLine() {
        if isTerminal { write("\r\u{1B}[K") }
    }
}
