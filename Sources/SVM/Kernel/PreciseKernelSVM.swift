import Core
import Foundation

/// A trained kernel machine on rows of double precision, as the files of LIBSVM hold them, that gives LIBSVM's labels.
///
/// Kernel values and their sums are of double precision throughout. An example for which any machine that matters lies nearer to
/// zero than rounding allows to tell (``DecisionBound``) is computed again in the order of LIBSVM's own operations.
public struct PreciseKernelSVM: Sendable {
    /// As those of a ``FittedKernelSVM``, but for the support vectors, which have no columns there. For a precomputed kernel
    /// `supportIndices` are the serial numbers of the support vectors: the columns that their kernel values have.
    public let parts: FittedKernelSVM.Parts
    /// One row a support vector; without meaning for a precomputed kernel.
    public let vectors: SparseRows
    public let machines: [MachineReport]
    public let summary: TrainingSummary
    /// Σ over the machines of ½ αᵀQα − Σ α.
    public var dualObjective: Double { machines.reduce(0) { $0 + $1.objective } }

    private let decision: DoubleDecision?
    private let bound: DecisionBound?
    private let libsvm: LIBSVMOrder?
    private let votes: Votes

    /// Puts a machine together. Throws ``UserError`` where the parts do not fit.
    public init(
        parts: FittedKernelSVM.Parts, vectors: SparseRows, machines: [MachineReport] = [], tolerance: Double? = nil,
        threads: Int = 1
    ) throws {
        try parts.validate()
        let isPrecomputed = parts.function.isPrecomputed
        guard vectors.rows == parts.supportIndices.count, parts.function.terms.count == 1,
            parts.supportIndices.allSatisfy({ 0...Int(Int32.max) ~= $0 })
        else { throw UserError("kernel-svm: the parts of this machine do not fit together") }
        self.parts = parts
        self.vectors = vectors
        self.machines = machines
        summary = TrainingSummary(parts, machines, numbers: vectors.values.count, tolerance: tolerance)
        votes = Votes(parts)
        libsvm = LIBSVMOrder(parts, vectors)
        decision = isPrecomputed ? nil : DoubleDecision(parts, vectors: vectors, whole: true, threads: threads)
        bound = decision?.bound()
    }

    /// Throws ``UserError`` where rows of kernel values have no value for a support vector.
    private func check(_ rows: SparseRows) throws {
        let last = parts.supportIndices.max() ?? 0
        guard parts.function.isPrecomputed, last >= rows.columns else { return }
        throw UserError(
            "the model has the support vector \(last), and the examples have kernel values of \(max(rows.columns - 1, 0)) "
                + "only; each needs one with every example that the model was trained on")
    }

    /// Σ y α K(xₜ, x) − ρ of each example and machine, `[example][machine]`.
    ///
    /// - Parameter isNear: Is what rounding may have done to the values of an example more than they can bear? Then they are
    ///   computed again in LIBSVM's order.
    private func decisionValues(
        _ rows: SparseRows, threads: Int, isNear: @Sendable (_ values: [Double], _ errors: (Int) -> Double) -> Bool
    ) throws -> [[Double]] {
        try check(rows)
        guard let decision, let bound else {
            return Parallel.map(rows.rows, threads: threads) { libsvm!.decisionValues(rows, $0) }
        }
        let block = decision.blockRows
        let blocks = (rows.rows + block - 1) / block
        let scratch = (0..<max(min(threads, blocks), 1)).map { _ in decision.scratch() }
        return Parallel.map(blocks, threads: threads, workspaces: scratch) { index, scratch in
            let list = Array(index * block..<min((index + 1) * block, rows.rows))
            let found = decision.decide(rows, list, scratch)
            return zip(list, found).map { row, found in
                let scale = bound.scale(own: found.own)
                // Twice: LIBSVM's values have an error, too.
                guard let libsvm, isNear(found.values, { 2 * bound.error(machine: $0, scale) }) else {
                    return found.values
                }
                return libsvm.decisionValues(rows, row)
            }
        }.flatMap { $0 }
    }

    /// Σ y α K(xₜ, x) − ρ: a row an example and a column a machine.
    ///
    /// Throws ``UserError`` where rows of kernel values have no value for a support vector.
    public func decisionValues(_ rows: SparseRows, threads: Int) throws -> [[Double]] {
        try decisionValues(rows, threads: threads) { _, _ in false }
    }

    /// The label of each example: that with most votes, of several the first of `parts.labels`.
    ///
    /// Throws as ``decisionValues(_:threads:)`` does.
    public func predict(_ rows: SparseRows, threads: Int) throws -> [Int] {
        guard parts.labels.count > 1 else { return Array(repeating: parts.labels[0], count: rows.rows) }
        let values = try decisionValues(rows, threads: threads) { values, errors in
            !votes.doubtful(values, errors: errors).isEmpty
        }
        return values.map { parts.labels[votes.winner($0)] }
    }

    /// The probability of each of `parts.labels`, an array an example; see ``FittedKernelSVM/probabilities(_:threads:)``.
    ///
    /// Throws ``UserError`` where the machine was trained without probabilities.
    public func probabilities(_ rows: SparseRows, threads: Int) throws -> [[Double]] {
        guard parts.labels.count > 1 else { return Array(repeating: [1], count: rows.rows) }
        guard !parts.sigmoids.isEmpty else {
            throw UserError("kernel-svm: this machine was trained without probabilities (probability: true)")
        }
        let sigmoids = parts.sigmoids
        let values = try decisionValues(rows, threads: threads) { values, errors in
            // A probability that moves by less than 10⁻¹² decides nothing.
            sigmoids.indices.contains { !(errors($0) * abs(sigmoids[$0].slope) < 1e-12) }
        }
        return Parallel.map(values.count, threads: threads) {
            FittedKernelSVM.probabilities(values[$0], sigmoids, parts.labels.count)
        }
    }
}
