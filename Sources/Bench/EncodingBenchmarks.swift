import Core
import Features
import LinearAlgebra

/// Vocabularies and encoders, on generated descriptors; on two threads unless the name says otherwise.
enum EncodingBenchmarks {
    static let all: [Benchmark] = [
        Benchmark(
            work: "bovw-kmeans", summary: "k-means: 100,000×128 into 1,024 given words, 10 iterations",
            measure: { try threadCounts("bovw-kmeans", $0, lloyd) }),
        Benchmark(
            work: "bovw-kmeans-plusplus", summary: "the same with greedy k-means++ seeding",
            measure: { try [seeded($0)] }),
        Benchmark(
            work: "bovw-assign", summary: "the nearest of 1,024 words for 1,000,000 descriptors",
            measure: { try threadCounts("bovw-assign", $0, assign) }),
        Benchmark(
            work: "gmm", summary: "diagonal Gaussian mixture: 64 components on 100,000×64, 10 iterations of EM",
            measure: { try threadCounts("gmm", $0, mixture) }),
        Benchmark(
            work: "fisher", summary: "improved Fisher vector of 2,000×64 descriptors, 64 components, one thread",
            measure: fisher),
    ]

    /// The work on two threads, and on one as `WORK-1thread`.
    private static func threadCounts(
        _ work: String, _ input: BenchmarkInput,
        _ measure: (_ work: String, _ input: BenchmarkInput, _ threads: Int) throws -> BenchmarkResult
    ) throws -> [BenchmarkResult] {
        try [(work, 2), ("\(work)-1thread", 1)].map { try measure($0, input, $1) }
    }

    private static func lloyd(_ work: String, _ input: BenchmarkInput, _ threads: Int) throws -> BenchmarkResult {
        let (count, words) = input.isQuick ? (5000, 64) : (100_000, 1024)
        let data = SyntheticDescriptors.siftLike(count, seed: 1, threads: 2)
        var random = RandomSource(seed: 2)
        let start = data.selecting(random.permutation(count).prefix(words))
        let means = KMeans(words: words, iterations: 10, tolerance: 0)
        let (time, result) = try Stopwatch.median(repeats: 3) {
            try means.fit(data, initialWords: start, context: RunContext(threads: threads))
        }
        return BenchmarkResult(
            work: work, metric: "time", value: time, unit: "s",
            details: [
                "threads": .integer(threads), "iterations": .integer(result.iterations),
                "inertia": .number(result.inertia.last ?? 0),
            ])
    }

    private static func seeded(_ input: BenchmarkInput) throws -> BenchmarkResult {
        let (count, words) = input.isQuick ? (5000, 64) : (100_000, 1024)
        let data = SyntheticDescriptors.siftLike(count, seed: 1, threads: 2)
        let means = KMeans(words: words, iterations: 10, tolerance: 0, seeding: .plusPlus)
        let (time, result) = try Stopwatch.median(repeats: 1, warmUps: 0) {
            try means.fit(data, context: RunContext(threads: 2))
        }
        return BenchmarkResult(
            work: "bovw-kmeans-plusplus", metric: "time", value: time, unit: "s",
            details: [
                "threads": .integer(2), "iterations": .integer(result.iterations),
                "inertia": .number(result.inertia.last ?? 0),
            ])
    }

    private static func mixture(_ work: String, _ input: BenchmarkInput, _ threads: Int) throws -> BenchmarkResult {
        let (time, mixture, _) = try mixture(
            rows: input.isQuick ? 5000 : 100_000, repeats: 3, context: RunContext(threads: threads))
        return BenchmarkResult(
            work: work, metric: "time", value: time, unit: "s",
            details: ["threads": .integer(threads), "iterations": .integer(mixture.iterations)])
    }

    /// Ten iterations from given weights, means and variances.
    private static func mixture(
        rows: Int, repeats: Int, context: RunContext
    ) throws -> (seconds: Double, mixture: FittedMixture, data: Matrix) {
        let components = 64
        let data = SyntheticDescriptors.gaussianMixture(rows, seed: 5, threads: 2)
        let start = GaussianMixture.Parameters(
            weights: [Float](repeating: 1 / Float(components), count: components),
            means: data.selecting(0..<components),
            variances: Matrix(
                rows: components, columns: data.columns,
                values: [Float](repeating: 1, count: components * data.columns)))
        let model = GaussianMixture(components: components, iterations: 10, tolerance: 0)
        let (time, mixture) = try Stopwatch.median(repeats: repeats) {
            try model.fit(data, initial: start, context: context)
        }
        return (time, mixture, data)
    }

    private static func fisher(_ input: BenchmarkInput) throws -> [BenchmarkResult] {
        let (_, mixture, data) = try mixture(rows: 5000, repeats: 1, context: RunContext())
        let encoder = FittedFisherVector(FisherVector(components: 64, pca: 0), mixture: mixture)
        let descriptors = data.selecting(0..<2000)
        let region = [Array(Int32(0)..<2000)]
        let (time, code) = Stopwatch.median(repeats: 25) { encoder.encode(descriptors, regions: region) }
        return [
            BenchmarkResult(
                work: "fisher", metric: "time", value: 1e3 * time, unit: "ms",
                details: [
                    "threads": .integer(1), "descriptors": .integer(2000), "dimensions": .integer(code.columns),
                ])
        ]
    }

    /// Beside the time, the rate of the scores' arithmetic, and the rate of the same product by the BLAS.
    private static func assign(_ work: String, _ input: BenchmarkInput, _ threads: Int) throws -> BenchmarkResult {
        let count = input.isQuick ? 20_000 : 1_000_000
        let words = SyntheticDescriptors.siftLike(1024, seed: 3)
        let data = SyntheticDescriptors.siftLike(count, seed: 4, threads: 2)
        let vocabulary = Vocabulary(words: words)
        let time = Stopwatch.median(repeats: 3) { vocabulary.assign(data, threads: threads) }.seconds
        let operations = 2.0 * Double(count) * 1024 * 128
        return BenchmarkResult(
            work: work, metric: "time", value: time, unit: "s",
            details: [
                "threads": .integer(threads), "gflops": .number((operations / time * 1e-8).rounded() / 10),
                "gflopsOfGEMM": .number((gemmRate(threads) * 1e-8).rounded() / 10),
            ])
    }

    /// Operations a second of the BLAS on square products of 1,024, each thread its own.
    private static func gemmRate(_ threads: Int) -> Double {
        let side = 1024
        var random = RandomSource(seed: 5)
        let square = Matrix(rows: side, columns: side, values: (0..<side * side).map { _ in Float(random.uniform()) })
        let products = 4 * threads
        let time = Stopwatch.median {
            Parallel.map(products, threads: threads) { _ in
                Matrix(rows: side, columns: side) { result in
                    if let base = result.baseAddress {
                        BLAS.multiply(square, rows: 0..<side, byTransposed: square, into: base)
                    }
                }.values[0]
            }
        }.seconds
        return 2 * Double(side * side * side) * Double(products) / time
    }
}
