import Foundation

/// Standard error.
enum Console {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
    static func error(_ text: String) { write(text + "\n") }
    static func warn(_ text: String) { error("warning: \(text)") }
}
