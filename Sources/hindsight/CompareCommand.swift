import ArgumentParser
import Core
import Experiments
import Reports

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what changed between two runs.",
        discussion: """
            Compares results for the same data set, method and number of training images: accuracies by a paired test on the \
            same test images and seeds, times where machine and threads are the same, and the settings that differ.

            EXAMPLES
              hindsight run mnist-first --out before
              … change a line of the matrix …
              hindsight run mnist-first --out after
              hindsight compare before after
              hindsight compare before after -o changes.html
              hindsight compare before after --lang zh
            """)

    @Argument(help: "The output folder of the first run.")
    var before: String

    @Argument(help: "The output folder of the second run.")
    var after: String

    @Option(help: "Language of the text: en or zh.")
    var lang: ReportLanguage = .english

    @Option(name: .shortAndLong, help: "Write to this file, .md or .html, instead of printing.")
    var output: String?

    func run() throws {
        let format = try output.map { path in
            if let format = RunComparison.Format(rawValue: path.split(separator: ".").last.map(String.init) ?? "") {
                return format
            }
            guard AtomicFile.isStream(path) else { throw UserError("\(path): the name must end in .md or .html") }
            return .markdown
        }
        let text = try RunComparison(before: before, after: after).text(format ?? .markdown, language: lang)
        guard let output else { return try StandardOutput.write(text) }
        try AtomicFile.write(text, to: output)
        try WrittenFile.tell("the comparison is in \(output)", of: output)
    }
}
