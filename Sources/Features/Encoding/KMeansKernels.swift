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
    static func squaredDistance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) -> Double {
        var sums = SIMD8<Float>.zero
        var column = 0
        while column + 8 <= count {
            let difference = SIMD8<Float>(at: a + column) - SIMD8<Float>(at: b + column)
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
