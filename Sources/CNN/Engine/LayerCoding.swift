import Core

/// Layers in a matrix file. A layer is its name, or its name with those settings that differ from their defaults:
///
///     layers:
///     - convolution: {channels: 32, kernel: 5, padding: 2}
///     - relu
///     - max-pool: {size: 3, stride: 2}
///     - residual: {branch: [batch-normalisation, relu, {convolution: {channels: 32, kernel: 3, padding: 1}}]}
///     - linear: {units: 10}
///
/// Names are those of ``LayerKind/names``; settings are the properties of the kind. What is unknown is a `DecodingError` whose path
/// ends with it.
extension Layer: Codable {
    /// Every name that a layer can have.
    public static let names = kinds.flatMap { $0.names }

    public init(from decoder: any Swift.Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self = try Layer(name, LayerSettings(name, nil, path: decoder.codingPath))
            return
        }
        let container = try decoder.container(keyedBy: SettingKey.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            let keys = container.allKeys.map(\.stringValue).sorted()
            throw failure(decoder.codingPath, "a layer is one name, with settings or without, not \(keys)")
        }
        let path = decoder.codingPath + [key]
        let isBare = try container.decodeNil(forKey: key)
        let settings = isBare ? nil : try container.nestedContainer(keyedBy: SettingKey.self, forKey: key)
        self = try Layer(key.stringValue, LayerSettings(key.stringValue, settings, path: path))
    }

    private init(_ name: String, _ settings: LayerSettings) throws {
        guard let kind = Layer.kinds.first(where: { $0.names.contains(name) }) else {
            throw failure(
                settings.path, "unknown layer '\(Spelling.short(name))'\(Spelling.suggestion(name, Layer.names))")
        }
        self.init(try kind.init(name, settings))
        do { try validate() } catch let error as ConfigurationError {
            throw failure(
                settings.path + error.field.split(separator: ".").map { SettingKey(String($0)) },
                "\(error.value) is not allowed; it must be \(error.allowed)", error)
        }
    }

    /// The form that `init(from:)` reads, with all settings written out.
    public func encode(to encoder: any Swift.Encoder) throws {
        guard let settings = kind.settings else {
            var container = encoder.singleValueContainer()
            return try container.encode(name)
        }
        var container = encoder.container(keyedBy: SettingKey.self)
        try container.encode(settings, forKey: SettingKey(name))
    }
}

// MARK: Reading settings

struct SettingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// The settings that stand under the name of a layer; none where the name stands alone.
package struct LayerSettings {
    let owner: String
    let container: KeyedDecodingContainer<SettingKey>?
    let path: [any CodingKey]

    init(_ owner: String, _ container: KeyedDecodingContainer<SettingKey>?, path: [any CodingKey]) {
        self.owner = owner
        self.container = container
        self.path = path
    }

    /// Throws `DecodingError` where there are settings beside `keys`.
    package func allow(_ keys: [String]) throws {
        let unknown = (container?.allKeys ?? []).map(\.stringValue).filter { !keys.contains($0) }.sorted()
        guard let first = unknown.first else { return }
        let known = keys.isEmpty ? "; it has none" : Spelling.suggestion(first, keys)
        throw failure(path + [SettingKey(first)], "unknown setting '\(Spelling.short(first))' of \(owner)\(known)")
    }

    /// An error at the place of these settings.
    package func mistake(_ message: String) -> DecodingError { failure(path, message) }

    package func value<Value: Decodable>(_ key: String, _ fallback: Value) throws -> Value {
        try written(key) ?? fallback
    }

    package func value<Value: Decodable>(_ key: String) throws -> Value {
        guard let value: Value = try written(key) else {
            throw failure(path, "\(owner) needs the setting '\(key)'", MissingSetting(key: key))
        }
        return value
    }

    private func written<Value: Decodable>(_ key: String) throws -> Value? {
        do {
            return try container?.decodeIfPresent(Value.self, forKey: SettingKey(key))
        } catch let other where !(other is DecodingError) {
            // What Foundation throws for a number that it could not represent does not say which.
            throw failure(path + [SettingKey(key)], "the number is out of range")
        }
    }
}

func failure(_ path: [any CodingKey], _ message: String, _ cause: (any Error)? = nil) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: path, debugDescription: message, underlyingError: cause))
}

/// A setting that a layer cannot do without.
private struct MissingSetting: Error {
    let key: String
}

extension Layer {
    /// The setting without which a layer could not be read, where that is what `error` is about.
    package static func missingSetting(_ error: any Error) -> String? { (cause(error) as? MissingSetting)?.key }

    /// What is wrong with a setting, where that is why a layer could not be read.
    package static func configurationError(_ error: any Error) -> ConfigurationError? {
        cause(error) as? ConfigurationError
    }

    private static func cause(_ error: any Error) -> (any Error)? {
        guard case DecodingError.dataCorrupted(let context) = error else { return nil }
        return context.underlyingError
    }
}
