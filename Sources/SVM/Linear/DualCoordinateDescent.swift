import Core

/// Algorithm 3 of Hsieh et al. 2008 for a group of classes that share each pass over the examples.
struct DualCoordinateDescent: Sendable {
    let configuration: LinearSVM
    let passes: Int
    let seed: UInt64

    /// What was found for one class.
    struct Solution: Sendable {
        var weights: [Float]
        var bias: Float
        var alpha: [Float]
        var passes: Int
        var converged: Bool
        var flops: Double
    }

    /// The state of one class: its solution so far and the bounds of its shrinking.
    private struct Machine {
        let label: Int
        var solution: Solution
        /// Extremes of the projected gradient in the pass before (M̄ and m̄) and in this one (M and m).
        var upperBound = Float.infinity
        var lowerBound = -Float.infinity
        var largest = -Float.infinity
        var smallest = Float.infinity
        var activeCount: Int
        var isFinished = false
    }

    /// Trains a machine for each of `classes`, at most 64.
    ///
    /// - Parameter report: Called now and then with the number of passes and the largest violation among the classes.
    func solve(
        _ features: Matrix, labels: [Int], classes: [Int], report: (Int, Float) -> Void
    ) -> [Solution] {
        precondition(classes.count <= 64)
        let count = features.rows
        let squaredNorms = (0..<count).map { LinearKernels.squaredNorm(features, row: $0) + 1 }
        var machines = classes.map { label in
            Machine(
                label: label,
                solution: Solution(
                    weights: Array(repeating: 0, count: features.columns), bias: 0,
                    alpha: Array(repeating: 0, count: count), passes: 0, converged: false, flops: 0),
                activeCount: count)
        }
        let everyone: UInt64 = classes.count == 64 ? .max : (1 << UInt64(classes.count)) - 1
        var active = [UInt64](repeating: everyone, count: count)
        var running = everyone
        var pass = 0
        while running != 0, pass < passes {
            var random = RandomSource(seed: seed, stream: UInt64(pass))
            for index in random.permutation(count) {
                var pending = active[index] & running
                while pending != 0 {
                    let slot = pending.trailingZeroBitCount
                    pending &= pending - 1
                    let stays = step(&machines[slot], features, index, labels[index], squaredNorms[index])
                    if !stays { active[index] &= ~(1 << UInt64(slot)) }
                }
            }
            pass += 1
            report(pass, machines.filter { !$0.isFinished }.map { $0.largest - $0.smallest }.max() ?? 0)
            for slot in machines.indices where !machines[slot].isFinished {
                closePass(&machines[slot], pass, &active, bit: 1 << UInt64(slot))
                if machines[slot].isFinished { running &= ~(1 << UInt64(slot)) }
            }
        }
        return machines.map(\.solution)
    }

    /// One coordinate: example `index` for one class. False where the example is shrunk, that is, no longer looked at.
    @inline(__always)
    private func step(
        _ machine: inout Machine, _ features: Matrix, _ index: Int, _ label: Int, _ squaredNorm: Float
    ) -> Bool {
        let isHinge = configuration.loss == .hinge
        let upper = isHinge ? configuration.C : Float.infinity
        let diagonal = isHinge ? 0 : 0.5 / configuration.C
        let sign: Float = label == machine.label ? 1 : -1
        let old = machine.solution.alpha[index]
        let score = LinearKernels.dot(features, row: index, machine.solution.weights) + machine.solution.bias
        machine.solution.flops += 2 * Double(features.columns)

        // The gradient of the dual in this coordinate, and its projection onto what the bounds leave open.
        let gradient = sign * score - 1 + diagonal * old
        var projected = gradient
        if old == 0 {
            if gradient > machine.upperBound {
                machine.activeCount -= 1
                return false
            }
            projected = min(gradient, 0)
        } else if old == upper {
            if gradient < machine.lowerBound {
                machine.activeCount -= 1
                return false
            }
            projected = max(gradient, 0)
        }
        machine.largest = max(machine.largest, projected)
        machine.smallest = min(machine.smallest, projected)

        if abs(projected) > 1e-7 {
            let new = min(max(old - gradient / (squaredNorm + diagonal), 0), upper)
            let change = (new - old) * sign
            machine.solution.alpha[index] = new
            machine.solution.bias += change
            LinearKernels.add(features, row: index, times: change, to: &machine.solution.weights)
            machine.solution.flops += 2 * Double(features.columns)
        }
        return true
    }

    /// Tests for convergence after a pass; what was shrunk is taken up again before a class is called finished.
    private func closePass(_ machine: inout Machine, _ pass: Int, _ active: inout [UInt64], bit: UInt64) {
        machine.solution.passes = pass
        if machine.largest - machine.smallest <= configuration.tolerance {
            if machine.activeCount == active.count {
                machine.isFinished = true
                machine.solution.converged = true
            } else {
                for index in active.indices { active[index] |= bit }
                machine.activeCount = active.count
                machine.upperBound = .infinity
                machine.lowerBound = -.infinity
            }
        } else {
            machine.upperBound = machine.largest > 0 ? machine.largest : .infinity
            machine.lowerBound = machine.smallest < 0 ? machine.smallest : -.infinity
        }
        machine.largest = -.infinity
        machine.smallest = .infinity
    }
}
