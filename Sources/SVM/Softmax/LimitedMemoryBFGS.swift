/// Minimises a smooth function by L-BFGS (Liu and Nocedal 1989), in double precision and on one thread.
struct LimitedMemoryBFGS {
    /// Pairs of steps and differences of gradients that are kept.
    let memory: Int
    /// Ends when the norm of the gradient is at most this times that of the first.
    let tolerance: Double
    let maximumIterations: Int

    struct Result {
        var point: [Double]
        var value: Double
        var iterations = 0
        var evaluations = 1
        /// Norm of the gradient over that of the first.
        var relativeNorm = 0.0
        var converged = false
        /// True where the line search found no lower value.
        var isStuck = false
    }

    /// - Parameters:
    ///   - function: Value and gradient at a point.
    ///   - report: Called after each iteration with its number, the value and the relative norm of the gradient.
    func minimise(
        _ start: [Double], _ function: ([Double]) -> (Double, [Double]),
        report: (_ iteration: Int, _ value: Double, _ norm: Double) -> Void
    ) -> Result {
        var (value, gradient) = function(start)
        var result = Result(point: start, value: value)
        let firstNorm = Self.norm(gradient)
        guard firstNorm > 0 else {
            result.converged = true
            return result
        }
        result.relativeNorm = 1
        var pairs: [(step: [Double], change: [Double], product: Double)] = []
        while result.iterations < maximumIterations {
            var direction = self.direction(gradient, pairs)
            var slope = Self.dot(direction, gradient)
            if !(slope < 0) {
                // Rounding has spoilt the pairs.
                pairs = []
                direction = gradient.map { -$0 }
                slope = Self.dot(direction, gradient)
            }
            let first = pairs.isEmpty ? min(1, 1 / Self.norm(gradient)) : 1
            guard let found = search(result.point, value, direction, slope, first, function, &result.evaluations) else {
                result.isStuck = true
                break
            }
            let step = zip(found.point, result.point).map { $0 - $1 }
            let change = zip(found.gradient, gradient).map { $0 - $1 }
            let product = Self.dot(step, change)
            if product > 1e-12 * Self.dot(change, change) {
                if pairs.count == memory { pairs.removeFirst() }
                pairs.append((step, change, product))
            }
            (result.point, value, gradient) = (found.point, found.value, found.gradient)
            result.value = value
            result.iterations += 1
            result.relativeNorm = Self.norm(gradient) / firstNorm
            report(result.iterations, value, result.relativeNorm)
            if result.relativeNorm <= tolerance {
                result.converged = true
                break
            }
        }
        return result
    }

    /// −H·gradient by the two loops of the paper (algorithm 7.4 of Nocedal and Wright).
    private func direction(
        _ gradient: [Double], _ pairs: [(step: [Double], change: [Double], product: Double)]
    ) -> [Double] {
        var q = gradient.map { -$0 }
        var factors: [Double] = []
        for pair in pairs.reversed() {
            let factor = Self.dot(pair.step, q) / pair.product
            factors.append(factor)
            for index in q.indices { q[index] -= factor * pair.change[index] }
        }
        if let last = pairs.last {
            let scale = last.product / Self.dot(last.change, last.change)
            for index in q.indices { q[index] *= scale }
        }
        for (pair, factor) in zip(pairs, factors.reversed()) {
            let correction = factor - Self.dot(pair.change, q) / pair.product
            for index in q.indices { q[index] += correction * pair.step[index] }
        }
        return q
    }

    /// A point along `direction` that meets the weak Wolfe conditions, by bisection (Lewis and Overton 2013). Where values
    /// differ by no more than the rounding of single-precision products, their decrease is told by the slopes: the approximate
    /// Wolfe conditions of Hager and Zhang 2005.
    private func search(
        _ point: [Double], _ value: Double, _ direction: [Double], _ slope: Double, _ first: Double,
        _ function: ([Double]) -> (Double, [Double]), _ evaluations: inout Int
    ) -> (point: [Double], value: Double, gradient: [Double])? {
        var (low, high) = (0.0, Double.infinity)
        var length = first
        let noise = 1e-6 * abs(value)
        for _ in 0..<40 {
            let trial = zip(point, direction).map { $0 + length * $1 }
            let (trialValue, gradient) = function(trial)
            evaluations += 1
            let trialSlope = Self.dot(gradient, direction)
            let isLower =
                trialValue <= value + 1e-4 * length * slope
                || (trialValue <= value + noise && trialSlope <= -0.9998 * slope)
            if !isLower {
                high = length
                length = 0.5 * (low + high)
            } else if trialSlope < 0.9 * slope {
                low = length
                length = high.isFinite ? 0.5 * (low + high) : 2 * length
            } else {
                return (trial, trialValue, gradient)
            }
        }
        return nil
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        var sums = SIMD8<Double>.zero
        var index = 0
        while index + 8 <= a.count {
            for lane in 0..<8 { sums[lane] += a[index + lane] * b[index + lane] }
            index += 8
        }
        var sum = sums.sum()
        while index < a.count {
            sum += a[index] * b[index]
            index += 1
        }
        return sum
    }

    private static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }
}
