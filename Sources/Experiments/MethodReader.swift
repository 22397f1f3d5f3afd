import CNN
import Core
import Features
import Files
import Harness
import SVM

/// A method of a matrix file, and what is known of it where it is read alone.
struct ReadMethod: Sendable {
    /// The method on examples as they are, without an end to its training but its own.
    let core: any Method
    /// The method where it is a network alone, which can be trained in parts.
    var network: (any NetworkModel)?
    /// All settings with their defaults, as records keep them.
    var settings: [String: JSONValue]
    var preprocessing = Preprocessing(steps: [])
    /// What its training may cost.
    var budget: TrainingBudget?

    /// The whole method.
    var method: any Method {
        let processed = preprocessing.steps.isEmpty ? core : Preprocessed(preprocessing: preprocessing, method: core)
        return budget.map { Budgeted(budget: $0, method: processed) } ?? processed
    }
}

/// Reads a method of a matrix file: a network, alone or as a committee,
///
///     network: {lenet5: {training: {epochs: 20}}}
///     columns: 5                              # so many networks whose answers are averaged, if wanted
///     budget: 10 s                            # training ends where this is spent, instead of after its epochs, if wanted
///
/// or a pipeline of
///
///     preprocess: [deskew]                    # of the images; before a network, too
///     extractor: {dense-sift: {step: 4}}      # of whole images, of local descriptors, or a network's activations
///     encoder: fisher                         # makes one row of local descriptors
///     pyramid: {grids: [1x1, 2x2]}            # with an encoder, if wanted
///     transforms: [standardise]               # in this order, if wanted
///     mirror: true                            # train on mirror images too, if wanted
///     classifier: linear-svm
///     virtual: {shift: 1}                     # train again on moved support vectors, if wanted
struct MethodReader {
    let label: String
    let parts: [String: YAMLReader]

    init(label: String, parts: [String: YAMLReader]) {
        self.label = label
        self.parts = parts
    }

    /// The keys of a method.
    static let parts = [
        "preprocess", "extractor", "encoder", "pyramid", "transforms", "mirror", "classifier", "virtual", "network",
        "columns", "budget",
    ]

    /// Throws ``UserError`` unless the keys make a pipeline or a network.
    static func check(_ reader: YAMLReader, label: String) throws {
        let parts = try reader.members("the method '\(label)'", allowed: Self.parts)
        let isPipeline =
            parts["extractor"] != nil && parts["classifier"] != nil && parts["network"] == nil
            && parts["columns"] == nil && parts["budget"] == nil
        let isNetwork =
            parts["network"] != nil && Set(parts.keys).isSubset(of: ["network", "columns", "budget", "preprocess"])
        guard isPipeline || isNetwork else {
            throw reader.failure("the method '\(label)' needs either extractor and classifier, or network")
        }
        if let pyramid = parts["pyramid"], parts["encoder"] == nil {
            throw pyramid.failure("the method '\(label)' has a pyramid but no encoder whose codes could fill it")
        }
    }

    /// The method whose settings a record or a model has. Throws ``UserError`` for what is no longer understood.
    init(label: String, settings: JSONValue, file: String) throws {
        self.label = label
        guard case .object(let members) = settings else {
            throw UserError("\(file): the settings of its method are not understood")
        }
        parts = try members.mapValues { try YAMLReader.kept($0, file: file) }
        guard Set(parts.keys).isSubset(of: Self.parts) else {
            throw UserError("\(file): the settings of its method have parts that this program does not know")
        }
    }

    /// The method, and its settings with all defaults written out. Throws ``UserError`` with file and line.
    func method() throws -> ReadMethod {
        var read = try unprocessed()
        let steps: [ResolvedComponent<any ImagePreprocessor>] = try list(
            "preprocess", "preprocessing step", from: Catalogue.preprocessors)
        if !steps.isEmpty {
            read.preprocessing = Preprocessing(steps: steps.map(\.value))
            read.settings["preprocess"] = .array(steps.map(\.json))
        }
        if let budget = try parts["budget"].map(TrainingBudget.init) {
            read.budget = budget
            read.settings["budget"] = .string(budget.description)
        }
        return read
    }

