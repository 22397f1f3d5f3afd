import Core

/// The improved Fisher vector: how a mixture of normal distributions would have to change to fit the descriptors of a
/// region.
///
/// F. Perronnin, J. Sánchez and T. Mensink, *Improving the Fisher kernel for large-scale image classification*, ECCV
/// 2010, in the notation of J. Sánchez et al., *Image classification with the Fisher vector*, IJCV 2013, eq. 17 and
/// 18. With weights w, means μ, deviations σ and posteriors γ of the components for N descriptors x,
///
///     Gμ = 1 / (N √w) Σ γ (x − μ)/σ          Gσ = 1 / (N √(2w)) Σ γ ((x − μ)²/σ² − 1)
///
/// then the signed square root of every number and the whole scaled to length 1.
///
/// Conventions: the code is Gμ as `[component][dimension]`, then Gσ as `[component][dimension]`, as VLFeat's is. N
/// counts all descriptors of the region, those that are all zero among them.
public struct FisherVector: Encoder {
    /// Components of the mixture, 1…4,096.
    public let components: Int
    /// Exponent of the magnitudes, above 0; 1 leaves them.
    public let power: Double
    /// Scales the code to length 1.
    public let l2: Bool
    /// Dimensions that descriptors are projected to first; 0 for none. A diagonal covariance wants uncorrelated
    /// descriptors.
    public let pca: Int
    /// Scales each of those dimensions to variance 1. The code does not depend on such scales, but k-means, with which
    /// EM begins, does.
    public let whiten: Bool
    /// Descriptors that the mixture learns from.
    public let sampleCount: Int
    /// Most iterations of EM.
    public let iterations: Int

    public init() { self.init(components: 64) }

    public init(
        components: Int, power: Double = 0.5, l2: Bool = true, pca: Int = 64, whiten: Bool = false,
        sampleCount: Int = 100_000, iterations: Int = 50
    ) {
        self.components = components
        self.power = power
        self.l2 = l2
        self.pca = pca
        self.whiten = whiten
        self.sampleCount = sampleCount
        self.iterations = iterations
    }

    public static let card = Card(
        name: "fisher", title: "Improved Fisher vector", year: 2010,
        paper: "F. Perronnin, J. Sánchez and T. Mensink, Improving the Fisher Kernel for Large-Scale Image "
            + "Classification, ECCV 2010",
        deviations: [
            "Posteriors below 10⁻⁵ count as 0.",
            "EM starts from k-means and keeps variances above 10⁻⁴ of those of all descriptors.",
        ])

    public func validate() throws {
        let mixture = GaussianMixture(components: components, iterations: iterations)
        try mixture.validate()
        try require(power > 0 && power <= 1, "power", power, "above 0 and at most 1")
        try DescriptorProjection.validate(pca)
        try require(
            (components...100_000_000).contains(sampleCount), "sampleCount", sampleCount,
            "from components (\(components)) to 100000000")
    }

    public func fit(_ sample: Matrix, context: RunContext) throws -> FittedFisherVector {
        try validate()
        let projection = try DescriptorProjection(pca, whiten: whiten, sample: sample, context: context)
        let projected = projection.apply(sample, threads: context.threads)
        let mixture = try GaussianMixture(components: components, iterations: iterations).fit(
            projected, context: context)
        return FittedFisherVector(self, projection: projection, mixture: mixture)
    }
}

public struct FittedFisherVector: FittedEncoder {
    public let configuration: FisherVector
    public let mixture: FittedMixture
    let projection: DescriptorProjection

    /// Codes with a mixture that is already there, for descriptors as they are.
    ///
    /// - Precondition: `mixture` has `configuration.components` components; `configuration.pca` is 0.
    public init(_ configuration: FisherVector, mixture: FittedMixture) {
        precondition(mixture.parameters.weights.count == configuration.components && configuration.pca == 0)
        self.init(configuration, projection: DescriptorProjection(), mixture: mixture)
    }

    init(_ configuration: FisherVector, projection: DescriptorProjection, mixture: FittedMixture) {
        self.configuration = configuration
        self.projection = projection
        self.mixture = mixture
    }

    public var codeLength: Int { 2 * mixture.parameters.means.values.count }
    public var parameterCount: Int {
        configuration.components + 2 * mixture.parameters.means.values.count + projection.parameterCount
    }

    /// Densities by products of (x², x), 20 an exponential; 5 a dimension and level for each of about four components
    /// that count; 12 a number of the code.
    public func flops(descriptors: Int, levels: Int) -> Double {
        let depth = Double(mixture.parameters.means.columns)
        let densities = Double(configuration.components) * (4 * depth + 20)
        let each = projection.flopsPerDescriptor + densities + 4 * 5 * depth * Double(levels)
        return each * Double(descriptors) + 12 * Double(codeLength)
    }

    public func encode(_ descriptors: Matrix, regions: [[Int32]]) -> Matrix {
        var codes = Matrix(rows: regions.count, columns: codeLength) { $0.update(repeating: 0) }
        guard descriptors.rows > 0 else { return codes }
        let rows = projection.apply(descriptors, threads: 1)
        let posteriors = MixtureKernels.sparsePosteriors(rows, mixture.packed, least: 1e-5)
        for (region, members) in regions.enumerated() {
            FisherKernels.gradient(rows, posteriors, members, mixture, into: &codes, row: region)
        }
        if configuration.power != 1 { codes.raise(to: Float(configuration.power), threads: 1) }
        if configuration.l2 { codes.normaliseRows(.l2, threads: 1) }
        return codes
    }
}
