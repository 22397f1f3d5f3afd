import CNN
import Core
import Testing

/// Small networks over sequences, together with every layer for them.
struct SequenceArchitecture: CustomTestStringConvertible, Sendable {
    let name: String
    let length: Int
    let tokens: Int
    let layers: [Layer]
    let classes: Int
    var hasLengths = false
    var testDescription: String { name }

    func network() throws -> Network<Double> {
        let network = try Network<Double>(layers: layers, input: .tokens(length: length), classCount: classes, seed: 3)
        var random = RandomSource(seed: 11)
        // Numbers that single precision can hold.
        return network.with(parameters: network.parameters.map { Double(Float($0) + 0.3 * random.normal()) })
    }

    func single() throws -> Network<Float> {
        try Network<Float>(layers: layers, input: .tokens(length: length), classCount: classes, seed: 3)
            .with(parameters: try network().parameters.map { Float($0) })
    }

    func texts(_ count: Int) -> [Int32] {
        var random = RandomSource(seed: 5)
        return (0..<count * length).map { _ in Int32(random.integer(below: tokens)) }
    }

    func lengths(_ count: Int) -> [Int32]? {
        var random = RandomSource(seed: 8)
        return hasLengths ? (0..<count).map { _ in Int32(1 + random.integer(below: length)) } : nil
    }

    /// Every fifth row of a text has no target.
    func labels(_ count: Int, _ network: Network<Double>) -> [Int] {
        var random = RandomSource(seed: 6)
        let rows = network.plan.targetsPerExample
        return (0..<count * rows).map { rows > 1 && $0 % 5 == 3 ? -1 : random.integer(below: classes) }
    }

    private static func block(_ width: Int, heads: Int, isCausal: Bool) -> [Layer] {
        [
            .residual(branch: [.layerNorm, .attention(heads: heads, isCausal: isCausal)], shortcut: []),
            .residual(branch: [.layerNorm, .linear(3 * width), .gelu, .linear(width)], shortcut: []),
        ]
    }

    static let all: [SequenceArchitecture] = [
        SequenceArchitecture(
            name: "a text with tied weights", length: 9, tokens: 7,
            layers: [.embedding(tokens: 7, width: 12), .positions] + block(12, heads: 3, isCausal: true)
                + block(12, heads: 2, isCausal: true) + [.layerNorm, .unembedding], classes: 7),
        SequenceArchitecture(
            name: "texts of all lengths", length: 6, tokens: 5,
            layers: [.embedding(tokens: 5, width: 10), .positions] + block(10, heads: 1, isCausal: false)
                + [.mean, .layerNorm, .linear(0)], classes: 3, hasLengths: true),
        SequenceArchitecture(
            name: "more places and numbers than a block", length: 53, tokens: 21,
            layers: [.embedding(tokens: 21, width: 38)] + block(38, heads: 2, isCausal: true)
                + [.scale(0.5), .linear(0, bias: false)], classes: 21),
        SequenceArchitecture(
            name: "a long text that is seen as a whole", length: 70, tokens: 4,
            layers: [.embedding(tokens: 4, width: 32), .positions] + block(32, heads: 4, isCausal: false)
                + [.mean, .linear(8), .tanh, .linear(0)], classes: 2, hasLengths: true),
        SequenceArchitecture(
            name: "no attention", length: 3, tokens: 6,
            layers: [
                .embedding(tokens: 6, width: 5), .relu,
                .residual(branch: [.linear(5), .sigmoid], shortcut: [.scale(2)]),
                .layerNorm, .mean, .linear(0),
            ], classes: 4),
    ]
}

@Suite("Layers for sequences")
struct SequenceTests {
    @Test("outputs equal the naive computation", arguments: SequenceArchitecture.all)
    func outputs(_ architecture: SequenceArchitecture) throws {
        let exact = try architecture.network()
        let single = try architecture.single()
        for (index, count) in [1, 3, 5, 12].enumerated() {
            let texts = architecture.texts(count)
            let lengths = architecture.lengths(count)
            let expected = NaiveSequences.outputs(exact, tokens: texts, lengths: lengths, count: count)
                .flatMap { $0.flatMap(\.self) }
            let largest = try #require(expected.map { abs($0) }.max())
            let outputs = NetworkPredictor(exact, capacity: count, threads: 1 + index % 3)
                .outputs(tokens: texts, lengths: lengths, count: count)
            let singles = NetworkPredictor(single, capacity: count + 1, threads: 2)
                .outputs(tokens: texts, lengths: lengths, count: count)
            try #require(outputs.count == expected.count && singles.count == expected.count)
            for (place, value) in expected.enumerated() {
                #expect(abs(outputs[place] - value) <= 1e-9 * largest, "number \(place) of \(count) texts")
                #expect(abs(Double(singles[place]) - value) <= 1e-4 * largest, "number \(place) of \(count) texts")
            }
        }
    }

