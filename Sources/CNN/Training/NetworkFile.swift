import Core
import Files
import Foundation

// A trained network as a safetensors file: its parameters under the names of ``Plan/tensors``, the running statistics of batch
// normalisation as `2.running_mean` and `2.running_var`, and all else that its use needs as texts.
extension TrainedNetwork {
    /// What the text `hindsight` of such a file begins with.
    public static let kind = "network"

    /// The file. Throws ``UserError`` where the settings cannot be written.
    public func tensorFile() throws -> TensorFile {
        var metadata = try FileText.metadata(of: model, classNames: classNames, input: input)
        metadata["hindsight"] = "\(Self.kind) 1"
        metadata["summary"] = try FileText.json(summary)
        return TensorFile(
            tensors: network.plan.named(network.parameters) + network.plan.namedStatistics(network.statistics),
            metadata: metadata)
    }

    /// The network in `file`, whose errors begin with `name`.
    ///
    /// - Parameter models: The kinds of networks that are known. Throws ``UserError`` for others, and where a tensor is missing or
    ///   does not fit the settings.
    public init(_ file: TensorFile, named name: String, models: [any NetworkModel.Type]) throws {
        let texts = FileText(name: name, metadata: file.metadata)
        try texts.check(kind: Self.kind, version: 1)
        try self.init(file, texts, model: texts.model(of: models))
    }

    /// - Parameter model: Of the settings that the file has.
    fileprivate init(_ file: TensorFile, _ texts: FileText, model: any NetworkModel) throws {
        let classNames = try texts.classNames("classes")
        let input = try texts.value(NetworkInput.self, "input")
        do {
            try input.check(fits: model)
            let layers = try model.layers(for: input.shape, classCount: classNames.count)
            let plan = try Plan(layers: layers, input: input.shape, classCount: classNames.count)
            let (parameters, statistics) = (try plan.parameters(in: file), try plan.statistics(in: file))
            try AttainableMemory.require(plan.bytesInUse(images: 1), "the network")
            network = Network(
                layers: layers, plan: plan, normalization: input.normalization, loss: model.training.loss,
                parameters: parameters, statistics: statistics)
        } catch let error as ConfigurationError {
            throw texts.failure("its settings do not fit its images: \(error)")
        } catch let error as UserError {
            throw texts.failure("\(error)")
        }
        self.model = model
        self.classNames = classNames
        self.input = input
        views = TestViews(model.training)
        summary = try texts.value(TrainingSummary.self, "summary")
    }
}

extension TrainedNetwork {
    /// What ``tensorFile()`` holds.
    public func stored() throws -> Stored { try Stored(tensorFile()) }
}

extension NetworkModel {
    public var storingObstacle: String? { nil }

    public func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        let shape = try subject.imageShape()
        let texts = FileText(metadata: stored.texts)
        try texts.check(kind: TrainedNetwork.kind, version: 1)
        guard try texts.text("model") == Self.card.name, try texts.settings(of: Self.self) == self else {
            throw UserError("the texts 'method' and 'settings' in its header are of different networks")
        }
        let network = try TrainedNetwork(stored.file, texts, model: self)
        guard network.input.imageShape == shape, network.classNames == subject.classNames else {
            throw UserError("what its header says of images and classes is contradictory")
        }
        return network
    }
}

/// The texts beside the tensors of a file.
struct FileText {
    /// Of the file, for errors; empty where whoever reads it says it.
    var name = ""
    let metadata: [String: String]

    func failure(_ problem: String) -> UserError { UserError(name.isEmpty ? problem : "\(name): \(problem)") }

