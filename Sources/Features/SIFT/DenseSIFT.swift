import Core

/// SIFT descriptors on a grid, at several sizes and in colour: "pyramid histograms of visual words" (PHOW) before the words.
///
/// A. Bosch, A. Zisserman and X. Muñoz, *Image Classification using Random Forests and Ferns*, ICCV 2007; the descriptor is
/// D. Lowe's (IJCV 2004, §6). The definition in numbers is that of VLFeat's `vl_dsift` and `vl_phow` (A. Vedaldi and
/// B. Fulkerson, ACM Multimedia 2010), in a notation of our own:
///
/// For each size b of `binSizes` and each plane of `colour`, with values 0…1:
/// 1. The plane is blurred by a Gaussian of σ = b / `magnification`, the border repeated.
/// 2. Gradients by ½ [−1 0 1], one-sided at the border; the length of each is shared linearly between the two nearest of 8
///    directions, direction k at k · 45°.
/// 3. Cell (r, c) of the 4×4 of a descriptor at (x₀, y₀), the centre of its first cell, sums the pixels (x, y) with the weight
///    Λ(x − x₀ − c b) Λ(y − y₀ − r b), Λ(t) = max(0, 1 − |t| / b), times the window: a Gaussian of σ = 1.5 b around the centre of
///    the descriptor, taken at the pixel (`gaussian`) or as its mean over the cell (`flat`). Gradients beyond the border repeat
///    those at the border.
/// 4. The sum of the 128 numbers over (3 b + 1)² is the contrast. Unit length, values limited to 0.2, unit length; all zero
///    where the contrast is below `contrastThreshold` in the first plane of grey and opponent colours, in the value plane of
///    HSV, or on average over red, green and blue.
///
/// Descriptors are `step` pixels apart, and the first ones of all sizes share their centre as closely as whole pixels allow:
/// x₀ = ⌊1.5 (B − b)⌋ for the largest size B that fits the image. They follow each other by size, row, column.
///
/// Conventions: a descriptor is laid out as `[plane][row][column][direction]`, directions growing from +x to +y, as that of
/// ``SIFT`` at angle 0. Its keypoint is the centre of the 4×4 cells, the scale there is the size b of a cell, the angle 0.
/// Each plane's 128 numbers have unit length (or the roots of their shares of their sum, for RootSIFT) or are all zero.
public struct DenseSIFT: DescriptorExtractor {
    /// Pixels from one descriptor to the next, 1…1000.
    public let step: Int
    /// Sizes of a cell in pixels, one set of descriptors each: up to 16 numbers 1…100. Sizes that do not fit the image (3 b + 1
    /// pixels) are left out.
    public let binSizes: [Int]
    /// The planes that are described: 128 numbers for each.
    public let colour: ColourPlanes
    /// Size of a cell over the σ of the blur, 0.5…100; 0 for no blur.
    public let magnification: Double
    /// How pixels are weighted by their place in the descriptor.
    public let window: Window
    /// Least contrast of a descriptor that is not all zero, 0…1.
    public let contrastThreshold: Float
    /// Square roots of the descriptor divided by its sum instead of the descriptor.
    public let rootSIFT: Bool

    /// How pixels far from the centre of a descriptor count less.
    public enum Window: String, Codable, Sendable, CaseIterable {
        /// One weight a cell: faster, and nearly the same.
        case flat
        /// One weight a pixel.
        case gaussian
    }

    public init() { self.init(step: 4) }

    public init(
        step: Int, binSizes: [Int] = [4, 6, 8], colour: ColourPlanes = .grey, magnification: Double = 6,
        window: Window = .flat, contrastThreshold: Float = 0.005, rootSIFT: Bool = false
    ) {
        self.step = step
        self.binSizes = binSizes
        self.colour = colour
        self.magnification = magnification
        self.window = window
        self.contrastThreshold = contrastThreshold
        self.rootSIFT = rootSIFT
    }

    public static let card = Card(
        name: "dense-sift", title: "Dense SIFT (PHOW)", year: 2007,
        paper: "A. Bosch, A. Zisserman and X. Muñoz, Image Classification using Random Forests and Ferns, ICCV 2007",
        deviations: [
            "Square cells on a grid as in VLFeat's vl_phow; the paper has circular supports every 10 pixels.",
            "The default sizes are 4, 6 and 8 pixels with a step of 4, so that images of 28×28 pixels have descriptors of "
                + "every size.",
        ])

