import ArgumentParser
import Core
import Experiments
import Reports

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Hold the results of a run against published figures.",
        discussion: """
            A result whose 95 % interval lies below the published figure of its method, or above what can be true, is a miss, and
            the exit code is 1. Figures are read from reference.yml in the folder, or else from the project's
            reports/reference.yml.

            EXAMPLES
              hindsight check results/mnist-networks
              hindsight check results/mine --reference mine.yml
            """)

    @Argument(help: "The output folder of a run.")
    var folder: String

    @Option(help: "A file of figures.")
    var reference: String?

    func run() throws {
        let check = try ReferenceCheck(folder: folder, reference: reference)
        try StandardOutput.write(check.markdown)
        if check.hasMiss { throw ExitCode.failure }
    }
}
