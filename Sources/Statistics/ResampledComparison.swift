/// Whether one method is more accurate than another, from k random divisions of the data into training and test examples: the
/// corrected resampled t test of C. Nadeau and Y. Bengio (*Inference for the Generalization Error*, Machine Learning 52, 2003).
///
/// Training sets that are drawn from one pool overlap, and the k differences dᵢ of accuracy are therefore not independent: their
/// variance s² says too little of that of their mean. The test takes (1/k + n₂/n₁) s² for it, with n₁ training and n₂ test
/// examples, and compares the mean over its root with Student's distribution with k − 1 degrees of freedom.
///
/// Deviations here: the harness draws training images anew for every seed but keeps one test set, which the derivation does
/// not; where n₂ is many times n₁, as with few training images, the factor makes the test very conservative.
public struct ResampledComparison: Hashable, Sendable {
    /// Mean of the differences.
    public let difference: Double
    public let statistic: Double
    /// Two-sided.
    public let pValue: Double
    /// The 95 % interval of the difference.
    public let interval: ConfidenceInterval

    /// - Parameters:
    ///   - differences: Accuracy of the first method minus that of the second, for each division.
    ///   - trainingExamples: n₁.
    ///   - testExamples: n₂.
    /// - Precondition: At least two differences, and at least one example of each kind.
    public init(differences: [Double], trainingExamples: Int, testExamples: Int) {
        precondition(differences.count > 1, "one division says nothing about others")
        precondition(trainingExamples > 0 && testExamples > 0)
        let k = Double(differences.count)
        difference = Statistics.mean(differences)
        let deviation = Statistics.standardDeviation(differences)
        let error = deviation * (1 / k + Double(testExamples) / Double(trainingExamples)).squareRoot()
        let arm = error * Distributions.studentQuantile(0.975, degreesOfFreedom: k - 1)
        interval = ConfidenceInterval(lower: max(-1, difference - arm), upper: min(1, difference + arm))
        if error > 0 {
            statistic = difference / error
            pValue = min(1, 2 * Distributions.studentTail(abs(statistic), degreesOfFreedom: k - 1))
        } else {
            statistic = difference == 0 ? 0 : difference * .infinity
            pValue = difference == 0 ? 1 : 0
        }
    }
}
