import Core

/// A separable Gaussian blur, a few rows at a time, with the memory for that.
///
/// Two neighbouring numbers of the result are computed together. With aₖ the number k places before the first of them and bₖ
/// the one k places behind the second, and w beyond the radius 0, the two are
///
///     Σ wₖ aₖ + Σ wₖ₊₁ bₖ  and  Σ wₖ bₖ + Σ wₖ₊₁ aₖ,
///
/// which are S + D and S − D for S = Σ ½ (wₖ + wₖ₊₁) (aₖ + bₖ) and D = Σ ½ (wₖ − wₖ₊₁) (aₖ − bₖ): half of the loads and
/// products. Down the columns the neighbours are two rows. Along a row they are pixels 2i and 2i + 1, which the first pass puts
/// into two lines, even pixels and odd pixels.
final class BlurFilter {
    /// The most rows in one call.
    static let rowsAtOnce = 4

    let radius: Int
    private let width: Int
    /// ½ (wₖ + wₖ₊₁) and ½ (wₖ − wₖ₊₁).
    private let sums, differences: UnsafeMutablePointer<Float>
    private let rows: UnsafeMutablePointer<UnsafePointer<Float>>
    /// What is blurred down the columns only: even pixels of the first row, its odd pixels, even pixels of the second row, ….
    private let lines: UnsafeMutablePointer<Float>
    /// Numbers from one line to the next.
    private let stride: Int
    private let arena: FloatArena

    init(_ taps: GaussianTaps, width: Int) {
        radius = taps.radius
        self.width = width
        let margin = FloatLineKernels.padded(radius / 2 + 2)
        stride = (2 * margin + FloatLineKernels.padded(width / 2 + 16) + 15) & ~15 | 16
        arena = FloatArena(count: 2 * Self.rowsAtOnce * stride + 2 * radius + 96)
        sums = arena.take(radius + 1)
        differences = arena.take(radius + 1)
        for (k, weight) in taps.weights.enumerated() {
            let next = k < radius ? taps.weights[k + 1] : 0
            sums[k] = 0.5 * (weight + next)
            differences[k] = 0.5 * (weight - next)
        }
        lines = arena.take(2 * Self.rowsAtOnce * stride) + margin
        rows = .allocate(capacity: 2 * radius + Self.rowsAtOnce)
        rows.initialize(repeating: UnsafePointer(lines), count: 2 * radius + Self.rowsAtOnce)
    }

    deinit { rows.deallocate() }

    /// The rows `range` of the blurred image, of the rows of `source` that is `height` rows high; where asked for, also what the
    /// blur has added to them.
    ///
    /// Rows have room for a whole number of sixteen pixels.
    /// - Precondition: `range` is not longer than ``rowsAtOnce``.
    func blur(
        _ source: RowRing, _ range: Range<Int>, _ height: Int, _ border: ImageBorder, into target: RowRing,
        differences difference: RowRing? = nil
    ) {
        precondition(range.count <= Self.rowsAtOnce)
        let pairs = (range.count + 1) / 2
        var k = 0
        while k < 2 &* (radius &+ pairs) {
            rows[k] = UnsafePointer(source.row(border.index(range.lowerBound &+ k &- radius, count: height)))
            k &+= 1
        }
        blurColumns(pairs)
        for number in 0..<range.count {
            let row = range.lowerBound + number
            pad(lines + 2 &* number &* stride, border)
            blurRow(lines + 2 &* number &* stride, into: target.row(row))
            if let difference { subtract(target.row(row), source.row(row), into: difference.row(row)) }
        }
    }

    // MARK: Down the columns

    /// Fills the lines of so many pairs of rows. They are gone through in pieces, so that what one pair has read is near for the
    /// next.
    private func blurColumns(_ pairs: Int) {
        var x = 0
        while x < width {
            let isWide = x &+ 16 < width
            var pair = 0
            while pair < pairs {
                let first = rows + (radius &+ 2 &* pair)
                let target = lines + (4 &* pair &* stride &+ x / 2)
                if isWide {
                    blurColumns32(first, x, into: target)
                } else {
                    blurColumns16(first, x, into: target)
                }
                pair &+= 1
            }
            x &+= isWide ? 32 : 16
        }
    }

    @inline(__always)
    private func blurColumns32(
        _ first: UnsafePointer<UnsafePointer<Float>>, _ x: Int, into target: UnsafeMutablePointer<Float>
    ) {
        var (s0, s1, s2, s3) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        var (d0, d1, d2, d3) = (s0, s1, s2, s3)
        var k = 0
        while k <= radius {
            let a = first[0 &- k] + x
            let b = first[1 &+ k] + x
            let sum = SIMD8<Float>(repeating: sums[k])
            let difference = SIMD8<Float>(repeating: differences[k])
            let (a0, a1, a2, a3) = (
                SIMD8<Float>(at: a), SIMD8<Float>(at: a + 8), SIMD8<Float>(at: a + 16), SIMD8<Float>(at: a + 24)
            )
            let (b0, b1, b2, b3) = (
                SIMD8<Float>(at: b), SIMD8<Float>(at: b + 8), SIMD8<Float>(at: b + 16), SIMD8<Float>(at: b + 24)
            )
            s0.accumulate(a0 + b0, sum)
            d0.accumulate(a0 - b0, difference)
            s1.accumulate(a1 + b1, sum)
            d1.accumulate(a1 - b1, difference)
            s2.accumulate(a2 + b2, sum)
            d2.accumulate(a2 - b2, difference)
            s3.accumulate(a3 + b3, sum)
            d3.accumulate(a3 - b3, difference)
            k &+= 1
        }
        let second = target + 2 &* stride
        storeHalves(s0 + d0, s1 + d1, target)
        storeHalves(s2 + d2, s3 + d3, target + 8)
        storeHalves(s0 - d0, s1 - d1, second)
        storeHalves(s2 - d2, s3 - d3, second + 8)
    }

