import Core
import Files
import Foundation

/// An average over the weights that training passes through, which is often better than the last of them.
///
/// Every `every` steps:
///
/// - `ema`: an exponentially weighted mean, whose weights decay by `decay` a step (Polyak and Juditsky 1992 gave the mean, Tarvainen
///   and Valpola, NeurIPS 2017, this form). The weights of the mean sum to 1 from the first update on, as Adam's moments do after
///   their correction, so the random initial weights have no part in it.
/// - `tail`: the arithmetic mean over the last `share` of training (Izmailov et al., *Averaging Weights Leads to Wider Optima*,
///   UAI 2018). Deviation: at the rate that the schedule has; the paper's own is constant or cyclical.
/// - `lookahead`: slow weights s ← s + (1 − d)(w − s), to which the weights are then set (Zhang et al., *Lookahead Optimizer*, NeurIPS
///   2019). Deviation: d = `decay` to the power of `every`, times (t / T)³ after t of T steps, as K. Jordan, *94 % on
///   CIFAR-10 in 3.29 Seconds on a Single GPU*, 2024, has it (there `decay` 0.95, `every` 5).
public struct WeightAverage: Configuration {
    public enum Mode: String, Codable, Sendable, CaseIterable {
        case none
        case ema
        case tail
        case lookahead
    }

    /// Which average of the weights on the way is kept.
    public let mode: Mode
    /// Decay a step of `ema` and `lookahead`, from 0 to below 1.
    public let decay: Double
    /// Steps from one update to the next, at least 1.
    public let every: Int
    /// Share of training over which `tail` averages, above 0 and at most 1.
    public let share: Double

    public init() { self.init(mode: .none) }

    public init(mode: Mode, decay: Double = 0.99, every: Int = 5, share: Double = 0.25) {
        self.mode = mode
        self.decay = decay
        self.every = every
        self.share = share
    }

    public static var choices: [String: [String]] { ["mode": Mode.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0..<1).contains(decay), "decay", decay, "from 0 to below 1")
        try require((1...1_000_000).contains(every), "every", every, "from 1 to 1000000")
        try require(share > 0 && share <= 1, "share", share, "above 0 and at most 1")
    }
}

/// The average so far. It belongs to one training: two threads must not call it at once.
package final class WeightAverageState<Scalar: NetworkScalar>: @unchecked Sendable {
    package let configuration: WeightAverage
    /// Steps of the whole training. A training with a budget of time learns only in its course how many these are.
    package var totalSteps: Int {
        didSet { precondition(totalSteps >= 1) }
    }
    /// How often the average was brought up to date.
    package private(set) var updates = 0
    private let values: UnsafeMutableBufferPointer<Scalar>

    /// - Parameters:
    ///   - initial: The weights before the first step.
    ///   - totalSteps: Steps of the whole training, at least 1.
    package init(_ configuration: WeightAverage, initial: UnsafeBufferPointer<Scalar>, totalSteps: Int) {
        precondition(totalSteps >= 1)
        self.configuration = configuration
        self.totalSteps = totalSteps
        values = .allocate(capacity: configuration.mode == .none ? 0 : initial.count)
        if configuration.mode != .none { _ = values.initialize(fromContentsOf: initial) }
    }

    deinit { values.deallocate() }

    /// Is there an average? Not in the mode `none`, nor before the first update.
    package var hasAverage: Bool { updates > 0 }

    /// Takes in the weights after `steps` steps, from 1. In the mode `lookahead` it changes them. Threads change no bit.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func update(after steps: Int, parameters: UnsafeMutableBufferPointer<Scalar>, threads: Int) {
        guard let share = share(after: steps) else { return }
        precondition(parameters.count == values.count)
        updates += 1
        guard let average = values.baseAddress, let weights = parameters.baseAddress else { return }
        let shared = (SharedPointer(average), SharedPointer(weights), Scalar(share))
        let pullsBack = configuration.mode == .lookahead
        Parallel.ranges(values.count, of: OptimiserKernels.pieceSize, threads: threads) { range, _ in
            let average = shared.0.base + range.lowerBound
            let weights = shared.1.base + range.lowerBound
            OptimiserKernels.blend(average, weights, share: shared.2, count: range.count)
            if pullsBack { weights.update(from: average, count: range.count) }
        }
    }

    /// The share that the present weights get in the update after `steps` steps; nil where there is none.
    private func share(after steps: Int) -> Double? {
        guard configuration.mode != .none, steps % configuration.every == 0 else { return nil }
        let decay = pow(configuration.decay, Double(configuration.every))
        switch configuration.mode {
        case .none: return nil
        case .ema: return (1 - decay) / (1 - pow(decay, Double(updates + 1)))
        case .tail:
            guard Double(steps) > (1 - configuration.share) * Double(totalSteps) else { return nil }
            return 1 / Double(updates + 1)
        case .lookahead:
            let course = min(Double(steps) / Double(totalSteps), 1)
            return 1 - decay * course * course * course
        }
    }

    /// Overwrites `parameters` with the average, of `lookahead` the slow weights: at the end of training, or to measure how good it
    /// is. Nothing happens where there is none.
    package func copyAverage(to parameters: UnsafeMutableBufferPointer<Scalar>) {
        guard hasAverage else { return }
        precondition(parameters.count == values.count)
        _ = parameters.update(fromContentsOf: values)
    }

    /// Everything that is remembered, for a checkpoint: `average.updates` and `average.values`.
    package func tensors() -> [TensorFile.Tensor] {
        guard configuration.mode != .none else { return [] }
        return [
            TensorFile.Tensor("average.updates", shape: [1], values: [UInt64(updates)]),
            TensorFile.Tensor("average.values", shape: [values.count], values: UnsafeBufferPointer(values)),
        ]
    }

    /// Continues from what ``tensors()`` gave; tensors of other names are passed over.
    ///
    /// Throws ``UserError`` that names the tensor which is missing or does not fit; the state is then as it was.
    package func restore(from file: TensorFile) throws {
        guard configuration.mode != .none else { return }
        let count = try file.tensor("average.updates").values(UInt64.self)
        guard count.count == 1, let first = count.first, first <= 1 << 40 else {
            throw UserError("average.updates: one number of updates is expected")
        }
        _ = values.update(
            fromContentsOf: try file.tensor("average.values").scalars(Scalar.self, count: values.count))
        updates = Int(first)
    }
}
