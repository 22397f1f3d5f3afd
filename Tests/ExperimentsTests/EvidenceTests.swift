import Core
import Experiments
import Foundation
import Statistics
import Testing

/// Intervals that stand beside p values, and what they hold.
@Suite("Intervals and tests of one family")
struct EvidenceTests {
    /// From SciPy 1.17: `scipy.stats.binomtest(…).proportion_ci(method="exact")`.
    @Test(
        "the exact interval of Clopper and Pearson",
        arguments: [
            (0, 10, 0.05, 0.0, 0.30849710781876294), (10, 10, 0.05, 0.6915028921812371, 1.0),
            (3, 12, 0.05, 0.05486064452799241, 0.5718584618780997),
            (120, 200, 0.05 / 21, 0.49034495992083915, 0.7030606577461347),
            (4100, 8100, 0.05 / 435, 0.48468953464306874, 0.5276404672310953),
        ])
    func exact(successes: Int, count: Int, miss: Double, lower: Double, upper: Double) {
        let interval = ConfidenceInterval.exact(successes: successes, of: count, miss: miss)
        #expect(abs(interval.lower - lower) < 1e-11 && abs(interval.upper - upper) < 1e-11, "\(interval)")
    }

    /// One seed of two methods of which so many images tell one from the other.
    private static func pair(_ firstOnly: Int, _ secondOnly: Int, of images: Int) -> PairedComparison {
        PairedComparison(
            first: [(0..<images).map { $0 < firstOnly || $0 >= firstOnly + secondOnly }],
            second: [(0..<images).map { $0 >= firstOnly }])
    }

    @Test("an interval leaves out 0 exactly where the p value beside it is below 5 %, for any number of pairs")
    func duality() {
        var comparisons: [PairedComparison] = []
        for (firstOnly, secondOnly) in [(0, 0), (1, 0), (6, 0), (0, 9), (10, 24), (12, 30), (40, 71), (5, 5), (60, 90)]
        {
            comparisons.append(Self.pair(firstOnly, secondOnly, of: 300))
        }
        var random = RandomSource(seed: 4, stream: 1)
        for gap in 0..<40 {
            func answers(_ share: Double) -> [[Bool]] {
                (0..<3).map { _ in (0..<200).map { _ in Double(random.uniform()) < share } }
            }
            comparisons.append(
                PairedComparison(first: answers(0.8), second: answers(0.8 - Double(gap % 8) * 0.03)))
        }
        var excluded = 0
        for comparison in comparisons {
            for count in [1, 2, 3, 10, 45, 435] {
                let interval = comparison.interval(among: count)
                let isOut = interval.lower > 0 || interval.upper < 0
                #expect(isOut == (comparison.pValue(among: count) < 0.05), "\(comparison) among \(count)")
                #expect(interval.lower <= comparison.difference && comparison.difference <= interval.upper)
                #expect(interval.lower >= -1 && interval.upper <= 1)
                excluded += isOut ? 1 : 0
            }
        }
        #expect(excluded > 40)
        #expect(comparisons[5].interval().lower < comparisons[5].interval().upper)
        let (one, other) = (Self.pair(12, 30, of: 300).interval(), Self.pair(30, 12, of: 300).interval())
        #expect(isClose(one.lower, -other.upper) && isClose(one.upper, -other.lower))
    }

    @Test("intervals of one seed hold the true difference as often as they say")
    func coverageOfOneSeed() {
        var random = RandomSource(seed: 9, stream: 2)
        for (first, second) in [(0.15, 0.05), (0.1, 0.1), (0.04, 0.02)] {
            var missed = 0
            for _ in 0..<400 {
                let draws = (0..<300).map { _ in Double(random.uniform()) }
                let firstOnly = draws.count { $0 < first }
                let secondOnly = draws.count { $0 >= first && $0 < first + second }
                let interval = Self.pair(firstOnly, secondOnly, of: 300).interval()
                missed += interval.lower <= first - second && first - second <= interval.upper ? 0 : 1
            }
            // 20 of 400 in the mean, with a standard deviation of 4.4.
            #expect(missed <= 33, "\(first) and \(second): \(missed) of 400")
        }
    }

