import Core

/// Histograms of oriented gradients.
///
/// N. Dalal and B. Triggs, *Histograms of Oriented Gradients for Human Detection*, CVPR 2005. The image is divided into
/// square cells; each pixel votes, with the magnitude of its gradient, for the orientation of that gradient in the
/// cells around it; groups of neighbouring cells (blocks) are normalised together, so that each cell is seen against
/// several surroundings.
///
/// Conventions: x to the right, y down; gradients by the centred mask [−1, 0, 1] without smoothing, borders repeated;
/// in colour images each pixel takes the channel with the largest gradient (§6.2) unless `colour` says otherwise. Orientation is the angle of the
/// gradient vector, zero along +x, growing towards +y, folded into 0…180° unless `signed`; bin b is centred at (b +
/// ½)·180°/`bins`. Cells are counted from the top left; pixels right of or below the last whole cell vote only into
/// cells that exist. The descriptor is laid out as `[block row][block column][cell row][cell column][bin]`, of `channels` once a
/// channel.
///
/// What the defaults cost where is on the ``card``: with pictures in poor light or with coloured noise, such as traffic signs, try
/// `colour: grey`; on images of 16 to 32 pixels cells of 4.
///
/// Other conventions go by their names, see ``Convention``. Deviations from the paper are listed on the ``card``.
public struct HOG: FixedExtractor {
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
    public let normalisation: Normalisation
    /// Largest value after the first normalisation of L2-Hys, 0 < clip ≤ 1.
    public let clip: Float
    /// Whose definition of the details is followed.
    public let convention: Convention
    /// Square roots of pixel values in place of pixel values (§6.1).
    public let gamma: Gamma
    /// What the gradients of a colour image are.
    public let colour: Colour

    /// Block normalisation of the vector v, with a small ε: the four schemes of §6.4.
    public enum Normalisation: String, Codable, Sendable, CaseIterable {
        /// v / (‖v‖₁ + ε)
        case l1
        /// √(v / (‖v‖₁ + ε))
        case l1Sqrt
        /// v / √(‖v‖₂² + ε²)
        case l2
        /// L2, values limited to `clip`, L2 again (Lowe's scheme)
        case l2Hys
    }

    /// What the paper leaves open, or what programs do otherwise, under their names.
    public enum Convention: String, Codable, Sendable, CaseIterable {
        /// A cell has one histogram, which all blocks share: votes are interpolated between neighbouring cells over the
        /// whole image and between neighbouring bins. ε = 0.01 (1e-6 the second time).
        case sharedCells = "shared-cells"
        /// As the paper: each block has histograms of its own. Votes are interpolated between its cells (none leaves
        /// the block) and between bins, and are weighted by a Gaussian window with σ half the side of the block.
        /// `gamma` is `sqrt` unless it is set. ε as above.
        case dalalTriggs = "dalal-triggs"
        /// As OpenCV's `HOGDescriptor` with a window of as many whole steps as fit, at the top left: votes as
        /// `dalal-triggs` with σ a quarter of the side, centred on the pixel to the lower right of the centre; no
        /// gradient across the border of the image. Fixed: L2-Hys, √‖v‖² + 0.1·(length of v) and then + 0.001 in place
        /// of ε. Blocks are laid out column by column, cells of a block too.
        case openCV = "opencv"
        /// As scikit-image's `hog`: each pixel votes for one bin of one cell, bins reach from b·180°/`bins` to the
        /// next, histograms are means over the cell, no gradient across the border of the image, ε = 1e-5. Fixed:
        /// `signed: false`, `blockStride: 1`.
        case scikitImage = "scikit-image"
    }

    /// Compression of pixel values before gradients are taken.
    public enum Gamma: String, Codable, Sendable, CaseIterable {
        /// `sqrt` in the convention `dalal-triggs`, `none` in the others.
        case auto
        case none
        case sqrt
    }

    public init() { self.init(cellSize: 8) }

