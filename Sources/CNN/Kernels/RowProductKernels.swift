import Core

/// Products of matrices whose rows lie one after the other, `[row][column]`: what the layout in rows is made of.
///
/// As in K. Goto and R. van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008): the right operand is packed into
/// panels of as many columns as a block of registers is wide, so that the innermost loop reads it in order; the left one is read where it
/// lies, one number of each of the block's rows at a time. A sum runs over the whole depth in its order, whichever rows go together:
/// results do not depend on how the rows are cut.
enum RowProductKernels {
    /// Columns of a panel.
    @inline(__always) static var panel: Int { 16 * RowBlocks.lines }

    /// Numbers of a packed operand: `[panel][depth][column]`, the last panel as wide as it needs to be.
    static func packedCount(depth: Int, columns: Int) -> Int { (columns + 15) / 16 * 16 * depth }

    /// A right operand in panels.
    struct Packed<Scalar: NetworkScalar> {
        let base: UnsafePointer<Scalar>
        /// Steps of depth that the panels hold.
        let depth: Int
        let columns: Int

        @inline(__always) var vectors: Int { (columns + 15) / 16 }
    }

    /// A left operand: the number of a row at a step of depth is `base[row · rowStride + step · depthStride]`.
    struct Left<Scalar: NetworkScalar> {
        let base: UnsafePointer<Scalar>
        let rowStride: Int
        let depthStride: Int
        let rows: Int
    }

    /// Where sums go: rows `stride` numbers apart that begin at multiples of sixteen numbers, in whole vectors.
    struct Target<Scalar: NetworkScalar> {
        let base: UnsafeMutablePointer<Scalar>
        let stride: Int
        let accumulates: Bool
    }

