import Core

/// Vectors of locally aggregated descriptors: for each word, the sum of the differences from it of its descriptors.
///
/// H. Jégou, M. Douze, C. Schmid and P. Pérez, *Aggregating local descriptors into a compact image representation*,
/// CVPR 2010, eq. 1: v = Σ (x − w) over the descriptors x whose nearest word is w, for all words in turn, scaled to
/// length 1. `squareRoot` is the signed square root of all numbers (Jégou et al., PAMI 2012); `intraNormalisation`
/// scales the part of each word to length 1 (R. Arandjelović and A. Zisserman, *All about VLAD*, CVPR 2013). In this
/// order, and the whole to length 1 at last.
///
/// Conventions: the code is `[word][dimension]`. Descriptors that are all zero count as any other.
public struct VLAD: Encoder {
    /// Number of words, 1…4,096.
    public let words: Int
    /// Scales what each word has got to length 1 (Arandjelović and Zisserman 2013).
    public let intraNormalisation: Bool
    /// Takes the root of every number, keeping its sign, before the code gets length 1.
    public let squareRoot: Bool
    /// Dimensions that descriptors are projected to first; 0 for none.
    public let pca: Int
    /// Scales each of those dimensions to variance 1.
    public let whiten: Bool
    /// Descriptors that k-means learns from.
    public let sampleCount: Int
    /// Most iterations of k-means.
    public let iterations: Int

    public init() { self.init(words: 64) }

    public init(
        words: Int, intraNormalisation: Bool = true, squareRoot: Bool = false, pca: Int = 0, whiten: Bool = false,
        sampleCount: Int = 100_000, iterations: Int = 50
    ) {
        self.words = words
        self.intraNormalisation = intraNormalisation
        self.squareRoot = squareRoot
        self.pca = pca
        self.whiten = whiten
        self.sampleCount = sampleCount
        self.iterations = iterations
    }

    public static let card = Card(
        name: "vlad", title: "Vector of locally aggregated descriptors", year: 2010,
        paper: "H. Jégou et al., Aggregating Local Descriptors into a Compact Image Representation, CVPR 2010",
        deviations: [
            "By default the part of each word is scaled to length 1 (Arandjelović and Zisserman 2013); "
                + "'intraNormalisation: false' is the paper's.",
            "The code itself is not projected and not quantised.",
        ])

    public static var formerNames: [String: String] { ["intraNormalisation": "intraNormalization"] }

    public func validate() throws {
        try require((1...4096).contains(words), "words", words, "from 1 to 4096")
        try KMeans(words: words, iterations: iterations).validate()
        try DescriptorProjection.validate(pca)
        try require(
            (words...100_000_000).contains(sampleCount), "sampleCount", sampleCount,
            "from words (\(words)) to 100000000")
    }

    public func fit(_ sample: Matrix, context: RunContext) throws -> FittedVLAD {
        try validate()
        let projection = try DescriptorProjection(pca, whiten: whiten, sample: sample, context: context)
        let projected = projection.apply(sample, threads: context.threads)
        let vocabulary = try KMeans(words: words, iterations: iterations).fit(projected, context: context)
        return FittedVLAD(self, projection: projection, vocabulary: vocabulary)
    }
}

public struct FittedVLAD: FittedEncoder {
    public let configuration: VLAD
    public let vocabulary: Vocabulary
    let projection: DescriptorProjection

    /// Codes with a vocabulary that is already there, for descriptors as they are.
    ///
    /// - Precondition: `vocabulary` has `configuration.words` words; `configuration.pca` is 0.
    public init(_ configuration: VLAD, vocabulary: Vocabulary) {
        precondition(vocabulary.words.rows == configuration.words && configuration.pca == 0)
        self.init(configuration, projection: DescriptorProjection(), vocabulary: vocabulary)
    }

    init(_ configuration: VLAD, projection: DescriptorProjection, vocabulary: Vocabulary) {
        self.configuration = configuration
        self.projection = projection
        self.vocabulary = vocabulary
    }

    public var codeLength: Int { vocabulary.words.values.count }
    public var parameterCount: Int { vocabulary.words.values.count + projection.parameterCount }

    /// The products with all words, a subtraction and an addition a dimension and level, 6 a number of the code.
    public func flops(descriptors: Int, levels: Int) -> Double {
        let depth = Double(vocabulary.words.columns)
        let each = projection.flopsPerDescriptor + 2 * depth * Double(configuration.words) + 2 * depth * Double(levels)
        return each * Double(descriptors) + 6 * Double(codeLength)
    }

    public func encode(_ descriptors: Matrix, regions: [[Int32]]) -> Matrix {
        var codes = Matrix(rows: regions.count, columns: codeLength) { $0.update(repeating: 0) }
        guard descriptors.rows > 0 else { return codes }
        let rows = projection.apply(descriptors, threads: 1)
        let labels = vocabulary.assign(rows, threads: 1)
        for (region, members) in regions.enumerated() {
            EncodingKernels.addResiduals(rows, labels, members, vocabulary.words, into: &codes, row: region)
        }
        if configuration.squareRoot { codes.raise(to: 0.5, threads: 1) }
        if configuration.intraNormalisation {
            codes.normaliseParts(of: vocabulary.words.columns)
        }
        codes.normaliseRows(.l2, threads: 1)
        return codes
    }
}
