import Core

/// Local descriptors of an image, encoded in the cells of a spatial pyramid: one row of numbers an image.
///
/// J. Sivic and A. Zisserman, *Video Google*, ICCV 2003, and G. Csurka et al., *Visual Categorization with Bags of Keypoints*,
/// 2004: whatever the encoder, images with different numbers of descriptors become comparable.
///
/// Memory stays bounded however many images there are: to learn, at most ``Encoder/sampleCount`` descriptors are kept, drawn
/// from a part of the images; to extract, each thread holds the descriptors of the image that it works on.
///
/// Images may have sizes of their own: descriptors are found in each at its size, and the pyramid divides each by itself. One in which
/// no descriptor has room has none.
public struct BagOfFeatures<Descriptors: DescriptorExtractor, Code: Encoder>: Sendable {
    public let descriptors: Descriptors
    public let encoder: Code
    public let pyramid: SpatialPyramid

    public init(descriptors: Descriptors, encoder: Code, pyramid: SpatialPyramid = SpatialPyramid(grids: ["1x1"])) {
        self.descriptors = descriptors
        self.encoder = encoder
        self.pyramid = pyramid
    }

    /// Descriptors drawn from one image, as long as there are images enough: neighbours on a grid resemble each other.
    private static var descriptorsPerImage: Int { 64 }

    /// Draws descriptors from the training images, evenly over those that are looked at, and lets the encoder learn.
    ///
    /// Throws ``ConfigurationError`` or ``UserError`` where the images have no such descriptor or too few of them.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedBagOfFeatures {
        try descriptors.validate()
        try encoder.validate()
        try pyramid.validate()
        let fitted = try descriptors.fit(images.shape)
        if let side = images.longestSide {
            // What is too large is told before the work; smaller images can only be too small.
            _ = try descriptors.fit(ImageShape(height: side, width: side, channels: images.shape.channels))
        }
        let (sample, perImage, flops) = try draw(from: images, fitted, context)
        guard sample.rows > 0 else {
            throw UserError(
                "\(Descriptors.card.name): no descriptor was found in the \(images.count) training images; lower its thresholds"
            )
        }
        let code = try encoder.fit(sample, context: context)
        return FittedBagOfFeatures(
            finder: DescriptorFinder(configuration: descriptors, shape: images.shape, fitted: fitted), code: code,
            pyramid: pyramid, descriptorsPerImage: perImage, describingFlops: flops)
    }

    /// Up to `sampleCount` descriptors, and the mean number of descriptors of an image and of the operations that they take.
    private func draw(
        from images: ImageStack, _ fitted: Descriptors.Fitted, _ context: RunContext
    ) throws -> (sample: Matrix, perImage: Double, flops: Double) {
        let wanted = encoder.sampleCount
        let length = fitted.descriptorLength
        let looked = min(images.count, (wanted + Self.descriptorsPerImage - 1) / Self.descriptorsPerImage)
        guard looked > 0 else { return (Matrix(rows: 0, columns: length, values: []), 0, 0) }
        let quota = (wanted + looked - 1) / looked
        var random = RandomSource(seed: context.seed, stream: 0xBA60)
        let chosen = images.selecting(random.permutation(images.count).prefix(looked).sorted())
        let finder = DescriptorFinder(configuration: descriptors, shape: images.shape, fitted: fitted)
        var drawn: [Float] = []
        var found = 0
        var flops = 0.0
        // Some images at a time, so that the sample is all that is held.
        for first in stride(from: 0, to: looked, by: 128) {
            let part = try chosen.selecting(first..<min(first + 128, looked))
                .batch(inOwnSizes: true, threads: context.threads)
            let results = Parallel.map(part.count, threads: context.threads) {
                index -> (rows: Matrix, found: Int, flops: Double) in
                let found = finder.describe(part, index: index)
                let rows = found.local.descriptors
                guard rows.rows > quota else { return (rows, rows.rows, found.flops) }
                var random = RandomSource(seed: context.seed, stream: 0xBA61 + UInt64(first + index))
                return (rows.selecting(random.permutation(rows.rows).prefix(quota).sorted()), rows.rows, found.flops)
            }
            for result in results {
                drawn += result.rows.values
                found += result.found
                flops += result.flops
            }
            context.progress(
                WorkProgress(
                    phase: .fitRepresentation, unit: "sampled image", completed: first + part.count, total: looked))
        }
        let rows = min(wanted, drawn.count / length)
        let sample = Matrix(rows: rows, columns: length, values: Array(drawn.prefix(rows * length)))
        let mean = images.longestSide == nil ? fitted.flopsPerImage : flops / Double(looked)
        return (sample, Double(found) / Double(looked), mean)
    }
}

/// Codes of the descriptors of images of one shape, or of images that each have their own.
public struct FittedBagOfFeatures: FittedExtractor, OwnSizeExtractor {
    let finder: DescriptorFinder
    let code: any FittedEncoder
    let pyramid: SpatialPyramid
    /// Mean over the images that were looked at for learning.
    public let descriptorsPerImage: Double
    /// Operations to describe an image, in the mean over those that were looked at.
    let describingFlops: Double

    public var featureCount: Int { pyramid.regionCount * code.codeLength }
    /// Numbers that were learned.
    public var parameterCount: Int { code.parameterCount }
    public var flopsPerImage: Double {
        describingFlops + code.flops(descriptors: Int(descriptorsPerImage.rounded()), levels: pyramid.grids.count)
    }
    public var ownSizes: (any OwnSizeExtractor)? { self }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == finder.shape, "images of \(images.shape) given to one for \(finder.shape)")
        return extract(.oneShape(images), threads: threads)
    }

    public func extract(_ images: [ImageStack], threads: Int) -> Matrix {
        extract(.ownShapes(images), threads: threads)
    }

    private func extract(_ images: ImageBatch, threads: Int) -> Matrix {
        let weights = pyramid.regionWeights
        return Matrix(rows: images.count, columns: featureCount, threads: threads) { index, row in
            let found = finder.describe(images, index: index)
            let codes = code.encode(
                found.local.descriptors, regions: pyramid.regions(of: found.local.keypoints, shape: found.shape))
            for region in 0..<codes.rows {
                for (column, value) in codes.row(region).enumerated() {
                    row[region * codes.columns + column] = weights[region] * value
                }
            }
        }
    }
}
