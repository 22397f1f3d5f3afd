import Core
import Files
import Foundation
import Yams

/// A component of the catalogue with its settings, as a matrix file asks for it.
package struct ResolvedComponent<Value: Sendable>: Sendable {
    package let name: String
    package let value: Value
    /// All settings, defaults included, as records keep them: see ``LaterSettings``.
    package let settings: JSONValue

    /// The form in which records keep it.
    package var json: JSONValue { .object(["name": .string(name), "settings": settings]) }
}

/// Reads components: `hog`, or `hog: {cellSize: 4}`.
///
/// The settings of a component are the coding keys of its configuration, with the values of `init()` as defaults. What the file
/// writes is laid over them; whatever does not fit (an unknown key, a wrong type, an impossible value) is an error at its line.
package struct ComponentReader {
    /// "extractor", "data set", …, for messages.
    package let what: String

    package init(what: String) {
        self.what = what
    }

    /// The component that `reader` names, out of those that `types` has.
    package func read<Value: Sendable>(
        _ reader: YAMLReader, from types: [any Component.Type], as _: Value.Type
    ) throws -> ResolvedComponent<Value> {
        let (name, settings) = try split(reader)
        guard let type = types.first(where: { $0.card.name == name }) else {
            throw reader.unknown(what, name, types.map { $0.card.name })
        }
        return try resolve(type, name, settings, at: reader)
    }

    /// The component of the one type that is possible here, whose settings stand here without its name.
    package func readSettings<Value: Component>(_ reader: YAMLReader, of type: Value.Type) throws -> ResolvedComponent<
        Value
    > {
        try resolve(type, type.card.name, reader, at: reader)
    }

    private func split(_ reader: YAMLReader) throws -> (name: String, settings: YAMLReader?) {
        guard case .mapping = reader.node else { return (try reader.string("the \(what)"), nil) }
        let members = try reader.members("the \(what)")
        guard members.count == 1, let (name, settings) = members.first else {
            throw reader.failure("the \(what) must be one name, such as NAME or {NAME: {SETTING: VALUE}}")
        }
        return (name, settings.json == .null ? nil : settings)
    }

    private func resolve<Value: Sendable>(
        _ type: any Component.Type, _ name: String, _ settings: YAMLReader?, at reader: YAMLReader
    ) throws -> ResolvedComponent<Value> {
        let defaults = try reader.isFromRecord ? LaterSettings.unnamed(of: type) : JSONValue(encoding: type.init())
        let merged = try settings.map { try overlay($0, on: defaults, path: name, type: type) } ?? defaults
        do {
            let component = try decode(type, merged)
            try component.validate()
            guard let value = component as? Value else { throw reader.failure("'\(name)' cannot be used as \(what)") }
            let all = try JSONValue(encoding: component)
            return ResolvedComponent(name: name, value: value, settings: try LaterSettings.kept(all, of: type))
        } catch let error as ConfigurationError {
            let place = place(error.field, settings ?? reader, type)
            // As it was written, where it was.
            let value = place.node == (settings ?? reader).node ? nil : place.written
            let shown = ConfigurationError(field: error.field, value: value ?? error.value, allowed: error.allowed)
            throw place.failure("\(name).\(shown)")
        } catch let error as DecodingError {
            throw explain(error, name, type, merged, defaults, settings ?? reader)
        }
    }

    private func decode<Configured: Component>(_ type: Configured.Type, _ json: JSONValue) throws -> any Component {
        try json.decoded(as: type)
    }

    /// `defaults` with what the file says laid over them.
    private func overlay(
        _ reader: YAMLReader, on defaults: JSONValue, path: String, type: any Component.Type
    ) throws -> JSONValue {
        guard case .object(var members) = defaults else { return try matching(reader, defaults, path) }
        let written = try reader.members("the settings of \(path)")
        for (key, value) in written {
            let name = members[key] == nil ? type.formerNames.first { $0.value == key }?.key ?? key : key
            guard name == key || !written.contains(where: { $0.key == name }) else {
                throw value.failureAtKey(
                    key, of: reader.node, "'\(key)' is the former name of '\(name)', which is there, too; leave it out")
            }
            guard let old = members[name] else {
                throw value.failureAtKey(
                    key, of: reader.node,
                    "unknown setting '\(YAMLReader.short(key))' of \(path)\(reader.suggestion(key, Array(members.keys)))"
                )
            }
            members[name] = try overlay(value, on: old, path: "\(path).\(key)", type: type)
        }
        return .object(members)
    }

    /// The value in the file, which must be of the kind of the default.
    private func matching(_ reader: YAMLReader, _ old: JSONValue, _ path: String) throws -> JSONValue {
        let new = reader.json
        switch (old, new) {
        case (.bool, .bool), (.string, .string), (.array, .array), (.integer, .integer), (.number, .number),
            (.number, .integer), (.integer, .number):
            return new
        case (.string, .integer), (.string, .number), (.string, .bool):
            return .string(try reader.string(path))
        case (.bool, _): throw reader.failure("\(path) must be true or false, not \(reader.kind)")
        case (.string, _): throw reader.failure("\(path) must be a word, not \(reader.kind)")
        case (.integer, _), (.number, _): throw reader.failure("\(path) must be a number, not \(reader.kind)")
        default: throw reader.failure("\(path) cannot be \(reader.kind)")
        }
    }

    private func explain(
        _ error: DecodingError, _ name: String, _ type: any Component.Type, _ json: JSONValue, _ defaults: JSONValue,
        _ reader: YAMLReader
    ) -> UserError {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        var path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        // The decoder does not say which number it could not represent.
        if path.isEmpty { path = misfit(type, json, defaults) ?? "" }
        let value = Self.value(at: path, in: json)
        let at = place(path, reader, type)
        if let choices = type.allChoices[path] {
            let word = if case .string(let text) = value { text } else { value?.canonicalText ?? "" }
            return at.failure(
                "\(name).\(path): '\(YAMLReader.short(word))' is not known\(at.suggestion(word, choices))")
        }
        if let context, let inner = explainWithinList(error, context, json) { return at.failure("\(name).\(inner)") }
        let isFound = at.node != reader.node
        let text = (isFound ? at.written : nil) ?? value.map { YAMLReader.short($0.canonicalText) } ?? "nothing"
        if case .number(let number) = value, number.rounded() != number,
            case .integer = Self.value(at: path, in: defaults)
        {
            return at.failure("\(name).\(path) must be a whole number, not \(text)")
        }
        return at.failure("\(name).\(path): \(text) is out of range")
    }

    /// What is wrong within a list, such as the layers of a network; nil where it is elsewhere.
    private func explainWithinList(_ error: DecodingError, _ context: DecodingError.Context, _ json: JSONValue)
        -> String?
    {
        guard context.codingPath.contains(where: { $0.intValue != nil }) else { return nil }
        var (place, value) = ("", Optional(json))
        for key in context.codingPath {
            if let index = key.intValue {
                place += " \(index + 1)"
                if case .array(let list) = value, list.indices.contains(index) {
                    value = list[index]
                } else {
                    value = nil
                }
            } else {
                place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
                value = value?[key.stringValue]
            }
        }
        switch error {
        case .typeMismatch(let type, _):
            let found = value.map { if case .string(let text) = $0 { text } else { $0.canonicalText } } ?? "nothing"
            return "\(place) must be \(Self.words(type)), not '\(YAMLReader.short(found))'"
        case .keyNotFound(let key, _): return "\(place): '\(key.stringValue)' is missing"
        case .valueNotFound: return "\(place) has no value"
        default:
            let text = context.debugDescription
            return "\(place): \(text.hasSuffix(".") ? String(text.dropLast()) : text)"
        }
    }

    private static func words(_ type: any Any.Type) -> String {
        switch type {
        case is any BinaryFloatingPoint.Type: "a number"
        case is any FixedWidthInteger.Type: "a whole number"
        case is Bool.Type: "true or false"
        case is String.Type: "a word"
        case is [Any].Type: "a list"
        default: "of another kind"
        }
    }

    private static func value(at path: String, in json: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(Optional(json)) { $0?[String($1)] }
    }

    /// The changed setting without which the others can be decoded.
    private func misfit(_ type: any Component.Type, _ json: JSONValue, _ defaults: JSONValue) -> String? {
        func search(
            _ json: JSONValue, _ defaults: JSONValue, _ path: String, _ whole: (JSONValue) -> JSONValue
        ) -> String? {
            guard case .object(let members) = json else { return nil }
            for (key, value) in members.sorted(by: { $0.key < $1.key }) where value != defaults[key] {
                let inner = path.isEmpty ? key : "\(path).\(key)"
                func replaced(_ new: JSONValue) -> JSONValue { whole(.object(members.merging([key: new]) { $1 })) }
                if case .object = value {
                    if let found = search(value, defaults[key] ?? .null, inner, replaced) { return found }
                } else if (try? decode(type, replaced(defaults[key] ?? .null))) != nil {
                    return inner
                }
            }
            return nil
        }
        return search(json, defaults, "") { $0 }
    }

    /// Where the setting `path` stands in the file, or the place of the component where it does not.
    private func place(_ path: String, _ reader: YAMLReader, _ type: any Component.Type) -> YAMLReader {
        path.split(separator: ".").reduce(reader) { place, key in
            if key.hasPrefix("Index "), let index = Int(key.dropFirst(6)), let list = place.node.sequence {
                return list.indices.contains(index) ? place.with(list[index]) : place
            }
            let names = [String(key), type.formerNames[String(key)]]
            return place.node.mapping?.first { names.contains($0.key.scalar?.string) }.map { place.with($0.value) }
                ?? place
        }
    }
}
