import Core
import Foundation

/// Histograms of local binary patterns.
///
/// T. Ojala, M. Pietikäinen and T. Mäenpää, *Multiresolution Gray-Scale and Rotation Invariant Texture Classification
/// with Local Binary Patterns*, PAMI 2002. P neighbours lie evenly on a circle of radius R around each pixel; neighbour
/// p gives bit p, 1 where it is at least as bright as the pixel (equations 8 to 10). Patterns are counted as they are
/// (`plain`), up to rotation (equation 11), or *uniform* ones apart and all others together: a pattern is uniform where
/// at most two of the P circular steps change the bit (U ≤ 2, equation 12).
///
/// Conventions: neighbour p is at angle 2πp/P, zero along +x, growing against +y (anticlockwise on the screen), at
/// coordinates rounded to five decimals and interpolated bilinearly (§2.1). Only pixels whose whole circle is inside
/// count. They are divided into `grid` × `grid` cells of nearly equal size, row and column ⌊position·grid/length⌋.
/// Colour images are turned to grey. A descriptor is laid out as `[cell row][cell column][bin]`.
///
/// | mapping | bins | order |
/// |---|---|---|
/// | `plain` | 2^P | the code |
/// | `rotation-invariant` | 36 for P = 8 | the smallest code of all rotations, ascending |
/// | `uniform` | P(P − 1) + 3 | none set; n set from bit s on: 1 + (n − 1)P + (P − s) mod P; all set; the others |
/// | `rotation-invariant-uniform` | P + 2 | number of bits set; the others ("riu2") |
public struct LBP: FixedExtractor {
    /// Radius of the circle in pixels, 1…16.
    public let radius: Int
    /// Neighbours on the circle, 4…24; at most 12 where every code has a bin, at most 16 for `rotation-invariant`.
    public let neighbours: Int
    /// Which codes share a bin.
    public let mapping: Mapping
    /// Cells along each side of the image, 1…32.
    public let grid: Int
    /// What the counts of a cell are divided by.
    public let normalisation: HistogramNormalisation

    public enum Mapping: String, Codable, Sendable, CaseIterable {
        case plain
        case uniform
        case rotationInvariant = "rotation-invariant"
        case rotationInvariantUniform = "rotation-invariant-uniform"
    }

    public init() { self.init(radius: 1) }

    public init(
        radius: Int, neighbours: Int = 8, mapping: Mapping = .uniform, grid: Int = 4,
        normalisation: HistogramNormalisation = .sqrt
    ) {
        self.radius = radius
        self.neighbours = neighbours
        self.mapping = mapping
        self.grid = grid
        self.normalisation = normalisation
    }

    public static let card = Card(
        name: "lbp", title: "Local binary patterns", year: 2002,
        paper: "T. Ojala, M. Pietikäinen and T. Mäenpää, Multiresolution Gray-Scale and Rotation Invariant Texture "
            + "Classification with Local Binary Patterns, PAMI 2002",
        deviations: [
            "A neighbour that is darker by less than 0.0001 grey levels counts as equal, so that rounding makes no "
                + "difference.",
            "Histograms over a grid of cells, and square roots of their shares, are later practice (T. Ahonen et "
                + "al., 2006); with grid 1 and normalisation sum there is one histogram, as in the paper.",
        ])

    public static var formerNames: [String: String] { ["normalisation": "normalization"] }

    public static var choices: [String: [String]] {
        [
            "mapping": Mapping.allCases.map(\.rawValue),
            "normalisation": HistogramNormalisation.allCases.map(\.rawValue),
        ]
    }

    public func validate() throws {
        try require((1...16).contains(radius), "radius", radius, "from 1 to 16 pixels")
        let most = mapping == .plain ? 12 : mapping == .rotationInvariant ? 16 : 24
        try require(
            (4...most).contains(neighbours), "neighbours", neighbours, "from 4 to \(most) with \(mapping.rawValue)")
        try require((1...32).contains(grid), "grid", grid, "from 1 to 32")
    }

