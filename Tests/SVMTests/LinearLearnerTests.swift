import Core
import SVM
import Testing

private func cost(_ setting: LearnerFixture.Setting, _ label: Int) -> Double {
    Double(setting.C) * Double(setting.classWeights.isEmpty ? 1 : setting.classWeights[label])
}

@Suite("Crammer-Singer SVM")
struct CrammerSingerTests {
    @Test("the objective is LIBLINEAR's, the duality gap closes", arguments: LearnerFixture.kinds)
    func liblinear(_ kind: String) throws {
        let data = try LearnerFixture(kind)
        for setting in try LearnerFixture.settings(kind, "crammer") {
            let svm = CrammerSingerSVM(
                C: setting.C, tolerance: 1e-4, maximumPasses: 100_000, bias: setting.bias,
                classWeights: setting.classWeights)
            let fitted = try svm.fit(data.training, labels: data.labels, classCount: 4, context: RunContext())
            #expect(fitted.summary.converged)
            #expect(abs(fitted.dualObjective + setting.objective) < 1e-4 * setting.objective, "\(setting.objective)")
            #expect(agreement(fitted.predict(data.test, threads: 2), setting.classes) >= 0.999)
            // Primal objective and constraints of the dual, by their definitions.
            var primal = penalty(fitted, withBias: setting.bias > 0)
            for (row, scores) in naiveScores(fitted, data.training).enumerated() {
                let label = data.labels[row]
                let worst = scores.indices.map { scores[$0] + ($0 == label ? 0 : 1) }.max()!
                primal += cost(setting, label) * (worst - scores[label])
                let alpha = fitted.duals.row(row).map { Double($0) }
                #expect(abs(alpha.reduce(0, +)) < 1e-5)
                for (slot, value) in alpha.enumerated() {
                    #expect(value <= (slot == label ? cost(setting, label) : 0) + 1e-6)
                }
            }
            #expect(abs(primal + fitted.dualObjective) < 2e-4 * primal, "\(primal) and \(-fitted.dualObjective)")
        }
    }

    @Test("two points have the solution found by hand")
    func twoPoints() throws {
        // x = ±1 without bias, classes 1 and 0: w₁ = −w₀ = t, ½·2t² + 2 max(0, 1 − 2t): t = ½ for C ≥ ½.
        let features = Matrix(rows: 2, columns: 1, values: [1, -1])
        let fitted = try CrammerSingerSVM(C: 10, tolerance: 1e-5, bias: 0).fit(
            features, labels: [1, 0], classCount: 2, context: RunContext())
        #expect(abs(fitted.weights[1, 0] - 0.5) < 1e-4 && abs(fitted.weights[0, 0] + 0.5) < 1e-4)
        #expect(fitted.biases == [0, 0] && fitted.predict(features, threads: 1) == [1, 0])
    }

    @Test("a solver that is stopped early says so; many classes; threads change nothing")
    func limits() throws {
        let (features, labels) = clusters(rows: 700, columns: 40, classes: 70, noise: 0.5)
        let early = try CrammerSingerSVM(C: 100, tolerance: 1e-5, maximumPasses: 1).fit(
            features, labels: labels, classCount: 70, context: RunContext())
        #expect(!early.summary.converged && early.summary.outcome.contains("stopped after 1 passes"))
        let fitted = try CrammerSingerSVM().fit(features, labels: labels, classCount: 70, context: RunContext())
        #expect(agreement(fitted.predict(features, threads: 2), labels) > 0.95)
        try checkThreads(CrammerSingerSVM())
    }

    @Test("hostile examples") func hostile() throws { try checkHostileExamples(CrammerSingerSVM()) }
}

@Suite("Newton SVM")
struct NewtonSVMTests {
    @Test("the objective is LIBLINEAR's, and its gradient vanishes", arguments: LearnerFixture.kinds)
    func liblinear(_ kind: String) throws {
        let data = try LearnerFixture(kind)
        for setting in try LearnerFixture.settings(kind, "squared") {
            let svm = NewtonSVM(
                C: Double(setting.C), tolerance: 1e-4, bias: setting.bias, classWeights: setting.classWeights)
            let fitted = try svm.fit(data.training, labels: data.labels, classCount: 4, context: RunContext(threads: 2))
            #expect(fitted.summary.outcome.hasPrefix("gradient"))
            let objective = fitted.objectives.reduce(0, +)
            #expect(abs(objective - setting.objective) < 1e-5 * setting.objective)
            #expect(agreement(fitted.predict(data.test, threads: 2), setting.classes) >= 0.999)
            let scores = naiveScores(fitted, data.training)
            var naive = penalty(fitted, withBias: setting.bias > 0)
            for machine in 0..<4 {
                var gradient = fitted.weights.row(machine).map { Double($0) }
                var first = [Double](repeating: 0, count: 12)
                for (row, label) in data.labels.enumerated() {
                    let sign = label == machine ? 1.0 : -1
                    let c = label == machine ? cost(setting, label) : Double(setting.C)
                    let slack = max(0, 1 - sign * scores[row][machine])
                    naive += c * slack * slack
                    for (column, value) in data.training.row(row).enumerated() {
                        gradient[column] -= 2 * c * sign * slack * Double(value)
                        first[column] -= 2 * c * sign * Double(value)
                    }
                }
                let norms = [gradient, first].map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
                #expect(norms[0] < 1e-4 * norms[1])
            }
            #expect(abs(naive - objective) < 1e-5 * naive)
        }
    }

