import Core
import Files
import Foundation
import Yams

/// A matrix file: data sets × methods × training sizes × seeds, and the exceptions.
///
/// Reading is strict; see ``YAMLReader``. The components are resolved when the cells are made, because exceptions may change
/// their settings for some cells only.
public struct ExperimentMatrix: Sendable {
    /// A part of the file that waits to be resolved.
    package struct Labelled: Sendable {
        package let label: String
        package let reader: YAMLReader
    }

    /// A number of training images.
    enum Size: Hashable, Sendable {
        case images(Int)
        /// The whole training set.
        case all
    }

    /// What is different for some cells.
    struct Exception: Sendable {
        package let reader: YAMLReader
        var datasets: Set<String>?
        var methods: Set<String>?
        package var sizes: Set<Size>?
        package var seeds: [Int]?
        var repetitions: Int?
        var skip = false
        /// A part of a method, such as `extractor` or `network`, with settings to lay over those of the method.
        package var settings: [(key: String, reader: YAMLReader)] = []

        func applies(dataset: String, method: String) -> Bool {
            (datasets?.contains(dataset) ?? true) && (methods?.contains(method) ?? true)
        }

        func applies(size: Size, images: Int) -> Bool {
            sizes.map { $0.contains(size) || $0.contains(.images(images)) } ?? true
        }
    }

    /// What the methods are scored on.
    public enum Evaluation: String, CaseIterable, Sendable {
        /// The test set, which is for final figures.
        case test
        /// A sixth of the training set, kept out of training: for choosing settings without looking at the test set.
        case validation
    }

    /// Of its results, and of their folder where no other is asked for: one name, no path.
    public private(set) var name: String
    /// The file's name, for messages.
    package let file: String
    /// What the names of methods and data sets mean.
    package let library: any ComponentLibrary
    /// One line for `hindsight list matrices`; empty where the file has none.
    public private(set) var summary = ""
    public private(set) var evaluation = Evaluation.test
    package private(set) var datasets: [Labelled] = []
    package private(set) var methods: [Labelled] = []
    private(set) var sizes: [(size: Size, reader: YAMLReader)] = []
    private(set) var seeds: [Int] = [1]
    private(set) var repetitions = 1
    /// Each network is also trained within each of these.
    private var budgets: [TrainingBudget] = []
    private(set) var exceptions: [Exception] = []

    /// Labels that overrides may name, whatever the profile leaves of them.
    private var knownDatasets: Set<String> = []
    private var knownMethods: Set<String> = []

    private static let axes = ["datasets", "methods", "sizes", "seeds", "repetitions", "budgets"]
    private static let keys = axes + ["name", "summary", "evaluation", "overrides", "profiles"]

    /// Data sets, methods and sizes, and profiles and overrides, at most; of seeds there may be as many as cells.
    private static let longestAxis = 2000
    private static let mostProfiles = 100

    /// The profiles that the file defines, sorted.
    public private(set) var profiles: [String] = []

    /// Reads a matrix.
    ///
    /// - Parameters:
    ///   - file: Its name for messages; without a `name` in the text, also the name of the matrix.
    ///   - profile: One of the file's profiles; `full`, where the file does not define it, is the file as it stands.
    ///
    /// Throws ``UserError`` with file and line.
    package init(
        text: String, file: String, profile: String?, library: any ComponentLibrary
    ) throws {
        self.file = file
        self.library = library
        let document = try YAMLReader.document(text, file: file)
        let members = try document.members("the matrix", allowed: Self.keys)
        name = PathText.name(of: file).replacingOccurrences(
            of: "\\.ya?ml$", with: "", options: .regularExpression)
        if let reader = members["name"] { name = try reader.string("name") }
        try requireName(members["name"])
        if let reader = members["summary"] { summary = try reader.string("summary") }
        if let reader = members["evaluation"] {
            let word = try reader.string("evaluation")
            guard let found = Evaluation(rawValue: word) else {
                throw reader.unknown("evaluation", word, Evaluation.allCases.map(\.rawValue))
            }
            evaluation = found
        }
        for key in ["datasets", "methods", "sizes"] where members[key] == nil {
            throw UserError("\(file): the matrix has no \(key); add '\(key):'")
        }
        try readAxes(members, isProfile: false)
        knownDatasets = Set(datasets.map(\.label))
        knownMethods = Set(methods.map(\.label))
        try choose(profile, members["profiles"])
        try requireFew(
            methods.count * max(budgets.count, 1), "methods with their budgets", members["budgets"] ?? document)
        methods = try methods.flatMap(withinBudgets)
        try requireDistinct(methods)
        knownMethods.formUnion(methods.map(\.label))
        if let reader = members["overrides"] {
            let items = try reader.items("overrides")
            try requireFew(items.count, "overrides", reader, limit: Self.mostProfiles)
            exceptions = try items.map(readException)
        }
    }

