import Core

/// Sequential minimal optimisation by the steps of LIBSVM's `svm-train`, in their order and with its roundings (C.-C. Chang and
/// C.-J. Lin, *LIBSVM: A Library for Support Vector Machines*, 2011, sections 4 and 5): what comes out is its machine, digit by digit.
///
/// ``SequentialMinimalOptimisation`` is faster and more precise. But where a kernel is not positive definite there are several optima,
/// and which of them is found depends on every step; and a coarse tolerance is reached by many solutions.
final class LIBSVMSolver {
    private typealias Numbers = UnsafeMutablePointer<Double>

    /// A row of Q in single precision, as LIBSVM keeps them, by example.
    private final class Row {
        let values: UnsafeMutablePointer<Float>

        init(_ count: Int) { values = .allocate(capacity: count) }

        deinit { values.deallocate() }
    }

    private let rows: LIBSVMKernelRows
    private let count: Int
    private let tolerance: Double
    private let isShrinking: Bool
    private let memory: AlignedMemory<Double>
    // What follows is by place: shrinking exchanges examples, so that those in play stand at the first `active` places.
    private let labels, bounds, diagonal, alpha, gradient, outer: Numbers
    private let examples: UnsafeMutablePointer<Int>
    private var active: Int
    private var wasUnshrunk = false
    /// ±1 of each example.
    private let signs: [Double]
    private var cached: [Row?]
    /// The examples whose rows are cached, the oldest first.
    private var queue: [Int] = []
    private let capacity: Int
    private(set) var kernelValues = 0

    /// - Parameters:
    ///   - signs: ±1 of each example.
    ///   - limits: C of each example.
    ///   - cacheBytes: Memory for kernel rows, of which two fit in any case.
    init(_ rows: LIBSVMKernelRows, signs: [Double], limits: [Double], settings: SMOSettings, cacheBytes: Int) {
        precondition(signs.count == rows.count && limits.count == rows.count && rows.count > 0)
        self.rows = rows
        self.signs = signs
        count = rows.count
        active = rows.count
        tolerance = settings.tolerance
        isShrinking = settings.shrinking
        memory = AlignedMemory(uninitialised: 6 * count)
        labels = memory.base
        bounds = labels + count
        diagonal = bounds + count
        alpha = diagonal + count
        gradient = alpha + count
        outer = gradient + count
        examples = .allocate(capacity: count)
        cached = Array(repeating: nil, count: count)
        capacity = max(cacheBytes / (4 * count), 2)
        for example in 0..<count {
            labels[example] = signs[example]
            bounds[example] = limits[example]
            diagonal[example] = rows.diagonal[example]
            alpha[example] = 0
            gradient[example] = -1
            outer[example] = 0
            examples[example] = example
        }
    }

    deinit { examples.deallocate() }

    /// - Parameter budget: Examples that are looked at, in all steps together.
    /// - Returns: The solution, in the order of the examples; nothing where the budget does not suffice.
    func solve(budget: Int) -> BinarySolution? {
        let limit = max(10_000_000, 100 * count)
        var (iterations, looked) = (0, 0)
        var counter = min(count, 1000) + 1
        while iterations < limit {
            counter -= 1
            if counter == 0 {
                counter = min(count, 1000)
                if isShrinking { shrink() }
            }
            var pair = workingSet()
            if pair == nil {
                reconstruct()
                pair = workingSet()
                if pair != nil { counter = 1 }
            }
            guard let pair else { break }
            iterations += 1
            looked += active
            guard looked <= budget else { return nil }
            step(pair.0, pair.1)
        }
        if iterations >= limit { reconstruct() }
        return solution(iterations, converged: iterations < limit)
    }

    private func isUpper(_ place: Int) -> Bool { alpha[place] >= bounds[place] }
    private func isLower(_ place: Int) -> Bool { alpha[place] <= 0 && !isUpper(place) }
    private func isFree(_ place: Int) -> Bool { !isUpper(place) && !isLower(place) }

