import Core

/// LeNet-5 in its modern reading.
///
/// Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-Based Learning Applied to Document Recognition*, Proceedings of
/// the IEEE 1998, §II.B: two convolutions with pooling (6 and 16 planes, 5×5), then layers of 120, 84 and one unit a class.
/// On 28×28 grey images with ten classes it has 61,706 parameters.
public struct LeNet5: NetworkModel {
    public let training: TrainingConfiguration

    public init() { self.init(training: TrainingConfiguration()) }

    public init(training: TrainingConfiguration) {
        self.training = training
    }

    public static let card = Card(
        name: "lenet5", title: "LeNet-5, modern reading", year: 1998,
        paper: "Y. LeCun et al., Gradient-Based Learning Applied to Document Recognition, Proceedings of the IEEE 1998",
        deviations: [
            "Rectifiers instead of scaled hyperbolic tangents, max-pooling instead of trainable subsampling.",
            "The second convolution sees all six planes; the paper's table connects each unit to three to six of them.",
            "Softmax and cross-entropy instead of radial basis functions with fixed digit bitmaps.",
            "Stochastic gradient descent with momentum, weight decay and a cosine schedule instead of the stochastic diagonal "
                + "Levenberg–Marquardt method.",
        ])

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        [
            .convolution(6, kernel: 5, padding: 2), .relu, .maxPool(2),
            .convolution(16, kernel: 5), .relu, .maxPool(2),
            .linear(120), .relu,
            .linear(84), .relu,
            .linear(0),
        ]
    }
}
