import Core

/// The k nearest neighbours.
///
/// E. Fix and J. L. Hodges, *Discriminatory Analysis, Nonparametric Discrimination*, USAF School of Aviation Medicine, 1951;
/// T. Cover and P. Hart, *Nearest Neighbor Pattern Classification*, IEEE Transactions on Information Theory, 1967. Keeps the
/// examples; a row gets the class that most of its k nearest examples have.
///
/// Distances of x and y:
///
///     l2       √Σ (x − y)²
///     cosine   1 − xᵀy / (‖x‖ ‖y‖), 1 where either is zero
///     chi2     Σ (x − y)² / (x + y), terms of two zeros left out; numbers must not be negative
///
/// Among equally near examples the first of the training set is nearer. Among classes with equal votes the smallest wins.
///
/// How: some hundred rows at a time are compared with all examples, twelve by sixteen in registers, by a product of
/// matrices for l2 (|x − y|² = |x|² + |y|² − 2xᵀy about the mean of the examples) and cosine; what each row keeps at that
/// time is a short list, so there is never a matrix of distances. The best k + 8 are then measured again by the definition,
/// which makes distances exact to single precision, and ties those of the data.
public struct NearestNeighbours: Classifier {
    /// Neighbours that vote, 1…1000.
    public let k: Int
    /// How far two examples are from each other.
    public let metric: Metric
    /// Votes count 1 / distance in place of 1; where neighbours have distance 0, only those count.
    public let distanceWeighted: Bool

    public enum Metric: String, Codable, Sendable, CaseIterable {
        case l2
        case cosine
        case chi2
    }

    public init() { self.init(k: 3) }

    public init(k: Int, metric: Metric = .l2, distanceWeighted: Bool = false) {
        self.k = k
        self.metric = metric
        self.distanceWeighted = distanceWeighted
    }

    public static let card = Card(
        name: "knn", title: "k nearest neighbours", year: 1951,
        paper: "E. Fix and J. L. Hodges, Discriminatory Analysis, Nonparametric Discrimination, 1951",
        deviations: [
            "Ties between votes go to the class that comes first, ties between distances to the example that comes first."
        ])

    public static var choices: [String: [String]] { ["metric": Metric.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1...1000).contains(k), "k", k, "from 1 to 1000")
    }

    /// Keeps the examples. Throws ``ConfigurationError`` where there are fewer than k, ``UserError`` where a number is not
    /// finite or, for chi2, negative.
    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedNearestNeighbours {
        try validate()
        _ = TrainingRows.classes(features, labels, classCount: classCount)
        try require(k <= features.rows, "k", k, "at most the \(features.rows) training examples")
        let norms = try TrainingRows.squaredNorms(features, threads: context.threads)
        if metric == .chi2, let place = features.values.firstIndex(where: { $0 < 0 }) {
            throw UserError(
                "row \(place / features.columns), column \(place % features.columns) of the features (from 0) is "
                    + "\(features.values[place]), and the metric chi2 needs numbers that are not negative; "
                    + "use l2 or cosine")
        }
        context.measurements.count(flops: 2 * Double(features.values.count), in: .train)
        return FittedNearestNeighbours(
            configuration: self, labels: labels, classCount: classCount,
            examples: NeighbourExamples(features, squaredNorms: norms, metric: metric, threads: context.threads))
    }
}

/// Examples and their classes.
public struct FittedNearestNeighbours: FittedClassifier {
    public let configuration: NearestNeighbours
    let labels: [Int]
    let classCount: Int
    let examples: NeighbourExamples

    /// The nearest examples of one row, the nearest first.
    public struct Neighbours: Sendable, Equatable {
        /// Places in the training set; none for a row with a number that is not finite.
        public var indices: [Int] = []
        public var distances: [Float] = []
    }

    public var summary: TrainingSummary {
        var summary = TrainingSummary()
        summary.outcome = "\(labels.count) examples kept"
        summary.parameterCount = examples.rows.values.count
        return summary
    }

