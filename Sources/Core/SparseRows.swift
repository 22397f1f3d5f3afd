/// Rows of double precision of which only some numbers are kept: what LIBSVM's programs compute with.
///
/// A row takes memory for the numbers that stand in it, wherever they stand: a column of 2³¹ − 1 costs nothing.
public struct SparseRows: Sendable, Equatable {
    /// One more than the largest column in which any number stands, or more.
    public let columns: Int
    /// Where the numbers of each row begin, and the end of the last: from 0, not descending.
    public let starts: [Int]
    /// The columns of the numbers, ascending within a row.
    public let indices: [Int32]
    public let values: [Double]

    public var rows: Int { starts.count - 1 }

    /// - Precondition: As the properties say.
    public init(columns: Int, starts: [Int], indices: [Int32], values: [Double]) {
        precondition(starts.first == 0 && starts.last == indices.count && indices.count == values.count)
        precondition(columns <= Int(Int32.max) + 1)
        self.columns = columns
        self.starts = starts
        self.indices = indices
        self.values = values
    }

    /// The numbers of a dense matrix but the zeros, column j of which becomes column `first` + j.
    public init(_ matrix: Matrix, first: Int = 0) {
        var (starts, indices, values) = ([0], [Int32](), [Double]())
        starts.reserveCapacity(matrix.rows + 1)
        for row in 0..<matrix.rows {
            for (column, value) in matrix.row(row).enumerated() where value != 0 {
                indices.append(Int32(first + column))
                values.append(Double(value))
            }
            starts.append(indices.count)
        }
        self.init(columns: first + matrix.columns, starts: starts, indices: indices, values: values)
    }

    /// The rows at `list`, in that order.
    public func selecting(_ list: some Collection<Int>) -> SparseRows {
        var (starts, indices, values) = ([0], [Int32](), [Double]())
        for row in list {
            indices += self.indices[self.starts[row]..<self.starts[row + 1]]
            values += self.values[self.starts[row]..<self.starts[row + 1]]
            starts.append(indices.count)
        }
        return SparseRows(columns: columns, starts: starts, indices: indices, values: values)
    }

    /// The number in a row and a column: 0 where there is none.
    public subscript(row: Int, column: Int) -> Double {
        var (low, high) = (starts[row], starts[row + 1])
        while low < high {
            let middle = (low + high) / 2
            if indices[middle] < column { low = middle + 1 } else { high = middle }
        }
        return low < starts[row + 1] && Int(indices[low]) == column ? values[low] : 0
    }

    /// A dense matrix of single precision, of the columns from `first` on.
    public func matrix(first: Int = 0) -> Matrix {
        let width = max(columns - first, 1)
        return Matrix(rows: rows, columns: width) { target in
            target.update(repeating: 0)
            for row in 0..<rows {
                for place in starts[row]..<starts[row + 1] where indices[place] >= first {
                    target[row * width + Int(indices[place]) - first] = Float(values[place])
                }
            }
        }
    }
}
