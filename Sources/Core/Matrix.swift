/// A dense matrix of single precision, row-major: one row an example.
public struct Matrix: Sendable, Equatable {
    public let rows: Int
    public let columns: Int
    public private(set) var values: [Float]

    /// - Precondition: `values.count == rows * columns`.
    public init(rows: Int, columns: Int, values: [Float]) {
        precondition(values.count == rows * columns, "\(values.count) values do not make \(rows)×\(columns)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// A matrix whose every value `fill` writes; the memory it is given is not initialised.
    public init(rows: Int, columns: Int, fill: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        self.rows = rows
        self.columns = columns
        values = try [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
            LargePages.advise(buffer.baseAddress, bytes: 4 * rows * columns)
            try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<(rows * columns)]))
            count = rows * columns
        }
    }

    /// A matrix whose rows are made one by one on up to `threads` threads. The memory given to `fillRow` is not initialised.
    public init(
        rows: Int, columns: Int, threads: Int,
        fillRow: @Sendable (_ index: Int, _ row: UnsafeMutableBufferPointer<Float>) -> Void
    ) {
        self.init(rows: rows, columns: columns) { target in
            guard let base = target.baseAddress else { return }
            let shared = SharedPointer(base)
            Parallel.run(rows, threads: threads) { index, _ in
                fillRow(index, UnsafeMutableBufferPointer(start: shared.base + index * columns, count: columns))
            }
        }
    }

    /// Changes the values in place, without a copy where this is their only owner.
    public mutating func withUnsafeMutableValues<Result>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
    ) rethrows -> Result {
        try values.withUnsafeMutableBufferPointer { try body($0) }
    }

    public subscript(row: Int, column: Int) -> Float {
        values[row * columns + column]
    }

    /// Row `index` as a slice.
    public func row(_ index: Int) -> ArraySlice<Float> {
        values[index * columns..<(index + 1) * columns]
    }

    /// The rows at `indices`, in that order.
    public func selecting(_ indices: some Collection<Int>) -> Matrix {
        Matrix(rows: indices.count, columns: columns) { target in
            values.withUnsafeBufferPointer { source in
                for (position, index) in indices.enumerated() {
                    let row = UnsafeBufferPointer(rebasing: source[index * columns..<(index + 1) * columns])
                    _ = UnsafeMutableBufferPointer(rebasing: target[(position * columns)...]).update(from: row)
                }
            }
        }
    }
}
