import Core
import Files
import Harness

/// An entry of the catalogue with its settings, for `hindsight list`.
public struct CatalogueEntry: Sendable {
    public let card: Card
    /// Every key of a matrix file that this entry understands, sorted.
    public let settings: [SettingEntry]

    public init(_ component: any Component.Type) {
        card = component.card
        settings = Self.settings(of: component)
    }

    private static func settings<Part: Component>(of type: Part.Type) -> [SettingEntry] {
        let defaults = (try? JSONValue(encoding: type.init())) ?? .object([:])
        let choices = type.allChoices
        return defaults.leaves().filter { !$0.path.isEmpty }.map { path, value in
            let key = path.joined(separator: ".")
            let range =
                choices[key].map { $0.joined(separator: ", ") }
                ?? SettingRange.text(of: path, in: defaults) { json in
                    do {
                        try json.decoded(as: type).validate()
                        return nil
                    } catch {
                        return error as? ConfigurationError
                    }
                }
            return SettingEntry(
                key: key, value: value, sentence: SettingSentences.sentence(key, of: type), range: range)
        }
    }
}

/// Entries of the catalogue that stand together, such as all classifiers.
public struct CatalogueGroup: Sendable {
    public let title: String
    /// Of the title, in a word or two.
    public let name: String
    public let types: [any Component.Type]
}

extension Catalogue {
    /// Everything of which methods are made, in the order in which people are shown it.
    public static let methodGroups: [CatalogueGroup] = [
        .init(title: "Preprocessing of images, under 'preprocess'", name: "preprocessing", types: preprocessors),
        .init(title: "Extractors of whole images", name: "extractors", types: extractors.map { $0 } + [activations]),
        .init(
            title: "Extractors of local descriptors, which need an encoder", name: "local descriptors",
            types: descriptorExtractors),
        .init(title: "Extractors of texts", name: "of texts", types: textExtractors),
        .init(title: "Encoders", name: "encoders", types: encoders),
        .init(title: "Around an encoder, under 'pyramid'", name: "around an encoder", types: [pyramid]),
        .init(title: "Transforms", name: "transforms", types: transforms),
        .init(title: "Classifiers", name: "classifiers", types: classifiers),
        .init(
            title: "Around a classifier with support vectors, under 'virtual'", name: "around a classifier",
            types: [virtualExamples]),
        .init(title: "Networks", name: "networks", types: networks),
        .init(title: "Networks that read texts", name: "networks for texts", types: textNetworks),
    ]

    /// The part of methods, or the network, of that name.
    static func component(_ name: String) -> (any Component.Type)? {
        methodGroups.lazy.flatMap(\.types).first { $0.card.name == name }
    }

    public static let datasetGroups: [CatalogueGroup] = [
        .init(title: "Data sets", name: "data sets", types: datasets)
    ]
}
