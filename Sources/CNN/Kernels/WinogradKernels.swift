import Core

/// Where the 6 × 6 windows of a plane lie.
struct WinogradGrid: Sendable {
    /// Side of the filter: 3 or 5; m = 7 − r outputs along each side of a window.
    let kernel: Int
    let height: Int
    let width: Int
    /// Of the output.
    let rows: Int
    let columns: Int
    let padding: Int
    let paddingValue: Float

    var outputs: Int { 7 - kernel }
    var down: Int { (rows + outputs - 1) / outputs }
    var across: Int { (columns + outputs - 1) / outputs }
    /// Windows of a plane.
    var windows: Int { down * across }
    /// The plane with its margin, large enough for the last window.
    var paddedHeight: Int { down * outputs + kernel - 1 }
    var paddedWidth: Int { across * outputs + kernel - 1 }
    var paddedCount: Int { paddedHeight * paddedWidth }
}

/// The steps of minimal filtering on planes of sixteen images.
enum WinogradKernels {
    @inline(__always)
    private static func six<V>(_ p: UnsafePointer<V>, _ stride: Int) -> (V, V, V, V, V, V) {
        (p[0], p[stride], p[2 * stride], p[3 * stride], p[4 * stride], p[5 * stride])
    }

    @inline(__always)
    private static func put<V>(_ v: (V, V, V, V, V, V), _ p: UnsafeMutablePointer<V>, _ stride: Int) {
        p[0] = v.0; p[stride] = v.1; p[2 * stride] = v.2
        p[3 * stride] = v.3; p[4 * stride] = v.4; p[5 * stride] = v.5
    }

    /// Copies a plane into the middle of one with a margin.
    static func pad<V: Lanes>(_ plane: UnsafePointer<V>, _ grid: WinogradGrid, into target: UnsafeMutablePointer<V>) {
        let value = V(repeating: V.Scalar(grid.paddingValue))
        let width = grid.paddedWidth
        for row in 0..<grid.paddedHeight {
            let line = target + row * width
            let from = row - grid.padding
            guard from >= 0, from < grid.height else {
                line.update(repeating: value, count: width)
                continue
            }
            for column in 0..<min(grid.padding, width) { line[column] = value }
            let count = min(grid.width, width - grid.padding)
            (line + grid.padding).update(from: plane + from * grid.width, count: count)
            for column in min(grid.padding + count, width)..<width { line[column] = value }
        }
    }

    /// Bᵀ d B of some windows of a padded plane: product k of window w goes to `target[k · productStride + w]`.
    static func input<V: Lanes>(
        _ plane: UnsafePointer<V>, _ grid: WinogradGrid, windows: Range<Int>, into target: UnsafeMutablePointer<V>,
        productStride: Int, room: UnsafeMutablePointer<V>
    ) {
        let width = grid.paddedWidth
        for (place, window) in windows.enumerated() {
            let corner = plane + (window / grid.across * width + window % grid.across) * grid.outputs
            for column in 0..<6 { put(WinogradTransforms.input(six(corner + column, width)), room + column, 6) }
            for row in 0..<6 {
                put(
                    WinogradTransforms.input(six(room + 6 * row, 1)), target + 6 * row * productStride + place,
                    productStride)
            }
        }
    }

    /// Row `row` of Bᵀ d B of some windows: product j goes to `target[j · productStride + w]`.
    static func input<V: Lanes>(
        _ plane: UnsafePointer<V>, _ grid: WinogradGrid, windows: Range<Int>, row: Int,
        into target: UnsafeMutablePointer<V>, productStride: Int
    ) {
        let width = grid.paddedWidth
        for (place, window) in windows.enumerated() {
            let corner = plane + (window / grid.across * width + window % grid.across) * grid.outputs
            let line = (
                WinogradTransforms.input(six(corner, width), row: row),
                WinogradTransforms.input(six(corner + 1, width), row: row),
                WinogradTransforms.input(six(corner + 2, width), row: row),
                WinogradTransforms.input(six(corner + 3, width), row: row),
                WinogradTransforms.input(six(corner + 4, width), row: row),
                WinogradTransforms.input(six(corner + 5, width), row: row)
            )
            put(WinogradTransforms.input(line), target + place, productStride)
        }
    }

    /// What becomes of the outputs.
    struct Output<V: Lanes> {
        let bias: V
        let rectifies: Bool
        let accumulates: Bool
    }

