import ArgumentParser
import Core
import Experiments
import Foundation
import SVM

struct SVMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "svm", abstract: "Kernel machines on files in LIBSVM's format.",
        discussion: """
            Data and models have the formats of LIBSVM: a model that is written here is read by its svm-predict, and the reverse.
            The options have its letters, too.

            EXAMPLES
              hindsight svm scale -s ranges.txt train.txt -o train.scaled
              hindsight svm scale --restore ranges.txt test.txt -o test.scaled
              hindsight svm grid -g 0.01,0.03,0.1 -c 1,10,100 train.scaled -o grid.png
              hindsight svm train -c 10 -g 0.03 train.scaled train.model
              hindsight svm predict test.scaled train.model test.out
            """,
        subcommands: [
            SVMTrainCommand.self, SVMPredictCommand.self, SVMScaleCommand.self, SVMGridCommand.self,
        ])

    /// Such as 96.96%.
    static func percent(_ share: Double) -> String { "\(String(format: "%.6g", 100 * share))%" }

    /// LIBSVM's `-w1 0.5`, a weight for the label 1, in the form `--weight 1=0.5` that can be declared.
    static func expandingWeights(_ arguments: [String]) -> [String] {
        guard arguments.first == "svm" else { return arguments }
        var expanded: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if argument.hasPrefix("-w"), let label = Int(argument.dropFirst(2)), index + 1 < arguments.count {
                expanded += ["--weight", "\(label)=\(arguments[index + 1])"]
                index += 2
            } else {
                expanded.append(argument)
                index += 1
            }
        }
        return expanded
    }
}

/// The options that decide what machine is trained.
struct MachineOptions: ParsableArguments {
    @Option(
        name: .customShort("t"), parsing: .unconditional,
        help: ArgumentHelp(
            "Kernel: 0 linear, 1 polynomial, 2 RBF, 3 sigmoid, 4 precomputed; or its name, such as chi2.",
            valueName: "kernel"))
    var kernel = "2"

    @Option(name: .customShort("d"), parsing: .unconditional, help: "Degree of the polynomial kernel.")
    var degree = 3

    @Option(
        name: .customShort("r"), parsing: .unconditional,
        help: ArgumentHelp("Summand in the polynomial and the sigmoid kernel.", valueName: "coef0"))
    var coef0 = 0.0

