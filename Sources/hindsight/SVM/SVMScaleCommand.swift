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
        help: ArgumentHelp("Value that the smallest value of each feature becomes.", valueName: "lower"))
    var lower = -1.0

    @Option(
        name: .customShort("u"), parsing: .unconditional,
        help: ArgumentHelp("Value that the largest value of each feature becomes.", valueName: "upper"))
    var upper = 1.0

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Values that the smallest and the largest label become; LIBSVM's form -y LOWER UPPER works, too.",
            valueName: "lower,upper"))
    var labels: String?

    @Option(
        name: [.customShort("s"), .customLong("save")],
        help: ArgumentHelp("Write the ranges to this file.", valueName: "file")
    )
    var saved: String?

    @Option(
        name: [.customShort("r"), .customLong("restore")],
        help: ArgumentHelp("Use the ranges written to this file.", valueName: "file"))
    var restored: String?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("The file to write. (default: print the scaled examples)", valueName: "file"))
    var output: String?

    @Argument(help: "Examples, one per line: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    func run() throws {
        guard saved == nil || restored == nil else {
            throw UserError("-s: ranges are either written (-s) or used (-r), not both")
        }
        let text: String
        do {
            let scaling = try VectorMachines.Scaling(lower: lower, upper: upper, labels: try labelRange())
            text = try VectorMachines.scale(data: data, scaling, restored: restored, saved: saved)
        } catch let error as ConfigurationError {
            let letter = ["lower": "-l", "upper": "-u", "labels": "-y"][error.field] ?? error.field
            throw UserError("\(letter): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        if let output { try AtomicFile.write(text, to: output) } else { try StandardOutput.write(text) }
    }

    private func labelRange() throws -> (lower: Double, upper: Double)? {
        guard let labels else { return nil }
        let ends = labels.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let lower = ends[0], let upper = ends[1] else {
            throw UserError("-y: '\(labels)' is not two numbers, such as -y 0 1")
        }
        return (lower, upper)
    }
}
