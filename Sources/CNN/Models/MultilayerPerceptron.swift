import Core

/// A multilayer perceptron over rows of features: what "HOG and a network" means.
///
/// D. Rumelhart, G. Hinton and R. Williams, *Learning Representations by Back-Propagating Errors*, Nature 1986: layers of units, each of
/// which sums up all units of the layer before. With the habits of ``TrainingConfiguration``.
///
/// Rows should have numbers of about the same size, as the transform `standardise` makes them.
public struct MultilayerPerceptron: Classifier {
    /// Units of each hidden layer; an empty list makes it softmax regression.
    public let hidden: [Int]
    /// What hidden units make of their sums.
    public let activation: Activation
    /// Share of the hidden units that are left out of a step of training, from 0 to below 1 (Srivastava et al. 2014).
    public let dropout: Double
    public let training: TrainingConfiguration

    public init() { self.init(hidden: [128]) }

    public init(
        hidden: [Int], activation: Activation = .relu, dropout: Double = 0,
        training: TrainingConfiguration = MultilayerPerceptron.training
    ) {
        self.hidden = hidden
        self.activation = activation
        self.dropout = dropout
        self.training = training
    }

    public static let training = TrainingConfiguration(
        epochs: 20, batchSize: 32, learningRate: 0.02,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, weightDecay: 5e-4))

    public static let card = Card(
        name: "mlp", title: "Multilayer perceptron", year: 1986,
        paper:
            "D. Rumelhart, G. Hinton and R. Williams, Learning Representations by Back-Propagating Errors, Nature 1986",
        deviations: [
            "Rectifiers by default instead of the logistic function, and cross-entropy instead of squared errors.",
            "Minibatches and a learning rate that follows a cosine, instead of sweeps over all examples.",
        ])

    public static var choices: [String: [String]] { ["activation": Activation.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require(hidden.allSatisfy((1...65_536).contains), "hidden", hidden, "a list of numbers from 1 to 65536")
        try require((0..<1).contains(dropout), "dropout", dropout, "from 0 to below 1")
        try training.validate(learningFrom: "rows of features", allowsStopping: true)
    }

    func layers(classCount: Int) -> [Layer] {
        hidden.flatMap { units -> [Layer] in
            [.linear(units), .activation(activation)] + (dropout > 0 ? [.dropout(rate: Float(dropout))] : [])
        } + [.linear(classCount)]
    }

    private func network(columns: Int, classCount: Int, seed: UInt64) throws -> Network<Float> {
        let usesRectifiers = activation == .relu || activation == .gelu
        return try Network<Float>(
            layers: layers(classCount: classCount), input: ImageShape(height: 1, width: 1, channels: columns),
            classCount: classCount, normalization: PixelNormalization(means: [], deviations: []),
            initialisation: Initialisation(usesRectifiers ? .he : .lecun), loss: training.loss, seed: seed)
    }

    /// Throws ``UserError`` where a number is not finite or the training diverges.
    public func fit(
        _ features: Matrix, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedPerceptron {
        try validate()
        precondition(features.rows == labels.count && features.rows > 0 && features.columns > 0)
        if let place = features.values.firstIndex(where: { !$0.isFinite }) {
            throw UserError(
                "row \(place / features.columns), column \(place % features.columns) of the features (from 0) is "
                    + "\(features.values[place]), and learning needs finite numbers")
        }
        var rows = Array(0..<features.rows)
        var held: [Int] = []
        if training.earlyStopping.patience > 0, !context.isWarmUp {
            let split = StratifiedPart(
                labels: labels, groups: context.groups, share: training.earlyStopping.share, seed: context.seed)
            (rows, held) = (split.rest, split.part)
            guard !rows.isEmpty, !held.isEmpty else {
                throw UserError(
                    "training.earlyStopping: \(labels.count) rows are too few to set a share of "
                        + "\(training.earlyStopping.share) aside; use patience 0 or more rows")
            }
        }
        let start = try network(columns: features.columns, classCount: classCount, seed: context.seed)
        let loop = TrainingLoop(
            start, training, FeatureRows(features: features, labels: labels, rows: rows), TrainingOptions(),
            context.with(budget: nil))
        if !held.isEmpty {
            loop.validation = (
                held.count,
                { weights in
                    let network = start.with(parameters: weights.parameters, statistics: weights.statistics)
                    let found = FittedPerceptron(network: network, summary: TrainingSummary()).predict(
                        features.selecting(held), threads: context.threads)
                    return Double(zip(found, held).count { $0 == labels[$1] }) / Double(held.count)
                }
            )
        }
        let network = try loop.run()
        return FittedPerceptron(network: network, summary: loop.summary(network))
    }
}

/// A perceptron that can be used.
public struct FittedPerceptron: FittedClassifier {
    package let network: Network<Float>
    public let summary: TrainingSummary

    public var flopsPerPrediction: Double { network.flopsPerImage.inference }

    public func predict(_ features: Matrix, threads: Int) -> [Int] {
        let loss = network.loss
        return outputs(features, threads: threads).map { row in
            row.indices.max { loss.score(row[$0]) < loss.score(row[$1]) || (row[$0] == row[$1] && $0 > $1) } ?? 0
        }
    }

    /// How probable each class is for each row; see ``TrainedNetwork/probabilities(_:context:)``.
    public func probabilities(_ features: Matrix, threads: Int) -> [[Double]] {
        outputs(features, threads: threads).map(network.loss.probabilities)
    }

    public var hasProbabilities: Bool { true }

    public func classProbabilities(_ features: Matrix, threads: Int) throws -> [[Double]] {
        probabilities(features, threads: threads)
    }

    private func outputs(_ features: Matrix, threads: Int) -> [[Float]] {
        let columns = network.plan.input.count
        precondition(features.columns == columns)
        guard features.rows > 0 else { return [] }
        let predictor = NetworkPredictor(network, capacity: min(features.rows, 1024), threads: threads)
        let classes = network.classCount
        var rows: [[Float]] = []
        rows.reserveCapacity(features.rows)
        for first in stride(from: 0, to: features.rows, by: predictor.capacity) {
            let count = min(predictor.capacity, features.rows - first)
            let values = features.values.withUnsafeBufferPointer {
                predictor.outputs(UnsafeBufferPointer(rebasing: $0[(first * columns)...]), count: count)
            }
            for start in stride(from: 0, to: values.count, by: classes) {
                rows.append(Array(values[start..<start + classes]))
            }
        }
        return rows
    }
}

extension FittedPerceptron {
    public func stored() throws -> Stored {
        var stored = Stored()
        stored.put("columns", [network.plan.input.count])
        stored.put("classCount", [network.classCount])
        stored.put(network)
        stored.texts["summary"] = try FileText.json(summary)
        stored.texts["kind"] = "perceptron"
        return stored
    }
}

extension MultilayerPerceptron {
    public func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier {
        try stored.require(classifier: "perceptron")
        _ = try stored.integers("columns", count: 1, in: columns...columns)
        _ = try stored.integers("classCount", count: 1, in: classCount...classCount)
        let layers = layers(classCount: classCount)
        let network = try stored.network(
            layers, input: .picture(ImageShape(height: 1, width: 1, channels: columns)), classCount: classCount,
            loss: training.loss)
        return FittedPerceptron(network: network, summary: try stored.value(TrainingSummary.self, "summary"))
    }
}

extension MultilayerPerceptron {
    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let widths = [columns] + hidden.map(Double.init) + [Double(extent.classes)]
        let parameters = zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
        let numbers = 2 * widths.reduce(0, +)
        return PartMemory(
            learning: NetworkMemory.training(
                parameters: parameters, numbers: numbers, inputs: columns, batch: training.batchSize,
                threads: extent.threads),
            kept: 8 * parameters + NetworkMemory.pass(numbers, images: 1024))
    }
}
