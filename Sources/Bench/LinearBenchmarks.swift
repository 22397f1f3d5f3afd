import CNN
import Core
import Datasets
import Features
import Files
import SVM

/// The linear machines and the other simple learners, on two threads.
enum LinearBenchmarks {
    static let all: [Benchmark] = [
        Benchmark(
            work: "linear-hog-mnist-60k-l1",
            summary: "linear SVM, hinge, C=1, on OpenCV's HOG of MNIST, 60,000×1,296, one against the rest"
        ) { try linear("linear-hog-mnist-60k-l1", .hinge, $0) },
        Benchmark(
            work: "linear-hog-mnist-60k-l2", summary: "the same with the squared hinge"
        ) { try linear("linear-hog-mnist-60k-l2", .squaredHinge, $0) },
        Benchmark(
            work: "newton-hog-mnist-60k",
            summary: "squared hinge by trust-region Newton on the same rows, tolerance 0.01"
        ) {
            try other("newton-hog-mnist-60k", NewtonSVM(C: 1, bias: 0), $0) { .number($0.objectives.reduce(0, +)) }
        },
        Benchmark(
            work: "crammer-singer-hog-mnist-60k",
            summary: "Crammer and Singer's machine on the same rows, tolerance 0.1"
        ) {
            try other("crammer-singer-hog-mnist-60k", CrammerSingerSVM(C: 1, bias: 0), $0) { .number($0.dualObjective) }
        },
        Benchmark(
            work: "asgd-hog-mnist-60k", summary: "averaged SGD, five epochs, on the same rows, lambda = 1/60,000"
        ) {
            try other("asgd-hog-mnist-60k", AveragedSGD(lambda: 1 / 60_000), $0) { _ in .null }
        },
        Benchmark(
            work: "softmax-mnist-60k", summary: "softmax regression, C=1, on the pixels of MNIST, gradient to 1/1000"
        ) { try softmax("softmax-mnist-60k", $0) },
        Benchmark(
            work: "knn-mnist-60k", summary: "three nearest of 60,000 for the 10,000 test images of MNIST, l2"
        ) { try nearest("knn-mnist-60k", $0) },
    ]

    private struct Rows {
        let training: Matrix
        let labels: [Int]
        let test: Matrix
        let testLabels: [Int]
    }

    private static func mnist(_ input: BenchmarkInput) throws -> (training: LabelledImages, test: LabelledImages) {
        let dataset = MNIST()
        try dataset.requireFiles(in: input.directory)
        let loaded = try dataset.load(from: input.directory, threads: 2)
        guard input.isQuick else { return (loaded.training, loaded.test) }
        return (loaded.training.selecting(Array(0..<2000)), loaded.test.selecting(Array(0..<1000)))
    }

    /// HOG with cells of four pixels, by OpenCV's definition.
    private static func hogRows(_ input: BenchmarkInput) throws -> Rows {
        let (training, test) = try mnist(input)
        let hog = try HOG(cellSize: 4, convention: .openCV).fit(training.images, context: RunContext(threads: 2))
        return Rows(
            training: hog.extract(training.images, threads: 2), labels: training.labels,
            test: hog.extract(test.images, threads: 2), testLabels: test.labels)
    }

    private static func accuracy(_ found: [Int], _ labels: [Int]) -> Double {
        Double(zip(found, labels).count { $0 == $1 }) / Double(labels.count)
    }

    /// LIBLINEAR's -s 3 and -s 1, without bias as there.
    private static func linear(
        _ work: String, _ loss: LinearSVM.Loss, _ input: BenchmarkInput
    ) throws -> [BenchmarkResult] {
        let rows = try hogRows(input)
        let machine = LinearSVM(C: 1, loss: loss, tolerance: 0.1, bias: 0)
        let (time, fitted) = try Stopwatch.median(repeats: 3) {
            try machine.fit(rows.training, labels: rows.labels, classCount: 10, context: RunContext(threads: 2))
        }
        return [
            BenchmarkResult(
                work: work, metric: "train", value: time, unit: "s",
                details: [
                    "threads": .integer(2), "n": .integer(rows.training.rows), "C": .number(1),
                    "tolerance": .number(0.1),
                    "accuracy": .number(accuracy(fitted.predict(rows.test, threads: 2), rows.testLabels)),
                    "passes": .array(fitted.passes.map { .integer($0) }),
                    "objective_sum": .number(fitted.dualObjectives.reduce(0, +)),
                    "converged": .bool(fitted.summary.converged),
                ])
        ]
    }

    private static func other<Learner: Classifier>(
        _ work: String, _ learner: Learner, _ input: BenchmarkInput, _ objective: (Learner.Fitted) -> JSONValue
    ) throws -> [BenchmarkResult] {
        let rows = try hogRows(input)
        let (time, fitted) = try Stopwatch.median(repeats: 1, warmUps: 0) {
            try learner.fit(rows.training, labels: rows.labels, classCount: 10, context: RunContext(threads: 2))
        }
        return [
            BenchmarkResult(
                work: work, metric: "train", value: time, unit: "s",
                details: [
                    "threads": .integer(2), "n": .integer(rows.training.rows),
                    "accuracy": .number(accuracy(fitted.predict(rows.test, threads: 2), rows.testLabels)),
                    "outcome": .string(fitted.summary.outcome), "objective": objective(fitted),
                    "converged": .bool(fitted.summary.converged),
                ])
        ]
    }

    private static func pixelRows(_ input: BenchmarkInput) throws -> Rows {
        let (training, test) = try mnist(input)
        let raw = RawPixels().fit(training.images, context: RunContext(threads: 2))
        return Rows(
            training: raw.extract(training.images, threads: 2), labels: training.labels,
            test: raw.extract(test.images, threads: 2), testLabels: test.labels)
    }

    private static func softmax(_ work: String, _ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let rows = try pixelRows(input)
        let (time, fitted) = try Stopwatch.median(repeats: 1, warmUps: 0) {
            try SoftmaxRegression().fit(
                rows.training, labels: rows.labels, classCount: 10, context: RunContext(threads: 2))
        }
        return [
            BenchmarkResult(
                work: work, metric: "train", value: time, unit: "s",
                details: [
                    "threads": .integer(2), "n": .integer(rows.training.rows), "C": .number(1),
                    "accuracy": .number(accuracy(fitted.predict(rows.test, threads: 2), rows.testLabels)),
                    "iterations": .integer(fitted.summary.history.count), "objective": .number(fitted.objective),
                    "converged": .bool(fitted.summary.converged),
                ])
        ]
    }

    private static func nearest(_ work: String, _ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let rows = try pixelRows(input)
        let fitted = try NearestNeighbours(k: 3).fit(
            rows.training, labels: rows.labels, classCount: 10, context: RunContext(threads: 2))
        let (time, found) = Stopwatch.median(repeats: 3, warmUps: 0) { fitted.predict(rows.test, threads: 2) }
        let operations = fitted.flopsPerPrediction * Double(rows.test.rows)
        return [
            BenchmarkResult(
                work: work, metric: "predict", value: time, unit: "s",
                details: [
                    "threads": .integer(2), "n": .integer(rows.training.rows), "test": .integer(rows.test.rows),
                    "k": .integer(3), "accuracy": .number(accuracy(found, rows.testLabels)),
                    "gflops": .number((operations / time * 1e-8).rounded() / 10),
                ])
        ]
    }
}
