import Core
import Files
import Records

/// Which records of a folder a report shows, and what else lies there.
///
/// A report shows the cells that the plan of the run names, no more; without a plan, or where a reader asks for everything, all records.
/// Records that differ in the settings behind one label are never taken for one method: those of the plan, or else the newest, keep the
/// label, and others say that they are older.
struct RecordSelection {
    /// By name; no two of one cell.
    let shown: [Record]
    /// What else lies in the folder.
    let others: [Others]
    /// Places of planned cells that have no record, such as `mnist/hog-svm/1000/1`; names of records where no place is known. Sorted.
    let missing: [String]

    /// Sound records that a report leaves out.
    struct Others: Hashable {
        let reason: Reason
        let dataset: String
        let method: String
        /// Names of the records, sorted.
        let ids: [String]

        enum Reason: Hashable, Comparable {
            /// Of another matrix, with its name.
            case otherMatrix(String)
            /// The cell is planned with other settings of the method.
            case otherSettings
            /// The cell is planned with other images or other settings of the data set.
            case otherImages
            /// The cell is not planned.
            case notPlanned
            /// Another record of the same cell is shown.
            case repeated
        }
    }

    /// What is shown of one or several runs.
    struct Plan {
        /// Names of the records; nil for all.
        var cells: Set<String>?
        /// Of planned cells, where it is known.
        var paths: [String: String] = [:]
        /// What makes the planned records.
        var commands: [String] = []
        /// What the matrices ask.
        var questions: [String] = []
        /// Does the report show also what is not planned?
        var showsAll = false
        /// Plans that cannot be read; all records of their folders are shown.
        var rejected: [RejectedFile] = []
    }

    /// - Parameter unusable: Names of records that are there and are of no use; they are named elsewhere.
    init(_ records: [Record], _ plan: Plan, unusable: Set<String>, texts: Texts) {
        let planned = plan.cells ?? []
        let isLimited = plan.cells != nil && !plan.showsAll
        let chosen = isLimited ? records.filter { planned.contains($0.id) } : records
        var repeated: [Record] = []
        var shown: [Record] = []
        for group in Dictionary(grouping: Self.relabelled(chosen, planned, texts), by: Place.init).values {
            let sorted = group.sorted { Self.rank($0, planned) > Self.rank($1, planned) }
            shown.append(sorted[0])
            repeated += sorted.dropFirst()
        }
        self.shown = shown.sorted { ($0.id, $0.date) < ($1.id, $1.date) }
        let rest = isLimited ? records.filter { !planned.contains($0.id) } : []
        others = Self.others(rest, beside: chosen, repeated)
        let found = Set(records.map(\.id)).union(unusable)
        missing = planned.subtracting(found).map { plan.paths[$0] ?? $0 }.sorted()
    }

    /// Where a record would be mixed up with others.
    private struct Place: Hashable {
        let cell: CellKey
        let dataset: JSONValue?
        let evaluation: JSONValue?

        init(_ record: Record) {
            cell = record.cell
            dataset = record.configuration["dataset"]
            evaluation = record.configuration["evaluation"]
        }
    }

    /// Planned records come before others, newer ones before older ones.
    private static func rank(_ record: Record, _ planned: Set<String>) -> (Int, String, String) {
        (planned.contains(record.id) ? 1 : 0, record.date, record.id)
    }

    // MARK: One label, several settings

    private static func relabelled(_ records: [Record], _ planned: Set<String>, _ texts: Texts) -> [Record] {
        struct Label: Hashable {
            let dataset: String, settings: JSONValue?, evaluation: JSONValue?, method: String
        }
        let groups = Dictionary(grouping: records) {
            Label(
                dataset: $0.cell.dataset, settings: $0.configuration["dataset"],
                evaluation: $0.configuration["evaluation"], method: $0.cell.method)
        }
        return groups.values.flatMap { group -> [Record] in
            // Settings may depend on the size; two at one size are two methods.
            let bySize = Dictionary(grouping: group, by: \.cell.size)
            guard bySize.values.contains(where: { Set($0.map(\.settings)).count > 1 }) else { return group }
            let sorted = group.sorted { rank($0, planned) > rank($1, planned) }
            let chosen = sorted.filter { planned.contains($0.id) }
            let own = Set((hasConflict(chosen) || chosen.isEmpty ? [sorted[0]] : chosen).map(\.settings))
            var older: [JSONValue] = []
            for record in sorted where !own.contains(record.settings) && !older.contains(record.settings) {
                older.append(record.settings)
            }
            return group.map { record in
                guard let place = older.firstIndex(of: record.settings) else { return record }
                var copy = record
                copy.cell.method = texts.plain(
                    place == 0 ? .olderSettings : .olderSettingsNumber,
                    ["method": record.cell.method, "n": "\(place + 1)"])
                return copy
            }
        }
    }

