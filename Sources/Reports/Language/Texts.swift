import Core

/// The fixed texts of a report in one language; in English where its file does not have them.
package struct Texts: Sendable {
    let language: ReportLanguage
    private let catalogue: Catalogue

    /// What methods are scored on: the word that texts put for `{scored}`.
    private var scored = Phrase.scoredTest
    /// What the examples are called.
    private var examples = Catalogue.Examples.image
    private var templates: [String: Template] { catalogue.texts[examples] ?? [:] }

    /// The same texts about results on the images of these kinds, `test` or `validation`; both where they are of both.
    func scored(on evaluations: Set<String>) -> Texts {
        var copy = self
        let isValidation = evaluations.contains("validation")
        copy.scored = !isValidation ? .scoredTest : evaluations.count == 1 ? .scoredValidation : .scoredBoth
        return copy
    }

    /// The same texts about examples of these tasks.
    func about(_ tasks: Set<LearningTask>) -> Texts {
        var copy = self
        copy.examples = Catalogue.Examples(tasks)
        return copy
    }

    private static let all = Dictionary(
        uniqueKeysWithValues: ReportLanguage.allCases.map { ($0, Texts($0, .of($0), .of(.english))) })

    package static func of(_ language: ReportLanguage) -> Texts { all[language]! }

    /// The texts of a language with those of more files, each the content of one: what stands there in that language, or else in English.
    ///
    /// Throws where a file is not YAML of this form.
    package static func of(_ language: ReportLanguage, adding files: [ReportLanguage: String]) throws -> Texts {
        func catalogue(_ language: ReportLanguage) throws -> Catalogue {
            let own = Catalogue.of(language)
            return try files[language].map { own.completed(by: try Catalogue(yaml: $0)) } ?? own
        }
        return Texts(language, try catalogue(language), try catalogue(.english))
    }

    private init(_ language: ReportLanguage, _ own: Catalogue, _ english: Catalogue) {
        self.language = language
        catalogue = own.completed(by: english)
    }

    /// A text with its values put in.
    package func callAsFunction(_ key: some TextKey, _ values: [String: any TextValue] = [:]) -> StyledText {
        text(key.rawValue, values)
    }

    /// A text about `n` things.
    package func callAsFunction(_ key: some TextKey, _ n: Int) -> StyledText {
        text(key.rawValue, ["n": NumberText.grouped(n)])
    }

    /// A text without style, with its values as they are: for plots, and for names made of others.
    package func plain(_ key: some TextKey, _ values: [String: String] = [:]) -> String {
        plainText(key.rawValue, values)
    }

    /// As ``plain(_:_:)-(_,[String:String])``, about `n` things.
    package func plain(_ key: some TextKey, _ n: Int) -> String {
        plainText(key.rawValue, ["n": NumberText.grouped(n)])
    }

    private func text(_ key: String, _ values: [String: any TextValue]) -> StyledText {
        guard let template = templates[key] else { return StyledText(key) }
        return template.filled(values.merging(scoredWord(template)) { given, _ in given })
    }

    private func plainText(_ key: String, _ values: [String: String]) -> String {
        guard let template = templates[key] else { return key }
        return template.filled(values.merging(scoredWord(template)) { given, _ in given })
    }

    /// The word for what the methods are scored on, where a text asks for it.
    private func scoredWord(_ template: Template) -> [String: String] {
        guard template.values.contains("scored"), let word = templates[scored.rawValue] else { return [:] }
        return ["scored": word.filled([String: String]())]
    }

    /// "a", "a and b", "a, b and c".
    package func list(_ words: [any TextValue]) -> StyledText {
        let words = words.map(\.styled)
        guard words.count > 1 else { return words.first ?? "" }
        return self(
            .and, ["first": words.dropLast().joined(separator: self(.comma)), "second": words[words.count - 1]])
    }

    /// As ``list(_:)``, without style.
    package func plainList(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        return plain(
            .and, ["first": words.dropLast().joined(separator: plain(.comma)), "second": words[words.count - 1]])
    }

    /// "3", or "1 to 3" where the numbers differ.
    package func span(_ numbers: [Int]) -> String {
        let (least, most) = (numbers.min() ?? 0, numbers.max() ?? 0)
        return least == most
            ? NumberText.grouped(least)
            : plain(.to, ["low": NumberText.grouped(least), "high": NumberText.grouped(most)])
    }

    /// A title or a sentence of a card; in English where the language does not have it.
    func sentence(_ english: String) -> String { catalogue.sentences[english] ?? english }

    /// Sentences in one paragraph.
    package func paragraph(_ sentences: [StyledText]) -> StyledText {
        let sentences = sentences.filter { !$0.isEmpty }
        guard language == .chinese, let first = sentences.first else { return sentences.joined(separator: " ") }
        return sentences.dropFirst().reduce(first) { text, next in
            // A Chinese full stop brings its own space.
            text + (text.marked.last.map(Template.isChinese) ?? true ? "" : " ") + next
        }
    }
}

// The same for keys common to several sections, which need not be named with their type: `texts(.method)`.
extension Texts {
    package func callAsFunction(_ phrase: Phrase, _ values: [String: any TextValue] = [:]) -> StyledText {
        text(phrase.rawValue, values)
    }

    package func callAsFunction(_ phrase: Phrase, _ n: Int) -> StyledText {
        text(phrase.rawValue, ["n": NumberText.grouped(n)])
    }

    package func plain(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
        plainText(phrase.rawValue, values)
    }

    package func plain(_ phrase: Phrase, _ n: Int) -> String {
        plainText(phrase.rawValue, ["n": NumberText.grouped(n)])
    }
}
