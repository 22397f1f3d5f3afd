import Files

/// Text of a report: what stands in a paragraph, a heading or a cell, as pieces with their style.
///
/// It knows no format. What stands in the source of the program and in the files of the languages is ours (``Span/Kind/words``); what is
/// put into it as a `String` (a name, a number, a reason) is shown letter by letter in every format, whatever it holds:
///
///     let title: StyledText = "Report: \(dataset.title)"
///
/// So nobody who writes a section can forget an escape.
package struct StyledText: Hashable, Sendable {
    /// A piece in one style.
    package struct Span: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// Fixed text of ours.
            case words
            /// A name, a number, a reason: anything, shown letter by letter.
            case value
            /// A piece of code or the name of a file, shown letter by letter.
            case code
        }

        package internal(set) var text: String
        package let kind: Kind
        package internal(set) var isStrong = false
        package internal(set) var isEmphasised = false
        var isCode: Bool { kind == .code }
    }

    /// None is empty.
    package private(set) var spans: [Span]

    private init(spans: [Span]) { self.spans = spans.filter { !$0.text.isEmpty } }

    /// Fixed text of ours.
    package init(words: String) { self.init(spans: [Span(text: words, kind: .words)]) }

    /// `text` letter by letter. Text that is endless is shortened (``VisibleText/bounded(_:)``).
    package init(_ text: String) { self.init(spans: [Span(text: VisibleText.bounded(text), kind: .value)]) }

    /// `text` letter by letter as a piece of code.
    package static func code(_ text: String) -> StyledText {
        StyledText(spans: [Span(text: VisibleText.of(text), kind: .code)])
    }

    package var isEmpty: Bool { spans.isEmpty }

    /// In bold.
    package var strong: StyledText { styled { $0.isStrong = true } }

    /// In italics.
    package var emphasised: StyledText { styled { $0.isEmphasised = true } }

    private func styled(_ change: (inout Span) -> Void) -> StyledText {
        var copy = self
        for place in copy.spans.indices { change(&copy.spans[place]) }
        return copy
    }

    /// With a capital at its beginning, where that is a word of ours without a style of its own.
    package var capitalised: StyledText {
        guard let first = spans.first, first.kind == .words, !first.isStrong, !first.isEmphasised else { return self }
        var copy = self
        copy.spans[0].text = first.text.prefix(1).uppercased() + first.text.dropFirst()
        return copy
    }

    /// All characters, without their style.
    package var plain: String { spans.map(\.text).joined() }

    /// With the marks of the language files (see ``Template``).
    var marked: String {
        spans.map { span in
            let mark = (span.isStrong ? "**" : "") + (span.isEmphasised ? "*" : "") + (span.kind == .code ? "`" : "")
            return mark + span.text + mark.reversed()
        }.joined()
    }

    /// In a format that nests styles.
    ///
    /// - Parameter plain: Writes neighbours of one style, since what stands beside a character may matter.
    func written(
        _ plain: ([Span]) -> String, strong: (String) -> String, emphasised: (String) -> String,
        code: (String) -> String
    ) -> String {
        spans.runs(by: \.isStrong).map { run in
            let inner = run.spans.runs(by: \.isEmphasised).map { run in
                let inner = run.spans.runs(by: \.isCode).map { $0.isSet ? code(plain($0.spans)) : plain($0.spans) }
                return run.isSet ? emphasised(inner.joined()) : inner.joined()
            }
            return run.isSet ? strong(inner.joined()) : inner.joined()
        }.joined()
    }

    package static func + (first: StyledText, second: StyledText) -> StyledText {
        StyledText(spans: first.spans + second.spans)
    }

    package static func += (first: inout StyledText, second: StyledText) { first.spans += second.spans }

    /// Drops the space at the end, if one stands there.
    mutating func dropLastSpace() {
        guard let last = spans.last, last.text.last == " " else { return }
        spans[spans.count - 1].text.removeLast()
        if last.text == " " { spans.removeLast() }
    }
}

extension [StyledText.Span] {
    /// The spans in groups of neighbours that have a style, or do not have it.
    func runs(by style: KeyPath<StyledText.Span, Bool>) -> [(isSet: Bool, spans: [StyledText.Span])] {
        reduce(into: []) { runs, span in
            if runs.last?.isSet == span[keyPath: style] {
                runs[runs.count - 1].spans.append(span)
            } else {
                runs.append((span[keyPath: style], [span]))
            }
        }
    }
}

/// What can be put into text: text with its style, and a `String` letter by letter.
package protocol TextValue: CellValue {
    var styled: StyledText { get }
}

extension StyledText: TextValue {
    package var styled: StyledText { self }
}

extension String: TextValue {
    package var styled: StyledText { StyledText(self) }
}

extension StyledText: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) { self.init(words: value) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = StyledText(spans: [])

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { text += StyledText(words: literal) }
        package mutating func appendInterpolation(_ value: some TextValue) { text += value.styled }
        package mutating func appendInterpolation(_ number: Int) { text += StyledText(words: "\(number)") }
    }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }
}

extension Sequence where Element == StyledText {
    package func joined(separator: StyledText = "") -> StyledText {
        var joined: StyledText = ""
        for (place, text) in enumerated() { joined += place == 0 ? text : separator + text }
        return joined
    }
}
