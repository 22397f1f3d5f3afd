import Core
import Drawing
import Files

/// Which parameters were chosen on the training images, and how the others fared.
struct SelectionSection: ReportSection {
    private let dataset: DatasetStudy
    private let runs: [(cell: CellGroup, run: Run, selection: SelectionSummary)]
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        dataset = part.dataset
        runs = Self.runs(dataset)
        if runs.isEmpty { return nil }
    }

    private static func runs(_ dataset: DatasetStudy) -> [(cell: CellGroup, run: Run, selection: SelectionSummary)] {
        dataset.methods.flatMap { method in
            dataset.sizes.flatMap { size -> [(CellGroup, Run, SelectionSummary)] in
                guard let cell = dataset[method, size] else { return [] }
                return cell.runs.compactMap { run in run.result.summary.selection.map { (cell, run, $0) } }
            }
        }
    }

    /// One heat map for each method: that of the first seed at the largest size.
    private var shown: [(cell: CellGroup, selection: SelectionSummary)] {
        dataset.methods.compactMap { method in
            runs.filter { $0.cell.method == method }
                .max { ($0.cell.size, -$0.run.record.cell.seed) < ($1.cell.size, -$1.run.record.cell.seed) }
                .map { ($0.cell, $0.selection) }
        }
    }

    private func pictureName(_ number: Int) -> String { "\(dataset.fileName)-selection-\(number)" }

    var plots: [Plot] {
        shown.enumerated().compactMap { index, item in
            SelectionPlot.plot(
                item.selection, name: pictureName(index + 1),
                title: texts.plain(
                    .methodOn,
                    [
                        "method": VisibleText.shortened(item.cell.method, columns: 36),
                        "dataset": VisibleText.shortened(dataset.title, columns: 36),
                        "n": NumberText.grouped(item.cell.size),
                    ]), texts: texts)
        }
    }

    var title: StyledText? { texts(.selectionHeading) }

    var blocks: [Block] {
        var table = Table(
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
        let maps = shown.enumerated().map { index, item -> Block in
            let values = [
                "method": item.cell.method, "dataset": dataset.title, "n": NumberText.grouped(item.cell.size),
            ]
            return .figure(
                pictureName(index + 1), texts(.selectionPicture, values), caption: texts(.selectionAll, values))
        }
        return [.table(table, caption: texts(.selection, ["dataset": dataset.title]))] + maps
    }
}
