import CNN
import Core
import Foundation
import Testing

private func network(
    _ layers: [Layer], _ shape: (Int, Int, Int), classes: Int, loss: Loss = Loss(), parameters: [Double]? = nil
) throws -> Network<Double> {
    let network = try Network<Double>(
        layers: layers, input: ImageShape(height: shape.0, width: shape.1, channels: shape.2), classCount: classes,
        normalization: PixelNormalization(
            means: Array(repeating: 0, count: shape.2), deviations: Array(repeating: 1, count: shape.2)), loss: loss,
        seed: 1)
    return parameters.map { network.with(parameters: $0) } ?? network
}

@Suite("Rules of single layers")
struct LayerRuleTests {
    @Test("of equal numbers the first of a window gets the gradient", arguments: [1, 6])
    func ties(_ count: Int) throws {
        // All numbers are equal. Untied biases at the places tell what gradient each place got, the weights of the last layer
        // tell the windows apart.
        let layers: [Layer] = [
            .convolution(1, kernel: 1, bias: .untied), .maxPool(3, stride: 2), .linear(2, bias: false),
        ]
        let parameters = [0] + Array(repeating: 0.0, count: 25) + [1, 2, 3, 4, -1, -2, -3, -4]
        let network = try network(layers, (5, 5, 1), classes: 2, parameters: parameters)
        let gradient = network.lossAndGradient(
            Array(repeating: 1, count: 25 * count), labels: Array(repeating: 0, count: count), threads: 1
        ).gradient
        // Both outputs are 0: their gradients are −1/2 and 1/2.
        var expected = [Double](repeating: 0, count: 25)
        for (window, place) in [0, 2, 10, 12].enumerated() { expected[place] = -Double(window + 1) }
        for place in 0..<25 { #expect(abs(gradient[1 + place] - expected[place]) < 1e-12, "place \(place)") }
    }

    @Test("response normalisation of three channels, worked out by hand")
    func responseNormalisation() throws {
        // Σ a² over three channels is 5, 6 and 5; 1 + 3 · 5 = 16, to the power of 3/4 that is 8.
        let norm = ResponseNormalisation(size: 3, alpha: 3, beta: 0.75, k: 1)
        let cubed = try network([.responseNormalisation(norm)], (1, 1, 3), classes: 3)
        for count in [1, 4] {
            let images: [Float] = (0..<count).flatMap { _ in [1, 2, -1] as [Float] }
            for outputs in cubed.outputs(images, count: count, threads: 1) {
                #expect(abs(outputs[0] - 0.125) < 1e-12)
                #expect(abs(outputs[1] - 2 / pow(19, 0.75)) < 1e-12)
                #expect(abs(outputs[2] + 0.125) < 1e-12)
            }
        }
        // 1 + Σ a² / 2 is 3.5, 8 and 7.5.
        let plain = try network(
            [.responseNormalisation(ResponseNormalisation(size: 3, alpha: 0.5, beta: 1, k: 1))], (1, 1, 3), classes: 3)
        let outputs = plain.outputs([1, 2, 3], count: 1, threads: 1)[0]
        for (value, right) in zip(outputs, [1 / 3.5, 0.25, 0.4]) { #expect(abs(value - right) < 1e-12) }
    }

    /// What dropout makes of images of ones, `[image][number]`: with weights of zero the gradient of a linear layer's weight is
    /// what it reads times the output's gradient, which is −1/2 for the one class and 1/2 for the other.
    private func dropped(_ rate: Float, count: Int, image: Int, seed: UInt64) throws -> [Double] {
        let shape = (7, 9, 5)
        let numbers = 7 * 9 * 5
        let network = try network(
            [.dropout(rate: rate), .linear(2, bias: false)], shape, classes: 2,
            parameters: Array(repeating: 0, count: 2 * numbers))
        var pixels = [Float](repeating: 0, count: count * numbers)
        for number in 0..<numbers { pixels[image * numbers + number] = 1 }
        let gradient = network.lossAndGradient(
            pixels, labels: Array(repeating: 0, count: count), threads: 2, seed: seed
        ).gradient
        return (0..<numbers).map { -2 * Double(count) * gradient[$0] }
    }

    @Test("dropout drops the share that it is told, and keeps the mean", arguments: [0.1, 0.5, 0.9] as [Float])
    func dropoutRate(_ rate: Float) throws {
        var all: [Double] = []
        for seed in 0..<40 { all += try dropped(rate, count: 20, image: seed % 20, seed: UInt64(seed)) }
        let kept = 1 / (1 - Double(rate))
        #expect(all.allSatisfy { abs($0) < 1e-9 || abs($0 - kept) < 1e-9 * kept })
        let share = Double(all.count { abs($0) < 1e-9 }) / Double(all.count)
        // Four standard deviations of so many draws.
        let deviation = (Double(rate) * (1 - Double(rate)) / Double(all.count)).squareRoot()
        #expect(abs(share - Double(rate)) < 4 * deviation)
        #expect(abs(all.reduce(0, +) / Double(all.count) - 1) < 4 * deviation * kept)
    }

    @Test("what is dropped depends on seed, image, place and layer, and on nothing else")
    func dropoutNames() throws {
        let mask = try dropped(0.5, count: 3, image: 2, seed: 8)
        func isSame(_ other: [Double]) -> Bool { zip(mask, other).allSatisfy { abs($0 - $1) < 1e-9 } }
        // Image by image, side by side, and in a second tile.
        #expect(isSame(try dropped(0.5, count: 3, image: 2, seed: 8)))
        #expect(isSame(try dropped(0.5, count: 16, image: 2, seed: 8)))
        #expect(isSame(try dropped(0.5, count: 40, image: 2, seed: 8)))
        let late = try dropped(0.5, count: 20, image: 18, seed: 8)
        #expect(try dropped(0.5, count: 40, image: 18, seed: 8).elementsEqual(late) { abs($0 - $1) < 1e-9 })
        // Other images and seeds agree with it in about half of the 315 places, as strangers do.
        for other in [
            late, try dropped(0.5, count: 3, image: 1, seed: 8), try dropped(0.5, count: 3, image: 2, seed: 9),
            Array(mask[1...] + mask[..<1]), Array(mask[9...] + mask[..<9]), Array(mask[63...] + mask[..<63]),
        ] {
            let agreeing = zip(mask, other).count { abs($0 - $1) < 1e-9 }
            #expect((120...195).contains(agreeing), "\(agreeing) of 315")
        }
    }

    @Test("two layers of dropout draw numbers of their own")
    func dropoutLayers() throws {
        // One minus the other of two layers on the same numbers would vanish if they agreed.
        let layers: [Layer] = [
            .residual(branch: [.dropout(rate: 0.5)], shortcut: [.dropout(rate: 0.5), .scale(-1)]),
            .linear(2, bias: false),
        ]
        let network = try network(layers, (8, 8, 1), classes: 2, parameters: Array(repeating: 0, count: 128))
        let gradient = network.lossAndGradient(Array(repeating: 1, count: 64), labels: [0], threads: 1, seed: 2)
            .gradient
        let differing = gradient[..<64].count { abs($0) > 1e-9 }
        #expect((16...48).contains(differing))
    }

    @Test("bitmaps are of two values, about as dark as writing is, and unlike each other")
    func bitmaps() {
        let bitmaps = NaiveNetwork.bitmaps
        #expect(bitmaps.count == 10 && bitmaps.allSatisfy { $0.count == 84 })
        #expect(bitmaps.joined().allSatisfy { abs(abs($0) - 1) < 1e-9 })
        for (digit, bitmap) in bitmaps.enumerated() {
            let black = bitmap.count { $0 > 0 }
            #expect((20...42).contains(black), "\(digit) has \(black) black pixels")
            for other in bitmaps[..<digit] {
                let differing = zip(bitmap, other).count { abs($0 - $1) > 1 }
                #expect(differing >= 8, "\(digit) is like another digit")
            }
        }
        // Row by row: the top of 7 is a line, and its right side is not.
        if bitmaps.count == 10, bitmaps[7].count == 84 {
            #expect(bitmaps[7][..<7].allSatisfy { $0 > 0 } && bitmaps[7][77..<84].count { $0 > 0 } == 1)
        }
    }

    @Test("bitmaps are for 84 inputs and ten classes at most")
    func bitmapShape() {
        for (shape, classes) in [((12, 8, 1), 10), ((12, 7, 1), 11)] {
            #expect {
                _ = try network([.radialBasis(RadialBasis())], shape, classes: classes)
            } throws: {
                "\($0)".contains("radial-basis")
            }
        }
    }
}

@Suite("Layers in a session of training")
struct LayerSessionTests {
    /// A step that leaves the parameters alone.
    private func step(_ session: TrainingSession<Double>, _ pixels: [Float], _ labels: [Int], seed: UInt64 = 0) {
        let labels = labels.map { Int32($0) }
        pixels.withUnsafeBufferPointer { pixels in
            labels.withUnsafeBufferPointer { labels in
                _ = session.step(pixels, labels: labels, rate: 0, seed: seed)
            }
        }
    }

