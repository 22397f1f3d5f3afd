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

    /// A text with its values put in.
    func callAsFunction(_ phrase: Phrase, _ values: [String: any TextValue] = [:]) -> StyledText {
        guard let template = templates[phrase.rawValue] else { return StyledText(phrase.rawValue) }
        return template.filled(values.merging(scoredWord(template)) { given, _ in given })
    }

    /// A text about `n` things.
    func callAsFunction(_ phrase: Phrase, _ n: Int) -> StyledText { self(phrase, ["n": NumberText.grouped(n)]) }

    /// A text without style, with its values as they are: for plots, and for names made of others.
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
    func list(_ words: [any TextValue]) -> StyledText {
        let words = words.map(\.styled)
        guard words.count > 1 else { return words.first ?? "" }
        return self(
            .and, ["first": words.dropLast().joined(separator: self(.comma)), "second": words[words.count - 1]])
    }

    /// As ``list(_:)``, without style.
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
    func paragraph(_ sentences: [StyledText]) -> StyledText {
        let sentences = sentences.filter { !$0.isEmpty }
        guard language == .chinese, let first = sentences.first else { return sentences.joined(separator: " ") }
        return sentences.dropFirst().reduce(first) { text, next in
            // A Chinese full stop brings its own space.
            text + (text.marked.last.map(Template.isChinese) ?? true ? "" : " ") + next
        }
    }
}
