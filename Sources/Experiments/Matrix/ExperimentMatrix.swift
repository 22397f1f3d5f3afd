import Core
import Foundation
import Yams

/// A matrix file: data sets × methods × training sizes × seeds, and the exceptions.
///
/// Reading is strict; see ``YAMLReader``. The components are resolved when the cells are made, because exceptions may change
/// their settings for some cells only.
public struct ExperimentMatrix: Sendable {
    /// A part of the file that waits to be resolved.
    struct Labelled: Sendable {
        let label: String
        let reader: YAMLReader
    }

    /// A number of training images.
    enum Size: Hashable, Sendable {
        case images(Int)
        /// The whole training set.
        case all
    }

    /// What is different for some cells.
    struct Exception: Sendable {
        let reader: YAMLReader
        var datasets: [String]?
        var methods: [String]?
        var sizes: [Size]?
        var seeds: [Int]?
        var repetitions: Int?
        var skip = false
        /// A part of a method, such as `extractor` or `network`, with settings to lay over those of the method.
        var settings: [(key: String, reader: YAMLReader)] = []

        func applies(dataset: String, method: String, size: Size, images: Int) -> Bool {
            (datasets?.contains(dataset) ?? true) && (methods?.contains(method) ?? true)
                && (sizes?.contains { $0 == size || $0 == .images(images) } ?? true)
        }
    }

    /// What the methods are scored on.
    public enum Evaluation: String, CaseIterable, Sendable {
        /// The test set, which is for final figures.
        case test
        /// A sixth of the training set, kept out of training: for choosing settings without looking at the test set.
        case validation
    }

    public private(set) var name: String
    /// One line for `hindsight list matrices`; empty where the file has none.
    public private(set) var summary = ""
    public private(set) var evaluation = Evaluation.test
    private(set) var datasets: [Labelled] = []
    private(set) var methods: [Labelled] = []
    private(set) var sizes: [(size: Size, reader: YAMLReader)] = []
    private(set) var seeds: [Int] = [1]
    private(set) var repetitions = 1
    /// Each network is also trained within each of these.
    private var budgets: [TrainingBudget] = []
    private(set) var exceptions: [Exception] = []

    /// Labels that overrides may name, whatever the profile leaves of them.
    private var knownDatasets: [String] = []
    private var knownMethods: [String] = []

    private static let axes = ["datasets", "methods", "sizes", "seeds", "repetitions", "budgets"]
    private static let keys = axes + ["name", "summary", "evaluation", "overrides", "profiles"]

    /// The profiles that the file defines, sorted.
    public private(set) var profiles: [String] = []

    /// Reads a matrix.
    ///
    /// - Parameters:
    ///   - file: Its name for messages; without a `name` in the text, also the name of the matrix.
    ///   - profile: One of the file's profiles; `full`, where the file does not define it, is the file as it stands.
    ///
    /// Throws ``UserError`` with file and line.
    public init(text: String, file: String, profile: String? = nil) throws {
        let document = try YAMLReader.document(text, file: file)
        let members = try document.members("the matrix", allowed: Self.keys)
        name = (file as NSString).lastPathComponent.replacingOccurrences(
            of: "\\.ya?ml$", with: "", options: .regularExpression)
        if let reader = members["name"] { name = try reader.string("name") }
        if let reader = members["summary"] { summary = try reader.string("summary") }
        if let reader = members["evaluation"] {
            let word = try reader.string("evaluation")
            guard let found = Evaluation(rawValue: word) else {
                throw reader.failure(
                    "unknown evaluation '\(word)'\(reader.suggestion(word, Evaluation.allCases.map(\.rawValue)))")
            }
            evaluation = found
        }
        for key in ["datasets", "methods", "sizes"] where members[key] == nil {
            throw UserError("\(file): the matrix has no \(key); add '\(key):'")
        }
        try readAxes(members, isProfile: false)
        knownDatasets = datasets.map(\.label)
        knownMethods = methods.map(\.label)
        try choose(profile, members["profiles"])
        methods = try methods.flatMap(withinBudgets)
        knownMethods += methods.map(\.label)
        if let reader = members["overrides"] {
            exceptions = try reader.items("overrides").map(readException)
        }
    }

