import Core
import Features
import Foundation
import Testing

private let everyRow: [Int32] = Array(0..<200)
/// Regions that overlap, one with a single row and one without any.
private let regions: [[Int32]] = [everyRow, Array(0..<77), Array(50..<200), [13], []]

private func unit(_ values: [Double]) -> [Double] {
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? values.map { $0 / length } : values
}

private func distances(_ row: ArraySlice<Float>, _ words: Matrix) -> [Double] {
    (0..<words.rows).map { word in
        zip(row, words.row(word)).reduce(0) { $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1)) }
    }
}

/// Gradients by the published formula, one descriptor and component at a time.
private func naiveFisher(
    _ rows: Matrix, _ members: [Int32], _ mixture: GaussianMixture.Parameters, power: Double, l2: Bool
) -> [Double] {
    let (count, columns) = (mixture.weights.count, rows.columns)
    var code = [Double](repeating: 0, count: 2 * count * columns)
    for member in members {
        let row = rows.row(Int(member))
        let posteriors = naivePosteriors(row, mixture)
        for component in 0..<count {
            for (column, x) in row.enumerated() {
                let deviation = Double(mixture.variances[component, column]).squareRoot()
                let u = (Double(x) - Double(mixture.means[component, column])) / deviation
                let weight = Double(mixture.weights[component]).squareRoot() * Double(members.count)
                code[component * columns + column] += posteriors[component] * u / weight
                code[(count + component) * columns + column] +=
                    posteriors[component] * (u * u - 1) / (weight * 2.0.squareRoot())
            }
        }
    }
    let powered = code.map { $0 < 0 ? -pow(-$0, power) : pow($0, power) }
    return l2 ? unit(powered) : powered
}

/// Locality-constrained weights by Gaussian elimination.
private func naiveLinear(_ row: ArraySlice<Float>, _ words: Matrix, _ near: [Int]) -> [Double] {
    let shifted = near.map { zip(words.row($0), row).map { Double($0) - Double($1) } }
    let count = near.count
    var matrix = shifted.map { a in shifted.map { b in zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } } + [1] }
    let trace = (0..<count).reduce(0.0) { $0 + matrix[$1][$1] }
    for i in 0..<count { matrix[i][i] += 1e-4 * trace }
    for i in 0..<count {
        for j in 0..<count where j != i {
            let factor = matrix[j][i] / matrix[i][i]
            for k in i...count { matrix[j][k] -= factor * matrix[i][k] }
        }
    }
    let solution = (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
    return solution.map { $0 / solution.reduce(0, +) }
}

private func naiveBag(_ rows: Matrix, _ members: [Int32], _ words: Matrix, _ bag: BagOfWords, spread: Double)
    -> [Double]
{
    var code = [Double](repeating: 0, count: words.rows)
    let largest = bag.pooling == .max || (bag.pooling == .standard && bag.assignment == .llc)
    for member in members {
        let row = rows.row(Int(member))
        let all = distances(row, words)
        let near = Array((0..<words.rows).sorted { all[$0] < all[$1] }.prefix(bag.neighbours))
        var given: [(Int, Double)]
        switch bag.assignment {
        case .hard: given = [(near[0], 1)]
        case .soft:
            let weights = near.map { exp(-all[$0] / (2 * bag.bandwidth * bag.bandwidth * spread)) }
            given = zip(near, weights.map { $0 / weights.reduce(0, +) }).map { ($0, $1) }
        case .llc: given = zip(near, naiveLinear(row, words, near)).map { ($0, $1) }
        }
        for (word, amount) in given {
            code[word] = largest ? max(code[word], amount) : code[word] + amount / Double(members.count)
        }
    }
    switch bag.normalisation {
    case .l2: code = unit(code)
    case .standard where bag.assignment == .llc: code = unit(code)
    case .l1, .standard:
        let sum = code.reduce(0) { $0 + abs($1) }
        if sum > 0 { code = code.map { $0 / sum } }
    case .none: break
    }
    return bag.squareRoot ? code.map { $0 < 0 ? -(-$0).squareRoot() : $0.squareRoot() } : code
}

