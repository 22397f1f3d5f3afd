import Core

/// The state of ``AveragedSGD`` for all classes: two vectors a class, and the number of steps, which all share.
///
/// During a sweep each class belongs to one thread.
final class AveragedSGDState: @unchecked Sendable {
    let lambda: Double
    let classCount: Int
    private(set) var columns = 0
    /// Columns and the constant, in whole vectors of sixteen: the distance of two classes.
    private(set) var width = 0
    /// v of each class, and the weight of the constant.
    private(set) var sums = AlignedFloats(0)
    var constants: [Float]
    /// u of each class, likewise.
    private(set) var corrections = AlignedFloats(0)
    var constantCorrections: [Float]
    var losses: [Double]
    var updates: [Int]
    var hasOccurred: [Bool]
    /// t and h.
    var steps = 0
    var rate = 0.0
    private var isAveraging = false
    private(set) var rowsSeen = 0
    var operations = 0.0

    init(lambda: Double, classCount: Int) {
        self.lambda = lambda
        self.classCount = classCount
        constants = [Float](repeating: 0, count: classCount)
        constantCorrections = constants
        losses = [Double](repeating: 0, count: classCount)
        updates = [Int](repeating: 0, count: classCount)
        hasOccurred = [Bool](repeating: false, count: classCount)
    }

    /// Makes room at the first block. Throws ``UserError`` where a later one has another number of columns.
    func open(columns: Int) throws {
        if self.columns == columns { return }
        guard self.columns == 0 else {
            throw UserError("a block has \(columns) columns where those before it have \(self.columns)")
        }
        self.columns = columns
        width = (columns + 15) / 16 * 16
        sums = AlignedFloats(classCount * width)
        corrections = AlignedFloats(classCount * width)
    }

    func beginEpoch() {
        rowsSeen = 0
        for label in losses.indices { losses[label] = 0 }
    }

    func beginAveraging() { isAveraging = true }

    /// h after one more step.
    func grown(_ rate: Double, at step: Int) -> Double {
        isAveraging ? rate + 1 / (lambda * Double(step)) : rate
    }

    func finishBlock(_ labels: [Int]) {
        for _ in labels {
            steps += 1
            rate = grown(rate, at: steps)
        }
        rowsSeen += labels.count
        for label in labels { hasOccurred[label] = true }
        operations += 2 * Double(labels.count) * Double(classCount) * Double(columns + 1)
    }

    /// The mean hinge loss of the classes that occur, each example before its step.
    var meanLoss: Double {
        let occurring = hasOccurred.indices.filter { hasOccurred[$0] }
        return occurring.reduce(0) { $0 + losses[$1] } / Double(max(occurring.count * rowsSeen, 1))
    }

    private var averagedSteps = 0
    func countAveraged(_ count: Int) { if isAveraging { averagedSteps += count } }

    /// The averaged weights of the classes that have occurred.
    func model(_ summary: TrainingSummary) -> FittedLinearModel {
        let classes = hasOccurred.indices.filter { hasOccurred[$0] }
        let scale = 1 / Double(max(averagedSteps, 1))
        func average(_ sum: Float, _ correction: Float) -> Float {
            Float((rate * Double(sum) - Double(correction)) * scale)
        }
        var summary = summary
        summary.parameterCount = classes.count * (columns + 1)
        operations += 4 * Double(updates.reduce(0, +)) * Double(columns)
        return FittedLinearModel(
            classes: classes,
            weights: Matrix(
                rows: classes.count, columns: columns,
                values: classes.flatMap { label in
                    (0..<columns).map {
                        average(sums.base[label * width + $0], corrections.base[label * width + $0])
                    }
                }),
            biases: classes.map { average(constants[$0], constantCorrections[$0]) }, summary: summary)
    }
}

enum AveragedSGDKernels {
    /// One step for each row in `order` and each class.
    static func sweep(_ features: Matrix, _ labels: [Int], order: [Int], state: AveragedSGDState, threads: Int) {
        precondition(features.columns == state.columns && labels.count == features.rows)
        precondition(order.count == features.rows && order.allSatisfy { (0..<features.rows).contains($0) })
        let groups = max(1, min(threads, state.classCount))
        state.constants.withUnsafeMutableBufferPointer { constants in
            state.constantCorrections.withUnsafeMutableBufferPointer { corrections in
                let constants = SharedPointer(constants.baseAddress!)
                let corrections = SharedPointer(corrections.baseAddress!)
                let tallies = Parallel.map(groups, threads: threads) { group in
                    let range = state.classCount * group / groups..<state.classCount * (group + 1) / groups
                    return steps(
                        features, labels, order, state, range, constants.base, corrections.base)
                }
                for (label, tally) in tallies.flatMap(\.self).enumerated() {
                    state.losses[label] += tally.loss
                    state.updates[label] += tally.updates
                }
            }
        }
        state.finishBlock(labels)
        state.countAveraged(labels.count)
    }

    private static func steps(
        _ features: Matrix, _ labels: [Int], _ order: [Int], _ state: AveragedSGDState, _ classes: Range<Int>,
        _ constants: UnsafeMutablePointer<Float>, _ constantCorrections: UnsafeMutablePointer<Float>
    ) -> [(loss: Double, updates: Int)] {
        let columns = state.columns
        let (sums, corrections, width) = (state.sums.base, state.corrections.base, state.width)
        var tallies = classes.map { _ in (loss: 0.0, updates: 0) }
        var step = state.steps
        var rate = state.rate
        features.values.withUnsafeBufferPointer { values in
            for index in order {
                let x = values.baseAddress! + index * columns
                let label = labels[index]
                // w is that of the step before: v / (λ (t − 1)), 0 at first.
                let scale = step > 0 ? Float(1 / (state.lambda * Double(step))) : 0
                for slot in classes {
                    let v = sums + slot * width
                    let sign: Float = slot == label ? 1 : -1
                    let score = (LinearKernels.dot(x, v, columns) + constants[slot]) * scale
                    let slack = 1 - sign * score
                    guard slack > 0 else { continue }
                    tallies[slot - classes.lowerBound].loss += Double(slack)
                    tallies[slot - classes.lowerBound].updates += 1
                    LinearKernels.add(x, sign, v, columns)
                    constants[slot] += sign
                    let past = Float(rate) * sign
                    if past != 0 {
                        LinearKernels.add(x, past, corrections + slot * width, columns)
                        constantCorrections[slot] += past
                    }
                }
                step += 1
                rate = state.grown(rate, at: step)
            }
        }
        return tallies
    }
}
