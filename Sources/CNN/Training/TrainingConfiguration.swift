import Core

/// How a network is trained: minibatches in random order, drawn anew in every epoch.
public struct TrainingConfiguration: Configuration {
    /// Passes over the training images, at least 1.
    public let epochs: Int
    /// Images a step, at least 1. What remains of an epoch after the last whole batch is left out of it.
    public let batchSize: Int
    /// Small training sets are passed over more often, until this many steps are done; 0 for no such floor.
    public let minimumSteps: Int
    /// Largest learning rate η, above 0.
    public let learningRate: Double
    /// Multiplies the rate of biases and of the scales and shifts of batch normalisation, at least 0.
    public let biasRate: Double
    /// Multiplies the weight decay of biases, scales and shifts, at least 0.
    public let biasDecay: Double
    public let optimiser: Optimiser
    public let schedule: Schedule
    public let loss: Loss
    public let augmentation: Augmentation
    public let average: WeightAverage
    public let earlyStopping: EarlyStopping
    /// Images are classified by the mean of the outputs for them and for their mirror images.
    public let mirrorsTests: Bool
    /// Test images are also seen moved by so many pixels up and left, and down and right, which together count as much as the image in
    /// its place; 0 for not. What comes into sight is filled as in the augmentation.
    public let testShift: Int

    public init() { self.init(epochs: 10) }

    public init(
        epochs: Int, batchSize: Int = 32, minimumSteps: Int = 1000, learningRate: Double = 0.02, biasRate: Double = 1,
        biasDecay: Double = 1, optimiser: Optimiser = Optimiser(), schedule: Schedule = Schedule(), loss: Loss = Loss(),
        augmentation: Augmentation = Augmentation(), average: WeightAverage = WeightAverage(),
        earlyStopping: EarlyStopping = EarlyStopping(), mirrorsTests: Bool = false, testShift: Int = 0
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.minimumSteps = minimumSteps
        self.learningRate = learningRate
        self.biasRate = biasRate
        self.biasDecay = biasDecay
        self.optimiser = optimiser
        self.schedule = schedule
        self.loss = loss
        self.augmentation = augmentation
        self.average = average
        self.earlyStopping = earlyStopping
        self.mirrorsTests = mirrorsTests
        self.testShift = testShift
    }

    public func validate() throws {
        try require((1...1_000_000).contains(epochs), "epochs", epochs, "at least 1 and at most 1000000")
        try require((1...1_000_000).contains(batchSize), "batchSize", batchSize, "at least 1 and at most 1000000")
        try require(
            (0...1_000_000_000).contains(minimumSteps), "minimumSteps", minimumSteps, "from 0 to 1000000000")
        try require(learningRate > 0 && learningRate.isFinite, "learningRate", learningRate, "above 0")
        try require(biasRate >= 0 && biasRate.isFinite, "biasRate", biasRate, "at least 0")
        try require(biasDecay >= 0 && biasDecay.isFinite, "biasDecay", biasDecay, "at least 0")
        try require((0...64).contains(testShift), "testShift", testShift, "from 0 to 64")
        try nested("optimiser", optimiser)
        try nested("schedule", schedule)
        try nested("loss", loss)
        try nested("augmentation", augmentation)
        try nested("average", average)
        try nested("earlyStopping", earlyStopping)
    }

    private func nested(_ name: String, _ part: some Configuration) throws {
        do {
            try part.validate()
        } catch let error as ConfigurationError {
            throw ConfigurationError(field: "\(name).\(error.field)", value: error.value, allowed: error.allowed)
        }
    }
}

extension TestViews {
    /// The views of `training`.
    public init(_ training: TrainingConfiguration) {
        self.init(mirrors: training.mirrorsTests, shift: training.testShift)
    }
}
