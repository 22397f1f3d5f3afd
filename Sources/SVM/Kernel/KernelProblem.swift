import Core
import Synchronization

/// The machines of a ``KernelSVM`` on examples of several classes, whatever their kernel values come from and however precise
/// they are. Examples are sorted by class, so that the examples of any two classes are two ranges of panels.
struct KernelProblem: Sendable {
    let configuration: KernelSVM
    let context: RunContext
    /// Classes that occur, ascending.
    let classes: [Int]
    /// Rows of each class, then −1 up to a multiple of sixteen.
    let members: [[Int32]]
    /// C of each class.
    let bounds: [Double]

    /// - Parameters:
    ///   - rows: The row of each of `labels`.
    ///   - sorted: Puts the rows of each class into another order.
    init(
        _ configuration: KernelSVM, rows: [Int], labels: [Int], context: RunContext,
        sorted: (_ groups: [[Int32]]) -> [[Int32]] = { $0 }
    ) {
        self.configuration = configuration
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
        self.members = sorted(classes.map { members[$0]! }).map { rows in
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

    /// The panels of the examples of a machine, where those of all classes stand one behind the other.
    func panels(of machine: Machine) -> [Range<Int>] {
        var starts = [0]
        for rows in members { starts.append(starts.last! + rows.count / 16) }
        return (machine.positive + machine.negative).map { starts[$0]..<starts[$0 + 1] }
    }

    /// The rows of the examples of a machine, −1 for padding.
    func order(of machine: Machine) -> [Int32] { (machine.positive + machine.negative).flatMap { members[$0] } }

    /// Labels and bounds at the positions of a machine's source.
    func sides(of machine: Machine) -> (labels: [Double], bounds: [Double]) {
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

    /// What training found for one machine.
    struct Solved: Sendable {
        var solution: BinarySolution
        let sigmoid: PlattSigmoid?
    }

    /// Solves for all machines.
    ///
    /// - Parameters:
    ///   - initial: α to begin with, of each machine at the positions of its source, or nothing.
    ///   - spare: Numbers that the cache has less room for.
    ///   - found: Solutions of machines that have one already.
    func solve<Value: KernelScalar>(
        _ sources: [any KernelRowSource<Value>], initial: [[Double]?], spare: Int = 0, found: [BinarySolution?]? = nil
    ) -> [Solved] {
        let machines = machines
        let workers = max(min(context.threads, machines.count), 1)
        let inner = max(context.threads / max(machines.count, 1), 1)
        let settings = configuration.settings(context)
        let widest = sources.map(\.width).max() ?? 0
        let room = (configuration.cacheMiB << 20) / MemoryLayout<Value>.stride - spare
        let workspaces = (0..<workers).map { _ in
            KernelWorkspace<Value>(numbers: max(room, 0) / workers, width: widest)
        }
        let done = Atomic(0)
        return Parallel.map(machines.count, threads: context.threads, workspaces: workspaces) { index, workspace in
            let (labels, bounds) = sides(of: machines[index])
            let solver = SequentialMinimalOptimisation(
                sources[index], labels: labels, bounds: bounds, initial: initial[index], settings: settings,
                workspace: workspace, threads: inner)
            var solution = found?[index] ?? solver.solve()
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
            return Solved(solution: solution, sigmoid: sigmoid)
        }
    }

    // MARK: - Putting together

    /// Support vectors in the order of the classes, and of each machine the coefficients y α of its examples; the support vectors
    /// themselves are left out.
    func assemble(_ function: KernelFunction, _ solved: [Solved]) -> FittedKernelSVM.Parts {
        let machines = machines
        var starts = [0]
        for rows in members { starts.append(starts.last! + rows.count) }
        let rows = members.flatMap { $0 }
        let height = isPaired ? max(classes.count - 1, 0) : machines.count
        var signed = [[Double]](repeating: Array(repeating: 0, count: rows.count), count: height)
        for (index, machine) in machines.enumerated() {
            var place = 0
            for (parts, sign) in [(machine.positive, 1.0), (machine.negative, -1.0)] {
                for part in parts {
                    // LIBSVM's layout: a class has no machine with itself, so its rows of coefficients are those of the others.
                    let other = sign > 0 ? machine.negative[0] - 1 : machine.positive[0]
                    for offset in members[part].indices {
                        signed[isPaired ? other : index][starts[part] + offset] =
                            sign * solved[index].solution.alpha[place]
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
        return FittedKernelSVM.Parts(
            function: function, multiclass: isPaired ? .oneVersusOne : .oneVersusRest, labels: classes,
            supportVectors: Matrix(rows: indices.count, columns: 0, values: []), supportIndices: indices,
            supportCounts: counts, coefficients: signed.map { row in kept.map { row[$0] } },
            rho: solved.map(\.solution.rho), sigmoids: solved.compactMap(\.sigmoid))
    }

    private var isPaired: Bool { configuration.multiclass == .oneVersusOne || classes.count == 2 }

    /// How each machine ended.
    func reports(_ solved: [Solved]) -> [MachineReport] {
        zip(machines, solved).map { machine, solved in
            MachineReport(
                name: isPaired
                    ? "\(classes[machine.positive[0]]) against \(classes[machine.negative[0]])"
                    : "\(classes[machine.positive[0]]) against the rest",
                iterations: solved.solution.iterations, objective: solved.solution.objective,
                violation: solved.solution.violation, converged: solved.solution.converged)
        }
    }

    /// Counts the work of training.
    ///
    /// - Parameter whole: Operations for kernel values that were computed before.
    func count<Value>(_ solved: [Solved], _ sources: [any KernelRowSource<Value>], whole: Double = 0) {
        let values = zip(solved, sources).reduce(whole) {
            $0 + Double($1.0.solution.kernelValues) * $1.1.flopsPerValue
        }
        let steps = zip(solved, sources).reduce(0.0) { $0 + Double($1.0.solution.iterations) * Double($1.1.width) }
        // Each step goes through all examples twice: about five operations for the gain, three for the update.
        context.measurements.count(flops: values + 8 * steps, in: .train)
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
