import Core

/// What happens to images before they enter a network: scaling, a crop where there is one, and normalisation, learned from the
/// training images alone.
public struct NetworkInput: Codable, Hashable, Sendable {
    /// The shape of the images as they are given.
    public let imageShape: ImageShape
    /// Side to which they are scaled first; 0 for none.
    public let side: Int
    /// Distortions of training images, and the normalisation of all.
    public let augmentation: FittedAugmentation

    /// The shape of the images that ``scaled(_:threads:)`` gives.
    public var scaledShape: ImageShape { Self.scaledShape(imageShape, side: side) }
    /// The shape that the network takes in.
    public var shape: ImageShape { augmentation.outputShape }
    public var normalization: PixelNormalization {
        PixelNormalization(means: augmentation.means, deviations: augmentation.deviations)
    }

    /// Learns the normalisation from `images`, which have the shape of what ``scaled(_:threads:)`` gives and are in memory.
    ///
    /// Throws ``ConfigurationError`` where a setting does not fit the images.
    init(_ model: some NetworkModel, imageShape: ImageShape, learningFrom images: ImageStack) throws {
        self.imageShape = imageShape
        side = model.inputSide
        let normalization = try PixelNormalization(model.inputScaling, images)
        do {
            augmentation = try model.training.augmentation.fit(
                images, means: normalization.means, deviations: normalization.deviations)
        } catch let error as ConfigurationError {
            throw ConfigurationError(
                field: "training.augmentation.\(error.field)", value: error.value, allowed: error.allowed)
        }
    }

    /// Throws ``ConfigurationError`` where what a file says of the input does not fit together or is not what `model` asks for.
    func check(fits model: some NetworkModel) throws {
        try require(side == model.inputSide, "input.side", side, "\(model.inputSide), as in the settings")
        try require(
            augmentation.inputShape == scaledShape, "input.augmentation.inputShape", augmentation.inputShape,
            "\(scaledShape), the shape of the images")
        do {
            try augmentation.validate()
        } catch let error as ConfigurationError {
            throw ConfigurationError(
                field: "input.augmentation.\(error.field)", value: error.value, allowed: error.allowed)
        }
        try require(
            augmentation.configuration == model.training.augmentation, "input.augmentation.configuration",
            "another one",
            "that of the settings")
    }

    static func scaledShape(_ shape: ImageShape, side: Int) -> ImageShape {
        side > 0 ? ImageShape(height: side, width: side, channels: shape.channels) : shape
    }

    /// `images` in memory and scaled. Throws ``UserError`` where a file can no longer be read.
    public func scaled(_ images: ImageStack, threads: Int) throws -> ImageStack {
        try Self.scaled(images, side: side, threads: threads)
    }

    /// Some at a time, so that large originals never lie in memory all at once.
    static func scaled(_ images: ImageStack, side: Int, threads: Int) throws -> ImageStack {
        let shape = images.shape
        let target = scaledShape(shape, side: side)
        guard target != shape else { return try images.loaded(threads: threads) }
        try AttainableMemory.require(Double(images.count) * Double(target.count), "the scaled images")
        var pixels: [UInt8] = []
        pixels.reserveCapacity(images.count * target.count)
        let size = max(threads, min(1024, (64 << 20) / shape.count))
        for first in stride(from: 0, to: images.count, by: size) {
            let part = try images.selecting(first..<min(first + size, images.count)).loaded(threads: threads)
            pixels += scaled(inMemory: part, to: target, threads: threads).pixels
        }
        return ImageStack(shape: target, pixels: pixels)
    }

    /// - Precondition: The images are in memory.
    func scaled(inMemory images: ImageStack, threads: Int) -> ImageStack {
        Self.scaled(inMemory: images, to: scaledShape, threads: threads)
    }

    private static func scaled(inMemory images: ImageStack, to target: ImageShape, threads: Int) -> ImageStack {
        let pieces = Parallel.map((images.count + 15) / 16, threads: threads) { piece in
            images.selecting(piece * 16..<min(piece * 16 + 16, images.count))
                .resized(height: target.height, width: target.width).pixels
        }
        return ImageStack(shape: target, pixels: pieces.flatMap(\.self))
    }
}

extension PixelNormalization {
    /// How `scaling` makes numbers of pixels, given the training images. Throws ``ConfigurationError``.
    init(_ scaling: InputScaling, _ images: ImageStack) throws {
        switch scaling {
        case .standardised:
            self.init(fitting: images)
        case .centred(let scale):
            try require(scale > 0 && scale.isFinite, "inputScaling.scale", scale, "above 0")
            let channels = images.shape.channels
            self.init(
                means: PixelNormalization(fitting: images).means, deviations: [Float](repeating: scale, count: channels)
            )
        case .range(let black, let white):
            try require(
                white > black && black.isFinite && white.isFinite, "inputScaling.white", white, "above black (\(black))"
            )
            let deviation = 255 / (white - black)
            let channels = images.shape.channels
            self.init(
                means: [Float](repeating: -black * deviation, count: channels),
                deviations: [Float](repeating: deviation, count: channels))
        }
    }
}
