import ArgumentParser
import Core
import Experiments

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List methods, data sets and matrices.",
        discussion: """
            EXAMPLES
              hindsight list methods
              hindsight list datasets
              hindsight list matrices
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case methods
        case datasets
        case matrices
    }

    @Argument(help: "methods, datasets or matrices.")
    var kind: Kind

    func run() throws {
        switch kind {
        case .methods:
            try show("Preprocessing of images, under 'preprocess'", Catalogue.preprocessors)
            try show("Extractors of whole images", Catalogue.extractors.map { $0 } + [Catalogue.activations])
            try show("Extractors of local descriptors, which need an encoder", Catalogue.descriptorExtractors)
            try show("Extractors of texts", Catalogue.textExtractors)
            try show("Encoders", Catalogue.encoders)
            try show("Around an encoder, under 'pyramid'", [Catalogue.pyramid])
            try show("Transforms", Catalogue.transforms)
            try show("Classifiers", Catalogue.classifiers)
            try show("Around a classifier with support vectors, under 'virtual'", [Catalogue.virtualExamples])
            try show("Networks", Catalogue.networks)
            try show("Networks that read texts", Catalogue.textNetworks)
        case .datasets:
            try show("Data sets", Catalogue.datasets)
        case .matrices:
            for name in MatrixLibrary.names() { try StandardOutput.writeLine(Self.lines(ofMatrix: name)) }
        }
    }

    /// The name of a matrix file, and below it what it is about.
    private static func lines(ofMatrix name: String) -> String {
        do {
            let matrix = try MatrixLibrary.load(name, profile: nil)
            let profiles = matrix.profiles.map(\.visible).joined(separator: ", ")
            return "\(name.visible)\n    \(matrix.summary.visible)"
                + (profiles.isEmpty ? "" : "\n    profiles: \(profiles)")
        } catch {
            return "\(name.visible)\n    cannot be read: \("\(error)".visible)"
        }
    }

    private func show(_ title: String, _ types: [any Component.Type]) throws {
        try StandardOutput.writeLine(title)
        for type in types {
            let entry = CatalogueEntry(type)
            try StandardOutput.writeLine("\n  \(entry.card.name): \(entry.card.title) (\(entry.card.year))")
            try StandardOutput.writeLine("      \(entry.card.paper)")
            for deviation in entry.card.deviations { try StandardOutput.writeLine("      differs: \(deviation)") }
            if !entry.settings.isEmpty { try StandardOutput.writeLine("      settings and defaults:") }
            for (key, value) in entry.settings {
                let choices = type.choices[key].map { " (\($0.joined(separator: ", ")))" } ?? ""
                try StandardOutput.writeLine("        \(key): \(value.canonicalText)\(choices)")
            }
        }
        try StandardOutput.writeLine()
    }
}