    @Test("running means follow mean and variance of each batch", arguments: [3, 21])
    func runningStatistics(_ batchSize: Int) throws {
        // Batch normalisation of the images themselves, whose moments are known.
        let norm = BatchNormalisation(momentum: 0.25)
        let (channels, area) = (2, 3 * 5)
        let network = try network([.batchNormalisation(norm), .linear(3)], (3, 5, channels), classes: 3)
        let session = TrainingSession(network, Optimiser(), batchSize: batchSize, threads: 2)
        var random = RandomSource(seed: 4)
        var expected = [0.0, 0, 1, 1]
        // The second batch does not fill the last tile as the first did.
        for count in [batchSize, batchSize - 2] {
            let pixels = (0..<count * channels * area).map { _ in 3 + 2 * random.normal() }
            step(session, pixels, Array(repeating: 1, count: count))
            for channel in 0..<channels {
                let numbers = (0..<count * area).map {
                    Double(pixels[($0 / area * channels + channel) * area + $0 % area])
                }
                let mean = numbers.reduce(0, +) / Double(numbers.count)
                let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(numbers.count - 1)
                expected[channel] = 0.75 * expected[channel] + 0.25 * mean
                expected[channels + channel] = 0.75 * expected[channels + channel] + 0.25 * variance
            }
            for (value, right) in zip(session.statistics, expected) { #expect(abs(value - right) < 1e-9 * abs(right)) }
        }
        // What was gathered is what the network then uses.
        let pixels = (0..<4 * channels * area).map { _ in random.normal() }
        let outputs = session.network.outputs(pixels, count: 4, threads: 1)
        let naive = NaiveNetwork.outputs(session.network, pixels)
        for (value, right) in zip(outputs.joined(), naive.joined()) { #expect(abs(value - right) < 1e-9) }
    }

    @Test("what an earlier, larger batch left in memory does not matter", arguments: Architecture.all)
    func leftovers(_ architecture: Architecture) throws {
        let network = try architecture.network()
        for (capacity, count) in [(3, 2), (16, 5), (40, 19)] {
            let session = TrainingSession(network, Optimiser(), batchSize: capacity, threads: 2)
            step(session, architecture.pixels(capacity), architecture.labels(capacity))
            let pixels = Array(architecture.pixels(count + 1).suffix(count * architecture.shape.count))
            let labels = architecture.labels(count)
            step(session, pixels, labels, seed: 3)
            let expected = network.lossAndGradient(pixels, labels: labels, threads: 1, seed: 3).gradient
            let largest = expected.reduce(0) { max($0, abs($1)) }
            for (value, right) in zip(session.gradient, expected) {
                #expect(abs(value / Double(count) - right) <= 1e-9 * largest)
            }
        }
    }
}
