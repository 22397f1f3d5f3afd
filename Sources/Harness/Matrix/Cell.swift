import Core
import Crypto
import Files
import Foundation
import Records
import Yams

/// One experiment: a method, a data set, a training size and a seed, all resolved.
public struct Cell: Sendable {
    public let key: CellKey
    let plan: CellPlan

    public var dataset: any Dataset { plan.dataset.value }
    public var datasetSettings: JSONValue { plan.dataset.settings }
    public var method: any Method { plan.method }
    public var evaluation: ExperimentMatrix.Evaluation { plan.dataset.evaluation }
    /// Wrong labels among the training images.
    public var labelNoise: LabelNoise? { plan.dataset.conditions.labelNoise }
    /// How the test images are altered, one after the other, to be scored again.
    public var alterations: [ImageAlteration] { plan.dataset.conditions.alterations }
    /// Everything that decides the result.
    public var configuration: JSONValue { plan.configuration(key) }
    /// The first 16 hexadecimal digits of the SHA-256 of the configuration.
    public var id: String { plan.id(key) }
    /// The name by which a data set with these settings is known among the records.
    public var datasetID: String { plan.dataset.id }

    /// Such as `mnist/hog-svm/1000/1`, what `--only` is matched against.
    public var path: String {
        "\(key.dataset)/\(key.method)/\(key.size)/\(key.seed)" + (key.repetition > 1 ? "/\(key.repetition)" : "")
    }

    /// Does the pattern (a shell glob) match the path, its beginning, or one of its parts?
    public func matches(_ pattern: String) -> Bool { planned.matches(pattern) }

    /// What the plan of a run keeps of it.
    package var planned: RunPlan.PlannedCell { RunPlan.PlannedCell(id: id, path: path) }
}

extension ExperimentMatrix {
    /// More cells than these are refused: nobody waits for them, and a typo is more likely.
    public static let largestCellCount = RunPlan.largestCellCount

    /// All cells in the order in which they run: data set by data set, small sizes first.
    ///
    /// Throws ``UserError`` with file and line where a component or one of its settings is wrong, where a size exceeds
    /// the training set, or where there are more than ``largestCellCount``.
    ///
    /// - Parameter directory: The data directory, for data sets whose size shows only there.
    public func cells(dataDirectory directory: String) throws -> [Cell] {
        // First of all, without a look at any data: at least one cell for each.
        try requireFewCells(datasets.count * sizes.count * methods.count)
        var cells: [Cell] = []
        let tasks = try methodTasks()
        for entry in datasets {
            let dataset = try PlannedDataset(entry, self, directory)
            let task = type(of: dataset.value).task
            guard tasks.contains(task) else {
                throw entry.reader.failure(
                    "'\(entry.label)' holds \(task.example)s, and no method of the matrix takes them")
            }
            var resolved = Resolved(self, dataset.label)
            let available = try availableImages(dataset.value, entry.label, directory)
            for (size, place) in sizes {
                if size == .all, sizes.contains(where: { $0.size == .images(available) }) {
                    throw place.failure(
                        "'all' is \(available) \(task.example)s of \(entry.label), a size that is in sizes already")
                }
                try addCells(to: &cells, dataset, size, available, place, &resolved)
            }
        }
        return cells
    }

    private func requireFewCells(_ count: Int) throws {
        guard count <= Self.largestCellCount else {
            throw UserError(
                "\(file): asks for \(count) cells or more, and at most \(Self.largestCellCount) are possible; take fewer seeds, sizes or methods"
            )
        }
    }

