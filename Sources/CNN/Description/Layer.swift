import Core

/// One layer of a network, as a network's description lists it. Shapes are height × width × channels.
///
/// In a matrix file a layer is its name, or its name with settings: `relu`, `{convolution: {channels: 6, kernel: 5}}`.
public indirect enum Layer: Hashable, Sendable {
    /// Sums over windows of the input; see ``Convolution``.
    case convolution(Convolution)
    /// A function of each number by itself.
    case activation(Activation)
    /// One number of each window of each channel; see ``Pooling``.
    case pooling(Pooling)
    /// Division by what neighbouring channels have at the same place; see ``ResponseNormalisation``.
    case responseNormalisation(ResponseNormalisation)
    /// Mean 0 and variance 1 over the batch; see ``BatchNormalisation``.
    case batchNormalisation(BatchNormalisation)
    /// Sets each number to 0 with this probability in training and scales the others up (Srivastava et al. 2014).
    case dropout(rate: Float)
    /// Sums over all inputs; see ``Linear``.
    case linear(Linear)
    /// The squared distance from each class's bitmap; see ``RadialBasis``.
    case radialBasis(RadialBasis)
    /// Multiplies every number.
    case scale(Float)
    /// The sum of what the layers of `branch` and those of `shortcut` make of the same input (He et al. 2016); an empty
    /// shortcut passes the input on.
    case residual(branch: [Layer], shortcut: [Layer])
}

// MARK: Short forms for lists of layers

extension Layer {
    public static func convolution(
        _ channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, groups: Int = 1,
        bias: Convolution.Bias = .shared, initialisation: Initialisation = .inherited
    ) -> Layer {
        .convolution(
            Convolution(
                channels: channels, kernel: kernel, stride: stride, padding: padding, groups: groups, bias: bias,
                initialisation: initialisation))
    }

    public static func linear(
        _ units: Int, bias: Bool = true, initialisation: Initialisation = .inherited
    ) -> Layer {
        .linear(Linear(units: units, bias: bias, initialisation: initialisation))
    }

    public static func maxPool(_ size: Int, stride: Int = 0, padding: Int = 0) -> Layer {
        .pooling(Pooling(.max, size: size, stride: stride, padding: padding))
    }

    public static func averagePool(_ size: Int, stride: Int = 0, padding: Int = 0) -> Layer {
        .pooling(Pooling(.average, size: size, stride: stride, padding: padding))
    }

    public static let relu = Layer.activation(.relu)
    public static let tanh = Layer.activation(.tanh)
    public static let scaledTanh = Layer.activation(.scaledTanh)
    public static let sigmoid = Layer.activation(.sigmoid)
    public static let gelu = Layer.activation(.gelu)
    public static let batchNorm = Layer.batchNormalisation(BatchNormalisation())
}

/// A function of each number by itself.
public enum Activation: String, Codable, Hashable, Sendable, CaseIterable {
    /// max(0, x).
    case relu
    case tanh
    /// 1.7159 tanh(2x/3) (LeCun et al. 1998, appendix A).
    case scaledTanh = "scaled-tanh"
    /// 1 / (1 + e⁻ˣ).
    case sigmoid
    /// x Φ(x), Φ the distribution function of the standard normal distribution (Hendrycks and Gimpel 2016).
    case gelu
}

/// `channels` filters over windows of `kernel` × `kernel`, with weights shared by all windows or not.
public struct Convolution: Hashable, Sendable {
    /// What is added to the sums.
    public enum Bias: String, Codable, Hashable, Sendable, CaseIterable {
        /// One number a filter.
        case shared
        /// One number a filter and place (LeCun et al. 1989).
        case untied
        case none
    }

    /// Filters, at least 1.
    public let channels: Int
    /// Side of the window, at least 1.
    public let kernel: Int
    /// Distance between windows, at least 1.
    public let stride: Int
    /// Width of the margin around the image, from 0 to kernel − 1.
    public let padding: Int
    /// What the margin is filled with.
    public let paddingValue: Float
    /// Filters and input channels are split into so many groups, which see only each other (Krizhevsky et al. 2012).
    public let groups: Int
    /// For each filter the input channels that it sees, in ascending order; empty where that is all of its group.
    public let table: [[Int]]
    public let bias: Bias
    /// False where every place has weights of its own: a locally connected layer.
    public let isShared: Bool
    /// True where training leaves the weights alone (biases are trained).
    public let isFrozen: Bool
    public let initialisation: Initialisation

    public init(
        channels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, paddingValue: Float = 0, groups: Int = 1,
        table: [[Int]] = [], bias: Bias = .shared, isShared: Bool = true, isFrozen: Bool = false,
        initialisation: Initialisation = .inherited
    ) {
        self.channels = channels
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.paddingValue = paddingValue
        self.groups = groups
        self.table = table
        self.bias = bias
        self.isShared = isShared
        self.isFrozen = isFrozen
        self.initialisation = initialisation
    }