    /// Aᵀ m A of some windows into a plane without margin.
    static func output<V: Lanes>(
        _ products: UnsafePointer<V>, productStride: Int, _ grid: WinogradGrid, windows: Range<Int>,
        _ end: Output<V>, into plane: UnsafeMutablePointer<V>, room: UnsafeMutablePointer<V>
    ) {
        let side = grid.outputs
        let zero = V(repeating: 0)
        for (place, window) in windows.enumerated() {
            // Rows of products become `side` numbers each, `[row][output]`, and columns of those the outputs.
            for row in 0..<6 {
                let line = six(products + 6 * row * productStride + place, productStride)
                if side == 4 {
                    let y = WinogradTransforms.output4(line)
                    room[4 * row] = y.0; room[4 * row + 1] = y.1; room[4 * row + 2] = y.2; room[4 * row + 3] = y.3
                } else {
                    let y = WinogradTransforms.output2(line)
                    room[2 * row] = y.0; room[2 * row + 1] = y.1
                }
            }
            let top = window / grid.across * side, left = window % grid.across * side
            let target = plane + top * grid.columns + left
            let height = min(side, grid.rows - top), width = min(side, grid.columns - left)
            @inline(__always)
            func finish(_ value: V, _ row: Int, _ column: Int) {
                guard row < height else { return }
                var value = value + end.bias
                let to = target + row * grid.columns + column
                if end.accumulates { value = value + to.pointee }
                to.pointee = end.rectifies ? V.larger(zero, value) : value
            }
            for column in 0..<width {
                if side == 4 {
                    let y = WinogradTransforms.output4(six(room + column, 4))
                    finish(y.0, 0, column); finish(y.1, 1, column); finish(y.2, 2, column); finish(y.3, 3, column)
                } else {
                    let y = WinogradTransforms.output2(six(room + column, 2))
                    finish(y.0, 0, column); finish(y.1, 1, column)
                }
            }
        }
    }

    /// Row `row` of A dy Aᵀ of some windows of a plane of gradients: product j goes to `target[j · productStride + w]`.
    static func gradient<V: Lanes>(
        _ plane: UnsafePointer<V>, _ grid: WinogradGrid, windows: Range<Int>, row: Int,
        into target: UnsafeMutablePointer<V>, productStride: Int
    ) {
        let side = grid.outputs
        let zero = V(repeating: 0)
        for (place, window) in windows.enumerated() {
            let top = window / grid.across * side, left = window % grid.across * side
            let corner = plane + top * grid.columns + left
            let height = min(side, grid.rows - top), width = min(side, grid.columns - left)
            @inline(__always)
            func number(_ row: Int, _ column: Int) -> V {
                row < height && column < width ? corner[row * grid.columns + column] : zero
            }
            let to = target + place
            if side == 4 {
                @inline(__always)
                func column(_ x: Int) -> V {
                    WinogradTransforms.gradient4((number(0, x), number(1, x), number(2, x), number(3, x)), row: row)
                }
                put(WinogradTransforms.gradient4((column(0), column(1), column(2), column(3))), to, productStride)
            } else {
                @inline(__always)
                func column(_ x: Int) -> V { WinogradTransforms.gradient2((number(0, x), number(1, x)), row: row) }
                put(WinogradTransforms.gradient2((column(0), column(1))), to, productStride)
            }
        }
    }

    // MARK: Filters

    /// G g Gᵀ for up to `count` filters at once, one a lane.
    ///
    /// - Parameters:
    ///   - tap: The number at a row and column of the filter in `lane`.
    ///   - target: Product k goes to `target + k · productStride`, where a whole vector is written.
    @inline(__always)
    static func filter<Scalar: NetworkScalar>(
        kernel: Int, count: Int, _ tap: (_ lane: Int, _ row: Int, _ column: Int) -> Scalar,
        into target: UnsafeMutablePointer<Scalar>, productStride: Int, room: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        @inline(__always)
        func gather(_ row: Int, _ column: Int) -> SIMD16<Scalar> {
            var numbers = SIMD16<Scalar>.zero
            for lane in 0..<count { numbers[lane] = tap(lane, row, column) }
            return numbers
        }
        for column in 0..<kernel {
            if kernel == 3 {
                put(
                    WinogradTransforms.filter3((gather(0, column), gather(1, column), gather(2, column))),
                    room + column, 6)
            } else {
                put(
                    WinogradTransforms.filter5(
                        (
                            gather(0, column), gather(1, column), gather(2, column), gather(3, column),
                            gather(4, column)
                        )), room + column, 6)
            }
        }
        for row in 0..<6 {
            let line = room + 6 * row
            let products =
                kernel == 3
                ? WinogradTransforms.filter3((line[0], line[1], line[2]))
                : WinogradTransforms.filter5((line[0], line[1], line[2], line[3], line[4]))
            let to = target + 6 * row * productStride
            products.0.store(at: to); products.1.store(at: to + productStride)
            products.2.store(at: to + 2 * productStride);
            products.3.store(at: to + 3 * productStride)
            products.4.store(at: to + 4 * productStride);
            products.5.store(at: to + 5 * productStride)
        }
    }

