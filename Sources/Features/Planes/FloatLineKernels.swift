import Core

/// Lines of floats: the loops that the scale space of ``SIFT`` and the gradients of ``DenseSIFT`` are made of.
///
/// All lines have room for a whole number of vectors of eight; what lies behind the width of an image is computed with and
/// means nothing.
enum FloatLineKernels {
    /// `width` made a whole number of vectors.
    @inline(__always)
    static func padded(_ width: Int) -> Int { (width + 7) & ~7 }

    // MARK: Separable Gaussian blur

    /// Down the columns, for `count` neighbouring rows: line[x] = w₀ row₀[x] + Σ wₖ (row₋ₖ[x] + rowₖ[x]) for `radius` + 1
    /// weights. The rows are gone through in pieces, so that what one line has read is near for the next.
    ///
    /// - Parameters:
    ///   - rows: The rows from `radius` before the first to `radius` behind the last, in this order.
    ///   - lines: Where the first line goes; the others follow `stride` numbers apart.
    @inline(__always)
    static func blurColumns(
        _ rows: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, radius: Int, count: Int,
        width: Int, into lines: UnsafeMutablePointer<Float>, stride: Int
    ) {
        let end = padded(width)
        var x = 0
        while x < end {
            let isWide = x &+ 32 <= end
            var line = 0
            while line < count {
                let middle = rows + (line &+ radius)
                let target = lines + (line &* stride &+ x)
                if isWide {
                    blurColumns(middle, weights, radius, x, into: target)
                } else {
                    var a = Lanes.load(middle[0] + x) * weights[0]
                    var k = 1
                    while k <= radius {
                        a.accumulate(Lanes.load(middle[0 &- k] + x) + Lanes.load(middle[k] + x), weights[k])
                        k &+= 1
                    }
                    Lanes.store(a, target)
                }
                line &+= 1
            }
            x &+= isWide ? 32 : 8
        }
    }

    /// 32 numbers of a line.
    @inline(__always)
    private static func blurColumns(
        _ middle: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, _ radius: Int, _ x: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        let here = middle[0] + x
        var a = Lanes.load(here) * weights[0]
        var b = Lanes.load(here + 8) * weights[0]
        var c = Lanes.load(here + 16) * weights[0]
        var d = Lanes.load(here + 24) * weights[0]
        var k = 1
        while k <= radius {
            let above = middle[0 &- k] + x
            let below = middle[k] + x
            let weight = SIMD8<Float>(repeating: weights[k])
            a.accumulate(Lanes.load(above) + Lanes.load(below), weight)
            b.accumulate(Lanes.load(above + 8) + Lanes.load(below + 8), weight)
            c.accumulate(Lanes.load(above + 16) + Lanes.load(below + 16), weight)
            d.accumulate(Lanes.load(above + 24) + Lanes.load(below + 24), weight)
            k &+= 1
        }
        Lanes.store(a, target)
        Lanes.store(b, target + 8)
        Lanes.store(c, target + 16)
        Lanes.store(d, target + 24)
    }

    /// Along a row: target[x] = w₀ line[x] + Σ wₖ (line[x − k] + line[x + k]); where asked for, also
    /// difference[x] = target[x] − before[x].
    ///
    /// - Parameter line: Has `radius` numbers before its first and behind its last, from ``pad(_:radius:width:border:)``.
    @inline(__always)
    static func blurRow(
        _ line: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, radius: Int, width: Int,
        into target: UnsafeMutablePointer<Float>, before: UnsafePointer<Float>,
        difference: UnsafeMutablePointer<Float>?
    ) {
        let end = padded(width)
        var x = 0
        while x &+ 32 <= end {
            let here = line + x
            var a = Lanes.load(here) * weights[0]
            var b = Lanes.load(here + 8) * weights[0]
            var c = Lanes.load(here + 16) * weights[0]
            var d = Lanes.load(here + 24) * weights[0]
            var k = 1
            while k <= radius {
                let left = here - k
                let right = here + k
                let weight = SIMD8<Float>(repeating: weights[k])
                a.accumulate(Lanes.load(left) + Lanes.load(right), weight)
                b.accumulate(Lanes.load(left + 8) + Lanes.load(right + 8), weight)
                c.accumulate(Lanes.load(left + 16) + Lanes.load(right + 16), weight)
                d.accumulate(Lanes.load(left + 24) + Lanes.load(right + 24), weight)
                k &+= 1
            }
            Lanes.store(a, target + x)
            Lanes.store(b, target + x + 8)
            Lanes.store(c, target + x + 16)
            Lanes.store(d, target + x + 24)
            if let difference {
                Lanes.store(a - Lanes.load(before + x), difference + x)
                Lanes.store(b - Lanes.load(before + x + 8), difference + x + 8)
                Lanes.store(c - Lanes.load(before + x + 16), difference + x + 16)
                Lanes.store(d - Lanes.load(before + x + 24), difference + x + 24)
            }
            x &+= 32
        }
        while x < end {
            var a = Lanes.load(line + x) * weights[0]
            var k = 1
            while k <= radius {
                a.accumulate(Lanes.load(line + (x &- k)) + Lanes.load(line + (x &+ k)), weights[k])
                k &+= 1
            }
            Lanes.store(a, target + x)
            if let difference { Lanes.store(a - Lanes.load(before + x), difference + x) }
            x &+= 8
        }
    }

