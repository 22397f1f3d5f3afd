import Core
import Files
import Foundation
import SVM
import Testing

/// The files of `Tests/Fixtures/linear`, see `make_linear.py` there.
struct LearnerFixture {
    static let kinds = ["plain", "hard"]

    let training: Matrix
    let labels: [Int]
    let test: Matrix

    init(_ kind: String, rows name: String? = nil) throws {
        let rows = try Self.read("\(name ?? kind)-rows")
        let all = Matrix(rows: rows.shape[0], columns: rows.shape[1], values: rows.values)
        training = all.selecting(0..<300)
        test = all.selecting(300..<all.rows)
        labels = try Self.read("\(kind)-labels").values[..<300].map { Int($0) }
    }

    static func read(_ name: String) throws -> NumPyArray {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try NumPyArray(contentsOf: folder.appendingPathComponent("Fixtures/linear/\(name).npy").path)
    }

    /// One setting of a machine, its objective over all classes, and the classes that it gives the test rows.
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Setting {
        let C: Float
        let bias: Float
        let classWeights: [Float]
        let objective: Double
        let classes: [Int]
    }

    static func settings(_ kind: String, _ machine: String) throws -> [Setting] {
        let table = try read("\(kind)-\(machine)")
        let classes = try read("\(kind)-\(machine)-classes")
        return (0..<table.shape[0]).map { row in
            let values = table.values[4 * row..<4 * row + 4].map { $0 }
            return Setting(
                C: values[0], bias: max(values[1], 0), classWeights: values[2] > 0 ? [1, 5, 0.5, 2] : [],
                objective: Double(values[3]),
                classes: classes.values[classes.shape[1] * row..<classes.shape[1] * (row + 1)].map { Int($0) })
        }
    }
}

/// The share of places where both are equal.
func agreement(_ a: [Int], _ b: [Int]) -> Double {
    Double(zip(a, b).count { $0 == $1 }) / Double(max(a.count, b.count))
}

/// wᵀx + b of every row and class, in double precision.
func naiveScores(_ model: some LinearDecision, _ features: Matrix) -> [[Double]] {
    (0..<features.rows).map { row in
        model.classes.indices.map { machine in
            zip(model.weights.row(machine), features.row(row)).reduce(Double(model.biases[machine])) {
                $0 + Double($1.0) * Double($1.1)
            }
        }
    }
}

/// Half the sum of the squares of weights and biases.
func penalty(_ model: some LinearDecision, withBias: Bool) -> Double {
    0.5 * (model.weights.values + (withBias ? model.biases : [])).reduce(0) { $0 + Double($1) * Double($1) }
}

/// Rows around one centre a class, with so much noise that the classes overlap.
func clusters(rows: Int, columns: Int, classes: Int, noise: Float, seed: UInt64 = 4) -> (Matrix, [Int]) {
    var random = RandomSource(seed: seed)
    let centres = (0..<classes * columns).map { _ in random.normal() }
    let labels = (0..<rows).map { _ in random.integer(below: classes) }
    let values = labels.flatMap { label in
        (0..<columns).map { centres[label * columns + $0] + noise * random.normal() }
    }
    return (Matrix(rows: rows, columns: columns, values: values), labels)
}

/// What every learner does with examples that are not what they should be.
func checkHostileExamples(_ learner: some Classifier) throws {
    let (rows, labels) = clusters(rows: 60, columns: 5, classes: 3, noise: 0.5)
    for bad: Float in [.nan, .infinity, -.infinity, 1e30] {
        var features = rows
        features.withUnsafeMutableValues { $0[17 * 5 + 3] = bad }
        #expect {
            try learner.fit(features, labels: labels, classCount: 3, context: RunContext(threads: 2))
        } throws: { error in
            let text = "\(error)"
            return error is UserError && text.contains("row 17, column 3") && !text.contains("\n")
        }
    }
    // One class only is always predicted, whatever its number.
    let lonely = try learner.fit(
        rows, labels: [Int](repeating: 4, count: 60), classCount: 9, context: RunContext(threads: 2))
    #expect(Set(lonely.predict(rows, threads: 2)) == [4])
    // A class with one example, and one without any.
    var single = labels.map { $0 == 2 ? 1 : $0 }
    single[30] = 3
    let fitted = try learner.fit(rows, labels: single, classCount: 5, context: RunContext(threads: 2))
    #expect(Set(fitted.predict(rows, threads: 1)).isSubset(of: [0, 1, 3]))
    // Constant rows: any class that occurs, and the same for all.
    let constant = Matrix(rows: 60, columns: 5, values: [Float](repeating: 0.5, count: 300))
    let dull = try learner.fit(constant, labels: labels, classCount: 3, context: RunContext(threads: 2))
    #expect(Set(dull.predict(constant, threads: 2)).count == 1)
    // A row with a number that is not finite gets a class and harms no other.
    var damaged = rows
    damaged.withUnsafeMutableValues { $0[7 * 5] = .nan }
    let found = fitted.predict(damaged, threads: 1)
    let right = fitted.predict(rows, threads: 1)
    #expect(found.indices.allSatisfy { $0 == 7 || found[$0] == right[$0] } && [0, 1, 3].contains(found[7]))
    #expect(fitted.predict(rows.selecting([]), threads: 2).isEmpty)
}

/// The bits of a learner's weights do not depend on the number of threads.
func checkThreads<Learner: Classifier>(_ learner: Learner) throws where Learner.Fitted: LinearDecision {
    let (features, labels) = clusters(rows: 700, columns: 53, classes: 7, noise: 1.5)
    let one = try learner.fit(features, labels: labels, classCount: 7, context: RunContext(seed: 3, threads: 1))
    for threads in [2, 3, 16] {
        let several = try learner.fit(
            features, labels: labels, classCount: 7, context: RunContext(seed: 3, threads: threads))
        #expect(several.weights == one.weights && several.biases == one.biases)
        #expect(several.predict(features, threads: threads) == one.predict(features, threads: 1))
    }
}
/// Of the C library.
func exponential(_ x: Double) -> Double { exp(x) }
func logarithm(_ x: Double) -> Double { log(x) }
