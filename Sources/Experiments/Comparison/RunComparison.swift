import Core
import Foundation

/// What changed between two runs: which settings, which accuracies, which times.
///
/// Cells of the two folders belong together where data set, method label and number of training images are the same. Accuracies are
/// compared by ``PairedComparison`` on the seeds that both have, and only where both were scored on the same images; p values are
/// corrected by Holm's method over all of these comparisons.
public struct RunComparison: Sendable {
    public struct Row: Sendable {
        public let dataset: String
        public let method: String
        public let size: Int
        /// Mean accuracy before and after.
        public let accuracies: (before: Double, after: Double)
        public let testImages: Int
        /// Of accuracy, after minus before; nil where the two share no seed.
        public let difference: PairedComparison?
        /// Corrected.
        public let pValue: Double?
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
    /// What differs between the machines and programs.
    public let environment: [String]
    /// Cells whose two results are of other test images.
    public let incomparable: [String]

    /// Reads the two results folders. Throws ``UserError``.
    public init(before: String, after: String) throws {
        self.before = before
        self.after = after
        let (old, new) = (try Study(folder: before), try Study(folder: after))
        let (oldCells, newCells) = (old.cells, new.cells)
        onlyBefore = oldCells.keys.filter { newCells[$0] == nil }.sorted().map(\.text)
        onlyAfter = newCells.keys.filter { oldCells[$0] == nil }.sorted().map(\.text)
        environment = Self.changes(old, new)
        var rows: [Row] = []
        var incomparable: [String] = []
        for place in oldCells.keys.filter({ newCells[$0] != nil }).sorted() {
            let (first, second) = (oldCells[place]!, newCells[place]!)
            guard first.labels == second.labels else {
                incomparable.append(place.text)
                continue
            }
            rows.append(
                Row(place, first.group, second.group, timesAreComparable: Self.sameClock(first.group, second.group)))
        }
        self.incomparable = incomparable
        let compared = rows.indices.filter { rows[$0].difference != nil }
        let corrected = PairedComparison.holm(compared.map { rows[$0].difference!.pValue })
        for (place, p) in zip(compared, corrected) { rows[place] = rows[place].corrected(p) }
        self.rows = rows
    }

    private static func sameClock(_ first: CellGroup, _ second: CellGroup) -> Bool {
        let clocks = (first.runs + second.runs).map {
            Cost.Setting(machine: Machine($0.record.environment), threads: $0.record.threads)
        }
        // Compilers and libraries may have changed: that is what one compares.
        return Set(clocks.map { "\($0.machine.processor) \($0.machine.cores) \($0.threads)" }).count == 1
    }

    private static func changes(_ old: Study, _ new: Study) -> [String] {
        func values(_ study: Study) -> [(name: String, values: Set<String>)] {
            let all = study.records.map(\.environment)
            return [
                ("processor", Set(all.map(\.processor))), ("cores", Set(all.map { "\($0.cores)" })),
                ("system", Set(all.map(\.operatingSystem))), ("Swift", Set(all.map(\.swiftVersion))),
                ("build", Set(all.map(\.buildFlags))), ("BLAS", Set(all.map(\.blas))),
                (
                    "Hindsight",
                    Set(all.map { "\($0.hindsightVersion) \($0.gitCommit.prefix(7))\($0.gitDirty ? " changed" : "")" })
                ),
                ("threads", Set(study.records.map { "\($0.threads)" })),
            ]
        }
        return zip(values(old), values(new)).compactMap { before, after in
            before.values == after.values
                ? nil
                : "\(before.name): \(before.values.sorted().joined(separator: ", ")) → \(after.values.sorted().joined(separator: ", "))"
        }
    }

    // MARK: Words