    private static func hasConflict(_ records: [Record]) -> Bool {
        Dictionary(grouping: records, by: \.cell.size).values.contains { Set($0.map(\.settings)).count > 1 }
    }

    // MARK: What else is there

    private static func others(_ rest: [Record], beside shown: [Record], _ repeated: [Record]) -> [Others] {
        struct Kind: Hashable { let reason: Others.Reason, dataset: String, method: String }
        let matrices = Set(shown.compactMap(\.matrix))
        let cells = Dictionary(shown.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
        func reason(_ record: Record) -> Others.Reason {
            if let matrix = record.matrix, !matrices.isEmpty, !matrices.contains(matrix) { return .otherMatrix(matrix) }
            guard let twin = cells[record.cell] else { return .notPlanned }
            return twin.settings != record.settings ? .otherSettings : .otherImages
        }
        let kinds =
            Dictionary(grouping: rest) {
                Kind(reason: reason($0), dataset: $0.cell.dataset, method: $0.cell.method)
            }
            .merging(
                Dictionary(grouping: repeated) {
                    Kind(reason: .repeated, dataset: $0.cell.dataset, method: $0.cell.method)
                }, uniquingKeysWith: +)
        return kinds.map { kind, records in
            Others(reason: kind.reason, dataset: kind.dataset, method: kind.method, ids: records.map(\.id).sorted())
        }.sorted { ($0.dataset, $0.method, $0.reason, $0.ids[0]) < ($1.dataset, $1.method, $1.reason, $1.ids[0]) }
    }
}

extension RecordSelection.Plan {
    /// The plans of some results folders together. A folder without one contributes all its records.
    init(folders: [String], showsAll: Bool) {
        self.showsAll = showsAll
        var cells: Set<String> = []
        var isLimited = false
        for folder in folders {
            var plan: RunPlan?
            do {
                plan = try RunPlan.read(folder: folder)
            } catch {
                let prefix = folders.count > 1 ? "\(folder)/" : ""
                rejected.append(RejectedFile(name: prefix + RunPlan.fileName, reason: "is not the plan of a run"))
            }
            guard let plan else {
                cells.formUnion(ResultsFolder.recordNames(folder))
                continue
            }
            isLimited = true
            cells.formUnion(plan.cells)
            for (id, path) in zip(plan.cells, plan.paths ?? []) { paths[id] = path }
            if !commands.contains(plan.command) { commands.append(plan.command) }
            if let question = plan.question, !questions.contains(question) { questions.append(question) }
        }
        self.cells = isLimited ? cells : nil
    }
}

extension RecordSelection.Others {
    /// Such as "hog-svm on mnist: 2 records, with other settings (`records/0123456789abcdef.json`, …)".
    func text(_ texts: Texts) -> StyledText {
        let few = ids.prefix(3).map { StyledText.code("records/\($0).json") }.joined(separator: texts(.comma))
        let rest: StyledText = ids.count > 3 ? "\(texts(.comma))…" : ""
        let values: [String: any TextValue] = [
            "method": method, "dataset": dataset, "n": NumberText.grouped(ids.count), "reason": reason.text(texts),
            "names": few + rest,
        ]
        return texts(.alsoHereItem, values)
    }
}

extension RecordSelection.Others.Reason {
    fileprivate func text(_ texts: Texts) -> StyledText {
        switch self {
        case .otherMatrix(let name): texts(.alsoOtherMatrix, ["name": name])
        case .otherSettings: texts(.alsoOtherSettings)
        case .otherImages: texts(.alsoOtherImages)
        case .notPlanned: texts(.alsoNotPlanned)
        case .repeated: texts(.alsoRepeated)
        }
    }
}

extension Record {
    /// Of the method, as the matrix resolved them.
    fileprivate var settings: JSONValue { configuration["method"] ?? .null }
    fileprivate var matrix: String? { configuration["matrix"]?.text }

    /// With the family that follows from the parts of the method: older programs called raw pixels crafted.
    var withOwnFamily: Record {
        var copy = self
        let isRaw = cards.contains { $0.name == "raw" }
        copy.family = isRaw ? .baseline : family == .baseline ? .crafted : family
        return copy
    }
}
