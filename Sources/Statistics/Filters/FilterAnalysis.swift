import Core
import Foundation
import Synchronization

/// What a filter is, by the thresholds of ``FilterAnalysis``.
public enum FilterKind: String, CaseIterable, Sendable {
    /// A Gabor function with a direction explains more of it than of most noise.
    case orientedEdge
    /// A blob that has more energy in colour than in grey.
    case colourBlob
    /// Mostly one level, or round about a place: a blob, or a centre with a surround of the other sign.
    case blob
    /// None of these.
    case other
}

/// One filter, measured.
public struct AnalysedFilter: Sendable {
    /// Its number in the bank.
    public let index: Int
    /// The direction in colour space along which the weights vary most, a unit vector with one number a channel; its
    /// largest component is positive.
    public let colour: [Double]
    /// The weights along ``colour``, `[row][column]`.
    public let plane: [Double]
    /// Share of the energy (Σ w²) that is off the grey axis (1, 1, 1), 0…1; 0 for one channel. White noise has ⅔.
    public let colourShare: Double
    /// Share of the energy that is in the means of the channels, 0…1. White noise has 1 / pixels.
    public let meanShare: Double
    /// Share of the variance of ``plane`` that a function of the distance from the best centre explains, 0…1.
    public let roundShare: Double
    /// ``roundShare`` corrected for the numbers of that function, as ``GaborFit/adjustedRSquared``.
    let adjustedRoundShare: Double?
    /// The fit to ``plane``; nil where no degrees of freedom are left, or the plane is flat.
    public let fit: GaborFit?
    /// To the nearest filter of each crafted family, 0…1; see ``CraftedFilters/similarity(_:to:)``.
    public let similarity: [CraftedFilters.Family: Double]
    /// By the thresholds of ``FilterAnalysis``.
    public internal(set) var kind = FilterKind.other
}

/// Learned filters beside the crafted ones: Gabor fits, kinds and similarities, each beside what noise reaches.
///
/// A. Krizhevsky, I. Sutskever and G. E. Hinton, *ImageNet Classification with Deep Convolutional Neural Networks*,
/// NIPS 2012, §6.1, saw "a variety of frequency- and orientation-selective kernels, as well as various colored blobs"
/// in their first layer. This counts them. The thresholds are ours; in this order a filter is
///
/// 1. a blob, where at least half of its energy is in the means of its channels (``AnalysedFilter/meanShare`` ≥ ½),
///    or where a function of the distance from a centre explains more of its variance than of 95 % of noise filters,
///    and the Gabor function has no direction (see below) or explains less, both corrected for their numbers of
///    parameters;
/// 2. an oriented edge, where a Gabor function explains more of its variance than of 95 % of noise filters, and has a
///    direction: it slopes at least three times as much along its wave as across it (``GaborFit/slopeRatio`` ≥ 3);
/// 3. other.
///
/// A blob with ``AnalysedFilter/colourShare`` ≥ ½ is a colour blob. An edge between two colours is an edge:
/// everything but the shares of energy is measured along the colour direction in which the filter varies most.
///
/// Noise is 200 filters of the same shape with independent normal weights from a fixed seed, measured in the same
/// way: a fit of nine parameters explains half of the variance of a noise filter of 5×5. It is also about what
/// filters are before training.
public struct FilterAnalysis: Sendable {
    /// Rows, columns and channels of a filter.
    public let shape: ImageShape
    /// In the order of the bank.
    public let filters: [AnalysedFilter]
    /// Filters of noise, of the same shape.
    public let noise: [AnalysedFilter]

    public static let noiseCount = 200
    /// Share of noise filters that stay below what counts as more than noise.
    public static let noiseLimit = 0.95
    public static let blobMeanShare = 0.5
    public static let colourBlobShare = 0.5
    public static let edgeSlopeRatio = 3.0

    /// Measures all filters of a bank. The same bank gives the same numbers with any number of threads.
    ///
    /// nil where the bank is empty, a side is not in ``GaborFit/sides``, or there are neither 1 nor 3 channels.
    public init?(_ bank: FilterBank, threads: Int = 1) {
        let shape = bank.shape
        guard bank.count > 0, GaborFit.sides.contains(shape.height), GaborFit.sides.contains(shape.width),
            [1, 3].contains(shape.channels)
        else { return nil }
        let crafted = CraftedFilters(height: shape.height, width: shape.width)
        let noise = Self.noise(shape, crafted, threads: threads)
        let limits = Limits(noise, shape)
        self.shape = shape
        self.noise = noise
        filters = Self.measured(bank, crafted, threads: threads).map { limits.judged($0) }
    }

