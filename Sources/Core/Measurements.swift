import Foundation
import Synchronization

/// A part of an experiment that is timed on its own.
public enum Phase: String, Codable, CaseIterable, Sendable, Comparable {
    /// Reading data from disk and decoding them, whenever that happens, or generating them.
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

    public static func + (left: PhaseCost, right: PhaseCost) -> PhaseCost {
        var sum = left
        sum.wallSeconds += right.wallSeconds
        sum.cpuSeconds += right.cpuSeconds
        sum.flops += right.flops
        return sum
    }

    /// What is left of the times, at least nothing; operations stay.
    static func - (whole: PhaseCost, part: PhaseCost) -> PhaseCost {
        var rest = whole
        rest.wallSeconds = max(whole.wallSeconds - part.wallSeconds, 0)
        rest.cpuSeconds = max(whole.cpuSeconds - part.cpuSeconds, 0)
        return rest
    }
}

/// Collects the cost of the phases of one experiment.
public final class Measurements: Sendable {
    private let costs = Mutex<[Phase: PhaseCost]>([:])
    /// Whom everything is told instead, and as which phase.
    private let whole: (measurements: Measurements, phase: Phase)?

    public init() { whole = nil }

    /// Those of a part of `phase`, such as the training of a network within an extractor: whatever phases the part is made of count as
    /// that one for `measurements`, but for reading.
    init(partOf phase: Phase, in measurements: Measurements) { whole = (measurements, phase) }

    public var phases: [Phase: PhaseCost] { whole?.measurements.phases ?? costs.withLock { $0 } }

    /// Runs `work` and adds its time to `phase`, but for what belongs to phases that are timed within it: they count there alone.
    ///
    /// Within a phase that other measurements time, as those of a network inside an extractor, only reading is told to them.
    public func time<Result>(_ phase: Phase, _ work: () throws -> Result) rethrows -> Result {
        if let whole { return try whole.measurements.time(phase == .load ? .load : whole.phase, work) }
        let outer = Span.current
        let span = Span(measurements: self)
        let start = ContinuousClock.now
        let cpu = Self.processorSeconds()
        defer {
            var whole = PhaseCost()
            whole.wallSeconds = (ContinuousClock.now - start).seconds
            whole.cpuSeconds = Self.processorSeconds() - cpu
            let own = whole - span.inner
            add(own, to: phase)
            outer?.close(span, whole: whole, reading: span.reading + (phase == .load ? own : PhaseCost()))
        }
        return try Span.$current.withValue(span, operation: work)
    }

    /// Runs `work`, which reads or decodes, and counts its time as loading where any phase is being timed on this thread.
    static func reading<Result>(_ work: () throws -> Result) rethrows -> Result {
        guard let measurements = Span.current?.measurements else { return try work() }
        return try measurements.time(.load, work)
    }

    private func add(_ cost: PhaseCost, to phase: Phase) {
        costs.withLock { $0[phase, default: PhaseCost()] = $0[phase, default: PhaseCost()] + cost }
    }

    /// A phase that is being timed.
    private final class Span: Sendable {
        /// The innermost one on this thread.
        @TaskLocal static var current: Span?

        let measurements: Measurements
        /// What is not its own, and what of that is reading.
        private let costs = Mutex((inner: PhaseCost(), reading: PhaseCost()))

        init(measurements: Measurements) { self.measurements = measurements }

        var inner: PhaseCost { costs.withLock { $0.inner } }
        var reading: PhaseCost { costs.withLock { $0.reading } }

        /// Takes note of a span that ends within this one.
        func close(_ span: Span, whole: PhaseCost, reading: PhaseCost) {
            let isOwn = span.measurements === measurements
            costs.withLock {
                $0.inner = $0.inner + (isOwn ? whole : reading)
                $0.reading = $0.reading + reading
            }
            if !isOwn { measurements.add(reading, to: .load) }
        }
    }

    /// Adds counted operations to `phase`.
    public func count(flops: Double, in phase: Phase) {
        if let whole { return whole.measurements.count(flops: flops, in: whole.phase) }
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
    /// Which of the examples belong together, see ``LabelledImages/groups``: whoever sets some aside does not divide them.
    public let groups: [Int]?
    public let progress: @Sendable (WorkProgress) -> Void

    public init(
        seed: UInt64 = 0, threads: Int = 1, measurements: Measurements = Measurements(), isWarmUp: Bool = false,
        budget: TrainingBudget? = nil, groups: [Int]? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) {
        self.seed = seed
        self.threads = threads
        self.measurements = measurements
        self.isWarmUp = isWarmUp
        self.budget = budget
        self.groups = groups
        self.progress = progress
    }

    /// The same for examples of which some belong together.
    public func with(groups: [Int]?) -> RunContext {
        RunContext(
            seed: seed, threads: threads, measurements: measurements, isWarmUp: isWarmUp, budget: budget,
            groups: groups,
            progress: progress)
    }

    /// The same for a part of the work of `phase`, whose own phases all count as that one.
    public func partOf(_ phase: Phase) -> RunContext {
        RunContext(
            seed: seed, threads: threads, measurements: Measurements(partOf: phase, in: measurements),
            isWarmUp: isWarmUp, budget: budget, groups: groups, progress: progress)
    }

    /// The same with another budget, and another seed where one is given.
    public func with(budget: TrainingBudget?, seed: UInt64? = nil) -> RunContext {
        RunContext(
            seed: seed ?? self.seed, threads: threads, measurements: measurements, isWarmUp: isWarmUp, budget: budget,
            groups: groups, progress: progress)
    }
}
