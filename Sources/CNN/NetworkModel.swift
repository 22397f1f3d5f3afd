import Core

/// A kind of network: what its layers are for images of a given shape, and how it is trained.
public protocol NetworkModel: Component, Method {
    var training: TrainingConfiguration { get }
    /// The layers, the last of which gives one number a class.
    func layers(for shape: ImageShape, classCount: Int) -> [Layer]
}

extension NetworkModel {
    public var cards: [Card] { [Self.card] }
    public var family: MethodFamily { .learned }

    public func validate() throws {
        do {
            try training.validate()
        } catch let error as ConfigurationError {
            throw ConfigurationError(field: "training.\(error.field)", value: error.value, allowed: error.allowed)
        }
    }

    /// Trains a network of this kind. Throws ``ConfigurationError`` where the images are too small for its layers, and
    /// ``UserError`` where the training diverges.
    public func fit(_ examples: LabelledImages, context: RunContext) throws -> any FittedMethod {
        try validate()
        // The images are gone through once an epoch, in random order: they must all be in memory.
        let examples = try context.measurements.time(.load) { try examples.loaded(threads: context.threads) }
        return try context.measurements.time(.train) {
            var network = try Network<Float>(
                layers: layers(for: examples.images.shape, classCount: examples.classNames.count),
                input: examples.images.shape, classCount: examples.classNames.count,
                normalization: PixelNormalization(fitting: examples.images), seed: context.seed)
            let summary = try network.train(examples, training, context: context)
            return TrainedNetwork(network: network, summary: summary)
        }
    }
}

/// A network that can be used.
public struct TrainedNetwork: FittedMethod {
    public let network: Network<Float>
    public let summary: TrainingSummary

    public func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        context.measurements.count(flops: network.flopsPerImage.inference * Double(images.count), in: .predict)
        return try context.measurements.time(.predict) {
            try stride(from: 0, to: images.count, by: 4096).flatMap { first in
                let part = images.selecting(first..<min(first + 4096, images.count))
                return network.predict(try part.loaded(threads: context.threads), threads: context.threads)
            }
        }
    }
}
