import Core
import Drawing
import Files

/// Which parameters were chosen on the training images, and how the others fared.
enum SelectionSection {
    private static func runs(_ dataset: DatasetStudy) -> [(cell: CellGroup, run: Run, selection: SelectionSummary)] {
        dataset.methods.flatMap { method in
            dataset.sizes.flatMap { size -> [(CellGroup, Run, SelectionSummary)] in
                guard let cell = dataset[method, size] else { return [] }
                return cell.runs.compactMap { run in run.result.summary.selection.map { (cell, run, $0) } }
            }
        }
    }

    /// One heat map for each method: that of the first seed at the largest size.
    private static func shown(_ dataset: DatasetStudy) -> [(cell: CellGroup, selection: SelectionSummary)] {
        dataset.methods.compactMap { method in
            runs(dataset).filter { $0.cell.method == method }
                .max { ($0.cell.size, -$0.run.record.cell.seed) < ($1.cell.size, -$1.run.record.cell.seed) }
                .map { ($0.cell, $0.selection) }
        }
    }

    private static func pictureName(_ dataset: DatasetStudy, _ number: Int) -> String {
        "\(dataset.fileName)-selection-\(number)"
    }

    static func plots(_ dataset: DatasetStudy) -> [Plot] {
        shown(dataset).enumerated().compactMap { index, item in
            SelectionPlot.plot(
                item.selection, name: pictureName(dataset, index + 1),
                title: dataset.texts.plain(
                    .methodOn,
                    [
                        "method": VisibleText.shortened(item.cell.method, columns: 36),
                        "dataset": VisibleText.shortened(dataset.title, columns: 36),
                        "n": NumberText.grouped(item.cell.size),
                    ]), texts: dataset.texts)
        }
    }

    static func markdown(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [Markdown] {
        let runs = runs(dataset)
        guard !runs.isEmpty else { return [] }
        let texts = dataset.texts
        var table = MarkdownTable(
            [
                texts(.method), texts(.trainingImages), texts(.seed), "C", "gamma", texts(.degree),
                texts(.inCrossValidation), texts(.tried), texts(.folds),
            ])
        for (cell, run, selection) in runs {
            let best = selection.points[selection.chosen]
            table.add(
                [cell.method, NumberText.grouped(cell.size), "\(run.record.cell.seed)"]
                    + ["C", "gamma", "degree"].map { SelectionPlot.number(best.values[$0] ?? 0) }
                    + [
                        NumberText.percent(best.accuracy, images: best.weights.reduce(0, +)),
                        "\(selection.points.count)", "\(selection.folds)",
                    ])
        }
        var blocks: [Markdown] = [
            "### \(texts(.selectionHeading))",
            texts(.selection, ["dataset": dataset.title]),
            table.markdown,
        ]
        for (index, item) in shown(dataset).enumerated() {
            let link = pictures.link(
                pictureName(dataset, index + 1), texts(.selectionPicture, ["method": item.cell.method]))
            guard !link.isEmpty else { continue }
            blocks += [
                texts(
                    .selectionAll,
                    [
                        "method": item.cell.method, "dataset": dataset.title, "n": NumberText.grouped(item.cell.size),
                    ])
            ]
            blocks += link
        }
        return blocks
    }
}
