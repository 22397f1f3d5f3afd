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

    /// Down the columns: target[x] = w₀ row₀[x] + Σ wₖ (row₋ₖ[x] + rowₖ[x]) for `radius` + 1 weights.
    ///
    /// - Parameter rows: The rows −`radius` … `radius`, in this order.
    @inline(__always)
    static func blurColumns(
        _ rows: UnsafePointer<UnsafePointer<Float>>, _ weights: UnsafePointer<Float>, radius: Int, width: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        let end = padded(width)
        let middle = rows + radius
        var x = 0
        while x &+ 32 <= end {
            let here = middle[0] + x
            var a = load(here) * weights[0]
            var b = load(here + 8) * weights[0]
            var c = load(here + 16) * weights[0]
            var d = load(here + 24) * weights[0]
            var k = 1
            while k <= radius {
                let above = middle[-k] + x
                let below = middle[k] + x
                let weight = SIMD8<Float>(repeating: weights[k])
                a.accumulate(load(above) + load(below), weight)
                b.accumulate(load(above + 8) + load(below + 8), weight)
                c.accumulate(load(above + 16) + load(below + 16), weight)
                d.accumulate(load(above + 24) + load(below + 24), weight)
                k &+= 1
            }
            store(a, target + x)
            store(b, target + x + 8)
            store(c, target + x + 16)
            store(d, target + x + 24)
            x &+= 32
        }
        while x < end {
            var a = load(middle[0] + x) * weights[0]
            var k = 1
            while k <= radius {
                a.accumulate(load(middle[-k] + x) + load(middle[k] + x), weights[k])
                k &+= 1
            }
            store(a, target + x)
            x &+= 8
        }
    }

    /// Along a row: target[x] = w₀ line[x] + Σ wₖ (line[x − k] + line[x + k]).
    ///
    /// - Parameter line: Has `radius` numbers before its first and behind its last, from ``pad(_:radius:width:border:)``.
    @inline(__always)
    static func blurRow(
        _ line: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, radius: Int, width: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        let end = padded(width)
        var x = 0
        while x &+ 32 <= end {
            let here = line + x
            var a = load(here) * weights[0]
            var b = load(here + 8) * weights[0]
            var c = load(here + 16) * weights[0]
            var d = load(here + 24) * weights[0]
            var k = 1
            while k <= radius {
                let left = here - k
                let right = here + k
                let weight = SIMD8<Float>(repeating: weights[k])
                a.accumulate(load(left) + load(right), weight)
                b.accumulate(load(left + 8) + load(right + 8), weight)
                c.accumulate(load(left + 16) + load(right + 16), weight)
                d.accumulate(load(left + 24) + load(right + 24), weight)
                k &+= 1
            }
            store(a, target + x)
            store(b, target + x + 8)
            store(c, target + x + 16)
            store(d, target + x + 24)
            x &+= 32
        }
        while x < end {
            var a = load(line + x) * weights[0]
            var k = 1
            while k <= radius {
                a.accumulate(load(line + x - k) + load(line + x + k), weights[k])
                k &+= 1
            }
            store(a, target + x)
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

    /// target = a − b.
    @inline(__always)
    static func subtract(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, width: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let end = padded(width)
        var x = 0
        while x < end {
            store(load(a + x) - load(b + x), target + x)
            x &+= 8
        }
    }

    /// target = a · shareOfA + b · (1 − shareOfA).
    @inline(__always)
    static func mix(
        _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, shareOfA: Float, width: Int,
        into target: UnsafeMutablePointer<Float>
    ) {
        let end = padded(width)
        var x = 0
        while x < end {
            var sum = load(a + x) * shareOfA
            sum.accumulate(load(b + x), 1 - shareOfA)
            store(sum, target + x)
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
            let here = load(line + x) * 0.75
            var even = here
            var odd = here
            even.accumulate(load(line + x - 1), 0.25)
            odd.accumulate(load(line + x + 1), 0.25)
            var both = SIMD16<Float>.zero
            both.evenHalf = even
            both.oddHalf = odd
            store(both.lowHalf, target + 2 &* x)
            // The second half may lie behind what a row has room for.
            if 2 &* x &+ 8 < 2 &* width { store(both.highHalf, target + 2 &* x + 8) }
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

    // MARK: Vectors

    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }

    @inline(__always)
    static func store(_ value: SIMD8<Float>, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD8<Float>.self)
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
