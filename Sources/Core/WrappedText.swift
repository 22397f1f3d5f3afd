/// Text for terminals, broken between words.
public enum WrappedText {
    /// `text` in lines of at most `width` columns, a word that is longer alone on its line.
    ///
    /// - Parameters:
    ///   - indent: Spaces before every line.
    ///   - first: What stands before the first line in place of these.
    ///   - width: nil for one line, however long.
    public static func lines(_ text: String, indent: Int = 0, first: String? = nil, width: Int?) -> String {
        let space = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = first ?? space
        var isEmpty = true
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if !isEmpty, let width, line.count + 1 + word.count > width {
                lines.append(line)
                line = space
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return (lines + [line]).map { $0 + "\n" }.joined()
    }
}
