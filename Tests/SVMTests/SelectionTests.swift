import Core
import Foundation
import LinearAlgebra
import SVM
import Testing

/// Rows around the centres of three classes in five dimensions, which overlap a little.
private func clouds(_ count: Int, seed: UInt64 = 3, spread: Float = 0.9) -> (features: Matrix, labels: [Int]) {
    var random = RandomSource(seed: seed)
    var values: [Float] = []
    let labels = (0..<count).map { $0 % 3 }
    for label in labels {
        for column in 0..<5 { values.append(abs(random.normal() * spread + (column == label ? 2 : 0.5))) }
    }
    return (Matrix(rows: count, columns: 5, values: values), labels)
}

@Suite("Choosing parameters")
struct SelectionTests {
    @Test("a grid has at most 100,000 combinations")
    func largeGrid() throws {
        let many = (1...400).map(Double.init)
        #expect { try KernelSVMSearch(machine: KernelSVM(C: 1), C: many, gamma: many).validate() } throws: {
            "\($0)".contains("C, gamma and degree") && "\($0)".contains("400 × 400 × 1")
        }
        try KernelSVMSearch(machine: KernelSVM(C: 1), C: many, gamma: Array(many.prefix(250))).validate()
    }

    @Test("folds are as large as one another and have about the same share of every class", arguments: [2, 5, 7])
    func folds(_ count: Int) throws {
        let labels = (0..<103).map { $0 < 50 ? 0 : $0 < 90 ? 1 : $0 < 101 ? 2 : 3 }
        let folds = try StratifiedFolds(labels: labels, count: count, seed: 1)
        let sizes = (0..<count).map { fold in folds.folds.count { $0 == fold } }
        #expect(sizes.max()! - sizes.min()! <= 1 && sizes.reduce(0, +) == 103)
        for label in 0..<4 {
            let own = (0..<count).map { fold in zip(folds.folds, labels).count { $0 == fold && $1 == label } }
            #expect(own.max()! - own.min()! <= 1)
        }
        #expect(try StratifiedFolds(labels: labels, count: count, seed: 1) == folds)
        #expect(try StratifiedFolds(labels: labels, count: count, seed: 2) != folds)
        #expect(throws: UserError.self) { try StratifiedFolds(labels: [0, 1], count: 3, seed: 1) }
    }

    @Test("groups are not divided between folds")
    func groups() throws {
        let labels = (0..<120).map { $0 % 2 }
        // Four of a class and a kind.
        let groups = (0..<120).map { $0 % 2 + $0 / 8 * 2 }
        let folds = try StratifiedFolds(labels: labels, groups: groups, count: 5, seed: 3)
        let byGroup = Dictionary(grouping: labels.indices, by: { groups[$0] })
        #expect(byGroup.values.allSatisfy { group in Set(group.map { folds.folds[$0] }).count == 1 })
        for fold in 0..<5 {
            #expect(folds.folds.count { $0 == fold } == 24)
            #expect(zip(folds.folds, labels).count { $0 == fold && $1 == 0 } == 12)
        }
        #expect(throws: UserError.self) {
            try StratifiedFolds(labels: labels, groups: labels, count: 3, seed: 1)
        }
    }

    @Test(
        "sharing kernel values between folds and values changes no accuracy",
        arguments: [KernelKind.rbf, .linear, .polynomial, .sigmoid, .intersection, .chi2, .exponentialChi2],
        [false, true])
    func sharing(_ kernel: KernelKind, _ balanced: Bool) throws {
        let (features, labels) = clouds(150)
        let machine = KernelSVM(
            C: 1, kernel: kernel, gamma: kernel == .sigmoid ? 0.02 : 0.3, degree: 2, coef0: 0.5, tolerance: 1e-5,
            balanced: balanced)
        func search(gramMiB: Int) throws -> SelectionSummary {
            try KernelSVMSearch(
                machine: machine, C: [0.1, 1, 30], gamma: [0.02, 0.2], degree: [2, 3], folds: 4, gramMiB: gramMiB
            ).search(features, labels: labels, classCount: 3, context: RunContext(seed: 5, threads: 2))
        }
        let shared = try search(gramMiB: 64)
        #expect(shared.points.count == 12 && shared.points.allSatisfy { $0.accuracies.count == 4 && $0.converged })
        // The same folds, each machine trained for itself: as a classifier of its own.
        let folds = try StratifiedFolds(labels: labels, count: 4, seed: 5)
        for point in shared.points {
            let single = KernelSVM(
                C: point.values["C"]!, kernel: kernel, gamma: point.values["gamma"]!,
                degree: Int(point.values["degree"]!), coef0: 0.5, tolerance: 1e-5, balanced: balanced)
            for fold in 0..<4 {
                let inside = labels.indices.filter { folds.folds[$0] != fold }
                let outside = labels.indices.filter { folds.folds[$0] == fold }
                let fitted = try single.fit(
                    features.selecting(inside), labels: inside.map { labels[$0] }, classCount: 3, context: RunContext())
                let classes = fitted.predict(features.selecting(outside), threads: 1)
                let correct = zip(classes, outside).count { $0 == labels[$1] }
                // One example may lie on the boundary, where the tolerance decides.
                #expect(abs(Double(correct) - point.accuracies[fold] * Double(outside.count)) <= 1)
            }
        }
    }

    @Test("the best is chosen, of equal ones the smallest, and the machine is trained with it on all examples")
    func choice() throws {
        let (features, labels) = clouds(120)
        let search = KernelSVMSearch(machine: KernelSVM(C: 1), C: [1000, 0.001, 1], gamma: [50, 0.1])
        let runs = try [1, 2].map {
            try search.fit(features, labels: labels, classCount: 3, context: RunContext(seed: 1, threads: $0))
        }
        let selection = try #require(runs[0].summary.selection)
        #expect(selection == runs[1].summary.selection)
        #expect(selection.points.map { $0.values["C"]! } == [0.001, 0.001, 1, 1, 1000, 1000])
        let best = selection.points.map(\.accuracy).max()!
        #expect(selection.chosen == selection.points.firstIndex { $0.accuracy == best })
        #expect(selection.points[selection.chosen].values["gamma"] == 0.1 && best > 0.7)
        let chosen = selection.points[selection.chosen].values
        let alone = try KernelSVM(C: chosen["C"]!, gamma: chosen["gamma"]!).fit(
            features, labels: labels, classCount: 3, context: RunContext())
        #expect(alone.predict(features, threads: 1) == runs[0].predict(features, threads: 1))
        #expect(runs[0].summary.outcome.contains("chosen by 5-fold cross-validation: C "))
        // Separable: many combinations are perfect.
        let (easy, easyLabels) = clouds(60, spread: 0.05)
        let all = try KernelSVMSearch(machine: KernelSVM(C: 1), C: [100, 1, 10], gamma: [0.5, 0.2]).search(
            easy, labels: easyLabels, classCount: 3, context: RunContext())
        #expect(all.chosen == 0 && all.points[0].accuracy == 1)
    }

    @Test("halving tries all on few examples and the best on all")
    func halving() throws {
        let (features, labels) = clouds(1800)
        let search = KernelSVMSearch(
            machine: KernelSVM(C: 1), C: [0.01, 1, 100], gamma: [0.001, 0.1, 10], strategy: .halving)
        let selection = try search.search(features, labels: labels, classCount: 3, context: RunContext(threads: 2))
        let sizes = selection.points.map { $0.weights.reduce(0, +) }
        #expect(Set(sizes) == [600, 1800] && sizes.count { $0 == 1800 } == 3)
        #expect(selection.points[selection.chosen].weights.reduce(0, +) == 1800)
        let whole = try KernelSVMSearch(machine: KernelSVM(C: 1), C: [0.01, 1, 100], gamma: [0.001, 0.1, 10]).search(
            features, labels: labels, classCount: 3, context: RunContext(threads: 2))
        #expect(
            selection.points[selection.chosen].accuracy > whole.points.map(\.accuracy).max()! - 0.01)
    }

    @Test("a precomputed kernel, several groups and one against the rest are searched machine by machine")
    func apart() throws {
        let (features, labels) = clouds(90)
        let gram = BLAS.multiply(features, byTransposed: features, threads: 1)
        let precomputed = try KernelSVMSearch(
            machine: KernelSVM(C: 1, kernel: .precomputed), C: [0.1, 1], folds: 3
        ).search(gram, labels: labels, classCount: 3, context: RunContext())
        let linear = try KernelSVMSearch(machine: KernelSVM(C: 1, kernel: .linear), C: [0.1, 1], folds: 3).search(
            features, labels: labels, classCount: 3, context: RunContext())
        #expect(precomputed.points.count == 2 && linear.points.count == 2)
        for (a, b) in zip(precomputed.points, linear.points) { #expect(abs(a.accuracy - b.accuracy) <= 1.0 / 90) }
        let groups = [KernelGroup(first: 0, columns: 3), KernelGroup(first: 3, columns: 2, kernel: .linear)]
        for machine in [
            KernelSVM(C: 1, groups: groups), KernelSVM(C: 1, multiclass: .oneVersusRest),
        ] {
            let selection = try KernelSVMSearch(machine: machine, C: [0.1, 10], folds: 3).search(
                features, labels: labels, classCount: 3, context: RunContext())
            #expect(selection.points.count == 2 && selection.points.allSatisfy { $0.accuracy > 0.6 })
        }
    }

    @Test("rare classes, one class, and impossible settings")
    func borders() throws {
        let (features, _) = clouds(30)
        let labels = (0..<30).map { $0 == 29 ? 2 : $0 % 2 }
        let selection = try KernelSVMSearch(machine: KernelSVM(C: 1), C: [1, 10]).search(
            features, labels: labels, classCount: 3, context: RunContext())
        #expect(selection.points.count == 2 && selection.points.allSatisfy { $0.accuracy < 1 })
        let one = try KernelSVMSearch(machine: KernelSVM(C: 1), C: [1, 10]).search(
            features, labels: [Int](repeating: 0, count: 30), classCount: 1, context: RunContext())
        #expect(one.points.count == 2 && one.points.allSatisfy { $0.accuracy == 1 })
        for (search, field) in [
            (KernelSVMSearch(machine: KernelSVM(C: -1)), "machine.C"),
            (KernelSVMSearch(machine: KernelSVM(C: 1), C: [1, 1]), "C"),
            (KernelSVMSearch(machine: KernelSVM(C: 1), gamma: [-1]), "gamma"),
            (KernelSVMSearch(machine: KernelSVM(C: 1), folds: 1), "folds"),
        ] {
            #expect { try search.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }
}
