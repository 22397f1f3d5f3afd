import Core

/// Pixels to numbers of mean 0 and standard deviation 1, channel by channel.
public struct PixelNormalization: Codable, Hashable, Sendable {
    /// Mean and standard deviation of pixel values (0…255) in each channel.
    public let means: [Float]
    public let deviations: [Float]

    public init(means: [Float], deviations: [Float]) {
        self.means = means
        self.deviations = deviations
    }

    /// The statistics of `images`, which must be training images. A constant channel keeps its scale.
    public init(fitting images: ImageStack) {
        let channels = images.shape.channels
        // Exact integer sums: the order of the images does not matter.
        let counts = PixelCountKernels.counts(images.pixels, channels: channels)
        let total = Double(images.pixels.count / channels)
        var means: [Float] = []
        var deviations: [Float] = []
        for channel in 0..<channels {
            let histogram = counts[channel * 256..<(channel + 1) * 256].enumerated()
            let sum = histogram.reduce(0.0) { $0 + Double($1.offset * $1.element) }
            let squares = histogram.reduce(0.0) { $0 + Double($1.offset * $1.offset * $1.element) }
            let variance = max(squares / total - (sum / total) * (sum / total), 0)
            means.append(Float(sum / total))
            deviations.append(variance > 0 ? Float(variance.squareRoot()) : 1)
        }
        self.init(means: means, deviations: deviations)
    }

    /// `images` as numbers, `[image][channel][row][column]`.
    ///
    /// - Precondition: The images are in memory.
    public func planar(_ images: ImageStack) -> [Float] {
        let shape = images.shape
        let area = shape.height * shape.width
        var numbers = [Float](repeating: 0, count: images.count * shape.count)
        for channel in 0..<shape.channels {
            let table = (0..<256).map { (Float($0) - means[channel]) / deviations[channel] }
            for image in 0..<images.count {
                let source = image * shape.count + channel
                let target = image * shape.count + channel * area
                for place in 0..<area {
                    numbers[target + place] = table[Int(images.pixels[source + place * shape.channels])]
                }
            }
        }
        return numbers
    }
}