    /// The same matrix with at least so many repetitions of every cell.
    public func repeated(atLeast count: Int) -> ExperimentMatrix {
        var copy = self
        copy.repetitions = max(count, repetitions)
        copy.exceptions = exceptions.map { exception in
            var exception = exception
            exception.repetitions = exception.repetitions.map { max(count, $0) }
            return exception
        }
        return copy
    }

    // MARK: Axes

    private mutating func readAxes(_ members: [String: YAMLReader], isProfile: Bool) throws {
        if let reader = members["datasets"] { datasets = try readDatasets(reader) }
        if let reader = members["methods"] {
            methods = isProfile ? try choose(methods, reader, "method") : try readMethods(reader)
        }
        if let reader = members["sizes"] {
            sizes = try nonEmpty(reader, "sizes").map { (try readSize($0), $0) }
            let duplicate = sizes.indices.first { index in sizes[..<index].contains { $0.size == sizes[index].size } }
            if let duplicate { throw sizes[duplicate].reader.failure("the size stands twice in sizes") }
        }
        if let reader = members["seeds"] { seeds = try readSeeds(reader) }
        if let reader = members["repetitions"] { repetitions = try reader.integer("repetitions", in: 1...1000) }
        if let reader = members["budgets"] { budgets = try readBudgets(reader) }
    }

    private func readBudgets(_ reader: YAMLReader) throws -> [TrainingBudget] {
        let items = try reader.items("budgets")
        let budgets = try items.map(TrainingBudget.init)
        if let place = budgets.indices.first(where: { budgets[..<$0].contains(budgets[$0]) }) {
            throw items[place].failure("the budget stands twice in budgets")
        }
        return budgets
    }

    /// A method, or a network once for each budget: `lenet5` becomes `lenet5-10s` and `lenet5-1min`.
    private func withinBudgets(_ method: Labelled) throws -> [Labelled] {
        let parts = try method.reader.members("the method '\(method.label)'", allowed: MethodReader.parts)
        guard !budgets.isEmpty, parts["network"] != nil, parts["budget"] == nil else { return [method] }
        return budgets.map { budget in
            let limit = Node.mapping(["budget": Node(budget.description)])
            return Labelled(
                label: "\(method.label)-\(budget.description.filter { $0 != " " })",
                reader: method.reader.with(Self.overlay(limit, on: method.reader.node)))
        }
    }

    private func nonEmpty(_ reader: YAMLReader, _ what: String) throws -> [YAMLReader] {
        let items = try reader.items(what)
        guard !items.isEmpty else { throw reader.failure("\(what) is empty: there is nothing to run") }
        return items
    }

    private func readDatasets(_ reader: YAMLReader) throws -> [Labelled] {
        if case .mapping = reader.node {
            let members = try reader.members("datasets")
            guard !members.isEmpty else { throw reader.failure("datasets is empty: there is nothing to run") }
            return members.map { Labelled(label: $0.key, reader: $0.value) }
        }
        var entries: [Labelled] = []
        for item in try nonEmpty(reader, "datasets") {
            var label = ""
            if case .mapping = item.node {
                label = try item.members("a data set").first?.key ?? ""
            } else {
                label = try item.string("a data set")
            }
            guard !entries.contains(where: { $0.label == label }) else {
                throw item.failure(
                    "the data set '\(label)' stands twice; give each a label, as in "
                        + "datasets: {first: {\(label): {…}}, second: {\(label): {…}}}")
            }
            entries.append(Labelled(label: label, reader: item))
        }
        return entries
    }

