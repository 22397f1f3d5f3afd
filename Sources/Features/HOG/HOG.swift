import Core

/// Histograms of oriented gradients.
///
/// N. Dalal and B. Triggs, *Histograms of Oriented Gradients for Human Detection*, CVPR 2005. The image is divided into
/// square cells; each pixel votes, with the magnitude of its gradient, for the orientation of that gradient in the cells
/// around it; groups of neighbouring cells (blocks) are normalised together, so that each cell is seen against several
/// surroundings.
///
/// Conventions: x to the right, y down; gradients by the centred mask [−1, 0, 1] without smoothing, borders repeated; in
/// colour images each pixel takes the channel with the largest gradient (§6.2). Orientation is the angle of the gradient
/// vector, zero along +x, growing towards +y, folded into 0…180° unless `signed`; bin b is centred at (b + ½)·180°/`bins`.
/// Cells are counted from the top left; pixels right of or below the last whole cell vote only into cells that exist.
/// The descriptor is laid out as `[block row][block column][cell row][cell column][bin]`.
///
/// Deviations from the paper are listed on the ``card``.
public struct HOG: FeatureExtractor {
    /// Side of a cell in pixels, 2…64. The paper's 8 is for people of 64×128 pixels; small digits want 4.
    public let cellSize: Int
    /// Side of a block in cells, 1…4.
    public let blockSize: Int
    /// Distance of neighbouring blocks in cells, 1…`blockSize`.
    public let blockStride: Int
    /// Orientation bins, 2…32.
    public let bins: Int
    /// Orientations over 0…360° instead of 0…180°.
    public let signed: Bool
    /// How a block is normalised (§6.4).
    public let normalization: Normalization
    /// Largest value after the first normalisation of L2-Hys, 0 < clip ≤ 1.
    public let clip: Float

    /// Block normalisation of the vector v, with a small ε: the four schemes of §6.4.
    public enum Normalization: String, Codable, Sendable, CaseIterable {
        /// v / (‖v‖₁ + ε)
        case l1
        /// √(v / (‖v‖₁ + ε))
        case l1Sqrt
        /// v / √(‖v‖₂² + ε²)
        case l2
        /// L2, values limited to `clip`, L2 again (Lowe's scheme)
        case l2Hys
    }

    public init() { self.init(cellSize: 8) }

    public init(
        cellSize: Int, blockSize: Int = 2, blockStride: Int = 1, bins: Int = 9, signed: Bool = false,
        normalization: Normalization = .l2Hys, clip: Float = 0.2
    ) {
        self.cellSize = cellSize
        self.blockSize = blockSize
        self.blockStride = blockStride
        self.bins = bins
        self.signed = signed
        self.normalization = normalization
        self.clip = clip
    }

    public static let card = Card(
        name: "hog", title: "Histograms of oriented gradients", year: 2005,
        paper: "N. Dalal and B. Triggs, Histograms of Oriented Gradients for Human Detection, CVPR 2005",
        deviations: [
            "Votes are interpolated between cells over the whole image, not within each block, and are not weighted by a "
                + "Gaussian window over the block: a cell has one histogram, shared by the blocks that contain it.",
            "No gamma correction (the paper measured a gain of about 1 % from it).",
        ])

    public static var choices: [String: [String]] { ["normalization": Normalization.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((2...64).contains(cellSize), "cellSize", cellSize, "from 2 to 64 pixels")
        try require((1...4).contains(blockSize), "blockSize", blockSize, "from 1 to 4 cells")
        try require(
            (1...blockSize).contains(blockStride), "blockStride", blockStride, "from 1 to blockSize (\(blockSize))")
        try require((2...32).contains(bins), "bins", bins, "from 2 to 32")
        try require(clip > 0 && clip <= 1, "clip", clip, "above 0 and at most 1")
    }

    /// Lays out the descriptor. Nothing is learned. Throws ``ConfigurationError`` where the image has no whole block.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedHOG {
        try validate()
        let shape = images.shape
        let side = min(shape.height, shape.width)
        try require(
            side / cellSize >= blockSize, "cellSize", cellSize,
            "at most \(side / blockSize) for images of \(shape): a block of \(blockSize)×\(blockSize) cells must fit")
        return FittedHOG(layout: HOGLayout(configuration: self, shape: shape))
    }
}