    /// Whether filters of this shape have more weights along a colour than a Gabor function has parameters. Without,
    /// none is fitted, none is called an edge, and only energy in the means makes a blob.
    public static func canFit(_ shape: ImageShape) -> Bool { shape.height * shape.width > GaborFit.parameterCount }

    /// How many filters have more of something than 95 % of the noise filters, and how probable so many or more are
    /// where filters and noise are alike.
    ///
    /// The probability is exact for filters that are independent of each other, which those of one network are not
    /// quite. Filters for which `value` is nil are left out; nil where none is left.
    public func beyondNoise(_ value: (AnalysedFilter) -> Double?) -> (count: Int, of: Int, probability: Double)? {
        let values = filters.compactMap(value)
        let noise = noise.compactMap(value)
        guard let limit = FilterStatistics.quantile(noise, Self.noiseLimit), !values.isEmpty else { return nil }
        let count = values.count { $0 > limit }
        let above = noise.count - Int((Self.noiseLimit * Double(noise.count)).rounded(.up))
        return (count, values.count, Self.chance(of: count, among: values.count, noise: noise.count, above: above))
    }

    /// The probability that `count` or more of `total` numbers exceed that one of `noise` others which `above` others
    /// exceed, where all orders of the numbers are as probable.
    ///
    /// Of all orders, C(j + a, j) · C(n − j + m − a − 1, n − j) / C(n + m, n) have j of n numbers above the one that
    /// a of m exceed: the negative hypergeometric distribution.
    public static func chance(of count: Int, among total: Int, noise: Int, above: Int) -> Double {
        precondition(count >= 0 && count <= total && above >= 0 && above < noise)
        func logChoices(_ all: Int, _ some: Int) -> Double {
            lgamma(Double(all + 1)) - lgamma(Double(some + 1)) - lgamma(Double(all - some + 1))
        }
        return min(
            1,
            (count...total).reduce(0) { sum, beyond in
                let below = total - beyond
                return sum
                    + exp(
                        logChoices(beyond + above, beyond) + logChoices(below + noise - above - 1, below)
                            - logChoices(total + noise, total))
            })
    }

    /// How many of so many filters would have more of something than 95 % of the noise filters if they were noise: 11
    /// in 201, since the 200 noise filters and the filter asked about are as likely in any order.
    public static func expectedBeyondNoise(of count: Int) -> Double {
        let above = noiseCount - Int((noiseLimit * Double(noiseCount)).rounded(.up))
        return Double(count * (above + 1)) / Double(noiseCount + 1)
    }

    // MARK: Noise

    /// What 95 % of noise filters stay below.
    private struct Limits {
        let shape: ImageShape
        let rSquared: Double
        let roundShare: Double

        init(_ noise: [AnalysedFilter], _ shape: ImageShape) {
            self.shape = shape
            rSquared = FilterStatistics.quantile(noise.compactMap(\.fit?.rSquared), noiseLimit) ?? 1
            roundShare = FilterStatistics.quantile(noise.map(\.roundShare), noiseLimit) ?? 1
        }

        func judged(_ filter: AnalysedFilter) -> AnalysedFilter {
            var judged = filter
            let gabor = filter.fit?.adjustedRSquared ?? -.infinity
            let hasDirection = filter.fit.map { $0.slopeRatio >= edgeSlopeRatio } ?? false
            let isRound =
                canFit(shape) && filter.roundShare > roundShare
                && (!hasDirection || (filter.adjustedRoundShare ?? -.infinity) > gabor)
            if filter.meanShare >= blobMeanShare || isRound {
                judged.kind = filter.colourShare >= colourBlobShare ? .colourBlob : .blob
            } else if let fit = filter.fit, fit.rSquared > rSquared, hasDirection {
                judged.kind = .orientedEdge
            }
            return judged
        }
    }

