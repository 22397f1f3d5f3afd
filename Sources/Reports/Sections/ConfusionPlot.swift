import Core
import Drawing
import Files
import Foundation

/// A confusion matrix as a heat map. The diagonal is left grey, since the right answers would drown the mistakes.
enum ConfusionPlot {
    /// - Parameter largest: The share, in %, that has the strongest colour: one for all matrices that stand beside each other.
    static func plot(_ dataset: DatasetStudy, _ cell: CellGroup, largest: Double) -> Plot {
        let name = ConfusionSection.pictureName(dataset, cell)
        let confusion = cell.confusion
        var data = "# answer\ttrue class\tshare of the true class, %; nan where right\timages\n"
        for (truth, row) in confusion.enumerated() {
            let all = max(1, row.reduce(0, +))
            for (answer, images) in row.enumerated() {
                let share = 100 * Double(images) / Double(all)
                data += "\(answer)\t\(truth)\t\(answer == truth ? "nan" : PlotNumber.text(share))\t\(images)\n"
            }
            data += "\n"
        }
        let classes = dataset.record.classNames
        let count = classes.count
        let isSmall = count <= ConfusionSection.widestTable
        let short = VisibleText.shortened(classes, columns: 20)
        let ticks = PlotScript.joined(short.enumerated().map { "\(tick: $1) \($0)" }, separator: ", ")
        let names: PlotScript = isSmall ? "(\(ticks))" : ""
        let isLong = isSmall && short.contains { VisibleText.columns($0) > 3 }
        let texts = dataset.texts
        let title = texts.plain(
            .methodOn,
            [
                "method": VisibleText.shortened(cell.method, columns: 36),
                "dataset": VisibleText.shortened(dataset.title, columns: 36), "n": NumberText.grouped(cell.size),
            ])
        let numbers: PlotScript =
            ", \\\n    \(file: "\(name).dat") using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' tc rgb '#202020' notitle"
        let script: [PlotScript] = [
            .title(title, width: 860),
            "set size ratio -1",
            "set xrange [-0.5:\(Double(count) - 0.5)]",
            "set yrange [\(Double(count) - 0.5):-0.5]",
            "set xlabel \(text: texts.plain(.answer))",
            "set ylabel \(text: texts.plain(.trueClass))",
            isLong ? "set xtics \(names) rotate by 45 right scale 0" : "set xtics \(names) scale 0",
            "set ytics \(names) scale 0",
            "set cblabel \(text: texts.plain(.confusionScale)) offset 1.5",
            "set cbrange [0:\(largest)]",
            "set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')",
            "set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind",
            "plot \(file: "\(name).dat") using 1:2:3 with image pixels notitle\(isSmall ? numbers : "")",
        ]
        return Plot(name: name, script: script, data: data, width: 900, height: 760)
    }

    /// The largest share of a class, in %, that is taken for another one.
    static func largestMistake(_ cell: CellGroup) -> Double {
        let shares = cell.confusion.enumerated().map { truth, row in
            let wrong = row.enumerated().filter { $0.offset != truth }.map(\.element).max() ?? 0
            return 100 * Double(wrong) / Double(max(1, row.reduce(0, +)))
        }
        return max(0.1, shares.max() ?? 0)
    }
}
