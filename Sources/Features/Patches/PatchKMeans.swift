import Core
import LinearAlgebra

/// Features learned without labels: how near each small patch of an image is to each of many words, summed over quadrants.
///
/// A. Coates, H. Lee and A. Y. Ng, *An Analysis of Single-Layer Networks in Unsupervised Feature Learning*, AISTATS 2011.
/// The paper found that this, with many words, small steps and whitening, beat the deeper networks of its day on CIFAR-10.
///
/// Learning, from `samples` patches of `patchSize`² pixels drawn at random places of the training images:
/// 1. Brightness and contrast (§3.1.1): x ← (x − mean(x)) / √(var(x) + `contrastFloor`), each patch by itself, for pixel
///    values 0…255; the variance is divided by n − 1.
/// 2. Whitening: with covariance V D Vᵀ and mean m of these patches, x ← V (D + `whiteningFloor`)^(−½) Vᵀ (x − m).
/// 3. k-means, from random patches as first words (§3.1.2).
///
/// Features, for the patches at every `stride`-th place of an image, treated alike:
/// 4. Activation (§3.2.1): with zₖ = ‖x − wₖ‖, fₖ = max(0, mean(z) − zₖ) under `triangle`; under `hard` 1 for the nearest
///    word (of equal ones the first) and 0 for the others.
/// 5. The activations are added up over `pooling`×`pooling` parts of the image (§3.3), quadrants by default.
///
/// Conventions: a patch is read as `[row][column][channel]`, pixel values 0…255. With R rows of patches, row r belongs to part
/// ⌊r·`pooling`/R⌋; of 27 rows the first 14 are the upper half, as in the authors' program. The result is laid out as
/// `[part row][part column][word]`. The paper standardises the features before its linear SVM; here a step after this one
/// does.
///
/// Memory: the drawn patches (4·`samples`·patchSize²·channels bytes) twice while learning, and for each thread about
/// 200 numbers a word while extracting, whatever the size of the image.
///
/// Deviations from the paper are listed on the ``card``.
public struct PatchKMeans: FeatureExtractor {
    /// Side of a patch in pixels, 2…16: the paper's receptive field.
    public let patchSize: Int
    /// Distance of neighbouring patches in pixels, 1…64.
    public let stride: Int
    /// Number of words, 2…8,192.
    public let words: Int
    /// Patches to learn from, at least `words`.
    public let samples: Int
    /// Most iterations of k-means.
    public let iterations: Int
    /// What words make of a patch.
    public let activation: Activation
    /// Parts of the image in each direction, 1…8.
    public let pooling: Int
    /// Whether patches are whitened: step 2.
    public let whiten: Bool
    /// Added to the variance of a patch, in squared grey levels.
    public let contrastFloor: Double
    /// Added to the variances of the normalised patches.
    public let whiteningFloor: Double

    public enum Activation: String, Codable, Sendable, CaseIterable {
        case triangle
        case hard
    }

    public init() { self.init(words: 256) }

    public init(
        words: Int, samples: Int = 20_000, iterations: Int = 10, patchSize: Int = 6, stride: Int = 1,
        activation: Activation = .triangle, pooling: Int = 2, whiten: Bool = true, contrastFloor: Double = 10,
        whiteningFloor: Double = 0.1
    ) {
        self.words = words
        self.samples = samples
        self.iterations = iterations
        self.patchSize = patchSize
        self.stride = stride
        self.activation = activation
        self.pooling = pooling
        self.whiten = whiten
        self.contrastFloor = contrastFloor
        self.whiteningFloor = whiteningFloor
    }

    public static let card = Card(
        name: "patch-kmeans", title: "k-means patch features", year: 2011,
        paper: "A. Coates, H. Lee and A. Y. Ng, An Analysis of Single-Layer Networks in Unsupervised Feature Learning, "
            + "AISTATS 2011",
        deviations: [
            "The defaults are small (256 words from 20,000 patches); the paper's are 1,600 words from some 400,000.",
            "k-means starts from random patches, and a word to which no patch is nearest is moved to the patch "
                + "farthest from its own word; the authors' program starts from noise and sets such a word to "
                + "zero.",
        ])

