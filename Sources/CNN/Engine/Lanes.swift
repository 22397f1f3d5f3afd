import Core
import Files
import Foundation

/// Numbers that a network computes with: `Float` for work, `Double` for checking gradients.
package protocol NetworkScalar: BinaryFloatingPoint, BitwiseCopyable, SIMDScalar, TensorElement, Codable
where SIMD8Storage: BitwiseCopyable, SIMD16Storage: BitwiseCopyable {
    static func exponential(_ x: SIMD16<Self>) -> SIMD16<Self>
    static func hyperbolicTangent(_ x: SIMD16<Self>) -> SIMD16<Self>
    /// The distribution function of the standard normal distribution.
    static func normalDistribution(_ x: SIMD16<Self>) -> SIMD16<Self>
    /// xʸ for x above 0.
    static func power(_ x: SIMD16<Self>, _ exponent: Self) -> SIMD16<Self>
    /// x^(−1/4) for x above 0.
    static func inverseFourthRoot(_ x: SIMD16<Self>) -> SIMD16<Self>
    /// The operation of a step, compiled for these numbers.
    static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<SIMD16<Self>>
    static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<OneLane<Self>>
}

/// The images that a kernel works on at once: one number of each.
///
/// A batch lies in memory as cuda-convnet (Krizhevsky 2012) laid it out, the images innermost: `[tile][channel][row][column][lane]`.
/// A layer then never mixes lanes, so that every layer of every shape fills whole vectors, without gathering or masks. Sixteen
/// images go side by side (``SIMD16``); a batch too small for that goes image by image (``OneLane``).
package protocol Lanes<Scalar>: SendableMetatype {
    associatedtype Scalar: NetworkScalar
    /// Images side by side.
    static var images: Int { get }
    init(repeating value: Scalar)
    static var zero: Self { get }
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
    /// self + a b, rounded once where the machine can.
    mutating func accumulate(_ a: Self, _ b: Self)
    mutating func accumulate(_ a: Self, _ b: Scalar)
    static func larger(_ a: Self, _ b: Self) -> Self
    /// In each lane `yes` where `a` < `b`, elsewhere `no`.
    static func choose(where a: Self, isBelow b: Self, _ yes: Self, else no: Self) -> Self
    static func power(_ x: Self, _ exponent: Scalar) -> Self
    /// The sum over the lanes.
    var total: Scalar { get }
    subscript(lane: Int) -> Scalar { get set }
    /// Adds this to the numbers at any address.
    func addUnaligned(_ target: UnsafeMutablePointer<Scalar>)
    /// The operation of a step, compiled for these lanes.
    static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<Self>
}

extension SIMD16: Lanes where Scalar: NetworkScalar {
    @inline(__always) package static var images: Int { 16 }

    @inline(__always)
    package static func larger(_ a: Self, _ b: Self) -> Self { lanewiseMax(a, b) }

    @inline(__always)
    package static func choose(where a: Self, isBelow b: Self, _ yes: Self, else no: Self) -> Self {
        Core.choose(where: a, isBelow: b, yes, else: no)
    }

    @inline(__always)
    package static func power(_ x: Self, _ exponent: Scalar) -> Self { Scalar.power(x, exponent) }

    @inline(__always)
    package func addUnaligned(_ target: UnsafeMutablePointer<Scalar>) {
        (SIMD16(at: target) + self).store(at: target)
    }

    @inline(__always) package var total: Scalar {
        let eight = lowHalf + highHalf
        let four = eight.lowHalf + eight.highHalf
        return (four[0] + four[2]) + (four[1] + four[3])
    }

    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<Self> {
        Scalar.operation(of: step, at: site)
    }
}

/// A single image.
package struct OneLane<Scalar: NetworkScalar>: Lanes {
    package var value: Scalar

    @inline(__always) package init(_ value: Scalar) { self.value = value }
    @inline(__always) package init(repeating value: Scalar) { self.value = value }
    @inline(__always) package static var images: Int { 1 }
    @inline(__always) package static var zero: Self { Self(0) }
    @inline(__always) package static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
    @inline(__always) package static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
    @inline(__always) package static func * (a: Self, b: Self) -> Self { Self(a.value * b.value) }
    @inline(__always) package static func / (a: Self, b: Self) -> Self { Self(a.value / b.value) }
    @inline(__always) package mutating func accumulate(_ a: Self, _ b: Self) { value += a.value * b.value }
    @inline(__always) package mutating func accumulate(_ a: Self, _ b: Scalar) { value += a.value * b }
    @inline(__always) package static func larger(_ a: Self, _ b: Self) -> Self { a.value < b.value ? b : a }
    @inline(__always)
    package static func choose(where a: Self, isBelow b: Self, _ yes: Self, else no: Self) -> Self {
        a.value < b.value ? yes : no
    }
    @inline(__always)
    package static func power(_ x: Self, _ exponent: Scalar) -> Self {
        Self(Scalar.power(SIMD16(repeating: x.value), exponent)[0])
    }
    @inline(__always) package func addUnaligned(_ target: UnsafeMutablePointer<Scalar>) { target.pointee += value }
    @inline(__always) package var total: Scalar { value }
    package subscript(lane: Int) -> Scalar {
        @inline(__always) get { value }
        @inline(__always) set { value = newValue }
    }

    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<Self> {
        Scalar.operation(of: step, at: site)
    }
}

