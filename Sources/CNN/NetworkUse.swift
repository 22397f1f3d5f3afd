import Core

extension Network {
    /// The mean loss over a batch, its gradient with respect to the parameters, and how many images are classified correctly.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func lossAndGradient(
        _ pixels: [Float], labels: [Int], threads: Int, seed: UInt64 = 0
    ) -> (loss: Double, gradient: [Scalar], correct: Int) {
        if labels.count < BatchEngine<Scalar>.smallestBatchOfLanes {
            return lossAndGradient(OneLane<Scalar>.self, pixels, labels, threads, seed)
        }
        return lossAndGradient(SIMD16<Scalar>.self, pixels, labels, threads, seed)
    }

    @inline(__always)
    private func lossAndGradient<Element: Lanes>(
        _: Element.Type, _ pixels: [Float], _ labels: [Int], _ threads: Int, _ seed: UInt64
    ) -> (loss: Double, gradient: [Scalar], correct: Int) where Element.Scalar == Scalar {
        let memory = NumberMemory<Scalar>(statistics.count)
        for (index, value) in statistics.enumerated() { memory.base[index] = value }
        let executor = Executor<Element>(
            plan: plan, capacity: labels.count, threads: threads, isTraining: true, statistics: memory.base)
        var outcome = Executor<Element>.Outcome()
        let gradient = [Scalar](unsafeUninitializedCapacity: plan.parameterCount) { target, written in
            parameters.withUnsafeBufferPointer { parameters in
                executor.prepare(parameters.baseAddress!, isTraining: true)
                outcome = executor.gradient(
                    of: pixels, labels: labels.map(Int32.init), images: labels.count, loss: loss, seed: seed,
                    parameters: parameters.baseAddress!, into: target.baseAddress!)
            }
            written = plan.parameterCount
        }
        let scale = 1 / Scalar(labels.count)
        return (outcome.loss / Double(labels.count), gradient.map { $0 * scale }, outcome.correct)
    }

    /// The outputs of the last layer for every image, `[image][class]`.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func outputs(_ pixels: [Float], count: Int, threads: Int) -> [[Scalar]] {
        count < BatchEngine<Scalar>.smallestBatchOfLanes
            ? outputs(OneLane<Scalar>.self, pixels, count, threads)
            : outputs(SIMD16<Scalar>.self, pixels, count, threads)
    }

    @inline(__always)
    private func outputs<Element: Lanes>(
        _: Element.Type, _ pixels: [Float], _ count: Int, _ threads: Int
    ) -> [[Scalar]] where Element.Scalar == Scalar {
        guard count > 0 else { return [] }
        let memory = NumberMemory<Scalar>(statistics.count)
        for (index, value) in statistics.enumerated() { memory.base[index] = value }
        let executor = Executor<Element>(
            plan: plan, capacity: count, threads: threads, isTraining: false, statistics: memory.base)
        let classes = plan.classCount
        let flat = [Scalar](unsafeUninitializedCapacity: count * classes) { target, written in
            parameters.withUnsafeBufferPointer { parameters in
                let rows = SharedPointer(target.baseAddress!)
                executor.prepare(parameters.baseAddress!, isTraining: false)
                executor.forward(pixels, images: count, parameters: parameters.baseAddress!) { pass, tile, first in
                    InputKernels.store(pass, slot: pass.plan.outputSlot, tile: tile, into: rows.base + first * classes)
                }
            }
            written = count * classes
        }
        return (0..<count).map { Array(flat[$0 * classes..<($0 + 1) * classes]) }
    }
}

/// Which layout a batch gets.
enum BatchEngine<Scalar: NetworkScalar> {
    /// Fewer images than these go one by one: sixteen lanes would mostly be empty.
    static var smallestBatchOfLanes: Int { 4 }
}
