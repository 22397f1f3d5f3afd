import Core
import Foundation

/// Kernel values of the examples of one machine, with the operations of LIBSVM's kernels in their order: they are its values, digit by
/// digit.
///
/// LIBSVM walks through two rows at once for every value. Here the columns are walked through, which adds up the same products in the
/// same order for all examples together.
struct LIBSVMKernelRows {
    private let rows: SparseRows
    /// The row of each example.
    private let list: [Int]
    private let kernel: KernelGroup
    private let map: ColumnMap
    /// Where the numbers of each column begin, the examples that have them, and the numbers.
    private var starts: [Int] = []
    private var examples: [Int32] = []
    private var values: [Double] = []
    /// |x|² of each example.
    private var squares: [Double] = []
    /// For a precomputed kernel, the column of each example.
    private let serials: [Int32]
    /// K(x, x) of each example.
    private(set) var diagonal: [Double] = []

    var count: Int { list.count }

    /// The columns of `rows`, those that `init` asks for: none for a precomputed kernel.
    static func columnMap(of rows: SparseRows, kernel: KernelGroup) -> ColumnMap {
        ColumnMap(
            kernel.kernel == .precomputed ? SparseRows(columns: 0, starts: [0], indices: [], values: []) : rows)
    }

    /// - Parameter map: ``columnMap(of:kernel:)`` of these rows.
    /// - Precondition: `kernel` is one of LIBSVM's; for a precomputed one every row begins with its serial number, from 1 on.
    init(_ rows: SparseRows, _ list: [Int], kernel: KernelGroup, map: ColumnMap) {
        self.map = map
        self.rows = rows
        self.list = list
        self.kernel = kernel
        guard kernel.kernel != .precomputed else {
            serials = list.map { Int32(rows[$0, 0]) }
            diagonal = list.indices.map { rows[list[$0], Int(serials[$0])] }
            return
        }
        serials = []
        collectColumns()
        squares = list.map { row in
            rows.values[rows.starts[row]..<rows.starts[row + 1]].reduce(0) { $0 + $1 * $1 }
        }
        diagonal = squares.map { value(dot: $0, $0, $0) }
    }

    private mutating func collectColumns() {
        starts = [Int](repeating: 0, count: map.count + 1)
        for row in list {
            for place in rows.starts[row]..<rows.starts[row + 1] { starts[map.place(rows.indices[place]) + 1] += 1 }
        }
        for column in 0..<map.count { starts[column + 1] += starts[column] }
        examples = [Int32](repeating: 0, count: starts[map.count])
        values = [Double](repeating: 0, count: starts[map.count])
        var next = starts
        for (example, row) in list.enumerated() {
            for place in rows.starts[row]..<rows.starts[row + 1] {
                let column = map.place(rows.indices[place])
                examples[next[column]] = Int32(example)
                values[next[column]] = rows.values[place]
                next[column] += 1
            }
        }
    }

    /// The kernel values of an example with all of them.
    func row(_ example: Int) -> [Double] {
        let row = list[example]
        if kernel.kernel == .precomputed { return serials.map { rows[row, Int($0)] } }
        var sums = [Double](repeating: 0, count: list.count)
        sums.withUnsafeMutableBufferPointer { sums in
            examples.withUnsafeBufferPointer { examples in
                values.withUnsafeBufferPointer { values in
                    for place in rows.starts[row]..<rows.starts[row + 1] {
                        let (column, value) = (map.place(rows.indices[place]), rows.values[place])
                        let (first, end) = (starts[column], starts[column + 1])
                        if end - first == sums.count {
                            // A column that all examples have.
                            for other in sums.indices { sums[other] += value * values[first + other] }
                        } else {
                            for other in first..<end { sums[Int(examples[other])] += value * values[other] }
                        }
                    }
                }
            }
        }
        if kernel.kernel == .linear { return sums }
        let square = squares[example]
        for other in sums.indices { sums[other] = value(dot: sums[other], square, squares[other]) }
        return sums
    }

    /// The kernel value of two examples, from the differences of their features where the kernel is one of distances: what LIBSVM makes of
    /// |x|² + |y|² − 2 x·y has few digits where the examples lie close together and far from the origin.
    func preciseValue(_ example: Int, _ other: Int, of row: [Double]) -> Double {
        guard kernel.kernel == .rbf else { return row[other] }
        return exp(-kernel.gamma * LIBSVMOrder.distance(rows, list[example], rows, list[other]))
    }

    private func value(dot: Double, _ square: Double, _ other: Double) -> Double {
        switch kernel.kernel {
        case .linear: dot
        case .polynomial: LIBSVMOrder.power(kernel.gamma * dot + kernel.coef0, kernel.degree)
        case .rbf: exp(-kernel.gamma * (square + other - 2 * dot))
        default: tanh(kernel.gamma * dot + kernel.coef0)
        }
    }
}
