/// A text of the language files with places for values: `{name}` for a value, `{name?one|many}` for a word that depends on whether the
/// value is 1. `**bold**`, `*italics*` and `` `code` `` are what its words may be marked with; values never are.
///
/// Here, and nowhere else, marks in text become style.
struct Template: Sendable {
    private enum Content: Sendable {
        case text(String)
        case value(String)
        case choice(String, one: String, many: String)
    }

    private struct Piece: Sendable {
        let content: Content
        /// The marks right before it.
        let marks: String
        /// Of a text, with the marks and words that follow it up to the next value.
        var source = ""
        let style: Style

        func styled(_ text: StyledText) -> StyledText {
            let strong = style.isStrong ? text.strong : text
            return style.isEmphasised ? strong.emphasised : strong
        }
    }

    private struct Style: Sendable {
        var isStrong = false
        var isEmphasised = false
        var isCode = false
    }

    private let pieces: [Piece]
    private let isChinese: Bool
    /// Of the values.
    let values: Set<String>
    /// Has a mark no partner?
    let isUnbalanced: Bool

    init(_ text: String) {
        let contents = Self.contents(text)
        var reader = Reader()
        for content in contents { reader.read(content) }
        pieces = reader.pieces
        isUnbalanced = reader.style.isStrong || reader.style.isEmphasised || reader.style.isCode
        isChinese = text.contains(where: Self.isChinese)
        values = Set(
            contents.compactMap { content in
                switch content {
                case .text: nil
                case .value(let name), .choice(let name, _, _): name
                }
            })
    }

    /// `text` between its places for values.
    private static func contents(_ text: String) -> [Content] {
        var contents: [Content] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            contents.append(.text(String(rest[..<open])))
            let inner = rest[rest.index(after: open)..<close]
            if let mark = inner.firstIndex(of: "?"), let bar = inner.firstIndex(of: "|") {
                contents.append(
                    .choice(
                        String(inner[..<mark]), one: String(inner[inner.index(after: mark)..<bar]),
                        many: String(inner[inner.index(after: bar)...])))
            } else {
                contents.append(.value(String(inner)))
            }
            rest = rest[rest.index(after: close)...]
        }
        return contents + [.text(String(rest))]
    }

    /// Turns marks into style.
    private struct Reader {
        var pieces: [Piece] = []
        var style = Style()
        private var marks = ""

        mutating func read(_ content: Content) {
            guard case .text(let text) = content else {
                add(content)
                return
            }
            var rest = Substring(text)
            while !rest.isEmpty {
                let words = rest.prefix { $0 != "`" && ($0 != "*" || style.isCode) }
                if !words.isEmpty { add(.text(String(words)), source: String(rest)) }
                rest = rest.dropFirst(words.count)
                if rest.hasPrefix("`") {
                    style.isCode.toggle()
                    skip(1, &rest)
                } else if rest.hasPrefix("**") {
                    style.isStrong.toggle()
                    skip(2, &rest)
                } else if rest.hasPrefix("*") {
                    style.isEmphasised.toggle()
                    skip(1, &rest)
                }
            }
        }

        private mutating func add(_ content: Content, source: String = "") {
            pieces.append(Piece(content: content, marks: marks, source: source, style: style))
            marks = ""
        }

        private mutating func skip(_ count: Int, _ rest: inout Substring) {
            marks += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
    }

    // MARK: Filling

    /// With `values` in their places.
    func filled(_ values: [String: any TextValue]) -> StyledText {
        var filled: StyledText = ""
        // As the file of the language would show it, with its marks: they decide about spaces.
        var source = ""
        for (place, piece) in pieces.enumerated() {
            source += piece.marks
            switch piece.content {
            case .text(let text):
                let words = text.dropFirst(hasLooseSpace(at: place, after: source.last) ? 1 : 0)
                filled +=
                    piece.style.isCode
                    ? piece.styled(.code(String(words))) : piece.styled(StyledText(words: String(words)))
                source += words
            case .value(let name):
                let value = values[name]?.styled ?? StyledText(words: "{\(name)}")
                if hasLooseSpace(before: place, source, value.marked.first) {
                    filled.dropLastSpace()
                    source.removeLast()
                }
                filled += piece.styled(value)
                source += value.marked
            case .choice(let name, let one, let many):
                let word = values[name]?.styled.plain == "1" ? one : many
                filled += piece.styled(StyledText(words: word))
                source += word
            }
        }
        return filled
    }

    /// As ``filled(_:)-([String:TextValue])``, without style and with the values as they are.
    func filled(_ values: [String: String]) -> String {
        filled(values.mapValues { StyledText(words: $0) } as [String: any TextValue]).plain
    }

    // MARK: Spaces in Chinese

    // A Chinese text sets its values off by spaces, which are right beside Latin letters and numbers. Between two Chinese characters, and
    // beside a Chinese punctuation mark, there are none.

    static func isChinese(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false || isChineseMark(character)
    }

    private static func isChineseMark(_ character: Character) -> Bool {
        character.unicodeScalars.first.map {
            (0x3000...0x303F).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
        } ?? false
    }

    private func isLoose(after: Character?, before: Character?) -> Bool {
        guard isChinese, let after, let before else { return false }
        return Self.isChinese(after) && Self.isChinese(before) || Self.isChineseMark(after)
            || Self.isChineseMark(before)
    }

    /// Does the text at `place` begin with a space that is not wanted after a value that ends with `after`?
    private func hasLooseSpace(at place: Int, after: Character?) -> Bool {
        let piece = pieces[place]
        return place > 0 && piece.marks.isEmpty && piece.source.first == " "
            && isLoose(after: after, before: piece.source.dropFirst().first)
    }

    /// Is the space at the end of `source`, if the piece before `place` brought it, not wanted before a value that begins with `before`?
    private func hasLooseSpace(before place: Int, _ source: String, _ before: Character?) -> Bool {
        guard place > 0, pieces[place].marks.isEmpty, case .text(let text) = pieces[place - 1].content,
            text.last == " ", source.last == " "
        else { return false }
        return isLoose(after: source.dropLast().last, before: before)
    }
}
