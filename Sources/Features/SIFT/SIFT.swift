import Core

/// Scale-invariant feature transform: finds blobs of any size, gives each a direction, and describes its neighbourhood in
/// that frame.
///
/// D. Lowe, *Distinctive Image Features from Scale-Invariant Keypoints*, IJCV 60 (2004); first *Object Recognition from Local
/// Scale-Invariant Features*, ICCV 1999. R. Arandjelović and A. Zisserman, *Three things everyone should know to improve object
/// retrieval*, CVPR 2012, for RootSIFT.
///
/// 1. Scale space (§3): the image, doubled in size, blurred by Gaussians of σ, kσ, k²σ, … with k = 2^(1/s) for s
///    `scalesPerOctave`; after an octave every second pixel is kept. Their differences D approximate σ²∇²G.
/// 2. Keypoints (§3.1, §4): the pixels where D is larger or smaller than at its 26 neighbours in place and scale, moved to the
///    extremum of the quadratic through them (§4, equations 2 and 3), of enough contrast and not on an edge (§4.1).
/// 3. Directions (§5): the peaks of a histogram of gradient directions, 36 bins, Gaussian window of 1.5 σ, every peak of at
///    least 80 % of the highest.
/// 4. Descriptors (§6): 4×4 histograms of 8 gradient directions relative to that of the keypoint, each 3 σ wide,
///    interpolated in place and direction, Gaussian window of half the width; unit length, values limited to 0.2, unit length.
///
/// Conventions: keypoints are in pixels of the original image, (0, 0) the centre of the top left pixel; `scale` is the σ of
/// the Gaussian; angles are as in ``Keypoint``. Colour images are described by their luma. A descriptor is laid out as
/// `[row][column][direction]` in the keypoint's frame, the column growing along its angle, the row 90° further (towards +y where
/// the angle is 0), direction b centred at b · 45° and growing in the same sense (OpenCV counts them the other way). Its values
/// are floats and its L2 norm is 1 (OpenCV: times 512, limited to 255 and rounded), or 0 where the neighbourhood is flat.
///
/// Patents: the method was protected by US 6,711,293, which expired in March 2020; it may be used freely.
///
/// Deviations from the paper are listed on the ``card``.
public struct SIFT: DescriptorExtractor {
    /// Least |D| at a keypoint times `scalesPerOctave`, as a share of the range from black to white, 0…1. The paper's 0.03 is
    /// for |D| itself.
    public let contrastThreshold: Float
    /// Largest ratio of the principal curvatures of D at a keypoint (r in §4.1), 1…1000.
    public let edgeThreshold: Float
    /// Scales in each octave, 1…8 (s in §3).
    public let scalesPerOctave: Int
    /// Standard deviation of the first Gaussian in pixels of the first octave, 0.8…4.
    public let sigma: Float
    /// Begin with the image doubled in size: about four times the keypoints (§3.3).
    public let doubled: Bool
    /// All directions 0, one descriptor a place: for pictures that are never rotated.
    public let upright: Bool
    /// Only the keypoints with the largest |D|, so many; 0 for all. Further directions at a place count too.
    public let maximumKeypoints: Int
    /// Square roots of the descriptor divided by its sum instead of the descriptor.
    public let rootSIFT: Bool

    public init() { self.init(contrastThreshold: 0.04) }

    public init(
        contrastThreshold: Float = 0.04, edgeThreshold: Float = 10, scalesPerOctave: Int = 3, sigma: Float = 1.6,
        doubled: Bool = true, upright: Bool = false, maximumKeypoints: Int = 0, rootSIFT: Bool = false
    ) {
        self.contrastThreshold = contrastThreshold
        self.edgeThreshold = edgeThreshold
        self.scalesPerOctave = scalesPerOctave
        self.sigma = sigma
        self.doubled = doubled
        self.upright = upright
        self.maximumKeypoints = maximumKeypoints
        self.rootSIFT = rootSIFT
    }

    public static let card = Card(
        name: "sift", title: "Scale-invariant feature transform", year: 1999,
        paper: "D. Lowe, Distinctive Image Features from Scale-Invariant Keypoints, IJCV 60, 2004",
        deviations: [
            "The contrast threshold is 0.04 divided by the number of scales per octave, as in OpenCV, not 0.03.",
            "Directions and descriptors are computed on the Gaussian image nearest in scale, gradients by centred "
                + "differences; no keypoints are sought within 5 pixels of the edge of an octave.",
        ])

    /// The most pixels of the first octave: four times those of the image where it is doubled.
    public static let maximumPixels = 1 << 26

    public func validate() throws {
        try require(
            contrastThreshold >= 0 && contrastThreshold <= 1, "contrastThreshold", contrastThreshold, "from 0 to 1")
        try require(edgeThreshold >= 1 && edgeThreshold <= 1000, "edgeThreshold", edgeThreshold, "from 1 to 1000")
        try require((1...8).contains(scalesPerOctave), "scalesPerOctave", scalesPerOctave, "from 1 to 8")
        try require(sigma >= 0.8 && sigma <= 4, "sigma", sigma, "from 0.8 to 4")
        try require(
            (0...10_000_000).contains(maximumKeypoints), "maximumKeypoints", maximumKeypoints, "from 0 to 10000000")
    }

