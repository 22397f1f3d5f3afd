import Core
import SVM
import Testing

@Suite("Kernel SVM at the border")
struct KernelBorderTests {
    @Test("with one class only that class is predicted; a class may have one example")
    func fewExamples() throws {
        let (features, _) = positiveClusters([20], columns: 4, noise: 1)
        let lonely = try KernelSVM().fit(
            features, labels: Array(repeating: 5, count: 20), classCount: 9, context: RunContext(threads: 2))
        #expect(lonely.predict(features, threads: 2) == Array(repeating: 5, count: 20))
        #expect(lonely.summary.converged && lonely.summary.outcome.contains("one class only"))
        let labels = [3] + Array(repeating: 7, count: 18) + [8]
        let fitted = try KernelSVM(C: 1000, gamma: 1).fit(
            features, labels: labels, classCount: 9, context: RunContext(threads: 2))
        #expect(fitted.parts.labels == [3, 7, 8])
        #expect(fitted.predict(features, threads: 1) == labels)
        #expect(fitted.predict(features.selecting([]), threads: 2).isEmpty)
    }

    @Test("rows that are equal, with equal and with opposite labels, and constant features are harmless")
    func duplicates() throws {
        let values: [Float] = [0, 7, 1, 0, 7, 1, 0, 7, 2, 0, 7, 2, 0, 7, 1, 0, 7, 2]
        let features = Matrix(rows: 6, columns: 3, values: values)
        for kernel in KernelKind.allCases where kernel != .precomputed {
            let svm = KernelSVM(C: 10, kernel: kernel, gamma: 0.5, degree: 2)
            let fitted = try svm.fit(features, labels: [0, 0, 1, 1, 0, 1], classCount: 2, context: RunContext())
            #expect(fitted.summary.converged, "\(kernel)")
            if kernel != .sigmoid { #expect(fitted.predict(features, threads: 1) == [0, 0, 1, 1, 0, 1], "\(kernel)") }
            // Nothing can be told apart here.
            let same = Matrix(rows: 4, columns: 3, values: Array(repeating: 3, count: 12))
            let hopeless = try svm.fit(same, labels: [0, 1, 0, 1], classCount: 2, context: RunContext())
            #expect(hopeless.summary.converged && hopeless.parts.rho[0].isFinite, "\(kernel)")
            #expect(Set(hopeless.predict(same, threads: 1)).count == 1)
        }
    }

    @Test("a machine that is stopped early says so, and which one it was")
    func stoppedEarly() throws {
        let (features, labels) = positiveClusters([60, 60, 3], columns: 5, noise: 2)
        let fitted = try KernelSVM(C: 1000, gamma: 1, maximumIterations: 20).fit(
            features, labels: labels, classCount: 3, context: RunContext(threads: 2))
        #expect(!fitted.summary.converged && fitted.summary.outcome.contains("stopped early"))
        #expect(fitted.summary.outcome.contains("0 against 1"))
        #expect(!fitted.machines[0].converged && fitted.machines[0].iterations == 20)
        #expect(fitted.machines[0].violation > 1e-3)
    }

    @Test("numbers that cannot be used are named by row and column")
    func badValues() throws {
        func message(_ value: Float, _ kernel: KernelKind) -> String {
            var values = [Float](repeating: 1, count: 30)
            values[17] = value
            do {
                _ = try KernelSVM(C: 1, kernel: kernel).fit(
                    Matrix(rows: 10, columns: 3, values: values), labels: (0..<10).map { $0 % 2 }, classCount: 2,
                    context: RunContext())
                return ""
            } catch { return "\(error)" }
        }
        for value in [Float.nan, .infinity, -.infinity] {
            let text = message(value, .rbf)
            #expect(text.contains("row 5, column 2") && text.contains("not a finite number"), "\(text)")
        }
        for kernel in [KernelKind.chi2, .intersection, .exponentialChi2] {
            let text = message(-1, kernel)
            #expect(text.contains("row 5, column 2") && text.contains("negative") && text.contains(kernel.rawValue))
        }
        #expect(message(-1, .rbf).isEmpty && message(0, .chi2).isEmpty && message(-0.0, .intersection).isEmpty)
        // Too large for single precision, and not for double.
        #expect(message(1e30, .rbf).isEmpty)
        #expect(message(1, .precomputed).contains("as many columns as rows, not 10×3"))
    }

    @Test(
        "impossible settings are refused by name",
        arguments: [
            (KernelSVM(C: 0), "C"), (KernelSVM(C: .infinity), "C"), (KernelSVM(C: .nan), "C"),
            (KernelSVM(C: 1, gamma: -1), "gamma"), (KernelSVM(C: 1, degree: -1), "degree"),
            (KernelSVM(C: 1, coef0: .infinity), "coef0"), (KernelSVM(C: 1, tolerance: 0), "tolerance"),
            (KernelSVM(C: 1, cacheMiB: 0), "cacheMiB"), (KernelSVM(C: 1, classWeights: [1, -1]), "classWeights"),
            (KernelSVM(C: 1, classWeights: [1, 2], balanced: true), "balanced"),
            (KernelSVM(C: 1, maximumIterations: -1), "maximumIterations"),
            (KernelSVM(C: 1, multiclass: .oneVersusRest, probability: true), "probability"),
            (KernelSVM(C: 1, groups: [KernelGroup(first: -1, columns: 2)]), "groups.first"),
            (KernelSVM(C: 1, groups: [KernelGroup(first: 0, columns: 0)]), "groups.columns"),
            (KernelSVM(C: 1, groups: [KernelGroup(first: 0, columns: 1, weight: 0)]), "groups.weight"),
            (KernelSVM(C: 1, groups: [KernelGroup(first: 0, columns: 1, kernel: .precomputed)]), "groups.kernel"),
        ])
    func validation(_ svm: KernelSVM, _ field: String) {
        #expect { try svm.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }

    @Test("a machine put together from its parts decides as the one they come from; parts that do not fit are refused")
    func parts() throws {
        let (features, labels) = positiveClusters([30, 25, 20], columns: 6, noise: 1)
        for multiclass in KernelSVM.Multiclass.allCases {
            let fitted = try KernelSVM(C: 2, gamma: 0.2, multiclass: multiclass).fit(
                features, labels: labels, classCount: 3, context: RunContext())
            let again = try FittedKernelSVM(parts: fitted.parts)
            #expect(again.decisionValues(features, threads: 1) == fitted.decisionValues(features, threads: 2))
            var broken = fitted.parts
            broken.rho.removeLast()
            #expect(throws: UserError.self) { try FittedKernelSVM(parts: broken) }
            broken = fitted.parts
            broken.supportCounts[0] += 1
            #expect(throws: UserError.self) { try FittedKernelSVM(parts: broken) }
        }
    }

    @Test("of classes with as many votes the first is taken")
    func ties() throws {
        // Three machines, each of which votes for another class.
        let one = Matrix(rows: 1, columns: 1, values: [1])
        let parts = FittedKernelSVM.Parts(
            function: KernelFunction(terms: [KernelGroup(first: 0, columns: 1, kernel: .linear)]),
            multiclass: .oneVersusOne, labels: [6, 2, 4], supportVectors: one, supportIndices: [0],
            supportCounts: [1, 0, 0], coefficients: [[0], [0]], rho: [-1, 1, -1])
        let machine = try FittedKernelSVM(parts: parts)
        #expect(machine.decisionValues(one, threads: 1).values == [1, -1, 1])
        #expect(machine.predict(one, threads: 1) == [6])
    }

    @Test("rows far from the origin are told apart as well as rows about it")
    func farAway() throws {
        let (features, labels) = positiveClusters([60, 50, 40], columns: 12, noise: 0.8)
        // Multiples of 1/64 up to 2,048 lose nothing when 1,024 is added.
        let grid = Matrix(rows: 150, columns: 12, values: features.values.map { ($0 * 64).rounded() / 64 })
        let far = Matrix(rows: 150, columns: 12, values: grid.values.map { $0 + 1024 })
        let svm = KernelSVM(C: 5, gamma: 0.1)
        let near = try svm.fit(grid, labels: labels, classCount: 3, context: RunContext())
        let moved = try svm.fit(far, labels: labels, classCount: 3, context: RunContext(threads: 2))
        #expect(abs(near.dualObjective - moved.dualObjective) < 1e-5 * abs(near.dualObjective))
        #expect(moved.predict(far, threads: 2) == near.predict(grid, threads: 1))
        let pairs = zip(
            near.decisionValues(grid, threads: 1).values, moved.decisionValues(far, threads: 1).values)
        #expect(pairs.allSatisfy { abs($0 - $1) < 5e-3 })
        // The parts are those of the rows as they were given.
        #expect(moved.parts.supportVectors.values.allSatisfy { $0 >= 1024 })
        #expect(try FittedKernelSVM(parts: moved.parts).predict(far, threads: 1) == moved.predict(far, threads: 1))
    }

    @Test("many classes of few examples: the kernel matrix that is then computed at once changes nothing")
    func manyClasses() throws {
        let (features, labels) = positiveClusters(Array(repeating: 7, count: 30), columns: 20, noise: 0.3)
        let svm = KernelSVM(C: 5, gamma: 0.05)
        let fitted = try svm.fit(features, labels: labels, classCount: 30, context: RunContext(threads: 2))
        #expect(fitted.parts.rho.count == 435 && fitted.summary.converged)
        #expect(fitted.predict(features, threads: 2) == labels)
        // Each pair alone is trained on rows as they are asked for.
        for (machine, pair) in [(0, (0, 1)), (434, (28, 29))] {
            let rows = labels.indices.filter { labels[$0] == pair.0 || labels[$0] == pair.1 }
            let alone = try svm.fit(
                features.selecting(rows), labels: rows.map { labels[$0] }, classCount: 30, context: RunContext())
            #expect(abs(alone.dualObjective - fitted.machines[machine].objective) < 1e-3)
            #expect(abs(alone.parts.rho[0] - fitted.parts.rho[machine]) < 2e-3)
        }
    }
}
