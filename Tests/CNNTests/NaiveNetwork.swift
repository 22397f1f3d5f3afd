import CNN
import Core
import Foundation

/// The numbers of one image between two layers, channel by channel.
struct Volume {
    let shape: ImageShape
    var numbers: [Double]

    init(_ shape: ImageShape, _ numbers: [Double]) {
        self.shape = shape
        self.numbers = numbers
    }

    init(_ shape: ImageShape, _ value: (_ channel: Int, _ row: Int, _ column: Int) -> Double) {
        self.shape = shape
        numbers = []
        for channel in 0..<shape.channels {
            for row in 0..<shape.height {
                for column in 0..<shape.width { numbers.append(value(channel, row, column)) }
            }
        }
    }

    /// Nothing outside the image.
    subscript(channel: Int, row: Int, column: Int) -> Double? {
        guard row >= 0, column >= 0, row < shape.height, column < shape.width else { return nil }
        return numbers[(channel * shape.height + row) * shape.width + column]
    }

    /// What of a window lies in the image.
    func window(_ channel: Int, _ row: Int, _ column: Int, _ pooling: Pooling) -> [Double] {
        (0..<pooling.size * pooling.size).compactMap {
            self[
                channel, row * pooling.stride - pooling.padding + $0 / pooling.size,
                column * pooling.stride - pooling.padding + $0 % pooling.size]
        }
    }
}

/// A network written straight from the definitions of its layers, in double precision, one number at a time. Dropout does
/// nothing.
struct NaiveNetwork {
    let network: Network<Double>
    /// Batch normalisation by the batch's own mean and variance.
    let isTraining: Bool
    private var parameter = 0
    private var statistic = 0

    private init(_ network: Network<Double>, _ isTraining: Bool) {
        self.network = network
        self.isTraining = isTraining
    }

    /// The outputs for images `[image][channel][row][column]`.
    static func outputs(_ network: Network<Double>, _ pixels: [Float], isTraining: Bool = false) -> [[Double]] {
        let shape = network.plan.input
        let images = (0..<pixels.count / shape.count).map { image in
            Volume(shape, pixels[image * shape.count..<(image + 1) * shape.count].map { Double($0) })
        }
        var naive = NaiveNetwork(network, isTraining)
        return naive.pass(images, through: network.layers).map(\.numbers)
    }

    /// The mean loss of a batch.
    static func loss(_ network: Network<Double>, _ outputs: [[Double]], _ labels: [Int]) -> Double {
        let loss = network.loss
        let classes = Double(network.classCount)
        let losses = zip(outputs, labels).map { outputs, label -> Double in
            switch loss.function {
            case .crossEntropy:
                let total = outputs.map { exp($0) }.reduce(0, +)
                return outputs.indices.map {
                    let target = ($0 == label ? 1 - loss.smoothing : 0) + loss.smoothing / classes
                    return -target * log(exp(outputs[$0]) / total)
                }.reduce(0, +)
            case .squares:
                return outputs.indices.map { pow(outputs[$0] - ($0 == label ? 1 : -1), 2) }.reduce(0, +) / classes
            case .distance:
                return outputs[label] + log(exp(-loss.j) + outputs.map { exp(-$0) }.reduce(0, +))
            }
        }
        return losses.reduce(0, +) / Double(labels.count)
    }

    fileprivate mutating func take(_ count: Int) -> [Double] {
        defer { parameter += count }
        return Array(network.parameters[parameter..<parameter + count])
    }

    fileprivate mutating func pass(_ images: [Volume], through layers: [Layer]) -> [Volume] {
        layers.reduce(images) { images, layer in
            guard let naive = layer.kind as? any NaiveLayer else { preconditionFailure("no naive \(layer.name)") }
            return naive.pass(images, of: &self)
        }
    }

