import Core
import Files
import Harness
import Reports

/// What the method of a record sets otherwise than its parts do by themselves.
enum ChangedSettings {
    private static let longest = 48

    /// A line for each part of the method in a record's configuration that has other settings than its defaults, such as
    /// `hog: cellSize 4, bins 12`; parts in the order in which they work.
    static func lines(_ configuration: JSONValue) -> [String] {
        guard case .object(let method) = configuration["method"] else { return [] }
        return MethodReader.parts.flatMap { key in method[key].map { lines($0, key) } ?? [] }
    }

    private static func lines(_ value: JSONValue, _ key: String) -> [String] {
        if case .array(let items) = value { return items.flatMap { lines($0, key) } }
        guard case .string(let name)? = value["name"], let settings = value["settings"] else {
            // Such as the number of columns; `mirror: false` is what is done without.
            return [.bool(false), .null].contains(value) ? [] : ["\(key): \(short(value))"]
        }
        let defaults = Catalogue.component(name).flatMap { type in
            try? LaterSettings.kept(JSONValue(encoding: type.init()), of: type)
        }
        func leaves(_ value: JSONValue) -> [(key: String, value: JSONValue)] {
            value.leaves().map { ($0.path.joined(separator: "."), $0.value) }
        }
        let usual = Dictionary(
            leaves(defaults ?? .null).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        let changed = leaves(settings).filter { usual[$0.key] != $0.value }
        guard !changed.isEmpty else { return [] }
        return ["\(name): " + changed.map { "\($0.key) \(short($0.value))" }.joined(separator: ", ")]
    }

    private static func short(_ value: JSONValue) -> String {
        let text = if case .string(let text) = value { text } else { value.canonicalText }
        return VisibleText.shortened(text, columns: longest)
    }
}