    /// Measuring noise takes longer than measuring most banks, and networks share their shapes.
    private static let known = Mutex<[ImageShape: [AnalysedFilter]]>([:])

    private static func noise(_ shape: ImageShape, _ crafted: CraftedFilters, threads: Int) -> [AnalysedFilter] {
        known.withLock { known in
            if let noise = known[shape] { return noise }
            let weights = (0..<noiseCount).flatMap { filter in
                var random = RandomSource(seed: 1, stream: UInt64(filter))
                return (0..<shape.count).map { _ in random.normal() }
            }
            let bank = FilterBank(count: noiseCount, shape: shape, weights: weights)
            let measured = measured(bank, crafted, threads: threads)
            let limits = Limits(measured, shape)
            let noise = measured.map { limits.judged($0) }
            known[shape] = noise
            return noise
        }
    }

    // MARK: Measures

    private static func measured(_ bank: FilterBank, _ crafted: CraftedFilters, threads: Int) -> [AnalysedFilter] {
        Parallel.map(bank.count, threads: threads) { index in
            let count = bank.shape.count
            let weights = bank.weights[index * count..<(index + 1) * count].map(Double.init)
            return measured(
                weights.allSatisfy(\.isFinite) ? weights : weights.map { _ in 0 }, bank.shape, index, crafted)
        }
    }

    private static func measured(
        _ weights: [Double], _ shape: ImageShape, _ index: Int, _ crafted: CraftedFilters
    ) -> AnalysedFilter {
        let channels = shape.channels
        let pixels = shape.height * shape.width
        var means = [Double](repeating: 0, count: channels)
        var (energy, grey) = (0.0, 0.0)
        for pixel in 0..<pixels {
            let values = weights[pixel * channels..<(pixel + 1) * channels]
            let sum = values.reduce(0, +)
            energy += values.reduce(0) { $0 + $1 * $1 }
            grey += sum * sum / Double(channels)
            for (channel, value) in values.enumerated() { means[channel] += value / Double(pixels) }
        }
        let constant = means.reduce(0) { $0 + $1 * $1 } * Double(pixels)
        let colour = principalColour(weights, means)
        let plane = (0..<pixels).map { pixel in
            (0..<channels).reduce(0) { $0 + colour[$1] * weights[pixel * channels + $1] }
        }
        let round = roundShare(plane, height: shape.height, width: shape.width)
        let similarity = CraftedFilters.Family.allCases.map { ($0, crafted.similarity(plane, to: $0)) }
        return AnalysedFilter(
            index: index, colour: colour, plane: plane,
            colourShare: energy > 0 && channels > 1 ? max(0, 1 - grey / energy) : 0,
            meanShare: energy > 0 ? min(1, constant / energy) : 0, roundShare: round.share,
            adjustedRoundShare: round.adjusted,
            fit: canFit(shape) ? GaborFit(plane, height: shape.height, width: shape.width) : nil,
            similarity: Dictionary(uniqueKeysWithValues: similarity))
    }

