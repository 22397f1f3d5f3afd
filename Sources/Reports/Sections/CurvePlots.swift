import Core
import Drawing
import Files
import Foundation
import Statistics

/// The plots of a data set that show a line a method: error against training images, against time, and against counted work.
///
/// Both axes are logarithmic. Errors of learning methods fall along nearly straight lines there (Hestness et al. 2017), and
/// where two lines cross the order of two methods turns.
package struct CurvePlots {
    let dataset: DatasetStudy
    let study: Study
    /// Learning curves from elsewhere, dashed.
    var others: [OtherCurves.Curve] = []
    private var texts: Texts { dataset.texts }

    var learningName: String { "\(dataset.fileName)-learning-curve" }
    var workName: String { "\(dataset.fileName)-error-against-work" }
    var timeName: String { "\(dataset.fileName)-error-against-time" }

    /// The palette of Okabe and Ito (2008) without its yellow, told apart by readers of any colour vision.
    package static let palette: [PlotScript] = [
        "rgb '#0072B2'", "rgb '#D55E00'", "rgb '#009E73'", "rgb '#CC79A7'", "rgb '#E69F00'", "rgb '#56B4E9'",
        "rgb '#000000'",
    ]
    /// Filled circle, square, triangle, inverted triangle, diamond, pentagon.
    private static let pointTypes = [7, 5, 9, 11, 13, 15]
    /// Baselines are brown and grey, with crosses.
    private static let baselinePalette: [PlotScript] = ["rgb '#7A4B1E'", "rgb '#5A5A5A'", "rgb '#A08060'"]
    private static let baselinePointTypes = [2, 1, 3]

    /// Axes at the left and below, with a light grid.
    package static let frame: [PlotScript] = [
        "set grid lt 1 lw 1 dt 1 lc rgb '#D0D0D0'", "set border 3 lw 1.5", "set tics nomirror",
    ]

    /// One line of a plot. Numbers are in per cent.
    private struct Series {
        let title: String
        let style: PlotScript
        var hasIntervals = true
        var points: [(x: Double, error: Double, low: Double, high: Double, size: Int)] = []
    }

    /// Test error against the number of training images, with 95 % intervals; nil for fewer than two sizes.
    func learningCurve() -> Plot? {
        guard dataset.sizes.filter({ !dataset.ranking($0).isEmpty }).count > 1 else { return nil }
        let methods = dataset.methods.filter { method in dataset.sizes.contains { dataset[method, $0]?.accuracy != nil }
        }
        let series = methods.enumerated().map { index, method in
            var series = Series(title: method, style: style(method, dashed: false))
            // Drawn a little apart, so that the bars of methods do not hide each other.
            let shift = pow(1.025, Double(index) - Double(methods.count - 1) / 2)
            series.points = dataset.sizes.compactMap { size in
                point(dataset[method, size], x: Double(size) * shift)
            }
            return series
        }
        let elsewhere = others.enumerated().map { index, curve in
            let point = [4, 6, 8, 10, 12, 14][index % 6]
            var series = Series(title: curve.name, style: "lc rgb '#7F7F7F' lw 2 pt \(point) ps pointScale dt 2")
            // Those of two seeds would reach over the whole plot; the table has them.
            series.hasIntervals = false
            series.points = curve.points.map { size, accuracies in
                let images = dataset.record.testImages
                let error = Self.errors(AccuracyEstimate(accuracies: accuracies, testImages: images)).error
                return (Double(size), error, error, error, size)
            }
            return series
        }
        let sizes = Set(dataset.sizes + others.flatMap { $0.points.map(\.size) }).sorted()
        let ticks = Self.labels(sizes.map(Double.init)) { NumberText.grouped(Int($0)) }
        let axis: [PlotScript] = ["set xlabel \(text: texts.plain(.trainingImages))", "set xtics (\(ticks))"]
        return plot(
            learningName, texts.plain(.errorAndImages), series + elsewhere, axis,
            xName: "training images, shifted a little")
    }

    /// Test error against the time to fit (extraction and training), a point a training size; nil without results.
    func errorAgainstTime() -> Plot? {
        var all: [Series] = []
        let settings = Set(dataset.methods.flatMap { TimingSection.settings($0, dataset, study) })
        for method in dataset.methods {
            for (index, setting) in TimingSection.settings(method, dataset, study).enumerated() {
                let values = [
                    "method": method, "machine": study.letter(of: setting.machine), "n": "\(setting.threads)",
                ]
                let title = settings.count > 1 ? texts.plain(.onMachine, values) : method
                var series = Series(title: title, style: style(method, dashed: index > 0))
                series.points = dataset.sizes.compactMap { size in
                    let cell = dataset[method, size]
                    guard let cost = TimingSection.cost(cell, setting, study), cost.fitSeconds > 0 else { return nil }
                    return point(cell, x: cost.fitSeconds)
                }
                if !series.points.isEmpty { all.append(series) }
            }
        }
        guard !all.isEmpty else { return nil }
        let times = all.flatMap { $0.points.map(\.x) }
        let ticks = Self.labels(Self.ticks(times.min()!, times.max()!), NumberText.round)
        let axis: [PlotScript] = ["set xlabel \(text: texts.plain(.timeToFit))", "set xtics (\(ticks))"]
        let front = settings.count == 1 ? ComputeSection(dataset, study)?.timeFront ?? [] : []
        return plot(
            timeName, texts.plain(.errorAndTime), all, axis, xName: "seconds to fit",
            front: front.map { ($0.seconds!, $0.error) })
    }

    /// Test error against the counted operations of extraction and training, with the front of what nothing beats; nil where the report
    /// says nothing of them.
    func errorAgainstWork() -> Plot? {
        guard let section = ComputeSection(dataset, study) else { return nil }
        let all = dataset.methods.compactMap { method -> Series? in
            var series = Series(title: method, style: style(method, dashed: false))
            series.points = section.points.filter { $0.cell.method == method }.compactMap { counted in
                counted.flops.flatMap { point(counted.cell, x: $0 / 1e9) }
            }
            return series.points.isEmpty ? nil : series
        }
        guard !all.isEmpty else { return nil }
        let work = all.flatMap { $0.points.map(\.x) }
        let ticks = Self.labels(Self.ticks(work.min()!, work.max()!), NumberText.round)
        let axis: [PlotScript] = ["set xlabel \(text: texts.plain(.workToFit))", "set xtics (\(ticks))"]
        return plot(
            workName, texts.plain(.errorAndWork), all, axis, xName: "GFLOP to fit",
            front: section.workFront.map { ($0.flops! / 1e9, $0.error) })
    }

    private func style(_ method: String, dashed: Bool) -> PlotScript {
        Self.style(of: method, in: study, dashed: dashed)
    }

    /// The colour and symbol of a method, the same in all plots of a study.
    static func style(of method: String, in study: Study, dashed: Bool = false) -> PlotScript {
        let index = study.methods.firstIndex(of: method) ?? 0
        let first = study.methods.firstIndex(where: study.baselines.contains) ?? 0
        let symbol =
            study.baselines.contains(method)
            ? baselinePointTypes[(index - first) % baselinePointTypes.count] : pointTypes[index % pointTypes.count]
        return "lc \(colour(of: method, in: study)) lw 3 pt \(symbol) ps pointScale dt \(dashed ? 2 : 1)"
    }

    /// The colour of a method, the same in all plots of a study.
    static func colour(of method: String, in study: Study) -> PlotScript {
        let index = study.methods.firstIndex(of: method) ?? 0
        guard study.baselines.contains(method) else { return palette[index % palette.count] }
        let first = study.methods.firstIndex(where: study.baselines.contains) ?? 0
        return baselinePalette[(index - first) % baselinePalette.count]
    }

    /// Ticks with their labels.
    private static func labels(_ ticks: [Double], _ label: (Double) -> String) -> PlotScript {
        PlotScript.joined(ticks.map { "\(tick: label($0)) \($0)" }, separator: ", ")
    }

    private func point(
        _ cell: CellGroup?, x: Double
    ) -> (x: Double, error: Double, low: Double, high: Double, size: Int)? {
        guard let cell, let accuracy = cell.accuracy else { return nil }
        let (error, low, high) = Self.errors(accuracy)
        return (x, error, low, high, cell.size)
    }

    /// An error in % and the ends of its interval.
    private static func errors(_ accuracy: AccuracyEstimate) -> (error: Double, low: Double, high: Double) {
        // No error at all has no place on a logarithmic axis: half a test image stands for it.
        let least = 50 / Double(accuracy.testImages)
        func error(_ accuracy: Double) -> Double { max(least, 100 * (1 - accuracy)) }
        return (error(accuracy.mean), error(accuracy.interval.upper), error(accuracy.interval.lower))
    }

    private func plot(
        _ name: String, _ subject: String, _ series: [Series], _ axis: [PlotScript], xName: String,
        front: [(x: Double, error: Double)] = []
    ) -> Plot {
        let points = series.flatMap(\.points)
        let range = { (low: Double, high: Double) -> PlotScript in "[\(low):\(high)]" }
        let low = points.map(\.low).min()!
        let high = points.map(\.high).max()!
        let ticks = Self.labels(Self.ticks(low, high), NumberText.round)
        let isCrowded = series.count > 6
        let data = series.map { series in
            let title = VisibleText.of(series.title)
            let head = "# \(title)\n# \(xName)\terror, %\tlow\thigh\ttraining images\n"
            let rows = series.points.map { point in
                [point.x, point.error, point.low, point.high].map { PlotNumber.text($0) + "\t" }.joined()
                    + "\(point.size)\n"
            }
            return head + rows.joined()
        }
        let file: PlotScript = "\(file: "\(name).dat")"
        // Below the lines of the methods: what no other beats in both.
        let least = 50 / Double(dataset.record.testImages)
        let steps = front.map { PlotNumber.row($0.x, max(least, 100 * $0.error)) }.joined()
        let frontData = front.isEmpty ? [] : ["# Pareto front\n# \(xName)\terror, %\n\(steps)"]
        let steady: PlotScript = "with steps lc rgb '#B8B8B8' lw 9 title \(text: texts.plain(.front))"
        var drawings: [PlotScript] = front.isEmpty ? [] : ["\(file) index \(series.count) using 1:2 \(steady)"]
        let names = VisibleText.shortened(series.map(\.title), columns: isCrowded ? 32 : 48)
        for (index, series) in series.enumerated() {
            if series.hasIntervals {
                drawings.append("\(file) index \(index) using 1:2:3:4 with yerrorbars \(series.style) notitle")
            }
            drawings.append(
                "\(file) index \(index) using 1:2 with linespoints \(series.style) title \(text: names[index])")
        }
        let title = texts.plain(
            .plotTitle, ["dataset": VisibleText.shortened(dataset.title, columns: 48), "subject": subject])
        let script: [PlotScript] =
            ["set title \(text: title)", "set logscale xy"] + Self.frame + axis + [
                "set ylabel \(text: texts.plain(.testError))",
                "set ytics (\(ticks))",
                "set xrange \(range(points.map(\.x).min()! / 1.25, points.map(\.x).max()! * 1.25))",
                "set yrange \(range(low / 1.15, high * 1.15))",
                isCrowded
                    ? "set key outside right top" : "set key tmargin center horizontal Left reverse",
                "plot \(PlotScript.joined(drawings, separator: ", \\\n    "))",
            ]
        return Plot(
            name: name, script: script, data: (data + frontData).joined(separator: "\n\n"),
            width: isCrowded ? 1500 : 1200,
            height: 800)
    }

    /// Round numbers that cover the range on a logarithmic axis.
    private static func ticks(_ low: Double, _ high: Double) -> [Double] {
        let decades = log10(high / low)
        let steps = decades < 1 ? [1, 1.5, 2, 3, 4, 5, 6, 8] : decades < 3 ? [1, 2, 5] : [1.0]
        let powers = Int(floor(log10(low))) - 1...Int(ceil(log10(high)))
        return powers.flatMap { power in
            // Small powers by division, so that 0.2 is not 0.20000000000000001.
            steps.map { power < 0 ? $0 / pow(10, Double(-power)) : $0 * pow(10, Double(power)) }
        }.filter { $0 >= low / 1.15 && $0 <= high * 1.15 }
    }
}
