import Core
import Foundation

/// How far a training has come: with the weights and what the optimiser and the average remember, all that its future depends on.
struct TrainingState: Codable, Sendable {
    /// Steps done.
    var step = 0
    /// The epoch that runs, from 1, and its batches that are done.
    var epoch = 1
    var batch = 0
    /// Sums over the images of the epoch so far.
    var loss = 0.0
    var correct = 0
    var seen = 0
    /// Seconds of training.
    var seconds = 0.0
    var history: [HistoryPoint] = []
    var monitor: EarlyStoppingMonitor
    var watch = DivergenceWatch()
    /// Training has ended before its last epoch.
    var isStopped = false

    init(_ earlyStopping: EarlyStopping) { monitor = EarlyStoppingMonitor(earlyStopping) }

    /// Throws ``UserError`` where the numbers are none that a training of so many steps comes to.
    ///
    /// - Parameter images: Of a whole epoch.
    func check(totalSteps: Int, stepsPerEpoch: Int, images: Int, patience: Int) throws {
        func require(_ condition: Bool, _ problem: @autoclosure () -> String) throws {
            guard condition else { throw UserError("the text 'state' in its header is not possible: \(problem())") }
        }
        try require((0...totalSteps).contains(step), "its step \(step) lies outside the training")
        try require(epoch == history.count + 1, "epoch \(epoch) after \(history.count) epochs")
        try require((0..<stepsPerEpoch).contains(batch), "batch \(batch) of \(stepsPerEpoch)")
        try require(
            (0...images).contains(seen) && (0...seen).contains(correct),
            "\(correct) of \(seen) images classified correctly")
        try require(loss.isFinite && (0...1e12).contains(seconds), "a loss of \(loss), \(seconds) s")
        try require(monitor.isPossible(patience: patience, epochs: history.count), "its early stopping")
        try require(watch.isPossible, "its watch over the loss")
    }

    mutating func add(_ outcome: TrainingSession<Float>.Outcome, images: Int) {
        step += 1
        batch += 1
        seen += images
        loss += outcome.loss * Double(images)
        correct += outcome.correct
    }

    var meanLoss: Double { loss / Double(max(seen, 1)) }
    var accuracy: Double { Double(correct) / Double(max(seen, 1)) }

    /// Closes the epoch's sums and begins the next epoch.
    mutating func endEpoch(validationAccuracy: Double?, heldOutAccuracy: Double?) {
        history.append(
            HistoryPoint(
                step: epoch, loss: meanLoss, trainingAccuracy: accuracy, validationAccuracy: validationAccuracy,
                heldOutAccuracy: heldOutAccuracy, seconds: seconds))
        epoch += 1
        batch = 0
        (loss, correct, seen) = (0, 0, 0)
    }
}

/// Tells a training that runs away from one that has a bad moment: many steps in a row whose loss is far above where it began.
struct DivergenceWatch: Codable, Sendable {
    /// Steps in a row that are too many, and how far above the beginning they must all be.
    static let patience = 100
    static let factor = 50.0
    /// Steps that count for the beginning whatever their loss.
    private static let beginning = 10

    /// Mean loss of the first epoch, without what is far above it.
    private(set) var first = 0.0
    private var count = 0
    private var streak = 0

    /// Are the numbers ones that it can come to?
    var isPossible: Bool {
        first.isFinite && (0...1 << 40).contains(count) && (0..<Self.patience).contains(streak)
    }

    /// Takes in the loss of a step.
    ///
    /// - Returns: Has the training run away?
    mutating func record(_ loss: Double, isFirstEpoch: Bool) -> Bool {
        if isFirstEpoch, count < Self.beginning || loss < Self.factor * first {
            first = (first * Double(count) + loss) / Double(count + 1)
            count += 1
        }
        streak = loss > Self.factor * first ? streak + 1 : 0
        return streak >= Self.patience
    }
}
