import Core
import Foundation

/// Norms of rows.
enum RowNorm: Sendable {
    case l1
    case l2
}

extension Matrix {
    /// Scales every row to norm 1; a row of zeros stays.
    mutating func normaliseRows(_ norm: RowNorm, threads: Int) {
        let (rows, columns) = (rows, columns)
        withUnsafeMutableValues { values in
            guard let base = values.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(rows, of: 64, threads: threads) { range, _ in
                for row in range { RowNormKernels.normalise(target.base + row * columns, columns, norm) }
            }
        }
    }

    /// Scales every part of so many numbers to length 1; a part of zeros stays.
    mutating func normaliseParts(of length: Int) {
        precondition(length > 0 && columns % length == 0)
        withUnsafeMutableValues { values in
            for start in stride(from: 0, to: values.count, by: length) {
                RowNormKernels.normalise(values.baseAddress! + start, length, .l2)
            }
        }
    }

    /// Replaces every number x by sign(x)·|x|^`power`.
    mutating func raise(to power: Float, threads: Int) {
        withUnsafeMutableValues { values in
            guard let base = values.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(values.count, of: 16_384, threads: threads) { range, _ in
                RowNormKernels.raise(target.base + range.lowerBound, range.count, to: power)
            }
        }
    }
}

/// The loops behind them.
enum RowNormKernels {
    static func normalise(_ row: UnsafeMutablePointer<Float>, _ count: Int, _ norm: RowNorm) {
        var sums = SIMD8<Float>.zero
        var column = 0
        while column + 8 <= count {
            let value = SIMD8<Float>(at: row + column)
            switch norm {
            case .l1: sums += lanewiseMax(value, -value)
            case .l2: sums.accumulate(value, value)
            }
            column += 8
        }
        var sum = Double(sums.sum())
        while column < count {
            let value = Double(row[column])
            sum += norm == .l1 ? abs(value) : value * value
            column += 1
        }
        guard sum > 0, sum.isFinite else { return }
        let factor = Float(1 / (norm == .l1 ? sum : sum.squareRoot()))
        for column in 0..<count { row[column] *= factor }
    }

    static func raise(_ values: UnsafeMutablePointer<Float>, _ count: Int, to power: Float) {
        guard power == 0.5 else {
            for index in 0..<count {
                let value = values[index]
                values[index] = value < 0 ? -pow(-value, power) : pow(value, power)
            }
            return
        }
        var index = 0
        while index + 8 <= count {
            let value = SIMD8<Float>(at: values + index)
            let root = lanewiseMax(value, -value).squareRoot()
            choose(where: value, isBelow: value - value, -root, else: root).store(at: values + index)
            index += 8
        }
        while index < count {
            let value = values[index]
            values[index] = value < 0 ? -(-value).squareRoot() : value.squareRoot()
            index += 1
        }
    }
}
