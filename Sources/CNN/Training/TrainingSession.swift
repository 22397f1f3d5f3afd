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
    private let memory: NumberMemory<Scalar>
    private let gradientMemory: NumberMemory<Scalar>
    private let statisticsMemory: NumberMemory<Scalar>
    private let engine: Engine
    private let segments: [UpdateSegment]

    private enum Engine {
        case single(Executor<OneLane<Scalar>>)
        case lanes(Executor<SIMD16<Scalar>>)
    }

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
        memory = NumberMemory(plan.parameterCount)
        gradientMemory = NumberMemory(plan.parameterCount)
        statisticsMemory = NumberMemory(plan.statisticsCount)
        for (index, value) in network.parameters.enumerated() { memory.base[index] = value }
        for (index, value) in network.statistics.enumerated() { statisticsMemory.base[index] = value }
        engine =
            batchSize < BatchEngine<Scalar>.smallestBatchOfLanes
            ? .single(
                Executor(
                    plan: plan, capacity: batchSize, threads: threads, isTraining: true,
                    statistics: statisticsMemory.base))
            : .lanes(
                Executor(
                    plan: plan, capacity: batchSize, threads: threads, isTraining: true,
                    statistics: statisticsMemory.base))
        segments = plan.tensors.map { tensor in
            UpdateSegment(
                range: tensor.range, rateScale: tensor.isFrozen ? 0 : tensor.isBiasOrScale ? biasRate : 1,
                decayScale: tensor.isBiasOrScale ? biasDecay : 1)
        }
    }

    package var parameters: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: memory.base, count: start.parameterCount)
    }

    /// The gradient of the last step, summed over its images.
    package var gradient: UnsafeBufferPointer<Scalar> {
        UnsafeBufferPointer(start: gradientMemory.base, count: start.parameterCount)
    }

    package var statistics: UnsafeMutableBufferPointer<Scalar> {
        UnsafeMutableBufferPointer(start: statisticsMemory.base, count: start.plan.statisticsCount)
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
        let images = labels.count
        precondition(images > 0 && images <= batchSize && pixels.count >= images * start.plan.input.count)
        guard let pixels = pixels.baseAddress, let labels = labels.baseAddress else {
            return Outcome(loss: 0, correct: 0)
        }
        let sums: (loss: Double, correct: Int)
        switch engine {
        case .single(let executor): sums = gradient(executor, pixels, labels, images, seed)
        case .lanes(let executor): sums = gradient(executor, pixels, labels, images, seed)
        }
        if sums.loss.isFinite {
            optimiser.step(
                parameters: parameters, gradient: gradient, segments: segments, rate: rate,
                gradientScale: 1 / Double(images), threads: start.parameterCount > 1 << 17 ? threads : 1)
        }
        return Outcome(loss: sums.loss / Double(images), correct: sums.correct)
    }

    /// Carries a batch forth and back as ``step(_:labels:rate:seed:)`` does, without a step of the optimiser: only the running
    /// statistics follow.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func observe(_ pixels: UnsafeBufferPointer<Float>, labels: UnsafeBufferPointer<Int32>, seed: UInt64) {
        let images = labels.count
        precondition(images > 0 && images <= batchSize && pixels.count >= images * start.plan.input.count)
        guard let pixels = pixels.baseAddress, let labels = labels.baseAddress else { return }
        switch engine {
        case .single(let executor): _ = gradient(executor, pixels, labels, images, seed)
        case .lanes(let executor): _ = gradient(executor, pixels, labels, images, seed)
        }
    }

    @inline(__always)
    private func gradient<Element: Lanes>(
        _ executor: Executor<Element>, _ pixels: UnsafePointer<Float>, _ labels: UnsafePointer<Int32>, _ images: Int,
        _ seed: UInt64
    ) -> (loss: Double, correct: Int) where Element.Scalar == Scalar {
        executor.prepare(memory.base, isTraining: true)
        let outcome = executor.gradient(
            of: pixels, labels: labels, images: images, loss: start.loss, seed: seed, parameters: memory.base,
            into: gradientMemory.base)
        return (outcome.loss, outcome.correct)
    }

    /// The name of the first layer that gave a number which is not finite, in the last step.
    package var firstLayerThatIsNotFinite: String? {
        switch engine {
        case .single(let executor): executor.firstStepThatIsNotFinite()
        case .lanes(let executor): executor.firstStepThatIsNotFinite()
        }
    }
}
