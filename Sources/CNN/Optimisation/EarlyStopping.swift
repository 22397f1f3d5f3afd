import Core

/// When training ends before its last epoch: once the accuracy on images that were kept from training has not risen for some time
/// (Prechelt, *Early Stopping, But When?*, 1998, criterion UP in its simplest form).
public struct EarlyStopping: Configuration {
    /// Epochs without a better accuracy after which training ends; 0 for never.
    public let patience: Int
    /// Share of the training images that is kept for the accuracy, above 0 and at most 0.5; without meaning where `patience` is 0.
    public let share: Double

    public init() { self.init(patience: 0) }

    public init(patience: Int, share: Double = 0.1) {
        self.patience = patience
        self.share = share
    }

    public func validate() throws {
        try require((0...1_000_000).contains(patience), "patience", patience, "from 0 (never) to 1000000")
        try require(share > 0 && share <= 0.5, "share", share, "above 0 and at most 0.5")
    }
}

/// The accuracies so far, and what follows from them. Codable, for checkpoints.
public struct EarlyStoppingMonitor: Codable, Hashable, Sendable {
    public let patience: Int
    /// Epochs seen.
    public private(set) var epochs = 0
    /// The first epoch, from 1, with the best accuracy; 0 before there is one.
    public private(set) var bestEpoch = 0
    public private(set) var bestAccuracy = 0.0

    public init(_ configuration: EarlyStopping) {
        patience = configuration.patience
    }

    /// Are the numbers ones that it can come to in so many epochs?
    func isPossible(patience: Int, epochs: Int) -> Bool {
        self.patience == patience && (0...epochs).contains(self.epochs) && (0...self.epochs).contains(bestEpoch)
            && (0...1).contains(bestAccuracy)
    }

    /// Takes in the accuracy after the next epoch; one that is not a number is no better than any.
    ///
    /// - Returns: Is it the best so far? Then its weights are those to keep.
    @discardableResult
    public mutating func record(accuracy: Double) -> Bool {
        epochs += 1
        guard accuracy > bestAccuracy || (bestEpoch == 0 && !accuracy.isNaN) else { return false }
        bestEpoch = epochs
        bestAccuracy = accuracy
        return true
    }

    public var shouldStop: Bool { patience > 0 && epochs - bestEpoch >= patience }
}
