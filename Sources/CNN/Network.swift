import Core

/// Numbers that a network computes with: `Float` for work, `Double` for checking gradients.
public protocol NetworkScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {}

extension Float: NetworkScalar {}
extension Double: NetworkScalar {}

/// A feed-forward network: its layers and the values of its parameters.
///
/// What other modules call is compiled for both kinds of numbers: without `@_specialize` they would get the generic form, which
/// is more than a hundred times slower.
public struct Network<Scalar: NetworkScalar>: Sendable {
    public let layers: [Layer]
    let plan: Plan
    /// For each layer that is a convolution, its filters as the kernels read them.
    private(set) var convolutions: [PackedConvolution<Scalar>?]
    /// Weights and biases of all layers, one after the other: of a convolution `[output][input][row][column]`, of a linear
    /// layer `[unit][input]`, each followed by its biases.
    public private(set) var parameters: [Scalar]
    /// How pixels become numbers.
    public let normalization: PixelNormalization

    /// A network with weights drawn from a normal distribution of variance 1/fan-in (LeCun et al. 1998, *Efficient BackProp*)
    /// and biases of zero.
    ///
    /// Throws ``ConfigurationError`` naming the layer where a shape does not fit, or where the last layer does not give
    /// `classCount` numbers.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public init(
        layers: [Layer], input: ImageShape, classCount: Int, normalization: PixelNormalization, seed: UInt64
    ) throws {
        let plan = try Plan(layers: layers, input: input)
        try require(
            plan.output.count == classCount, "layers", "an output of \(plan.output)",
            "a last layer with one unit for each of the \(classCount) classes")
        var parameters = [Scalar](repeating: 0, count: plan.parameterCount)
        for (index, step) in plan.steps.enumerated() where step.weightCount > 0 {
            var random = RandomSource(seed: seed, stream: 0x1417, UInt64(index))
            let deviation = (1 / Float(step.layer.fanIn(step.input))).squareRoot()
            for offset in 0..<step.weightCount {
                parameters[step.parameters + offset] = Scalar(random.normal() * deviation)
            }
        }
        self.init(layers: layers, plan: plan, normalization: normalization, parameters: parameters)
    }

    private init(layers: [Layer], plan: Plan, normalization: PixelNormalization, parameters: [Scalar]) {
        self.layers = layers
        self.plan = plan
        self.normalization = normalization
        self.parameters = parameters
        convolutions = plan.steps.map { step in
            guard case .convolution(let channels, let kernel, let padding) = step.layer else { return nil }
            return PackedConvolution(
                ConvolutionGeometry(
                    inputChannels: step.input.channels, outputChannels: channels, kernel: kernel, padding: padding,
                    inputHeight: step.input.height, inputWidth: step.input.width))
        }
        pack()
    }

    public var classCount: Int { plan.output.count }
    public var parameterCount: Int { plan.parameterCount }
    /// Counted operations for one image: for its class, and for its part in one step of training.
    public var flopsPerImage: (inference: Double, training: Double) { plan.flops }

    /// Changes parameters in place; what is derived from them is brought up to date afterwards.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    public mutating func updateParameters(_ change: (inout [Scalar]) -> Void) {
        change(&parameters)
        precondition(parameters.count == plan.parameterCount)
        pack()
    }

    private mutating func pack() {
        for index in convolutions.indices {
            guard let geometry = convolutions[index]?.geometry else { continue }
            // A copy of this network may still read the old filters: then they are left to it.
            if !isKnownUniquelyReferenced(&convolutions[index]) { convolutions[index] = PackedConvolution(geometry) }
            convolutions[index]?.pack(parameters, at: plan.steps[index].parameters)
        }
    }

    /// The filters of the first convolution, `[filter][row][column][channel]`; none where the first layer is another.
    public var firstFilters: FilterBank? {
        guard let step = plan.steps.first, case .convolution(let channels, let kernel, _) = step.layer else {
            return nil
        }
        let inputs = step.input.channels
        var weights: [Float] = []
        for filter in 0..<channels {
            for position in 0..<kernel * kernel {
                for input in 0..<inputs {
                    weights.append(Float(parameters[(filter * inputs + input) * kernel * kernel + position]))
                }
            }
        }
        return FilterBank(
            count: channels, shape: ImageShape(height: kernel, width: kernel, channels: inputs), weights: weights)
    }
}

/// Pixels to numbers of mean 0 and standard deviation 1, channel by channel.
public struct PixelNormalization: Codable, Hashable, Sendable {
    /// Mean and standard deviation of pixel values (0…255) in each channel.
    public let means: [Float]
    public let deviations: [Float]

    public init(means: [Float], deviations: [Float]) {
        self.means = means
        self.deviations = deviations
    }

    /// The statistics of `images`, which must be training images. A constant channel keeps its scale.
    public init(fitting images: ImageStack) {
        let channels = images.shape.channels
        // Exact integer sums: the order of the images does not matter.
        var counts = [[Int]](repeating: Array(repeating: 0, count: 256), count: channels)
        for start in stride(from: 0, to: images.pixels.count, by: channels) {
            for channel in 0..<channels { counts[channel][Int(images.pixels[start + channel])] += 1 }
        }
        let total = Double(images.pixels.count / channels)
        var means: [Float] = []
        var deviations: [Float] = []
        for histogram in counts {
            let sum = histogram.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.element) }
            let squares = histogram.enumerated().reduce(0.0) { $0 + Double($1.offset * $1.offset * $1.element) }
            let variance = max(squares / total - (sum / total) * (sum / total), 0)
            means.append(Float(sum / total))
            deviations.append(variance > 0 ? Float(variance.squareRoot()) : 1)
        }
        self.init(means: means, deviations: deviations)
    }

    /// The number for each pixel value 0…255, `[channel][value]`.
    func table<Scalar: NetworkScalar>(_: Scalar.Type) -> [Scalar] {
        zip(means, deviations).flatMap { mean, deviation in
            (0..<256).map { Scalar((Float($0) - mean) / deviation) }
        }
    }
}
