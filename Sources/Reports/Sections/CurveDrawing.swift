import Core
import Drawing
import Files
import Foundation

/// A point of a curve. Errors are in per cent.
struct CurvePoint {
    let x: Double
    let error: Double
    /// Ends of the interval, and where its bar stands.
    let low: Double
    let high: Double
    let bar: Double
    /// Training examples.
    let size: Int

    init(x: Double, error: Double, low: Double, high: Double, bar: Double, size: Int) {
        (self.x, self.error, self.low, self.high, self.bar, self.size) = (x, error, low, high, bar, size)
    }

    /// Without an interval.
    init(x: Double, error: Double, size: Int) {
        self.init(x: x, error: error, low: error, high: error, bar: x, size: size)
    }
}

/// Curves on logarithmic axes, in one panel; beyond ``most`` curves, a panel for each with all others in grey behind it.
struct CurveDrawing {
    struct Series {
        let title: String
        let style: CurveStyle
        var hasIntervals = true
        var points: [CurvePoint] = []
    }

    /// A place on the horizontal axis with its interval.
    struct Mark {
        let text: String
        let colour: PlotScript
        let x: Double
        /// nil where the interval reaches beyond the plot.
        let low: Double?
        let high: Double?
    }

    struct Axis {
        let label: String
        /// Values with their labels.
        let ticks: [(label: String, value: Double)]
    }

    /// So many lines can be told apart in one panel.
    static let most = 8

    let name: String
    let title: String
    /// In the file with the numbers.
    let xName: String
    let series: [Series]
    let horizontal: Axis
    let vertical: Axis
    var front: [(x: Double, error: Double)] = []
    var frontTitle = ""
    var marks: [Mark] = []

    var plot: Plot { series.count > Self.most ? panels : panel }

    // MARK: Numbers

    private var data: String {
        let blocks = series.map { series in
            let title = VisibleText.of(series.title)
            let head = "# \(title)\n# \(xName)\terror, %\tlow\thigh\ttraining images\tplace of the bar\n"
            let rows = series.points.map { point in
                [point.x, point.error, point.low, point.high].map { PlotNumber.text($0) + "\t" }.joined()
                    + "\(point.size)\t\(PlotNumber.text(point.bar))\n"
            }
            return head + rows.joined()
        }
        let steps = front.map { PlotNumber.row($0.x, $0.error) }.joined()
        return (blocks + (front.isEmpty ? [] : ["# Pareto front\n# \(xName)\terror, %\n\(steps)"])).joined(
            separator: "\n\n")
    }

    private var file: PlotScript { "\(file: "\(name).dat")" }

    private var ranges: [PlotScript] {
        let points = series.flatMap(\.points)
        // Room above the curves for the words at the marks.
        let room = pow(1.16, Double(marks.count))
        let ends = points.flatMap { [$0.x, $0.bar] }
        return [
            "set logscale xy", "set xrange [\(ends.min()! / 1.25):\(ends.max()! * 1.25)]",
            "set yrange [\(points.map(\.low).min()! / 1.15):\(points.map(\.high).max()! * 1.15 * room)]",
        ]
    }

    // MARK: One panel

    private var panel: Plot {
        let names = VisibleText.shortened(series.map(\.title), columns: isBeside ? 32 : 48)
        var drawings = frontDrawing(frontTitle)
        for (index, series) in series.enumerated() {
            drawings += bars(index)
            drawings.append(
                "\(file) index \(index) using 1:2 with linespoints \(series.style.line) title \(text: names[index])")
        }
        let key: PlotScript =
            isBeside ? "set key outside right top" : "set key tmargin center horizontal Left reverse"
        let script: [PlotScript] =
            [.title(title, width: isBeside ? 950 : 1100)] + CurveStyle.frame + labels + ranges + marked
            + [key, "plot \(PlotScript.joined(drawings, separator: ", \\\n    "))"]
        return Plot(name: name, script: script, data: data, width: isBeside ? 1500 : 1200, height: 800)
    }

    private var labels: [PlotScript] {
        [
            "set xlabel \(text: horizontal.label)", "set xtics (\(Self.ticks(horizontal.ticks)))",
            "set ylabel \(text: vertical.label)", "set ytics (\(Self.ticks(vertical.ticks)))",
        ]
    }

    private static func ticks(_ ticks: [(label: String, value: Double)], hasLabels: Bool = true) -> PlotScript {
        PlotScript.joined(
            sparse(ticks, share: 0.065).map { hasLabels ? "\(tick: $0.label) \($0.value)" : "'' \($0.value)" },
            separator: ", ")
    }

    /// Does the legend stand beside the curves?
    private var isBeside: Bool { series.count > 6 }

