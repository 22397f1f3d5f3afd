import Experiments
import Foundation
import Statistics
import Testing

/// Expected values are from SciPy 1.17: `scipy.stats.norm`, `t`, `binomtest` and `scipy.special.betainc`.
@Suite struct DistributionTests {
    @Test(arguments: [
        (-8, 6.22096057427174e-16), (-3, 0.0013498980316300933), (-1.96, 0.024997895148220435),
        (0, 0.5), (0.7, 0.758036347776927), (2.5, 0.9937903346742238), (5, 0.9999997133484281),
    ])
    func normalCDF(z: Double, expected: Double) {
        #expect(isClose(Distributions.normalCDF(z), expected))
    }

    @Test(arguments: [
        (1e-12, -7.034483825301131), (1e-5, -4.264890793922825), (0.001, -3.090232306167813),
        (0.2, -0.8416212335729142), (0.5, 0.0), (0.95, 1.6448536269514722), (0.975, 1.959963984540054),
        (0.99999, 4.264890793923841),
    ])
    func normalQuantile(p: Double, expected: Double) {
        #expect(isClose(Distributions.normalQuantile(p), expected, 1e-11))
    }

    @Test(arguments: [
        (0.1, 0.5, 0.5, 0.20483276469913345), (0.5, 2, 3, 0.6875), (0.9, 10, 0.5, 0.15164090963470994),
        (0.3, 5, 200, 1.0), (0.5, 5000, 5100, 0.8401528708121381), (0.01, 1, 0.5, 0.005012562893380045),
        (0.999, 3, 2, 0.999994007997), (0, 1, 1, 0), (1, 1, 1, 1),
    ])
    func incompleteBeta(x: Double, a: Double, b: Double, expected: Double) {
        // Logarithms of large gamma functions cancel: some digits go.
        #expect(isClose(Distributions.incompleteBeta(x, a, b), expected, 1e-11))
    }

    @Test(arguments: [
        (-12.7, 1, 0.025012163844672083), (-2, 2, 0.09175170953613698), (0, 3, 0.5), (0.5, 4.5, 0.6797252489629764),
        (2.5, 9, 0.9830690861585072), (3, 1000, 0.9986166454778809), (-40, 2, 0.0003122073360923703),
    ])
    func studentCDF(t: Double, freedom: Double, expected: Double) {
        #expect(isClose(Distributions.studentCDF(t, degreesOfFreedom: freedom), expected))
    }

    @Test(arguments: [
        (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462), (0.975, 2.7, 3.3921483831737507),
        (0.975, 9999, 1.960201263621357), (0.9, 4, 1.533206274058944), (0.5, 3, 0),
        (0.001, 5, -5.893429531356009), (0.1, 30, -1.3104150253913955),
    ])
    func studentQuantile(p: Double, freedom: Double, expected: Double) {
        #expect(isClose(Distributions.studentQuantile(p, degreesOfFreedom: freedom), expected))
    }
}

@Suite struct IntervalTests {
    @Test func momentsOfSmallSamples() {
        #expect(Statistics.mean([1, 2, 6]) == 3)
        #expect(isClose(Statistics.standardDeviation([1, 2, 6]), 7.0.squareRoot()))
        #expect(Statistics.standardDeviation([4]) == 0)
        #expect(Statistics.median([5, 1, 3]) == 3)
        #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
    }

    @Test(arguments: [
        (0, 10, 0, 0.27753279986288926), (10, 10, 0.7224672001371109, 1),
        (9, 10, 0.5958499732047615, 0.9821237869049271),
        (970, 1000, 0.9574965858524128, 0.9789062611711653), (9912, 10000, 0.9891715358948607, 0.9928512241057865),
    ])
    func wilson(successes: Int, trials: Int, lower: Double, upper: Double) {
        let interval = ConfidenceInterval.wilson(share: Double(successes) / Double(trials), count: trials)
        #expect(isClose(interval.lower, lower) && isClose(interval.upper, upper))
    }

    @Test func oneSeedGivesTheWilsonInterval() {
        let estimate = AccuracyEstimate(accuracies: [0.97], testImages: 1000)
        #expect(estimate.standardDeviation == nil)
        #expect(estimate.interval == .wilson(share: 0.97, count: 1000))
    }

    /// Computed with SciPy's quantiles from the formula in the documentation.
    @Test func severalSeedsWidenTheInterval() {
        let estimate = AccuracyEstimate(accuracies: [0.7, 0.725, 0.725], testImages: 40)
        #expect(isClose(estimate.standardDeviation ?? 0, 0.014433756729740658))
        #expect(isClose(estimate.interval.lower, 0.5588244810468961))
        #expect(isClose(estimate.interval.upper, 0.8378394675246652))
        let same = AccuracyEstimate(accuracies: [0.9, 0.9, 0.9], testImages: 40)
        #expect(isClose(same.interval.lower, 0.7694822477247771) && isClose(same.interval.upper, 0.9604204713173936))
    }
}

@Suite struct PairedComparisonTests {
    @Test(arguments: [
        (0, 0, 1.0), (1, 0, 1.0), (5, 5, 1.0), (3, 12, 0.03515625), (12, 3, 0.03515625),
        (10, 31, 0.0014504910141113214), (200, 260, 0.0058839224731039984), (4000, 4100, 0.2713310871439323),
    ])
    func mcnemar(firstOnly: Int, secondOnly: Int, expected: Double) {
        #expect(isClose(PairedComparison.mcnemar(firstOnly: firstOnly, secondOnly: secondOnly), expected, 1e-10))
    }

    /// Computed with NumPy and SciPy from the formula in the documentation.
    @Test func threeSeeds() {
        let first = (0..<3).map { seed in (0..<40).map { ($0 * 7 + seed * 3) % 10 != 0 } }
        let second = (0..<3).map { seed in (0..<40).map { ($0 * 5 + seed * seed * 3) % 7 > 1 } }
        let comparison = PairedComparison(first: first, second: second)
        #expect(isClose(comparison.difference, 0.18333333333333332))
        #expect(isClose(comparison.pValue, 1.466803925465214e-06, 1e-10))
        let arm = 0.03254954584126996 * Distributions.studentQuantile(0.975, degreesOfFreedom: 40.75312393464494)
        #expect(isClose(comparison.interval().upper - comparison.difference, arm))

        let mirrored = PairedComparison(first: second, second: first)
        #expect(mirrored.difference == -comparison.difference && mirrored.pValue == comparison.pValue)
    }

    @Test func equalAnswersAreNoDifference() {
        let answers = [[true, false, true], [true, true, false]]
        let comparison = PairedComparison(first: answers, second: answers)
        #expect(comparison.difference == 0 && comparison.pValue == 1)
    }

}

func isClose(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(value - expected) <= tolerance * max(abs(expected), 1e-3) || abs(value - expected) <= 1e-13 * abs(expected)
}
