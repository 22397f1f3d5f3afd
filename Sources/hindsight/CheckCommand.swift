import ArgumentParser
import Core
import Experiments
import Reports

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the results of a run against published figures.",
        discussion: """
            A result misses if its 95 % interval lies entirely below the published figure for its method, or above what can be \
            true; then the exit code is 1. Figures are read from reference.yml in the folder, or else from the project's \
            reports/reference.yml.

            EXAMPLES
              hindsight check results/mnist-networks
              hindsight check results/mine --reference mine.yml
            """)

    @Argument(help: "The output folder of a run.")
    var folder: String

    @Option(help: "The file of published figures.")
    var reference: String?

    func run() throws {
        let check = try ReferenceCheck(folder: folder, reference: reference)
        try StandardOutput.write(check.markdown)
        if check.hasMiss { throw ExitCode.failure }
    }
}
