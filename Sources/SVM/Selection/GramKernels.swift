import Core

/// The loops of ``GramValidation`` over whole matrices.
enum GramKernels {
    /// What a kernel adds up over the features, for all pairs of rows, and for each row with itself.
    static func sums(_ features: Matrix, kernel: KernelKind, threads: Int) -> (Matrix, own: [Float]) {
        let kind: KernelKind
        switch kernel {
        case .intersection: kind = .intersection
        case .chi2, .exponentialChi2: kind = .chi2
        default: kind = .linear
        }
        let count = features.rows
        let term = KernelGroup(first: 0, columns: features.columns, kernel: kind)
        let order = (0..<Int32(count)) + [Int32](repeating: -1, count: (16 - count % 16) % 16)
        let packed = PackedExamples(
            features, kernel: KernelFunction(terms: [term]), order: Array(order), threads: threads)
        // The kernel χ² counts twice what its exponential adds up; a factor of two costs no digit.
        let scale: Float = kind == .chi2 ? 0.5 : 1
        let block = 4 * TileKernels.tileRows
        let sums = Matrix(rows: count, columns: count) { target in
            let output = SharedPointer(target.baseAddress!)
            let blocks = (count + block - 1) / block
            let workers = max(min(threads, blocks), 1)
            let scratch = (0..<workers).map { _ in
                (
                    left: LeftTiles(packed.shapes, columns: features.columns, capacity: block),
                    rows: FloatArena(block * order.count)
                )
            }
            Parallel.run(blocks, threads: workers) { index, worker in
                let rows = index * block..<min((index + 1) * block, count)
                let (left, values) = scratch[worker]
                left.pack(features, Array(rows))
                let targets = rows.indices.map { values.base + ($0 - rows.lowerBound) * packed.positions }
                targets.withUnsafeBufferPointer {
                    KernelTileKernels.compute(
                        left, packed, panels: 0..<packed.panelCount, targets: $0.baseAddress!, offset: 0)
                }
                for (place, row) in rows.enumerated() {
                    let line = output.base + row * count
                    for column in 0..<count { line[column] = targets[place][column] * scale }
                }
            }
        }
        return (sums, (0..<count).map { sums.values[$0 * count + $0] })
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
            let sum = UnsafeRawPointer(sums + column).loadUnaligned(as: SIMD16<Float>.self)
            let other = UnsafeRawPointer(norms + column).loadUnaligned(as: SIMD16<Float>.self)
            let value = KernelValueKernels.finish(shape, sum, norm: norm, norms: other)
            UnsafeMutableRawPointer(target + column).storeBytes(of: value, as: SIMD16<Float>.self)
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
