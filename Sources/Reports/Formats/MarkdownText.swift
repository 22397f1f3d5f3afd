import Files

/// From text to Markdown.
///
/// Values are shown letter by letter: a character gets a backslash only where a reader of Markdown (CommonMark, and GitHub's extensions of
/// it) could take it for more than itself, so that usual names stay legible in the file. Words that some readers change even behind a
/// backslash (addresses of the net and of mail, `:names:` of emoji, formulas in `$`) become code. It does not matter what stands before and
/// after, nor where ``LineBreaks`` breaks the line, which lets no word begin one that would open a block there.
enum MarkdownText {
    static func of(_ text: StyledText) -> String {
        let parts = text.spans.runs(by: \.isStrong).map { (isStrong: $0.isSet, source: emphasised($0.spans)) }
        var source = ""
        for (place, part) in parts.enumerated() {
            let next = place + 1 < parts.count ? parts[place + 1].source.first : nil
            source += part.isStrong ? marked(part.source, by: "**", after: source.last, before: next) : part.source
        }
        return source
    }

    private static func emphasised(_ spans: [StyledText.Span]) -> String {
        var source = ""
        for run in spans.runs(by: \.isEmphasised) {
            let inner = run.spans.map(Self.source).joined()
            source += run.isSet ? marked(inner, by: "*", after: source.last, before: nil) : inner
        }
        return source
    }

    private static func source(_ span: StyledText.Span) -> String {
        switch span.kind {
        case .words: span.text.replacingScalars { "\\`*".unicodeScalars.contains($0) ? "\\\($0)" : nil }
        case .value: escaped(span.text)
        case .code: code(span.text)
        }
    }

    /// `source` between `mark`, but where Markdown would not see it, such as at a bracket right after a Chinese character.
    ///
    /// The rule of CommonMark: beside a space a mark marks nothing, and beside a punctuation mark only where a space or another punctuation
    /// mark stands on its other side.
    private static func marked(_ source: String, by mark: String, after: Character?, before: Character?) -> String {
        func isMark(_ character: Character?) -> Bool { character.map { $0.isPunctuation || $0.isSymbol } ?? false }
        func isFree(_ character: Character?) -> Bool { isMark(character) || (character.map(\.isWhitespace) ?? true) }
        guard let first = source.first, let last = source.last, !first.isWhitespace, !last.isWhitespace,
            !isMark(first) || isFree(after), !isMark(last) || isFree(before)
        else { return source }
        return mark + source + mark
    }

    /// `text` letter by letter.
    private static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let numbers = bracketsOfNumbers(scalars)
        var markdown = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            if scalars[place] == " " {
                // Markdown drops spaces at the ends, and readers those beside another.
                let isLost = place == 0 || place == scalars.count - 1 || scalars[place - 1] == " "
                markdown.append(contentsOf: (isLost ? "&#32;" : " ").unicodeScalars)
                place += 1
                continue
            }
            let end = scalars[place...].firstIndex(of: " ") ?? scalars.count
            let word = scalars[place..<end]
            let isFirst = place == 0
            let isLast = end == scalars.count
            if isChangedByReaders(word), !word.contains(where: { "`\\|".unicodeScalars.contains($0) }) {
                markdown.append(contentsOf: code(String(String.UnicodeScalarView(word))).unicodeScalars)
            } else {
                let isMark = isFirst && Self.isMark(word) || isLast && word.allSatisfy { $0 == "#" }
                if isMark { markdown.append("\\") }
                for index in word.indices {
                    let scalar = word[index]
                    let needsEscape =
                        !(index == word.startIndex && isMark) && !numbers.contains(index)
                        && isSpecial(scalar, at: index, in: word, isFirstWord: isFirst, isLastWord: isLast)
                    if needsEscape { markdown.append("\\") }
                    markdown.append(scalar)
                }
            }
            place = end
        }
        return String(markdown)
    }

    /// A piece of code that shows `text`, a line.
    private static func code(_ text: String) -> String {
        var (longest, run) = (0, 0)
        for scalar in text.unicodeScalars {
            run = scalar == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        // One space at both ends is dropped, where there is something between.
        let isPadded = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
        return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    /// Is the word one that makes a list, a heading, a rule or a table where a line begins with it?
    private static func isMark(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        if word.first == ">" { return true }
        return word.allSatisfy { "-+:#".unicodeScalars.contains($0) }
    }

    private static func isSpecial(
        _ scalar: Unicode.Scalar, at index: Int, in word: ArraySlice<Unicode.Scalar>, isFirstWord: Bool,
        isLastWord: Bool
    ) -> Bool {
        let before = index > word.startIndex ? word[index - 1] : nil
        let after = index + 1 < word.endIndex ? word[index + 1] : nil
        switch scalar {
        case "\\", "`", "*", "[", "]", "~", "|", "$": return true
        // Within a word of letters and digits it emphasises nothing.
        case "_": return !(isLetterOrDigit(before) && isLetterOrDigit(after))
        case "<": return after.map { isLetterOrDigit($0) || "/!?".unicodeScalars.contains($0) } ?? isLastWord
        case "&": return after.map { isLetterOrDigit($0) || $0 == "#" } ?? isLastWord
        case ":":
            // An address that could not become code.
            if after == "/" { return true }
            // A part of an emoji, where another colon stands behind the text.
            let tail = word[(index + 1)...]
            return isLastWord && !tail.isEmpty && tail.allSatisfy(isOfEmoji)
        case "@": return true
        // Behind the bracket of a picture, the beginning of a footnote.
        case "^": return index == 0
        // The number of a list.
        case ".", ")":
            let head = word[..<index]
            if isFirstWord, after == nil, head.allSatisfy(isDigit), !head.isEmpty { return true }
            return scalar == "." && String(String.UnicodeScalarView(head)).lowercased().hasSuffix("www")
        default: return false
        }
    }

    /// Is the word one that readers look for in the finished text, where a backslash no longer shows?
    private static func isChangedByReaders(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
        let text = String(String.UnicodeScalarView(word))
        return text.contains("$") || text.contains("://") || text.contains(#/(?i)www\./#)
            || text.contains(#/@[A-Za-z0-9]/#) || text.contains(#/:[A-Za-z0-9_+\-]+:/#)
    }

    /// The places of brackets around numbers, such as those of an interval: they make no link.
    private static func bracketsOfNumbers(_ scalars: [Unicode.Scalar]) -> Set<Int> {
        var places: Set<Int> = []
        for open in scalars.indices where scalars[open] == "[" {
            let inner = scalars[(open + 1)...].prefix { isDigit($0) || " ,.+-−–%".unicodeScalars.contains($0) }
            guard inner.contains(where: isDigit), inner.endIndex < scalars.count, scalars[inner.endIndex] == "]" else {
                continue
            }
            let close = inner.endIndex
            let after = close + 1 < scalars.count ? scalars[close + 1] : nil
            // In front of it, a bracket or an exclamation mark could make it a part of a link.
            let before = open > 0 ? scalars[open - 1] : " "
            if after.map({ "([:".unicodeScalars.contains($0) }) != true, before == " " {
                places.formUnion([open, close])
            }
        }
        return places
    }

    private static func isOfEmoji(_ scalar: Unicode.Scalar) -> Bool {
        isLetterOrDigit(scalar) || "_+-".unicodeScalars.contains(scalar)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
