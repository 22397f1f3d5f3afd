import Core

/// Carries images through a network again and again, in memory that is laid out once. One caller at a time.
package final class NetworkPredictor<Scalar: NetworkScalar>: @unchecked Sendable {
    package let plan: Plan
    /// The most images at a time.
    package let capacity: Int
    private let parameters: NumberMemory<Scalar>
    private let statistics: NumberMemory<Scalar>
    private let engine: Engine

    private enum Engine {
        case single(Executor<OneLane<Scalar>>)
        case lanes(Executor<SIMD16<Scalar>>)
    }

    /// - Precondition: `capacity` is above 0.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package init(_ network: Network<Scalar>, capacity: Int, threads: Int) {
        precondition(capacity > 0)
        plan = network.plan
        self.capacity = capacity
        parameters = NumberMemory(network.plan.parameterCount)
        statistics = NumberMemory(network.plan.statisticsCount)
        engine =
            capacity < BatchEngine<Scalar>.smallestBatchOfLanes
            ? .single(
                Executor(
                    plan: plan, capacity: capacity, threads: threads, isTraining: false, statistics: statistics.base))
            : .lanes(
                Executor(
                    plan: plan, capacity: capacity, threads: threads, isTraining: false, statistics: statistics.base))
        network.parameters.withUnsafeBufferPointer { parameters in
            network.statistics.withUnsafeBufferPointer { use(parameters: parameters, statistics: $0) }
        }
    }

    /// Takes other weights from now on.
    ///
    /// - Precondition: The counts are those of the plan.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func use(parameters new: UnsafeBufferPointer<Scalar>, statistics newStatistics: UnsafeBufferPointer<Scalar>)
    {
        precondition(new.count == plan.parameterCount && newStatistics.count == plan.statisticsCount)
        if let base = new.baseAddress { parameters.base.update(from: base, count: new.count) }
        if let base = newStatistics.baseAddress { statistics.base.update(from: base, count: newStatistics.count) }
        switch engine {
        case .single(let executor): executor.prepare(parameters.base, isTraining: false)
        case .lanes(let executor): executor.prepare(parameters.base, isTraining: false)
        }
    }

    /// The outputs of the last layer, `[image][class]`.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func outputs(_ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        numbers(of: plan.outputSlot, pixels, count: count)
    }

    /// What the step at `path` gave, `[image][channel][row][column]`: see ``Plan/layerOutputs``.
    ///
    /// - Precondition: There is such a layer.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func activations(_ layer: Plan.LayerOutput, _ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        numbers(of: layer.slot, pixels, count: count)
    }

    private func numbers(of slot: Int, _ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        precondition(count <= capacity && pixels.count >= count * plan.input.count && plan.slots.indices.contains(slot))
        guard count > 0, let base = pixels.baseAddress else { return [] }
        let size = plan.slots[slot].shape.count
        return [Scalar](unsafeUninitializedCapacity: count * size) { target, written in
            if let rows = target.baseAddress {
                switch engine {
                case .single(let executor): run(executor, base, count, slot, into: rows)
                case .lanes(let executor): run(executor, base, count, slot, into: rows)
                }
            }
            written = count * size
        }
    }

    @inline(__always)
    private func run<Element: Lanes>(
        _ executor: Executor<Element>, _ pixels: UnsafePointer<Float>, _ count: Int, _ slot: Int,
        into target: UnsafeMutablePointer<Scalar>
    ) where Element.Scalar == Scalar {
        let rows = SharedPointer(target)
        let size = plan.slots[slot].shape.count
        executor.forward(pixels, images: count, parameters: parameters.base) { pass, tile, first in
            InputKernels.store(pass, slot: slot, tile: tile, into: rows.base + first * size)
        }
    }
}

extension Plan {
    /// What a layer gives, for those who want to look at it or to learn from it.
    public struct LayerOutput: Sendable {
        /// The number of the layer, from 1, of nested layers such as `4.branch.2`.
        package let path: String
        /// Such as "layer 4 (max-pool)".
        package let name: String
        package let shape: ImageShape
        /// Did this layer change what the one before it gave?
        package let isInPlace: Bool
        let slot: Int
    }

    /// The outputs of all layers in their order.
    ///
    /// Where a layer changes in place what the one before it gave (a rectifier after a convolution), both have the same
    /// numbers: those that were left.
    package var layerOutputs: [LayerOutput] {
        steps.compactMap { step in
            // An untied bias belongs to its convolution.
            if step.kind.finishesStepBefore { return nil }
            return LayerOutput(
                path: step.path, name: step.name, shape: step.outputShape, isInPlace: step.isInPlace, slot: step.output)
        }
    }

    /// What the last layer that sums up its inputs takes in: the features that the network learned.
    package var lastHidden: LayerOutput? {
        let outputs = layerOutputs
        let last = steps.last { $0.kind.sumsUpInputs }
        guard let last else { return nil }
        return outputs.last { $0.slot == last.input }
    }

    /// The output of the layer `path`. Throws ``ConfigurationError`` where there is none.
    package func layerOutput(_ path: String) throws -> LayerOutput {
        let outputs = layerOutputs
        guard let found = outputs.first(where: { $0.path == path }) else {
            throw ConfigurationError(
                field: "layer", value: path, allowed: "one of \(outputs.map(\.path).joined(separator: ", "))")
        }
        return found
    }
}
