import Core

/// The training of all machines of a ``KernelSVM`` on rows of single precision.
///
/// Kernel values are of single precision as long as that changes no answer; see ``PrecisionCheck``. Where it would, the machines are
/// trained with kernel values of double precision, from the same rows.
struct KernelTraining {
    let configuration: KernelSVM
    let function: KernelFunction
    /// As they were given.
    let original: Matrix
    /// As kernel values are computed from them.
    let features: Matrix
    let context: RunContext
    let problem: KernelProblem
    /// A machine whose α is begun with.
    let start: FittedKernelSVM?

    /// - Parameter rows: The row of `features` of each of `labels`.
    init(
        _ configuration: KernelSVM, _ function: KernelFunction, _ features: Matrix, rows: [Int], labels: [Int],
        start: FittedKernelSVM? = nil, context: RunContext
    ) {
        self.start = start
        self.configuration = configuration
        self.function = function
        original = features
        let features = features.moved(by: function.centre(of: features), threads: context.threads)
        self.features = features
        self.context = context
        problem = KernelProblem(configuration, rows: rows, labels: labels, context: context) { groups in
            function.isPrecomputed ? groups : SimilarityKernels.sorted(features, groups, threads: context.threads)
        }
    }

    func run() throws -> FittedKernelSVM {
        let machines = problem.machines
        let matrix = wholeMatrix(machines)
        let packed = matrix == nil ? pack() : nil
        if matrix == nil, packed == nil { return try trainPrecisely(from: nil) }
        let sources = machines.map { source(of: $0, matrix, packed) }
        if isDoubtful(machines, sources) { return try trainPrecisely(from: nil) }
        let used = matrix.map { function.isPrecomputed ? 0 : $0.values.count } ?? 0
        let solved = problem.solve(sources, initial: machines.indices.map { initialAlpha(machines, $0) }, spare: used)
        problem.count(solved, sources, whole: Double(used) * function.operations)
        return isConfirmed(machines, solved) ? assemble(solved) : try trainPrecisely(from: solved)
    }

    // MARK: - How precise

    private var check: PrecisionCheck {
        PrecisionCheck(function, features, tolerance: configuration.tolerance)
    }

    private func isDoubtful(_ machines: [KernelProblem.Machine], _ sources: [any KernelRowSource<Float>]) -> Bool {
        guard !function.isPrecomputed, let largest = problem.bounds.max(), !machines.isEmpty else { return false }
        let check = check
        return [0, machines.count / 2, machines.count - 1].contains {
            check.doubts(sources[$0], order: problem.order(of: machines[$0]), largest: largest)
        }
    }

    private func isConfirmed(_ machines: [KernelProblem.Machine], _ solved: [KernelProblem.Solved]) -> Bool {
        guard !function.isPrecomputed, !context.isWarmUp else { return true }
        let check = check
        return Parallel.map(machines.count, threads: context.threads) { index in
            check.confirms(
                solved[index].solution, order: problem.order(of: machines[index]),
                labels: problem.sides(of: machines[index]).labels, machine: index, of: machines.count)
        }.allSatisfy { $0 }
    }

    /// With kernel values of double precision, beginning with what single precision found.
    private func trainPrecisely(from found: [KernelProblem.Solved]?) throws -> FittedKernelSVM {
        let isUsable = found?.allSatisfy { $0.solution.converged && $0.solution.objective.isFinite } ?? false
        let training = try PreciseTraining(problem: problem, function, SparseRows(original), whole: false)
        return assemble(training.run(initial: isUsable ? found?.map(\.solution.alpha) : nil))
    }

    /// All examples in panels, class after class; nothing where single precision has no room for their kernel values.
    private func pack() -> PackedExamples? {
        let packed = PackedExamples(
            features, kernel: function, order: problem.members.flatMap { $0 }, threads: context.threads)
        return packed.isFinite ? packed : nil
    }

    /// The kernel values of all pairs: those that are given, or, where most of them will be asked for (by machines that all use
    /// the same rows, or by many machines of few examples) and half of the cache holds them, computed at once.
    private func wholeMatrix(_ machines: [KernelProblem.Machine]) -> Matrix? {
        if function.isPrecomputed { return features }
        let isShared = machines.count > 1 && machines[0].negative.count > 1
        let isSmall = problem.classes.count > 2 && features.rows <= 100 * problem.classes.count
        guard isShared || isSmall, features.rows * features.rows <= configuration.cacheMiB << 17 else { return nil }
        // Where single precision has no room for kernel values, none are computed.
        return try? KernelMatrix(original, kernel: function, threads: context.threads).values
    }

    private func source(
        of machine: KernelProblem.Machine, _ matrix: Matrix?, _ packed: PackedExamples?
    ) -> any KernelRowSource<Float> {
        if let matrix { return MatrixRows(matrix, order: problem.order(of: machine)) }
        guard let packed else { preconditionFailure("neither a matrix nor packed examples") }
        return PanelRows(packed, panels: problem.panels(of: machine))
    }

    /// α of the machine to start from, at the positions of a machine's source.
    private func initialAlpha(_ machines: [KernelProblem.Machine], _ index: Int) -> [Double]? {
        guard let start, start.parts.labels == problem.classes, start.parts.rho.count == machines.count else {
            return nil
        }
        let coefficients = start.coefficients(machine: index)
        var alpha: [Int: Double] = [:]
        for (row, value) in zip(start.parts.supportIndices, coefficients) { alpha[row] = abs(value) }
        return problem.order(of: machines[index]).map { $0 < 0 ? 0 : alpha[Int($0)] ?? 0 }
    }

    private func assemble(_ solved: [KernelProblem.Solved]) -> FittedKernelSVM {
        var parts = problem.assemble(function, solved)
        if !function.isPrecomputed { parts.supportVectors = original.selecting(parts.supportIndices) }
        return FittedKernelSVM(
            parts, machines: problem.reports(solved), tolerance: configuration.tolerance, threads: context.threads)
    }
}
