import Core

/// A feed-forward network: its layers and the values of its parameters.
///
/// What other modules call is compiled for both kinds of numbers: without `@_specialize` they would get the generic form, which
/// is more than a hundred times slower.
package struct Network<Scalar: NetworkScalar>: Sendable {
    package let layers: [Layer]
    package let plan: Plan
    /// Weights and biases of all layers, one tensor of ``Plan/tensors`` after the other: of a convolution
    /// `[output][input][row][column]`, of a linear layer `[unit][input]`.
    package private(set) var parameters: [Scalar]
    /// The running means and variances of batch normalisation, `[layer][means, variances][channel]`.
    package private(set) var statistics: [Scalar]
    /// How pixels become numbers.
    package let normalization: PixelNormalization
    /// What the network was or will be trained to make small; tells which output wins.
    package let loss: Loss

    /// A network whose weights are drawn by the law of each layer, or by `initialisation` where that is inherited.
    ///
    /// Throws ``ConfigurationError`` naming the layer where a shape does not fit, or where the last layer does not give
    /// `classCount` numbers; and ``UserError`` where it needs more memory than can be had.
    package init(
        layers: [Layer], input: ImageShape, classCount: Int, normalization: PixelNormalization,
        initialisation: Initialisation = Initialisation(.lecun), loss: Loss = Loss(), seed: UInt64
    ) throws {
        try self.init(
            layers: layers, input: .picture(input), classCount: classCount, normalization: normalization,
            initialisation: initialisation, loss: loss, seed: seed)
    }

    /// As the other, for pictures, sequences or tokens.
    package init(
        layers: [Layer], input: DataShape, classCount: Int,
        normalization: PixelNormalization = PixelNormalization(means: [], deviations: []),
        initialisation: Initialisation = Initialisation(.lecun), loss: Loss = Loss(), seed: UInt64
    ) throws {
        let plan = try Plan(layers: layers, input: input, classCount: classCount)
        try AttainableMemory.require(plan.bytesInUse(images: 1), "the network")
        self.init(
            layers: layers, plan: plan, normalization: normalization, loss: loss,
            parameters: plan.initialParameters(initialisation, seed: seed).map { Scalar($0) },
            statistics: plan.initialStatistics.map { Scalar($0) })
    }

    init(
        layers: [Layer], plan: Plan, normalization: PixelNormalization, loss: Loss, parameters: [Scalar],
        statistics: [Scalar]
    ) {
        self.layers = layers
        self.plan = plan
        self.normalization = normalization
        self.loss = loss
        self.parameters = parameters
        self.statistics = statistics
    }

    package var classCount: Int { plan.classCount }
    package var parameterCount: Int { plan.parameterCount }
    /// Counted operations for one image: for its class, and for its part in one step of training.
    package var flopsPerImage: (inference: Double, training: Double) { plan.flops }

    /// The same network with other parameters (and statistics, if given).
    ///
    /// - Precondition: The counts are the same.
    package func with(parameters: [Scalar], statistics: [Scalar]? = nil) -> Network {
        let statistics = statistics ?? self.statistics
        precondition(parameters.count == plan.parameterCount && statistics.count == self.statistics.count)
        return Network(
            layers: layers, plan: plan, normalization: normalization, loss: loss, parameters: parameters,
            statistics: statistics)
    }

    /// The filters of the first layer, `[filter][row][column][channel]`; none where it is not a convolution of all channels.
    package var firstFilters: FilterBank? { layers.first?.kind.filters(firstWeights, input: plan.input) }
    /// The weights of the first layer's units as pictures, where it is a linear layer over grey or colour pixels.
    package var firstUnits: FilterBank? { layers.first?.kind.unitPictures(firstWeights, input: plan.input) }

    private var firstWeights: [Float] {
        guard let tensor = plan.tensors.first, tensor.name.hasPrefix("1.") else { return [] }
        return parameters[tensor.range].map { Float($0) }
    }
}

extension Plan {
    /// Such as means of 0 and variances of 1.
    var initialStatistics: [Float] { statistics.flatMap { [Float](repeating: $0.initial, count: $0.range.count) } }

    /// Parameters before training. The stream of a tensor derives from (seed, number of the tensor).
    func initialParameters(_ inherited: Initialisation, seed: UInt64) -> [Float] {
        var parameters = [Float](repeating: 0, count: parameterCount)
        for (index, tensor) in tensors.enumerated() {
            let own = tensor.initialisation.law == .inherited ? inherited : tensor.initialisation
            var random = RandomSource(seed: seed, stream: 0x1417, UInt64(index))
            for place in tensor.range { parameters[place] = tensor.draw(own, &random) }
            if own.law == .dirac, !tensor.isBias { tensor.passOn(&parameters) }
        }
        return parameters
    }
}

