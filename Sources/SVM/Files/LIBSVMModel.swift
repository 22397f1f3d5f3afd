import Core
import Foundation

/// A kernel machine in the text format of LIBSVM's models, which its `svm-predict` reads and its `svm-train` writes.
///
/// A header of `key value …` lines up to `SV`, then a line a support vector: its coefficients y α, one fewer than there are
/// classes, and its features as `INDEX:VALUE`. Coefficients are written with all their digits, features with as many as their
/// single precision needs.
///
/// Beyond LIBSVM, `kernel_type` may be `intersection`, `chi2` or `exponential_chi2`, which its own programs refuse.
public enum LIBSVMModel {
    // MARK: - Writing

    /// The model as text.
    ///
    /// Throws ``UserError`` where LIBSVM's format has no place for it: one against the rest, several kernels, one class.
    /// - Parameter labels: What stands for each of the machine's classes in the file, in the order of `machine.parts.labels`.
    public static func text(_ machine: FittedKernelSVM, labels: [Int]) throws -> String {
        let parts = machine.parts
        precondition(labels.count == parts.labels.count)
        guard parts.multiclass == .oneVersusOne, parts.function.terms.count == 1, parts.labels.count > 1 else {
            throw UserError(
                "model: LIBSVM's format only holds machines of two or more classes, one against one, with one kernel")
        }
        let term = parts.function.terms[0]
        var lines = ["svm_type c_svc", "kernel_type \(name(of: term.kernel))"]
        if term.kernel == .polynomial { lines.append("degree \(term.degree)") }
        if [.polynomial, .rbf, .sigmoid, .exponentialChi2].contains(term.kernel) {
            lines.append("gamma \(term.gamma)")
        }
        if [.polynomial, .sigmoid].contains(term.kernel) { lines.append("coef0 \(term.coef0)") }
        lines += ["nr_class \(labels.count)", "total_sv \(parts.supportIndices.count)"]
        lines.append("rho \(joined(parts.rho))")
        lines.append("label \(joined(labels))")
        if !machine.parts.sigmoids.isEmpty {
            lines.append("probA \(joined(machine.parts.sigmoids.map(\.slope)))")
            lines.append("probB \(joined(machine.parts.sigmoids.map(\.offset)))")
        }
        lines.append("nr_sv \(joined(parts.supportCounts))")
        lines.append("SV")
        for index in parts.supportIndices.indices {
            var line = parts.coefficients.map { "\($0[index])" }.joined(separator: " ")
            if term.kernel == .precomputed {
                line += " 0:\(parts.supportIndices[index] + 1)"
            } else {
                for (column, value) in parts.supportVectors.row(index).enumerated() where value != 0 {
                    line += " \(column + 1):\(ExamplesFile.text(Double(value), single: value))"
                }
            }
            // LIBSVM writes a space at the end, too.
            lines.append(line + " ")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func joined(_ values: [some CustomStringConvertible]) -> String {
        values.map(\.description).joined(separator: " ")
    }

    private static let names: [(kernel: KernelKind, name: String)] = [
        (.linear, "linear"), (.polynomial, "polynomial"), (.rbf, "rbf"), (.sigmoid, "sigmoid"),
        (.precomputed, "precomputed"), (.intersection, "intersection"), (.chi2, "chi2"),
        (.exponentialChi2, "exponential_chi2"),
    ]

    private static func name(of kernel: KernelKind) -> String {
        names.first { $0.kernel == kernel }!.name
    }

    // MARK: - Reading

    /// Reads a model. Its classes are the labels in the file.
    ///
    /// Throws ``UserError``: the file and the line, what is wrong, what to do.
    public static func read(_ path: String, threads: Int = 1) throws -> FittedKernelSVM {
        guard let data = FileManager.default.contents(atPath: path) else { throw UserError("\(path): cannot be read") }
        guard let end = data.range(of: Data("\nSV".utf8)) else {
            throw UserError("\(path): is not a model of LIBSVM (there is no line 'SV')")
        }
        let header = try LIBSVMHeader(String(decoding: data[..<end.lowerBound], as: UTF8.self), path: path)
        var start = end.upperBound
        while start < data.endIndex, data[start] != UInt8(ascii: "\n") { start += 1 }
        let lines = data[min(start + 1, data.endIndex)...].split(separator: UInt8(ascii: "\n"))
        guard lines.count == header.supportVectors else {
            throw UserError(
                "\(path): \(lines.count) support vectors where the header has \(header.supportVectors); "
                    + "the file was cut off or changed: write it again")
        }
        var vectors: [String] = []
        var coefficients = [[Double]](repeating: [], count: header.labels.count - 1)
        for (index, line) in lines.enumerated() {
            var fields = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: true)[
                ...]
            for row in coefficients.indices {
                guard let field = fields.popFirst(), let value = Double(field), value.isFinite else {
                    throw UserError("\(path):\(header.lines + 2 + index): coefficient \(row + 1) is not a number")
                }
                coefficients[row].append(value)
            }
            vectors.append("0 " + fields.joined(separator: " "))
        }
        let examples = try examples(vectors, path: path, firstLine: header.lines + 2)
        return try machine(header, coefficients, examples, path: path, threads: threads)
    }

    private static func examples(_ lines: [String], path: String, firstLine: Int) throws -> ExamplesFile {
        var parser = ExamplesParser(path: path, firstLine: firstLine)
        try parser.parse(text: lines.joined(separator: "\n"))
        return try ExamplesFile(parser, columns: 1, memoryLimit: 8 << 30)
    }

    private static func machine(
        _ header: LIBSVMHeader, _ coefficients: [[Double]], _ examples: ExamplesFile, path: String, threads: Int
    ) throws -> FittedKernelSVM {
        let isPrecomputed = header.kernel == .precomputed
        guard isPrecomputed == examples.beginsWithZero else {
            throw UserError("\(path): support vectors have an index 0 where, and only where, the kernel is precomputed")
        }
        let columns = isPrecomputed ? 0 : examples.features.columns
        let term = KernelGroup(
            first: 0, columns: columns, kernel: header.kernel, gamma: header.gamma, degree: header.degree,
            coef0: header.coef0)
        let count = examples.features.rows
        let serials = isPrecomputed ? (0..<count).map { Int(examples.features[$0, 0]) - 1 } : Array(0..<count)
        guard serials.allSatisfy({ $0 >= 0 }) else { throw UserError("\(path): a serial number is below 1") }
        return try FittedKernelSVM(
            parts: FittedKernelSVM.Parts(
                function: KernelFunction(terms: [term]), multiclass: .oneVersusOne, labels: header.labels,
                supportVectors: isPrecomputed ? Matrix(rows: count, columns: 0, values: []) : examples.features,
                supportIndices: serials, supportCounts: header.supportCounts, coefficients: coefficients,
                rho: header.rho, sigmoids: header.sigmoids), threads: threads)
    }

    static func kernel(named name: String) -> KernelKind? { names.first { $0.name == name }?.kernel }
}

/// The lines of a model above its support vectors.
struct LIBSVMHeader {
    var kernel = KernelKind.rbf
    var degree = 3
    /// As written; 0 where it is not.
    var gamma = 0.0
    var coef0 = 0.0
    var labels: [Int] = []
    var supportCounts: [Int] = []
    var rho: [Double] = []
    var sigmoids: [PlattSigmoid] = []
    var supportVectors = 0
    /// Lines above `SV`.
    let lines: Int

