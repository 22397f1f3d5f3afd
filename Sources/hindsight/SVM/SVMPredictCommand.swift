import ArgumentParser
import Core
import Experiments

struct SVMPredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Predict the labels of the examples in a file.",
        discussion: """
            EXAMPLES
              hindsight svm predict test.txt train.model test.out
              hindsight svm predict -b 1 test.txt train.model test.out   with probabilities
            """)

    @Option(
        name: .customShort("b"), parsing: .unconditional,
        help: ArgumentHelp("1 to predict the probability of each class, too.", valueName: "probabilities"))
    var probability = 0

    @Flag(name: .customShort("q"), help: "Do not print the accuracy.")
    var quiet = false

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    @Argument(help: "Examples, one per line: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    @Argument(help: "A model written by 'svm train' or by LIBSVM's svm-train.")
    var model: String

    @Argument(help: "The file to write: one label per line.")
    var output: String

    func run() throws {
        guard [0, 1].contains(probability) else {
            throw UserError("-b: \(probability) is not allowed; it must be 0 or 1")
        }
        try AtomicFile.requireWritable(output)
        let result = try VectorMachines.predict(
            data: data, model: model, output: output, probabilities: probability == 1,
            threads: try ThreadOption.count(threads))
        guard !quiet else { return }
        let share = Double(result.correct) / Double(result.labels.count)
        try StandardOutput.writeLine(
            "Accuracy = \(SVMCommand.percent(share)) (\(result.correct)/\(result.labels.count)) (classification)")
    }
}
