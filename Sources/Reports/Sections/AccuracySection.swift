import Core
import Statistics

/// The accuracy tables of one data set.
enum AccuracySection {
    static func markdown(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [Markdown] {
        let texts = dataset.texts
        let sizes = dataset.sizes
        let images = dataset.record.testImages
        let header = [texts.plain(.method)] + sizes.map(NumberText.grouped)
        let best = Dictionary(uniqueKeysWithValues: columns.map { ($0.size, $0.best) })
        let usualSeeds = Dictionary(
            uniqueKeysWithValues: columns.map { column in
                (column.size, column.ranking.map { $0.accuracy!.seeds }.max() ?? 0)
            })

        var means = MarkdownTable(header)
        var intervals = MarkdownTable(header)
        for method in dataset.methods {
            means.add(
                [method.markdown]
                    + sizes.map { size -> Markdown in
                        let cell = dataset[method, size]
                        let text = mean(cell, images: images, usualSeeds: usualSeeds[size] ?? 0, texts)
                        return best[size] == method ? "**\(text)**" : text
                    })
            intervals.add(
                [method]
                    + sizes.map { size in
                        guard let cell = dataset[method, size] else { return "–" }
                        return cell.accuracy.map { NumberText.range($0.interval, images: images) }
                            ?? texts.plain(.failed)
                    })
        }
        means.add([texts(.seedsRow)] + sizes.map { "\(usualSeeds[$0] ?? 0)" })

        let values = ["dataset": dataset.title, "n": NumberText.grouped(images)]
        return [
            texts(.accuracyMeans, values),
            means.markdown,
            texts.paragraph(footnotes(dataset, columns)),
            texts(.accuracyIntervals, values),
            intervals.markdown,
        ] + classMeans(dataset) + differences(dataset, columns)
    }

    /// The mean over classes, where one class has half as many test images again as another, or more: with classes of about one size it
    /// says nothing that the share of all images does not.
    private static func classMeans(_ dataset: DatasetStudy) -> [Markdown] {
        let group = dataset.methods.flatMap { method in dataset.sizes.compactMap { dataset[method, $0] } }
            .first { !$0.runs.isEmpty }
        guard let rows = group?.runs.first?.result.confusion.map({ $0.reduce(0, +) }),
            2 * rows.max()! >= 3 * rows.min()!
        else { return [] }
        var table = MarkdownTable([dataset.texts(.method)] + dataset.sizes.map(NumberText.grouped))
        for method in dataset.methods {
            table.add(
                [method]
                    + dataset.sizes.map { size in
                        dataset[method, size]?.meanOverClasses.map {
                            NumberText.accuracy($0, images: dataset.record.testImages)
                        } ?? "–"
                    })
        }
        return [
            dataset.texts(
                .classMeans,
                [
                    "dataset": dataset.title, "low": NumberText.grouped(rows.min()!),
                    "high": NumberText.grouped(rows.max()!),
                ]),
            table.markdown,
        ]
    }

    private static func mean(_ cell: CellGroup?, images: Int, usualSeeds: Int, _ texts: Texts) -> Markdown {
        guard let cell else { return "–" }
        guard let accuracy = cell.accuracy else { return texts(.failed) }
        var text = NumberText.percent(accuracy.mean, images: images)
        if let deviation = accuracy.standardDeviation {
            text += " ± " + NumberText.percent(deviation, images: images)
        }
        if !cell.converged { text += "†" }
        var remarks = accuracy.seeds < usualSeeds ? [texts(.countSeeds, accuracy.seeds)] : []
        if !cell.failures.isEmpty { remarks.append(texts(.failedRuns, cell.failures.count)) }
        return remarks.isEmpty ? text.markdown : "\(text) (\(remarks.joined(separator: ", ")))"
    }

    private static func footnotes(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [Markdown] {
        let texts = dataset.texts
        var notes: [Markdown] = []
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
    private static func differences(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [Markdown] {
        guard let column = columns.last, column.ranking.count > 1 else { return [] }
        let texts = dataset.texts
        let leader = column.ranking[0].method
        let images = dataset.record.testImages
        var table = MarkdownTable([
            texts(.leaderAgainst, ["method": leader]), texts(.difference), texts(.simultaneousInterval), "p",
            texts(.significant), texts(.seeds),
        ])
        for other in column.ranking.dropFirst() {
            guard let verdict = column.verdict(leader, other.method) else {
                table.add([other.method, "–", "–", "–", texts(.noSharedSeed), "0"])
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
        return [
            texts(
                leaders.count > 1 ? .leaders : .leader,
                ["dataset": dataset.title, "n": NumberText.grouped(column.size), "methods": texts.list(leaders)]),
            table.markdown,
        ]
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
