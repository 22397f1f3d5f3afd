import Core
import Foundation

/// Decision values with the operations of LIBSVM's `svm_predict_values`, in their order: for examples that lie so near to where two
/// classes meet that rounding decides, so that these get LIBSVM's labels, too.
struct LIBSVMOrder: Sendable {
    private let parts: FittedKernelSVM.Parts
    private let vectors: SparseRows
    private let kernel: KernelGroup

    /// Nothing for machines that LIBSVM does not know.
    init?(_ parts: FittedKernelSVM.Parts, _ vectors: SparseRows) {
        let known: [KernelKind] = [.linear, .polynomial, .rbf, .sigmoid, .precomputed]
        guard parts.multiclass == .oneVersusOne, parts.function.terms.count == 1,
            known.contains(parts.function.terms[0].kernel)
        else { return nil }
        self.parts = parts
        self.vectors = vectors
        kernel = parts.function.terms[0]
    }

    /// Of every machine.
    func decisionValues(_ rows: SparseRows, _ row: Int) -> [Double] {
        let values = parts.supportIndices.indices.map { kernelValue(rows, row, $0) }
        var starts = [0]
        for count in parts.supportCounts { starts.append(starts.last! + count) }
        var decisions: [Double] = []
        for first in parts.labels.indices {
            for second in parts.labels.indices[(first + 1)...] {
                var sum = 0.0
                for place in starts[first]..<starts[first + 1] {
                    sum += parts.coefficients[second - 1][place] * values[place]
                }
                for place in starts[second]..<starts[second + 1] {
                    sum += parts.coefficients[first][place] * values[place]
                }
                decisions.append(sum - parts.rho[decisions.count])
            }
        }
        return decisions
    }

    private func kernelValue(_ rows: SparseRows, _ row: Int, _ vector: Int) -> Double {
        switch kernel.kernel {
        case .linear: dot(rows, row, vector)
        case .polynomial: Self.power(kernel.gamma * dot(rows, row, vector) + kernel.coef0, kernel.degree)
        case .rbf: exp(-kernel.gamma * Self.distance(rows, row, vectors, vector))
        case .sigmoid: tanh(kernel.gamma * dot(rows, row, vector) + kernel.coef0)
        default: rows[row, parts.supportIndices[vector]]
        }
    }

    private func dot(_ rows: SparseRows, _ row: Int, _ vector: Int) -> Double {
        var sum = 0.0
        var (a, b) = (rows.starts[row], vectors.starts[vector])
        let (endA, endB) = (rows.starts[row + 1], vectors.starts[vector + 1])
        while a < endA, b < endB {
            if rows.indices[a] == vectors.indices[b] {
                sum += rows.values[a] * vectors.values[b]
                a += 1
                b += 1
            } else if rows.indices[a] > vectors.indices[b] {
                b += 1
            } else {
                a += 1
            }
        }
        return sum
    }

    /// |x − y|² of a row each, from their differences.
    static func distance(_ rows: SparseRows, _ row: Int, _ vectors: SparseRows, _ vector: Int) -> Double {
        var sum = 0.0
        var (a, b) = (rows.starts[row], vectors.starts[vector])
        let (endA, endB) = (rows.starts[row + 1], vectors.starts[vector + 1])
        while a < endA, b < endB {
            if rows.indices[a] == vectors.indices[b] {
                let difference = rows.values[a] - vectors.values[b]
                sum += difference * difference
                a += 1
                b += 1
            } else if rows.indices[a] > vectors.indices[b] {
                sum += vectors.values[b] * vectors.values[b]
                b += 1
            } else {
                sum += rows.values[a] * rows.values[a]
                a += 1
            }
        }
        while a < endA {
            sum += rows.values[a] * rows.values[a]
            a += 1
        }
        while b < endB {
            sum += vectors.values[b] * vectors.values[b]
            b += 1
        }
        return sum
    }

    /// LIBSVM's `powi`.
    static func power(_ base: Double, _ degree: Int) -> Double {
        var (result, square, rest) = (1.0, base, degree)
        while rest > 0 {
            if rest % 2 == 1 { result *= square }
            square *= square
            rest /= 2
        }
        return result
    }
}
