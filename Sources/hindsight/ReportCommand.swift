import ArgumentParser
import Core
import Experiments

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a run again from its records.",
        discussion: """
            EXAMPLE
              hindsight report results/default
            """)

    @Argument(help: "The output folder of a run: it holds records/ and datasets/.")
    var folder: String

    func run() throws {
        let report = try Report.write(folder: folder)
        for warning in report.warnings { StandardError.writeLine("warning: \(warning)") }
        print("the report lies in \(report.path)")
    }
}
