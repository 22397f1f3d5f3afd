import Core
import Records

/// Everything that a reader needs to judge the numbers and to make them again.
struct MeasurementSection: ReportSection {
    private let study: Study
    private let command: String?
    private var texts: Texts { study.texts }

    init?(_ part: StudyPart) {
        study = part.study
        command = part.request.command
    }

    var title: StyledText? { texts(.measurementHeading) }

    var blocks: [Block] {
        var blocks: [Block] = []
        if let command { blocks += [.paragraph(texts(study.showsAll ? .commandOfSome : .command)), .command(command)] }
        blocks += [.table(machines, caption: nil), .list(provenance)]
        if !study.datasets.isEmpty { blocks += [.paragraph(texts(.dataSets)), .list(study.datasets.map(item))] }
        blocks += [.paragraph(texts(.definitions)), .list(Self.definitions.map { texts($0) })]
        return blocks + failures + missing + rejected + others
    }

    private var machines: Table {
        var table = Table(
            [texts(.machine)] + study.machines.map { study.letter(of: $0) },
            alignments: [.left] + study.machines.map { _ in .left })
        func row(_ name: StyledText, _ value: (Machine) -> String) {
            table.add([name] + study.machines.map { value($0).styled })
        }
        row(texts(.processor)) { $0.processor }
        row(texts(.cores)) { "\($0.cores)" }
        row(texts(.memory)) { $0.memoryBytes == 0 ? "–" : "\(NumberText.short(Double($0.memoryBytes) / 0x1p30)) GiB" }
        row(texts(.system)) { $0.operatingSystem }
        row("Swift") { $0.swiftVersion }
        row(texts(.build)) { $0.buildFlags }
        row("BLAS") { $0.blas }
        row(texts(.threadsOfRuns)) { machine in
            let threads = study.records.filter { Machine($0.environment) == machine }.map(\.threads)
            return Set(threads).sorted().map { "\($0)" }.joined(separator: texts.plain(.comma))
        }
        return table
    }

    /// Versions, seeds and counts.
    private var provenance: [StyledText] {
        let versions = Set(
            study.records.map {
                let commit = commit($0.environment)
                return texts(.version, ["version": $0.environment.hindsightVersion, "commit": commit])
            })
        let seeds = Set(study.records.map(\.cell.seed)).sorted().map { "\($0)" }
        let repetitions = Set(study.records.map(\.cell.repetition)).count
        let failed = study.records.count { if case .failed = $0.outcome { true } else { false } }
        let sorted = versions.sorted { $0.plain < $1.plain }
        var items = [
            texts(.program, ["versions": sorted.joined(separator: texts(.semicolon))]),
            texts(
                .runs,
                [
                    "completed": NumberText.grouped(study.records.count - failed), "failed": NumberText.grouped(failed),
                    "seeds": seeds.joined(separator: texts.plain(.comma)), "n": "\(repetitions)",
                ]),
        ]
        if versions.count > 1 { items.append(texts(.severalVersions)) }
        return items
    }

    private func commit(_ environment: Environment) -> StyledText {
        guard !environment.gitCommit.isEmpty else { return texts(.versionOutside) }
        return texts(.versionCommit, ["commit": String(environment.gitCommit.prefix(12))])
            + (environment.gitDirty ? texts(.versionDirty) : "")
    }

    private func item(_ dataset: DatasetStudy) -> ListItem {
        let record = dataset.record
        let phrase = record.imageShape == nil ? Phrase.dataSetOfTexts : .dataSet
        let text = dataset.texts(
            phrase,
            [
                "dataset": dataset.title, "paper": dataset.texts.sentence(record.card.paper),
                "year": "\(record.card.year)",
                "shape": record.imageShape.map { "\($0)" } ?? NumberText.grouped(Int(record.form.bytes)),
                "test": NumberText.grouped(record.testImages), "classes": "\(record.classNames.count)",
                "n": NumberText.grouped(record.trainingImages), "sum": StyledText.code(record.checksum),
            ])
        return ListItem(text, ownSizes(record) + DatasetRemarkLines.items(record, texts))
    }

    /// Who saw pictures in their own sizes.
    private func ownSizes(_ dataset: DatasetRecord) -> [ListItem] {
        guard let side = dataset.form.longestSide else { return [] }
        var (users, others): (Set<String>, Set<String>) = ([], [])
        for record in study.records {
            guard case .completed(let result) = record.outcome, result.datasetID == dataset.id else { continue }
            if result.ownSizes == true { users.insert(record.cell.method) } else { others.insert(record.cell.method) }
        }
        let phrase: Phrase = users.isEmpty ? .ownSizesNobody : others.isEmpty ? .ownSizesAll : .ownSizes
        let methods = study.methods.filter(users.contains)
        return [ListItem(texts(phrase, ["side": "\(side)", "methods": texts.list(methods)]))]
    }

    private static let definitions: [Phrase] = [
        .defineAccuracy, .defineSeed, .defineInterval, .defineP, .defineExtract, .defineThreads, .defineWork,
    ]

    private var failures: [Block] {
        var table = Table(
            [
                texts(.dataSetColumn), texts(.method), texts(.size), texts(.seed), texts(.why),
            ], alignments: [.left, .left, .right, .right, .left])
        let failed = study.records.sorted { Self.sortKey($0.cell) < Self.sortKey($1.cell) }
        for record in failed {
            guard case .failed(let reason) = record.outcome else { continue }
            let cell = record.cell
            table.add([cell.dataset, cell.method, NumberText.grouped(cell.size), "\(cell.seed)", reason])
        }
        return table.isEmpty ? [] : [.table(table, caption: texts(.failures))]
    }

    private static func sortKey(_ cell: CellKey) -> (String, String, Int, Int, Int) {
        (cell.dataset, cell.method, cell.size, cell.seed, cell.repetition)
    }

    private var rejected: [Block] {
        guard !study.rejected.isEmpty else { return [] }
        let items = study.rejected.map {
            texts(.leftOutFile, ["name": StyledText.code($0.name), "reason": $0.reason])
        }
        return [.paragraph(texts(.leftOut)), .list(items)]
    }

    /// Lists are cut off after so many lines.
    private static let longestList = 60

    private func list(_ items: [StyledText]) -> Block {
        let more = items.count - Self.longestList
        return .list(items.prefix(Self.longestList) + (more > 0 ? [texts(.moreLines, more)] : []))
    }

    /// Planned cells without a record.
    private var missing: [Block] {
        study.missing.isEmpty ? [] : [.paragraph(texts(.missing)), list(study.missing.map(StyledText.code))]
    }

    /// What lies in the folder and is not of this run.
    private var others: [Block] {
        let others = study.others
        guard !others.isEmpty else { return [] }
        let isHidden = others.contains { $0.reason != .repeated }
        return [.paragraph(texts(.alsoHere)), list(others.map { $0.text(texts) })]
            + (isHidden ? [.paragraph(texts(.alsoHereAll))] : [])
    }
}