/// Where each pixel votes and where each block lies, for images of one shape.
struct HOGLayout: Sendable {
    let configuration: HOG
    let shape: ImageShape
    /// Whole cells, down and across.
    let cellRows: Int
    let cellColumns: Int
    let blockRows: Int
    let blockColumns: Int
    let horizontal: [Span]
    let vertical: [Span]

    /// Neighbouring pixels whose votes are shared by the same two cells, numbers `cell` and `cell + 1`.
    ///
    /// Cells are counted from 1 here: 0 and the one behind the last are margins whose votes are dropped.
    struct Span: Sendable {
        let cell: Int
        let pixels: Range<Int>
    }

    init(configuration: HOG, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        cellRows = shape.height / configuration.cellSize
        cellColumns = shape.width / configuration.cellSize
        blockRows = (cellRows - configuration.blockSize) / configuration.blockStride + 1
        blockColumns = (cellColumns - configuration.blockSize) / configuration.blockStride + 1
        horizontal = Self.spans(length: shape.width, cells: cellColumns, cellSize: configuration.cellSize)
        vertical = Self.spans(length: shape.height, cells: cellRows, cellSize: configuration.cellSize)
    }

    /// Numbers in the descriptor of one block.
    var blockLength: Int { configuration.blockSize * configuration.blockSize * configuration.bins }
    var featureCount: Int { blockRows * blockColumns * blockLength }

    private static func spans(length: Int, cells: Int, cellSize: Int) -> [Span] {
        // Pixel x lies at (x + ½)/cellSize − ½ cells from the centre of the first cell, so its lower neighbour changes
        // in the middle of a cell.
        var spans: [Span] = []
        var first = 0
        while first < length {
            let lower = (2 * first + 1 + cellSize) / (2 * cellSize)
            guard lower <= cells else { break }
            var end = first + 1
            while end < length, (2 * end + 1 + cellSize) / (2 * cellSize) == lower { end += 1 }
            spans.append(Span(cell: lower, pixels: first..<end))
            first = end
        }
        return spans
    }

    /// The share of a vote at pixel `index` that goes to the upper of its two cells, 0…1.
    func upperShare(_ index: Int) -> Float {
        let size = configuration.cellSize
        return Float((2 * index + 1 + size) % (2 * size)) / Float(2 * size)
    }
}

/// The HOG descriptor for images of one shape.
public struct FittedHOG: FittedExtractor {
    let layout: HOGLayout

    public var featureCount: Int { layout.featureCount }

    /// Whole cells, down and across.
    public var cells: (rows: Int, columns: Int) { (layout.cellRows, layout.cellColumns) }

    /// Per pixel and channel 7 (gradient, squared magnitude, comparison), per pixel 20 (root, arctangent), 20 (two bins in
    /// four cells); per number of the descriptor 5 (two norms, limit, two scalings).
    public var flopsPerImage: Double {
        let pixels = Double(layout.shape.height * layout.shape.width)
        return pixels * (7 * Double(layout.shape.channels) + 40) + 5 * Double(featureCount)
    }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(
            images.shape == layout.shape, "images of \(images.shape) given to a HOG laid out for \(layout.shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: 64, threads: threads) { range, _ in
                HOGKernels.describe(images, range: range, layout: layout, into: output)
            }
        }
    }

    /// The histogram of every cell of image `index` before block normalisation, as `[row][column][bin]`.
    public func cellHistograms(_ images: ImageStack, index: Int) -> [[[Float]]] {
        precondition(images.shape == layout.shape)
        let flat = HOGKernels.histograms(images, index: index, layout: layout)
        let bins = layout.configuration.bins
        return (0..<layout.cellRows).map { row in
            (0..<layout.cellColumns).map { column in
                let start = (row * layout.cellColumns + column) * bins
                return Array(flat[start..<start + bins])
            }
        }
    }
}
