import Files

/// Text of a report, as Markdown.
///
/// What stands in the source of the program is Markdown; what is put into it as a `String` (a name, a number, a reason) is shown letter
/// by letter, whatever it holds:
///
///     let heading: Markdown = "## \(dataset.title)"
///
/// So nobody who writes a section can forget an escape. To make Markdown of a text that is Markdown, say so: `Markdown(source:)`.
struct Markdown: Hashable, Sendable {
    var source: String

    init(source: String) { self.source = source }

    /// `text` letter by letter.
    init(_ text: String) { source = MarkdownText.escaped(text) }

    /// `text` letter by letter as a piece of code. Not for cells of tables.
    static func code(_ text: String) -> Markdown { Markdown(source: MarkdownText.code(VisibleText.of(text))) }

    /// A block that shows a command to be pasted.
    static func shell(_ command: String) -> Markdown {
        // It is one line: a line break in a foreign record shall not end the block, nor make a command of its own.
        let line = VisibleText.of(command)
        return Markdown(source: "```sh\n\(line)\n```")
    }

    var isEmpty: Bool { source.isEmpty }

    /// With a capital at its beginning, where a letter stands there.
    var capitalised: Markdown { Markdown(source: source.prefix(1).uppercased() + source.dropFirst()) }

    /// A heading one level deeper; any other block as it is.
    var deeper: Markdown { source.hasPrefix("#") ? Markdown(source: "#" + source) : self }

    static func + (first: Markdown, second: Markdown) -> Markdown { Markdown(source: first.source + second.source) }
}

/// What can be put into Markdown: Markdown, as it is, and any other text, letter by letter.
protocol MarkdownValue {
    var markdown: Markdown { get }
}

extension Markdown: MarkdownValue {
    var markdown: Markdown { self }
}

extension String: MarkdownValue {
    var markdown: Markdown { Markdown(self) }
}

extension Markdown: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { source = value }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(2 * literalCapacity) }
        mutating func appendLiteral(_ literal: String) { source += literal }
        mutating func appendInterpolation(_ value: some MarkdownValue) { source += value.markdown.source }
        mutating func appendInterpolation(_ number: Int) { source += "\(number)" }
    }

    init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }
}

extension Sequence where Element == Markdown {
    func joined(separator: Markdown = "") -> Markdown {
        Markdown(source: map(\.source).joined(separator: separator.source))
    }
}
