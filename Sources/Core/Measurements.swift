import Foundation
import Synchronization

/// A part of an experiment that is timed on its own.
public enum Phase: String, Codable, CaseIterable, Sendable, Comparable {
    /// Reading the data from disk, or generating them.
    case load
    /// Learning the representation: a vocabulary, a projection; nothing for fixed features.
    case fitRepresentation
    /// Features of the training images.
    case extract
    /// Training the classifier, or the network.
    case train
    /// Classes of the test images, their features included.
    case predict

    public static func < (left: Phase, right: Phase) -> Bool {
        allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
    }
}

/// What one phase cost.
public struct PhaseCost: Codable, Hashable, Sendable {
    /// Wall time in seconds, by the monotonic clock.
    public var wallSeconds = 0.0
    /// Processor time in seconds, of all threads together.
    public var cpuSeconds = 0.0
    /// Floating-point operations by count of the arithmetic (a multiply-add is two), not by a hardware counter.
    public var flops = 0.0

    public init() {}
}

/// Collects the cost of the phases of one experiment.
public final class Measurements: Sendable {
    private let costs = Mutex<[Phase: PhaseCost]>([:])

    public init() {}

    public var phases: [Phase: PhaseCost] { costs.withLock { $0 } }

    /// Runs `work` and adds its time to `phase`. Phases must not be nested.
    public func time<Result>(_ phase: Phase, _ work: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        let cpu = Self.processorSeconds()
        defer {
            let wall = (ContinuousClock.now - start).seconds
            let spent = Self.processorSeconds() - cpu
            costs.withLock {
                $0[phase, default: PhaseCost()].wallSeconds += wall
                $0[phase, default: PhaseCost()].cpuSeconds += spent
            }
        }
        return try work()
    }

    /// Adds counted operations to `phase`.
    public func count(flops: Double, in phase: Phase) {
        costs.withLock { $0[phase, default: PhaseCost()].flops += flops }
    }

    /// Processor time of this process so far, all threads, in seconds.
    public static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension Duration {
    /// This duration in seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

/// How far a long piece of work has come.
public struct WorkProgress: Sendable {
    public let phase: Phase
    /// What is counted, such as "epoch" or "iteration".
    public let unit: String
    public let completed: Int
    public let total: Int
    /// True where the work may end long before `total`, which only limits it.
    public let isLimit: Bool
    /// A figure worth watching, such as "loss 0.031".
    public let detail: String

    public init(phase: Phase, unit: String, completed: Int, total: Int, isLimit: Bool = false, detail: String = "") {
        self.phase = phase
        self.unit = unit
        self.completed = completed
        self.total = total
        self.isLimit = isLimit
        self.detail = detail
    }
}

/// What a piece of work is given beside its data: its random seed, its threads, and where to report.
public struct RunContext: Sendable {
    public let seed: UInt64
    public let threads: Int
    public let measurements: Measurements
    /// Iterative methods stop after their first step: the result is thrown away.
    public let isWarmUp: Bool
    /// What training may cost; nil for what the settings of the method say.
    public let budget: TrainingBudget?
    public let progress: @Sendable (WorkProgress) -> Void

    public init(
        seed: UInt64 = 0, threads: Int = 1, measurements: Measurements = Measurements(), isWarmUp: Bool = false,
        budget: TrainingBudget? = nil, progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) {
        self.seed = seed
        self.threads = threads
        self.measurements = measurements
        self.isWarmUp = isWarmUp
        self.budget = budget
        self.progress = progress
    }

    /// The same with another budget, and another seed where one is given.
    public func with(budget: TrainingBudget?, seed: UInt64? = nil) -> RunContext {
        RunContext(
            seed: seed ?? self.seed, threads: threads, measurements: measurements, isWarmUp: isWarmUp, budget: budget,
            progress: progress)
    }
}
