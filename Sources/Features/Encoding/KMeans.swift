import Core
import Foundation

/// k-means: k words w such that the sum over all rows x of min |x − w|² is small.
///
/// S. Lloyd, *Least squares quantization in PCM*, 1982: assign each row to its nearest word, move each word to the
/// mean of its rows, and again; neither step can make the sum larger. Seeding by k-means++ (D. Arthur and S.
/// Vassilvitskii, SODA 2007): each next word is a row drawn in proportion to its squared distance from the words so
/// far; of 2 + ⌊ln k⌋ such rows the one that lowers the sum most is kept (the greedy variant that the authors
/// mention). Mini-batches: D. Sculley, *Web-scale k-means clustering*, WWW 2010.
///
/// Conventions: Euclidean distance; among equally near words the first. A word that no row is nearest to moves onto
/// the row that is farthest from its own word and shares that word with others, which lowers the sum; where all rows
/// lie on words (fewer different rows than words) it stays where it is. In mini-batches such a word stays. The number
/// of threads never changes a result.
public struct KMeans: Configuration {
    /// Number of words, 1…65,536.
    public let words: Int
    /// Most iterations: passes over all rows, or mini-batches.
    public let iterations: Int
    /// Lloyd's iterations end once one of them lowers the sum by this share of it or less.
    public let tolerance: Double
    public let seeding: Seeding
    /// Rows of a mini-batch. With 0, and where there are no more rows than this, every iteration sees all rows.
    public let batchSize: Int

    public enum Seeding: String, Codable, Sendable, CaseIterable {
        /// Different rows, all equally likely.
        case random
        /// Greedy k-means++.
        case plusPlus = "k-means++"
    }

    public init() { self.init(words: 256) }

    public init(
        words: Int, iterations: Int = 100, tolerance: Double = 1e-4, seeding: Seeding = .plusPlus, batchSize: Int = 0
    ) {
        self.words = words
        self.iterations = iterations
        self.tolerance = tolerance
        self.seeding = seeding
        self.batchSize = batchSize
    }

