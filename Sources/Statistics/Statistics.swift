/// Elementary statistics of a few numbers.
public enum Statistics {
    /// The arithmetic mean.
    ///
    /// - Precondition: `values` is not empty.
    public static func mean(_ values: [Double]) -> Double {
        precondition(!values.isEmpty, "no values to average")
        return values.reduce(0, +) / Double(values.count)
    }

    /// The standard deviation of a sample, with n − 1 below the sum of squares; 0 for a single value.
    ///
    /// - Precondition: `values` is not empty.
    public static func standardDeviation(_ values: [Double]) -> Double {
        guard values.count > 1 else { return 0 }
        let centre = mean(values)
        let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The middle value, or the mean of the two middle ones.
    ///
    /// - Precondition: `values` is not empty.
    public static func median(_ values: [Double]) -> Double {
        precondition(!values.isEmpty, "no values to take the median of")
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
