import Core
import Foundation

/// The steps of a training: minibatches in an order that is drawn anew in every epoch, a step of the optimiser for each.
///
/// Everything random derives from (seed, epoch, step, example): the number of threads changes no bit, and a training that goes on from
/// a checkpoint ends with the bits that it would have had without the break.
///
/// The clock runs while examples are prepared, carried forward and back, and while those that are set aside for early stopping are
/// classified. It stands still while checkpoints are written and held-out examples are classified.
final class TrainingLoop {
    /// The weights that would be handed out now.
    typealias Weights = (parameters: [Float], statistics: [Float])

    let configuration: TrainingConfiguration
    let options: TrainingOptions
    let context: RunContext
    let source: any TrainingSource
    /// The network before training.
    let start: Network<Float>
    let session: TrainingSession<Float>
    let average: WeightAverageState<Float>
    let batch: Int
    private let flopsPerExample: Double
    let stepsPerEpoch: Int
    /// With a budget of time an estimate, which every step makes anew from the speed up to there.
    private(set) var totalSteps: Int
    var state: TrainingState
    /// Weights of the epoch with the best accuracy on the examples set aside.
    var best: Weights?
    /// The accuracy of weights on examples set aside for early stopping, and how many these are.
    var validation: (count: Int, accuracy: (Weights) throws -> Double)?
    /// The accuracy of weights on examples that have no say.
    var heldOut: ((Weights) throws -> Double)?
    /// Keeps the state at a path; gives the step of what is kept there, nil where that is another training's.
    var keepState: ((String) throws -> Int?)?
    private var lastProgress = ContinuousClock.now
    private var lastCheckpoint = ContinuousClock.now
    private var rate = ImageRate()

    /// - Parameter flopsPerExample: Of a step of training; nil for those that the plan counts.
    /// - Precondition: There are examples.
    init(
        _ start: Network<Float>, _ configuration: TrainingConfiguration, _ source: any TrainingSource,
        _ options: TrainingOptions, _ context: RunContext, flopsPerExample: Double? = nil
    ) {
        let flopsPerExample = flopsPerExample ?? start.plan.flops.training
        self.flopsPerExample = flopsPerExample
        self.start = start
        self.configuration = configuration
        self.source = source
        self.options = options
        self.context = context
        batch = min(configuration.batchSize, source.count)
        stepsPerEpoch = source.count / batch
        totalSteps =
            switch context.budget {
            case _ where context.isWarmUp: 1
            case nil: max(configuration.epochs * stepsPerEpoch, configuration.minimumSteps)
            case .flops(let flops): max(1, Int(min(flops / (flopsPerExample * Double(batch)), 1e12)))
            // Until the first step has told something.
            case .seconds: 1_000_000
            }
        session = TrainingSession(
            start, configuration.optimiser, batchSize: batch, threads: context.threads,
            biasRate: configuration.biasRate, biasDecay: configuration.biasDecay)
        average = WeightAverageState(
            configuration.average, initial: UnsafeBufferPointer(session.parameters), totalSteps: totalSteps)
        state = TrainingState(configuration.earlyStopping)
    }

    var epochs: Int { (totalSteps + stepsPerEpoch - 1) / stepsPerEpoch }
    /// Threads for work on the parameters alone.
    private var parameterThreads: Int { start.parameterCount > 1 << 17 ? context.threads : 1 }

    /// Trains, and gives the network that comes out.
    func run() throws -> Network<Float> {
        lastCheckpoint = .now
        while !isDone(state.seconds), !state.isStopped {
            let pause = try timed { try runEpoch() }
            switch pause {
            case .checkpoint: try writeCheckpoint()
            case .interruption:
                let kept = try writeCheckpoint()
                throw TrainingInterrupted(
                    epoch: state.epoch, step: state.step, steps: totalSteps,
                    checkpoint: kept == nil ? nil : options.checkpoints?.path, keptStep: kept ?? state.step)
            case .endOfEpoch: try endEpoch()
            }
        }
        let network = try timed { try finishedNetwork() }
        guard network.parameters.allSatisfy(\.isFinite), network.statistics.allSatisfy(\.isFinite) else {
            throw UserError("the training diverged in its last steps: weights are not finite; \(advice)")
        }
        return network
    }

    /// Why the steps of an epoch ended.
    private enum Pause: Error { case endOfEpoch, checkpoint, interruption }

