import Foundation

/// A confusion matrix as a heat map. The diagonal is left grey, since the right answers would drown the mistakes.
enum ConfusionPlot {
    static func plot(_ dataset: DatasetStudy, _ cell: CellGroup) -> Plot {
        let name = ConfusionSection.pictureName(dataset, cell)
        let confusion = cell.confusion
        var data = "# answer\ttrue class\tshare of the true class, %; nan where right\timages\n"
        var largest = 0.1
        for (truth, row) in confusion.enumerated() {
            let all = max(1, row.reduce(0, +))
            for (answer, images) in row.enumerated() {
                let share = 100 * Double(images) / Double(all)
                if answer != truth { largest = max(largest, share) }
                data += "\(answer)\t\(truth)\t\(answer == truth ? "nan" : "\(share)")\t\(images)\n"
            }
            data += "\n"
        }
        let classes = dataset.record.classNames
        let count = classes.count
        let isSmall = count <= ConfusionSection.widestTable
        let names = classes.enumerated().map { "\(CurvePlots.quoted($1)) \($0)" }.joined(separator: ", ")
        let isLong = classes.contains { $0.count > 3 }
        let texts = dataset.texts
        let title = texts(
            .methodOn, ["method": cell.method, "dataset": dataset.title, "n": NumberText.grouped(cell.size)])
        let numbers = "'\(name).dat' using 1:2:($4 > 0 ? sprintf('%d', $4) : '') with labels font ',15' notitle"
        let script = [
            "set title \(CurvePlots.quoted(title))",
            "set size ratio -1",
            "set xrange [-0.5:\(Double(count) - 0.5)]",
            "set yrange [\(Double(count) - 0.5):-0.5]",
            "set xlabel \(CurvePlots.quoted(texts(.answer)))",
            "set ylabel \(CurvePlots.quoted(texts(.trueClass)))",
            isSmall ? "set xtics (\(names))\(isLong ? " rotate by 45 right" : "") scale 0" : "set xtics scale 0",
            isSmall ? "set ytics (\(names)) scale 0" : "set ytics scale 0",
            "set cblabel \(CurvePlots.quoted(texts(.confusionScale))) offset 1.5",
            "set cbrange [0:\(largest)]",
            "set palette defined (0 '#FFFFFF', 0.5 '#F4A582', 1 '#B2182B')",
            "set object 1 rectangle from graph 0, graph 0 to graph 1, graph 1 fc rgb '#E0E0E0' fs noborder behind",
            "plot '\(name).dat' using 1:2:3 with image pixels notitle\(isSmall ? ", \\\n    " + numbers : "")",
        ]
        return Plot(name: name, script: script, data: data, width: 900, height: 760)
    }
}
