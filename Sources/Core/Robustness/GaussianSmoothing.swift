import Foundation

/// Smoothing of images by a Gaussian that is sampled up to 3 standard deviations, with weights that add up to 1, along rows and then
/// along columns. Beyond its border an image goes on with its nearest pixel.
package struct GaussianSmoothing: Sendable {
    /// Standard deviation in pixels, above 0.
    let sigma: Double

    package init(sigma: Double) { self.sigma = sigma }

    /// Weights at the distances 0, 1, … from the centre; the whole filter adds up to 1.
    package var weights: [Float] {
        let reach = max(1, Int((3 * sigma).rounded(.up)))
        let values = (0...reach).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let sum = values[0] + 2 * values.dropFirst().reduce(0, +)
        return values.map { Float($0 / sum) }
    }

    /// The images smoothed, each by itself.
    ///
    /// - Precondition: The images are in memory.
    package func apply(_ images: ImageStack, threads: Int) -> ImageStack {
        precondition(images.isInMemory)
        return GaussianSmoothingKernels.smooth(images, weights: weights, threads: threads)
    }
}
