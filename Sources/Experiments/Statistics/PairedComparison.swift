/// Whether one method is more accurate than another, from their answers to the same test images with the same seeds.
///
/// **One seed:** McNemar's test, exact. Only the images on which exactly one of the two is right carry information; if
/// the methods are equally good, each such image is a toss of a fair coin, and p is the two-sided binomial tail. It
/// speaks of these two trained models on other test images; it says nothing about another training.
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
public struct PairedComparison: Hashable, Sendable {
    /// Mean accuracy of the first method minus that of the second, from −1 to 1.
    public let difference: Double
    /// The 95 % interval of the difference.
    public let interval: ConfidenceInterval
    /// Two-sided probability of a difference at least this large between equally accurate methods.
    public let pValue: Double
    /// Seeds that both methods have.
    public let seeds: Int

    /// - Parameters:
    ///   - first: `[seed][image]`, whether the first method classified the image correctly.
    ///   - second: The same seeds and images for the second method.
    /// - Precondition: At least one seed and one image, and both tables of one size.
    public init(first: [[Bool]], second: [[Bool]]) {
        self.init(first: first.map { Answers($0) }, second: second.map { Answers($0) })
    }

    /// As ``init(first:second:)``, of the answers of each seed.
    init(first: [Answers], second: [Answers]) {
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
        for image in 0..<images { perImage[image] /= Double(seeds) }
        difference = Statistics.mean(perSeed)

        let imageVariance = Self.varianceOfMean(perImage)
        let seedVariance = Self.varianceOfMean(perSeed)
        let standardError = (imageVariance + seedVariance).squareRoot()
        let freedom = Self.degreesOfFreedom(imageVariance, images, seedVariance, seeds)
        let arm = standardError * Distributions.studentQuantile(0.975, degreesOfFreedom: freedom)
        interval = ConfidenceInterval(lower: max(-1, difference - arm), upper: min(1, difference + arm))

        if seeds == 1 {
            let firstOnly = perImage.count { $0 > 0 }
            pValue = Self.mcnemar(firstOnly: firstOnly, secondOnly: perImage.count { $0 < 0 })
        } else if standardError > 0 {
            let tail = Distributions.studentTail(abs(difference) / standardError, degreesOfFreedom: freedom)
            pValue = min(1, 2 * tail)
        } else {
            pValue = difference == 0 ? 1 : 0
        }
    }

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

    /// The p values of `values`, in the same order, corrected for their number by the step-down method of Holm (1979):
    /// calling those below α significant keeps the probability of even one false call below α.
    public static func holm(_ values: [Double]) -> [Double] {
        var corrected = values
        var largest = 0.0
        for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            largest = max(largest, min(1, values[index] * Double(values.count - rank)))
            corrected[index] = largest
        }
        return corrected
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
