import CNN
import Core
import Files
import Foundation
import Testing

/// Networks over sequences beside PyTorch 2.13: `Fixtures/make_sequences.py` says how the fixtures came to be.
@Suite("Sequences beside PyTorch")
struct SequenceParityTests {
    private static func block(_ width: Int, heads: Int, isCausal: Bool) -> [Layer] {
        [
            .residual(branch: [.layerNorm, .attention(heads: heads, isCausal: isCausal)], shortcut: []),
            .residual(branch: [.layerNorm, .linear(4 * width), .gelu, .linear(width)], shortcut: []),
        ]
    }

    /// Outputs, every gradient and ten losses of a batch.
    private func compare(
        _ name: String, _ layers: [Layer], _ input: DataShape, classes: Int,
        _ session: (Network<Float>) -> (outputs: [Float], step: (TrainingSession<Float>, Double) -> Double)
    ) throws {
        let fixture = try SequenceFixture(name)
        let start = try Network<Float>(layers: layers, input: input, classCount: classes, seed: 1)
        let network = start.with(parameters: try fixture.parameters(start.plan))
        let (outputs, step) = session(network)
        #expect(distance(outputs, try fixture.values("outputs")) <= 1e-4, "outputs")
        let training = TrainingSession(
            network, Optimiser(method: .sgd, momentum: 0.9, weightDecay: 5e-4), batchSize: 7, threads: 2)
        let rate = Double(try fixture.values("rate")[0])
        let expected = try fixture.values("gradient")
        for (index, loss) in try fixture.values("losses").enumerated() {
            let found = step(training, rate)
            #expect(abs(found - Double(loss)) <= 1e-4 * Double(loss), "loss of step \(index)")
            guard index == 0 else { continue }
            let targets = Float(fixture.targets)
            for tensor in network.plan.tensors {
                let own = training.gradient[tensor.range].map { $0 / targets }
                #expect(distance(own, Array(expected[tensor.range])) <= 1e-4, "\(tensor.name)")
            }
        }
    }

    private func texts(_ examples: Int, _ length: Int, _ kinds: Int) -> [Int32] {
        (0...examples * length).map { index -> Int32 in Int32((5 * index + index / 7) % kinds) }
    }

    @Test("a small GPT whose head shares the embedding")
    func gpt() throws {
        let block = Self.block(24, heads: 3, isCausal: true)
        let layers: [Layer] =
            [.embedding(tokens: 13, width: 24), .positions] + block + block + [.layerNorm, .unembedding]
        let stream = texts(6, 10, 13)
        let (tokens, targets) = (Array(stream.dropLast()), Array(stream.dropFirst()))
        try compare("gpt", layers, .tokens(length: 10), classes: 13) { network in
            let outputs = NetworkPredictor(network, capacity: 6, threads: 2).outputs(tokens: tokens, count: 6)
            return (
                outputs,
                { session, rate in
                    tokens.withUnsafeBufferPointer { tokens in
                        targets.withUnsafeBufferPointer {
                            session.step(tokens: tokens, targets: $0, rate: rate, seed: 0).loss
                        }
                    }
                }
            )
        }
    }

    @Test("a reader of texts of several lengths")
    func reader() throws {
        let layers: [Layer] =
            [.embedding(tokens: 11, width: 20), .positions] + Self.block(20, heads: 2, isCausal: false)
            + [.mean, .layerNorm, .linear(0)]
        let tokens = Array(texts(7, 9, 11).dropLast())
        let lengths = (0..<7).map { index -> Int32 in Int32(1 + (4 * index + 2) % 9) }
        let classes = (0..<7).map { index -> Int32 in Int32((3 * index + 1) % 4) }
        try compare("reader", layers, .tokens(length: 9), classes: 4) { network in
            let outputs = NetworkPredictor(network, capacity: 7, threads: 2)
                .outputs(tokens: tokens, lengths: lengths, count: 7)
            return (
                outputs,
                { session, rate in
                    tokens.withUnsafeBufferPointer { tokens in
                        lengths.withUnsafeBufferPointer { lengths in
                            classes.withUnsafeBufferPointer {
                                session.step(tokens: tokens, lengths: lengths, targets: $0, rate: rate, seed: 0).loss
                            }
                        }
                    }
                }
            )
        }
    }

    @Test("a small vision transformer")
    func vit() throws {
        let block = Self.block(12, heads: 2, isCausal: false)
        let patches: [Layer] = [.convolution(12, kernel: 4, stride: 4), .places, .positions]
        let layers: [Layer] = patches + block + block + [.mean, .layerNorm, .linear(0)]
        let pixels = fixtureNoise(1000, 6 * 192)
        let classes = (0..<6).map { index -> Int32 in Int32((3 * index + 1) % 5) }
        let picture = DataShape.picture(ImageShape(height: 8, width: 8, channels: 3))
        try compare("vit", layers, picture, classes: 5) { network in
            let outputs = network.outputs(pixels, count: 6, threads: 2).flatMap(\.self)
            return (
                outputs,
                { session, rate in
                    pixels.withUnsafeBufferPointer { pixels in
                        classes.withUnsafeBufferPointer { session.step(pixels, labels: $0, rate: rate, seed: 0).loss }
                    }
                }
            )
        }
    }
}

/// The values that PyTorch computed.
private struct SequenceFixture {
    private let file: TensorFile
    /// Targets of the batch.
    let targets: Int

    init(_ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = folder.appendingPathComponent("Fixtures/sequences/\(name).safetensors")
        file = try TensorFile(decoding: [UInt8](Data(contentsOf: path)), named: name)
        let shape = try file.tensor("outputs").shape
        targets = shape.dropLast().reduce(1, *)
    }

    func values(_ name: String) throws -> [Float] { try file.tensor(name).values(Float.self) }

    func parameters(_ plan: Plan) throws -> [Float] {
        let (scales, offsets) = (try values("scales"), try values("offsets"))
        try #require(scales.count == plan.tensors.count)
        return plan.tensors.enumerated().flatMap { stream, tensor in
            fixtureNoise(stream, tensor.range.count).map { offsets[stream] + scales[stream] * $0 }
        }
    }
}
