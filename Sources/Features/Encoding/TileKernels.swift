import Core

/// Memory for single-precision numbers that begins at a multiple of 64 bytes, zeros at first.
///
/// Written to by its maker only; from then on it may be read by all threads.
final class AlignedFloats: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        let bytes = max(count, 1) * MemoryLayout<Float>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        base = memory.bindMemory(to: Float.self, capacity: max(count, 1))
        base.initialize(repeating: 0, count: max(count, 1))
    }

    deinit {
        base.deallocate()
    }
}

/// The inner loop that vocabularies, mixtures and encoders share: a product of six rows by sixteen columns that stays
/// in registers, so that what is made of the numbers (a maximum, an exponential) never waits for memory.
///
/// The left operand lies as `[tile][depth][6]`, the right one as `[panel][depth][16]`. Twelve accumulators of eight
/// lanes, two of the right operand and one of the left fill the sixteen registers of AVX2; a panel of depth 128 is a
/// quarter of the first-level cache.
enum TileKernels {
    static let tileRows = 6
    static let panelColumns = 16

    /// Six rows of sixteen numbers: `low` are columns 0…7, `high` columns 8…15.
    struct Tile {
        var low0, low1, low2, low3, low4, low5: SIMD8<Float>
        var high0, high1, high2, high3, high4, high5: SIMD8<Float>

        @inline(__always)
        init(low: SIMD8<Float>, high: SIMD8<Float>) {
            low0 = low; low1 = low; low2 = low; low3 = low; low4 = low; low5 = low
            high0 = high; high1 = high; high2 = high; high3 = high; high4 = high; high5 = high
        }
    }

    /// Eight numbers at a multiple of 32 bytes, in a form that the compiler never makes a call of.
    @inline(__always)
    static func aligned(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).assumingMemoryBound(to: SIMD8<Float>.self).pointee
    }

    /// As ``aligned(_:)``, to write.
    @inline(__always)
    static func storeAligned(_ value: SIMD8<Float>, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: SIMD8<Float>.self).pointee = value
    }

    /// Eight numbers anywhere.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }

    @inline(__always)
    static func store(_ value: SIMD8<Float>, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD8<Float>.self)
    }

    /// Adds the product of six rows and sixteen columns to `tile`. `left` advances by `stride` numbers for one of
    /// depth; `right` is aligned.
    @inline(__always)
    static func multiply(
        _ tile: inout Tile, left: UnsafePointer<Float>, stride: Int, right: UnsafePointer<Float>, depth: Int
    ) {
        var left = left
        var right = right
        var sums = tile
        for _ in 0..<depth {
            let low = aligned(right)
            let high = aligned(right + 8)
            sums.low0.accumulate(low, left[0])
            sums.high0.accumulate(high, left[0])
            sums.low1.accumulate(low, left[1])
            sums.high1.accumulate(high, left[1])
            sums.low2.accumulate(low, left[2])
            sums.high2.accumulate(high, left[2])
            sums.low3.accumulate(low, left[3])
            sums.high3.accumulate(high, left[3])
            sums.low4.accumulate(low, left[4])
            sums.high4.accumulate(high, left[4])
            sums.low5.accumulate(low, left[5])
            sums.high5.accumulate(high, left[5])
            left += stride
            right += panelColumns
        }
        tile = sums
    }

    /// As ``multiply(_:left:stride:right:depth:)`` for six rows that lie `stride` numbers apart.
    @inline(__always)
    static func multiplyRows(
        _ tile: inout Tile, left: UnsafePointer<Float>, stride: Int, right: UnsafePointer<Float>, depth: Int
    ) {
        multiply(
            &tile, left, left + stride, left + 2 * stride, left + 3 * stride, left + 4 * stride, left + 5 * stride,
            right: right, depth: depth)
    }

    /// As ``multiply(_:left:stride:right:depth:)`` for six rows anywhere.
    @inline(__always)
    static func multiply(
        _ tile: inout Tile, _ row0: UnsafePointer<Float>, _ row1: UnsafePointer<Float>, _ row2: UnsafePointer<Float>,
        _ row3: UnsafePointer<Float>, _ row4: UnsafePointer<Float>, _ row5: UnsafePointer<Float>,
        right: UnsafePointer<Float>, depth: Int
    ) {
        var right = right
        var sums = tile
        for index in 0..<depth {
            let low = aligned(right)
            let high = aligned(right + 8)
            sums.low0.accumulate(low, row0[index])
            sums.high0.accumulate(high, row0[index])
            sums.low1.accumulate(low, row1[index])
            sums.high1.accumulate(high, row1[index])
            sums.low2.accumulate(low, row2[index])
            sums.high2.accumulate(high, row2[index])
            sums.low3.accumulate(low, row3[index])
            sums.high3.accumulate(high, row3[index])
            sums.low4.accumulate(low, row4[index])
            sums.high4.accumulate(high, row4[index])
            sums.low5.accumulate(low, row5[index])
            sums.high5.accumulate(high, row5[index])
            right += panelColumns
        }
        tile = sums
    }

    /// Writes a tile as six rows, `stride` numbers apart, to aligned memory.
    @inline(__always)
    static func store(_ tile: Tile, _ target: UnsafeMutablePointer<Float>, stride: Int) {
        storeAligned(tile.low0, target); storeAligned(tile.high0, target + 8)
        storeAligned(tile.low1, target + stride); storeAligned(tile.high1, target + stride + 8)
        storeAligned(tile.low2, target + 2 * stride); storeAligned(tile.high2, target + 2 * stride + 8)
        storeAligned(tile.low3, target + 3 * stride); storeAligned(tile.high3, target + 3 * stride + 8)
        storeAligned(tile.low4, target + 4 * stride); storeAligned(tile.high4, target + 4 * stride + 8)
        storeAligned(tile.low5, target + 5 * stride); storeAligned(tile.high5, target + 5 * stride + 8)
    }

    /// Bit l is set where lane l of `a` is not below that of `b`; `a` is finite.
    @inline(__always)
    static func mask(where a: SIMD8<Float>, isNotBelow b: SIMD8<Float>) -> UInt32 {
        let weights = SIMD8<Float>(1, 2, 4, 8, 16, 32, 64, 128)
        let bits = choose(where: a, isBelow: b, a - a, else: weights)
        let half = bits.lowHalf + bits.highHalf
        return UInt32(truncatingIfNeeded: Int32((half[0] + half[1]) + (half[2] + half[3])))
    }
}
