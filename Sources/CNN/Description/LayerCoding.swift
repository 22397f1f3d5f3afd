/// Layers in a matrix file. A layer is its name, or its name with those settings that differ from their defaults:
///
///     layers:
///     - convolution: {channels: 32, kernel: 5, padding: 2}
///     - relu
///     - max-pool: {size: 3, stride: 2}
///     - residual: {branch: [batch-normalisation, relu, {convolution: {channels: 32, kernel: 3, padding: 1}}]}
///     - linear: {units: 10}
///
/// Names are those of ``Layer/name``; settings are the properties of ``Convolution``, ``Pooling`` and so on. What is unknown is a
/// `DecodingError` whose path ends with it.
extension Layer: Codable {
    /// Every name that a layer can have.
    public static let names =
        ["convolution", "locally-connected", "max-pool", "average-pool", "subsampling"]
        + Activation.allCases.map(\.rawValue)
        + ["response-normalisation", "batch-normalisation", "dropout", "linear", "radial-basis", "scale", "residual"]

    public init(from decoder: any Decoder) throws {
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
        if let activation = Activation(rawValue: name) {
            try settings.allow([])
            self = .activation(activation)
            return
        }
        switch name {
        case "convolution": self = .convolution(try Convolution(settings, isShared: true))
        case "locally-connected": self = .convolution(try Convolution(settings, isShared: false))
        case "max-pool": self = .pooling(try Pooling(settings, .max))
        case "average-pool": self = .pooling(try Pooling(settings, .average))
        case "subsampling": self = .pooling(try Pooling(settings, .subsampling))
        case "response-normalisation": self = .responseNormalisation(try ResponseNormalisation(settings))
        case "batch-normalisation": self = .batchNormalisation(try BatchNormalisation(settings))
        case "dropout":
            try settings.allow(["rate"])
            self = .dropout(rate: try settings.value("rate", 0.5))
        case "linear": self = .linear(try Linear(settings))
        case "radial-basis":
            try settings.allow([])
            self = .radialBasis(RadialBasis())
        case "scale":
            try settings.allow(["factor"])
            self = .scale(try settings.value("factor"))
        case "residual":
            try settings.allow(["branch", "shortcut"])
            self = .residual(branch: try settings.value("branch"), shortcut: try settings.value("shortcut", []))
        default:
            throw failure(settings.path, "unknown layer '\(name)'; known are \(Layer.names.joined(separator: ", "))")
        }
    }

    /// The form that `init(from:)` reads, with all settings written out.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .activation, .radialBasis:
            var container = encoder.singleValueContainer()
            try container.encode(name)
        case .convolution(let convolution): try encode(convolution, to: encoder)
        case .pooling(let pooling): try encode(pooling, to: encoder)
        case .responseNormalisation(let norm): try encode(norm, to: encoder)
        case .batchNormalisation(let norm): try encode(norm, to: encoder)
        case .dropout(let rate): try encode(["rate": rate], to: encoder)
        case .linear(let linear): try encode(linear, to: encoder)
        case .scale(let factor): try encode(["factor": factor], to: encoder)
        case .residual(let branch, let shortcut):
            try encode(["branch": branch, "shortcut": shortcut], to: encoder)
        }
    }

    private func encode(_ settings: some Encodable, to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: SettingKey.self)
        try container.encode(settings, forKey: SettingKey(name))
    }
}

// MARK: Settings of each kind of layer

extension Convolution: Encodable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case channels, kernel, stride, padding, paddingValue, groups, table, bias, isFrozen, initialisation
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(channels, forKey: .channels)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(stride, forKey: .stride)
        try container.encode(padding, forKey: .padding)
        try container.encode(paddingValue, forKey: .paddingValue)
        try container.encode(groups, forKey: .groups)
        try container.encode(table, forKey: .table)
        try container.encode(bias, forKey: .bias)
        try container.encode(isFrozen, forKey: .isFrozen)
        try container.encode(initialisation, forKey: .initialisation)
    }

    fileprivate init(_ settings: LayerSettings, isShared: Bool) throws {
        try settings.allow(CodingKeys.allCases.map(\.rawValue))
        self.init(
            channels: try settings.value("channels"), kernel: try settings.value("kernel"),
            stride: try settings.value("stride", 1), padding: try settings.value("padding", 0),
            paddingValue: try settings.value("paddingValue", 0), groups: try settings.value("groups", 1),
            table: try settings.value("table", []), bias: try settings.value("bias", isShared ? .shared : .untied),
            isShared: isShared, isFrozen: try settings.value("isFrozen", false),
            initialisation: try settings.value("initialisation", .inherited))
    }
}

