import Core

/// LeNet-5 as it was.
///
/// Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-Based Learning Applied to Document Recognition*, Proceedings of
/// the IEEE 1998, §II.B and figure 2: C1, 6 planes of 28×28; S2, subsampling with a trained coefficient and bias; C3, 16 planes that
/// see three to six of those of S2 (table I); S4; C5, 120 units; F6, 84 units; and the distances from ten bitmaps. With table and
/// sharing it has 156 + 12 + 1,516 + 32 + 48,120 + 10,164 = 60,000 trained parameters and, with the distances, 340,908
/// connections. The squashing function is that of appendix A; the loss is equation 9.
public struct LeNet5Original: NetworkModel {
    public let training: TrainingConfiguration

    public init() {
        self.init(
            training: TrainingConfiguration(
                epochs: 20, batchSize: 1, minimumSteps: 0, learningRate: 0.005,
                optimiser: Optimiser(method: .sgd, momentum: 0, weightDecay: 0),
                // The first rate is the best of 0.0001…0.01 on validation images, after two passes over 10,000 others. Below are
                // those passes after which the paper lowers its own: 2, 5, 8 and 12 of 20.
                schedule: Schedule(shape: .step, warmUp: 0, milestones: [0.1, 0.25, 0.4, 0.6], factor: 0.4),
                loss: Loss(.distance)))
    }

    public init(training: TrainingConfiguration) {
        self.training = training
    }

    public static let card = Card(
        name: "lenet5-original", title: "LeNet-5 of 1998", year: 1998,
        paper: "Y. LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proceedings of the IEEE 1998",
        deviations: [
            "Plain stochastic gradient descent instead of the stochastic diagonal Levenberg–Marquardt method; the "
                + "learning rate falls after the same passes as in the paper, each time to 0.4 of what it was (in "
                + "the paper to 0.4, 0.5, 0.5 and 0.2).",
            "Images of 28×28 with a margin of two background pixels stand in for the paper's 32×32.",
            "The bitmaps of the digits were redrawn; letters have none.",
            "Subsampling multiplies the mean of four numbers instead of their sum; its coefficients start at 1.",
        ])

    public var initialisation: Initialisation { Initialisation(.uniform1989) }
    public var inputScaling: InputScaling { .range(black: background, white: 1.175) }
    private var background: Float { -0.1 }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        [
            .convolution(Convolution(channels: 6, kernel: 5, padding: 2, paddingValue: background)), .scaledTanh,
            .pooling(Pooling(.subsampling, size: 2)), .scaledTanh,
            .convolution(Convolution(channels: 16, kernel: 5, table: Self.tableI)), .scaledTanh,
            .pooling(Pooling(.subsampling, size: 2)), .scaledTanh,
            .convolution(120, kernel: 5), .scaledTanh,
            .linear(84), .scaledTanh,
            .radialBasis(RadialBasis()),
        ]
    }

    /// The planes of S2 that each plane of C3 sees.
    static let tableI = [
        [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
        [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
        [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
        [0, 1, 2, 3, 4, 5],
    ]
}
