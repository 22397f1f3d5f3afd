import Core
import Files
import Foundation
import Records
import Statistics

/// What changed between two runs: which settings, which accuracies, which times.
///
/// Cells of the two folders belong together where data set, method label and number of training images are the same. Accuracies and times
/// are those of the seeds that both have, and accuracies are compared by ``PairedComparison``, only where both were scored on the same
/// images; p values and intervals allow for all of these comparisons.
public struct RunComparison: Sendable {
    public struct Row: Sendable {
        public let dataset: String
        public let method: String
        public let size: Int
        /// Seeds that both have, at least one.
        public let seeds: Int
        /// Mean accuracy before and after, over these seeds.
        public let accuracies: (before: Double, after: Double)
        public let testImages: Int
        /// Of accuracy, after minus before.
        public let difference: PairedComparison
        /// Rows that are read together.
        public fileprivate(set) var rows = 1
        /// Corrected for all rows.
        public var pValue: Double { difference.pValue(among: rows) }
        /// Of the difference; with those of the other rows it holds with 95 %.
        public var interval: ConfidenceInterval { difference.interval(among: rows) }
        /// Every answer to every shared image is the same.
        public let isIdentical: Bool
        /// Median time to fit after, divided by that before; nil where machines or threads differ.
        public let timeRatio: Double?
        /// Settings that differ, such as "classifier.settings.C: 1 → 10".
        public let changes: [String]
    }

    public let before: String
    public let after: String
    public let rows: [Row]
    /// Such as "mnist/hog-svm/1000", with a result in one of the folders only.
    public let onlyBefore: [String]
    public let onlyAfter: [String]
    /// What differs between the machines and programs, such as "cores: 2 → 4".
    public var environment: [String] {
        differences.map { "\(Texts.of(.english).plain($0.name)): \($0.before) → \($0.after)" }
    }
    private let differences: [(name: Phrase, before: String, after: String)]
    /// Cells whose two results are of other test images.
    public let incomparable: [String]
    /// Cells whose results have no seed in common.
    public let unshared: [String]

    /// Reads the two results folders. Throws ``UserError``.
    public init(before: String, after: String) throws {
        self.before = before
        self.after = after
        let (old, new) = (try Study(folder: before), try Study(folder: after))
        let (oldCells, newCells) = (old.cells, new.cells)
        onlyBefore = oldCells.keys.filter { newCells[$0] == nil }.sorted().map(\.text)
        onlyAfter = newCells.keys.filter { oldCells[$0] == nil }.sorted().map(\.text)
        differences = Self.differences(old, new)
        var rows: [Row] = []
        var incomparable: [String] = []
        var unshared: [String] = []
        for place in oldCells.keys.filter({ newCells[$0] != nil }).sorted() {
            let (first, second) = (oldCells[place]!, newCells[place]!)
            guard first.labels == second.labels else {
                incomparable.append(place.text)
                continue
            }
            if let row = Row(place, first.group, second.group) { rows.append(row) } else { unshared.append(place.text) }
        }
        self.incomparable = incomparable
        self.unshared = unshared
        for place in rows.indices { rows[place].rows = rows.count }
        self.rows = rows
    }

    fileprivate static func sameClock(_ runs: [Run]) -> Bool {
        let clocks = runs.map {
            Cost.Setting(machine: Machine($0.record.environment), threads: $0.record.threads)
        }
        // Compilers and libraries may have changed: that is what one compares.
        return Set(clocks.map { "\($0.machine.processor) \($0.machine.cores) \($0.threads)" }).count == 1
    }

    private static func differences(_ old: Study, _ new: Study) -> [(name: Phrase, before: String, after: String)] {
        func values(_ study: Study) -> [(name: Phrase, values: Set<String>)] {
            let all = study.records.map(\.environment)
            return [
                (.processor, Set(all.map(\.processor))), (.cores, Set(all.map { "\($0.cores)" })),
                (.system, Set(all.map(\.operatingSystem))), (.runsSwift, Set(all.map(\.swiftVersion))),
                (.build, Set(all.map(\.buildFlags))), (.runsBLAS, Set(all.map(\.blas))),
                (
                    .runsHindsight,
                    Set(all.map { "\($0.hindsightVersion) \($0.gitCommit.prefix(7))\($0.gitDirty ? " +" : "")" })
                ),
                (.threads, Set(study.records.map { "\($0.threads)" })),
            ]
        }
        func text(_ values: Set<String>) -> String { values.sorted().joined(separator: ", ") }
        return zip(values(old), values(new)).compactMap { before, after in
            before.values == after.values ? nil : (before.name, text(before.values), text(after.values))
        }
    }