extension Plan.Tensor {
    fileprivate func draw(_ law: Initialisation, _ random: inout RandomSource) -> Float {
        if let constant { return constant }
        let fan = Float(fanIn)
        if isBias { return law.law == .uniform ? random.uniform(-1, 1) / fan.squareRoot() : law.bias }
        switch law.law {
        case .inherited, .lecun: return random.normal() / fan.squareRoot()
        case .he: return random.normal() * (2 / fan).squareRoot()
        case .normal: return random.normal() * law.deviation
        case .uniform1989: return random.uniform(-2.4, 2.4) / fan
        case .uniform, .dirac: return random.uniform(-1, 1) / fan.squareRoot()
        }
    }

    /// Makes the first filters copies of their input channels.
    fileprivate func passOn(_ parameters: inout [Float]) {
        guard shape.count == 4 else { return }
        let (inputs, side) = (shape[1], shape[2])
        for filter in 0..<min(shape[0], inputs) {
            for input in 0..<inputs {
                for place in 0..<side * side {
                    let isCentre = filter == input && place == (side / 2) * side + side / 2
                    parameters[range.lowerBound + (filter * inputs + input) * side * side + place] = isCentre ? 1 : 0
                }
            }
        }
    }
}

// Whole batches at once, for tests and for whoever has only one: predictors and sessions keep their memory.
extension Network {
    /// The mean loss over a batch, its gradient with respect to the parameters, and how many images are classified correctly.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func lossAndGradient(
        _ pixels: [Float], labels: [Int], threads: Int, seed: UInt64 = 0
    ) -> (loss: Double, gradient: [Scalar], correct: Int) {
        pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return (0, [], 0) }
            return lossAndGradient(BatchInput(base), count: labels.count, labels: labels, threads: threads, seed: seed)
        }
    }

    /// As ``lossAndGradient(_:labels:threads:seed:)`` for texts, with `count` examples whose targets are `[example][row]` or `[example]`,
    /// below 0 where there is none.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func lossAndGradient(
        tokens: [Int32], lengths: [Int32]? = nil, count: Int, labels: [Int], threads: Int, seed: UInt64 = 0
    ) -> (loss: Double, gradient: [Scalar], correct: Int) {
        tokens.withUnsafeBufferPointer { tokens in
            guard let base = tokens.baseAddress else { return (0, [], 0) }
            guard let lengths else {
                return lossAndGradient(
                    BatchInput(tokens: base), count: count, labels: labels, threads: threads, seed: seed)
            }
            return lengths.withUnsafeBufferPointer {
                lossAndGradient(
                    BatchInput(tokens: base, lengths: $0.baseAddress), count: count, labels: labels, threads: threads,
                    seed: seed)
            }
        }
    }

    private func lossAndGradient(
        _ input: BatchInput, count: Int, labels: [Int], threads: Int, seed: UInt64
    ) -> (loss: Double, gradient: [Scalar], correct: Int) {
        let engine = engine(capacity: count, threads: threads, isTraining: true)
        var outcome = BatchOutcome()
        let gradient = [Scalar](unsafeUninitializedCapacity: plan.parameterCount) { target, written in
            outcome = engine.gradient(
                of: input, labels: labels.map(Int32.init), count: count, loss: loss, seed: seed,
                into: target.baseAddress!)
            written = plan.parameterCount
        }
        let scale = 1 / Scalar(max(outcome.targets, 1))
        return (outcome.loss / Double(max(outcome.targets, 1)), gradient.map { $0 * scale }, outcome.correct)
    }

    /// What carries at most `capacity` examples at a time through this network.
    func engine(capacity: Int, threads: Int, isTraining: Bool, isTimed: Bool = false) -> NetworkEngine<Scalar> {
        NetworkEngine(
            plan, parameters: parameters, statistics: statistics, capacity: capacity, threads: threads,
            isTraining: isTraining, isTimed: isTimed)
    }

    /// The outputs of the last layer for every image, `[image][class]`.
    ///
    /// - Parameter pixels: Numbers, `[image][channel][row][column]`.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func outputs(_ pixels: [Float], count: Int, threads: Int) -> [[Scalar]] {
        guard count > 0 else { return [] }
        let classes = plan.output.count
        let predictor = NetworkPredictor(self, capacity: count, threads: threads)
        let flat = pixels.withUnsafeBufferPointer { predictor.outputs($0, count: count) }
        return (0..<count).map { Array(flat[$0 * classes..<($0 + 1) * classes]) }
    }
}
