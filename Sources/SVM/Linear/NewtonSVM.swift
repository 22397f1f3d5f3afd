import Core

/// Linear support vector machines with the squared hinge, one against the rest, by a trust-region Newton method in the primal:
/// for many more examples than features.
///
/// C.-J. Lin, R. C. Weng and S. S. Keerthi, *Trust Region Newton Method for Large-Scale Logistic Regression*, JMLR 2008, with
/// the generalised Hessian of §7 for the squared hinge. For each class solves, with the yᵢ and Cᵢ of ``LinearSVM``,
///
///     min over w   f(w) = ½ wᵀw + Σᵢ Cᵢ max(0, 1 − yᵢ wᵀxᵢ)²
///
/// by steps s that minimise ∇fᵀs + ½ sᵀHs within ‖s‖ ≤ Δ by conjugate gradients (algorithms 1 and 2), where Hs = s + 2 Σ Cᵢ xᵢ
/// xᵢᵀs over the examples with yᵢ wᵀxᵢ < 1.
///
/// All classes take their steps together: a pass over the examples computes the products of all of them at once, on all
/// threads, summed in an order that does not depend on their number. A class takes the path that it would take alone.
///
/// With one class only, that class is always predicted.
public struct NewtonSVM: Classifier {
    /// Penalty of a training error, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Double
    /// Stops when the norm of the gradient is `tolerance` · min(examples of the class, others) / n times that at w = 0, as
    /// LIBLINEAR does; 10⁻⁶…1.
    public let tolerance: Double
    /// Gives up after this many Newton steps; the summary then says that the solver has not converged.
    public let maximumIterations: Int
    /// As of ``LinearSVM``.
    public let bias: Float
    /// As of ``LinearSVM``.
    public let balanced: Bool
    /// As of ``LinearSVM``.
    public let classWeights: [Float]

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Double, tolerance: Double = 0.01, maximumIterations: Int = 1000, bias: Float = 1, balanced: Bool = false,
        classWeights: [Float] = []
    ) {
        self.C = C
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
        self.bias = bias
        self.balanced = balanced
        self.classWeights = classWeights
    }

    public static let card = Card(
        name: "newton-svm", title: "Linear support vector machine (trust-region Newton)", year: 2008,
        paper:
            "C.-J. Lin, R. C. Weng and S. S. Keerthi, Trust Region Newton Method for Large-Scale Logistic Regression, "
            + "JMLR 2008",
        deviations: [
            "Several classes are handled one against the rest; the paper treats two.",
            "Products with the examples are computed in single precision and summed in double, block by block.",
        ])

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try require((1e-6...1).contains(tolerance), "tolerance", tolerance, "from 1e-6 to 1")
        try require(
            (1...1_000_000_000).contains(maximumIterations), "maximumIterations", maximumIterations,
            "from 1 to 1000000000")
        try require((0...1e6).contains(bias), "bias", bias, "from 0 (none) to 1e6")
        try ClassWeights.validate(classWeights)
    }

    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedNewtonSVM {
        try validate()
        let classes = TrainingRows.classes(features, labels, classCount: classCount)
        let factors = try ClassWeights.factors(
            classWeights, balanced: balanced, labels: labels, classCount: classCount)
        try TrainingRows.requireFinite(features, threads: context.threads)
        let solver = TrustRegionNewton(
            configuration: self, features: features, labels: labels, classes: classes,
            positiveCosts: classes.map { Float(C) * factors[$0] }, context: context)
        let machines = solver.solve()
        var summary = TrainingSummary()
        summary.converged = machines.allSatisfy(\.hasConverged)
        summary.parameterCount = classes.count * (features.columns + (bias > 0 ? 1 : 0))
        let steps = machines.map(\.iterations).max() ?? 0
        summary.outcome =
            summary.converged
            ? "gradient within the tolerance \(tolerance) after at most \(steps) Newton steps a class"
            : "stopped after at most \(steps) Newton steps with \(machines.count { !$0.hasConverged }) of "
                + "\(classes.count) classes above the tolerance of \(tolerance)"
        return FittedNewtonSVM(
            classes: classes,
            weights: Matrix(
                rows: classes.count, columns: features.columns,
                values: machines.flatMap { $0.point.dropLast().map { Float($0) } }),
            biases: machines.map { Float($0.point.last!) * bias }, objectives: machines.map(\.value), summary: summary)
    }
}

/// The weights of a trained ``NewtonSVM``.
public struct FittedNewtonSVM: LinearDecision {
    public let classes: [Int]
    public let weights: Matrix
    public let biases: [Float]
    /// f(w) of each of `classes`.
    public let objectives: [Double]
    public let summary: TrainingSummary
}
