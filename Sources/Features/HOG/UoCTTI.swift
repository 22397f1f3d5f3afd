import Core

/// The histograms of oriented gradients of the part-based detectors of Felzenszwalb and colleagues ("UoCTTI HOG").
///
/// P. Felzenszwalb, R. Girshick, D. McAllester and D. Ramanan, *Object Detection with Discriminatively Trained
/// Part-Based Models*, PAMI 2010, §6. Each pixel votes with the magnitude of its gradient for the nearest of 2n
/// directions (§6.1.1, n orientations without sign), shared between the four cells around it (§6.1.2). The energy of a
/// cell is ‖C‖², C being its histogram without sign; a cell is divided by the root of the energy of each of the four
/// squares of 2×2 cells that it belongs to, values are limited to α = 0.2 (§6.1.3), and of the 4·3n numbers only sums
/// are kept (§6.2): for every direction and orientation the sum over the four normalisations, and for every
/// normalisation the sum over the orientations.
///
/// A cell has 3n + 4 numbers, 31 for n = 9: 2n directions (contrast-sensitive), n orientations (contrast-insensitive),
/// 4 energies of texture (normalised with the squares to the upper left, upper right, lower left, lower right), laid
/// out as `[cell row][cell column][number]`. Sums over four are multiplied by ½ and the energies by 1/√(2n), as in the
/// authors' program.
///
/// Conventions: x to the right, y down; direction k is centred at k·180°/n, zero along +x, growing towards +y; half-way
/// between two orientations the lower counts. Gradients by [−1, 0, 1]; of several channels the strongest, unless `colour` says
/// otherwise (of `channels` the descriptor is laid out once a channel); pixels at the border of the image do not vote. There are ⌊(side + ⌊cell/2⌋)/cell⌋ cells along a side: the last one may lack up to
/// half.
public struct UoCTTI: FixedExtractor {
    /// Side of a cell in pixels, 2…64.
    public let cellSize: Int
    /// Orientations without sign, 2…16; there are twice as many directions.
    public let orientations: Int
    /// Largest value after normalisation, 0 < clip ≤ 1.
    public let clip: Float
    /// What the gradients of a colour image are.
    public let colour: HOG.Colour

    public init() { self.init(cellSize: 8) }

    public init(cellSize: Int, orientations: Int = 9, clip: Float = 0.2, colour: HOG.Colour = .strongest) {
        self.cellSize = cellSize
        self.orientations = orientations
        self.clip = clip
        self.colour = colour
    }

    public static let card = Card(
        name: "uoctti", title: "UoCTTI histograms of oriented gradients", year: 2010,
        paper:
            "P. Felzenszwalb, R. Girshick, D. McAllester and D. Ramanan, Object Detection with Discriminatively "
            + "Trained Part-Based Models, PAMI 2010",
        deviations: [
            "Cells at the border of the image are kept, with the nearest cell in place of one that does not exist; the "
                + "authors' program drops them.",
            "Boundaries between orientations are exact; the authors' program rounds directions to four digits.",
        ])

    public static var choices: [String: [String]] { ["colour": HOG.Colour.allCases.map(\.rawValue)] }
    public static var laterSettings: [String: any Encodable & Sendable] { ["colour": HOG.Colour.strongest] }

    public func validate() throws {
        try require((2...64).contains(cellSize), "cellSize", cellSize, "from 2 to 64 pixels")
        try require((2...16).contains(orientations), "orientations", orientations, "from 2 to 16")
        try require(clip > 0 && clip <= 1, "clip", clip, "above 0 and at most 1")
    }

    /// Lays out the descriptor. Nothing is learned. Throws ``ConfigurationError`` where the image has no cell.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedUoCTTI {
        try validate()
        let side = min(images.shape.height, images.shape.width)
        // The largest cell of which half is inside.
        try require(
            side >= cellSize - cellSize / 2, "cellSize", cellSize,
            "at most \(2 * side) for images of \(images.shape): at least half of a cell must be inside")
        return FittedUoCTTI(configuration: self, shape: images.shape)
    }
}

/// The UoCTTI descriptor for images of one shape.
public struct FittedUoCTTI: FittedFixedExtractor {
    let configuration: UoCTTI
    let plan: HOGPlan

    init(configuration: UoCTTI, shape: ImageShape) {
        self.configuration = configuration
        let size = configuration.cellSize
        func axis(_ length: Int) -> HOGAxis {
            .tents(length: length, cellSize: size, stride: size, count: (length + size / 2) / size)
        }
        plan = HOGPlan(
            shape: shape,
            field: HOGField(
                bins: 2 * configuration.orientations, signed: true, rule: .nearest, border: .skipped,
                squareRoots: false, colour: configuration.colour),
            rows: axis(shape.height), columns: axis(shape.width))
    }

    /// Cells, down and across.
    public var cells: (rows: Int, columns: Int) { (plan.rows.positions, plan.columns.positions) }
    /// Numbers of one cell.
    public var cellLength: Int { 3 * configuration.orientations + 4 }
    /// Numbers of one pass over an image.
    var passLength: Int { cells.rows * cells.columns * cellLength }
    public var featureCount: Int { plan.passes * passLength }

    /// The votes, and per cell and orientation 33: 3 histograms by 4 factors, 12 limits, 9 sums.
    public var flopsPerImage: Double {
        plan.flops + Double(plan.passes * cells.rows * cells.columns) * (20 + 33 * Double(configuration.orientations))
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(images.shape == plan.shape, "images of \(images.shape) given to a UoCTTI for \(plan.shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: images.shape), threads: threads) { range, _ in
                UoCTTIKernels.describe(images, range: range, self, into: output)
            }
        }
    }
}