    /// Row of Q of the example at a place, by example.
    private func row(_ place: Int) -> Row {
        let example = examples[place]
        if let row = cached[example] { return row }
        if queue.count >= capacity { cached[queue.removeFirst()] = nil }
        let row = Row(count)
        for (other, value) in rows.row(example).enumerated() {
            row.values[other] = Float(signs[example] * signs[other] * value)
        }
        kernelValues += count
        cached[example] = row
        queue.append(example)
        return row
    }

    // MARK: - Steps

    /// The pair of places whose change gains most, by the second-order rule; nothing where the tolerance is reached.
    private func workingSet() -> (Int, Int)? {
        var (largest, second, best) = (-Double.infinity, -Double.infinity, Double.infinity)
        var (first, partner) = (-1, -1)
        let active = active
        for place in 0..<active {
            if labels[place] > 0 {
                if !isUpper(place), -gradient[place] >= largest { (largest, first) = (-gradient[place], place) }
            } else {
                if !isLower(place), gradient[place] >= largest { (largest, first) = (gradient[place], place) }
            }
        }
        guard first >= 0 else { return nil }
        let row = row(first)
        let (own, factor) = (diagonal[first], 2 * labels[first])
        for place in 0..<active {
            let isPositive = labels[place] > 0
            guard isPositive ? !isLower(place) : !isUpper(place) else { continue }
            let slope = isPositive ? gradient[place] : -gradient[place]
            if slope >= second { second = slope }
            let difference = largest + slope
            guard difference > 0 else { continue }
            let product = factor * Double(row.values[examples[place]])
            let curvature = isPositive ? own + diagonal[place] - product : own + diagonal[place] + product
            let gain = -(difference * difference) / (curvature > 0 ? curvature : 1e-12)
            if gain <= best { (best, partner) = (gain, place) }
        }
        guard largest + second >= tolerance, partner >= 0 else { return nil }
        return (first, partner)
    }

    private func step(_ i: Int, _ j: Int) {
        let (rowI, rowJ) = (row(i), row(j))
        let (oldI, oldJ) = (alpha[i], alpha[j])
        let product = 2 * Double(rowI.values[examples[j]])
        if labels[i] != labels[j] {
            let curvature = diagonal[i] + diagonal[j] + product
            moveApart(i, j, by: (-gradient[i] - gradient[j]) / (curvature > 0 ? curvature : 1e-12))
        } else {
            let curvature = diagonal[i] + diagonal[j] - product
            moveTogether(i, j, by: (gradient[i] - gradient[j]) / (curvature > 0 ? curvature : 1e-12))
        }
        let (changeI, changeJ, active) = (alpha[i] - oldI, alpha[j] - oldJ, active)
        for place in 0..<active {
            let example = examples[place]
            gradient[place] += Double(rowI.values[example]) * changeI + Double(rowJ.values[example]) * changeJ
        }
        for (place, old, row) in [(i, oldI, rowI), (j, oldJ, rowJ)] where (old >= bounds[place]) != isUpper(place) {
            let bound = isUpper(place) ? bounds[place] : -bounds[place]
            for other in 0..<count { outer[other] += bound * Double(row.values[examples[other]]) }
        }
    }

    /// α of two places with other labels, whose difference stays.
    private func moveApart(_ i: Int, _ j: Int, by delta: Double) {
        let difference = alpha[i] - alpha[j]
        alpha[i] += delta
        alpha[j] += delta
        if difference > 0 {
            if alpha[j] < 0 { (alpha[j], alpha[i]) = (0, difference) }
        } else if alpha[i] < 0 {
            (alpha[i], alpha[j]) = (0, -difference)
        }
        if difference > bounds[i] - bounds[j] {
            if alpha[i] > bounds[i] { (alpha[i], alpha[j]) = (bounds[i], bounds[i] - difference) }
        } else if alpha[j] > bounds[j] {
            (alpha[j], alpha[i]) = (bounds[j], bounds[j] + difference)
        }
    }