    @Option(
        name: .customShort("e"), parsing: .unconditional,
        help: ArgumentHelp("Tolerance at which training stops.", valueName: "tolerance"))
    var tolerance = 0.001

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("Memory for kernel values, in MiB.", valueName: "cache"))
    var cache = 512

    @Option(
        name: .customShort("h"), parsing: .unconditional,
        help: ArgumentHelp("Shrinking: 1 on, 0 off.", valueName: "shrinking"))
    var shrinking = 1

    @Option(
        name: .customLong("weight"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Factor of C for the examples of a label; LIBSVM's form -wLABEL WEIGHT is understood too.",
            valueName: "label=weight"))
    var weights: [String] = []

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    private static let kernels = [KernelKind.linear, .polynomial, .rbf, .sigmoid, .precomputed]

    /// Throws ``UserError`` where a value has no meaning.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    func machine(C: Double, gamma: Double, probability: Bool = false) throws -> KernelSVM {
        let kind = Int(kernel).flatMap { Self.kernels.indices.contains($0) ? Self.kernels[$0] : nil }
        guard let kind = kind ?? KernelKind(rawValue: kernel) else {
            throw UserError(
                "-t: '\(kernel)' is no kernel; use 0 to 4, or "
                    + KernelKind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard [0, 1].contains(shrinking) else { throw UserError("-h: \(shrinking) is not allowed; it must be 0 or 1") }
        let machine = KernelSVM(
            C: C, kernel: kind, gamma: gamma, degree: degree, coef0: coef0, tolerance: tolerance, cacheMiB: cache,
            shrinking: shrinking == 1, probability: probability)
        do { try machine.validate() } catch let error as ConfigurationError {
            let letters = [
                "C": "-c", "gamma": "-g", "degree": "-d", "coef0": "-r", "tolerance": "-e", "cacheMiB": "-m",
            ]
            throw UserError(
                "\(letters[error.field] ?? error.field): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        return machine
    }

    /// Factors of C by label.
    func weightsByLabel() throws -> [Int: Double] {
        try weights.reduce(into: [:]) { result, text in
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let label = Int(parts[0]), let weight = Double(parts[1]), weight > 0, weight <= 1e10
            else { throw UserError("--weight: '\(text)' is not LABEL=WEIGHT with a weight above 0, such as 1=0.5") }
            guard result[label] == nil else { throw UserError("--weight: the label \(label) has two weights") }
            result[label] = weight
        }
    }

    func context(quiet: Bool) throws -> RunContext {
        let threads = try ThreadOption.count(threads)
        return quiet ? RunContext(threads: threads) : RunContext(threads: threads, progress: ProgressLine.show)
    }
}

struct SVMTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a machine on a file and write it as a model.",
        discussion: """
            EXAMPLES
              hindsight svm train -c 10 -g 0.03 train.txt
              hindsight svm train -t 1 -d 4 -r 1 -g 0.01 train.txt poly.model
              hindsight svm train -t 0 -w1 5 -w-1 1 train.txt
              hindsight svm train -v 5 -c 10 train.txt             accuracy in cross-validation, no model
            """,
        helpNames: .long)

    @OptionGroup var options: MachineOptions

    @Option(
        name: .customShort("c"), parsing: .unconditional,
        help: ArgumentHelp("Penalty of a training error.", valueName: "C"))
    var bound = 1.0

    @Option(
        name: .customShort("g"), parsing: .unconditional,
        help: ArgumentHelp("Factor in the kernel. (default: 1 / features)", valueName: "gamma"))
    var gamma = 0.0

    @Option(
        name: .customShort("b"), parsing: .unconditional,
        help: ArgumentHelp("Probabilities: 1 fits them by cross-validation.", valueName: "probabilities"))
    var probability = 0

    @Option(
        name: .customShort("v"), parsing: .unconditional,
        help: ArgumentHelp("Cross-validation in so many folds instead of a model.", valueName: "folds"))
    var folds: Int?

    @Flag(name: .customShort("q"), help: "No progress and no summary.")
    var quiet = false

    @Argument(help: "Examples, a line each: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    @Argument(help: "The model to write. (default: the name of the data with .model, in this folder)")
    var model: String?

    func run() throws {
        guard [0, 1].contains(probability) else {
            throw UserError("-b: \(probability) is not allowed; it must be 0 or 1")
        }
        let machine = try options.machine(C: bound, gamma: gamma, probability: probability == 1)
        let (weights, context) = (try options.weightsByLabel(), try options.context(quiet: quiet))
        defer { ProgressLine.clear() }
        if let folds {
            guard (2...100).contains(folds) else {
                throw UserError("-v: \(folds) is not allowed; it must be from 2 to 100")
            }
            let point = try SVMByHand.crossValidate(
                machine, weights: weights, folds: folds, data: data, context: context)
            ProgressLine.clear()
            print("Cross Validation Accuracy = \(SVMCommand.percent(point.accuracy))")
            return
        }
        let target = model ?? "\(data.split(separator: "/").last.map(String.init) ?? data).model"
        let fitted = try SVMByHand.train(machine, weights: weights, data: data, model: target, context: context)
        ProgressLine.clear()
        if !quiet {
            print("\(fitted.summary.outcome); objective \(fitted.dualObjective)")
            print(
                "\(target): \(fitted.parts.supportIndices.count) support vectors of \(fitted.parts.labels.count) classes"
            )
        }
    }
}

struct SVMPredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Predict the examples of a file with a model.",
        discussion: """
            EXAMPLES
              hindsight svm predict test.txt train.model test.out
              hindsight svm predict -b 1 test.txt train.model test.out     with the probability of each class
            """)

    @Option(
        name: .customShort("b"), parsing: .unconditional,
        help: ArgumentHelp("1 predicts probabilities.", valueName: "probabilities"))
    var probability = 0

    @Flag(name: .customShort("q"), help: "Do not print the accuracy.")
    var quiet = false

    @Option(help: "Threads. (default: all cores)")
    var threads: Int?

    @Argument(help: "Examples, a line each: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    @Argument(help: "A model of 'svm train', or of LIBSVM's svm-train.")
    var model: String

    @Argument(help: "The file to write: a label a line.")
    var output: String

    func run() throws {
        guard [0, 1].contains(probability) else {
            throw UserError("-b: \(probability) is not allowed; it must be 0 or 1")
        }
        let result = try SVMByHand.predict(
            data: data, model: model, output: output, probabilities: probability == 1,
            threads: try ThreadOption.count(threads))
        guard !quiet else { return }
        let share = Double(result.correct) / Double(result.labels.count)
        print("Accuracy = \(SVMCommand.percent(share)) (\(result.correct)/\(result.labels.count)) (classification)")
    }
}

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
        if let output { try scaled.write(to: output) } else { print(scaled.text, terminator: "") }
    }
}

