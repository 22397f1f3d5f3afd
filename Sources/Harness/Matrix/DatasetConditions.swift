import Core
import Files
import Yams

/// What a matrix file says of a data set beside its name: `labelNoise` for the training images, `testAlterations` for the test images.
package struct DatasetConditions: Sendable {
    package static let keys = ["labelNoise", "testAlterations"]

    package let labelNoise: LabelNoise?
    package let alterations: [ImageAlteration]
    /// The data set alone.
    package let dataset: YAMLReader
    /// What records keep of the conditions, by key.
    package let json: [String: JSONValue]

    /// Throws ``UserError`` with file and line.
    package init(_ reader: YAMLReader) throws {
        guard case .mapping(let mapping) = reader.node,
            mapping.keys.contains(where: { Self.keys.contains($0.scalar?.string ?? "") })
        else {
            (labelNoise, alterations, dataset, json) = (nil, [], reader, [:])
            return
        }
        var json: [String: JSONValue] = [:]
        var noise: LabelNoise?
        var alterations: [ImageAlteration] = []
        for (key, value) in try reader.members("the data set") {
            if key == "labelNoise" {
                let resolved = try ComponentReader(what: "labelNoise").readSettings(value, of: LabelNoise.self)
                noise = resolved.value
                json[key] = resolved.settings
            } else if key == "testAlterations" {
                alterations = try Self.alterations(value)
                json[key] = try JSONValue(encoding: alterations)
            }
        }
        labelNoise = noise
        self.alterations = alterations
        self.json = json
        dataset = reader.with(
            .mapping(
                Node.Mapping(
                    mapping.filter { !Self.keys.contains($0.key.scalar?.string ?? "") }, mapping.tag, mapping.style,
                    mapping.mark)))
    }

    /// Kinds with their amounts: `{rotation: [10, 20], noise: [0.1]}`.
    private static func alterations(_ reader: YAMLReader) throws -> [ImageAlteration] {
        let kinds = ImageAlteration.Kind.allCases.map(\.rawValue)
        let members = try reader.members("testAlterations", allowed: kinds)
        var all: [ImageAlteration] = []
        for kind in ImageAlteration.Kind.allCases {
            for item in try members[kind.rawValue]?.items(kind.rawValue) ?? [] {
                let amount: Double
                switch item.json {
                case .integer(let whole): amount = Double(whole)
                case .number(let number): amount = number
                default: throw item.failure("an amount of \(kind.rawValue) must be a number, not \(item.kind)")
                }
                let range = kind.range
                guard range.contains(amount) else {
                    throw item.failure(
                        "\(kind.rawValue): \(item.written ?? "") is not allowed; it must be from \(NumberText.round(range.lowerBound)) to "
                            + "\(NumberText.round(range.upperBound)) (\(kind.unit))")
                }
                guard !all.contains(ImageAlteration(kind, amount)) else {
                    throw item.failure("\(kind.rawValue): \(item.written ?? "") appears twice")
                }
                all.append(ImageAlteration(kind, amount))
            }
        }
        return all
    }
}
