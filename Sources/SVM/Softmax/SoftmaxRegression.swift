import Core

/// Softmax regression, also called multinomial logistic regression.
///
/// D. R. Cox, *Some Procedures Connected with the Logistic Qualitative Response Curve*, 1966; the method of minimisation is
/// L-BFGS of D. C. Liu and J. Nocedal, *On the Limited Memory BFGS Method for Large Scale Optimization*, Mathematical
/// Programming 1989. Solves
///
///     min over W, b   ½ ‖W‖² + Σᵢ Cᵢ (log Σₖ exp(wₖᵀxᵢ + bₖ) − wᵧᵀxᵢ − bᵧ)      with y the class of i
///
/// The biases are not penalised. It ends when the norm of the gradient is `tolerance` times what it is at W = 0, b = 0.
///
/// With one class only, that class is always predicted. Constant features and duplicate rows are harmless; features of very
/// different scales make it slow, as it has no preconditioner: standardise them.
public struct SoftmaxRegression: Classifier {
    /// Weight of the losses against the penalty, 10⁻¹⁰…10¹⁰.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: Double
    /// Stops when the norm of the gradient is so many times that at the start, 10⁻⁶…1. Products are computed in single precision, so no smaller gradient can be told from rounding.
    public let tolerance: Double
    /// Gives up after this many iterations; the summary then says that it has not converged.
    public let maximumIterations: Int
    /// Pairs of steps and gradients that L-BFGS remembers, 1…100.
    public let memory: Int
    /// Whether there are biases.
    public let bias: Bool
    /// As of ``LinearSVM``; here the weight of a class counts for each of its examples.
    public let balanced: Bool
    /// Factors of C, one a class in the order of the labels; empty for ones.
    public let classWeights: [Float]

    public init() { self.init(C: 1) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        C: Double, tolerance: Double = 1e-3, maximumIterations: Int = 1000, memory: Int = 10, bias: Bool = true,
        balanced: Bool = false, classWeights: [Float] = []
    ) {
        self.C = C
        self.tolerance = tolerance
        self.maximumIterations = maximumIterations
        self.memory = memory
        self.bias = bias
        self.balanced = balanced
        self.classWeights = classWeights
    }

    public static let card = Card(
        name: "softmax", title: "Softmax regression", year: 1966,
        paper: "D. R. Cox, Some Procedures Connected with the Logistic Qualitative Response Curve, 1966; D. C. Liu and "
            + "J. Nocedal, On the Limited Memory BFGS Method for Large Scale Optimization, 1989",
        deviations: [
            "The L2 penalty is on the weights only, not on the biases.",
            "The line search bisects until the weak Wolfe conditions hold, or the approximate ones (Hager and "
                + "Zhang 2005) where values differ only by rounding.",
        ])

    public func validate() throws {
        try require((1e-10...1e10).contains(C), "C", C, "above 0 (from 1e-10 to 1e10)")
        try require((1e-6...1).contains(tolerance), "tolerance", tolerance, "from 1e-6 to 1")
        try require(
            (1...1_000_000_000).contains(maximumIterations), "maximumIterations", maximumIterations,
            "from 1 to 1000000000")
        try require((1...100).contains(memory), "memory", memory, "from 1 to 100")
        try ClassWeights.validate(classWeights)
    }

    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedSoftmax {
        try validate()
        let classes = TrainingRows.classes(features, labels, classCount: classCount)
        let factors = try ClassWeights.factors(
            classWeights, balanced: balanced, labels: labels, classCount: classCount)
        try TrainingRows.requireFinite(features, threads: context.threads)
        let place = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        let rule = SoftmaxRule(
            labels: labels.map { Int32(place[$0]!) }, costs: labels.map { Float(C) * factors[$0] },
            classCount: classes.count)
        let limit = context.isWarmUp ? 1 : maximumIterations
        let start = ContinuousClock.now
        var history: [HistoryPoint] = []
        let solver = LimitedMemoryBFGS(memory: memory, tolerance: tolerance, maximumIterations: limit)
        let width = features.columns + 1
        let found = solver.minimise([Double](repeating: 0, count: classes.count * width)) { point in
            evaluate(point, rule, features, classes.count, threads: context.threads)
        } report: { iteration, value, norm in
            history.append(
                HistoryPoint(step: iteration, loss: value, seconds: (ContinuousClock.now - start).seconds))
            context.progress(
                WorkProgress(
                    phase: .train, unit: "iteration", completed: iteration, total: limit, isLimit: true,
                    detail: "gradient \(Float(norm).rounded(toPlaces: 6))"))
        }
        let operations = 4 * Double(classes.count) * Double(width) * Double(features.rows)
        context.measurements.count(flops: operations * Double(found.evaluations), in: .train)
        var summary = TrainingSummary()
        summary.converged = found.converged
        summary.history = history
        summary.parameterCount = classes.count * (bias ? width : width - 1)
        summary.outcome = outcome(found)
        return FittedSoftmax(
            classes: classes,
            weights: Matrix(
                rows: classes.count, columns: width - 1,
                values: classes.indices.flatMap { found.point[$0 * width..<($0 + 1) * width - 1].map { Float($0) } }),
            biases: classes.indices.map { Float(found.point[($0 + 1) * width - 1]) }, objective: found.value,
            summary: summary)
    }

    private func outcome(_ found: LimitedMemoryBFGS.Result) -> String {
        let norm = Float(found.relativeNorm)
        if found.converged { return "gradient \(norm) of the first after \(found.iterations) iterations" }
        let why = found.isStuck ? "no lower value was found" : "stopped"
        return "\(why) after \(found.iterations) iterations with a gradient \(norm) of the first, above \(tolerance)"
    }

    /// The objective and its gradient at `point`: for each class its weights and then its bias.
    private func evaluate(
        _ point: [Double], _ rule: SoftmaxRule, _ features: Matrix, _ classCount: Int, threads: Int
    ) -> (Double, [Double]) {
        let width = features.columns + 1
        let vectors = (0..<classCount).map { Array(point[$0 * width..<($0 + 1) * width]) }
        let sums = RowPassKernels.run(
            features, PanelWeights(vectors, absent: SoftmaxRule.absent), threads: threads, rule: rule)
        var gradient = sums.vectors.flatMap(\.self)
        var value = sums.losses[0]
        for index in point.indices {
            if index % width < width - 1 {
                gradient[index] += point[index]
                value += 0.5 * point[index] * point[index]
            } else if !bias {
                gradient[index] = 0
            }
        }
        return (value, gradient)
    }
}

/// The weights of a trained ``SoftmaxRegression``.
public struct FittedSoftmax: LinearDecision {
    public let classes: [Int]
    public let weights: Matrix
    public let biases: [Float]
    /// The value that was minimised.
    public let objective: Double
    public let summary: TrainingSummary

    /// The probabilities of `classes`, a row an example.
    public func probabilities(_ features: Matrix, threads: Int) -> Matrix {
        var scores = decisionValues(features, threads: threads)
        let count = classes.count
        scores.withUnsafeMutableValues { values in
            for row in 0..<features.rows {
                let range = row * count..<(row + 1) * count
                let largest = values[range].max()!
                var sum: Float = 0
                for place in range {
                    values[place] = SoftmaxRule.exponential(values[place] - largest)
                    sum += values[place]
                }
                for place in range { values[place] /= sum }
            }
        }
        return scores
    }
}