    static func apply(_ activation: Activation, _ x: Double) -> Double {
        switch activation {
        case .relu: max(x, 0)
        case .tanh: tanh(x)
        case .scaledTanh: 1.7159 * tanh(2 * x / 3)
        case .sigmoid: 1 / (1 + exp(-x))
        case .gelu: x / 2 * (1 + erf(x / 2.0.squareRoot()))
        }
    }

    fileprivate mutating func convolve(_ images: [Volume], _ convolution: Convolution) -> [Volume] {
        let input = images[0].shape
        let kernel = convolution.kernel
        let side = { (length: Int) in (length + 2 * convolution.padding - kernel) / convolution.stride + 1 }
        let output = ImageShape(height: side(input.height), width: side(input.width), channels: convolution.channels)
        let places = output.height * output.width
        // For every place (or once), every filter and every channel that it sees a square of weights.
        var squares: [[[[Double]]]] = []
        for _ in 0..<(convolution.isShared ? 1 : places) {
            var filters: [[[Double]]] = []
            for filter in 0..<convolution.channels {
                var filterSquares: [[Double]] = []
                for _ in convolution.connections(of: filter, inputs: input.channels) {
                    filterSquares.append(take(kernel * kernel))
                }
                filters.append(filterSquares)
            }
            squares.append(filters)
        }
        let shared = convolution.bias == .shared ? take(convolution.channels) : []
        let untied = convolution.bias == .untied ? take(output.count) : []
        return images.map { image in
            Volume(output) { filter, row, column in
                let place = row * output.width + column
                var sum = shared.isEmpty ? 0 : shared[filter]
                if !untied.isEmpty { sum = untied[filter * places + place] }
                let weights = squares[convolution.isShared ? 0 : place][filter]
                for (square, channel) in zip(weights, convolution.connections(of: filter, inputs: input.channels)) {
                    for tap in 0..<kernel * kernel {
                        let y = row * convolution.stride - convolution.padding + tap / kernel
                        let x = column * convolution.stride - convolution.padding + tap % kernel
                        sum += square[tap] * (image[channel, y, x] ?? Double(convolution.paddingValue))
                    }
                }
                return sum
            }
        }
    }

    fileprivate mutating func pool(_ images: [Volume], _ pooling: Pooling) -> [Volume] {
        let input = images[0].shape
        // As many windows as begin before the last number that a window of the whole picture needs.
        func side(_ length: Int) -> Int {
            (0..<length + 2 * pooling.padding).count {
                guard $0 % pooling.stride == 0 else { return false }
                let isWhole = $0 + pooling.size <= length + 2 * pooling.padding
                if !pooling.coversBorder || isWhole { return isWhole }
                // The first window that is not whole is needed if the one before leaves something over.
                let before = $0 - pooling.stride + pooling.size
                return before < length + 2 * pooling.padding && $0 < length + pooling.padding
            }
        }
        let output = ImageShape(height: side(input.height), width: side(input.width), channels: input.channels)
        let coefficients = pooling.kind == .subsampling ? take(input.channels) : []
        let biases = pooling.kind == .subsampling ? take(input.channels) : []
        return images.map { image in
            Volume(output) { channel, row, column in
                let window = image.window(channel, row, column, pooling)
                let mean = window.reduce(0, +) / Double(window.count)
                switch pooling.kind {
                case .max: return window.max() ?? .nan
                case .average: return mean
                case .subsampling: return coefficients[channel] * mean + biases[channel]
                }
            }
        }
    }

    fileprivate static func normalise(_ image: Volume, _ norm: ResponseNormalisation) -> Volume {
        Volume(image.shape) { channel, row, column in
            var sum = 0.0
            for neighbour in channel - norm.size / 2...channel + norm.size / 2
            where (0..<image.shape.channels).contains(neighbour) {
                sum += pow(image[neighbour, row, column] ?? .nan, 2)
            }
            let divisor = pow(Double(norm.k) + Double(norm.alpha) * sum, Double(norm.beta))
            return (image[channel, row, column] ?? .nan) / divisor
        }
    }

