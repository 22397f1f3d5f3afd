import Core
import Features
import Testing

/// A descriptor a pixel: its grey value and its column.
private struct PixelDescriptors: DescriptorExtractor {
    static let card = Card(name: "pixels", title: "Pixels", year: 2026, paper: "this test")

    func validate() {}
    func fit(_ shape: ImageShape) -> Fitted { Fitted(shape: shape) }

    struct Fitted: FittedDescriptorExtractor {
        let shape: ImageShape
        var descriptorLength: Int { 2 }
        var flopsPerImage: Double { 1 }

        func describe(_ images: ImageStack, index: Int) -> LocalDescriptors {
            var keypoints: [Keypoint] = []
            var values: [Float] = []
            for (position, value) in images[index].enumerated() where value > 0 {
                let column = position % shape.width
                keypoints.append(Keypoint(x: Float(column), y: Float(position / shape.width), scale: 1))
                values += [Float(value), Float(column)]
            }
            return LocalDescriptors(
                keypoints: keypoints, descriptors: Matrix(rows: keypoints.count, columns: 2, values: values))
        }
    }
}

/// The number of descriptors and the sum of their values.
private struct Sums: Encoder {
    var sampleCount = 500
    static let card = Card(name: "sums", title: "Sums", year: 2026, paper: "this test")

    func validate() {}
    func fit(_ sample: Matrix, context: RunContext) -> Fitted { Fitted(sampleRows: sample.rows) }
    func codeLength(descriptorLength: Int) -> Int { 3 }

    func restored(_ stored: Stored, descriptorLength: Int) throws -> Fitted {
        Fitted(sampleRows: try stored.integers("rows", count: 1, in: 0...sampleCount)[0])
    }

    struct Fitted: FittedEncoder {
        let sampleRows: Int
        var codeLength: Int { 3 }
        var parameterCount: Int { 0 }
        func stored() -> Stored {
            var stored = Stored()
            stored.put("rows", [sampleRows])
            return stored
        }
        func flops(descriptors: Int, levels: Int) -> Double { Double(descriptors * levels) }

        func encode(_ descriptors: Matrix, regions: [[Int32]]) -> Matrix {
            Matrix(
                rows: regions.count, columns: 3,
                values: regions.flatMap { region in
                    [
                        Float(region.count), region.reduce(0) { $0 + descriptors[Int($1), 0] },
                        region.isEmpty ? 0 : Float(sampleRows),
                    ]
                })
        }
    }
}

@Suite("Bags of features")
struct BagOfFeaturesTests {
    private static let shape = ImageShape(height: 4, width: 6, channels: 1)

    private func images(_ count: Int) -> ImageStack {
        ImageStack(
            shape: Self.shape,
            pixels: (0..<count).flatMap { image in (0..<24).map { UInt8((image * 7 + $0) % 250 + 1) } })
    }

    @Test("every cell of every grid gets the code of the descriptors that lie in it")
    func cells() throws {
        let bag = BagOfFeatures(
            descriptors: PixelDescriptors(), encoder: Sums(), pyramid: SpatialPyramid(grids: ["1x1", "2x3"]))
        let stack = images(40)
        let fitted = try bag.fit(stack, context: RunContext())
        let rows = fitted.extract(stack, threads: 1)
        #expect(fitted.featureCount == 21 && rows.rows == 40 && rows.columns == 21)
        #expect(fitted.descriptorsPerImage == 24)
        for image in 0..<40 {
            let pixels = Array(stack[image]).map(Float.init)
            #expect(rows[image, 0] == 24 && rows[image, 1] == pixels.reduce(0, +))
            for cellRow in 0..<2 {
                for cellColumn in 0..<3 {
                    let members = [(0, 0), (0, 1), (1, 0), (1, 1)].map {
                        pixels[(cellRow * 2 + $0.0) * 6 + cellColumn * 2 + $0.1]
                    }
                    let start = 3 + (cellRow * 3 + cellColumn) * 3
                    #expect(rows[image, start] == 4 && rows[image, start + 1] == members.reduce(0, +))
                }
            }
        }
        #expect(fitted.extract(stack, threads: 2) == rows)
    }

