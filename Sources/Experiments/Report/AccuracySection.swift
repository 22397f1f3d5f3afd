/// The accuracy tables of one data set.
enum AccuracySection {
    static func markdown(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [String] {
        let sizes = dataset.sizes
        let images = dataset.record.testImages
        let header = ["method"] + sizes.map(NumberText.grouped)
        let best = Dictionary(uniqueKeysWithValues: columns.map { ($0.size, $0.best) })
        let usualSeeds = Dictionary(
            uniqueKeysWithValues: columns.map { column in
                (column.size, column.ranking.map { $0.accuracy!.seeds }.max() ?? 0)
            })

        var means = MarkdownTable(header)
        var intervals = MarkdownTable(header)
        for method in dataset.methods {
            means.add(
                [method]
                    + sizes.map { size in
                        let cell = dataset[method, size]
                        let text = mean(cell, images: images, usualSeeds: usualSeeds[size] ?? 0)
                        return best[size] == method ? "**\(text)**" : text
                    })
            intervals.add(
                [method]
                    + sizes.map { size in
                        guard let cell = dataset[method, size] else { return "–" }
                        return cell.accuracy.map { NumberText.range($0.interval, images: images) } ?? "failed"
                    })
        }
        means.add(["*seeds*"] + sizes.map { "\(usualSeeds[$0] ?? 0)" })

        let caption =
            "on \(dataset.title), % of \(NumberText.grouped(images)) test images; a column is a number of training images"
        return [
            "**Accuracy** \(caption); mean ± standard deviation over seeds:",
            means.markdown,
            footnotes(dataset, columns).joined(separator: " "),
            "**95 % intervals of accuracy** \(caption):",
            intervals.markdown,
        ] + classMeans(dataset) + differences(dataset, columns)
    }

    /// The mean over classes, where classes have different numbers of test images and it is another number.
    private static func classMeans(_ dataset: DatasetStudy) -> [String] {
        let group = dataset.methods.flatMap { method in dataset.sizes.compactMap { dataset[method, $0] } }
            .first { !$0.runs.isEmpty }
        guard let rows = group?.runs.first?.result.confusion.map({ $0.reduce(0, +) }), Set(rows).count > 1 else {
            return []
        }
        var table = MarkdownTable(["method"] + dataset.sizes.map(NumberText.grouped))
        for method in dataset.methods {
            table.add(
                [method]
                    + dataset.sizes.map { size in
                        dataset[method, size]?.meanOverClasses.map {
                            NumberText.percent($0, images: dataset.record.testImages)
                        } ?? "–"
                    })
        }
        return [
            "**Mean over classes** on \(dataset.title), %: the share of correct answers in each class, averaged; classes have from "
                + "\(NumberText.grouped(rows.min()!)) to \(NumberText.grouped(rows.max()!)) test images; means over the seeds of the first table, whose "
                + "intervals say how certain they are:",
            table.markdown,
        ]
    }

    private static func mean(_ cell: CellGroup?, images: Int, usualSeeds: Int) -> String {
        guard let cell else { return "–" }
        guard let accuracy = cell.accuracy else { return "failed" }
        var text = NumberText.percent(accuracy.mean, images: images)
        if let deviation = accuracy.standardDeviation {
            text += " ± " + NumberText.percent(deviation, images: images)
        }
        if !cell.converged { text += "†" }
        var remarks = accuracy.seeds < usualSeeds ? [NumberText.count(accuracy.seeds, "seed")] : []
        if !cell.failures.isEmpty { remarks.append("\(cell.failures.count) failed") }
        return remarks.isEmpty ? text : text + " (\(remarks.joined(separator: ", ")))"
    }

    private static func footnotes(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [String] {
        var notes: [String] = []
        if dataset.methods.count > 1 {
            notes.append(
                columns.contains { $0.best != nil }
                    ? "Bold: significantly better than every other method of the column (paired test, Holm-corrected, 5 %)."
                    : "Nothing is bold: in no column is one method significantly better than every other.")
        }
        let cells = dataset.methods.flatMap { method in dataset.sizes.map { dataset[method, $0] } }
        if cells.contains(where: { $0.map { $0.accuracy != nil && !$0.converged } ?? false }) {
            notes.append("† The solver stopped before its tolerance in at least one run.")
        }
        if cells.contains(where: { $0.map { !$0.failures.isEmpty } ?? false }) {
            notes.append("Failed runs are listed with their reasons at the end.")
        }
        if cells.contains(where: { $0 == nil }) { notes.append("–: not run.") }
        return notes
    }

    /// The leader of the largest size against every other method.
    private static func differences(_ dataset: DatasetStudy, _ columns: [ColumnComparison]) -> [String] {
        guard let column = columns.last, column.ranking.count > 1 else { return [] }
        let leader = column.ranking[0].method
        let images = dataset.record.testImages
        var table = MarkdownTable(["\(leader) against", "difference", "95 % interval", "p", "significant", "seeds"])
        for other in column.ranking.dropFirst() {
            guard let verdict = column.verdict(leader, other.method) else {
                table.add([other.method, "–", "–", "–", "no shared seed", "0"])
                continue
            }
            let comparison = verdict.comparison
            let interval =
                NumberText.points(comparison.interval.lower, images: images) + " to "
                + NumberText.points(comparison.interval.upper, images: images)
            table.add([
                other.method, NumberText.points(comparison.difference, images: images), interval,
                NumberText.probability(verdict.correctedP), verdict.isSignificant ? "yes" : "no", "\(comparison.seeds)",
            ])
        }
        return [
            "**The leader against the others** on \(dataset.title) with \(NumberText.count(column.size, "training image")), "
                + "difference in percentage points of accuracy:",
            table.markdown,
        ]
    }
}
