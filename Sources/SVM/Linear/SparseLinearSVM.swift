import Core

// Linear machines on sparse rows, such as those of texts: the same problem and the same algorithm as on dense rows, in double precision.
// A pass of a class visits the examples that are active for it in an order of its own; nothing is shared among the classes, because a
// sparse row is soon fetched and each class has its own weights to gather from.

extension LinearSVM {
    /// Trains one machine for each class that occurs in `labels`.
    ///
    /// Throws ``UserError`` where a number is not finite, and ``ConfigurationError``.
    public func fit(
        _ features: SparseRows, labels: [Int], classCount: Int, context: RunContext
    ) throws -> any FittedClassifier {
        try solve(features, labels: labels, classCount: classCount, context: context)
    }

    func solve(
        _ features: SparseRows, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedLinearModel {
        try validate()
        precondition(features.rows == labels.count && features.rows > 0)
        let norms = try features.squaredNorms()
        let factors = try ClassWeights.factors(
            classWeights, balanced: balanced, labels: labels, classCount: classCount)
        let classes = Set(labels).sorted()
        let limit = context.isWarmUp ? 1 : maximumPasses
        let machines = Parallel.map(classes.count, threads: context.threads) { index in
            var descent = SparseDualDescent(
                self, features, labels: labels, label: classes[index], weight: factors[classes[index]],
                squaredNorms: norms)
            descent.run(limit: limit, seed: context.seed)
            return descent
        }
        let steps = machines.reduce(0.0) { $0 + $1.operations }
        context.measurements.count(flops: 2 * steps, in: .train)
        var summary = TrainingSummary()
        let passes = machines.map(\.passes).max() ?? 0
        let unfinished = machines.count { !$0.hasConverged }
        summary.converged = unfinished == 0
        summary.parameterCount = classes.count * (features.columns + (bias > 0 ? 1 : 0))
        summary.outcome =
            unfinished == 0
            ? "tolerance \(tolerance) reached after at most \(passes) passes a class"
            : "stopped after \(passes) passes with \(unfinished) of \(classes.count) classes above the tolerance of \(tolerance)"
        return FittedLinearModel(
            classes: classes,
            weights: Matrix(
                rows: classes.count, columns: features.columns,
                values: machines.flatMap { $0.weights.map { Float($0) } }),
            biases: machines.map { Float($0.bias * Double(bias)) }, summary: summary)
    }
}

/// The dual problem of one class against the rest on sparse rows: algorithm 3 of Hsieh et al. 2008, with shrinking.
struct SparseDualDescent: Sendable {
    private let features: SparseRows
    private let signs: [Double]
    /// Uᵢ and the term on the diagonal, of examples of the class and of the rest.
    private let bounds: (own: Double, rest: Double)
    private let diagonals: (own: Double, rest: Double)
    private let squaredNorms: [Double]
    private let tolerance: Double
    /// The constant by which every row is extended.
    private let constant: Double

    private(set) var weights: [Double]
    /// The weight of the constant.
    private(set) var bias = 0.0
    private var alpha: [Double]
    private(set) var passes = 0
    private(set) var hasConverged = false
    /// Numbers of rows that were multiplied.
    private(set) var operations = 0.0

    init(
        _ configuration: LinearSVM, _ features: SparseRows, labels: [Int], label: Int, weight: Float,
        squaredNorms: [Double]
    ) {
        self.features = features
        self.squaredNorms = squaredNorms
        signs = labels.map { $0 == label ? 1 : -1 }
        let costs = (own: Double(configuration.C * weight), rest: Double(configuration.C))
        let isHinge = configuration.loss == .hinge
        bounds = isHinge ? costs : (.infinity, .infinity)
        diagonals = isHinge ? (0, 0) : (1 / (2 * costs.own), 1 / (2 * costs.rest))
        tolerance = Double(configuration.tolerance)
        constant = Double(configuration.bias)
        weights = [Double](repeating: 0, count: features.columns)
        alpha = [Double](repeating: 0, count: features.rows)
    }