    public init(
        cellSize: Int, blockSize: Int = 2, blockStride: Int = 1, bins: Int = 9, signed: Bool = false,
        normalisation: Normalisation = .l2Hys, clip: Float = 0.2, convention: Convention = .sharedCells,
        gamma: Gamma = .auto, colour: Colour = .strongest
    ) {
        self.cellSize = cellSize
        self.blockSize = blockSize
        self.blockStride = blockStride
        self.bins = bins
        self.signed = signed
        self.normalisation = normalisation
        self.clip = clip
        self.convention = convention
        self.gamma = gamma
        self.colour = colour
    }

    public static let card = Card(
        name: "hog", title: "Histograms of oriented gradients", year: 2005,
        paper: "N. Dalal and B. Triggs, Histograms of Oriented Gradients for Human Detection, CVPR 2005",
        deviations: [
            "Unless the convention is dalal-triggs: votes are interpolated between cells over the whole image, not within "
                + "each block, and are not weighted by a Gaussian window over the block: a cell has one histogram, shared "
                + "by the blocks that contain it.",
            "Unless the convention is dalal-triggs or gamma is sqrt: no gamma correction (the paper measured a gain of "
                + "about 1 % from it).",
            "The defaults were chosen by validation on six data sets (see the report hog-defaults) and are not the "
                + "best for every picture: shared cells with the strongest channel do best on CIFAR-10 and "
                + "Caltech-101, where grey loses 1 to 3 points, but on traffic signs in poor light (GTSRB) they "
                + "are 3 points behind the convention opencv on grey. Cells of 8 pixels are 1 to 6 points behind "
                + "cells of 4 on images of 16 to 32 pixels, and 5 points behind cells of 16 on images of 256.",
        ])

    public static var choices: [String: [String]] {
        [
            "normalisation": Normalisation.allCases.map(\.rawValue),
            "convention": Convention.allCases.map(\.rawValue),
            "gamma": Gamma.allCases.map(\.rawValue),
            "colour": Colour.allCases.map(\.rawValue),
        ]
    }

    public static var formerNames: [String: String] { ["normalisation": "normalization"] }

    public static var laterSettings: [String: any Encodable & Sendable] { ["colour": Colour.strongest] }

