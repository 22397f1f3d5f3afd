import Core
import LinearAlgebra

/// A small network that reaches 94 % on CIFAR-10 in about ten epochs.
///
/// K. Jordan, *94 % on CIFAR-10 in 3.29 Seconds on a Single GPU*, 2024 (airbench94): a first convolution of 2×2 whose filters whiten the
/// patches of the training images and stay as they are (§3.2); three blocks of convolution, max-pooling, batch normalisation, GELU,
/// convolution, batch normalisation and GELU, whose convolutions begin as the identity (§3.3); batch normalisation without a scale,
/// with biases that learn 64 times faster (§3.4); slow weights (§3.4); images that are mirrored in every second epoch (§3.6), and six views of each test image (§3.5).
/// 1,972,792 parameters for 32×32×3 with ten classes, 1,152 of which are scales that stay 1, and 288 the whitening filters.
public struct SpeedRun: NetworkModel {
    /// Filters of the first block; the two others have four times as many.
    public let width: Int
    public let training: TrainingConfiguration

    public init() { self.init(width: 64) }

    public init(width: Int, training: TrainingConfiguration = SpeedRun.training) {
        self.width = width
        self.training = training
    }

    public static let card = Card(
        name: "speed-run", title: "Speed-run network", year: 2024,
        paper: "K. Jordan, 94 % on CIFAR-10 in 3.29 Seconds on a Single GPU, 2024",
        deviations: [
            "Batches of 256 instead of 1024, with the same learning rate per image; the slow weights follow in the "
                + "same time.",
            "The bias of the first convolution learns as fast as the biases of batch normalisation, and to the "
                + "end; in the original it learns at the rate of the weights, and for three epochs only.",
            "Single precision instead of half.",
        ])

    /// The original states its numbers for the sum of the losses of 1024 images, decoupled from momentum and rate: rate 11.5, decay
    /// 0.0153, both divided by 1024 · (1 + 1 / (1 − 0.85)), the length of Nesterov's steps. For the mean of a batch of B images the
    /// rate is B times as large, and the decay, which the rate multiplies here, 0.0153 / 11.5. Biases have 64 times the rate and the
    /// same decay a step.
    public static let training: TrainingConfiguration = {
        let batchSize = 256
        let momentum = 0.85
        return TrainingConfiguration(
            epochs: 10, batchSize: batchSize,
            learningRate: 11.5 * Double(batchSize) / (1024 * (1 + 1 / (1 - momentum))), biasRate: 64,
            biasDecay: 1.0 / 64,
            optimiser: Optimiser(method: .sgd, momentum: momentum, nesterov: true, weightDecay: 0.0153 / 11.5),
            schedule: Schedule(shape: .oneCycle, warmUp: 0.23, start: 0.2, final: 0.07),
            loss: Loss(.crossEntropy, smoothing: 0.2),
            augmentation: Augmentation(shift: 2, fill: .reflect, flip: .alternating),
            // 0.95 a step, every 5 steps, where steps are four times as long.
            average: WeightAverage(mode: .lookahead, decay: 0.98726, every: 20), mirrorsTests: true, testShift: 1)
    }()

    public func validate() throws {
        try require((1...4096).contains(width), "width", width, "from 1 to 4096")
        try validateTraining()
    }

    public var initialisation: Initialisation { Initialisation(.dirac) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        let norm = Layer.batchNormalisation(BatchNormalisation(momentum: 0.4, epsilon: 1e-12, isScaled: false))
        func block(_ width: Int) -> [Layer] {
            [
                .convolution(width, kernel: 3, padding: 1, bias: .none), .maxPool(2), norm, .gelu,
                .convolution(width, kernel: 3, padding: 1, bias: .none), norm, .gelu,
            ]
        }
        let whitening = Convolution(channels: 2 * 4 * shape.channels, kernel: 2, isFrozen: true)
        return [.convolution(whitening), .gelu]
            + block(width) + block(4 * width) + block(4 * width)
            + [.maxPool(3), .linear(0, bias: false), .scale(1.0 / 9)]
    }

    public var preparationImageCount: Int { 5000 }

    /// Sets the first filters to the eigenvectors of the second moments of 2×2 patches, each divided by the root of its eigenvalue,
    /// and to their negatives.
    public func prepare(_ parameters: inout [Float], plan: Plan, pixels: [Float], count: Int) throws {
        let size = 4 * plan.input.channels
        let moments = Self.patchMoments(pixels, shape: plan.input, count: count)
        let (values, vectors) = try LAPACK.symmetricEigen(moments, order: size)
        let epsilon = 5e-4
        for filter in 0..<size {
            let length = (max(values[filter], 0) + epsilon).squareRoot()
            for place in 0..<size {
                let weight = Float(vectors[filter * size + place] / length)
                parameters[filter * size + place] = weight
                parameters[(size + filter) * size + place] = -weight
            }
        }
    }

    /// The mean of the products of each two numbers of a patch, whose numbers stand in the order of a filter's weights.
    private static func patchMoments(_ pixels: [Float], shape: ImageShape, count: Int) -> [Double] {
        let size = 4 * shape.channels
        var sums = [Double](repeating: 0, count: size * size)
        var patch = [Double](repeating: 0, count: size)
        for image in 0..<count {
            for row in 0..<shape.height - 1 {
                for column in 0..<shape.width - 1 {
                    for place in 0..<size {
                        let (channel, down, right) = (place / 4, place / 2 % 2, place % 2)
                        let line = (image * shape.channels + channel) * shape.height + row + down
                        patch[place] = Double(pixels[line * shape.width + column + right])
                    }
                    for first in 0..<size {
                        for second in 0...first { sums[first * size + second] += patch[first] * patch[second] }
                    }
                }
            }
        }
        let patches = Double(count * (shape.height - 1) * (shape.width - 1))
        return (0..<size * size).map { sums[max($0 / size, $0 % size) * size + min($0 / size, $0 % size)] / patches }
    }
}
