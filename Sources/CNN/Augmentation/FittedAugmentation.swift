import Core

/// An ``Augmentation`` that knows its training images: pixels become numbers, (value − mean) / deviation in each channel.
///
/// The distortion of an image depends on the seed, the epoch and the index of the image, and on nothing else.
public struct FittedAugmentation: Codable, Hashable, Sendable {
    public let configuration: Augmentation
    public let inputShape: ImageShape
    /// Mean and standard deviation of the pixel values in each channel.
    public let means: [Float]
    public let deviations: [Float]
    /// Principal components of the colours times their standard deviations, `[component][channel]`; empty where not needed.
    let lighting: [Float]

    /// Throws ``ConfigurationError`` where a setting is not allowed or the parts do not fit together.
    func validate() throws {
        try configuration.validate()
        let side = min(inputShape.height, inputShape.width)
        try require(configuration.crop <= side, "crop", configuration.crop, "at most \(side)")
        let channels = inputShape.channels
        try require(
            means.count == channels && means.allSatisfy(\.isFinite), "means", means, "\(channels) finite numbers")
        try require(
            deviations.count == channels && deviations.allSatisfy { $0 > 0 && $0.isFinite }, "deviations", deviations,
            "\(channels) numbers above 0")
        try require(
            lighting.count == (configuration.colourPCA > 0 ? 9 : 0) && lighting.allSatisfy(\.isFinite)
                && (lighting.isEmpty || channels == 3), "lighting", "\(lighting.count) numbers",
            "nine finite numbers where colourPCA is above 0 and images have three channels, else none")
    }

    /// The shape of what comes out: that of the crop, or of the images.
    public var outputShape: ImageShape {
        guard configuration.crop > 0 else { return inputShape }
        return ImageShape(height: configuration.crop, width: configuration.crop, channels: inputShape.channels)
    }

    /// The distorted images at `indices` in `epoch`, `[image][channel][row][column]`.
    ///
    /// - Precondition: `stack` is in memory and has the shape of the training images.
    public func images(
        _ stack: ImageStack, indices: some Collection<Int>, epoch: Int, seed: UInt64, threads: Int
    ) -> [Float] {
        render(stack, Array(indices), threads: threads) {
            distortion(index: $0, epoch: epoch, seed: seed)
        } field: {
            ElasticStream(seed: seed, epoch: epoch, index: $0)
        }
    }

    /// The images at `indices` as they are, or as `view` shows them; of larger ones the centre. `[image][channel][row][column]`.
    public func plainImages(
        _ stack: ImageStack, indices: some Collection<Int>, view: TestViews.View? = nil, threads: Int
    ) -> [Float] {
        let distortion = view.map(plain) ?? plain
        return render(stack, Array(indices), threads: threads) { _ in
            distortion
        } field: { _ in
            nil
        }
    }

    /// How an image is moved for `view`, without distortion.
    func plain(_ view: TestViews.View) -> Distortion {
        var shown = plain
        (shown.isFlipped, shown.down, shown.right) = (view.isMirrored, view.down, view.right)
        return shown
    }

    /// All images of `stack`, distorted, as pictures: to look at them.
    public func distorted(_ stack: ImageStack, epoch: Int, seed: UInt64, threads: Int = 1) -> ImageStack {
        let values = images(stack, indices: 0..<stack.count, epoch: epoch, seed: seed, threads: threads)
        let shape = outputShape
        let area = shape.height * shape.width
        var pixels = [UInt8](repeating: 0, count: values.count)
        for (place, value) in values.enumerated() {
            let (image, channel, position) = (place / shape.count, place % shape.count / area, place % area)
            let level = (value * deviations[channel] + means[channel]).rounded()
            pixels[image * shape.count + position * shape.channels + channel] = UInt8(min(max(level, 0), 255))
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    /// The elastic displacement of every pixel of image `index` in `epoch`, to the right and down, `[row][column]` in pixels.
    public func displacement(index: Int, epoch: Int, seed: UInt64) -> (right: [Float], down: [Float]) {
        let scratch = AugmentationScratch(self)
        return scratch.displacement(ElasticStream(seed: seed, epoch: epoch, index: index))
    }

    private func render(
        _ stack: ImageStack, _ indices: [Int], threads: Int, _ distortion: @Sendable (Int) -> Distortion,
        field: @Sendable (Int) -> ElasticStream?
    ) -> [Float] {
        precondition(stack.isInMemory && stack.shape == inputShape)
        precondition(indices.allSatisfy((0..<stack.count).contains))
        let size = outputShape.count
        return [Float](unsafeUninitializedCapacity: indices.count * size) { target, written in
            written = indices.count * size
            guard let base = target.baseAddress else { return }
            let shared = SharedPointer(base)
            stack.pixels.withUnsafeBufferPointer { pixels in
                guard let source = pixels.baseAddress else { return }
                let shared = (shared, SharedPointer(UnsafeMutablePointer(mutating: source)))
                let scratches = (0..<max(min(threads, indices.count), 1)).map { _ in AugmentationScratch(self) }
                Parallel.ranges(indices.count, of: 16, threads: threads) { range, worker in
                    for place in range {
                        let index = indices[place]
                        scratches[worker].render(
                            distortion(index), field(index), from: shared.1.base + index * inputShape.count,
                            into: shared.0.base + place * size)
                    }
                }
            }
        }
    }
}

/// Names the stream of random numbers from which the elastic field of an image is drawn.
struct ElasticStream: Sendable {
    let seed: UInt64
    let epoch: Int
    let index: Int

    var random: RandomSource {
        RandomSource(seed: seed, stream: 0xE1A5, UInt64(truncatingIfNeeded: epoch), UInt64(index))
    }
}
