import Foundation

/// The distributions of test statistics over several groups.
extension Distributions {
    /// P(X > `x`) of the χ² distribution.
    ///
    /// - Parameter degreesOfFreedom: Any positive number.
    public static func chiSquaredTail(_ x: Double, degreesOfFreedom: Double) -> Double {
        incompleteGammaTail(degreesOfFreedom / 2, max(x, 0) / 2)
    }

    /// P(X > `x`) of the F distribution with `numerator` and `denominator` degrees of freedom.
    public static func fTail(_ x: Double, _ numerator: Double, _ denominator: Double) -> Double {
        guard x > 0 else { return 1 }
        guard x.isFinite else { return 0 }
        return incompleteBeta(denominator / (denominator + numerator * x), denominator / 2, numerator / 2)
    }

    /// P(Q > `q`) of the studentised range of `groups` means with infinitely many degrees of freedom: the range of so many
    /// standard normal variables.
    ///
    /// The integral k ∫ φ(z) (Φ(z + q) − Φ(z))^(k − 1) dz by the trapezoidal rule, which converges very fast for such integrands.
    ///
    /// - Precondition: At least 2 groups.
    public static func studentizedRangeTail(_ q: Double, groups: Int) -> Double {
        precondition(groups > 1, "a range needs two groups")
        guard q > 0 else { return 1 }
        let step = 1.0 / 32
        var sum = 0.0
        for place in -320...320 {
            let z = Double(place) * step
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            sum += density * pow(normalCDF(z + q) - normalCDF(z), Double(groups - 1))
        }
        return min(1, max(0, 1 - Double(groups) * sum * step))
    }

    /// The range that `groups` standard normal variables stay below with probability `p`.
    ///
    /// - Precondition: 0 < `p` < 1, at least 2 groups.
    public static func studentizedRangeQuantile(_ p: Double, groups: Int) -> Double {
        precondition(p > 0 && p < 1, "\(p) is not a probability between 0 and 1")
        var (low, high) = (0.0, 1.0)
        while studentizedRangeTail(high, groups: groups) > 1 - p { high *= 2 }
        while high - low > 1e-12 * high {
            let middle = (low + high) / 2
            if studentizedRangeTail(middle, groups: groups) > 1 - p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The regularised upper incomplete gamma function Q(a, x): the power series of DLMF 8.11.4 where x < a + 1, elsewhere
    /// the continued fraction of DLMF 8.9.2 by the modified method of Lentz.
    ///
    /// - Precondition: `a` > 0, `x` ≥ 0.
    public static func incompleteGammaTail(_ a: Double, _ x: Double) -> Double {
        precondition(a > 0 && x >= 0, "Q(\(a), \(x)) is not defined")
        guard x > 0 else { return 1 }
        guard x.isFinite else { return 0 }
        let front = exp(a * log(x) - x - lgamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            for step in 1...10_000 {
                term *= x / (a + Double(step))
                sum += term
                if term < sum * 1e-17 { break }
            }
            return max(0, 1 - front * sum)
        }
        var b = x + 1 - a
        var c = 1e300
        var d = 1 / b
        var fraction = d
        for step in 1...10_000 {
            let numerator = -Double(step) * (Double(step) - a)
            b += 2
            d = numerator * d + b
            d = 1 / (abs(d) < 1e-300 ? 1e-300 : d)
            c = b + numerator / c
            c = abs(c) < 1e-300 ? 1e-300 : c
            fraction *= d * c
            if abs(d * c - 1) < 1e-15 { break }
        }
        return front * fraction
    }
}
