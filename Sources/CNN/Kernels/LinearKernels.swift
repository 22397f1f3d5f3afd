import Core

/// Products of a matrix of weights with the numbers of sixteen images a tile: `[tile][input][lane]`.
///
/// Weights are read as they lie. A tile meets every weight once a pass, so that they come from the outer caches or from memory
/// once for each pair of tiles.
enum LinearKernels {
    /// Sums of products: for the rows in `range`, `target[tile][row]` = start[row] + Σ left[row][depth] source[tile][depth].
    struct Product<Element: Lanes> {
        let left: UnsafePointer<Element.Scalar>
        /// From a row to the next, and from a step of depth to the next.
        let rowStride: Int
        let depthStride: Int
        let depth: Int
        /// One number a row, or nil for zeros.
        let start: UnsafePointer<Element.Scalar>?
        /// Adds to what is in the target already.
        let accumulates: Bool
    }

    /// - Parameters:
    ///   - source, target: One tile's lines; tiles lie `sourceStride` and `targetStride` vectors apart.
    static func run<Element: Lanes>(
        _ product: Product<Element>, rows range: Range<Int>, tiles: Int, source: UnsafePointer<Element>,
        sourceStride: Int,
        target: UnsafeMutablePointer<Element>, targetStride: Int
    ) {
        var row = range.lowerBound
        while row < range.upperBound {
            let width = RowBlocks.full(range.upperBound - row)
            var tile = 0
            while tile < tiles {
                let lines = min(RowBlocks.lines, tiles - tile)
                let from = source + tile * sourceStride
                let to = target + tile * targetStride
                switch width {
                case 12: block(Rows12<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                case 8: block(Rows8<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                case 6: block(Rows6<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                case 4: block(Rows4<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                case 2: block(Rows2<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                default: block(Rows1<Element>.self, product, row, lines, from, sourceStride, to, targetStride)
                }
                tile += lines
            }
            row += width
        }
    }

    @inline(__always)
    private static func block<Block: RowBlock>(
        _: Block.Type, _ product: Product<Block.Vector>, _ row: Int, _ lines: Int,
        _ source: UnsafePointer<Block.Vector>,
        _ sourceStride: Int, _ target: UnsafeMutablePointer<Block.Vector>, _ targetStride: Int
    ) {
        var left = product.left + row * product.rowStride
        let start = product.start.map { Block(each: $0 + row) } ?? Block(Block.Vector(repeating: 0))
        var a = start
        if lines == 2 {
            var b = start
            let second = source + sourceStride
            for depth in 0..<product.depth {
                Block.accumulate(&a, &b, source[depth], second[depth], left, product.rowStride)
                left += product.depthStride
            }
            if product.accumulates {
                b.add(target + targetStride + row, 1, Block.rows)
            } else {
                b.store(target + targetStride + row, 1, Block.rows)
            }
        } else {
            for depth in 0..<product.depth {
                a.accumulate(source[depth], left, product.rowStride)
                left += product.depthStride
            }
        }
        if product.accumulates { a.add(target + row, 1, Block.rows) } else { a.store(target + row, 1, Block.rows) }
    }

    /// As ``run(_:rows:tiles:source:sourceStride:target:targetStride:)`` for a left operand whose rows lie next to each other and whose
    /// steps of depth are far apart, as in the gradient of the inputs of a large layer: pieces of it are copied together first, in
    /// the order of memory.
    ///
    /// - Parameter room: ``gatheredCount`` numbers.
    static func runGathered<Element: Lanes>(
        _ product: Product<Element>, rows range: Range<Int>, tiles: Int, source: UnsafePointer<Element>,
        sourceStride: Int, target: UnsafeMutablePointer<Element>, targetStride: Int,
        room: UnsafeMutablePointer<Element.Scalar>
    ) {
        precondition(product.rowStride == 1)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: gatheredRows) {
            let rows = min(gatheredRows, range.upperBound - first)
            for depth in stride(from: 0, to: product.depth, by: gatheredDepth) {
                let count = min(gatheredDepth, product.depth - depth)
                for index in 0..<count {
                    (room + index * gatheredRows).update(
                        from: product.left + (depth + index) * product.depthStride + first, count: rows)
                }
                let part = Product<Element>(
                    left: UnsafePointer(room), rowStride: 1, depthStride: gatheredRows, depth: count, start: nil,
                    accumulates: product.accumulates || depth > 0)
                run(
                    part, rows: 0..<rows, tiles: tiles, source: source + depth, sourceStride: sourceStride,
                    target: target + first, targetStride: targetStride)
            }
        }
    }

    private static let gatheredRows = 240
    private static let gatheredDepth = 64
    static let gatheredCount = 240 * 64

    /// Adds Σ left[row][depth] lines[depth][column] to `target[row][column]` for `columns` columns, a multiple of 16.
    ///
    /// - Parameters:
    ///   - left: Rows `leftStride` apart; a step of depth leads to the next number.
    ///   - lines: Vectors, `lineStride` apart by depth.
    static func accumulate<Scalar: NetworkScalar>(
        rows: Int, depth: Int, left: UnsafePointer<Scalar>, leftStride: Int, lines: UnsafePointer<SIMD16<Scalar>>,
        lineStride: Int, columns: Int, into target: UnsafeMutablePointer<Scalar>, targetStride: Int
    ) {
        var first = 0
        while first < rows {
            let width = RowBlocks.full(rows - first)
            let own = left + first * leftStride
            let to = target + first * targetStride
            switch width {
            case 12:
                outer(Rows12<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            case 8:
                outer(Rows8<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            case 6:
                outer(Rows6<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            case 4:
                outer(Rows4<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            case 2:
                outer(Rows2<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            default:
                outer(Rows1<SIMD16<Scalar>>.self, own, leftStride, depth, lines, lineStride, columns, to, targetStride)
            }
            first += width
        }
    }

    @inline(__always)
    private static func outer<Scalar: NetworkScalar, Block: RowBlock>(
        _: Block.Type, _ left: UnsafePointer<Scalar>, _ leftStride: Int, _ depth: Int,
        _ lines: UnsafePointer<SIMD16<Scalar>>, _ lineStride: Int, _ columns: Int,
        _ target: UnsafeMutablePointer<Scalar>, _ targetStride: Int
    ) where Block.Vector == SIMD16<Scalar> {
        var column = 0
        while column < columns / 16 {
            var a = Block(.zero)
            if RowBlocks.lines == 2, column + 1 < columns / 16 {
                var b = Block(.zero)
                for index in 0..<depth {
                    let line = lines + index * lineStride + column
                    Block.accumulate(&a, &b, line[0], line[1], left + index, leftStride)
                }
                b.addUnaligned(target + 16 * (column + 1), targetStride)
                a.addUnaligned(target + 16 * column, targetStride)
                column += 2
            } else {
                for index in 0..<depth { a.accumulate(lines[index * lineStride + column], left + index, leftStride) }
                a.addUnaligned(target + 16 * column, targetStride)
                column += 1
            }
        }
    }

    /// Adds Σ left[row][lane] column[lane] to one column of `target`.
    static func accumulate<Scalar: NetworkScalar>(
        _ rows: Int, _ left: UnsafePointer<Scalar>, _ column: UnsafePointer<Scalar>, _ stride: Int,
        into target: UnsafeMutablePointer<Scalar>, _ targetStride: Int
    ) {
        var line = SIMD16<Scalar>.zero
        for lane in 0..<16 { line[lane] = column[lane * stride] }
        for row in 0..<rows { target[row * targetStride] += (SIMD16(at: left + 16 * row) * line).total }
    }

    /// Turns lines of sixteen lanes into lanes of lines: target[lane][input] = source[input][lane].
    static func transpose<Scalar: NetworkScalar>(
        _ source: UnsafePointer<Scalar>, count: Int, into target: UnsafeMutablePointer<Scalar>, stride: Int
    ) {
        for lane in 0..<16 {
            let line = target + lane * stride
            for index in 0..<count { line[index] = source[index * 16 + lane] }
        }
    }
}
