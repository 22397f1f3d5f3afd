/// What training a method left behind beside the method.
public struct TrainingSummary: Codable, Hashable, Sendable {
    /// False where an iterative solver stopped before its tolerance. True for training by a fixed number of epochs.
    public var converged = true
    /// One sentence on how the training ended, such as "dual gap 0.01 after 52 passes".
    public var outcome = ""
    /// Numbers that were learned.
    public var parameterCount = 0
    public var history: [HistoryPoint] = []
    /// First-layer filters, where the method has them.
    public var filters: FilterBank?
    /// How parameters were chosen on the training examples, where they were.
    public var selection: SelectionSummary?

    public init() {}

    enum CodingKeys: CodingKey { case converged, outcome, parameterCount, history, filters, selection }

    /// Throws `DecodingError` where a number lies outside its range.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        converged = try values.decode(Bool.self, forKey: .converged)
        outcome = try values.decode(String.self, forKey: .outcome)
        parameterCount = try values.decode(Int.self, forKey: .parameterCount)
        history = try values.decode([HistoryPoint].self, forKey: .history)
        filters = try values.decodeIfPresent(FilterBank.self, forKey: .filters)
        selection = try values.decodeIfPresent(SelectionSummary.self, forKey: .selection)
        try decoder.check((0...1 << 53).contains(parameterCount), "\(parameterCount) parameters are not possible")
    }
}

/// How combinations of parameters fared in cross-validation on the training examples.
public struct SelectionSummary: Codable, Hashable, Sendable {
    public let folds: Int
    public let points: [Point]
    /// The index of the combination that was chosen.
    public let chosen: Int

    public struct Point: Codable, Hashable, Sendable {
        /// Parameters by name.
        public let values: [String: Double]
        /// The share of each fold that was classified correctly.
        public let accuracies: [Double]
        /// Examples of each fold.
        public let weights: [Int]
        public let converged: Bool

        public init(values: [String: Double], accuracies: [Double], weights: [Int], converged: Bool) {
            precondition(accuracies.count == weights.count)
            self.values = values
            self.accuracies = accuracies
            self.weights = weights
            self.converged = converged
        }

        enum CodingKeys: CodingKey { case values, accuracies, weights, converged }

        /// Throws `DecodingError` unless each fold has a share from 0 to 1 and a sound number of examples.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            values = try container.decode([String: Double].self, forKey: .values)
            accuracies = try container.decode([Double].self, forKey: .accuracies)
            weights = try container.decode([Int].self, forKey: .weights)
            converged = try container.decode(Bool.self, forKey: .converged)
            try decoder.check(
                accuracies.count == weights.count && accuracies.allSatisfy((0...1).contains)
                    && CheckedSize.sum(weights, limit: CheckedSize.limit) != nil,
                "the accuracies of the folds do not fit their numbers of examples")
        }

        /// The share of all examples that was classified correctly while they were not trained on.
        public var accuracy: Double {
            let correct = zip(accuracies, weights).reduce(0) { $0 + ($1.0 * Double($1.1)).rounded() }
            return correct / Double(max(weights.reduce(0, +), 1))
        }
    }

    public init(folds: Int, points: [Point], chosen: Int) {
        precondition(points.indices.contains(chosen))
        self.folds = folds
        self.points = points
        self.chosen = chosen
    }

    enum CodingKeys: CodingKey { case folds, points, chosen }

    /// Throws `DecodingError` unless the choice is one of the points.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        folds = try values.decode(Int.self, forKey: .folds)
        points = try values.decode([Point].self, forKey: .points)
        chosen = try values.decode(Int.self, forKey: .chosen)
        try decoder.check(
            points.indices.contains(chosen) && (1...CheckedSize.limit).contains(folds),
            "the choice is none of the \(points.count) points, or there are no folds")
    }
}

extension [HistoryPoint] {
    /// At most `limit` points, evenly apart, with the first and the last one: a record holds them all as text.
    public func thinned(to limit: Int = 10_000) -> [HistoryPoint] {
        guard count > limit, limit > 1 else { return self }
        return (0..<limit).map { self[$0 * (count - 1) / (limit - 1)] }
    }
}

/// One point of the course of a training.
public struct HistoryPoint: Codable, Hashable, Sendable {
    /// Epoch or pass, from 1.
    public var step: Int
    public var loss: Double
    /// Share of the training examples that were classified correctly, where it is known.
    public var trainingAccuracy: Double?
    /// The same of training examples that were set aside to end the training in time, where there are such.
    public var validationAccuracy: Double?
    /// The same of examples that had no part in the training, where they were looked at: to draw the course, never to choose by.
    public var heldOutAccuracy: Double?
    /// Wall time since training began, in seconds.
    public var seconds: Double

    public init(
        step: Int, loss: Double, trainingAccuracy: Double? = nil, validationAccuracy: Double? = nil,
        heldOutAccuracy: Double? = nil, seconds: Double
    ) {
        self.step = step
        self.loss = loss
        self.trainingAccuracy = trainingAccuracy
        self.validationAccuracy = validationAccuracy
        self.heldOutAccuracy = heldOutAccuracy
        self.seconds = seconds
    }

    enum CodingKeys: CodingKey { case step, loss, trainingAccuracy, validationAccuracy, heldOutAccuracy, seconds }

    /// Throws `DecodingError` where a number lies outside its range.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        step = try values.decode(Int.self, forKey: .step)
        loss = try values.decode(Double.self, forKey: .loss)
        trainingAccuracy = try values.decodeIfPresent(Double.self, forKey: .trainingAccuracy)
        validationAccuracy = try values.decodeIfPresent(Double.self, forKey: .validationAccuracy)
        heldOutAccuracy = try values.decodeIfPresent(Double.self, forKey: .heldOutAccuracy)
        seconds = try values.decode(Double.self, forKey: .seconds)
        let shares = [trainingAccuracy, validationAccuracy, heldOutAccuracy].compactMap(\.self)
        try decoder.check(
            (0...CheckedSize.limit).contains(step) && loss.isFinite && (0...1e12).contains(seconds)
                && shares.allSatisfy((0...1).contains),
            "a step of \(step), a loss of \(loss), \(seconds) s or a share of examples that is not from 0 to 1")
    }
}

/// Learned filters as small pictures: weights in `[filter][row][column][channel]`.
public struct FilterBank: Codable, Hashable, Sendable {
    public let count: Int
    public let shape: ImageShape
    public let weights: [Float]

    public init(count: Int, shape: ImageShape, weights: [Float]) {
        precondition(weights.count == count * shape.count)
        self.count = count
        self.shape = shape
        self.weights = weights
    }

    enum CodingKeys: CodingKey { case count, shape, weights }

    /// Throws `DecodingError` unless there are as many weights as the filters have.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        count = try values.decode(Int.self, forKey: .count)
        shape = try values.decode(ImageShape.self, forKey: .shape)
        weights = try values.decode([Float].self, forKey: .weights)
        try decoder.check(
            CheckedSize.product([count, shape.count]) == weights.count && weights.allSatisfy(\.isFinite),
            "\(weights.count) weights, where \(count) filters of \(shape) are announced")
    }

    /// The first filters, at most `limit`.
    public func prefix(_ limit: Int) -> FilterBank {
        let kept = min(count, limit)
        return FilterBank(count: kept, shape: shape, weights: Array(weights.prefix(kept * shape.count)))
    }
}
