import Core

/// The multi-class support vector machine of Crammer and Singer, by the sequential dual method.
///
/// K. Crammer and Y. Singer, *On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines*, JMLR 2001; S. S.
/// Keerthi, S. Sundararajan, K.-W. Chang, C.-J. Hsieh and C.-J. Lin, *A Sequential Dual Method for Large Scale Multi-class
/// Linear SVMs*, KDD 2008 (algorithm 3, as LIBLINEAR's `-s 4`). Solves, for all classes m at once,
///
///     min over w   ½ Σₘ wₘᵀwₘ + Σᵢ Cᵢ max over m (eᵢᵐ + wₘᵀxᵢ − wᵧᵀxᵢ)      eᵢᵐ = 0 for the class y of i, else 1
///
/// through the dual
///
///     min over α   ½ Σₘ ‖wₘ‖² + Σᵢ Σₘ eᵢᵐ αᵢᵐ   subject to Σₘ αᵢᵐ = 0, αᵢᵐ ≤ Cᵢ for the class of i, αᵢᵐ ≤ 0 for others
///
/// with wₘ = Σᵢ αᵢᵐ xᵢ. One example at a time, all its variables are chosen anew, exactly. Examples are extended by the constant
/// `bias`. It runs on one thread: every step needs the weights that the step before has left.
///
/// With one class only, that class is always predicted.
public struct CrammerSingerSVM: Classifier {
    /// Penalty of a training error, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Float
    /// Stops when the violation (largest less smallest gradient of an example) of a pass over all is below this, above 0.
    public let tolerance: Float
    /// Gives up after this many passes; the summary then says that the solver has not converged.
    public let maximumPasses: Int
    /// As of ``LinearSVM``.
    public let bias: Float
    /// As of ``LinearSVM``; here the weight of a class counts for each of its examples.
    public let balanced: Bool
    /// Factors of C, one a class in the order of the labels; empty for ones.
    public let classWeights: [Float]

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Float, tolerance: Float = 0.1, maximumPasses: Int = 1000, bias: Float = 1, balanced: Bool = false,
        classWeights: [Float] = []
    ) {
        self.C = C
        self.tolerance = tolerance
        self.maximumPasses = maximumPasses
        self.bias = bias
        self.balanced = balanced
        self.classWeights = classWeights
    }

    public static let card = Card(
        name: "crammer-singer-svm", title: "Multi-class linear support vector machine (Crammer and Singer)", year: 2001,
        paper:
            "K. Crammer and Y. Singer, On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines, "
            + "JMLR 2001; S. S. Keerthi et al., A Sequential Dual Method for Large Scale Multi-class Linear SVMs, KDD 2008",
        deviations: ["Weights and dual variables are kept in single precision."])

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try require((1e-10...1e10).contains(tolerance), "tolerance", tolerance, "above 0 (from 1e-10 to 1e10)")
        try require(
            (1...1_000_000_000).contains(maximumPasses), "maximumPasses", maximumPasses, "from 1 to 1000000000")
        try require((0...1e6).contains(bias), "bias", bias, "from 0 (none) to 1e6")
        try ClassWeights.validate(classWeights)
    }

    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedCrammerSinger {
        try validate()
        let classes = TrainingRows.classes(features, labels, classCount: classCount)
        let factors = try ClassWeights.factors(
            classWeights, balanced: balanced, labels: labels, classCount: classCount)
        let norms = try TrainingRows.squaredNorms(features, threads: context.threads)
        let place = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        let state = SequentialDualState(
            labels: labels.map { place[$0]! }, costs: labels.map { C * factors[$0] },
            squaredNorms: norms.map { $0 + bias * bias }, classCount: classes.count, columns: features.columns,
            constant: bias)
        let limit = context.isWarmUp ? 1 : maximumPasses
        let passes = solve(features, state, limit, context)
        context.measurements.count(
            flops: 2 * Double(state.products) * Double(features.columns + 1) + Double(state.labels.count), in: .train)
        return FittedCrammerSinger(state: state, classes: classes, passes: passes, configuration: self)
    }

    /// Algorithm 3 of the paper with LIBLINEAR's rules of shrinking. Returns the passes.
    private func solve(
        _ features: Matrix, _ state: SequentialDualState, _ limit: Int, _ context: RunContext
    ) -> Int {
        guard state.classCount > 1 else {
            state.hasConverged = true
            return 0
        }
        // Shrinking is undone at violations that halve from here on.
        var bound = max(10 * tolerance, 1)
        var beganWithAll = true
        var pass = 0
        while pass < limit {
            var random = RandomSource(seed: context.seed, stream: UInt64(pass))
            var order = state.activeExamples
            random.shuffle(&order)
            let violation = SequentialDualKernels.sweep(features, order, state)
            pass += 1
            // The weights gather the rounding of many small changes.
            if pass % 50 == 0 { SequentialDualKernels.renew(features, state, threads: context.threads) }
            context.progress(
                WorkProgress(
                    phase: .train, unit: "pass", completed: pass, total: limit, isLimit: true,
                    detail: "violation \(violation.rounded(toPlaces: 3))"))
            guard violation < bound else {
                beganWithAll = false
                continue
            }
            if violation < tolerance, beganWithAll {
                state.hasConverged = true
                break
            }
            state.activateAll()
            bound = max(bound / 2, tolerance)
            beganWithAll = true
        }
        SequentialDualKernels.renew(features, state, threads: context.threads)
        return pass
    }
}

/// The weights of a trained ``CrammerSingerSVM``.
public struct FittedCrammerSinger: LinearDecision {
    public let classes: [Int]
    public let weights: Matrix
    public let biases: [Float]
    /// αᵢᵐ: a row an example, a column for each of `classes`.
    public let duals: Matrix
    /// ½ Σ ‖wₘ‖² + Σ eᵢᵐ αᵢᵐ, which the solver minimises.
    public let dualObjective: Double
    public let summary: TrainingSummary

    init(state: SequentialDualState, classes: [Int], passes: Int, configuration: CrammerSingerSVM) {
        self.classes = classes
        let width = state.width
        weights = Matrix(
            rows: classes.count, columns: state.columns,
            values: classes.indices.flatMap {
                Array(UnsafeBufferPointer(start: state.weights.base + $0 * width, count: state.columns))
            })
        let constants = classes.indices.map { state.constantWeights[$0] }
        biases = constants.map { $0 * configuration.bias }
        let alpha = Array(UnsafeBufferPointer(start: state.alpha.base, count: state.labels.count * classes.count))
        duals = Matrix(rows: state.labels.count, columns: classes.count, values: alpha)
        var objective = 0.5 * (weights.values + constants).reduce(0) { $0 + Double($1) * Double($1) }
        for (index, value) in alpha.enumerated() where index % classes.count != state.labels[index / classes.count] {
            objective += Double(value)
        }
        dualObjective = objective
        var summary = TrainingSummary()
        summary.converged = state.hasConverged
        summary.parameterCount = weights.values.count + (configuration.bias > 0 ? biases.count : 0)
        summary.outcome =
            state.hasConverged
            ? "tolerance \(configuration.tolerance) reached after \(passes) passes"
            : "stopped after \(passes) passes above the tolerance of \(configuration.tolerance)"
        self.summary = summary
    }
}
