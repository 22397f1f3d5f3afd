import Core
import Foundation

/// How a network is trained: stochastic gradient descent with momentum over shuffled minibatches.
///
/// The learning rate rises linearly over the first `warmUp` of all steps and then falls to zero along half a cosine
/// (Loshchilov and Hutter 2017).
public struct TrainingConfiguration: Configuration {
    /// Passes over the training images, at least 1.
    public let epochs: Int
    /// Images a step, at least 1. What remains of an epoch after the last whole batch is left out of it.
    public let batchSize: Int
    /// Small training sets are passed over more often, until this many steps are done; 0 for no such floor.
    public let minimumSteps: Int
    /// Largest learning rate η, above 0.
    public let learningRate: Float
    /// μ, from 0 to below 1.
    public let momentum: Float
    /// λ, at least 0: pulls every parameter towards zero.
    public let weightDecay: Float
    /// Share of the steps over which the learning rate rises, from 0 to below 1.
    public let warmUp: Float

    public init() { self.init(epochs: 10) }

    public init(
        epochs: Int, batchSize: Int = 32, minimumSteps: Int = 1000, learningRate: Float = 0.02, momentum: Float = 0.9,
        weightDecay: Float = 5e-4, warmUp: Float = 0.1
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.minimumSteps = minimumSteps
        self.learningRate = learningRate
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.warmUp = warmUp
    }

    public func validate() throws {
        try require((1...1_000_000).contains(epochs), "epochs", epochs, "at least 1 and at most 1000000")
        try require((1...1_000_000).contains(batchSize), "batchSize", batchSize, "at least 1 and at most 1000000")
        try require(
            (0...1_000_000_000).contains(minimumSteps), "minimumSteps", minimumSteps, "from 0 to 1000000000")
        try require(learningRate > 0 && learningRate.isFinite, "learningRate", learningRate, "above 0")
        try require((0..<1).contains(momentum), "momentum", momentum, "from 0 to below 1")
        try require(weightDecay >= 0 && weightDecay.isFinite, "weightDecay", weightDecay, "at least 0")
        try require((0..<1).contains(warmUp), "warmUp", warmUp, "from 0 to below 1")
    }

    /// η at `step` (from 0) of `total`.
    func rate(step: Int, total: Int) -> Float {
        let rising = warmUp * Float(total)
        if Float(step) < rising { return learningRate * Float(step + 1) / (rising + 1) }
        return learningRate * 0.5 * (1 + cos(Float.pi * (Float(step) - rising) / max(Float(total) - rising, 1)))
    }
}

extension Network {
    /// The mean loss over `examples`, its gradient with respect to the parameters, and how many are classified correctly.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public func lossAndGradient(
        _ examples: LabelledImages, threads: Int
    ) -> (loss: Double, gradient: [Scalar], correct: Int) {
        let processor = BatchProcessor(self, threads: threads)
        let (outcome, groups) = processor.accumulate(self, examples, Array(0..<examples.count))
        let scale = 1 / Scalar(examples.count)
        return (
            outcome.loss / Double(examples.count), processor.gradient(groups: groups).map { $0 * scale },
            outcome.correct
        )
    }

    /// The outputs of the last layer for every image, `[image][class]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public func outputs(_ images: ImageStack, threads: Int) -> [[Scalar]] {
        BatchProcessor.outputs(self, images, threads: threads)
    }

    /// The class with the largest output for every image; of equal ones the lowest.
    public func predict(_ images: ImageStack, threads: Int) -> [Int] {
        outputs(images, threads: threads).map { row in
            row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) }!
        }
    }

    /// Trains in place.
    ///
    /// Throws ``UserError`` where the loss stops being a number, with the step and advice.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public mutating func train(
        _ examples: LabelledImages, _ configuration: TrainingConfiguration, context: RunContext
    ) throws -> TrainingSummary {
        let processor = BatchProcessor(self, threads: context.threads)
        let batch = min(configuration.batchSize, examples.count)
        let stepsPerEpoch = examples.count / batch
        let total = context.isWarmUp ? 1 : max(configuration.epochs * stepsPerEpoch, configuration.minimumSteps)
        let epochs = (total + stepsPerEpoch - 1) / stepsPerEpoch
        let start = ContinuousClock.now
        var summary = TrainingSummary()
        var step = 0
        for epoch in 1...epochs {
            var random = RandomSource(seed: context.seed, stream: 0xE90C, UInt64(epoch))
            let order = random.permutation(examples.count)
            var seen = 0
            var running = (loss: 0.0, correct: 0)
            for first in stride(from: 0, to: stepsPerEpoch * batch, by: batch) where step < total {
                let indices = Array(order[first..<first + batch])
                let (outcome, groups) = processor.accumulate(self, examples, indices)
                guard outcome.loss.isFinite else {
                    throw UserError(
                        "the training diverged: the loss is \(outcome.loss) in epoch \(epoch), step \(step + 1) of \(total); "
                            + "try a learningRate below \(configuration.learningRate)")
                }
                let rate = Scalar(configuration.rate(step: step, total: total))
                updateParameters {
                    processor.step(
                        &$0, groups: groups, batch: indices.count, rate: rate,
                        momentum: Scalar(configuration.momentum), decay: Scalar(configuration.weightDecay))
                }
                step += 1
                seen += indices.count
                running.loss += outcome.loss
                running.correct += outcome.correct
            }
            context.measurements.count(flops: plan.flops.training * Double(seen), in: .train)
            let loss = running.loss / Double(seen)
            summary.history.append(
                HistoryPoint(
                    step: epoch, loss: loss, trainingAccuracy: Double(running.correct) / Double(seen),
                    seconds: (ContinuousClock.now - start).seconds))
            context.progress(
                WorkProgress(
                    phase: .train, unit: "epoch", completed: epoch, total: epochs,
                    detail: "loss \(String(format: "%.4f", loss))"))
        }
        guard parameters.allSatisfy(\.isFinite) else {
            throw UserError(
                "the training diverged in its last steps: weights are not finite; try a learningRate below "
                    + "\(configuration.learningRate)")
        }
        summary.parameterCount = parameterCount
        summary.outcome = "\(total) steps of \(batch) images, \(epochs) \(epochs == 1 ? "epoch" : "epochs")"
        summary.filters = firstFilters
        return summary
    }
}
