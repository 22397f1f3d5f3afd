import CNN
import Core
import Foundation

func shape(_ h: Int, _ w: Int, _ c: Int) -> ImageShape { ImageShape(height: h, width: w, channels: c) }
let lenet5: [Layer] = [
    .convolution(6, kernel: 5, padding: 2), .relu, .maxPool(2), .convolution(16, kernel: 5), .relu, .maxPool(2),
    .linear(120), .relu, .linear(84), .relu, .linear(10),
]
let lenet1989: [Layer] = [
    .convolution(Convolution(channels: 12, kernel: 5, stride: 2, padding: 2, paddingValue: -1, bias: .none)), .tanh,
    .convolution(
        Convolution(
            channels: 12, kernel: 5, stride: 2, padding: 2, paddingValue: -1,
            table: (0..<12).map { f in f < 4 ? Array(0..<8) : f < 8 ? Array(4..<12) : Array(0..<4) + Array(8..<12) },
            bias: .none)), .tanh, .linear(30), .tanh, .linear(10), .tanh,
]
func rate(_ name: String, _ layers: [Layer], _ input: ImageShape, _ batch: Int, _ steps: Int, classes: Int = 10, loss: Loss = Loss(), momentum: Double = 0.9) {
    do {
        let network = try Network<Float>(
            layers: layers, input: input, classCount: classes,
            normalization: PixelNormalization(means: [0, 0, 0], deviations: [1, 1, 1]), loss: loss, seed: 1)
        var random = RandomSource(seed: 3)
        let pixels = (0..<batch * input.count).map { _ in random.normal() }
        let labels = (0..<batch).map { _ in Int32(random.integer(below: 10)) }
        for threads in [1, 2] {
            let session = TrainingSession(network, Optimiser(method: .sgd, momentum: momentum, weightDecay: 0), batchSize: batch, threads: threads)
            var times: [Double] = []
            var last = 0.0
            for group in 0..<6 {
                let start = ContinuousClock.now
                for s in 0..<steps {
                    pixels.withUnsafeBufferPointer { p in
                        labels.withUnsafeBufferPointer { l in
                            last = session.step(p, labels: l, rate: 0.01, seed: UInt64(s)).loss
                        }
                    }
                }
                if group > 0 { times.append((ContinuousClock.now - start).seconds / Double(steps)) }
            }
            times.sort()
            let r = Double(batch) / times[2]
            print(String(format: "%@ threads %d: %.0f images/s, %.1f GFLOP/s, loss %.4f", name, threads, r, r * network.flopsPerImage.training / 1e9, last))
        }
        if network.parameterCount > 0 {
            let start = ContinuousClock.now
            let n = max(1, 4096 / batch)
            let big = (0..<n).flatMap { _ in pixels }
            _ = network.outputs(big, count: n * batch, threads: 2)
            let t0 = (ContinuousClock.now - start).seconds
            let s2 = ContinuousClock.now
            _ = network.outputs(big, count: n * batch, threads: 2)
            print(String(format: "   infer %.0f images/s (first %.0f)", Double(n * batch) / (ContinuousClock.now - s2).seconds, Double(n * batch) / t0))
        }
    } catch { print("\(error)") }
}
let only = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : ""
if "lenet5".hasPrefix(only) {
    rate("lenet5-b64", lenet5, shape(28, 28, 1), 64, 60)
    rate("lenet5-b256", lenet5, shape(28, 28, 1), 256, 30)
}
if "lenet1989".hasPrefix(only) {
    rate("lenet1989-b1", lenet1989, shape(16, 16, 1), 1, 3000, loss: Loss(.squares), momentum: 0)
    rate("lenet1989-b64", lenet1989, shape(16, 16, 1), 64, 100, loss: Loss(.squares), momentum: 0)
}
