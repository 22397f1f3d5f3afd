import Core

/// Histograms of colours over a grid of cells.
///
/// M. Swain and D. Ballard, *Color Indexing*, IJCV 1991. Each coordinate of a colour space is divided into `bins` equal
/// parts; pixels are counted in the boxes that the three make together (`joint`, bins³ numbers) or in each coordinate
/// apart (3·bins).
///
/// Conventions: coordinates as ``ColourSpace`` says, a coordinate v of 0…1 in bin ⌊v·`bins`⌋ and 1 in the last. The
/// image is divided into `grid` × `grid` cells, row and column ⌊position·grid/length⌋. Grey images count as colours
/// with R = G = B. The descriptor is laid out as `[cell row][cell column][first coordinate][second][third]` or `[cell
/// row][cell column][coordinate][bin]`.
public struct ColourHistogram: FixedExtractor {
    /// The space of colours whose coordinates are counted.
    public let space: ColourSpace
    /// Bins of each coordinate, 2…64; at most 16 where they are joint.
    public let bins: Int
    /// One bin for each combination of the three coordinates.
    public let joint: Bool
    /// Cells along each side of the image, 1…32.
    public let grid: Int
    /// What the counts of a cell are divided by.
    public let normalisation: HistogramNormalisation

    public init() { self.init(space: .hsv) }

    public init(
        space: ColourSpace, bins: Int = 8, joint: Bool = false, grid: Int = 4,
        normalisation: HistogramNormalisation = .sqrt
    ) {
        self.space = space
        self.bins = bins
        self.joint = joint
        self.grid = grid
        self.normalisation = normalisation
    }

    public static let card = Card(
        name: "colour-histogram", title: "Colour histograms", year: 1991,
        paper: "M. Swain and D. Ballard, Color Indexing, IJCV 1991",
        deviations: [
            "The image is divided into a grid of cells, and the colour spaces are not the paper's; with grid 1, "
                + "space opponent and joint bins there is one histogram, as in the paper, though the paper's third "
                + "axis has half as many bins.",
            "Each cell is normalised; the paper compares counts by intersection.",
        ])

    public static var formerNames: [String: String] { ["normalisation": "normalization"] }

    public static var choices: [String: [String]] {
        [
            "space": ColourSpace.allCases.map(\.rawValue),
            "normalisation": HistogramNormalisation.allCases.map(\.rawValue),
        ]
    }

    public func validate() throws {
        let most = joint ? 16 : 64
        try require((2...most).contains(bins), "bins", bins, "from 2 to \(most)" + (joint ? " where joint" : ""))
        try require((1...32).contains(grid), "grid", grid, "from 1 to 32")
    }

    /// Lays out the cells. Nothing is learned. Throws ``ConfigurationError`` where a cell would have no pixel.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedColourHistogram {
        try validate()
        try requireCells(grid, images.shape)
        return FittedColourHistogram(configuration: self, shape: images.shape)
    }
}

/// Throws ``ConfigurationError`` unless each of `grid` × `grid` cells has a pixel.
func requireCells(_ grid: Int, _ shape: ImageShape) throws {
    let side = min(shape.height, shape.width)
    try require(grid <= side, "grid", grid, "at most \(side) for images of \(shape)")
}

/// The histograms for images of one shape.
public struct FittedColourHistogram: FittedFixedExtractor {
    let configuration: ColourHistogram
    let shape: ImageShape

    /// Numbers of one cell.
    public var cellLength: Int {
        let bins = configuration.bins
        return configuration.joint ? bins * bins * bins : 3 * bins
    }
    public var featureCount: Int { configuration.grid * configuration.grid * cellLength }
    /// Per pixel 10 for the colour space, 6 for the bins; 3 a number to normalise.
    public var flopsPerImage: Double { Double(shape.height * shape.width) * 16 + 3 * Double(featureCount) }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == shape, "images of \(images.shape) given to colour histograms for \(shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: shape), threads: threads) { range, _ in
                for index in range {
                    ColourStatisticsKernels.histograms(
                        images, index: index, self, into: output.base + index * featureCount)
                }
            }
        }
    }
}