    fileprivate mutating func normalise(_ images: [Volume], _ norm: BatchNormalisation) -> [Volume] {
        let shape = images[0].shape
        let area = shape.height * shape.width
        let (scales, biases) = (take(shape.channels), take(shape.channels))
        var means = Array(network.statistics[statistic..<statistic + shape.channels])
        var variances = Array(network.statistics[statistic + shape.channels..<statistic + 2 * shape.channels])
        statistic += 2 * shape.channels
        if isTraining {
            for channel in 0..<shape.channels {
                let numbers = images.flatMap { $0.numbers[channel * area..<(channel + 1) * area] }
                means[channel] = numbers.reduce(0, +) / Double(numbers.count)
                variances[channel] =
                    numbers.map { pow($0 - means[channel], 2) }.reduce(0, +) / Double(numbers.count)
            }
        }
        return images.map { image in
            Volume(shape) { channel, row, column in
                let deviation = (variances[channel] + Double(norm.epsilon)).squareRoot()
                let difference = (image[channel, row, column] ?? .nan) - means[channel]
                return scales[channel] * difference / deviation + biases[channel]
            }
        }
    }

    /// The bitmaps of a radial-basis layer as its outputs tell them: with the unit vector of pixel j for input, the squared
    /// distance is 85 − 2 w_j.
    static let bitmaps: [[Double]] = {
        var pixels = [Float](repeating: 0, count: 84 * 84)
        for pixel in 0..<84 { pixels[pixel * 84 + pixel] = 1 }
        let network = try? Network<Double>(
            layers: [.radialBasis(RadialBasis())], input: ImageShape(height: 12, width: 7, channels: 1), classCount: 10,
            normalization: PixelNormalization(means: [0], deviations: [1]), seed: 0)
        let outputs = network?.outputs(pixels, count: 84, threads: 1) ?? []
        return (0..<10).map { digit in outputs.map { (85 - $0[digit]) / 2 } }
    }()
}

/// What a layer computes, straight from its definition.
protocol NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume]
}

extension Convolution: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] { naive.convolve(images, self) }
}

extension Activation: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        images.map { image in Volume(image.shape, image.numbers.map { NaiveNetwork.apply(self, $0) }) }
    }
}

extension Pooling: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] { naive.pool(images, self) }
}

extension ResponseNormalisation: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        images.map { NaiveNetwork.normalise($0, self) }
    }
}

extension BatchNormalisation: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] { naive.normalise(images, self) }
}

extension Dropout: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] { images }
}

extension Linear: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        let inputs = images[0].shape.count
        let units = units == 0 ? naive.network.classCount : units
        let weights = naive.take(units * inputs)
        let biases = bias ? naive.take(units) : Array(repeating: 0, count: units)
        return images.map { image in
            Volume(ImageShape(height: 1, width: 1, channels: units)) { unit, _, _ in
                (0..<inputs).reduce(biases[unit]) { $0 + weights[unit * inputs + $1] * image.numbers[$1] }
            }
        }
    }
}

extension RadialBasis: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        images.map { image in
            Volume(ImageShape(height: 1, width: 1, channels: naive.network.classCount)) { unit, _, _ in
                image.numbers.indices.reduce(0) { $0 + pow(image.numbers[$1] - NaiveNetwork.bitmaps[unit][$1], 2) }
            }
        }
    }
}

extension Scale: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        images.map { Volume($0.shape, $0.numbers.map { $0 * Double(factor) }) }
    }
}

extension Residual: NaiveLayer {
    func pass(_ images: [Volume], of naive: inout NaiveNetwork) -> [Volume] {
        let left = naive.pass(images, through: branch)
        let right = naive.pass(images, through: shortcut)
        return zip(left, right).map { a, b in Volume(a.shape, zip(a.numbers, b.numbers).map { $0 + $1 }) }
    }
}