    /// The method on images as they are.
    private func unprocessed() throws -> ReadMethod {
        if let reader = parts["network"] {
            // One that is neither is told with the names of both.
            let _: ResolvedComponent<any Component> = try ComponentReader(what: "network").read(
                reader, from: Catalogue.networks.map { $0 } + Catalogue.textNetworks.map { $0 },
                as: (any Component).self)
            if let network = try textNetwork(reader) { return network }
            let network: ResolvedComponent<any NetworkModel> = try ComponentReader(what: "network").read(
                reader, from: Catalogue.networks, as: (any NetworkModel).self)
            guard let columns = parts["columns"] else {
                return ReadMethod(core: network.value, network: network.value, settings: ["network": network.json])
            }
            let count = try columns.integer("columns", in: 1...1000)
            return ReadMethod(
                core: Committee(columns: count, network: network.value),
                settings: ["network": network.json, "columns": .integer(count)])
        }
        if let pipeline = try textPipeline() { return pipeline }
        var (representation, settings) = try representation()
        let transforms: [ResolvedComponent<any FeatureTransform>] = try list(
            "transforms", "transform", from: Catalogue.transforms)
        let classifier: ResolvedComponent<any Classifier> = try ComponentReader(what: "classifier").read(
            try part("classifier"), from: Catalogue.classifiers, as: (any Classifier).self)
        settings["classifier"] = classifier.json
        if !transforms.isEmpty { settings["transforms"] = .array(transforms.map(\.json)) }
        var pipeline = Pipeline(
            representation: representation, transforms: transforms.map(\.value), classifier: classifier.value)
        if let reader = parts["mirror"] {
            pipeline.mirror = try reader.boolean("mirror")
            if pipeline.mirror { settings["mirror"] = .bool(true) }
        }
        if let reader = parts["virtual"] {
            let virtual = try ComponentReader(what: "virtual").readSettings(reader, of: VirtualExamples.self)
            guard !pipeline.mirror else {
                throw reader.failure("the method '\(label)' has both mirror and virtual; leave one of them out")
            }
            guard type(of: classifier.value).hasSupportVectors else {
                throw reader.failure(
                    "'\(classifier.name)' has no support vectors that could be moved; use "
                        + Catalogue.classifiers.filter { $0.hasSupportVectors }
                        .map { $0.card.name }.joined(separator: " or "))
            }
            pipeline.virtual = virtual.value
            settings["virtual"] = virtual.settings
        }
        return ReadMethod(core: pipeline, settings: settings)
    }

    // MARK: Texts

    /// The method where it is a network that reads texts.
    private func textNetwork(_ reader: YAMLReader) throws -> ReadMethod? {
        guard Catalogue.textNetworks.contains(where: { $0.card.name == reader.componentName }) else { return nil }
        try refuse(["columns", "preprocess"], beside: "a network that reads texts")
        let network: ResolvedComponent<any TextNetwork> = try ComponentReader(what: "network").read(
            reader, from: Catalogue.textNetworks, as: (any TextNetwork).self)
        return ReadMethod(core: network.value, settings: ["network": network.json])
    }

    /// The method where its extractor is one of texts.
    private func textPipeline() throws -> ReadMethod? {
        let reader = try part("extractor")
        guard Catalogue.textExtractors.contains(where: { $0.card.name == reader.componentName }) else { return nil }
        try refuse(
            ["preprocess", "encoder", "pyramid", "transforms", "mirror", "virtual"], beside: "an extractor of texts")
        let extractor: ResolvedComponent<any TextExtractor> = try ComponentReader(what: "extractor").read(
            reader, from: Catalogue.textExtractors, as: (any TextExtractor).self)
        let classifier: ResolvedComponent<any Classifier> = try ComponentReader(what: "classifier").read(
            try part("classifier"), from: Catalogue.classifiers, as: (any Classifier).self)
        func pipeline(_ extractor: some TextExtractor) -> any Method {
            TextPipeline(extractor: extractor, classifier: classifier.value)
        }
        return ReadMethod(
            core: pipeline(extractor.value), settings: ["extractor": extractor.json, "classifier": classifier.json])
    }

