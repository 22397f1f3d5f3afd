import Core
import Yams

/// A language that reports are written in.
public enum ReportLanguage: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"

    /// As HTML pages and browsers name it.
    var tag: String {
        switch self {
        case .english: "en"
        case .chinese: "zh-Hans"
        }
    }

    /// What tells the files of this language from those in English: `report.zh.md`.
    var suffix: String { self == .english ? "" : ".\(rawValue)" }

    fileprivate var catalogue: [UInt8] {
        switch self {
        case .english: PackageResources.en_yml
        case .chinese: PackageResources.zh_yml
        }
    }

    /// What is wrong with the catalogues of all languages, a line each: texts that are missing or that nobody asks for, and texts that
    /// have other values than the English ones.
    public static func defects() -> [String] {
        let english = Texts(.english)
        return allCases.flatMap { language in
            let texts = Texts(language)
            let names = Set(texts.templates.keys)
            let wanted = Set(Phrase.allCases.map(\.rawValue))
            let different = names.intersection(wanted).sorted().filter { name in
                texts.templates[name]?.values != english.templates[name]?.values
            }
            return wanted.subtracting(names).sorted().map { "\(language.rawValue): \($0) is missing" }
                + names.subtracting(wanted).sorted().map { "\(language.rawValue): nobody asks for \($0)" }
                + different.map { "\(language.rawValue): \($0) has other values than the English text" }
        }
    }

    /// `sentence` of a card (a title, a deviation) in this language; nil where the catalogue does not have it.
    public func translation(of sentence: String) -> String? {
        self == .english ? sentence : Texts.of(self).sentences[sentence]
    }
}

/// The fixed texts of a report in one language.
package struct Texts: Sendable {
    let language: ReportLanguage
    fileprivate let templates: [String: Template]
    /// Titles and sentences of cards, by the English ones.
    fileprivate let sentences: [String: String]

    /// What methods are scored on: the word that texts put for `{scored}`.
    private var scored = Phrase.scoredTest

    /// The same texts about results on the images of these kinds, `test` or `validation`; both where they are of both.
    func scored(on evaluations: Set<String>) -> Texts {
        var copy = self
        let isValidation = evaluations.contains("validation")
        copy.scored = !isValidation ? .scoredTest : evaluations.count == 1 ? .scoredValidation : .scoredBoth
        return copy
    }

    private static let all = Dictionary(uniqueKeysWithValues: ReportLanguage.allCases.map { ($0, Texts($0)) })

    package static func of(_ language: ReportLanguage) -> Texts { all[language]! }

    fileprivate init(_ language: ReportLanguage) {
        struct Catalogue: Decodable {
            var texts: [String: String] = [:]
            var sentences: [String: String] = [:]

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                for key in container.allKeys {
                    if ["deviations", "cards"].contains(key.stringValue) {
                        sentences.merge(try container.decode([String: String].self, forKey: key)) { $1 }
                    } else {
                        texts[key.stringValue] = try container.decode(String.self, forKey: key)
                    }
                }
            }

            struct Key: CodingKey {
                let stringValue: String
                var intValue: Int? { nil }
                init(stringValue: String) { self.stringValue = stringValue }
                init?(intValue: Int) { nil }
            }
        }
        self.language = language
        do {
            let catalogue = try YAMLDecoder().decode(
                Catalogue.self, from: String(decoding: language.catalogue, as: UTF8.self))
            templates = catalogue.texts.mapValues(Template.init)
            sentences = catalogue.sentences
        } catch {
            // It is built into the program, and a test reads it.
            preconditionFailure("\(language.rawValue).yml: \(error)")
        }
    }

    /// A text with its values put in, as Markdown.
    func callAsFunction(_ phrase: Phrase, _ values: [String: any MarkdownValue] = [:]) -> Markdown {
        guard let template = templates[phrase.rawValue] else { return Markdown(phrase.rawValue) }
        return template.filled(values.merging(scoredWord(template)) { given, _ in given })
    }

    /// A text about `n` things, as Markdown.
    func callAsFunction(_ phrase: Phrase, _ n: Int) -> Markdown { self(phrase, ["n": NumberText.grouped(n)]) }

    /// A text without Markdown in it, with its values as they are: for plots, and for names made of others.
    func plain(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
        guard let template = templates[phrase.rawValue] else { return phrase.rawValue }
        return template.filled(values.merging(scoredWord(template)) { given, _ in given })
    }

    /// The word for what the methods are scored on, where a text asks for it.
    private func scoredWord(_ template: Template) -> [String: String] {
        guard template.values.contains("scored"), let word = templates[scored.rawValue] else { return [:] }
        return ["scored": word.filled([String: String]())]
    }

    /// As ``plain(_:_:)-(_,[String:String])``, about `n` things.
    func plain(_ phrase: Phrase, _ n: Int) -> String { plain(phrase, ["n": NumberText.grouped(n)]) }

    /// "a", "a and b", "a, b and c".
    func list(_ words: [any MarkdownValue]) -> Markdown {
        let words = words.map(\.markdown)
        guard words.count > 1 else { return words.first ?? "" }
        return self(
            .and, ["first": words.dropLast().joined(separator: self(.comma)), "second": words[words.count - 1]])
    }

    /// As ``list(_:)``, without Markdown.
    func plainList(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return plain(
            .and, ["first": words.dropLast().joined(separator: plain(.comma)), "second": words[words.count - 1]])
    }

    /// "3", or "1 to 3" where the numbers differ.
    func span(_ numbers: [Int]) -> String {
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
        return least == most
            ? NumberText.grouped(least)
            : plain(.to, ["low": NumberText.grouped(least), "high": NumberText.grouped(most)])
    }

    /// A title or a sentence of a card; in English where the catalogue does not have it.
    func sentence(_ english: String) -> String { sentences[english] ?? english }

    /// Sentences in one paragraph.
    func paragraph(_ sentences: [Markdown]) -> Markdown {
        let sentences = sentences.filter { !$0.isEmpty }
        guard language == .chinese, let first = sentences.first else { return sentences.joined(separator: " ") }
        return sentences.dropFirst().reduce(first) { text, next in
            // A Chinese full stop brings its own space.
            text + (text.source.last.map(Template.isChinese) ?? true ? "" : " ") + next
        }
    }
}

