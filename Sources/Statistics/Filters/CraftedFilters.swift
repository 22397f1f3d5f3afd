import Core
import Foundation

/// Filters of the crafted methods as pictures of one size, to hold learned filters against.
public struct CraftedFilters: Sendable {
    /// Whose filters.
    public enum Family: String, CaseIterable, Sendable {
        /// The gradient of N. Dalal and B. Triggs, *Histograms of Oriented Gradients for Human Detection*, CVPR 2005:
        /// the mask [−1, 0, 1] across and down, steered to the middles of nine bins over 180°, cos θ · across + sin θ
        /// · down.
        case hog
        /// The gradient of D. G. Lowe, *Distinctive Image Features from Scale-Invariant Keypoints*, IJCV 2004:
        /// differences of neighbours in an image blurred by a Gaussian of σ = 1.6 pixels, steered to the eight
        /// directions over 360°, of which opposite ones differ by their sign alone.
        case sift
        /// Waves under a Gaussian as in A. K. Jain and F. Farrokhnia, *Unsupervised texture segmentation using Gabor
        /// filters*, Pattern Recognition 24, 1991: eight orientations over 180°, three frequencies evenly spaced in
        /// logarithm from one cycle in the window to 0.4 cycles a pixel, even and odd, with a bandwidth of an octave.
        case gabor
    }

    /// Rows and columns.
    public let height: Int
    public let width: Int
    /// Each filter in the middle of the window, `[row][column]`; its weights sum to 0 and their squares to 1.
    private let centred: [Family: [[Double]]]
    /// Each filter at all places.
    private let moved: [Family: [[Double]]]

    /// The filters in a window of `height`×`width` pixels.
    ///
    /// - Precondition: Both in ``GaborFit/sides``.
    public init(height: Int, width: Int) {
        precondition(GaborFit.sides.contains(height) && GaborFit.sides.contains(width), "filters of \(height)×\(width)")
        self.height = height
        self.width = width
        var centred: [Family: [[Double]]] = [:]
        var moved: [Family: [[Double]]] = [:]
        for family in Family.allCases {
            let functions = Self.functions(family, side: max(height, width))
            let reach = family == .hog ? nil : 0.25
            let (rows, columns) = (Self.places(height, reach), Self.places(width, reach))
            func pictures(_ x: Int, _ y: Int) -> [[Double]] {
                functions.map { function in
                    Self.normalized(
                        (0..<height * width).map { function(Double($0 % width - x), Double($0 / width - y)) })
                }
            }
            centred[family] = pictures((width - 1) / 2, (height - 1) / 2)
            moved[family] = rows.flatMap { y in columns.flatMap { x in pictures(x, y) } }
        }
        self.centred = centred
        self.moved = moved
    }

    /// The filters of a family in the middle of the window (left and above it where a side is even), each
    /// `[row][column]` with sum 0 and norm 1.
    public func filters(_ family: Family) -> [[Double]] { centred[family] ?? [] }

    /// The largest absolute correlation of `weights` with a filter of the family, 0…1, over places of that filter:
    /// all where the mask of HOG lies in the window, those in the middle half of the window for the others, which are
    /// cut off at its border.
    ///
    /// The mean of the weights does not count; 0 where all are equal.
    ///
    /// - Precondition: `weights.count == height * width`.
    public func similarity(_ weights: [Double], to family: Family) -> Double {
        precondition(weights.count == height * width, "\(weights.count) weights of \(height)×\(width)")
        let form = Self.normalized(weights)
        let largest = (moved[family] ?? []).reduce(0) { best, filter in
            var product = 0.0
            for index in form.indices { product += form[index] * filter[index] }
            return max(best, abs(product))
        }
        return min(1, largest)
    }

    /// Less the mean, divided by the norm; zeros where nothing but rounding remains.
    static func normalized(_ weights: [Double]) -> [Double] {
        let mean = weights.reduce(0, +) / Double(weights.count)
        let deviations = weights.map { $0 - mean }
        let largest = deviations.reduce(0) { max($0, abs($1)) }
        guard largest.isFinite, largest > 1e-12 * abs(mean) else { return weights.map { _ in 0 } }
        let norm = deviations.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
        return deviations.map { $0 / largest / norm }
    }

    /// Pixels that may be the centre: those whose neighbours lie in the window, or those within a share of the side
    /// from its middle.
    private static func places(_ side: Int, _ reach: Double?) -> [Int] {
        guard let reach else { return Array(1..<side - 1) }
        return (0..<side).filter { abs(Double($0) - Double(side - 1) / 2) <= reach * Double(side) }
    }

    private typealias Function = (_ x: Double, _ y: Double) -> Double

    private static func functions(_ family: Family, side: Int) -> [Function] {
        switch family {
        case .hog:
            return steered((0..<9).map { (Double($0) + 0.5) * 20 }) { x, y in abs(x) == 1 && y == 0 ? x : 0 }
        case .sift:
            func blur(_ x: Double, _ y: Double) -> Double { exp(-(x * x + y * y) / (2 * 1.6 * 1.6)) }
            return steered((0..<4).map { Double($0) * 45 }) { x, y in blur(x - 1, y) - blur(x + 1, y) }
        case .gabor:
            let low = 1 / Double(side)
            return (0..<3).flatMap { scale in
                let frequency = low * pow(0.4 / low, Double(scale) / 2)
                let deviation = (log(2.0) / 2).squareRoot() / (.pi * frequency) * 3
                return (0..<8).flatMap { step in
                    let angle = Double(step) * .pi / 8
                    return [0, Double.pi / 2].map { phase -> Function in
                        { x, y in
                            exp(-(x * x + y * y) / (2 * deviation * deviation))
                                * cos(2 * .pi * frequency * (x * cos(angle) + y * sin(angle)) + phase)
                        }
                    }
                }
            }
        }
    }

    /// cos θ times a derivative along x plus sin θ times the same along y, which is the derivative along θ in degrees.
    private static func steered(_ angles: [Double], _ derivative: @escaping Function) -> [Function] {
        angles.map { degrees in
            let angle = degrees * .pi / 180
            return { x, y in cos(angle) * derivative(x, y) + sin(angle) * derivative(y, x) }
        }
    }
}
