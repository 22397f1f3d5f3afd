import Core
import Foundation

/// Energies of a bank of Gabor filters: how much of each scale and direction there is in each part of an image.
///
/// A. K. Jain and F. Farrokhnia, *Unsupervised texture segmentation using Gabor filters*, Pattern Recognition 24, 1991;
/// B. S. Manjunath and W. Y. Ma, *Texture features for browsing and retrieval of image data*, PAMI 18, 1996, from which come
/// the complex response and its mean and standard deviation as features. A filter is a complex wave under a Gaussian,
///
///     g(x, y) = exp(−(x² + y²) / 2σ²) · (exp(2πj f (x cos θ + y sin θ)) − κ) / N,
///
/// at frequencies f spaced evenly in logarithm from `lowFrequency` to `highFrequency` and directions θ = 180°·k/`orientations`.
/// σ gives the filter a half-magnitude bandwidth of `bandwidth` octaves: σ = √(ln 2 / 2)/(πf) · (2ᵇ + 1)/(2ᵇ − 1). κ makes the
/// sum of the filter zero, so that brightness has no energy; N, the sum of the Gaussian, gives a wave of the filter's own
/// frequency and amplitude a the energy a/2 at all scales. Filters end at 3σ.
///
/// Conventions: x to the right, y down, θ the direction in which the wave advances, from +x towards +y; pixel values are
/// divided by 255, colour images become grey luma, and borders are reflected without repeating the outermost pixel (as often
/// as a filter needs that is larger than the image). With H rows, cell i spans rows ⌊iH/`grid`⌋ to ⌊(i+1)H/`grid`⌋. The result
/// is laid out as `[cell row][cell column][scale][orientation][mean, standard deviation]` of the magnitude in the cell, the
/// highest frequency first.
///
/// A circular Gaussian makes the wave a product of a function of x and one of y, so that a filter of n×n costs 6n and not
/// 2n² multiplications a pixel, and mirrored directions share most of them.
///
/// Memory: for each thread some 16·(64 + 6σ) rows of the image, whatever its height.
///
/// Deviations from the papers are listed on the ``card``.
public struct Gabor: FixedExtractor {
    /// Frequencies, 1…8.
    public let scales: Int
    /// Directions over 180°, 1…16.
    public let orientations: Int
    /// Lowest frequency in cycles a pixel, 0.01…0.5.
    public let lowFrequency: Double
    /// Highest frequency in cycles a pixel, from `lowFrequency` to 0.5.
    public let highFrequency: Double
    /// Width of a filter over the frequencies at half its largest magnitude, in octaves, 0.5…3.
    public let bandwidth: Double
    /// Cells across and down over which energies are averaged, 1…64.
    public let grid: Int

    public init() { self.init(scales: 4) }

    public init(
        scales: Int, orientations: Int = 6, lowFrequency: Double = 0.05, highFrequency: Double = 0.4,
        bandwidth: Double = 1, grid: Int = 4
    ) {
        self.scales = scales
        self.orientations = orientations
        self.lowFrequency = lowFrequency
        self.highFrequency = highFrequency
        self.bandwidth = bandwidth
        self.grid = grid
    }

    public static let card = Card(
        name: "gabor", title: "Gabor filter energies", year: 1991,
        paper:
            "A. K. Jain and F. Farrokhnia, Unsupervised Texture Segmentation Using Gabor Filters, Pattern Recognition 24, "
            + "1991; B. S. Manjunath and W. Y. Ma, Texture Features for Browsing and Retrieval of Image Data, PAMI 18, 1996",
        deviations: [
            "The Gaussian is circular, so that filters are separable; in both papers it is elliptical.",
            "The magnitude of the complex response is averaged over a grid of cells; Jain and Farrokhnia average a saturated "
                + "real response around every pixel, Manjunath and Ma average over the whole image.",
        ])

    public func validate() throws {
        try require((1...8).contains(scales), "scales", scales, "from 1 to 8")
        try require((1...16).contains(orientations), "orientations", orientations, "from 1 to 16")
        try require(
            lowFrequency >= 0.01 && lowFrequency <= 0.5, "lowFrequency", lowFrequency, "from 0.01 to 0.5 cycles a pixel"
        )
        try require(
            highFrequency >= lowFrequency && highFrequency <= 0.5, "highFrequency", highFrequency,
            "from lowFrequency (\(lowFrequency)) to 0.5 cycles a pixel")
        try require(bandwidth >= 0.5 && bandwidth <= 3, "bandwidth", bandwidth, "from 0.5 to 3 octaves")
        try require((1...64).contains(grid), "grid", grid, "from 1 to 64")
    }

    /// The frequency of each scale in cycles a pixel, the highest first.
    public var frequencies: [Double] {
        (0..<scales).map { scale in
            scales == 1
                ? highFrequency
                : highFrequency * pow(lowFrequency / highFrequency, Double(scale) / Double(scales - 1))
        }
    }

