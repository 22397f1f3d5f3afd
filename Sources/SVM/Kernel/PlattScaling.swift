import Core
import Foundation

/// P(y = 1 | f) = 1 / (1 + exp(A f + B)) for a decision value f.
///
/// J. Platt, *Probabilistic Outputs for Support Vector Machines*, 1999, fitted as H.-T. Lin, C.-J. Lin and R. C. Weng, *A Note on
/// Platt's Probabilistic Outputs for Support Vector Machines*, Machine Learning 2007, show: Newton's method with backtracking
/// (their appendix), targets (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2).
public struct PlattSigmoid: Codable, Hashable, Sendable {
    /// A, below 0 where large decision values speak for y = 1.
    public let slope: Double
    /// B
    public let offset: Double

    public init(slope: Double, offset: Double) {
        self.slope = slope
        self.offset = offset
    }

    /// P(y = 1) of a decision value, without an overflow.
    public func probability(_ decision: Double) -> Double {
        let t = slope * decision + offset
        return t >= 0 ? exp(-t) / (1 + exp(-t)) : 1 / (1 + exp(t))
    }

    /// The most likely sigmoid for decision values of examples with y = 1 and y = −1.
    public init(fitting decisions: [Double], isPositive: [Bool]) {
        precondition(decisions.count == isPositive.count)
        let positives = Double(isPositive.count { $0 })
        let negatives = Double(isPositive.count) - positives
        let targets = isPositive.map { $0 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2) }
        func loss(_ a: Double, _ b: Double) -> Double {
            zip(decisions, targets).reduce(0) { sum, pair in
                let t = a * pair.0 + b
                return sum + (t >= 0 ? pair.1 * t + log1p(exp(-t)) : (pair.1 - 1) * t + log1p(exp(t)))
            }
        }
        var (a, b) = (0.0, log((negatives + 1) / (positives + 1)))
        var value = loss(a, b)
        for _ in 0..<100 {
            // Gradient, and the Hessian with a little added to its diagonal.
            var (h11, h22, h21, g1, g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0)
            for (decision, target) in zip(decisions, targets) {
                let p = PlattSigmoid(slope: a, offset: b).probability(decision)
                let (d1, d2) = (target - p, p * (1 - p))
                h11 += decision * decision * d2
                h22 += d2
                h21 += decision * d2
                g1 += decision * d1
                g2 += d1
            }
            if abs(g1) < 1e-5, abs(g2) < 1e-5 { break }
            let determinant = h11 * h22 - h21 * h21
            let stepA = -(h22 * g1 - h21 * g2) / determinant
            let stepB = -(-h21 * g1 + h11 * g2) / determinant
            let slope = g1 * stepA + g2 * stepB
            var size = 1.0
            while size >= 1e-10 {
                let new = loss(a + size * stepA, b + size * stepB)
                if new < value + 1e-4 * size * slope {
                    (a, b, value) = (a + size * stepA, b + size * stepB, new)
                    break
                }
                size /= 2
            }
            if size < 1e-10 { break }
        }
        self.init(slope: a, offset: b)
    }
}

/// Decision values of examples that took no part in training, by cross-validation within one machine, and their sigmoid.
///
/// The folds are parts of one problem in which the examples held out have a bound of 0, so they share its kernel rows.
struct PlattCalibration<Value: KernelScalar> {
    let source: any KernelRowSource<Value>
    let labels: [Double]
    let bounds: [Double]
    let settings: SMOSettings
    let threads: Int
    let seed: UInt64
    let stream: UInt64

    private var foldCount: Int { 5 }

    func fit(
        from alpha: [Double], _ workspace: KernelWorkspace<Value>, cache: RowCache<Value>
    ) -> (sigmoid: PlattSigmoid, kernelValues: Int) {
        let folds = folds()
        var decisions = [Double](repeating: 0, count: labels.count)
        var kernelValues = 0
        for fold in 0..<foldCount {
            let solution = SequentialMinimalOptimisation(
                source, labels: labels, bounds: bounds.indices.map { folds[$0] == fold ? 0 : bounds[$0] },
                initial: alpha, settings: settings, workspace: workspace, cache: cache, threads: threads
            ).solve()
            kernelValues += solution.kernelValues
            for place in labels.indices where folds[place] == fold { decisions[place] = solution.decisionValues[place] }
        }
        let real = labels.indices.filter { labels[$0] != 0 }
        return (
            PlattSigmoid(fitting: real.map { decisions[$0] }, isPositive: real.map { labels[$0] > 0 }), kernelValues
        )
    }