    /// How many input channels `filter` sees, of `inputs`.
    func connectionCount(of filter: Int, inputs: Int) -> Int {
        table.isEmpty ? inputs / groups : table[filter].count
    }

    /// The input channels that `filter` sees, of `inputs`.
    public func connections(of filter: Int, inputs: Int) -> [Int] {
        if !table.isEmpty { return table[filter] }
        let group = filter / (channels / groups)
        return Array(group * (inputs / groups)..<(group + 1) * (inputs / groups))
    }
}

/// One number of each window of each channel.
public struct Pooling: Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case max
        /// The mean of those numbers of the window that lie in the image.
        case average
        /// The mean times a trained coefficient of the channel, plus a trained bias (LeCun et al. 1998).
        case subsampling
    }

    public let kind: Kind
    /// Side of the window.
    public let size: Int
    /// Distance between windows; below `size` they overlap (Krizhevsky et al. 2012).
    public let stride: Int
    /// Width of a margin that counts for nothing.
    public let padding: Int
    /// True where a window that reaches beyond the right or lower border counts too, with what it has inside.
    public let coversBorder: Bool

    /// - Parameter stride: 0 for `size`.
    public init(_ kind: Kind, size: Int, stride: Int = 0, padding: Int = 0, coversBorder: Bool = false) {
        self.kind = kind
        self.size = size
        self.stride = stride == 0 ? size : stride
        self.padding = padding
        self.coversBorder = coversBorder
    }
}

/// Local response normalisation (Krizhevsky et al. 2012, §3.3): b = a / (k + α Σ a²)^β, the sum over `size` neighbouring
/// channels at the same place.
public struct ResponseNormalisation: Encodable, Hashable, Sendable {
    /// n, the channels of the sum; odd.
    public let size: Int
    /// α, as it stands in the paper: not divided by n.
    public let alpha: Float
    public let beta: Float
    public let k: Float

    public init(size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 2) {
        self.size = size
        self.alpha = alpha
        self.beta = beta
        self.k = k
    }
}

/// Batch normalisation (Ioffe and Szegedy 2015): every channel gets mean 0 and variance 1 over the images and places of a batch,
/// then a trained scale and bias. In use, running means over the batches of the training take the place of the batch's own.
public struct BatchNormalisation: Encodable, Hashable, Sendable {
    /// Share of the new batch in the running means.
    public let momentum: Float
    /// Added to the variance.
    public let epsilon: Float
    /// False where the scale stays 1 (airbench trains the bias only).
    public let isScaled: Bool

    public init(momentum: Float = 0.1, epsilon: Float = 1e-5, isScaled: Bool = true) {
        self.momentum = momentum
        self.epsilon = epsilon
        self.isScaled = isScaled
    }
}

/// `units` sums over all inputs.
public struct Linear: Encodable, Hashable, Sendable {
    /// 0 for one unit a class.
    public let units: Int
    public let bias: Bool
    public let initialisation: Initialisation

    public init(units: Int, bias: Bool = true, initialisation: Initialisation = .inherited) {
        self.units = units
        self.bias = bias
        self.initialisation = initialisation
    }
}

/// Output units that measure the squared Euclidean distance of their inputs from a fixed pattern of ±1, one a class: small
/// pictures of the digits, 7 wide and 12 high (LeCun et al. 1998, §II.B and figure 3). The nearest class wins.
public struct RadialBasis: Hashable, Sendable {
    public init() {}
}

/// How the weights of a layer are drawn before training.
public struct Initialisation: Encodable, Hashable, Sendable {
    public enum Law: String, Codable, Hashable, Sendable, CaseIterable {
        /// As the network says.
        case inherited
        /// Normal with variance 1 / fan-in (LeCun et al. 1998, Efficient BackProp).
        case lecun
        /// Uniform between ± 2.4 / fan-in (LeCun et al. 1989).
        case uniform1989 = "uniform-1989"
        /// Uniform between ± 1 / √fan-in, biases too: PyTorch's.
        case uniform
        /// Normal with variance 2 / fan-in (He et al. 2015).
        case he
        /// Normal with the given deviation (Krizhevsky et al. 2012).
        case normal
        /// As `uniform`, then the first filters pass their input channels on unchanged (airbench).
        case dirac
    }

    public let law: Law
    /// For the law `normal`.
    public let deviation: Float
    /// What biases begin with.
    public let bias: Float

    public init(_ law: Law = .inherited, deviation: Float = 0.01, bias: Float = 0) {
        self.law = law
        self.deviation = deviation
        self.bias = bias
    }

    public static let inherited = Initialisation(.inherited)
    public static func normal(_ deviation: Float, bias: Float = 0) -> Initialisation {
        Initialisation(.normal, deviation: deviation, bias: bias)
    }
}
