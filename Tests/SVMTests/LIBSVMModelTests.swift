import Core
import Foundation
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
        let wide = kernel == .precomputed ? read : try read.widened(to: 6)
        #expect(wide.decisionValues(rows, threads: 1) == fitted.decisionValues(rows, threads: 1))
        #expect(wide.predict(rows, threads: 2) == fitted.predict(rows, threads: 1).map { [7, -1, 30][$0] })
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
            (text.replacing("nr_class 3", with: "nr_class 4"), "'label' needs 4 numbers"),
            (lines.dropLast(5).joined(separator: "\n"), "the file was cut off"),
            (text.replacing("\nSV\n", with: "\nSV\nx "), "coefficient 1 is not a number"),
            (text.replacing(" 1:", with: " 1;"), ":"), (text.replacing("total_sv", with: "total"), "no 'total_sv'"),
            (text.replacing("kernel_type rbf", with: "kernel_type precomputed"), "index 0"),
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

    @Test("ranges are written and read; damaged ones are refused")
    func ranges() throws {
        let file = ScalingFile(lower: -1, upper: 1, minima: [0, 2, -3.5], maxima: [1, 2, 1e-3])
        let path = try write(file.text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try ScalingFile(contentsOf: path)
        #expect(read.minima == [0, 0, -3.5] && read.maxima == [1, 0, 1e-3] && read.lower == -1 && read.upper == 1)
        for text in ["", "y\n-1 1\n", "x\n1 -1\n", "x\n-1 1\n1 2\n", "x\n-1 1\n0 1 2\n", "x\n-1 1\n1 3 2\n"] {
            let damaged = try write(text)
            defer { try? FileManager.default.removeItem(atPath: damaged) }
            #expect(throws: UserError.self) { try ScalingFile(contentsOf: damaged) }
        }
    }
}