    /// What the methods take. Throws ``UserError`` with file and line for one that no data set of the matrix has examples for.
    private func methodTasks() throws -> [LearningTask] {
        let library = library
        let known = try datasets.map { entry in
            let dataset: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
                DatasetConditions(entry.reader).dataset, from: library.datasets, as: (any Dataset).self)
            return type(of: dataset.value).task
        }
        return try methods.map { method in
            let task = try resolve(method, []).method.task
            guard known.contains(task) else {
                throw method.reader.failure(
                    "the method '\(method.label)' takes \(task.example)s, and no data set of the matrix holds any")
            }
            return task
        }
    }

    /// What the sizes of one data set have in common.
    private struct Resolved {
        /// The places of the exceptions that each method may have, whatever the size.
        let exceptions: [[Int]]
        /// By the place of the method and those of the exceptions that were laid over its settings.
        var plans: [[Int]: CellPlan] = [:]

        init(_ matrix: ExperimentMatrix, _ dataset: String) {
            exceptions = matrix.methods.map { method in
                matrix.exceptions.indices.filter {
                    matrix.exceptions[$0].applies(dataset: dataset, method: method.label)
                }
            }
        }
    }

    private func addCells(
        to cells: inout [Cell], _ dataset: PlannedDataset, _ size: Size, _ available: Int, _ place: YAMLReader,
        _ resolved: inout Resolved
    ) throws {
        var images = available
        if case .images(let count) = size { images = count }
        guard images <= available else {
            throw place.failure(
                "size \(images): \(dataset.label) has \(available) training \(type(of: dataset.value).task.example)s; write a smaller size, or 'all'"
            )
        }
        var planned: [(cell: Cell, order: (Int, Int))] = []
        let task = type(of: dataset.value).task
        for (index, method) in methods.enumerated() {
            let places = resolved.exceptions[index].filter { exceptions[$0].applies(size: size, images: images) }
            let applied = places.map { exceptions[$0] }
            if applied.contains(where: \.skip) { continue }
            let key = [index] + places
            let plan: CellPlan
            if let known = resolved.plans[key] {
                plan = known
            } else {
                let (value, settings) = try resolve(method, applied)
                // A matrix may hold pictures and texts: each method works on what it takes.
                guard value.task == task else { continue }
                plan = CellPlan(matrix: name, dataset: dataset, label: method.label, method: value, settings: settings)
                resolved.plans[key] = plan
            }
            let seeds = applied.last { $0.seeds != nil }?.seeds ?? self.seeds
            let repetitions = applied.last { $0.repetitions != nil }?.repetitions ?? self.repetitions
            try requireFewCells(cells.count + planned.count + seeds.count * repetitions)
            for seed in seeds {
                for repetition in 1...repetitions {
                    let key = CellKey(
                        dataset: dataset.label, method: method.label, size: images, seed: seed, repetition: repetition)
                    planned.append((Cell(key: key, plan: plan), (seed, repetition)))
                }
            }
        }
        // Seed by seed, so that an interrupted run has compared all methods on what it has done.
        cells += planned.enumerated().sorted {
            ($0.element.order.0, $0.element.order.1, $0.offset) < ($1.element.order.0, $1.element.order.1, $1.offset)
        }.map(\.element.cell)
    }

    /// The settings of a data set with its conditions, and a mark of its content where that can change under the same settings.
    fileprivate func identity(
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
                "\(label): \(whole) training \(type(of: dataset).task.example)s are too few for 'evaluation: validation', which sets a sixth aside"
            )
        }
        return whole - held
    }

    private func resolve(
        _ method: Labelled, _ exceptions: [Exception]
    ) throws -> (method: any Method, settings: [String: JSONValue]) {
        var parts = try method.reader.members("the method '\(method.label)'", allowed: library.methodParts)
        for (key, reader) in exceptions.flatMap(\.settings) {
            guard let old = parts[key] else {
                throw reader.failure(
                    "the method '\(method.label)' has no \(key); say in 'when' which methods are meant")
            }
            parts[key] = reader.with(Self.overlay(reader.node, on: old.node))
        }
        return try library.method(label: method.label, parts: parts)
    }

    /// `new` laid over `old`: mappings are merged key by key, anything else is replaced. Every part keeps its line.
    package static func overlay(_ new: Node, on old: Node) -> Node {
        guard case .mapping(let changes) = new, case .mapping(var merged) = old else { return new }
        for (key, value) in changes {
            merged[key] = merged[key].map { Self.overlay(value, on: $0) } ?? value
        }
        return .mapping(merged)
    }
}

/// A data set of a matrix, resolved once for all its cells.
final class PlannedDataset: Sendable {
    package let label: String
    package let value: any Dataset
    package let conditions: DatasetConditions
    package let settings: JSONValue
    let evaluation: ExperimentMatrix.Evaluation
    /// The name by which it is known among the records.
    package let id: String

    /// Throws ``UserError`` with file and line.
    init(_ entry: ExperimentMatrix.Labelled, _ matrix: ExperimentMatrix, _ directory: String) throws {
        label = entry.label
        conditions = try DatasetConditions(entry.reader)
        let dataset: ResolvedComponent<any Dataset> = try ComponentReader(what: "data set").read(
            conditions.dataset, from: matrix.library.datasets, as: (any Dataset).self)
        value = dataset.value
        guard conditions.alterations.isEmpty || type(of: value).task == .imageClass else {
            throw entry.reader.failure("testAlterations: '\(label)' holds texts, and only pictures can be altered")
        }
        settings = try matrix.identity(of: dataset, conditions, directory)
        evaluation = matrix.evaluation
        id = Record.identifier(
            of: .object([
                "dataset": settings, "label": .string(label), "evaluation": .string(evaluation.rawValue),
            ]))
    }
}

/// What all cells have in common that differ in nothing but size, seed and repetition.
final class CellPlan: Sendable {
    package let dataset: PlannedDataset
    package let method: any Method
    /// All of the configuration but size, seed and repetition.
    private let common: [String: JSONValue]
    /// Has taken in the canonical text of the configuration up to the repetition: with many seeds the settings are hashed once.
    private let hash: SHA256

    init(
        matrix: String, dataset: PlannedDataset, label: String, method: any Method, settings: [String: JSONValue]
    ) {
        self.dataset = dataset
        self.method = method
        common = [
            "matrix": .string(matrix), "evaluation": .string(dataset.evaluation.rawValue),
            "datasetLabel": .string(dataset.label), "dataset": dataset.settings,
            "methodLabel": .string(label), "method": .object(settings),
        ]
        let text = JSONValue.object(common).canonicalText
        var hash = SHA256()
        hash.update(data: Data(text.dropLast().utf8))
        self.hash = hash
    }

    package func configuration(_ key: CellKey) -> JSONValue {
        var members = common
        members["size"] = .integer(key.size)
        members["seed"] = .integer(key.seed)
        members["repetition"] = .integer(key.repetition)
        return .object(members)
    }

    /// As `Record.identifier(of: configuration(key))`: the keys that are missing in ``common`` come last in its canonical text.
    package func id(_ key: CellKey) -> String {
        var hash = hash
        hash.update(data: Data(",\"repetition\":\(key.repetition),\"seed\":\(key.seed),\"size\":\(key.size)}".utf8))
        return Record.name(hash.finalize())
    }
}

extension RunPlan {
    /// - Parameters:
    ///   - command: Makes all cells of the matrix under its profile.
    ///   - cells: All of these.
    ///   - only: Patterns of the cells that are planned; empty for all.
    ///   - before: The plan of the same folder until now.
    ///   - question: The summary of the matrix.
    public init(
        command: String, cells: [Cell], only: [String] = [], after before: RunPlan? = nil, question: String? = nil
    ) {
        self.init(
            command: command, cells: cells.map(\.planned), only: only, after: before, question: question)
    }
}
