import Core
import LinearAlgebra

/// Principal components: rows projected onto the directions in which the training rows vary most, and whitening.
///
/// H. Hotelling, *Analysis of a complex of statistical variables into principal components*, 1933. With the mean m
/// and the covariance V diag(λ) Vᵀ of the training rows (divided by n − 1), a row x becomes
///
///     none   Vᵀ (x − m)
///     pca    diag(λ + ε)^(−½) Vᵀ (x − m)
///     zca    V diag(λ + ε)^(−½) Vᵀ (x − m)      (A. Bell and T. Sejnowski, 1997): as close to x as whitening allows
///
/// Conventions: directions in the order of λ, the largest first; each has its component of largest magnitude
/// positive. Fewer rows than columns (n < d): λ and V come from the products of the rows with each other, and the d −
/// n + 1 directions in which the training rows do not vary are dropped, under `zca` too.
public struct PrincipalComponents: FeatureTransform {
    /// Directions that are kept; 0 keeps all in which the training rows vary.
    public let components: Int
    /// Whether, and how, every direction is scaled to variance 1.
    public let whiten: Whitening
    /// Added to each variance before whitening, in squared units of the features.
    public let regularization: Double

    public enum Whitening: String, Codable, Sendable, CaseIterable {
        /// Projection only.
        case none
        /// Every component to variance 1.
        case pca
        /// As `pca`, then turned back to the axes of the features.
        case zca
    }

    public init() { self.init(components: 0) }

    public init(components: Int, whiten: Whitening = .none, regularization: Double = 0) {
        self.components = components
        self.whiten = whiten
        self.regularization = regularization
    }

    public static let card = Card(
        name: "pca", title: "Principal components", year: 1933,
        paper: "H. Hotelling, Analysis of a Complex of Statistical Variables into Principal Components, 1933")

    public static var choices: [String: [String]] { ["whiten": Whitening.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0...1_000_000).contains(components), "components", components, "0 (all), or up to 1000000")
        try require(
            regularization >= 0 && regularization.isFinite, "regularization", regularization, "0 or more")
    }

    /// Most rows or columns, whichever are fewer: the matrix whose eigenvectors are sought takes 2 GiB then.
    static let largestOrder = 16_384

    /// Throws ``ConfigurationError`` where more components are wanted than there are columns or rows vary in, and
    /// ``UserError`` for values that are not finite, fewer than two rows, too many columns, or rows that do not vary at all.
    public func fit(_ features: Matrix, context: RunContext) throws -> FittedPrincipalComponents {
        try validate()
        let (rows, columns) = (features.rows, features.columns)
        guard rows > 1, columns > 0 else { throw UserError("pca: \(rows) samples of \(columns) numbers are too few") }
        guard min(rows, columns) <= Self.largestOrder else {
            throw UserError(
                "pca: \(rows) samples of \(columns) numbers are too many; one must be \(Self.largestOrder) at most")
        }
        try features.requireFinite("pca")
        try require(
            components <= min(rows - 1, columns), "components", components,
            "at most \(min(rows - 1, columns)) for \(rows) samples of \(columns) numbers")
        let mean = features.columnMeans(threads: context.threads)
        let spectrum =
            rows > columns
            ? try covarianceSpectrum(features, mean, threads: context.threads)
            : try gramSpectrum(features, mean, threads: context.threads)
        // Equal rows differ from their mean in single precision, by as much as this has rounded it.
        let rounding = mean.reduce(0) { $0 + Double($1) * Double($1) } * 0x1p-48
        guard let largest = spectrum.variances.first, largest > rounding else {
            throw UserError("pca: all \(rows) samples are alike, so there is no direction in which they vary")
        }
        return FittedPrincipalComponents(
            self, mean: mean, variances: spectrum.variances, directions: spectrum.directions)
    }

    private func covarianceSpectrum(
        _ features: Matrix, _ mean: [Float], threads: Int
    ) throws -> (variances: [Double], directions: Matrix) {
        let columns = features.columns
        let scale = 1 / Double(features.rows - 1)
        var covariance = BLAS.scatter(features, about: mean, threads: threads)
        for index in covariance.indices { covariance[index] *= scale }
        let (values, vectors) = try LAPACK.symmetricEigen(covariance, order: columns)
        let kept = keptCount(values)
        return (
            Array(values.prefix(kept)),
            Matrix(rows: kept, columns: columns, values: vectors[..<(kept * columns)].map { Float($0) })
        )
    }

    /// For rows X less their mean, X Xᵀ u = μ u gives the direction Xᵀ u / √μ of variance μ / (n − 1).
    private func gramSpectrum(
        _ features: Matrix, _ mean: [Float], threads: Int
    ) throws -> (variances: [Double], directions: Matrix) {
        let rows = features.rows
        let scale = 1 / Double(rows - 1)
        let gram = BLAS.gram(features, about: mean, threads: threads)
        let (values, vectors) = try LAPACK.symmetricEigen(gram, order: rows)
        let variances = values.map { $0 * scale }
        let kept = min(keptCount(variances), rows - 1)
        let coefficients = Matrix(
            rows: kept, columns: rows,
            values: (0..<kept * rows).map { Float(vectors[$0] / values[$0 / rows].squareRoot()) })
        var directions = BLAS.multiply(
            coefficients, byTransposed: features.centredTransposed(mean, threads: threads), threads: threads)
        directions.settleSigns()
        return (Array(variances.prefix(kept)), directions)
    }

    /// The number of directions to keep: those asked for whose variance is more than rounding.
    private func keptCount(_ variances: [Double]) -> Int {
        let least = max((variances.first ?? 0) * 1e-7, 0)
        let varying = variances.prefix { $0 > least }.count
        return components == 0 ? varying : min(components, varying)
    }
}

