import Core
import Datasets
import Files
import SVM
import Text

/// Weighted words and a linear machine on Reuters R8, on two threads.
enum TextBenchmarks {
    static let all: [Benchmark] = [
        Benchmark(
            work: "tf-idf-r8",
            summary: "vocabulary, weights and rows of the 5,485 training texts of R8, words and pairs"
        ) { try rows("tf-idf-r8", $0) },
        Benchmark(
            work: "linear-tf-idf-r8", summary: "linear SVM, squared hinge, C=1, tolerance 0.1 on these rows, 8 classes"
        ) { try machine("linear-tf-idf-r8", $0) },
    ]

    private static let settings = TFIDF(unit: .word, longest: 2, sublinear: true)

    private static func texts(_ input: BenchmarkInput) throws -> LoadedTexts {
        let dataset = R8()
        try dataset.requireFiles(in: input.directory)
        let loaded = try dataset.load(from: input.directory, threads: 2)
        guard input.isQuick else { return loaded }
        return LoadedTexts(
            training: loaded.training.selecting(0..<500), test: loaded.test.selecting(0..<200),
            checksum: loaded.checksum)
    }

    private static func rows(_ work: String, _ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let texts = try texts(input).training.texts
        let (seconds, columns) = try Stopwatch.median {
            let fitted = try settings.fit(texts, context: RunContext(threads: 2))
            return fitted.extract(texts, threads: 2).columns
        }
        return [
            BenchmarkResult(
                work: work, metric: "fit", value: seconds, unit: "s",
                details: ["n": .integer(texts.count), "terms": .integer(columns), "threads": .integer(2)])
        ]
    }

    private static func machine(_ work: String, _ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let loaded = try texts(input)
        let fitted = try settings.fit(loaded.training.texts, context: RunContext(threads: 2))
        let (training, test) = (
            fitted.extract(loaded.training.texts, threads: 2), fitted.extract(loaded.test.texts, threads: 2)
        )
        let (seconds, machine) = try Stopwatch.median {
            try LinearSVM(C: 1).fit(
                training, labels: loaded.training.labels, classCount: 8, context: RunContext(threads: 2))
        }
        let (predicting, classes) = Stopwatch.median { machine.predict(test, threads: 2) }
        let correct = zip(classes, loaded.test.labels).count { $0 == $1 }
        let details: [String: JSONValue] = [
            "n": .integer(training.rows), "C": .integer(1), "threads": .integer(2),
            "accuracy": .number(Double(correct) / Double(test.rows)), "outcome": .string(machine.summary.outcome),
        ]
        return [
            BenchmarkResult(work: work, metric: "train", value: seconds, unit: "s", details: details),
            BenchmarkResult(work: work, metric: "predict", value: predicting, unit: "s", details: details),
        ]
    }
}