    /// - Parameter areApart: Whether those of several curves would hide each other.
    private func bars(_ index: Int, areApart: Bool = true) -> [PlotScript] {
        guard series[index].hasIntervals else { return [] }
        let column = areApart ? 6 : 1
        return ["\(file) index \(index) using \(column):2:3:4 with yerrorbars \(series[index].style.bars) notitle"]
    }

    private func frontDrawing(_ title: String?) -> [PlotScript] {
        guard !front.isEmpty else { return [] }
        let name: PlotScript = title.map { "title \(text: $0)" } ?? "notitle"
        return ["\(file) index \(series.count) using 1:2 with steps lc rgb '#B8B8B8' lw 9 \(name)"]
    }

    /// A band for each interval, a line at its place, and its words above the curves.
    private var marked: [PlotScript] {
        let ends = series.flatMap(\.points).map(\.x)
        let (first, last) = (ends.min() ?? 1, ends.max() ?? 1)
        return marks.enumerated().flatMap { index, mark -> [PlotScript] in
            let from: PlotScript = mark.low.map { "first \($0)" } ?? "graph 0"
            let to: PlotScript = mark.high.map { "first \($0)" } ?? "graph 1"
            // The words lean towards the middle, so that they end within the plot.
            let isRight = mark.x * mark.x > first * last
            let height = 0.96 - 0.06 * Double(index)
            return [
                """
                set object \(index + 1) rectangle from \(from), graph 0 to \(to), graph 1 behind \
                fc \(mark.colour) fs transparent solid 0.12 noborder
                """,
                "set arrow \(index + 1) from first \(mark.x), graph 0 to first \(mark.x), graph 1 nohead back lc \(mark.colour) lw 2 dt 3",
                """
                set label \(index + 1) \(text: mark.text) at first \(mark.x), graph \(height) \
                \(isRight ? "right" : "left") offset character \(isRight ? -0.8 : 0.8), 0 front
                """,
            ]
        }
    }

    // MARK: A panel a curve

    /// Ticks that are at least `share` of the axis apart, so that their labels are, too; the first and the last stay.
    private static func sparse(
        _ ticks: [(label: String, value: Double)], share: Double
    ) -> [(label: String, value: Double)] {
        guard let first = ticks.first, let last = ticks.last, last.value > first.value else { return ticks }
        let least = pow(last.value / first.value, share)
        var kept = [first]
        for tick in ticks.dropFirst().dropLast()
        where tick.value >= kept.last!.value * least && tick.value * least <= last.value { kept.append(tick) }
        return kept + [last]
    }

    private static let columns = 4

    private var panels: Plot {
        let rows = (series.count + Self.columns - 1) / Self.columns
        let height = 180 + 260 * rows
        let margins: PlotScript =
            "margins screen 0.065, screen 0.985, screen \(120 / Double(height)), screen \(1 - 120 / Double(height))"
        let names = VisibleText.shortened(series.map(\.title), columns: 26)
        let across = Self.sparse(horizontal.ticks, share: 0.24)
        let up = Self.sparse(vertical.ticks, share: 0.14)
        var script: [PlotScript] = CurveStyle.frame + ranges + ["set key off"]
        script.append(
            "set multiplot layout \(rows), \(Self.columns) \(margins) spacing screen 0.022, screen \(78 / Double(height)) title \(text: title)"
        )
        // One for all panels; each would draw it again.
        script.append(
            "set label 1 \(text: horizontal.label) at screen 0.525, screen \(28 / Double(height)) center")
        for index in series.indices {
            let isLeft = index % Self.columns == 0
            let isLow = index + Self.columns >= series.count
            script += [
                "set title \(text: names[index]) offset 0, -0.5",
                isLeft ? "set ylabel \(text: vertical.label)" : "unset ylabel",
                "set xtics (\(Self.ticks(across, hasLabels: isLow)))",
                "set ytics (\(Self.ticks(up, hasLabels: isLeft)))",
            ]
            let others = series.indices.filter { $0 != index }.map { other -> PlotScript in
                "\(file) index \(other) using 1:2 with lines lc rgb '#D0D0D0' lw 1.5"
            }
            let own: PlotScript = "\(file) index \(index) using 1:2 with linespoints \(series[index].style.line)"
            let drawings = others + frontDrawing(nil) + bars(index, areApart: false) + [own]
            script.append("plot \(PlotScript.joined(drawings, separator: ", \\\n    "))")
            if index == 0 { script.append("unset label 1") }
        }
        script.append("unset multiplot")
        return Plot(
            name: name, script: script, data: data, width: 1600, height: height, isRedrawn: true)
    }
}