    /// Runs `work` on the clock of the training.
    private func timed<Result>(_ work: () throws -> Result) rethrows -> Result {
        try context.measurements.time(.train) {
            // Within the phase, so that what measuring itself takes is in neither.
            let begin = ContinuousClock.now
            defer { state.seconds += (ContinuousClock.now - begin).seconds }
            return try work()
        }
    }

    /// The steps that are left of the epoch, unless there is a reason to pause.
    private func runEpoch() throws -> Pause {
        let begin = ContinuousClock.now
        let secondsBefore = state.seconds
        let seenBefore = state.seen
        defer {
            context.measurements.count(
                flops: flopsPerExample * Double(max(state.seen - seenBefore, 0)), in: .train)
            rate.pause()
        }
        rate.goOn()
        var random = RandomSource(seed: context.seed, stream: 0xE90C, UInt64(state.epoch))
        let order = random.permutation(source.count)
        do {
            try source.forEachBatch(
                order: order, batchSize: batch, epoch: state.epoch - 1, from: state.batch
            ) { batch in
                if isDone(secondsBefore + (ContinuousClock.now - begin).seconds) { throw Pause.endOfEpoch }
                if options.isInterrupted() { throw Pause.interruption }
                try step(batch)
                let now = ContinuousClock.now
                if now - lastProgress > .milliseconds(200), state.batch < stepsPerEpoch {
                    lastProgress = now
                    report(seconds: secondsBefore + (now - begin).seconds)
                    if isCheckpointDue(now) { throw Pause.checkpoint }
                }
            }
        } catch let pause as Pause {
            return pause
        }
        return .endOfEpoch
    }

    /// Whether all steps are done `seconds` after the beginning: as many as were asked for, or with a budget of time those before it was
    /// spent; as long as it is not, ``totalSteps`` becomes what it is likely to pay for.
    private func isDone(_ seconds: Double) -> Bool {
        guard case .seconds(let budget) = context.budget, !context.isWarmUp else { return state.step >= totalSteps }
        // The least that a training can be.
        guard state.step > 0 else { return false }
        let likely = Int(min(Double(state.step) * budget / max(seconds, 1e-9), 1e12))
        totalSteps = seconds >= budget ? state.step : max(state.step + 1, likely)
        average.totalSteps = totalSteps
        return seconds >= budget
    }

    private func step(_ batch: TrainingBatch) throws {
        let rateOfStep = configuration.schedule.rate(
            step: state.step, total: totalSteps, peak: configuration.learningRate)
        let outcome = batch.labels.withUnsafeBufferPointer { labels in
            switch batch.content {
            case .numbers(let numbers):
                session.step(numbers, labels: labels, rate: rateOfStep, seed: stepSeed(state.step))
            case .tokens(let tokens, let lengths):
                session.step(
                    tokens: tokens, lengths: lengths, targets: labels, rate: rateOfStep, seed: stepSeed(state.step))
            }
        }
        guard outcome.loss.isFinite else {
            throw divergence("the loss is \(outcome.loss.isNaN ? "not a number" : "infinite")")
        }
        state.add(outcome, images: batch.labels.count)
        rate.add(batch.labels.count)
        if state.watch.record(outcome.loss, isFirstEpoch: state.epoch == 1) {
            throw divergence(
                "the loss was above \(Self.text(DivergenceWatch.factor * state.watch.first)), "
                    + "\(Int(DivergenceWatch.factor)) times that of the first epoch, for \(DivergenceWatch.patience) steps"
            )
        }
        average.update(after: state.step, parameters: session.parameters, threads: parameterThreads)
    }

    /// Names the random numbers of a step.
    func stepSeed(_ step: Int) -> UInt64 {
        var random = RandomSource(seed: context.seed, stream: 0xD209, UInt64(step))
        return random.next()
    }

    private func endEpoch() throws {
        guard state.seen > 0 else { return }
        var validationAccuracy: Double?
        if let validation {
            let accuracy = try timed {
                let weights = try weightsInUse()
                let accuracy = try validation.accuracy(weights)
                if state.monitor.record(accuracy: accuracy) { best = weights }
                return accuracy
            }
            context.measurements.count(
                flops: start.plan.flops.inference * Double(validation.count), in: .train)
            validationAccuracy = accuracy
            state.isStopped = state.monitor.shouldStop
        }
        let heldOutAccuracy = try heldOut.map { try $0(try weightsInUse()) }
        report(seconds: state.seconds, heldOut: heldOutAccuracy ?? validationAccuracy, isEnd: true)
        state.endEpoch(validationAccuracy: validationAccuracy, heldOutAccuracy: heldOutAccuracy)
        guard let policy = options.checkpoints, policy.everyEpochs > 0 else { return }
        if (state.epoch - 1) % policy.everyEpochs == 0 { try writeCheckpoint() }
    }

