import Core

/// Local descriptors of an image, encoded in the cells of a spatial pyramid: one row of numbers an image.
///
/// J. Sivic and A. Zisserman, *Video Google*, ICCV 2003, and G. Csurka et al., *Visual Categorization with Bags of Keypoints*,
/// 2004: whatever the encoder, images with different numbers of descriptors become comparable.
///
/// Memory stays bounded however many images there are: to learn, at most ``Encoder/sampleCount`` descriptors are kept, drawn
/// from a part of the images; to extract, each thread holds the descriptors of the image that it works on.
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
        let (sample, perImage) = try draw(from: images, fitted, context)
        guard sample.rows > 0 else {
            throw UserError(
                "\(Descriptors.card.name): no descriptor was found in the \(images.count) training images; lower its thresholds"
            )
        }
        let code = try encoder.fit(sample, context: context)
        return FittedBagOfFeatures(
            shape: images.shape, descriptors: fitted, code: code, pyramid: pyramid, descriptorsPerImage: perImage)
    }

    /// Up to `sampleCount` descriptors, and the mean number of descriptors of an image.
    private func draw(
        from images: ImageStack, _ fitted: Descriptors.Fitted, _ context: RunContext
    ) throws -> (sample: Matrix, perImage: Double) {
        let wanted = encoder.sampleCount
        let looked = min(images.count, (wanted + Self.descriptorsPerImage - 1) / Self.descriptorsPerImage)
        guard looked > 0 else { return (Matrix(rows: 0, columns: fitted.descriptorLength, values: []), 0) }
        let quota = (wanted + looked - 1) / looked
        var random = RandomSource(seed: context.seed, stream: 0xBA60)
        let chosen = images.selecting(random.permutation(images.count).prefix(looked).sorted())
        let length = fitted.descriptorLength
        var drawn: [Float] = []
        var found = 0
        // Some images at a time, so that the sample is all that is held.
        for first in stride(from: 0, to: looked, by: 128) {
            let part = try chosen.selecting(first..<min(first + 128, looked)).loaded(threads: context.threads)
            let results = Parallel.map(part.count, threads: context.threads) { index -> (rows: Matrix, found: Int) in
                let local = fitted.describe(part, index: index).descriptors
                guard local.rows > quota else { return (local, local.rows) }
                var random = RandomSource(seed: context.seed, stream: 0xBA61 + UInt64(first + index))
                return (local.selecting(random.permutation(local.rows).prefix(quota).sorted()), local.rows)
            }
            for result in results {
                drawn += result.rows.values
                found += result.found
            }
            context.progress(
                WorkProgress(
                    phase: .fitRepresentation, unit: "sampled image", completed: first + part.count, total: looked))
        }
        let rows = min(wanted, drawn.count / length)
        let sample = Matrix(rows: rows, columns: length, values: Array(drawn.prefix(rows * length)))
        return (sample, Double(found) / Double(looked))
    }
}

/// Codes of the descriptors of images of one shape.
public struct FittedBagOfFeatures: FittedExtractor {
    let shape: ImageShape
    let descriptors: any FittedDescriptorExtractor
    let code: any FittedEncoder
    let pyramid: SpatialPyramid
    /// Mean over the images that were looked at for learning.
    public let descriptorsPerImage: Double

    public var featureCount: Int { pyramid.regionCount * code.codeLength }
    /// Numbers that were learned.
    public var parameterCount: Int { code.parameterCount }
    public var flopsPerImage: Double {
        descriptors.flopsPerImage
            + code.flops(descriptors: Int(descriptorsPerImage.rounded()), levels: pyramid.grids.count)
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.isInMemory && images.shape == shape, "images of \(images.shape) given to one for \(shape)")
        let weights = pyramid.regionWeights
        return Matrix(rows: images.count, columns: featureCount, threads: threads) { index, row in
            let local = descriptors.describe(images, index: index)
            let codes = code.encode(local.descriptors, regions: pyramid.regions(of: local.keypoints, shape: shape))
            for region in 0..<codes.rows {
                for (column, value) in codes.row(region).enumerated() {
                    row[region * codes.columns + column] = weights[region] * value
                }
            }
        }
    }
}
