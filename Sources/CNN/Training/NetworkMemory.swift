import Core

extension NetworkModel {
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        try NetworkMemory(self, extent).estimate
    }
}

/// What training and using a network takes beside the images that it is given.
package struct NetworkMemory {
    package let estimate: MemoryEstimate
    /// Numbers that are learned.
    package let parameters: Double
    package let plan: Plan

    /// Throws ``ConfigurationError`` where a setting does not fit the images.
    package init(_ model: any NetworkModel, _ extent: WorkExtent) throws {
        let (side, given) = (model.inputSide, try extent.imageShape())
        let scaled = side > 0 ? ImageShape(height: side, width: side, channels: given.channels) : given
        let channels = scaled.channels
        // Of three images the distortions learn what they need where they look at pixels.
        let pixels = (0..<3 * scaled.count).map { UInt8(truncatingIfNeeded: $0 &* 97) }
        let shape = try model.training.augmentation.fit(
            ImageStack(shape: scaled, pixels: pixels), means: [Float](repeating: 0, count: channels),
            deviations: [Float](repeating: 1, count: channels)
        ).outputShape
        plan = try Plan(
            layers: model.layers(for: shape, classCount: extent.classes), input: shape, classCount: extent.classes)
        parameters = Double(plan.parameterCount)
        let numbers = Self.numbers(plan)
        let training = Self.training(
            parameters: parameters, numbers: numbers, inputs: Double(shape.count), batch: model.training.batchSize,
            threads: extent.threads)
        // The training images scaled, or read from files; and a part of them that is set aside.
        let isCopied = scaled != given || extent.isOnDisk
        let copies = (isCopied ? 2.0 : 0) + (model.training.earlyStopping.patience > 0 ? 1 : 0)
        let images = copies * Double(extent.training * scaled.count)
        // Test images some at a time, and the outputs of all.
        let fitting = max(16, (64 << 20) / (4 * max(shape.count, 1)))
        let tested = min(512, fitting, max(extent.test, 1))
        let entering = 8 * Double(tested * max(shape.count, given.count))
        let prediction = Self.pass(numbers, images: tested) + entering + 40 * Double(extent.test)
        let prepared = Double(model.preparationImageCount) * 12 * Double(shape.count)
        estimate = .peak(of: [
            MemoryEstimate(["network": training + prepared, "images": images]),
            MemoryEstimate(["network": 8 * parameters + prediction, "images": images]),
        ])
    }

    /// Numbers that what a layer gives of one image has, all layers together.
    private static func numbers(_ plan: Plan) -> Double {
        plan.layerOutputs.reduce(Double(plan.input.count)) { $0 + ($1.isInPlace ? 0 : Double($1.shape.count)) }
    }

    /// Bytes of training: parameters, gradients, an optimiser's and an average's state and forms in which layers want them; numbers and
    /// their gradients of a batch; and batches that are being prepared.
    package static func training(parameters: Double, numbers: Double, inputs: Double, batch: Int, threads: Int)
        -> Double
    {
        let states = 10 + (parameters <= 0x1p19 ? 8.0 : 0)
        return 4 * states * parameters + 2 * pass(numbers, images: max(batch, 16 * threads))
            + 4 * inputs * Double(batch * (2 + threads))
    }

    /// Bytes of the numbers of so many images, which come in sixteens, with some room to work in.
    package static func pass(_ numbers: Double, images: Int) -> Double {
        1.25 * 4 * numbers * Double((images + 15) / 16 * 16)
    }
}