struct SVMGridCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grid", abstract: "Choose C, gamma and degree by cross-validation.",
        discussion: """
            Values are given one by one, or as powers of two from, to and by.

            EXAMPLES
              hindsight svm grid train.txt                                     LIBSVM's grid: C = 2^-5…2^15, gamma = 2^3…2^-15
              hindsight svm grid -c 0.1,1,10 -g 0.01,0.1 train.txt -o grid.png
              hindsight svm grid --log2c -1,9,2 --log2g -9,-1,2 -v 10 train.txt
              hindsight svm grid --halving train.txt                           much faster, nearly as good
            """,
        helpNames: .long)

    @OptionGroup var options: MachineOptions

    @Option(
        name: .customShort("c"), parsing: .unconditional, help: ArgumentHelp("Values of C.", valueName: "C,C,…"))
    var bounds: String?

    @Option(
        name: .customShort("g"), parsing: .unconditional,
        help: ArgumentHelp("Values of gamma.", valueName: "gamma,gamma,…"))
    var gammas: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Powers of two as values of C.", valueName: "from,to,by"))
    var log2c: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Powers of two as values of gamma.", valueName: "from,to,by"))
    var log2g: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Degrees of the polynomial kernel.", valueName: "d,d,…"))
    var degrees: String?

    @Option(
        name: .customShort("v"), parsing: .unconditional,
        help: ArgumentHelp("Folds of cross-validation.", valueName: "folds"))
    var folds = 5

    @Flag(help: "Try all combinations on few examples, and the better third each on three times as many.")
    var halving = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("A PNG file to draw all accuracies in.", valueName: "file"))
    var output: String?

    @Argument(help: "Examples, a line each: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    func run() throws {
        if let output, !output.lowercased().hasSuffix(".png") {
            throw UserError("-o: '\(output)' does not end in .png, the format that is drawn")
        }
        guard options.weights.isEmpty else { throw UserError("--weight: is not used by grid; leave it out") }
        let machine = try options.machine(C: 1, gamma: 0)
        let usesGamma = ![.linear, .intersection, .chi2, .precomputed].contains(machine.kernel)
        let search = KernelSVMSearch(
            machine: machine,
            C: try values("-c", bounds, "--log2c", log2c)
                ?? stride(from: -5.0, through: 15, by: 2).map { Foundation.exp2($0) },
            gamma: try values("-g", gammas, "--log2g", log2g)
                ?? (usesGamma ? stride(from: -15.0, through: 3, by: 2).map { Foundation.exp2($0) } : []),
            degree: try degrees.map { try numbers("--degrees", $0).map(Int.init) } ?? [], folds: folds,
            strategy: halving ? .halving : .grid)
        do { try search.validate() } catch let error as ConfigurationError {
            let letters = ["C": "-c", "gamma": "-g", "degree": "--degrees", "folds": "-v"]
            throw UserError(
                "\(letters[error.field] ?? error.field): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        defer { ProgressLine.clear() }
        let selection = try SVMByHand.grid(search, data: data, context: try options.context(quiet: false))
        ProgressLine.clear()
        for (index, point) in selection.points.enumerated() {
            let names = ["C", "gamma", "degree"].map { "\($0)=\(number(point.values[$0] ?? 0))" }.joined(separator: " ")
            print(
                "\(names) \(SVMCommand.percent(point.accuracy))\(point.converged ? "" : " (stopped early)")"
                    + (index == selection.chosen ? " (chosen)" : ""))
        }
        let best = selection.points[selection.chosen]
        print("-c \(number(best.values["C"]!)) -g \(number(best.values["gamma"]!)) -d \(Int(best.values["degree"]!))")
        if let output {
            try SVMByHand.draw(selection, title: "\(data), \(folds)-fold cross-validation", to: output)
        }
    }

    /// With as many digits as tell it apart, at most ten.
    private func number(_ value: Double) -> String { String(format: "%.10g", value) }

    private func numbers(_ option: String, _ text: String) throws -> [Double] {
        let values = text.split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard !values.isEmpty, values.allSatisfy({ $0?.isFinite ?? false }) else {
            throw UserError("\(option): '\(text)' is no list of numbers, such as 1,10,100")
        }
        return values.compactMap { $0 }
    }

    /// The values of a parameter, given in one of two ways; nothing where it is not given.
    private func values(_ listOption: String, _ list: String?, _ powerOption: String, _ powers: String?) throws
        -> [Double]?
    {
        guard list == nil || powers == nil else {
            throw UserError("\(listOption): values are given by \(listOption) or by \(powerOption), not by both")
        }
        if let list { return try numbers(listOption, list) }
        guard let powers else { return nil }
        let range = try numbers(powerOption, powers)
        guard range.count == 3, range.allSatisfy({ abs($0) <= 30 && $0 == $0.rounded() }), range[2] != 0,
            (range[1] - range[0]) / range[2] >= 0
        else { throw UserError("\(powerOption): '\(powers)' is not FROM,TO,BY in whole numbers, such as -5,15,2") }
        return stride(from: range[0], through: range[1], by: range[2]).map { Foundation.exp2($0) }
    }
}
