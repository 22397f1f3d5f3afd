import Core
import Foundation
import SVM

/// Kernel machines on files in LIBSVM's format: what `svm-train`, `svm-predict` and `svm-scale` do.
public enum SVMByHand {
    /// The labels of a file as classes: numbered in the order of their first appearance, as LIBSVM does.
    struct Classes {
        /// The labels in the file, in the order of the classes.
        var labels: [Int] = []
        /// The class of each example.
        var classes: [Int] = []

        init(_ file: ExamplesFile, path: String) throws {
            var numbers: [Int: Int] = [:]
            for (row, label) in file.labels.enumerated() {
                guard label == label.rounded(), abs(label) < 1e9 else {
                    throw UserError(
                        "\(path): the label of example \(row + 1) is \(label); classes must be whole numbers")
                }
                let known = numbers[Int(label)] ?? labels.count
                if known == labels.count {
                    numbers[Int(label)] = known
                    labels.append(Int(label))
                }
                classes.append(known)
            }
            // LIBSVM's one exception: of −1 and +1, +1 comes first.
            if labels == [-1, 1] {
                labels = [1, -1]
                classes = classes.map { 1 - $0 }
            }
        }
    }

    /// Trains a machine on a file and writes it as a model.
    ///
    /// Throws ``UserError`` or ``ConfigurationError``.
    /// - Parameters:
    ///   - weights: Factors of C by label.
    /// - Returns: The machine, whose classes are the labels.
    public static func train(
        _ machine: KernelSVM, weights: [Int: Double], data: String, model: String, context: RunContext
    ) throws -> FittedKernelSVM {
        let (file, classes) = try read(data, machine)
        guard classes.labels.count > 1 else {
            throw UserError("\(data): all examples have the label \(classes.labels[0]); there is nothing to tell apart")
        }
        let fitted = try weighted(machine, weights, classes).fit(
            features(file, machine), labels: classes.classes, classCount: classes.labels.count, context: context)
        try AtomicFile.write(
            LIBSVMModel.text(fitted, labels: fitted.parts.labels.map { classes.labels[$0] }), to: model)
        return fitted
    }

    /// Accuracy in stratified cross-validation.
    public static func crossValidate(
        _ machine: KernelSVM, weights: [Int: Double], folds: Int, data: String, context: RunContext
    ) throws -> SelectionSummary.Point {
        let (file, classes) = try read(data, machine)
        let search = KernelSVMSearch(machine: try weighted(machine, weights, classes), folds: folds)
        let selection = try search.search(
            features(file, machine), labels: classes.classes, classCount: classes.labels.count, context: context)
        return selection.points[selection.chosen]
    }

    /// Cross-validation of combinations of parameters.
    public static func grid(
        _ search: KernelSVMSearch, data: String, context: RunContext
    ) throws -> SelectionSummary {
        let (file, classes) = try read(data, search.machine)
        return try search.search(
            features(file, search.machine), labels: classes.classes, classCount: classes.labels.count, context: context)
    }

    /// Draws accuracies of a search as a PNG file, with gnuplot.
    ///
    /// Throws ``UserError`` where there is no gnuplot, or the file cannot be written.
    public static func draw(_ selection: SelectionSummary, title: String, to path: String) throws {
        guard let gnuplot = Gnuplot(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "") else {
            throw UserError("\(path): gnuplot is needed to draw it; install gnuplot-nox, or leave the option out")
        }
        guard let plot = SelectionPlot.plot(selection, name: "grid", title: title, texts: .of(.english)) else {
            throw UserError("\(path): one combination alone makes no picture; give several values of C or gamma")
        }
        guard let picture = try gnuplot.draw(plot).first(where: { $0.name.hasSuffix(".png") }) else {
            throw UserError("\(path): gnuplot drew nothing")
        }
        try AtomicFile.write(picture.bytes, to: path)
    }

