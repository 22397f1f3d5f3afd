import Core
import Foundation

/// A stretch of one segment that one worker changes.
struct UpdatePiece: Sendable {
    let start: Int
    let count: Int
    let rateScale: Double
    let decayScale: Double
}

/// The factors of one step, the same for all parameters of a segment.
struct UpdateFactors<Scalar: NetworkScalar>: Sendable {
    /// Multiplies the gradient.
    let gradient: Scalar
    /// Of `sgd` λ, of `adamw` 1 − η λ.
    let decay: Scalar
    /// Of `sgd` η, of `adamw` η / (1 − β₁ᵗ).
    let rate: Scalar
    let momentum: Scalar
    /// 1 where the gradient itself is added to the step once more, as Nesterov's momentum asks; else 0.
    let ahead: Scalar
    /// What the velocity is multiplied by in the step: μ with Nesterov's momentum, else 1.
    let along: Scalar
    /// 1 − β₁, β₂, 1 − β₂.
    let share1: Scalar
    let beta2: Scalar
    let share2: Scalar
    /// 1 / √(1 − β₂ᵗ).
    let correction: Scalar
    let epsilon: Scalar

    init(_ optimiser: Optimiser, steps: Int, rate: Double, decayScale: Double, gradientScale: Double) {
        let decay = optimiser.weightDecay * decayScale
        let isAdam = optimiser.method == .adamw
        gradient = Scalar(gradientScale)
        self.decay = Scalar(isAdam ? 1 - rate * decay : decay)
        self.rate = Scalar(isAdam ? rate / (1 - pow(optimiser.beta1, Double(steps))) : rate)
        momentum = Scalar(optimiser.momentum)
        ahead = optimiser.nesterov ? 1 : 0
        along = optimiser.nesterov ? Scalar(optimiser.momentum) : 1
        share1 = Scalar(1 - optimiser.beta1)
        beta2 = Scalar(optimiser.beta2)
        share2 = Scalar(1 - optimiser.beta2)
        correction = Scalar(1 / (1 - pow(optimiser.beta2, Double(steps))).squareRoot())
        epsilon = Scalar(optimiser.epsilon)
    }
}

/// Steps of the optimisers, each a single pass over memory. Every number is computed alike wherever it stands in its piece, so
/// pieces and threads change nothing.
enum OptimiserKernels {
    static var pieceSize: Int { 16384 }

    /// Cuts the segments that are not frozen.
    static func pieces(_ segments: [UpdateSegment], count: Int) -> [UpdatePiece] {
        var pieces: [UpdatePiece] = []
        for segment in segments where segment.rateScale > 0 {
            precondition(segment.range.lowerBound >= 0 && segment.range.upperBound <= count)
            for start in stride(from: segment.range.lowerBound, to: segment.range.upperBound, by: pieceSize) {
                pieces.append(
                    UpdatePiece(
                        start: start, count: min(pieceSize, segment.range.upperBound - start),
                        rateScale: segment.rateScale, decayScale: segment.decayScale))
            }
        }
        return pieces
    }

    /// The sum of the squares of `count` numbers, in double precision.
    @inline(__always)
    static func squares<Scalar: NetworkScalar>(_ values: UnsafePointer<Scalar>, count: Int) -> Double {
        var sum = SIMD16<Scalar>(repeating: 0)
        var total = 0.0
        for start in stride(from: 0, to: count, by: 512) {
            let end = min(start + 512, count)
            for place in stride(from: start, to: end, by: 16) {
                let value = load(values, place, count)
                sum.accumulate(value, value)
            }
            for lane in 0..<16 { total += Double(sum[lane]) }
            sum = SIMD16(repeating: 0)
        }
        return total
    }

    /// g ← g + λ w, w ← w − η g.
    @inline(__always)
    static func plain<Scalar: NetworkScalar>(
        _ weights: UnsafeMutablePointer<Scalar>, _ gradient: UnsafePointer<Scalar>, count: Int,
        _ factors: UpdateFactors<Scalar>
    ) {
        for place in stride(from: 0, to: count, by: 16) {
            var w = load(weights, place, count)
            var g = load(gradient, place, count) * factors.gradient
            g.accumulate(w, factors.decay)
            w.accumulate(g, -factors.rate)
            store(w, weights, place, count)
        }
    }

