/// Text set in columns.
enum Columns {
    /// `text` with spaces to so many columns; two behind it at least.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(2, width - text.count))
    }
}
