import Core
import Foundation
import LinearAlgebra
import SVM
import Testing

@Suite("Models in LIBSVM's format")
struct LIBSVMModelTests {
    private let features: Matrix
    private let labels: [Int]

    init() {
        var random = RandomSource(seed: 11)
        labels = (0..<90).map { $0 % 3 }
        var values: [Float] = []
        for label in labels {
            for column in 0..<6 {
                values.append(column == 4 ? 0 : abs(random.normal() * 0.8 + (column == label ? 1.5 : 0.4)))
            }
        }
        features = Matrix(rows: 90, columns: 6, values: values)
    }

    private func write(_ text: String) throws -> String {
        let path = NSTemporaryDirectory() + "hindsight-\(UUID().uuidString).model"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "what is written and read again predicts the same, with the labels of the file", arguments: KernelKind.allCases)
    func roundTrip(_ kernel: KernelKind) throws {
        let rows = kernel == .precomputed ? BLAS.multiply(features, byTransposed: features, threads: 1) : features
        let machine = KernelSVM(C: 2, kernel: kernel, gamma: 0.25, degree: 2, coef0: 0.5)
        let fitted = try machine.fit(rows, labels: labels, classCount: 3, context: RunContext())
        let text = try LIBSVMModel.text(fitted, labels: [7, -1, 30])
        let path = try write(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try LIBSVMModel.read(path)
        #expect(read.parts.labels == [7, -1, 30] && read.parts.rho == fitted.parts.rho)
        #expect(read.parts.coefficients == fitted.parts.coefficients)
        let examples = SparseRows(rows, first: 1)
        let values = try read.decisionValues(examples, threads: 1).flatMap { $0 }
        #expect(zip(values, fitted.decisionValues(rows, threads: 1).values).allSatisfy { abs($0 - Double($1)) < 1e-4 })
        #expect(try read.predict(examples, threads: 2) == fitted.predict(rows, threads: 1).map { [7, -1, 30][$0] })
        #expect(try LIBSVMModel.text(read, labels: read.parts.labels) == text)
        #expect(text.contains("kernel_type ") && text.contains("\nnr_sv ") && text.contains("\nSV\n"))
    }

    @Test("LIBSVM's format has no place for one against the rest, several kernels or a single class")
    func impossible() throws {
        for machine in [
            KernelSVM(C: 1, multiclass: .oneVersusRest),
            KernelSVM(C: 1, groups: [KernelGroup(first: 0, columns: 2), KernelGroup(first: 2, columns: 4)]),
        ] {
            let fitted = try machine.fit(features, labels: labels, classCount: 3, context: RunContext())
            #expect(throws: UserError.self) { try LIBSVMModel.text(fitted, labels: [0, 1, 2]) }
        }
    }

    @Test("damaged models are one line that names the file and what is wrong")
    func damage() throws {
        let fitted = try KernelSVM(C: 2, gamma: 0.25).fit(
            features, labels: labels, classCount: 3, context: RunContext())
        let text = try LIBSVMModel.text(fitted, labels: [0, 1, 2])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func without(_ key: String) -> String { lines.filter { !$0.hasPrefix(key) }.joined(separator: "\n") }
        for (damaged, message) in [
            ("", "is not a model"), ("nothing at all\n", "is not a model"), (without("rho"), "has no 'rho'"),
            (without("svm_type"), "svm_type is nothing"), (without("nr_class"), "has no 'nr_class'"),
            (text.replacing("svm_type c_svc", with: "svm_type nu_svr"), "svm_type is nu_svr"),
            (text.replacing("kernel_type rbf", with: "kernel_type odd"), "kernel_type odd is not known"),
            (text.replacing("nr_class 3", with: "nr_class 4"), "'label' needs 4 numbers, and has 3"),
            (lines.dropLast(5).joined(separator: "\n"), "the file was cut off"),
            (text.replacing("\nSV\n", with: "\nSV\nx "), "coefficient 1 is not a number"),
            (text.replacing(" 1:", with: " 1;"), ":"), (text.replacing("total_sv", with: "total"), "no 'total_sv'"),
            (text.replacing("kernel_type rbf", with: "kernel_type precomputed"), "is '0:SERIAL'"),
        ] {
            let path = try write(damaged)
            defer { try? FileManager.default.removeItem(atPath: path) }
            do {
                _ = try LIBSVMModel.read(path)
                Issue.record("read although damaged: \(message)")
            } catch let error as UserError {
                #expect(error.description.contains(message) && error.description.hasPrefix(path), "\(error)")
                #expect(!error.description.contains("\n"))
            }
        }
        #expect(throws: UserError.self) { try LIBSVMModel.read("/nowhere/at/all.model") }
    }

    @Test("lines may end as those of Windows, and indices may begin with 0")
    func lineEnds() throws {
        let fitted = try KernelSVM(C: 2, gamma: 0.25).fit(
            features, labels: labels, classCount: 3, context: RunContext())
        let text = try LIBSVMModel.text(fitted, labels: [0, 1, 2])
        let zero = text.replacing(#/ (\d+):/#) { " \(Int($0.1)! - 1):" }
        for (version, first) in [(text.replacing("\n", with: "\r\n"), 1), (zero, 0)] {
            let path = try write(version)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let read = try LIBSVMModel.read(path)
            let examples = SparseRows(features, first: first)
            #expect(try read.predict(examples, threads: 1) == fitted.predict(features, threads: 1))
        }
    }

    @Test("models that contradict themselves are one line with the file and the key")
    func hostile() throws {
        let polynomial = try KernelSVM(C: 2, kernel: .polynomial, degree: 2).fit(
            features, labels: labels, classCount: 3, context: RunContext())
        let text = try LIBSVMModel.text(polynomial, labels: [0, 1, 2])
        let rows = BLAS.multiply(features, byTransposed: features, threads: 1)
        let given = try KernelSVM(C: 2, kernel: .precomputed).fit(
            rows, labels: labels, classCount: 3, context: RunContext())
        let serials = try LIBSVMModel.text(given, labels: [0, 1, 2])
        func with(_ key: String, _ value: String) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.hasPrefix("\(key) ") ? "\(key) \(value)" : String($0)
            }.joined(separator: "\n")
        }
        func serial(_ value: String) -> String { serials.replacing(#/ 0:\d+/#) { _ in " 0:\(value)" } }
        let large = "9223372036854775807"
        for (damaged, message) in [
            (with("degree", "-3"), "'degree' is '-3'"), (with("degree", "2147483648"), "'degree' is '2147483648'"),
            (with("degree", "2.5"), "'degree'"), (with("gamma", "inf"), "'gamma' is 'inf'"),
            (with("gamma", "-1"), "'gamma' is '-1'"), (with("gamma", "nan"), "'gamma'"), (with("gamma", ""), "'gamma'"),
            (with("coef0", "1e999"), "'coef0'"), (with("rho", "nan 0 0"), "'rho' has 'nan'"),
            (with("rho", "0 0 inf"), "'rho' has 'inf'"), (with("label", "1 1 2"), "the same label twice"),
            (with("label", "1 2 99999999999"), "'label' has '99999999999'"),
            (with("label", "1 2 x"), "'label' has 'x'"),
            (with("nr_sv", "\(large) 1 1"), "'nr_sv' has '\(large)'"),
            (with("nr_sv", "\(large) \(large) 2"), "'nr_sv'"),
            (with("nr_sv", "-1 2 3"), "'nr_sv'"), (with("total_sv", large), "'nr_sv'"),
            (with("total_sv", "-1"), "'total_sv'"),
            (with("nr_class", "3000000000"), "'nr_class'"), (with("nr_class", large), "'nr_class'"),
            (with("nr_class", "-3"), "'nr_class'"), (with("rho", "0 0 0\nprobA 1 1 nan\nprobB 1 1 1"), "'probA'"),
            (with("rho", "0 0 0\nprobA 1 1 1"), "no 'probB'"),
            (with("rho", "0 0 0\nrho 1 1 1"), "'rho' is given twice"),
            (text.replacing(" 1:", with: " 1:nan 99:"), "not finite"),
            (text.replacing("SV\n", with: "SV\ninf "), "not finite"),
            (text.replacing(" 1:", with: " 99999999999:"), "an index is too large"),
            (serial("1e19"), "0:SERIAL"), (serial("100000000000"), "0:SERIAL"), (serial("1.7"), "0:SERIAL"),
            (serial("0"), "0:SERIAL"), (serial("-4"), "0:SERIAL"), (serial("1 1:5"), "0:SERIAL"),
        ] {
            let path = try write(damaged)
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect("\(message)") { try LIBSVMModel.read(path) } throws: {
                let line = ($0 as? UserError)?.description ?? ""
                return line.hasPrefix(path) && line.contains(message) && !line.contains("\n")
            }
        }
        let model = try write(serial("2000000000"))
        defer { try? FileManager.default.removeItem(atPath: model) }
        let machine = try LIBSVMModel.read(model)
        #expect(throws: UserError.self) { try machine.predict(SparseRows(rows, first: 1), threads: 1) }
    }

    @Test("a model of one class, as LIBSVM writes it, predicts that class")
    func oneClass() throws {
        let path = try write(
            "svm_type c_svc\nkernel_type rbf\ngamma 1\nnr_class 1\ntotal_sv 0\nrho\nlabel 3\nnr_sv 0\nSV\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try LIBSVMModel.read(path).predict(SparseRows(features, first: 1), threads: 1).allSatisfy { $0 == 3 })
    }

    @Test("ranges are written and read; damaged ones are refused")
    func ranges() throws {
        typealias Range = ScalingFile.Range
        let features = [1: Range(minimum: 0, maximum: 1), 3: Range(minimum: -3.5, maximum: 1e-3)]
        for labels in [nil, (target: Range(minimum: 0, maximum: 1), found: Range(minimum: -7, maximum: 0.1))] {
            let file = ScalingFile(target: Range(minimum: -1, maximum: 1), features: features, labels: labels)
            for text in [file.text, file.text.replacing("\n", with: "\r\n")] {
                let path = try write(text)
                defer { try? FileManager.default.removeItem(atPath: path) }
                #expect(try ScalingFile(contentsOf: path) == file)
            }
        }
        for text in [
            "", "y\n-1 1\n", "x\n1 -1\n", "x\n-1 1\n1 2\n", "x\n-1 1\n0 1 2\n", "x\n-1 1\n1 3 2\n",
            "x\n-1 1\n1 1 nan\n",
            "x\n-1 1\n1 0 1\n1 0 1\n", "x\n-1 1\n1e19 0 1\n", "x\n-1 1\n1.5 0 1\n", "y\n0 1\nx\n-1 1\n", "x",
        ] {
            let damaged = try write(text)
            defer { try? FileManager.default.removeItem(atPath: damaged) }
            #expect(throws: UserError.self) { try ScalingFile(contentsOf: damaged) }
        }
    }
}
