import CNN
import Core

/// Transformers on random texts and pictures: a step of training (forth, back, AdamW) on two threads, and texts that grow token by token on
/// one.
enum SequenceBenchmarks {
    /// A network as it is timed.
    private struct Subject: Sendable {
        let work: String
        let title: String
        let layers: [Layer]
        let input: DataShape
        let batch: Int
        /// Classes, or tokens of the texts.
        let classCount: Int
        /// Steps of one measurement; several measurements are made.
        let steps: Int
        /// What rates count, and how many of them an example has.
        let unit: String
        let perExample: Int

        func network() throws -> Network<Float> {
            try Network<Float>(layers: layers, input: input, classCount: classCount, seed: 1)
        }
    }

    /// A character model as `nanoGPT` trains it: attention and a hidden layer of four times the width, each behind layer normalisation and
    /// beside a shortcut.
    private static func gpt(
        _ work: String, blocks: Int, heads: Int, width: Int, context: Int, batch: Int, steps: Int
    ) -> Subject {
        let layers: [Layer] =
            [.embedding(tokens: 65, width: width), .positions]
            + (0..<blocks).flatMap { _ in block(width, heads: heads, isCausal: true) }
            + [.layerNorm, .linear(0, bias: false)]
        return Subject(
            work: work, title: "\(blocks) blocks of \(heads) heads, \(width) wide, \(context) characters",
            layers: layers, input: .tokens(length: context), batch: batch, classCount: 65, steps: steps,
            unit: "tokens/s", perExample: context)
    }

    private static func block(_ width: Int, heads: Int, isCausal: Bool) -> [Layer] {
        [
            .residual(branch: [.layerNorm, .attention(heads: heads, isCausal: isCausal)], shortcut: []),
            .residual(branch: [.layerNorm, .linear(4 * width), .gelu, .linear(width)], shortcut: []),
        ]
    }

    private static let texts: [Subject] = [
        gpt("gpt-nano", blocks: 4, heads: 4, width: 128, context: 64, batch: 12, steps: 8),
        gpt("gpt-char", blocks: 6, heads: 6, width: 384, context: 256, batch: 16, steps: 1),
    ]

    private static let pictures = Subject(
        work: "vit-cifar", title: "6 blocks of 4 heads, 192 wide, 64 patches of a picture",
        layers: [.convolution(192, kernel: 4, stride: 4), .places, .positions]
            + (0..<6).flatMap { _ in block(192, heads: 4, isCausal: false) } + [.mean, .layerNorm, .linear(0)],
        input: .picture(ImageShape(height: 32, width: 32, channels: 3)), batch: 128, classCount: 10, steps: 1,
        unit: "images/s", perExample: 1)

    static let all: [Benchmark] =
        texts.map { subject in
            Benchmark(work: subject.work, summary: "\(subject.title): training, and texts one at a time") {
                [try train(subject, isQuick: $0.isQuick), try generate(subject, isQuick: $0.isQuick)]
            }
        } + [
            Benchmark(work: pictures.work, summary: "\(pictures.title): training") {
                [try train(pictures, isQuick: $0.isQuick)]
            }
        ] + layouts

    // MARK: Two layouts

    /// The same products, a hidden layer of four times the width at every place of a picture, in both layouts of the engine: lanes, as
    /// convolutions of 1×1, and rows, as linear layers.
    private static let layouts: [Benchmark] = [(8, 192, 128), (8, 192, 1), (16, 384, 16), (16, 384, 1), (2, 768, 128)]
        .map {
            side, width, batch in
            Benchmark(
                work: "layout-\(side * side)x\(width)-b\(batch)",
                summary: "\(side * side) places, \(width) wide and four times that: training by lanes and by rows"
            ) { input in
                try [false, true].map { isRows in
                    let middle: [Layer] =
                        isRows
                        ? [.places, .linear(4 * width), .relu, .linear(width), .mean]
                        : [
                            .convolution(4 * width, kernel: 1), .relu, .convolution(width, kernel: 1),
                            .averagePool(side),
                        ]
                    let subject = Subject(
                        work: "layout-\(side * side)x\(width)-b\(batch)", title: "",
                        layers: [.convolution(width, kernel: 1)] + middle + [.linear(0)],
                        input: .picture(ImageShape(height: side, width: side, channels: 16)), batch: batch,
                        classCount: 10, steps: 2, unit: "images/s", perExample: 1)
                    return try train(subject, metric: isRows ? "rows" : "lanes", isQuick: input.isQuick)
                }
            }
        }

    private static func train(
        _ subject: Subject, metric: String = "train", isQuick: Bool
    ) throws -> BenchmarkResult {
        let network = try subject.network()
        var random = RandomSource(seed: 7)
        let rows = subject.batch * subject.perExample
        let tokens = (0..<rows).map { _ in Int32(random.integer(below: subject.classCount)) }
        let targets = (0..<rows).map { _ in Int32(random.integer(below: subject.classCount)) }
        let isPicture = subject.perExample == 1
        let pixels = isPicture ? (0..<subject.batch * network.plan.input.count).map { _ in random.normal() } : []
        let threads = NetworkBenchmarks.threads
        let session = TrainingSession(
            network, Optimiser(method: .adamw, weightDecay: 0.01), batchSize: subject.batch, threads: threads)
        let steps = isQuick ? 1 : subject.steps
        let seconds = Stopwatch.median(repeats: isQuick ? 1 : 9, warmUps: isQuick ? 0 : 2) {
            for step in 0..<steps {
                targets.withUnsafeBufferPointer { targets in
                    if isPicture {
                        _ = pixels.withUnsafeBufferPointer {
                            session.step($0, labels: targets, rate: 1e-3, seed: UInt64(step))
                        }
                    } else {
                        _ = tokens.withUnsafeBufferPointer {
                            session.step(tokens: $0, targets: targets, rate: 1e-3, seed: UInt64(step))
                        }
                    }
                }
            }
        }.seconds
        let rate = Double(steps) / seconds
        return BenchmarkResult(
            work: subject.work, metric: metric, value: rate * Double(rows), unit: subject.unit,
            details: [
                "batch": .integer(subject.batch), "threads": .integer(threads),
                "gflops": .number(
                    (rate * Double(subject.batch) * network.flopsPerImage.training / 1e8).rounded() / 10),
                "parameters": .integer(network.parameterCount),
            ])
    }

    /// The likeliest token follows, until the text is full.
    private static func generate(_ subject: Subject, isQuick: Bool) throws -> BenchmarkResult {
        let text = GrowingText(try subject.network())
        let length = isQuick ? 4 : text.capacity
        let seconds = Stopwatch.median(repeats: isQuick ? 1 : 5, warmUps: isQuick ? 0 : 1) {
            text.clear()
            var next: Int32 = 0
            for _ in 0..<length {
                let outputs = text.append([next])
                next = Int32(outputs.indices.max { outputs[$0] < outputs[$1] } ?? 0)
            }
        }.seconds
        return BenchmarkResult(
            work: subject.work, metric: "generate", value: Double(length) / seconds, unit: subject.unit,
            details: ["threads": .integer(1)])
    }
}