    /// g ← g + λ w, v ← μ v + g, w ← w − η v, or with Nesterov's momentum w ← w − η (g + μ v).
    @inline(__always)
    static func momentum<Scalar: NetworkScalar>(
        _ weights: UnsafeMutablePointer<Scalar>, _ gradient: UnsafePointer<Scalar>,
        _ velocity: UnsafeMutablePointer<Scalar>, count: Int, _ factors: UpdateFactors<Scalar>
    ) {
        for place in stride(from: 0, to: count, by: 16) {
            var w = load(weights, place, count)
            var g = load(gradient, place, count) * factors.gradient
            g.accumulate(w, factors.decay)
            var v = g
            v.accumulate(load(velocity, place, count), factors.momentum)
            var direction = v * factors.along
            direction.accumulate(g, factors.ahead)
            w.accumulate(direction, -factors.rate)
            store(v, velocity, place, count)
            store(w, weights, place, count)
        }
    }

    /// w ← (1 − η λ) w, m ← m + (1 − β₁)(g − m), s ← β₂ s + (1 − β₂) g², w ← w − η m̂ / (√ŝ + ε).
    @inline(__always)
    static func adamW<Scalar: NetworkScalar>(
        _ weights: UnsafeMutablePointer<Scalar>, _ gradient: UnsafePointer<Scalar>,
        _ first: UnsafeMutablePointer<Scalar>, _ second: UnsafeMutablePointer<Scalar>, count: Int,
        _ factors: UpdateFactors<Scalar>
    ) {
        for place in stride(from: 0, to: count, by: 16) {
            let g = load(gradient, place, count) * factors.gradient
            var m = load(first, place, count)
            m.accumulate(g - m, factors.share1)
            var s = load(second, place, count) * factors.beta2
            s.accumulate(g * g, factors.share2)
            let root = squareRoot(s) * factors.correction + factors.epsilon
            var w = load(weights, place, count) * factors.decay
            w.accumulate(m / root, -factors.rate)
            store(m, first, place, count)
            store(s, second, place, count)
            store(w, weights, place, count)
        }
    }

    /// The square root of each lane, for finite numbers that are not negative; in single precision to the last bit or two.
    ///
    /// The standard library's is a call for each lane. Here 1 / √x is estimated from the exponent in the bits of x and improved by
    /// Newton's method, y ← y (3 − x y²) / 2, three times, and r = x y once more: r ← r + y (x − r²) / 2.
    @inline(__always)
    private static func squareRoot<Scalar: NetworkScalar>(_ value: SIMD16<Scalar>) -> SIMD16<Scalar> {
        guard Scalar.self == Float.self else { return value.squareRoot() }
        let x = unsafeBitCast(value, to: SIMD16<Float>.self)
        let bits = SIMD16<UInt32>(repeating: 0x5F37_59DF) &- unsafeBitCast(x, to: SIMD16<UInt32>.self) &>> 1
        var y = unsafeBitCast(bits, to: SIMD16<Float>.self)
        let half = x * -0.5
        for _ in 0..<3 {
            var factor = SIMD16<Float>(repeating: 1.5)
            factor.accumulate(half * y, y)
            y *= factor
        }
        var root = x * y
        var rest = x
        rest.accumulate(root, -root)
        root.accumulate(y * 0.5, rest)
        return unsafeBitCast(root, to: SIMD16<Scalar>.self)
    }

    /// `average` ← `average` + `share` (`values` − `average`).
    @inline(__always)
    static func blend<Scalar: NetworkScalar>(
        _ average: UnsafeMutablePointer<Scalar>, _ values: UnsafePointer<Scalar>, share: Scalar, count: Int
    ) {
        for place in stride(from: 0, to: count, by: 16) {
            var a = load(average, place, count)
            a.accumulate(load(values, place, count) - a, share)
            store(a, average, place, count)
        }
    }

    /// The numbers from `place` on, at most sixteen and none at `count` or beyond; zeros for those.
    @inline(__always)
    private static func load<Scalar: NetworkScalar>(
        _ base: UnsafePointer<Scalar>, _ place: Int, _ count: Int
    ) -> SIMD16<Scalar> {
        if place + 16 <= count { return SIMD16<Scalar>(at: base + place) }
        var lanes = SIMD16<Scalar>(repeating: 0)
        for lane in 0..<count - place { lanes[lane] = base[place + lane] }
        return lanes
    }

    @inline(__always)
    private static func store<Scalar: NetworkScalar>(
        _ lanes: SIMD16<Scalar>, _ base: UnsafeMutablePointer<Scalar>, _ place: Int, _ count: Int
    ) {
        if place + 16 <= count {
            lanes.store(at: base + place)
        } else {
            for lane in 0..<count - place { base[place + lane] = lanes[lane] }
        }
    }
}
