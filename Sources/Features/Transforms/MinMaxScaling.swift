import Core

/// Every column to a range, by the smallest and largest value that it has in the training rows: what `svm-scale` of LIBSVM
/// does. A column that is constant there becomes 0, in other rows too. Rows that were not trained on may leave the range.
public struct MinMaxScaling: FeatureTransform {
    /// What the smallest training value of a column becomes.
    public let lower: Float
    /// What the largest training value of a column becomes.
    public let upper: Float

    public init() { self.init(lower: -1, upper: 1) }

    public init(lower: Float, upper: Float) {
        self.lower = lower
        self.upper = upper
    }

    public static let card = Card(
        name: "min-max", title: "Columns scaled to a range", year: 2003,
        paper: "C.-W. Hsu, C.-C. Chang and C.-J. Lin, A Practical Guide to Support Vector Classification, 2003")

    public func validate() throws {
        try require(lower.isFinite && abs(lower) <= 1e6, "lower", lower, "from -1e6 to 1e6")
        try require(upper.isFinite && abs(upper) <= 1e6 && upper > lower, "upper", upper, "above lower, at most 1e6")
    }

    /// Throws ``UserError`` where there are no rows or a value is not finite.
    public func fit(_ features: Matrix, context: RunContext) throws -> FittedMinMaxScaling {
        try validate()
        guard features.rows > 0 else { throw UserError("min-max: there are no samples") }
        try features.requireFinite("min-max")
        var minima = Array(features.row(0))
        var maxima = minima
        for index in 1..<features.rows {
            for (column, value) in features.row(index).enumerated() {
                minima[column] = min(minima[column], value)
                maxima[column] = max(maxima[column], value)
            }
        }
        return FittedMinMaxScaling(lower: lower, upper: upper, minima: minima, maxima: maxima)
    }
}

public struct FittedMinMaxScaling: FittedTransform {
    public let lower: Float
    public let upper: Float
    /// The smallest and the largest value of each column in the training rows.
    public let minima: [Float]
    public let maxima: [Float]

    public init(lower: Float, upper: Float, minima: [Float], maxima: [Float]) {
        precondition(minima.count == maxima.count)
        self.lower = lower
        self.upper = upper
        self.minima = minima
        self.maxima = maxima
    }

    public var featureCount: Int { minima.count }
    public var flopsPerRow: Double { 2 * Double(minima.count) }

    /// - Precondition: `features` has the columns of the training rows.
    public func apply(_ features: consuming Matrix, threads: Int) -> Matrix {
        precondition(
            features.columns == minima.count, "\(features.columns) columns given where \(minima.count) are known")
        // x · scale + (lower − minimum · scale) is (x − centre) · scale with the centre where the range is crossed by zero.
        var (centres, scales) = ([Float](), [Float]())
        for (minimum, maximum) in zip(minima, maxima) {
            let range = maximum - minimum
            let scale = range > 0 ? (upper - lower) / range : 0
            scales.append(scale.isFinite ? scale : 0)
            centres.append(scale > 0 && scale.isFinite ? minimum - lower / scale : 0)
        }
        var result = features
        result.scaleColumns(about: centres, by: scales, threads: threads)
        return result
    }
}