    init(_ text: String, path: String) throws {
        var entries: [String: (values: [Substring], line: Int)] = [:]
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        lines = rows.count
        for (index, row) in rows.enumerated() {
            let fields = row.split(whereSeparator: \.isWhitespace)
            if let key = fields.first { entries[String(key)] = (Array(fields.dropFirst()), index + 1) }
        }
        func numbers<Number: LosslessStringConvertible>(_ key: String, _ count: Int?, _: Number.Type) throws -> [Number]
        {
            guard let entry = entries[key] else { throw UserError("\(path): the header has no '\(key)'") }
            let values = entry.values.compactMap { Number(String($0)) }
            guard values.count == entry.values.count, count.map({ $0 == values.count }) ?? true else {
                throw UserError(
                    "\(path):\(entry.line): '\(key)' needs \(count.map(String.init) ?? "") numbers".replacing(
                        "  ", with: " "))
            }
            return values
        }
        let type = entries["svm_type"]?.values.first.map(String.init) ?? "nothing"
        guard type == "c_svc" else {
            throw UserError("\(path): svm_type is \(type); only c_svc is a classifier that is known here")
        }
        let name = entries["kernel_type"]?.values.first.map(String.init) ?? "nothing"
        guard let kernel = LIBSVMModel.kernel(named: name) else {
            throw UserError("\(path): kernel_type \(name) is not known")
        }
        self.kernel = kernel
        if entries["degree"] != nil { degree = try numbers("degree", 1, Int.self)[0] }
        if entries["gamma"] != nil { gamma = try numbers("gamma", 1, Double.self)[0] }
        if entries["coef0"] != nil { coef0 = try numbers("coef0", 1, Double.self)[0] }
        let classes = try numbers("nr_class", 1, Int.self)[0]
        guard classes > 1, classes <= 1_000_000 else {
            throw UserError("\(path): nr_class is \(classes); a model has two or more classes")
        }
        let pairs = classes * (classes - 1) / 2
        supportVectors = try numbers("total_sv", 1, Int.self)[0]
        labels = try numbers("label", classes, Int.self)
        rho = try numbers("rho", pairs, Double.self)
        supportCounts = try numbers("nr_sv", classes, Int.self)
        guard supportCounts.allSatisfy({ $0 >= 0 }), supportCounts.reduce(0, +) == supportVectors else {
            throw UserError("\(path): 'nr_sv' does not add up to 'total_sv'")
        }
        if entries["probA"] != nil {
            let slopes = try numbers("probA", pairs, Double.self)
            let offsets = try numbers("probB", pairs, Double.self)
            sigmoids = zip(slopes, offsets).map { PlattSigmoid(slope: $0, offset: $1) }
        }
    }
}