    /// The eigenvector of the largest eigenvalue of the channels' covariance, by squaring the matrix ten times, which
    /// is a thousand steps of the power method; of the means where the channels are flat.
    private static func principalColour(_ weights: [Double], _ means: [Double]) -> [Double] {
        let channels = means.count
        guard channels > 1 else { return [1] }
        let largest = weights.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return [Double](repeating: 1 / Double(channels).squareRoot(), count: channels) }
        var matrix = [Double](repeating: 0, count: channels * channels)
        var isFlat = true
        for pixel in 0..<weights.count / channels {
            let values = (0..<channels).map { (weights[pixel * channels + $0] - means[$0]) / largest }
            if values.contains(where: { abs($0) > 1e-9 }) { isFlat = false }
            for row in 0..<channels {
                for column in 0..<channels { matrix[row * channels + column] += values[row] * values[column] }
            }
        }
        if isFlat { matrix = means.flatMap { row in means.map { row * $0 / largest / largest } } }
        for _ in 0..<10 {
            let trace = (0..<channels).reduce(0) { $0 + matrix[$1 * channels + $1] }
            let scaled = matrix.map { $0 / trace }
            for row in 0..<channels {
                for column in 0..<channels {
                    matrix[row * channels + column] = (0..<channels).reduce(0) {
                        $0 + scaled[row * channels + $1] * scaled[$1 * channels + column]
                    }
                }
            }
        }
        // All columns are multiples of the vector; that of the largest diagonal is the longest.
        let column = (0..<channels).max { matrix[$0 * channels + $0] < matrix[$1 * channels + $1] } ?? 0
        let vector = (0..<channels).map { matrix[$0 * channels + column] }
        let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / norm }
    }

    /// The share of variance that the means of rings explain, a pixel wide, about the best of the
    /// centres that lie half a pixel apart in the window.
    private static func roundShare(_ plane: [Double], height: Int, width: Int) -> (share: Double, adjusted: Double?) {
        let form = CraftedFilters.normalized(plane)
        guard form.contains(where: { $0 != 0 }) else { return (0, nil) }
        func centres(_ side: Int) -> [Double] { (0...2 * (side - 1)).map { Double($0) / 2 } }
        var best = (share: 0.0, rings: 1)
        for y in centres(height) {
            for x in centres(width) {
                var sums = [Double](repeating: 0, count: height + width)
                var counts = sums
                for (index, value) in form.enumerated() {
                    let (right, down) = (Double(index % width) - x, Double(index / width) - y)
                    let ring = Int((right * right + down * down).squareRoot().rounded())
                    sums[ring] += value
                    counts[ring] += 1
                }
                var (share, rings) = (0.0, 0)
                for (sum, count) in zip(sums, counts) where count > 0 {
                    share += sum * sum / count
                    rings += 1
                }
                if share > best.share { best = (min(1, share), rings) }
            }
        }
        // The level of each ring, and the centre's two numbers.
        let freedom = height * width - best.rings - 2
        let adjusted = freedom > 0 ? 1 - (1 - best.share) * Double(height * width - 1) / Double(freedom) : nil
        return (best.share, adjusted)
    }
}

/// Numbers that describe many filters.
public struct FilterStatistics: Sendable {
    public let count: Int
    /// Filters of each kind; every kind is there.
    public let kinds: [FilterKind: Int]
    /// Median R² of the fits; nil without any.
    public let medianRSquared: Double?
    /// Median similarity to the nearest filter of each family.
    public let medianSimilarity: [CraftedFilters.Family: Double]
    /// Oriented edges by ``GaborFit/orientation``, in eight bins of 22.5° of which bin b is centred at b · 22.5°.
    public let orientations: [Int]
    /// Oriented edges by ``GaborFit/frequency``, in octaves from the highest: ¼ < f ≤ ½ cycles a pixel, ⅛ < f ≤ ¼, …
    /// and all below in the fourth.
    public let frequencies: [Int]

    /// - Precondition: `filters` is not empty.
    public init(_ filters: [AnalysedFilter]) {
        precondition(!filters.isEmpty, "statistics of no filters")
        count = filters.count
        kinds = Dictionary(
            uniqueKeysWithValues: FilterKind.allCases.map { kind in (kind, filters.count { $0.kind == kind }) })
        medianRSquared = Self.quantile(filters.compactMap(\.fit?.rSquared), 0.5)
        medianSimilarity = Dictionary(
            uniqueKeysWithValues: CraftedFilters.Family.allCases.map { family in
                (family, Self.quantile(filters.compactMap { $0.similarity[family] }, 0.5) ?? 0)
            })
        var orientations = [Int](repeating: 0, count: 8)
        var frequencies = [Int](repeating: 0, count: 4)
        for fit in filters.filter({ $0.kind == .orientedEdge }).compactMap(\.fit) {
            orientations[Int((fit.orientation / 22.5).rounded()) % 8] += 1
            frequencies[min(3, max(0, Int((-log2(fit.frequency)).rounded(.down)) - 1))] += 1
        }
        self.orientations = orientations
        self.frequencies = frequencies
    }

    /// The share of filters of a kind, 0…1.
    public func share(_ kind: FilterKind) -> Double { Double(kinds[kind] ?? 0) / Double(count) }

    /// The value that a share of all values stays below or at: the middle of the two nearest for a half, an observed
    /// one otherwise.
    static func quantile(_ values: [Double], _ share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        guard share != 0.5 else { return Statistics.median(values) }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1))]
    }
}