extension Double: NetworkScalar {
    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<SIMD16<Double>> {
        step.compiled(site)
    }

    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<OneLane<Double>> {
        step.compiled(site)
    }

    package static func exponential(_ x: SIMD16<Double>) -> SIMD16<Double> { map(x) { Foundation.exp($0) } }
    package static func hyperbolicTangent(_ x: SIMD16<Double>) -> SIMD16<Double> { map(x) { Foundation.tanh($0) } }
    package static func normalDistribution(_ x: SIMD16<Double>) -> SIMD16<Double> {
        map(x) { 0.5 * Foundation.erfc(-$0 * 0.5.squareRoot()) }
    }
    package static func power(_ x: SIMD16<Double>, _ exponent: Double) -> SIMD16<Double> {
        map(x) { Foundation.pow($0, exponent) }
    }

    package static func inverseFourthRoot(_ x: SIMD16<Double>) -> SIMD16<Double> {
        map(x) { 1 / $0.squareRoot().squareRoot() }
    }

    private static func map(_ x: SIMD16<Double>, _ change: (Double) -> Double) -> SIMD16<Double> {
        var result = x
        for lane in 0..<16 { result[lane] = change(x[lane]) }
        return result
    }
}

extension Float: NetworkScalar {
    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<SIMD16<Float>> {
        step.compiled(site)
    }

    package static func operation(of step: any StepKind, at site: StepSite) -> BoundOperation<OneLane<Float>> {
        step.compiled(site)
    }

    @inline(__always)
    package static func exponential(_ x: SIMD16<Float>) -> SIMD16<Float> {
        TileKernels.exponential(lanewiseMin(x, SIMD16(repeating: 80)))
    }

    /// tanh x = 1 − 2 / (e²ˣ + 1); near zero, where that cancels, its continued fraction. The relative
    /// error is below 3·10⁻⁷.
    @inline(__always)
    package static func hyperbolicTangent(_ x: SIMD16<Float>) -> SIMD16<Float> {
        let bounded = lanewiseMax(lanewiseMin(x, SIMD16(repeating: 20)), SIMD16(repeating: -20))
        let power = TileKernels.exponential(bounded + bounded)
        let far = SIMD16<Float>(repeating: 1) - SIMD16(repeating: 2) / (power + 1)
        let square = bounded * bounded
        let above: SIMD16<Float> = square * (square + 105) + 945
        let below: SIMD16<Float> = square * (square * 15 + 420) + 945
        let near = bounded * above / below
        return Core.choose(where: square, isBelow: SIMD16(repeating: 0.36), near, else: far)
    }

    /// Formula 7.1.26 of Abramowitz and Stegun, with an absolute error below 3·10⁻⁷.
    @inline(__always)
    package static func normalDistribution(_ x: SIMD16<Float>) -> SIMD16<Float> {
        let z = lanewiseMax(x, -x) * Float(0.5).squareRoot()
        let t = SIMD16<Float>(repeating: 1) / (1 + z * 0.327_591_1)
        var p = t * 1.061_405_429 - 1.453_152_027
        p = p * t + 1.421_413_741
        p = p * t - 0.284_496_736
        p = p * t + 0.254_829_592
        let tail = 0.5 * p * t * TileKernels.exponential(-(z * z))
        return Core.choose(where: x, isBelow: SIMD16(repeating: 0), tail, else: 1 - tail)
    }

    @inline(__always)
    package static func power(_ x: SIMD16<Float>, _ exponent: Float) -> SIMD16<Float> {
        let low = TileKernels.logarithm(x.lowHalf)
        let high = TileKernels.logarithm(x.highHalf)
        return TileKernels.exponential(SIMD16(lowHalf: low, highHalf: high) * exponent)
    }

    /// Three steps of Newton's method, y ← y (5 − x y⁴) / 4, after a guess from the bits that is right within 3.2 %:
    /// neither a root nor a division, which take many times as long as a product. The relative error is below 2.5·10⁻⁷.
    @inline(__always)
    package static func inverseFourthRoot(_ x: SIMD16<Float>) -> SIMD16<Float> {
        let bits = unsafeBitCast(x, to: SIMD16<UInt32>.self)
        let guess = SIMD16<UInt32>(repeating: 0x4F58_6000) &- (bits &>> 2)
        var y = unsafeBitCast(guess, to: SIMD16<Float>.self)
        let quarter = x * -0.25
        for _ in 0..<3 {
            let square = y * y
            var factor = SIMD16<Float>(repeating: 1.25)
            factor.accumulate(square * square, quarter)
            y = y * factor
        }
        return y
    }
}
