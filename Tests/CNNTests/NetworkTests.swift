import CNN
import Core
import Testing

@Suite("Networks")
struct NetworkTests {
    private func lenet(seed: UInt64 = 1) throws -> Network<Float> {
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        return try Network<Float>(
            layers: LeNet5().layers(for: shape, classCount: 10), input: shape, classCount: 10,
            normalization: PixelNormalization(means: [100], deviations: [60]), seed: seed)
    }

    @Test("the gradient does not depend on the number of threads, to the last bit")
    func threads() throws {
        let data = TrainingFixture.noise(ImageShape(height: 28, width: 28, channels: 1), count: 100, classes: 10)
        let network = try lenet()
        let pixels = network.normalization.planar(data.images)
        let one = network.lossAndGradient(pixels, labels: data.labels, threads: 1)
        for threads in 2...3 {
            let several = network.lossAndGradient(pixels, labels: data.labels, threads: threads)
            #expect(several.gradient == one.gradient && several.loss == one.loss)
        }
    }

    @Test("a picture has one class: outputs at every place are refused")
    func classAPlace() {
        let shape = ImageShape(height: 8, width: 8, channels: 2)
        #expect(throws: ConfigurationError.self) {
            try Plan(layers: [.places, .linear(10)], input: shape, classCount: 10)
        }
    }

    @Test("LeNet-5 has the parameters and the operations that it should have")
    func parameterCount() throws {
        let network = try lenet(seed: 0)
        #expect(network.parameterCount == 61_706)
        let products: [Double] = [6 * 25 * 784, 16 * 150 * 100, 400 * 120, 120 * 84, 84 * 10]
        let expected = 2 * products.reduce(0, +)
        #expect(network.flopsPerImage.inference > expected && network.flopsPerImage.inference < 1.05 * expected)
        #expect(network.firstFilters?.weights.count == 6 * 25)
    }

    @Test("a copy keeps its weights while a session trains the original")
    func copies() throws {
        let data = TrainingFixture.noise(ImageShape(height: 28, width: 28, channels: 1), count: 16, classes: 10)
        let network = try lenet()
        let pixels = network.normalization.planar(data.images)
        let before = network.outputs(pixels, count: 16, threads: 1)
        let session = TrainingSession(network, Optimiser(), batchSize: 16, threads: 1)
        let labels = data.labels.map { Int32($0) }
        _ = pixels.withUnsafeBufferPointer { pixels in
            labels.withUnsafeBufferPointer { session.step(pixels, labels: $0, rate: 0.1, seed: 0) }
        }
        #expect(network.outputs(pixels, count: 16, threads: 1) == before)
        #expect(session.network.outputs(pixels, count: 16, threads: 1) != before)
    }

    @Test("a predictor gives the outputs of the network, batch after batch, and those of every layer")
    func predictor() throws {
        let network = try lenet()
        let data = TrainingFixture.noise(ImageShape(height: 28, width: 28, channels: 1), count: 40, classes: 10)
        let pixels = network.normalization.planar(data.images)
        let predictor = NetworkPredictor(network, capacity: 40, threads: 2)
        for count in [40, 5, 17] {
            let expected = network.outputs(pixels, count: count, threads: 1)
            let flat = pixels.withUnsafeBufferPointer { predictor.outputs($0, count: count) }
            #expect(flat == expected.flatMap(\.self))
        }
        let outputs = network.plan.layerOutputs
        #expect(outputs.map(\.path) == (1...11).map(String.init))
        #expect(outputs[2].shape == ImageShape(height: 14, width: 14, channels: 6))
        let last = try network.plan.layerOutput("11")
        #expect(
            pixels.withUnsafeBufferPointer { predictor.activations(last, $0, count: 40) }
                == network.outputs(pixels, count: 40, threads: 1).flatMap(\.self))
        // Max-pooling by the definition, from what the rectifier left.
        let (before, after) = pixels.withUnsafeBufferPointer { pixels in
            (predictor.activations(outputs[1], pixels, count: 3), predictor.activations(outputs[2], pixels, count: 3))
        }
        let place = (2 * 6 + 4) * 14 * 14 + 7 * 14 + 3
        let corner = (2 * 6 + 4) * 28 * 28 + 14 * 28 + 6
        #expect(after[place] == [0, 1, 28, 29].map { before[corner + $0] }.max())
        #expect { try network.plan.layerOutput("12") } throws: { "\($0)".contains("one of 1, 2, 3") }
    }

    @Test("images too small for the layers are refused, with the layer named")
    func tooSmall() {
        let data = TrainingFixture.noise(ImageShape(height: 4, width: 4, channels: 1), count: 4, classes: 2)
        #expect {
            _ = try LeNet5().fit(data, context: RunContext())
        } throws: {
            "\($0)".contains("layer 4")
        }
    }

    @Test(
        "impossible training settings are refused by name",
        arguments: [
            (TrainingConfiguration(epochs: 0), "epochs"), (TrainingConfiguration(epochs: 1, batchSize: 0), "batchSize"),
            (TrainingConfiguration(epochs: 1, learningRate: -1), "learningRate"),
            (TrainingConfiguration(epochs: 1, learningRate: .nan), "learningRate"),
            (
                TrainingConfiguration(epochs: 1, optimiser: Optimiser(method: .sgd, momentum: 1)), "optimiser.momentum"
            ),
            (
                TrainingConfiguration(epochs: 1, optimiser: Optimiser(method: .sgd, weightDecay: -1)),
                "optimiser.weightDecay"
            ),
            (TrainingConfiguration(epochs: 1, schedule: Schedule(shape: .cosine, warmUp: 1)), "schedule.warmUp"),
        ])
    func validation(_ configuration: TrainingConfiguration, _ field: String) {
        #expect { try configuration.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        #expect { try LeNet5(training: configuration).validate() } throws: {
            ($0 as? ConfigurationError)?.field == "training.\(field)"
        }
    }
}
