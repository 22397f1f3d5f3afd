import Core
import LinearAlgebra

/// Random distortions of training images, drawn anew for every image in every epoch. All are off by default.
///
/// Geometry, in this order: a crop, a translation by whole pixels, an exchange of left and right, an affine map about the centre of the
/// picture, and an elastic displacement of every pixel (P. Simard, D. Steinkraus and J. Platt, *Best Practices for Convolutional
/// Neural Networks*, ICDAR 2003). Where there is an affine map or an elastic displacement, all of it is done in one
/// bilinear resampling; crops, translations and exchanges alone move whole pixels. Then colours: lighting noise (A. Krizhevsky,
/// I. Sutskever and G. Hinton, *ImageNet Classification*, NeurIPS 2012, section 4.1), contrast and brightness; and last a square is cut
/// out (T. DeVries and G. Taylor, *Improved Regularization with Cutout*, 2017).
///
/// Deviations: Simard's field is not normalised before it is multiplied by α, as in all later work, and the noise outside the
/// picture is zero; its random numbers have 256 levels. Krizhevsky's noise is scaled by the standard deviation along a principal
/// component and not by the eigenvalue, its square, which would drown the image.
public struct Augmentation: Configuration {
    /// Random translation up to this many whole pixels along each axis, 0…64.
    public let shift: Int
    /// What fills the places that come into sight.
    public let fill: Fill
    /// Which images are mirrored left to right.
    public let flip: Flip
    /// Side of a random square that is cut from a larger image, at test time from its centre; 0 for the whole image.
    public let crop: Int
    /// Random rotation up to this many degrees to either side, 0…180.
    public let rotation: Double
    /// Random scaling of height and width, each by a factor of its own up to 1 ± this, from 0 to below 1.
    public let scale: Double
    /// Random slant up to this many degrees to either side, 0…60.
    public let shear: Double
    /// α of Simard et al., 0…1000: displacements in pixels are α times uniform noise in ±1 that a Gaussian has smoothed. Their root of
    /// the mean square is α / (2 σ √(3 π)), which is 1.4 pixels for the α = 34 and σ = 4 of the paper.
    public let elastic: Double
    /// σ of that Gaussian in pixels, 0.5…32.
    public let elasticSigma: Double
    /// Standard deviation of the lighting noise along each principal component of the colours of the training images, as a
    /// share of the deviation that the colours have along it: 0.1 in the paper; 0…10.
    public let colourPCA: Double
    /// Pixel values are moved by up to this share of the range from black to white, 0…1.
    public let brightness: Double
    /// Distances from the mean of the training images are changed by a factor of up to 1 ± this, from 0 to below 1.
    public let contrast: Double
    /// Side of a square that is set to the mean of the training images, at a random place that may lie partly outside; 0 for none.
    public let cutout: Int

    /// What stands outside an image.
    public enum Fill: String, Codable, Sendable, CaseIterable {
        /// The mean of the training images. Where images are resampled it is rounded to a whole level of 0…255.
        case zero
        /// The nearest pixel.
        case edge
        /// The image mirrored at its outermost pixels, which are not repeated.
        case reflect
        /// Black: the value 0 before normalisation.
        case background
    }

    /// When left and right are exchanged.
    public enum Flip: String, Codable, Sendable, CaseIterable {
        case none
        /// With probability ½ in every epoch.
        case random
        /// With probability ½ in the first epoch, and from then on in every second epoch, so that both forms are seen in any two
        /// (K. Jordan, *94 % on CIFAR-10 in 3.29 Seconds on a Single GPU*, 2024).
        case alternating
    }

    public init() { self.init(shift: 0) }

    public init(
        shift: Int = 0, fill: Fill = .zero, flip: Flip = .none, crop: Int = 0, rotation: Double = 0, scale: Double = 0,
        shear: Double = 0, elastic: Double = 0, elasticSigma: Double = 4, colourPCA: Double = 0,
        brightness: Double = 0, contrast: Double = 0, cutout: Int = 0
    ) {
        self.shift = shift
        self.fill = fill
        self.flip = flip
        self.crop = crop
        self.rotation = rotation
        self.scale = scale
        self.shear = shear
        self.elastic = elastic
        self.elasticSigma = elasticSigma
        self.colourPCA = colourPCA
        self.brightness = brightness
        self.contrast = contrast
        self.cutout = cutout
    }

    public static var choices: [String: [String]] {
        ["fill": Fill.allCases.map(\.rawValue), "flip": Flip.allCases.map(\.rawValue)]
    }

