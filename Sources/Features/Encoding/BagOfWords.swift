import Core

/// Bags of visual words: how often each word of a vocabulary occurs in a region of an image.
///
/// G. Csurka et al., *Visual categorization with bags of keypoints*, ECCV workshop 2004. Descriptors of training
/// images are clustered by k-means; a code counts, for each word, the descriptors that it stands for. What a
/// descriptor x gives to the words w near it:
///
///     hard  1 to the nearest word
///     soft  exp(−|x − w|² / 2σ²) to each of the `neighbours` nearest words, scaled so that they add up to 1: the
///           codeword uncertainty of J. van Gemert et al., *Visual word ambiguity*, PAMI 2010, cut off after the
///           nearest as L. Liu et al. do in *In defense of soft-assignment coding*, ICCV 2011
///     llc   the weights c that add up to 1 and minimise |x − Σ cᵢ wᵢ|² + λ|c|² over the `neighbours` nearest words:
///           approximated locality-constrained linear coding, J. Wang et al., CVPR 2010, eq. 7
///
/// Conventions: σ is `bandwidth` times the root mean squared distance of the sample to its nearest words; λ is 10⁻⁴
/// times the trace of the local covariance, as in the authors' program. Averages are over all descriptors of the
/// region, those that are all zero among them: they are what flat places look like, and the published programs keep
/// them. A largest value begins at 0, since nearly every word is absent from some descriptor.
public struct BagOfWords: Encoder {
    /// Number of words, 1…65,536.
    public let words: Int
    /// How a descriptor gives to words.
    public let assignment: Assignment
    /// How what descriptors give is put together: added up, or the largest taken.
    public let pooling: Pooling
    /// What codes are divided by.
    public let normalisation: Normalisation
    /// Takes the root of every number after normalisation, keeping its sign: after `l1` codes have length 1 and their
    /// products are Bhattacharyya's coefficient of two histograms.
    public let squareRoot: Bool
    /// Nearest words that a descriptor gives to under `soft` and `llc`, 1…32.
    public let neighbours: Int
    /// Width of the kernel under `soft`.
    public let bandwidth: Double
    /// Dimensions that descriptors are projected to first; 0 for none.
    public let pca: Int
    /// Scales each of those dimensions to variance 1.
    public let whiten: Bool
    /// Descriptors that k-means learns from.
    public let sampleCount: Int
    /// Most iterations of k-means.
    public let iterations: Int

    public enum Assignment: String, Codable, Sendable, CaseIterable {
        case hard
        case soft
        case llc
    }

    /// What becomes of the contributions of a region's descriptors to a word.
    public enum Pooling: String, Codable, Sendable, CaseIterable {
        /// As published: `max` for `llc`, `average` otherwise.
        case standard
        case average
        case max
    }

    public enum Normalisation: String, Codable, Sendable, CaseIterable {
        /// `l2` for `llc`, `l1` otherwise.
        case standard
        case l1
        case l2
        case none
    }

    public init() { self.init(words: 1024) }

    public init(
        words: Int, assignment: Assignment = .hard, pooling: Pooling = .standard,
        normalisation: Normalisation = .standard, squareRoot: Bool = false, neighbours: Int = 5,
        bandwidth: Double = 0.35, pca: Int = 0, whiten: Bool = false, sampleCount: Int = 100_000, iterations: Int = 50
    ) {
        self.words = words
        self.assignment = assignment
        self.pooling = pooling
        self.normalisation = normalisation
        self.squareRoot = squareRoot
        self.neighbours = neighbours
        self.bandwidth = bandwidth
        self.pca = pca
        self.whiten = whiten
        self.sampleCount = sampleCount
        self.iterations = iterations
    }

    public static let card = Card(
        name: "bovw", title: "Bag of visual words", year: 2004,
        paper: "G. Csurka et al., Visual Categorization with Bags of Keypoints, ECCV Workshop 2004",
        deviations: [
            "k-means is seeded by greedy k-means++ and run once; the paper keeps the best of several runs.",
            "Soft assignment scales the kernel's width by the mean distance of the sample to its words, so that one "
                + "setting serves descriptors of any length.",
        ])

    public static var formerNames: [String: String] { ["normalisation": "normalization"] }

    public static var choices: [String: [String]] {
        [
            "assignment": Assignment.allCases.map(\.rawValue), "pooling": Pooling.allCases.map(\.rawValue),
            "normalisation": Normalisation.allCases.map(\.rawValue),
        ]
    }

    public func validate() throws {
        try KMeans(words: words, iterations: iterations).validate()
        try require((1...32).contains(neighbours), "neighbours", neighbours, "from 1 to 32")
        try require(neighbours <= words || assignment == .hard, "neighbours", neighbours, "at most words (\(words))")
        try require(bandwidth > 0 && bandwidth.isFinite, "bandwidth", bandwidth, "above 0")
        try DescriptorProjection.validate(pca)
        try require(
            (words...100_000_000).contains(sampleCount), "sampleCount", sampleCount,
            "from words (\(words)) to 100000000")
    }

