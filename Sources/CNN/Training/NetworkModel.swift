import Core

/// A kind of network: what its layers are for images of a given shape, and how it is trained.
public protocol NetworkModel: Component, ImageMethod {
    var training: TrainingConfiguration { get }
    /// Side to which images are scaled before all else; 0 for the images as they are.
    var inputSide: Int { get }
    /// How weights are drawn where a layer does not say it.
    var initialisation: Initialisation { get }
    /// How pixels become numbers.
    var inputScaling: InputScaling { get }
    /// The layers, the last of which gives one number a class.
    ///
    /// Throws ``ConfigurationError`` where a setting does not fit the images.
    func layers(for shape: ImageShape, classCount: Int) throws -> [Layer]
    /// How many training images ``prepare(_:plan:pixels:count:)`` wants to see; 0 where there is nothing to prepare.
    var preparationImageCount: Int { get }
    /// Sets parameters that follow from training images, such as filters that whiten them; does nothing by default.
    ///
    /// Training calls this once for a new network, after its parameters are drawn and before the first step, if
    /// ``preparationImageCount`` is above 0; not where it goes on from a checkpoint.
    ///
    /// - Parameters:
    ///   - parameters: As drawn, in the order of `plan.tensors`.
    ///   - pixels: The first ``preparationImageCount`` training images, or all where there are fewer, as the network would see them
    ///     without distortion: scaled, cropped and normalised, `[image][channel][row][column]` of `plan.input`.
    ///   - count: How many these are, at least 1.
    func prepare(_ parameters: inout [Float], plan: Plan, pixels: [Float], count: Int) throws
}

/// How pixels become the numbers that a network takes in.
public enum InputScaling: Hashable, Sendable {
    /// Mean 0 and standard deviation 1 over the training images, channel by channel.
    case standardised
    /// Minus the mean of the training images, channel by channel; deviation as it is, in units of `scale` pixel values.
    case centred(scale: Float)
    /// Black becomes `black` and white `white`.
    case range(black: Float, white: Float)
}

extension NetworkModel {
    public var cards: [Card] { [Self.card] }
    public var family: MethodFamily { .learned }
    public var inputSide: Int { 0 }
    public var initialisation: Initialisation { Initialisation(.lecun) }
    public var inputScaling: InputScaling { .standardised }
    public var preparationImageCount: Int { 0 }
    public func prepare(_ parameters: inout [Float], plan: Plan, pixels: [Float], count: Int) throws {}

    public func validate() throws { try validateTraining() }

    /// For networks with further settings, whose `validate` calls this beside checks of its own.
    func validateTraining() throws {
        do {
            try training.validate()
        } catch let error as ConfigurationError {
            throw ConfigurationError(field: "training.\(error.field)", value: error.value, allowed: error.allowed)
        }
    }
}
