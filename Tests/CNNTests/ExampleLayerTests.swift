import CNN
import Core
import Testing

/// The layer that CONTRIBUTING.md shows, at work in a network.
@Suite("The example of a layer")
struct ExampleLayerTests {
    private static let shape = ImageShape(height: 3, width: 3, channels: 2)
    private static let count = 18

    private func network<Scalar: NetworkScalar>(_: Scalar.Type) throws -> Network<Scalar> {
        try Network<Scalar>(
            layers: [.convolution(3, kernel: 2), Layer(Square()), .linear(4)], input: Self.shape, classCount: 4,
            normalization: PixelNormalization(means: [], deviations: []), seed: 5)
    }

    private let pixels: [Float] = {
        var random = RandomSource(seed: 3)
        return (0..<count * shape.count).map { _ in random.normal() }
    }()
    private let labels = (0..<count).map { $0 % 4 }

    @Test("outputs are squares, and gradients equal central differences")
    func gradients() throws {
        let network = try network(Double.self)
        let (loss, gradient, _) = {
            let result = network.lossAndGradient(pixels, labels: labels, threads: 2, seed: 1)
            return (result.loss, result.gradient, result.correct)
        }()
        #expect(loss.isFinite && gradient.contains { $0 != 0 })
        for index in stride(from: 0, to: network.parameterCount, by: 3) {
            func loss(_ change: Double) -> Double {
                var parameters = network.parameters
                parameters[index] += change
                return network.with(parameters: parameters)
                    .lossAndGradient(pixels, labels: labels, threads: 1, seed: 1).loss
            }
            let numeric = (loss(1e-6) - loss(-1e-6)) / 2e-6
            #expect(abs(numeric - gradient[index]) <= 1e-6 * max(abs(numeric), 1), "parameter \(index)")
        }
    }

    @Test("a name in a matrix file is enough, once the layer stands in the list of kinds")
    func name() throws {
        #expect(Square.names == ["square"])
        #expect(try Square().outputShape(.picture(Self.shape), classCount: 4) == .picture(Self.shape))
        #expect(throws: ConfigurationError.self) { _ = try Square().outputShape(.tokens(length: 3), classCount: 4) }
    }
}
