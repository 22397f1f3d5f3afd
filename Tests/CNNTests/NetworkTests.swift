import CNN
import Core
import Testing

private func examples(_ shape: ImageShape, count: Int, classes: Int, seed: UInt64 = 5) -> LabelledImages {
    var random = RandomSource(seed: seed)
    return LabelledImages(
        images: ImageStack(
            shape: shape, pixels: (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) }),
        labels: (0..<count).map { _ in random.integer(below: classes) }, classNames: (0..<classes).map(String.init))
}

private let normalization = PixelNormalization(means: [100, 120, 90], deviations: [60, 50, 70])

/// A forward pass written straight from the definitions of the layers, one image and one number at a time.
private func naiveOutputs(_ network: Network<Double>, _ image: ArraySlice<UInt8>, _ shape: ImageShape) -> [Double] {
    let pixels = Array(image)
    var shape = shape
    var planes = [Double](repeating: 0, count: shape.count)
    for channel in 0..<shape.channels {
        for position in 0..<shape.height * shape.width {
            let value = Double(pixels[position * shape.channels + channel])
            planes[channel * shape.height * shape.width + position] =
                (value - Double(network.normalization.means[channel]))
                / Double(network.normalization.deviations[channel])
        }
    }
    var offset = 0
    for layer in network.layers {
        let out = try! layer.outputShape(shape)
        var next = [Double](repeating: 0, count: out.count)
        func at(_ channel: Int, _ y: Int, _ x: Int) -> Double {
            guard y >= 0, x >= 0, y < shape.height, x < shape.width else { return 0 }
            return planes[(channel * shape.height + y) * shape.width + x]
        }
        switch layer {
        case .convolution(let channels, let kernel, let padding):
            let biases = offset + channels * shape.channels * kernel * kernel
            for o in 0..<channels {
                for y in 0..<out.height {
                    for x in 0..<out.width {
                        var sum = network.parameters[biases + o]
                        for i in 0..<shape.channels {
                            for dy in 0..<kernel {
                                for dx in 0..<kernel {
                                    let weight = network.parameters[
                                        offset + ((o * shape.channels + i) * kernel + dy) * kernel + dx]
                                    sum += weight * at(i, y + dy - padding, x + dx - padding)
                                }
                            }
                        }
                        next[(o * out.height + y) * out.width + x] = sum
                    }
                }
            }
            offset = biases + channels
        case .relu:
            next = planes.map { max($0, 0) }
        case .maxPool(let size):
            for channel in 0..<out.channels {
                for y in 0..<out.height {
                    for x in 0..<out.width {
                        let square = (0..<size * size).map { at(channel, y * size + $0 / size, x * size + $0 % size) }
                        next[(channel * out.height + y) * out.width + x] = square.max()!
                    }
                }
            }
        case .linear(let units):
            for unit in 0..<units {
                let products = planes.indices.map { network.parameters[offset + unit * planes.count + $0] * planes[$0] }
                next[unit] = products.reduce(network.parameters[offset + units * planes.count + unit], +)
            }
            offset += units * planes.count + units
        }
        (planes, shape) = (next, out)
    }
    return planes
}

struct Architecture: CustomTestStringConvertible, Sendable {
    let name: String
    let shape: ImageShape
    let layers: [Layer]
    var testDescription: String { name }

    static let all: [Architecture] = [
        .init(
            name: "LeNet-5", shape: ImageShape(height: 28, width: 28, channels: 1),
            layers: LeNet5().layers(for: ImageShape(height: 28, width: 28, channels: 1), classCount: 10)),
        .init(
            name: "colour, odd sides, 8 and 7 channels", shape: ImageShape(height: 9, width: 11, channels: 3),
            layers: [
                .convolution(channels: 8, kernel: 3, padding: 1), .relu,
                .convolution(channels: 7, kernel: 4, padding: 2),
                .relu, .maxPool(size: 3), .linear(units: 17), .relu, .linear(units: 10),
            ]),
        .init(
            name: "one column", shape: ImageShape(height: 12, width: 1, channels: 1),
            layers: [.convolution(channels: 5, kernel: 1, padding: 0), .relu, .linear(units: 10)]),
        .init(
            name: "kernel as wide as the padded image", shape: ImageShape(height: 4, width: 3, channels: 1),
            layers: [
                .convolution(channels: 12, kernel: 5, padding: 2), .convolution(channels: 4, kernel: 3, padding: 0),
                .linear(units: 10),
            ]),
        .init(
            name: "softmax regression", shape: ImageShape(height: 5, width: 5, channels: 3),
            layers: [.linear(units: 10)]),
    ]
}