    /// The fold of each position, each side spread evenly in an order drawn from the seed; −1 for padding.
    private func folds() -> [Int] {
        var random = RandomSource(seed: seed, stream: stream)
        var folds = [Int](repeating: -1, count: labels.count)
        for sign in [1.0, -1.0] {
            let side = labels.indices.filter { labels[$0] == sign }
            for (rank, index) in random.permutation(side.count).enumerated() {
                folds[side[index]] = rank % foldCount
            }
        }
        return folds
    }
}

extension FittedKernelSVM {
    /// The probability of each of `parts.labels`, a row an example: the probabilities of the pairs, coupled by the second
    /// method of T.-F. Wu, C.-J. Lin and R. C. Weng, *Probability Estimates for Multi-class Classification by Pairwise
    /// Coupling*, JMLR 2004 (algorithm 2). The most probable class need not be the one that ``predict(_:threads:)`` votes for.
    ///
    /// Throws ``UserError`` where the machine was trained without probabilities.
    public func probabilities(_ features: Matrix, threads: Int) throws -> Matrix {
        let count = parts.labels.count
        guard count > 1 else {
            return Matrix(rows: features.rows, columns: 1, values: Array(repeating: 1, count: features.rows))
        }
        guard !parts.sigmoids.isEmpty else {
            throw UserError("kernel-svm: this machine was trained without probabilities (probability: true)")
        }
        let decisions = decisionValues(features, threads: threads)
        return Matrix(rows: features.rows, columns: count, threads: threads) { index, row in
            let shares = Self.probabilities(decisions.row(index).map(Double.init), parts.sigmoids, count)
            for (place, value) in shares.enumerated() { row[place] = Float(value) }
        }
    }

    public var hasProbabilities: Bool { !parts.sigmoids.isEmpty }

    /// As ``probabilities(_:threads:)``, a column for each class up to the last that it was trained on.
    public func classProbabilities(_ features: Matrix, threads: Int) throws -> [[Double]] {
        let classes = (parts.labels.max() ?? 0) + 1
        let shares = try probabilities(features, threads: threads)
        return (0..<shares.rows).map { row in
            var all = [Double](repeating: 0, count: classes)
            for (place, label) in parts.labels.enumerated() { all[label] = Double(shares[row, place]) }
            return all
        }
    }

    /// The probability of each of `count` classes from the decision values of all pairs.
    static func probabilities(_ decisions: [Double], _ sigmoids: [PlattSigmoid], _ count: Int) -> [Double] {
        var pairs = [Double](repeating: 0, count: count * count)
        var machine = 0
        for a in 0..<count {
            for b in a + 1..<max(count, a + 1) {
                let p = sigmoids[machine].probability(decisions[machine])
                let clipped = min(max(p, 1e-7), 1 - 1e-7)
                pairs[a * count + b] = clipped
                pairs[b * count + a] = 1 - clipped
                machine += 1
            }
        }
        return count == 2 ? [pairs[1], pairs[2]] : couple(pairs, count)
    }

    /// Minimises Σ_{a≠b} (r_ba p_a − r_ab p_b)² over probabilities p.
    static func couple(_ r: [Double], _ count: Int) -> [Double] {
        var q = [Double](repeating: 0, count: count * count)
        for t in 0..<count {
            for j in 0..<count where j != t {
                q[t * count + t] += r[j * count + t] * r[j * count + t]
                q[t * count + j] = -r[j * count + t] * r[t * count + j]
            }
        }
        var p = [Double](repeating: 1 / Double(count), count: count)
        var qp = p
        for _ in 0..<max(100, count) {
            var total = 0.0
            for t in 0..<count {
                qp[t] = (0..<count).reduce(0) { $0 + q[t * count + $1] * p[$1] }
                total += p[t] * qp[t]
            }
            let error = qp.map { abs($0 - total) }.max()!
            if error < 0.005 / Double(count) { break }
            for t in 0..<count {
                let change = (total - qp[t]) / q[t * count + t]
                p[t] += change
                total = (total + change * (change * q[t * count + t] + 2 * qp[t])) / (1 + change) / (1 + change)
                for j in 0..<count {
                    qp[j] = (qp[j] + change * q[t * count + j]) / (1 + change)
                    p[j] /= 1 + change
                }
            }
        }
        return p
    }
}
