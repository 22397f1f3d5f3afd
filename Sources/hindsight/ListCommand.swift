import ArgumentParser
import Core
import Experiments

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what a matrix file can name: methods, data sets, matrices.",
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
            show("Before everything else, under 'preprocess'", Catalogue.preprocessors)
            show("Extractors of whole images", Catalogue.extractors.map { $0 } + [Catalogue.activations])
            show("Extractors of local descriptors, which need an encoder", Catalogue.descriptorExtractors)
            show("Encoders", Catalogue.encoders)
            show("Around an encoder", [Catalogue.pyramid])
            show("Transforms", Catalogue.transforms)
            show("Classifiers", Catalogue.classifiers)
            show("Around a classifier with support vectors", [Catalogue.virtualExamples])
            show("Networks", Catalogue.networks)
        case .datasets:
            show("Data sets", Catalogue.datasets)
        case .matrices:
            for name in MatrixLibrary.names() {
                do {
                    let matrix = try MatrixLibrary.load(name, profile: nil)
                    print("\(name)\n    \(matrix.summary)")
                    if !matrix.profiles.isEmpty { print("    profiles: \(matrix.profiles.joined(separator: ", "))") }
                } catch {
                    print("\(name)\n    cannot be read: \(error)")
                }
            }
        }
    }

    private func show(_ title: String, _ types: [any Component.Type]) {
        print(title)
        for type in types {
            let entry = CatalogueEntry(type)
            print("\n  \(entry.card.name): \(entry.card.title) (\(entry.card.year))")
            print("      \(entry.card.paper)")
            for deviation in entry.card.deviations { print("      differs: \(deviation)") }
            if !entry.settings.isEmpty { print("      settings and defaults:") }
            for (key, value) in entry.settings {
                let choices = type.choices[key].map { " (\($0.joined(separator: ", ")))" } ?? ""
                print("        \(key): \(value.canonicalText)\(choices)")
            }
        }
        print("")
    }
}
