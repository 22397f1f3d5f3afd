import Core
import Foundation

/// A mixture of normal distributions with diagonal covariances, learned by expectation and maximisation.
///
/// A. Dempster, N. Laird and D. Rubin, *Maximum likelihood from incomplete data via the EM algorithm*, 1977. With
/// weights w, means μ and variances σ², each iteration computes the posteriors γ of the components for every row, and
/// from them
///
///     w = Σ γ / n    μ = Σ γ x / Σ γ    σ² = Σ γ x² / Σ γ − μ²
///
/// which cannot lower the likelihood of the rows. Without given parameters it begins with k-means: the mean,
/// variances and share of the rows of each word.
///
/// Conventions: natural logarithms; the history holds the mean log-likelihood of a row before each update. Variances
/// are kept above a share of the variance of the whole column (1 where that column is constant); this, too, never
/// lowers the likelihood among the mixtures allowed. A component to which less than 10⁻³ rows belong keeps its mean
/// and variances. Sums over blocks of rows are in single precision, those over blocks in double. The number of
/// threads never changes a result.
public struct GaussianMixture: Configuration {
    /// Number of components, 1…4,096.
    public let components: Int
    /// Most iterations of EM.
    public let iterations: Int
    /// EM ends once the mean log-likelihood of a row grows by less than this in an iteration.
    public let tolerance: Double
    /// Smallest variance, as a share of the variance of the column over all rows.
    public let varianceFloor: Double

    public init() { self.init(components: 64) }

    public init(components: Int, iterations: Int = 100, tolerance: Double = 1e-3, varianceFloor: Double = 1e-4) {
        self.components = components
        self.iterations = iterations
        self.tolerance = tolerance
        self.varianceFloor = varianceFloor
    }

    public func validate() throws {
        try require((1...4096).contains(components), "components", components, "from 1 to 4096")
        try require((1...100_000).contains(iterations), "iterations", iterations, "from 1 to 100000")
        try require(tolerance >= 0 && tolerance.isFinite, "tolerance", tolerance, "0 or more")
        try require(varianceFloor > 0 && varianceFloor < 1, "varianceFloor", varianceFloor, "above 0 and below 1")
    }

    /// The parameters of a mixture.
    public struct Parameters: Sendable, Equatable {
        /// Share of each component; they add up to 1.
        public let weights: [Float]
        /// One row a component.
        public let means: Matrix
        /// One row a component; all above 0.
        public let variances: Matrix

        public init(weights: [Float], means: Matrix, variances: Matrix) {
            precondition(
                means.rows == weights.count && variances.rows == weights.count && means.columns == variances.columns)
            self.weights = weights
            self.means = means
            self.variances = variances
        }
    }

    /// Learns a mixture from the rows of `data`. Uses the seed and the threads of `context`.
    ///
    /// Throws ``ConfigurationError``, and ``UserError`` where there are fewer rows than components or a value is not
    /// finite.
    public func fit(_ data: Matrix, context: RunContext) throws -> FittedMixture {
        try check(data)
        let kmeans = KMeans(words: components, iterations: 15, tolerance: 1e-3)
        let vocabulary = try kmeans.fit(data, context: context)
        let labels = vocabulary.assign(data, threads: context.threads)
        let floor = floors(data, threads: context.threads)
        return try fit(data, initial: clusters(data, labels, vocabulary.words, floor), context: context)
    }

    /// As ``fit(_:context:)``, from given parameters.
    ///
    /// - Precondition: `initial` has as many components as this says, and the columns of `data`.
    public func fit(_ data: Matrix, initial: Parameters, context: RunContext) throws -> FittedMixture {
        try check(data)
        precondition(initial.weights.count == components && initial.means.columns == data.columns)
        let floor = floors(data, threads: context.threads)
        let centre = data.columnMeans(threads: context.threads)
        var parameters = initial
        var history: [Double] = []
        var converged = false
        for _ in 0..<(context.isWarmUp ? 1 : iterations) {
            let packed = PackedMixture(parameters, about: centre)
            let sums = MixtureKernels.expectation(data, packed, threads: context.threads)
            history.append(sums.logLikelihood / Double(data.rows))
            parameters = maximise(sums, parameters, centre: centre, floor: floor)
            if history.count > 1, history[history.count - 1] - history[history.count - 2] < tolerance {
                converged = true
                break
            }
        }
        return FittedMixture(parameters, logLikelihood: history, converged: converged)
    }