    /// target[row][column] = start[column] + Σ left[row][step] right[step][column] over the steps `depths`, or that added.
    ///
    /// - Parameters:
    ///   - vectors: How many vectors of columns are wanted; nil for all.
    ///   - start: Whole vectors; nil for zeros.
    static func run<Scalar: NetworkScalar>(
        _ left: Left<Scalar>, _ right: Packed<Scalar>, depths: Range<Int>, vectors: Int? = nil,
        start: UnsafePointer<SIMD16<Scalar>>? = nil, into target: Target<Scalar>
    ) {
        let vectors = vectors ?? right.vectors
        let lines = RowBlocks.lines
        for first in stride(from: 0, to: vectors, by: lines) {
            let held = min(lines, right.vectors - first)
            let wanted = min(lines, vectors - first)
            let panel = Panel(
                base: right.base + first * 16 * right.depth + depths.lowerBound * held * 16, width: held,
                isPair: wanted == 2, first: first)
            var row = 0
            while row < left.rows {
                let width = RowBlocks.full(left.rows - row)
                switch width {
                case 12: block(Rows12<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                case 8: block(Rows8<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                case 6: block(Rows6<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                case 4: block(Rows4<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                case 2: block(Rows2<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                default: block(Rows1<SIMD16<Scalar>>.self, left, row, panel, depths, start, target)
                }
                row += width
            }
        }
    }

    private struct Panel<Scalar: NetworkScalar> {
        let base: UnsafePointer<Scalar>
        /// Vectors that a step of depth has.
        let width: Int
        let isPair: Bool
        /// The first vector of columns.
        let first: Int
    }

    @inline(__always)
    private static func block<Scalar: NetworkScalar, Block: RowBlock>(
        _: Block.Type, _ left: Left<Scalar>, _ row: Int, _ panel: Panel<Scalar>, _ depths: Range<Int>,
        _ start: UnsafePointer<SIMD16<Scalar>>?, _ target: Target<Scalar>
    ) where Block.Vector == SIMD16<Scalar> {
        var from = left.base + row * left.rowStride + depths.lowerBound * left.depthStride
        var line = UnsafeRawPointer(panel.base).assumingMemoryBound(to: SIMD16<Scalar>.self)
        let to = VectorKernels.vectors(target.base + row * target.stride) + panel.first
        let stride = target.stride / 16
        var a = Block(start.map { $0[panel.first] } ?? .zero)
        if panel.isPair {
            var b = Block(start.map { $0[panel.first + 1] } ?? .zero)
            for _ in 0..<depths.count {
                Block.accumulate(&a, &b, line[0], line[1], from, left.rowStride)
                from += left.depthStride
                line += 2
            }
            if target.accumulates { b.add(to + 1, stride, Block.rows) } else { b.store(to + 1, stride, Block.rows) }
        } else {
            for _ in 0..<depths.count {
                a.accumulate(line[0], from, left.rowStride)
                from += left.depthStride
                line += panel.width
            }
        }
        if target.accumulates { a.add(to, stride, Block.rows) } else { a.store(to, stride, Block.rows) }
    }

    // MARK: Packing

    /// Packs the vectors `vectors` of columns of `source[step][column]`, `stride` numbers apart, of which `columns` are there.
    static func pack<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, stride: Int, depth: Int, columns: Int, vectors: Range<Int>? = nil,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let all = (columns + 15) / 16
        let lines = RowBlocks.lines
        for vector in vectors ?? 0..<all {
            let first = vector / lines * lines
            let width = 16 * min(lines, all - first)
            let to = target + first * 16 * depth + (vector - first) * 16
            let from = source + 16 * vector
            let whole = columns - 16 * vector >= 16
            for step in 0..<depth {
                if whole {
                    SIMD16(at: from + step * stride).store(at: to + step * width)
                } else {
                    for place in 0..<16 {
                        to[step * width + place] = 16 * vector + place < columns ? from[step * stride + place] : 0
                    }
                }
            }
        }
    }

    /// As ``pack(_:stride:depth:columns:vectors:into:)`` for an operand that lies the other way round, `source[column][step]`.
    static func packTurned<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, stride: Int, depth: Int, columns: Int, vectors: Range<Int>? = nil,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let all = (columns + 15) / 16
        let lines = RowBlocks.lines
        withUnsafeTemporaryAllocation(of: SIMD16<Scalar>.self, capacity: 32) { room in
            guard let rows = room.baseAddress else { return }
            for vector in vectors ?? 0..<all {
                let first = vector / lines * lines
                let width = min(lines, all - first)
                let to = VectorKernels.vectors(target + first * 16 * depth) + vector - first
                let count = min(16, columns - 16 * vector)
                var step = 0
                while step + 16 <= depth {
                    for row in 0..<16 {
                        rows[row] =
                            row < count ? SIMD16(at: source + (16 * vector + row) * stride + step) : .zero
                    }
                    WinogradKernels.transpose(rows, stride: 1, into: to + step * width, targetStride: width)
                    step += 16
                }
                while step < depth {
                    var line = SIMD16<Scalar>.zero
                    for row in 0..<count { line[row] = source[(16 * vector + row) * stride + step] }
                    to[step * width] = line
                    step += 1
                }
            }
        }
    }

    // MARK: Sums over rows

    /// Rows of the batch that are packed at a time: so many that a panel of them stays in the first-level cache.
    static var outerDepth: Int { 128 }

    /// Numbers of room that ``outer(_:_:depth:_:into:targetStride:)`` needs.
    static func outerRoom(rows: Int, columns: Int) -> Int {
        outerDepth * (rows + packedCount(depth: 1, columns: columns)) + 2 * 16
    }

    /// Some columns of a matrix whose rows lie `stride` numbers apart.
    struct Columns<Scalar: NetworkScalar> {
        let base: UnsafePointer<Scalar>
        let stride: Int
        let count: Int
        /// Numbers that can be read of a row from `base` on.
        let readable: Int
    }

    /// Adds Σ left[step][row] right[step][column] over `depth` steps to `target[row][column]`: the gradient of weights, whose depth are the
    /// rows of the batch.
    ///
    /// - Parameter target: Rows `targetStride` numbers apart, without gaps and anywhere.
    static func outer<Scalar: NetworkScalar>(
        _ left: Columns<Scalar>, _ right: Columns<Scalar>, depth: Int, _ room: UnsafeMutablePointer<Scalar>,
        into target: UnsafeMutablePointer<Scalar>, targetStride: Int
    ) {
        guard left.count > 0 else { return }
        let vectors = (right.count + 15) / 16
        let turned = room + outerDepth * 16 * vectors
        for first in stride(from: 0, to: depth, by: outerDepth) {
            let steps = min(outerDepth, depth - first)
            packLines(right.base + first * right.stride, right.stride, steps, vectors, into: room)
            packBlocks(left, first: first, depth: steps, into: turned)
            for vector in stride(from: 0, to: vectors, by: RowBlocks.lines) {
                let width = min(RowBlocks.lines, vectors - vector)
                let lines = room + vector * 16 * steps
                let sums = Sums(
                    base: target + 16 * vector, stride: targetStride,
                    columns: min(16 * width, right.count - 16 * vector))
                var row = 0
                while row < left.count {
                    let count = RowBlocks.full(left.count - row)
                    let from = turned + row * steps
                    switch count {
                    case 12: outerBlock(Rows12<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    case 8: outerBlock(Rows8<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    case 6: outerBlock(Rows6<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    case 4: outerBlock(Rows4<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    case 2: outerBlock(Rows2<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    default: outerBlock(Rows1<SIMD16<Scalar>>.self, from, lines, width, steps, row, sums)
                    }
                    row += count
                }
            }
        }
    }

    /// Rows as panels, read in the order of memory.
    private static func packLines<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, _ stride: Int, _ depth: Int, _ vectors: Int,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let lines = RowBlocks.lines
        let whole = vectors / lines * lines
        for step in 0..<depth {
            let from = source + step * stride
            var vector = 0
            while vector < whole {
                let to = target + vector * 16 * depth + step * lines * 16
                for line in 0..<lines {
                    SIMD16(at: from + 16 * (vector + line)).store(at: to + 16 * line)
                }
                vector += lines
            }
            if vector < vectors {
                SIMD16(at: from + 16 * vector).store(at: target + vector * 16 * depth + step * 16)
            }
        }
    }

    /// The left operand as blocks of neighbouring rows, each `[step][row]`. Sixteen numbers are written where fewer are wanted: the next
    /// ones come after them.
    private static func packBlocks<Scalar: NetworkScalar>(
        _ source: Columns<Scalar>, first: Int, depth: Int, into target: UnsafeMutablePointer<Scalar>
    ) {
        var row = 0
        while row < source.count {
            let count = RowBlocks.full(source.count - row)
            var to = target + row * depth
            var from = source.base + first * source.stride + row
            if row + 16 <= source.readable {
                for _ in 0..<depth {
                    SIMD16(at: from).store(at: to)
                    from += source.stride
                    to += count
                }
            } else {
                for _ in 0..<depth {
                    to.update(from: from, count: count)
                    from += source.stride
                    to += count
                }
            }
            row += count
        }
    }

    private struct Sums<Scalar: NetworkScalar> {
        let base: UnsafeMutablePointer<Scalar>
        let stride: Int
        let columns: Int
    }

    @inline(__always)
    private static func outerBlock<Scalar: NetworkScalar, Block: RowBlock>(
        _: Block.Type, _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>, _ width: Int, _ depth: Int,
        _ row: Int, _ sums: Sums<Scalar>
    ) where Block.Vector == SIMD16<Scalar> {
        var from = left
        var line = UnsafeRawPointer(right).assumingMemoryBound(to: SIMD16<Scalar>.self)
        let target = sums.base + row * sums.stride
        var a = Block(.zero)
        if width == 2 {
            var b = Block(.zero)
            for _ in 0..<depth {
                Block.accumulate(&a, &b, line[0], line[1], from, 1)
                from += Block.rows
                line += 2
            }
            add(b, sums.columns - 16, target + 16, sums.stride)
        } else {
            for _ in 0..<depth {
                a.accumulate(line[0], from, 1)
                from += Block.rows
                line += 1
            }
        }
        add(a, min(sums.columns, 16), target, sums.stride)
    }

    /// Adds the first `columns` columns of a block.
    @inline(__always)
    private static func add<Scalar: NetworkScalar, Block: RowBlock>(
        _ block: Block, _ columns: Int, _ target: UnsafeMutablePointer<Scalar>, _ stride: Int
    ) where Block.Vector == SIMD16<Scalar> {
        if columns >= 16 { return block.addUnaligned(target, stride) }
        withUnsafeTemporaryAllocation(of: SIMD16<Scalar>.self, capacity: Block.rows) { room in
            guard let rows = room.baseAddress else { return }
            block.store(rows, 1, Block.rows)
            for row in 0..<Block.rows {
                for column in 0..<columns { target[row * stride + column] += rows[row][column] }
            }
        }
    }

    /// Adds the sum of `count` rows to `target`, column by column.
    static func addColumns<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<Scalar>, stride: Int, count: Int, columns: Range<Int>,
        to target: UnsafeMutablePointer<Scalar>
    ) {
        var column = columns.lowerBound
        while column < columns.upperBound {
            var (even, odd) = (SIMD16<Scalar>.zero, SIMD16<Scalar>.zero)
            var row = 0
            while row + 2 <= count {
                even += SIMD16(at: rows + row * stride + column)
                odd += SIMD16(at: rows + (row + 1) * stride + column)
                row += 2
            }
            if row < count { even += SIMD16(at: rows + row * stride + column) }
            even += odd
            for place in 0..<min(16, columns.upperBound - column) { target[column + place] += even[place] }
            column += 16
        }
    }
}
