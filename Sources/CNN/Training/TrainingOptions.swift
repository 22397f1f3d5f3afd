import Core

/// What a training is told beside its configuration. Nothing of it changes the weights that come out.
public struct TrainingOptions: Sendable {
    /// Images whose accuracy is measured after every epoch, with the clock stopped. They have no say in the training.
    public var heldOut: LabelledImages?
    /// Where and when the state of the training is kept.
    public var checkpoints: CheckpointPolicy?
    /// Where to go on instead of at the beginning.
    public var resume: Checkpoint?
    /// Threads beside those of the context that prepare the next batches; 0 so that all methods have equally many.
    public var spareThreads: Int
    /// Asked before every step: true ends the training, with a checkpoint where there is a policy.
    public var isInterrupted: @Sendable () -> Bool
    /// Told what is worth a warning.
    public var remark: @Sendable (String) -> Void
    /// Told several times a second, and at the end of every epoch.
    public var progress: @Sendable (TrainingProgress) -> Void

    public init(
        heldOut: LabelledImages? = nil, checkpoints: CheckpointPolicy? = nil, resume: Checkpoint? = nil,
        spareThreads: Int = 0, isInterrupted: @escaping @Sendable () -> Bool = { false },
        remark: @escaping @Sendable (String) -> Void = { _ in },
        progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
    ) {
        self.heldOut = heldOut
        self.checkpoints = checkpoints
        self.resume = resume
        self.spareThreads = spareThreads
        self.isInterrupted = isInterrupted
        self.remark = remark
        self.progress = progress
    }
}

/// When checkpoints are written: after every so many epochs, and after so many minutes; 0 for never.
public struct CheckpointPolicy: Hashable, Sendable {
    public let path: String
    public let everyEpochs: Int
    public let everyMinutes: Double

    public init(path: String, everyEpochs: Int = 1, everyMinutes: Double = 10) {
        self.path = path
        self.everyEpochs = everyEpochs
        self.everyMinutes = everyMinutes
    }
}

/// How far a training is.
public struct TrainingProgress: Sendable {
    /// The epoch that runs, from 1.
    public let epoch: Int
    public let epochs: Int
    /// Steps done, of all.
    public let step: Int
    public let steps: Int
    /// Mean loss, and share of the images classified correctly, in this epoch so far.
    public let loss: Double
    public let trainingAccuracy: Double
    public let imagesPerSecond: Double
    /// Seconds of training so far, and still to go.
    public let seconds: Double
    public let secondsLeft: Double
    /// The accuracy on images that were not trained on, at the end of an epoch where it is measured.
    public let heldOutAccuracy: Double?
    public let isEndOfEpoch: Bool
}

/// A training that was asked to stop.
public struct TrainingInterrupted: Error, Sendable, CustomStringConvertible {
    public let epoch: Int
    public let step: Int
    public let steps: Int
    /// Where the training can go on; nil where no checkpoints were wanted, or nothing was worth one.
    public let checkpoint: String?
    /// The step at which it goes on: ``step``, or a later one that an earlier run of the same training had come to.
    public let keptStep: Int

    public var description: String {
        let place = "interrupted in epoch \(epoch), after step \(step) of \(steps)"
        guard let checkpoint else { return place }
        guard keptStep > step else { return "\(place); \(checkpoint) is kept, and --resume goes on from there" }
        return
            "\(place); \(checkpoint) keeps step \(keptStep) of an earlier run of this training, and --resume goes on from there"
    }
}
