import Core
import SVM
import Testing

/// Rows around one centre a class, with so much noise that the classes overlap.
private func clusters(rows: Int, columns: Int, classes: Int, noise: Float, seed: UInt64 = 4) -> (Matrix, [Int]) {
    var random = RandomSource(seed: seed)
    let centres = (0..<classes * columns).map { _ in random.normal() }
    let labels = (0..<rows).map { _ in random.integer(below: classes) }
    let values = labels.flatMap { label in
        (0..<columns).map { centres[label * columns + $0] + noise * random.normal() }
    }
    return (Matrix(rows: rows, columns: columns, values: values), labels)
}

/// Primal and dual objective of one class, in double precision, from the definition of the problem.
private func objectives(
    _ fitted: FittedLinearSVM, _ machine: Int, _ svm: LinearSVM, _ features: Matrix, _ labels: [Int]
) -> (primal: Double, dual: Double, worstBound: Double, weightError: Double) {
    let w = fitted.weights.row(machine).map(Double.init)
    let b = Double(fitted.biases[machine])
    let alpha = fitted.duals[machine].map(Double.init)
    let c = Double(svm.C)
    var losses = 0.0
    var derivedW = [Double](repeating: 0, count: w.count)
    var derivedB = 0.0
    for index in 0..<features.rows {
        let y = labels[index] == fitted.classes[machine] ? 1.0 : -1.0
        let x = features.row(index).map(Double.init)
        let margin = y * (zip(w, x).reduce(b) { $0 + $1.0 * $1.1 })
        let slack = max(0, 1 - margin)
        losses += svm.loss == .hinge ? slack : slack * slack
        for column in x.indices { derivedW[column] += alpha[index] * y * x[column] }
        derivedB += alpha[index] * y
    }
    let norm = w.reduce(b * b) { $0 + $1 * $1 }
    let diagonal = svm.loss == .hinge ? 0 : alpha.reduce(0) { $0 + $1 * $1 } / (2 * c)
    let dual = alpha.reduce(0, +) - 0.5 * (norm + diagonal)
    let outside = alpha.map { max(-$0, svm.loss == .hinge ? $0 - c : 0) }.max()!
    let weightError = zip(w, derivedW).map { abs($0 - $1) }.max()! + abs(b - derivedB)
    return (0.5 * norm + c * losses, dual, outside, weightError)
}

