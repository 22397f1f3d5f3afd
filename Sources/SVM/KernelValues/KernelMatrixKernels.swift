import Core

/// A whole matrix of kernel values: one triangle is computed and copied to the other.
enum KernelMatrixKernels {
    /// Rows that are computed together: a multiple of sixteen and of the rows of a tile.
    private static let block = 48

    /// The kernel values of the first `count` positions, which are rows of the features in their order.
    static func symmetric(_ packed: PackedExamples, count: Int, threads: Int) -> Matrix {
        precondition(count <= packed.positions && count <= packed.features.rows)
        precondition((0..<count).allSatisfy { Int(packed.order[$0]) == $0 })
        return Matrix(rows: count, columns: count) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            let blocks = (count + block - 1) / block
            let workers = max(min(threads, blocks), 1)
            let scratch = (0..<workers).map { _ in AlignedFloats(uninitialised: block * packed.positions) }
            let lefts = (0..<workers).map { _ in
                LeftTiles(packed.shapes, columns: packed.features.columns, capacity: block)
            }
            Parallel.run(blocks, threads: workers) { index, worker in
                // From the diagonal on, at aligned places and with padding, and then moved.
                let rows = index * block..<min((index + 1) * block, count)
                let panels = rows.lowerBound / 16..<packed.panelCount
                lefts[worker].pack(packed.features, Array(rows))
                let targets = rows.map { scratch[worker].base + ($0 - rows.lowerBound) * packed.positions }
                targets.withUnsafeBufferPointer {
                    KernelTileKernels.compute(
                        lefts[worker], packed, panels: panels, targets: $0.baseAddress!, offset: 0)
                }
                for (row, values) in zip(rows, targets) {
                    (output.base + row * count + rows.lowerBound).update(from: values, count: count - rows.lowerBound)
                }
            }
            // Below the diagonal; a block of rows reads only what lies right of the diagonal.
            Parallel.run(blocks, threads: workers) { index, _ in
                let rows = index * block..<min((index + 1) * block, count)
                for first in stride(from: 0, to: rows.lowerBound, by: block) {
                    for row in rows {
                        for column in first..<first + block {
                            output.base[row * count + column] = output.base[column * count + row]
                        }
                    }
                }
            }
        }
    }
}
