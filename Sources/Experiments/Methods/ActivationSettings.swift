import Core

/// The settings of the extractor `activations` beside its network, which can be any of the catalogue.
public struct ActivationSettings: Component {
    /// The number of a layer, from 1, such as `4` or `3.branch.2`; empty for what the last layer with weights takes in.
    public let layer: String

    public init() { self.init(layer: "") }
    public init(layer: String) { self.layer = layer }

    public static let card = Card(
        name: "activations", title: "Activations of a network", year: 2014,
        paper:
            "J. Donahue et al., DeCAF: A Deep Convolutional Activation Feature for Generic Visual Recognition, ICML 2014",
        deviations: [
            "The network is trained on the training images themselves instead of on a larger set of other images.",
            "The network is given under 'network', as it is for a method.",
        ])

    public func validate() throws {
        try require(
            layer.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." }, "layer", layer,
            "the number of a layer, such as 4")
    }
}
