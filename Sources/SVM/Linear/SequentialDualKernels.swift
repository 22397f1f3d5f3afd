import Core

/// The state of the sequential dual method: the weights of all classes, the variables of all examples, and what is shrunk.
///
/// One thread has it.
final class SequentialDualState {
    /// The place of the class of each example.
    let labels: [Int]
    /// Cᵢ
    let costs: [Float]
    /// xᵀx with the constant.
    let squaredNorms: [Float]
    let classCount: Int
    let columns: Int
    let constant: Float
    /// Distance of the weights of two classes.
    let width: Int
    /// `[class][width]`
    let weights: AlignedFloats
    var constantWeights: [Float]
    /// `[example][class]`
    let alpha: AlignedFloats
    /// For each example the places of its classes, the active ones first.
    var order: [Int32]
    var activeCounts: [Int32]
    var hasConverged = false
    /// Products and changes of vectors, to count operations.
    var products = 0

    init(
        labels: [Int], costs: [Float], squaredNorms: [Float], classCount: Int, columns: Int, constant: Float
    ) {
        self.labels = labels
        self.costs = costs
        self.squaredNorms = squaredNorms
        self.classCount = classCount
        self.columns = columns
        self.constant = constant
        width = (columns + 15) / 16 * 16
        weights = AlignedFloats(classCount * width)
        constantWeights = [Float](repeating: 0, count: classCount)
        alpha = AlignedFloats(labels.count * classCount)
        order = labels.indices.flatMap { _ in (0..<classCount).map { Int32($0) } }
        activeCounts = [Int32](repeating: Int32(classCount), count: labels.count)
    }

    /// An example of which one class only is active has nothing to choose.
    var activeExamples: [Int] { activeCounts.indices.filter { activeCounts[$0] > 1 } }

    func activateAll() {
        for index in activeCounts.indices { activeCounts[index] = Int32(classCount) }
    }
}

enum SequentialDualKernels {
    /// Gradients Gᵐ = wₘᵀx + eᵐ of the active classes of the example at hand, and scratch.
    private struct Scratch {
        let gradients: UnsafeMutablePointer<Float>
        let targets: UnsafeMutablePointer<Float>
        let sorted: UnsafeMutablePointer<Float>

        init(_ count: Int) {
            gradients = .allocate(capacity: count)
            targets = .allocate(capacity: count)
            sorted = .allocate(capacity: count)
        }

        func deallocate() {
            gradients.deallocate()
            targets.deallocate()
            sorted.deallocate()
        }
    }

    /// A pass over the examples in `examples`. Returns the largest violation that it has met.
    static func sweep(_ features: Matrix, _ examples: [Int], _ state: SequentialDualState) -> Float {
        let columns = features.columns
        let classCount = state.classCount
        precondition(columns == state.columns && features.rows == state.labels.count)
        precondition(examples.allSatisfy { (0..<features.rows).contains($0) })
        let scratch = Scratch(classCount)
        defer { scratch.deallocate() }
        var violation: Float = 0
        var products = 0
        features.values.withUnsafeBufferPointer { values in
            state.order.withUnsafeMutableBufferPointer { order in
                state.constantWeights.withUnsafeMutableBufferPointer { constants in
                    for index in examples where state.squaredNorms[index] > 0 {
                        let x = values.baseAddress! + index * columns
                        let list = order.baseAddress! + index * classCount
                        let alpha = state.alpha.base + index * classCount
                        let label = state.labels[index]
                        var count = Int(state.activeCounts[index])
                        score(x, list, count, label, state, constants.baseAddress!, scratch.gradients)
                        products += count
                        let (largest, smallest) = shrink(
                            list, &count, alpha, label, state.costs[index], scratch.gradients)
                        state.activeCounts[index] = Int32(count)
                        guard count > 1, largest - smallest > 1e-7 else { continue }
                        violation = max(violation, largest - smallest)
                        choose(
                            list, count, alpha, label, state.costs[index], state.squaredNorms[index], scratch)
                        for place in 0..<count {
                            let change = scratch.targets[place] - alpha[Int(list[place])]
                            guard change != 0 else { continue }
                            let slot = Int(list[place])
                            alpha[slot] = scratch.targets[place]
                            LinearKernels.add(x, change, state.weights.base + slot * state.width, columns)
                            constants[slot] += change * state.constant
                            products += 1
                        }
                    }
                }
            }
        }
        state.products += products
        return violation
    }

