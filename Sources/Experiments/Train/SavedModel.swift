import CNN
import Core
import Files
import Foundation

/// A trained method in a file: a network, or a pipeline of features and a classifier. Images that are given to it need not have the
/// size and colours of those that it was trained on.
public struct SavedModel: Sendable {
    enum Content: Sendable {
        case network(TrainedNetwork)
        case pipeline(StoredPipeline)
    }

    let content: Content
    let preprocessing: Preprocessing
    /// What the user called the method, its settings and its cards.
    public let name: String
    let settings: JSONValue
    public let cards: [Card]
    /// The shape of the images that it was trained on.
    public let imageShape: ImageShape
    public let classNames: [String]
    /// How those images show their figures; nil where they do so in no particular way, or the file is of an earlier version.
    let figureStyle: FigureStyle?

    /// Throws ``UserError`` where a part of the method cannot be kept in a file.
    init(
        _ fitted: any FittedMethod, _ choice: MethodChoice, imageShape: ImageShape, classNames: [String],
        figureStyle: FigureStyle? = nil
    ) throws {
        let inner = (fitted as? FittedPreprocessed)?.method ?? fitted
        if let network = inner as? TrainedNetwork {
            content = .network(network)
        } else if let pipeline = choice.method as? Pipeline, let fitted = inner as? FittedPipeline {
            content = .pipeline(try StoredPipeline(fitted, pipeline))
        } else {
            throw UserError("'\(choice.name)': methods of its kind cannot be saved")
        }
        preprocessing = choice.preprocessing
        name = choice.name
        settings = choice.settings
        cards = choice.cards
        self.imageShape = imageShape
        self.classNames = classNames
        self.figureStyle = figureStyle
    }

    public var network: TrainedNetwork? { if case .network(let network) = content { network } else { nil } }

    public var parameterCount: Int {
        switch content {
        case .network(let network): network.network.parameterCount
        case .pipeline(let pipeline): pipeline.fitted.summary.parameterCount
        }
    }

    // MARK: Use

