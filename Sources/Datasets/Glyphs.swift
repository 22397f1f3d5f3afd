import Core
import Crypto

/// Handwritten-looking digits that are drawn on demand: the data set that needs no download and has no last image.
///
/// Each of ten digit classes has several forms of pen strokes (``GlyphPath``). An image takes a form, writes it with its own
/// slant, size, proportions, place and elastic deformation, pen width and pressure, and puts it on paper with its own
/// contrast, gradient, noise, stray strokes, ruled lines, speckles and pieces of neighbouring digits. 28×28 grey, bright
/// ink on dark paper.
///
/// Image `index` and its label are a pure function of (seed, split, index): they depend neither on the number of images nor
/// on the number of threads, and every machine draws the same pixels.
public struct Glyphs: ImageDataset {
    /// Number of training images, 1…10,000,000.
    public var training = 20_000
    /// Number of test images, 1…10,000,000.
    public var test = 5_000
    /// Another seed, another collection.
    public var seed: UInt64 = 0
    /// How far the writing strays from the plain forms, 0…2.
    public var deformation: Float = 1
    /// How much lies on the paper beside the digit, 0…2.
    public var clutter: Float = 1
    /// Strength of the pixel noise, 0…2.
    public var noise: Float = 1

    public init() {}

    public static let card = Card(
        name: "glyphs", title: "Glyphs (generated digits)", year: 2026,
        paper:
            "Hindsight's own generator; the elastic deformation is in the spirit of Simard, Steinkraus and Platt: Best "
            + "practices for convolutional neural networks applied to visual document analysis, ICDAR 2003",
        deviations: [
            "synthetic: drawn from vector strokes, not collected from writers",
            "strokes are deformed by smooth waves before they are drawn; the paper deforms pixels by a blurred "
                + "random field",
        ])

    /// The two collections of one seed, which share no random stream.
    public enum Split: UInt64, Sendable, CaseIterable {
        case training = 0
        case test = 1
    }

    public var isSynthetic: Bool { true }
    public func trainingCount(in directory: String) -> Int { training }

    public func size(in directory: String) -> DatasetSize? {
        DatasetSize(
            shape: ImageShape(height: 28, width: 28, channels: 1), training: training, test: test, classes: 10)
    }

    public func validate() throws {
        let counts = 1...10_000_000
        try require(counts.contains(training), "training", training, "a number of images in 1…10000000")
        try require(counts.contains(test), "test", test, "a number of images in 1…10000000")
        try require((0...2).contains(deformation), "deformation", deformation, "in 0…2")
        try require((0...2).contains(clutter), "clutter", clutter, "in 0…2")
        try require((0...2).contains(noise), "noise", noise, "in 0…2")
    }

    /// Draws all images; nothing is read from `directory`. Throws ``ConfigurationError``, and ``UserError`` where there is no memory for them.
    public func load(from directory: String, threads: Int) throws -> LoadedImages {
        try validate()
        try AttainableMemory.require(800 * (Double(training) + Double(test)), "glyphs: the images")
        let splits = (
            images(0..<training, of: .training, threads: threads), images(0..<test, of: .test, threads: threads)
        )
        var hash = SHA256()
        for split in [splits.0, splits.1] {
            hash.update(data: split.images.pixels)
            hash.update(data: split.labels.map { UInt8($0) })
        }
        return LoadedImages(
            training: splits.0, test: splits.1, checksum: Checksum.hexadecimal(hash.finalize()))
    }

    /// Image `index` of `split`, with its label.
    ///
    /// - Precondition: `index >= 0`; the configuration is valid.
    public func image(index: Int, of split: Split = .training) -> LabelledImages {
        images(index..<index + 1, of: split, threads: 1)
    }