    /// Throws ``UserError`` where a part is there that makes no sense beside another one.
    private func refuse(_ keys: [String], beside what: String) throws {
        for key in keys {
            if let reader = parts[key] {
                throw reader.failure("the method '\(label)' has \(what), which \(key) cannot go with; leave it out")
            }
        }
    }

    private func part(_ key: String) throws -> YAMLReader {
        guard let reader = parts[key] else { throw UserError("the method '\(label)' has no \(key)") }
        return reader
    }

    /// How images become rows: an extractor alone, or local descriptors with their encoder.
    func representation() throws -> (value: any Representation, settings: [String: JSONValue]) {
        let reader = try part("extractor")
        if NetworkActivations.isMeant(by: reader) {
            if let encoder = parts["encoder"] {
                throw encoder.failure(
                    "'activations' describe the whole image, so the method '\(label)' needs no encoder")
            }
            return try NetworkActivations.read(reader)
        }
        let extractor: ResolvedComponent<any Component> = try ComponentReader(what: "extractor").read(
            reader,
            from: Catalogue.extractors.map { $0 } + Catalogue.descriptorExtractors.map { $0 } + [Catalogue.activations]
                + Catalogue.textExtractors.map { $0 },
            as: (any Component).self)
        var settings = ["extractor": extractor.json]
        if let whole = extractor.value as? any FeatureExtractor {
            if let encoder = parts["encoder"] {
                throw encoder.failure(
                    "'\(extractor.name)' describes the whole image, so the method '\(label)' needs no encoder")
            }
            return (Self.whole(whole), settings)
        }
        guard let local = extractor.value as? any DescriptorExtractor else {
            throw reader.failure("'\(extractor.name)' cannot be used as extractor")
        }
        guard let encoderReader = parts["encoder"] else {
            throw reader.failure(
                "'\(extractor.name)' gives many descriptors an image; add an encoder, one of "
                    + Catalogue.encoders.map { $0.card.name }.joined(separator: ", "))
        }
        let encoder: ResolvedComponent<any Encoder> = try ComponentReader(what: "encoder").read(
            encoderReader, from: Catalogue.encoders, as: (any Encoder).self)
        settings["encoder"] = encoder.json
        var pyramid = SpatialPyramid(grids: ["1x1"])
        if let pyramidReader = parts["pyramid"] {
            let resolved = try ComponentReader(what: "pyramid").readSettings(pyramidReader, of: SpatialPyramid.self)
            pyramid = resolved.value
            settings["pyramid"] = resolved.settings
        }
        return (Self.bag(local, encoder.value, pyramid), settings)
    }

    private static func whole(_ extractor: some FeatureExtractor) -> any Representation {
        WholeImage(extractor: extractor)
    }

    private static func bag(
        _ descriptors: some DescriptorExtractor, _ encoder: some Encoder, _ pyramid: SpatialPyramid
    ) -> any Representation {
        BagOfFeatures(descriptors: descriptors, encoder: encoder, pyramid: pyramid)
    }

    /// The components under a key, in their order: one alone, or a list.
    private func list<Value: Sendable>(
        _ key: String, _ what: String, from types: [any Component.Type]
    ) throws -> [ResolvedComponent<Value>] {
        guard let reader = parts[key] else { return [] }
        var items = [reader]
        if case .sequence = reader.node { items = try reader.items(key) }
        return try items.map { try ComponentReader(what: what).read($0, from: types, as: Value.self) }
    }
}
