import ArgumentParser
import Core
import Experiments
import Foundation
import SVM

struct SVMGridCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grid", abstract: "Choose C, gamma and degree by cross-validation.",
        discussion: """
            Give values one by one, or as powers of two: from, to, by.

            EXAMPLES
              hindsight svm grid train.txt                LIBSVM's own grid
              hindsight svm grid -c 0.1,1,10 -g 0.01,0.1 train.txt -o grid.png
              hindsight svm grid --log2c -1,9,2 --log2g -9,-1,2 -v 10 train.txt
              hindsight svm grid --halving train.txt      much faster, nearly as good
            """,
        helpNames: .long)

    @OptionGroup var options: MachineOptions

    @Option(
        name: .customShort("c"), parsing: .unconditional,
        help: ArgumentHelp("Values of C. (default: 2^-5 to 2^15, by powers of 4)", valueName: "C,C,…"))
    var bounds: String?

    @Option(
        name: .customShort("g"), parsing: .unconditional,

        help: ArgumentHelp(
            "Values of gamma, or scale, as in svm train. (default: 2^-15 to 2^3, by powers of 4)",
            valueName: "gamma,gamma,…"))
    var gammas: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Values of C as powers of two.", valueName: "from,to,by"))
    var log2c: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Values of gamma as powers of two.", valueName: "from,to,by"))
    var log2g: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Degrees of the polynomial kernel.", valueName: "d,d,…"))
    var degrees: String?

    @Option(
        name: .customShort("v"), parsing: .unconditional,
        help: ArgumentHelp("Folds of cross-validation.", valueName: "folds"))
    var folds = 5

    @Flag(
        help: "Try all combinations on few examples, then the better third of them on three times as many, and so on.")
    var halving = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp("Draw all accuracies in this PNG file.", valueName: "file"))
    var output: String?

    @Argument(help: "Examples, one per line: LABEL INDEX:VALUE INDEX:VALUE …")
    var data: String

    func run() throws {
        if let output, !output.lowercased().hasSuffix(".png") {
            throw UserError("-o: '\(output)' does not end in .png, the format that is drawn")
        }
        if let output { try AtomicFile.requireWritable(output) }
        guard options.weights.isEmpty else { throw UserError("--weight: is not used by grid; leave it out") }
        let isScaled = gammas == KernelGamma.scale.description && log2g == nil
        let machine = try options.machine(C: 1, gamma: isScaled ? .scale : .columns)
        let usesGamma = ![.linear, .intersection, .chi2, .precomputed].contains(machine.kernel)
        let search = KernelSVMSearch(
            machine: machine,
            C: try values("-c", bounds, "--log2c", log2c)
                ?? stride(from: -5.0, through: 15, by: 2).map { Foundation.exp2($0) },
            gamma: try isScaled
                ? []
                : values("-g", gammas, "--log2g", log2g)
                    ?? (usesGamma ? stride(from: -15.0, through: 3, by: 2).map { Foundation.exp2($0) } : []),
            degree: try degrees.map { try wholeNumbers("--degrees", $0) } ?? [], folds: folds,
            strategy: halving ? .halving : .grid)
        do { try search.validate() } catch let error as ConfigurationError {
            let letters = [
                "C": "-c", "gamma": "-g", "degree": "--degrees", "folds": "-v",
                "C, gamma and degree": "-c, -g and --degrees",
            ]
            throw UserError(
                "\(letters[error.field] ?? error.field): \(error.value) is not allowed; it must be \(error.allowed)")
        }
        defer { ProgressLine.clear() }
        let selection = try VectorMachines.grid(search, data: data, context: try options.context(quiet: false))
        ProgressLine.clear()
        // Only what the kernel has; the last line is for 'svm train', which takes the options all the same.
        let shown = ["C"] + (usesGamma ? ["gamma"] : []) + (machine.kernel == .polynomial ? ["degree"] : [])
        for (index, point) in selection.points.enumerated() {
            let names = shown.map { "\($0)=\(number(point.values[$0] ?? 0))" }.joined(separator: " ")
            try StandardOutput.writeLine(
                "\(names) \(SVMCommand.percent(point.accuracy))\(point.converged ? "" : " (stopped early)")"
                    + (index == selection.chosen ? " (chosen)" : ""))
        }
        let best = selection.points[selection.chosen]
        try StandardOutput.writeLine(
            "-c \(number(best.values["C"]!)) -g \(number(best.values["gamma"]!)) -d \(Int(best.values["degree"]!))")
        if let output {
            try VectorMachines.draw(selection, title: "\(data), \(folds)-fold cross-validation", to: output)
        }
    }

    /// With as many digits as tell it apart, at most ten.
    private func number(_ value: Double) -> String { String(format: "%.10g", value) }

    private func numbers(_ option: String, _ text: String) throws -> [Double] {
        let values = text.split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard !values.isEmpty, values.allSatisfy({ $0?.isFinite ?? false }) else {
            throw UserError("\(option): '\(text)' is not a list of numbers such as 1,10,100")
        }
        return values.compactMap { $0 }
    }

    private func wholeNumbers(_ option: String, _ text: String) throws -> [Int] {
        try numbers(option, text).map { value in
            guard let number = Int(exactly: value) else {
                throw UserError("\(option): '\(text)' is not a list of whole numbers such as 2,3,4")
            }
            return number
        }
    }

    /// The values of a parameter, given in one of two ways; nothing where it is not given.
    private func values(_ listOption: String, _ list: String?, _ powerOption: String, _ powers: String?) throws
        -> [Double]?
    {
        guard list == nil || powers == nil else {
            throw UserError("\(listOption): give values by \(listOption) or by \(powerOption), not both")
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
