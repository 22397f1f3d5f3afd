/// Lines of Markdown text of a width that a terminal shows.
enum Prose {
    private static let width = 110

    /// `block` with its paragraphs and list items broken between words. Headings, tables, pictures and code stay as they are.
    static func wrapped(_ block: Markdown) -> String {
        let block = block.source
        guard !["#", "|", "![", "```"].contains(where: block.hasPrefix) else { return block }
        let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { wrapped(line: String($0)) }.joined(separator: "\n")
    }

    private static func wrapped(line: String) -> String {
        let indent = String(line.prefix { $0 == " " })
        let text = line.dropFirst(indent.count)
        let hanging = indent + (text.hasPrefix("- ") ? "  " : "")
        var lines: [String] = []
        var current = indent
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, current.count + 1 + word.count > width, !opensBlock(word) {
                lines.append(current)
                current = hanging
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
