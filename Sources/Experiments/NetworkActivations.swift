import CNN
import Core
import Files
import Harness

/// Trains a network on the training images and takes what one of its layers gives for features: "CNN features and SVM".
///
///     extractor: {activations: {network: {lenet5: {training: {epochs: 5}}}, layer: 8}}
struct NetworkActivations: Representation {
    let model: any NetworkModel
    let settings: ActivationSettings

    var cards: [Card] { [ActivationSettings.card] + model.cards }
    var family: MethodFamily { .learned }
    var takesOwnSizes: Bool { false }
    var isFixed: Bool { false }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedExtractor {
        guard training.classNames.count > 1 else {
            throw UserError("activations: the network learns from images with classes; name a data set")
        }
        // A budget ends the training of a network that is a method of its own, and no other.
        let trained = try model.train(training, context: context.with(budget: nil).partOf(.fitRepresentation))
        return try FittedActivations(trained, settings)
    }

    func workingMemory(_ extent: WorkExtent) throws -> RowMemory {
        let network = try NetworkMemory(model, extent)
        return RowMemory(
            columns: try network.columns(of: settings), learning: network.estimate,
            kept: MemoryEstimate(["parameters": 8 * network.parameters]))
    }

    func restored(_ stored: Stored, shape: ImageShape) throws -> any FittedExtractor {
        let network = try TrainedNetwork(stored.file, named: "its network", models: [type(of: model)])
        guard network.input.imageShape == shape else { throw Stored.misfit("input") }
        return try FittedActivations(network, settings)
    }

    // MARK: Matrix files

    /// Does an extractor of a matrix file mean activations?
    static func isMeant(by reader: YAMLReader) -> Bool {
        reader.componentName == ActivationSettings.card.name
    }

    /// Throws ``UserError`` with file and line.
    static func read(_ reader: YAMLReader) throws -> (value: any Representation, settings: [String: JSONValue]) {
        guard reader.node.scalar == nil, let inner = try reader.members("the extractor").first?.value else {
            throw reader.failure("activations need a network, such as {network: lenet5}")
        }
        let parts = try inner.members("the settings of activations", allowed: ["network", "layer"])
        guard let networkReader = parts["network"] else {
            throw inner.failure("activations need a network, such as {network: lenet5}")
        }
        let network: ResolvedComponent<any NetworkModel> = try ComponentReader(what: "network").read(
            networkReader, from: Catalogue.networks, as: (any NetworkModel).self)
        let settings = ActivationSettings(layer: try parts["layer"]?.layerText() ?? "")
        do {
            try settings.validate()
        } catch let error as ConfigurationError {
            throw (parts["layer"] ?? inner).failure("activations.\(error)")
        }
        let json: JSONValue = .object([
            "name": .string(ActivationSettings.card.name),
            "settings": .object(["network": network.json, "layer": .string(settings.layer)]),
        ])
        return (NetworkActivations(model: network.value, settings: settings), ["extractor": json])
    }
}

extension YAMLReader {
    /// The name of the component that is meant; nil where none is named.
    var componentName: String? {
        (node.scalar ?? node.mapping.flatMap { $0.count == 1 ? $0.first?.key.scalar : nil })?.string
    }

    /// The number of a layer, as it is written; nothing where nothing is written.
    fileprivate func layerText() throws -> String {
        guard let scalar = node.scalar else { throw failure("layer must be the number of a layer, such as 4") }
        return scalar.string
    }
}

/// A trained network as an extractor.
struct FittedActivations: FittedExtractor {
    let network: TrainedNetwork
    private let layer: Plan.LayerOutput

    /// Throws ``ConfigurationError`` where the network has no such layer.
    init(_ network: TrainedNetwork, _ settings: ActivationSettings) throws {
        self.network = network
        let plan = network.network.plan
        if settings.layer.isEmpty {
            guard let last = plan.lastHidden else {
                throw ConfigurationError(field: "activations.layer", value: "none", allowed: "the number of a layer")
            }
            layer = last
        } else {
            do {
                layer = try plan.layerOutput(settings.layer)
            } catch let error as ConfigurationError {
                throw ConfigurationError(
                    field: "activations.\(error.field)", value: error.value, allowed: error.allowed)
            }
        }
    }

    var featureCount: Int { layer.shape.count }
    var flopsPerImage: Double { network.network.flopsPerImage.inference }
    var parameterCount: Int { network.network.parameterCount }
    var filters: FilterBank? { network.network.firstFilters }

    func extract(_ images: ImageStack, threads: Int) -> Matrix {
        network.activations(images, of: layer, threads: threads)
    }

    func stored() throws -> Stored { try network.stored() }
}

extension NetworkMemory {
    /// Numbers of the activations that an extractor takes.
    func columns(of settings: ActivationSettings) throws -> Double {
        let layer = settings.layer.isEmpty ? plan.lastHidden : try plan.layerOutput(settings.layer)
        return Double(layer?.shape.count ?? 0)
    }
}
