import CNN
import Core
import Foundation

/// Networks on random images: a step of training (forth, back, stochastic gradient descent) and the outputs of a batch, on two
/// threads.
enum NetworkBenchmarks {
    /// A network as it is timed, and how often.
    struct Subject: Sendable {
        let work: String
        let title: String
        let layers: @Sendable () throws -> [Layer]
        let input: ImageShape
        let batch: Int
        /// Steps of one measurement; several measurements are made.
        let steps: Int
        var classCount = 10
        var loss = Loss()
        var momentum = 0.9

        func network() throws -> Network<Float> {
            try Network<Float>(
                layers: layers(), input: input, classCount: classCount,
                normalization: PixelNormalization(means: [0, 0, 0], deviations: [1, 1, 1]), loss: loss, seed: 1)
        }

        /// Images and classes, drawn at random.
        func batchOfNoise() -> (pixels: [Float], labels: [Int32]) {
            var random = RandomSource(seed: 7)
            return (
                (0..<batch * input.count).map { _ in random.normal() },
                (0..<batch).map { _ in Int32(random.integer(below: 10)) }
            )
        }
    }

    static let threads = 2

    private static func shape(_ side: Int, _ channels: Int) -> ImageShape {
        ImageShape(height: side, width: side, channels: channels)
    }

    static let subjects: [Subject] = [
        lenet5(batch: 64, steps: 60), lenet5(batch: 256, steps: 30), lenet1989(batch: 1, steps: 2000),
        lenet1989(batch: 64, steps: 60),
        Subject(
            work: "cuda-convnet-b128", title: "cuda-convnet (wide)",
            layers: { CudaConvnet(layers: .wide).layers(for: shape(32, 3), classCount: 10) }, input: shape(32, 3),
            batch: 128, steps: 3),
        Subject(
            work: "speedrun-b256", title: "the speed-run network", layers: { speedRun }, input: shape(32, 3),
            batch: 256,
            steps: 1),
        Subject(
            work: "alexnet-b16", title: "AlexNet with its two groups",
            layers: { AlexNet(width: 1).layers(for: shape(227, 3), classCount: 1000) }, input: shape(227, 3),
            batch: 16, steps: 1, classCount: 1000),
    ]

    private static func lenet5(batch: Int, steps: Int) -> Subject {
        Subject(
            work: "lenet5-b\(batch)", title: "LeNet-5 (modern)",
            layers: { LeNet5().layers(for: shape(28, 1), classCount: 10) }, input: shape(28, 1), batch: batch,
            steps: steps)
    }

    private static func lenet1989(batch: Int, steps: Int) -> Subject {
        Subject(
            work: "lenet1989-b\(batch)", title: "LeNet of 1989",
            layers: { LeNetOf1989<HabitsOf1989>().layers(for: shape(16, 1), classCount: 10) }, input: shape(16, 1),
            batch: batch, steps: steps, loss: Loss(.squares), momentum: 0)
    }

    /// With weights of the first layer that are trained, too, and without the scale at the end, as the peer has it.
    private static let speedRun: [Layer] = {
        func block(_ width: Int) -> [Layer] {
            [
                .convolution(width, kernel: 3, padding: 1, bias: .none), .maxPool(2), .batchNorm, .gelu,
                .convolution(width, kernel: 3, padding: 1, bias: .none), .batchNorm, .gelu,
            ]
        }
        return [.convolution(24, kernel: 2), .gelu] + block(64) + block(256) + block(256)
            + [.maxPool(3), .linear(10, bias: false)]
    }()

    static let all: [Benchmark] = subjects.map { subject in
        Benchmark(
            work: subject.work,
            summary:
                "\(subject.title), \(subject.batch == 1 ? "one image" : "\(subject.batch) images") a batch: training and outputs"
        ) {
            try measure(subject, isQuick: $0.isQuick)
        }
    }

    private static func measure(_ subject: Subject, isQuick: Bool) throws -> [BenchmarkResult] {
        let network = try subject.network()
        let (pixels, labels) = subject.batchOfNoise()
        let optimiser = Optimiser(method: .sgd, momentum: subject.momentum, weightDecay: 0)
        let session = TrainingSession(network, optimiser, batchSize: subject.batch, threads: threads)
        let predictor = NetworkPredictor(network, capacity: subject.batch, threads: threads)
        let repeats = isQuick ? 1 : 7
        let steps = isQuick ? 1 : subject.steps
        let training = Stopwatch.median(repeats: repeats, warmUps: isQuick ? 0 : 1) {
            for step in 0..<steps {
                pixels.withUnsafeBufferPointer { pixels in
                    labels.withUnsafeBufferPointer { labels in
                        _ = session.step(pixels, labels: labels, rate: 0.01, seed: UInt64(step))
                    }
                }
            }
        }.seconds
        let use = Stopwatch.median(repeats: repeats, warmUps: isQuick ? 0 : 1) {
            for _ in 0..<steps {
                pixels.withUnsafeBufferPointer { _ = predictor.outputs($0, count: subject.batch) }
            }
        }.seconds
        func result(_ metric: String, _ seconds: Double, _ flops: Double) -> BenchmarkResult {
            let rate = Double(subject.batch * steps) / seconds
            return BenchmarkResult(
                work: subject.work, metric: metric, value: rate, unit: "images/s",
                details: [
                    "batch": .integer(subject.batch), "threads": .integer(threads),
                    "gflops": .number((rate * flops / 1e8).rounded() / 10),
                    "parameters": .integer(network.parameterCount),
                ])
        }
        let flops = network.flopsPerImage
        return [result("train", training, flops.training), result("infer", use, flops.inference)]
    }
}