@Suite("Networks")
struct NetworkTests {
    @Test("outputs equal the naive computation", arguments: Architecture.all)
    func forward(_ architecture: Architecture) throws {
        let data = examples(architecture.shape, count: 11, classes: 10)
        let exact = try Network<Double>(
            layers: architecture.layers, input: architecture.shape, classCount: 10, normalization: normalization,
            seed: 3)
        let single = try Network<Float>(
            layers: architecture.layers, input: architecture.shape, classCount: 10, normalization: normalization,
            seed: 3)
        let outputs = exact.outputs(data.images, threads: 2)
        let singleOutputs = single.outputs(data.images, threads: 1)
        for index in 0..<data.count {
            let expected = naiveOutputs(exact, data.images[index], architecture.shape)
            let scale = expected.map(abs).max()!
            for unit in 0..<10 {
                #expect(abs(outputs[index][unit] - expected[unit]) < 1e-6 * scale)
                #expect(abs(Double(singleOutputs[index][unit]) - expected[unit]) < 1e-4 * scale)
            }
        }
    }

    @Test("gradients equal central differences", arguments: Architecture.all)
    func gradient(_ architecture: Architecture) throws {
        let data = examples(architecture.shape, count: 9, classes: 10)
        var network = try Network<Double>(
            layers: architecture.layers, input: architecture.shape, classCount: 10, normalization: normalization,
            seed: 3)
        // Biases away from zero, so that no unit sits on the kink of its rectifier.
        var random = RandomSource(seed: 11)
        network.updateParameters { for index in $0.indices { $0[index] += 0.01 * Double(random.normal()) } }
        let (_, gradient, _) = network.lossAndGradient(data, threads: 2)
        let largest = gradient.map(abs).max()!
        let step = 1e-6
        let count = network.parameterCount
        // Every parameter of small networks, a random choice of large ones.
        let chosen = count <= 400 ? Array(0..<count) : (0..<400).map { _ in random.integer(below: count) }
        for index in chosen {
            let saved = network.parameters[index]
            network.updateParameters { $0[index] = saved + step }
            let above = network.lossAndGradient(data, threads: 1).loss
            network.updateParameters { $0[index] = saved - step }
            let below = network.lossAndGradient(data, threads: 1).loss
            network.updateParameters { $0[index] = saved }
            let numeric = (above - below) / (2 * step)
            #expect(
                abs(numeric - gradient[index]) <= 1e-6 * max(abs(numeric), 0.01 * largest),
                "parameter \(index): \(gradient[index]) against \(numeric)")
        }
    }

    @Test("the gradient does not depend on the number of threads, to the last bit")
    func threads() throws {
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let data = examples(shape, count: 100, classes: 10)
        let network = try Network<Float>(
            layers: LeNet5().layers(for: shape, classCount: 10), input: shape, classCount: 10,
            normalization: PixelNormalization(fitting: data.images), seed: 1)
        let one = network.lossAndGradient(data, threads: 1)
        for threads in 2...3 {
            let several = network.lossAndGradient(data, threads: threads)
            #expect(several.gradient == one.gradient && several.loss == one.loss)
        }
    }

    @Test("training gives the same bits with one and two threads, and learns a batch by heart")
    func training() throws {
        let shape = ImageShape(height: 16, width: 16, channels: 1)
        let data = examples(shape, count: 40, classes: 4)
        let layers: [Layer] = [
            .convolution(channels: 8, kernel: 3, padding: 1), .relu, .maxPool(size: 2), .linear(units: 32), .relu,
            .linear(units: 4),
        ]
        let configuration = TrainingConfiguration(
            epochs: 60, batchSize: 20, minimumSteps: 0, learningRate: 0.02, weightDecay: 0)
        func trained(threads: Int) throws -> (Network<Float>, TrainingSummary) {
            var network = try Network<Float>(
                layers: layers, input: shape, classCount: 4, normalization: PixelNormalization(fitting: data.images),
                seed: 2)
            let summary = try network.train(data, configuration, context: RunContext(seed: 9, threads: threads))
            return (network, summary)
        }
        let (one, summary) = try trained(threads: 1)
        let (two, _) = try trained(threads: 2)
        #expect(one.parameters == two.parameters)
        #expect(summary.history.count == 60)
        #expect(try #require(summary.history.last).loss < 0.02)
        #expect(one.predict(data.images, threads: 2) == data.labels)
    }

    @Test("a copy keeps its weights while the original is trained")
    func copies() throws {
        let shape = ImageShape(height: 8, width: 8, channels: 1)
        let data = examples(shape, count: 16, classes: 3)
        var network = try Network<Float>(
            layers: [.convolution(channels: 4, kernel: 3, padding: 0), .relu, .linear(units: 3)], input: shape,
            classCount: 3,
            normalization: PixelNormalization(fitting: data.images), seed: 2)
        let copy = network
        let before = copy.outputs(data.images, threads: 1)
        _ = try network.train(data, TrainingConfiguration(epochs: 2, minimumSteps: 0), context: RunContext())
        #expect(copy.outputs(data.images, threads: 1) == before)
        #expect(network.outputs(data.images, threads: 1) != before)
    }

    @Test("LeNet-5 has the parameters that it should have")
    func parameterCount() throws {
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let network = try Network<Float>(
            layers: LeNet5().layers(for: shape, classCount: 10), input: shape, classCount: 10,
            normalization: normalization,
            seed: 0)
        #expect(network.parameterCount == 61_706)
        let products: [Double] = [6 * 25 * 784, 16 * 150 * 100, 400 * 120, 120 * 84, 84 * 10]
        let expected = 2 * products.reduce(0, +)
        #expect(network.flopsPerImage.inference > expected && network.flopsPerImage.inference < 1.05 * expected)
        #expect(network.firstFilters?.weights.count == 6 * 25)
    }

    @Test("a loss that runs away stops the training with advice")
    func divergence() throws {
        let shape = ImageShape(height: 8, width: 8, channels: 1)
        let data = examples(shape, count: 64, classes: 4)
        let network = try Network<Float>(
            layers: [.linear(units: 64), .relu, .linear(units: 64), .relu, .linear(units: 4)], input: shape,
            classCount: 4,
            normalization: PixelNormalization(fitting: data.images), seed: 2)
        var copy = network
        #expect {
            _ = try copy.train(data, TrainingConfiguration(epochs: 50, learningRate: 1e6), context: RunContext())
        } throws: {
            "\($0)".contains("diverged") && "\($0)".contains("learningRate")
        }
    }

    @Test("images too small for the layers are refused, with the layer named")
    func tooSmall() {
        let data = examples(ImageShape(height: 4, width: 4, channels: 1), count: 4, classes: 2)
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
            (TrainingConfiguration(epochs: 1, momentum: 1), "momentum"),
            (TrainingConfiguration(epochs: 1, weightDecay: -1), "weightDecay"),
            (TrainingConfiguration(epochs: 1, warmUp: 1), "warmUp"),
        ])
    func validation(_ configuration: TrainingConfiguration, _ field: String) {
        #expect { try configuration.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        #expect { try LeNet5(training: configuration).validate() } throws: {
            ($0 as? ConfigurationError)?.field == "training.\(field)"
        }
    }
}
