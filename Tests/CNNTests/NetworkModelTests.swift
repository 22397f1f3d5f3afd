import CNN
import Core
import Testing

@Suite("Kinds of networks")
struct NetworkModelTests {
    /// A network with images that suit it.
    struct Example: Sendable, CustomTestStringConvertible {
        let model: any NetworkModel
        let side: Int
        let channels: Int
        var classes = 10
        let parameters: Int
        var connections = 0
        /// Images of this side are too small; 0 where none are.
        let tooSmall: Int

        var shape: ImageShape { ImageShape(height: side, width: side, channels: channels) }
        var name: String { type(of: model).card.name }
        var testDescription: String { "\(name), \(parameters)" }
    }

    static let models: [Example] = [
        Example(
            model: LeNet1989(), side: 16, channels: 1, parameters: 9_760, connections: 64_660, tooSmall: 0),
        Example(model: LeNet1989Softmax(), side: 16, channels: 1, parameters: 9_760, connections: 64_660, tooSmall: 0),
        Example(model: LeNet1989AdamW(), side: 16, channels: 1, parameters: 9_760, connections: 64_660, tooSmall: 0),
        Example(model: LeNet1989Shifts(), side: 16, channels: 1, parameters: 9_760, connections: 64_660, tooSmall: 0),
        Example(model: LeNet1989Modern(), side: 16, channels: 1, parameters: 9_760, connections: 64_660, tooSmall: 0),
        Example(model: LeNet5(), side: 28, channels: 1, parameters: 61_706, tooSmall: 8),
        Example(
            model: LeNet5Original(), side: 28, channels: 1, parameters: 60_000, connections: 340_908, tooSmall: 20),
        Example(model: DeepMLP(), side: 28, channels: 1, parameters: 11_972_510, tooSmall: 0),
        // With the margin of the paper: 12.11 million, as its table 1 says.
        Example(model: DeepMLP(), side: 29, channels: 1, parameters: 12_115_010, tooSmall: 0),
        Example(model: CudaConvnet(layers: .seconds80), side: 32, channels: 3, parameters: 145_578, tooSmall: 4),
        Example(model: CudaConvnet(), side: 32, channels: 3, parameters: 89_578, tooSmall: 4),
        Example(model: CudaConvnet(layers: .local13), side: 32, channels: 3, parameters: 1_901_386, tooSmall: 2),
        Example(model: CudaConvnet(layers: .local11), side: 32, channels: 3, parameters: 1_901_386, tooSmall: 2),
        Example(model: CudaConvnet(layers: .wide), side: 32, channels: 3, parameters: 178_410, tooSmall: 4),
        Example(model: AlexNet(), side: 227, channels: 3, classes: 1000, parameters: 60_965_224, tooSmall: 60),
        Example(model: AlexNetSmall(), side: 32, channels: 3, parameters: 1_436_874, tooSmall: 12),
        Example(model: ResNet(), side: 32, channels: 3, parameters: 272_282, tooSmall: 0),
        Example(model: SpeedRun(), side: 32, channels: 3, parameters: 1_972_792, tooSmall: 20),
        Example(model: CustomNetwork(), side: 28, channels: 1, parameters: 20_490, tooSmall: 2),
    ]

    private func plan(_ example: Example, side: Int? = nil) throws -> Plan {
        let shape = ImageShape(
            height: side ?? example.side, width: side ?? example.side, channels: example.channels)
        return try Plan(
            layers: example.model.layers(for: shape, classCount: example.classes), input: shape,
            classCount: example.classes)
    }

    @Test("parameters and connections are as many as the papers say", arguments: models)
    func counts(_ example: Example) throws {
        let plan = try plan(example)
        #expect(plan.parameterCount == example.parameters)
        if example.connections > 0 { #expect(plan.connections == example.connections) }
        #expect(plan.output.count == example.classes)
    }

    @Test("settings are in order, cards complete", arguments: models)
    func cards(_ example: Example) throws {
        try example.model.validate()
        let card = type(of: example.model).card
        #expect(card.name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil)
        #expect(!card.title.isEmpty && !card.paper.isEmpty && (1989...2026).contains(card.year))
        #expect(card.deviations.allSatisfy { $0.hasSuffix(".") })
        #expect(example.model.family == .learned && example.model.cards == [card])
    }

    @Test("images that are too small are refused, with the layer named", arguments: models.filter { $0.tooSmall > 0 })
    func tooSmall(_ example: Example) {
        #expect {
            _ = try plan(example, side: example.tooSmall)
        } throws: {
            "\($0)".contains("layer ")
        }
    }

    @Test(
        "impossible settings are refused by name",
        arguments: [
            (ResNet(depth: 21), "depth"), (ResNet(depth: 20, width: 0), "width"), (SpeedRun(width: 0), "width"),
            (AlexNet(width: 0), "width"), (AlexNetSmall(width: .nan), "width"), (DeepMLP(hidden: []), "hidden"),
            (DeepMLP(hidden: [3, 0]), "hidden"), (CustomNetwork(layers: []), "layers"),
            (CustomNetwork(layers: [.linear(0)], inputSide: -1), "inputSide"),
            (CustomNetwork(layers: [.linear(0)], initialisation: .inherited), "initialisation.law"),
            (LeNet5Original(training: TrainingConfiguration(epochs: 0)), "training.epochs"),
        ] as [(any NetworkModel, String)])
    func settings(_ model: any NetworkModel, _ field: String) {
        #expect { try model.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }

    @Test("the first filters of the speed-run network make patches white")
    func whitening() throws {
        let shape = ImageShape(height: 12, width: 10, channels: 3)
        let count = 40
        var random = RandomSource(seed: 3)
        // Neighbours and channels that go together.
        var pixels: [Float] = []
        for _ in 0..<count {
            let base = (0..<shape.count / 3).map { _ in random.normal() }
            for channel in 0..<3 { pixels += base.map { $0 + 0.3 * Float(channel + 1) * random.normal() } }
        }
        let model = SpeedRun(width: 8)
        let first = Array(model.layers(for: shape, classCount: 10).prefix(1))
        let plan = try Plan(layers: first, input: shape, classCount: 24 * 11 * 9)
        var parameters = [Float](repeating: 0, count: plan.parameterCount)
        try model.prepare(&parameters, plan: plan, pixels: pixels, count: count)
        let network = try Network<Float>(
            layers: first, input: shape, classCount: 24 * 99,
            normalization: PixelNormalization(means: [0, 0, 0], deviations: [1, 1, 1]), seed: 1
        ).with(parameters: parameters)
        let outputs = network.outputs(pixels, count: count, threads: 1)
        for a in 0..<12 {
            for b in 0...a {
                var sum = 0.0
                for image in outputs {
                    for place in 0..<99 { sum += Double(image[a * 99 + place] * image[b * 99 + place]) }
                }
                #expect(abs(sum / Double(count * 99) - (a == b ? 1 : 0)) < 0.01)
            }
            for image in outputs { #expect(abs(image[a * 99] + image[(a + 12) * 99]) < 1e-4) }
        }
        #expect(plan.tensors[0].isFrozen && !plan.tensors[1].isFrozen)
    }
}
