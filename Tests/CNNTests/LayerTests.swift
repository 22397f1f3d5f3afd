import CNN
import Core
import Testing

private let batches = [1, 3, 5, 16, 21, 33]

@Suite("Layers")
struct LayerTests {
    @Test("outputs equal the naive computation, whatever the batch and the threads", arguments: Architecture.all)
    func outputs(_ architecture: Architecture) throws {
        let exact = try architecture.network()
        let single = try architecture.single()
        let pixels = architecture.pixels(33)
        let expected = NaiveNetwork.outputs(exact, pixels)
        let largest = try #require(expected.joined().map { abs($0) }.max())
        for (index, count) in batches.enumerated() {
            let batch = Array(pixels[..<(count * architecture.shape.count)])
            let outputs = exact.outputs(batch, count: count, threads: 1 + index % 3)
            let singles = single.outputs(batch, count: count, threads: 1 + (index + 1) % 3)
            try #require(outputs.count == count && singles.count == count)
            for image in 0..<count {
                for unit in 0..<architecture.classes {
                    let value = expected[image][unit]
                    #expect(abs(outputs[image][unit] - value) <= 1e-9 * largest, "image \(image) of \(count)")
                    #expect(abs(Double(singles[image][unit]) - value) <= 1e-4 * largest, "image \(image) of \(count)")
                }
            }
        }
    }

    @Test("losses in training equal the naive computation", arguments: Architecture.all.filter { !$0.dropsOut })
    func losses(_ architecture: Architecture) throws {
        let exact = try architecture.network()
        for count in batches {
            let pixels = architecture.pixels(count)
            let labels = architecture.labels(count)
            let outputs = NaiveNetwork.outputs(exact, pixels, isTraining: true)
            let expected = NaiveNetwork.loss(exact, outputs, labels)
            let result = exact.lossAndGradient(pixels, labels: labels, threads: 2)
            #expect(abs(result.loss - expected) <= 1e-9 * abs(expected), "\(count) images")
            let correct = zip(outputs, labels).count { outputs, label in
                let scores = architecture.loss.function == .distance ? outputs.map { -$0 } : outputs
                return scores[label] == scores.max()
            }
            #expect(result.correct == correct)
        }
    }

    /// Images one by one, a tile with empty lanes, and two tiles.
    @Test("gradients equal central differences", arguments: Architecture.all, [3, 6, 18])
    func gradients(_ architecture: Architecture, _ count: Int) throws {
        let network = try architecture.network()
        let pixels = architecture.pixels(count)
        let labels = architecture.labels(count)
        let gradient = network.lossAndGradient(pixels, labels: labels, threads: 2, seed: 7).gradient
        let largest = try #require(gradient.map { abs($0) }.max())
        // Distances are large beside their differences, and without kinks.
        let step = architecture.loss.function == .distance ? 2e-5 : 1e-6
        var random = RandomSource(seed: 12)
        for index in architecture.chosenParameters(of: network.plan, &random) {
            func loss(_ change: Double) -> Double {
                var parameters = network.parameters
                parameters[index] += change
                return network.with(parameters: parameters)
                    .lossAndGradient(pixels, labels: labels, threads: 1, seed: 7).loss
            }
            let numeric = (loss(step) - loss(-step)) / (2 * step)
            #expect(
                abs(numeric - gradient[index]) <= 1e-6 * max(abs(numeric), 0.01 * largest),
                "parameter \(index): \(gradient[index]) instead of \(numeric)")
        }
    }

    @Test("gradients in single precision are near those in double precision", arguments: Architecture.all)
    func singleGradients(_ architecture: Architecture) throws {
        let exact = try architecture.network()
        let single = try architecture.single()
        for count in [2, 9, 37] {
            let pixels = architecture.pixels(count)
            let labels = architecture.labels(count)
            let expected = exact.lossAndGradient(pixels, labels: labels, threads: 2, seed: 1)
            let result = single.lossAndGradient(pixels, labels: labels, threads: 1, seed: 1)
            let largest = try #require(expected.gradient.map { abs($0) }.max())
            #expect(abs(result.loss - expected.loss) <= 1e-4 * abs(expected.loss))
            for (value, right) in zip(result.gradient, expected.gradient) {
                #expect(abs(Double(value) - right) <= 1e-3 * largest)
            }
        }
    }

    @Test("the number of threads changes no bit", arguments: Architecture.all)
    func threads(_ architecture: Architecture) throws {
        let network = try architecture.single()
        // One by one; one tile in pieces; tiles in groups.
        for count in [3, 12, 85] {
            let pixels = architecture.pixels(count)
            let labels = architecture.labels(count)
            let one = network.lossAndGradient(pixels, labels: labels, threads: 1, seed: 4)
            let outputs = network.outputs(pixels, count: count, threads: 1)
            for threads in 2...3 {
                let several = network.lossAndGradient(pixels, labels: labels, threads: threads, seed: 4)
                #expect(several.loss == one.loss && several.gradient == one.gradient)
                #expect(network.outputs(pixels, count: count, threads: threads) == outputs)
            }
        }
    }
}

extension Architecture {
    func single() throws -> Network<Float> {
        let exact = try network()
        return try Network<Float>(
            layers: layers, input: shape, classCount: classes, normalization: exact.normalization, loss: loss, seed: 0
        ).with(parameters: exact.parameters.map { Float($0) }, statistics: exact.statistics.map { Float($0) })
    }

    var dropsOut: Bool { Self.dropsOut(layers) }

    private static func dropsOut(_ layers: [Layer]) -> Bool {
        layers.contains { layer in
            guard let residual = layer.kind as? Residual else { return layer.kind is Dropout }
            return dropsOut(residual.branch) || dropsOut(residual.shortcut)
        }
    }

    /// All parameters that are trained if they are few; of long tensors some.
    fileprivate func chosenParameters(of plan: Plan, _ random: inout RandomSource) -> [Int] {
        plan.tensors.filter { !$0.isFrozen }.flatMap { tensor -> [Int] in
            let count = tensor.range.count
            return count <= 60
                ? Array(tensor.range) : (0..<40).map { _ in tensor.range.lowerBound + random.integer(below: count) }
        }
    }
}
