import Core

/// A network whose layers stand in the matrix file:
///
///     network:
///       network:
///         layers: [{convolution: {channels: 16, kernel: 5}}, relu, {max-pool: {size: 2}}, linear]
///         training: {epochs: 5}
public struct CustomNetwork: NetworkModel {
    /// How pixels become numbers.
    public enum Scaling: String, Codable, Hashable, Sendable, CaseIterable {
        /// Mean 0 and standard deviation 1 over the training images, channel by channel.
        case standardised
        /// Minus the mean of the channel, in units of 255 levels.
        case centred
        /// Black 0, white 1.
        case unit
        /// Black −1, white 1.
        case symmetric
    }

    /// The last has one unit a class, which `linear` without settings has.
    public let layers: [Layer]
    /// Images are made squares of so many pixels a side first; 0 leaves them as they are.
    public let inputSide: Int
    /// How pixels become numbers.
    public let scaling: Scaling
    /// How the weights of layers begin that say nothing of it.
    public let initialisation: Initialisation
    public let training: TrainingConfiguration

    private enum CodingKeys: String, CodingKey {
        case layers, inputSide
        case scaling = "inputScaling"
        case initialisation, training
    }

    public init() {
        self.init(layers: [
            .convolution(16, kernel: 3, padding: 1), .relu, .maxPool(2), .convolution(32, kernel: 3, padding: 1), .relu,
            .maxPool(2), .linear(0),
        ])
    }

    public init(
        layers: [Layer], inputSide: Int = 0, scaling: Scaling = .standardised,
        initialisation: Initialisation = Initialisation(.he), training: TrainingConfiguration = TrainingConfiguration()
    ) {
        self.layers = layers
        self.inputSide = inputSide
        self.scaling = scaling
        self.initialisation = initialisation
        self.training = training
    }

    public static let card = Card(
        name: "network", title: "Network of your own", year: 2026, paper: "The layers of a matrix file, in their order")

    public static var choices: [String: [String]] {
        [
            "inputScaling": Scaling.allCases.map(\.rawValue),
            "initialisation.law": Initialisation.Law.allCases.map(\.rawValue),
        ]
    }

    public var inputScaling: InputScaling {
        switch scaling {
        case .standardised: .standardised
        case .centred: .centred(scale: 255)
        case .unit: .range(black: 0, white: 1)
        case .symmetric: .range(black: -1, white: 1)
        }
    }

    public func validate() throws {
        try require(!layers.isEmpty, "layers", "an empty list", "at least one layer")
        for (index, layer) in layers.enumerated() {
            do { try layer.validate() } catch let error as ConfigurationError {
                let field = "layers \(index + 1) (\(layer.name)).\(error.field)"
                throw ConfigurationError(field: field, value: error.value, allowed: error.allowed)
            }
        }
        try require((0...4096).contains(inputSide), "inputSide", inputSide, "from 0 (as the images are) to 4096")
        try require(
            initialisation.law != .inherited, "initialisation.law", "inherited",
            "a law: there is nothing to inherit from")
        try initialisation.validate()
        try validateTraining()
    }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] { layers }
}
