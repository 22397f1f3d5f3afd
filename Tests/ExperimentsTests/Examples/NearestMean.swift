import Core
import SVM

/// The class whose mean is nearest: |x − μ|² is smallest where 2 μᵀx − |μ|² is largest, so it is a linear machine.
public struct NearestMean: Classifier {
    public init() {}

    public static let card = Card(
        name: "nearest-mean", title: "Nearest mean", year: 1971,
        paper: "J. Rocchio, Relevance Feedback in Information Retrieval, The SMART Retrieval System 1971",
        deviations: ["Means of the classes, without what tells them from the rest."])

    public func validate() throws {}

    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedLinearModel {
        try TrainingRows.requireFinite(features, threads: context.threads)
        let classes = Set(labels).sorted()
        var weights: [Float] = []
        var biases: [Float] = []
        for label in classes {
            let rows = labels.indices.filter { labels[$0] == label }
            var mean = [Float](repeating: 0, count: features.columns)
            for row in rows {
                for (column, value) in features.row(row).enumerated() { mean[column] += value / Float(rows.count) }
            }
            weights += mean.map { 2 * $0 }
            biases.append(-mean.reduce(0) { $0 + $1 * $1 })
        }
        context.measurements.count(flops: 2 * Double(features.values.count), in: .train)
        var summary = TrainingSummary()
        summary.outcome = "means of \(classes.count) classes"
        summary.parameterCount = weights.count
        return FittedLinearModel(
            classes: classes, weights: Matrix(rows: classes.count, columns: features.columns, values: weights),
            biases: biases, summary: summary)
    }
}