    /// α of two places with the same label, whose sum stays.
    private func moveTogether(_ i: Int, _ j: Int, by delta: Double) {
        let sum = alpha[i] + alpha[j]
        alpha[i] -= delta
        alpha[j] += delta
        if sum > bounds[i] {
            if alpha[i] > bounds[i] { (alpha[i], alpha[j]) = (bounds[i], sum - bounds[i]) }
        } else if alpha[j] < 0 {
            (alpha[j], alpha[i]) = (0, sum)
        }
        if sum > bounds[j] {
            if alpha[j] > bounds[j] { (alpha[j], alpha[i]) = (bounds[j], sum - bounds[j]) }
        } else if alpha[i] < 0 {
            (alpha[i], alpha[j]) = (0, sum)
        }
    }

    // MARK: - Shrinking

    /// The largest −yG of what may grow along y, and the largest yG of what may fall.
    private func extremes() -> (up: Double, down: Double) {
        var (up, down) = (-Double.infinity, -Double.infinity)
        for place in 0..<active {
            let slope = labels[place] > 0 ? gradient[place] : -gradient[place]
            let (mayGrow, mayFall) =
                labels[place] > 0 ? (!isUpper(place), !isLower(place)) : (!isLower(place), !isUpper(place))
            if mayGrow { up = max(up, -slope) }
            if mayFall { down = max(down, slope) }
        }
        return (up, down)
    }

    private func shrink() {
        let extremes = extremes()
        func isSettled(_ place: Int) -> Bool {
            let isPositive = labels[place] > 0
            if isUpper(place) { return -gradient[place] > (isPositive ? extremes.up : extremes.down) }
            if isLower(place) { return gradient[place] > (isPositive ? extremes.down : extremes.up) }
            return false
        }
        if !wasUnshrunk, extremes.up + extremes.down <= tolerance * 10 {
            wasUnshrunk = true
            reconstruct()
        }
        var place = 0
        while place < active {
            if isSettled(place) {
                active -= 1
                while active > place {
                    if !isSettled(active) {
                        exchange(place, active)
                        break
                    }
                    active -= 1
                }
            }
            place += 1
        }
    }

    private func exchange(_ a: Int, _ b: Int) {
        for numbers in [labels, bounds, diagonal, alpha, gradient, outer] {
            (numbers[a], numbers[b]) = (numbers[b], numbers[a])
        }
        (examples[a], examples[b]) = (examples[b], examples[a])
    }

    /// Takes all examples back, with the gradients of those that were left out.
    private func reconstruct() {
        guard active < count else { return }
        for place in active..<count { gradient[place] = outer[place] - 1 }
        let free = (0..<active).filter(isFree)
        if free.count * count > 2 * active * (count - active) {
            for place in active..<count {
                let row = row(place)
                for other in free { gradient[place] += alpha[other] * Double(row.values[examples[other]]) }
            }
        } else {
            for other in free {
                let row = row(other)
                for place in active..<count { gradient[place] += alpha[other] * Double(row.values[examples[place]]) }
            }
        }
        active = count
    }

    // MARK: - The end

    private func solution(_ iterations: Int, converged: Bool) -> BinarySolution {
        var (free, sum, upper, lower, objective) = (0, 0.0, Double.infinity, -Double.infinity, 0.0)
        for place in 0..<count {
            let slope = labels[place] * gradient[place]
            objective += alpha[place] * (gradient[place] - 1)
            if isFree(place) {
                free += 1
                sum += slope
            } else if isUpper(place) == (labels[place] < 0) {
                upper = min(upper, slope)
            } else {
                lower = max(lower, slope)
            }
        }
        let rho = free > 0 ? sum / Double(free) : (upper + lower) / 2
        let extremes = extremes()
        var (found, decisions) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
        for place in 0..<count {
            found[examples[place]] = alpha[place]
            decisions[examples[place]] = labels[place] * (gradient[place] + 1) - rho
        }
        return BinarySolution(
            alpha: found, rho: rho, objective: objective / 2, iterations: iterations,
            violation: extremes.up + extremes.down, converged: converged, decisionValues: decisions,
            kernelValues: kernelValues)
    }
}
