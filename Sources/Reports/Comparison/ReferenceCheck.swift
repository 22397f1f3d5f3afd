import Core
import Files
import Foundation
import Statistics

/// Results beside published figures of the same methods: below one, or better than can be true, something is wrong with the run.
///
/// The measure is the 95 % interval of the result itself. It falls short where the whole interval lies below the figure, and is too good
/// to be true where the whole interval lies above the ceiling. A figure belongs to a method by the label of the method and by its parts.
public struct ReferenceCheck: Sendable {
    /// One figure to be held against.
    public struct Reference: Sendable {
        public let dataset: String
        /// Label of methods, as a shell glob.
        public let method: String
        /// The parts of these methods, by their names in matrix files and in their order; nil for any.
        public let parts: [String]?
        /// nil for the whole training set.
        public let size: Int?
        /// Accuracy in per cent, and by how many points it is uncertain itself, where its source says so.
        public let published: Double?
        public let tolerance: Double
        /// A higher accuracy in per cent is too good to be true.
        public let ceiling: Double?
        public let source: String
    }

    public enum Verdict: String, Sendable {
        case passed = "as published"
        case better = "better than published"
        /// Not above the ceiling, where no figure is published.
        case plausible = "can be true"
        case short = "falls short"
        case tooGood = "too good to be true"

        var isMiss: Bool { self == .short || self == .tooGood }
    }

    public struct Finding: Sendable {
        public let reference: Reference
        public let method: String
        public let size: Int
        public let accuracy: AccuracyEstimate
        public let verdict: Verdict
    }

    public let findings: [Finding]
    /// Figures without a result in the folder.
    public let unused: Int

    public var hasMiss: Bool { findings.contains(where: \.verdict.isMiss) }

    /// - Parameters:
    ///   - folder: A results folder.
    ///   - path: The figures; nil for `reference.yml` of the folder, or else the project's own.
    ///
    /// Throws ``UserError`` where one of them cannot be read, or nothing in the folder has a figure.
    public init(folder: String, reference path: String? = nil) throws {
        let study = try Study(folder: folder)
        let own = ["\(folder)/reference.yml"] + (ProjectFolder.path.map { ["\($0)/reports/reference.yml"] } ?? [])
        guard let path = path ?? own.first(where: FileManager.default.fileExists) else {
            throw UserError("\(folder): there is no reference.yml to check it by; name one with --reference")
        }
        let text = try FileContents.text(path, limit: 8 << 20)
        let references = try Self.references(text, file: path)
        var findings: [Finding] = []
        var unused = 0
        for reference in references {
            let found = Self.findings(reference, study)
            findings += found
            if found.isEmpty { unused += 1 }
        }
        guard !findings.isEmpty || study.datasets.contains(where: { $0.record.evaluation == "test" }) else {
            throw UserError("\(folder): nothing was scored on test images, and published figures are of these")
        }
        guard !findings.isEmpty else {
            throw UserError("\(path): none of its \(references.count) figures is of a result in \(folder)")
        }
        self.findings = findings
        self.unused = unused
    }

    private static func findings(_ reference: Reference, _ study: Study) -> [Finding] {
        study.datasets.filter { $0.record.name == reference.dataset && $0.record.evaluation == "test" }.flatMap {
            dataset in
            dataset.methods.filter { fnmatch(reference.method, $0, 0) == 0 }.compactMap { method in
                let size = reference.size ?? dataset.record.trainingImages
                guard let cell = dataset[method, size], let accuracy = cell.accuracy else { return nil }
                let parts = cell.runs[0].record.cards.map(\.name)
                guard reference.parts == nil || reference.parts == parts else { return nil }
                let verdict = verdict(accuracy.interval, reference)
                return Finding(reference: reference, method: method, size: size, accuracy: accuracy, verdict: verdict)
            }
        }
    }

    private static func verdict(_ interval: ConfidenceInterval, _ reference: Reference) -> Verdict {
        // Exactly as published is no miss, whatever the last bit says.
        let (low, high, least) = (100 * interval.lower, 100 * interval.upper, 1e-9)
        if let ceiling = reference.ceiling, low > ceiling + least { return .tooGood }
        guard let published = reference.published else { return .plausible }
        if high < published - reference.tolerance - least { return .short }
        return low > published + reference.tolerance + least ? .better : .passed
    }

    /// The figures of a file. Throws ``UserError`` with file and line.
    static func references(_ text: String, file: String) throws -> [Reference] {
        let members = try YAMLReader.document(text, file: file).members("the references", allowed: ["results"])
        guard let list = members["results"] else { throw UserError("\(file): there are no results; add 'results:'") }
        return try list.items("results").map { item in
            let keys = ["dataset", "method", "parts", "size", "published", "tolerance", "ceiling", "source"]
            let values = try item.members("a result", allowed: keys)
            func word(_ key: String) throws -> String {
                guard let value = values[key] else { throw item.failure("a result needs '\(key)'") }
                return try value.string(key)
            }
            func percent(_ key: String) throws -> Double? {
                guard let value = values[key] else { return nil }
                switch value.json {
                case .integer(let number) where (0...100).contains(number): return Double(number)
                case .number(let number) where (0...100).contains(number): return number
                default: throw value.failure("\(key) must be a number of per cent from 0 to 100")
                }
            }
            let published = try percent("published")
            let ceiling = try percent("ceiling")
            guard published != nil || ceiling != nil else {
                throw item.failure("a result needs 'published' or 'ceiling'")
            }
            var size: Int?
            if let value = values["size"], value.json != .string("all") {
                size = try value.integer("size", in: 1...Int(Int32.max))
            }
            return Reference(
                dataset: try word("dataset"), method: try word("method"),
                parts: try values["parts"].map { try $0.items("parts").map { try $0.string("a part") } }, size: size,
                published: published,
                tolerance: try percent("tolerance") ?? 0, ceiling: ceiling, source: try word("source"))
        }
    }

    /// The findings as a Markdown table.
    public var markdown: String {
        var table = Table(
            [
                "data set", "method", "size", "accuracy, %", "95 % interval", "published, %", "at most, %", "verdict",
                "source",
            ],
            alignments: [.left, .left, .right, .right, .right, .right, .right, .left, .left])
        for finding in findings {
            let images = finding.accuracy.testImages
            let reference = finding.reference
            let tolerance = reference.tolerance > 0 ? " ± \(NumberText.fixed(reference.tolerance, 2))" : ""
            table.add([
                reference.dataset, finding.method, NumberText.grouped(finding.size),
                NumberText.percent(finding.accuracy.mean, images: images),
                NumberText.range(finding.accuracy.interval, images: images),
                reference.published.map { NumberText.fixed($0, 2) + tolerance },
                reference.ceiling.map { NumberText.fixed($0, 2) }, finding.verdict.rawValue, reference.source,
            ])
        }
        let misses = findings.count(where: \.verdict.isMiss)
        let summary =
            misses == 0
            ? "\(NumberText.count(findings.count, "result")), none of which misses its figure."
            : "\(misses) of \(NumberText.count(findings.count, "result")) \(misses == 1 ? "misses its figure" : "miss their figures")."
        return MarkdownTable.text(table) + "\n\n" + summary
            + (unused > 0 ? " \(NumberText.count(unused, "figure")) without a result here." : "") + "\n"
    }
}
