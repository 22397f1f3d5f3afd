import CNN
import Core
import Files
import Foundation
import Testing

/// Whole networks beside PyTorch 2.13: `Fixtures/make_networks.py` says how the fixtures came to be.
@Suite("Networks beside PyTorch")
struct ParityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let layers: [Layer]
        let input: ImageShape
        var loss = Loss()
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        let digit = ImageShape(height: 28, width: 28, channels: 1)
        let small = ImageShape(height: 16, width: 16, channels: 1)
        let colour = ImageShape(height: 32, width: 32, channels: 3)
        return [
            Case(
                name: "lenet-1989", layers: LeNet1989().layers(for: small, classCount: 10), input: small,
                loss: LeNet1989().training.loss),
            Case(name: "lenet5", layers: LeNet5().layers(for: digit, classCount: 10), input: digit),
            Case(
                name: "cuda-convnet", layers: CudaConvnet(layers: .wide).layers(for: colour, classCount: 10),
                input: colour),
            Case(name: "resnet", layers: ResNet(depth: 8, width: 8).layers(for: colour, classCount: 10), input: colour),
            Case(name: "speed-run", layers: SpeedRun(width: 4).layers(for: colour, classCount: 10), input: colour),
        ]
    }()

    @Test("outputs, every gradient, ten losses and running statistics, by lanes and one by one", arguments: cases)
    func parity(_ example: Case) throws {
        let fixture = try Fixture(example)
        let network = fixture.network
        let outputs = network.outputs(fixture.pixels(16), count: 16, threads: 2).flatMap { $0 }
        #expect(distance(outputs, try fixture.values("outputs")) <= 1e-4, "outputs")
        let single = network.outputs(fixture.pixels(3), count: 3, threads: 1).flatMap { $0 }
        #expect(distance(single, Array(try fixture.values("outputs").prefix(30))) <= 1e-4, "outputs of three images")
        for count in [16, 3] {
            let expected = try fixture.values("gradient.\(count)")
            let gradient = network.lossAndGradient(fixture.pixels(count), labels: fixture.labels(count), threads: 2)
                .gradient
            for tensor in network.plan.tensors where !tensor.isFrozen {
                let error = distance(Array(gradient[tensor.range]), Array(expected[tensor.range]))
                #expect(error <= 1e-4, "\(tensor.name), batch of \(count): \(error)")
            }
            let session = TrainingSession(
                network, Optimiser(method: .sgd, momentum: 0.9, weightDecay: 5e-4), batchSize: count, threads: 2)
            for (step, expected) in try fixture.values("losses.\(count)").enumerated() {
                let loss = fixture.step(session, count)
                #expect(
                    abs(loss - Double(expected)) <= 1e-4 * Double(expected), "loss of step \(step), batch of \(count)")
            }
            if !session.statistics.isEmpty {
                let error = distance(Array(session.statistics), try fixture.values("statistics.\(count)"))
                #expect(error <= 1e-4, "statistics, batch of \(count): \(error)")
            }
        }
    }
}

/// The largest difference, as a share of the largest expected number.
func distance(_ values: [Float], _ expected: [Float]) -> Float {
    guard values.count == expected.count else { return .infinity }
    let largest = expected.reduce(0) { max($0, abs($1)) }
    return zip(values, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / max(largest, .leastNormalMagnitude)
}

/// A fixture, and the network with its weights.
private struct Fixture {
    let network: Network<Float>
    private let file: TensorFile
    private let images: [Float]
    private let rate: Double

    init(_ example: ParityTests.Case) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = folder.appendingPathComponent("Fixtures/networks/\(example.name).safetensors")
        file = try TensorFile(decoding: [UInt8](Data(contentsOf: path)), named: example.name)
        let scales = try file.tensor("scales").values(Float.self)
        let offsets = try file.tensor("offsets").values(Float.self)
        rate = Double(try #require(try file.tensor("rate").values(Float.self).first))
        let start = try Network<Float>(
            layers: example.layers, input: example.input, classCount: 10,
            normalization: PixelNormalization(means: [0, 0, 0], deviations: [1, 1, 1]), loss: example.loss, seed: 1)
        try #require(scales.count == start.plan.tensors.count)
        var parameters: [Float] = []
        for (stream, tensor) in start.plan.tensors.enumerated() {
            parameters += fixtureNoise(stream, tensor.range.count).map { offsets[stream] + scales[stream] * $0 }
        }
        network = start.with(parameters: parameters)
        images = fixtureNoise(
            Int(try #require(try file.tensor("stream").values(Int64.self).first)), 16 * example.input.count)
    }

    func values(_ name: String) throws -> [Float] { try file.tensor(name).values(Float.self) }
    func pixels(_ count: Int) -> [Float] { Array(images.prefix(count * images.count / 16)) }
    func labels(_ count: Int) -> [Int] { (0..<count).map { (7 * $0 + 3) % 10 } }

    func step(_ session: TrainingSession<Float>, _ count: Int) -> Double {
        pixels(count).withUnsafeBufferPointer { pixels in
            labels(count).map(Int32.init).withUnsafeBufferPointer { labels in
                session.step(pixels, labels: labels, rate: rate, seed: 0).loss
            }
        }
    }
}

/// Number i of stream s is a hash of i + 1000003 s.
func fixtureNoise(_ stream: Int, _ count: Int) -> [Float] {
    (0..<count).map { index in
        var z = UInt32(truncatingIfNeeded: index + stream * 1_000_003)
        for _ in 0..<2 { z = (z ^ (z >> 16)) &* 0x45D_9F3B }
        z ^= z >> 16
        return Float(z >> 8) / 0x1p23 - 1
    }
}
