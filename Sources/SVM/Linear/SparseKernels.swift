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

    /// xᵀw of a row, where w is row `line` of `weights`.
    static func product(_ features: SparseRows, row: Int, _ weights: Matrix, of line: Int) -> Double {
        precondition(weights.columns >= features.columns && row >= 0 && row < features.rows && line < weights.rows)
        let start = line * weights.columns
        return weights.values.withUnsafeBufferPointer { weights in
            features.indices.withUnsafeBufferPointer { indices in
                features.values.withUnsafeBufferPointer { values in
                    var sum = 0.0
                    for place in features.starts[row]..<features.starts[row + 1] {
                        sum += values[place] * Double(weights[start + Int(indices[place])])
                    }
                    return sum
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
