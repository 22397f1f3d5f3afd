import Core

/// Products of sparse rows with dense ones.
enum SparseKernels {
    /// xᵀw of a row.
    static func product(_ features: SparseRows, row: Int, _ weights: [Double]) -> Double {
        precondition(weights.count >= features.columns && row >= 0 && row < features.rows)
        return weights.withUnsafeBufferPointer { weights in
            features.indices.withUnsafeBufferPointer { indices in
                features.values.withUnsafeBufferPointer { values in
                    var sum = 0.0
                    for place in features.starts[row]..<features.starts[row + 1] {
                        sum += values[place] * weights[Int(indices[place])]
                    }
                    return sum
                }
            }
        }
    }

    /// bias + xᵀw of the rows `range`, where w is row `line` of `weights`, `stride` numbers apart in `target`.
    static func products(
        _ features: SparseRows, _ range: Range<Int>, _ weights: Matrix, of line: Int, bias: Double,
        into target: UnsafeMutablePointer<Double>, stride: Int
    ) {
        precondition(weights.columns >= features.columns && line < weights.rows)
        precondition(range.lowerBound >= 0 && range.upperBound <= features.rows)
        let start = line * weights.columns
        weights.values.withUnsafeBufferPointer { weights in
            features.indices.withUnsafeBufferPointer { indices in
                features.values.withUnsafeBufferPointer { values in
                    features.starts.withUnsafeBufferPointer { starts in
                        for (place, row) in range.enumerated() {
                            var sum = bias
                            for number in starts[row]..<starts[row + 1] {
                                sum += values[number] * Double(weights[start + Int(indices[number])])
                            }
                            target[place * stride] = sum
                        }
                    }
                }
            }
        }
    }

    /// w ← w + factor · x.
    static func add(_ features: SparseRows, row: Int, times factor: Double, to weights: inout [Double]) {
        precondition(weights.count >= features.columns && row >= 0 && row < features.rows)
        weights.withUnsafeMutableBufferPointer { weights in
            features.indices.withUnsafeBufferPointer { indices in
                features.values.withUnsafeBufferPointer { values in
                    for place in features.starts[row]..<features.starts[row + 1] {
                        weights[Int(indices[place])] += factor * values[place]
                    }
                }
            }
        }
    }
}
