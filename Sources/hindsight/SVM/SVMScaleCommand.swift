import ArgumentParser
import Core
import Experiments
import SVM

struct SVMScaleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scale", abstract: "Scale every feature of a file to a range.",
        discussion: """
            EXAMPLES
              hindsight svm scale -s ranges.txt train.txt -o train.scaled
              hindsight svm scale --restore ranges.txt test.txt -o test.scaled
              hindsight svm scale -l 0 -u 1 train.txt > train.scaled
            """)

    @Option(
        name: .customShort("l"), parsing: .unconditional,
        help: ArgumentHelp("What the smallest value of a feature becomes.", valueName: "lower"))
    var lower: Float = -1

    @Option(
        name: .customShort("u"), parsing: .unconditional,
        help: ArgumentHelp("What the largest value of a feature becomes.", valueName: "upper"))
    var upper: Float = 1

    @Option(
        name: [.customShort("s"), .customLong("save")], help: ArgumentHelp("Write the ranges there.", valueName: "file")
    )
    var saved: String?

    @Option(
        name: [.customShort("r"), .customLong("restore")],
        help: ArgumentHelp("Use the ranges that were written there.", valueName: "file"))
    var restored: String?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file to write. (default: the scaled examples are printed)", valueName: "file"))
    var output: String?

    @Argument(help: "Examples, a line each: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    func run() throws {
        guard saved == nil || restored == nil else {
            throw UserError("-s: ranges are either written (-s) or used (-r), not both")
        }
        let scaled: ExamplesFile
        do {
            scaled = try SVMByHand.scale(
                data: data, lower: lower, upper: upper, restored: restored, saved: saved,
                threads: try ThreadOption.count(nil))
        } catch let error as ConfigurationError {
            let letter = ["lower": "-l", "upper": "-u"][error.field] ?? error.field
            throw UserError("\(letter): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        if let output { try scaled.write(to: output) } else { try StandardOutput.write(scaled.text) }
    }
}
