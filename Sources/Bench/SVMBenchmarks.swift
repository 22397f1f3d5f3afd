import Core
import Experiments
import Features
import Files
import SVM

/// Kernel machines on digits and clothes, on two threads.
enum SVMBenchmarks {
    static let all: [Benchmark] = [
        Benchmark(
            work: "rbf-mnist-10k", summary: "RBF machine on the pixels of 10,000 digits; prediction of 10,000",
            measure: { try rbf("rbf-mnist-10k", "mnist", $0, usesHOG: false, count: 10_000, gamma: 0.02) }),
        Benchmark(
            work: "rbf-hog-mnist-10k", summary: "the same on HOG with cells of 4",
            measure: { try rbf("rbf-hog-mnist-10k", "mnist", $0, usesHOG: true, count: 10_000, gamma: 0.05) }),
        Benchmark(
            work: "rbf-hog-fashion-10k", summary: "the same on HOG of Fashion-MNIST",
            measure: { try rbf("rbf-hog-fashion-10k", "fashion-mnist", $0, usesHOG: true, count: 10_000, gamma: 0.05) }),
        Benchmark(
            work: "rbf-mnist-60k", summary: "RBF machine on the pixels of 60,000 digits, once",
            measure: { try rbf("rbf-mnist-60k", "mnist", $0, usesHOG: false, count: 60_000, gamma: 0.02) }),
    ]

    private static func rbf(
        _ work: String, _ name: String, _ input: BenchmarkInput, usesHOG: Bool, count: Int, gamma: Double
    ) throws -> [BenchmarkResult] {
        let threads = 2
        let data = try input.split(name)
        let count = input.isQuick ? 1000 : min(count, data.training.images.count)
        func rows(_ images: ImageStack) throws -> Matrix {
            guard usesHOG else {
                return Matrix(
                    rows: images.count, columns: images.shape.count, values: images.pixels.map { Float($0) / 255 })
            }
            // The descriptor that the peers are timed on.
            let hog = try HOG(cellSize: 4, convention: .openCV).fit(images, context: RunContext())
            return hog.extract(images, threads: threads)
        }
        let training = try rows(data.training.images.selecting(0..<count))
        let test = try rows(data.test.images)
        let labels = Array(data.training.labels.prefix(count))
        let svm = KernelSVM(C: 10, kernel: .rbf, gamma: gamma)
        let isLong = count > 20_000
        let (train, fitted) = try Stopwatch.median(repeats: isLong ? 1 : 5, warmUps: isLong ? 0 : 1) {
            try svm.fit(training, labels: labels, classCount: 10, context: RunContext(threads: threads))
        }
        let (predict, found) = Stopwatch.median(repeats: isLong ? 3 : 5) { fitted.predict(test, threads: threads) }
        let right = zip(found, data.test.labels).count { $0 == $1 }
        let details: [String: JSONValue] = [
            "n": .integer(count), "C": .integer(10), "gamma": .number(gamma), "threads": .integer(threads),
            "accuracy": .number(Double(right) / Double(found.count)),
            "sv": .integer(fitted.parts.supportIndices.count), "dual_objective": .number(fitted.dualObjective),
            "steps": .integer(fitted.machines.reduce(0) { $0 + $1.iterations }), "test": .integer(test.rows),
        ]
        return [("train", train), ("predict", predict)].map {
            BenchmarkResult(work: work, metric: $0.0, value: $0.1, unit: "s", details: details)
        }
    }
}

extension BenchmarkInput {
    /// Training and test images of a data set, in grey; 1,000 and 500 of them when quick.
    fileprivate func split(_ name: String) throws -> (training: LabelledImages, test: LabelledImages) {
        guard let type = Catalogue.datasets.first(where: { $0.card.name == name }) else {
            throw UserError("there is no data set '\(name)'")
        }
        let dataset = type.init()
        try dataset.requireFiles(in: directory)
        let data = try dataset.examples(from: directory, threads: 2)
        func part(_ images: LabelledImages, _ limit: Int) throws -> LabelledImages {
            let kept = 0..<(isQuick ? min(limit, images.images.count) : images.images.count)
            return LabelledImages(
                images: try images.images.selecting(kept).loaded(threads: 2).grey(), labels: Array(images.labels[kept]),
                classNames: images.classNames)
        }
        return (try part(data.training.images(), 1000), try part(data.test.images(), 500))
    }
}