    private func readMethods(_ reader: YAMLReader) throws -> [Labelled] {
        let members = try reader.members("methods")
        guard !members.isEmpty else { throw reader.failure("methods is empty: there is nothing to run") }
        for (label, value) in members {
            try MethodReader.check(value, label: label)
        }
        return members.map { Labelled(label: $0.key, reader: $0.value) }
    }

    private func choose(_ all: [Labelled], _ reader: YAMLReader, _ what: String) throws -> [Labelled] {
        try nonEmpty(reader, "\(what)s").map { item in
            let label = try item.string("a \(what)")
            guard let found = all.first(where: { $0.label == label }) else {
                throw item.failure("unknown \(what) '\(label)'\(item.suggestion(label, all.map(\.label)))")
            }
            return found
        }
    }

    private func readSize(_ reader: YAMLReader) throws -> Size {
        if reader.json == .string("all") { return .all }
        guard case .integer(let count) = reader.json, count >= 1 else {
            throw reader.failure(
                "a size must be a number of training images, at least 1, or 'all', not \(reader.json.canonicalText)")
        }
        return .images(count)
    }

    private func readSeeds(_ reader: YAMLReader) throws -> [Int] {
        let seeds = try nonEmpty(reader, "seeds").map { try $0.integer("a seed", in: 0...Int(Int32.max)) }
        guard Set(seeds).count == seeds.count else { throw reader.failure("a seed stands twice in seeds") }
        return seeds
    }

    // MARK: Profiles and exceptions

    private mutating func choose(_ profile: String?, _ reader: YAMLReader?) throws {
        let members = try reader?.members("profiles") ?? []
        profiles = members.map(\.key).sorted()
        var chosen: ExperimentMatrix?
        for (name, value) in members {
            // All profiles are checked, also those that are not used now.
            var copy = self
            try copy.readAxes(try value.members("the profile '\(name)'", allowed: Self.axes), isProfile: true)
            knownDatasets += copy.datasets.map(\.label)
            if name == profile { chosen = copy }
        }
        if var chosen {
            chosen.knownDatasets = knownDatasets
            self = chosen
        }
        if let profile, profile != "full", !profiles.contains(profile) {
            let place = reader ?? YAMLReader(file: name, node: Node(""))
            throw UserError(
                "\(place.file): unknown profile '\(profile)'\(place.suggestion(profile, profiles + ["full"]))")
        }
    }

    private func readException(_ reader: YAMLReader) throws -> Exception {
        let parts = MethodReader.parts
        let members = try reader.members(
            "an override", allowed: ["when", "seeds", "repetitions", "skip"] + parts)
        guard let condition = members["when"] else {
            throw reader.failure("an override needs 'when', such as when: {size: 60000}")
        }
        var exception = Exception(reader: reader)
        let conditions = try condition.members("when", allowed: ["dataset", "method", "size"])
        func several(_ key: String) throws -> [YAMLReader]? {
            try conditions[key].map { if case .sequence = $0.node { try $0.items(key) } else { [$0] } }
        }
        func labels(_ key: String, _ known: [String], _ what: String) throws -> [String]? {
            try several(key)?.map { item in
                let label = try item.string("a \(what)")
                guard known.contains(label) else {
                    throw item.failure("unknown \(what) '\(label)'\(item.suggestion(label, known))")
                }
                return label
            }
        }
        exception.datasets = try labels("dataset", knownDatasets, "data set")
        exception.methods = try labels("method", knownMethods, "method")
        exception.sizes = try several("size")?.map(readSize)
        if let value = members["seeds"] { exception.seeds = try readSeeds(value) }
        if let value = members["repetitions"] { exception.repetitions = try value.integer("repetitions", in: 1...1000) }
        if let value = members["skip"] { exception.skip = try value.boolean("skip") }
        exception.settings = parts.compactMap { part in members[part].map { (part, $0) } }
        return exception
    }
}
