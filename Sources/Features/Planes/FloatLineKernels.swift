import Core

/// Lines of floats: the loops that the scale space of ``SIFT`` and the gradients of ``DenseSIFT`` are made of.
///
/// All lines have room for a whole number of vectors of eight; what lies behind the width of an image is computed with and
/// means nothing.
enum FloatLineKernels {
    /// `width` made a whole number of vectors.
    @inline(__always)
    static func padded(_ width: Int) -> Int { (width + 7) & ~7 }

    // MARK: Sums of lines

    /// Continues a line by one number at each side: its first and its last.
    @inline(__always)
    static func pad(_ line: UnsafeMutablePointer<Float>, width: Int) {
        line[-1] = line[0]
        line[width] = line[width &- 1]
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
            var sum = SIMD8<Float>(at: a + x) * shareOfA
            sum.accumulate(SIMD8<Float>(at: b + x), 1 - shareOfA)
            sum.store(at: target + x)
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
            let here = SIMD8<Float>(at: line + x) * 0.75
            var even = here
            var odd = here
            even.accumulate(SIMD8<Float>(at: line + x - 1), 0.25)
            odd.accumulate(SIMD8<Float>(at: line + x + 1), 0.25)
            var both = SIMD16<Float>.zero
            both.evenHalf = even
            both.oddHalf = odd
            both.lowHalf.store(at: target + 2 &* x)
            // The second half may lie behind what a row has room for.
            if 2 &* x &+ 8 < 2 &* width { both.highHalf.store(at: target + 2 &* x + 8) }
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
    /// Zeros at first: lanes behind the width of an image are read before they are ever written.
    private let memory: AlignedFloats
    private var used = 0
    var count: Int { memory.count }

    init(count: Int) { memory = AlignedFloats(count) }

    /// The next `count` numbers, rounded up to 16.
    ///
    /// - Precondition: They are left.
    func take(_ count: Int) -> UnsafeMutablePointer<Float> {
        let rounded = (count + 15) & ~15
        precondition(used + rounded <= self.count)
        defer { used += rounded }
        return memory.base + used
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
}
