import Core
import SVM
import Testing

/// The nearest examples by the definition, in double precision.
private func naive(_ row: ArraySlice<Float>, _ examples: Matrix, _ metric: NearestNeighbours.Metric) -> [Double] {
    let x = row.map { Double($0) }
    func norm(_ v: [Double]) -> Double { v.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    return (0..<examples.rows).map { index in
        let y = examples.row(index).map { Double($0) }
        switch metric {
        case .l2: return norm(zip(x, y).map { $0 - $1 })
        case .cosine:
            let lengths = norm(x) * norm(y)
            return lengths == 0 ? 1 : 1 - zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / lengths
        case .chi2:
            return zip(x, y).reduce(0) { sum, pair in
                let total = pair.0 + pair.1
                return total == 0 ? sum : sum + (pair.0 - pair.1) * (pair.0 - pair.1) / total
            }
        }
    }
}

private func histograms(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var random = RandomSource(seed: seed)
    return Matrix(
        rows: rows, columns: columns, values: (0..<rows * columns).map { _ in max(random.normal() + 0.3, 0) })
}

@Suite("Nearest neighbours")
struct NearestNeighboursTests {
    @Test(
        "neighbours and distances are those of a plain loop", arguments: NearestNeighbours.Metric.allCases,
        [(1, 1), (13, 1), (100, 5), (531, 20)])
    func plainLoop(_ metric: NearestNeighbours.Metric, _ size: (rows: Int, k: Int)) throws {
        let examples = histograms(size.rows, 37, seed: 1)
        let rows = histograms(41, 37, seed: 2)
        let fitted = try NearestNeighbours(k: size.k, metric: metric).fit(
            examples, labels: (0..<size.rows).map { $0 % 5 }, classCount: 5, context: RunContext(threads: 2))
        for (row, found) in fitted.neighbours(of: rows, threads: 2).enumerated() {
            let distances = naive(rows.row(row), examples, metric)
            let order = distances.indices.sorted { distances[$0] < distances[$1] }.prefix(size.k)
            #expect(found.indices.count == size.k && Set(found.indices).count == size.k)
            for (place, index) in order.enumerated() {
                #expect(abs(Double(found.distances[place]) - distances[index]) < 1e-5 * max(1, distances[index]))
                #expect(abs(distances[found.indices[place]] - distances[index]) < 1e-5 * max(1, distances[index]))
            }
        }
    }

    @Test("scikit-learn's neighbours and classes", arguments: NearestNeighbours.Metric.allCases)
    func scikitLearn(_ metric: NearestNeighbours.Metric) throws {
        let data = try LearnerFixture("plain", rows: metric == .chi2 ? "exponential" : nil)
        let name = metric == .l2 ? "euclidean" : metric.rawValue
        for isWeighted in [false, true] {
            let fitted = try NearestNeighbours(k: 5, metric: metric, distanceWeighted: isWeighted).fit(
                data.training, labels: data.labels, classCount: 4, context: RunContext(threads: 2))
            let classes = try LearnerFixture.read("knn-\(name)-\(isWeighted ? "distance" : "uniform")").values
            #expect(agreement(fitted.predict(data.test, threads: 2), classes.map { Int($0) }) >= 0.999)
            let found = fitted.neighbours(of: data.test, threads: 2)
            let places = try LearnerFixture.read("knn-\(name)-places").values.map { Int($0) }
            #expect(agreement(found.flatMap(\.indices), places) >= 0.999)
            let distances = try LearnerFixture.read("knn-\(name)-distances").values
            #expect(zip(found.flatMap(\.distances), distances).allSatisfy { abs($0 - $1) < 1e-5 * max(1, $1) })
        }
    }

    @Test("whole numbers have exact distances, far from the origin too; the first of equal examples is nearer")
    func ties() throws {
        var random = RandomSource(seed: 9)
        let values = (0..<90 * 8).map { _ in Float(random.integer(below: 4)) }
        for shift: Float in [0, 1000] {
            let examples = Matrix(
                rows: 90, columns: 8, values: (values[..<(45 * 8)] + values[..<(45 * 8)]).map { $0 + shift })
            let rows = Matrix(rows: 90, columns: 8, values: values.map { $0 + shift })
            let fitted = try NearestNeighbours(k: 4).fit(
                examples, labels: [Int](repeating: 0, count: 90), classCount: 1, context: RunContext())
            for (row, found) in fitted.neighbours(of: rows, threads: 1).enumerated() {
                let distances = naive(rows.row(row), examples, .l2)
                let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(4)
                #expect(found.indices == Array(order))
                #expect(found.distances == order.map { Float(distances[$0]) })
            }
        }
    }

    @Test("votes: the smallest class of equal ones, by distance where that is wanted, twins alone where there are some")
    func votes() throws {
        let examples = Matrix(rows: 5, columns: 1, values: [0, 1, 3, 4, 10])
        let labels = [2, 1, 1, 2, 0]
        func predict(_ x: Float, k: Int, _ isWeighted: Bool) throws -> Int {
            try NearestNeighbours(k: k, distanceWeighted: isWeighted).fit(
                examples, labels: labels, classCount: 3, context: RunContext()
            ).predict(Matrix(rows: 1, columns: 1, values: [x]), threads: 1)[0]
        }
        #expect(try predict(0.4, k: 1, false) == 2)
        #expect(try predict(0.4, k: 2, false) == 1)
        #expect(try predict(0.4, k: 2, true) == 2)
        // 1/0.4 + 1/3.6 against 1/0.6 + 1/2.6
        #expect(try predict(0.4, k: 4, true) == 2)
        #expect(try predict(1.9, k: 4, true) == 1)
        #expect(try predict(4, k: 3, false) == 1)
        #expect(try predict(4, k: 3, true) == 2)
        #expect(try predict(9, k: 5, false) == 1)
    }

    @Test("the number of threads and of rows changes nothing")
    func threads() throws {
        let (features, labels) = clusters(rows: 900, columns: 19, classes: 4, noise: 2)
        let fitted = try NearestNeighbours(k: 3).fit(features, labels: labels, classCount: 4, context: RunContext())
        let (rows, _) = clusters(rows: 601, columns: 19, classes: 4, noise: 2, seed: 5)
        let found = fitted.neighbours(of: rows, threads: 1)
        for threads in [2, 7] { #expect(fitted.neighbours(of: rows, threads: threads) == found) }
        #expect(fitted.neighbours(of: rows.selecting([600]), threads: 2) == [found[600]])
    }

    @Test("hostile examples")
    func hostile() throws {
        try checkHostileExamples(NearestNeighbours(k: 1))
        try checkHostileExamples(NearestNeighbours(k: 3, metric: .cosine))
        let rows = Matrix(rows: 2, columns: 2, values: [0, 1, 2, -1])
        #expect {
            try NearestNeighbours(k: 1, metric: .chi2).fit(rows, labels: [0, 1], classCount: 2, context: RunContext())
        } throws: { "\($0)".contains("row 1, column 1") }
        #expect {
            try NearestNeighbours(k: 3).fit(rows, labels: [0, 1], classCount: 2, context: RunContext())
        } throws: { ($0 as? ConfigurationError)?.field == "k" }
        #expect(throws: ConfigurationError.self) { try NearestNeighbours(k: 0).validate() }
    }
}
