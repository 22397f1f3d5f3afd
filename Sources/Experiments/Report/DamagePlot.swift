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
            "# \(curve.method)\n# amount\terror, %\tlow\thigh\n"
                + curve.points.map { point in
                    let interval = point.accuracy.interval
                    return
                        "\(point.amount)\t\(100 * (1 - point.accuracy.mean))\t\(100 * (1 - interval.upper))\t\(100 * (1 - interval.lower))\n"
                }.joined()
        }
        let drawings = curves.enumerated().flatMap { place, curve in
            let style = CurvePlots.style(of: curve.method, in: study)
            return [
                "'\(name).dat' index \(place) using 1:2:3:4 with yerrorbars \(style) notitle",
                "'\(name).dat' index \(place) using 1:2 with linespoints \(style) title \(CurvePlots.quoted(curve.method))",
            ]
        }
        // A little room, so that the points of nothing wrong do not lie on the axis.
        let most = curves.flatMap { $0.points.map(\.amount) }.max() ?? 1
        let script =
            CurvePlots.frame + [
                "set title \(CurvePlots.quoted(title))",
                "set xlabel \(CurvePlots.quoted(axis))",
                "set ylabel \(CurvePlots.quoted(texts(.testError)))",
                "set xrange [\(-0.02 * most):\(1.02 * most)]",
                "set yrange [0:*]",
                curves.count > 6 ? "set key outside right top" : "set key top left",
                "plot \(drawings.joined(separator: ", \\\n    "))",
            ]
        return Plot(name: name, script: script, data: data.joined(separator: "\n\n"))
    }
}
