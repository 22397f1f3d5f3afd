import Core

/// Algorithm 3 of Hsieh et al. 2008 for several classes that share each pass over the examples.
struct DualCoordinateDescent: Sendable {
    let configuration: LinearSVM
    let features: Matrix
    let labels: [Int]
    /// xᵀx without the constant.
    let squaredNorms: [Float]
    let context: RunContext

    /// Trains a machine for each of `classes`, whose own examples cost `weights` times C.
    func solve(classes: [Int], weights: [Float]) -> [DualMachine] {
        let machines = zip(classes, weights).map { label, weight in
            DualMachine(
                label: label, rows: features.rows, columns: features.columns, loss: configuration.loss,
                positiveC: configuration.C * weight, negativeC: configuration.C)
        }
        let limit = context.isWarmUp ? 1 : configuration.maximumPasses
        var pass = 0
        var running = machines
        while !running.isEmpty, pass < limit {
            var random = RandomSource(seed: context.seed, stream: UInt64(pass))
            let order = random.permutation(features.rows).map(Int32.init(truncatingIfNeeded:))
            let groups = Self.shares(of: running, among: context.threads)
            Parallel.run(groups.count, threads: context.threads) { index, _ in
                LinearKernels.sweep(
                    groups[index], features: features, labels: labels, squaredNorms: squaredNorms,
                    constant: configuration.bias, order: order)
            }
            pass += 1
            let violation = running.map { $0.largest - $0.smallest }.max() ?? 0
            for machine in running { machine.closePass(pass, tolerance: configuration.tolerance) }
            let resumed = pass % Self.passesToRenewal == 0 ? running : running.filter(\.hasConverged)
            renew(resumed)
            running.removeAll { $0.hasConverged }
            context.progress(
                WorkProgress(
                    phase: .train, unit: "pass", completed: pass, total: limit, isLimit: true,
                    detail: "violation \(violation.rounded(toPlaces: 3))"))
        }
        renew(running)
        return machines
    }

    /// Weights gather the rounding of many small changes; so they are computed anew from the dual variables after so many
    /// passes, and at the end.
    private static let passesToRenewal = 50

    private func renew(_ machines: [DualMachine]) {
        Parallel.run(machines.count, threads: context.threads) { index, _ in
            LinearKernels.renew(machines[index], features: features, labels: labels, constant: configuration.bias)
        }
    }

    /// Divides the machines so that every thread visits about as many examples: the largest first, each to the thread with the
    /// least. Which thread serves a machine changes nothing in it.
    private static func shares(of machines: [DualMachine], among threads: Int) -> [[DualMachine]] {
        var shares = [(machines: [DualMachine], load: Int)](
            repeating: ([], 0), count: max(1, min(threads, machines.count)))
        for machine in machines.sorted(by: { $0.activeCount > $1.activeCount }) {
            let least = shares.indices.min { shares[$0].load < shares[$1].load }!
            shares[least].machines.append(machine)
            shares[least].load += machine.activeCount
        }
        return shares.map(\.machines)
    }
}

/// The state of one class against the rest: its solution so far, and the bounds of its shrinking.
///
/// At any time one thread at most has it.
final class DualMachine: @unchecked Sendable {
    let label: Int
    let columns: Int
    let rows: Int
    /// Cᵢ for examples of the class and for the others: U for the hinge; ∞, and 1/(2Cᵢ) on the diagonal, for its square.
    let upper: (positive: Float, negative: Float)
    let diagonal: (positive: Float, negative: Float)
    /// w, zeros behind the last column up to a multiple of sixteen.
    let weights: AlignedFloats
    /// The weight of the constant.
    var bias: Float = 0
    /// In double precision: near the optimum steps are smaller than what single precision can add to a large α.
    let alpha: UnsafeMutablePointer<Double>
    /// One byte an example: 0 where it is shrunk.
    var active: [UInt8]
    var activeCount: Int
    /// Extremes of the projected gradient in the pass before (M̄ and m̄) and in this one (M and m).
    var upperBound = Float.infinity
    var lowerBound = -Float.infinity
    var largest = -Float.infinity
    var smallest = Float.infinity
    var passes = 0
    var hasConverged = false
    /// Scores computed and weights changed, to count operations.
    var visits = 0
    var changes = 0

    init(label: Int, rows: Int, columns: Int, loss: LinearSVM.Loss, positiveC: Float, negativeC: Float) {
        self.label = label
        self.rows = rows
        self.columns = columns
        upper = loss == .hinge ? (positiveC, negativeC) : (.infinity, .infinity)
        diagonal = loss == .hinge ? (0, 0) : (0.5 / positiveC, 0.5 / negativeC)
        weights = AlignedFloats((columns + 15) / 16 * 16)
        alpha = .allocate(capacity: rows)
        alpha.initialize(repeating: 0, count: rows)
        active = [UInt8](repeating: 1, count: rows)
        activeCount = rows
    }

    deinit {
        alpha.deallocate()
    }

    var weightValues: [Float] { Array(UnsafeBufferPointer(start: weights.base, count: columns)) }
    var alphaValues: [Double] { Array(UnsafeBufferPointer(start: alpha, count: rows)) }

    /// ½ wᵀw + Σ (½ Dᵢ αᵢ² − αᵢ), in double precision.
    func dualObjective(labels: [Int]) -> Double {
        var sum = 0.5 * weightValues.reduce(Double(bias) * Double(bias)) { $0 + Double($1) * Double($1) }
        for (label, alpha) in zip(labels, alphaValues) where alpha != 0 {
            let factor = Double(label == self.label ? diagonal.positive : diagonal.negative)
            sum += 0.5 * factor * alpha * alpha - alpha
        }
        return sum
    }

    /// Tests for convergence after a pass; what was shrunk is taken up again before a class is called finished, and now and then
    /// where that takes long: it may have been a mistake.
    func closePass(_ pass: Int, tolerance: Float) {
        passes = pass
        let isDoubtful = pass % 1000 == 0
        if largest - smallest <= tolerance || isDoubtful {
            if activeCount == rows, largest - smallest <= tolerance {
                hasConverged = true
            } else {
                for index in active.indices { active[index] = 1 }
                activeCount = rows
                upperBound = .infinity
                lowerBound = -.infinity
            }
        } else {
            upperBound = largest > 0 ? largest : .infinity
            lowerBound = smallest < 0 ? smallest : -.infinity
        }
        largest = -.infinity
        smallest = .infinity
    }
}