    public static var choices: [String: [String]] { ["activation": Activation.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((2...16).contains(patchSize), "patchSize", patchSize, "from 2 to 16 pixels")
        try require((1...64).contains(stride), "stride", stride, "from 1 to 64 pixels")
        try require((2...8192).contains(words), "words", words, "from 2 to 8192")
        try require(
            (words...10_000_000).contains(samples), "samples", samples, "from words (\(words)) to 10000000")
        try require((1...10_000).contains(iterations), "iterations", iterations, "from 1 to 10000")
        try require((1...8).contains(pooling), "pooling", pooling, "from 1 to 8")
        try require(
            contrastFloor > 0 && contrastFloor.isFinite, "contrastFloor", contrastFloor, "above 0")
        try require(
            whiteningFloor > 0 && whiteningFloor.isFinite, "whiteningFloor", whiteningFloor, "above 0")
    }

    /// Learns the words. Uses the seed and the threads of `context`; the number of threads does not change the words.
    ///
    /// Throws ``ConfigurationError`` where the images have no patch for each part, and ``UserError`` where there are no images
    /// or they can no longer be read.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedPatchKMeans {
        try validate()
        let layout = PatchLayout(configuration: self, shape: images.shape)
        let side = min(images.shape.height, images.shape.width)
        try require(
            patchSize <= side, "patchSize", patchSize, "at most \(side) for images of \(images.shape)")
        try require(
            min(layout.rows, layout.columns) >= pooling, "pooling", pooling,
            "at most \(min(layout.rows, layout.columns)) for images of \(images.shape) with this patchSize and stride")
        guard images.count > 0 else { throw UserError("patch-kmeans: there are no images to learn from") }
        // 1. Patches, normalised
        var patches = try draw(images, layout, context: context)
        // 2. Whitening
        let whitening = whiten ? try PatchWhitening(patches, floor: whiteningFloor, context: context) : nil
        if let whitening { patches = whitening.apply(patches, threads: context.threads) }
        // 3. Words
        let learner = KMeans(words: words, iterations: iterations, tolerance: 0, seeding: .random)
        let vocabulary = try learner.fit(patches, context: context)
        return FittedPatchKMeans(layout: layout, whitening: whitening, vocabulary: vocabulary)
    }

    /// The normalised patches at random places, as many from each image as can be, one a row in the order in which they were
    /// drawn. Images that are not in memory are read some hundred at a time.
    private func draw(_ images: ImageStack, _ layout: PatchLayout, context: RunContext) throws -> Matrix {
        try AttainableMemory.require(4 * Double(samples) * Double(layout.patchLength + 4), "patch-kmeans: the patches")
        var random = RandomSource(seed: context.seed, stream: 0x7061_7463_6865_73)
        let order = random.permutation(images.count)
        let shape = images.shape
        let places = (0..<samples).map { _ in
            (
                row: random.integer(below: shape.height - patchSize + 1),
                column: random.integer(below: shape.width - patchSize + 1)
            )
        }
        var values = Matrix(
            rows: samples, columns: layout.patchLength, values: Array(repeating: 0, count: samples * layout.patchLength)
        )
        let part = 256
        for first in Swift.stride(from: 0, to: min(images.count, samples), by: part) {
            let chosen = order[first..<min(first + part, images.count, samples)]
            let loaded = try images.selecting(chosen).loaded(threads: context.threads)
            for index in 0..<loaded.count {
                for sample in Swift.stride(from: first + index, to: samples, by: images.count) {
                    let place = places[sample]
                    PatchKernels.normalise(
                        loaded, index: index, row: place.row, column: place.column, layout, into: &values, at: sample)
                }
            }
        }
        return values
    }
}

/// Where the patches of an image of one shape lie, and to which part of the image each belongs.
struct PatchLayout: Sendable {
    let configuration: PatchKMeans
    let shape: ImageShape
    /// Patches down and across.
    let rows: Int
    let columns: Int