    /// Standard deviation of the Gaussian, in pixels, of a filter of this frequency.
    public func deviation(frequency: Double) -> Double {
        let ratio = pow(2, bandwidth)
        return (log(2.0) / 2).squareRoot() / (.pi * frequency) * (ratio + 1) / (ratio - 1)
    }

    /// Parts of the complex filters.
    public enum Part: String, Codable, Sendable, CaseIterable {
        case real
        case imaginary
    }

    /// The filters as pictures, scale by scale and orientation by orientation, in the middle of squares of the size of the
    /// largest filter.
    public func filters(_ part: Part = .real) -> FilterBank {
        let bank = GaborBank(self)
        let reach = bank.scales.map(\.radius).max() ?? 0
        let side = 2 * reach + 1
        var weights = [Float](repeating: 0, count: scales * orientations * side * side)
        for (scale, filter) in bank.scales.enumerated() {
            for orientation in 0..<orientations {
                let start = (scale * orientations + orientation) * side * side
                let angle = .pi * Double(orientation) / Double(orientations)
                let mean = filter.mean(angle: angle)
                for y in -filter.radius...filter.radius {
                    for x in -filter.radius...filter.radius {
                        let value = filter.value(x: x, y: y, angle: angle, mean: mean)
                        weights[start + (y + reach) * side + x + reach] =
                            Float(part == .real ? value.real : value.imaginary)
                    }
                }
            }
        }
        return FilterBank(
            count: scales * orientations, shape: ImageShape(height: side, width: side, channels: 1), weights: weights)
    }

    /// Lays out the filters. Nothing is learned. Throws ``ConfigurationError`` where the image has fewer pixels than cells in
    /// a direction.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedGabor {
        try validate()
        let side = min(images.shape.height, images.shape.width)
        try require(grid <= side, "grid", grid, "at most \(side) for images of \(images.shape)")
        return FittedGabor(configuration: self, shape: images.shape, bank: GaborBank(self))
    }
}

/// Gabor energies for images of one shape.
public struct FittedGabor: FittedFixedExtractor {
    let configuration: Gabor
    let shape: ImageShape
    let bank: GaborBank

    public var featureCount: Int {
        configuration.grid * configuration.grid * configuration.scales * configuration.orientations * 2
    }

    /// Per pixel, scale and pair of mirrored directions 6 convolutions of n numbers, 1 to take the Gaussian's mean away for
    /// all, and 8 for each magnitude and its sums.
    public var flopsPerImage: Double {
        let pixels = Double(shape.height * shape.width)
        return bank.scales.reduce(0) { sum, scale in
            let taps = Double(2 * scale.radius + 1)
            return sum + pixels
                * (Double(bank.pairs.count) * 12 * taps + 4 * taps + 8 * Double(configuration.orientations))
        }
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == shape, "images of \(images.shape) given to Gabor filters laid out for \(shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: 8, threads: threads) { range, _ in
                GaborKernels.extract(
                    images, range: range, configuration: configuration, bank: bank, featureCount: featureCount,
                    into: output)
            }
        }
    }
}

/// The filters of a configuration as products of functions of x and y.
struct GaborBank: Sendable {
    let scales: [Scale]
    let pairs: [Pair]

    /// Directions 180°·`first`/n and, where there is another that mirrors it, 180°·`mirrored`/n = 180° − the first.
    struct Pair: Sendable {
        let first: Int
        let mirrored: Int?
    }

    struct Scale: Sendable {
        let frequency: Double
        let deviation: Double
        /// Pixels on each side of the centre.
        let radius: Int
        /// exp(−t²/2σ²) at t = −radius…radius, over its sum.
        let gaussian: [Double]

        /// Σ Gaussian · wave: what has to be taken from the wave so that its sum is 0. Real, as both are symmetric.
        func mean(angle: Double) -> Double {
            func sum(_ frequency: Double) -> Double {
                gaussian.indices.reduce(0) {
                    $0 + gaussian[$1] * cos(2 * .pi * frequency * Double($1 - radius))
                }
            }
            return sum(frequency * cos(angle)) * sum(frequency * sin(angle))
        }

        func value(x: Int, y: Int, angle: Double, mean: Double) -> (real: Double, imaginary: Double) {
            let envelope = gaussian[x + radius] * gaussian[y + radius]
            let phase = 2 * Double.pi * frequency * (Double(x) * cos(angle) + Double(y) * sin(angle))
            return (envelope * (cos(phase) - mean), envelope * sin(phase))
        }
    }

    init(_ configuration: Gabor) {
        scales = configuration.frequencies.map { frequency in
            let deviation = configuration.deviation(frequency: frequency)
            let radius = Int((3 * deviation).rounded(.up))
            let values = (-radius...radius).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
            let sum = values.reduce(0, +)
            return Scale(
                frequency: frequency, deviation: deviation, radius: radius, gaussian: values.map { $0 / sum })
        }
        let count = configuration.orientations
        pairs = (0...count / 2).map { first in
            let mirrored = count - first
            return Pair(first: first, mirrored: first > 0 && mirrored > first && mirrored < count ? mirrored : nil)
        }.filter { $0.first < count }
    }
}
