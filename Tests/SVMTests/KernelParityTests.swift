import Core
import Files
import Foundation
import SVM
import Testing

/// The kernel machines beside LIBSVM, on the files that `Fixtures/make_svm.py` writes.
@Suite("Kernel SVM beside LIBSVM")
struct KernelParityTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/svm").path
    static let sets = ["binary", "classes", "scaled", "duplicated"]
    private static let gammas = ["binary": 0.1, "classes": 0.08, "scaled": 1e-4, "duplicated": 0.2]
    private static let kernels: [KernelKind] = [
        .linear, .polynomial, .rbf, .sigmoid, .intersection, .chi2, .exponentialChi2,
    ]
    private static let penalties = [1, 2, 5, 1, 1, 1, 5.0]

    private static func read(_ set: String, _ what: String) throws -> NumPyArray {
        try NumPyArray(contentsOf: "\(folder)/\(set)-\(what).npy")
    }

    private static func matrix(_ set: String, _ what: String) throws -> Matrix {
        let array = try read(set, what)
        return Matrix(rows: array.shape[0], columns: array.shape[1], values: array.values)
    }

    private static func machine(_ index: Int, _ set: String, tolerance: Double = 1e-3, shrinking: Bool = true)
        -> KernelSVM
    {
        let kernel = kernels[index]
        let isSmall = set == "scaled" && [.linear, .intersection, .chi2].contains(kernel)
        return KernelSVM(
            C: penalties[index] * (isSmall ? 0.01 : 1), kernel: kernel,
            gamma: gammas[set]! * (kernel == .sigmoid ? 0.1 : 1), degree: 3, coef0: kernel == .sigmoid ? -0.5 : 0.5,
            tolerance: tolerance, shrinking: shrinking)
    }

    @Test("the objective is LIBSVM's, and so are the predictions", arguments: sets)
    func parity(_ set: String) throws {
        let features = try Self.matrix(set, "rows")
        let labels = try Self.read(set, "labels").values.map { Int($0) }
        let test = try Self.matrix(set, "test")
        let predictions = try Self.matrix(set, "predictions")
        let summary = try Self.matrix(set, "summary")
        var wrong = 0
        for index in Self.kernels.indices {
            let name = "\(set) \(Self.kernels[index])"
            let rough = try Self.machine(index, set).fit(
                features, labels: labels, classCount: 4, context: RunContext(threads: 2))
            let objective = Double(summary[index, 0])
            #expect(rough.summary.converged, "\(name)")
            #expect(abs(rough.dualObjective - objective) < 1e-4 * abs(objective), "\(name): \(rough.dualObjective)")
            let fine = try Self.machine(index, set, tolerance: 1e-5, shrinking: false).fit(
                features, labels: labels, classCount: 4, context: RunContext(threads: 2))
            #expect(abs(fine.dualObjective - objective) < 1.5e-5 * abs(objective), "\(name): \(fine.dualObjective)")
            // Of equal rows any may be the support vector, and the sigmoid kernel has many optima.
            if set != "duplicated", Self.kernels[index] != .sigmoid {
                #expect(abs(fine.parts.supportIndices.count - Int(summary[index, 1])) <= 3, "\(name)")
            }
            let theirs = predictions.row(index).map { Int($0) }
            wrong += zip(fine.predict(test, threads: 2), theirs).count { $0 != $1 }
        }
        #expect(wrong <= test.rows * Self.kernels.count / 1000, "\(set): \(wrong) predictions differ")
    }

    @Test("no machine violates the conditions of optimality by more than the tolerance", arguments: sets)
    func optimality(_ set: String) throws {
        let features = try Self.matrix(set, "rows")
        let labels = try Self.read(set, "labels").values.map { Int($0) }
        for index in [0, 2, 4, 6] {
            let svm = Self.machine(index, set)
            let fitted = try svm.fit(features, labels: labels, classCount: 4, context: RunContext(threads: 2))
            let kernel = svm.referenceMatrix(features)
            for machine in fitted.parts.rho.indices {
                let found = fitted.optimality(
                    machine: machine, features: features, labels: labels, kernel: kernel, bound: { _ in svm.C })
                #expect(found.violation < 1.5e-3, "\(set) \(svm.kernel) \(machine)")
                #expect(found.infeasibility < 1e-9)
                let report = fitted.machines[machine]
                #expect(abs(found.objective - report.objective) < 1e-5 * abs(report.objective))
                // The gap is at most the tolerance for each unit of all bounds; here it is far smaller.
                #expect(found.gap < 2e-3 * found.primal && found.gap > -1e-5 * found.primal)
            }
        }
    }
}