    public static var choices: [String: [String]] { ["seeding": Seeding.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1...65_536).contains(words), "words", words, "from 1 to 65536")
        try require((1...1_000_000).contains(iterations), "iterations", iterations, "from 1 to 1000000")
        try require(tolerance >= 0 && tolerance < 1, "tolerance", tolerance, "at least 0 and below 1")
        try require(
            (0...1_000_000_000).contains(batchSize), "batchSize", batchSize, "0 (all rows), or up to 1000000000")
    }

    /// Learns words from the rows of `data`. Uses the seed and the threads of `context`.
    ///
    /// Throws ``ConfigurationError``, and ``UserError`` where there are fewer rows than words or a value is not finite.
    public func fit(_ data: Matrix, context: RunContext) throws -> Vocabulary {
        try check(data)
        let chosen: [Int]
        switch context.isWarmUp ? .random : seeding {
        case .random:
            var random = RandomSource(seed: context.seed, stream: Self.randomStream, 0)
            chosen = Array(random.permutation(data.rows).prefix(words))
        case .plusPlus:
            chosen = KMeansSeeding.choose(words, from: data, context: context)
        }
        return iterate(data, from: data.selecting(chosen), context: context)
    }

    /// As ``fit(_:context:)``, from given words.
    ///
    /// - Precondition: `initialWords` has `words` rows, and as many columns as `data`.
    public func fit(_ data: Matrix, initialWords: Matrix, context: RunContext) throws -> Vocabulary {
        precondition(
            initialWords.rows == words && initialWords.columns == data.columns,
            "\(initialWords.rows)×\(initialWords.columns) initial words for \(words) of \(data.columns)")
        try check(data)
        return iterate(data, from: initialWords, context: context)
    }

    /// Names the random streams of this type.
    static let randomStream: UInt64 = 0x6B6D_6561_6E73

    private func check(_ data: Matrix) throws {
        try validate()
        guard data.rows >= words else {
            throw UserError(
                "k-means: \(data.rows) samples are too few for \(words) words; lower 'words' or raise 'sampleCount'")
        }
        guard data.columns > 0 else { throw UserError("k-means: the samples have no numbers") }
        try data.requireFinite("k-means")
    }

    private func iterate(_ data: Matrix, from start: Matrix, context: RunContext) -> Vocabulary {
        let limit = context.isWarmUp ? 1 : iterations
        return batchSize > 0 && batchSize < data.rows
            ? sculley(data, from: start, limit: limit, context: context)
            : lloyd(data, from: start, limit: limit, threads: context.threads)
    }

    private func lloyd(_ data: Matrix, from start: Matrix, limit: Int, threads: Int) -> Vocabulary {
        var words = start
        var history: [Double] = []
        let mean = data.columnMeans(threads: threads)
        // Σ |x − w|² over the rows of a word of mean w is Σ |x − m|² − n |w − m|², for any point m.
        let spread = KMeansKernels.squaredDistances(data, from: mean, threads: threads)
        var nearest = NearestWords(count: data.rows)
        var sums = WordSums(rows: data.rows, words: words.rows, depth: data.columns)
        // Bounds are worth their keeping from the second iteration on: in the first, words move farthest.
        let bounds = limit > 3 ? LloydBounds(rows: data.rows, words: words.rows) : nil
        for step in 0..<limit {
            if let bounds, step > 0 {
                bounds.assign(data, to: words, &nearest, threads: threads)
            } else {
                nearest.assign(data, to: PackedWords(words), threads: threads)
            }
            nearest.fillEmptyWords(words.rows)
            sums.update(data, nearest.labels, threads: threads)
            let moved = sums.means(previous: words, about: mean)
            if step > 0 { bounds?.move(from: words, to: moved.words) }
            words = moved.words
            history.append(max(spread - moved.explained, 0))
            if history.count > 1, history[history.count - 2] - history.last! <= tolerance * history.last! {
                return Vocabulary(words: words, inertia: history, converged: true)
            }
        }
        return Vocabulary(words: words, inertia: history, converged: false)
    }

    private func sculley(_ data: Matrix, from start: Matrix, limit: Int, context: RunContext) -> Vocabulary {
        var words = start
        var history: [Double] = []
        var seen = [Int](repeating: 0, count: words.rows)
        for step in 0..<limit {
            var random = RandomSource(seed: context.seed, stream: Self.randomStream, 1, UInt64(step))
            let batch = data.selecting((0..<batchSize).map { _ in random.integer(below: data.rows) })
            var nearest = NearestWords(count: batch.rows)
            nearest.assign(batch, to: PackedWords(words), threads: context.threads)
            history.append(nearest.distances.reduce(0) { $0 + Double($1) } / Double(batchSize) * Double(data.rows))
            words = KMeansKernels.step(words, towards: batch, nearest.labels, seen: &seen)
        }
        return Vocabulary(words: words, inertia: history, converged: true)
    }
}

/// The nearest word of every row, and how far it is.
struct NearestWords {
    var labels: [Int32]
    var distances: [Float]

    init(count: Int) {
        labels = Array(repeating: 0, count: count)
        distances = Array(repeating: 0, count: count)
    }

    mutating func assign(_ data: Matrix, to words: PackedWords, threads: Int) {
        labels.withUnsafeMutableBufferPointer { labels in
            distances.withUnsafeMutableBufferPointer { distances in
                guard let first = labels.baseAddress, let firstDistance = distances.baseAddress else { return }
                let labels = SharedPointer(first)
                let distances = SharedPointer(firstDistance)
                Parallel.ranges(data.rows, of: Self.share, threads: threads) { rows, _ in
                    NearestWordKernels.assign(data, rows: rows, to: words, labels: labels, distances: distances)
                }
            }
        }
    }

    /// Rows that a thread takes at a time.
    static let share = 1536

    /// Gives each word without rows the row that is farthest from its word, as long as another row stays with that one.
    mutating func fillEmptyWords(_ wordCount: Int) {
        var counts = [Int](repeating: 0, count: wordCount)
        for label in labels { counts[Int(label)] += 1 }
        let empty = counts.indices.filter { counts[$0] == 0 }
        guard !empty.isEmpty else { return }
        let order = labels.indices.sorted { (distances[$0], $1) > (distances[$1], $0) }
        var candidates = order.makeIterator()
        for word in empty {
            var taken = candidates.next()
            while let row = taken, counts[Int(labels[row])] < 2 { taken = candidates.next() }
            guard let row = taken, distances[row] > 0 else { return }
            counts[Int(labels[row])] -= 1
            labels[row] = Int32(word)
            distances[row] = 0
            counts[word] = 1
        }
    }
}
