import CNN
import Core
import Files
import Harness

/// A method that stands on a command line: a network of the catalogue, or a method of a matrix file.
public struct MethodChoice: Sendable {
    /// What the user called it.
    public let name: String
    let read: ReadMethod

    /// All its settings, as records keep them.
    var settings: JSONValue { .object(read.settings) }
    public var cards: [Card] { read.method.cards }
    /// Is it a network, which can be trained in parts and is trained in epochs?
    public var isNetwork: Bool { read.network != nil }
    /// Does it learn step by step, so that its training can end where a budget is spent?
    public var takesBudget: Bool { read.settings["network"] != nil }

    /// - Parameters:
    ///   - name: A network of the catalogue; with `matrix`, the label of a method there.
    ///   - matrix: A matrix file, or the name of one; nil for a network of the catalogue.
    ///   - settings: Of the network, as KEY=VALUE, laid over its own.
    ///   - epochs: Exactly so many passes, whatever the settings say; networks only.
    ///
    /// Throws ``UserError`` for what is not known.
    public init(_ name: String, matrix: String? = nil, settings: [String] = [], epochs: Int? = nil) throws {
        self.name = name
        var settings = settings
        if let epochs {
            settings.append("training.epochs=\(epochs)")
            if !settings.contains(where: { $0.hasPrefix("training.minimumSteps=") }) {
                settings.append("training.minimumSteps=0")
            }
        }
        let parts = try matrix.map { try Self.parts(name, matrix: $0, settings) } ?? Self.parts(name, settings)
        read = try MethodReader(label: name, parts: parts).method()
    }

    /// A network of the catalogue.
    private static func parts(_ name: String, _ settings: [String]) throws -> [String: YAMLReader] {
        let reader = try MethodText(name, settings: settings).reader("NETWORK")
        let known = Catalogue.networks.map { $0.card.name } + Catalogue.textNetworks.map { $0.card.name }
        if let word = reader.node.scalar?.string, !known.contains(word) {
            let isPart = Catalogue.component(word) != nil
            throw UserError(
                !isPart
                    ? "NETWORK: unknown network '\(Spelling.short(word))'\(Spelling.suggestion(word, known)) (a method of a matrix file needs --matrix FILE)"
                    : "NETWORK: '\(word)' is a part of a method, not a network; write the whole method in a matrix file and give --matrix FILE"
            )
        }
        return ["network": reader]
    }

    /// A method of a matrix file.
    private static func parts(_ label: String, matrix: String, _ settings: [String]) throws -> [String: YAMLReader] {
        let loaded = try MatrixLibrary.load(matrix, profile: nil)
        guard let found = loaded.methods.first(where: { $0.label == label }) else {
            let labels = loaded.methods.map(\.label)
            throw UserError(
                "--matrix \(matrix): it has no method '\(Spelling.short(label))'\(Spelling.suggestion(label, labels))")
        }
        try MethodReader.check(found.reader, label: label)
        var parts = try found.reader.members("the method '\(label)'", allowed: MethodReader.parts)
        guard !settings.isEmpty else { return parts }
        guard let network = parts["network"] else {
            throw UserError("--set, --epochs: '\(label)' is not a network; change its settings in the matrix file")
        }
        // A name alone becomes a mapping, over which the settings can be laid.
        let name = network.node.scalar?.string ?? network.node.mapping?.keys.first?.scalar?.string ?? ""
        let changes = try MethodText(name, settings: settings).reader("--set")
        parts["network"] = changes.with(ExperimentMatrix.overlay(changes.node, on: network.node))
        return parts
    }
}
