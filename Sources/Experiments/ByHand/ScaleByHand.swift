import Core
import Features
import SVM

extension SVMByHand {
    /// Scales the columns of a file to a range, as LIBSVM's `svm-scale` does.
    ///
    /// Throws ``UserError`` or ``ConfigurationError``.
    /// - Parameters:
    ///   - restored: A file of ranges to be used; without one, those of the examples themselves.
    ///   - saved: Where the ranges are written to, if wanted.
    public static func scale(
        data: String, lower: Float, upper: Float, restored: String?, saved: String?, threads: Int
    ) throws -> ExamplesFile {
        let file: ExamplesFile
        let ranges: ScalingFile
        if let restored {
            ranges = try ScalingFile(contentsOf: restored)
            file = try ExamplesFile(contentsOf: data, columns: ranges.minima.count)
        } else {
            file = try ExamplesFile(contentsOf: data)
            let fitted = try MinMaxScaling(lower: lower, upper: upper).fit(
                file.features, context: RunContext(threads: threads))
            ranges = ScalingFile(lower: lower, upper: upper, minima: fitted.minima, maxima: fitted.maxima)
        }
        guard !file.beginsWithZero else { throw UserError("\(data): kernel values (index 0) are not scaled") }
        // Columns that the ranges do not know become 0, as those that did not vary do.
        let missing = file.features.columns - ranges.minima.count
        let zeros = [Float](repeating: 0, count: max(missing, 0))
        let scaling = FittedMinMaxScaling(
            lower: ranges.lower, upper: ranges.upper, minima: ranges.minima + zeros, maxima: ranges.maxima + zeros)
        let scaled = scaling.apply(file.features, threads: threads)
        if let saved { try AtomicFile.write(ranges.text, to: saved) }
        return ExamplesFile(labels: file.labels, features: scaled)
    }
}
