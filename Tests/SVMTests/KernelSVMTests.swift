import Core
import Foundation
import SVM
import Testing

@Suite("Kernel SVM")
struct KernelSVMTests {
    private static let xor = Matrix(rows: 4, columns: 2, values: [1, 1, -1, -1, 1, -1, -1, 1])
    private static let xorLabels = [0, 0, 1, 1]

    @Test("two points are separated half-way between them")
    func twoPoints() throws {
        // K = x y with x = 3 and 1: α = 2 / (3 − 1)², and the middle 2 lies on the boundary.
        let features = Matrix(rows: 2, columns: 1, values: [3, 1])
        let svm = KernelSVM(C: 100, kernel: .linear)
        let fitted = try svm.fit(features, labels: [0, 1], classCount: 2, context: RunContext())
        #expect(fitted.parts.coefficients == [[0.5, -0.5]] && fitted.parts.rho == [2])
        #expect(
            fitted.decisionValues(Matrix(rows: 3, columns: 1, values: [3, 2, 0]), threads: 1).values == [1, 0, -2])
        #expect(abs(fitted.dualObjective + 0.5) < 1e-12)
        // With a small C both end at the bound, and ρ is the middle of what is allowed.
        let soft = try KernelSVM(C: 0.25, kernel: .linear).fit(
            features, labels: [0, 1], classCount: 2, context: RunContext())
        #expect(soft.parts.coefficients == [[0.25, -0.25]] && abs(soft.parts.rho[0] - 1) < 1e-12)
    }

    @Test("exclusive or has the solution found by hand, with a polynomial and a Gaussian kernel")
    func exclusiveOr() throws {
        // (x·y + 1)²: 9 on the diagonal, 1 elsewhere, so α (9 + 1 − 2) = 1.
        let square = try KernelSVM(C: 10, kernel: .polynomial, gamma: 1, degree: 2, coef0: 1, tolerance: 1e-7).fit(
            Self.xor, labels: Self.xorLabels, classCount: 2, context: RunContext())
        for value in square.parts.coefficients[0] { #expect(abs(abs(value) - 0.125) < 1e-6) }
        #expect(abs(square.dualObjective + 0.25) < 1e-7 && abs(square.parts.rho[0]) < 1e-6)
        #expect(square.predict(Self.xor, threads: 1) == Self.xorLabels)
        // exp(−γ d²) with d² = 8 within a class and 4 between them: α (1 + e^(−8γ) − 2 e^(−4γ)) = 1.
        let gamma = 0.3
        let gaussian = try KernelSVM(C: 100, kernel: .rbf, gamma: gamma, tolerance: 1e-7).fit(
            Self.xor, labels: Self.xorLabels, classCount: 2, context: RunContext())
        let alpha = 1 / pow(1 - exp(-4 * gamma), 2)
        for value in gaussian.parts.coefficients[0] { #expect(abs(abs(value) - alpha) < 1e-5) }
        #expect(gaussian.predict(Self.xor, threads: 1) == Self.xorLabels)
    }

    @Test(
        "every kernel reaches the objective of a plain solver in double precision",
        arguments: KernelKind.allCases.filter { $0 != .precomputed && $0 != .sigmoid })
    func plainSolver(_ kernel: KernelKind) throws {
        let (features, labels) = positiveClusters([35, 25], columns: 5, noise: 1)
        for penalty in [0.05, 2.0] {
            let svm = KernelSVM(C: penalty, kernel: kernel, gamma: 0.15, degree: 2, coef0: 1, tolerance: 1e-5)
            let fitted = try svm.fit(features, labels: labels, classCount: 2, context: RunContext())
            let values = svm.referenceMatrix(features)
            let y = labels.map { $0 == 0 ? 1.0 : -1.0 }
            let bounds = [Double](repeating: penalty, count: y.count)
            let plain = Optimality(
                alpha: naiveSolution(y: y, bounds: bounds, kernel: values), y: y, bounds: bounds, kernel: values,
                rho: fitted.parts.rho[0])
            let found = fitted.optimality(
                machine: 0, features: features, labels: labels, kernel: values, bound: { _ in penalty })
            #expect(abs(found.objective - plain.objective) < 1e-5 * abs(plain.objective), "C \(penalty)")
            #expect(found.violation < 1e-4 && found.infeasibility < 1e-9)
        }
    }

    @Test("neither threads nor the size of the cache nor the company of a row changes a bit")
    func bits() throws {
        let (features, labels) = positiveClusters([90, 70, 60, 50], columns: 37, noise: 1.6)
        func fit(_ threads: Int, _ cache: Int, _ labels: [Int]) throws -> FittedKernelSVM {
            try KernelSVM(C: 5, gamma: 0.01, tolerance: 1e-4, cacheMiB: cache).fit(
                features, labels: labels, classCount: 4, context: RunContext(threads: threads))
        }
        for labels in [labels, labels.map { min($0, 1) }] {
            let one = try fit(1, 100, labels)
            for (threads, cache) in [(2, 100), (5, 1), (1, 1), (2, 1_000_000)] {
                let other = try fit(threads, cache, labels)
                #expect(other.parts.coefficients == one.parts.coefficients && other.parts.rho == one.parts.rho)
                #expect(other.machines == one.machines)
                #expect(
                    other.decisionValues(features, threads: threads) == one.decisionValues(features, threads: 1))
            }
            // A row's decision does not depend on the rows beside it.
            let all = one.decisionValues(features, threads: 1)
            let some = one.decisionValues(features.selecting([17, 3, 200]), threads: 1)
            for (row, index) in [17, 3, 200].enumerated() { #expect(some.row(row).elementsEqual(all.row(index))) }
        }
    }

    @Test("shrinking changes the solution within the tolerance only, with a tiny cache too")
    func shrinking() throws {
        let (features, labels) = positiveClusters([800, 800], columns: 6, noise: 0.6)
        func solve(_ shrinking: Bool, threads: Int = 1) throws -> BinarySolution {
            let problem = BinaryProblem(
                rows: Array(labels.indices), isPositive: labels.map { $0 == 0 },
                bounds: [Double](repeating: 100, count: labels.count))
            return try KernelSVM(C: 1, gamma: 0.3, cacheMiB: 1, shrinking: shrinking).solve(
                problem, on: features, context: RunContext(threads: threads))
        }
        let plain = try solve(false)
        let shrunk = try solve(true)
        #expect(plain.converged && shrunk.converged && plain.iterations > 1600)
        #expect(abs(plain.objective - shrunk.objective) < 1e-4 * abs(plain.objective))
        // Examples were left out indeed, and that was no loss.
        #expect(shrunk.kernelValues < plain.kernelValues)
        let again = try solve(true, threads: 2)
        #expect(again.alpha == shrunk.alpha && again.rho == shrunk.rho)
    }

    @Test("a start from the solution for another C leads to the same objective in fewer steps")
    func warmStart() throws {
        let (features, labels) = positiveClusters([120, 100], columns: 8, noise: 1.2)
        let svm = KernelSVM(C: 1, gamma: 0.1, tolerance: 1e-4)
        let matrix = try KernelMatrix(features, kernel: svm.kernelFunction(columns: 8), threads: 2)
        func problem(_ penalty: Double, _ initial: [Double]? = nil) -> BinaryProblem {
            BinaryProblem(
                rows: Array(labels.indices), isPositive: labels.map { $0 == 0 },
                bounds: [Double](repeating: penalty, count: labels.count), initialAlpha: initial)
        }
        let small = try svm.solve(problem(10), on: matrix, context: RunContext())
        let large = try svm.solve(problem(12), on: matrix, context: RunContext())
        for (penalty, start, cold) in [(12.0, small, large), (10.0, large, small)] {
            let warm = try svm.solve(problem(penalty, start.alpha), on: matrix, context: RunContext())
            #expect(abs(warm.objective - cold.objective) < 1e-5 * abs(cold.objective))
            #expect(warm.converged && warm.iterations < cold.iterations)
        }
        // The same values from features and from a matrix: the same bits.
        let direct = try svm.solve(problem(10), on: features, context: RunContext(threads: 2))
        #expect(direct.alpha == small.alpha && direct.rho == small.rho && direct.decisionValues == small.decisionValues)
    }

    @Test("examples with a bound of 0 are held out and get a decision value")
    func heldOut() throws {
        let (features, labels) = positiveClusters([60, 60], columns: 8, noise: 1)
        let isHeldOut = labels.indices.map { $0 % 5 == 0 }
        let svm = KernelSVM(C: 2, gamma: 0.1)
        let solution = try svm.solve(
            BinaryProblem(
                rows: Array(labels.indices), isPositive: labels.map { $0 == 0 }, bounds: isHeldOut.map { $0 ? 0 : 2 }),
            on: features, context: RunContext())
        let rest = labels.indices.filter { !isHeldOut[$0] }
        let fitted = try svm.fit(
            features.selecting(rest), labels: rest.map { labels[$0] }, classCount: 2, context: RunContext())
        let values = fitted.decisionValues(features, threads: 1).values
        for index in labels.indices {
            #expect(abs(Double(values[index]) - solution.decisionValues[index]) < 1e-4)
            if isHeldOut[index] { #expect(solution.alpha[index] == 0) }
        }
    }

    @Test("a precomputed kernel and parts of a kernel matrix give the machine that features give")
    func precomputed() throws {
        let (features, labels) = positiveClusters([50, 40, 30], columns: 9, noise: 1)
        let svm = KernelSVM(C: 3, gamma: 0.1)
        let direct = try svm.fit(features, labels: labels, classCount: 3, context: RunContext())
        let matrix = try KernelMatrix(features, kernel: svm.kernelFunction(columns: 9), threads: 2)
        let values = svm.referenceMatrix(features)
        for row in 0..<120 {
            for column in 0..<120 { #expect(abs(Double(matrix.values[row, column]) - values[row][column]) < 2e-6) }
        }
        let given = try KernelSVM(C: 3, kernel: .precomputed).fit(
            matrix.values, labels: labels, classCount: 3, context: RunContext())
        let part = try svm.fit(matrix, rows: Array(0..<120), labels: labels, context: RunContext(threads: 2))
        for other in [given, part] {
            #expect(other.parts.coefficients == direct.parts.coefficients && other.parts.rho == direct.parts.rho)
            #expect(other.predict(matrix.values, threads: 2) == direct.predict(features, threads: 1))
        }
        let warm = try svm.fit(
            matrix, rows: Array(0..<120), labels: labels, startingFrom: part, context: RunContext())
        #expect(warm.machines.allSatisfy { $0.iterations == 0 })
        #expect(zip(warm.parts.rho, part.parts.rho).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test("one against the rest: as many machines as classes, each optimal")
    func oneVersusRest() throws {
        let (features, labels) = positiveClusters([60, 50, 40], columns: 9, noise: 0.7)
        let svm = KernelSVM(C: 3, gamma: 0.1, multiclass: .oneVersusRest)
        let fitted = try svm.fit(features, labels: labels, classCount: 3, context: RunContext(threads: 2))
        #expect(fitted.parts.rho.count == 3 && fitted.parts.coefficients.count == 3)
        let kernel = svm.referenceMatrix(features)
        for machine in 0..<3 {
            var signed = [Double](repeating: 0, count: labels.count)
            for (row, value) in zip(fitted.parts.supportIndices, fitted.coefficients(machine: machine)) {
                signed[row] = value
            }
            let y = labels.map { $0 == machine ? 1.0 : -1.0 }
            let found = Optimality(
                alpha: zip(signed, y).map { $0 * $1 }, y: y, bounds: [Double](repeating: 3, count: y.count),
                kernel: kernel, rho: fitted.parts.rho[machine])
            #expect(found.violation < 1.5e-3 && found.infeasibility < 1e-9)
        }
        let right = zip(fitted.predict(features, threads: 2), labels).count { $0 == $1 }
        #expect(right > 140)
    }

    @Test("the weight of a class counts as that many copies of its examples")
    func classWeights() throws {
        let (features, labels) = positiveClusters([30, 90], columns: 6, noise: 1.3)
        let small = labels.indices.filter { labels[$0] == 0 }
        let copied = Array(labels.indices) + small + small
        let weighted = try KernelSVM(C: 1, gamma: 0.2, tolerance: 1e-5, classWeights: [3, 1]).fit(
            features, labels: labels, classCount: 2, context: RunContext())
        let tripled = try KernelSVM(C: 1, gamma: 0.2, tolerance: 1e-5).fit(
            features.selecting(copied), labels: copied.map { labels[$0] }, classCount: 2, context: RunContext())
        #expect(abs(weighted.dualObjective - tripled.dualObjective) < 1e-5 * abs(tripled.dualObjective))
        // Balanced: 120 / (2 · 30) = 2 and 120 / (2 · 90) = ⅔.
        let balanced = try KernelSVM(C: 1, gamma: 0.2, balanced: true).fit(
            features, labels: labels, classCount: 2, context: RunContext())
        let same = try KernelSVM(C: 1, gamma: 0.2, classWeights: [2, 2.0 / 3]).fit(
            features, labels: labels, classCount: 2, context: RunContext())
        #expect(balanced.dualObjective == same.dualObjective)
    }

    @Test("a sum of kernels over groups of columns is that sum")
    func groups() throws {
        let (features, labels) = positiveClusters([50, 40], columns: 12, noise: 1)
        let groups = [
            KernelGroup(first: 0, columns: 5, weight: 0.7, kernel: .rbf, gamma: 0.2),
            KernelGroup(first: 3, columns: 9, weight: 2, kernel: .intersection),
        ]
        let svm = KernelSVM(C: 1, groups: groups)
        let matrix = try KernelMatrix(features, kernel: svm.kernelFunction(columns: 12), threads: 1)
        for (x, y) in [(0, 0), (3, 70), (89, 12)] {
            let (rowX, rowY) = (features.row(x).map(Double.init), features.row(y).map(Double.init))
            let expected =
                0.7
                * referenceKernel(.rbf, gamma: 0.2, degree: 0, coef0: 0, Array(rowX[..<5]), Array(rowY[..<5]))
                + 2
                * referenceKernel(.intersection, gamma: 0, degree: 0, coef0: 0, Array(rowX[3...]), Array(rowY[3...]))
            #expect(abs(Double(matrix.values[x, y]) - expected) < 1e-5)
        }
        let fitted = try svm.fit(features, labels: labels, classCount: 2, context: RunContext())
        let given = try svm.fit(matrix, rows: Array(0..<90), labels: labels, context: RunContext())
        #expect(fitted.parts.coefficients == given.parts.coefficients)
        #expect(fitted.predict(features, threads: 1) == given.predict(matrix.values, threads: 1))
        #expect(throws: ConfigurationError.self) { try svm.kernelFunction(columns: 11) }
    }
}
