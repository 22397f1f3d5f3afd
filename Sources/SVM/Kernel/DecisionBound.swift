import Core

/// How far decision values that were computed in floating point can be from those of exact arithmetic on the same numbers.
///
/// N. Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, section 3.1: a sum of n products has an error of at most
/// n u Σ |xₖ yₖ|, with u half the distance of 1 to the next number. Σ |xₖ yₖ| is at most the root of s(x, x) s(y, y), for
/// the other two sums of kernels too. From there on the error of a kernel value follows from the derivative of what is made of
/// the sum, and that of Σ y α K from Σ α. Where every kernel value is a sum of exponentials, its error is in proportion to it, and
/// the bound follows from Σ α K, which is smaller than Σ α by far. Both hold for every example, in the worst case, and are many
/// times what is seen.
struct DecisionBound: Sendable {
    private struct Term {
        let form: KernelShape.Form
        let factor, weight, gamma, coef0: Double
        let degree: Int
        /// The largest s(y, y) of the support vectors.
        let largest: Double
        /// Products of s(x, y) that are added one after the other.
        let count: Double
        /// The same of s(x, x) and s(y, y).
        let normCount: Double
    }

    private let terms: [Term]
    private let unit: Double
    /// Σ α of each machine.
    private let weights: [Double]
    private let rho: [Double]
    /// Additions one after another in Σ y α K.
    private let additions: Double
    /// Are all kernel values sums of exponentials with positive weights?
    let isProportional: Bool

    /// - Parameters:
    ///   - largest: The largest s(y, y) of the support vectors, for each term.
    ///   - counts: How many products of s(x, y) are added one after the other at most, for each term.
    ///   - normCounts: The same of s(x, x) and s(y, y), where it is another number.
    ///   - unit: 2⁻²⁴ for single precision, 2⁻⁵³ for double.
    ///   - additions: How many additions one after another the sum over the support vectors takes.
    init(
        _ function: KernelFunction, weights: [Double], rho: [Double], largest: [Double], counts: [Int],
        normCounts: [Int]? = nil, unit: Double, additions: Int
    ) {
        terms = function.terms.indices.map { index in
            let term = function.terms[index]
            let shape = KernelShape(term)
            return Term(
                form: shape.form, factor: Double(shape.factor), weight: term.weight, gamma: term.gamma,
                coef0: term.coef0, degree: term.degree, largest: largest[index], count: Double(counts[index]),
                normCount: Double((normCounts ?? counts)[index]))
        }
        isProportional = terms.allSatisfy { $0.form == .gaussian && $0.weight >= 0 }
        self.weights = weights
        self.rho = rho
        self.unit = unit
        self.additions = Double(additions)
    }

    /// What `error(machine:_:)` takes: the error of a kernel value, and what the size of one adds in the sum.
    struct Scale {
        /// For a unit of α.
        let error: Double
        /// For a unit of α K, where kernel values are sums of exponentials.
        var share = Double.infinity
    }

    func scale(own: [Double]) -> Scale { scale { own[$0] } }

    /// - Parameter own: s(x, x) of an example, for a term.
    func scale(_ own: (_ term: Int) -> Double) -> Scale {
        var (error, size, share) = (0.0, 0.0, 0.0)
        for index in terms.indices {
            let term = terms[index]
            let own = own(index)
            let product = (max(own, 0) * term.largest).squareRoot()
            let sum = (term.count + 8) * unit * product
            switch term.form {
            case .scaled:
                error += term.weight * term.factor * sum
                size += term.weight * term.factor * product
            case .gaussian:
                let distance =
                    unit * term.factor
                    * ((term.normCount + 12) * (max(own, 0) + term.largest) / 2 + (term.count + 12) * product)
                let relative = term.gamma * distance + 16 * unit
                error += term.weight * relative
                size += term.weight
                share = max(share, relative)
            case .tanh:
                error +=
                    term.weight * (term.gamma * sum + 4 * unit * (term.gamma * product + abs(term.coef0)) + 16 * unit)
                size += term.weight
            case .power:
                let base = term.gamma * product + abs(term.coef0)
                let shift = term.gamma * sum + 4 * unit * base
                let degree = Double(term.degree)
                let power = LIBSVMOrder.power(base + shift, max(term.degree - 1, 0))
                error += term.weight * degree * power * (shift + 2 * unit * (base + shift))
                size += term.weight * power * (term.degree > 0 ? base + shift : 1)
            }
        }
        let sums = (additions + 4 + Double(terms.count)) * unit
        return Scale(error: error + sums * (size + error), share: share + sums * (1 + share))
    }

    /// For kernel values that are exact: only the sum over them has an error.
    func scale(largestValue: Double) -> Scale {
        Scale(error: (additions + 4) * unit * largestValue)
    }

    /// The most that the decision value of a machine can be wrong; not a number where it may be anything.
    func error(machine: Int, _ scale: Scale) -> Double {
        weights[machine] * scale.error + 4 * unit * abs(rho[machine])
    }

    /// The same where Σ α K is known, if only as exactly as the decision value is.
    ///
    /// With errors of at most a tenth of each kernel value, the exact sum is at most a quarter larger than what was computed, but
    /// for values that are too small for single precision.
    func error(machine: Int, _ scale: Scale, mass: Double) -> Double {
        guard scale.share < 0.1 else { return error(machine: machine, scale) }
        return scale.share * (1.25 * mass + 1e-30 * weights[machine]) + 1e-36 * weights[machine]
            + 4 * unit * abs(rho[machine])
    }
}

extension FittedKernelSVM.Parts {
    /// Σ α of each machine.
    var machineWeights: [Double] {
        guard multiclass == .oneVersusOne else { return coefficients.map { $0.reduce(0) { $0 + abs($1) } } }
        var starts = [0]
        for count in supportCounts { starts.append(starts.last! + count) }
        // Of each class and row of coefficients.
        let sums = labels.indices.map { part in
            coefficients.map { row in row[starts[part]..<starts[part + 1]].reduce(0) { $0 + abs($1) } }
        }
        return labels.indices.flatMap { first in
            labels.indices[(first + 1)...].map { sums[first][$0 - 1] + sums[$0][first] }
        }
    }

    /// Are the coefficients of all support vectors of a class in a machine on the same side of zero?
    var hasOneSignAClass: Bool {
        var start = 0
        for count in supportCounts {
            for row in coefficients {
                let part = row[start..<start + count]
                guard part.allSatisfy({ $0 >= 0 }) || part.allSatisfy({ $0 <= 0 }) else { return false }
            }
            start += count
        }
        return true
    }
}
