import ArgumentParser
import Core
import Datasets
import Experiments
import Foundation

/// What `hindsight list` lists.
enum ListedKind: String, ExpressibleByArgument, CaseIterable {
    case methods
    case datasets
    case matrices
    case layers
}

/// Names that a shell can complete; see `--generate-completion-script`.
enum Completions {
    static let methods = CompletionKind.list(names(of: Catalogue.networks) + names(of: Catalogue.textNetworks))
    static let extractors = CompletionKind.list(
        names(of: Catalogue.extractors) + names(of: Catalogue.descriptorExtractors))
    static let datasets = CompletionKind.list(names(of: Catalogue.datasets))
    static let storedDatasets = CompletionKind.list(DatasetStore(directory: "").names)

    /// Matrix files: those with a name, and those in the folder of what stands there already.
    static let matrices = CompletionKind.custom { _, _, prefix in MatrixLibrary.names() + matrixFiles(prefix) }

    /// The profiles of the matrix that the command names, or of the built-in one.
    static let profiles = CompletionKind.custom { words, _, _ in
        let named = words.lazy.dropFirst().compactMap { try? MatrixLibrary.load($0, profile: nil) }.first
        return (named ?? (try? MatrixLibrary.load(MatrixLibrary.defaultName, profile: nil)))?.profiles ?? []
    }

    /// What 'hindsight list' knows of the kind that the command names.
    static let listed = CompletionKind.custom { words, _, _ in
        switch words.lazy.compactMap({ ListedKind(rawValue: $0) }).first {
        case .methods: Catalogue.methodGroups.flatMap { names(of: $0.types) }
        case .datasets: names(of: Catalogue.datasets)
        case .layers: LayerEntry.all.map(\.name)
        case .matrices: MatrixLibrary.names()
        case nil: []
        }
    }

    private static func names(of types: [any Component.Type]) -> [String] { types.map { $0.card.name } }

    private static func matrixFiles(_ prefix: String) -> [String] {
        let folder = prefix.contains("/") ? String(prefix[...prefix.lastIndex(of: "/")!]) : ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        return names.sorted().compactMap { name in
            if AtomicFile.isFolder(folder + name) { return folder + name + "/" }
            return name.hasSuffix(".yml") || name.hasSuffix(".yaml") ? folder + name : nil
        }
    }
}
