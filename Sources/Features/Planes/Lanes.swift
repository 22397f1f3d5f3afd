import Core

/// Eight floats at a time, one machine register.
///
/// For this one type the standard library's comparisons and replacements are one instruction each, constants included; see the
/// remark in `Core/SIMDSupport.swift`.
enum Lanes {
    typealias Vector = SIMD8<Float>

    /// 0, 1, 2, … 7.
    @inline(__always)
    static var numbers: Vector { Vector(0, 1, 2, 3, 4, 5, 6, 7) }

    /// `a` where it lies from `low` to `high`, else the nearer of the two.
    @inline(__always)
    static func inside(_ a: Vector, _ low: Float, _ high: Float) -> Vector {
        lanewiseMin(lanewiseMax(a, Vector(repeating: low)), Vector(repeating: high))
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
        return lanewiseMax(1 - lanewiseMin(distance, 8 - distance), Vector.zero)
    }
}