    private func check(_ data: Matrix) throws {
        try validate()
        guard data.rows >= components, data.columns > 0 else {
            throw UserError(
                "Gaussian mixture: \(data.rows) samples are too few for \(components) components; "
                    + "lower 'components' or raise 'sampleCount'")
        }
        try data.requireFinite("Gaussian mixture")
    }

    /// The smallest variance allowed in each column.
    private func floors(_ data: Matrix, threads: Int) -> [Float] {
        data.columnMoments(threads: threads).variances.map { variance in
            let floor = variance * Float(varianceFloor)
            return floor >= Float.leastNormalMagnitude ? floor : 1
        }
    }

    /// A component of the rows of each word.
    private func clusters(_ data: Matrix, _ labels: [Int32], _ words: Matrix, _ floor: [Float]) -> Parameters {
        let columns = data.columns
        var counts = [Double](repeating: 0, count: components)
        var squares = [Double](repeating: 0, count: components * columns)
        for (row, label) in labels.enumerated() {
            let word = Int(label)
            counts[word] += 1
            for column in 0..<columns {
                let difference = Double(data.values[row * columns + column] - words.values[word * columns + column])
                squares[word * columns + column] += difference * difference
            }
        }
        let total = counts.reduce(0) { $0 + max($1, 1) }
        let variances = squares.indices.map { index in
            max(Float(squares[index] / max(counts[index / columns], 1)), floor[index % columns])
        }
        return Parameters(
            weights: counts.map { Float(max($0, 1) / total) }, means: words,
            variances: Matrix(rows: components, columns: columns, values: variances))
    }

    private func maximise(
        _ sums: MixtureKernels.Sums, _ previous: Parameters, centre: [Float], floor: [Float]
    ) -> Parameters {
        let columns = centre.count
        var means = previous.means.values
        var variances = previous.variances.values
        let least = 1e-3
        let total = sums.posteriors.reduce(0) { $0 + max($1, least) }
        for component in 0..<components where sums.posteriors[component] >= least {
            let count = sums.posteriors[component]
            for column in 0..<columns {
                let mean = sums.rows[component * columns + column] / count
                let square = sums.squares[component * columns + column] / count
                means[component * columns + column] = Float(mean + Double(centre[column]))
                variances[component * columns + column] = max(Float(square - mean * mean), floor[column])
            }
        }
        return Parameters(
            weights: sums.posteriors.map { Float(max($0, least) / total) },
            means: Matrix(rows: components, columns: columns, values: means),
            variances: Matrix(rows: components, columns: columns, values: variances))
    }
}

/// A mixture that was learned.
public struct FittedMixture: Sendable {
    public let parameters: GaussianMixture.Parameters
    /// Mean log-likelihood of a row before each update.
    public let logLikelihood: [Double]
    /// False where EM stopped at its limit.
    public let converged: Bool
    let packed: PackedMixture

    public var iterations: Int { logLikelihood.count }

    public init(_ parameters: GaussianMixture.Parameters, logLikelihood: [Double] = [], converged: Bool = true) {
        self.parameters = parameters
        self.logLikelihood = logLikelihood
        self.converged = converged
        packed = PackedMixture(parameters, about: parameters.means.columnMeans(threads: 1))
    }

    /// The posterior of each component, one row a row of `data`; a row adds up to 1.
    ///
    /// - Precondition: `data` has the columns of the mixture.
    public func posteriors(_ data: Matrix, threads: Int) -> Matrix {
        MixtureKernels.posteriors(data, packed, threads: threads)
    }
}
