import Core

/// The training of all machines of a ``KernelSVM`` with kernel values of double precision, from rows that are kept sparsely.
struct PreciseTraining {
    let problem: KernelProblem
    private let function: KernelFunction
    private let rows: SparseRows
    private let panels: DoublePanels?
    /// Is the kernel one of LIBSVM's, on rows as its files have them?
    private let isLIBSVMs: Bool

    /// - Parameters:
    ///   - whole: Does the kernel look at all columns, whatever its terms say?
    ///
    /// Throws ``UserError`` where kernel values are too large for double precision.
    init(problem: KernelProblem, _ function: KernelFunction, _ rows: SparseRows, whole: Bool) throws {
        self.problem = problem
        self.function = function
        self.rows = rows
        isLIBSVMs = whole && [.linear, .polynomial, .rbf, .sigmoid, .precomputed].contains(function.terms[0].kernel)
        guard !function.isPrecomputed else {
            panels = nil
            return
        }
        let shapes = function.doubleShapes(whole: whole)
        let map = ColumnMap(rows)
        // Moving all rows adds the same to the decision values of a linear kernel; see ``unmoved(_:)``.
        let isLinear = function.terms.count == 1 && function.terms[0].kernel == .linear
        let centre = isLinear || shapes.allSatisfy(\.isTranslationInvariant) ? DoubleCentre.of(rows, map) : .none
        let packed = DoublePanels(
            rows, shapes: shapes, map: map, centre: centre, order: problem.members.flatMap { $0 },
            threads: problem.context.threads)
        guard packed.isFinite else {
            throw UserError("kernel-svm: kernel values are too large for double precision; scale the features")
        }
        panels = packed
    }

    /// Solves for all machines.
    ///
    /// - Parameter initial: α to begin with, of each machine at the positions of its examples.
    func run(initial: [[Double]?]? = nil) -> [KernelProblem.Solved] {
        let machines = problem.machines
        let sources: [any KernelRowSource<Double>] = machines.map { machine in
            if let panels { return DoublePanelRows(panels, panels: problem.panels(of: machine)) }
            return SerialRows(rows, order: problem.order(of: machine))
        }
        let found = isLIBSVMs && initial == nil ? LIBSVMTraining(problem, function.terms[0], rows).solutions() : nil
        var solved = problem.solve(
            sources, initial: initial ?? machines.indices.map { found?[$0].beginning }, found: found?.map(\.solution))
        problem.count(solved, sources)
        let bound = panels.map { largestError($0, solved) }
        for index in solved.indices {
            solved[index].solution = judged(solved[index].solution, machines[index], bound?[index] ?? 0)
            if let panels, found?[index].solution == nil {
                solved[index].solution.rho += shift(solved[index].solution, machines[index], panels)
            }
        }
        return solved
    }

    /// How far the decision values of the examples may be wrong in each machine, in the worst case.
    private func largestError(_ panels: DoublePanels, _ solved: [KernelProblem.Solved]) -> [Double] {
        let terms = panels.shapes.indices
        let largest = terms.map { term in
            (0..<panels.positions).reduce(0) {
                max($0, panels.norms.base[term * panels.positions + $1] / (panels.shapes[term].factor / 2))
            }
        }
        let counts = terms.map { term in
            (0..<panels.panelCount).reduce(0) { max($0, Int(panels.counts[$1 * terms.count + term])) }
        }
        let bound = DecisionBound(
            function, weights: solved.map { $0.solution.alpha.reduce(0, +) }, rho: solved.map(\.solution.rho),
            largest: largest, counts: counts, unit: 0x1p-53, additions: 16)
        let scale = bound.scale(own: largest)
        return solved.indices.map { bound.error(machine: $0, scale) }
    }

