import Core
import Records

/// Everything that a reader needs to judge the numbers and to make them again.
enum MeasurementSection {
    static func markdown(_ study: Study, command: String?) -> [Markdown] {
        let texts = study.texts
        var blocks: [Markdown] = ["## \(texts(.measurementHeading))"]
        if let command { blocks += [texts(study.showsAll ? .commandOfSome : .command), .shell(command)] }
        blocks += [machines(study), provenance(study)]
        if !study.datasets.isEmpty { blocks += [texts(.dataSets), datasets(study)] }
        blocks += [texts(.definitions), definitions.map { "- \(texts($0))" }.joined(separator: "\n")]
        blocks += failures(study) + missing(study) + rejected(study) + others(study)
        return blocks
    }

    private static func machines(_ study: Study) -> Markdown {
        let texts = study.texts
        var table = MarkdownTable(
            [texts(.machine)] + study.machines.map { study.letter(of: $0) },
            alignments: [.left] + study.machines.map { _ in .left })
        func row(_ name: Markdown, _ value: (Machine) -> String) {
            table.add([name] + study.machines.map { value($0).markdown })
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
            return Set(threads).sorted().map { "\($0)" }.joined(separator: ", ")
        }
        return table.markdown
    }

    /// Versions, seeds and counts.
    private static func provenance(_ study: Study) -> Markdown {
        let texts = study.texts
        let versions = Set(
            study.records.map {
                let commit = commit($0.environment, texts)
                return texts(.version, ["version": $0.environment.hindsightVersion, "commit": commit])
            })
        let seeds = Set(study.records.map(\.cell.seed)).sorted().map { "\($0)" }
        let repetitions = Set(study.records.map(\.cell.repetition)).count
        let failed = study.records.count { if case .failed = $0.outcome { true } else { false } }
        let sorted = versions.sorted { $0.source < $1.source }
        var items = [
            texts(.program, ["versions": sorted.joined(separator: "; ")]),
            texts(
                .runs,
                [
                    "completed": NumberText.grouped(study.records.count - failed), "failed": NumberText.grouped(failed),
                    "seeds": seeds.joined(separator: ", "), "n": "\(repetitions)",
                ]),
        ]
        if versions.count > 1 { items.append(texts(.severalVersions)) }
        return items.map { "- \($0)" }.joined(separator: "\n")
    }

    private static func commit(_ environment: Environment, _ texts: Texts) -> Markdown {
        guard !environment.gitCommit.isEmpty else { return texts(.versionOutside) }
        return texts(.versionCommit, ["commit": String(environment.gitCommit.prefix(12))])
            + (environment.gitDirty ? texts(.versionDirty) : "")
    }

    private static func datasets(_ study: Study) -> Markdown {
        study.datasets.map { dataset in
            let record = dataset.record
            return dataset.texts(
                .dataSet,
                [
                    "dataset": dataset.title, "paper": dataset.texts.sentence(record.card.paper),
                    "year": "\(record.card.year)",
                    "shape": "\(record.shape)", "test": NumberText.grouped(record.testImages),
                    "classes": "\(record.classNames.count)", "n": NumberText.grouped(record.trainingImages),
                    "sum": Markdown.code(record.checksum),
                ]) + DatasetRemarkLines.markdown(record, study.texts)
        }.joined(separator: "\n")
    }

    private static let definitions: [Phrase] = [
        .defineAccuracy, .defineSeed, .defineInterval, .defineP, .defineExtract, .defineThreads, .defineWork,
    ]

    private static func failures(_ study: Study) -> [Markdown] {
        let texts = study.texts
        var table = MarkdownTable(
            [
                texts(.dataSetColumn), texts(.method), texts(.size), texts(.seed), texts(.why),
            ], alignments: [.left, .left, .right, .right, .left])
        let failed = study.records.sorted { sortKey($0.cell) < sortKey($1.cell) }
        for record in failed {
            guard case .failed(let reason) = record.outcome else { continue }
            let cell = record.cell
            table.add([cell.dataset, cell.method, NumberText.grouped(cell.size), "\(cell.seed)", reason])
        }
        return table.isEmpty ? [] : [texts(.failures), table.markdown]
    }

    private static func sortKey(_ cell: CellKey) -> (String, String, Int, Int, Int) {
        (cell.dataset, cell.method, cell.size, cell.seed, cell.repetition)
    }

    private static func rejected(_ study: Study) -> [Markdown] {
        guard !study.rejected.isEmpty else { return [] }
        let items = study.rejected.map {
            study.texts(.leftOutFile, ["name": Markdown.code($0.name), "reason": $0.reason])
        }
        return [study.texts(.leftOut), items.joined(separator: "\n")]
    }

    /// Lists are cut off after so many lines.
    private static let longestList = 60

    private static func list(_ items: [Markdown], _ texts: Texts) -> Markdown {
        let more = items.count - longestList
        return (items.prefix(longestList) + (more > 0 ? [texts(.moreLines, more)] : [])).map { "- \($0)" as Markdown }
            .joined(separator: "\n")
    }

    /// Planned cells without a record.
    private static func missing(_ study: Study) -> [Markdown] {
        study.missing.isEmpty
            ? [] : [study.texts(.missing), list(study.missing.map(Markdown.code), study.texts)]
    }

    /// What lies in the folder and is not of this run.
    private static func others(_ study: Study) -> [Markdown] {
        let (others, texts) = (study.others, study.texts)
        guard !others.isEmpty else { return [] }
        let isHidden = others.contains { $0.reason != .repeated }
        return [texts(.alsoHere), list(others.map { $0.text(texts) }, texts)] + (isHidden ? [texts(.alsoHereAll)] : [])
    }
}
