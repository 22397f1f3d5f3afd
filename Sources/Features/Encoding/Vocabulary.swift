import Core

/// Words that k-means has learned.
public struct Vocabulary: Sendable {
    /// One row a word.
    public let words: Matrix
    /// After each iteration, the sum over all rows of the squared distance to the mean of the rows that they were assigned
    /// with; for mini-batches what the batch suggests for all rows, before its step.
    public let inertia: [Double]
    /// False where Lloyd's iterations stopped at their limit. Mini-batches run for a fixed number of steps.
    public let converged: Bool
    let packed: PackedWords

    /// Iterations that were made.
    public var iterations: Int { inertia.count }

    public init(words: Matrix, inertia: [Double] = [], converged: Bool = true) {
        self.words = words
        self.inertia = inertia
        self.converged = converged
        packed = PackedWords(words)
    }

    /// The nearest word of each row; the first among equally near ones.
    ///
    /// - Precondition: `data` has as many columns as the words, and there is a word.
    public func assign(_ data: Matrix, threads: Int) -> [Int32] {
        precondition(data.columns == words.columns && words.rows > 0)
        return [Int32](unsafeUninitializedCapacity: data.rows) { buffer, count in
            count = data.rows
            guard let base = buffer.baseAddress else { return }
            let labels = SharedPointer(base)
            Parallel.ranges(data.rows, of: NearestWords.share, threads: threads) { rows, _ in
                NearestWordKernels.assign(data, rows: rows, to: packed, labels: labels, distances: nil)
            }
        }
    }

    /// The nearest word of each row and its squared distance.
    ///
    /// - Precondition: as ``assign(_:threads:)``.
    public func nearest(_ data: Matrix, threads: Int) -> (words: [Int32], squaredDistances: [Float]) {
        precondition(data.columns == words.columns && words.rows > 0)
        var nearest = NearestWords(count: data.rows)
        nearest.assign(data, to: packed, threads: threads)
        return (nearest.labels, nearest.distances)
    }
}
