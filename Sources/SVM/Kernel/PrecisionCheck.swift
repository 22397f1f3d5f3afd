import Core

/// Whether kernel values of single precision are good enough to train with, measured on a few examples.
///
/// Before training: an error of a kernel value, times the largest α there can be, must not exceed the tolerance. After it: of some
/// examples of every machine (three, or fewer where there are more than twenty machines) f = y − Σ y α K is computed again in
/// double precision, and must be within half of the tolerance of what training had. Pixels and descriptors between 0 and 1 pass;
/// features that are not scaled do not.
struct PrecisionCheck {
    private let features: Matrix
    private let shapes: [DoubleShape]
    private let tolerance: Double

    /// - Parameters:
    ///   - features: As kernel values of single precision are computed from them.
    init(_ function: KernelFunction, _ features: Matrix, tolerance: Double) {
        precondition(!function.isPrecomputed)
        self.features = features
        shapes = function.doubleShapes(whole: false)
        self.tolerance = tolerance
    }

    /// May kernel values of single precision be too coarse for machines with bounds up to `largest`?
    func doubts(_ source: any KernelRowSource<Float>, order: [Int32], largest: Double) -> Bool {
        let real = order.indices.filter { order[$0] >= 0 }
        guard real.count > 1 else { return false }
        let chosen = [real[real.count / 3], real[2 * real.count / 3]]
        let memory = AlignedFloats(uninitialised: 2 * source.width)
        let targets = [memory.base, memory.base + source.width]
        source.fill(chosen, targets, KernelWorkspace(numbers: 0, width: source.width), threads: 1)
        var error = 0.0
        let room = AlignedDoubles(uninitialised: 2 * features.columns)
        for (position, values) in zip(chosen, targets) {
            widen(Int(order[position]), room)
            for other in stride(from: 0, to: real.count, by: max(real.count / 16, 1)) {
                let exact = value(room, Int(order[real[other]]))
                let difference = abs(Double(values[real[other]]) - exact)
                guard difference.isFinite else { return true }
                error = max(error, difference)
            }
        }
        return error * largest > tolerance
    }

    /// Is f of the solution of a machine, one of `machines`, what it would be in double precision?
    func confirms(_ solution: BinarySolution, order: [Int32], labels: [Double], machine: Int, of machines: Int) -> Bool
    {
        guard solution.objective.isFinite, solution.rho.isFinite else { return false }
        let real = order.indices.filter { order[$0] >= 0 }
        let support = real.filter { solution.alpha[$0] > 0 }
        // Examples of both sides; of which one a single example is, alternates from machine to machine.
        let places = [1, 5, 3]
        let examples = max(1, min(3, 60 / machines))
        let room = AlignedDoubles(uninitialised: 2 * features.columns)
        return (0..<examples).allSatisfy { example in
            let position = real[places[(machine + example) % 3] * real.count / 6]
            widen(Int(order[position]), room)
            let sum = support.reduce(0.0) {
                $0 + labels[$1] * solution.alpha[$1] * value(room, Int(order[$1]))
            }
            return abs(sum - solution.rho - solution.decisionValues[position]) <= tolerance / 2
        }
    }

    /// Puts a row in double precision into `room`, beside the second one or as the first.
    private func widen(_ row: Int, _ room: AlignedDoubles, isSecond: Bool = false) {
        let columns = features.columns
        features.values.withUnsafeBufferPointer { values in
            guard let rows = values.baseAddress else { return }
            DoubleKernels.widen(
                rows + row * columns, count: columns, to: isSecond ? room.base + columns : room.base)
        }
    }

    /// K(x, y) in double precision of the first row in `room` and another one.
    private func value(_ room: AlignedDoubles, _ row: Int) -> Double {
        widen(row, room, isSecond: true)
        return DoubleKernels.value(shapes, room.base, room.base + features.columns)
    }
}
