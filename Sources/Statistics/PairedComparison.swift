import Foundation

/// Whether one method is more accurate than another, from their answers to the same test images with the same seeds.
///
/// **One seed:** McNemar's test, exact. Only the images on which exactly one of the two is right carry information; if
/// the methods are equally good, each such image is a toss of a fair coin, and p is the two-sided binomial tail. It
/// speaks of these two trained models on other test images; it says nothing about another training. The interval belongs to that test.
/// With n of N images that tell the methods apart, b of them in favour of the first, the difference is (2b/n − 1) · n/N. The exact interval
/// of Clopper and Pearson (1934) for b/n holds ½ exactly where p is not below its level; that of Wilson for n/N is joined to it by the
/// squares of their arms (Zou and Donner 2008), on a logarithmic scale where the first factor is not 0, so that the sign stays.
///
/// **k > 1 seeds:** with x = 1 where only the first method is right, −1 where only the second is, and 0 elsewhere, let
/// dᵢ be the mean of x over seeds for image i, Dₛ its mean over images for seed s, and D the mean of all. The variance
/// of D is taken as
///
///     var(dᵢ) / N  +  var(Dₛ) / k,
///
/// so that the verdict speaks of other test images and of other seeds. D over its root is compared with Student's
/// distribution with the degrees of freedom of Welch (1947) and Satterthwaite (1946). It assumes that images are
/// independent of each other and seeds of each other, and it counts the interaction of image and seed twice, which is
/// on the safe side: on simulated methods of equal accuracy, tests at 5 % rejected 1 to 7 % of the time for three and
/// more seeds. Two seeds say so little about the variance over seeds that, where it dominates, up to 11 % were rejected.
///
/// **Several comparisons:** of m comparisons that are read together, p is multiplied by m and intervals have the confidence 1 − 0.05 / m
/// (C. Bonferroni 1936; O. Dunn, *Multiple Comparisons Among Means*, JASA 56, 1961). All m intervals then hold together with 95 %, however
/// the comparisons depend on each other, and an interval leaves out 0 exactly where its p is below 0.05. (The step-down method of Holm
/// rejects a little more, but has no such intervals.)
public struct PairedComparison: Hashable, Sendable {
    /// Mean accuracy of the first method minus that of the second, from −1 to 1.
    public let difference: Double
    /// Two-sided probability of a difference at least this large between equally accurate methods.
    public let pValue: Double
    /// Seeds that both methods have.
    public let seeds: Int
    private let basis: Basis

    /// What the interval is computed from.
    private enum Basis: Hashable, Sendable {
        /// Images that only one of the two classified correctly.
        case counts(firstOnly: Int, secondOnly: Int, images: Int)
        case student(error: Double, freedom: Double)
    }

    /// - Parameters:
    ///   - first: `[seed][image]`, whether the first method classified the image correctly.
    ///   - second: The same seeds and images for the second method.
    /// - Precondition: At least one seed and one image, and both tables of one size.
    public init(first: [[Bool]], second: [[Bool]]) {
        self.init(first: first.map { Answers($0) }, second: second.map { Answers($0) })
    }

    /// As ``init(first:second:)``, of the answers of each seed.
    package init(first: [Answers], second: [Answers]) {
        precondition(!first.isEmpty && first.count == second.count, "the methods share no seeds")
        let images = first[0].count
        precondition(images > 0 && (first + second).allSatisfy { $0.count == images }, "the test sets differ")
        seeds = first.count

        var perImage = [Double](repeating: 0, count: images)
        var perSeed: [Double] = []
        for (left, right) in zip(first, second) {
            left.forEachDifference(from: right) { image, isFirst in perImage[image] += isFirst ? 1 : -1 }
            perSeed.append(Double(left.correct - right.correct) / Double(images))
        }
        difference = Statistics.mean(perSeed)
        if seeds == 1 {
            let firstOnly = perImage.count { $0 > 0 }
            let secondOnly = perImage.count { $0 < 0 }
            pValue = Self.mcnemar(firstOnly: firstOnly, secondOnly: secondOnly)
            basis = .counts(firstOnly: firstOnly, secondOnly: secondOnly, images: images)
            return
        }
        for image in 0..<images { perImage[image] /= Double(seeds) }
        let imageVariance = Self.varianceOfMean(perImage)
        let seedVariance = Self.varianceOfMean(perSeed)
        let standardError = (imageVariance + seedVariance).squareRoot()
        let freedom = Self.degreesOfFreedom(imageVariance, images, seedVariance, seeds)
        basis = .student(error: standardError, freedom: freedom)
        if standardError > 0 {
            let tail = Distributions.studentTail(abs(difference) / standardError, degreesOfFreedom: freedom)
            pValue = min(1, 2 * tail)
        } else {
            pValue = difference == 0 ? 1 : 0
        }
    }

