import Core
import Synchronization

/// A kernel machine whose C, gamma and degree are chosen by cross-validation on the training examples.
///
/// C.-W. Hsu, C.-C. Chang and C.-J. Lin, *A Practical Guide to Support Vector Classification*, 2003: all combinations of some
/// values are tried by stratified cross-validation, and the machine is trained on all examples with the best. With `halving`
/// (K. Jamieson and A. Talwalkar, *Non-stochastic Best Arm Identification and Hyperparameter Optimization*, AISTATS 2016:
/// successive halving, here by thirds) all are tried on few examples, the better third on three times as many, and so on.
///
/// The best is the combination with the most examples classified correctly; of equal ones the smallest C, then gamma, then
/// degree. Where the kernel values of all pairs of examples fit into `gramMiB`, folds and values share them, see
/// ``GramValidation``; elsewhere every machine is trained for itself.
public struct KernelSVMSearch: Classifier {
    /// Everything that is not searched for.
    public let machine: KernelSVM
    /// Values to be tried; that of `machine` where there is none.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public let C: [Double]
    /// Values of the factor in the kernel to be tried; that of `machine` where there is none.
    public let gamma: [Double]
    /// Exponents of the polynomial kernel to be tried; that of `machine` where there is none.
    public let degree: [Int]
    /// Parts of cross-validation, 2…100.
    public let folds: Int
    /// Whether all combinations are tried, or fewer of them.
    public let strategy: Strategy
    /// Memory for kernel values of pairs of examples, in MiB.
    public let gramMiB: Int

    public enum Strategy: String, Codable, Sendable, CaseIterable {
        case grid
        case halving
    }

    public init() { self.init(machine: KernelSVM(C: 1), C: [1, 10, 100]) }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    public init(
        machine: KernelSVM, C: [Double] = [], gamma: [Double] = [], degree: [Int] = [], folds: Int = 5,
        strategy: Strategy = .grid, gramMiB: Int = 2048
    ) {
        self.machine = machine
        self.C = C
        self.gamma = gamma
        self.degree = degree
        self.folds = folds
        self.strategy = strategy
        self.gramMiB = gramMiB
    }

    public static let card = Card(
        name: "kernel-svm-search", title: "Kernel support vector machine with chosen parameters", year: 2003,
        paper:
            "C.-W. Hsu, C.-C. Chang and C.-J. Lin, A Practical Guide to Support Vector Classification, 2003; machines as "
            + "kernel-svm",
        deviations: [
            "Folds are stratified.",
            "C is tried in increasing order, and each training starts from the solution for the C before it.",
        ])

    public static var hasSupportVectors: Bool { true }

