import Core
import Drawing
import Foundation
import Reports
import SVM

/// Kernel machines on files in LIBSVM's format: what `svm-train`, `svm-predict` and `svm-scale` do, in double precision as there.
public enum VectorMachines {
    /// The labels of a file as classes: numbered in the order of their first appearance, as LIBSVM does.
    struct Classes {
        /// The labels in the file, in the order of the classes.
        var labels: [Int] = []
        /// The class of each example.
        var classes: [Int] = []

        init(_ file: ExamplesFile, path: String) throws {
            var numbers: [Int: Int] = [:]
            for (row, label) in file.labels.enumerated() {
                guard label == label.rounded(), abs(label) < 0x1p31 else {
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
    ///   - stranger: Told of every label of `weights` that no example has, ascending; LIBSVM only warns of them.
    /// - Returns: The machine, whose classes are places in the order of the labels' appearance.
    public static func train(
        _ machine: KernelSVM, weights: [Int: Double], data: String, model: String, context: RunContext,
        stranger: (Int) -> Void = { _ in }
    ) throws -> PreciseKernelSVM {
        let (file, classes) = try read(data, machine)
        tell(weights, classes, stranger)
        guard classes.labels.count > 1 else {
            throw UserError("\(data): all examples have the label \(classes.labels[0]); there is nothing to tell apart")
        }
        let fitted = try weighted(machine, weights, classes).fit(
            file.rows, labels: classes.classes, classCount: classes.labels.count, context: context)
        try AtomicFile.write(
            LIBSVMModel.text(fitted, labels: fitted.parts.labels.map { classes.labels[$0] }), to: model)
        return fitted
    }

    private static func tell(_ weights: [Int: Double], _ classes: Classes, _ stranger: (Int) -> Void) {
        weights.keys.filter { !classes.labels.contains($0) }.sorted().forEach(stranger)
    }

    /// The share of examples that are classified correctly in stratified cross-validation. Of more folds than examples there are as
    /// many as examples, as in LIBSVM.
    public static func crossValidate(
        _ machine: KernelSVM, weights: [Int: Double], folds: Int, data: String, context: RunContext,
        stranger: (Int) -> Void = { _ in }
    ) throws -> Double {
        let (file, classes) = try read(data, machine)
        tell(weights, classes, stranger)
        let machine = try weighted(machine, weights, classes)
        let folds = try StratifiedFolds(
            labels: classes.classes, count: min(folds, classes.classes.count), seed: context.seed)
        var correct = 0
        for fold in 0..<folds.count {
            let training = classes.classes.indices.filter { folds.folds[$0] != fold }
            let heldOut = classes.classes.indices.filter { folds.folds[$0] == fold }
            let fitted = try machine.fit(
                file.rows.selecting(training), labels: training.map { classes.classes[$0] },
                classCount: classes.labels.count, context: context)
            let found = try fitted.predict(file.rows.selecting(heldOut), threads: context.threads)
            correct += zip(found, heldOut).count { $0 == classes.classes[$1] }
        }
        return Double(correct) / Double(classes.classes.count)
    }

    /// Cross-validation of combinations of parameters.
    public static func grid(
        _ search: KernelSVMSearch, data: String, context: RunContext
    ) throws -> SelectionSummary {
        let (file, classes) = try read(data, search.machine)
        return try search.search(
            file.rows, labels: classes.classes, classCount: classes.labels.count, context: context)
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
        if machine.kernel == .precomputed { try requireSerials(file, path, upTo: file.largestIndex) }
        return (file, try Classes(file, path: path))
    }

    /// Throws ``UserError`` unless every example begins with an index 0 whose value is a whole number from 1 to `last`.
    private static func requireSerials(_ file: ExamplesFile, _ path: String, upTo last: Int) throws {
        let rows = file.rows
        for row in 0..<rows.rows {
            let place = rows.starts[row]
            guard place < rows.starts[row + 1], rows.indices[place] == 0 else {
                throw UserError(
                    "\(path): a precomputed kernel (-t 4) needs '0:SERIAL' first on every line; example \(row + 1) has "
                        + "none")
            }
            guard let serial = Int(exactly: rows.values[place]), (1...max(last, 1)).contains(serial) else {
                throw UserError(
                    "\(path): the serial number of example \(row + 1) is \(rows.values[place]); it must be a whole number "
                        + "from 1 to \(last), the number of its kernel values")
            }
        }
    }

    private static func weighted(
        _ machine: KernelSVM, _ weights: [Int: Double], _ classes: Classes
    ) throws -> KernelSVM {
        guard !weights.isEmpty else { return machine }
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
        let file = try ExamplesFile(contentsOf: data)
        if machine.parts.function.isPrecomputed, file.rows.columns <= machine.parts.supportIndices.max() ?? 0 {
            throw UserError(
                "\(data): the examples have kernel values up to index \(file.largestIndex), and \(model) needs that of "
                    + "index \(machine.parts.supportIndices.max() ?? 0)")
        }
        let result = try predictions(machine, file, model, probabilities, threads)
        try AtomicFile.write(result.text, to: output)
        return result
    }

    private static func predictions(
        _ machine: PreciseKernelSVM, _ file: ExamplesFile, _ model: String, _ probabilities: Bool, _ threads: Int
    ) throws -> Predictions {
        let labels: [Int]
        var text = ""
        if probabilities {
            guard !machine.parts.sigmoids.isEmpty || machine.parts.labels.count == 1 else {
                throw UserError("\(model): has no probabilities; train it with -b 1")
            }
            let shares = try machine.probabilities(file.rows, threads: threads)
            let classes = machine.parts.labels
            labels = shares.map { values in
                classes[values.indices.max { values[$0] < values[$1] || (values[$0] == values[$1] && $0 > $1) }!]
            }
            text = "labels \(classes.map(String.init).joined(separator: " "))\n"
            for (values, label) in zip(shares, labels) {
                text += "\(label) \(values.map { String(format: "%g", $0) }.joined(separator: " "))\n"
            }
        } else {
            labels = try machine.predict(file.rows, threads: threads)
            text = labels.map { "\($0)\n" }.joined()
        }
        let correct = zip(labels, file.labels).count { Double($0) == $1 }
        return Predictions(labels: labels, correct: correct, text: text)
    }
}