    @Test("one point has the solution found by hand")
    func onePoint() throws {
        // As of the dual solver: w = 4/11, b = 2/11.
        let fitted = try NewtonSVM(C: 1, tolerance: 1e-6).fit(
            Matrix(rows: 1, columns: 1, values: [2]), labels: [0], classCount: 2, context: RunContext())
        #expect(abs(fitted.weights[0, 0] - 4.0 / 11) < 1e-5 && abs(fitted.biases[0] - 2.0 / 11) < 1e-5)
    }

    @Test("more classes than a panel, threads, and the dual solver's weights")
    func dual() throws {
        let (features, labels) = clusters(rows: 700, columns: 30, classes: 21, noise: 1)
        let primal = try NewtonSVM(C: 0.1, tolerance: 1e-4).fit(
            features, labels: labels, classCount: 21, context: RunContext(threads: 2))
        let dual = try LinearSVM(C: 0.1, tolerance: 1e-4, maximumPasses: 10_000).fit(
            features, labels: labels, classCount: 21, context: RunContext(threads: 2))
        #expect(zip(primal.weights.values, dual.weights.values).allSatisfy { abs($0 - $1) < 1e-3 })
        try checkThreads(NewtonSVM())
        let early = try NewtonSVM(C: 1, tolerance: 1e-6, maximumIterations: 1).fit(
            features, labels: labels, classCount: 21, context: RunContext())
        #expect(!early.summary.converged && early.summary.outcome.contains("stopped"))
    }

    @Test("hostile examples") func hostile() throws { try checkHostileExamples(NewtonSVM()) }
}

@Suite("Softmax regression")
struct SoftmaxTests {
    @Test("the objective is scikit-learn's, and the gradient vanishes", arguments: LearnerFixture.kinds)
    func scikitLearn(_ kind: String) throws {
        let data = try LearnerFixture(kind)
        for setting in try LearnerFixture.settings(kind, "softmax") {
            let model = SoftmaxRegression(
                C: Double(setting.C), tolerance: 1e-5, bias: setting.bias > 0, classWeights: setting.classWeights)
            let fitted = try model.fit(
                data.training, labels: data.labels, classCount: 4, context: RunContext(threads: 2))
            #expect(fitted.summary.outcome.hasPrefix("gradient"))
            #expect(abs(fitted.objective - setting.objective) < 1e-5 * setting.objective)
            #expect(agreement(fitted.predict(data.test, threads: 2), setting.classes) >= 0.999)
            let probabilities = fitted.probabilities(data.training, threads: 2)
            var value = penalty(fitted, withBias: false)
            var gradient = fitted.weights.values.map { Double($0) }
            for (row, label) in data.labels.enumerated() {
                let scores = naiveScores(fitted, data.training.selecting([row]))[0]
                let sum = scores.reduce(0) { $0 + exponential($1) }
                value += cost(setting, label) * (logarithm(sum) - scores[label])
                for slot in 0..<4 {
                    let p = exponential(scores[slot]) / sum
                    #expect(abs(p - Double(probabilities[row, slot])) < 1e-5)
                    for (column, x) in data.training.row(row).enumerated() {
                        gradient[slot * 12 + column] += cost(setting, label) * (p - (slot == label ? 1 : 0)) * Double(x)
                    }
                }
            }
            #expect(abs(value - fitted.objective) < 1e-6 * value)
            #expect(gradient.allSatisfy { abs($0) < 2e-4 * value })
        }
    }

    @Test("two points have the solution found by hand; an early stop says so; threads change nothing")
    func twoPoints() throws {
        // x = ±1, no bias: w₁ = −w₀ = t minimises t² + 2 C log(1 + exp(−2t)): t = 2 C / (1 + exp(2t)); C = e + 1 over 2: t = ½·2.
        let fitted = try SoftmaxRegression(C: 0.5 * (1 + exponential(2)), tolerance: 1e-6, bias: false).fit(
            Matrix(rows: 2, columns: 1, values: [1, -1]), labels: [1, 0], classCount: 2, context: RunContext())
        #expect(abs(fitted.weights[1, 0] - 1) < 1e-4 && abs(fitted.weights[0, 0] + 1) < 1e-4)
        let (features, labels) = clusters(rows: 300, columns: 20, classes: 3, noise: 2)
        let early = try SoftmaxRegression(C: 100, tolerance: 1e-6, maximumIterations: 2).fit(
            features, labels: labels, classCount: 3, context: RunContext())
        #expect(!early.summary.converged && early.summary.outcome.contains("stopped after 2 iterations"))
        try checkThreads(SoftmaxRegression())
        let many = clusters(rows: 700, columns: 40, classes: 35, noise: 0.5)
        let wide = try SoftmaxRegression().fit(
            many.0, labels: many.1, classCount: 35, context: RunContext(threads: 2))
        #expect(agreement(wide.predict(many.0, threads: 2), many.1) > 0.95)
    }

