import Core
import Foundation

// Classifiers, to files and back. All whose class is that of the largest wᵀx + b are kept as the weights and biases.

extension LinearDecision {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("classes", classes)
        stored.put("weights", weights)
        stored.put("biases", biases)
        stored.texts["summary"] = try StoredText.json(summary)
        stored.texts["kind"] = "linear"
        return stored
    }
}

extension Classifier where Fitted: LinearDecision {
    /// The weights: what is needed to classify, without dual variables.
    public func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier {
        try stored.require(classifier: "linear")
        return try FittedLinearModel(stored, columns: columns, classCount: classCount)
    }
}

extension KernelSVM {
    public func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier {
        try stored.require(classifier: "kernel")
        return try FittedKernelSVM(stored, columns: columns, classCount: classCount)
    }
}

extension KernelSVMSearch {
    public func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier {
        try machine.restored(stored, columns: columns, classCount: classCount)
    }
}

extension FittedNearestNeighbours {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("examples", examples.rows)
        stored.put("centre", examples.centre)
        stored.put("labels", labels)
        stored.texts["kind"] = "neighbours"
        return stored
    }
}

extension NearestNeighbours {
    public func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier {
        try stored.require(classifier: "neighbours")
        // Zeros have been replaced by a number above them for chi2.
        let range: ClosedRange<Float>? = metric == .chi2 ? 0 ... .greatestFiniteMagnitude : nil
        let rows = try stored.matrix("examples", columns: columns, in: range)
        guard rows.rows >= k else {
            throw stored.misfit("examples", "are \(rows.rows) rows, where at least \(k) neighbours are asked for")
        }
        let labels = try stored.integers("labels", count: rows.rows, in: 0...max(classCount - 1, 0))
        let centre = try stored.singles("centre", count: columns)
        return FittedNearestNeighbours(
            configuration: self, labels: labels, classCount: classCount,
            examples: NeighbourExamples(prepared: rows, centre: centre, metric: metric))
    }
}

extension FittedLinearModel {
    /// - Parameter columns: Of the rows that it will get.
    ///
    /// Throws ``UserError`` where numbers are missing or do not fit.
    public init(_ stored: Stored, columns: Int, classCount: Int) throws {
        let classes = try stored.classes("classes", below: classCount)
        let weights = try stored.matrix("weights")
        // Of a single class there is nothing to know.
        guard weights.rows == classes.count || (classes.count == 1 && weights.rows == 0) else {
            throw stored.misfit("weights", "are \(weights.rows) rows, where \(classes.count) are expected")
        }
        guard weights.columns == columns else {
            throw stored.misfit("weights", "have \(weights.columns) columns, where \(columns) are expected")
        }
        self.init(
            classes: classes, weights: weights, biases: try stored.singles("biases", count: weights.rows),
            summary: try stored.value(TrainingSummary.self, "summary"))
    }
}

extension FittedKernelSVM {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("labels", parts.labels)
        stored.put("supportVectors", parts.supportVectors)
        stored.put("supportIndices", parts.supportIndices)
        stored.put("supportCounts", parts.supportCounts)
        stored.arrays["coefficients"] = Stored.Array(
            shape: [parts.coefficients.count, parts.supportIndices.count],
            numbers: .double(parts.coefficients.flatMap(\.self)))
        stored.put("rho", parts.rho)
        stored.texts["function"] = try StoredText.json(parts.function)
        stored.texts["multiclass"] = parts.multiclass.rawValue
        stored.texts["sigmoids"] = try StoredText.json(parts.sigmoids)
        stored.texts["machines"] = try StoredText.json(machines)
        stored.texts["kind"] = "kernel"
        return stored
    }

    /// - Parameter columns: Of the rows that it will get.
    ///
    /// Throws ``UserError`` where numbers are missing or do not fit.
    public init(_ stored: Stored, columns: Int, classCount: Int, threads: Int = 1) throws {
        let labels = try stored.classes("labels", below: classCount)
        guard let multiclass = KernelSVM.Multiclass(rawValue: try stored.text("multiclass")) else {
            throw UserError(
                "the text '\(stored.fullName("multiclass"))' in the file is not one of "
                    + KernelSVM.Multiclass.allCases.map(\.rawValue).joined(separator: " and "))
        }
        let isPaired = multiclass == .oneVersusOne
        let machines = isPaired ? labels.count * (labels.count - 1) / 2 : labels.count
        let supportCounts = try stored.integers(
            "supportCounts", count: labels.count, in: 0...CheckedSize.limit)
        let function = try stored.value(KernelFunction.self, "function")
        // The columns of a row of kernel values are examples.
        let rows = function.isPrecomputed ? columns : CheckedSize.limit
        let supportIndices = try stored.integers("supportIndices", in: 0...max(rows - 1, 0))
        let support = supportIndices.count
        guard CheckedSize.sum(supportCounts) == support else {
            throw stored.misfit("supportCounts", "do not add up to the \(support) support vectors")
        }
        let supportVectors = try stored.matrix(
            "supportVectors", rows: support, columns: function.isPrecomputed ? 0 : columns)
        try stored.check(function, columns: columns)
        if support > 0, !function.isPrecomputed { try function.check(supportVectors) }
        let height = isPaired ? labels.count - 1 : labels.count
        guard let size = CheckedSize.product([height, support], limit: CheckedSize.limit) else {
            throw stored.misfit("coefficients", "are too many")
        }
        let flat = try stored.doubles("coefficients", count: size)
        let parts = Parts(
            function: function, multiclass: multiclass, labels: labels, supportVectors: supportVectors,
            supportIndices: supportIndices, supportCounts: supportCounts,
            coefficients: (0..<height).map { Array(flat[$0 * support..<($0 + 1) * support]) },
            rho: try stored.doubles("rho", count: machines),
            sigmoids: try stored.value([PlattSigmoid].self, "sigmoids"))
        try self.init(parts: parts, machines: try stored.value([MachineReport].self, "machines"), threads: threads)
    }
}

extension FittedKernelSVM {
    /// The rows of the training features that are support vectors of any machine, ascending.
    public var supportIndices: [Int]? { parts.supportIndices.sorted() }
}

extension Stored {
    /// Classes, each of them once.
    fileprivate func classes(_ name: String, below classCount: Int) throws -> [Int] {
        let classes = try integers(name, in: 0...max(classCount - 1, 0))
        guard !classes.isEmpty, Set(classes).count == classes.count else {
            throw misfit(name, classes.isEmpty ? "are none" : "hold a class twice")
        }
        return classes
    }

    /// Throws ``UserError`` unless every setting of `function` is one that ``KernelSVM`` allows for rows of so many columns.
    fileprivate func check(_ function: KernelFunction, columns: Int) throws {
        func refusal(_ problem: some CustomStringConvertible) -> UserError {
            UserError("the text '\(fullName("function"))' in the file is not possible: \(problem)")
        }
        guard !function.terms.isEmpty, !function.isPrecomputed || function.terms.count == 1 else {
            throw refusal("\(function.terms.count) kernels")
        }
        for term in function.terms where term.kernel != .precomputed {
            do {
                try KernelSVM(C: 1, groups: [term]).validate()
                _ = try KernelSVM(C: 1, groups: [term]).kernelFunction(columns: columns)
            } catch let error as ConfigurationError {
                throw refusal(error)
            }
        }
    }
}

/// Codable values as texts.
enum StoredText {
    static func json(_ value: some Encodable) throws -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw UserError("a number that is not finite cannot be saved")
        }
    }
}