    @inline(__always)
    private static func score(
        _ x: UnsafePointer<Float>, _ list: UnsafePointer<Int32>, _ count: Int, _ label: Int,
        _ state: SequentialDualState, _ constants: UnsafePointer<Float>, _ gradients: UnsafeMutablePointer<Float>
    ) {
        let weights = state.weights.base
        var place = 0
        while place + 2 <= count {
            let (first, second) = (Int(list[place]), Int(list[place + 1]))
            (gradients[place], gradients[place + 1]) = LinearKernels.dots(
                x, weights + first * state.width, weights + second * state.width, state.columns)
            place += 2
        }
        if place < count {
            gradients[place] = LinearKernels.dot(x, weights + Int(list[place]) * state.width, state.columns)
        }
        for place in 0..<count {
            let slot = Int(list[place])
            gradients[place] += constants[slot] * state.constant + (slot == label ? 0 : 1)
        }
    }

    /// Moves the classes that are at their bound and will stay there behind the active ones. Returns the largest gradient, and
    /// the smallest of those classes whose variable can grow.
    private static func shrink(
        _ list: UnsafeMutablePointer<Int32>, _ count: inout Int, _ alpha: UnsafePointer<Float>, _ label: Int,
        _ cost: Float, _ gradients: UnsafeMutablePointer<Float>
    ) -> (largest: Float, smallest: Float) {
        var largest = -Float.infinity, smallest = Float.infinity
        for place in 0..<count {
            let slot = Int(list[place])
            if alpha[slot] < (slot == label ? cost : 0) { smallest = min(smallest, gradients[place]) }
            largest = max(largest, gradients[place])
        }
        var place = 0
        while place < count {
            let slot = Int(list[place])
            if alpha[slot] == (slot == label ? cost : 0), gradients[place] < smallest {
                count -= 1
                list[place] = list[count]
                list[count] = Int32(slot)
                gradients[place] = gradients[count]
            } else {
                place += 1
            }
        }
        return (largest, smallest)
    }

    /// The variables that minimise the dual over one example, algorithm 2 of the paper: αᵐ = min(bound, (β − Bᵐ)/A) with A = xᵀx,
    /// B = G − A α, and β such that they sum to what they summed to.
    private static func choose(
        _ list: UnsafePointer<Int32>, _ count: Int, _ alpha: UnsafePointer<Float>, _ label: Int, _ cost: Float,
        _ norm: Float, _ scratch: Scratch
    ) {
        // It does not matter whether the class of the example is among the active ones: shrunk, its variable is C.
        let (targets, sorted) = (scratch.targets, scratch.sorted)
        for place in 0..<count {
            let slot = Int(list[place])
            targets[place] = scratch.gradients[place] - norm * alpha[slot]
            let value = targets[place] + (slot == label ? norm * cost : 0)
            var hole = place
            while hole > 0, sorted[hole - 1] < value {
                sorted[hole] = sorted[hole - 1]
                hole -= 1
            }
            sorted[hole] = value
        }
        var beta = sorted[0] - norm * cost
        var taken = 1
        while taken < count, beta < Float(taken) * sorted[taken] {
            beta += sorted[taken]
            taken += 1
        }
        beta /= Float(taken)
        for place in 0..<count {
            let bound = Int(list[place]) == label ? cost : 0
            targets[place] = min(bound, (beta - targets[place]) / norm)
        }
    }

    /// Sets the weights to Σ αᵢᵐ xᵢ, summed in double precision.
    static func renew(_ features: Matrix, _ state: SequentialDualState, threads: Int) {
        let (columns, classCount) = (state.columns, state.classCount)
        precondition(features.columns == columns && features.rows == state.labels.count)
        let (alpha, weights) = (SharedPointer(state.alpha.base), SharedPointer(state.weights.base))
        let (width, constant) = (state.width, Double(state.constant))
        state.constantWeights = Parallel.map(classCount, threads: threads) { slot in
            let sums = UnsafeMutablePointer<Double>.allocate(capacity: columns)
            defer { sums.deallocate() }
            sums.initialize(repeating: 0, count: columns)
            var constantSum = 0.0
            features.values.withUnsafeBufferPointer { values in
                for index in 0..<features.rows where alpha.base[index * classCount + slot] != 0 {
                    let value = Double(alpha.base[index * classCount + slot])
                    LinearKernels.addWide(values.baseAddress! + index * columns, value, sums, columns)
                    constantSum += value * constant
                }
            }
            for column in 0..<columns { weights.base[slot * width + column] = Float(sums[column]) }
            return Float(constantSum)
        }
    }
}
