import Core
import Crypto
import Foundation
import Yams

/// One experiment: a method, a data set, a training size and a seed, all resolved.
public struct Cell: Sendable {
    public let key: CellKey
    public let dataset: any Dataset
    public let datasetSettings: JSONValue
    public let method: any Method
    public let evaluation: ExperimentMatrix.Evaluation
    /// Wrong labels among the training images.
    public let labelNoise: LabelNoise?
    /// How the test images are altered, one after the other, to be scored again.
    public let alterations: [ImageAlteration]
    /// Everything that decides the result.
    public let configuration: JSONValue

    /// The first 16 hexadecimal digits of the SHA-256 of the configuration.
    public var id: String { Record.identifier(of: configuration) }

    /// The name by which a data set with these settings is known among the records.
    public var datasetID: String {
        Record.identifier(
            of: .object([
                "dataset": datasetSettings, "label": .string(key.dataset), "evaluation": .string(evaluation.rawValue),
            ]))
    }

    /// Such as `mnist/hog-svm/1000/1`, what `--only` is matched against.
    public var path: String {
        "\(key.dataset)/\(key.method)/\(key.size)/\(key.seed)" + (key.repetition > 1 ? "/\(key.repetition)" : "")
    }

    /// Does the pattern (a shell glob) match the path, its beginning, or one of its parts?
    public func matches(_ pattern: String) -> Bool {
        let framed = "/\(path)/"
        for glob in ["/\(pattern)/", "/\(pattern)/*", "*/\(pattern)/*"] where fnmatch(glob, framed, 0) == 0 {
            return true
        }
        return false
    }
}

extension Record {
    /// The name of what was made under `configuration`: the first 16 hexadecimal digits of the SHA-256 of its canonical text.
    public static func identifier(of configuration: JSONValue) -> String {
        SHA256.hash(data: Data(configuration.canonicalText.utf8)).prefix(8).map { String(format: "%02x", $0) }.joined()
    }
}

extension ExperimentMatrix {
    /// All cells in the order in which they run: data set by data set, small sizes first.
    ///
    /// Throws ``UserError`` with file and line where a component or one of its settings is wrong, or where a size exceeds
    /// the training set.
    ///
    /// - Parameter directory: The data directory, for data sets whose size shows only there.
    public func cells(dataDirectory directory: String) throws -> [Cell] {
        var cells: [Cell] = []
        for entry in datasets {
            let conditions = try DatasetConditions(entry.reader)
            let dataset: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
                conditions.dataset, from: Catalogue.datasets, as: (any Dataset).self)
            let settings = try identity(of: dataset, conditions, directory)
            let available = try availableImages(dataset.value, entry.label, directory)
            for (size, place) in sizes {
                if size == .all, sizes.contains(where: { $0.size == .images(available) }) {
                    throw place.failure(
                        "'all' is \(available) images of \(entry.label), a size that stands in sizes already")
                }
                cells += try self.cells(entry.label, dataset.value, conditions, settings, size, available, place)
            }
        }
        let ids = Dictionary(grouping: cells, by: \.id)
        if let twins = ids.values.first(where: { $0.count > 1 }) {
            throw UserError(
                "\(name): \(twins[0].path) and \(twins[1].path) are the same cell; give one of them another label")
        }
        return cells
    }

    private func cells(
        _ label: String, _ dataset: any Dataset, _ conditions: DatasetConditions, _ datasetSettings: JSONValue,
        _ size: Size, _ available: Int, _ place: YAMLReader
    ) throws -> [Cell] {
        var images = available
        if case .images(let count) = size { images = count }
        guard images <= available else {
            throw place.failure(
                "size \(images): \(label) has \(available) training images; write a smaller size, or 'all'")
        }
        var planned: [(Cell, order: (Int, Int))] = []
        for method in methods {
            let exceptions = exceptions.filter {
                $0.applies(dataset: label, method: method.label, size: size, images: images)
            }
            if exceptions.contains(where: \.skip) { continue }
            let (value, settings) = try resolve(method, exceptions)
            let seeds = exceptions.last { $0.seeds != nil }?.seeds ?? seeds
            let repetitions = exceptions.last { $0.repetitions != nil }?.repetitions ?? repetitions
            for seed in seeds {
                for repetition in 1...repetitions {
                    let key = CellKey(
                        dataset: label, method: method.label, size: images, seed: seed, repetition: repetition)
                    let cell = Cell(
                        key: key, dataset: dataset, datasetSettings: datasetSettings, method: value,
                        evaluation: evaluation, labelNoise: conditions.labelNoise, alterations: conditions.alterations,
                        configuration: configuration(key, datasetSettings, settings))
                    planned.append((cell, (seed, repetition)))
                }
            }
        }
        // Seed by seed, so that an interrupted run has compared all methods on what it has done.
        return planned.enumerated().sorted {
            ($0.element.order.0, $0.element.order.1, $0.offset) < ($1.element.order.0, $1.element.order.1, $1.offset)
        }.map(\.element.0)
    }

    /// The settings of a data set with its conditions, and a mark of its content where that can change under the same settings.
    private func identity(
        of dataset: ResolvedComponent<any Dataset>, _ conditions: DatasetConditions, _ directory: String
    ) throws -> JSONValue {
        guard case .object(var members) = dataset.json else { return dataset.json }
        members.merge(conditions.json) { $1 }
        let mark = try dataset.value.contentMark(in: directory)
        if !mark.isEmpty { members["content"] = .string(mark) }
        return .object(members)
    }

    /// Images that a method may be trained on.
    private func availableImages(_ dataset: any Dataset, _ label: String, _ directory: String) throws -> Int {
        let whole = try dataset.trainingCount(in: directory)
        if evaluation == .test { return whole }
        let held = ValidationSplit.count(of: whole)
        guard held > 0 else {
            throw UserError(
                "\(label): \(whole) training images are too few for 'evaluation: validation', which sets a sixth aside")
        }
        return whole - held
    }

    private func configuration(_ key: CellKey, _ dataset: JSONValue, _ method: [String: JSONValue]) -> JSONValue {
        .object([
            "matrix": .string(name), "evaluation": .string(evaluation.rawValue),
            "datasetLabel": .string(key.dataset), "dataset": dataset,
            "methodLabel": .string(key.method), "method": .object(method),
            "size": .integer(key.size), "seed": .integer(key.seed), "repetition": .integer(key.repetition),
        ])
    }

    private func resolve(
        _ method: Labelled, _ exceptions: [Exception]
    ) throws -> (method: any Method, settings: [String: JSONValue]) {
        var parts = try method.reader.members("the method '\(method.label)'", allowed: MethodReader.parts)
        for (key, reader) in exceptions.flatMap(\.settings) {
            guard let old = parts[key] else {
                throw reader.failure(
                    "the method '\(method.label)' has no \(key); say in 'when' which methods are meant")
            }
            parts[key] = reader.with(Self.overlay(reader.node, on: old.node))
        }
        return try MethodReader(label: method.label, parts: parts).method()
    }

    /// `new` laid over `old`: mappings are merged key by key, anything else is replaced. Every part keeps its line.
    static func overlay(_ new: Node, on old: Node) -> Node {
        guard case .mapping(let changes) = new, case .mapping(var merged) = old else { return new }
        for (key, value) in changes {
            merged[key] = merged[key].map { Self.overlay(value, on: $0) } ?? value
        }
        return .mapping(merged)
    }
}