    /// The comparison as Markdown.
    public var markdown: String {
        var blocks = ["# \(before) → \(after)", verdict]
        if !environment.isEmpty {
            blocks += ["What the runs were made with:", environment.map { "- \($0)" }.joined(separator: "\n")]
        }
        let changed = rows.filter { !$0.changes.isEmpty }
        if !changed.isEmpty {
            // Sizes of one method usually change together.
            var seen: Set<[String]> = []
            let items = changed.filter { seen.insert([$0.method] + $0.changes).inserted }
                .map { "- \($0.method): \($0.changes.joined(separator: "; "))" }
            blocks += ["Settings that changed:", items.joined(separator: "\n")]
        }
        if !rows.isEmpty {
            var table = MarkdownTable(
                [
                    "data set", "method", "size", "before, %", "after, %", "difference", "95 % interval", "p",
                    "time to fit",
                ],
                alignments: [.left, .left, .right, .right, .right, .right, .right, .right, .right])
            for row in rows {
                func percent(_ share: Double) -> String { NumberText.percent(share, images: row.testImages) }
                func points(_ share: Double) -> String { NumberText.points(share, images: row.testImages) }
                let interval = row.difference?.interval
                table.add([
                    row.dataset, row.method, NumberText.grouped(row.size), percent(row.accuracies.before),
                    percent(row.accuracies.after),
                    row.isIdentical ? "same answers" : row.difference.map { points($0.difference) } ?? "no shared seed",
                    row.isIdentical ? "–" : interval.map { "\(points($0.lower)) to \(points($0.upper))" } ?? "–",
                    row.isIdentical ? "–" : row.pValue.map(NumberText.probability) ?? "–",
                    row.timeRatio.map { "× \(NumberText.short($0))" } ?? "other machine",
                ])
            }
            blocks += [
                "Accuracy of both runs on the same test images, difference in percentage points, p corrected for all rows:",
                table.markdown,
            ]
        }
        for (title, names) in [
            ("Only in \(before)", onlyBefore), ("Only in \(after)", onlyAfter),
            ("Scored on other images", incomparable),
        ] where !names.isEmpty {
            blocks += ["\(title):", names.map { "- \($0)" }.joined(separator: "\n")]
        }
        return blocks.map(Prose.wrapped).joined(separator: "\n\n") + "\n"
    }

    /// One paragraph: what the tests say.
    private var verdict: String {
        guard !rows.isEmpty else { return "The two folders have no result in common." }
        func names(_ rows: [Row]) -> String {
            let shown = rows.prefix(4).map { "\($0.method) on \($0.dataset) with \(NumberText.grouped($0.size))" }
            return NumberText.list(shown + (rows.count > 4 ? ["\(rows.count - 4) more"] : []))
        }
        let significant = rows.filter { ($0.pValue ?? 1) < 0.05 && !$0.isIdentical }
        let better = significant.filter { $0.difference!.difference > 0 }
        let worse = significant.filter { $0.difference!.difference < 0 }
        let same = rows.filter(\.isIdentical).count
        var sentences = ["\(NumberText.count(rows.count, "result")) in common, \(same) of them with the same answers."]
        if !better.isEmpty { sentences.append("Significantly more accurate: \(names(better)).") }
        if !worse.isEmpty { sentences.append("Significantly less accurate: \(names(worse)).") }
        if significant.isEmpty, same < rows.count { sentences.append("No accuracy changed significantly.") }
        let ratios = rows.compactMap(\.timeRatio)
        if !ratios.isEmpty {
            sentences.append(
                "The time to fit changed by the factor \(NumberText.short(Statistics.median(ratios))) (median).")
        }
        return sentences.joined(separator: " ")
    }
}

extension RunComparison.Row {
    fileprivate init(_ place: ResultPlace, _ first: CellGroup, _ second: CellGroup, timesAreComparable: Bool) {
        dataset = place.dataset
        method = place.method
        size = place.size
        accuracies = (first.accuracy!.mean, second.accuracy!.mean)
        testImages = first.accuracy!.testImages
        let seeds = first.seeds.filter { second.correctness[$0] != nil }
        difference =
            seeds.isEmpty ? nil : PairedComparison(first: second.answers(of: seeds), second: first.answers(of: seeds))
        pValue = difference?.pValue
        let predictions = [first, second].map { group in
            Dictionary(
                group.runs.map { ($0.record.cell.seed, $0.result.predictions) }, uniquingKeysWith: { first, _ in first }
            )
        }
        isIdentical = !seeds.isEmpty && seeds.allSatisfy { predictions[0][$0] == predictions[1][$0] }
        func fitSeconds(_ group: CellGroup) -> Double {
            Statistics.median(
                group.runs.map { run in
                    [Phase.fitRepresentation, .extract, .train].reduce(0) {
                        $0 + (run.result.phases[$1.rawValue]?.wallSeconds ?? 0)
                    }
                })
        }
        let (before, after) = (fitSeconds(first), fitSeconds(second))
        timeRatio = timesAreComparable && before > 0 ? after / before : nil
        changes = JSONValue.differences(
            first.runs[0].record.configuration["method"] ?? .null,
            second.runs[0].record.configuration["method"] ?? .null)
    }

    fileprivate func corrected(_ p: Double) -> RunComparison.Row {
        RunComparison.Row(
            dataset: dataset, method: method, size: size, accuracies: accuracies, testImages: testImages,
            difference: difference,
            pValue: p, isIdentical: isIdentical, timeRatio: timeRatio, changes: changes)
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
    /// The study of one results folder. Throws ``UserError`` where it holds no records.
    init(folder: String) throws {
        let results = try ResultsFolder([folder])
        self.init(
            records: results.records, datasets: results.datasets, rejected: results.rejected, folderName: folder,
            planned: Set(RunPlan(folder: folder)?.cells ?? []))
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
