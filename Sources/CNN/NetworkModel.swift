import Core

/// A kind of network: what its layers are for images of a given shape, and how it is trained.
public protocol NetworkModel: Component, Method {
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

    public func validate() throws {
        do {
            try training.validate()
        } catch let error as ConfigurationError {
            throw ConfigurationError(field: "training.\(error.field)", value: error.value, allowed: error.allowed)
        }
    }
}