    /// Lays out the cells. Nothing is learned. Throws ``ConfigurationError`` where a cell would have no pixel.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedLBP {
        try validate()
        let side = min(images.shape.height, images.shape.width)
        try require(
            side > 2 * radius, "radius", radius, "at most \((side - 1) / 2) for images of \(images.shape)")
        try require(
            side - 2 * radius >= grid, "grid", grid,
            "at most \(side - 2 * radius) for radius \(radius) in images of \(images.shape)")
        return FittedLBP(configuration: self, shape: images.shape)
    }

    /// Bins of one cell.
    public var bins: Int {
        switch mapping {
        case .plain: 1 << neighbours
        case .uniform: neighbours * (neighbours - 1) + 3
        case .rotationInvariant: smallestRotations().count
        case .rotationInvariantUniform: neighbours + 2
        }
    }

    /// Codes that are the smallest of their rotations, ascending.
    func smallestRotations() -> [Int] {
        (0..<1 << neighbours).filter { code in
            (1..<neighbours).allSatisfy { code <= rotated(code, by: $0) }
        }
    }

    private func rotated(_ code: Int, by steps: Int) -> Int {
        (code >> steps | code << (neighbours - steps)) & ((1 << neighbours) - 1)
    }

    /// The bin of every code of up to 16 neighbours; empty where codes are bins.
    func table() -> [UInt16] {
        guard mapping != .plain && neighbours <= 16 else { return [] }
        guard mapping == .rotationInvariant else {
            return (0..<1 << neighbours).map { UInt16(uniformBin(UInt32($0))) }
        }
        var table = [UInt16](repeating: 0, count: 1 << neighbours)
        for (bin, code) in smallestRotations().enumerated() {
            for steps in 0..<neighbours { table[rotated(code, by: steps)] = UInt16(bin) }
        }
        return table
    }

    /// The bin of a code in the mappings that tell uniform patterns from others.
    func uniformBin(_ code: UInt32) -> UInt32 {
        let count = UInt32(neighbours)
        let previous = (code << 1 | code >> (count - 1)) & ((1 << count) - 1)
        let isUniform = (code ^ previous).nonzeroBitCount <= 2
        let ones = UInt32(code.nonzeroBitCount)
        if mapping == .rotationInvariantUniform { return isUniform ? ones : count + 1 }
        guard isUniform else { return count * (count - 1) + 2 }
        guard ones > 0 && ones < count else { return ones == 0 ? 0 : count * (count - 1) + 1 }
        // The only bit that is set while the one before it is not.
        let start = UInt32((code & ~previous).trailingZeroBitCount)
        return 1 + (ones - 1) * count + (start == 0 ? 0 : count - start)
    }
}

/// How counts of a cell become numbers; a cell without counts is all zero.
public enum HistogramNormalisation: String, Codable, Sendable, CaseIterable {
    /// Shares: the sum is 1.
    case sum
    /// The sum of squares is 1.
    case l2
    /// Square roots of shares, whose sum of squares is 1: the Euclidean distance is then Hellinger's.
    case sqrt
}

/// The descriptor for images of one shape.
public struct FittedLBP: FittedFixedExtractor {
    let configuration: LBP
    let shape: ImageShape
    let bins: Int
    let samples: [LBPSample]
    let table: [UInt16]

    init(configuration: LBP, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        bins = configuration.bins
        samples = LBPSample.circle(radius: configuration.radius, neighbours: configuration.neighbours)
        table = configuration.table()
    }

    public var featureCount: Int { configuration.grid * configuration.grid * bins }

    /// Pixels whose whole circle is inside, down and across.
    public var interior: (rows: Int, columns: Int) {
        (shape.height - 2 * configuration.radius, shape.width - 2 * configuration.radius)
    }

    /// Per pixel and neighbour 9: three interpolations of 2 to 3 and a comparison; 2 a number to normalise.
    public var flopsPerImage: Double {
        Double(interior.rows * interior.columns * configuration.neighbours) * 9 + 2 * Double(featureCount)
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == shape, "images of \(images.shape) given to an LBP laid out for \(shape)")
        let grey = images.grey()
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: shape), threads: threads) { range, _ in
                for index in range {
                    LBPKernels.histograms(grey, index: index, self, into: output.base + index * featureCount)
                }
            }
        }
    }

    /// The bin of every pixel of ``interior`` of image `index`, row by row.
    public func codes(_ images: ImageStack, index: Int) -> [Int] {
        precondition(images.shape == shape)
        return LBPKernels.codes(images.selecting([index]).grey(), self)
    }
}

/// Where a neighbour is read: up to four pixels, relative to the centre, and their weights.
struct LBPSample: Sendable {
    let row: Int
    let column: Int
    let weight: Float
    /// The last pixel of its neighbour.
    let isLast: Bool

    /// The pixels of all neighbours, one neighbour after the other.
    static func circle(radius: Int, neighbours: Int) -> [LBPSample] {
        (0..<neighbours).flatMap { neighbour in
            let angle = 2 * Double.pi * Double(neighbour) / Double(neighbours)
            let row = rounded(-Double(radius) * sin(angle))
            let column = rounded(Double(radius) * cos(angle))
            let top = row.rounded(.down)
            let left = column.rounded(.down)
            var pixels: [(row: Double, column: Double, weight: Double)] = []
            for (y, rowWeight) in [(top, 1 - (row - top)), (top + 1, row - top)] where rowWeight > 0 {
                for (x, columnWeight) in [(left, 1 - (column - left)), (left + 1, column - left)]
                where columnWeight > 0 {
                    pixels.append((y, x, rowWeight * columnWeight))
                }
            }
            return pixels.enumerated().map { index, pixel in
                LBPSample(
                    row: Int(pixel.row), column: Int(pixel.column), weight: Float(pixel.weight),
                    isLast: index == pixels.count - 1)
            }
        }
    }

    private static func rounded(_ coordinate: Double) -> Double { (coordinate * 1e5).rounded() / 1e5 }
}