    /// A solution is not said to have reached the tolerance where rounding alone may exceed it (errors are taken to be a sixteenth of
    /// their bound, which supposes that all of them have one sign), nor where its objective is less than any can be: −Σ C where the
    /// kernel is positive definite.
    private func judged(_ solution: BinarySolution, _ machine: KernelProblem.Machine, _ error: Double) -> BinarySolution
    {
        var solution = solution
        let least = -problem.sides(of: machine).bounds.reduce(0, +)
        let isDefinite = function.terms.allSatisfy { ![.sigmoid, .precomputed].contains($0.kernel) }
        let isPossible =
            solution.objective.isFinite && solution.rho.isFinite
            && (!isDefinite || (solution.objective >= least * 1.000001 && solution.objective <= 1e-6 * -least))
        if !(error / 16 <= problem.configuration.tolerance) {
            solution.violation = max(solution.violation, error / 16)
            solution.converged = false
        }
        if !isPossible { solution.converged = false }
        return solution
    }

    /// What moving the rows by a centre c has taken from ρ: wᵀc with w = Σ y α x. What rounding has left of Σ y α = 0 counts with |c|².
    private func shift(_ solution: BinarySolution, _ machine: KernelProblem.Machine, _ panels: DoublePanels) -> Double {
        guard !panels.centre.moved.isEmpty, panels.shapes[0].form == .scaled else { return 0 }
        let labels = problem.sides(of: machine).labels
        var weights = [Double](repeating: 0, count: panels.map.count)
        var isThere = [Int](repeating: -1, count: panels.map.count)
        var (rest, lost) = (0.0, 0.0)
        for (position, row) in problem.order(of: machine).enumerated() where row >= 0 && solution.alpha[position] != 0 {
            let factor = labels[position] * solution.alpha[position]
            let sum = rest + factor
            lost += abs(rest) >= abs(factor) ? (rest - sum) + factor : (factor - sum) + rest
            rest = sum
            for index in rows.starts[Int(row)]..<rows.starts[Int(row) + 1] {
                let place = panels.map.place(rows.indices[index])
                weights[place] += factor * (rows.values[index] - panels.centre.values[place])
                isThere[place] = position
            }
            for place in panels.centre.moved where isThere[place] != position {
                weights[place] -= factor * panels.centre.values[place]
            }
        }
        let moved = panels.centre.moved.reduce(0.0) {
            $0 + (weights[$1] + (rest + lost) * panels.centre.values[$1]) * panels.centre.values[$1]
        }
        return moved * panels.shapes[0].weight
    }
}

extension KernelSVM {
    /// Trains on rows of double precision, with kernel values of double precision. For a precomputed kernel every row begins, in
    /// column 0, with its serial number, and column j holds the kernel value with the example of serial number j.
    ///
    /// Throws ``UserError`` where a value of the features cannot be used.
    public func fit(_ rows: SparseRows, labels: [Int], classCount: Int, context: RunContext) throws -> PreciseKernelSVM
    {
        try validate()
        precondition(rows.rows == labels.count && rows.rows > 0 && groups.isEmpty)
        precondition(multiclass == .oneVersusOne && labels.allSatisfy { $0 >= 0 && $0 < classCount })
        if kernel.needsPositiveValues, let place = rows.values.firstIndex(where: { $0 < 0 }) {
            let row = rows.starts.firstIndex { $0 > place }! - 1
            throw UserError(
                "kernel-svm: the feature \(rows.indices[place]) of example \(row + 1) is negative, for which the kernel "
                    + "\(kernel.rawValue) is not defined: \(rows.values[place])")
        }
        // LIBSVM's: one of the largest index.
        let gamma = decidedGamma(columns: rows.columns - 1) { rows.variance }
        let function = KernelFunction(decided: [
            KernelGroup(first: 0, columns: 0, kernel: kernel, gamma: gamma, degree: degree, coef0: coef0)
        ])
        let problem = KernelProblem(self, rows: Array(0..<rows.rows), labels: labels, context: context) { groups in
            // Alike ones together, where a dense copy is small.
            guard kernel != .precomputed, rows.columns <= 4096 else { return groups }
            return SimilarityKernels.sorted(rows.matrix(), groups, threads: context.threads)
        }
        let solved = try PreciseTraining(problem: problem, function, rows, whole: true).run()
        var parts = problem.assemble(function, solved)
        let vectors = rows.selecting(parts.supportIndices)
        if kernel == .precomputed { parts.supportIndices = parts.supportIndices.map { Int(rows[$0, 0]) } }
        return try PreciseKernelSVM(
            parts: parts, vectors: vectors, machines: problem.reports(solved), tolerance: tolerance,
            threads: context.threads)
    }
}
