import Core

/// A plain, deep network without convolutions that learns from distorted digits.
///
/// D. Cireşan, U. Meier, L. Gambardella and J. Schmidhuber, *Deep, Big, Simple Neural Nets for Handwritten Digit Recognition*,
/// Neural Computation 2010, network 5 of table 1: five hidden layers with the scaled hyperbolic tangent, a softmax, and
/// in every epoch other rotations, scalings, slants and elastic displacements (P. Simard, D. Steinkraus and J. Platt, *Best Practices
/// for Convolutional Neural Networks*, ICDAR 2003). 11,972,510 parameters for 28×28 with ten classes.
public struct DeepMLP: NetworkModel {
    /// Units of each hidden layer.
    public let hidden: [Int]
    public let training: TrainingConfiguration

    public init() { self.init(hidden: [2500, 2000, 1500, 1000, 500]) }

    public init(hidden: [Int], training: TrainingConfiguration = DeepMLP.training) {
        self.hidden = hidden
        self.training = training
    }

    public static let training = TrainingConfiguration(
        epochs: 40, batchSize: 64, learningRate: 0.01,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, weightDecay: 0),
        schedule: Schedule(shape: .cosine, warmUp: 0.02),
        augmentation: Augmentation(
            fill: .background, rotation: 15, scale: 0.15, shear: 15, elastic: 37, elasticSigma: 5.5))

    public static let card = Card(
        name: "deep-mlp", title: "Deep network without convolutions", year: 2010,
        paper:
            "D. Cireşan et al., Deep, Big, Simple Neural Nets for Handwritten Digit Recognition, Neural Computation 2010",
        deviations: [
            "Images of 28×28 instead of 29×29, with which the network has 12,115,010 parameters.",
            "Batches of 64 with momentum, and 40 passes with a learning rate that follows a cosine, instead of one "
                + "image at a time and hundreds of passes with a rate from 0.001 down to 0.000001.",
            "Initial weights are normally distributed with variance 1 / fan-in, instead of uniformly within ±0.05.",
            "Every digit is both rotated and slanted, by up to 15° each; the paper does one or the other, and only "
                + "up to 7.5° for 1 and 7.",
        ])

    public func validate() throws {
        try require(
            (1...100).contains(hidden.count) && hidden.allSatisfy((1...65_536).contains), "hidden", hidden,
            "a list of 1 to 100 numbers from 1 to 65536")
        try validateTraining()
    }

    public var inputScaling: InputScaling { .range(black: -1, white: 1) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        hidden.flatMap { [Layer.linear($0), .scaledTanh] } + [.linear(0)]
    }
}
