/// An interval that holds the true value with a stated confidence.
public struct ConfidenceInterval: Hashable, Sendable {
    public let lower: Double
    public let upper: Double

    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// The score interval of Wilson (1927) for a share of `count` independent trials.
    ///
    /// - Parameters:
    ///   - share: Successes divided by trials, from 0 to 1.
    ///   - count: Number of trials, at least 1.
    ///   - confidence: Such as 0.95.
    public static func wilson(share: Double, count: Int, confidence: Double = 0.95) -> ConfidenceInterval {
        precondition(count > 0 && share >= 0 && share <= 1, "\(share) is not a share of \(count) trials")
        let n = Double(count)
        let z = Distributions.normalQuantile(0.5 + confidence / 2)
        let scale = 1 + z * z / n
        let centre = (share + z * z / (2 * n)) / scale
        let arm = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return ConfidenceInterval(
            lower: share == 0 ? 0 : max(0, centre - arm), upper: share == 1 ? 1 : min(1, centre + arm))
    }

    /// The exact interval of Clopper and Pearson (1934) for the probability behind `successes` of `count` independent trials.
    ///
    /// - Parameter miss: The chance that it does not hold the probability, at most; half of it at either side.
    /// - Precondition: At least one trial, and not more successes.
    public static func exact(successes: Int, of count: Int, miss: Double = 0.05) -> ConfidenceInterval {
        precondition(count > 0 && (0...count).contains(successes), "\(successes) is no number of \(count) trials")
        func lower(_ successes: Int) -> Double {
            successes == 0
                ? 0 : Distributions.betaQuantile(miss / 2, Double(successes), Double(count - successes + 1))
        }
        return ConfidenceInterval(lower: lower(successes), upper: 1 - lower(count - successes))
    }
}

/// The accuracy of a method at one training size, over k seeds and one test set of N images.
///
/// Two things make the number uncertain: another seed (another draw of the training images, another initialisation)
/// would have given another accuracy, and so would another test set. The interval holds both. With the mean accuracy p,
/// its Wilson interval [l, u] for N trials, and the standard deviation s over seeds, it reaches
///
///     below p by √((p − l)² + (t s / √k)²),   above p by √((u − p)² + (t s / √k)²),
///
/// where t is the 0.975 quantile of Student's distribution with k − 1 degrees of freedom. (Adding the squares of the
/// arms of two intervals is the method of Zou and Donner 2008.) For k = 1 it is the Wilson interval alone, which then
/// says nothing about other seeds.
///
/// It assumes that the test images are independent draws, that the seeds are too, and that accuracies over seeds are
/// about normal. It errs on the wide side: s already contains a part of the sampling of test images.
public struct AccuracyEstimate: Hashable, Sendable {
    /// Mean over seeds of the share of test images that were classified correctly.
    public let mean: Double
    /// Sample standard deviation over seeds; nil for one seed.
    public let standardDeviation: Double?
    /// The 95 % interval.
    public let interval: ConfidenceInterval
    public let seeds: Int
    public let testImages: Int

    /// The accuracy over several splits of one data set into training and test images, from the estimates of each; nil for none.
    ///
    /// Another set of test images is as uncertain as for one split: the test images of splits overlap, and so they are not counted as so
    /// many more. To this comes the spread over splits, as that over seeds.
    public init?(splits: [AccuracyEstimate]) {
        guard !splits.isEmpty else { return nil }
        // Variances are averaged, which are as the reciprocals of numbers of images.
        let images = Double(splits.count) / splits.reduce(0) { $0 + 1 / Double($1.testImages) }
        self.init(accuracies: splits.map(\.mean), testImages: max(1, Int(images.rounded(.down))))
    }

    /// - Parameters:
    ///   - accuracies: The accuracy of each seed, from 0 to 1; not empty.
    ///   - testImages: Images in the test set, which all seeds share; at least 1.
    public init(accuracies: [Double], testImages: Int) {
        mean = Statistics.mean(accuracies)
        seeds = accuracies.count
        self.testImages = testImages
        let sampling = ConfidenceInterval.wilson(share: mean, count: testImages)
        guard seeds > 1 else {
            standardDeviation = nil
            interval = sampling
            return
        }
        let deviation = Statistics.standardDeviation(accuracies)
        let quantile = Distributions.studentQuantile(0.975, degreesOfFreedom: Double(seeds - 1))
        let seedArm = quantile * deviation / Double(seeds).squareRoot()
        func arm(_ samplingArm: Double) -> Double { (samplingArm * samplingArm + seedArm * seedArm).squareRoot() }
        standardDeviation = deviation
        interval = ConfidenceInterval(
            lower: max(0, mean - arm(mean - sampling.lower)), upper: min(1, mean + arm(sampling.upper - mean)))
    }
}
