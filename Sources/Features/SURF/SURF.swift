import Core

/// Speeded-up robust features: blobs found with box filters, described by sums of Haar wavelet responses.
///
/// H. Bay, T. Tuytelaars and L. Van Gool, *SURF: Speeded Up Robust Features*, ECCV 2006, and, with A. Ess, the longer
/// version in CVIU 110, 2008, to which the section numbers refer. The idea: in an integral image the sum over any upright
/// box costs four look-ups, whatever its size; so second derivatives of Gaussians become patterns of boxes (§3.2), scale
/// space is made of larger boxes over the same image instead of smaller images (§3.3), and gradients become Haar wavelets
/// (§4.1, §4.2).
///
/// 1. Filters of side L = 3·(2ᵒ⁺¹·(i+1) + 1) for octave o and layer i, both from 0: 9, 15, 21, 27; 15, 27, 39, 51; … The
///    sums D are divided by L², and det = Dxx·Dyy − (0.9·Dxy)² is taken at every 2ᵒ-th pixel.
/// 2. A sample above `hessianThreshold` that no neighbour in its 3×3×3 surroundings exceeds is a keypoint; a quadratic
///    through the surroundings gives its position and scale between the samples (Brown and Lowe 2002).
/// 3. The direction is that of the longest sum of Haar responses (side 4s, sampled every s within 6s, Gaussian weight of
///    2s) in a window of 60° that slides around the circle in steps of 2.5°.
/// 4. A window of side 20s, turned into that direction, is split into 4×4 regions of 5×5 samples. Each gives the sums of
///    dx, dy, |dx|, |dy| of Haar responses (side 2s, Gaussian weight of 3.3s); the 64 numbers are scaled to unit length.
///
/// Conventions: x to the right, y down, the centre of the first pixel at 0; pixel values 0…255; colour images become grey
/// luma. ``Keypoint/scale`` is the paper's s = 1.2·L/9, the standard deviation of the Gaussian that the filter stands for;
/// ``Keypoint/angle`` is zero along +x and grows towards +y. The descriptor is laid out as
/// `[region row][region column][dx, dy, |dx|, |dy|]`, in the keypoint's own axes; with `extended` the eight numbers of a
/// region are Σdx and Σ|dx| where dy < 0, the same where dy ≥ 0, Σdy and Σ|dy| where dx < 0, and where dx ≥ 0. Only places
/// where the filter lies within the image are searched, and wavelets that reach over the border count as zero.
///
/// The threshold is for the paper's normalisation: OpenCV divides each box by its own area, so that its values are some
/// thirty times as large, and OpenSURF's image is 0…1, so that its values are 65,025 times smaller.
///
/// **Patents.** SURF was patented (EP 1 850 270, US 8,165,401, filed in 2006 and 2007): where these patents are kept up
/// they can be in force until 2026 to 2029. Check before commercial use. SIFT's patent (US 6,711,293) expired in March 2020.
///
/// Deviations from the paper are listed on the ``card``.
public struct SURF: DescriptorExtractor {
    /// Smallest determinant of a keypoint, at least 0, for pixel values 0…255.
    public let hessianThreshold: Double
    /// Octaves, 1…6. The largest filter of the fourth has a side of 195 pixels.
    public let octaves: Int
    /// Filter sizes in an octave, 3…8. Keypoints lie at all but the first and the last.
    public let scalesPerOctave: Int
    /// 128 numbers instead of 64: the sums of dx are split by the sign of dy, and the reverse (§4.2).
    public let extended: Bool
    /// No direction is sought, all are 0 (U-SURF, §4.1): faster, and invariant to rotations of some ±15° only.
    public let upright: Bool
    /// How many of the strongest keypoints of an image are kept; 0 for all.
    public let maximumKeypoints: Int

    public init() { self.init(hessianThreshold: 20) }

    public init(
        hessianThreshold: Double, octaves: Int = 4, scalesPerOctave: Int = 4, extended: Bool = false,
        upright: Bool = false, maximumKeypoints: Int = 0
    ) {
        self.hessianThreshold = hessianThreshold
        self.octaves = octaves
        self.scalesPerOctave = scalesPerOctave
        self.extended = extended
        self.upright = upright
        self.maximumKeypoints = maximumKeypoints
    }

    public static let card = Card(
        name: "surf", title: "Speeded-up robust features", year: 2006,
        paper: "H. Bay, T. Tuytelaars and L. Van Gool, SURF: Speeded Up Robust Features, ECCV 2006",
        deviations: [
            "The window that finds the direction slides in steps of 2.5 degrees; the paper gives no step.",
            "Wavelets that extend beyond the border of the image count as zero; the paper does not discuss "
                + "borders.",
        ])

    public func validate() throws {
        try require(
            hessianThreshold >= 0 && hessianThreshold.isFinite, "hessianThreshold", hessianThreshold, "at least 0")
        try require((1...6).contains(octaves), "octaves", octaves, "from 1 to 6")
        try require((3...8).contains(scalesPerOctave), "scalesPerOctave", scalesPerOctave, "from 3 to 8")
        try require(
            (0...1_000_000_000).contains(maximumKeypoints), "maximumKeypoints", maximumKeypoints,
            "from 0 (for all) to 1000000000")
    }