    /// Continues a line by `radius` numbers at each side.
    @inline(__always)
    static func pad(_ line: UnsafeMutablePointer<Float>, radius: Int, width: Int, border: ImageBorder) {
        var k = 1
        while k <= radius {
            line[-k] = line[border.index(-k, count: width)]
            line[width &- 1 &+ k] = line[border.index(width &- 1 &+ k, count: width)]
            k &+= 1
        }
    }

    // MARK: Sums of lines

    /// target = a · shareOfA + b · (1 − shareOfA).
    @inline(__always)
    static func mix(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, shareOfA: Float, width: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        let end = padded(width)
        var x = 0
        while x < end {
            var sum = Lanes.load(a + x) * shareOfA
            sum.accumulate(Lanes.load(b + x), 1 - shareOfA)
            Lanes.store(sum, target + x)
            x &+= 8
        }
    }

    /// Doubles a line: target[2x] = ¼ line[x − 1] + ¾ line[x], target[2x + 1] = ¾ line[x] + ¼ line[x + 1].
    ///
    /// - Parameter line: Has one number before its first and behind its last.
    @inline(__always)
    static func double(_ line: UnsafePointer<Float>, width: Int, into target: UnsafeMutablePointer<Float>) {
        let end = padded(width)
        var x = 0
        while x < end {
            let here = Lanes.load(line + x) * 0.75
            var even = here
            var odd = here
            even.accumulate(Lanes.load(line + x - 1), 0.25)
            odd.accumulate(Lanes.load(line + x + 1), 0.25)
            var both = SIMD16<Float>.zero
            both.evenHalf = even
            both.oddHalf = odd
            Lanes.store(both.lowHalf, target + 2 &* x)
            // The second half may lie behind what a row has room for.
            if 2 &* x &+ 8 < 2 &* width { Lanes.store(both.highHalf, target + 2 &* x + 8) }
            x &+= 8
        }
    }

    // MARK: Pixels

    /// Grey values 0…255 of a row of 8-bit pixels; of colour the luma, rounded as ``ImageStack/grey()`` does.
    @inline(__always)
    static func grey(
        _ pixels: UnsafePointer<UInt8>, channels: Int, width: Int, into target: UnsafeMutablePointer<Float>
    ) {
        var x = 0
        if channels == 1 {
            while x < width {
                target[x] = Float(pixels[x])
                x &+= 1
            }
        } else {
            while x < width {
                let pixel = pixels + 3 &* x
                let luma = 299 &* Int32(pixel[0]) &+ 587 &* Int32(pixel[1]) &+ 114 &* Int32(pixel[2])
                target[x] = Float((luma &+ 500) / 1000)
                x &+= 1
            }
        }
    }
}

/// Memory for rows of an image: for all of them, or for the newest few in a ring.
struct RowRing {
    let base: UnsafeMutablePointer<Float>
    /// Numbers from one row to the next.
    let stride: Int
    /// All ones where every row has a place; else the number of places, a power of two, minus 1.
    let mask: Int

    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + (index & mask) &* stride }
}

/// Memory of many lines in one allocation, aligned to vectors.
final class FloatArena {
    private let base: UnsafeMutablePointer<Float>
    private var used = 0
    let count: Int

    init(count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(count, 16), alignment: 64)
        base = raw.bindMemory(to: Float.self, capacity: max(count, 16))
        // Lanes behind the width of an image are read before they are ever written.
        base.initialize(repeating: 0, count: max(count, 16))
    }

    /// The next `count` numbers, rounded up to 16.
    ///
    /// - Precondition: They are left.
    func take(_ count: Int) -> UnsafeMutablePointer<Float> {
        let rounded = (count + 15) & ~15
        precondition(used + rounded <= self.count)
        defer { used += rounded }
        return base + used
    }

    /// Room for rows of `width` numbers: `capacity` of them, or all `height` where that is fewer.
    func takeRows(width: Int, height: Int, capacity: Int) -> RowRing {
        let places = Self.places(height: height, capacity: capacity)
        let stride = Self.stride(width)
        return RowRing(base: take(places * stride), stride: stride, mask: places < height ? places - 1 : Int.max)
    }

    /// Numbers that ``takeRows(width:height:capacity:)`` takes.
    static func rowCount(width: Int, height: Int, capacity: Int) -> Int {
        (places(height: height, capacity: capacity) * stride(width) + 15) & ~15
    }

    private static func places(height: Int, capacity: Int) -> Int {
        var places = 1
        while places < capacity { places *= 2 }
        return min(places, height)
    }

    /// Rows begin at different cache sets also where the width is a power of two.
    private static func stride(_ width: Int) -> Int { (FloatLineKernels.padded(width) + 15) & ~15 | 16 }

    deinit { base.deallocate() }
}
