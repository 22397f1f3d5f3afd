import Core

/// The steps of k-means other than finding the nearest words.
enum KMeansKernels {
    /// Σ |x − `point`|² over all rows.
    static func squaredDistances(_ data: Matrix, from point: [Float], threads: Int) -> Double {
        precondition(point.count == data.columns)
        let size = 1024
        var parts = [Double](repeating: 0, count: (data.rows + size - 1) / size)
        parts.withUnsafeMutableBufferPointer { parts in
            guard let base = parts.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(data.rows, of: size, threads: threads) { rows, _ in
                var sum = 0.0
                data.values.withUnsafeBufferPointer { values in
                    point.withUnsafeBufferPointer { point in
                        for row in rows {
                            sum += squaredDistance(
                                values.baseAddress! + row * data.columns, point.baseAddress!, point.count)
                        }
                    }
                }
                target.base[rows.lowerBound / size] = sum
            }
        }
        return parts.reduce(0, +)
    }

    @inline(__always)
    private static func squaredDistance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) -> Double {
        var sums = SIMD8<Float>.zero
        var column = 0
        while column + 8 <= count {
            let difference = TileKernels.load(a + column) - TileKernels.load(b + column)
            sums.accumulate(difference, difference)
            column += 8
        }
        var sum = Double(sums.sum())
        while column < count {
            let difference = Double(a[column] - b[column])
            sum += difference * difference
            column += 1
        }
        return sum
    }

    /// The mean of the rows of each word, that of the previous words where it has none, and Σ n |w − `centre`|².
    ///
    /// A thread takes some of the words; the rows of one word are added in their order, in double precision.
    static func means(
        _ data: Matrix, _ labels: [Int32], previous: Matrix, about centre: [Float], threads: Int
    ) -> (words: Matrix, explained: Double) {
        precondition(labels.count == data.rows && previous.columns == data.columns && centre.count == data.columns)
        let (count, depth) = (previous.rows, data.columns)
        let (order, starts) = sorted(labels, count)
        var explained = [Double](repeating: 0, count: count)
        let words = explained.withUnsafeMutableBufferPointer { explained in
            let explained = SharedPointer(explained.baseAddress!)
            return Matrix(rows: count, columns: depth) { target in
                let target = SharedPointer(target.baseAddress!)
                Parallel.ranges(count, of: 16, threads: threads) { words, _ in
                    let sums = UnsafeMutablePointer<Double>.allocate(capacity: depth)
                    defer { sums.deallocate() }
                    for word in words {
                        let rows = order[starts[word]..<starts[word + 1]]
                        let mean = target.base + word * depth
                        guard !rows.isEmpty else {
                            for column in 0..<depth { mean[column] = previous.values[word * depth + column] }
                            continue
                        }
                        sum(data, rows, into: sums)
                        var square = 0.0
                        for column in 0..<depth {
                            let exact = sums[column] / Double(rows.count)
                            mean[column] = Float(exact)
                            square += (exact - Double(centre[column])) * (exact - Double(centre[column]))
                        }
                        explained.base[word] = Double(rows.count) * square
                    }
                }
            }
        }
        return (words, explained.reduce(0, +))
    }

    /// The rows in the order of their words (a counting sort), and where each word's rows begin.
    private static func sorted(_ labels: [Int32], _ count: Int) -> (order: [Int32], starts: [Int]) {
        var starts = [Int](repeating: 0, count: count + 1)
        for label in labels { starts[Int(label) + 1] += 1 }
        for word in 0..<count { starts[word + 1] += starts[word] }
        var next = starts
        let order = [Int32](unsafeUninitializedCapacity: labels.count) { order, total in
            for (row, label) in labels.enumerated() {
                order[next[Int(label)]] = Int32(row)
                next[Int(label)] += 1
            }
            total = labels.count
        }
        return (order, starts)
    }

    private static func sum(_ data: Matrix, _ rows: ArraySlice<Int32>, into sums: UnsafeMutablePointer<Double>) {
        let depth = data.columns
        sums.initialize(repeating: 0, count: depth)
        let target = UnsafeMutableRawPointer(sums)
        data.values.withUnsafeBufferPointer { values in
            for row in rows {
                let source = values.baseAddress! + Int(row) * depth
                var column = 0
                while column + 8 <= depth {
                    let place = target + 8 * column
                    let value = SIMD8<Double>(TileKernels.load(source + column))
                    let sum = place.loadUnaligned(as: SIMD8<Double>.self) + value
                    place.storeBytes(of: sum, as: SIMD8<Double>.self)
                    column += 8
                }
                while column < depth {
                    sums[column] += Double(source[column])
                    column += 1
                }
            }
        }
    }

    /// Sculley's step: each word moves to the mean of all batch rows that were ever assigned to it.
    static func step(_ words: Matrix, towards batch: Matrix, _ labels: [Int32], seen: inout [Int]) -> Matrix {
        precondition(labels.count == batch.rows && seen.count == words.rows && words.columns == batch.columns)
        var words = words
        let depth = words.columns
        words.withUnsafeMutableValues { words in
            batch.values.withUnsafeBufferPointer { rows in
                for (row, label) in labels.enumerated() {
                    let word = words.baseAddress! + Int(label) * depth
                    seen[Int(label)] += 1
                    let rate = 1 / Float(seen[Int(label)])
                    for column in 0..<depth { word[column] += rate * (rows[row * depth + column] - word[column]) }
                }
            }
        }
        return words
    }
}
