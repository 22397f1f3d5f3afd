import Core

/// Mean, standard deviation and skewness of colours over a grid of cells.
///
/// M. Stricker and M. Orengo, *Similarity of Color Images*, SPIE 1995: of each coordinate p over the N pixels of a cell
///
///     E = Σp / N        σ = (Σ(p − E)² / N)^½        s = (Σ(p − E)³ / N)^⅓
///
/// the cube root having the sign of the sum. Coordinates as ``ColourSpace`` says, each 0…1, so that 0 ≤ E ≤ 1,
/// 0 ≤ σ ≤ ½ and −1 < s < 1. The image is divided into `grid` × `grid` cells, row and column ⌊position·grid/length⌋.
/// Grey images count as colours with R = G = B. The descriptor is laid out as `[cell row][cell column][coordinate][E, σ, s]`.
public struct ColourMoments: FixedExtractor {
    /// The space of colours whose coordinates are described.
    public let space: ColourSpace
    /// Cells along each side of the image, 1…32.
    public let grid: Int

    public init() { self.init(space: .hsv) }

    public init(space: ColourSpace, grid: Int = 4) {
        self.space = space
        self.grid = grid
    }

    public static let card = Card(
        name: "colour-moments", title: "Colour moments", year: 1995,
        paper: "M. Stricker and M. Orengo, Similarity of Color Images, SPIE Storage and Retrieval for Image and Video "
            + "Databases 1995",
        deviations: ["The image is divided into a grid of cells; the paper takes it as a whole (grid 1)."])

    public static var choices: [String: [String]] { ["space": ColourSpace.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((1...32).contains(grid), "grid", grid, "from 1 to 32")
    }

    /// Lays out the cells. Nothing is learned. Throws ``ConfigurationError`` where a cell would have no pixel.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedColourMoments {
        try validate()
        try requireCells(grid, images.shape)
        return FittedColourMoments(configuration: self, shape: images.shape)
    }
}

/// The moments for images of one shape.
public struct FittedColourMoments: FittedFixedExtractor {
    let configuration: ColourMoments
    let shape: ImageShape

    public var featureCount: Int { configuration.grid * configuration.grid * 9 }
    /// Per pixel 10 for the colour space, 3 × 7 for the sums.
    public var flopsPerImage: Double { Double(shape.height * shape.width) * 31 + 20 * Double(featureCount) }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == shape, "images of \(images.shape) given to colour moments for \(shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: shape), threads: threads) { range, _ in
                for index in range {
                    ColourStatisticsKernels.moments(
                        images, index: index, self, into: output.base + index * featureCount)
                }
            }
        }
    }
}