    @inline(__always)
    private func blurColumns16(
        _ first: UnsafePointer<UnsafePointer<Float>>, _ x: Int, into target: UnsafeMutablePointer<Float>
    ) {
        var (s0, s1, d0, d1) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        var k = 0
        while k <= radius {
            let a = first[0 &- k] + x
            let b = first[1 &+ k] + x
            let (a0, a1, b0, b1) = (
                SIMD8<Float>(at: a), SIMD8<Float>(at: a + 8), SIMD8<Float>(at: b), SIMD8<Float>(at: b + 8)
            )
            s0.accumulate(a0 + b0, sums[k])
            d0.accumulate(a0 - b0, differences[k])
            s1.accumulate(a1 + b1, sums[k])
            d1.accumulate(a1 - b1, differences[k])
            k &+= 1
        }
        storeHalves(s0 + d0, s1 + d1, target)
        storeHalves(s0 - d0, s1 - d1, target + 2 &* stride)
    }

    /// Stores the even of sixteen pixels, and the odd ones a line further.
    @inline(__always)
    private func storeHalves(_ low: SIMD8<Float>, _ high: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>) {
        let both = SIMD16<Float>(lowHalf: low, highHalf: high)
        both.evenHalf.store(at: target)
        both.oddHalf.store(at: target + stride)
    }

    // MARK: Along a row

    /// Continues a line of even and a line of odd pixels on both sides.
    private func pad(_ line: UnsafeMutablePointer<Float>, _ border: ImageBorder) {
        let (stride, width) = (stride, width)
        @inline(__always)
        func place(_ x: Int) -> Int { (x & 1) &* stride &+ (x >> 1) }
        var k = 1
        while k <= radius &+ 1 {
            line[place(0 &- k)] = line[place(border.index(0 &- k, count: width))]
            line[place(width &- 1 &+ k)] = line[place(border.index(width &- 1 &+ k, count: width))]
            k &+= 1
        }
    }

    private func blurRow(_ even: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
        let odd = even + stride
        var x = 0
        while x &+ 16 < width {
            blurRow32(even + x / 2, odd + x / 2, into: target + x)
            x &+= 32
        }
        while x < width {
            blurRow16(even + x / 2, odd + x / 2, into: target + x)
            x &+= 16
        }
    }

    /// The pixel k before pixel 2i is the even one i − k/2 for an even k, else the odd one i − (k + 1)/2; that k behind pixel
    /// 2i + 1 is the odd one i + k/2, or the even one i + (k + 1)/2.
    @inline(__always)
    private func blurRow32(
        _ even: UnsafePointer<Float>, _ odd: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
    ) {
        var (s0, s1, d0, d1) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        @inline(__always)
        func add(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ k: Int) {
            let sum = SIMD8<Float>(repeating: sums[k])
            let difference = SIMD8<Float>(repeating: differences[k])
            let (a0, a1, b0, b1) = (
                SIMD8<Float>(at: a), SIMD8<Float>(at: a + 8), SIMD8<Float>(at: b), SIMD8<Float>(at: b + 8)
            )
            s0.accumulate(a0 + b0, sum)
            d0.accumulate(a0 - b0, difference)
            s1.accumulate(a1 + b1, sum)
            d1.accumulate(a1 - b1, difference)
        }
        var k = 0
        while k < radius {
            let half = k >> 1
            add(even - half, odd + half, k)
            add(odd - (half &+ 1), even + (half &+ 1), k &+ 1)
            k &+= 2
        }
        if k == radius { add(even - (k >> 1), odd + (k >> 1), k) }
        storePairs(s0 + d0, s0 - d0, target)
        storePairs(s1 + d1, s1 - d1, target + 16)
    }

    @inline(__always)
    private func blurRow16(
        _ even: UnsafePointer<Float>, _ odd: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
    ) {
        var (sum, difference) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var k = 0
        while k <= radius {
            let isEven = k & 1 == 0
            let half = (k &+ 1) >> 1
            let a = SIMD8<Float>(at: (isEven ? even : odd) - half)
            let b = SIMD8<Float>(at: (isEven ? odd : even) + half)
            sum.accumulate(a + b, sums[k])
            difference.accumulate(a - b, differences[k])
            k &+= 1
        }
        storePairs(sum + difference, sum - difference, target)
    }

    /// Stores eight even and eight odd pixels in turn.
    @inline(__always)
    private func storePairs(_ even: SIMD8<Float>, _ odd: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>) {
        var both = SIMD16<Float>.zero
        both.evenHalf = even
        both.oddHalf = odd
        both.lowHalf.store(at: target)
        both.highHalf.store(at: target + 8)
    }

    /// target = a − b.
    private func subtract(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
    ) {
        var x = 0
        while x < width {
            (SIMD8<Float>(at: a + x) - SIMD8<Float>(at: b + x)).store(at: target + x)
            x &+= 8
        }
    }
}