    /// Adds Gᵀ u G of up to sixteen filters, one a lane, to `gradient`, where the filters lie `kernel`² numbers apart.
    static func filterGradient<Scalar: NetworkScalar>(
        kernel: Int, count: Int, _ products: UnsafePointer<Scalar>, productStride: Int,
        into gradient: UnsafeMutablePointer<Scalar>, room: UnsafeMutablePointer<SIMD16<Scalar>>
    ) {
        let area = kernel * kernel
        @inline(__always)
        func line(_ row: Int) -> (
            SIMD16<Scalar>, SIMD16<Scalar>, SIMD16<Scalar>, SIMD16<Scalar>, SIMD16<Scalar>, SIMD16<Scalar>
        ) {
            let from = products + 6 * row * productStride
            return (
                SIMD16(at: from), SIMD16(at: from + productStride),
                SIMD16(at: from + 2 * productStride), SIMD16(at: from + 3 * productStride),
                SIMD16(at: from + 4 * productStride), SIMD16(at: from + 5 * productStride)
            )
        }
        @inline(__always)
        func add(_ value: SIMD16<Scalar>, _ row: Int, _ column: Int) {
            for lane in 0..<count { gradient[lane * area + row * kernel + column] += value[lane] }
        }
        for row in 0..<6 {
            if kernel == 3 {
                let g = WinogradTransforms.filterGradient3(line(row))
                room[row] = g.0; room[6 + row] = g.1; room[12 + row] = g.2
            } else {
                let g = WinogradTransforms.filterGradient5(line(row))
                room[row] = g.0; room[6 + row] = g.1; room[12 + row] = g.2; room[18 + row] = g.3; room[24 + row] = g.4
            }
        }
        for column in 0..<kernel {
            if kernel == 3 {
                let g = WinogradTransforms.filterGradient3(six(UnsafePointer(room + 6 * column), 1))
                add(g.0, 0, column); add(g.1, 1, column); add(g.2, 2, column)
            } else {
                let g = WinogradTransforms.filterGradient5(six(UnsafePointer(room + 6 * column), 1))
                add(g.0, 0, column); add(g.1, 1, column); add(g.2, 2, column); add(g.3, 3, column); add(g.4, 4, column)
            }
        }
    }

    // MARK: Sixteen by sixteen

    /// target[lane][row] = rows[row][lane] for sixteen rows that lie `stride` vectors apart.
    static func transpose<Scalar: NetworkScalar>(
        _ rows: UnsafePointer<SIMD16<Scalar>>, stride: Int, into target: UnsafeMutablePointer<SIMD16<Scalar>>,
        targetStride: Int
    ) {
        typealias V = SIMD16<Scalar>
        // Four rounds of perfect shuffles: vector i of a round is made of i and i + 8 of the last.
        @inline(__always)
        func low(_ a: V, _ b: V) -> V {
            var mixed = a
            mixed.evenHalf = a.lowHalf
            mixed.oddHalf = b.lowHalf
            return mixed
        }
        @inline(__always)
        func high(_ a: V, _ b: V) -> V {
            var mixed = a
            mixed.evenHalf = a.highHalf
            mixed.oddHalf = b.highHalf
            return mixed
        }
        let a0 = rows[0], a1 = rows[stride], a2 = rows[2 * stride], a3 = rows[3 * stride]
        let a4 = rows[4 * stride], a5 = rows[5 * stride], a6 = rows[6 * stride], a7 = rows[7 * stride]
        let a8 = rows[8 * stride], a9 = rows[9 * stride], aa = rows[10 * stride], ab = rows[11 * stride]
        let ac = rows[12 * stride], ad = rows[13 * stride], ae = rows[14 * stride], af = rows[15 * stride]
        let b0 = low(a0, a8), b1 = high(a0, a8), b2 = low(a1, a9), b3 = high(a1, a9)
        let b4 = low(a2, aa), b5 = high(a2, aa), b6 = low(a3, ab), b7 = high(a3, ab)
        let b8 = low(a4, ac), b9 = high(a4, ac), ba = low(a5, ad), bb = high(a5, ad)
        let bc = low(a6, ae), bd = high(a6, ae), be = low(a7, af), bf = high(a7, af)
        let c0 = low(b0, b8), c1 = high(b0, b8), c2 = low(b1, b9), c3 = high(b1, b9)
        let c4 = low(b2, ba), c5 = high(b2, ba), c6 = low(b3, bb), c7 = high(b3, bb)
        let c8 = low(b4, bc), c9 = high(b4, bc), ca = low(b5, bd), cb = high(b5, bd)
        let cc = low(b6, be), cd = high(b6, be), ce = low(b7, bf), cf = high(b7, bf)
        let d0 = low(c0, c8), d1 = high(c0, c8), d2 = low(c1, c9), d3 = high(c1, c9)
        let d4 = low(c2, ca), d5 = high(c2, ca), d6 = low(c3, cb), d7 = high(c3, cb)
        let d8 = low(c4, cc), d9 = high(c4, cc), da = low(c5, cd), db = high(c5, cd)
        let dc = low(c6, ce), dd = high(c6, ce), de = low(c7, cf), df = high(c7, cf)
        let s = targetStride
        target[0] = low(d0, d8); target[s] = high(d0, d8); target[2 * s] = low(d1, d9); target[3 * s] = high(d1, d9)
        target[4 * s] = low(d2, da); target[5 * s] = high(d2, da); target[6 * s] = low(d3, db);
        target[7 * s] = high(d3, db)
        target[8 * s] = low(d4, dc); target[9 * s] = high(d4, dc); target[10 * s] = low(d5, dd);
        target[11 * s] = high(d5, dd)
        target[12 * s] = low(d6, de); target[13 * s] = high(d6, de); target[14 * s] = low(d7, df);
        target[15 * s] = high(d7, df)
    }
}