    public func fit(_ sample: Matrix, context: RunContext) throws -> FittedBagOfWords {
        try validate()
        let projection = try DescriptorProjection(pca, whiten: whiten, sample: sample, context: context)
        let projected = projection.apply(sample, threads: context.threads)
        let vocabulary = try KMeans(words: words, iterations: iterations).fit(projected, context: context)
        let distances = vocabulary.nearest(projected, threads: context.threads).squaredDistances
        let spread = distances.reduce(0) { $0 + Double($1) } / Double(distances.count)
        return FittedBagOfWords(self, projection: projection, vocabulary: vocabulary, spread: Float(spread))
    }

    /// As published for the assignment, where the setting says so.
    var takesLargest: Bool { pooling == .standard ? assignment == .llc : pooling == .max }

    var norm: Normalisation {
        guard normalisation == .standard else { return normalisation }
        return assignment == .llc ? .l2 : .l1
    }
}

/// A vocabulary with the way in which codes are made of it.
public struct FittedBagOfWords: FittedEncoder {
    public let configuration: BagOfWords
    public let vocabulary: Vocabulary
    let projection: DescriptorProjection
    /// Mean squared distance of the sample to its nearest words.
    let spread: Float

    /// Codes with a vocabulary that is already there, for descriptors as they are.
    ///
    /// - Parameter spread: Mean squared distance of descriptors to their nearest words, for `soft`.
    /// - Precondition: `vocabulary` has `configuration.words` words; `configuration.pca` is 0.
    public init(_ configuration: BagOfWords, vocabulary: Vocabulary, spread: Float = 1) {
        precondition(vocabulary.words.rows == configuration.words && configuration.pca == 0)
        self.init(configuration, projection: DescriptorProjection(), vocabulary: vocabulary, spread: spread)
    }

    init(_ configuration: BagOfWords, projection: DescriptorProjection, vocabulary: Vocabulary, spread: Float) {
        self.configuration = configuration
        self.projection = projection
        self.vocabulary = vocabulary
        self.spread = spread
    }

    public var codeLength: Int { configuration.words }
    public var parameterCount: Int { vocabulary.words.values.count + projection.parameterCount }

    /// The products with all words, 4 a neighbour and dimension for locality-constrained codes, one addition a
    /// neighbour and level.
    public func flops(descriptors: Int, levels: Int) -> Double {
        let depth = Double(vocabulary.words.columns)
        let given = Double(configuration.assignment == .hard ? 1 : configuration.neighbours)
        var each = projection.flopsPerDescriptor + 2 * depth * Double(codeLength) + given * Double(levels)
        if configuration.assignment == .llc { each += given * depth * (given + 1) + given * given * given }
        return each * Double(descriptors) + 4 * Double(codeLength)
    }

    public func encode(_ descriptors: Matrix, regions: [[Int32]]) -> Matrix {
        var codes = Matrix(rows: regions.count, columns: codeLength) { $0.update(repeating: 0) }
        guard descriptors.rows > 0 else { return codes }
        let rows = projection.apply(descriptors, threads: 1)
        let shares = shares(rows)
        for (region, members) in regions.enumerated() {
            EncodingKernels.pool(
                shares, members, takesLargest: configuration.takesLargest, into: &codes, row: region)
        }
        switch configuration.norm {
        case .l1: codes.normaliseRows(.l1, threads: 1)
        case .l2: codes.normaliseRows(.l2, threads: 1)
        case .standard, .none: break
        }
        if configuration.squareRoot { codes.raise(to: 0.5, threads: 1) }
        return codes
    }

    /// What each descriptor gives to which words.
    private func shares(_ rows: Matrix) -> WordShares {
        guard configuration.assignment != .hard else {
            return WordShares(words: vocabulary.assign(rows, threads: 1), each: 1)
        }
        let nearest = vocabulary.nearest(rows, count: configuration.neighbours, threads: 1)
        var shares = WordShares(words: nearest.words, each: nearest.count)
        if configuration.assignment == .soft {
            let width = Float(configuration.bandwidth * configuration.bandwidth) * spread
            EncodingKernels.kernelShares(nearest, factor: -0.5 / Swift.max(width, .leastNormalMagnitude), &shares)
        } else {
            EncodingKernels.linearShares(rows, vocabulary.words, nearest, &shares)
        }
        return shares
    }
}

/// What each descriptor gives to some words.
struct WordShares {
    /// `each` words of every descriptor.
    let words: [Int32]
    let each: Int
    var amounts: [Float]

    init(words: [Int32], each: Int) {
        self.words = words
        self.each = each
        amounts = Array(repeating: 1, count: words.count)
    }
}
