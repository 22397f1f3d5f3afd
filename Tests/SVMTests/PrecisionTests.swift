import Core
import Foundation
import SVM
import Testing

/// Where single precision would change answers.
@Suite("Kernel machines in double precision")
struct PrecisionTests {
    private static let kernels: [KernelKind] = [
        .linear, .polynomial, .rbf, .sigmoid, .intersection, .chi2, .exponentialChi2,
    ]

    @Test("eˣ in double precision is within two units of the last place from −708 to 0, and stays at e⁻⁷⁰⁸ below")
    func exponential() {
        var worst = 0.0
        for range in [708.0, 1, 1e-3] {
            for index in 0...1 << 14 {
                let x = -range * Double(index) / Double(1 << 14)
                let exact = exp(x)
                worst = max(worst, abs(DoubleKernels.exponential(SIMD8(repeating: x))[6] - exact) / exact.ulp)
            }
        }
        #expect(worst <= 2, "\(worst)")
        let least = DoubleKernels.exponential(SIMD8(-708, -708.5, -1000, -1e30, -.infinity, -709, -710, -800))
        #expect(least == SIMD8(repeating: least[0]) && abs(least[0] / exp(-708) - 1) < 1e-15)
    }

    /// A large feature that says nothing and a small one that tells the classes apart, as doubles and as they are in single precision.
    private static func unscaled(_ count: Int, size: Double, seed: UInt64) -> (rows: SparseRows, labels: [Int]) {
        var random = RandomSource(seed: seed)
        let labels = (0..<count).map { $0 % 2 }
        var values: [Double] = []
        for label in labels {
            let large = size * (1 + 0.3 * Double(random.uniform()))
            let small = Double(2 * label - 1) + 0.8 * Double(random.normal())
            values += [Double(Float(large)), Double(Float(small))]
        }
        return (dense(values, columns: 2), labels)
    }

    private static func dense(_ values: [Double], columns: Int) -> SparseRows {
        let rows = values.count / columns
        return SparseRows(
            columns: columns + 1, starts: (0...rows).map { $0 * columns },
            indices: (0..<values.count).map { Int32($0 % columns + 1) }, values: values)
    }

    private static func array(_ rows: SparseRows, _ row: Int) -> [Double] {
        (1..<rows.columns).map { rows[row, $0] }
    }

    /// Σ y α K(xₜ, x) − ρ of a machine of two classes by its definition.
    private static func decision(_ machine: PreciseKernelSVM, _ x: [Double]) -> Double {
        let term = machine.parts.function.terms[0]
        return zip(machine.parts.coefficients[0], 0..<machine.vectors.rows).reduce(-machine.parts.rho[0]) {
            $0 + $1.0
                * referenceKernel(
                    term.kernel, gamma: term.gamma, degree: term.degree, coef0: term.coef0,
                    array(machine.vectors, $1.1), x)
        }
    }

    @Test("decision values are those of the definition, and the solution is optimal", arguments: kernels)
    func definition(_ kernel: KernelKind) throws {
        let (features, labels) = positiveClusters([70, 60], columns: 7, noise: 1)
        let rows = SparseRows(features, first: 1)
        let svm = KernelSVM(C: 3, kernel: kernel, gamma: 0.05, degree: 3, coef0: 0.5, tolerance: 1e-6)
        let machine = try svm.fit(rows, labels: labels, classCount: 2, context: RunContext(threads: 2))
        let values = try machine.decisionValues(rows, threads: 2).map { $0[0] }
        for row in 0..<rows.rows {
            #expect(abs(values[row] - Self.decision(machine, Self.array(rows, row))) < 1e-9, "\(kernel) \(row)")
        }
        #expect(machine.summary.converged)
        // Free support vectors lie on the margin.
        for (place, row) in machine.parts.supportIndices.enumerated()
        where abs(machine.parts.coefficients[0][place]) < 3 {
            #expect(abs(abs(values[row]) - 1) < 1e-5)
        }
        let once = try svm.fit(rows, labels: labels, classCount: 2, context: RunContext(threads: 1))
        #expect(once.parts.coefficients == machine.parts.coefficients && once.parts.rho == machine.parts.rho)
    }

