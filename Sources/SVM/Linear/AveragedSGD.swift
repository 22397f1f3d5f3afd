import Core

/// Averaged stochastic gradient descent for linear support vector machines, one against the rest: for data that do not fit into
/// memory.
///
/// S. Shalev-Shwartz, Y. Singer and N. Srebro, *Pegasos: Primal Estimated sub-GrAdient SOlver for SVM*, ICML 2007 (figure 1 with
/// one example a step); the average of the points in place of the last one as B. T. Polyak and A. B. Juditsky, SIAM Journal on
/// Control and Optimization 1992, and L. Bottou, *Large-Scale Machine Learning with Stochastic Gradient Descent*, COMPSTAT 2010.
/// For each class, with y = 1 for its examples and −1 for others, it approaches
///
///     min over w   λ/2 wᵀw + 1/n Σᵢ max(0, 1 − yᵢ wᵀxᵢ)
///
/// by w ← (1 − 1/t) w + [y wᵀx < 1] y x / (λt) at step t. Examples are extended by a 1. With λ = 1/(nC) this is the problem of
/// ``LinearSVM`` with the hinge.
///
/// How: λt w is v = Σ y x over the steps that met a margin below 1, so that most steps are one product and no more. The average
/// Σ v/(λτ) over the last steps is h v − u, where h is the sum of the 1/(λτ) since averaging began, and u gathers y x times what h
/// was before that step.
///
/// Rows come in blocks from a ``RowSource``; only one block is in memory at a time. Each class takes the same steps on any number of
/// threads.
public struct AveragedSGD: Classifier {
    /// Weight of the penalty against the losses (λ), 10⁻¹²…10³.
    public let lambda: Double
    /// Passes over the data, at least 1.
    public let epochs: Int
    /// The epoch from whose beginning points are averaged, from 1 to `epochs`. At first they are far off.
    public let averageFrom: Int

    public init() { self.init(lambda: 1e-4) }

    public init(lambda: Double, epochs: Int = 5, averageFrom: Int = 2) {
        self.lambda = lambda
        self.epochs = epochs
        self.averageFrom = averageFrom
    }

    public static let card = Card(
        name: "asgd-svm", title: "Linear support vector machine (averaged SGD)", year: 2007,
        paper:
            "S. Shalev-Shwartz, Y. Singer and N. Srebro, Pegasos: Primal Estimated sub-GrAdient SOlver for SVM, ICML 2007",
        deviations: [
            "The result is the average of all iterates since the second epoch instead of the last one (Polyak and "
                + "Juditsky 1992).",
            "No projection onto a ball, which is optional in the paper.",
            "Within each epoch, examples are visited in random order without repetition, not drawn independently.",
            "Several classes are handled one against the rest; the bias is penalised.",
        ])

    public func validate() throws {
        try require((1e-12...1e3).contains(lambda), "lambda", lambda, "from 1e-12 to 1000")
        try require(
            (1...1_000_000_000).contains(epochs), "epochs", epochs, "from 1 to 1000000000")
        try require((1...epochs).contains(averageFrom), "averageFrom", averageFrom, "from 1 to the \(epochs) epochs")
    }

    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedLinearModel {
        _ = TrainingRows.classes(features, labels, classCount: classCount)
        return try fit(OneBlock(features: features, labels: labels), classCount: classCount, context: context)
    }

    /// Learns from blocks of rows. A class that does not occur is never predicted.
    ///
    /// Within a block the order is random, by the seed; the order of the blocks is that of the source, whose neighbouring blocks
    /// should not be of one class each. Throws ``UserError`` where the source has no rows or a number is not finite, and whatever
    /// the source throws.
    public func fit(_ source: some RowSource, classCount: Int, context: RunContext) throws -> FittedLinearModel {
        try validate()
        precondition(classCount > 0)
        let state = AveragedSGDState(lambda: lambda, classCount: classCount)
        let start = ContinuousClock.now
        var history: [HistoryPoint] = []
        let passes = context.isWarmUp ? 1 : epochs
        for epoch in 1...passes {
            if epoch == min(averageFrom, passes) { state.beginAveraging() }
            var number: UInt64 = 0
            state.beginEpoch()
            try source.forEachBlock { features, labels in
                guard features.rows > 0 else { return }
                precondition(labels.count == features.rows && labels.allSatisfy { (0..<classCount).contains($0) })
                do {
                    try TrainingRows.requireFinite(features, threads: context.threads)
                } catch let error as UserError where features.rows < state.rowsSeen || number > 0 {
                    throw UserError("block \(number) (from 0): \(error)")
                }
                try state.open(columns: features.columns)
                var random = RandomSource(seed: context.seed, stream: UInt64(epoch), number)
                AveragedSGDKernels.sweep(
                    features, labels, order: random.permutation(features.rows), state: state, threads: context.threads)
                number += 1
            }
            guard state.rowsSeen > 0 else { throw UserError("there are no rows to learn from") }
            history.append(
                HistoryPoint(step: epoch, loss: state.meanLoss, seconds: (ContinuousClock.now - start).seconds))
            context.progress(
                WorkProgress(
                    phase: .train, unit: "epoch", completed: epoch, total: passes,
                    detail: "hinge \(Float(state.meanLoss).rounded(toPlaces: 4))"))
        }
        context.measurements.count(flops: state.operations, in: .train)
        var summary = TrainingSummary()
        summary.history = history.thinned()
        summary.outcome = "\(passes) epochs of \(state.rowsSeen) rows"
        return state.model(summary)
    }
}

/// Rows that come block by block, as often as they are asked for: from a file, a generator or another machine.
public protocol RowSource {
    /// Calls `body` once for each block, in the same order every time, with its rows and a class for each. All blocks have the
    /// same number of columns.
    func forEachBlock(_ body: (_ features: Matrix, _ labels: [Int]) throws -> Void) throws
}

/// A matrix as the only block.
private struct OneBlock: RowSource {
    let features: Matrix
    let labels: [Int]

    func forEachBlock(_ body: (Matrix, [Int]) throws -> Void) throws { try body(features, labels) }
}
