import Core

/// Linear support vector machines, one against the rest, by dual coordinate descent.
///
/// C.-J. Hsieh, K.-W. Chang, C.-J. Lin, S. S. Keerthi and S. Sundararajan, *A Dual Coordinate Descent Method for Large-scale
/// Linear SVM*, ICML 2008. For each class, with yᵢ = 1 for its examples and −1 for all others, solves
///
///     min over w   ½ wᵀw + Σᵢ Cᵢ ξ(w; xᵢ, yᵢ)      ξ = max(0, 1 − yᵢ wᵀxᵢ)  or its square
///
/// through the dual (equation 4)
///
///     min over α   ½ αᵀQ̄α − Σᵢ αᵢ   subject to 0 ≤ αᵢ ≤ Uᵢ
///
/// with w = Σᵢ yᵢ αᵢ xᵢ; Uᵢ = Cᵢ and no diagonal term for the hinge, Uᵢ = ∞ and 1/(2Cᵢ) on the diagonal for its square.
/// Algorithm 3 with shrinking. Every example is extended by the constant `bias`, so the bias is a weight like the others.
///
/// All classes go through the examples together, in one random order a pass: an example is fetched from memory once and then
/// serves every class of a thread for which it is still active; a block of them is gone through several times before the
/// next. Each class follows the path that it would follow alone, so
/// neither the number of threads nor the presence of other classes changes its weights.
///
/// With one class only, that class is always predicted. A constant feature gets a weight like another bias; duplicate rows
/// count as often as they occur.
public struct LinearSVM: Classifier {
    /// Penalty of a training error, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Float
    /// What an example on the wrong side of its margin costs.
    public let loss: Loss
    /// Stops when the projected gradients of a pass over all examples lie within a range of this size, above 0.
    public let tolerance: Float
    /// Gives up after this many passes; the summary then says that the solver has not converged.
    public let maximumPasses: Int
    /// The constant by which examples are extended, 0…10⁶ (LIBLINEAR's `-B`): the larger, the less the penalty of the weights
    /// holds the bias back. 0 for machines without a bias.
    public let bias: Float
    /// Cᵢ is C times n / (classes · examples of the class of i): rare classes count as much as frequent ones.
    public let balanced: Bool
    /// Cᵢ is also C times the number at the place of the class, where there is one (LIBLINEAR's `-w`). As there, the weight of a
    /// class counts for its own examples in its own machine; examples of the rest have C.
    public let classWeights: [Float]

    public enum Loss: String, Codable, Sendable, CaseIterable {
        /// max(0, 1 − y wᵀx), "L1 loss"
        case hinge
        /// max(0, 1 − y wᵀx)², "L2 loss"
        case squaredHinge
    }

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Float, loss: Loss = .squaredHinge, tolerance: Float = 0.1, maximumPasses: Int = 1000, bias: Float = 1,
        balanced: Bool = false, classWeights: [Float] = []
    ) {
        self.C = C
        self.loss = loss
        self.tolerance = tolerance
        self.maximumPasses = maximumPasses
        self.bias = bias
        self.balanced = balanced
        self.classWeights = classWeights
    }

    public static let card = Card(
        name: "linear-svm", title: "Linear support vector machine", year: 2008,
        paper: "C.-J. Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008",
        deviations: [
            "Several classes are handled one against the rest; the paper treats two.",
            "Each pass follows one permutation of all examples for all classes, and each class visits only the "
                + "examples that are active for it; the paper permutes the active ones.",
            "A pass visits the examples in blocks that fit into the caches; those whose dual variable has changed "
                + "are visited up to five times before the next block (as Yu, Hsieh, Chang and Lin, KDD 2010, do "
                + "with blocks on disk), so that about half as many rows are fetched from memory. The tolerance is "
                + "tested on the first visits.",
            "Weights are kept in single precision and recomputed from the dual variables every fifty passes.",
        ])

    public static var hasSupportVectors: Bool { true }

    public static var choices: [String: [String]] { ["loss": Loss.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try require((1e-10...1e10).contains(tolerance), "tolerance", tolerance, "above 0 (from 1e-10 to 1e10)")
        try require(
            (1...1_000_000_000).contains(maximumPasses), "maximumPasses", maximumPasses, "from 1 to 1000000000")
        try require((0...1e6).contains(bias), "bias", bias, "from 0 (none) to 1e6")
        try ClassWeights.validate(classWeights)
    }

    /// Trains one machine for each class that occurs in `labels`; a class that does not occur is never predicted.
    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedLinearSVM {
        try validate()
        let classes = TrainingRows.classes(features, labels, classCount: classCount)
        let factors = try ClassWeights.factors(
            classWeights, balanced: balanced, labels: labels, classCount: classCount)
        let norms = try TrainingRows.squaredNorms(features, threads: context.threads)
        let solver = DualCoordinateDescent(
            configuration: self, features: features, labels: labels, squaredNorms: norms, context: context)
        let machines = solver.solve(classes: classes, weights: classes.map { factors[$0] })
        let visits = machines.reduce(0.0) { $0 + Double($1.visits + $1.changes) }
        context.measurements.count(flops: 2 * visits * Double(features.columns + 1), in: .train)
        return FittedLinearSVM(machines: machines, labels: labels, columns: features.columns, configuration: self)
    }
}

/// The weights of a trained ``LinearSVM``.
public struct FittedLinearSVM: LinearDecision {
    public let classes: [Int]
    public let weights: Matrix
    public let biases: [Float]
    /// Dual variables αᵢ of every training example, for each of `classes`.
    public let duals: [[Float]]
    /// Passes over the examples, for each of `classes`.
    public let passes: [Int]
    /// ½ wᵀw + ½ αᵀDα − Σα for each of `classes`, the objective that the solver minimises and LIBLINEAR prints.
    public let dualObjectives: [Double]
    public let summary: TrainingSummary

    init(machines: [DualMachine], labels: [Int], columns: Int, configuration: LinearSVM) {
        classes = machines.map(\.label)
        weights = Matrix(rows: classes.count, columns: columns, values: machines.flatMap { $0.weightValues })
        biases = machines.map { $0.bias * configuration.bias }
        duals = machines.map { $0.alphaValues.map { Float($0) } }
        passes = machines.map(\.passes)
        dualObjectives = machines.map { $0.dualObjective(labels: labels) }
        var summary = TrainingSummary()
        let passes = passes.max() ?? 0
        summary.converged = machines.allSatisfy(\.hasConverged)
        summary.parameterCount = weights.values.count + (configuration.bias > 0 ? biases.count : 0)
        summary.outcome =
            summary.converged
            ? "tolerance \(configuration.tolerance) reached after at most \(passes) passes a class"
            : "stopped after \(passes) passes with \(machines.count { !$0.hasConverged }) of \(classes.count) classes "
                + "above the tolerance of \(configuration.tolerance)"
        self.summary = summary
    }
}

extension FittedLinearSVM {
    /// The examples with a dual variable above 0 in the machine of any class.
    public var supportIndices: [Int]? {
        guard let count = duals.first?.count else { return [] }
        return (0..<count).filter { index in duals.contains { $0[index] > 0 } }
    }
}