    /// The class of each image. They have the shape ``imageShape``: see ``fitted(_:)``.
    public func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        try method.predict(images, context: context)
    }

    /// How probable each class is for each image; nil where the method gives classes only.
    public func probabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]? {
        let changed = preprocessing.changed(images, threads: context.threads)
        switch content {
        case .network(let network): return try network.probabilities(changed, context: context)
        case .pipeline(let pipeline): return try pipeline.fitted.probabilities(changed, context: context)
        }
    }

    /// `image` with the size and the channels that the method takes in, and in words what was done to it; nil where nothing was.
    ///
    /// Where the training images show figures on a plain ground, such as digits, a single picture is brought to their style, too: ink
    /// and ground exchanged, the figure cut out, scaled and centred as it is there.
    ///
    /// - Parameter asIs: Size and channels alone.
    public func fitted(_ image: ImageStack, asIs: Bool = false) throws -> (image: ImageStack, change: String?) {
        var fitted = try image.loaded(threads: 1)
        var changes: [String] = []
        if fitted.shape.channels != imageShape.channels {
            changes.append(imageShape.channels == 1 ? "turned to grey" : "grey as colour")
            fitted = imageShape.channels == 1 ? fitted.grey() : fitted.colour()
        }
        if !asIs, fitted.count == 1, let styled = figureStyle?.applied(to: fitted, shape: imageShape) {
            changes += styled.changes
            if let image = styled.image { return (image, changes.joined(separator: ", ")) }
        }
        if fitted.shape != imageShape {
            changes.append(
                "\(fitted.shape.width)×\(fitted.shape.height) scaled to \(imageShape.width)×\(imageShape.height)")
            fitted = fitted.resized(height: imageShape.height, width: imageShape.width)
        }
        return (fitted, changes.isEmpty ? nil : changes.joined(separator: ", "))
    }

    private var method: any FittedMethod {
        let inner: any FittedMethod =
            switch content {
            case .network(let network): network
            case .pipeline(let pipeline): pipeline.fitted
            }
        return FittedPreprocessed(preprocessing: preprocessing, method: inner)
    }

    // MARK: Files

    /// What the names of such files end with.
    public static let suffix = ".safetensors"

    public func write(to path: String) throws {
        var file: TensorFile
        switch content {
        case .network(let network): file = try network.tensorFile()
        case .pipeline(let pipeline): file = pipeline.tensorFile()
        }
        file.metadata["name"] = name
        file.metadata["method"] = settings.canonicalText
        file.metadata["cards"] = try JSONValue(encoding: cards).canonicalText
        file.metadata["imageShape"] = try JSONValue(encoding: imageShape).canonicalText
        file.metadata["classNames"] = try JSONValue(encoding: classNames).canonicalText
        if let figureStyle { file.metadata["figures"] = try JSONValue(encoding: figureStyle).canonicalText }
        try file.write(to: path)
    }

    /// Sides of the images of a model, and the most numbers that an image has.
    private static let sides = 1...16_384
    private static let pixelLimit = 1 << 25

    /// Throws ``UserError`` where the file is no such model, or one of a later version.
    public static func read(from path: String) throws -> SavedModel {
        guard FileManager.default.fileExists(atPath: path) else { throw UserError("\(path): there is no such file") }
        let file = try TensorFile.read(from: path)
        return try SavedModel(file, path)
    }

    /// As ``read(from:)``, of a file's content; errors begin with `name`.
    public init(decoding bytes: [UInt8], named name: String) throws {
        try self.init(TensorFile(decoding: bytes, named: name), name)
    }

    private static func isSame(_ network: any NetworkModel, _ method: any Method) -> Bool {
        func isSame<Model: NetworkModel>(_ network: Model) -> Bool {
            ((method as? Budgeted)?.method ?? method) as? Model == network
        }
        return isSame(network)
    }

    private init(_ file: TensorFile, _ path: String) throws {
        func value<Value: Decodable>(_ key: String, _: Value.Type) throws -> Value {
            guard let text = file.metadata[key] else {
                throw UserError(
                    "\(path): a safetensors file, but no model of hindsight's: the text '\(key)' is missing in its header"
                )
            }
            do {
                return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
            } catch {
                let problem = (error as? DecodingError)?.line ?? "not JSON"
                throw UserError("\(path): the text '\(key)' in its header is not understood: \(problem)")
            }
        }
        if file.metadata["hindsight"]?.hasPrefix("checkpoint") == true {
            throw UserError(
                "\(path): holds an unfinished training; continue it with 'hindsight train … --resume', which writes the model"
            )
        }
        name = file.metadata["name"] ?? "model"
        settings = try value("method", JSONValue.self)
        cards = try value("cards", [Card].self)
        imageShape = try value("imageShape", ImageShape.self)
        classNames = try value("classNames", [String].self)
        figureStyle = file.metadata["figures"] == nil ? nil : try value("figures", FigureStyle.self)
        guard figureStyle?.isPossible ?? true else {
            throw UserError("\(path): what 'figures' in its header says of ground, ink and extent is not possible")
        }
        let (sides, limit) = (Self.sides, Self.pixelLimit)
        guard [1, 3].contains(imageShape.channels), sides.contains(imageShape.height), sides.contains(imageShape.width),
            imageShape.count <= limit
        else {
            throw UserError(
                "\(path): the text 'imageShape' in its header says \(imageShape), and images have 1 or 3 channels, sides "
                    + "of \(sides.lowerBound) to \(sides.upperBound) and at most \(limit) numbers")
        }
        guard (1...65_536).contains(classNames.count) else {
            throw UserError(
                "\(path): the text 'classNames' in its header holds \(classNames.count) classes, not 1 to 65536")
        }
        let method = try MethodReader(label: name, settings: settings, file: path).method().method
        let preprocessed = method as? Preprocessed
        preprocessing = preprocessed?.preprocessing ?? Preprocessing(steps: [])
        if let pipeline = (preprocessed?.method ?? method) as? Pipeline {
            content = .pipeline(
                try StoredPipeline(
                    file, pipeline, shape: imageShape, classCount: classNames.count, named: path))
        } else {
            let network = try TrainedNetwork(file, named: path, models: Catalogue.networks)
            guard network.input.imageShape == imageShape, network.classNames == classNames else {
                throw UserError("\(path): what its header says of images and classes is contradictory")
            }
            guard Self.isSame(network.model, preprocessed?.method ?? method) else {
                throw UserError("\(path): the texts 'method' and 'settings' in its header are of different networks")
            }
            content = .network(network)
        }
    }
}
