import Foundation

/// The distribution functions that the intervals and tests need.
///
/// All are computed in double precision from the regularised incomplete beta function and the error function; the tests
/// compare them with SciPy.
public enum Distributions {
    /// P(Z ≤ `z`) of the standard normal distribution.
    public static func normalCDF(_ z: Double) -> Double {
        0.5 * erfc(-z / 2.0.squareRoot())
    }

    /// The number that a standard normal variable stays below with probability `p`.
    ///
    /// A rational first guess (Abramowitz and Stegun 1964, 26.2.23, error below 4.5e-4) is refined by Halley steps.
    ///
    /// - Precondition: 0 < `p` < 1.
    public static func normalQuantile(_ p: Double) -> Double {
        precondition(p > 0 && p < 1, "\(p) is not a probability between 0 and 1")
        guard p <= 0.5 else { return -normalQuantile(1 - p) }
        guard p < 0.5 else { return 0 }
        let t = (-2 * log(p)).squareRoot()
        let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
        let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
        var z = numerator / denominator - t
        for _ in 0..<3 {
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let step = (normalCDF(z) - p) / density
            z -= step / (1 + z * step / 2)
        }
        return z
    }

    /// P(T ≤ `t`) of Student's distribution.
    ///
    /// - Parameter degreesOfFreedom: Any positive number, whole or not.
    public static func studentCDF(_ t: Double, degreesOfFreedom: Double) -> Double {
        let tail = studentTail(abs(t), degreesOfFreedom: degreesOfFreedom)
        return t > 0 ? 1 - tail : tail
    }

    /// The number that a variable of Student's distribution stays below with probability `p`.
    ///
    /// - Parameter degreesOfFreedom: Any positive number, whole or not.
    /// - Precondition: 0 < `p` < 1.
    public static func studentQuantile(_ p: Double, degreesOfFreedom: Double) -> Double {
        precondition(p > 0 && p < 1, "\(p) is not a probability between 0 and 1")
        let tail = min(p, 1 - p)
        guard tail < 0.5 else { return 0 }
        var low = 0.0
        var high = 1.0
        while studentTail(high, degreesOfFreedom: degreesOfFreedom) > tail { high *= 2 }
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return p < 0.5 ? -middle : middle }
            if studentTail(middle, degreesOfFreedom: degreesOfFreedom) > tail { low = middle } else { high = middle }
        }
    }

    /// P(T > `t`) for `t` ≥ 0, exact far into the tail.
    static func studentTail(_ t: Double, degreesOfFreedom: Double) -> Double {
        0.5 * incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
    }

    /// The number that a variable of the beta distribution with the parameters `a` and `b` stays below with probability `p`.
    ///
    /// - Precondition: 0 < `p` < 1, `a` > 0, `b` > 0.
    public static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        precondition(p > 0 && p < 1, "\(p) is not a probability between 0 and 1")
        var (low, high) = (0.0, 1.0)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high, high - low > 1e-15 * high else { return middle }
            if incompleteBeta(middle, a, b) < p { low = middle } else { high = middle }
        }
    }

    /// The regularised incomplete beta function Iₓ(a, b).
    ///
    /// The continued fraction of DLMF 8.17.22, evaluated by the modified method of Lentz; it converges fast where
    /// x < (a + 1) / (a + b + 2), and elsewhere Iₓ(a, b) = 1 − I₁₋ₓ(b, a) is used.
    ///
    /// - Precondition: 0 ≤ `x` ≤ 1, `a` > 0, `b` > 0.
    public static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        precondition(x >= 0 && x <= 1 && a > 0 && b > 0, "I(\(x); \(a), \(b)) is not defined")
        guard x > 0, x < 1 else { return x }
        guard x < (a + 1) / (a + b + 2) else { return 1 - incompleteBetaLow(1 - x, b, a) }
        return incompleteBetaLow(x, a, b)
    }

    private static func incompleteBetaLow(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let logFront = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
        func awayFromZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
        var numerator = 1.0
        var denominator = 1 / awayFromZero(1 - (a + b) * x / (a + 1))
        var fraction = denominator
        for step in 1...20_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            denominator = 1 / awayFromZero(1 + even * denominator)
            numerator = awayFromZero(1 + even / numerator)
            fraction *= denominator * numerator
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            denominator = 1 / awayFromZero(1 + odd * denominator)
            numerator = awayFromZero(1 + odd / numerator)
            let change = denominator * numerator
            fraction *= change
            if abs(change - 1) < 1e-15 { break }
        }
        return exp(logFront) * fraction / a
    }
}
