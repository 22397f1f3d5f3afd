import CNN
import Core
import Testing

/// Small networks that together have every kind of layer in every variant.
struct Architecture: CustomTestStringConvertible, Sendable {
    let name: String
    let shape: ImageShape
    let layers: [Layer]
    var loss = Loss()
    var classes = 4

    var testDescription: String { name }

    init(_ name: String, _ shape: (Int, Int, Int), _ layers: [Layer], loss: Loss = Loss(), classes: Int = 4) {
        self.name = name
        self.shape = ImageShape(height: shape.0, width: shape.1, channels: shape.2)
        self.layers = layers
        self.loss = loss
        self.classes = classes
    }

    /// A network with random parameters and statistics which single precision can hold.
    func network() throws -> Network<Double> {
        let network = try Network<Double>(
            layers: layers, input: shape, classCount: classes,
            normalization: PixelNormalization(
                means: Array(repeating: 0, count: shape.channels),
                deviations: Array(repeating: 1, count: shape.channels)),
            loss: loss, seed: 3)
        var random = RandomSource(seed: 11)
        // Biases away from zero, so that no unit sits on the kink of its rectifier.
        let parameters = network.parameters.map { Double(Float($0) + 0.1 * random.normal()) }
        let statistics = network.statistics.map { Double($0 == 1 ? random.uniform(0.5, 2) : random.normal() / 3) }
        return network.with(parameters: parameters, statistics: statistics)
    }

    func pixels(_ count: Int) -> [Float] {
        var random = RandomSource(seed: 5)
        return (0..<count * shape.count).map { _ in random.normal() }
    }

    func labels(_ count: Int) -> [Int] {
        var random = RandomSource(seed: 6)
        return (0..<count).map { _ in random.integer(below: classes) }
    }

    static let all: [Architecture] = plain + windows + normalised + residual

    private static let plain: [Architecture] = [
        Architecture("softmax regression", (3, 5, 3), [.linear(0)]),
        Architecture("one column", (12, 1, 1), [.convolution(5, kernel: 1), .relu, .linear(4)]),
        Architecture(
            "odd sides, stride and padding", (9, 11, 3),
            [
                .convolution(8, kernel: 3, padding: 1), .relu, .convolution(7, kernel: 4, stride: 2, padding: 2), .tanh,
                .maxPool(3), .linear(11), .relu, .linear(4),
            ]),
        Architecture(
            "kernel as wide as the padded image", (4, 3, 1),
            [.convolution(12, kernel: 5, padding: 2), .sigmoid, .convolution(4, kernel: 3), .gelu, .linear(4)]),
        Architecture(
            "a margin that is not zero, untied biases", (8, 7, 2),
            [
                .convolution(
                    Convolution(channels: 5, kernel: 3, stride: 2, padding: 1, paddingValue: -1, bias: .untied)),
                .scaledTanh,
                .convolution(Convolution(channels: 3, kernel: 2, padding: 1, paddingValue: 0.5, bias: .none)),
                .linear(4),
            ]),
        Architecture(
            "groups", (6, 6, 4),
            [
                .convolution(8, kernel: 3, groups: 2), .gelu, .convolution(6, kernel: 1, groups: 2, bias: .none), .gelu,
                .linear(4, bias: false),
            ]),
        Architecture(
            "tables and subsampling", (9, 8, 2),
            [
                .convolution(4, kernel: 2), .pooling(Pooling(.subsampling, size: 2)), .scaledTanh,
                .convolution(
                    Convolution(channels: 5, kernel: 2, table: [[0, 1], [1, 2, 3], [3], [0, 3], [0, 1, 2, 3]])),
                .convolution(Convolution(channels: 3, kernel: 1, table: [[0, 4], [1, 2], [2, 3]])), .tanh, .linear(4),
            ]),
        Architecture(
            "frozen filters", (5, 5, 1),
            [.convolution(Convolution(channels: 3, kernel: 2, isFrozen: true)), .tanh, .linear(4)]),
        Architecture(
            "locally connected", (5, 4, 2),
            [
                .convolution(3, kernel: 2, padding: 1), .tanh,
                .convolution(
                    Convolution(channels: 5, kernel: 3, stride: 2, padding: 1, paddingValue: 0.5, isShared: false)),
                .tanh, .convolution(Convolution(channels: 2, kernel: 2, bias: .untied, isShared: false)), .linear(4),
            ]),
        Architecture(
            "locally connected in groups and by a table", (4, 5, 2),
            [
                .convolution(4, kernel: 2), .tanh,
                .convolution(Convolution(channels: 10, kernel: 2, groups: 2, bias: .none, isShared: false)), .tanh,
                .convolution(Convolution(channels: 3, kernel: 1, table: [[0, 9], [4], [1, 5, 8]], isShared: false)),
                .linear(4),
            ]),
        Architecture(
            "distances", (4, 4, 1), [.linear(84), .scaledTanh, .scale(0.3), .radialBasis(RadialBasis())],
            loss: Loss(.distance), classes: 10),
        Architecture(
            "squares", (3, 3, 1), [.linear(5), .tanh, .scale(-1.5), .linear(3), .scaledTanh], loss: Loss(.squares),
            classes: 3),
        Architecture(
            "smoothing", (3, 3, 1), [.linear(5), .sigmoid, .linear(6)], loss: Loss(.crossEntropy, smoothing: 0.2),
            classes: 6),
    ]

