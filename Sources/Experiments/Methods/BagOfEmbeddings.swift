import CNN
import Core
import Text

/// A network that reads texts.
public protocol TextNetwork: Component, Method {}

/// Trained rows of numbers for words, averaged over a text, and a linear layer: the learned counterpart of weighted words.
///
/// A. Joulin, E. Grave, P. Bojanowski and T. Mikolov, *Bag of Tricks for Efficient Text Classification*, EACL 2017 (fastText).
public struct BagOfEmbeddings: TextNetwork {
    /// What a text is cut into: words or letters.
    public let unit: TextUnit
    /// The fewest units of a term.
    public let shortest: Int
    /// The most units of a term: with 1 and 2, words and pairs of neighbouring words.
    public let longest: Int
    /// A term is kept that so many training texts have.
    public let minimumTexts: Int
    /// At most so many terms, those that most training texts have; 0 for all.
    public let maximumTerms: Int
    /// Numbers of a term's row.
    public let width: Int
    /// Terms of a text that are looked at, the first ones.
    public let length: Int
    public let training: TrainingConfiguration

    public init() { self.init(width: 50) }

    public init(
        unit: TextUnit = .word, shortest: Int = 1, longest: Int = 1, minimumTexts: Int = 2, maximumTerms: Int = 0,
        width: Int, length: Int = 512, training: TrainingConfiguration? = nil
    ) {
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.minimumTexts = minimumTexts
        self.maximumTerms = maximumTerms
        self.width = width
        self.length = length
        self.training = training ?? EmbeddingBag.training
    }

    public static let card = Card(
        name: "bag-of-embeddings", title: "Averaged embeddings", year: 2017,
        paper:
            "A. Joulin, E. Grave, P. Bojanowski and T. Mikolov, Bag of Tricks for Efficient Text Classification, EACL 2017",
        deviations: [
            "The softmax is over all classes, and terms are not hashed.",
            "AdamW on minibatches with a learning rate that follows a cosine, instead of plain gradient descent "
                + "with one that falls linearly.",
        ])

    public static var choices: [String: [String]] { ["unit": TextUnit.allCases.map(\.rawValue)] }

    private var bag: EmbeddingBag { EmbeddingBag(width: width, length: length, training: training) }
    private var selection: TermSelection {
        TermSelection(
            unit: unit, shortest: shortest, longest: longest, minimumTexts: minimumTexts, maximumTerms: maximumTerms)
    }

    public func validate() throws {
        try TFIDF(
            unit: unit, shortest: shortest, longest: longest, minimumTexts: minimumTexts, maximumTerms: maximumTerms
        ).validate()
        try bag.validate()
    }

    public var task: LearningTask { .textClass }
    public var cards: [Card] { [Self.card] }
    public var family: MethodFamily { .learned }

    public func fit(_ training: Examples, context: RunContext) throws -> any FittedMethod {
        let examples = try training.texts()
        let measurements = context.measurements
        let vocabulary = try measurements.time(.fitRepresentation) {
            do { return try selection.vocabulary(of: examples.texts, context: context).vocabulary } catch let error
                as UserError
            {
                throw UserError("\(Self.card.name): \(error)")
            }
        }
        let texts = measurements.time(.extract) {
            vocabulary.tokens(of: examples.texts, length: length, threads: context.threads)
        }
        let fitted = try measurements.time(.train) {
            try bag.fit(
                texts, tokens: vocabulary.count, labels: examples.labels, classCount: examples.classNames.count,
                context: context)
        }
        return FittedBagOfEmbeddings(vocabulary: vocabulary, bag: fitted, length: length)
    }

    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let expected = selection.expected(extent)
        let network = bag.workingMemory(tokens: expected.terms, extent, perText: expected.perText)
        let vocabulary = MemoryEstimate(["vocabulary": 60 * expected.terms])
        return .peak(of: [
            MemoryEstimate(["vocabulary": expected.bytes]),
            vocabulary + MemoryEstimate(["network": network.learning]),
            vocabulary
                + MemoryEstimate(["network": network.kept, "answers": 12 * expected.perText * Double(extent.test)]),
        ])
    }

    public var storingObstacle: String? { nil }

    public func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        let vocabulary = try selection.restored(stored.part("vocabulary"))
        return FittedBagOfEmbeddings(
            vocabulary: vocabulary,
            bag: try bag.restored(
                stored.part("network"), tokens: vocabulary.count, classCount: subject.classNames.count),
            length: length)
    }
}

/// A vocabulary and the rows of its terms.
struct FittedBagOfEmbeddings: FittedMethod {
    let vocabulary: TermVocabulary
    let bag: FittedEmbeddingBag
    let length: Int

    var summary: TrainingSummary { bag.summary }

    func predict(_ inputs: Inputs, context: RunContext) throws -> [Int] {
        try probabilities(inputs.texts(), context).map { row in
            row.indices.max { (row[$0], $1) < (row[$1], $0) } ?? 0
        }
    }

    func classProbabilities(_ inputs: Inputs, context: RunContext) throws -> [[Double]]? {
        try probabilities(inputs.texts(), context)
    }

    private func probabilities(_ texts: TextStack, _ context: RunContext) -> [[Double]] {
        context.measurements.count(flops: bag.flopsPerText * Double(texts.count), in: .predict)
        return context.measurements.time(.predict) {
            bag.probabilities(
                vocabulary.tokens(of: texts, length: length, threads: context.threads), threads: context.threads)
        }
    }

    func stored() throws -> Stored {
        var stored = Stored()
        stored.put("vocabulary", vocabulary.stored())
        stored.put("network", try bag.stored())
        stored.texts["hindsight"] = "text-network 1"
        return stored
    }
}

extension TermVocabulary {
    fileprivate func tokens(of texts: TextStack, length: Int, threads: Int) -> TokenTexts {
        TokenTexts(Parallel.map(texts.count, threads: threads) { numbers(texts[$0], limit: length) })
    }
}
