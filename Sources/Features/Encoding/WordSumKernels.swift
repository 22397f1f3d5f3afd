import Core

/// The sum and the number of the rows of each word. From one assignment to the next only the rows whose word has
/// changed are looked at.
///
/// Sums are in double precision: what is left of a row that was added and subtracted is far below what single
/// precision sees.
struct WordSums {
    private let depth: Int
    private var sums: [Double]
    private var counts: [Int]
    /// The word of each row that is in the sums; −1 before the first.
    private var labels: [Int32]

    init(rows: Int, words: Int, depth: Int) {
        self.depth = depth
        sums = Array(repeating: 0, count: words * depth)
        counts = Array(repeating: 0, count: words)
        labels = Array(repeating: -1, count: rows)
    }

    /// A row that comes to a word or leaves it.
    private struct Change {
        let row: Int32
        let sign: Int32
    }

    /// Takes note of new labels. A thread takes some of the words; changes of one word are made in the order of the
    /// rows.
    mutating func update(_ data: Matrix, _ newLabels: [Int32], threads: Int) {
        precondition(data.columns == depth && data.rows == labels.count && newLabels.count == labels.count)
        precondition(newLabels.allSatisfy { (0..<counts.count).contains(Int($0)) })
        let (changes, starts) = changes(newLabels)
        let depth = depth
        sums.withUnsafeMutableBufferPointer { sums in
            guard let base = sums.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(counts.count, of: 16, threads: threads) { words, _ in
                data.values.withUnsafeBufferPointer { values in
                    changes.withUnsafeBufferPointer { changes in
                        for word in words {
                            for index in starts[word]..<starts[word + 1] {
                                Self.add(
                                    values.baseAddress! + Int(changes[index].row) * depth,
                                    times: Double(changes[index].sign), depth, to: target.base + word * depth)
                            }
                        }
                    }
                }
            }
        }
        for (old, new) in zip(labels, newLabels) where old != new {
            if old >= 0 { counts[Int(old)] -= 1 }
            counts[Int(new)] += 1
        }
        labels = newLabels
    }

    /// The changes in the order of their words (a counting sort), and where each word's begin.
    private func changes(_ newLabels: [Int32]) -> (changes: [Change], starts: [Int]) {
        var starts = [Int](repeating: 0, count: counts.count + 1)
        for (old, new) in zip(labels, newLabels) where old != new {
            if old >= 0 { starts[Int(old) + 1] += 1 }
            starts[Int(new) + 1] += 1
        }
        for word in counts.indices { starts[word + 1] += starts[word] }
        var next = starts
        let changes = [Change](unsafeUninitializedCapacity: starts[counts.count]) { changes, total in
            for (row, (old, new)) in zip(labels, newLabels).enumerated() where old != new {
                if old >= 0 {
                    changes[next[Int(old)]] = Change(row: Int32(row), sign: -1)
                    next[Int(old)] += 1
                }
                changes[next[Int(new)]] = Change(row: Int32(row), sign: 1)
                next[Int(new)] += 1
            }
            total = starts[counts.count]
        }
        return (changes, starts)
    }

    @inline(__always)
    private static func add(
        _ row: UnsafePointer<Float>, times factor: Double, _ depth: Int, to sums: UnsafeMutablePointer<Double>
    ) {
        let target = UnsafeMutableRawPointer(sums)
        var column = 0
        while column + 8 <= depth {
            let place = target + 8 * column
            var sum = place.loadUnaligned(as: SIMD8<Double>.self)
            sum += SIMD8<Double>(SIMD8<Float>(at: row + column)) * factor
            place.storeBytes(of: sum, as: SIMD8<Double>.self)
            column += 8
        }
        while column < depth {
            sums[column] += Double(row[column]) * factor
            column += 1
        }
    }

    /// The mean of the rows of each word, that of the previous words where it has none, and Σ n |w − `centre`|².
    func means(previous: Matrix, about centre: [Float]) -> (words: Matrix, explained: Double) {
        precondition(previous.rows == counts.count && previous.columns == depth && centre.count == depth)
        var explained = 0.0
        let words = Matrix(rows: counts.count, columns: depth) { target in
            for word in counts.indices {
                let count = Double(counts[word])
                var square = 0.0
                for index in word * depth..<(word + 1) * depth {
                    guard counts[word] > 0 else {
                        target[index] = previous.values[index]
                        continue
                    }
                    let mean = sums[index] / count
                    target[index] = Float(mean)
                    let difference = mean - Double(centre[index - word * depth])
                    square += difference * difference
                }
                explained += count * square
            }
        }
        return (words, explained)
    }
}