    public func validate() throws {
        try require((0...64).contains(shift), "shift", shift, "from 0 to 64")
        try require((0...4096).contains(crop), "crop", crop, "from 0 (the whole image) to 4096")
        try require((0...180).contains(rotation), "rotation", rotation, "from 0 to 180 degrees")
        try require((0..<1).contains(scale), "scale", scale, "from 0 to below 1")
        try require((0...60).contains(shear), "shear", shear, "from 0 to 60 degrees")
        try require((0...1000).contains(elastic), "elastic", elastic, "from 0 to 1000")
        try require((0.5...32).contains(elasticSigma), "elasticSigma", elasticSigma, "from 0.5 to 32 pixels")
        try require((0...10).contains(colourPCA), "colourPCA", colourPCA, "from 0 to 10")
        try require((0...1).contains(brightness), "brightness", brightness, "from 0 to 1")
        try require((0..<1).contains(contrast), "contrast", contrast, "from 0 to below 1")
        try require((0...4096).contains(cutout), "cutout", cutout, "from 0 (none) to 4096")
    }

    /// Are pixels interpolated, and not only moved?
    var resamples: Bool { rotation > 0 || scale > 0 || shear > 0 || elastic > 0 }

    /// Learns from the training images what the distortions and the normalisation need.
    ///
    /// - Parameters:
    ///   - images: The training images, in memory; only the shape is read where both statistics are given and `colourPCA` is 0.
    ///   - means: Mean of the pixel values 0…255 in each channel; nil for that of `images`.
    ///   - deviations: Their standard deviation; nil for that of `images`, where a constant channel keeps its scale.
    ///
    /// Throws ``ConfigurationError`` naming the setting that does not fit the images.
    public func fit(
        _ images: ImageStack, means: [Float]? = nil, deviations: [Float]? = nil
    ) throws -> FittedAugmentation {
        try validate()
        let shape = images.shape
        let side = min(shape.height, shape.width)
        try require(crop <= side, "crop", crop, "at most \(side), the shorter side of images of \(shape)")
        try require(
            colourPCA == 0 || shape.channels == 3, "colourPCA", colourPCA,
            "0 for images of \(shape), which have no colours")
        let needsPixels = means == nil || deviations == nil || colourPCA > 0
        let statistics = needsPixels ? try PixelStatistics(images) : nil
        let means = means ?? statistics?.means ?? []
        let deviations = deviations ?? statistics?.deviations ?? []
        for (name, values) in [("means", means), ("deviations", deviations)] {
            try require(
                values.count == shape.channels && values.allSatisfy(\.isFinite), name, values,
                "a number for each of the \(shape.channels) channels")
        }
        try require(deviations.allSatisfy { $0 > 0 }, "deviations", deviations, "above 0")
        return FittedAugmentation(
            configuration: self, inputShape: shape, means: means, deviations: deviations,
            lighting: colourPCA > 0 ? try statistics?.components() ?? [] : [])
    }
}

/// Sums over the pixels of images: whole numbers, so their order does not matter.
struct PixelStatistics {
    private let count: Double
    private let sums: [Double]
    /// Σ of the products of each two channels.
    private let products: [Double]

    /// Throws ``ConfigurationError`` where there are no images.
    init(_ images: ImageStack) throws {
        try require(images.count > 0, "images", images.count, "at least 1")
        precondition(images.isInMemory)
        let channels = images.shape.channels
        var sums = [Int](repeating: 0, count: channels)
        var products = [Int](repeating: 0, count: channels * channels)
        images.pixels.withUnsafeBufferPointer { pixels in
            for start in stride(from: 0, to: pixels.count, by: channels) {
                for first in 0..<channels {
                    let value = Int(pixels[start + first])
                    sums[first] += value
                    for second in 0...first {
                        products[first * channels + second] += value * Int(pixels[start + second])
                    }
                }
            }
        }
        count = Double(images.pixels.count / channels)
        self.sums = sums.map { Double($0) }
        self.products = products.map { Double($0) }
    }

    private func covariance(_ first: Int, _ second: Int) -> Double {
        let (first, second) = (max(first, second), min(first, second))
        return products[first * sums.count + second] / count - sums[first] / count * (sums[second] / count)
    }

    var means: [Float] { sums.map { Float($0 / count) } }

    var deviations: [Float] {
        sums.indices.map { channel in
            let variance = max(covariance(channel, channel), 0)
            return variance > 0 ? Float(variance.squareRoot()) : 1
        }
    }

    /// For each principal component of the colours its direction times its standard deviation, in pixel values, `[component][channel]`.
    func components() throws -> [Float] {
        let order = sums.count
        let matrix = (0..<order * order).map { covariance($0 / order, $0 % order) }
        let (values, vectors) = try LAPACK.symmetricEigen(matrix, order: order)
        return vectors.indices.map { Float(vectors[$0] * max(values[$0 / order], 0).squareRoot()) }
    }
}