    /// Lays out the scale space. Nothing is learned.
    ///
    /// Throws ``ConfigurationError`` for images of more than ``maximumPixels``. An image too small for a keypoint has none.
    public func fit(_ shape: ImageShape) throws -> FittedSIFT {
        try validate()
        let pixels = shape.height * shape.width
        try require(
            pixels <= Self.maximumPixels, "images", "\(shape)", "of at most \(Self.maximumPixels) pixels for sift")
        try require(
            !doubled || 4 * pixels <= Self.maximumPixels, "doubled", doubled,
            "false for images of more than \(Self.maximumPixels / 4) pixels, such as \(shape)")
        return FittedSIFT(layout: SIFTLayout(configuration: self, shape: shape))
    }
}

/// The transform for images of one shape.
public struct FittedSIFT: FittedDescriptorExtractor {
    let layout: SIFTLayout
    private let pool = ScratchPool<SIFTScratch>()

    init(layout: SIFTLayout) { self.layout = layout }

    public var descriptorLength: Int { 128 }

    /// Blurs, differences and comparisons of the scale space; 400 pixels of 60 operations for the direction of a keypoint and
    /// 1,300 of 90 for its descriptor, at one keypoint in 200 pixels.
    public var flopsPerImage: Double {
        let taps = layout.taps.map { 6 * $0.radius + 2 }.reduce(0, +)
        let pixels = layout.octaves.map { Double($0.width * $0.height) }.reduce(0, +)
        let keypoints = Double(layout.shape.height * layout.shape.width) / 200
        return pixels * Double(taps + 13 * (layout.configuration.scalesPerOctave + 2)) + keypoints * 141_000
    }

    /// Finds and describes the keypoints of image `index`, in the order octave, row, column.
    public func describe(_ images: ImageStack, index: Int) -> LocalDescriptors {
        with(images, index: index) { scratch, pixels in
            let found = SIFTKernels.detect(pixels, layout, scratch)
            return describe(found, scratch)
        }
    }

    /// Finds the keypoints of image `index`, those that ``describe(_:index:)`` describes.
    public func detect(_ images: ImageStack, index: Int) -> [Keypoint] {
        with(images, index: index) { scratch, pixels in
            SIFTKernels.detect(pixels, layout, scratch).map { layout.keypoint($0) }
        }
    }

    /// Describes the neighbourhoods of the given points of image `index`, with the scales and angles that they have. Points too
    /// large for the image or outside of it get the descriptor of what there is of the image, all zero where that is nothing.
    public func describe(_ images: ImageStack, index: Int, keypoints: [Keypoint]) -> LocalDescriptors {
        with(images, index: index) { scratch, pixels in
            SIFTKernels.buildScaleSpace(pixels, layout, scratch)
            let places = keypoints.map { layout.place($0) }
            let descriptors = SIFTKernels.describe(places, layout, scratch)
            return LocalDescriptors(keypoints: keypoints, descriptors: descriptors)
        }
    }

    private func describe(_ found: [SIFTPlace], _ scratch: SIFTScratch) -> LocalDescriptors {
        LocalDescriptors(
            keypoints: found.map { layout.keypoint($0) }, descriptors: SIFTKernels.describe(found, layout, scratch))
    }

    private func with<Result>(
        _ images: ImageStack, index: Int, _ body: (SIFTScratch, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        precondition(
            images.shape == layout.shape, "images of \(images.shape) given to a SIFT laid out for \(layout.shape)")
        precondition(images.isInMemory && (0..<images.count).contains(index))
        let size = images.shape.count
        return pool.with(make: { SIFTScratch(layout) }, bytes: \.byteCount) { scratch in
            images.pixels.withUnsafeBufferPointer { pixels in
                body(scratch, UnsafeBufferPointer(rebasing: pixels[index * size..<(index + 1) * size]))
            }
        }
    }
}

extension FittedSIFT {
    /// One octave of the scale space of an image, for pictures of it.
    public struct Octave: Sendable {
        /// Pixels of the original image from one pixel to the next.
        public let spacing: Float
        /// Standard deviation of each Gaussian in pixels of the original image.
        public let sigmas: [Float]
        /// Images of grey values 0…255, `scalesPerOctave` + 3.
        public let gaussians: [ImagePlane]
        /// Differences of neighbouring Gaussians, the larger σ minus the smaller.
        public let differences: [ImagePlane]
    }

    /// The scale space of image `index`, the largest octave first. It takes memory for all of it.
    public func scaleSpace(_ images: ImageStack, index: Int) -> [Octave] {
        precondition(images.shape == layout.shape && images.isInMemory && (0..<images.count).contains(index))
        let size = images.shape.count
        let scratch = SIFTScratch(layout, keepsAll: true)
        images.pixels.withUnsafeBufferPointer {
            SIFTKernels.buildScaleSpace(
                UnsafeBufferPointer(rebasing: $0[index * size..<(index + 1) * size]), layout, scratch)
        }
        return layout.octaves.enumerated().map { number, octave in
            let gaussians = (0..<layout.levels).map { scratch.plane(octave: number, level: $0) }
            let spacing = layout.spacing * Float(1 << number)
            return Octave(
                spacing: spacing, sigmas: (0..<layout.levels).map { layout.sigma(level: Float($0)) * spacing },
                gaussians: gaussians,
                differences: zip(gaussians.dropFirst(), gaussians).map { upper, lower in
                    ImagePlane(
                        width: octave.width, height: octave.height, values: zip(upper.values, lower.values).map(-))
                })
        }
    }
}
