import ArgumentParser
import Core
import Experiments
import Harness

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List methods, data sets, layers and matrices, or tell all about one.",
        discussion: """
            EXAMPLES
              hindsight list methods             the names of all
              hindsight list methods hog         its paper and all settings
              hindsight list datasets glyphs
              hindsight list layers convolution
              hindsight list matrices default
            """)

    @Argument(help: "methods, datasets, layers or matrices.")
    var kind: ListedKind

    @Argument(help: "Names of which all is told.", completion: Completions.listed)
    var names: [String] = []

    @Flag(help: "Tell all about every one.")
    var all = false

    func run() throws {
        let listing: any Listing =
            switch kind {
            case .methods: CatalogueListing(groups: Catalogue.methodGroups, what: "method", plural: "methods")
            case .datasets: CatalogueListing(groups: Catalogue.datasetGroups, what: "data set", plural: "datasets")
            case .matrices: MatrixListing()
            case .layers: LayerListing()
            }
        // Whoever reads all of it may be a program, which finds lines easier than paragraphs.
        let width = all && !StandardOutput.isTerminal ? nil : StandardOutput.width
        if !names.isEmpty {
            for (index, name) in names.enumerated() {
                if index > 0 { try StandardOutput.writeLine() }
                try StandardOutput.write(try listing.all(about: name, width: width))
            }
        } else if all {
            for part in listing.everything(width: width) { try StandardOutput.write(part) }
        } else {
            try StandardOutput.write(listing.overview(width: StandardOutput.width))
        }
    }
}
