import Core

/// Carries batches through a network, in the form that suits their size: the one way forward and back of everything that uses or trains
/// one. Its memory is laid out once. One caller at a time.
final class NetworkEngine<Scalar: NetworkScalar>: @unchecked Sendable {
    let plan: Plan
    /// The most examples of a batch.
    let capacity: Int
    let parameters: NumberMemory<Scalar>
    /// The running statistics of batch normalisation, which training moves.
    let statistics: NumberMemory<Scalar>
    private let form: Form

    private enum Form {
        case single(Executor<OneLane<Scalar>>)
        case lanes(Executor<SIMD16<Scalar>>)
    }

    /// - Parameter isTimed: Every layer is to be timed, and so goes through the whole batch before the next.
    /// - Precondition: `capacity` is above 0.
    init(
        _ plan: Plan, parameters values: [Scalar], statistics running: [Scalar], capacity: Int, threads: Int,
        isTraining: Bool, isTimed: Bool = false
    ) {
        precondition(capacity > 0)
        self.plan = plan
        self.capacity = capacity
        parameters = NumberMemory(plan.parameterCount)
        statistics = NumberMemory(plan.statisticsCount)
        form =
            plan.lanes(capacity) == 1
            ? .single(
                Executor(
                    plan: plan, capacity: capacity, threads: threads, isTraining: isTraining,
                    statistics: statistics.base, isBreadthFirst: isTimed))
            : .lanes(
                Executor(
                    plan: plan, capacity: capacity, threads: threads, isTraining: isTraining,
                    statistics: statistics.base, isBreadthFirst: isTimed))
        values.withUnsafeBufferPointer { values in
            running.withUnsafeBufferPointer { set(parameters: values, statistics: $0) }
        }
    }

    /// Takes other weights.
    ///
    /// - Precondition: The counts are those of the plan.
    func set(parameters new: UnsafeBufferPointer<Scalar>, statistics newStatistics: UnsafeBufferPointer<Scalar>) {
        precondition(new.count == plan.parameterCount && newStatistics.count == plan.statisticsCount)
        if let base = new.baseAddress { parameters.base.update(from: base, count: new.count) }
        if let base = newStatistics.baseAddress { statistics.base.update(from: base, count: newStatistics.count) }
    }

    /// Derives from the parameters what the operations read; after every change of them.
    func prepare(isTraining: Bool) {
        switch form {
        case .single(let executor): executor.prepare(parameters.base, isTraining: isTraining)
        case .lanes(let executor): executor.prepare(parameters.base, isTraining: isTraining)
        }
    }

    /// What lies in `slot` for each example of a batch: `[example][channel][row][column]` of a picture, `[example][row][number]` of a
    /// sequence.
    ///
    /// - Precondition: `count` is above 0 and at most ``capacity``.
    func numbers(of slot: Int, _ input: BatchInput, count: Int) -> [Scalar] {
        precondition(count > 0 && count <= capacity && plan.slots.indices.contains(slot))
        let size = plan.slots[slot].shape.count
        return [Scalar](unsafeUninitializedCapacity: count * size) { target, written in
            if let rows = target.baseAddress {
                switch form {
                case .single(let executor): forward(executor, input, count, slot, into: rows)
                case .lanes(let executor): forward(executor, input, count, slot, into: rows)
                }
            }
            written = count * size
        }
    }

    @inline(__always)
    private func forward<Element: Lanes>(
        _ executor: Executor<Element>, _ input: BatchInput, _ count: Int, _ slot: Int,
        into target: UnsafeMutablePointer<Scalar>
    ) where Element.Scalar == Scalar {
        let rows = SharedPointer(target)
        let size = plan.slots[slot].shape.count
        executor.forward(input, images: count, parameters: parameters.base) { pass, tile, first in
            InputKernels.store(pass, slot: slot, tile: tile, into: rows.base + first * size)
        }
    }

    /// See ``Executor/extend(_:_:parameters:)``.
    func extend(_ input: BatchInput, _ window: Range<Int>) -> [Scalar] {
        switch form {
        case .single(let executor): executor.extend(input, window, parameters: parameters.base)
        case .lanes(let executor): executor.extend(input, window, parameters: parameters.base)
        }
    }

    /// Sums of the losses and of their gradients over a batch; `gradient` is overwritten.
    func gradient(
        of input: BatchInput, labels: UnsafePointer<Int32>, count: Int, loss: Loss, seed: UInt64,
        into gradient: UnsafeMutablePointer<Scalar>
    ) -> BatchOutcome {
        prepare(isTraining: true)
        switch form {
        case .single(let executor):
            return executor.gradient(
                of: input, labels: labels, images: count, loss: loss, seed: seed, parameters: parameters.base,
                into: gradient)
        case .lanes(let executor):
            return executor.gradient(
                of: input, labels: labels, images: count, loss: loss, seed: seed, parameters: parameters.base,
                into: gradient)
        }
    }

    /// Seconds by step, gathered from when this is set to zeros; nil where nobody wants them.
    var profile: LayerProfile? {
        get {
            switch form {
            case .single(let executor): executor.profile
            case .lanes(let executor): executor.profile
            }
        }
        set {
            switch form {
            case .single(let executor): executor.profile = newValue
            case .lanes(let executor): executor.profile = newValue
            }
        }
    }

    /// The name of the first layer that gave a number which is not finite, in the last batch.
    var firstLayerThatIsNotFinite: String? {
        switch form {
        case .single(let executor): executor.firstStepThatIsNotFinite()
        case .lanes(let executor): executor.firstStepThatIsNotFinite()
        }
    }
}

extension Plan {
    /// How many examples of a batch of `count` go side by side. Fewer than four go one by one, as sixteen lanes would mostly be empty, and
    /// so do those that are sequences somewhere: their rows fill vectors by themselves.
    func lanes(_ count: Int) -> Int { count < 4 || hasRows ? 1 : 16 }
}
