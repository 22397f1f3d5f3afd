/// Lines of Markdown text of a width that a terminal shows.
enum LineBreaks {
    private static let width = 110

    /// `text`, a paragraph or an item of a list in one line, broken between words.
    ///
    /// - Parameters:
    ///   - first: Space at the beginning of the first line.
    ///   - others: That of all others.
    static func wrapped(_ text: String, first: String = "", others: String = "") -> String {
        var lines: [String] = []
        var current = first
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, current.count + 1 + word.count > width, !opensBlock(word) {
                lines.append(current)
                current = others
                isFresh = true
            }
            current += isFresh ? word : " " + word
            isFresh = false
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// Whether Markdown could take a line that begins with `word` for a list, a heading or a table.
    private static func opensBlock(_ word: Substring) -> Bool {
        if word.allSatisfy({ "-+*=#:|".contains($0) }) || word.hasPrefix("|") || word.hasPrefix(">") { return true }
        let digits = word.prefix { $0.isNumber }
        return !digits.isEmpty && [".", ")"].contains(word.dropFirst(digits.count))
    }
}
