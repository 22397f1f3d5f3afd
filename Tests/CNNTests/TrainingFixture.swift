import CNN
import Core

/// Data and small networks for tests of training.
enum TrainingFixture {
    /// Images of random pixels with random classes: nothing to be learned but by heart.
    static func noise(_ shape: ImageShape, count: Int, classes: Int, seed: UInt64 = 5) -> LabelledImages {
        var random = RandomSource(seed: seed)
        return LabelledImages(
            images: ImageStack(
                shape: shape, pixels: (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) }),
            labels: (0..<count).map { _ in random.integer(below: classes) }, classNames: (0..<classes).map(String.init))
    }

    /// Stripes in noise, lying or standing, thin or thick: four classes that a small network tells apart.
    static func stripes(count: Int, side: Int = 12, seed: UInt64 = 1) -> LabelledImages {
        var pixels: [UInt8] = []
        for index in 0..<count {
            var random = RandomSource(seed: seed, stream: UInt64(index))
            let phase = random.integer(below: 6)
            let width = index % 4 < 2 ? 2 : 3
            for position in 0..<side * side {
                let along = index % 2 == 0 ? position / side : position % side
                let isLight = (along + phase) / width % 2 == 0
                pixels.append(UInt8((isLight ? 150 : 60) + random.integer(below: 40)))
            }
        }
        return LabelledImages(
            images: ImageStack(shape: ImageShape(height: side, width: side, channels: 1), pixels: pixels),
            labels: (0..<count).map { $0 % 4 }, classNames: ["lying 2", "standing 2", "lying 3", "standing 3"])
    }
}

/// A small network with batch normalisation and dropout.
struct TinyNetwork: NetworkModel {
    enum Shape: String, Codable, Hashable, Sendable { case plain, dropout, normalised, scaled }

    let shape: Shape
    let training: TrainingConfiguration

    init() { self.init(.plain, TrainingConfiguration(epochs: 2, minimumSteps: 0)) }

    init(_ shape: Shape, _ training: TrainingConfiguration) {
        self.shape = shape
        self.training = training
    }

    static let card = Card(name: "tiny", title: "Tiny network", year: 2026, paper: "A network to test with")

    var inputSide: Int { shape == .scaled ? 8 : 0 }
    var initialisation: Initialisation { Initialisation(.he) }

    func layers(for input: ImageShape, classCount: Int) -> [Layer] {
        switch shape {
        case .plain, .scaled:
            [.convolution(8, kernel: 3, padding: 1), .relu, .maxPool(2), .linear(16), .relu, .linear(0)]
        case .dropout:
            [.convolution(8, kernel: 3, padding: 1), .relu, .maxPool(2), .dropout(rate: 0.3), .linear(0)]
        case .normalised:
            [.convolution(8, kernel: 3, padding: 1, bias: .none), .batchNorm, .relu, .maxPool(2), .linear(0)]
        }
    }
}