    // MARK: Words

    /// What the comparison can be written as.
    public enum Format: String, Sendable {
        case markdown = "md"
        case html
    }

    /// The comparison in a language, as Markdown or as one HTML file that needs nothing else.
    public func text(_ format: Format = .markdown, language: ReportLanguage = .english) -> String {
        let document = document(Texts.of(language))
        switch format {
        case .markdown: return MarkdownPage.text(document)
        case .html: return HTMLPage.text(document, pictures: [], language: language.tag)
        }
    }

    private func document(_ texts: Texts) -> Document {
        var blocks: [Block] = [.paragraph(verdict(texts))]
        func list(_ title: StyledText, _ items: [StyledText]) {
            if !items.isEmpty { blocks += [.paragraph(title), .list(items)] }
        }
        list(texts(.runsMadeWith), differences.map { "\(texts($0.name)): \($0.before) → \($0.after)" })
        // Sizes of one method usually change together.
        var seen: Set<[String]> = []
        let changed = rows.filter { !$0.changes.isEmpty && seen.insert([$0.method] + $0.changes).inserted }
        list(texts(.runsSettings), changed.map { "\($0.method): \($0.changes.joined(separator: "; "))" })
        if !rows.isEmpty { blocks.append(.table(table(texts), caption: texts(.runsTable))) }
        list(texts(.runsOnly, ["name": before]), onlyBefore.map(\.styled))
        list(texts(.runsOnly, ["name": after]), onlyAfter.map(\.styled))
        list(texts(.runsOtherImages), incomparable.map(\.styled))
        list(texts(.runsOtherSeeds), unshared.map(\.styled))
        return Document(title: "\(before) → \(after)", blocks: blocks)
    }

    private func table(_ texts: Texts) -> Table {
        var table = Table(
            [
                texts(.dataSetColumn), texts(.method), texts(.size), texts(.runsBefore), texts(.runsAfter),
                texts(.difference), texts(.simultaneousInterval), "p", texts(.seeds), texts(.runsTimeRatio),
            ],
            alignments: [.left, .left, .right, .right, .right, .right, .right, .right, .right, .right])
        for row in rows {
            func percent(_ share: Double) -> String { NumberText.percent(share, images: row.testImages) }
            func points(_ share: Double) -> String { NumberText.points(share, images: row.testImages) }
            let isSame = row.isIdentical
            let difference = isSame ? texts.plain(.runsSameAnswers) : points(row.difference.difference)
            let interval = isSame ? nil : texts.points(row.interval, images: row.testImages)
            let p = isSame ? nil : NumberText.probability(row.pValue)
            table.add([
                row.dataset, row.method, NumberText.grouped(row.size), percent(row.accuracies.before),
                percent(row.accuracies.after), difference, interval, p, "\(row.seeds)",
                row.timeRatio.map { "× \(NumberText.short($0))" } ?? texts.plain(.runsOtherMachine),
            ])
        }
        return table
    }

    /// One paragraph: what the tests say.
    private func verdict(_ texts: Texts) -> StyledText {
        guard !rows.isEmpty else { return texts(.runsNothing) }
        func names(_ rows: [Row]) -> StyledText {
            let shown = rows.prefix(4).map { row in
                texts(
                    .runsPlace, ["method": row.method, "dataset": row.dataset, "n": NumberText.grouped(row.size)])
            }
            return texts.list(shown + (rows.count > 4 ? [texts(.countOthers, rows.count - 4)] : []))
        }
        let significant = rows.filter { $0.pValue < 0.05 && !$0.isIdentical }
        let better = significant.filter { $0.difference.difference > 0 }
        let worse = significant.filter { $0.difference.difference < 0 }
        let same = rows.filter(\.isIdentical).count
        let ratios = rows.compactMap(\.timeRatio)
        return texts.paragraph([
            texts(.runsCommon, ["n": NumberText.grouped(rows.count), "same": NumberText.grouped(same)]),
            better.isEmpty ? "" : texts(.runsBetter, ["names": names(better)]),
            worse.isEmpty ? "" : texts(.runsWorse, ["names": names(worse)]),
            significant.isEmpty && same < rows.count ? texts(.runsOpen) : "",
            ratios.isEmpty ? "" : texts(.runsTime, ["factor": NumberText.short(Statistics.median(ratios))]),
        ])
    }
}

