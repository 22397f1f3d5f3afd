import CNN
import Core
import Testing

/// The gradient of every network beside central differences, in double precision.
@Suite("Gradients of whole networks")
struct ModelGradientTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let layers: [Layer]
        let input: ImageShape
        var loss = Loss()
        var images = 5
        var law = Initialisation(.lecun)
        var testDescription: String { "\(name), \(images) images" }
    }

    private static func example(
        _ model: any NetworkModel, side: Int, channels: Int = 1, images: Int = 5, thinned: Int = 1
    ) throws -> Example {
        let input = ImageShape(height: side, width: side, channels: channels)
        let layers = try model.layers(for: input, classCount: 10).map { $0.thinned(thinned) }
        return Example(
            name: type(of: model).card.name, layers: layers, input: input, loss: model.training.loss, images: images)
    }

    static let examples: [Example] = {
        let all: [Example?] = [
            try? example(LeNet1989(), side: 16), try? example(LeNet1989(), side: 16, images: 2),
            try? example(LeNet1989Softmax(), side: 16), try? example(LeNet1989Modern(), side: 16, images: 4),
            try? example(LeNet5(), side: 20), try? example(LeNet5(), side: 20, images: 3),
            try? example(LeNet5Original(), side: 28, images: 4), try? example(LeNet5Original(), side: 28, images: 1),
            try? example(DeepMLP(hidden: [20, 15, 12, 10, 8]), side: 6),
            try? example(CudaConvnet(layers: .seconds80), side: 16, channels: 3, thinned: 8),
            try? example(CudaConvnet(), side: 16, channels: 3, thinned: 8),
            try? example(CudaConvnet(layers: .local13), side: 12, channels: 3, images: 2, thinned: 8),
            try? example(CudaConvnet(layers: .local11), side: 12, channels: 3, thinned: 8),
            try? example(CudaConvnet(layers: .wide), side: 16, channels: 3, thinned: 8),
            try? example(AlexNetSmall(width: 0.0625), side: 16, channels: 3, images: 4),
            try? example(AlexNet(width: 0.0625), side: 67, channels: 3, images: 2, thinned: 4),
            try? example(ResNet(depth: 8, width: 3), side: 8, channels: 3),
            try? example(ResNet(depth: 14, width: 2), side: 9, channels: 1, images: 3),
            try? example(SpeedRun(width: 2), side: 26, channels: 3),
            try? example(SpeedRun(width: 2), side: 26, images: 3),
            try? example(CustomNetwork(), side: 8, channels: 2, thinned: 4),
        ]
        return all.compactMap { $0 }
    }()

    @Test("all networks are here")
    func complete() { #expect(Self.examples.count == 21) }

    @Test("the gradient agrees with central differences", arguments: examples)
    func gradient(_ example: Example) throws {
        var random = RandomSource(seed: 4)
        let start = try Network<Double>(
            layers: example.layers, input: example.input, classCount: 10,
            normalization: PixelNormalization(means: [0, 0, 0], deviations: [1, 1, 1]), initialisation: example.law,
            loss: example.loss, seed: 7)
        let plan = start.plan
        var parameters = start.parameters
        for tensor in plan.tensors {
            // Biases move rectifiers off their kinks; weights that the network would begin with as tiny ones become large enough.
            for place in tensor.range {
                if tensor.isBiasOrScale {
                    parameters[place] += Double(random.uniform(-0.3, 0.3))
                } else {
                    let fan = tensor.range.count / (tensor.shape.count == 1 ? 1 : tensor.shape[0])
                    parameters[place] += Double(random.normal()) / Double(max(fan, 4)).squareRoot()
                }
            }
        }
        let pixels = (0..<example.images * example.input.count).map { _ in random.normal() }
        let labels = (0..<example.images).map { (3 * $0 + 1) % 10 }
        func loss(_ parameters: [Double]) -> Double {
            start.with(parameters: parameters).lossAndGradient(pixels, labels: labels, threads: 2, seed: 5).loss
        }
        let gradient = start.with(parameters: parameters)
            .lossAndGradient(pixels, labels: labels, threads: 2, seed: 5).gradient
        let largest = gradient.reduce(0) { max($0, abs($1)) }
        #expect(largest > 1e-6)
        let trained = plan.tensors.filter { !$0.isFrozen }
        for number in 0..<60 {
            // Every tensor has its turn.
            let tensor = trained[number % trained.count]
            let place = tensor.range.lowerBound + random.integer(below: tensor.range.count)
            let step = 1e-5
            var moved = parameters
            moved[place] += step
            let above = loss(moved)
            moved[place] -= 2 * step
            let numeric = (above - loss(moved)) / (2 * step)
            #expect(
                abs(numeric - gradient[place]) <= 1e-6 * max(abs(numeric), 0.01 * largest),
                "\(tensor.name), number \(place - tensor.range.lowerBound): \(gradient[place]) against \(numeric)")
        }
    }
}

extension Layer {
    /// The same layer with a share of its filters or units.
    fileprivate func thinned(_ factor: Int) -> Layer {
        if let layer = kind as? Convolution {
            return .convolution(
                Convolution(
                    channels: max(layer.channels / factor, layer.groups), kernel: layer.kernel, stride: layer.stride,
                    padding: layer.padding, paddingValue: layer.paddingValue, groups: layer.groups, table: layer.table,
                    bias: layer.bias, isShared: layer.isShared, isFrozen: layer.isFrozen))
        }
        if let layer = kind as? Linear { return .linear(layer.units / factor, bias: layer.bias) }
        return self
    }
}