    private func isCheckpointDue(_ now: ContinuousClock.Instant) -> Bool {
        guard let policy = options.checkpoints, policy.everyMinutes > 0 else { return false }
        return (now - lastCheckpoint).seconds >= 60 * policy.everyMinutes
    }

    /// The step of what is kept; nil for nothing.
    @discardableResult
    private func writeCheckpoint() throws -> Int? {
        lastCheckpoint = .now
        guard let policy = options.checkpoints, !context.isWarmUp else { return nil }
        // A checkpoint that nothing good can come of must not take the place of a good one.
        guard session.parameters.allSatisfy(\.isFinite) else { throw divergence("weights are not finite") }
        return try keepState?(policy.path)
    }

    // MARK: What is told

    private func report(seconds: Double, heldOut: Double? = nil, isEnd: Bool = false) {
        let imagesPerSecond = rate.perSecond
        let left = seconds / Double(max(state.step, 1)) * Double(totalSteps - state.step)
        let loss = state.meanLoss
        options.progress(
            TrainingProgress(
                epoch: state.epoch, epochs: epochs, step: state.step, steps: totalSteps, loss: loss,
                trainingAccuracy: state.accuracy, imagesPerSecond: imagesPerSecond, seconds: seconds, secondsLeft: left,
                heldOutAccuracy: heldOut, isEndOfEpoch: isEnd))
        context.progress(
            WorkProgress(
                phase: .train, unit: "epoch", completed: isEnd ? state.epoch : state.epoch - 1, total: epochs,
                detail: "loss \(Self.text(loss)), \(Int(imagesPerSecond)) images/s"))
    }

    private static func text(_ loss: Double) -> String { String(format: "%.4f", loss) }

    private var advice: String {
        let clip = configuration.optimiser.clip
        return "try a learningRate below \(configuration.learningRate), a longer schedule.warmUp, or "
            + (clip > 0 ? "an optimiser.clip below \(clip)" : "an optimiser.clip such as 1")
    }

    private func divergence(_ what: String) -> UserError {
        var text = "the training diverged: \(what) in epoch \(state.epoch), step \(state.step + 1) of \(totalSteps)"
        if let layer = session.firstLayerThatIsNotFinite { text += ", from \(layer) on" }
        text += "; \(advice)"
        if let path = options.checkpoints?.path, FileManager.default.fileExists(atPath: path) {
            text += "; the last good checkpoint is kept in \(path)"
        }
        return UserError(text)
    }

    func summary(_ network: Network<Float>) -> TrainingSummary {
        var summary = TrainingSummary()
        summary.history = state.history.thinned()
        summary.parameterCount = network.parameterCount
        let (done, rest) = state.step.quotientAndRemainder(dividingBy: stepsPerEpoch)
        // An epoch that was begun and not ended is no whole one.
        let passes =
            rest > 0
            ? String(format: "%.1f epochs", max(Double(state.step) / Double(stepsPerEpoch), 0.1))
            : "\(done) \(done == 1 ? "epoch" : "epochs")"
        summary.outcome = "\(state.step) steps of \(batch) \(source.example)\(batch == 1 ? "" : "s"), \(passes)"
        if best != nil, state.monitor.bestEpoch > 0 {
            summary.outcome += ", weights of epoch \(state.monitor.bestEpoch)"
        }
        // As many as can be drawn: a record holds them all as text.
        summary.filters = network.firstFilters?.prefix(1024)
        return summary
    }
}

/// Images a second, over the last moments.
struct ImageRate {
    /// Nil in a break.
    private var begin: ContinuousClock.Instant?
    /// Before the last break, since ``perSecond`` was last asked.
    private var spent = 0.0
    private var images = 0
    private var last = 0.0

    /// A break does not count; what lies before it does.
    mutating func pause() {
        spent += sinceBegin
        begin = nil
    }

    mutating func goOn() { begin = .now }

    mutating func add(_ count: Int) { images += count }

    /// Since this was last asked, or what it was then where that is too short to say.
    var perSecond: Double {
        mutating get {
            let seconds = spent + sinceBegin
            if seconds > 0.05 || last == 0 {
                last = Double(images) / max(seconds, 1e-9)
                begin = begin.map { _ in .now }
                (spent, images) = (0, 0)
            }
            return last
        }
    }

    private var sinceBegin: Double { begin.map { (ContinuousClock.now - $0).seconds } ?? 0 }
}
