import Core
import Features
import Testing

@Suite("Colour in HOG")
struct HOGColourTests {
    /// One strip and several of them, whole ones and not; sides that are no multiple of a cell.
    static let shapes = [
        ImageShape(height: 32, width: 32, channels: 3), ImageShape(height: 21, width: 131, channels: 3),
        ImageShape(height: 70, width: 19, channels: 3),
    ]

    /// Every extractor of this family with a colour setting, in every convention.
    private static func extractors(_ colour: HOG.Colour) -> [any FeatureExtractor] {
        HOG.Convention.allCases.map { HOG(cellSize: 5, convention: $0, colour: colour) }
            + [
                HOG(cellSize: 4, blockSize: 3, blockStride: 2, bins: 16, signed: true, gamma: .sqrt, colour: colour),
                HOG(cellSize: 8, bins: 18, signed: true, convention: .openCV, gamma: .sqrt, colour: colour),
                HOGPyramid(cellSizes: [14, 7, 4], colour: colour),
                HOGPyramid(cellSizes: [9, 3], overlap: false, voting: .box, weighting: .cells, colour: colour),
                UoCTTI(cellSize: 6, colour: colour),
            ]
    }

    private static func features(_ extractor: some FeatureExtractor, _ images: ImageStack, threads: Int = 1) throws
        -> Matrix
    {
        try extractor.fit(images, context: RunContext()).extract(images, threads: threads)
    }

    /// Three random images, whose channels differ.
    private static func images(_ shape: ImageShape) -> ImageStack {
        let tall = ImageShape(height: 3 * shape.height, width: shape.width, channels: shape.channels)
        return ImageStack(shape: shape, pixels: HOGReference.random(tall, seed: 12).pixels)
    }

    private static func channel(_ index: Int, of images: ImageStack) -> ImageStack {
        let shape = ImageShape(height: images.shape.height, width: images.shape.width, channels: 1)
        return ImageStack(
            shape: shape, pixels: stride(from: index, to: images.pixels.count, by: 3).map { images.pixels[$0] })
    }

    @Test("grey is the descriptor of the grey image, bit by bit", arguments: shapes)
    func grey(_ shape: ImageShape) throws {
        let images = Self.images(shape)
        for extractor in Self.extractors(.grey) {
            #expect(try Self.features(extractor, images) == Self.features(extractor, images.grey()), "\(extractor)")
        }
    }

    @Test("channels are the descriptors of three grey images, one after the other", arguments: shapes)
    func channels(_ shape: ImageShape) throws {
        let images = Self.images(shape)
        for extractor in Self.extractors(.channels) {
            let together = try Self.features(extractor, images)
            let each = try (0..<3).map { try Self.features(extractor, Self.channel($0, of: images)) }
            #expect(together.columns == 3 * each[0].columns)
            for row in 0..<images.count {
                #expect(Array(together.row(row)) == each.flatMap { Array($0.row(row)) }, "\(extractor)")
            }
        }
    }

    @Test("grey images have one descriptor, whatever the colour; images of equal channels nearly so")
    func withoutColour() throws {
        let images = Self.images(Self.shapes[0])
        let grey = images.grey()
        let tinted = ImageStack(shape: images.shape, pixels: grey.pixels.flatMap { [$0, $0, $0] })
        for ((strongest, luma), channels) in zip(
            zip(Self.extractors(.strongest), Self.extractors(.grey)), Self.extractors(.channels))
        {
            let expected = try Self.features(strongest, grey)
            #expect(try Self.features(luma, grey) == expected && Self.features(channels, grey) == expected)
            #expect(try Self.features(strongest, tinted) == expected && Self.features(luma, tinted) == expected)
            #expect(try Self.features(strongest, images) != Self.features(luma, images))
        }
    }

    @Test("threads do not change a bit", arguments: HOG.Colour.allCases)
    func threads(_ colour: HOG.Colour) throws {
        let images = HOGReference.random(ImageShape(height: 300 * 20, width: 24, channels: 3), seed: 2)
        let stack = ImageStack(shape: ImageShape(height: 20, width: 24, channels: 3), pixels: images.pixels)
        for extractor in Self.extractors(colour) {
            let one = try Self.features(extractor, stack)
            #expect(try one == Self.features(extractor, stack, threads: 3))
            #expect(try one.row(171) == Self.features(extractor, stack.selecting([171])).row(0))
        }
    }

    @Test("the picture of channels is the sum of theirs")
    func cells() throws {
        let images = Self.images(Self.shapes[0])
        let both = try HOG(cellSize: 8, colour: .channels).fit(images, context: RunContext())
        let sum = both.cellHistograms(images, index: 1)
        let each = try (0..<3).map {
            let channel = Self.channel($0, of: images)
            return try HOG(cellSize: 8).fit(channel, context: RunContext()).cellHistograms(channel, index: 1)
        }
        for row in sum.indices {
            for column in sum[row].indices {
                for bin in sum[row][column].indices {
                    let expected = each.reduce(0) { $0 + $1[row][column][bin] }
                    #expect(abs(sum[row][column][bin] - expected) <= 1e-4 * max(1, expected))
                }
            }
        }
    }
}
