import Core

/// What a search is made on: rows of single or of double precision.
enum SearchFeatures: Sendable {
    case single(Matrix)
    case double(SparseRows)

    /// Columns as 1 / γ counts them.
    var columns: Int {
        switch self {
        case .single(let matrix): matrix.columns
        case .double(let rows): max(rows.columns - 1, 1)
        }
    }

    /// The variance of all numbers together.
    func variance(threads: Int) -> Double {
        switch self {
        case .single(let matrix): matrix.variance(threads: threads)
        case .double(let rows): rows.variance
        }
    }

    func selecting(_ list: [Int]) -> SearchFeatures {
        switch self {
        case .single(let matrix): .single(matrix.selecting(list))
        case .double(let rows): .double(rows.selecting(list))
        }
    }

    /// The classes of the rows `heldOut` by a machine that is trained on the rows `training`, and whether that converged.
    func tried(
        _ machine: KernelSVM, _ training: [Int], labels: [Int], classCount: Int, on heldOut: [Int], context: RunContext
    ) throws -> (classes: [Int], converged: Bool) {
        switch self {
        case .single(let matrix):
            var (rows, others) = (matrix.selecting(training), matrix.selecting(heldOut))
            if machine.kernel == .precomputed {
                rows = rows.selectingColumns(training)
                others = others.selectingColumns(training)
            }
            let fitted = try machine.fit(rows, labels: labels, classCount: classCount, context: context)
            return (fitted.predict(others, threads: context.threads), fitted.summary.converged)
        case .double(let rows):
            let fitted = try machine.fit(
                rows.selecting(training), labels: labels, classCount: classCount, context: context)
            return (
                try fitted.predict(rows.selecting(heldOut), threads: context.threads), fitted.summary.converged
            )
        }
    }
}

extension SparseRows {
    /// Does rounding to single precision move every number by less than a millionth of the range of its column?
    var isFineInSingle: Bool {
        var ranges: [Int32: (least: Double, most: Double)] = [:]
        for (index, value) in zip(indices, values) {
            let old = ranges[index] ?? (value, value)
            ranges[index] = (min(old.least, value), max(old.most, value))
        }
        return zip(indices, values).allSatisfy { index, value in
            let range = ranges[index]!
            return abs(Double(Float(value)) - value) <= 1e-6 * (range.most - range.least)
                || Double(Float(value)) == value
        }
    }
}

extension Matrix {
    /// The columns at `indices`, in that order.
    fileprivate func selectingColumns(_ indices: [Int]) -> Matrix {
        Matrix(
            rows: rows, columns: indices.count, values: (0..<rows).flatMap { row in indices.map { self[row, $0] } })
    }
}