    public static var choices: [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: KernelSVM.choices.map { ("machine.\($0.key)", $0.value) }
                + [("strategy", Strategy.allCases.map(\.rawValue))])
    }

    public func validate() throws {
        do { try machine.validate() } catch let error as ConfigurationError {
            throw ConfigurationError(field: "machine.\(error.field)", value: error.value, allowed: error.allowed)
        }
        try require(C.allSatisfy { (1e-10...1e10).contains($0) }, "C", "\(C)", "numbers from 1e-10 to 1e10")
        try require(gamma.allSatisfy { (0...1e10).contains($0) }, "gamma", "\(gamma)", "numbers from 0 to 1e10")
        try require(degree.allSatisfy { (0...20).contains($0) }, "degree", "\(degree)", "numbers from 0 to 20")
        for (name, count, distinct) in [
            ("C", C.count, Set(C).count), ("gamma", gamma.count, Set(gamma).count),
            ("degree", degree.count, Set(degree).count),
        ] {
            try require(count == distinct, name, "a number that is given twice", "different numbers")
        }
        let counts = [C, gamma].map { max($0.count, 1) } + [max(degree.count, 1)]
        try require(
            CheckedSize.product(counts, limit: 100_000) != nil, "C, gamma and degree",
            counts.map(String.init).joined(separator: " × "), "at most 100000 combinations")
        try require((2...100).contains(folds), "folds", folds, "from 2 to 100")
        try require((1...1_000_000).contains(gramMiB), "gramMiB", gramMiB, "from 1 to 1000000")
    }

    /// One combination of parameters.
    struct Candidate: Hashable, Sendable {
        let bound: Double
        let gamma: Double
        let degree: Int
    }

    /// All combinations: C first, then gamma, then degree, each ascending.
    func candidates(_ features: SearchFeatures, threads: Int) -> [Candidate] {
        let columns = features.columns
        let gammas =
            gamma.isEmpty
            ? [machine.decidedGamma(columns: columns) { features.variance(threads: threads) }]
            : gamma.map { KernelGamma.number($0).decided(columns: columns) { 1 } }
        return (C.isEmpty ? [machine.C] : C).sorted().flatMap { bound in
            Set(gammas).sorted().flatMap { gamma in
                (degree.isEmpty ? [machine.degree] : degree).sorted().map {
                    Candidate(bound: bound, gamma: gamma, degree: $0)
                }
            }
        }
    }

    /// Chooses by cross-validation, then trains on all examples.
    ///
    /// Throws ``UserError`` where a value of the features cannot be used, or there are fewer examples than folds.
    public func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> FittedKernelSVM {
        try validate()
        precondition(features.rows == labels.count && features.rows > 0)
        try machine.kernelFunction(columns: features.columns).check(features)
        let selection = try search(features, labels: labels, classCount: classCount, context: context)
        let chosen = selection.points[selection.chosen].values
        let fitted = try configured(
            Candidate(bound: chosen["C"]!, gamma: chosen["gamma"]!, degree: Int(chosen["degree"]!))
        ).fit(features, labels: labels, classCount: classCount, context: context)
        return fitted.with(selection: selection)
    }

    /// The machine with some parameters.
    func configured(_ candidate: Candidate) -> KernelSVM {
        KernelSVM(
            C: candidate.bound, kernel: machine.kernel, gamma: candidate.gamma, degree: candidate.degree,
            coef0: machine.coef0, tolerance: machine.tolerance, cacheMiB: machine.cacheMiB,
            shrinking: machine.shrinking, multiclass: machine.multiclass, classWeights: machine.classWeights,
            balanced: machine.balanced, maximumIterations: machine.maximumIterations, groups: machine.groups,
            probability: machine.probability)
    }

    /// How all combinations fare in cross-validation, and which is the best.
    ///
    /// Throws as ``fit(_:labels:classCount:context:)`` does.
    public func search(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> SelectionSummary {
        try search(.single(features), labels: labels, classCount: classCount, context: context)
    }

    /// As ``search(_:labels:classCount:context:)-(Matrix,_,_,_)`` on rows of double precision. Where these lose nothing that counts, they
    /// are compared in single precision, which is faster.
    ///
    /// - Parameter memoryLimit: In bytes: what a copy of single precision may take.
    public func search(
        _ rows: SparseRows, labels: [Int], classCount: Int, context: RunContext, memoryLimit: Int = 4 << 30
    ) throws -> SelectionSummary {
        let (bytes, overflow) = (4 * rows.columns).multipliedReportingOverflow(by: rows.rows)
        guard machine.kernel != .precomputed, !overflow, bytes <= memoryLimit,
            // Nearly empty rows are better left as they are.
            bytes <= 64 * rows.values.count + 64 << 20, rows.isFineInSingle
        else {
            return try search(.double(rows), labels: labels, classCount: classCount, context: context)
        }
        let matrix = rows.matrix(first: rows.indices.contains(0) ? 0 : 1)
        return try search(.single(matrix), labels: labels, classCount: classCount, context: context)
    }

    private func search(
        _ features: SearchFeatures, labels: [Int], classCount: Int, context: RunContext
    ) throws -> SelectionSummary {
        try validate()
        var remaining = candidates(features, threads: context.threads)
        var rounds = 1
        if strategy == .halving {
            // A third is left each time; no round has fewer than ten examples a class and fold.
            let least = min(labels.count, 10 * folds * max(Set(labels).count, 1))
            while pow(3, rounds) < remaining.count, labels.count / pow(3, rounds) >= least { rounds += 1 }
        }
        var points: [Candidate: SelectionSummary.Point] = [:]
        for round in 0..<rounds {
            let size = labels.count / pow(3, rounds - 1 - round)
            let rows = StratifiedFolds.subset(labels: labels, size: size, seed: context.seed)
            let trial = try SearchTrial(
                self, features: rows.count == labels.count ? features : features.selecting(rows),
                labels: rows.map { labels[$0] }, groups: context.groups.map { groups in rows.map { groups[$0] } },
                classCount: classCount, context: context)
            for (candidate, point) in try trial.run(remaining) { points[candidate] = point }
            if round < rounds - 1 {
                remaining = Array(ranked(remaining, points).prefix((remaining.count + 2) / 3))
            }
        }
        let best = ranked(remaining, points)[0]
        let all = candidates(features, threads: context.threads)
        return SelectionSummary(
            folds: folds, points: all.map { points[$0]! }, chosen: all.firstIndex(of: best)!)
    }

    /// The best first; of equal ones those with smaller values.
    private func ranked(
        _ candidates: [Candidate], _ points: [Candidate: SelectionSummary.Point]
    ) -> [Candidate] {
        candidates.sorted { left, right in
            let (a, b) = (points[left]!.accuracy, points[right]!.accuracy)
            return a != b
                ? a > b : (left.bound, left.gamma, left.degree) < (right.bound, right.gamma, right.degree)
        }
    }

    private func pow(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * base } }
}

