import Core
import LinearAlgebra

/// A fitted learner whose class is that with the largest wᵀx + b.
public protocol LinearDecision: FittedClassifier {
    /// The classes that have weights, ascending: those that occurred in training.
    var classes: [Int] { get }
    /// One row of weights for each of `classes`.
    var weights: Matrix { get }
    /// The constant term of each of `classes`.
    var biases: [Float] { get }
}

extension LinearDecision {
    public var flopsPerPrediction: Double { 2 * Double(weights.values.count) }

    /// wᵀx + b, a row an example and a column for each of `classes`.
    public func decisionValues(_ features: Matrix, threads: Int) -> Matrix {
        precondition(features.columns == weights.columns)
        return Matrix(rows: features.rows, columns: classes.count) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(features.rows, of: 512, threads: threads) { range, _ in
                BLAS.multiply(
                    features, rows: range, byTransposed: weights, into: output.base + range.lowerBound * classes.count)
                for row in range {
                    for column in biases.indices { output.base[row * classes.count + column] += biases[column] }
                }
            }
        }
    }

    /// The class with the largest decision value; of equal ones the lowest. A row with a number that is not finite gets one
    /// of the classes, and no other row is affected.
    public func predict(_ features: Matrix, threads: Int) -> [Int] {
        let scores = decisionValues(features, threads: threads)
        return (0..<features.rows).map { index in
            let row = scores.row(index)
            let best = row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) }!
            return classes[best - row.startIndex]
        }
    }
}

/// Weights and nothing else: what remains of a learner without dual variables.
public struct FittedLinearModel: LinearDecision {
    public let classes: [Int]
    public let weights: Matrix
    public let biases: [Float]
    public let summary: TrainingSummary

    /// - Precondition: A row of weights and a bias for each class.
    public init(classes: [Int], weights: Matrix, biases: [Float], summary: TrainingSummary) {
        precondition(weights.rows == biases.count && (weights.rows == classes.count || classes.count == 1))
        self.classes = classes
        self.weights = weights
        self.biases = biases
        self.summary = summary
    }
}
