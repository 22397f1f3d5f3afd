import Core
import Files
import Foundation

/// A trained method in a file. Images that are given to it need not have the size and colours of those that it was trained on.
public struct SavedModel: Sendable {
    let method: any FittedMethod
    /// What happens to images first; a part of ``method``.
    let preprocessing: Preprocessing
    /// What the user called the method, its settings and its cards.
    public let name: String
    let settings: JSONValue
    public let cards: [Card]
    /// What it was trained on.
    public let subject: ModelSubject
    /// How those images show their figures; nil where they do so in no particular way, or the file is of an earlier version.
    let figureStyle: FigureStyle?

    init(
        _ fitted: any FittedMethod, _ choice: MethodChoice, subject: ModelSubject, figureStyle: FigureStyle? = nil
    ) {
        method = fitted
        preprocessing = choice.read.preprocessing
        name = choice.name
        settings = choice.settings
        cards = choice.cards
        self.subject = subject
        self.figureStyle = figureStyle
    }

    public var classNames: [String] { subject.classNames }
    public var task: LearningTask { subject.form.task }
    public var parameterCount: Int { method.summary.parameterCount }

    // MARK: Use

    /// The class of each example. Images have the shape of those that it was trained on: see ``fitted(_:asIs:)``.
    public func predict(_ inputs: Inputs, context: RunContext) throws -> [Int] {
        try method.predict(inputs, context: context)
    }

    /// How probable each class is for each example; nil where the method gives classes only.
    public func probabilities(_ inputs: Inputs, context: RunContext) throws -> [[Double]]? {
        try method.classProbabilities(inputs, context: context)
    }

    /// `image` with the size and the channels that the method takes in, and in words what was done to it; nil where nothing was. A method
    /// that was trained on images in their own sizes takes it in its own, as far as the longest side of those allows.
    ///
    /// Where the training images show figures on a plain ground, such as digits, a single picture is brought to their style, too: ink
    /// and ground exchanged, the figure cut out, scaled and centred as it is there.
    ///
    /// - Parameter asIs: Size and channels alone.
    public func fitted(_ image: ImageStack, asIs: Bool = false) throws -> (image: ImageStack, change: String?) {
        guard case .image(let imageShape, let longestSide) = subject.form else {
            throw UserError("'\(name)' takes texts, and this is an image")
        }
        var fitted = try image.loaded(threads: 1)
        var changes: [String] = []
        if fitted.shape.channels != imageShape.channels {
            changes.append(imageShape.channels == 1 ? "turned to grey" : "grey as colour")
            fitted = imageShape.channels == 1 ? fitted.grey() : fitted.colour()
        }
        if let longestSide {
            let shape = fitted.shape
            fitted = fitted.limited(to: longestSide)
            if fitted.shape != shape {
                changes.append(
                    "\(shape.width)×\(shape.height) scaled to \(fitted.shape.width)×\(fitted.shape.height)")
            }
            return (fitted, changes.isEmpty ? nil : changes.joined(separator: ", "))
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

    // MARK: Files

    /// What the names of such files end with.
    public static let suffix = ".safetensors"

    public func write(to path: String) throws {
        var file = try method.stored().file
        file.metadata["name"] = name
        file.metadata["method"] = settings.canonicalText
        file.metadata["cards"] = try JSONValue(encoding: cards).canonicalText
        switch subject.form {
        case .image(let shape, let longestSide):
            file.metadata["imageShape"] = try JSONValue(encoding: shape).canonicalText
            file.metadata["longestSide"] = longestSide.map(String.init)
        case .text(let bytes, _): file.metadata["textBytes"] = String(bytes)
        }
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
        let classNames = try value("classNames", [String].self)
        figureStyle = file.metadata["figures"] == nil ? nil : try value("figures", FigureStyle.self)
        guard figureStyle?.isPossible ?? true else {
            throw UserError("\(path): what 'figures' in its header says of ground, ink and extent is not possible")
        }
        let form: ExampleForm
        if file.metadata["textBytes"] != nil {
            form = .text(meanBytes: try value("textBytes", Int.self))
        } else {
            let shape = try value("imageShape", ImageShape.self)
            try Self.check(shape, path)
            let longestSide = file.metadata["longestSide"] == nil ? nil : try value("longestSide", Int.self)
            guard longestSide.map(Self.sides.contains) ?? true else {
                throw UserError(
                    "\(path): the text 'longestSide' in its header says \(longestSide ?? 0), and images have sides of "
                        + "\(Self.sides.lowerBound) to \(Self.sides.upperBound)")
            }
            form = .image(shape, longestSide: longestSide)
        }
        guard (1...65_536).contains(classNames.count) else {
            throw UserError(
                "\(path): the text 'classNames' in its header holds \(classNames.count) classes, not 1 to 65536")
        }
        subject = ModelSubject(form: form, classNames: classNames)
        let read = try MethodReader(label: name, settings: settings, file: path).method()
        preprocessing = read.preprocessing
        do {
            guard read.method.task == form.task else {
                throw UserError(
                    "its method takes \(read.method.task.example)s, and it was trained on \(form.task.example)s")
            }
            guard read.method.takesOwnSizes || form.longestSide == nil else {
                throw UserError(
                    "its method takes images in one size, and the text 'longestSide' in its header says otherwise")
            }
            method = try read.method.restored(Stored(file), subject: subject)
        } catch let error as UserError {
            throw UserError("\(path): \(error)")
        } catch let error as ConfigurationError {
            throw UserError("\(path): \(error)")
        }
    }

    private static func check(_ shape: ImageShape, _ path: String) throws {
        guard [1, 3].contains(shape.channels), sides.contains(shape.height), sides.contains(shape.width),
            shape.count <= pixelLimit
        else {
            throw UserError(
                "\(path): the text 'imageShape' in its header says \(shape), and images have 1 or 3 channels, sides "
                    + "of \(sides.lowerBound) to \(sides.upperBound) and at most \(pixelLimit) numbers")
        }
    }
}
