import Foundation

/// The error of a method as a power of the number of training examples: ε(n) = a n^(−b) + c.
///
/// J. Hestness et al., *Deep Learning Scaling is Predictable, Empirically*, 2017: between the few examples that hardly teach anything and
/// the error that nothing can undercut, errors fall by such a law, a straight line on two logarithmic axes for c = 0.
///
/// Fitted by least squares of log ε, so that a ratio counts the same at every size, by the method of Levenberg and Marquardt (1963). With
/// fewer than four sizes nothing tells c from b, and c is 0.
public struct PowerLaw: Hashable, Sendable {
    public let factor: Double
    /// b: above 0 where more examples help.
    public let exponent: Double
    /// c, the error that more examples do not undercut; 0 where it was not fitted.
    public let floor: Double
    /// Sum over sizes of the squares by which log ε deviates.
    public let loss: Double
    /// Share of the variance of log ε over sizes that the law explains.
    public let rSquared: Double

    public typealias Point = (size: Double, error: Double)

    /// The law through the errors at different sizes; nil for fewer than two sizes, or where an error is not above 0.
    ///
    /// - Parameter points: Each size once.
    public init?(_ points: [Point], fitsFloor: Bool = true) {
        guard points.count > 1, points.allSatisfy({ $0.size > 0 && $0.error > 0 && $0.error.isFinite }),
            Set(points.map(\.size)).count == points.count
        else { return nil }
        var best = Candidate(points, floor: 0)
        if fitsFloor, points.count > 3 {
            // The sum of squares may have several valleys: descend from the best of many floors.
            let smallest = points.map(\.error).min()!
            let starts = (1..<64).map { Candidate(points, floor: Double($0) / 64 * smallest) }
            let refined = starts.min { $0.loss < $1.loss }!.descended(points)
            if refined.loss < best.loss { best = refined }
        }
        (factor, exponent, floor) = (exp(best.logFactor), best.exponent, best.floor)
        loss = best.loss
        let logs = points.map { log($0.error) }
        let centre = Statistics.mean(logs)
        let spread = logs.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        rSquared = spread > 0 ? 1 - best.loss / spread : 1
    }

    /// The error at `size`.
    public func error(at size: Double) -> Double { factor * pow(size, -exponent) + floor }
}

/// Parameters on the way to the best.
private struct Candidate {
    let logFactor, exponent, logFloor: Double
    let loss: Double

    var floor: Double { exp(logFloor) }

    init(_ logFactor: Double, _ exponent: Double, _ logFloor: Double, _ points: [PowerLaw.Point]) {
        (self.logFactor, self.exponent, self.logFloor) = (logFactor, exponent, logFloor)
        loss = points.reduce(0) { sum, point in
            let model = exp(logFactor) * pow(point.size, -exponent) + exp(logFloor)
            let residual = log(model) - log(point.error)
            return sum + residual * residual
        }
    }

    /// The straight line through log(ε − `floor`).
    init(_ points: [PowerLaw.Point], floor: Double) {
        let x = points.map { log($0.size) }
        let y = points.map { log($0.error - floor) }
        let (meanX, meanY) = (Statistics.mean(x), Statistics.mean(y))
        let products = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        let slope = products / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        self.init(meanY - slope * meanX, -slope, log(floor), points)
    }

    /// Where Levenberg's and Marquardt's steps lead.
    func descended(_ points: [PowerLaw.Point]) -> Candidate {
        var current = self
        var damping = 1e-3
        for _ in 0..<500 {
            let step = current.step(points, damping)
            let next = Candidate(
                current.logFactor + step[0], current.exponent + step[1], current.logFloor + step[2], points)
            if next.loss < current.loss {
                let gain = current.loss - next.loss
                current = next
                damping = max(damping / 5, 1e-12)
                if gain < 1e-14 * current.loss { break }
            } else {
                damping *= 4
                if damping > 1e12 { break }
            }
        }
        return current
    }

    /// Solves (JᵀJ + λ diag(JᵀJ)) s = −Jᵀr for the residuals r of log ε.
    private func step(_ points: [PowerLaw.Point], _ damping: Double) -> [Double] {
        var normal = [[Double]](repeating: [0, 0, 0, 0], count: 3)
        for point in points {
            let power = exp(logFactor) * pow(point.size, -exponent)
            let model = power + floor
            let slopes = [power / model, -log(point.size) * power / model, floor / model]
            let residual = log(model) - log(point.error)
            for row in 0..<3 {
                for column in 0..<3 { normal[row][column] += slopes[row] * slopes[column] }
                normal[row][3] -= slopes[row] * residual
            }
        }
        for place in 0..<3 { normal[place][place] = normal[place][place] * (1 + damping) + 1e-300 }
        return Self.solved(normal)
    }

    /// The solution of three linear equations, by elimination.
    private static func solved(_ equations: [[Double]]) -> [Double] {
        var rows = equations
        for pivot in 0..<3 {
            let largest = (pivot..<3).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) }!
            rows.swapAt(pivot, largest)
            for row in 0..<3 where row != pivot && rows[pivot][pivot] != 0 {
                let share = rows[row][pivot] / rows[pivot][pivot]
                for column in pivot..<4 { rows[row][column] -= share * rows[pivot][column] }
            }
        }
        return (0..<3).map { rows[$0][$0] == 0 ? 0 : rows[$0][3] / rows[$0][$0] }
    }
}