/// A text with places for values: `{name}` for a value, `{name?one|many}` for a word that depends on whether the value is 1.
private struct Template: Sendable {
    private enum Piece {
        case text(String)
        case value(String)
        case choice(String, one: String, many: String)
    }

    private let pieces: [Piece]
    private let isChinese: Bool
    let values: Set<String>

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.text(String(rest[..<open])))
            let inner = rest[rest.index(after: open)..<close]
            if let mark = inner.firstIndex(of: "?"), let bar = inner.firstIndex(of: "|") {
                pieces.append(
                    .choice(
                        String(inner[..<mark]), one: String(inner[inner.index(after: mark)..<bar]),
                        many: String(inner[inner.index(after: bar)...])))
            } else {
                pieces.append(.value(String(inner)))
            }
            rest = rest[rest.index(after: close)...]
        }
        self.pieces = pieces + [.text(String(rest))]
        isChinese = text.contains(where: Self.isChinese)
        values = Set(
            pieces.compactMap { piece in
                switch piece {
                case .text: nil
                case .value(let name), .choice(let name, _, _): name
                }
            })
    }

    /// As Markdown. A value between `**` is in bold, but for names that Markdown could not take for bold, such as those that begin with a
    /// bracket right after a Chinese character.
    func filled(_ values: [String: any MarkdownValue]) -> Markdown {
        var source = ""
        /// Characters at the beginning of the next piece that are done with.
        var done = 0
        for (place, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text):
                source += text.dropFirst(done > 0 ? done : looseSpaces(at: place, after: source.last, before: text))
            case .value(let name):
                let value = values[name]?.markdown.source ?? "{\(name)}"
                source.removeLast(looseSpaces(at: place, after: source, before: value.first))
                if source.hasSuffix("**"), place + 1 < pieces.count, case .text(let next) = pieces[place + 1],
                    next.hasPrefix("**"),
                    !Self.canBeBold(value, after: source.dropLast(2).last, before: next.dropFirst(2).first)
                {
                    source = source.dropLast(2) + value
                    done = 2
                    continue
                }
                source += value
            case .choice(let name, let one, let many): source += values[name]?.markdown.source == "1" ? one : many
            }
            done = 0
        }
        return Markdown(source: source)
    }

    /// The rule of CommonMark for `**`: beside a space it marks nothing, and beside a punctuation mark only where a space or another
    /// punctuation mark stands on its other side.
    private static func canBeBold(_ value: String, after: Character?, before: Character?) -> Bool {
        func isMark(_ character: Character?) -> Bool { character.map { $0.isPunctuation || $0.isSymbol } ?? false }
        func isFree(_ character: Character?) -> Bool { isMark(character) || (character.map(\.isWhitespace) ?? true) }
        guard let first = value.first, let last = value.last, !first.isWhitespace, !last.isWhitespace else {
            return false
        }
        return (!isMark(first) || isFree(after)) && (!isMark(last) || isFree(before))
    }

    func filled(_ values: [String: String]) -> String {
        var filled = ""
        for (place, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text):
                filled += text.dropFirst(looseSpaces(at: place, after: filled.last, before: text))
            case .value(let name):
                let value = values[name] ?? "{\(name)}"
                filled.removeLast(looseSpaces(at: place, after: filled, before: value.first))
                filled += value
            case .choice(let name, let one, let many): filled += values[name] == "1" ? one : many
            }
        }
        return filled
    }

    // MARK: Spaces in Chinese

    // A Chinese text sets its values off by spaces, which are right beside Latin letters and numbers. Between two Chinese characters, and
    // beside a Chinese punctuation mark, there are none.

    fileprivate static func isChinese(_ character: Character) -> Bool {
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

    /// How many spaces at the beginning of `text`, the piece at `place`, are not wanted after a value that ends with `after`.
    private func looseSpaces(at place: Int, after: Character?, before text: String) -> Int {
        guard place > 0, text.first == " ", isLoose(after: after, before: text.dropFirst().first) else { return 0 }
        return 1
    }

    /// How many spaces at the end of `text`, if the piece before `place` is text, are not wanted before a value that begins with `before`.
    private func looseSpaces(at place: Int, after text: String, before: Character?) -> Int {
        guard place > 0, case .text(let piece) = pieces[place - 1], piece.last == " ", text.last == " ",
            isLoose(after: text.dropLast().last, before: before)
        else { return 0 }
        return 1
    }
}