    /// The texts that name a kind of network, its settings and its images.
    static func metadata(
        of model: any NetworkModel, classNames: [String], input: NetworkInput
    ) throws -> [String: String] {
        [
            "model": type(of: model).card.name, "settings": try json(model), "classes": try json(classNames),
            "input": try json(input),
        ]
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw UserError("the settings cannot be written: a number in them is not finite")
        }
    }

    /// Throws ``UserError`` unless the file is of that kind and version.
    func check(kind: String, version: Int) throws {
        guard let text = metadata["hindsight"] else {
            throw failure("a safetensors file, but not one of hindsight's: it does not say what it holds")
        }
        let words = text.split(separator: " ").map(String.init)
        guard words.first == kind else {
            throw failure(
                "holds a \((words.first ?? "thing without a name").prefix(60)), where a \(kind) is expected")
        }
        guard words.count == 2, words[1] == "\(version)" else {
            throw failure(
                "its version is \((words.last ?? "").prefix(60)), and this program understands \(version)")
        }
    }

    func text(_ key: String) throws -> String {
        guard let text = metadata[key] else { throw failure("the text '\(key)' is missing in its header") }
        return text
    }

    func value<Value: Decodable>(_ type: Value.Type, _ key: String) throws -> Value {
        let text = try text(key)
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            let problem = (error as? DecodingError)?.line ?? "not JSON"
            throw failure("the text '\(key)' in its header is not understood: \(problem)")
        }
    }

    /// The names of the classes: at least one, and no more than a network can have units for.
    func classNames(_ key: String) throws -> [String] {
        let names = try value([String].self, key)
        guard (1...65_536).contains(names.count) else {
            throw failure("the text '\(key)' in its header holds \(names.count) classes, not 1 to 65536")
        }
        return names
    }

    /// The settings of a network of that kind.
    func settings<Model: NetworkModel>(of type: Model.Type) throws -> Model {
        let model = try value(type, "settings")
        do {
            try model.validate()
        } catch let error as ConfigurationError {
            throw failure("\(error)")
        }
        return model
    }

    func model(of models: [any NetworkModel.Type]) throws -> any NetworkModel {
        let word = try text("model")
        guard let type = models.first(where: { $0.card.name == word }) else {
            throw failure(
                "holds a network '\(word.prefix(60))', and this program knows "
                    + models.map { $0.card.name }.joined(separator: ", "))
        }
        return try settings(of: type)
    }
}

extension Plan {
    /// `parameters` with their names.
    func named(_ parameters: [Float]) -> [TensorFile.Tensor] {
        tensors.map { TensorFile.Tensor($0.name, shape: $0.shape, values: Array(parameters[$0.range])) }
    }

    /// Running means and variances with their names.
    func namedStatistics(_ values: [Float]) -> [TensorFile.Tensor] {
        statistics.map { TensorFile.Tensor($0.name, shape: [$0.range.count], values: Array(values[$0.range])) }
    }

    /// Throws ``UserError`` where a tensor is missing, of another shape or not of finite numbers. Room is made only when all are there.
    func parameters(in file: TensorFile) throws -> [Float] {
        let byName = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
        let found = try tensors.map { tensor in
            guard let stored = byName[tensor.name] else {
                throw UserError("the tensor '\(tensor.name)' is missing in the file")
            }
            guard stored.shape == tensor.shape else {
                throw UserError(
                    "the tensor '\(tensor.name)' has the shape \(stored.shape), and the settings ask for \(tensor.shape)"
                )
            }
            return stored
        }
        var parameters: [Float] = []
        parameters.reserveCapacity(parameterCount)
        for stored in found { parameters += try stored.scalars(Float.self, count: stored.count) }
        return parameters
    }

    /// Throws ``UserError`` as ``parameters(in:)``, and where a variance is negative.
    func statistics(in file: TensorFile) throws -> [Float] {
        var values: [Float] = []
        for statistic in statistics {
            let stored = try file.tensor(statistic.name).scalars(Float.self, count: statistic.range.count)
            if statistic.isVariance, let place = stored.firstIndex(where: { $0 < 0 }) {
                throw UserError("the tensor '\(statistic.name)': variance \(place + 1) is \(stored[place])")
            }
            values += stored
        }
        return values
    }
}
