import Core
import Foundation
import SVM

/// Kernel values by their definition, in double precision.
func referenceKernel(_ kind: KernelKind, gamma: Double, degree: Int, coef0: Double, _ x: [Double], _ y: [Double])
    -> Double
{
    let pairs = zip(x, y)
    let dot = pairs.reduce(0) { $0 + $1.0 * $1.1 }
    func ratio(_ top: (Double, Double) -> Double) -> Double {
        pairs.reduce(0) { $0 + ($1.0 + $1.1 == 0 ? 0 : top($1.0, $1.1) / ($1.0 + $1.1)) }
    }
    switch kind {
    case .linear: return dot
    case .polynomial: return pow(gamma * dot + coef0, Double(degree))
    case .rbf: return exp(-gamma * pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
    case .sigmoid: return tanh(gamma * dot + coef0)
    case .intersection: return pairs.reduce(0) { $0 + min($1.0, $1.1) }
    case .chi2: return ratio { 2 * $0 * $1 }
    case .exponentialChi2: return exp(-gamma * ratio { ($0 - $1) * ($0 - $1) })
    case .precomputed: fatalError("not a function of two rows")
    }
}

extension KernelSVM {
    /// The kernel matrix of all rows by its definition.
    func referenceMatrix(_ features: Matrix) -> [[Double]] {
        let rows = (0..<features.rows).map { features.row($0).map(Double.init) }
        var gamma = 1 / Double(features.columns)
        if case .number(let number) = self.gamma, number > 0 { gamma = number }
        return rows.map { x in
            rows.map { referenceKernel(kernel, gamma: gamma, degree: degree, coef0: coef0, x, $0) }
        }
    }
}

/// What there is to know of a solution of a problem of two classes, from the definition of the problem.
struct Optimality {
    /// ½ αᵀQα − Σ α
    var objective = 0.0
    /// Primal objective at the weights that α stands for and at the given ρ.
    var primal = 0.0
    /// m(α) − M(α)
    var violation = 0.0
    /// The farthest that an α lies outside its bounds, and |Σ y α|.
    var infeasibility = 0.0

    /// Primal and dual objective agree at the optimum.
    var gap: Double { primal + objective }

    init(alpha: [Double], y: [Double], bounds: [Double], kernel: [[Double]], rho: Double) {
        var largest = -Double.infinity
        var smallest = Double.infinity
        for t in alpha.indices {
            let decision = alpha.indices.reduce(0) { $0 + alpha[$1] * y[$1] * kernel[t][$1] }
            let f = y[t] - decision
            let canGrow = alpha[t] < bounds[t]
            let canFall = alpha[t] > 0
            if y[t] > 0 ? canGrow : canFall { largest = max(largest, f) }
            if y[t] > 0 ? canFall : canGrow { smallest = min(smallest, f) }
            objective += 0.5 * alpha[t] * y[t] * decision - alpha[t]
            primal += 0.5 * alpha[t] * y[t] * decision + bounds[t] * max(0, 1 - y[t] * (decision - rho))
            infeasibility = max(infeasibility, -alpha[t], alpha[t] - bounds[t])
        }
        infeasibility = max(infeasibility, abs(zip(alpha, y).reduce(0) { $0 + $1.0 * $1.1 }))
        violation = largest - smallest
    }
}

extension FittedKernelSVM {
    /// Checks one machine of one against one.
    func optimality(machine: Int, features: Matrix, labels: [Int], kernel: [[Double]], bound: (Int) -> Double)
        -> Optimality
    {
        var pairs: [(Int, Int)] = []
        for a in parts.labels.indices { for b in parts.labels.indices where a < b { pairs.append((a, b)) } }
        let (first, second) = (parts.labels[pairs[machine].0], parts.labels[pairs[machine].1])
        let rows = labels.indices.filter { labels[$0] == first || labels[$0] == second }
        var signed = [Double](repeating: 0, count: labels.count)
        for (row, value) in zip(parts.supportIndices, coefficients(machine: machine)) { signed[row] = value }
        let y = rows.map { labels[$0] == first ? 1.0 : -1.0 }
        return Optimality(
            alpha: zip(rows, y).map { signed[$0] * $1 }, y: y, bounds: rows.map { bound(labels[$0]) },
            kernel: rows.map { row in rows.map { kernel[row][$0] } }, rho: parts.rho[machine])
    }
}

/// Sequential minimal optimisation as plain as can be: the most violating pair, in double precision, to a fine tolerance.
func naiveSolution(y: [Double], bounds: [Double], kernel: [[Double]], tolerance: Double = 1e-9) -> [Double] {
    var alpha = [Double](repeating: 0, count: y.count)
    var f = y
    for _ in 0..<1_000_000 {
        let up = y.indices.filter { y[$0] > 0 ? alpha[$0] < bounds[$0] : alpha[$0] > 0 }
        let low = y.indices.filter { y[$0] > 0 ? alpha[$0] > 0 : alpha[$0] < bounds[$0] }
        guard let i = up.max(by: { f[$0] < f[$1] }), let j = low.min(by: { f[$0] < f[$1] }), f[i] - f[j] > tolerance
        else { break }
        let curvature = max(kernel[i][i] + kernel[j][j] - 2 * kernel[i][j], 1e-12)
        let room = min(y[i] > 0 ? bounds[i] - alpha[i] : alpha[i], y[j] > 0 ? alpha[j] : bounds[j] - alpha[j])
        let step = min((f[i] - f[j]) / curvature, room)
        alpha[i] = min(max(alpha[i] + y[i] * step, 0), bounds[i])
        alpha[j] = min(max(alpha[j] - y[j] * step, 0), bounds[j])
        for t in y.indices { f[t] -= step * (kernel[i][t] - kernel[j][t]) }
    }
    return alpha
}

/// Rows around one centre a class, none negative, some values zero.
func positiveClusters(_ sizes: [Int], columns: Int, noise: Float, seed: UInt64 = 9) -> (rows: Matrix, labels: [Int]) {
    var random = RandomSource(seed: seed)
    let centres = (0..<sizes.count * columns).map { _ in 1.5 + random.normal() }
    let ordered = sizes.indices.flatMap { Array(repeating: $0, count: sizes[$0]) }
    let labels = random.permutation(ordered.count).map { ordered[$0] }
    let values = labels.flatMap { label in
        (0..<columns).map { column in
            let value = abs(centres[label * columns + column] + noise * random.normal())
            return random.integer(below: 8) == 0 ? 0 : value
        }
    }
    return (Matrix(rows: labels.count, columns: columns, values: values), labels)
}