/// A projection that was learned.
public struct FittedPrincipalComponents: FittedTransform {
    public let configuration: PrincipalComponents
    /// Mean of the training rows.
    public let mean: [Float]
    /// Variance of the training rows along each direction, the largest first.
    public let variances: [Double]
    /// One row a direction, of length 1.
    public let directions: Matrix
    /// What rows are multiplied by: one row a number of the result, or a component under `zca` with few directions.
    let projection: Matrix
    /// Under `zca` with few directions, what turns the whitened components back; one row a feature.
    let back: Matrix?
    /// `projection` · `mean`.
    let shift: [Float]

    init(_ configuration: PrincipalComponents, mean: [Float], variances: [Double], directions: Matrix) {
        self.configuration = configuration
        self.mean = mean
        self.variances = variances
        self.directions = directions
        let columns = directions.columns
        let scales = variances.map { 1 / ($0 + configuration.regularization).squareRoot() }
        let scaled = Matrix(
            rows: directions.rows, columns: columns,
            values: directions.values.indices.map { directions.values[$0] * Float(scales[$0 / columns]) })
        switch configuration.whiten {
        case .none: (projection, back) = (directions, nil)
        case .pca: (projection, back) = (scaled, nil)
        case .zca where 2 * directions.rows < columns: (projection, back) = (scaled, directions.transposed())
        case .zca:
            projection = BLAS.multiply(directions.transposed(), byTransposed: scaled.transposed(), threads: 1)
            back = nil
        }
        shift = projection.product(with: mean)
    }

    public var featureCount: Int { back?.rows ?? projection.rows }
    /// Numbers that were learned.
    public var parameterCount: Int { mean.count + directions.values.count + variances.count }
    public var flopsPerRow: Double {
        2 * Double(projection.rows * projection.columns) + 2 * Double((back?.rows ?? 0) * (back?.columns ?? 0))
    }

    /// - Precondition: `features` has the columns of the training rows.
    public func apply(_ features: consuming Matrix, threads: Int) -> Matrix {
        precondition(
            features.columns == mean.count, "\(features.columns) columns given to a projection of \(mean.count)")
        var result = BLAS.multiply(features, byTransposed: projection, threads: threads)
        result.subtractFromRows(shift, threads: threads)
        return back.map { BLAS.multiply(result, byTransposed: $0, threads: threads) } ?? result
    }
}
