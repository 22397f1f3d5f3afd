import Core

/// Every column to mean 0 and variance 1 over the training rows; a column that is constant there becomes 0.
///
/// Linear classifiers that are regularised treat all columns alike only when these have the same scale.
public struct Standardisation: FeatureTransform {
    public init() {}

    public static let card = Card(
        name: "standardise", title: "Standardised columns", year: 1901,
        paper: "K. Pearson, On Lines and Planes of Closest Fit to Systems of Points in Space, 1901 (standard scores)")

    public func validate() {}

    /// Throws ``UserError`` where there are no rows or a value is not finite.
    public func fit(_ features: Matrix, context: RunContext) throws -> FittedStandardisation {
        guard features.rows > 0 else { throw UserError("standardise: there are no samples") }
        try features.requireFinite("standardise")
        let (means, variances) = features.columnMoments(threads: context.threads)
        let scales = zip(means, variances).map { mean, variance in
            // What rounding leaves of a constant column is not a variance.
            variance > 1e-12 * mean * mean && variance >= Float.leastNormalMagnitude ? 1 / variance.squareRoot() : 0
        }
        return FittedStandardisation(means: means, scales: scales)
    }
}

public struct FittedStandardisation: FittedTransform {
    /// Mean of each column over the training rows.
    public let means: [Float]
    /// What differences from the mean are multiplied by; 0 for a constant column.
    public let scales: [Float]

    public var featureCount: Int { means.count }
    public var flopsPerRow: Double { 2 * Double(means.count) }

    /// - Precondition: `features` has the columns of the training rows.
    public func apply(_ features: consuming Matrix, threads: Int) -> Matrix {
        precondition(
            features.columns == means.count, "\(features.columns) columns given where \(means.count) are known")
        var result = features
        result.scaleColumns(about: means, by: scales, threads: threads)
        return result
    }
}
