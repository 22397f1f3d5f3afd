import Core
import Experiments
import Foundation
import Statistics
import Testing

/// Beside SciPy and statsmodels: `Fixtures/make_statistics.py` says how the fixture came to be.
@Suite("Tests over several groups")
struct ComparisonTests {
    private struct Fixture: Decodable {
        struct Friedman: Decodable {
            let scores: [[Double]], chiSquared, p: Double, ranks: [Double], f, fP, criticalDifference: Double
            let pairs: [[Double]]
        }
        struct Variance: Decodable {
            let levels: [Int], results: [[Double]], effects: [String: [Double]], residual: Double
        }
        struct Interval: Decodable { let values, interval: [Double] }
        struct Law: Decodable { let sizes, errors: [Double], loss, factor, exponent, floor: Double }

        let chiSquaredTails, fTails, studentizedRangeTails, studentizedRangeQuantiles: [[Double]]
        let friedman: [Friedman]
        let variance: [Variance]
        let studentInterval: Interval
        let wilson, mcnemar: [[Double]]
        let powerLaws: [Law]
    }

    private let fixture: Fixture

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/statistics/statistics.json"))
        fixture = try JSONDecoder().decode(Fixture.self, from: data)
    }

    @Test("tails and quantiles")
    func distributions() {
        for row in fixture.chiSquaredTails {
            #expect(isClose(Distributions.chiSquaredTail(row[0], degreesOfFreedom: row[1]), row[2], 1e-11))
        }
        for row in fixture.fTails { #expect(isClose(Distributions.fTail(row[0], row[1], row[2]), row[3], 1e-11)) }
        // SciPy integrates the range numerically, to about eight digits.
        for row in fixture.studentizedRangeTails {
            #expect(isClose(Distributions.studentizedRangeTail(row[0], groups: Int(row[1])), row[2], 1e-7))
        }
        for row in fixture.studentizedRangeQuantiles {
            #expect(isClose(Distributions.studentizedRangeQuantile(row[0], groups: Int(row[1])), row[2], 1e-7))
        }
    }

    @Test("Friedman's test and Nemenyi's pairs")
    func ranks() {
        for example in fixture.friedman {
            let comparison = RankComparison(scores: example.scores)
            #expect(zip(comparison.meanRanks, example.ranks).allSatisfy { isClose($0, $1) })
            #expect(isClose(comparison.chiSquared, example.chiSquared, 1e-10))
            #expect(isClose(comparison.pValue, example.p, 1e-10))
            #expect(isClose(comparison.fStatistic, example.f, 1e-10) && isClose(comparison.fPValue, example.fP, 1e-10))
            #expect(isClose(comparison.criticalDifference, example.criticalDifference, 1e-7))
            for pair in example.pairs {
                #expect(abs(comparison.nemenyi(Int(pair[0]), Int(pair[1])) - pair[2]) < 1e-7)
            }
        }
    }

    @Test("methods that do not differ are joined")
    func cliques() {
        // Ranks 1, 2, 3 and 4 on every data set; with ten of them, ranks that are 1.48 apart differ.
        let apart = RankComparison(scores: [[Double]](repeating: [0.9, 0.8, 0.7, 0.6], count: 10))
        #expect(apart.meanRanks == [1, 2, 3, 4] && apart.fPValue == 0)
        #expect(apart.cliques == [[0, 1], [1, 2], [2, 3]])
        // With three, 2.7 apart.
        #expect(
            RankComparison(scores: [[Double]](repeating: [0.6, 0.7, 0.9, 0.8], count: 3)).cliques == [
                [2, 3, 1], [3, 1, 0],
            ])
        let same = RankComparison(scores: [[Double]](repeating: [0.5, 0.5, 0.5], count: 4))
        #expect(same.chiSquared == 0 && same.pValue == 1 && same.cliques == [[0, 1, 2]])
    }

    @Test("analysis of variance")
    func variance() throws {
        for example in fixture.variance {
            let names = ["a", "b", "c"]
            let decomposition = VarianceDecomposition(
                factors: zip(names, example.levels).map { (name: $0, levels: $1) }, results: example.results)
            #expect(decomposition.effects.count == example.effects.count + 1)
            for effect in decomposition.effects.dropLast() {
                let expected = try #require(example.effects[effect.factors.joined(separator: ":")])
                #expect(isClose(effect.sumOfSquares, expected[0], 1e-9))
                #expect(effect.degreesOfFreedom == Int(expected[1]))
                #expect(isClose(try #require(effect.pValue), expected[2], 1e-8))
            }
            let residual = try #require(decomposition.effects.last)
            #expect(residual.factors.isEmpty && residual.omegaSquared == nil && residual.pValue == nil)
            #expect(isClose(residual.sumOfSquares, example.residual, 1e-10))
            #expect(isClose(decomposition.effects.reduce(0) { $0 + $1.etaSquared }, 1, 1e-12))
        }
    }

    @Test("a factor without influence explains nothing, one that decides everything explains all")
    func extremes() {
        let decided = VarianceDecomposition(
            factors: [("feature", 2), ("learner", 3)], results: [[0.5], [0.5], [0.5], [0.9], [0.9], [0.9]])
        #expect(decided.effects.map(\.factors) == [["feature"], ["learner"], ["feature", "learner"]])
        #expect(decided.effects.map(\.etaSquared).map { ($0 * 1e9).rounded() / 1e9 } == [1, 0, 0])
        #expect(decided.effects.allSatisfy { $0.omegaSquared == nil && $0.pValue == nil })
    }

    @Test("intervals and corrections")
    func intervals() {
        for row in fixture.wilson {
            let interval = ConfidenceInterval.wilson(share: row[0] / row[1], count: Int(row[1]))
            #expect(abs(interval.lower - row[2]) < 1e-10 && abs(interval.upper - row[3]) < 1e-10)
        }
        for row in fixture.mcnemar {
            let p = PairedComparison.mcnemar(firstOnly: Int(row[0]), secondOnly: Int(row[1]))
            #expect(isClose(p, row[2], 1e-10))
        }
    }

    @Test("the corrected resampled t test of Nadeau and Bengio")
    func resampled() {
        let differences = [0.01, 0.02, 0.015, 0.03, 0.005]
        // Mean 0.016, s² = 9.25e-5; the factor 1/5 + 100/400.
        let comparison = ResampledComparison(differences: differences, trainingExamples: 400, testExamples: 100)
        let statistic = 0.016 / (9.25e-5 * (0.2 + 0.25)).squareRoot()
        #expect(isClose(comparison.statistic, statistic, 1e-12))
        #expect(isClose(comparison.pValue, 2 * Distributions.studentCDF(-statistic, degreesOfFreedom: 4), 1e-12))
        #expect(comparison.interval.lower < 0.016 && comparison.interval.upper > 0.016)
        // Without overlap it is the usual interval over seeds.
        let values = fixture.studentInterval.values
        let plain = ResampledComparison(differences: values, trainingExamples: 1_000_000_000, testExamples: 1)
        #expect(abs(plain.interval.lower - fixture.studentInterval.interval[0]) < 1e-9)
        #expect(abs(plain.interval.upper - fixture.studentInterval.interval[1]) < 1e-9)
        let same = ResampledComparison(differences: [0, 0], trainingExamples: 5, testExamples: 5)
        #expect(same.pValue == 1 && same.statistic == 0)
    }

    @Test("power laws are fitted as well as by SciPy")
    func powerLaws() throws {
        for example in fixture.powerLaws {
            let points = zip(example.sizes, example.errors).map { (size: $0, error: $1) }
            let law = try #require(PowerLaw(points))
            #expect(law.loss < example.loss * 1.000001)
            #expect(abs(law.exponent - example.exponent) < 0.002 && abs(law.floor - example.floor) < 2e-4)
            let straight = try #require(PowerLaw(points, fitsFloor: false))
            #expect(straight.floor == 0 && straight.loss >= law.loss && straight.rSquared <= law.rSquared)
        }
        let exact = try #require(PowerLaw([(100, 0.2), (10_000, 0.02)]))
        #expect(isClose(exact.exponent, 0.5, 1e-12) && isClose(exact.factor, 2, 1e-12) && exact.floor == 0)
        #expect(isClose(exact.error(at: 1_000_000), 0.002, 1e-12))
        #expect(PowerLaw([(100, 0.2)]) == nil && PowerLaw([(100, 0.2), (200, 0)]) == nil)
    }

    /// `[size][seed][image]` with so many per cent wrong at each size; other images with another `offset`.
    private static func curve(_ errors: [Int], offset: Int) -> [[[Bool]]] {
        errors.map { error in
            (0..<3).map { seed in (0..<1000).map { ($0 * 37 + seed * 11 + offset) % 1000 >= error * 10 } }
        }
    }

    @Test("where one method overtakes another, with an interval")
    func crossover() {
        // Errors of 40, 20 and 10 % against 60, 20 and 5 %: equal at 1,000.
        let curves = CurveBootstrap(
            sizes: [100, 1000, 10_000],
            curves: [
                Self.curve([40, 20, 10], offset: 0), Self.curve([60, 20, 5], offset: 500),
                Self.curve([50, 30, 20], offset: 250),
            ])
        #expect(curves.errors == [[0.4, 0.2, 0.1], [0.6, 0.2, 0.05], [0.5, 0.3, 0.2]])
        let crossing = Crossover(curves, challenger: 1, others: [0, 2], replicates: 400)
        guard case .at(let place) = crossing.place, case .at(let lower) = crossing.lower,
            case .at(let upper) = crossing.upper
        else {
            Issue.record("no crossover: \(crossing)")
            return
        }
        #expect(isClose(place, 1000, 1e-9) && lower < place && place < upper)
        #expect(lower > 300 && upper < 4000)
        #expect(Crossover(curves, challenger: 1, others: [0, 2], replicates: 400) == crossing)
        let never = Crossover(curves, challenger: 2, others: [0], replicates: 50)
        #expect(never.place == .beyondLargest && never.lower == .beyondLargest)
        let always = Crossover(curves, challenger: 0, others: [2], replicates: 50)
        #expect(always.place == .belowSmallest && always.upper == .belowSmallest)
    }

    @Test("how many examples of one kind are worth those of another, with an interval")
    func worth() {
        let curves = CurveBootstrap(
            sizes: [100, 1000, 10_000],
            curves: [
                Self.curve([40, 20, 10], offset: 0), Self.curve([60, 40, 20], offset: 500),
                Self.curve([70, 60, 50], offset: 250), Self.curve([30, 20, 5], offset: 700),
            ])
        let some = Crossover(curves, of: 0, worth: 1, replicates: 4000)
        guard case .at(let place) = some.place, case .at(let lower) = some.lower, case .at(let upper) = some.upper
        else {
            Issue.record("not between the sizes: \(some)")
            return
        }
        #expect(isClose(place, 1000, 1e-9) && lower < place && place < upper)
        // Two errors of 20 % with a spread of 1.3 points each: 0.09 of them, where a decade doubles or halves; ±1.96 times that.
        #expect(lower > 450 && lower < 700 && upper > 1400 && upper < 2300, "\(lower) to \(upper)")
        #expect(Crossover(curves, of: 0, worth: 2, replicates: 50).place == .belowSmallest)
        let more = Crossover(curves, of: 0, worth: 3, replicates: 50)
        #expect(more.place == .beyondLargest && more.lower == .beyondLargest)
    }

    /// Two features with three learners at two sizes: a curve for each pair, with answers that are right with these probabilities.
    private static func crossed(_ shares: [[Double]], seed: UInt64) -> (results: [[Double]], curves: CurveBootstrap) {
        var random = RandomSource(seed: seed, stream: 5)
        let curves = shares.map { sizes in
            sizes.map { share in (0..<3).map { _ in (0..<300).map { _ in Double(random.uniform()) < share } } }
        }
        let results = curves.joined().map { seeds in seeds.map { Double($0.count { $0 }) / 300 } }
        return (results, CurveBootstrap(sizes: [10, 100], curves: curves))
    }

    @Test("intervals of shares of variance hold the true shares as often as they say")
    func varianceIntervals() {
        let factors = [(name: "feature", levels: 2), (name: "learner", levels: 3), (name: "data", levels: 2)]
        // The feature is worth 12 points, the data 6, the learners up to 3, and one learner gains more from the second feature.
        func share(_ feature: Int, _ learner: Int, _ size: Int) -> Double {
            let both = feature == 1 && learner == 2 ? 0.04 : 0
            return 0.6 + 0.12 * Double(feature) + 0.06 * Double(size) + 0.015 * Double(learner) + both
        }
        let shares: [[Double]] = (0..<2).flatMap { feature in
            (0..<3).map { learner in [share(feature, learner, 0), share(feature, learner, 1)] }
        }
        let truth = VarianceDecomposition(factors: factors, results: shares.joined().map { [$0] })
        var held = [Int](repeating: 0, count: 3)
        let repetitions = 100
        for seed in 0..<repetitions {
            let (results, curves) = Self.crossed(shares, seed: UInt64(seed))
            let found = VarianceDecomposition(factors: factors, results: results)
            let intervals = found.intervals(curves, replicates: 200, threads: 2)
            #expect(intervals.count == 8 && intervals.last! == nil)
            for effect in 0..<3 {
                let share = truth.effects[effect].etaSquared
                if let interval = intervals[effect], interval.lower <= share, share <= interval.upper {
                    held[effect] += 1
                }
            }
        }
        for count in held { #expect(count >= 88, "\(held) of \(repetitions)") }
    }

    @Test("what explains everything has a narrow interval at 1, and what explains nothing one at 0")
    func certainShares() {
        let factors = [(name: "feature", levels: 2), (name: "learner", levels: 2), (name: "data", levels: 2)]
        let (results, curves) = Self.crossed([[0, 0], [0, 0], [1, 1], [1, 1]], seed: 1)
        let intervals = VarianceDecomposition(factors: factors, results: results).intervals(curves, replicates: 20)
        #expect(intervals[0] == ConfidenceInterval(lower: 1, upper: 1))
        #expect(intervals[1] == ConfidenceInterval(lower: 0, upper: 0))
    }

    @Test("replicates spread as the binomial distribution says")
    func bootstrap() {
        let curves = CurveBootstrap(sizes: [10], curves: [Self.curve([20], offset: 0)])
        let errors = (0..<2000).map { curves.replicate($0)[0][0] }
        #expect(abs(Statistics.mean(errors) - 0.2) < 0.001)
        // Three seeds with mistakes on other images each: between the spread of 1000 and of 3000 independent answers.
        let deviation = Statistics.standardDeviation(errors)
        #expect(deviation > (0.16 / 3000).squareRoot() && deviation < 1.2 * (0.16 / 1000).squareRoot())
    }

    /// Replicate `number`, drawn and counted as the definition says.
    private static func naiveReplicate(_ curves: [[[[Bool]]]], _ number: Int) -> [[Double]] {
        let images = curves[0][0][0].count
        var random = RandomSource(seed: 1, stream: 0xB007, UInt64(number))
        let drawn = (0..<images).map { _ in random.integer(below: images) }
        var errors = curves.map { [Double](repeating: 0, count: $0.count) }
        for size in curves[0].indices {
            let count = curves[0][size].count
            let seeds = (0..<max(1, count - 1)).map { _ in random.integer(below: count) }
            for curve in curves.indices {
                let wrong = seeds.reduce(0) { sum, seed in sum + drawn.count { !curves[curve][size][seed][$0] } }
                errors[curve][size] = Double(wrong) / Double(seeds.count * images)
            }
        }
        return errors
    }

    @Test("replicates are those of the definition, bit for bit, on any number of threads", arguments: [1, 64, 70, 300])
    func replicates(images: Int) {
        var random = RandomSource(seed: 7, stream: UInt64(images))
        // Three curves at two sizes, with one and with four seeds.
        let curves = (0..<3).map { _ in
            [1, 4].map { seeds in
                (0..<seeds).map { _ in (0..<images).map { _ in random.integer(below: 4) > 0 } }
            }
        }
        let bootstrap = CurveBootstrap(sizes: [10, 100], curves: curves)
        let expected = (0..<37).map { Self.naiveReplicate(curves, $0) }
        #expect((0..<37).map { bootstrap.replicate($0) } == expected)
        for threads in 1...3 { #expect(bootstrap.replicates(37, threads: threads) == expected) }
    }
}
