import Core
import Drawing
import Files
import Foundation
import Reports

/// Accuracy against time of trainings whose course was kept (`hindsight train … --curve FILE`), as a plot.
public enum TrainingCurve {
    /// The course of one training as its file holds it.
    private struct Course: Decodable {
        let name: String
        let history: [HistoryPoint]
    }

    /// - Parameters:
    ///   - files: Files that `--curve` wrote.
    ///   - isVector: SVG instead of PNG.
    ///
    /// Throws ``UserError`` where a file is no such course, or gnuplot is not there or fails.
    public static func draw(
        _ files: [String], isVector: Bool, searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> [UInt8] {
        let courses = try files.map(read)
        guard let gnuplot = Gnuplot(searchPath: searchPath) else {
            throw UserError("show curve: gnuplot is not installed; install the package gnuplot-nox")
        }
        let plot = plot(
            courses, labels: files.map { PathText.withoutEnding(PathText.name(of: $0)) })
        let drawn = try gnuplot.draw(plot)
        guard let picture = drawn.first(where: { $0.name.hasSuffix(isVector ? ".svg" : ".png") }) else {
            throw UserError("show curve: gnuplot drew nothing")
        }
        return picture.bytes
    }

    private static func read(_ file: String) throws -> Course {
        let data = Data(try FileContents.read(file, limit: 64 << 20))
        guard let course = try? JSONDecoder().decode(Course.self, from: data) else {
            throw UserError("\(file): is not a training curve; 'hindsight train … --curve FILE' writes them")
        }
        guard course.history.contains(where: { $0.heldOutAccuracy != nil }) else {
            throw UserError("\(file): it holds no accuracy after an epoch")
        }
        return course
    }

    private static func plot(_ courses: [Course], labels: [String]) -> Plot {
        let longest = courses.compactMap(\.history.last?.seconds).max() ?? 0
        let (unit, length) = longest < 180 ? ("s", 1.0) : longest < 10_800 ? ("min", 60.0) : ("h", 3600.0)
        let palette = CurveStyle.palette
        let file: PlotScript = "\(file: "curve.dat")"
        let names = VisibleText.shortened(courses.count == 1 ? [courses[0].name] : labels, columns: 48)
        let drawings = courses.indices.flatMap { place -> [PlotScript] in
            let colour = palette[place % palette.count]
            let inTraining = "\(names[place]), training images"
            return [
                """
                \(file) index \(place) using 1:2 with linespoints lw 3 pt 7 ps pointScale lc \(colour) \
                title \(text: names[place])
                """,
                "\(file) index \(place) using 1:3 with lines lw 1.5 dt 2 lc \(colour) title \(text: inTraining)",
            ]
        }
        let data = courses.map { course in
            "# \(VisibleText.of(course.name))\n# \(unit)\theld-out accuracy, %\ttraining accuracy, %\n"
                + course.history.map { point in
                    func percent(_ share: Double?) -> Double { share.map { 100 * $0 } ?? .nan }
                    return PlotNumber.row(
                        point.seconds / length, percent(point.heldOutAccuracy), percent(point.trainingAccuracy))
                }.joined()
        }
        let script: [PlotScript] =
            CurveStyle.frame + [
                "set title \(text: "Accuracy and time of training")",
                "set xlabel \(text: "time of training (\(unit))")", "set ylabel \(text: "accuracy (%)")",
                "set xrange [0:*]", "set key bottom right",
                "plot \(PlotScript.joined(drawings, separator: ", \\\n    "))",
            ]
        return Plot(name: "curve", script: script, data: data.joined(separator: "\n\n"))
    }
}
