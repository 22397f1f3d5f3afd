import Core

/// Machines by LIBSVM's own steps, where the problem is small enough for them and where its single precision has not spoilt the answer.
struct LIBSVMTraining {
    private let problem: KernelProblem
    private let kernel: KernelGroup
    private let rows: SparseRows

    init(_ problem: KernelProblem, _ kernel: KernelGroup, _ rows: SparseRows) {
        self.problem = problem
        self.kernel = kernel
        self.rows = rows
    }

    /// What was found for one machine, at the positions of its examples.
    struct Outcome: Sendable {
        /// nil where it is to be solved otherwise.
        var solution: BinarySolution?
        /// α to begin with there; nil for zeros.
        var beginning: [Double]?
    }

    /// May the kernel have several optima, so that it matters which is found?
    private var isIndefinite: Bool { [.sigmoid, .precomputed].contains(kernel.kernel) }

    /// Of every machine.
    func solutions() -> [Outcome] {
        let machines = problem.machines
        let nothing = machines.map { _ in Outcome() }
        guard !problem.context.isWarmUp, problem.configuration.maximumIterations == 0, !machines.isEmpty else {
            return nothing
        }
        let orders = machines.map { problem.order(of: $0) }
        let sizes = orders.map { order in Double(order.count { $0 >= 0 }) }
        let numbers = Double(rows.values.count) / Double(max(rows.rows, 1))
        let products = sizes.reduce(0) { $0 + $1 * $1 } * (kernel.kernel == .precomputed ? 8 : numbers + 8)
        guard products <= (isIndefinite ? 4e10 : 4e9) else { return nothing }
        let map = LIBSVMKernelRows.columnMap(of: rows, kernel: kernel)
        // Each machine has a table of all columns.
        guard Double(machines.count) * Double(map.count) <= 1e9 else { return nothing }
        let budget = (isIndefinite ? 10_000_000_000 : 1_000_000_000) / machines.count
        let workers = max(min(problem.context.threads, machines.count), 1)
        let cacheBytes = (problem.configuration.cacheMiB << 20) / workers
        return Parallel.map(machines.count, threads: problem.context.threads) { index in
            solve(machines[index], orders[index], map, budget: budget, cacheBytes: cacheBytes)
        }
    }

    private func solve(
        _ machine: KernelProblem.Machine, _ order: [Int32], _ map: ColumnMap, budget: Int, cacheBytes: Int
    ) -> Outcome {
        let (labels, bounds) = problem.sides(of: machine)
        // The positive side first, and the examples of a side as the file has them.
        let positions = order.indices.filter { order[$0] >= 0 }.sorted {
            (-labels[$0], order[$0]) < (-labels[$1], order[$1])
        }
        let values = LIBSVMKernelRows(rows, positions.map { Int(order[$0]) }, kernel: kernel, map: map)
        let signs = positions.map { labels[$0] }
        let settings = problem.configuration.settings(problem.context)
        let solver = LIBSVMSolver(
            values, signs: signs, limits: positions.map { bounds[$0] }, settings: settings, cacheBytes: cacheBytes)
        guard var solution = solver.solve(budget: budget), solution.objective.isFinite, solution.rho.isFinite else {
            return Outcome()
        }
        let isSound = solution.converged && isConfirmed(solution, values, signs, settings.tolerance)
        func spread(_ numbers: [Double]) -> [Double] {
            var result = [Double](repeating: 0, count: order.count)
            for (position, number) in zip(positions, numbers) { result[position] = number }
            return result
        }
        solution.alpha = spread(solution.alpha)
        guard isSound else { return Outcome(beginning: isIndefinite ? solution.alpha : nil) }
        solution.decisionValues = spread(solution.decisionValues)
        return Outcome(solution: solution)
    }

    /// Are the decision values of some examples what they are in double precision, within half of the tolerance?
    private func isConfirmed(
        _ solution: BinarySolution, _ values: LIBSVMKernelRows, _ signs: [Double], _ tolerance: Double
    ) -> Bool {
        let step = max(values.count / 32, 1)
        return stride(from: step / 2, to: values.count, by: step).allSatisfy { example in
            var sum = -solution.rho
            let row = values.row(example)
            for other in row.indices where solution.alpha[other] != 0 {
                sum += signs[other] * solution.alpha[other] * values.preciseValue(example, other, of: row)
            }
            return abs(sum - solution.decisionValues[example]) <= tolerance / 2
        }
    }
}
