/// Eight floats at a time, one machine register.
///
/// These are for one concrete type on purpose: there, and not in generic code, the standard library's comparisons and replacements are
/// one instruction each, constants included, and take no place in the inliner's budget, which the loops over lanes of `lanewiseMax` and
/// its like use up after a dozen calls.
enum Lanes {
    typealias Vector = SIMD8<Float>

    /// 0, 1, 2, … 7.
    @inline(__always)
    static var numbers: Vector { Vector(0, 1, 2, 3, 4, 5, 6, 7) }

    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> Vector {
        UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
    }

    @inline(__always)
    static func store(_ value: Vector, _ pointer: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Vector.self)
    }

    @inline(__always)
    static func max(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: a .< b) }

    @inline(__always)
    static func min(_ a: Vector, _ b: Vector) -> Vector { a.replacing(with: b, where: b .< a) }

    /// `a` where it lies from `low` to `high`, else the nearer of the two.
    @inline(__always)
    static func inside(_ a: Vector, _ low: Float, _ high: Float) -> Vector {
        min(max(a, Vector(repeating: low)), Vector(repeating: high))
    }

    @inline(__always)
    static func absolute(_ a: Vector) -> Vector {
        unsafeBitCast(unsafeBitCast(a, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF, to: Vector.self)
    }

    /// `yes` in the lanes of `mask`, elsewhere `no`.
    @inline(__always)
    static func choose(_ mask: SIMDMask<SIMD8<Int32>>, _ yes: Vector, else no: Vector) -> Vector {
        no.replacing(with: yes, where: mask)
    }

    /// max(0, 1 − d) for the distance d of `position` to the lanes' numbers on a circle of 8: the share of a vote at `position`
    /// that each of 8 bins gets.
    @inline(__always)
    static func circularShares(of position: Float) -> Vector {
        let distance = absolute(position - numbers)
        return max(1 - min(distance, 8 - distance), Vector.zero)
    }
}
