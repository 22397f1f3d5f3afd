import Core

/// Every row to norm 1, after a power of its numbers if wanted: x becomes sign(x)·|x|^`power`, then the row is
/// divided by its norm. A row of zeros stays. Nothing is learned.
///
/// With `power` ½ and `l2` this is the normalisation of F. Perronnin, J. Sánchez and T. Mensink, ECCV 2010, §3; with
/// ½ after `l1`, the RootSIFT of R. Arandjelović and A. Zisserman, CVPR 2012, follows up to the order: powers come
/// first here, so `l2` with ½ is what it does to numbers that are not negative.
public struct Normalisation: FeatureTransform {
    /// The norm that rows are divided by.
    public let norm: Norm
    /// Exponent of the magnitudes, above 0 and at most 1; 1 leaves the numbers as they are.
    public let power: Double

    public enum Norm: String, Codable, Sendable, CaseIterable {
        case none
        /// Divides by the sum of the magnitudes.
        case l1
        /// Divides by the root of the sum of the squares.
        case l2
    }

    public init() { self.init(norm: .l2) }

    public init(norm: Norm, power: Double = 1) {
        self.norm = norm
        self.power = power
    }

    public static let card = Card(
        name: "normalise", title: "Normalised rows", year: 2010,
        paper: "F. Perronnin, J. Sánchez and T. Mensink, Improving the Fisher Kernel for Large-Scale Image "
            + "Classification, ECCV 2010")

    public static var choices: [String: [String]] { ["norm": Norm.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require(power > 0 && power <= 1, "power", power, "above 0 and at most 1")
    }

    public func fit(_ features: Matrix, context: RunContext) throws -> FittedNormalisation {
        try validate()
        return FittedNormalisation(configuration: self, featureCount: features.columns)
    }
}

public struct FittedNormalisation: FittedTransform {
    let configuration: Normalisation
    public let featureCount: Int
    public var flopsPerRow: Double { Double(featureCount) * (configuration.power == 1 ? 3 : 23) }

    public func apply(_ features: consuming Matrix, threads: Int) -> Matrix {
        var result = features
        if configuration.power != 1 { result.raise(to: Float(configuration.power), threads: threads) }
        switch configuration.norm {
        case .none: break
        case .l1: result.normaliseRows(.l1, threads: threads)
        case .l2: result.normaliseRows(.l2, threads: threads)
        }
        return result
    }
}
