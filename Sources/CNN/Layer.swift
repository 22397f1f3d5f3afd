import Core

/// One layer of a network, as a network's description lists it.
public enum Layer: Codable, Hashable, Sendable {
    /// `channels` square filters of side `kernel` over all input channels, stride 1, zero padding, with a bias each.
    case convolution(channels: Int, kernel: Int, padding: Int)
    /// max(0, x).
    case relu
    /// The largest value of each square of side `size`; squares touch, and a remainder at the right or bottom is dropped.
    case maxPool(size: Int)
    /// `units` sums over all inputs, with a bias each.
    case linear(units: Int)

    /// The shape that leaves this layer, or what is wrong with `input`. Throws ``ConfigurationError``.
    public func outputShape(_ input: ImageShape) throws -> ImageShape {
        switch self {
        case .convolution(let channels, let kernel, let padding):
            try require(channels > 0, "channels", channels, "at least 1")
            try require(kernel > 0, "kernel", kernel, "at least 1")
            try require((0..<kernel).contains(padding), "padding", padding, "from 0 to kernel − 1 (\(kernel - 1))")
            let side = min(input.height, input.width) + 2 * padding
            try require(kernel <= side, "kernel", kernel, "at most \(side) for an input of \(input)")
            return ImageShape(
                height: input.height + 2 * padding - kernel + 1, width: input.width + 2 * padding - kernel + 1,
                channels: channels)
        case .relu:
            return input
        case .maxPool(let size):
            let side = min(input.height, input.width)
            try require((1...max(side, 1)).contains(size), "size", size, "from 1 to \(side) for an input of \(input)")
            return ImageShape(height: input.height / size, width: input.width / size, channels: input.channels)
        case .linear(let units):
            try require(units > 0, "units", units, "at least 1")
            return ImageShape(height: 1, width: 1, channels: units)
        }
    }

    /// Weights and biases of this layer for an input of shape `input`.
    func parameterCount(_ input: ImageShape) -> (weights: Int, biases: Int) {
        switch self {
        case .convolution(let channels, let kernel, _): (channels * input.channels * kernel * kernel, channels)
        case .linear(let units): (units * input.count, units)
        case .relu, .maxPool: (0, 0)
        }
    }

    /// Inputs that one output sums up; the fan-in of the initialisation.
    func fanIn(_ input: ImageShape) -> Int {
        switch self {
        case .convolution(_, let kernel, _): input.channels * kernel * kernel
        case .linear: input.count
        case .relu, .maxPool: 0
        }
    }

    /// Operations of the forward pass for one image; a multiply-add is two.
    func flops(_ input: ImageShape, _ output: ImageShape) -> Double {
        switch self {
        case .convolution, .linear: 2 * Double(fanIn(input)) * Double(output.count)
        case .relu: Double(output.count)
        case .maxPool(let size): Double(output.count * size * size)
        }
    }
}
