import Core
import Synchronization

/// Cross-validation of kernel machines on a matrix of kernel values that all folds share.
///
/// What a kernel adds up over the features (xᵀy for most) does not depend on its parameters, so it is computed once for all
/// pairs of examples; the kernel of each gamma, degree and coef0 is made of it number by number. Each pair of classes of each
/// fold is then trained for all values of C in ascending order, every training beginning with the solution of the one
/// before. The machines are those of ``KernelSVM``, one against one, within the tolerance.
final class GramValidation: Sendable {
    /// A kernel and the values of C that are tried with it.
    struct Task: Sendable {
        let gamma: Double
        let degree: Int
        /// Ascending.
        let bounds: [Double]
    }

    /// How one value of C fared.
    struct Outcome: Sendable {
        /// Share of each fold that was classified correctly.
        var accuracies: [Double]
        var converged: Bool
    }

    private let machine: KernelSVM
    private let folds: Int
    /// Classes that occur, ascending.
    private let classes: [Int]
    /// Examples are ordered by fold; the place in `classes` of each.
    private let labels: [Int]
    private let ranges: [Range<Int>]
    /// What the kernel adds up, of all pairs of examples, and of each example with itself.
    private let sums: Matrix
    private let own: [Float]

    /// Bytes that the validation of so many examples takes.
    static func bytes(_ examples: Int) -> Int { 8 * examples * examples }

    /// Throws ``UserError`` where a kernel value cannot be used.
    /// - Precondition: The kernel of `machine` is one on all columns, and not precomputed.
    init(_ machine: KernelSVM, _ features: Matrix, labels: [Int], folds: StratifiedFolds, threads: Int) throws {
        precondition(machine.groups.isEmpty && machine.kernel != .precomputed && labels.count == features.rows)
        self.machine = machine
        self.folds = folds.count
        let order = labels.indices.sorted { (folds.folds[$0], $0) < (folds.folds[$1], $1) }
        let classes = Set(labels).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        self.classes = classes
        self.labels = order.map { places[labels[$0]]! }
        var start = 0
        ranges = (0..<folds.count).map { fold in
            let size = folds.folds.count { $0 == fold }
            defer { start += size }
            return start..<start + size
        }
        // Distances are those of rows about the origin.
        let centre =
            machine.kernel == .rbf ? try machine.kernelFunction(columns: features.columns).centre(of: features) : nil
        (sums, own) = try GramKernels.sums(
            features.selecting(order).moved(by: centre, threads: threads), kernel: machine.kernel, threads: threads)
    }

    /// The accuracies of all values of C with one kernel.
    ///
    /// - Parameter done: Called after each pair of each fold.
    func validate(_ task: Task, threads: Int, done: @Sendable () -> Void) -> [Outcome] {
        let term = KernelGroup(
            first: 0, columns: 1, kernel: machine.kernel, gamma: task.gamma, degree: task.degree, coef0: machine.coef0)
        let gram = GramKernels.kernel(KernelShape(term), sums: sums, own: own, threads: threads)
        let pairs = classes.indices.flatMap { first in classes.indices[(first + 1)...].map { (first, $0) } }
        // Votes of each example for each class, for each value of C.
        let votes = Mutex(
            [[Int32]](repeating: [Int32](repeating: 0, count: labels.count * classes.count), count: task.bounds.count))
        let unfinished = Mutex([Bool](repeating: false, count: task.bounds.count))
        let widest = (labels.count + 15) / 16 * 16
        let workers = max(min(threads, folds * max(pairs.count, 1)), 1)
        let workspaces = (0..<workers).map { _ in
            KernelWorkspace<Float>(numbers: min(machine.cacheMiB << 18 / workers, widest * widest), width: widest)
        }
        Parallel.run(folds * pairs.count, threads: workers) { index, worker in
            let (first, second) = pairs[index / folds]
            let fold = index % folds
            let trained = train(gram, first, second, without: fold, task.bounds, workspaces[worker])
            for (place, result) in trained.enumerated() {
                votes.withLock { votes in
                    for (example, value) in zip(ranges[fold], result.values) {
                        votes[place][example * classes.count + (value > 0 ? first : second)] += 1
                    }
                }
                if !result.converged { unfinished.withLock { $0[place] = true } }
            }
            done()
        }
        return votes.withLock { votes in
            unfinished.withLock { unfinished in
                zip(votes, unfinished).map { Outcome(accuracies: accuracies($0), converged: !$1) }
            }
        }
    }

    /// One against one: the first class with most votes.
    private func accuracies(_ votes: [Int32]) -> [Double] {
        ranges.map { range in
            let correct = range.count { example in
                let own = votes[example * classes.count..<(example + 1) * classes.count]
                return own.firstIndex(of: own.max()!)! - own.startIndex == labels[example]
            }
            return range.isEmpty ? 0 : Double(correct) / Double(range.count)
        }
    }

    /// Decision values of the examples of a fold, by machines for each of `bounds` that were trained on the other folds; nothing
    /// where a class has no example there.
    private func train(
        _ gram: Matrix, _ first: Int, _ second: Int, without fold: Int, _ bounds: [Double],
        _ workspace: KernelWorkspace<Float>
    ) -> [(values: [Double], converged: Bool)] {
        var members: [[Int32]] = [[], []]
        for (example, label) in labels.enumerated() where !ranges[fold].contains(example) {
            if label == first { members[0].append(Int32(example)) }
            if label == second { members[1].append(Int32(example)) }
        }
        guard members.allSatisfy({ !$0.isEmpty }) else { return [] }
        var order = members[0] + members[1]
        var signs = members[0].map { _ in 1.0 } + members[1].map { _ in -1.0 }
        let padding = (16 - order.count % 16) % 16
        order += [Int32](repeating: -1, count: padding)
        signs += [Double](repeating: 0, count: padding)
        let source = MatrixRows(gram, order: order)
        let settings = SMOSettings(
            tolerance: machine.tolerance, shrinking: machine.shrinking, maximumIterations: machine.maximumIterations)
        var alpha: [Double]?
        return bounds.map { bound in
            let limits = [first, second].map { bound * weight(of: $0, without: fold) }
            let solution = SequentialMinimalOptimisation(
                source, labels: signs, bounds: signs.map { $0 == 0 ? 0 : limits[$0 > 0 ? 0 : 1] }, initial: alpha,
                settings: settings, workspace: workspace, threads: 1
            ).solve()
            // Where the kernel is not positive definite, the end depends on the beginning: each training starts anew.
            alpha = machine.kernel == .sigmoid ? nil : solution.alpha
            var values = [Double](repeating: -solution.rho, count: ranges[fold].count)
            for (position, example) in order.enumerated() where example >= 0 && solution.alpha[position] != 0 {
                GramKernels.add(
                    gram, row: Int(example), columns: ranges[fold], times: signs[position] * solution.alpha[position],
                    to: &values)
            }
            return (values, solution.converged)
        }
    }

    /// Factor of C of a class among the examples of the other folds.
    private func weight(of place: Int, without fold: Int) -> Double {
        guard machine.balanced else {
            let label = classes[place]
            return label < machine.classWeights.count ? machine.classWeights[label] : 1
        }
        let (outside, own) = labels.indices.reduce(into: (0, 0)) { counts, example in
            guard !ranges[fold].contains(example) else { return }
            counts.0 += 1
            if labels[example] == place { counts.1 += 1 }
        }
        return Double(outside) / (Double(classes.count) * Double(max(own, 1)))
    }
}
