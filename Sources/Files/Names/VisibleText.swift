/// Text as a reader sees it.
///
/// Characters without a shape of their own (control characters and line breaks, marks of writing direction, characters without width, spaces that look like the common one)
/// are shown by the escape that Swift has for them, such as `\n` or `\u{200B}`. A name then stays on its line, cannot reorder what
/// stands around it, sends no command to a terminal, and looks like no other name.
public enum VisibleText {
    /// `text` with everything visible; never empty. Text of visible characters is left as it is.
    public static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.isEmpty { return text }
        // Nothing, or nothing but spaces, would be a gap that nobody notices.
        if text.unicodeScalars.allSatisfy({ $0.properties.isWhitespace && isPrinted($0) }) { return "\"\(text)\"" }
        let scalars = Array(text.unicodeScalars)
        var shown = String.UnicodeScalarView()
        for place in scalars.indices {
            if isVisible(scalars, place) {
                shown.append(scalars[place])
            } else {
                shown.append(contentsOf: escape(scalars[place]).unicodeScalars)
            }
        }
        return String(shown)
    }

    /// As ``of(_:)``; of text that would fill pages the beginning, the end and ten digits that tell it from all others.
    package static func bounded(_ text: String) -> String {
        guard text.utf8.count > longest, columns(of(text)) > longest else { return of(text) }
        return "\(shortened(text, columns: longest)) (\(FileName.hash(of: text)))"
    }

    /// Columns that no name and no sentence of ours exceeds.
    private static let longest = 600

    /// As ``of(_:)``, in at most `columns` columns of a terminal: of longer text the beginning and the end, with an ellipsis between.
    ///
    /// - Precondition: At least 4 columns.
    package static func shortened(_ text: String, columns: Int) -> String {
        precondition(columns >= 4)
        // Characters may consist of any number of marks.
        let characters = of(text).map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(16))) }
        let widths = characters.map(Self.columns)
        guard widths.reduce(0, +) > columns else { return characters.joined() }
        let last = columns / 3
        func fitting(_ widths: some Sequence<Int>, _ limit: Int) -> Int {
            var sum = 0
            return widths.prefix { width in
                sum += width
                return sum <= limit
            }.count
        }
        let head = characters.prefix(fitting(widths, columns - 1 - last))
        let tail = characters.suffix(fitting(widths.reversed(), last))
        return head.joined() + "…" + tail.joined()
    }

    /// As ``shortened(_:columns:)`` for names that stand together: those that become alike are numbered.
    package static func shortened(_ names: [String], columns: Int) -> [String] {
        var seen: [String: Int] = [:]
        return names.map { name in
            let short = shortened(name, columns: columns)
            let count = seen[short, default: 0] + 1
            seen[short] = count
            return count == 1 ? short : "\(short) (\(count))"
        }
    }

    /// Columns of a terminal: characters of Chinese and full-width punctuation take two.
    package static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(text.count) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x20000...0x3FFFD:
                width + 1
            default: width
            }
        }
    }

    /// The escape that Swift has for `scalar`, such as `\\n` or `\\u{200B}`.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{1B}": "\\e"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    /// Does the scalar show in its place?
    private static func isVisible(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        let scalar = scalars[place]
        if scalar.isASCII { return isPrinted(scalar) }
        let before = place > 0 ? scalars[place - 1] : nil
        let after = place + 1 < scalars.count ? scalars[place + 1] : nil
        switch scalar.value {
        case 0x200C, 0x200D:
            // Parts of emoji and of letters in several scripts.
            return before.map { !$0.isASCII } ?? false && after.map { !$0.isASCII } ?? false
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
            // They choose the form of the character before them.
            return before.map { !$0.isASCII } ?? false || after == "\u{20E3}"
        case 0xE0020...0xE007F:
            // Parts of flags.
            return scalars[..<place].last { !(0xE0020...0xE007F).contains($0.value) } == "\u{1F3F4}"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark:
            // The first one would become a part of what stands before the name.
            return place > 0 && !scalar.properties.isDefaultIgnorableCodePoint
        default: return isPrinted(scalar)
        }
    }

    /// Whether a scalar has a shape or at least a width.
    private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: return false
        case .format: return arabicSigns.contains(scalar.value)
        // They look like the common space; that of Chinese is wide.
        case .spaceSeparator: return scalar == " " || scalar == "\u{3000}"
        default:
            return !properties.isDefaultIgnorableCodePoint && !properties.isNoncharacterCodePoint
                && scalar != blankBraille
        }
    }

    private static let blankBraille: Unicode.Scalar = "\u{2800}"

    /// Format characters that are printed: they enclose the digits that follow.
    private static let arabicSigns: Set<UInt32> = [
        0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
    ]
}

extension String {
    /// The text with some scalars replaced. Not by `Character`: a sign that a mark follows is another character, and the same sign to
    /// whatever reads the text as bytes.
    package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let other = replacement(scalar) {
                text.append(contentsOf: other.unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