/// Cross-validation of some combinations on the same examples.
private struct SearchTrial {
    let search: KernelSVMSearch
    let features: SearchFeatures
    let labels: [Int]
    let classCount: Int
    let folds: StratifiedFolds
    let context: RunContext

    init(
        _ search: KernelSVMSearch, features: SearchFeatures, labels: [Int], groups: [Int]?, classCount: Int,
        context: RunContext
    ) throws {
        self.search = search
        self.features = features
        self.labels = labels
        self.classCount = classCount
        self.context = context
        folds = try StratifiedFolds(labels: labels, groups: groups, count: search.folds, seed: context.seed)
    }

    func run(
        _ candidates: [KernelSVMSearch.Candidate]
    ) throws -> [(KernelSVMSearch.Candidate, SelectionSummary.Point)] {
        let machine = search.machine
        let sharesGram =
            machine.groups.isEmpty && machine.kernel != .precomputed && machine.multiclass == .oneVersusOne
            && GramValidation.bytes(labels.count) <= search.gramMiB << 20
        if sharesGram, case .single(let features) = features, try !isCoarse(features, candidates) {
            return try sharing(features, candidates)
        }
        return try apart(candidates)
    }

    /// Would errors of kernel values of single precision, times the largest α, exceed a fiftieth for any of the kernels?
    private func isCoarse(_ features: Matrix, _ candidates: [KernelSVMSearch.Candidate]) throws -> Bool {
        let sample = features.selecting(
            stride(from: 0, to: features.rows, by: max(features.rows / 16, 1)).prefix(16).map { $0 })
        let order = (0..<16).map { $0 < sample.rows ? Int32($0) : -1 }
        let weight = search.machine.classWeights.max() ?? 1
        let kernels = Dictionary(grouping: candidates) { [$0.gamma, Double($0.degree)] }
        return try kernels.values.contains { group in
            let function = try search.configured(group[0]).kernelFunction(columns: features.columns)
            let moved = sample.moved(by: function.centre(of: features), threads: 1)
            let packed = PackedExamples(moved, kernel: function, order: order, threads: 1)
            return PrecisionCheck(function, moved, tolerance: 0.02).doubts(
                PanelRows(packed, panels: [0..<1]), order: order, largest: weight * (group.map(\.bound).max() ?? 1))
        }
    }

