import Core

/// Carries examples through a network again and again, in memory that is laid out once. One caller at a time.
package final class NetworkPredictor<Scalar: NetworkScalar>: @unchecked Sendable {
    package var plan: Plan { engine.plan }
    /// The most examples at a time.
    package var capacity: Int { engine.capacity }
    private let engine: NetworkEngine<Scalar>

    /// - Precondition: `capacity` is above 0.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package init(_ network: Network<Scalar>, capacity: Int, threads: Int) {
        engine = network.engine(capacity: capacity, threads: threads, isTraining: false)
        engine.prepare(isTraining: false)
    }

    /// Takes other weights from now on.
    ///
    /// - Precondition: The counts are those of the plan.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func use(parameters: UnsafeBufferPointer<Scalar>, statistics: UnsafeBufferPointer<Scalar>) {
        engine.set(parameters: parameters, statistics: statistics)
        engine.prepare(isTraining: false)
    }

    /// The outputs of the last layer, `[image][class]`.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func outputs(_ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        numbers(of: plan.outputSlot, pixels, count: count)
    }

    /// The outputs of the last layer for texts: `[example][row][class]`, or `[example][class]`.
    ///
    /// - Parameters:
    ///   - tokens: `[example][place]`.
    ///   - lengths: How many places of each example are there; nil for all.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func outputs(tokens: [Int32], lengths: [Int32]? = nil, count: Int) -> [Scalar] {
        precondition(count <= capacity && tokens.count >= count * plan.input.count)
        precondition(lengths.map { plan.areLengths($0, count: count) } ?? true)
        guard count > 0 else { return [] }
        return tokens.withUnsafeBufferPointer { tokens in
            guard let base = tokens.baseAddress else { return [] }
            guard let lengths else {
                return engine.numbers(of: plan.outputSlot, BatchInput(tokens: base), count: count)
            }
            return lengths.withUnsafeBufferPointer {
                engine.numbers(of: plan.outputSlot, BatchInput(tokens: base, lengths: $0.baseAddress), count: count)
            }
        }
    }

    /// What `layer` gave, `[image][channel][row][column]`: see ``Plan/layerOutputs``.
    ///
    /// - Precondition: There is such a layer.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func activations(_ layer: Plan.LayerOutput, _ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        numbers(of: layer.slot, pixels, count: count)
    }

    /// What lies in `slot` for the examples of `input`.
    func numbers(of slot: Int, _ input: BatchInput, count: Int) -> [Scalar] {
        count > 0 ? engine.numbers(of: slot, input, count: count) : []
    }

    private func numbers(of slot: Int, _ pixels: UnsafeBufferPointer<Float>, count: Int) -> [Scalar] {
        precondition(count <= capacity && pixels.count >= count * plan.input.count)
        guard count > 0, let base = pixels.baseAddress else { return [] }
        return engine.numbers(of: slot, BatchInput(base), count: count)
    }
}

extension Plan {
    /// Could these be the lengths of `count` examples?
    func areLengths(_ lengths: [Int32], count: Int) -> Bool {
        lengths.count >= count && lengths.allSatisfy { $0 >= 1 && Int($0) <= inputShape.image.height }
    }
}
