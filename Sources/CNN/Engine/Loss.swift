import Core

/// What training makes small: a function of the outputs of the last layer and the right class.
public struct Loss: Configuration {
    public enum Function: String, Codable, Hashable, Sendable, CaseIterable {
        /// −Σ t log softmax(y), with t = 1 for the right class.
        case crossEntropy = "cross-entropy"
        /// The mean over the classes of (y − t)², with t = 1 for the right class and −1 for the others (LeCun et al. 1989).
        case squares
        /// y_c + log(e⁻ʲ + Σ e^(−y)) for outputs that are distances (LeCun et al. 1998, equation 9); the smallest wins.
        case distance
    }

    /// What training makes small.
    public let function: Function
    /// Cross-entropy: this share of t is spread over all classes (Szegedy et al. 2016), from 0 to below 1.
    public let smoothing: Double
    /// The number j of the loss `distance`, above 0.
    public let j: Double

    public init() { self.init(.crossEntropy) }

    public init(_ function: Function, smoothing: Double = 0, j: Double = 0.1) {
        self.function = function
        self.smoothing = smoothing
        self.j = j
    }

    public static var choices: [String: [String]] { ["function": Function.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0..<1).contains(smoothing), "smoothing", smoothing, "from 0 to below 1")
        try require(j > 0 && j.isFinite, "j", j, "above 0")
    }

    /// How well an output of a class speaks for it: the output itself, or minus the distance.
    @inline(__always)
    func score<Scalar: NetworkScalar>(_ output: Scalar) -> Scalar { function == .distance ? -output : output }
}
