/// Elementary functions of several numbers at a time.
extension TileKernels {
    /// eˣ in each lane for x ≤ 80, with a relative error below 2·10⁻⁷; 0 below −87, and so at −∞.
    ///
    /// eˣ = 2ⁿ eʳ with n = round(x / ln 2) and |r| ≤ ln 2 / 2, where eʳ is its Taylor polynomial of degree 7.
    /// `MaskStorage` is the vector of as many whole numbers.
    @inlinable @inline(__always)
    public static func exponential<Vector: SIMD>(_ x: Vector) -> Vector
    where Vector.Scalar == Float, Vector.MaskStorage.Scalar == Int32 {
        // Adding 1.5·2²³ rounds to a whole number, which then stands in the lowest bits.
        let rounder = Vector(repeating: 12_582_912)
        var shifted = rounder
        shifted.accumulate(x, 1.442_695_04)
        let n = shifted - rounder
        var r = x
        r.accumulate(n, -0.693_359_375)
        r.accumulate(n, 2.121_944_4e-4)
        var p = Vector(repeating: 1 / 5040)
        p = p.horner(r, 1 / 720)
        p = p.horner(r, 1 / 120)
        p = p.horner(r, 1 / 24)
        p = p.horner(r, 1 / 6)
        p = p.horner(r, 0.5)
        p = p.horner(r, 1)
        p = p.horner(r, 1)
        let exponent = unsafeBitCast(shifted, to: Vector.MaskStorage.self) &<< 23
        let value = unsafeBitCast(unsafeBitCast(p, to: Vector.MaskStorage.self) &+ exponent, to: Vector.self)
        return choose(where: x, isBelow: Vector(repeating: -87), Vector.zero, else: value)
    }

    /// The largest of eight numbers.
    @inlinable @inline(__always)
    public static func largest(_ value: SIMD8<Float>) -> Float {
        let half = lanewiseMax(value.lowHalf, value.highHalf)
        let quarter = lanewiseMax(half.lowHalf, half.highHalf)
        return quarter[0] < quarter[1] ? quarter[1] : quarter[0]
    }

    /// The natural logarithm of each lane, for normal numbers above 0, with a relative or absolute error below 3·10⁻⁷.
    ///
    /// With x = 2ⁿ m and m between √½ and √2, log x = n log 2 + 2 artanh((m − 1)/(m + 1)), by the series to the ninth
    /// power.
    @inlinable @inline(__always)
    public static func logarithm(_ x: SIMD8<Float>) -> SIMD8<Float> {
        let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
        // The exponent as the lowest bits of 2²³, which is a whole number of single precision.
        let exponent = unsafeBitCast((bits &>> 23) | 0x4B00_0000, to: SIMD8<Float>.self) - (8_388_608 + 127)
        let mantissa = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F80_0000, to: SIMD8<Float>.self)
        let bound = SIMD8<Float>(repeating: 1.414_213_6)
        let m = choose(where: bound, isBelow: mantissa, mantissa * 0.5, else: mantissa)
        let n = choose(where: bound, isBelow: mantissa, exponent + 1, else: exponent)
        let t = (m - 1) / (m + 1)
        let square = t * t
        var p = SIMD8<Float>(repeating: 2.0 / 9)
        p = p.horner(square, 2.0 / 7)
        p = p.horner(square, 2.0 / 5)
        p = p.horner(square, 2.0 / 3)
        p = p.horner(square, 2)
        return p * t + n * 0.693_147_18
    }

    /// Sine and cosine of each lane, for magnitudes up to about 10³, with an absolute error below 10⁻⁶ + 10⁻⁷ |x|.
    ///
    /// x is reduced to ±π; the Taylor polynomials of half of it, to the eleventh and twelfth power, are doubled by
    /// sin 2u = 2 sin u cos u and cos 2u = 1 − 2 sin² u.
    @inlinable @inline(__always)
    public static func sineAndCosine(_ x: SIMD8<Float>) -> (sine: SIMD8<Float>, cosine: SIMD8<Float>) {
        let rounder = SIMD8<Float>(repeating: 12_582_912)
        let turns = multiplyAdd(x, 0.159_154_94, rounder) - rounder
        var u = x
        u.accumulate(turns, -6.281_25)
        u.accumulate(turns, -0.001_935_307_2)
        u *= 0.5
        let square = u * u
        var s = SIMD8<Float>(repeating: -1 / 39_916_800)
        s = s.horner(square, 1 / 362_880)
        s = s.horner(square, -1 / 5040)
        s = s.horner(square, 1 / 120)
        s = s.horner(square, -1 / 6)
        s = s.horner(square, 1) * u
        var c = SIMD8<Float>(repeating: 1 / 479_001_600)
        c = c.horner(square, -1 / 3_628_800)
        c = c.horner(square, 1 / 40_320)
        c = c.horner(square, -1 / 720)
        c = c.horner(square, 1 / 24)
        c = c.horner(square, -0.5)
        c = c.horner(square, 1)
        let sine = s * c
        return (sine + sine, 1 - 2 * s * s)
    }

    @inlinable @inline(__always)
    static func multiplyAdd(_ a: SIMD8<Float>, _ b: Float, _ c: SIMD8<Float>) -> SIMD8<Float> {
        var sum = c
        sum.accumulate(a, b)
        return sum
    }
}