    /// Four methods on the same images and seeds, whose answers depend on how hard an image is and how good a seed.
    @Test("the intervals of all pairs hold together, for one seed and for four", arguments: [1, 4])
    func simultaneousCoverage(seeds: Int) {
        var random = RandomSource(seed: 17, stream: UInt64(seeds))
        let skills = [0.80, 0.80, 0.78, 0.70]
        var missed = 0
        for _ in 0..<150 {
            let hard = (0..<200).map { _ in Double(random.uniform()) }
            // A method is right where the image is easier than its skill, blurred by luck; the mean is its skill.
            let answers = skills.map { skill in
                (0..<seeds).map { _ in
                    hard.map { $0 < 0.5 ? true : Double(random.uniform()) < 2 * skill - 1 }
                }
            }
            var holds = true
            for first in skills.indices {
                for second in (first + 1)..<skills.count {
                    let interval = PairedComparison(first: answers[first], second: answers[second]).interval(among: 6)
                    // 200 images of a population of which one half is easy.
                    let difference = skills[first] - skills[second]
                    if !(interval.lower <= difference && difference <= interval.upper) { holds = false }
                }
            }
            missed += holds ? 0 : 1
        }
        // 7.5 of 150 at most in the mean, with a standard deviation of 2.7.
        #expect(missed <= 15, "\(missed) of 150")
    }

    @Test("intervals over splits hold other test images, too")
    func splits() throws {
        // Splits that agree by chance say nothing of other test images.
        let same = [AccuracyEstimate](repeating: AccuracyEstimate(accuracies: [0.8], testImages: 400), count: 3)
        let pooled = try #require(AccuracyEstimate(splits: same))
        #expect(pooled.interval == AccuracyEstimate(accuracies: [0.8, 0.8, 0.8], testImages: 400).interval)
        #expect(pooled.interval.upper - pooled.interval.lower > 0.07)
        #expect(AccuracyEstimate(splits: []) == nil)

        // Each of three splits draws 150 of 300 images of its own population anew; a split is worth a point or two.
        var random = RandomSource(seed: 23, stream: 3)
        var missed = 0
        for _ in 0..<300 {
            let pool = (0..<300).map { _ in Double(random.uniform()) }
            let estimates = (0..<3).map { _ -> AccuracyEstimate in
                let skill = 0.75 + 0.02 * (Double(random.uniform()) - 0.5)
                let order = random.permutation(300).prefix(150)
                let right = order.count { pool[$0] < skill }
                return AccuracyEstimate(accuracies: [Double(right) / 150], testImages: 150)
            }
            let interval = try #require(AccuracyEstimate(splits: estimates)).interval
            missed += interval.lower <= 0.75 && 0.75 <= interval.upper ? 0 : 1
        }
        #expect(missed <= 24, "\(missed) of 300")
    }

    @Test("ends of bootstrap intervals do not move inward by chance")
    func outward() {
        let curves = CurveBootstrap(
            sizes: [100, 1000, 10_000],
            curves: [(40, 20, 10), (60, 20, 5)].enumerated().map { place, errors in
                [errors.0, errors.1, errors.2].map { error in
                    (0..<3).map { seed in (0..<400).map { ($0 * 37 + seed * 11 + place * 200) % 400 >= error * 4 } }
                }
            })
        guard case .at(let lower) = Crossover(curves, challenger: 1, others: [0]).lower,
            case .at(let few) = Crossover(curves, challenger: 1, others: [0], replicates: 500).lower
        else {
            Issue.record("the curves do not cross")
            return
        }
        // With fewer replicates an end is less certain, and so further out.
        #expect(few < lower)
        #expect(Crossover.usualReplicates == 10_000)
    }
}
