import CNN
import Core
import Files
import Foundation

/// A layer that the `layers` of a network can name, for `hindsight list layers`.
public struct LayerEntry: Sendable {
    public let name: String
    /// What it does.
    public let about: String
    public let settings: [SettingEntry]

    /// All layers, in the order in which messages name them.
    public static let all: [LayerEntry] = Layer.kinds.flatMap { kind in kind.names.map { LayerEntry($0, kind) } }

    private init(_ name: String, _ kind: any LayerKind.Type) {
        self.name = name
        about = SettingSentences.about(kind)
        let (defaults, needed) = Self.defaults(of: name)
        settings = defaults.leaves().filter { !$0.path.isEmpty }.map { path, value in
            let key = path.joined(separator: ".")
            // Without numbers that only hold beside what stands for the settings that must be given.
            let range = SettingRange.text(of: path, in: defaults) { Self.complaint(name, $0) }?
                .replacing(#/ \(\d+\)| 8(?= filters)/#, with: "")
            return SettingEntry(
                key: key, value: needed.contains(key) ? nil : value,
                sentence: SettingSentences.sentence(key, of: kind), range: range ?? Self.words(key, of: kind))
        }
    }

    /// The settings of a layer where files say no more than they must, and which of them they must say.
    private static func defaults(of name: String) -> (json: JSONValue, needed: Set<String>) {
        // What stands for a setting that has no default: a number, or layers.
        let stand: [JSONValue] = [.integer(8), .array([.string("relu")])]
        var given: [String: JSONValue] = [:]
        for _ in 0..<16 {
            do {
                let layer = try read(name, .object(given))
                let json = try JSONValue(encoding: layer)[name] ?? .object([:])
                return (json, Set(given.keys))
            } catch {
                if let key = Layer.missingSetting(error), given[key] == nil {
                    given[key] = stand[0]
                } else if let key = given.first(where: { $0.value == stand[0] })?.key {
                    given[key] = stand[1]
                } else {
                    break
                }
            }
        }
        return (.object([:]), [])
    }

    private static func read(_ name: String, _ settings: JSONValue) throws -> Layer {
        try JSONValue.object([name: settings]).decoded(as: Layer.self)
    }

    private static func complaint(_ name: String, _ settings: JSONValue) -> ConfigurationError? {
        do {
            _ = try read(name, settings)
            return nil
        } catch {
            return Layer.configurationError(error)
        }
    }

    /// The words that a setting may be, where it is a word.
    private static func words(_ key: String, of kind: any LayerKind.Type) -> String? {
        switch key {
        case "bias" where kind == Convolution.self: Convolution.Bias.allCases.map(\.rawValue).joined(separator: ", ")
        case "initialisation.law": Initialisation.Law.allCases.map(\.rawValue).joined(separator: ", ")
        default: nil
        }
    }
}