    /// Goes through the examples until the projected gradients of all of them lie within the tolerance, or `limit` times.
    mutating func run(limit: Int, seed: UInt64) {
        var active = Array(0..<features.rows)
        // Beyond these, an example at its bound is left out: from the pass before.
        var (upper, lower) = (Double.infinity, -Double.infinity)
        while passes < limit {
            var random = RandomSource(seed: seed, stream: UInt64(passes))
            let order = random.permutation(active.count).map { active[$0] }
            var (largest, smallest) = (-Double.infinity, Double.infinity)
            var kept: [Int] = []
            kept.reserveCapacity(order.count)
            for index in order {
                guard let gradient = step(index, upper: upper, lower: lower) else { continue }
                kept.append(index)
                largest = max(largest, gradient)
                smallest = min(smallest, gradient)
            }
            passes += 1
            active = kept
            if largest - smallest <= tolerance || kept.isEmpty {
                if active.count == features.rows {
                    hasConverged = true
                    return
                }
                // Within the tolerance among the active ones: once more with all.
                active = Array(0..<features.rows)
                (upper, lower) = (.infinity, -.infinity)
            } else {
                (upper, lower) = (largest > 0 ? largest : .infinity, smallest < 0 ? smallest : -.infinity)
            }
        }
    }

    /// Visits one example. The projected gradient; nil where the example is left out from now on.
    private mutating func step(_ index: Int, upper: Double, lower: Double) -> Double? {
        let (sign, old) = (signs[index], alpha[index])
        let isOwn = sign > 0
        let (bound, diagonal) = isOwn ? (bounds.own, diagonals.own) : (bounds.rest, diagonals.rest)
        operations += Double(features.starts[index + 1] - features.starts[index])
        let product = SparseKernels.product(features, row: index, weights) + bias * constant
        let gradient = sign * product - 1 + diagonal * old
        var projected = gradient
        if old == 0 {
            if gradient > upper { return nil }
            projected = min(gradient, 0)
        } else if old == bound {
            if gradient < lower { return nil }
            projected = max(gradient, 0)
        }
        let curvature = squaredNorms[index] + constant * constant + diagonal
        guard abs(projected) > 1e-12, curvature > 0 else { return projected }
        let new = min(max(old - gradient / curvature, 0), bound)
        let change = sign * (new - old)
        alpha[index] = new
        operations += Double(features.starts[index + 1] - features.starts[index])
        SparseKernels.add(features, row: index, times: change, to: &weights)
        bias += change * constant
        return projected
    }
}

extension SparseRows {
    /// xᵀx of every row.
    ///
    /// Throws ``UserError`` where a number is not finite, or so large that its square is not: with its row and column, from 0.
    func squaredNorms() throws -> [Double] {
        try (0..<rows).map { row in
            var sum = 0.0
            for place in starts[row]..<starts[row + 1] {
                sum += values[place] * values[place]
                guard sum.isFinite else {
                    throw UserError(
                        "row \(row), column \(indices[place]) of the features (from 0) is \(values[place]), and learning needs "
                            + "finite numbers whose squares are finite, too")
                }
            }
            return sum
        }
    }
}

extension LinearDecision {
    public func flopsPerPrediction(numbers: Double) -> Double { 2 * numbers * Double(classes.count) }

    /// wᵀx + b of sparse rows: `[row][class]`, the classes in the order of ``classes``.
    public func decisionValues(_ features: SparseRows, threads: Int) -> [Double] {
        precondition(features.columns <= weights.columns)
        let width = biases.count
        return [Double](unsafeUninitializedCapacity: features.rows * width) { target, written in
            defer { written = features.rows * width }
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            // One class after the other: its weights stay in the cache while some rows go by.
            Parallel.ranges(features.rows, of: 256, threads: threads) { range, _ in
                for line in 0..<width {
                    SparseKernels.products(
                        features, range, weights, of: line, bias: Double(biases[line]),
                        into: output.base + range.lowerBound * width + line, stride: width)
                }
            }
        }
    }

    /// The class with the largest decision value; of equal ones the lowest.
    public func predict(_ features: SparseRows, threads: Int) -> [Int] {
        let (values, width) = (decisionValues(features, threads: threads), biases.count)
        return (0..<features.rows).map { row in
            var best = 0
            for line in 0..<width where values[row * width + line] > values[row * width + best] { best = line }
            return classes[best]
        }
    }
}
