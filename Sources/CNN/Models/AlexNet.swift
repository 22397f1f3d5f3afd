import Core

/// The network that won the ImageNet challenge of 2012.
///
/// A. Krizhevsky, I. Sutskever and G. Hinton, *ImageNet Classification with Deep Convolutional Neural Networks*, NeurIPS 2012: five
/// convolutions, of which the second, fourth and fifth are in two groups, one for each of two processors (§3.2); response
/// normalisation after the first two (§3.3); pooling windows of 3×3 that overlap (§3.4); two hidden layers with dropout (§4.2).
/// With 227×227 images of 1000 classes it has 60,965,224 parameters.
public struct AlexNet: NetworkModel {
    /// Multiplies the number of filters and of hidden units, which are then rounded to multiples of 16.
    public let width: Double
    public let training: TrainingConfiguration

    public init() { self.init(width: 1) }

    public init(width: Double, training: TrainingConfiguration = AlexNet.training) {
        self.width = width
        self.training = training
    }

    /// §4.1 and §5.
    public static let training = TrainingConfiguration(
        epochs: 90, batchSize: 128, learningRate: 0.01,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, weightDecay: 5e-4),
        schedule: Schedule(shape: .step, warmUp: 0, milestones: [0.4, 0.7, 0.9]),
        augmentation: Augmentation(flip: .random, crop: 227, colourPCA: 0.1), mirrorsTests: true)

    public static let card = Card(
        name: "alexnet", title: "AlexNet", year: 2012,
        paper:
            "A. Krizhevsky, I. Sutskever and G. Hinton, ImageNet Classification with Deep Convolutional Neural Networks, "
            + "NeurIPS 2012",
        deviations: [
            "Windows of 227×227 are cut from images scaled to 256×256; the paper says 224, which does not give its "
                + "55×55, and first cuts the middle out of images whose shorter side is 256.",
            "The mean is subtracted for each channel instead of for each pixel.",
            "The learning rate is cut to a tenth after 40, 70 and 90 % of the passes, instead of by hand when "
                + "errors stop falling.",
            "Images are classified by their centre and its mirror image instead of by five windows and their "
                + "mirror images.",
        ])

    public func validate() throws {
        try require(width > 0 && width <= 4, "width", width, "above 0 and at most 4")
        try validateTraining()
    }

    public var inputSide: Int { 256 }
    public var inputScaling: InputScaling { .centred(scale: 1) }
    public var initialisation: Initialisation { .normal(0.01) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        Self.layers(
            first: .convolution(Self.scaled(96, width), kernel: 11, stride: 4), width: width, hidden: 4096,
            ones: .normal(0.01, bias: 1))
    }

    static func scaled(_ count: Int, _ width: Double) -> Int {
        max(16, 16 * Int((Double(count) * width / 16).rounded()))
    }

    /// - Parameter ones: How the layers begin whose biases are 1, so that their rectifiers are on (§5).
    static func layers(first: Layer, width: Double, hidden: Int, ones: Initialisation) -> [Layer] {
        func convolution(_ channels: Int, kernel: Int = 3, groups: Int, _ law: Initialisation) -> Layer {
            .convolution(
                scaled(channels, width), kernel: kernel, padding: kernel / 2, groups: groups, initialisation: law)
        }
        let norm = Layer.responseNormalisation(ResponseNormalisation(size: 5, alpha: 1e-4, beta: 0.75, k: 2))
        let units = scaled(hidden, width)
        return [
            first, .relu, norm, .maxPool(3, stride: 2),
            convolution(256, kernel: 5, groups: 2, ones), .relu, norm, .maxPool(3, stride: 2),
            convolution(384, groups: 1, .inherited), .relu,
            convolution(384, groups: 2, ones), .relu,
            convolution(256, groups: 2, ones), .relu, .maxPool(3, stride: 2),
            .dropout(rate: 0.5), .linear(units, initialisation: ones), .relu,
            .dropout(rate: 0.5), .linear(units, initialisation: ones), .relu,
            .linear(0),
        ]
    }
}

/// AlexNet's shape for images of 28×28 or 32×32: the same layers with half as many filters, and a first convolution of 5×5 without
/// stride.
public struct AlexNetSmall: NetworkModel {
    /// Multiplies the number of filters and of hidden units of ``AlexNet``.
    public let width: Double
    public let training: TrainingConfiguration

    public init() { self.init(width: 0.5) }

    public init(width: Double, training: TrainingConfiguration = AlexNetSmall.training) {
        self.width = width
        self.training = training
    }

    public static let training = TrainingConfiguration(
        epochs: 20, batchSize: 128, learningRate: 0.02,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, weightDecay: 5e-4))

    public static let card = Card(
        name: "alexnet-small", title: "AlexNet for small images", year: 2012, paper: AlexNet.card.paper,
        deviations: [
            "The first convolution is 5×5 with a stride of 1 instead of 11×11 with a stride of 4; there are half "
                + "as many filters and an eighth as many hidden units.",
            "Initial weights have a variance of 2 / fan-in (He et al. 2015), and initial biases are 0.",
            "20 passes with a learning rate that follows a cosine, and no distortions by default.",
        ])

    public func validate() throws {
        try require(width > 0 && width <= 4, "width", width, "above 0 and at most 4")
        try validateTraining()
    }

    public var initialisation: Initialisation { Initialisation(.he) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        AlexNet.layers(
            first: .convolution(AlexNet.scaled(96, width), kernel: 5, padding: 2), width: width, hidden: 1024,
            ones: .inherited)
    }
}
