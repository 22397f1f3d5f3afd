import ArgumentParser
import Core
import Experiments

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a run again from its records.",
        discussion: """
            EXAMPLES
              hindsight report results/default
              hindsight report results/default --format latex --format csv
            """)

    @Argument(help: "The output folder of a run: it holds records/ and datasets/.")
    var folder: String

    @Option(
        help: ArgumentHelp(
            "md, html (one file with everything in it), latex (the tables) or csv (a line a run); may be repeated. (default: md and html)",
            valueName: "format"))
    var format: [Report.Format] = []

    func run() throws {
        let report = try Report.write(folder: folder, formats: format.isEmpty ? [.markdown, .html] : Set(format))
        for warning in report.warnings { StandardError.writeLine("warning: \(warning)") }
        print("the report lies in \(report.paths.joined(separator: " and "))")
    }
}

extension Report.Format: ExpressibleByArgument {}