    /// The p value of this comparison as one of `count` that are read together.
    public func pValue(among count: Int) -> Double { Self.corrected(pValue, among: count) }

    /// The interval of the difference that belongs to ``pValue(among:)``: with those of the other comparisons it holds with 95 %.
    ///
    /// - Precondition: At least one comparison, which is this one.
    public func interval(among count: Int = 1) -> ConfidenceInterval {
        precondition(count > 0, "a comparison is at least one")
        let miss = 0.05 / Double(count)
        switch basis {
        case .student(let error, let freedom):
            let arm = error == 0 ? 0 : -error * Distributions.studentQuantile(miss / 2, degreesOfFreedom: freedom)
            return ConfidenceInterval(lower: max(-1, difference - arm), upper: min(1, difference + arm))
        case .counts(let firstOnly, let secondOnly, let images):
            return Self.interval(firstOnly, secondOnly, images, miss: miss)
        }
    }

    /// One of `count` p values that are read together: the probability that the smallest of so many would be as small.
    public static func corrected(_ pValue: Double, among count: Int) -> Double { min(1, pValue * Double(count)) }

    /// The exact two-sided test of McNemar (1947).
    ///
    /// - Parameters:
    ///   - firstOnly: Images that only the first method classified correctly.
    ///   - secondOnly: Images that only the second did.
    public static func mcnemar(firstOnly: Int, secondOnly: Int) -> Double {
        let fewer = min(firstOnly, secondOnly)
        let all = firstOnly + secondOnly
        guard all > 2 * fewer else { return 1 }
        // P(X ≤ fewer) for X of the binomial distribution with `all` fair tosses.
        let tail = Distributions.incompleteBeta(0.5, Double(all - fewer), Double(fewer + 1))
        return min(1, 2 * tail)
    }

    /// The interval of the difference of accuracies that belongs to McNemar's exact test at the level `miss`.
    private static func interval(_ firstOnly: Int, _ secondOnly: Int, _ images: Int, miss: Double) -> ConfidenceInterval
    {
        let telling = firstOnly + secondOnly
        let share = Double(telling) / Double(images)
        let shares = ConfidenceInterval.wilson(share: share, count: images, confidence: 1 - miss)
        guard telling > 0 else { return ConfidenceInterval(lower: -shares.upper, upper: shares.upper) }
        let wins = ConfidenceInterval.exact(successes: firstOnly, of: telling, miss: miss)
        let (lead, low, high) = (
            Double(firstOnly - secondOnly) / Double(telling), 2 * wins.lower - 1, 2 * wins.upper - 1
        )
        guard low <= 0 else {
            // Both factors are positive: their logarithms add up.
            let below = hypot(log(lead / low), log(share / shares.lower))
            let above = hypot(log(high / lead), log(shares.upper / share))
            return ConfidenceInterval(lower: lead * share * exp(-below), upper: min(1, lead * share * exp(above)))
        }
        guard high >= 0 else {
            let mirrored = interval(secondOnly, firstOnly, images, miss: miss)
            return ConfidenceInterval(lower: -mirrored.upper, upper: -mirrored.lower)
        }
        let (near, far) = lead < 0 ? (shares.upper, shares.lower) : (shares.lower, shares.upper)
        let below = hypot(share * (lead - low), lead * (share - near))
        let above = hypot(share * (high - lead), lead * (far - share))
        return ConfidenceInterval(lower: max(-1, lead * share - below), upper: min(1, lead * share + above))
    }

    private static func varianceOfMean(_ values: [Double]) -> Double {
        let deviation = Statistics.standardDeviation(values)
        return deviation * deviation / Double(values.count)
    }

    private static func degreesOfFreedom(
        _ imageVariance: Double, _ images: Int, _ seedVariance: Double, _ seeds: Int
    ) -> Double {
        let total = imageVariance + seedVariance
        guard total > 0 else { return Double(max(1, images - 1)) }
        let imageTerm = imageVariance * imageVariance / Double(max(1, images - 1))
        let seedTerm = seedVariance * seedVariance / Double(max(1, seeds - 1))
        return total * total / (imageTerm + seedTerm)
    }
}