    @Test("hostile examples") func hostile() throws { try checkHostileExamples(SoftmaxRegression()) }
}

@Suite("Averaged SGD")
struct AveragedSGDTests {
    /// Blocks that are made when they are asked for.
    private struct Generated: RowSource {
        let blocks: Int
        let bad: Float?

        func forEachBlock(_ body: (Matrix, [Int]) throws -> Void) throws {
            for block in 0..<blocks {
                var random = RandomSource(seed: 77, stream: UInt64(block))
                let labels = (0..<500).map { _ in random.integer(below: 3) }
                var values = labels.flatMap { label in
                    (0..<10).map { ($0 % 3 == label ? 1 : 0) + 0.8 * random.normal() }
                }
                if let bad, block == 3 { values[25] = bad }
                try body(Matrix(rows: 500, columns: 10, values: values), labels)
            }
        }
    }

    @Test("the objective comes close to that of the dual solver")
    func objective() throws {
        let (features, labels) = clusters(rows: 2000, columns: 20, classes: 4, noise: 1)
        let lambda = 1e-2
        let context = RunContext(threads: 2)
        let exact = try LinearSVM(C: Float(1 / (lambda * 2000)), loss: .hinge, tolerance: 1e-3, maximumPasses: 10_000)
            .fit(features, labels: labels, classCount: 4, context: context)
        let best = -exact.dualObjectives.reduce(0, +) * lambda
        func gap(_ sgd: AveragedSGD) throws -> Double {
            let fitted = try sgd.fit(features, labels: labels, classCount: 4, context: context)
            var value = lambda * penalty(fitted, withBias: true)
            for (row, scores) in naiveScores(fitted, features).enumerated() {
                for slot in 0..<4 { value += max(0, 1 - (slot == labels[row] ? 1 : -1) * scores[slot]) / 2000 }
            }
            return value / best - 1
        }
        let long = try gap(AveragedSGD(lambda: lambda, epochs: 30))
        let short = try gap(AveragedSGD(lambda: lambda, epochs: 5))
        #expect(long < 3e-3 && short < 2e-2, "\(long) and \(short)")
    }

    @Test("the averages are those of a plain loop")
    func plainLoop() throws {
        let (features, labels) = clusters(rows: 40, columns: 3, classes: 2, noise: 1)
        let fitted = try AveragedSGD(lambda: 0.1, epochs: 3, averageFrom: 2).fit(
            features, labels: labels, classCount: 2, context: RunContext(seed: 6))
        var w = [Double](repeating: 0, count: 4)
        var sum = w
        var t = 0.0
        for epoch in 1...3 {
            var random = RandomSource(seed: 6, stream: UInt64(epoch), 0)
            for row in random.permutation(40) {
                t += 1
                let y = labels[row] == 1 ? 1.0 : -1
                let x = features.row(row).map { Double($0) } + [1]
                let isInside = y * zip(w, x).reduce(0) { $0 + $1.0 * $1.1 } < 1
                for place in w.indices { w[place] = (1 - 1 / t) * w[place] + (isInside ? y * x[place] / (0.1 * t) : 0) }
                if epoch > 1 { for place in w.indices { sum[place] += w[place] / 80 } }
            }
        }
        let found = fitted.weights.row(1) + [fitted.biases[1]]
        #expect(zip(found, sum).allSatisfy { abs(Double($0) - $1) < 1e-4 * (1 + abs($1)) })
    }

    @Test("blocks from a source, one at a time; errors name the block")
    func streaming() throws {
        let sgd = AveragedSGD(lambda: 1e-3, epochs: 3)
        let one = try sgd.fit(Generated(blocks: 20, bad: nil), classCount: 5, context: RunContext(threads: 1))
        let two = try sgd.fit(Generated(blocks: 20, bad: nil), classCount: 5, context: RunContext(threads: 2))
        #expect(one.weights == two.weights && one.biases == two.biases && one.classes == [0, 1, 2])
        #expect(one.summary.outcome == "3 epochs of 10000 rows" && one.summary.history.count == 3)
        try Generated(blocks: 1, bad: nil).forEachBlock { rows, labels in
            #expect(agreement(one.predict(rows, threads: 2), labels) > 0.85)
        }
        #expect {
            try sgd.fit(Generated(blocks: 20, bad: .nan), classCount: 5, context: RunContext())
        } throws: { "\($0)".contains("block 3 (from 0): row 2, column 5") }
        #expect(throws: UserError.self) {
            try sgd.fit(Generated(blocks: 0, bad: nil), classCount: 5, context: RunContext())
        }
        try checkThreads(AveragedSGD())
        #expect(throws: ConfigurationError.self) { try AveragedSGD(lambda: 1, epochs: 1, averageFrom: 2).validate() }
    }

    @Test("hostile examples") func hostile() throws { try checkHostileExamples(AveragedSGD()) }
}
