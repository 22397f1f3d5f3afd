/// From text to a field of comma-separated values (RFC 4180).
///
/// Text that a spreadsheet would compute (=, +, -, @ or a control character at its beginning) gets an apostrophe in front, as OWASP
/// advises: a name must not become a command on the machine of whoever opens the table. All other text comes back as it was.
enum CSVField {
    static func text(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return "" }
        // In spreadsheets of East Asia the full-width signs begin a formula, too.
        let isFormula = "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        let safe = isFormula ? "'" + text : text
        let needsQuotes =
            first == " " || safe.unicodeScalars.last == " "
            || safe.unicodeScalars.contains { ",;\t\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"\(safe.replacingScalars { $0 == "\"" ? "\"\"" : nil })\"" : safe
    }

    /// A number: its digits, or nothing where it is not finite.
    static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "" }
}
