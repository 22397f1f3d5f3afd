import Core
import Synchronization

/// Linear support vector machines, one against the rest, by dual coordinate descent.
///
/// C.-J. Hsieh, K.-W. Chang, C.-J. Lin, S. S. Keerthi and S. Sundararajan, *A Dual Coordinate Descent Method for Large-scale
/// Linear SVM*, ICML 2008. For each class, with yᵢ = 1 for its examples and −1 for all others, solves
///
///     min over w   ½ wᵀw + C Σᵢ ξ(w; xᵢ, yᵢ)      ξ = max(0, 1 − yᵢ wᵀxᵢ)  or its square
///
/// through the dual (equation 4)
///
///     min over α   ½ αᵀQ̄α − Σᵢ αᵢ   subject to 0 ≤ αᵢ ≤ U
///
/// with w = Σᵢ yᵢ αᵢ xᵢ; U = C and no diagonal term for the hinge, U = ∞ and 1/(2C) on the diagonal for its square.
/// Algorithm 3 with shrinking. Every example is extended by the constant 1, so the bias is a weight like the others.
///
/// All classes go through the examples together, in one random order a pass: an example is fetched from memory once and then
/// serves every class for which it is still active. Each class follows the path that it would follow alone, so neither the
/// number of threads nor the presence of other classes changes its weights.
public struct LinearSVM: Classifier {
    /// Penalty of a training error, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Float
    public let loss: Loss
    /// Stops when the projected gradients of a pass over all examples lie within a range of this size, above 0.
    public let tolerance: Float
    /// Gives up after this many passes; the summary then says that the solver has not converged.
    public let maximumPasses: Int

    public enum Loss: String, Codable, Sendable, CaseIterable {
        /// max(0, 1 − y wᵀx), "L1 loss"
        case hinge
        /// max(0, 1 − y wᵀx)², "L2 loss"
        case squaredHinge
    }

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(C: Float, loss: Loss = .squaredHinge, tolerance: Float = 0.1, maximumPasses: Int = 1000) {
        self.C = C
        self.loss = loss
        self.tolerance = tolerance
        self.maximumPasses = maximumPasses
    }

    public static let card = Card(
        name: "linear-svm", title: "Linear support vector machine", year: 2008,
        paper: "C.-J. Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008",
        deviations: [
            "Several classes by one against the rest; the paper treats two.",
            "The order of a pass is a permutation of all examples, shared by the classes, of which each visits those that are "
                + "active for it; the paper permutes the active ones.",
            "Weights and dual variables are kept in single precision.",
        ])

    public static var choices: [String: [String]] { ["loss": Loss.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try require((1e-10...1e10).contains(tolerance), "tolerance", tolerance, "above 0 (from 1e-10 to 1e10)")
        try require(maximumPasses > 0, "maximumPasses", maximumPasses, "at least 1")
    }

    /// Trains one machine for each class that occurs in `labels`; a class that does not occur is never predicted.
    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedLinearSVM {
        try validate()
        precondition(features.rows == labels.count && features.rows > 0)
        let classes = Set(labels).sorted()
        let solver = DualCoordinateDescent(
            configuration: self, passes: context.isWarmUp ? 1 : maximumPasses, seed: context.seed)
        let groupCount = max(min(context.threads, classes.count), (classes.count + 63) / 64)
        let groups = (0..<groupCount).map { group in
            Array(classes[classes.count * group / groupCount..<classes.count * (group + 1) / groupCount])
        }
        let solutions = Mutex([[DualCoordinateDescent.Solution]](repeating: [], count: groups.count))
        Parallel.run(groups.count, threads: context.threads) { index, _ in
            let solved = solver.solve(features, labels: labels, classes: groups[index]) { passes, violation in
                guard index == 0 else { return }
                context.progress(
                    WorkProgress(
                        phase: .train, unit: "pass", completed: passes, total: maximumPasses, isLimit: true,
                        detail: "violation \(violation.rounded(toPlaces: 3))"))
            }
            solutions.withLock { $0[index] = solved }
        }
        let machines = solutions.withLock { $0.flatMap { $0 } }
        context.measurements.count(flops: machines.reduce(0) { $0 + $1.flops }, in: .train)
        return FittedLinearSVM(machines: machines, classes: classes, columns: features.columns, configuration: self)
    }
}

/// The weights of a trained ``LinearSVM``.
public struct FittedLinearSVM: FittedClassifier {
    /// The classes that have a machine, ascending.
    public let classes: [Int]
    /// One row of weights for each of `classes`.
    public let weights: Matrix
    /// The weight of the constant 1, for each of `classes`.
    public let biases: [Float]
    /// Dual variables αᵢ of every training example, for each of `classes`.
    public let duals: [[Float]]
    public let summary: TrainingSummary

    init(machines: [DualCoordinateDescent.Solution], classes: [Int], columns: Int, configuration: LinearSVM) {
        self.classes = classes
        weights = Matrix(rows: classes.count, columns: columns, values: machines.flatMap(\.weights))
        biases = machines.map(\.bias)
        duals = machines.map(\.alpha)
        var summary = TrainingSummary()
        let passes = machines.map(\.passes).max() ?? 0
        summary.converged = machines.allSatisfy(\.converged)
        summary.parameterCount = weights.values.count + biases.count
        summary.outcome =
            summary.converged
            ? "tolerance \(configuration.tolerance) reached after at most \(passes) passes a class"
            : "stopped after \(passes) passes with \(machines.count { !$0.converged }) of \(classes.count) classes "
                + "above the tolerance of \(configuration.tolerance)"
        self.summary = summary
    }

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

    /// The class with the largest decision value; of equal ones the lowest.
    public func predict(_ features: Matrix, threads: Int) -> [Int] {
        let scores = decisionValues(features, threads: threads)
        return (0..<features.rows).map { index in
            let row = scores.row(index)
            let best = row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) }!
            return classes[best - row.startIndex]
        }
    }
}

extension Float {
    func rounded(toPlaces places: Int) -> Float {
        let scale = Float((0..<places).reduce(1) { product, _ in product * 10 })
        return (self * scale).rounded() / scale
    }
}
