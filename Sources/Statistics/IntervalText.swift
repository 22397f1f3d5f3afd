import Core

/// Accuracies with their intervals as a report prints them.
extension NumberText {
    package static func range(_ interval: ConfidenceInterval, images: Int) -> String {
        "\(percent(interval.lower, images: images))–\(percent(interval.upper, images: images))"
    }

    /// An accuracy in per cent with its interval, such as "91.2 [89.0, 93.1]".
    package static func accuracy(_ estimate: AccuracyEstimate) -> String {
        accuracy(estimate, images: estimate.testImages)
    }

    /// As ``accuracy(_:)``, with as many decimals as `images` test images give sense to.
    package static func accuracy(_ estimate: AccuracyEstimate, images: Int) -> String {
        let (lower, upper) = (estimate.interval.lower, estimate.interval.upper)
        return "\(percent(estimate.mean, images: images)) [\(percent(lower, images: images)), "
            + "\(percent(upper, images: images))]"
    }
}
