import Core
import Drawing
import Statistics

/// The accuracy tables of one data set.
struct AccuracySection: ReportSection {
    private let study: Study
    private let dataset: DatasetStudy
    private let others: OtherCurves
    /// At all sizes that have results, from the smallest.
    private let columns: [ColumnComparison]
    private let laws: ScalingLaws
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        guard let section = Self.sections(of: [part])[0] else { return nil }
        self = section
    }

    /// One for each data set. All their curves are bootstrapped together.
    static func sections(of parts: [StudyPart]) -> [AccuracySection?] {
        zip(parts, ScalingLaws.all(parts.map(\.dataset))).map { AccuracySection($0, $1) }
    }

    private init(_ part: StudyPart, _ laws: ScalingLaws) {
        (study, dataset, others) = (part.study, part.dataset, part.request.others)
        columns = dataset.columns
        self.laws = laws
    }

    var title: StyledText? { texts(.accuracyHeading) }

    var findings: [Finding] {
        [Finding(.standing, of: dataset, Headline.sentence(dataset, columns, laws))]
    }

    /// The curves, where they fit into one panel.
    var front: [Block] { dataset.methods.count > CurveDrawing.most ? [] : [curve] }

    private var curve: Block {
        let values = ["dataset": dataset.title]
        return .figure(
            CurvePlots(dataset: dataset, study: study).learningName, texts(.learningCurvesPicture, values),
            caption: texts(.learningCurves, values))
    }

    var plots: [Plot] {
        let curves = CurvePlots(
            dataset: dataset, study: study, others: others.curves(of: dataset),
            crossings: columns.last.map(laws.crossings) ?? [])
        return [curves.learningCurve()].compactMap(\.self)
    }

    var blocks: [Block] {
        let said = Findings.sentences(dataset, columns, laws)
        return (said.isEmpty ? [] : [.paragraph(said)]) + accuracies + classMeans + differences
            + (front.isEmpty ? [curve] : []) + others.blocks(dataset) + laws.blocks
    }

    private var accuracies: [Block] {
        let sizes = dataset.sizes
        let images = dataset.record.testImages
        let header = [texts.plain(.method)] + sizes.map(NumberText.grouped)
        let best = Dictionary(uniqueKeysWithValues: columns.map { ($0.size, $0.best) })
        let usualSeeds = Dictionary(
            uniqueKeysWithValues: columns.map { column in
                (column.size, column.ranking.map { $0.accuracy!.seeds }.max() ?? 0)
            })

        var means = Table(header)
        var intervals = Table(header)
        for method in dataset.methods {
            means.add(
                [method]
                    + sizes.map { size -> StyledText? in
                        let text = mean(dataset[method, size], images: images, usualSeeds: usualSeeds[size] ?? 0)
                        return best[size] == method ? text?.strong : text
                    })
            intervals.add(
                [method]
                    + sizes.map { size in
                        dataset[method, size].map { cell in
                            cell.accuracy.map { NumberText.range($0.interval, images: images) } ?? texts.plain(.failed)
                        }
                    })
        }
        means.add([texts(.seedsRow)] + sizes.map { "\(usualSeeds[$0] ?? 0)" })

        let values = ["dataset": dataset.title, "n": NumberText.grouped(images)]
        let notes = texts.paragraph(footnotes)
        return [.table(means, caption: texts(.accuracyMeans, values))] + (notes.isEmpty ? [] : [.paragraph(notes)])
            + [.table(intervals, caption: texts(.accuracyIntervals, values))]
    }

    /// The mean over classes, where one class has half as many test images again as another, or more: with classes of about one size it
    /// says nothing that the share of all images does not.
    private var classMeans: [Block] {
        let group = dataset.methods.flatMap { method in dataset.sizes.compactMap { dataset[method, $0] } }
            .first { !$0.runs.isEmpty }
        guard let rows = group?.runs.first?.result.confusion.map({ $0.reduce(0, +) }),
            2 * rows.max()! >= 3 * rows.min()!
        else { return [] }
        var table = Table([texts(.method)] + dataset.sizes.map(NumberText.grouped))
        for method in dataset.methods {
            table.add(
                [method]
                    + dataset.sizes.map { size in
                        dataset[method, size]?.meanOverClasses.map {
                            NumberText.accuracy($0, images: dataset.record.testImages)
                        }
                    })
        }
        let caption = texts(
            .classMeans,
            [
                "dataset": dataset.title, "low": NumberText.grouped(rows.min()!),
                "high": NumberText.grouped(rows.max()!),
            ])
        return [.table(table, caption: caption)]
    }

    /// nil for what was not run.
    private func mean(_ cell: CellGroup?, images: Int, usualSeeds: Int) -> StyledText? {
        guard let cell else { return nil }
        guard let accuracy = cell.accuracy else { return texts(.failed) }
        var text = NumberText.percent(accuracy.mean, images: images)
        if let deviation = accuracy.standardDeviation {
            text += " ± " + NumberText.percent(deviation, images: images)
        }
        if !cell.converged { text += "†" }
        var remarks = accuracy.seeds < usualSeeds ? [texts(.countSeeds, accuracy.seeds)] : []
        if !cell.failures.isEmpty { remarks.append(texts(.failedRuns, cell.failures.count)) }
        return remarks.isEmpty ? text.styled : "\(text) (\(remarks.joined(separator: ", ")))"
    }

    private var footnotes: [StyledText] {
        var notes: [StyledText] = []
        if dataset.methods.count > 1 {
            notes.append(
                texts(columns.contains { $0.best != nil } ? .bold : .noBold))
        }
        let cells = dataset.methods.flatMap { method in dataset.sizes.map { dataset[method, $0] } }
        if cells.contains(where: { $0.map { $0.accuracy != nil && !$0.converged } ?? false }) {
            notes.append(texts(.notConverged))
        }
        if cells.contains(where: { $0.map { !$0.failures.isEmpty } ?? false }) {
            notes.append(texts(.failuresBelow))
        }
        let baselines = dataset.methods.filter { dataset.family(of: $0) == .baseline }
        if !baselines.isEmpty { notes.append(texts(.baselines, ["methods": texts.list(baselines)])) }
        if cells.contains(where: { $0 == nil }) { notes.append(texts(.notRun)) }
        return notes
    }

    /// The leader of the largest size against every other method.
    private var differences: [Block] {
        guard let column = columns.last, column.ranking.count > 1 else { return [] }
        let leader = column.ranking[0].method
        let images = dataset.record.testImages
        var table = Table([
            texts(.leaderAgainst, ["method": leader]), texts(.difference), texts(.simultaneousInterval), "p",
            texts(.significant), texts(.seeds),
        ])
        for other in column.ranking.dropFirst() {
            guard let verdict = column.verdict(leader, other.method) else {
                table.add([
                    other.method, Table.Cell.missing, Table.Cell.missing, Table.Cell.missing, texts(.noSharedSeed), "0",
                ])
                continue
            }
            let comparison = verdict.comparison
            let interval = texts.points(verdict.interval, images: images)
            table.add([
                other.method, NumberText.points(comparison.difference, images: images), interval,
                NumberText.probability(verdict.correctedP), texts(verdict.isSignificant ? .yes : .no),
                "\(comparison.seeds)",
            ])
        }
        let leaders = column.leaders.map(\.method)
        let caption = texts(
            leaders.count > 1 ? .leaders : .leader,
            ["dataset": dataset.title, "n": NumberText.grouped(column.size), "methods": texts.list(leaders)])
        return [.table(table, caption: caption)]
    }
}

extension Texts {
    /// An interval of a difference in percentage points, such as "+0.3 to +2.5".
    func points(_ interval: ConfidenceInterval, images: Int) -> String {
        plain(
            .to,
            [
                "low": NumberText.points(interval.lower, images: images),
                "high": NumberText.points(interval.upper, images: images),
            ])
    }
}

extension MethodFamily {
    /// The word for it.
    var phrase: Phrase {
        switch self {
        case .crafted: .crafted
        case .learned: .learned
        case .baseline: .baseline
        }
    }
}
