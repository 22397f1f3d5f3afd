import Core
import Foundation

/// Smooths images by a Gaussian: what is a little out of place then still overlaps with where it should be.
///
/// Nearest neighbours of pixels have been known to gain by it on digits. A Gaussian is the one filter that adds no structure of its
/// own (J. Koenderink, *The Structure of Images*, Biological Cybernetics 50, 1984); here it is sampled up to 3 standard
/// deviations, with weights that add up to 1, along rows and then along columns. Beyond its border an image goes on with its
/// nearest pixel.
public struct Smooth: ImagePreprocessor {
    /// Standard deviation in pixels, 0.1…16.
    public let sigma: Double

    public init() { self.init(sigma: 0.7) }
    public init(sigma: Double) { self.sigma = sigma }

    public static let card = Card(
        name: "smooth", title: "Gaussian smoothing", year: 1984,
        paper: "J. Koenderink, The Structure of Images, Biological Cybernetics 50, 1984")

    public func validate() throws {
        try require((0.1...16).contains(sigma), "sigma", sigma, "from 0.1 to 16")
    }

    /// Weights at the distances 0, 1, … from the centre; the whole filter adds up to 1.
    var weights: [Float] {
        let reach = max(1, Int((3 * sigma).rounded(.up)))
        let values = (0...reach).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = values[0] + 2 * values.dropFirst().reduce(0, +)
        return values.map { Float($0 / sum) }
    }

    /// - Precondition: The images are in memory.
    public func apply(_ images: ImageStack, threads: Int) -> ImageStack {
        precondition(images.isInMemory)
        return SmoothKernels.smooth(images, weights: weights, threads: threads)
    }
}
