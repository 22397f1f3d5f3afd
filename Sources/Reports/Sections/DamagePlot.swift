import Drawing
import Files
import Statistics

/// Test error of each method against how much is wrong: with the test images, or with the training labels.
struct DamagePlot {
    let name: String
    let title: String
    /// Text of the horizontal axis.
    let axis: String
    /// Of the data set.
    let texts: Texts
    let curves: [Curve]

    struct Curve {
        let method: String
        /// By amount, from nothing wrong on.
        let points: [(amount: Double, accuracy: AccuracyEstimate)]
    }

    func plot(_ study: Study) -> Plot {
        let data = curves.map { curve in
            "# \(VisibleText.of(curve.method))\n# amount\terror, %\tlow\thigh\n"
                + curve.points.map { point in
                    let interval = point.accuracy.interval
                    return PlotNumber.row(
                        point.amount, 100 * (1 - point.accuracy.mean), 100 * (1 - interval.upper),
                        100 * (1 - interval.lower))
                }.joined()
        }
        let file: PlotScript = "\(file: "\(name).dat")"
        let names = VisibleText.shortened(curves.map(\.method), columns: 32)
        let drawings = curves.indices.flatMap { place -> [PlotScript] in
            let style = CurveStyle(of: curves[place].method, in: study).line
            return [
                "\(file) index \(place) using 1:2:3:4 with yerrorbars \(style) notitle",
                "\(file) index \(place) using 1:2 with linespoints \(style) title \(text: names[place])",
            ]
        }
        // A little room, so that the points of nothing wrong do not lie on the axis.
        let most = curves.flatMap { $0.points.map(\.amount) }.max() ?? 1
        let script: [PlotScript] =
            CurveStyle.frame + [
                .title(title, width: 1000),
                "set xlabel \(text: axis)",
                "set ylabel \(text: texts.plain(.testError))",
                "set xrange [\(-0.02 * most):\(1.02 * most)]",
                "set yrange [0:*]",
                curves.count > 6 ? "set key outside right top" : "set key top left",
                "plot \(PlotScript.joined(drawings, separator: ", \\\n    "))",
            ]
        return Plot(name: name, script: script, data: data.joined(separator: "\n\n"))
    }
}
