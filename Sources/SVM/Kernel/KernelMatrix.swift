import Core

/// The kernel values of all pairs of rows, for whatever is trained on parts of these rows: the folds of a cross-validation and
/// the values of C share it. Takes n² numbers of single precision.
public struct KernelMatrix: Sendable {
    /// A row and a column for each example.
    public let values: Matrix

    /// Computes the kernel values of the rows of `features`. Throws ``UserError`` where a value cannot be used.
    public init(_ features: Matrix, kernel: KernelFunction, threads: Int) throws {
        precondition(!kernel.isPrecomputed)
        try kernel.check(features)
        let centred = features.moved(by: kernel.centre(of: features), threads: threads)
        let count = features.rows
        let order = (0..<Int32(count)) + [Int32](repeating: -1, count: (16 - count % 16) % 16)
        let packed = PackedExamples(centred, kernel: kernel, order: Array(order), threads: threads)
        guard packed.isFinite else { throw kernel.overflow }
        values = KernelMatrixKernels.symmetric(packed, count: count, threads: threads)
    }

    /// Takes kernel values from elsewhere.
    ///
    /// - Precondition: `values` is square.
    public init(values: Matrix) {
        precondition(values.rows == values.columns)
        self.values = values
    }
}

/// A problem of two classes.
public struct BinaryProblem: Sendable {
    /// The examples: rows of the features or of a ``KernelMatrix``.
    public let rows: [Int]
    /// True for examples with y = 1.
    public let isPositive: [Bool]
    /// C of each example; 0 leaves it out of training, with a decision value all the same.
    public let bounds: [Double]
    /// α to begin with, such as the solution for another C. What does not fit the bounds is cut, and the side with the larger
    /// sum scaled down until Σ y α = 0.
    public let initialAlpha: [Double]?

    public init(rows: [Int], isPositive: [Bool], bounds: [Double], initialAlpha: [Double]? = nil) {
        precondition(rows.count == isPositive.count && rows.count == bounds.count)
        precondition(initialAlpha.map { $0.count == rows.count } ?? true)
        precondition(bounds.allSatisfy { $0 >= 0 && $0.isFinite })
        self.rows = rows
        self.isPositive = isPositive
        self.bounds = bounds
        self.initialAlpha = initialAlpha
    }
}

extension KernelSVM {
    /// Solves a problem of two classes on kernel values that are there. `C` and the class weights of the configuration play no
    /// part: the problem has its own bounds.
    public func solve(_ problem: BinaryProblem, on matrix: KernelMatrix, context: RunContext) throws -> BinarySolution {
        try validate()
        precondition(problem.rows.allSatisfy { $0 >= 0 && $0 < matrix.values.rows })
        return solve(problem, context: context) { MatrixRows(matrix.values, order: $0) }
    }

    /// Solves a problem of two classes on rows of features. Throws ``UserError`` where a value cannot be used.
    public func solve(_ problem: BinaryProblem, on features: Matrix, context: RunContext) throws -> BinarySolution {
        try validate()
        let function = try kernelFunction(
            columns: features.columns, variance: features.variance(threads: context.threads))
        guard !function.isPrecomputed else {
            return try solve(problem, on: KernelMatrix(values: features), context: context)
        }
        precondition(problem.rows.allSatisfy { $0 >= 0 && $0 < features.rows })
        try function.check(features)
        let features = features.moved(by: function.centre(of: features), threads: context.threads)
        return solve(problem, context: context) {
            let packed = PackedExamples(features, kernel: function, order: $0, threads: context.threads)
            return PanelRows(packed, panels: [0..<packed.panelCount])
        }
    }

    private func solve(
        _ problem: BinaryProblem, context: RunContext, _ source: (_ order: [Int32]) -> any KernelRowSource<Float>
    ) -> BinarySolution {
        let padding = (16 - problem.rows.count % 16) % 16
        let source = source(problem.rows.map(Int32.init) + [Int32](repeating: -1, count: padding))
        let zeros = [Double](repeating: 0, count: padding)
        var solution = SequentialMinimalOptimisation(
            source, labels: problem.isPositive.map { $0 ? 1 : -1 } + zeros, bounds: problem.bounds + zeros,
            initial: problem.initialAlpha.map { $0 + zeros }, settings: settings(context),
            workspace: KernelWorkspace(numbers: cacheMiB << 18, width: source.width), threads: context.threads
        ).solve()
        solution.alpha.removeLast(padding)
        solution.decisionValues.removeLast(padding)
        return solution
    }

    /// Trains on some rows of a matrix of kernel values, whatever `kernel` says.
    ///
    /// The machine predicts from rows of kernel values with all examples of the matrix, such as
    /// `matrix.values.selecting(heldOut)`.
    /// - Parameters:
    ///   - rows: The examples to train on.
    ///   - labels: The class of each of `rows`.
    ///   - start: A machine trained on the same matrix and classes, such as that for another C, whose α is begun with.
    public func fit(
        _ matrix: KernelMatrix, rows: [Int], labels: [Int], startingFrom start: FittedKernelSVM? = nil,
        context: RunContext
    ) throws -> FittedKernelSVM {
        try validate()
        precondition(rows.count == labels.count && !rows.isEmpty)
        precondition(rows.allSatisfy { $0 >= 0 && $0 < matrix.values.rows })
        let whole = KernelGroup(first: 0, columns: matrix.values.columns, kernel: .precomputed)
        return try KernelTraining(
            self, KernelFunction(terms: [whole]), matrix.values, rows: rows, labels: labels, start: start,
            context: context
        ).run()
    }

    func settings(_ context: RunContext) -> SMOSettings {
        SMOSettings(
            tolerance: tolerance, shrinking: shrinking, maximumIterations: context.isWarmUp ? 1 : maximumIterations)
    }
}
