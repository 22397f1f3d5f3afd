import Core

/// Distances are computed as |x|² + |y|² − 2 x·y, of which little is left in single precision where the rows lie close together
/// and far from the origin. There the rows are moved, which changes no distance.
extension KernelFunction {
    /// What to subtract from all rows before kernel values are computed: about the mean of `features` where the kernel is one of
    /// distances and the mean is far longer than the rows about it, else nothing.
    func centre(of features: Matrix) -> [Float]? {
        guard terms.allSatisfy({ $0.kernel == .rbf }), features.rows > 0 else { return nil }
        let sample = stride(from: 0, to: features.rows, by: max(features.rows / 512, 1))
        var sums = [Double](repeating: 0, count: features.columns)
        var squares = sums
        var count = 0.0
        for row in sample {
            count += 1
            for column in 0..<features.columns {
                let value = Double(features.values[row * features.columns + column])
                sums[column] += value
                squares[column] += value * value
            }
        }
        let length = sums.reduce(0) { $0 + ($1 / count) * ($1 / count) }
        let spread = squares.reduce(0) { $0 + $1 / count } - length
        return length > 8 * spread ? sums.map { Float($0 / count) } : nil
    }
}

extension Matrix {
    /// The rows less `centre`, or as they are.
    func moved(by centre: [Float]?, threads: Int) -> Matrix {
        guard let centre else { return self }
        precondition(centre.count == columns)
        return Matrix(rows: rows, columns: columns, threads: threads) { index, row in
            values.withUnsafeBufferPointer { values in
                for column in 0..<columns { row[column] = values[index * columns + column] - centre[column] }
            }
        }
    }
}
