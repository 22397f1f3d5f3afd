import Core
import Drawing
import Files
import Foundation
import Statistics

/// The plots of a data set that show a line a method: error against training images, against time, and against counted work.
///
/// Both axes are logarithmic. Errors of learning methods fall along nearly straight lines there (Hestness et al. 2017), and
/// where two lines cross, the methods swap places.
package struct CurvePlots {
    let dataset: DatasetStudy
    let study: Study
    /// Learning curves from elsewhere, dashed.
    var others: [OtherCurves.Curve] = []
    /// Where learned methods overtake.
    var crossings: [ScalingLaws.Crossing] = []
    private var texts: Texts { dataset.texts }

    var learningName: String { "\(dataset.fileName)-learning-curve" }
    var workName: String { "\(dataset.fileName)-error-against-work" }
    var timeName: String { "\(dataset.fileName)-error-against-time" }

    /// Test error against the number of training images, with 95 % intervals; nil for fewer than two sizes.
    func learningCurve() -> Plot? {
        guard dataset.sizes.filter({ !dataset.ranking($0).isEmpty }).count > 1 else { return nil }
        let methods = dataset.methods.filter { method in dataset.sizes.contains { dataset[method, $0]?.accuracy != nil }
        }
        let series = methods.enumerated().map { index, method in
            var series = CurveDrawing.Series(title: method, style: style(method))
            // Lines pass through the means; the bars alone are set apart, so that they do not hide each other.
            let shift = pow(1.025, Double(index) - Double(methods.count - 1) / 2)
            series.points = dataset.sizes.compactMap { size in
                point(dataset[method, size], x: Double(size), bar: Double(size) * shift)
            }
            return series
        }
        let elsewhere = others.enumerated().map { index, curve in
            // Those of two seeds would reach over the whole plot; the table has them.
            var series = CurveDrawing.Series(
                title: curve.name, style: CurveStyle.elsewhere(like: curve.counterpart(in: methods), index, study),
                hasIntervals: false)
            series.points = curve.points.map { size, accuracies in
                let images = dataset.record.testImages
                let error = Self.errors(AccuracyEstimate(accuracies: accuracies, testImages: images)).error
                return CurvePoint(x: Double(size), error: error, size: size)
            }
            return series
        }
        let sizes = Set(dataset.sizes + others.flatMap { $0.points.map(\.size) }).sorted()
        let axis = CurveDrawing.Axis(
            label: texts.plain(.trainingImages), ticks: sizes.map { (NumberText.grouped($0), Double($0)) })
        return plot(
            learningName, texts.plain(.errorAndImages), series + elsewhere, axis, xName: "training images",
            crossings: crossings)
    }

    /// Test error against the time to fit (extraction and training), a point a training size; nil without results.
    func errorAgainstTime() -> Plot? {
        var all: [CurveDrawing.Series] = []
        let settings = Set(dataset.methods.flatMap { TimingSection.settings($0, dataset, study) })
        for method in dataset.methods {
            for (index, setting) in TimingSection.settings(method, dataset, study).enumerated() {
                let values = [
                    "method": method, "machine": study.letter(of: setting.machine), "n": "\(setting.threads)",
                ]
                let title = settings.count > 1 ? texts.plain(.onMachine, values) : method
                var series = CurveDrawing.Series(title: title, style: style(method, isDashed: index > 0))
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
        let axis = Self.axis(texts.plain(.timeToFit), times)
        let front = settings.count == 1 ? ComputeSection(dataset, study)?.timeFront ?? [] : []
        return plot(
            timeName, texts.plain(.errorAndTime), all, axis, xName: "seconds to fit",
            front: front.map { ($0.seconds!, $0.error) })
    }

    /// Test error against the counted operations of extraction and training, with the front of what nothing beats; nil where the report
    /// says nothing of them.
    func errorAgainstWork() -> Plot? {
        guard let section = ComputeSection(dataset, study) else { return nil }
        let all = dataset.methods.compactMap { method -> CurveDrawing.Series? in
            var series = CurveDrawing.Series(title: method, style: style(method))
            series.points = section.points.filter { $0.cell.method == method }.compactMap { counted in
                counted.flops.flatMap { point(counted.cell, x: $0 / 1e9) }
            }
            return series.points.isEmpty ? nil : series
        }
        guard !all.isEmpty else { return nil }
        let work = all.flatMap { $0.points.map(\.x) }
        let axis = Self.axis(texts.plain(.workToFit), work)
        return plot(
            workName, texts.plain(.errorAndWork), all, axis, xName: "GFLOP to fit",
            front: section.workFront.map { ($0.flops! / 1e9, $0.error) })
    }

    /// With round ticks.
    private static func axis(_ label: String, _ values: [Double]) -> CurveDrawing.Axis {
        CurveDrawing.Axis(
            label: label, ticks: ticks(values.min()!, values.max()!).map { (NumberText.round($0), $0) })
    }

    private func style(_ method: String, isDashed: Bool = false) -> CurveStyle {
        CurveStyle(of: method, in: study, isDashed: isDashed)
    }

    private func point(_ cell: CellGroup?, x: Double, bar: Double? = nil) -> CurvePoint? {
        guard let cell, let accuracy = cell.accuracy else { return nil }
        let (error, low, high) = Self.errors(accuracy)
        return CurvePoint(x: x, error: error, low: low, high: high, bar: bar ?? x, size: cell.size)
    }

    /// An error in % and the ends of its interval.
    private static func errors(_ accuracy: AccuracyEstimate) -> (error: Double, low: Double, high: Double) {
        // No error at all has no place on a logarithmic axis: half a test image stands for it.
        let least = 50 / Double(accuracy.testImages)
        func error(_ accuracy: Double) -> Double { max(least, 100 * (1 - accuracy)) }
        return (error(accuracy.mean), error(accuracy.interval.upper), error(accuracy.interval.lower))
    }

    private func plot(
        _ name: String, _ subject: String, _ series: [CurveDrawing.Series], _ axis: CurveDrawing.Axis, xName: String,
        front: [(x: Double, error: Double)] = [], crossings: [ScalingLaws.Crossing] = []
    ) -> Plot {
        let title = texts.plain(
            .plotTitle, ["dataset": VisibleText.shortened(dataset.title, columns: 48), "subject": subject])
        let points = series.flatMap(\.points)
        // Below the lines of the methods: what no other beats in both.
        let least = 50 / Double(dataset.record.testImages)
        let drawing = CurveDrawing(
            name: name, title: title, xName: xName, series: series,
            horizontal: axis, vertical: Self.axis(texts.plain(.testError), points.flatMap { [$0.low, $0.high] }),
            front: front.map { ($0.x, max(least, 100 * $0.error)) }, frontTitle: texts.plain(.front),
            marks: crossings.map { crossing in
                CurveDrawing.Mark(
                    text: texts.plain(
                        .overtakesHere, ["method": crossing.method, "size": NumberText.magnitude(crossing.size)]),
                    colour: CurveStyle.colour(of: crossing.method, in: study), x: crossing.size, low: crossing.low,
                    high: crossing.high)
            })
        return drawing.plot
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
