import Core
import Drawing
import Foundation

/// Cross-validated accuracies as a heat map: C along the one side, gamma and degree along the other. What was chosen is framed.
package enum SelectionPlot {
    /// A plot of the combinations, or nothing where fewer than two were tried.
    package static func plot(_ selection: SelectionSummary, name: String, title: String, texts: Texts) -> Plot? {
        guard selection.points.count > 1 else { return nil }
        let bounds = Set(selection.points.map { $0.values["C"] ?? 0 }).sorted()
        let others = rows(selection)
        var data = "# column\trow\tcross-validated accuracy, %\tC\tgamma\tdegree\n"
        var (lowest, highest) = (100.0, 0.0)
        var frame = (column: 0, row: 0)
        for (index, point) in selection.points.enumerated() {
            let column = bounds.firstIndex(of: point.values["C"] ?? 0)!
            let row = others.firstIndex(of: Row(point))!
            if index == selection.chosen { frame = (column, row) }
            let accuracy = 100 * point.accuracy
            (lowest, highest) = (min(lowest, accuracy), max(highest, accuracy))
            let values = ["C", "gamma", "degree"].map { PlotNumber.text(point.values[$0] ?? 0) }
            data += "\(column)\t\(row)\t\(PlotNumber.text(accuracy))\t\(values.joined(separator: "\t"))\n"
        }
        if highest - lowest < 0.1 { (lowest, highest) = (highest - 0.1, highest) }
        func tics(_ labels: [String]) -> PlotScript {
            PlotScript.joined(labels.enumerated().map { "\(tick: $1) \($0)" }, separator: ", ")
        }
        let labels = others.map { $0.label(among: others) }
        let middle = (lowest + highest) / 2
        let axis = others[0].names(among: others).map { $0 == "degree" ? texts.plain(.degree) : $0 }
        let script: [PlotScript] = [
            .title(title, width: 800),
            "set xrange [-0.5:\(Double(bounds.count) - 0.5)]",
            "set yrange [-0.5:\(Double(others.count) - 0.5)]",
            "set xlabel \(text: "C")",
            "set ylabel \(text: axis.joined(separator: ", "))",
            "set xtics (\(tics(bounds.map(number)))) scale 0",
            "set ytics (\(tics(labels))) scale 0",
            "set rmargin 12",
            "set cblabel \(text: texts.plain(.selectionScale)) offset 1.5",
            "set cbrange [\(lowest):\(highest)]",
            "set palette defined (0 '#F7FBFF', 0.5 '#6BAED6', 1 '#08306B')",
            """
            set object 1 rectangle center first \(frame.column), first \(frame.row) size first 0.96, first 0.94 \
            fs empty border rgb '#D95F02' lw 4 front
            """,
            """
            plot \(file: "\(name).dat") using 1:2:3 with image pixels notitle, \\
                '' using 1:2:($3 > \(middle) ? sprintf('%.1f', $3) : '') with labels tc rgb '#FFFFFF' notitle, \\
                '' using 1:2:($3 > \(middle) ? '' : sprintf('%.1f', $3)) with labels tc rgb '#202020' notitle
            """,
        ]
        return Plot(
            name: name, script: script, data: data, width: 1000, height: min(max(380, 160 + 90 * others.count), 1200))
    }

    /// A row of the map.
    private struct Row: Hashable, Comparable {
        let degree: Double
        let gamma: Double

        init(_ point: SelectionSummary.Point) {
            degree = point.values["degree"] ?? 0
            gamma = point.values["gamma"] ?? 0
        }

        static func < (left: Row, right: Row) -> Bool { (left.degree, left.gamma) < (right.degree, right.gamma) }

        func names(among rows: [Row]) -> [String] {
            let (degrees, gammas) = (Set(rows.map(\.degree)).count, Set(rows.map(\.gamma)).count)
            return degrees > 1 ? (gammas > 1 ? ["degree", "gamma"] : ["degree"]) : ["gamma"]
        }

        func label(among rows: [Row]) -> String {
            switch names(among: rows) {
            case ["degree"]: return SelectionPlot.number(degree)
            case ["gamma"]: return SelectionPlot.number(gamma)
            default: return "\(SelectionPlot.number(degree)), \(SelectionPlot.number(gamma))"
            }
        }
    }

    private static func rows(_ selection: SelectionSummary) -> [Row] {
        Set(selection.points.map(Row.init)).sorted()
    }

    /// Such as 0.02, 1000, 3.05e-05.
    static func number(_ value: Double) -> String { String(format: "%.4g", value) }
}