extension RunComparison.Row {
    /// nil where the two share no seed.
    fileprivate init?(_ place: ResultPlace, _ first: CellGroup, _ second: CellGroup) {
        let seeds = first.seeds.filter { second.correctness[$0] != nil }
        guard !seeds.isEmpty else { return nil }
        let shared = Set(seeds)
        let (old, new) = (
            first.runs.filter { shared.contains($0.record.cell.seed) },
            second.runs.filter { shared.contains($0.record.cell.seed) }
        )
        dataset = place.dataset
        method = place.method
        size = place.size
        self.seeds = seeds.count
        let answers = (first.answers(of: seeds), second.answers(of: seeds))
        accuracies = (Statistics.mean(answers.0.map(\.accuracy)), Statistics.mean(answers.1.map(\.accuracy)))
        testImages = answers.0[0].count
        difference = PairedComparison(first: answers.1, second: answers.0)
        let predictions = [old, new].map { runs in
            Dictionary(
                runs.map { ($0.record.cell.seed, $0.result.predictions) }, uniquingKeysWith: { first, _ in first })
        }
        isIdentical = seeds.allSatisfy { predictions[0][$0] == predictions[1][$0] }
        func fitSeconds(_ runs: [Run]) -> Double {
            Statistics.median(
                runs.map { run in
                    [Phase.fitRepresentation, .extract, .train].reduce(0) {
                        $0 + (run.result.phases[$1.rawValue]?.wallSeconds ?? 0)
                    }
                })
        }
        let (before, after) = (fitSeconds(old), fitSeconds(new))
        timeRatio = RunComparison.sameClock(old + new) && before > 0 ? after / before : nil
        changes = JSONValue.differences(
            old[0].record.configuration["method"] ?? .null, new[0].record.configuration["method"] ?? .null)
    }
}

/// Where a result stands, whatever folder it is in.
private struct ResultPlace: Hashable, Comparable {
    let dataset, method: String
    let size: Int

    var text: String { "\(dataset)/\(method)/\(size)" }

    static func < (first: ResultPlace, second: ResultPlace) -> Bool {
        (first.dataset, first.method, first.size) < (second.dataset, second.method, second.size)
    }
}

extension Study {
    /// The study of one results folder, of what ran there last. Throws ``UserError`` where it holds no records.
    init(folder: String) throws {
        let results = try ResultsFolder([folder])
        let plan = RecordSelection.Plan(folders: [folder], showsAll: false)
        self.init(
            records: results.records, datasets: results.datasets, rejected: results.rejected + plan.rejected,
            folderName: folder, plan: plan)
    }

    /// All results with the labels that they were scored by.
    fileprivate var cells: [ResultPlace: (group: CellGroup, labels: String)] {
        var cells: [ResultPlace: (group: CellGroup, labels: String)] = [:]
        for dataset in datasets {
            for method in dataset.methods {
                for size in dataset.sizes {
                    guard let group = dataset[method, size], group.accuracy != nil else { continue }
                    let place = ResultPlace(dataset: dataset.record.name, method: method, size: size)
                    if cells[place] == nil {
                        cells[place] = (group, dataset.record.checksum + dataset.record.testLabels)
                    }
                }
            }
        }
        return cells
    }
}

extension JSONValue {
    /// The places within at which two values differ, such as "classifier.settings.C: 1 → 10".
    static func differences(_ first: JSONValue, _ second: JSONValue, at path: String = "") -> [String] {
        if first == second { return [] }
        if case .object(let old) = first, case .object(let new) = second {
            return Set(old.keys).union(new.keys).sorted().flatMap { key in
                differences(old[key] ?? .null, new[key] ?? .null, at: path.isEmpty ? key : "\(path).\(key)")
            }
        }
        func text(_ value: JSONValue) -> String { value == .null ? "none" : value.text ?? value.canonicalText }
        return ["\(path): \(text(first)) → \(text(second))"]
    }
}