    public static var choices: [String: [String]] {
        ["colour": ColourPlanes.allCases.map(\.rawValue), "window": Window.allCases.map(\.rawValue)]
    }

    /// The most numbers in the descriptors of one image: 2 GiB.
    public static let maximumNumbers = 1 << 29

    public func validate() throws {
        try require((1...1000).contains(step), "step", step, "from 1 to 1000 pixels")
        try require(
            (1...16).contains(binSizes.count) && binSizes.allSatisfy((1...100).contains), "binSizes", binSizes,
            "1 to 16 sizes from 1 to 100 pixels")
        try require(
            magnification == 0 || (magnification >= 0.5 && magnification <= 100), "magnification", magnification,
            "from 0.5 to 100, or 0 for no blur")
        try require(
            contrastThreshold >= 0 && contrastThreshold <= 1, "contrastThreshold", contrastThreshold, "from 0 to 1")
    }

    /// Lays out the grids. Nothing is learned.
    ///
    /// Throws ``ConfigurationError`` where no size fits the image, or where the descriptors of one image would be more than
    /// ``maximumNumbers``.
    public func fit(_ shape: ImageShape) throws -> FittedDenseSIFT {
        try validate()
        let side = min(shape.height, shape.width)
        try require(
            binSizes.contains { 3 * $0 < side }, "binSizes", binSizes,
            "at most \((side - 1) / 3) for images of \(shape), which must be larger than 3 cells")
        let numbers = DenseSIFTLayout.descriptorCount(self, shape) * 128 * colour.count
        try require(
            numbers <= Self.maximumNumbers, "step", step,
            "larger for images of \(shape): \(numbers) numbers an image, where \(Self.maximumNumbers) are the most")
        return FittedDenseSIFT(layout: DenseSIFTLayout(configuration: self, shape: shape))
    }
}

/// Dense SIFT for images of one shape.
public struct FittedDenseSIFT: FittedDescriptorExtractor {
    let layout: DenseSIFTLayout
    private let pool = ScratchPool<DenseSIFTScratch>()

    init(layout: DenseSIFTLayout) { self.layout = layout }

    public var descriptorLength: Int { layout.descriptorLength }

    /// Centres of all descriptors, the same for every image.
    public var keypoints: [Keypoint] { layout.keypoints }

    /// For each plane and size: per pixel the blur, 35 for the gradient and 8 for its vote, and the sums over the cells; per
    /// number of a descriptor 6.
    public var flopsPerImage: Double {
        let pixels = Double(layout.shape.height * layout.shape.width)
        let work = layout.scales.map { scale -> Double in
            let blur = scale.blur.map { Double(6 * $0.radius + 2) } ?? 0
            let taps = Double(2 * scale.binSize - 1) * 16
            let across = Double(layout.shape.height * scale.columns.count) * taps
            return pixels * (blur + 43) + across + Double(scale.rows.count * scale.columns.count) * taps
        }
        let numbers = Double(layout.keypoints.count * descriptorLength)
        return Double(layout.configuration.colour.count) * work.reduce(0, +) + 6 * numbers
    }

    public func describe(_ images: ImageStack, index: Int) -> LocalDescriptors {
        precondition(
            images.shape == layout.shape, "images of \(images.shape) given to a dense SIFT laid out for \(layout.shape)"
        )
        precondition(images.isInMemory && (0..<images.count).contains(index))
        let size = images.shape.count
        let descriptors = pool.with(make: { DenseSIFTScratch(layout) }, bytes: \.byteCount) { scratch in
            Matrix(rows: layout.keypoints.count, columns: descriptorLength) { target in
                images.pixels.withUnsafeBufferPointer { pixels in
                    DenseSIFTKernels.describe(
                        UnsafeBufferPointer(rebasing: pixels[index * size..<(index + 1) * size]), layout, scratch,
                        into: target)
                }
            }
        }
        return LocalDescriptors(keypoints: layout.keypoints, descriptors: descriptors)
    }
}
