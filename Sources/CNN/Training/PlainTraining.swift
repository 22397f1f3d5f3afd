import Core

// What networks on rows of features and on texts have in common: no image that could be distorted, and a place among the numbers of
// something larger.

extension TrainingConfiguration {
    /// As ``validate()``, where `what` is learned from, which nothing that is done to images can be done to. Fields begin with `training.`
    ///
    /// - Parameter allowsStopping: May a share of the examples be set aside, to end in time?
    func validate(learningFrom what: String, allowsStopping: Bool) throws {
        do {
            try validate()
            try require(
                augmentation == Augmentation(), "augmentation", "a distortion", "left out: \(what) cannot be distorted")
            try require(!mirrorsTests, "mirrorsTests", true, "false: \(what) cannot be mirrored")
            try require(testShift == 0, "testShift", testShift, "0: \(what) cannot be moved")
            try require(
                allowsStopping || earlyStopping.patience == 0, "earlyStopping.patience", earlyStopping.patience,
                "0: no \(what) are set aside")
        } catch let error as ConfigurationError {
            throw ConfigurationError(field: "training.\(error.field)", value: error.value, allowed: error.allowed)
        }
    }
}

extension Stored {
    /// The parameters of a network without statistics, under the names of ``Plan/tensors``.
    mutating func put(_ network: Network<Float>) {
        for tensor in network.plan.tensors {
            arrays[tensor.name] = Array(
                shape: tensor.shape, numbers: .single([Float](network.parameters[tensor.range])))
        }
    }

    /// The network of these layers. Throws ``UserError`` where parameters are missing or do not fit.
    func network(_ layers: [Layer], input: DataShape, classCount: Int, loss: Loss) throws -> Network<Float> {
        let plan = try Plan(layers: layers, input: input, classCount: classCount)
        // Room is made only when all are there.
        let found = try plan.tensors.map { try singles($0.name, count: $0.range.count) }
        try AttainableMemory.require(plan.bytesInUse(images: 1), "the network")
        return Network(
            layers: layers, plan: plan, normalization: PixelNormalization(means: [], deviations: []), loss: loss,
            parameters: found.flatMap(\.self), statistics: [])
    }
}