    /// Prepares for images of one shape. Throws ``ConfigurationError`` where the third filter (21×21) and its neighbours do
    /// not fit into the image, so that no keypoint is possible.
    public func fit(_ shape: ImageShape) throws -> FittedSURF {
        try validate()
        try require(
            min(shape.height, shape.width) >= 23, "image", shape,
            "at least 23×23 pixels: a SURF keypoint needs filters of up to 21×21 around it")
        return FittedSURF(configuration: self, shape: shape)
    }
}

/// A keypoint with what only SURF knows of it.
public struct SURFPoint: Sendable, Equatable {
    /// The angle is 0 until it has been sought.
    public var keypoint: Keypoint
    /// The determinant of the Hessian at the sample.
    public let response: Float
    /// Sign of the Laplacian Dxx + Dyy: true for a dark blob on a lighter ground. Only points of one sign need to be
    /// compared with each other (§4.3).
    public let isDark: Bool
}

/// SURF for images of one shape.
public struct FittedSURF: FittedDescriptorExtractor {
    let configuration: SURF
    let shape: ImageShape

    public var descriptorLength: Int { configuration.extended ? 128 : 64 }

    /// Per sample of an octave and layer 45 (32 look-ups, determinant), per keypoint 400 samples at 20 and 109 at 30; one
    /// keypoint is counted for 300 pixels.
    public var flopsPerImage: Double {
        let pixels = Double(shape.height * shape.width)
        let samples = (0..<configuration.octaves).reduce(0.0) { $0 + pixels / Double(1 << (2 * $1)) }
        return 45 * samples * Double(configuration.scalesPerOctave) + pixels / 300 * (400 * 20 + 109 * 30)
    }

    public func describe(_ images: ImageStack, index: Int) -> LocalDescriptors {
        let (points, descriptors) = pointsAndDescriptors(images, index: index)
        return LocalDescriptors(keypoints: points.map(\.keypoint), descriptors: descriptors)
    }

    /// As ``describe(_:index:)``, with response and sign of each point: octave by octave, row by row.
    public func pointsAndDescriptors(_ images: ImageStack, index: Int) -> (points: [SURFPoint], descriptors: Matrix) {
        precondition(images.shape == shape, "images of \(images.shape) given to a SURF made for \(shape)")
        // 1. The integral image, 2. keypoints in each octave
        let integral = SURFIntegral(images, index: index)
        var points: [SURFPoint] = []
        for octave in 0..<configuration.octaves {
            let grid = SURFOctave(
                octave: octave, layers: configuration.scalesPerOctave, height: shape.height, width: shape.width)
            SURFHessianKernels.findPoints(integral, grid, threshold: Float(configuration.hessianThreshold), &points)
        }
        points = strongest(points)
        // 3. Directions, 4. descriptors
        let descriptors = SURFDescriptorKernels.describe(integral, &points, configuration)
        return (points, descriptors)
    }

    /// The `maximumKeypoints` points with the largest response in their old order; of equal ones the first.
    private func strongest(_ points: [SURFPoint]) -> [SURFPoint] {
        let limit = configuration.maximumKeypoints
        guard limit > 0, points.count > limit else { return points }
        let order = points.indices.sorted { (points[$1].response, $0) < (points[$0].response, $1) }
        return order[..<limit].sorted().map { points[$0] }
    }
}

/// The samples of one octave: every 2ᵒ-th pixel, at several filter sizes.
struct SURFOctave: Sendable {
    /// Distance of neighbouring samples in pixels.
    let step: Int
    let rows: Int
    let columns: Int
    let layers: [Layer]

    /// A filter of side 3·`lobe`; `lobe` is odd.
    struct Layer: Sendable {
        let lobe: Int
        var size: Int { 3 * lobe }
        /// Pixels on each side of the centre.
        var half: Int { (size - 1) / 2 }
        /// Samples at which the filter lies within the image, down and across.
        let rows: Range<Int>
        let columns: Range<Int>
    }

    init(octave: Int, layers count: Int, height: Int, width: Int) {
        let step = 1 << octave
        self.step = step
        rows = (height + step - 1) / step
        columns = (width + step - 1) / step
        layers = (0..<count).map { layer in
            let lobe = 2 * step * (layer + 1) + 1
            func inside(_ length: Int) -> Range<Int> {
                let half = (3 * lobe - 1) / 2
                let first = (half + step - 1) / step
                let last = length - 1 - half
                return last < first * step ? 0..<0 : first..<last / step + 1
            }
            return Layer(lobe: lobe, rows: inside(height), columns: inside(width))
        }
    }

    /// The paper's s for a filter of side `size`.
    static func scale(size: Float) -> Float { 1.2 / 9 * size }
}
