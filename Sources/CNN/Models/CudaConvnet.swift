import Core

/// The networks for CIFAR-10 that came with A. Krizhevsky's *cuda-convnet* (2011–2012), the program out of which AlexNet grew.
///
/// Names are those of its files of layers, errors those that it states for them on CIFAR-10; parameters are for 32×32 with ten classes.
public struct CudaConvnet: NetworkModel {
    public enum Definition: String, Codable, Hashable, Sendable, CaseIterable {
        /// 26 % in 80 seconds: three convolutions of 5×5 and a hidden layer of 64 units; 145,578 parameters.
        case seconds80 = "80sec"
        /// 18 % in 20 minutes: with response normalisation and without the hidden layer; 89,578 parameters.
        case percent18 = "18pct"
        /// 13 % with crops and mirror images: two convolutions, then two locally connected layers.
        case local13 = "conv-local-13pct"
        /// 11 % with crops and mirror images: the same with response normalisation across channels.
        case local11 = "conv-local-11pct"
        /// A convolutional variant of the last that our benchmarks use: 64, 64, 64 and 32 filters; 178,410 parameters.
        case wide
    }

    /// Which of the definitions of layers is followed.
    public let layers: Definition
    public let training: TrainingConfiguration

    public init() { self.init(layers: .percent18) }

    public init(layers: Definition, training: TrainingConfiguration = CudaConvnet.training) {
        self.layers = layers
        self.training = training
    }

    /// The rates of `18pct`: lowered to a tenth after 120 and after 130 of 140 passes.
    public static let training = TrainingConfiguration(
        epochs: 30, batchSize: 128, learningRate: 0.001, biasRate: 2, biasDecay: 0,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, weightDecay: 0.004),
        schedule: Schedule(shape: .step, warmUp: 0, milestones: [0.857, 0.928]))

    public static var choices: [String: [String]] { ["layers": Definition.allCases.map(\.rawValue)] }

    public static let card = Card(
        name: "cuda-convnet", title: "cuda-convnet", year: 2012,
        paper:
            "A. Krizhevsky, cuda-convnet: High-performance C++/CUDA implementation of convolutional neural networks, 2012",
        deviations: [
            "One weight decay, 0.004, for all layers; the original has 0.03 for the linear layers of 80sec, 1 for "
                + "that of 18pct, and 0 for the convolutions in networks with locally connected layers.",
            "Response normalisation of 18pct is across channels instead of within them.",
            "30 passes instead of 140 (18pct) and about 470 (11pct); the learning rate is lowered after the same "
                + "fractions of them.",
            "The mean is subtracted for each channel instead of for each pixel.",
            "No distortions by default; those of the original are training.augmentation: {crop: 24, flip: random}. "
                + "Images are then classified by their centre instead of by nine crops and their mirror images.",
        ])

    public var inputScaling: InputScaling { layers == .wide ? .standardised : .centred(scale: 1) }
    public var initialisation: Initialisation { .normal(0.01) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        switch layers {
        case .seconds80, .percent18: pyramid
        case .local13, .local11: local
        case .wide: wide
        }
    }

    // Convolutions keep the side of the image, and pooling windows cover its border.
    private func convolution(_ channels: Int, deviation: Float) -> Layer {
        .convolution(channels, kernel: 5, padding: 2, initialisation: .normal(deviation))
    }

    private func pool(_ kind: Pooling.Kind) -> Layer {
        .pooling(Pooling(kind, size: 3, stride: 2, coversBorder: true))
    }

    private var pyramid: [Layer] {
        let isNormalised = layers == .percent18
        let norm: [Layer] =
            isNormalised ? [.responseNormalisation(ResponseNormalisation(size: 3, alpha: 5e-5 / 3, k: 1))] : []
        let top: [Layer] =
            isNormalised
            ? [.linear(0, initialisation: .normal(0.01))]
            : [.linear(64, initialisation: .normal(0.1)), .relu, .linear(0, initialisation: .normal(0.1))]
        return [convolution(32, deviation: 1e-4), pool(.max), .relu] + norm
            + [convolution(32, deviation: 0.01), .relu, pool(.average)] + norm
            + [convolution(64, deviation: 0.01), .relu, pool(.average)] + top
    }

    private var local: [Layer] {
        let norm: [Layer] =
            layers == .local11 ? [.responseNormalisation(ResponseNormalisation(size: 5, alpha: 1e-3 / 5, k: 1))] : []
        let connected = Layer.convolution(
            Convolution(
                channels: 32, kernel: 3, padding: 1, bias: .untied, isShared: false, initialisation: .normal(0.04)))
        return [convolution(64, deviation: 1e-4), .relu] + norm
            + [pool(.max), convolution(64, deviation: 0.01), .relu] + norm
            + [pool(.max), connected, .relu, connected, .relu, .linear(0, initialisation: .normal(0.01))]
    }

    private var wide: [Layer] {
        let norm = Layer.responseNormalisation(ResponseNormalisation(size: 9, alpha: 1e-3 / 9, k: 1))
        let law = Initialisation(.he)
        return [
            .convolution(64, kernel: 5, padding: 2, initialisation: law), .relu, .maxPool(3, stride: 2), norm,
            .convolution(64, kernel: 5, padding: 2, initialisation: law), .relu, norm, .maxPool(3, stride: 2),
            .convolution(64, kernel: 3, padding: 1, initialisation: law), .relu,
            .convolution(32, kernel: 3, padding: 1, initialisation: law), .relu,
            .linear(0),
        ]
    }
}
