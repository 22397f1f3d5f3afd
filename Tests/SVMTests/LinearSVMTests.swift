import Core
import SVM
import Testing

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

    @Test("the objective is LIBLINEAR's, the classes are too", arguments: LearnerFixture.kinds, LinearSVM.Loss.allCases)
    func liblinear(_ kind: String, _ loss: LinearSVM.Loss) throws {
        let data = try LearnerFixture(kind)
        for setting in try LearnerFixture.settings(kind, loss == .hinge ? "hinge" : "squared") {
            let svm = LinearSVM(
                C: setting.C, loss: loss, tolerance: 1e-4, maximumPasses: 100_000, bias: setting.bias,
                classWeights: setting.classWeights)
            let fitted = try svm.fit(data.training, labels: data.labels, classCount: 4, context: RunContext(threads: 2))
            #expect(fitted.summary.outcome.hasPrefix("tolerance"))
            let dual = fitted.dualObjectives.reduce(0, +)
            #expect(abs(dual + setting.objective) < 1e-4 * setting.objective, "\(dual) and \(setting.objective)")
            #expect(agreement(fitted.predict(data.test, threads: 2), setting.classes) >= 0.999)
        }
    }

    @Test("neither threads nor other classes change a weight")
    func threads() throws {
        for loss in LinearSVM.Loss.allCases { try checkThreads(LinearSVM(C: 1, loss: loss)) }
        let (features, labels) = clusters(rows: 400, columns: 50, classes: 7, noise: 1.5)
        let all = try LinearSVM(C: 1).fit(features, labels: labels, classCount: 7, context: RunContext(threads: 2))
        // Class 4 against the rest is the same machine where the rest is one class.
        let alone = try LinearSVM(C: 1).fit(
            features, labels: labels.map { $0 == 4 ? 4 : 0 }, classCount: 7, context: RunContext(threads: 1))
        #expect(alone.weights.row(1) == all.weights.row(4) && alone.biases[1] == all.biases[4])
    }

    @Test("balanced classes cost the same: each example of a rare class counts as if it stood there several times")
    func balanced() throws {
        var factors: [Float] = []
        let labels = [Int](repeating: 0, count: 90) + [Int](repeating: 1, count: 10)
        for label in 0..<2 { factors.append(100 / Float(2 * labels.count { $0 == label })) }
        let (features, _) = clusters(rows: 100, columns: 6, classes: 1, noise: 1)
        let context = RunContext(threads: 2)
        let balanced = try LinearSVM(C: 1, balanced: true).fit(
            features, labels: labels, classCount: 2, context: context)
        let given = try LinearSVM(C: 1, classWeights: factors).fit(
            features, labels: labels, classCount: 2, context: context)
        #expect(balanced.weights == given.weights)
        // A weight of 3 on one class is three copies of its examples.
        let weighted = try LinearSVM(C: 1, loss: .hinge, tolerance: 1e-4, maximumPasses: 100_000, classWeights: [1, 3])
            .fit(features, labels: labels, classCount: 2, context: context)
        let copies = features.selecting(Array(0..<100) + Array(90..<100) + Array(90..<100))
        let repeated = try LinearSVM(C: 1, loss: .hinge, tolerance: 1e-4, maximumPasses: 100_000).fit(
            copies, labels: labels + [Int](repeating: 1, count: 20), classCount: 2, context: context)
        #expect(abs(weighted.dualObjectives[1] - repeated.dualObjectives[1]) < 1e-4 * abs(repeated.dualObjectives[1]))
    }

    @Test("hostile examples") func hostile() throws { try checkHostileExamples(LinearSVM()) }

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
            (LinearSVM(C: 1, bias: -1), "bias"), (LinearSVM(C: 1, classWeights: [1, 0]), "classWeights"),
        ])
    func validation(_ svm: LinearSVM, _ field: String) {
        #expect { try svm.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
