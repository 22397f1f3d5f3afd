import ArgumentParser
import Core
import Experiments

struct SVMTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a machine on a file and write the model.",
        discussion: """
            EXAMPLES
              hindsight svm train -c 10 -g 0.03 train.txt
              hindsight svm train -t 1 -d 4 -r 1 -g 0.01 train.txt poly.model
              hindsight svm train -t 0 -w1 5 -w-1 1 train.txt
              hindsight svm train -v 5 -c 10 train.txt    only cross-validate
            """,
        helpNames: .long)

    @OptionGroup var options: MachineOptions

    @Option(
        name: .customShort("c"), parsing: .unconditional,
        help: ArgumentHelp("Penalty for training errors.", valueName: "C"))
    var bound = 1.0

    @Option(
        name: .customShort("g"), parsing: .unconditional,
        help: ArgumentHelp(
            "Factor in the kernel; 'scale' is 1 / (features · their variance). (default: 1 / features)",
            valueName: "gamma"))
    var gamma: String?

    @Option(
        name: .customShort("b"), parsing: .unconditional,
        help: ArgumentHelp("1 to fit probabilities, by cross-validation.", valueName: "probabilities"))
    var probability = 0

    @Option(
        name: .customShort("v"), parsing: .unconditional,
        help: ArgumentHelp("Cross-validate in this many folds instead of writing a model.", valueName: "folds"))
    var folds: Int?

    // Of other types than -s 0: taken, as LIBSVM takes them, and without a meaning.
    @Option(name: .customShort("n"), parsing: .unconditional, help: .hidden)
    var nu: Double?

    @Option(name: .customShort("p"), parsing: .unconditional, help: .hidden)
    var epsilon: Double?

    @Flag(name: .customShort("q"), help: "No progress and no summary.")
    var quiet = false

    @Argument(help: "Examples, one per line: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    @Argument(help: "The model to write. (default: the name of the data file plus .model, in the current folder)")
    var model: String?

    func run() throws {
        guard [0, 1].contains(probability) else {
            throw UserError("-b: \(probability) is not allowed; it must be 0 or 1")
        }
        let machine = try options.machine(
            C: bound, gamma: gamma.map(MachineOptions.gamma) ?? .columns, probability: probability == 1)
        let (weights, context) = (try options.weightsByLabel(), try options.context(quiet: quiet))
        defer { ProgressLine.clear() }
        let stranger = { [quiet] (label: Int) in
            if !quiet { StandardError.writeLine("Note: -w\(label): there is no example with the label \(label)") }
        }
        if let folds {
            guard folds >= 2 else { throw UserError("-v: \(folds) is not allowed; it must be at least 2") }
            let share = try VectorMachines.crossValidate(
                machine, weights: weights, folds: folds, data: data, context: context, stranger: stranger)
            ProgressLine.clear()
            try StandardOutput.writeLine("Cross Validation Accuracy = \(SVMCommand.percent(share))")
            return
        }
        let target = model ?? "\(data.split(separator: "/").last.map(String.init) ?? data).model"
        try AtomicFile.requireWritable(target)
        let fitted = try VectorMachines.train(
            machine, weights: weights, data: data, model: target, context: context, stranger: stranger)
        ProgressLine.clear()
        if !quiet {
            try StandardOutput.writeLine("\(fitted.summary.outcome); objective \(fitted.dualObjective)")
            try StandardOutput.writeLine(
                "\(target): \(fitted.parts.supportIndices.count) support vectors of \(fitted.parts.labels.count) classes"
            )
        }
    }
}