    /// The images at `indices` of `split`, with their labels; there is no upper bound.
    ///
    /// - Precondition: `indices` starts at 0 or above; the configuration is valid.
    public func images(_ indices: Range<Int>, of split: Split = .training, threads: Int) -> LabelledImages {
        precondition(indices.lowerBound >= 0)
        var labels = [Int](repeating: 0, count: indices.count)
        let pixels = drawGlyphs(self, indices, of: split, threads: threads, labels: &labels)
        let shape = ImageShape(height: GlyphPen.side, width: GlyphPen.side, channels: 1)
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: labels, classNames: (0...9).map(String.init))
    }

    /// The random numbers of image `index`, of which the first decides the label.
    func random(index: Int, of split: Split) -> RandomSource {
        RandomSource(seed: seed, stream: split.rawValue, UInt64(index))
    }

    /// Draws what `random` says on a cleared `pen`; returns the label and the paper to develop it on.
    func draw(_ pen: borrowing GlyphPen, _ random: inout RandomSource) -> (label: Int, paper: GlyphPaper) {
        let label = random.integer(below: GlyphPath.digits.count)
        let paper = GlyphPaper(clutter: clutter, noise: noise, &random)
        let path = Self.form(of: label, &random)
        let reach = 2 * deformation
        let middle = SIMD2<Float>(14, 14) + SIMD2(random.uniform(-reach, reach), random.uniform(-reach, reach))
        let hand = GlyphHand(path: path, target: middle, deformation: deformation, &random)
        pen.draw(path, hand: hand, level: random.uniform(0.8, 1), in: .ink, &random)
        if clutter > 0 {
            drawNeighbour(pen, beside: middle, &random)
            drawStrayStrokes(pen, &random)
            drawRuledLines(pen, &random)
        }
        return (label, paper)
    }

    private static func form(of label: Int, _ random: inout RandomSource) -> GlyphPath {
        let forms = GlyphPath.digits[label]
        return forms[random.integer(below: forms.count)]
    }

    /// The edge of another digit at the left or the right, as when digits are cut out of a number.
    private func drawNeighbour(_ pen: borrowing GlyphPen, beside middle: SIMD2<Float>, _ random: inout RandomSource) {
        guard random.uniform() < 0.3 * clutter else { return }
        let distance = random.uniform(17, 22) * (random.uniform() < 0.5 ? -1 : 1)
        let place = SIMD2(middle.x + distance, middle.y + random.uniform(-3, 3))
        let path = Self.form(of: random.integer(below: GlyphPath.digits.count), &random)
        let hand = GlyphHand(path: path, target: place, deformation: deformation, &random)
        pen.draw(path, hand: hand, level: random.uniform(0.6, 1), in: .clutter, &random)
    }

    /// Up to three thin strokes anywhere.
    private func drawStrayStrokes(_ pen: borrowing GlyphPen, _ random: inout RandomSource) {
        let count = Int(random.uniform(0, 2.2 * clutter))
        for _ in 0..<count {
            let start = SIMD2<Float>(random.uniform(0, 28), random.uniform(0, 28))
            let middle = start + SIMD2(random.uniform(-7, 7), random.uniform(-7, 7))
            let end = middle + SIMD2(random.uniform(-7, 7), random.uniform(-7, 7))
            let radius = random.uniform(0.2, 0.9)
            let level = random.uniform(0.25, 0.85)
            pen.segment(from: start, to: middle, radius: radius, softness: 1.2, level: level, in: .clutter)
            pen.segment(from: middle, to: end, radius: radius, softness: 1.2, level: level, in: .clutter)
        }
    }

    /// The faint lines of ruled paper.
    private func drawRuledLines(_ pen: borrowing GlyphPen, _ random: inout RandomSource) {
        guard random.uniform() < 0.25 * clutter else { return }
        let spacing = random.uniform(7, 12)
        let tilt = random.uniform(-2, 2)
        let level = random.uniform(0.15, 0.5)
        var height = random.uniform(0, spacing)
        while height < 28 {
            pen.segment(
                from: SIMD2(0, height - tilt), to: SIMD2(28, height + tilt), radius: 0.3, softness: 1.2, level: level,
                in: .clutter)
            height += spacing
        }
    }
}