    init(configuration: PatchKMeans, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        rows = max(shape.height - configuration.patchSize, -1) / configuration.stride + 1
        columns = max(shape.width - configuration.patchSize, -1) / configuration.stride + 1
    }

    /// Numbers in a patch.
    var patchLength: Int { configuration.patchSize * configuration.patchSize * shape.channels }
    var count: Int { rows * columns }
    var featureCount: Int { configuration.pooling * configuration.pooling * configuration.words }

    /// The part that the patch in this row and column belongs to.
    @inline(__always)
    func part(row: Int, column: Int) -> Int {
        row * configuration.pooling / rows * configuration.pooling + column * configuration.pooling / columns
    }
}

/// Whitening that keeps the axes: x ← M x − `shift`.
struct PatchWhitening: Sendable {
    /// V (D + ε)^(−½) Vᵀ, symmetric.
    let matrix: Matrix
    /// M · mean.
    let shift: [Float]

    init(matrix: Matrix, shift: [Float]) {
        self.matrix = matrix
        self.shift = shift
    }

    init(_ patches: Matrix, floor: Double, context: RunContext) throws {
        guard patches.values.contains(where: { $0 != patches.values[0] }) else {
            throw UserError("patch-kmeans: all \(patches.rows) patches are flat, so there is nothing to whiten")
        }
        let spectrum = try PrincipalComponents(components: 0).fit(patches, context: context)
        let length = patches.columns
        var product = [Double](repeating: 0, count: length * length)
        for (index, variance) in spectrum.variances.enumerated() {
            let direction = spectrum.directions.row(index).map { Double($0) }
            let scale = 1 / (variance + floor).squareRoot()
            for row in 0..<length {
                for column in 0..<length {
                    product[row * length + column] += scale * direction[row] * direction[column]
                }
            }
        }
        matrix = Matrix(rows: length, columns: length, values: product.map { Float($0) })
        shift = matrix.product(with: spectrum.mean)
    }

    func apply(_ patches: Matrix, threads: Int) -> Matrix {
        var result = BLAS.multiply(patches, byTransposed: matrix, threads: threads)
        result.subtractFromRows(shift, threads: threads)
        return result
    }
}

/// Words that were learned, for images of one shape.
public struct FittedPatchKMeans: FittedExtractor {
    let layout: PatchLayout
    let whitening: PatchWhitening?
    /// The words, in the space of normalised and, if so configured, whitened patches; one row a word.
    public let words: Matrix
    /// The sum of squared distances after each iteration of k-means.
    public let inertia: [Double]
    private let packed: PackedPatchWords

    init(layout: PatchLayout, whitening: PatchWhitening?, vocabulary: Vocabulary) {
        self.layout = layout
        self.whitening = whitening
        words = vocabulary.words
        inertia = vocabulary.inertia
        packed = PackedPatchWords(words: vocabulary.words, whitening: whitening)
    }

    public var featureCount: Int { layout.featureCount }
    /// Numbers that were learned.
    public var parameterCount: Int {
        words.values.count + (whitening.map { $0.matrix.values.count + $0.shift.count } ?? 0)
    }

    /// The words as small pictures, as in the paper's figure 2: whitened where patches are.
    public var filters: FilterBank? {
        let side = layout.configuration.patchSize
        return FilterBank(
            count: words.rows, shape: ImageShape(height: side, width: side, channels: layout.shape.channels),
            weights: words.values)
    }

    /// Per patch of n numbers 4n (normalising), 2n² (whitening), and per word 2n (product) and 6 (distance, mean, activation,
    /// sum).
    public var flopsPerImage: Double {
        let length = Double(layout.patchLength)
        let perPatch = 4 * length + (whitening == nil ? 0 : 2 * length * length) + Double(words.rows) * (2 * length + 6)
        return Double(layout.count) * perPatch
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(
            images.shape == layout.shape, "images of \(images.shape) given to patches laid out for \(layout.shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: 4, threads: threads) { range, _ in
                PatchKernels.extract(images, range: range, layout: layout, words: packed, into: output)
            }
        }
    }
}
