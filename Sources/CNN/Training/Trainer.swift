import Core
import Foundation

extension NetworkModel {
    /// Trains a network of this kind. Throws ``ConfigurationError`` where the images do not fit its layers, and ``UserError``
    /// where the training diverges.
    public func fit(_ examples: LabelledImages, context: RunContext) throws -> any FittedMethod {
        try train(examples, context: context)
    }

    /// As ``fit(_:context:)``, with checkpoints and whatever else `options` asks for.
    ///
    /// Throws ``TrainingInterrupted`` where `options` had it stopped.
    public func train(
        _ examples: LabelledImages, options: TrainingOptions = TrainingOptions(), context: RunContext
    ) throws -> TrainedNetwork {
        try Trainer(self, examples, options, context).run()
    }
}

/// Trains a network on images: prepares them, learns their normalisation, and leaves the rest to ``TrainingLoop``.
final class Trainer {
    let model: any NetworkModel
    let context: RunContext
    let input: NetworkInput
    let classNames: [String]
    /// What is trained on, scaled and in memory.
    let training: LabelledImages
    let loop: TrainingLoop
    /// Classifies images set aside, made when it is first needed.
    private var runner: ImageRunner?
    /// A mark of the data and of all settings, for checkpoints.
    private(set) lazy var identity = CheckpointIdentity(self)
    /// What lay where checkpoints go before this training wrote one, once that has been looked at.
    var former: FormerCheckpoint?

    init(
        _ model: any NetworkModel, _ examples: LabelledImages, _ options: TrainingOptions, _ context: RunContext
    ) throws {
        try model.validate()
        guard examples.count > 0 else { throw UserError("there are no training images") }
        self.model = model
        self.context = context
        classNames = examples.classNames
        // The images are gone through once an epoch, in random order: they must all be in memory.
        let loaded = try context.measurements.time(.load) {
            model.inputSide > 0 ? examples : try examples.loaded(threads: context.threads)
        }
        let prepared = try context.measurements.time(.train) { try Self.prepare(model, loaded, context) }
        (input, training) = (prepared.input, prepared.training)
        let pipeline = BatchPipeline(
            examples: training, augmentation: input.augmentation, seed: context.seed, threads: context.threads,
            spareThreads: options.spareThreads)
        loop = TrainingLoop(prepared.network, model.training, DistortedImages(pipeline: pipeline), options, context)
        if let validation = prepared.validation {
            loop.validation = (validation.count, { [unowned self] in try accuracy(of: $0, on: validation) })
        }
        if let heldOut = options.heldOut {
            let scaled = heldOut.with(try input.scaled(heldOut.images, threads: context.threads))
            loop.heldOut = { [unowned self] in try accuracy(of: $0, on: scaled) }
        }
        loop.keepState = { [unowned self] in try keep(at: $0) }
        if let checkpoint = options.resume { try restore(checkpoint) }
    }

    func run() throws -> TrainedNetwork {
        let network = try loop.run()
        // Whoever asked for the network may now remove the checkpoint of its training, and no other. What cannot be moved aside cannot be
        // removed either, and is no reason to lose the network.
        if let policy = loop.options.checkpoints, !context.isWarmUp {
            do { try formerState(at: policy.path).moveAside() } catch { loop.options.remark("\(error)") }
        }
        return TrainedNetwork(
            network: network, input: input, classNames: classNames, views: TestViews(model.training),
            summary: loop.summary(network), model: model)
    }

    /// Accuracy of `weights`. `examples` are scaled and in memory.
    private func accuracy(of weights: TrainingLoop.Weights, on examples: LabelledImages) throws -> Double {
        let runner =
            self.runner
            ?? ImageRunner(
                loop.start, input, views: TestViews(model.training), images: 1 << 20, threads: context.threads)
        self.runner = runner
        weights.parameters.withUnsafeBufferPointer { parameters in
            weights.statistics.withUnsafeBufferPointer { runner.use(parameters: parameters, statistics: $0) }
        }
        return Double(try runner.correct(examples, loss: loop.start.loss)) / Double(max(examples.count, 1))
    }

    private typealias Prepared = (
        input: NetworkInput, training: LabelledImages, validation: LabelledImages?, network: Network<Float>
    )

    private static func prepare(
        _ model: any NetworkModel, _ examples: LabelledImages, _ context: RunContext
    ) throws -> Prepared {
        var training = examples.with(
            try NetworkInput.scaled(examples.images, side: model.inputSide, threads: context.threads))
        var validation: LabelledImages?
        let stopping = model.training.earlyStopping
        if stopping.patience > 0, !context.isWarmUp {
            let split = StratifiedPart(
                labels: training.labels, groups: training.groups, share: stopping.share, seed: context.seed)
            guard !split.part.isEmpty, !split.rest.isEmpty else {
                throw UserError(
                    "training.earlyStopping: \(training.count) training images are too few to set a share of "
                        + "\(stopping.share) aside; use patience 0 or more images")
            }
            validation = training.selecting(split.part)
            training = training.selecting(split.rest)
        }
        let input = try NetworkInput(model, imageShape: examples.images.shape, learningFrom: training.images)
        let network = try Network<Float>(
            layers: model.layers(for: input.shape, classCount: training.classNames.count), input: input.shape,
            classCount: training.classNames.count, normalization: input.normalization,
            initialisation: model.initialisation, loss: model.training.loss, seed: context.seed)
        let batch = min(model.training.batchSize, training.count)
        try AttainableMemory.require(network.plan.bytesInTraining(batch: batch), "training the network")
        return (input, training, validation, try prepared(network, model, input, training.images, context))
    }

    /// `network` with those parameters that follow from training images, such as filters that whiten them.
    private static func prepared(
        _ network: Network<Float>, _ model: any NetworkModel, _ input: NetworkInput, _ images: ImageStack,
        _ context: RunContext
    ) throws -> Network<Float> {
        let count = min(model.preparationImageCount, images.count)
        guard count > 0 else { return network }
        let pixels = input.augmentation.plainImages(images, indices: 0..<count, threads: context.threads)
        var parameters = network.parameters
        try model.prepare(&parameters, plan: network.plan, pixels: pixels, count: count)
        guard parameters.count == network.parameterCount, parameters.allSatisfy(\.isFinite) else {
            throw UserError("the training images leave no sound filters to begin with: are they all alike?")
        }
        return network.with(parameters: parameters)
    }
}
