import Core

/// A network in training: its parameters, their gradient, and what the optimiser remembers. No memory for numbers is allocated in a step.
package final class TrainingSession<Scalar: NetworkScalar>: @unchecked Sendable {
    /// What a step gave.
    package struct Outcome: Sendable {
        /// Mean loss of the batch.
        package let loss: Double
        /// Images whose best output was the right one.
        package let correct: Int
    }

    package let optimiser: OptimiserState<Scalar>
    package let batchSize: Int
    package let threads: Int
    private let start: Network<Scalar>
    private let engine: NetworkEngine<Scalar>
    private let gradientMemory: NumberMemory<Scalar>
    private let segments: [UpdateSegment]

    /// - Parameters:
    ///   - batchSize: The most images of a step.
    ///   - biasRate: Multiplies the rate of biases and of the scales of batch normalisation.
    ///   - biasDecay: Multiplies their weight decay.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package init(
        _ network: Network<Scalar>, _ optimiser: Optimiser, batchSize: Int, threads: Int, biasRate: Double = 1,
        biasDecay: Double = 1
    ) {
        let plan = network.plan
        start = network
        self.batchSize = batchSize
        self.threads = threads
        self.optimiser = OptimiserState(optimiser, parameterCount: plan.parameterCount)
        engine = network.engine(capacity: batchSize, threads: threads, isTraining: true)
        gradientMemory = NumberMemory(plan.parameterCount)
        segments = plan.tensors.map { tensor in
            UpdateSegment(
                range: tensor.range, rateScale: tensor.isFrozen ? 0 : tensor.isBiasOrScale ? biasRate : 1,
                decayScale: tensor.isBiasOrScale ? biasDecay : 1)
        }
    }

    package var parameters: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: engine.parameters.base, count: start.parameterCount)
    }

    /// The gradient of the last step, summed over its images.
    package var gradient: UnsafeBufferPointer<Scalar> {
        UnsafeBufferPointer(start: gradientMemory.base, count: start.parameterCount)
    }

    package var statistics: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: engine.statistics.base, count: start.plan.statisticsCount)
    }

    /// The network as it is now.
    package var network: Network<Scalar> { start.with(parameters: Array(parameters), statistics: Array(statistics)) }

    /// Loss and gradient of a batch of at most ``batchSize`` images, and one step of the optimiser down it; no step where the loss
    /// is not finite.
    ///
    /// - Parameters:
    ///   - pixels: Numbers, `[image][channel][row][column]`.
    ///   - seed: Names the random numbers of the step (dropout).
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func step(
        _ pixels: UnsafeBufferPointer<Float>, labels: UnsafeBufferPointer<Int32>, rate: Double, seed: UInt64
    ) -> Outcome {
        guard let outcome = sums(pixels, labels, seed) else { return Outcome(loss: 0, correct: 0) }
        return descend(outcome, rate: rate)
    }

    /// As ``step(_:labels:rate:seed:)`` for texts.
    ///
    /// - Parameters:
    ///   - tokens: `[example][place]`.
    ///   - lengths: How many places of each example are there; nil for all.
    ///   - targets: `[example][row]`, or `[example]` where an example has one; below 0 for none. The loss is their mean.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func step(
        tokens: UnsafeBufferPointer<Int32>, lengths: UnsafeBufferPointer<Int32>? = nil,
        targets: UnsafeBufferPointer<Int32>, rate: Double, seed: UInt64
    ) -> Outcome {
        let plan = start.plan
        let examples = targets.count / plan.targetsPerExample
        precondition(examples > 0 && examples <= batchSize && tokens.count >= examples * plan.input.count)
        precondition(lengths.map { plan.areLengths(Array($0), count: examples) } ?? true)
        guard let tokens = tokens.baseAddress, let targets = targets.baseAddress else {
            return Outcome(loss: 0, correct: 0)
        }
        return descend(
            engine.gradient(
                of: BatchInput(tokens: tokens, lengths: lengths?.baseAddress), labels: targets, count: examples,
                loss: start.loss, seed: seed, into: gradientMemory.base), rate: rate)
    }

    private func descend(_ outcome: BatchOutcome, rate: Double) -> Outcome {
        let targets = Double(max(outcome.targets, 1))
        if outcome.loss.isFinite {
            optimiser.step(
                parameters: parameters, gradient: gradient, segments: segments, rate: rate,
                gradientScale: 1 / targets, threads: start.parameterCount > 1 << 17 ? threads : 1)
        }
        return Outcome(loss: outcome.loss / targets, correct: outcome.correct)
    }

    /// Carries a batch forward and back as ``step(_:labels:rate:seed:)`` does, without a step of the optimiser: only the running
    /// statistics follow.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func observe(_ pixels: UnsafeBufferPointer<Float>, labels: UnsafeBufferPointer<Int32>, seed: UInt64) {
        _ = sums(pixels, labels, seed)
    }

    /// Sums of the losses and their gradients.
    private func sums(
        _ pixels: UnsafeBufferPointer<Float>, _ labels: UnsafeBufferPointer<Int32>, _ seed: UInt64
    ) -> BatchOutcome? {
        let images = labels.count / start.plan.targetsPerExample
        precondition(images > 0 && images <= batchSize && pixels.count >= images * start.plan.input.count)
        guard let pixels = pixels.baseAddress, let labels = labels.baseAddress else { return nil }
        return engine.gradient(
            of: BatchInput(pixels), labels: labels, count: images, loss: start.loss, seed: seed,
            into: gradientMemory.base)
    }

    /// The name of the first layer that gave a number which is not finite, in the last step.
    package var firstLayerThatIsNotFinite: String? { engine.firstLayerThatIsNotFinite }
}
