import Core

/// A kernel machine in the text format of LIBSVM's models, which its `svm-predict` reads and its `svm-train` writes.
///
/// A header of `key value …` lines up to `SV`, then a line a support vector: its coefficients y α, one fewer than there are
/// classes, and its features as `INDEX:VALUE`. All numbers are of double precision, and are written with all their digits.
///
/// Beyond LIBSVM, `kernel_type` may be `intersection`, `chi2` or `exponential_chi2`, which its own programs refuse.
public enum LIBSVMModel {
    // MARK: - Writing

    /// The model as text; column j of the support vectors has the index j + 1.
    ///
    /// Throws ``UserError`` where LIBSVM's format has no place for it: one against the rest, several kernels, one class.
    /// - Parameter labels: What stands for each of the machine's classes in the file, in the order of `machine.parts.labels`.
    public static func text(_ machine: FittedKernelSVM, labels: [Int]) throws -> String {
        let serials = machine.parts.supportIndices.map { $0 + 1 }
        return try text(machine.parts, SparseRows(machine.parts.supportVectors, first: 1), serials, labels: labels)
    }

    /// As ``text(_:labels:)-(FittedKernelSVM,_)``; column j of the support vectors has the index j.
    public static func text(_ machine: PreciseKernelSVM, labels: [Int]) throws -> String {
        try text(machine.parts, machine.vectors, machine.parts.supportIndices, labels: labels)
    }

    private static func text(
        _ parts: FittedKernelSVM.Parts, _ vectors: SparseRows, _ serials: [Int], labels: [Int]
    ) throws -> String {
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
        if !parts.sigmoids.isEmpty {
            lines.append("probA \(joined(parts.sigmoids.map(\.slope)))")
            lines.append("probB \(joined(parts.sigmoids.map(\.offset)))")
        }
        lines.append("nr_sv \(joined(parts.supportCounts))")
        lines.append("SV")
        for index in parts.supportIndices.indices {
            var line = parts.coefficients.map { "\($0[index])" }.joined(separator: " ")
            if term.kernel == .precomputed {
                line += " 0:\(serials[index])"
            } else {
                for place in vectors.starts[index]..<vectors.starts[index + 1] {
                    line += " \(vectors.indices[place]):\(ExamplesFile.text(vectors.values[place]))"
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

    static func kernel(named name: String) -> KernelKind? { names.first { $0.name == name }?.kernel }

    // MARK: - Reading

    /// Reads a model. Its classes are the labels in the file; the support vectors of a precomputed kernel are serial numbers.
    ///
    /// Throws ``UserError``: the file and the line, what is wrong, what to do.
    public static func read(_ path: String, threads: Int = 1) throws -> PreciseKernelSVM {
        var bytes = try TextLines.bytes(path)
        var headerLines = 0
        var start = 0
        var isFound = false
        while start < bytes.count, !isFound {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            isFound = TextLines.words(String(decoding: bytes[start..<end], as: UTF8.self)) == ["SV"]
            if !isFound { headerLines += 1 }
            start = min(end + 1, bytes.count)
        }
        guard isFound else { throw UserError("\(path): is not a model of LIBSVM (there is no line 'SV')") }
        let header = try LIBSVMHeader(TextLines.lines(bytes[..<start]).prefix(headerLines), path: path)
        var parser = ExamplesParser(
            path: path, leading: header.labels.count - 1, isModel: true, firstLine: headerLines + 2)
        bytes.append(0)
        try bytes[start...].withUnsafeBufferPointer { try parser.parse($0) }
        guard parser.lineCount == header.supportVectors else {
            throw UserError(
                "\(path): \(parser.lineCount) support vectors where the header has \(header.supportVectors); "
                    + "the file was cut off or changed: write it again")
        }
        let height = header.labels.count - 1
        let numbers = parser.leadingNumbers
        let coefficients = (0..<height).map { row in
            stride(from: row, to: numbers.count, by: height).map { numbers[$0] }
        }
        return try machine(header, coefficients, parser.rows, path: path, firstLine: headerLines + 2, threads: threads)
    }

    private static func machine(
        _ header: LIBSVMHeader, _ coefficients: [[Double]], _ rows: SparseRows, path: String, firstLine: Int,
        threads: Int
    ) throws -> PreciseKernelSVM {
        let isPrecomputed = header.kernel == .precomputed
        var serials = Array(1..<rows.rows + 1)
        if isPrecomputed {
            serials = try (0..<rows.rows).map { row in
                let range = rows.starts[row]..<rows.starts[row + 1]
                guard range.count == 1, rows.indices[range.lowerBound] == 0,
                    let serial = Int32(exactly: rows.values[range.lowerBound]), serial >= 1
                else {
                    throw UserError(
                        "\(path):\(firstLine + row): a support vector of a precomputed kernel is '0:SERIAL' with a whole "
                            + "number from 1 on")
                }
                return Int(serial)
            }
        }
        let term = KernelGroup(
            first: 0, columns: 0, kernel: header.kernel, gamma: header.gamma, degree: header.degree,
            coef0: header.coef0)
        return try PreciseKernelSVM(
            parts: FittedKernelSVM.Parts(
                function: KernelFunction(decided: [term]), multiclass: .oneVersusOne, labels: header.labels,
                supportVectors: Matrix(rows: rows.rows, columns: 0, values: []), supportIndices: serials,
                supportCounts: header.supportCounts, coefficients: coefficients, rho: header.rho,
                sigmoids: header.sigmoids),
            vectors: rows, threads: threads)
    }
}
