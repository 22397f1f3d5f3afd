import Core

/// Words that k-means has learned.
public struct Vocabulary: Sendable {
    /// One row a word.
    public let words: Matrix
    /// After each iteration, the sum over all rows of the squared distance to the mean of the rows that they were
    /// assigned with; for mini-batches what the batch suggests for all rows, before its step.
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

    /// The nearest words of each row, the nearest first, `count` or as many as there are; the first among equally
    /// near ones.
    ///
    /// - Precondition: as ``assign(_:threads:)``; `count` is 1 or more.
    public func nearest(_ data: Matrix, count: Int, threads: Int) -> NearestNeighbours {
        precondition(data.columns == words.columns && words.rows > 0 && count > 0)
        let count = min(count, words.rows)
        var neighbours = NearestNeighbours(rows: data.rows, count: count)
        neighbours.words.withUnsafeMutableBufferPointer { found in
            neighbours.squaredDistances.withUnsafeMutableBufferPointer { distances in
                guard let first = found.baseAddress, let firstDistance = distances.baseAddress else { return }
                let found = SharedPointer(first)
                let distances = SharedPointer(firstDistance)
                Parallel.ranges(data.rows, of: NearestWords.share, threads: threads) { rows, _ in
                    NearestWordKernels.nearest(
                        data, rows: rows, to: packed, count: count, found: found, distances: distances)
                }
            }
        }
        return neighbours
    }
}

/// Some nearest words of each of many rows.
public struct NearestNeighbours: Sendable {
    /// Words a row.
    public let count: Int
    /// `[row][place]`, the nearest first.
    public internal(set) var words: [Int32]
    public internal(set) var squaredDistances: [Float]

    init(rows: Int, count: Int) {
        self.count = count
        words = Array(repeating: 0, count: rows * count)
        squaredDistances = Array(repeating: 0, count: rows * count)
    }
}