private func expectEqual(_ code: ArraySlice<Float>, _ expected: [Double], within tolerance: Double) {
    #expect(code.count == expected.count)
    let difference = zip(code, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(difference < tolerance, "differs by \(difference)")
}

@Suite("Bag of words")
struct BagOfWordsEncoderTests {
    static let bags: [BagOfWords] =
        BagOfWords.Assignment.allCases.flatMap { assignment in
            [
                BagOfWords(words: 23, assignment: assignment),
                BagOfWords(words: 23, assignment: assignment, pooling: .max, normalisation: .none, neighbours: 3),
                BagOfWords(
                    words: 23, assignment: assignment, pooling: .average, normalisation: .l1, squareRoot: true,
                    neighbours: 9, bandwidth: 1),
                BagOfWords(words: 23, assignment: assignment, pooling: .average, normalisation: .l2, neighbours: 1),
            ]
        }

    @Test("equals the definition", arguments: bags)
    func definition(_ bag: BagOfWords) {
        let rows = clusteredRows(200, columns: 11, centres: 8, offset: 2)
        let words = clusteredRows(23, columns: 11, centres: 8, offset: 2, seed: 5)
        let fitted = FittedBagOfWords(bag, vocabulary: Vocabulary(words: words), spread: 12)
        let codes = fitted.encode(rows, regions: regions)
        for (region, members) in regions.enumerated() {
            expectEqual(codes.row(region), naiveBag(rows, members, words, bag, spread: 12), within: 2e-3)
        }
        #expect(codes.row(4).allSatisfy { $0 == 0 })
    }

    @Test("a histogram counts what a hand would")
    func hand() {
        let words = Matrix(rows: 3, columns: 1, values: [0, 10, 20])
        let rows = Matrix(rows: 4, columns: 1, values: [1, 9, 11, -3])
        let fitted = FittedBagOfWords(BagOfWords(words: 3), vocabulary: Vocabulary(words: words))
        #expect(fitted.encode(rows, regions: [[0, 1, 2, 3], [1, 2]]).values == [0.5, 0.5, 0, 0, 1, 0])
    }

    @Test("impossible settings are refused by name")
    func refusals() throws {
        let bad: [(BagOfWords, String)] = [
            (BagOfWords(words: 0), "words"), (BagOfWords(words: 10, neighbours: 0), "neighbours"),
            (BagOfWords(words: 3, assignment: .llc), "neighbours"), (BagOfWords(words: 10, bandwidth: 0), "bandwidth"),
            (BagOfWords(words: 10, pca: -1), "pca"), (BagOfWords(words: 10, sampleCount: 9), "sampleCount"),
        ]
        for (bag, field) in bad {
            #expect { try bag.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
        let sample = clusteredRows(40, columns: 6, centres: 3)
        #expect { try BagOfWords(words: 10, pca: 7).fit(sample, context: RunContext()) } throws: {
            ($0 as? ConfigurationError)?.field == "pca"
        }
    }
}

@Suite("VLAD")
struct VLADEncoderTests {
    @Test("equals the definition", arguments: [(false, false), (true, false), (false, true), (true, true)])
    func definition(_ intra: Bool, _ root: Bool) {
        let rows = clusteredRows(200, columns: 11, centres: 8, offset: 2)
        let words = clusteredRows(9, columns: 11, centres: 8, offset: 2, seed: 5)
        let vlad = VLAD(words: 9, intraNormalisation: intra, squareRoot: root)
        let codes = FittedVLAD(vlad, vocabulary: Vocabulary(words: words)).encode(rows, regions: regions)
        for (region, members) in regions.enumerated() {
            var parts = [[Double]](repeating: Array(repeating: 0, count: 11), count: 9)
            for member in members {
                let row = rows.row(Int(member))
                let all = distances(row, words)
                let word = (0..<9).min { all[$0] < all[$1] }!
                for (column, x) in row.enumerated() { parts[word][column] += Double(x) - Double(words[word, column]) }
            }
            if root { parts = parts.map { $0.map { $0 < 0 ? -(-$0).squareRoot() : $0.squareRoot() } } }
            if intra { parts = parts.map(unit) }
            expectEqual(codes.row(region), unit(parts.flatMap { $0 }), within: 1e-4)
        }
    }

    @Test("equals VLFeat's", arguments: [("plain", false, false), ("intra", true, false), ("root", false, true)])
    func vlfeat(_ name: String, _ intra: Bool, _ root: Bool) throws {
        let rows = try encoderFixture("data").selecting(Array(100..<150))
        let words = try encoderFixture("kmeans-words")
        let fitted = FittedVLAD(
            VLAD(words: 14, intraNormalisation: intra, squareRoot: root), vocabulary: Vocabulary(words: words))
        let code = fitted.encode(rows, regions: [Array(0..<50)])
        #expect(largestDifference(code.values, try encoderFixture("vlfeat-vlad-\(name)").values) < 1e-4)
    }
}

@Suite("Fisher vector")
struct FisherEncoderTests {
    private func fixtureMixture() throws -> FittedMixture {
        FittedMixture(
            GaussianMixture.Parameters(
                weights: try encoderFixture("gmm-weights").values, means: try encoderFixture("gmm-means"),
                variances: try encoderFixture("gmm-variances")))
    }

    @Test("equals the published formula", arguments: [(1.0, false), (0.5, true), (0.3, true)])
    func definition(_ power: Double, _ l2: Bool) throws {
        let rows = clusteredRows(200, columns: 11, centres: 8, offset: 2)
        // Learned from other rows: over its own the gradient is nearly 0, and roots and norms make noise of that.
        let mixture = try GaussianMixture(components: 6).fit(
            clusteredRows(200, columns: 11, centres: 6, offset: 2, seed: 3), context: RunContext())
        let fisher = FisherVector(components: 6, power: power, l2: l2, pca: 0)
        let codes = FittedFisherVector(fisher, mixture: mixture).encode(rows, regions: regions)
        for (region, members) in regions.enumerated() where !members.isEmpty {
            let expected = naiveFisher(rows, members, mixture.parameters, power: power, l2: l2)
            // Roots make small errors of small numbers large.
            expectEqual(codes.row(region), expected, within: power == 1 ? 1e-3 : 1e-2)
        }
        #expect(codes.row(4).allSatisfy { $0 == 0 })
    }

    @Test("equals VLFeat's and scikit-image's")
    func peers() throws {
        let rows = try encoderFixture("data").selecting(Array(100..<150))
        let fitted = FittedFisherVector(FisherVector(components: 7, pca: 0), mixture: try fixtureMixture())
        let code = fitted.encode(rows, regions: [Array(0..<50)]).values
        #expect(largestDifference(code, try encoderFixture("vlfeat-fisher").values) < 3e-3)
        // scikit-image begins with gradients of the weights, and turns the sign of those of the deviations.
        let theirs = Array(try encoderFixture("skimage-fisher").values[7...])
        let length = theirs.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let turned = theirs.enumerated().map { ($0.offset < 84 ? 1 : -1) * $0.element / length }
        #expect(largestDifference(code, turned) < 3e-3)
    }

    @Test("the gradient over the training data is nearly 0")
    func optimum() throws {
        let data = clusteredRows(3000, columns: 8, centres: 5)
        let mixture = try GaussianMixture(components: 5, iterations: 500, tolerance: 1e-9).fit(
            data, context: RunContext())
        let fitted = FittedFisherVector(FisherVector(components: 5, power: 1, l2: false, pca: 0), mixture: mixture)
        let all = fitted.encode(data, regions: [Array(0..<3000)])
        let some = fitted.encode(data, regions: [Array(0..<60)])
        #expect(all.values.map(abs).max()! < 5e-3)
        #expect(some.values.map(abs).max()! > 5e-2)
    }

    @Test("threads do not change what an encoder learns; projections are learned with it")
    func learning() throws {
        let sample = clusteredRows(1500, columns: 20, centres: 9)
        let rows = clusteredRows(300, columns: 20, centres: 9, seed: 8)
        let whole: [[Int32]] = [Array(0..<300), [1, 2, 3]]
        func check(_ encoder: some Encoder) throws {
            let one = try encoder.fit(sample, context: RunContext(seed: 3, threads: 1))
            let three = try encoder.fit(sample, context: RunContext(seed: 3, threads: 3))
            let codes = one.encode(rows, regions: whole)
            #expect(codes == three.encode(rows, regions: whole))
            #expect(codes.rows == 2 && codes.columns == one.codeLength)
            #expect(codes.values.allSatisfy { $0.isFinite } && codes.values.contains { $0 != 0 })
            #expect(one.parameterCount > 0 && one.flops(descriptors: 300, levels: 2) > 0)
            #expect(
                one.encode(Matrix(rows: 0, columns: 20, values: []), regions: [[], []]).values.allSatisfy { $0 == 0 })
            #expect(throws: UserError.self) {
                _ = try encoder.fit(sample.selecting([0, 1]), context: RunContext(seed: 3))
            }
        }
        try check(FisherVector(components: 8, pca: 0))
        try check(VLAD(words: 8))
        try check(BagOfWords(words: 30, assignment: .soft))
        #expect(
            try FisherVector(components: 8, pca: 10, whiten: true).fit(sample, context: RunContext()).codeLength == 160)
        #expect(try VLAD(words: 8, pca: 5).fit(sample, context: RunContext()).codeLength == 40)
        let projected = try BagOfWords(words: 30, pca: 6).fit(sample, context: RunContext())
        #expect(projected.vocabulary.words.columns == 6)
        #expect(abs(projected.encode(rows, regions: [everyRow]).values.reduce(0, +) - 1) < 1e-5)
    }
}
