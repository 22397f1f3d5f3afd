import Yams

/// What the file of a language holds.
struct Catalogue: Sendable {
    /// By their keys.
    private(set) var texts: [String: Template]
    /// Titles and sentences of cards, by the English ones.
    let sentences: [String: String]

    /// Reads the content of a file. Throws where it is not YAML of this form.
    init(yaml: String) throws {
        let file = try YAMLDecoder().decode(File.self, from: yaml)
        texts = file.texts.mapValues(Template.init)
        sentences = file.sentences
    }

    private struct File: Decodable {
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
        copy.texts.merge(other.texts) { own, _ in own }
        return copy
    }
}
