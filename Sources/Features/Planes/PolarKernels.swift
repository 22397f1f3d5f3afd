import Core

/// Arctangent and exponential of eight numbers at a time.
package enum PolarKernels {
    /// The angle of the vector (x, y) in `1 / turn` turns: 0 ≤ angle < `turn`, zero along +x, growing towards +y; 0 for (0, 0).
    ///
    /// The arctangent of the smaller over the larger component is an odd polynomial of degree 11 (minimax on 0…1). The error is
    /// below 4·10⁻⁶ radians.
    @inline(__always)
    package static func angle(_ x: SIMD8<Float>, _ y: SIMD8<Float>, turn: Float) -> SIMD8<Float> {
        let absoluteX = Lanes.absolute(x)
        let absoluteY = Lanes.absolute(y)
        let small = lanewiseMin(absoluteX, absoluteY)
        let large = lanewiseMax(absoluteX, absoluteY)
        let ratio = small / (large + 1e-30)
        let square = ratio * ratio
        let unit = turn / (2 * Float.pi)
        var series = SIMD8<Float>(repeating: -0.011_719_13 * unit)
        series = series.horner(square, 0.052_653_32 * unit)
        series = series.horner(square, -0.116_432_87 * unit)
        series = series.horner(square, 0.193_543_46 * unit)
        series = series.horner(square, -0.332_623_47 * unit)
        series = series.horner(square, 0.999_977_26 * unit)
        var angle = ratio * series
        angle = Lanes.choose(absoluteX .< absoluteY, turn / 4 - angle, else: angle)
        angle = Lanes.choose(x .< 0, turn / 2 - angle, else: angle)
        angle = Lanes.choose(y .< 0, turn - angle, else: angle)
        // turn − (a very small angle) is rounded to a whole turn.
        return Lanes.choose(angle .< turn, angle, else: .zero)
    }

    /// eˣ for −87 ≤ x ≤ 0 (below, e⁻⁸⁷), with a relative error below 6·10⁻⁶.
    ///
    /// 2 to the whole part of x log₂ e goes into the exponent of the result, 2 to the rest is a polynomial.
    @inline(__always)
    package static func exponential(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let scaled = lanewiseMax(x, SIMD8(repeating: -87)) * 1.442_695_04
        // Adding 1.5 · 2²³ rounds to a whole number and leaves it in the lowest bits.
        let shifted = scaled + 12_582_912
        let rest = scaled - (shifted - 12_582_912)
        var series = SIMD8<Float>(repeating: 0.001_333_36)
        series = series.horner(rest, 0.009_618_12)
        series = series.horner(rest, 0.055_504_11)
        series = series.horner(rest, 0.240_226_51)
        series = series.horner(rest, 0.693_147_18)
        series = series.horner(rest, 1)
        let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< 23
        return unsafeBitCast(unsafeBitCast(series, to: SIMD8<Int32>.self) &+ exponent, to: SIMD8<Float>.self)
    }

    /// The largest whole number that is not above x, and what is left of x; for −2²¹ < x < 2²¹. A whole x may be given back as
    /// x − 1 and 1, which is the same to who interpolates.
    @inline(__always)
    static func floor(_ x: SIMD8<Float>) -> (whole: SIMD8<Int32>, rest: SIMD8<Float>) {
        let shifted = (x - 0.5) + 12_582_912
        let whole = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000
        return (whole, x - (shifted - 12_582_912))
    }
}
