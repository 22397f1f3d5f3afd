import Core
import Datasets
import SVM

/// Choosing parameters by cross-validation.
enum SearchBenchmark {
    static let all = [
        Benchmark(
            work: "grid-mnist-5k",
            summary: "5-fold cross-validation of 5 values of C and 5 of gamma on 5,000 digits, and the best trained",
            measure: grid)
    ]

    private static func grid(_ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let count = input.isQuick ? 500 : 5000
        let mnist = MNIST()
        try mnist.requireFiles(in: input.directory)
        let training = try mnist.load(from: input.directory, threads: 2).training.selecting(0..<count)
        let features = Matrix(
            rows: count, columns: training.images.shape.count, values: training.images.pixels.map { Float($0) / 255 })
        let search = KernelSVMSearch(
            machine: KernelSVM(C: 1), C: [0.1, 1, 10, 100, 1000], gamma: [0.001, 0.005, 0.01, 0.02, 0.05])
        let (time, fitted) = try Stopwatch.median(repeats: 1, warmUps: 0) {
            try search.fit(features, labels: training.labels, classCount: 10, context: RunContext(threads: 2))
        }
        guard let selection = fitted.summary.selection else { return [] }
        let best = selection.points[selection.chosen]
        return [
            BenchmarkResult(
                work: "grid-mnist-5k", metric: "search", value: time, unit: "s",
                details: [
                    "n": .integer(count), "threads": .integer(2), "accuracy": .number(best.accuracy),
                    "C": .number(best.values["C"] ?? 0), "gamma": .number(best.values["gamma"] ?? 0),
                    "converged": .bool(selection.points.allSatisfy(\.converged)),
                ])
        ]
    }
}
