import CNN
import Core
import Features
import Records
import SVM

/// A fitted pipeline as a file keeps it: the settings of its parts, and the numbers that they learned.
///
/// Extractors that learn nothing are laid out anew for the shape of the images.
struct StoredPipeline: Sendable {
    let fitted: FittedPipeline
    private let stored: Stored

    static let kind = "pipeline"

    /// Throws ``UserError`` before any training where a part of the method cannot be kept in a file.
    static func check(_ method: any Method, label: String) throws {
        guard let pipeline = method as? Pipeline else {
            throw UserError("'\(label)': methods of its kind cannot be saved")
        }
        func refusal(_ part: any Component) -> UserError {
            UserError("'\(label)': what '\(type(of: part).card.name)' learns cannot be saved; use another")
        }
        if case .some(let part) = pipeline.representation.unstorable { throw refusal(part) }
        for transform in pipeline.transforms where !(transform is any Restorable) { throw refusal(transform) }
        guard StoredClassifier.canStore(pipeline.classifier) else { throw refusal(pipeline.classifier) }
    }

    init(_ fitted: FittedPipeline, _ pipeline: Pipeline) throws {
        self.fitted = fitted
        var stored = Stored()
        stored.put("extractor", try pipeline.representation.stored(fitted.extractor))
        for (index, (transform, value)) in zip(pipeline.transforms, fitted.transforms).enumerated() {
            guard let restorable = transform as? any Restorable else { continue }
            stored.put("transform\(index + 1)", try Self.stored(restorable, value))
        }
        stored.put("classifier", try StoredClassifier.stored(fitted.classifier, of: pipeline.classifier))
        self.stored = stored
    }

    /// - Parameters:
    ///   - pipeline: Of the settings that the file has.
    ///   - name: What errors begin with.
    init(_ file: TensorFile, _ pipeline: Pipeline, shape: ImageShape, classCount: Int, named name: String) throws {
        do {
            stored = try Stored(file)
            let extractor = try pipeline.representation.restored(stored.part("extractor"), shape: shape)
            var columns = extractor.featureCount
            var transforms: [any FittedTransform] = []
            for (index, transform) in pipeline.transforms.enumerated() {
                guard let restorable = transform as? any Restorable,
                    let fitted = try Self.restored(
                        restorable, stored.part("transform\(index + 1)"),
                        ImageShape(height: 1, width: 1, channels: columns)) as? any FittedTransform
                else { throw UserError("its transform \(index + 1) cannot be read by this program") }
                transforms.append(fitted)
                columns = fitted.featureCount
                guard (1...CheckedSize.limit).contains(columns) else {
                    throw UserError("its transform \(index + 1) makes rows of \(columns) columns")
                }
            }
            let classifier = try StoredClassifier.restored(
                stored.part("classifier"), of: pipeline.classifier, columns: columns, classCount: classCount)
            fitted = FittedPipeline(extractor: extractor, transforms: transforms, classifier: classifier)
        } catch let error as UserError {
            throw UserError("\(name): \(error)")
        } catch let error as ConfigurationError {
            throw UserError("\(name): \(error)")
        }
    }

    func tensorFile() -> TensorFile {
        var file = stored.file
        file.metadata["hindsight"] = "\(Self.kind) 1"
        return file
    }

    private static func stored<Part: Restorable>(_ part: Part, _ fitted: any FittedTransform) throws -> Stored {
        guard let fitted = fitted as? Part.Fitted else { throw Stored.misfit(Part.card.name) }
        return try part.stored(fitted)
    }

    private static func restored<Part: Restorable>(_ part: Part, _ stored: Stored, _ shape: ImageShape) throws -> Any {
        try part.restored(stored, shape: shape)
    }
}

/// Classifiers in files.
enum StoredClassifier {
    static func canStore(_ classifier: any Classifier) -> Bool { kind(of: classifier) != nil }

    /// How a file calls what this classifier learns; nil where no file can keep it.
    private static func kind(of classifier: any Classifier) -> String? {
        func kind<Kind: Classifier>(_: Kind) -> String? {
            if Kind.self == MultilayerPerceptron.self { return "perceptron" }
            if Kind.Fitted.self is any LinearDecision.Type { return "linear" }
            return Kind.Fitted.self == FittedKernelSVM.self ? "kernel" : nil
        }
        return kind(classifier)
    }

    static func stored(_ fitted: any FittedClassifier, of classifier: any Classifier) throws -> Stored {
        if let perceptron = fitted as? FittedPerceptron, let configuration = classifier as? MultilayerPerceptron {
            var stored = try configuration.stored(perceptron)
            stored.texts["kind"] = "perceptron"
            return stored
        }
        if let linear = fitted as? any LinearDecision {
            var stored = try linear.stored()
            stored.texts["kind"] = "linear"
            return stored
        }
        guard let machine = fitted as? FittedKernelSVM else { throw Stored.misfit("classifier") }
        var stored = try machine.stored()
        stored.texts["kind"] = "kernel"
        return stored
    }

    /// - Parameter columns: Of the rows that it will get.
    static func restored(
        _ stored: Stored, of classifier: any Classifier, columns: Int, classCount: Int
    ) throws -> any FittedClassifier {
        let kind = try stored.text("kind")
        guard kind == Self.kind(of: classifier) else {
            throw UserError("its classifier is stored as '\(kind.prefix(60))', which does not fit its settings")
        }
        switch kind {
        case "perceptron":
            guard let configuration = classifier as? MultilayerPerceptron else { throw Stored.misfit("kind") }
            let shape = ImageShape(height: 1, width: 1, channels: columns)
            let perceptron = try configuration.restored(stored, shape: shape)
            guard perceptron.network.classCount == classCount else { throw stored.misfit("classCount") }
            return perceptron
        case "linear":
            return try FittedLinearModel(stored, columns: columns, classCount: classCount)
        case "kernel":
            return try FittedKernelSVM(stored, columns: columns, classCount: classCount)
        default: throw UserError("its classifier is not known to this program")
        }
    }
}

extension Stored {
    /// As tensors and texts.
    var file: TensorFile {
        var tensors: [TensorFile.Tensor] = []
        for (name, array) in arrays {
            switch array.numbers {
            case .single(let values): tensors.append(TensorFile.Tensor(name, shape: array.shape, values: values))
            case .double(let values): tensors.append(TensorFile.Tensor(name, shape: array.shape, values: values))
            case .integers(let values):
                tensors.append(TensorFile.Tensor(name, shape: array.shape, values: values.map { Int64($0) }))
            }
        }
        return TensorFile(tensors: tensors, metadata: texts)
    }

    /// Throws ``UserError`` for bytes, which no part has.
    init(_ file: TensorFile) throws {
        self.init()
        texts = file.metadata
        for tensor in file.tensors {
            let numbers: Numbers
            switch tensor.type {
            case .f32: numbers = .single(try tensor.values(Float.self))
            case .f64: numbers = .double(try tensor.values(Double.self))
            case .i64: numbers = .integers(try tensor.values(Int64.self).map { Int($0) })
            case .u8, .u64: throw UserError("the numbers '\(tensor.name)' are of a type that no part of a pipeline has")
            }
            arrays[tensor.name] = Array(shape: tensor.shape, numbers: numbers)
        }
    }
}
