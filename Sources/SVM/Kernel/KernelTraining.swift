import Core
import Synchronization

/// The training of all machines of a ``KernelSVM``: examples sorted by class, so that the examples of any two classes are two
/// ranges of panels.
struct KernelTraining {
    let configuration: KernelSVM
    let function: KernelFunction
    /// As they were given.
    let original: Matrix
    /// As kernel values are computed from them.
    let features: Matrix
    let context: RunContext
    /// Classes that occur, ascending.
    let classes: [Int]
    /// Rows of `features` of each class, similar ones together, then −1 up to a multiple of sixteen.
    let members: [[Int32]]
    /// C of each class.
    let bounds: [Double]

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
        let classes = Set(labels).sorted()
        var members = [Int: [Int32]](uniqueKeysWithValues: classes.map { ($0, []) })
        for (row, label) in zip(rows, labels) { members[label]!.append(Int32(row)) }
        bounds = classes.map { label in
            let count = Double(members[label]!.count)
            let weight =
                configuration.balanced
                ? Double(labels.count) / (Double(classes.count) * count)
                : label < configuration.classWeights.count ? configuration.classWeights[label] : 1
            return configuration.C * weight
        }
        let groups = classes.map { members[$0]! }
        let ordered =
            function.isPrecomputed
            ? groups : SimilarityKernels.sorted(features, groups, threads: context.threads)
        self.members = ordered.map { rows in
            rows + [Int32](repeating: -1, count: (16 - rows.count % 16) % 16)
        }
        self.classes = classes
    }

    /// A machine of two sides, which are lists of places in `classes`.
    struct Machine: Sendable {
        let positive: [Int]
        let negative: [Int]
    }

    /// The machines in LIBSVM's order: 0–1, 0–2, …, 1–2, …; or one for each class.
    var machines: [Machine] {
        let all = Array(classes.indices)
        if configuration.multiclass == .oneVersusRest, classes.count > 2 {
            return all.map { own in Machine(positive: [own], negative: all.filter { $0 != own }) }
        }
        return all.flatMap { first in
            all[(first + 1)...].map { Machine(positive: [first], negative: [$0]) }
        }
    }

    func run() throws -> FittedKernelSVM {
        let machines = machines
        let matrix = try wholeMatrix(machines)
        let packed = try matrix == nil ? pack() : nil
        let sources = machines.map { source(of: $0, matrix, packed) }
        let used = matrix.map { function.isPrecomputed ? 0 : $0.values.count } ?? 0
        let workers = max(min(context.threads, machines.count), 1)
        let inner = max(context.threads / max(machines.count, 1), 1)
        let settings = configuration.settings(context)
        let widest = sources.map(\.width).max() ?? 0
        let workspaces = (0..<workers).map { _ in
            KernelWorkspace(floats: (configuration.cacheMiB << 18 - used) / workers, width: widest)
        }
        let done = Atomic(0)
        let results = Parallel.map(machines.count, threads: context.threads, workspaces: workspaces) {
            index, workspace in
            let (labels, bounds) = sides(of: machines[index])
            let solver = SequentialMinimalOptimisation(
                sources[index], labels: labels, bounds: bounds, initial: initialAlpha(machines, index),
                settings: settings, workspace: workspace, threads: inner)
            var solution = solver.solve()
            var sigmoid: PlattSigmoid?
            if configuration.probability {
                let calibration = PlattCalibration(
                    source: sources[index], labels: labels, bounds: bounds, settings: settings, threads: inner,
                    seed: context.seed, stream: UInt64(index))
                let fitted = calibration.fit(from: solution.alpha, workspace, cache: solver.cache)
                sigmoid = fitted.sigmoid
                solution.kernelValues += fitted.kernelValues
            }
            context.progress(
                WorkProgress(
                    phase: .train, unit: "machine", completed: done.add(1, ordering: .relaxed).newValue,
                    total: machines.count))
            return (solution: solution, sigmoid: sigmoid)
        }
        let solutions = results.map(\.solution)
        let whole = Double(used) * function.operations
        let values = zip(solutions, sources).reduce(whole) { $0 + Double($1.0.kernelValues) * $1.1.flopsPerValue }
        let steps = zip(solutions, sources).reduce(0.0) { $0 + Double($1.0.iterations) * Double($1.1.width) }
        // Each step goes through all examples twice: about five operations for the gain, three for the update.
        context.measurements.count(flops: values + 8 * steps, in: .train)
        return assemble(machines, solutions, sigmoids: results.compactMap(\.sigmoid))
    }

    /// All examples in panels, class after class.
    private func pack() throws -> PackedExamples {
        let packed = PackedExamples(
            features, kernel: function, order: members.flatMap { $0 }, threads: context.threads)
        guard packed.isFinite else { throw function.overflow }
        return packed
    }

    /// The kernel values of all pairs: those that are given, or, where most of them will be asked for (by machines that all use
    /// the same rows, or by many machines of few examples) and half of the cache holds them, computed at once.
    private func wholeMatrix(_ machines: [Machine]) throws -> Matrix? {
        if function.isPrecomputed { return features }
        let isShared = machines.count > 1 && machines[0].negative.count > 1
        let isSmall = classes.count > 2 && features.rows <= 100 * classes.count
        guard isShared || isSmall, features.rows * features.rows <= configuration.cacheMiB << 17 else { return nil }
        return try KernelMatrix(original, kernel: function, threads: context.threads).values
    }

    private func source(of machine: Machine, _ matrix: Matrix?, _ packed: PackedExamples?) -> any KernelRowSource {
        let parts = (machine.positive + machine.negative)
        if let matrix { return MatrixRows(matrix, order: parts.flatMap { members[$0] }) }
        guard let packed else { preconditionFailure("neither a matrix nor packed examples") }
        var starts = [0]
        for rows in members { starts.append(starts.last! + rows.count / 16) }
        return PanelRows(packed, panels: parts.map { starts[$0]..<starts[$0 + 1] })
    }

    /// Labels and bounds at the positions of a machine's source.
    private func sides(of machine: Machine) -> (labels: [Double], bounds: [Double]) {
        var labels: [Double] = []
        var bounds: [Double] = []
        for (parts, sign) in [(machine.positive, 1.0), (machine.negative, -1.0)] {
            for part in parts {
                for row in members[part] {
                    labels.append(row < 0 ? 0 : sign)
                    bounds.append(row < 0 ? 0 : self.bounds[part])
                }
            }
        }
        return (labels, bounds)
    }

    /// α of the machine to start from, at the positions of a machine's source.
    private func initialAlpha(_ machines: [Machine], _ index: Int) -> [Double]? {
        guard let start, start.parts.labels == classes, start.parts.rho.count == machines.count else { return nil }
        let coefficients = start.coefficients(machine: index)
        var alpha: [Int: Double] = [:]
        for (row, value) in zip(start.parts.supportIndices, coefficients) { alpha[row] = abs(value) }
        return (machines[index].positive + machines[index].negative).flatMap { part in
            members[part].map { $0 < 0 ? 0 : alpha[Int($0)] ?? 0 }
        }
    }

    // MARK: - Putting together

    /// Support vectors in the order of the classes, and of each machine the coefficients y α of its examples.
    private func assemble(
        _ machines: [Machine], _ solutions: [BinarySolution], sigmoids: [PlattSigmoid]
    ) -> FittedKernelSVM {
        var starts = [0]
        for rows in members { starts.append(starts.last! + rows.count) }
        let rows = members.flatMap { $0 }
        let isPaired = configuration.multiclass == .oneVersusOne || classes.count == 2
        let height = isPaired ? max(classes.count - 1, 0) : machines.count
        var signed = [[Double]](repeating: Array(repeating: 0, count: rows.count), count: height)
        for (index, machine) in machines.enumerated() {
            var place = 0
            for (parts, sign) in [(machine.positive, 1.0), (machine.negative, -1.0)] {
                for part in parts {
                    // LIBSVM's layout: a class has no machine with itself, so its rows of coefficients are those of the others.
                    let other = sign > 0 ? machine.negative[0] - 1 : machine.positive[0]
                    for offset in members[part].indices {
                        signed[isPaired ? other : index][starts[part] + offset] = sign * solutions[index].alpha[place]
                        place += 1
                    }
                }
            }
        }
        var kept: [Int] = []
        var counts: [Int] = []
        for part in classes.indices {
            let support = (starts[part]..<starts[part + 1]).filter { position in
                rows[position] >= 0 && signed.contains { $0[position] != 0 }
            }
            kept += support.sorted { rows[$0] < rows[$1] }
            counts.append(support.count)
        }
        let indices = kept.map { Int(rows[$0]) }
        let parts = FittedKernelSVM.Parts(
            function: function, multiclass: isPaired ? .oneVersusOne : .oneVersusRest, labels: classes,
            supportVectors: function.isPrecomputed
                ? Matrix(rows: indices.count, columns: 0, values: []) : original.selecting(indices),
            supportIndices: indices, supportCounts: counts,
            coefficients: signed.map { row in kept.map { row[$0] } }, rho: solutions.map(\.rho),
            sigmoids: sigmoids)
        let reports = zip(machines, solutions).map { machine, solution in
            MachineReport(
                name: isPaired
                    ? "\(classes[machine.positive[0]]) against \(classes[machine.negative[0]])"
                    : "\(classes[machine.positive[0]]) against the rest",
                iterations: solution.iterations, objective: solution.objective, violation: solution.violation,
                converged: solution.converged)
        }
        return FittedKernelSVM(parts, machines: reports, tolerance: configuration.tolerance, threads: context.threads)
    }
}

extension Parallel {
    /// As ``map(_:threads:_:)`` with one of `workspaces` for each worker.
    static func map<Result: Sendable, Workspace: Sendable>(
        _ count: Int, threads: Int, workspaces: [Workspace], _ body: @Sendable (_ index: Int, Workspace) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        run(count, threads: min(threads, workspaces.count)) { index, worker in
            let result = body(index, workspaces[worker])
            results.withLock { $0[index] = result }
        }
        return results.withLock { $0.compactMap(\.self) }
    }
}
