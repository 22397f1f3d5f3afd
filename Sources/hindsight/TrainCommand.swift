import ArgumentParser
import Core
import CNN
import Datasets
import Experiments
import Foundation

struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train one method on one data set and save it as a file.",
        discussion: """
            METHOD is a network from 'hindsight list methods' or, with --matrix, the label of a method in a matrix file. The \
            result is a safetensors file, which 'hindsight predict' and 'hindsight show' read, and Python's safetensors library, too.

            While a network trains, its state is saved beside the model as NAME.checkpoint.safetensors, every ten minutes and when \
            Ctrl-C or another signal asks the program to stop. The same command with --resume continues from there, to the same \
            weights, bit for bit.

            EXAMPLES
              hindsight train lenet5 --data mnist -o lenet5.safetensors
              hindsight train lenet5 --data mnist --epochs 3 -o quick.safetensors
              hindsight train resnet --data mnist --set depth=32 -o deep.safetensors
              hindsight train lenet5 --data 'glyphs: {noise: 2}' -o g.safetensors
              hindsight train lenet5 --data mnist --budget 30s -o soon.safetensors
              hindsight train lenet5 --data mnist --resume -o lenet5.safetensors
              hindsight train hog-svm --matrix mnist-first --data mnist -o hog.safetensors
              hindsight train hog-svm --matrix my-pictures.yml -o mine.safetensors
              hindsight train words-svm --matrix r8 --data r8 -o words.safetensors
            """)

    @Argument(
        help: "A network, such as lenet5; with --matrix, the label of a method in it.", completion: Completions.methods)
    var method: String

    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "The data set, such as mnist, or one with settings, such as 'glyphs: {training: 5000}'; with --matrix, the label of one in it. (default: the matrix's only one)",
            valueName: "dataset"), completion: Completions.datasets)
    var dataset: String?

    @Option(name: [.short, .customLong("output")], help: "The model to write, which must end in .safetensors.")
    var output: String

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A setting of the network, such as training.learningRate=0.01; may be repeated.", valueName: "key=value"))
    var settings: [String] = []

    @Option(
        help: "The matrix file, or the name of one, that defines the method.", completion: Completions.matrices)
    var matrix: String?

    @Option(help: "Number of passes over the training images or texts. (default: as in the network's settings)")
    var epochs: Int?

    @Option(
        help: ArgumentHelp(
            "Train for this long instead: a time such as 30s or 5min, or counted work such as 2TFLOP.",
            valueName: "budget"))
    var budget: String?

    @Option(help: "Number of training images, drawn by the seed as in a matrix. (default: all)")
    var size: Int?

    @Option(help: "Seed for all random numbers.")
    var seed = 1

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    @Flag(help: "Score on a sixth of the training images, held out from training, instead of on the test images.")
    var validation = false

    @Option(
        name: .customLong("checkpoint-every"),
        help: ArgumentHelp(
            "How often to save the state: a number of epochs such as 2, a time such as 10min, or 0 for never.",
            valueName: "time"))
    var checkpointEvery = "10min"

    @Flag(help: "Continue from the checkpoint, if there is one.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            "Also measure the accuracy after every epoch, and write the curve to this JSON file.", valueName: "file"))
    var curve: String?

    @Option(
        name: .customLong("data-folder"),
        help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)")
    var folder: String?

    func run() throws {
        let isStream = AtomicFile.isStream(output)
        guard isStream || output.hasSuffix(SavedModel.suffix) && output.count > SavedModel.suffix.count else {
            throw UserError("-o: '\(output)' does not end in \(SavedModel.suffix), the format that is written")
        }
        if let size, size < 1 { throw UserError("--size: \(size) is not allowed; it must be at least 1") }
        if epochs != nil, budget != nil { throw UserError("--epochs, --budget: give one of the two") }
        if let epochs, epochs < 1 { throw UserError("--epochs: \(epochs) is not allowed; it must be at least 1") }
        guard seed >= 0 else { throw UserError("--seed: \(seed) is not allowed; it must be at least 0") }
        try ModelTraining.requireFolder(of: output, option: "-o")
        if let curve { try ModelTraining.requireFolder(of: curve, option: "--curve") }
        let choice = try MethodChoice(method, matrix: matrix, settings: settings, epochs: epochs)
        var training = try ModelTraining(
            choice, dataset: dataset.map { MethodText($0) }, matrix: matrix,
            directory: DataDirectory.path(option: folder))
        training.size = size
        training.seed = seed
        training.budget = try budget.map { try TrainingBudget(option: "--budget", $0) }
        if training.budget != nil, !choice.takesBudget {
            throw UserError("--budget: '\(method)' does not learn step by step; only networks can be given a budget")
        }
        training.threads = try ThreadOption.count(threads)
        training.isValidation = validation
        training.drawsCurve = curve != nil
        let checkpoints = try CheckpointPolicy(every: checkpointEvery, of: output)
        // Beside a device or a pipe nothing can be kept.
        training.checkpoints = isStream ? nil : checkpoints
        training.resumes = resume
        if choice.isNetwork, !resume, let path = training.checkpoints?.path, access(path, F_OK) == 0 {
            StandardError.writeLine(
                "\(path): holds the state of an interrupted training; this one starts afresh (--resume would continue it)"
            )
        }
        let scored = curve == nil || validation ? "validation" : "test"
        training.progress = { Self.show($0, scored: scored) }
        training.phaseProgress = ProgressLine.show
        training.remark = { StandardError.writeLine("warning: \($0)") }
        if choice.isNetwork {
            StopSignal.watch()
            training.isInterrupted = { StopSignal.isRaised }
        }
        let outcome: ModelTraining.Outcome
        do {
            outcome = try training.run()
        } catch let interruption as TrainingInterrupted {
            ProgressLine.clear()
            StandardError.writeLine("\(interruption)")
            throw ExitCode(EndSignals.exitCode(StopSignal.raised.load(ordering: .relaxed)))
        }
        ProgressLine.clear()
        try outcome.model.write(to: output)
        if let curve { try AtomicFile.write(try ModelTraining.curve(outcome), to: curve) }
        // Only a network keeps states; what lies there after another training is not ours.
        if choice.isNetwork, let path = training.checkpoints?.path { unlink(path) }
        if let epochs = outcome.resumedAt { try WrittenFile.tell("continued after epoch \(epochs)", of: output) }
        for line in TrainingLine.summary(outcome, isValidation: validation) { try WrittenFile.tell(line, of: output) }
        try WrittenFile.tell(
            "\(output): \(outcome.model.parameterCount) parameters, \(outcome.model.classNames.count) classes",
            of: output)
    }

    /// One line that changes on a terminal, and lines that stay: of every epoch, or of some twenty where there are many more.
    private static func show(_ progress: TrainingProgress, scored: String) {
        let line = TrainingLine.text(progress, scored: scored)
        if progress.isEndOfEpoch, TrainingLine.isKept(progress) {
            ProgressLine.clear()
            StandardError.writeLine(line)
        } else if StandardError.isTerminal {
            StandardError.showLine(line)
        }
    }
}
