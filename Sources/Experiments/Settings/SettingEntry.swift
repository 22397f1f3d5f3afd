import CNN
import Core
import Files
import Foundation

/// A setting of a component or a layer, for people: what it is, what it may be and what it is where nobody says.
public struct SettingEntry: Sendable {
    /// As files write it; with points where it stands within another, such as `training.epochs`.
    public let key: String
    /// The default; nil where there is none and a file must say.
    public let value: JSONValue?
    /// What it is, in plain words: the doc comment of its property.
    public let sentence: String
    /// What it may be, such as "from 1 to 64"; nil where everything of its kind will do.
    public let range: String?
}

/// The sentences of all settings, which `.ci/settings` takes from the doc comments of their properties.
enum SettingSentences {
    private static let file: JSONValue =
        (try? JSONDecoder().decode(JSONValue.self, from: Data(PackageResources.settings_json))) ?? .null

    /// The sentence of the setting `key` of `type`; empty where there is none.
    static func sentence(_ key: String, of type: any Any.Type) -> String {
        var members = file["settings"]?[name(type)]
        let parts = key.split(separator: ".").map(String.init)
        for part in parts.dropLast() {
            guard let inner = members?[part]?["type"]?.text else { return "" }
            members = file["settings"]?[inner]
        }
        return parts.last.flatMap { members?[$0]?.text } ?? ""
    }

    /// What a kind of layers does; empty where nothing is said of it.
    static func about(_ type: any Any.Type) -> String { file["about"]?[name(type)]?.text ?? "" }

    /// The name of a type with that of its module, without the types that it is made with.
    private static func name(_ type: any Any.Type) -> String {
        String(String(reflecting: type).prefix { $0 != "<" })
    }
}

/// What a setting may be, asked of the component itself: its own check refuses what is far out of the range, and says what is allowed.
enum SettingRange {
    /// Values far out of any range, of the kind of `value`.
    private static func extremes(of value: JSONValue) -> [JSONValue] {
        switch value {
        case .integer, .number:
            [.integer(-1_000_000_007), .integer(0), .integer(1_000_000_000_007), .number(-1e30), .number(1e30)]
        case .bool(let value): [.bool(!value)]
        case .array(let items):
            [.array([])]
                + (items.first.map { extremes(of: $0) } ?? [.integer(-1_000_000_007), .string("?")]).map {
                    .array([$0])
                }
        case .string: [.string("?")]
        case .null, .object: []
        }
    }

    /// The range of the setting at `path` within `defaults`; nil where nothing is refused.
    ///
    /// - Parameter complaint: What is wrong with settings; nil where nothing is.
    static func text(
        of path: [String], in defaults: JSONValue, complaint: (JSONValue) -> ConfigurationError?
    ) -> String? {
        guard let value = path.reduce(Optional(defaults), { $0?[$1] }) else { return nil }
        var found: [String] = []
        for extreme in extremes(of: value) {
            guard let error = complaint(replaced(path[...], in: defaults, with: extreme)),
                error.field == path.joined(separator: "."), !found.contains(error.allowed)
            else { continue }
            found.append(error.allowed)
        }
        return found.isEmpty ? nil : found.joined(separator: "; ")
    }

    private static func replaced(_ path: ArraySlice<String>, in json: JSONValue, with value: JSONValue) -> JSONValue {
        guard let key = path.first else { return value }
        guard case .object(var members) = json else { return json }
        members[key] = replaced(path.dropFirst(), in: members[key] ?? .null, with: value)
        return .object(members)
    }
}

extension JSONValue {
    /// The values that are no objects, each with the keys that lead to it; sorted.
    func leaves(_ path: [String] = []) -> [(path: [String], value: JSONValue)] {
        guard case .object(let members) = self else { return [(path, self)] }
        return members.sorted { $0.key < $1.key }.flatMap { $0.value.leaves(path + [$0.key]) }
    }
}
