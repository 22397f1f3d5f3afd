import Core

/// How the weights of a layer are drawn before training.
public struct Initialisation: Encodable, Hashable, Sendable {
    public enum Law: String, Codable, Hashable, Sendable, CaseIterable {
        /// As the network says.
        case inherited
        /// Normal with variance 1 / fan-in (LeCun et al. 1998, Efficient BackProp).
        case lecun
        /// Uniform between ± 2.4 / fan-in (LeCun et al. 1989).
        case uniform1989 = "uniform-1989"
        /// Uniform between ± 1 / √fan-in, biases too: PyTorch's.
        case uniform
        /// Normal with variance 2 / fan-in (He et al. 2015).
        case he
        /// Normal with the given deviation (Krizhevsky et al. 2012).
        case normal
        /// As `uniform`, then the first filters pass their input channels on unchanged (airbench).
        case dirac
    }

    /// How the weights are drawn.
    public let law: Law
    /// For the law `normal`.
    public let deviation: Float
    /// What biases begin with.
    public let bias: Float

    public init(_ law: Law = .inherited, deviation: Float = 0.01, bias: Float = 0) {
        self.law = law
        self.deviation = deviation
        self.bias = bias
    }

    public static let inherited = Initialisation(.inherited)
    public static func normal(_ deviation: Float, bias: Float = 0) -> Initialisation {
        Initialisation(.normal, deviation: deviation, bias: bias)
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

extension Initialisation {
    /// Throws ``ConfigurationError`` where a number is not finite or the deviation is negative.
    func validate() throws {
        try require(
            deviation >= 0 && deviation.isFinite, "initialisation.deviation", deviation, "at least 0")
        try require(bias.isFinite, "initialisation.bias", bias, "a number")
    }
}