    /// Two operations a number for a product, five for a term of chi2.
    public var flopsPerPrediction: Double {
        (configuration.metric == .chi2 ? 5 : 2) * Double(examples.rows.values.count)
    }

    /// The k nearest examples of each row of `features`.
    public func neighbours(of features: Matrix, threads: Int) -> [Neighbours] {
        precondition(features.columns == examples.rows.columns)
        // Few rows are divided among the threads too; many make best use of the caches some hundred at a time.
        let width = TileKernels.panelColumns
        let share = (features.rows + 4 * threads - 1) / (4 * threads)
        let chunk = min(max((share + width - 1) / width * width, width), 256)
        let parts = Parallel.map((features.rows + chunk - 1) / chunk, threads: threads) { part in
            NeighbourKernels.search(
                features, rows: part * chunk..<min((part + 1) * chunk, features.rows), in: examples,
                count: configuration.k)
        }
        return parts.flatMap(\.self)
    }

    /// The class with the most votes; the smallest class that occurs for a row with a number that is not finite.
    public func predict(_ features: Matrix, threads: Int) -> [Int] {
        var votes = [Double](repeating: 0, count: classCount)
        let fallback = labels.min() ?? 0
        return neighbours(of: features, threads: threads).map { found in
            guard !found.indices.isEmpty else { return fallback }
            for label in votes.indices { votes[label] = 0 }
            let hasTwin = found.distances[0] == 0
            for (index, distance) in zip(found.indices, found.distances) {
                if !configuration.distanceWeighted {
                    votes[labels[index]] += 1
                } else if hasTwin {
                    votes[labels[index]] += distance == 0 ? 1 : 0
                } else {
                    votes[labels[index]] += 1 / Double(distance)
                }
            }
            var best = 0
            for label in votes.indices where votes[label] > votes[best] { best = label }
            return best
        }
    }
}

/// Examples in the form in which rows are compared with them.
struct NeighbourExamples: Sendable {
    let metric: NearestNeighbours.Metric
    /// What is taken from every row before l2; zeros for the others.
    let centre: [Float]
    /// l2: less the centre; cosine: of length 1 or 0; chi2: zeros replaced by a number too small to matter.
    let rows: Matrix
    /// A row's score is its product with an example, and this: −|y|²/2 for l2, 0 for cosine.
    let offsets: [Float]

    init(_ features: Matrix, squaredNorms: [Float], metric: NearestNeighbours.Metric, threads: Int) {
        let columns = features.columns
        let centre = metric == .l2 ? Self.roundedMean(features) : [Float](repeating: 0, count: columns)
        let rows = Matrix(rows: features.rows, columns: columns, threads: threads) { index, target in
            NeighbourKernels.prepare(features, row: index, centre: centre, metric: metric, into: target)
        }
        self.init(prepared: rows, centre: centre, metric: metric)
    }

    /// - Parameter rows: As ``rows``.
    init(prepared rows: Matrix, centre: [Float], metric: NearestNeighbours.Metric) {
        self.metric = metric
        self.centre = centre
        self.rows = rows
        offsets = (0..<rows.rows).map { metric == .l2 ? -0.5 * LinearKernels.squaredNorm(rows, row: $0) : 0 }
    }

    /// The mean of the columns in eight binary digits, so that whole numbers stay whole numbers, and their distances exact.
    private static func roundedMean(_ features: Matrix) -> [Float] {
        var sums = [Double](repeating: 0, count: features.columns)
        for index in 0..<features.rows {
            for (column, value) in features.row(index).enumerated() { sums[column] += Double(value) }
        }
        return sums.map { sum in
            let mean = Float(sum / Double(features.rows))
            guard mean != 0, mean.isNormal else { return 0 }
            let unit = Float(sign: .plus, exponent: max(mean.exponent - 7, -120), significand: 1)
            return (mean / unit).rounded() * unit
        }
    }
}