    @Test("three classes are those of the machine of single precision on features that suit it")
    func agreement() throws {
        let (features, labels) = positiveClusters([50, 40, 30], columns: 40, noise: 1.2)
        for kernel in Self.kernels {
            let svm = KernelSVM(C: 1, kernel: kernel, gamma: 0.01, degree: 2, coef0: 0.5)
            let single = try svm.fit(features, labels: labels, classCount: 3, context: RunContext())
            let double = try svm.fit(
                SparseRows(features, first: 1), labels: labels, classCount: 3, context: RunContext())
            #expect(abs(single.dualObjective - double.dualObjective) < 1e-3 * abs(double.dualObjective), "\(kernel)")
            let found = try double.predict(SparseRows(features, first: 1), threads: 2)
            #expect(zip(found, single.predict(features, threads: 1)).count { $0 != $1 } <= 1, "\(kernel)")
        }
    }

    @Test("features that are not scaled: training and prediction from rows of either precision", arguments: [1e2, 1e3])
    func notScaled(_ size: Double) throws {
        let (rows, labels) = Self.unscaled(200, size: size, seed: 7)
        let svm = KernelSVM(C: 1, kernel: .linear)
        let double = try svm.fit(rows, labels: labels, classCount: 2, context: RunContext())
        #expect(double.summary.converged && double.dualObjective > -200 && double.dualObjective < 0)
        let matrix = rows.matrix(first: 1)
        let single = try svm.fit(matrix, labels: labels, classCount: 2, context: RunContext(threads: 2))
        #expect(single.summary.converged && abs(single.dualObjective - double.dualObjective) < 1e-2)
        let values = (0..<200).map { Self.decision(double, Self.array(rows, $0)) }
        let found = try double.predict(rows, threads: 2)
        #expect(zip(found, values).allSatisfy { ($0 == 0) == ($1 > 0) })
        // The second feature alone would be right for about nine of ten.
        #expect(zip(found, labels).count { $0 == $1 } > 160)
        #expect(zip(single.predict(matrix, threads: 2), found).count { $0 != $1 } <= 2)
    }