    public func validate() throws {
        try require((2...64).contains(cellSize), "cellSize", cellSize, "from 2 to 64 pixels")
        try require((1...4).contains(blockSize), "blockSize", blockSize, "from 1 to 4 cells")
        try require(
            (1...blockSize).contains(blockStride), "blockStride", blockStride, "from 1 to blockSize (\(blockSize))")
        try require((2...32).contains(bins), "bins", bins, "from 2 to 32")
        try require(clip > 0 && clip <= 1, "clip", clip, "above 0 and at most 1")
        if convention == .openCV {
            try require(
                normalisation == .l2Hys, "normalisation", normalisation.rawValue, "l2Hys in the convention opencv")
        }
        if convention == .scikitImage {
            try require(!signed, "signed", signed, "false in the convention scikit-image")
            try require(blockStride == 1, "blockStride", blockStride, "1 in the convention scikit-image")
        }
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
    /// The virtual cells of the blocks.
    let plan: HOGPlan
    let bands: [HOGBand]

    init(configuration: HOG, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        cellRows = shape.height / configuration.cellSize
        cellColumns = shape.width / configuration.cellSize
        blockRows = (cellRows - configuration.blockSize) / configuration.blockStride + 1
        blockColumns = (cellColumns - configuration.blockSize) / configuration.blockStride + 1
        let field = Self.field(configuration)
        let plan: HOGPlan
        switch configuration.convention {
        case .sharedCells, .scikitImage:
            plan = Self.cellPlan(configuration, shape)
        case .dalalTriggs, .openCV:
            let side = Double(configuration.blockSize * configuration.cellSize)
            let isOpenCV = configuration.convention == .openCV
            func axis(_ length: Int, _ count: Int) -> HOGAxis {
                .blocks(
                    length: length, cellSize: configuration.cellSize, blockSize: configuration.blockSize,
                    blockStride: configuration.blockStride, count: count,
                    centre: isOpenCV ? side / 2 : (side - 1) / 2, sigma: isOpenCV ? side / 4 : side / 2)
            }
            plan = HOGPlan(
                shape: shape, field: field, rows: axis(shape.height, blockRows),
                columns: axis(shape.width, blockColumns))
        }
        self.plan = plan
        // About 16 MB of histograms at a time.
        let perBand = max(1, 4_000_000 / (plan.virtualRowLength * configuration.blockSize))
        let blockRows = blockRows
        bands = stride(from: 0, to: blockRows, by: perBand).map { first in
            let end = min(first + perBand, blockRows)
            let rows =
                Self.virtualRow(
                    first, 0, configuration)...Self.virtualRow(
                    end - 1, configuration.blockSize - 1, configuration)
            return HOGBand(plan.rows, virtualRows: rows.lowerBound..<rows.upperBound + 1)
        }
    }

    /// Numbers in the descriptor of one block.
    var blockLength: Int { configuration.blockSize * configuration.blockSize * configuration.bins }
    /// Numbers of one pass over an image.
    var passLength: Int { blockRows * blockColumns * blockLength }
    var featureCount: Int { plan.passes * passLength }
    /// Blocks share the histograms of their cells.
    var sharesCells: Bool { Self.sharesCells(configuration) }

    static func sharesCells(_ configuration: HOG) -> Bool {
        configuration.convention == .sharedCells || configuration.convention == .scikitImage
    }

    /// The virtual row of row `cell` of the cells of block row `block`.
    static func virtualRow(_ block: Int, _ cell: Int, _ configuration: HOG) -> Int {
        block * (sharesCells(configuration) ? configuration.blockStride : configuration.blockSize) + cell
    }

    /// One virtual cell a cell.
    static func cellPlan(_ configuration: HOG, _ shape: ImageShape) -> HOGPlan {
        let size = configuration.cellSize
        func axis(_ length: Int) -> HOGAxis {
            configuration.convention == .scikitImage
                ? .boxes(length: length, cellSize: size, stride: size, count: length / size, weight: 1 / Float(size))
                : .tents(length: length, cellSize: size, stride: size, count: length / size)
        }
        return HOGPlan(
            shape: shape, field: field(configuration), rows: axis(shape.height), columns: axis(shape.width))
    }

    private static func field(_ configuration: HOG) -> HOGField {
        let convention = configuration.convention
        let gamma = configuration.gamma
        return HOGField(
            bins: configuration.bins, signed: configuration.signed,
            rule: convention == .scikitImage ? .cut : .interpolated,
            border: convention == .scikitImage || convention == .openCV ? .zeroAcross : .repeated,
            squareRoots: gamma == .sqrt || (gamma == .auto && convention == .dalalTriggs),
            colour: configuration.colour)
    }
}

/// The HOG descriptor for images of one shape.
public struct FittedHOG: FittedFixedExtractor {
    let layout: HOGLayout

    public var featureCount: Int { layout.featureCount }

    /// Whole cells, down and across.
    public var cells: (rows: Int, columns: Int) { (layout.cellRows, layout.cellColumns) }

    /// The votes, and per number of the descriptor 5 (two norms, limit, two scalings).
    public var flopsPerImage: Double { layout.plan.flops + 5 * Double(featureCount) }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(
            images.shape == layout.shape, "images of \(images.shape) given to a HOG laid out for \(layout.shape)")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: images.shape), threads: threads) { range, _ in
                HOGKernels.describe(images, range: range, layout: layout, into: output)
            }
        }
    }

    /// The histogram of every cell of image `index` before block normalisation, as `[row][column][bin]`.
    ///
    /// In the conventions whose blocks have histograms of their own, those that the cells would have if blocks shared
    /// them. Those of channels that are described each for itself are added.
    public func cellHistograms(_ images: ImageStack, index: Int) -> [[[Float]]] {
        precondition(images.shape == layout.shape)
        let plan = HOGLayout.cellPlan(layout.configuration, layout.shape)
        let all = (0..<plan.passes).map { HOGKernels.histograms(images, index: index, pass: $0, plan) }
        let flat = all.dropFirst().reduce(all[0]) { zip($0, $1).map(+) }
        let bins = layout.configuration.bins
        return (0..<layout.cellRows).map { row in
            (0..<layout.cellColumns).map { column in
                let start = (row * layout.cellColumns + column) * bins
                return Array(flat[start..<start + bins])
            }
        }
    }
}
