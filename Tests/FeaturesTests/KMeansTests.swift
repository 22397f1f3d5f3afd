import Core
import Features
import Files
import Foundation
import Testing

/// An array that `make_encoders.py` wrote, as a matrix; one axis makes one row.
func encoderFixture(_ name: String) throws -> Matrix {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let array = try NumPyArray(contentsOf: folder.appending(path: "Fixtures/encoders/\(name).npy").path)
    let columns = array.shape.last ?? 1
    return Matrix(rows: array.values.count / columns, columns: columns, values: array.values)
}

/// Rows around a few centres, with an offset that makes sloppy distances fail.
func clusteredRows(_ count: Int, columns: Int, centres: Int, offset: Float = 0, seed: UInt64 = 1) -> Matrix {
    var random = RandomSource(seed: seed)
    let middle = (0..<centres * columns).map { _ in 3 * random.normal() }
    var values: [Float] = []
    for _ in 0..<count {
        let centre = random.integer(below: centres)
        for column in 0..<columns { values.append(offset + middle[centre * columns + column] + random.normal()) }
    }
    return Matrix(rows: count, columns: columns, values: values)
}

func largestDifference(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Float {
    #expect(a.count == b.count)
    return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Squared distances in double precision.
private func squaredDistance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Double {
    zip(a, b).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
}

/// Lloyd's iterations word for word.
private func naiveLloyd(_ data: Matrix, _ start: Matrix, iterations: Int) -> (words: Matrix, inertia: [Double]) {
    var words = start
    var history: [Double] = []
    for _ in 0..<iterations {
        let labels = (0..<data.rows).map { row in
            let all = (0..<words.rows).map { squaredDistance(data.row(row), words.row($0)) }
            return all.firstIndex(of: all.min()!)!
        }
        var values: [Float] = []
        for word in 0..<words.rows {
            let members = labels.indices.filter { labels[$0] == word }
            for column in 0..<data.columns {
                let sum = members.reduce(0.0) { $0 + Double(data[$1, column]) }
                values.append(members.isEmpty ? words[word, column] : Float(sum / Double(members.count)))
            }
        }
        words = Matrix(rows: words.rows, columns: words.columns, values: values)
        history.append(labels.indices.reduce(0.0) { $0 + squaredDistance(data.row($1), words.row(labels[$1])) })
    }
    return (words, history)
}

@Suite("k-means")
struct KMeansTests {
    @Test(
        "equals Lloyd's iterations written out",
        arguments: [(1, 3, 0), (7, 5, 0), (20, 9, 500), (33, 17, -40), (150, 4, 3)])
    func naive(_ words: Int, _ columns: Int, _ offset: Int) throws {
        let data = clusteredRows(600, columns: columns, centres: 6, offset: Float(offset))
        let start = data.selecting(Array(0..<words))
        let (expected, inertia) = naiveLloyd(data, start, iterations: 8)
        let found = try KMeans(words: words, iterations: 8, tolerance: 0).fit(
            data, initialWords: start, context: RunContext())
        #expect(largestDifference(found.words.values, expected.values) < 2e-4)
        for (value, expected) in zip(found.inertia, inertia) { #expect(abs(value - expected) < 1e-4 * expected) }
    }

    @Test("equals scikit-learn from the same words")
    func scikitLearn() throws {
        let data = try encoderFixture("data")
        let found = try KMeans(words: 14, iterations: 6, tolerance: 0).fit(
            data, initialWords: data.selecting(Array(0..<14)), context: RunContext())
        #expect(largestDifference(found.words.values, try encoderFixture("kmeans-words").values) < 1e-4)
    }

    @Test("no iteration makes the sum of distances larger", arguments: KMeans.Seeding.allCases)
    func neverWorse(_ seeding: KMeans.Seeding) throws {
        let data = clusteredRows(3000, columns: 24, centres: 40, offset: 10)
        let found = try KMeans(words: 60, tolerance: 0, seeding: seeding).fit(data, context: RunContext(seed: 3))
        #expect(found.converged && found.inertia.count > 3)
        for (before, after) in zip(found.inertia, found.inertia.dropFirst()) { #expect(after <= before * (1 + 1e-9)) }
        // The nearest words are those of the naive search, and their distances add up to the last sum.
        let (labels, distances) = found.nearest(data, threads: 1)
        for row in stride(from: 0, to: data.rows, by: 37) {
            let all = (0..<60).map { squaredDistance(data.row(row), found.words.row($0)) }
            #expect(all[Int(labels[row])] <= all.min()! * (1 + 1e-5))
            #expect(abs(Double(distances[row]) - all.min()!) < 1e-3 * all.min()!)
        }
        let sum = distances.reduce(0.0) { $0 + Double($1) }
        #expect(abs(sum - found.inertia.last!) < 1e-4 * sum)
    }

    @Test("k-means++ finds every one of well-separated clusters")
    func seeding() throws {
        let data = clusteredRows(2000, columns: 8, centres: 50, seed: 9)
        let careful = try KMeans(words: 50, iterations: 1).fit(data, context: RunContext(seed: 1))
        let random = try KMeans(words: 50, iterations: 1, seeding: .random).fit(data, context: RunContext(seed: 1))
        #expect(careful.inertia[0] < 0.8 * random.inertia[0])
        let other = try KMeans(words: 50, iterations: 1).fit(data, context: RunContext(seed: 2))
        #expect(other.words != careful.words)
    }

    @Test("mini-batches come near to Lloyd's result")
    func miniBatches() throws {
        let data = clusteredRows(5000, columns: 10, centres: 12)
        let lloyd = try KMeans(words: 12).fit(data, context: RunContext(seed: 1))
        let batches = try KMeans(words: 12, iterations: 60, batchSize: 200).fit(data, context: RunContext(seed: 1))
        #expect(batches.iterations == 60)
        let reached = batches.nearest(data, threads: 1).squaredDistances.reduce(0) { $0 + Double($1) }
        #expect(reached < 1.15 * lloyd.inertia.last!)
    }

    @Test("threads do not change a bit", arguments: [0, 300])
    func threads(_ batchSize: Int) throws {
        let data = clusteredRows(7001, columns: 21, centres: 30)
        let kmeans = KMeans(words: 70, iterations: 6, batchSize: batchSize)
        let one = try kmeans.fit(data, context: RunContext(seed: 5, threads: 1))
        let two = try kmeans.fit(data, context: RunContext(seed: 5, threads: 2))
        let five = try kmeans.fit(data, context: RunContext(seed: 5, threads: 5))
        #expect(one.words == two.words && one.words == five.words && one.inertia == five.inertia)
        #expect(one.assign(data, threads: 1) == one.assign(data, threads: 3))
        #expect(one.nearest(data, count: 4, threads: 1).words == one.nearest(data, count: 4, threads: 3).words)
    }

    @Test("the nearest words come in order, with their distances")
    func neighbours() throws {
        let data = clusteredRows(100, columns: 13, centres: 5, offset: 30)
        let words = clusteredRows(37, columns: 13, centres: 5, offset: 30, seed: 4)
        let found = Vocabulary(words: words).nearest(data, count: 6, threads: 2)
        for row in 0..<100 {
            let all = (0..<37).map { squaredDistance(data.row(row), words.row($0)) }
            let expected = (0..<37).sorted { all[$0] < all[$1] }.prefix(6)
            for (place, word) in expected.enumerated() {
                let distance = Double(found.squaredDistances[row * 6 + place])
                #expect(abs(distance - all[word]) < 1e-3 * all[word])
                #expect(abs(all[Int(found.words[row * 6 + place])] - all[word]) < 1e-4 * all[word])
            }
        }
        #expect(Vocabulary(words: words).nearest(data, count: 99, threads: 1).count == 37)
    }

    @Test("equally near words: the first")
    func ties() {
        let words = Matrix(rows: 40, columns: 2, values: Array(repeating: 1, count: 80))
        let data = Matrix(rows: 5, columns: 2, values: Array(repeating: 2, count: 10))
        #expect(Vocabulary(words: words).assign(data, threads: 1) == [0, 0, 0, 0, 0])
    }

    @Test("words without rows move to the farthest rows; duplicates only leave them alone")
    func emptyWords() throws {
        // All words begin at one place: all but the first are empty at once.
        let data = clusteredRows(300, columns: 6, centres: 8)
        let start = data.selecting(Array(repeating: 0, count: 8))
        let found = try KMeans(words: 8).fit(data, initialWords: start, context: RunContext())
        #expect(Set(found.assign(data, threads: 1)).count == 8)
        for (before, after) in zip(found.inertia, found.inertia.dropFirst()) { #expect(after <= before * (1 + 1e-9)) }

        let same = Matrix(rows: 20, columns: 3, values: Array(repeating: 0.1, count: 60))
        for seeding in KMeans.Seeding.allCases {
            let found = try KMeans(words: 4, seeding: seeding).fit(same, context: RunContext())
            #expect(found.words.values.allSatisfy { abs($0 - 0.1) < 1e-6 } && found.converged)
            #expect(found.inertia.last! < 1e-9)
        }
    }

    @Test("as many rows as words: every row is one")
    func everyRow() throws {
        let data = clusteredRows(9, columns: 4, centres: 9)
        let found = try KMeans(words: 9).fit(data, context: RunContext())
        #expect(found.inertia.last! < 1e-4)
    }

    @Test("impossible samples and settings are refused in one line")
    func refusals() throws {
        let data = clusteredRows(10, columns: 3, centres: 2)
        #expect { try KMeans(words: 11).fit(data, context: RunContext()) } throws: {
            ($0 as? UserError)?.description.contains("10 samples are too few for 11 words") == true
        }
        for bad in [Float.nan, .infinity, -.infinity] {
            var values = data.values
            values[13] = bad
            let broken = Matrix(rows: 10, columns: 3, values: values)
            #expect { try KMeans(words: 2).fit(broken, context: RunContext()) } throws: {
                ($0 as? UserError)?.description.contains("number 2 of sample 5") == true
            }
        }
        #expect(throws: UserError.self) {
            try KMeans(words: 1).fit(Matrix(rows: 3, columns: 0, values: []), context: RunContext())
        }
        for (kmeans, field) in [
            (KMeans(words: 0), "words"), (KMeans(words: 2, iterations: 0), "iterations"),
            (KMeans(words: 2, tolerance: -1), "tolerance"), (KMeans(words: 2, batchSize: -1), "batchSize"),
        ] {
            #expect { try kmeans.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }

    @Test("generated descriptors look like SIFT's and do not depend on threads")
    func descriptors() {
        let rows = SyntheticDescriptors.siftLike(500, seed: 1, threads: 1)
        #expect(rows == SyntheticDescriptors.siftLike(500, seed: 1, threads: 3))
        #expect(rows != SyntheticDescriptors.siftLike(500, seed: 2))
        #expect(rows.values.allSatisfy { (0...255).contains($0) && $0 == $0.rounded() })
        for row in 0..<500 {
            let length = rows.row(row).reduce(0) { $0 + $1 * $1 }.squareRoot()
            #expect((440...512).contains(length))
        }
    }
}
