import ArgumentParser
import Core
import Experiments
import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Rebuild the report of a run, or of several together, from the records.",
        discussion: """
            A report shows the cells of the last run in its folder, and names whatever else is there. Several folders, such as \
            those of several machines, make one report, written to --out; times of different machines are kept apart.

            EXAMPLES
              hindsight report results/default
              hindsight report results/default --format latex --format csv
              hindsight report results/default --lang zh
              hindsight report results/default --all
              hindsight report results/default --compare lenet5 hog-svm
              hindsight report results/mnist-first --curves others.jsonl
              hindsight report results/here results/there --out results/both
              hindsight report --index results
            """)

    @Argument(help: "Output folders of runs, which hold records/ and datasets/.", completion: .directory)
    var folders: [String]

    @Option(
        help: ArgumentHelp(
            "md, html (a single file), latex (the tables) or csv (one line per run); may be repeated. (default: md and html)",
            valueName: "format"))
    var format: [Report.Format] = []

    @Option(help: "Language: en or zh; report.zh.md is written beside report.md.")
    var lang: ReportLanguage = .english

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Two methods, A B, to compare in a section of their own, with all tests.", valueName: "method"))
    var compare: [String] = []

    @Option(
        help: ArgumentHelp(
            "Learning curves of other programs to show for comparison: JSON lines with work (DATASET-NAME), peer, metric, value and n. (default: \(Report.curvesFile) in the folder of the run, if there is one)",
            valueName: "file"))
    var curves: String?

    @Flag(help: "Also show records in the folders that belong to no cell of the last run.")
    var all = false

    @Option(help: "Folder for the report. (default: the folder of the run, if there is only one)")
    var out: String?

    @Flag(help: "Let the HTML page show its pictures from plots/ instead of holding them.")
    var linked = false

    @Flag(
        help: "Write README.md into a folder of such folders: what each run asked and found, with its first plot.")
    var index = false

    func run() throws {
        if index {
            guard folders.count == 1 else { throw UserError("--index: give one folder, which holds those of the runs") }
            return try StandardOutput.writeLine("the index is in \(Report.writeIndex(of: folders[0]))")
        }
        guard let target = out ?? (folders.count == 1 ? folders[0] : nil) else {
            throw UserError("report: several folders make one report; say with --out where it goes")
        }
        guard compare.isEmpty || compare.count == 2 else {
            throw UserError("--compare: give two methods, such as --compare lenet5 hog-svm, not \(compare.count)")
        }
        guard !target.isEmpty else { throw UserError("--out: the name of the folder is empty") }
        let report = try Report.write(
            folders: folders, into: target, formats: format.isEmpty ? [.markdown, .html] : Set(format),
            language: lang, comparison: compare, showsAll: all, curves: curves, holdsPictures: !linked)
        for warning in report.warnings { StandardError.writeLine("warning: \(warning)") }
        try StandardOutput.writeLine("the report is in \(report.paths.joined(separator: " and "))")
    }
}

extension Report.Format: ExpressibleByArgument {}
extension ReportLanguage: ExpressibleByArgument {}