    private func point(
        _ candidate: KernelSVMSearch.Candidate, _ accuracies: [Double], converged: Bool
    ) -> SelectionSummary.Point {
        SelectionSummary.Point(
            values: ["C": candidate.bound, "gamma": candidate.gamma, "degree": Double(candidate.degree)],
            accuracies: accuracies, weights: (0..<folds.count).map { fold in folds.folds.count { $0 == fold } },
            converged: converged)
    }

    private func sharing(
        _ features: Matrix, _ candidates: [KernelSVMSearch.Candidate]
    ) throws -> [(KernelSVMSearch.Candidate, SelectionSummary.Point)] {
        let validation = try GramValidation(
            search.machine, features, labels: labels, folds: folds, threads: context.threads)
        let kernels = Dictionary(grouping: candidates) { [$0.gamma, Double($0.degree)] }
        let classes = Set(labels).count
        let total = kernels.count * folds.count * classes * (classes - 1) / 2
        let finished = Atomic(0)
        var results: [(KernelSVMSearch.Candidate, SelectionSummary.Point)] = []
        for key in kernels.keys.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) }) {
            let group = kernels[key]!.sorted { $0.bound < $1.bound }
            let task = GramValidation.Task(gamma: key[0], degree: Int(key[1]), bounds: group.map(\.bound))
            let outcomes = validation.validate(task, threads: context.threads) {
                let done = finished.add(1, ordering: .relaxed).newValue
                context.progress(
                    WorkProgress(
                        phase: .train, unit: "pair", completed: done, total: total,
                        detail: "choosing C, gamma and degree"))
            }
            results += zip(group, outcomes).map { ($0, point($0, $1.accuracies, converged: $1.converged)) }
        }
        return results
    }

    private func apart(
        _ candidates: [KernelSVMSearch.Candidate]
    ) throws -> [(KernelSVMSearch.Candidate, SelectionSummary.Point)] {
        let parts = (0..<folds.count).map { fold in
            (
                training: labels.indices.filter { folds.folds[$0] != fold },
                validation: labels.indices.filter { folds.folds[$0] == fold }
            )
        }
        var done = 0
        return try candidates.map { candidate in
            let machine = search.configured(candidate)
            var converged = true
            let accuracies = try parts.map { part in
                let quiet = RunContext(seed: context.seed, threads: context.threads, isWarmUp: context.isWarmUp)
                let (classes, isDone) = try features.tried(
                    machine, part.training, labels: part.training.map { labels[$0] }, classCount: classCount,
                    on: part.validation, context: quiet)
                converged = converged && isDone
                done += 1
                context.progress(
                    WorkProgress(
                        phase: .train, unit: "fold", completed: done, total: candidates.count * parts.count,
                        detail: "choosing C, gamma and degree"))
                let correct = zip(classes, part.validation).count { $0 == labels[$1] }
                return Double(correct) / Double(max(part.validation.count, 1))
            }
            return (candidate, point(candidate, accuracies, converged: converged))
        }
    }
}

extension FittedKernelSVM {
    /// The same machine with the record of how its parameters were chosen.
    func with(selection: SelectionSummary) -> FittedKernelSVM {
        var result = self
        let values = selection.points[selection.chosen].values
        let names = values.keys.sorted().map { "\($0) \(values[$0]!)" }.joined(separator: ", ")
        result.summary.selection = selection
        result.summary.outcome = "chosen by \(selection.folds)-fold cross-validation: \(names); " + summary.outcome
        if selection.points.contains(where: { !$0.converged }) {
            result.summary.outcome += "; some of the machines that were compared stopped early"
        }
        return result
    }
}
