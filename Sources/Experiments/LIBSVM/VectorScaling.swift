import Core
import SVM

extension VectorMachines {
    /// What features and labels of a file become.
    public struct Scaling: Sendable {
        public let lower: Double
        public let upper: Double
        /// What the smallest and the largest label become; nothing where labels stay as they are.
        public let labels: (lower: Double, upper: Double)?

        /// Throws ``ConfigurationError``.
        public init(lower: Double, upper: Double, labels: (lower: Double, upper: Double)?) throws {
            try require(lower.isFinite, "lower", lower, "a finite number")
            try require(upper.isFinite && upper > lower, "upper", upper, "a finite number above lower")
            if let labels {
                try require(
                    labels.lower.isFinite && labels.upper.isFinite && labels.upper > labels.lower, "labels",
                    "\(labels.lower) \(labels.upper)", "two finite numbers, the second above the first")
            }
            (self.lower, self.upper, self.labels) = (lower, upper, labels)
        }
    }

    /// Scales the features of a file to a range, as LIBSVM's `svm-scale` does, and returns what it prints.
    ///
    /// Throws ``UserError``.
    /// - Parameters:
    ///   - restored: A file of ranges to be used; without one, those of the examples themselves.
    ///   - saved: Where the ranges are written to, if wanted.
    public static func scale(data: String, _ scaling: Scaling, restored: String?, saved: String?) throws -> String {
        let file = try ExamplesFile(contentsOf: data)
        let own = ScaledExamples.ranges(of: file)
        let ranges: ScalingFile
        if let restored {
            let read = try ScalingFile(contentsOf: restored)
            // A file of ranges has no place for the index 0.
            ranges = ScalingFile(
                target: read.target, features: read.features.merging(own.filter { $0.key == 0 }) { known, _ in known },
                labels: read.labels)
        } else {
            let (least, most) = (file.labels.min()!, file.labels.max()!)
            let labels = scaling.labels.map { labels in
                (
                    target: ScalingFile.Range(minimum: labels.lower, maximum: labels.upper),
                    found: ScalingFile.Range(minimum: least, maximum: most)
                )
            }
            ranges = ScalingFile(
                target: ScalingFile.Range(minimum: scaling.lower, maximum: scaling.upper), features: own, labels: labels
            )
        }
        let text = ScaledExamples(file, ranges: ranges).text
        if let saved { try AtomicFile.write(ranges.text, to: saved) }
        return text
    }
}
