import Core
import Foundation

/// Terms of a text, weighted by how often they occur in it and how rare they are among texts.
///
/// K. Spärck Jones, *A Statistical Interpretation of Term Specificity and Its Application in Retrieval*, Journal of Documentation 28,
/// 1972; weights as in G. Salton and C. Buckley, *Term-weighting Approaches in Automatic Text Retrieval*, 1988. With N texts, of which
/// df(t) have the term t, and tf(t) occurrences of it in a text, its weight there is
///
///     tf′(t) · idf(t)      tf′ = tf, or 1 + ln tf with `sublinear`
///                          idf = ln((1 + N) / (1 + df(t))) + 1
///
/// and the row is divided by its length. A term that no training text has weighs nothing; a text without any has an empty row.
///
/// The columns are the terms in the order of their bytes.
public struct TFIDF: TextExtractor {
    /// What a text is cut into: words or letters.
    public let unit: TextUnit
    /// The fewest units of a term, 1…10.
    public let shortest: Int
    /// The most units of a term: with 1 and 2, words and pairs of neighbouring words.
    public let longest: Int
    /// A term is kept that so many training texts have.
    public let minimumTexts: Int
    /// A term is left out that more than this share of the training texts have, above 0, at most 1.
    public let maximumShare: Double
    /// At most so many terms, those that most training texts have; of equal ones the first by their bytes. 0 for all.
    public let maximumTerms: Int
    /// A term that a text has n times counts 1 + log n instead of n.
    public let sublinear: Bool
    /// Rows of length 1, or as they are.
    public let normalise: Bool

    public init() { self.init(unit: .word) }

    public init(
        unit: TextUnit, shortest: Int = 1, longest: Int = 1, minimumTexts: Int = 1, maximumShare: Double = 1,
        maximumTerms: Int = 0, sublinear: Bool = false, normalise: Bool = true
    ) {
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.minimumTexts = minimumTexts
        self.maximumShare = maximumShare
        self.maximumTerms = maximumTerms
        self.sublinear = sublinear
        self.normalise = normalise
    }

    public static let card = Card(
        name: "tf-idf", title: "Weighted terms", year: 1972,
        paper:
            "K. Spärck Jones, A Statistical Interpretation of Term Specificity and Its Application in Retrieval, Journal of "
            + "Documentation 1972",
        deviations: [
            "The weight of a rare term grows with ln((1 + N) / (1 + df)) + 1 instead of log2(N / df) + 1, so that "
                + "no term has weight zero."
        ])

    public static var choices: [String: [String]] { ["unit": TextUnit.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1...10).contains(shortest), "shortest", shortest, "from 1 to 10")
        try require((shortest...10).contains(longest), "longest", longest, "from shortest to 10")
        try require((1...1_000_000_000).contains(minimumTexts), "minimumTexts", minimumTexts, "from 1 to 1000000000")
        try require(maximumShare > 0 && maximumShare <= 1, "maximumShare", maximumShare, "above 0, at most 1")
        try require((0...100_000_000).contains(maximumTerms), "maximumTerms", maximumTerms, "from 0 (all) to 100000000")
    }

    private var selection: TermSelection {
        TermSelection(
            unit: unit, shortest: shortest, longest: longest, minimumTexts: minimumTexts, maximumShare: maximumShare,
            maximumTerms: maximumTerms)
    }

    /// Counts the texts that have each term. Throws ``UserError`` where none is left.
    public func fit(_ texts: TextStack, context: RunContext) throws -> FittedTFIDF {
        try validate()
        let found = try selection.vocabulary(of: texts, context: context)
        let count = Double(texts.count)
        return FittedTFIDF(
            configuration: self, vocabulary: found.vocabulary,
            weights: found.frequencies.map { log((1 + count) / (1 + Double($0))) + 1 },
            termsPerText: Double(found.frequencies.reduce(0, +)) / max(count, 1))
    }

    public func workingMemory(_ extent: WorkExtent) throws -> SparseMemory {
        let expected = selection.expected(extent)
        return SparseMemory(
            columns: expected.terms, numbers: expected.perText,
            part: PartMemory(learning: expected.bytes, kept: 60 * expected.terms))
    }

    /// Throws ``UserError`` where terms are missing, stand twice or do not fit their weights.
    public func restored(_ stored: Stored) throws -> FittedTFIDF {
        let vocabulary = try selection.restored(stored)
        return FittedTFIDF(
            configuration: self, vocabulary: vocabulary,
            weights: try stored.doubles("weights", count: vocabulary.count, in: 0...1e6),
            termsPerText: try stored.doubles("termsPerText", count: 1, in: 0...1e12)[0])
    }
}

/// Terms with their weights.
public struct FittedTFIDF: FittedTextExtractor {
    public let configuration: TFIDF
    let vocabulary: TermVocabulary
    /// idf of each term.
    public let weights: [Double]
    /// Different terms of a training text, in the mean.
    let termsPerText: Double

    public var featureCount: Int { vocabulary.count }
    public var parameterCount: Int { vocabulary.count }
    public var flopsPerText: Double { 4 * termsPerText }
    public var numbersPerText: Double { termsPerText }

    /// The term of a column.
    public func term(_ column: Int) -> String { vocabulary.term(column) }

    public func extract(_ texts: TextStack, threads: Int) -> SparseRows {
        let rows = Parallel.map(texts.count, threads: threads) { index in
            let counts = vocabulary.counts(texts[index])
            var values = counts.map { term in
                let frequency = Double(term.count)
                return (configuration.sublinear ? 1 + log(frequency) : frequency) * weights[term.column]
            }
            if configuration.normalise {
                let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
                if length > 0 { for place in values.indices { values[place] /= length } }
            }
            return (columns: counts.map { Int32($0.column) }, values: values)
        }
        var starts = [0]
        for row in rows { starts.append(starts.last! + row.values.count) }
        return SparseRows(
            columns: vocabulary.count, starts: starts, indices: rows.flatMap(\.columns), values: rows.flatMap(\.values))
    }

    public func stored() -> Stored {
        var stored = vocabulary.stored()
        stored.put("weights", weights)
        stored.put("termsPerText", [termsPerText])
        return stored
    }
}