    private static func read(_ path: String, _ machine: KernelSVM) throws -> (ExamplesFile, Classes) {
        let file = try ExamplesFile(contentsOf: path)
        guard file.beginsWithZero == (machine.kernel == .precomputed) else {
            throw UserError(
                file.beginsWithZero
                    ? "\(path): has indices 0, as for a precomputed kernel; use -t 4"
                    : "\(path): a precomputed kernel (-t 4) needs '0:SERIAL' first on every line")
        }
        return (file, try Classes(file, path: path))
    }

    /// The features of a file; of a precomputed kernel those behind the serial number.
    private static func features(_ file: ExamplesFile, _ machine: KernelSVM) -> Matrix {
        guard machine.kernel == .precomputed else { return file.features }
        let columns = file.features.columns - 1
        return Matrix(
            rows: file.features.rows, columns: columns,
            values: (0..<file.features.rows).flatMap { file.features.row($0).dropFirst() })
    }

    private static func weighted(
        _ machine: KernelSVM, _ weights: [Int: Double], _ classes: Classes
    ) throws -> KernelSVM {
        guard !weights.isEmpty else { return machine }
        if let stranger = weights.keys.sorted().first(where: { !classes.labels.contains($0) }) {
            throw UserError("-w\(stranger): there is no example with the label \(stranger)")
        }
        return KernelSVM(
            C: machine.C, kernel: machine.kernel, gamma: machine.gamma, degree: machine.degree, coef0: machine.coef0,
            tolerance: machine.tolerance, cacheMiB: machine.cacheMiB, shrinking: machine.shrinking,
            multiclass: machine.multiclass, classWeights: classes.labels.map { weights[$0] ?? 1 },
            maximumIterations: machine.maximumIterations, probability: machine.probability)
    }

    // MARK: - Predicting

    public struct Predictions: Sendable {
        /// The predicted label of each example.
        public let labels: [Int]
        /// How many are those in the file.
        public let correct: Int
        /// What the output file holds.
        let text: String
    }

    /// Predicts the examples of a file with a model, and writes LIBSVM's output: a label a line, with `probabilities` also
    /// the probability of each class, in the order of the first line.
    public static func predict(
        data: String, model: String, output: String, probabilities: Bool, threads: Int
    ) throws -> Predictions {
        let machine = try LIBSVMModel.read(model, threads: threads)
        let file = try ExamplesFile(contentsOf: data, columns: machine.parts.supportVectors.columns)
        let isPrecomputed = machine.parts.function.terms[0].kernel == .precomputed
        guard file.beginsWithZero == isPrecomputed else {
            throw UserError(
                "\(data): indices 0 stand there where, and only where, the kernel of the model is precomputed")
        }
        let result = try predictions(
            machine, isPrecomputed ? features(file, KernelSVM(C: 1, kernel: .precomputed)) : file.features, file, model,
            probabilities, threads)
        try AtomicFile.write(result.text, to: output)
        return result
    }

    private static func predictions(
        _ machine: FittedKernelSVM, _ features: Matrix, _ file: ExamplesFile, _ model: String, _ probabilities: Bool,
        _ threads: Int
    ) throws -> Predictions {
        let machine = try machine.widened(to: features.columns)
        var labels = machine.predict(features, threads: threads)
        var text = ""
        if probabilities {
            guard !machine.parts.sigmoids.isEmpty else {
                throw UserError("\(model): has no probabilities; train it with -b 1")
            }
            let shares = try machine.probabilities(features, threads: threads)
            let classes = machine.parts.labels
            labels = (0..<shares.rows).map { row in
                let values = Array(shares.row(row))
                return classes[values.indices.max { values[$0] < values[$1] || (values[$0] == values[$1] && $0 > $1) }!]
            }
            text = "labels \(classes.map(String.init).joined(separator: " "))\n"
            for (row, label) in labels.enumerated() {
                text += "\(label) \(shares.row(row).map { String(format: "%g", $0) }.joined(separator: " "))\n"
            }
        } else {
            text = labels.map { "\($0)\n" }.joined()
        }
        let correct = zip(labels, file.labels).count { Double($0) == $1 }
        return Predictions(labels: labels, correct: correct, text: text)
    }
}