    /// A layer of every pooling behind a convolution, whose untied biases see the gradient of each place.
    private static let windows: [Architecture] = [
        Pooling(.max, size: 2), Pooling(.max, size: 3, stride: 2), Pooling(.max, size: 3, stride: 2, padding: 1),
        Pooling(.max, size: 3, stride: 2, coversBorder: true), Pooling(.max, size: 2, stride: 3, coversBorder: true),
        Pooling(.max, size: 4, stride: 1, padding: 2),
        Pooling(.max, size: 5, stride: 3, padding: 2, coversBorder: true),
        Pooling(.average, size: 2), Pooling(.average, size: 3, stride: 2, padding: 1),
        Pooling(.average, size: 3, stride: 2, coversBorder: true), Pooling(.average, size: 5, stride: 2, padding: 2),
        Pooling(.average, size: 2, stride: 3), Pooling(.subsampling, size: 2),
        Pooling(.subsampling, size: 3, stride: 2, padding: 1, coversBorder: true),
    ].map { pooling in
        Architecture(
            "\(pooling.kind) of \(pooling.size) by \(pooling.stride), \(pooling.padding), \(pooling.coversBorder)",
            (8, 7, 1), [.convolution(2, kernel: 2, padding: 1, bias: .untied), .pooling(pooling), .tanh, .linear(4)])
    }

    private static let normalised: [Architecture] =
        [
            ResponseNormalisation(alpha: 0.3), ResponseNormalisation(size: 3, alpha: 0.5, beta: 0.5, k: 1),
            ResponseNormalisation(size: 1, alpha: 1, k: 1), ResponseNormalisation(size: 9, alpha: 0.2, beta: 1, k: 0.5),
        ].map { norm in
            Architecture(
                "response normalisation over \(norm.size)", (6, 5, 2),
                [.convolution(7, kernel: 2), .responseNormalisation(norm), .tanh, .linear(4)])
        } + [
            Architecture(
                "batch normalisation", (6, 5, 2),
                [
                    .convolution(3, kernel: 2), .batchNorm, .relu, .convolution(4, kernel: 3), .gelu,
                    .batchNormalisation(BatchNormalisation(momentum: 0.6, epsilon: 1e-2, isScaled: false)), .sigmoid,
                    .linear(5), .batchNorm, .linear(4),
                ]),
            Architecture(
                "dropout", (4, 4, 1),
                [.convolution(3, kernel: 2), .dropout(rate: 0.3), .tanh, .linear(7), .dropout(rate: 0.5), .linear(4)]),
        ]

    private static let residual: [Architecture] = [
        Architecture(
            "residual", (6, 5, 2),
            [
                .convolution(3, kernel: 3, padding: 1),
                .residual(
                    branch: [.tanh, .convolution(3, kernel: 3, padding: 1), .sigmoid, .convolution(3, kernel: 1)],
                    shortcut: []),
                .residual(
                    branch: [.convolution(4, kernel: 3, stride: 2, padding: 1)],
                    shortcut: [
                        .pooling(Pooling(.average, size: 2, coversBorder: true)),
                        .convolution(4, kernel: 1, bias: .none),
                    ]),
                .scale(0.7), .linear(4),
            ]),
        Architecture(
            "residual with batch normalisation", (5, 5, 2),
            [
                .convolution(3, kernel: 2), .batchNorm, .relu,
                .residual(
                    branch: [.convolution(3, kernel: 3, padding: 1), .batchNorm, .gelu, .batchNorm],
                    shortcut: [.batchNorm]),
                .tanh, .linear(4),
            ]),
        Architecture(
            "every layer after a fork", (5, 6, 2),
            [
                .convolution(3, kernel: 2),
                fork([.maxPool(3, stride: 1, padding: 1)]), fork([.averagePool(3, stride: 1, padding: 1)]),
                fork([.pooling(Pooling(.subsampling, size: 3, stride: 1, padding: 1))]),
                fork([.responseNormalisation(ResponseNormalisation(alpha: 0.1))]), fork([.dropout(rate: 0.4)]),
                fork([.scale(-0.4)]), fork([.gelu]), fork([.sigmoid]),
                fork([.convolution(Convolution(channels: 3, kernel: 3, padding: 1, isShared: false))]),
                fork([.convolution(3, kernel: 1, groups: 3)]), fork([fork([]), fork([.tanh])]), .linear(4),
            ]),
        Architecture(
            "linear layers and distances after a fork", (2, 2, 3),
            [
                fork([.scale(2)]), .linear(84), .scaledTanh, fork([.linear(84)]), .scale(0.2),
                .residual(branch: [.radialBasis(RadialBasis())], shortcut: [.radialBasis(RadialBasis())]),
            ], loss: Loss(.distance, j: 1), classes: 10),
    ]

    /// The input of `layers` is read again after them: their gradient is added to another.
    private static func fork(_ layers: [Layer]) -> Layer { .residual(branch: layers, shortcut: []) }
}