extension Pooling: Encodable {
    enum CodingKeys: String, CodingKey, CaseIterable { case size, stride, padding, coversBorder }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(size, forKey: .size)
        try container.encode(stride, forKey: .stride)
        try container.encode(padding, forKey: .padding)
        try container.encode(coversBorder, forKey: .coversBorder)
    }

    fileprivate init(_ settings: LayerSettings, _ kind: Kind) throws {
        try settings.allow(CodingKeys.allCases.map(\.rawValue))
        self.init(
            kind, size: try settings.value("size"), stride: try settings.value("stride", 0),
            padding: try settings.value("padding", 0), coversBorder: try settings.value("coversBorder", false))
    }
}

extension ResponseNormalisation {
    fileprivate init(_ settings: LayerSettings) throws {
        try settings.allow(["size", "alpha", "beta", "k"])
        let defaults = ResponseNormalisation()
        self.init(
            size: try settings.value("size", defaults.size), alpha: try settings.value("alpha", defaults.alpha),
            beta: try settings.value("beta", defaults.beta), k: try settings.value("k", defaults.k))
    }
}

extension BatchNormalisation {
    fileprivate init(_ settings: LayerSettings) throws {
        try settings.allow(["momentum", "epsilon", "isScaled"])
        let defaults = BatchNormalisation()
        self.init(
            momentum: try settings.value("momentum", defaults.momentum),
            epsilon: try settings.value("epsilon", defaults.epsilon),
            isScaled: try settings.value("isScaled", defaults.isScaled))
    }
}

extension Linear {
    fileprivate init(_ settings: LayerSettings) throws {
        try settings.allow(["units", "bias", "initialisation"])
        self.init(
            units: try settings.value("units", 0), bias: try settings.value("bias", true),
            initialisation: try settings.value("initialisation", .inherited))
    }
}

/// In a matrix file a law is its name, or `{law: normal, deviation: 0.01, bias: 1}`.
extension Initialisation: Decodable {
    public init(from decoder: any Decoder) throws {
        if let law = try? decoder.singleValueContainer().decode(Law.self) {
            self.init(law)
            return
        }
        let settings = LayerSettings(
            "initialisation", try decoder.container(keyedBy: SettingKey.self), path: decoder.codingPath)
        try settings.allow(["law", "deviation", "bias"])
        let defaults = Initialisation()
        self.init(
            try settings.value("law", defaults.law), deviation: try settings.value("deviation", defaults.deviation),
            bias: try settings.value("bias", defaults.bias))
    }
}

// MARK: Reading settings

private struct SettingKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// The settings that stand under the name of a layer; none where the name stands alone.
private struct LayerSettings {
    let owner: String
    let container: KeyedDecodingContainer<SettingKey>?
    let path: [any CodingKey]

    init(_ owner: String, _ container: KeyedDecodingContainer<SettingKey>?, path: [any CodingKey]) {
        self.owner = owner
        self.container = container
        self.path = path
    }

    /// Throws `DecodingError` where there are settings beside `keys`.
    func allow(_ keys: [String]) throws {
        let unknown = (container?.allKeys ?? []).map(\.stringValue).filter { !keys.contains($0) }.sorted()
        guard let first = unknown.first else { return }
        let known = keys.isEmpty ? "it has none" : "known are \(keys.joined(separator: ", "))"
        throw failure(path + [SettingKey(first)], "unknown setting '\(first)' of \(owner); \(known)")
    }

    func value<Value: Decodable>(_ key: String, _ fallback: Value) throws -> Value {
        try container?.decodeIfPresent(Value.self, forKey: SettingKey(key)) ?? fallback
    }

    func value<Value: Decodable>(_ key: String) throws -> Value {
        guard let value = try container?.decodeIfPresent(Value.self, forKey: SettingKey(key)) else {
            throw failure(path, "\(owner) needs the setting '\(key)'")
        }
        return value
    }
}

private func failure(_ path: [any CodingKey], _ message: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: path, debugDescription: message))
}