    /// Throws ``UserError`` unless ``name`` can be that of a folder among others: it must not lead anywhere else.
    private func requireName(_ reader: YAMLReader?) throws {
        let isPath = name.contains("/") || name.allSatisfy { $0 == "." }
        guard name.isEmpty || isPath || name.utf8.count > 200 || name.visible != name || name.hasPrefix("~") else {
            return
        }
        let problem = "the matrix cannot have the name '\(YAMLReader.short(name))', which is to be that of a folder"
        guard let reader else { throw UserError("\(file): \(problem); give it another with 'name:'") }
        throw reader.failure("\(problem): no '/', no control characters, at most 200 bytes")
    }

    private func requireFew(_ count: Int, _ what: String, _ reader: YAMLReader, limit: Int = longestAxis) throws {
        guard count <= limit else {
            throw reader.failure("\(count) \(what) are too many; at most \(limit) are possible")
        }
    }

    /// Budgets make names of their own, and profiles name what they take.
    private func requireDistinct(_ methods: [Labelled]) throws {
        var seen: Set<String> = []
        if let twin = methods.first(where: { !seen.insert($0.label).inserted }) {
            throw twin.reader.failure("there are two methods '\(twin.label)'; give one of them another label")
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
            try requireFew(sizes.count, "sizes", reader)
            var seen: Set<Size> = []
            if let duplicate = sizes.first(where: { !seen.insert($0.size).inserted }) {
                throw duplicate.reader.failure("the size appears twice in sizes")
            }
        }
        if let reader = members["seeds"] { seeds = try readSeeds(reader) }
        if let reader = members["repetitions"] { repetitions = try reader.integer("repetitions", in: 1...1000) }
        if let reader = members["budgets"] { budgets = try readBudgets(reader) }
    }

    private func readBudgets(_ reader: YAMLReader) throws -> [TrainingBudget] {
        let items = try reader.items("budgets")
        try requireFew(items.count, "budgets", reader)
        let budgets = try items.map(TrainingBudget.init)
        if let place = budgets.indices.first(where: { budgets[..<$0].contains(budgets[$0]) }) {
            throw items[place].failure("the budget appears twice in budgets")
        }
        return budgets
    }

