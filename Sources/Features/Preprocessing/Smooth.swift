import Core

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

    /// - Precondition: The images are in memory.
    public func apply(_ images: ImageStack, threads: Int) -> ImageStack {
        GaussianSmoothing(sigma: sigma).apply(images, threads: threads)
    }
}
