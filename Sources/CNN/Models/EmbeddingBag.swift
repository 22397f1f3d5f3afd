import Core

/// Texts as the mean of trained rows of numbers, one a token, and a linear layer: softmax regression on learned features.
///
/// A. Joulin, E. Grave, P. Bojanowski and T. Mikolov, *Bag of Tricks for Efficient Text Classification*, EACL 2017 (fastText). Tokens
/// that no training text has are left out; a text without any gets the class that most training texts have.
package struct EmbeddingBag: Configuration {
    /// Numbers of a token's row, 1…4096.
    package let width: Int
    /// Tokens of a text that are looked at, the first ones: 1…65,536.
    package let length: Int
    package let training: TrainingConfiguration

    package init() { self.init(width: 50) }

    package init(width: Int, length: Int = 512, training: TrainingConfiguration = EmbeddingBag.training) {
        self.width = width
        self.length = length
        self.training = training
    }

    package static let training = TrainingConfiguration(
        epochs: 20, batchSize: 32, learningRate: 0.01, optimiser: Optimiser(method: .adamw, weightDecay: 0.01))

    package func validate() throws {
        try require((1...4096).contains(width), "width", width, "from 1 to 4096")
        try require((1...65_536).contains(length), "length", length, "from 1 to 65536")
        try training.validate(learningFrom: "texts", allowsStopping: false)
    }

    private func layers(tokens: Int, classCount: Int) -> [Layer] {
        [
            Layer(Embedding(tokens: tokens, width: width, initialisation: .normal(0.1))), Layer(Mean()),
            .linear(classCount),
        ]
    }

    /// - Parameters:
    ///   - texts: At least one of them with a token.
    ///   - tokens: Different tokens.
    ///
    /// Throws ``UserError`` where no text has a token or the training diverges.
    package func fit(
        _ texts: TokenTexts, tokens: Int, labels: [Int], classCount: Int, context: RunContext
    ) throws -> FittedEmbeddingBag {
        try validate()
        precondition(texts.count == labels.count)
        let rows = (0..<texts.count).filter { !texts[$0].isEmpty }
        guard !rows.isEmpty else { throw UserError("none of the \(texts.count) training texts has a known word") }
        let longest = min(length, rows.map { texts[$0].count }.max() ?? 1)
        let start = try Network<Float>(
            layers: layers(tokens: tokens, classCount: classCount), input: .tokens(length: longest),
            classCount: classCount, loss: training.loss, seed: context.seed)
        let source = TokenRows(
            tokens: TokenTexts(rows.map { Array(texts[$0]) }), labels: rows.map { labels[$0] }, length: longest)
        let operations = operations(
            tokens: Double(source.tokens.tokens.count) / Double(source.count), classCount: classCount)
        let loop = TrainingLoop(
            start, training, source, TrainingOptions(), context, flopsPerExample: operations.training)
        let network = try loop.run()
        var counts = [Int](repeating: 0, count: classCount)
        for label in labels { counts[label] += 1 }
        let fallback = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        return FittedEmbeddingBag(
            network: network, fallback: fallback, flopsPerText: operations.inference, summary: loop.summary(network))
    }

    /// Operations for one text: its rows are added up, and their gradients added to the table; and the linear layer.
    private func operations(tokens: Double, classCount: Int) -> (inference: Double, training: Double) {
        let (rows, layer) = (tokens * Double(width), 2 * Double(width * classCount))
        return (rows + layer, 2 * rows + 3 * layer)
    }

    /// Beside the tokens of the texts.
    package func workingMemory(tokens: Double, _ extent: WorkExtent, perText: Double) -> PartMemory {
        let parameters = tokens * Double(width) + Double((width + 1) * extent.classes)
        // A text may have many more tokens than the mean.
        let longest = min(Double(length), 20 * perText)
        let numbers = longest * Double(width + 1) + Double(width + extent.classes)
        let texts = 4 * perText * Double(extent.training)
        return PartMemory(
            learning: texts
                + NetworkMemory.training(
                    parameters: parameters, numbers: numbers, inputs: longest, batch: training.batchSize,
                    threads: extent.threads),
            kept: 8 * parameters + NetworkMemory.pass(numbers, images: FittedEmbeddingBag.textsAtOnce))
    }

    /// Throws ``UserError`` where numbers are missing or do not fit.
    package func restored(_ stored: Stored, tokens: Int, classCount: Int) throws -> FittedEmbeddingBag {
        let longest = try stored.integers("length", count: 1, in: 1...length)[0]
        let network = try stored.network(
            layers(tokens: tokens, classCount: classCount), input: .tokens(length: longest), classCount: classCount,
            loss: training.loss)
        return FittedEmbeddingBag(
            network: network,
            fallback: try stored.integers("fallback", count: 1, in: 0...max(classCount - 1, 0))[0],
            flopsPerText: try stored.doubles("flopsPerText", count: 1, in: 0...1e18)[0],
            summary: try stored.value(TrainingSummary.self, "summary"))
    }
}

package struct FittedEmbeddingBag: Sendable {
    let network: Network<Float>
    /// The class of a text without tokens.
    let fallback: Int
    /// For a text of the mean length of those that were learned from.
    package let flopsPerText: Double
    package let summary: TrainingSummary

    static let textsAtOnce = 128

    /// How probable each class is for each text.
    package func probabilities(_ texts: TokenTexts, threads: Int) -> [[Double]] {
        let classes = network.classCount
        var certain = [Double](repeating: 0, count: classes)
        certain[fallback] = 1
        var rows = [[Double]](repeating: certain, count: texts.count)
        let asked = (0..<texts.count).filter { !texts[$0].isEmpty }
        guard !asked.isEmpty else { return rows }
        let predictor = NetworkPredictor(
            network, capacity: min(asked.count, Self.textsAtOnce), threads: threads)
        for first in stride(from: 0, to: asked.count, by: predictor.capacity) {
            let part = asked[first..<min(first + predictor.capacity, asked.count)]
            let (tokens, lengths) = texts.padded(part, length: network.plan.input.count)
            let values = predictor.outputs(tokens: tokens, lengths: lengths, count: part.count)
            for (place, index) in part.enumerated() {
                rows[index] = network.loss.probabilities(Array(values[place * classes..<(place + 1) * classes]))
            }
        }
        return rows
    }

    package func stored() throws -> Stored {
        var stored = Stored()
        stored.put("length", [network.plan.input.count])
        stored.put("fallback", [fallback])
        stored.put("flopsPerText", [flopsPerText])
        stored.put(network)
        stored.texts["summary"] = try FileText.json(summary)
        return stored
    }
}