@Suite("Linear SVM")
struct LinearSVMTests {
    @Test("the duality gap closes", arguments: LinearSVM.Loss.allCases, [0.01, 1, 10] as [Float])
    func dualityGap(_ loss: LinearSVM.Loss, _ c: Float) throws {
        let (features, labels) = clusters(rows: 300, columns: 21, classes: 4, noise: 1.2)
        let svm = LinearSVM(C: c, loss: loss, tolerance: 2e-4, maximumPasses: 50_000)
        let fitted = try svm.fit(features, labels: labels, classCount: 4, context: RunContext(threads: 2))
        #expect(fitted.summary.converged)
        for machine in fitted.classes.indices {
            let found = objectives(fitted, machine, svm, features, labels)
            #expect(found.worstBound <= 0)
            #expect(found.weightError < 1e-3)
            #expect(
                found.primal - found.dual < 2e-3 * found.primal, "gap \(found.primal - found.dual) of \(found.primal)")
            #expect(found.primal - found.dual > -1e-4 * found.primal)
        }
    }

    @Test("two points are separated half-way between them")
    func twoPoints() throws {
        // x = ±1 with the constant feature: w = (1, 0) has both points on the margin and no loss for a large C.
        let features = Matrix(rows: 2, columns: 1, values: [1, -1])
        let svm = LinearSVM(C: 1000, loss: .hinge, tolerance: 1e-5)
        let fitted = try svm.fit(features, labels: [1, 0], classCount: 2, context: RunContext())
        #expect(abs(fitted.weights[1, 0] - 1) < 1e-3 && abs(fitted.biases[1]) < 1e-3)
        #expect(abs(fitted.weights[0, 0] + 1) < 1e-3)
        // The dual of this problem is solved by α = ½ for both.
        #expect(fitted.duals[1].allSatisfy { abs($0 - 0.5) < 1e-3 })
    }

    @Test("the squared hinge of one point has the solution found by hand")
    func onePoint() throws {
        // min ½(w² + b²) + C (1 − w x − b)² with x = 2, C = 1: w = 2 x t, b = 2 t, t = 1 / (1 + 2 (x² + 1)).
        let features = Matrix(rows: 1, columns: 1, values: [2])
        let fitted = try LinearSVM(C: 1, tolerance: 1e-6).fit(
            features, labels: [0], classCount: 2, context: RunContext())
        #expect(abs(fitted.weights[0, 0] - 4.0 / 11) < 1e-5 && abs(fitted.biases[0] - 2.0 / 11) < 1e-5)
        #expect(fitted.predict(features, threads: 1) == [0])
    }

    @Test("neither threads nor other classes change a weight")
    func threads() throws {
        let (features, labels) = clusters(rows: 400, columns: 50, classes: 7, noise: 1.5)
        let svm = LinearSVM(C: 1)
        let one = try svm.fit(features, labels: labels, classCount: 7, context: RunContext(seed: 3, threads: 1))
        for threads in [2, 3, 7, 16] {
            let several = try svm.fit(
                features, labels: labels, classCount: 7, context: RunContext(seed: 3, threads: threads))
            #expect(several.weights == one.weights && several.biases == one.biases)
            #expect(several.predict(features, threads: threads) == one.predict(features, threads: 1))
        }
    }

    @Test("more classes than one group of 64 holds")
    func manyClasses() throws {
        let (features, labels) = clusters(rows: 700, columns: 40, classes: 70, noise: 0.05)
        let fitted = try LinearSVM(C: 1).fit(features, labels: labels, classCount: 70, context: RunContext(threads: 1))
        let found = fitted.predict(features, threads: 2)
        #expect(zip(found, labels).count { $0 == $1 } > 690)
    }

    @Test("a class without examples is never predicted; with one class only, that class is")
    func absentClasses() throws {
        let (features, labels) = clusters(rows: 60, columns: 5, classes: 2, noise: 2)
        let shifted = labels.map { $0 * 3 + 1 }
        let fitted = try LinearSVM(C: 1).fit(features, labels: shifted, classCount: 9, context: RunContext())
        #expect(Set(fitted.predict(features, threads: 1)).isSubset(of: [1, 4]))
        let lonely = try LinearSVM(C: 1).fit(
            features, labels: Array(repeating: 2, count: 60), classCount: 9, context: RunContext())
        #expect(Set(lonely.predict(features, threads: 1)) == [2])
    }

    @Test("a solver that is stopped early says so")
    func stoppedEarly() throws {
        let (features, labels) = clusters(rows: 300, columns: 20, classes: 3, noise: 3)
        let svm = LinearSVM(C: 100, loss: .hinge, tolerance: 1e-6, maximumPasses: 2)
        let fitted = try svm.fit(features, labels: labels, classCount: 3, context: RunContext())
        #expect(!fitted.summary.converged)
        #expect(fitted.summary.outcome.contains("stopped after 2 passes"))
    }

    @Test("constant columns and duplicate rows are harmless")
    func degenerate() throws {
        let features = Matrix(rows: 6, columns: 3, values: [0, 7, 1, 0, 7, 1, 0, 7, -1, 0, 7, -1, 0, 7, 1, 0, 7, -1])
        let labels = [0, 0, 1, 1, 0, 1]
        let fitted = try LinearSVM(C: 1, maximumPasses: 100_000).fit(
            features, labels: labels, classCount: 2, context: RunContext())
        #expect(fitted.predict(features, threads: 1) == labels)
        #expect(fitted.weights[0, 0] == 0)
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (LinearSVM(C: 0), "C"), (LinearSVM(C: .infinity), "C"), (LinearSVM(C: .nan), "C"),
            (LinearSVM(C: 1, tolerance: 0), "tolerance"), (LinearSVM(C: 1, maximumPasses: 0), "maximumPasses"),
        ])
    func validation(_ svm: LinearSVM, _ field: String) {
        #expect { try svm.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