    @Test("images of their own sizes are described in them, and each is divided by itself")
    func ownSizes() throws {
        let shapes = [(4, 6), (9, 3), (2, 2), (4, 6), (1, 40)].map {
            ImageShape(height: $0.0, width: $0.1, channels: 1)
        }
        let own = shapes.enumerated().map { index, shape in
            ImageStack(shape: shape, pixels: (0..<shape.count).map { UInt8((index * 31 + $0 * 3) % 250 + 1) })
        }
        let stack = ImageStack(ownSizes: own, shape: Self.shape)
        let pyramid = SpatialPyramid(grids: ["1x1", "2x1"])
        let fitted = try BagOfFeatures(descriptors: PixelDescriptors(), encoder: Sums(), pyramid: pyramid).fit(
            stack, context: RunContext())
        #expect(fitted.descriptorsPerImage == Double(shapes.reduce(0) { $0 + $1.count }) / 5)
        let batch = try stack.batch(inOwnSizes: true, threads: 2)
        let rows = fitted.extract(batch, threads: 1)
        #expect(fitted.extract(batch, threads: 3) == rows)
        for (index, image) in own.enumerated() {
            let upper = image.shape.height / 2 * image.shape.width
            // A row of pixels belongs to the half that its middle lies in; the middle of the middle row to the lower one.
            let values = image.pixels.map(Float.init)
            #expect(rows[index, 0] == Float(image.shape.count) && rows[index, 1] == values.reduce(0, +))
            #expect(rows[index, 3] == Float(upper) && rows[index, 6] == Float(image.shape.count - upper))
            #expect(rows[index, 7] == values[upper...].reduce(0, +))
        }
        #expect(rows.row(0) == fitted.extract(own[0], threads: 1).row(0))
        // Whoever asks for one size gets it.
        #expect(try stack.loaded(threads: 1).shape == Self.shape && stack.inOneSize.longestSide == nil)
        #expect(stack.longestSide == 40 && stack.selecting([2]).longestSide == 40)
    }

    @Test("an image in which no descriptor has room has none")
    func tooSmall() throws {
        let own = [(40, 40), (5, 60), (30, 50)].map { height, width in
            ImageStack(
                shape: ImageShape(height: height, width: width, channels: 1),
                pixels: (0..<height * width).map { UInt8($0 * 37 % 251) })
        }
        let stack = ImageStack(ownSizes: own, shape: ImageShape(height: 32, width: 32, channels: 1))
        let fitted = try BagOfFeatures(descriptors: DenseSIFT(), encoder: BagOfWords(words: 4)).fit(
            stack, context: RunContext())
        let rows = fitted.extract(try stack.batch(inOwnSizes: true, threads: 1), threads: 1)
        #expect(rows.row(1).allSatisfy { $0 == 0 } && rows.row(0).contains { $0 > 0 })
    }

    @Test("the sample is as large as asked for, drawn over many images, and follows the seed")
    func sampling() throws {
        func sampled(_ count: Int, of images: ImageStack) throws -> Float {
            let bag = BagOfFeatures(descriptors: PixelDescriptors(), encoder: Sums(sampleCount: count))
            return try bag.fit(images, context: RunContext(seed: 3)).extract(images, threads: 1)[0, 2]
        }
        #expect(try sampled(500, of: images(40)) == 192)  // 8 images of 24 descriptors
        #expect(try sampled(50, of: images(40)) == 24)
        #expect(try sampled(10_000, of: images(5)) == 120)
    }

    @Test("no descriptor in any image is one clear error; in one image its code is all zero")
    func nothing() throws {
        let bag = BagOfFeatures(descriptors: PixelDescriptors(), encoder: Sums())
        let black = ImageStack(shape: Self.shape, pixels: [UInt8](repeating: 0, count: 48))
        let error = #expect(throws: UserError.self) { try bag.fit(black, context: RunContext()) }
        #expect(error?.description.contains("no descriptor was found in the 2 training images") ?? false)
        let fitted = try bag.fit(images(3), context: RunContext())
        #expect(fitted.extract(black, threads: 1).values.allSatisfy { $0 == 0 })
    }

    @Test("the weights are those of Lazebnik's equation 3; grids are checked")
    func pyramid() throws {
        let weights = SpatialPyramid(grids: ["1x1", "2x2", "4x4"], weighting: .lazebnik).regionWeights
        #expect(weights == [0.25] + [Float](repeating: 0.25, count: 4) + [Float](repeating: 0.5, count: 16))
        #expect(SpatialPyramid(grids: ["1x1", "3x1"]).regionWeights == [1, 1, 1, 1])
        for grids in [[], ["2"], ["0x1"], ["17x1"], ["2x2x2"], ["1x1", "1x1"], ["axb"], ["-1x2"]] {
            #expect(throws: ConfigurationError.self, "\(grids)") { try SpatialPyramid(grids: grids).validate() }
        }
        let outside = [Keypoint(x: -3, y: 9, scale: 1), Keypoint(x: 5.6, y: -0.9, scale: 1)]
        let regions = SpatialPyramid(grids: ["2x2"]).regions(of: outside, shape: Self.shape)
        #expect(regions == [[], [1], [0], []])
    }
}
