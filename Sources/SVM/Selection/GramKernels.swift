import Core

/// The loops of ``GramValidation`` over whole matrices.
enum GramKernels {
    /// What a kernel adds up over the features, for all pairs of rows, and for each row with itself. Throws ``UserError`` where a
    /// value cannot be used.
    static func sums(_ features: Matrix, kernel: KernelKind, threads: Int) throws -> (Matrix, own: [Float]) {
        let kind: KernelKind
        switch kernel {
        case .intersection: kind = .intersection
        case .chi2, .exponentialChi2: kind = .chi2
        default: kind = .linear
        }
        let term = KernelGroup(first: 0, columns: features.columns, kernel: kind)
        var sums = try KernelMatrix(features, kernel: KernelFunction(terms: [term]), threads: threads).values
        // The kernel χ² counts twice what its exponential adds up; a factor of two costs no digit.
        if kind == .chi2 {
            sums.withUnsafeMutableValues { values in
                for index in values.indices { values[index] *= 0.5 }
            }
        }
        return (sums, (0..<sums.rows).map { sums[$0, $0] })
    }

    /// Kernel values from what ``sums(_:kernel:threads:)`` added up.
    static func kernel(_ shape: KernelShape, sums: Matrix, own: [Float], threads: Int) -> Matrix {
        precondition(sums.rows == sums.columns && own.count == sums.rows)
        let count = sums.rows
        let norms = own.map { $0 * (shape.factor / 2) } + [Float](repeating: 0, count: 16)
        return Matrix(rows: count, columns: count) { target in
            let output = SharedPointer(target.baseAddress!)
            Parallel.ranges(count, of: 32, threads: threads) { rows, _ in
                sums.values.withUnsafeBufferPointer { sums in
                    norms.withUnsafeBufferPointer { norms in
                        for row in rows {
                            finish(
                                shape, sums.baseAddress! + row * count, norm: norms[row], norms.baseAddress!,
                                output.base + row * count, count)
                        }
                    }
                }
            }
        }
    }

    private static func finish(
        _ shape: KernelShape, _ sums: UnsafePointer<Float>, norm: Float, _ norms: UnsafePointer<Float>,
        _ target: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        var column = 0
        while column + 16 <= count {
            let sum = SIMD16<Float>(at: sums + column)
            let other = SIMD16<Float>(at: norms + column)
            let value = KernelValueKernels.finish(shape, sum, norm: norm, norms: other)
            value.store(at: target + column)
            column += 16
        }
        guard column < count else { return }
        var sum = SIMD16<Float>.zero
        var other = SIMD16<Float>.zero
        for lane in 0..<count - column {
            sum[lane] = sums[column + lane]
            other[lane] = norms[column + lane]
        }
        let value = KernelValueKernels.finish(shape, sum, norm: norm, norms: other)
        for lane in 0..<count - column { target[column + lane] = value[lane] }
    }

    /// `values` + `factor` times the numbers of a row in `columns`.
    static func add(
        _ matrix: Matrix, row: Int, columns: Range<Int>, times factor: Double, to values: inout [Double]
    ) {
        precondition(row >= 0 && row < matrix.rows && values.count == columns.count)
        precondition(columns.lowerBound >= 0 && columns.upperBound <= matrix.columns)
        matrix.values.withUnsafeBufferPointer { all in
            values.withUnsafeMutableBufferPointer { values in
                let source = all.baseAddress! + row * matrix.columns + columns.lowerBound
                for index in 0..<values.count { values[index] += factor * Double(source[index]) }
            }
        }
    }
}