    @Test(
        "losses equal the naive computation, gradients central differences", arguments: SequenceArchitecture.all,
        [2, 5])
    func gradients(_ architecture: SequenceArchitecture, _ count: Int) throws {
        let network = try architecture.network()
        let texts = architecture.texts(count)
        let lengths = architecture.lengths(count)
        let labels = architecture.labels(count, network)
        func result(_ network: Network<Double>, _ threads: Int) -> (loss: Double, gradient: [Double], correct: Int) {
            network.lossAndGradient(tokens: texts, lengths: lengths, count: count, labels: labels, threads: threads)
        }
        let (loss, gradient, _) = result(network, 2)
        let naive = NaiveSequences.loss(
            NaiveSequences.outputs(network, tokens: texts, lengths: lengths, count: count), labels)
        #expect(abs(loss - naive) <= 1e-9 * naive)
        let largest = try #require(gradient.map { abs($0) }.max())
        var random = RandomSource(seed: 12)
        for tensor in network.plan.tensors {
            for _ in 0..<12 {
                let index = tensor.range.lowerBound + random.integer(below: tensor.range.count)
                func moved(_ step: Double) -> Double {
                    var parameters = network.parameters
                    parameters[index] += step
                    return result(network.with(parameters: parameters), 1).loss
                }
                let numeric = (moved(1e-5) - moved(-1e-5)) / 2e-5
                #expect(
                    abs(numeric - gradient[index]) <= 1e-6 * max(abs(numeric), 0.01 * largest),
                    "\(tensor.name): \(gradient[index]) instead of \(numeric)")
            }
        }
    }

    @Test("gradients in single precision are near those in double precision", arguments: SequenceArchitecture.all)
    func singleGradients(_ architecture: SequenceArchitecture) throws {
        let exact = try architecture.network()
        let single = try architecture.single()
        for count in [1, 6, 17] {
            let (texts, lengths) = (architecture.texts(count), architecture.lengths(count))
            let labels = architecture.labels(count, exact)
            let expected = exact.lossAndGradient(
                tokens: texts, lengths: lengths, count: count, labels: labels, threads: 2)
            let result = single.lossAndGradient(
                tokens: texts, lengths: lengths, count: count, labels: labels, threads: 1)
            let largest = try #require(expected.gradient.map { abs($0) }.max())
            #expect(abs(result.loss - expected.loss) <= 1e-4 * abs(expected.loss))
            for (value, right) in zip(result.gradient, expected.gradient) {
                #expect(abs(Double(value) - right) <= 1e-3 * largest)
            }
        }
    }

    @Test("the number of threads changes no bit", arguments: SequenceArchitecture.all)
    func threads(_ architecture: SequenceArchitecture) throws {
        let network = try architecture.single()
        for count in [1, 4, 13] {
            let (texts, lengths) = (architecture.texts(count), architecture.lengths(count))
            let labels = architecture.labels(count, try architecture.network())
            func result(_ threads: Int) -> (loss: Double, gradient: [Float], correct: Int) {
                network.lossAndGradient(tokens: texts, lengths: lengths, count: count, labels: labels, threads: threads)
            }
            let one = result(1)
            for threads in 2...3 {
                let several = result(threads)
                #expect(several.loss == one.loss && several.gradient == one.gradient)
            }
        }
    }

    @Test("what lies behind the end of a text does not matter")
    func ends() throws {
        let architecture = SequenceArchitecture.all[1]
        let network = try architecture.network()
        var texts = architecture.texts(8)
        let lengths = try #require(architecture.lengths(8))
        let labels = architecture.labels(8, network)
        func result() -> (loss: Double, gradient: [Double], correct: Int) {
            network.lossAndGradient(tokens: texts, lengths: lengths, count: 8, labels: labels, threads: 2)
        }
        let before = result()
        for example in 0..<8 {
            for place in Int(lengths[example])..<6 { texts[example * 6 + place] = (texts[example * 6 + place] + 1) % 5 }
        }
        let after = result()
        #expect(before.loss == after.loss && before.gradient == after.gradient)
    }

    @Test("a text that grows has the outputs of the whole text", arguments: [0, 2])
    func growing(_ index: Int) throws {
        let architecture = SequenceArchitecture.all[index]
        let network = try architecture.network()
        let texts = architecture.texts(1)
        let all = NetworkPredictor(network, capacity: 1, threads: 1).outputs(tokens: texts, count: 1)
        let text = GrowingText(network)
        for parts in [[1, 2, 1, 5], [architecture.length], [3, 1]] {
            text.clear()
            var first = 0
            for count in parts {
                let outputs = text.append(Array(texts[first..<first + count]))
                first += count
                let expected = all[(first - 1) * architecture.classes..<first * architecture.classes]
                let largest = try #require(expected.map { abs($0) }.max())
                for (value, right) in zip(outputs, expected) { #expect(abs(value - right) <= 1e-9 * largest) }
            }
        }
    }

    @Test("layers that do not fit are refused by name")
    func shapes() {
        let wrong: [([Layer], String)] = [
            ([.layerNorm], "layer-normalisation"), ([.embedding(tokens: 3, width: 4), .attention(heads: 3)], "heads"),
            ([.embedding(tokens: 3, width: 4), .maxPool(2)], "max-pool"), ([.relu], "relu"),
            ([.embedding(tokens: 3, width: 4), .mean, .unembedding], "unembedding"),
        ]
        for (layers, field) in wrong {
            #expect {
                _ = try Plan(layers: layers, input: .tokens(length: 5), classCount: 2)
            } throws: {
                ($0 as? ConfigurationError)?.field.hasSuffix(field) ?? false
            }
        }
    }
}
