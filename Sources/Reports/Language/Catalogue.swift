import Core
import Yams

/// What the file of a language holds.
struct Catalogue: Sendable {
    /// What examples are called: as the task of a data set calls them, or "examples" where a text is about several tasks.
    enum Examples: String, Hashable, CaseIterable, CodingKeyRepresentable, Decodable {
        case image = "image-class"
        case text = "text-class"
        case any

        init(_ tasks: Set<LearningTask>) {
            switch tasks {
            case [.textClass]: self = .text
            case [.imageClass], []: self = .image
            default: self = .any
            }
        }
    }

    /// By what examples are called, and by their keys.
    private(set) var texts: [Examples: [String: Template]]
    /// Titles and sentences of cards, by the English ones.
    let sentences: [String: String]

    /// Reads the content of a file. Throws where it is not YAML of this form.
    init(yaml: String) throws {
        let file = try YAMLDecoder().decode(File.self, from: yaml)
        texts = Dictionary(
            uniqueKeysWithValues: Examples.allCases.map { examples in
                (examples, file.texts.mapValues { Template(file.named($0, examples)) })
            })
        sentences = file.sentences
    }

    private struct File: Decodable {
        var texts: [String: String] = [:]
        var sentences: [String: String] = [:]
        /// For each kind of examples the words that stand in for `item`, `items` and so on.
        var words: [Examples: [String: String]] = [:]

        /// A text with the words for the examples: `{items}` and, among the words of a choice, `{n?item|items}`.
        func named(_ text: String, _ examples: Examples) -> String {
            (words[examples] ?? [:]).reduce(text) { text, word in
                text.replacing("{\(word.key)}", with: word.value).replacing("?\(word.key)|", with: "?\(word.value)|")
                    .replacing("|\(word.key)}", with: "|\(word.value)}")
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                if ["deviations", "cards"].contains(key.stringValue) {
                    sentences.merge(try container.decode([String: String].self, forKey: key)) { $1 }
                } else if key.stringValue == "examples" {
                    words = try container.decode([Examples: [String: String]].self, forKey: key)
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

    private static let all = Dictionary(
        uniqueKeysWithValues: ReportLanguage.allCases.map { language in
            let file =
                switch language {
                case .english: PackageResources.en_yml
                case .chinese: PackageResources.zh_yml
                }
            do {
                return (language, try Catalogue(yaml: String(decoding: file, as: UTF8.self)))
            } catch {
                // It is built into the program, and a test reads it.
                preconditionFailure("\(language.rawValue).yml: \(error)")
            }
        })

    static func of(_ language: ReportLanguage) -> Catalogue { all[language]! }

    /// The texts of this one, and those of `other` that it does not have.
    func completed(by other: Catalogue) -> Catalogue {
        var copy = self
        for examples in Examples.allCases {
            copy.texts[examples, default: [:]].merge(other.texts[examples] ?? [:]) { own, _ in own }
        }
        return copy
    }
}