    /// A method, or a network once for each budget: `lenet5` becomes `lenet5-10s` and `lenet5-1min`.
    private func withinBudgets(_ method: Labelled) throws -> [Labelled] {
        let parts = try method.reader.members("the method '\(method.label)'", allowed: library.methodParts)
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
            try requireFew(members.count, "data sets", reader)
            return members.map { Labelled(label: $0.key, reader: $0.value) }
        }
        var entries: [Labelled] = []
        let items = try nonEmpty(reader, "datasets")
        try requireFew(items.count, "data sets", reader)
        for item in items {
            var label = ""
            if case .mapping = item.node {
                label = try item.members("a data set").first?.key ?? ""
            } else {
                label = try item.string("a data set")
            }
            guard !entries.contains(where: { $0.label == label }) else {
                throw item.failure(
                    "the data set '\(label)' appears twice; give each a label, as in "
                        + "datasets: {first: {\(label): {…}}, second: {\(label): {…}}}")
            }
            entries.append(Labelled(label: label, reader: item))
        }
        return entries
    }

    private func readMethods(_ reader: YAMLReader) throws -> [Labelled] {
        let members = try reader.members("methods")
        guard !members.isEmpty else { throw reader.failure("methods is empty: there is nothing to run") }
        try requireFew(members.count, "methods", reader)
        for (label, value) in members {
            try library.check(value, label: label)
        }
        return members.map { Labelled(label: $0.key, reader: $0.value) }
    }

    private func choose(_ all: [Labelled], _ reader: YAMLReader, _ what: String) throws -> [Labelled] {
        let known = Dictionary(all.map { ($0.label, $0) }) { first, _ in first }
        return try nonEmpty(reader, "\(what)s").map { item in
            let label = try item.string("a \(what)")
            guard let found = known[label] else { throw item.unknown(what, label, all.map(\.label)) }
            return found
        }
    }

    private func readSize(_ reader: YAMLReader) throws -> Size {
        if reader.json == .string("all") { return .all }
        guard case .integer(let count) = reader.json, count >= 1 else {
            throw reader.failure(
                "a size must be a whole number of training images in digits, at least 1, or 'all', not \(reader.kind)")
        }
        return .images(count)
    }

    private func readSeeds(_ reader: YAMLReader) throws -> [Int] {
        let items = try nonEmpty(reader, "seeds")
        try requireFew(items.count, "seeds", reader, limit: Self.largestCellCount)
        let seeds = try items.map { try $0.integer("a seed", in: 0...Int(Int32.max)) }
        guard Set(seeds).count == seeds.count else { throw reader.failure("a seed appears twice in seeds") }
        return seeds
    }

    // MARK: Profiles and exceptions

    private mutating func choose(_ profile: String?, _ reader: YAMLReader?) throws {
        let members = try reader?.members("profiles") ?? []
        if let reader { try requireFew(members.count, "profiles", reader, limit: Self.mostProfiles) }
        profiles = members.map(\.key).sorted()
        var chosen: ExperimentMatrix?
        for (name, value) in members {
            // All profiles are checked, also those that are not used now.
            var copy = self
            try copy.readAxes(try value.members("the profile '\(name)'", allowed: Self.axes), isProfile: true)
            knownDatasets.formUnion(copy.datasets.map(\.label))
            if name == profile { chosen = copy }
        }
        if var chosen {
            chosen.knownDatasets = knownDatasets
            self = chosen
        }
        if let profile, profile != "full", !profiles.contains(profile) {
            guard !profiles.isEmpty else {
                throw UserError(
                    "\(file): unknown profile '\(YAMLReader.short(profile))': the matrix has none; leave --profile out")
            }
            let place = reader ?? YAMLReader(file: file, node: Node(""))
            throw UserError(
                "\(file): unknown profile '\(YAMLReader.short(profile))'\(place.suggestion(profile, profiles + ["full"]))"
            )
        }
    }

    private func readException(_ reader: YAMLReader) throws -> Exception {
        let parts = library.methodParts
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
        func labels(_ key: String, _ known: Set<String>, _ what: String) throws -> Set<String>? {
            try several(key).map { items in
                try Set(
                    items.map { item in
                        let label = try item.string("a \(what)")
                        guard known.contains(label) else { throw item.unknown(what, label, known.sorted()) }
                        return label
                    })
            }
        }
        exception.datasets = try labels("dataset", knownDatasets, "data set")
        exception.methods = try labels("method", knownMethods, "method")
        exception.sizes = try several("size").map { try Set($0.map(readSize)) }
        if let value = members["seeds"] { exception.seeds = try readSeeds(value) }
        if let value = members["repetitions"] { exception.repetitions = try value.integer("repetitions", in: 1...1000) }
        if let value = members["skip"] { exception.skip = try value.boolean("skip") }
        exception.settings = parts.compactMap { part in members[part].map { (part, $0) } }
        return exception
    }
}
