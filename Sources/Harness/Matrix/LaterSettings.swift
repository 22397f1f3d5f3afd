import Core
import Files

/// How records keep the settings of a component: all of them with their defaults, but for ``Configuration/laterSettings`` that have the
/// value of before, and those of ``Configuration/formerNames`` under these. A configuration that repeats what was done before a setting came has the id that it had then, whether a matrix
/// file spells the setting out or not.
package enum LaterSettings {
    /// What records keep of `settings`, which hold every setting.
    package static func kept(_ settings: JSONValue, of type: any Component.Type) throws -> JSONValue {
        let kept = try type.laterSettings.reduce(settings) { kept, setting in
            let path = path(setting.key)
            return kept[path] == (try JSONValue(encoding: setting.value)) ? kept.setting(path, to: nil) : kept
        }
        guard case .object(var members) = kept else { return kept }
        for (name, former) in type.formerNames { members[former] = members.removeValue(forKey: name) }
        return .object(members)
    }

    /// The settings of a component that are meant where a record does not name them: the defaults, later settings with the value
    /// of before.
    package static func unnamed(of type: any Component.Type) throws -> JSONValue {
        try type.laterSettings.reduce(JSONValue(encoding: type.init())) { settings, setting in
            settings.setting(path(setting.key), to: try JSONValue(encoding: setting.value))
        }
    }

    private static func path(_ key: String) -> ArraySlice<String> { key.split(separator: ".").map(String.init)[...] }
}

extension YAMLReader {
    /// Components with their settings as a record or a saved model keeps them. Throws ``UserError``.
    package static func kept(_ settings: JSONValue, file: String) throws -> YAMLReader {
        /// `{name: …, settings: …}` as it would stand in a matrix file.
        func written(_ value: JSONValue) -> JSONValue {
            if case .array(let items) = value { return .array(items.map(written)) }
            guard case .object(let members) = value else { return value }
            if members.count == 2, case .string(let name)? = members["name"], let inner = members["settings"] {
                return .object([name: written(inner)])
            }
            return .object(members.mapValues(written))
        }
        let document = try YAMLReader.document(written(settings).canonicalText, file: file)
        return YAMLReader(file: file, node: document.node, showsLines: false, isFromRecord: true)
    }
}

extension JSONValue {
    fileprivate subscript(path: ArraySlice<String>) -> JSONValue? {
        path.reduce(Optional(self)) { $0?[$1] }
    }

    /// The same with another value, or with none, at `path`, where the objects on the way are there.
    fileprivate func setting(_ path: ArraySlice<String>, to value: JSONValue?) -> JSONValue {
        guard case .object(var members) = self, let key = path.first else { return self }
        members[key] = path.count == 1 ? value : members[key]?.setting(path.dropFirst(), to: value)
        return .object(members)
    }
}