    @Test("features of a million and one: no objective below what is possible counts as converged")
    func possible() throws {
        var random = RandomSource(seed: 3)
        let labels = (0..<60).map { $0 % 2 }
        let values = labels.flatMap { (label: Int) -> [Double] in
            (0..<3).map { _ in 1e6 + Double(random.normal()) + Double(label) }
        }
        let rows = Self.dense(values, columns: 3)
        for kernel in [KernelKind.linear, .polynomial, .rbf] {
            let svm = KernelSVM(
                C: 1, kernel: kernel, gamma: kernel == .rbf ? 0.3 : 1, degree: 2, maximumIterations: 200_000)
            let double = try svm.fit(rows, labels: labels, classCount: 2, context: RunContext())
            #expect(!double.summary.converged || (double.dualObjective > -60 && double.dualObjective < 0), "\(kernel)")
            let single = try svm.fit(rows.matrix(first: 1), labels: labels, classCount: 2, context: RunContext())
            #expect(!single.summary.converged || (single.dualObjective > -60 && single.dualObjective < 0), "\(kernel)")
            if kernel != .polynomial { #expect(double.summary.converged && single.summary.converged, "\(kernel)") }
        }
    }

    @Test("a large C: classes are those of double precision, whatever single precision leaves in doubt")
    func largeC() throws {
        var random = RandomSource(seed: 5)
        let labels = (0..<240).map { $0 % 3 }
        let features = Matrix(rows: 240, columns: 5, values: (0..<1200).map { _ in random.normal() })
        for multiclass in KernelSVM.Multiclass.allCases {
            let svm = KernelSVM(
                C: 1e6, kernel: .rbf, gamma: 1e-4, multiclass: multiclass, maximumIterations: 20_000)
            let machine = try svm.fit(features, labels: labels, classCount: 3, context: RunContext(threads: 2))
            let found = machine.predict(features, threads: 2)
            #expect(found == machine.predict(features, threads: 1))
            for row in 0..<240 {
                let kernel = (0..<machine.parts.supportVectors.rows).map {
                    referenceKernel(
                        .rbf, gamma: 1e-4, degree: 3, coef0: 0, machine.parts.supportVectors.row($0).map(Double.init),
                        features.row(row).map(Double.init))
                }
                let values = machine.parts.rho.indices.map { index in
                    zip(machine.coefficients(machine: index), kernel).reduce(-machine.parts.rho[index]) {
                        $0 + $1.0 * $1.1
                    }
                }
                var scores = [0.0, 0, 0]
                if multiclass == .oneVersusOne {
                    for (pair, value) in zip([(0, 1), (0, 2), (1, 2)], values) {
                        scores[value > 0 ? pair.0 : pair.1] += 1
                    }
                } else {
                    scores = values
                }
                #expect(found[row] == scores.firstIndex(of: scores.max()!)!, "\(multiclass) \(row)")
            }
        }
    }

    @Test("kernel values from a file keep their digits, whatever the order of the serial numbers")
    func precomputed() throws {
        let (rows, labels) = Self.unscaled(90, size: 1e4, seed: 2)
        let direct = try KernelSVM(C: 1, kernel: .polynomial, gamma: 1e-4, degree: 1, coef0: 1).fit(
            rows, labels: labels, classCount: 2, context: RunContext())
        let serials = (0..<90).map { ($0 * 7) % 90 + 1 }
        var values: [Double] = []
        for row in 0..<90 {
            var line = [Double](repeating: 0, count: 91)
            line[0] = Double(serials[row])
            for other in 0..<90 {
                let dot = zip(Self.array(rows, row), Self.array(rows, other)).reduce(0) { $0 + $1.0 * $1.1 }
                line[serials[other]] = 1e-4 * dot + 1
            }
            values += line
        }
        let given = SparseRows(
            columns: 91, starts: (0...90).map { $0 * 91 }, indices: (0..<values.count).map { Int32($0 % 91) },
            values: values)
        let machine = try KernelSVM(C: 1, kernel: .precomputed).fit(
            given, labels: labels, classCount: 2, context: RunContext())
        #expect(abs(machine.dualObjective - direct.dualObjective) < 1e-3 * abs(direct.dualObjective))
        #expect(try machine.predict(given, threads: 2) == direct.predict(rows, threads: 1))
        let narrow = SparseRows(columns: 5, starts: [0, 1], indices: [0], values: [1])
        #expect(throws: UserError.self) { try machine.predict(narrow, threads: 1) }
    }

    @Test("columns may lie as far apart as their numbers allow")
    func sparse() throws {
        let far: Int32 = 2_147_483_647
        let rows = SparseRows(
            columns: Int(far) + 1, starts: [0, 2, 3, 5, 6], indices: [1, far, 1, 2, far, 2],
            values: [1, 2, -1, 1, 2, -1])
        let svm = KernelSVM(C: 10, kernel: .rbf, gamma: 0.5)
        let machine = try svm.fit(rows, labels: [0, 1, 0, 1], classCount: 2, context: RunContext())
        #expect(try machine.predict(rows, threads: 1) == [0, 1, 0, 1])
        // A column that no support vector has lies away from all of them.
        let strange = SparseRows(columns: 8, starts: [0, 1], indices: [7], values: [9])
        #expect(abs(try machine.decisionValues(strange, threads: 1)[0][0] + machine.parts.rho[0]) < 1e-12)
    }

    @Test(
        "rows as near to the border as numbers can be: classes are those of double precision", arguments: [false, true])
    func border(_ hasBothSigns: Bool) throws {
        // More columns than products are added up in one go.
        let (features, labels) = positiveClusters([30, 30], columns: 600, noise: 3)
        let term = (kernel: KernelKind.rbf, gamma: 0.002)
        let fitted = try KernelSVM(C: 10, kernel: term.kernel, gamma: .number(term.gamma)).fit(
            features, labels: labels, classCount: 2, context: RunContext())
        var parts = fitted.parts
        // A file may say so: a support vector of the first class that speaks for the second.
        if hasBothSigns { parts.coefficients[0][0] *= -1 }
        let machine = try FittedKernelSVM(parts: parts)
        func exact(_ row: [Float]) -> Double {
            (0..<parts.supportVectors.rows).reduce(-parts.rho[0]) {
                $0 + parts.coefficients[0][$1]
                    * referenceKernel(
                        term.kernel, gamma: term.gamma, degree: 3, coef0: 0,
                        parts.supportVectors.row($1).map(Double.init), row.map(Double.init))
            }
        }
        var rows: [[Float]] = []
        for pair in 0..<6 {
            let (first, second) = (features.row(pair), features.row(30 + pair))
            var range: (low: Float, high: Float) = (0, 1)
            func mix(_ share: Float) -> [Float] { zip(first, second).map { $0 + share * ($1 - $0) } }
            let begin = exact(mix(0)) > 0
            for _ in 0..<24 {
                let middle = (range.low + range.high) / 2
                if (exact(mix(middle)) > 0) == begin { range.low = middle } else { range.high = middle }
            }
            rows += [mix(range.low), mix(range.high)]
        }
        let near = Matrix(rows: rows.count, columns: 600, values: rows.flatMap { $0 })
        let values = rows.map(exact)
        #expect(values.count { abs($0) < 1e-5 } > 6)
        #expect(machine.predict(near, threads: 2) == values.map { parts.labels[$0 > 0 ? 0 : 1] })
    }
}
