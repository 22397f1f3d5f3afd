import Core

/// Histograms of oriented gradients over cells of several sizes, coarse to fine.
///
/// S. Maji and J. Malik, *Fast and Accurate Digit Classification*, UCB/EECS-2009-159, 2009. The image is covered with
/// square cells of each size; cells of one size may overlap by half. Each pixel votes with the magnitude of its
/// gradient for the two nearest orientations; the histograms of one size together are a level, and each level is
/// normalised as a whole: the coarse levels say what is where roughly, the fine ones exactly.
///
/// Conventions are those of ``HOG`` (`shared-cells`): gradients by [−1, 0, 1] with the border repeated, bin b centred
/// at (b + ½)·period/`bins`; of several channels what `colour` says. Level l has ⌊(side − cell)/step⌋ + 1 cells along a
/// side, from the upper left, where step is the size of the cell, or half of it rounded down. The descriptor is laid
/// out as `[level][cell row][cell column][bin]`, of `channels` once a channel.
///
/// Images of their own sizes get as many cells as the one size of their data set would, stretched in proportion to each side.
public struct HOGPyramid: FixedExtractor {
    /// Sides of the cells of each level in pixels, each 2…64, one to eight levels. The paper's 28×28 digits have 14, 7
    /// and 4.
    public let cellSizes: [Int]
    /// Cells of one level lie half a cell apart.
    public let overlap: Bool
    /// Orientation bins, 2…32.
    public let bins: Int
    /// Orientations over 0…360° instead of 0…180°.
    public let signed: Bool
    /// How a pixel's vote is spread over cells.
    public let voting: Voting
    /// How the vector of one level is normalised.
    public let normalisation: Normalisation
    /// What the normalised vector of a level is multiplied by.
    public let weighting: Weighting
    /// What the gradients of a colour image are.
    public let colour: HOG.Colour

    public enum Voting: String, Codable, Sendable, CaseIterable {
        /// The same for all pixels of a cell.
        case box
        /// Falling linearly to zero from the centre of the cell to one cell away.
        case bilinear
    }

    public enum Normalisation: String, Codable, Sendable, CaseIterable {
        case none
        /// v / (‖v‖₁ + ε)
        case l1
        /// √(v / (‖v‖₁ + ε))
        case l1Sqrt = "l1-sqrt"
        /// v / √(‖v‖₂² + ε²)
        case l2
    }

    public enum Weighting: String, Codable, Sendable, CaseIterable {
        /// All levels count the same.
        case equal
        /// By the root of the number of its cells: all cells count the same.
        case cells
    }

    public init() { self.init(cellSizes: [14, 7, 4]) }

    public init(
        cellSizes: [Int], overlap: Bool = true, bins: Int = 12, signed: Bool = true, voting: Voting = .bilinear,
        normalisation: Normalisation = .l2, weighting: Weighting = .equal, colour: HOG.Colour = .strongest
    ) {
        self.cellSizes = cellSizes
        self.overlap = overlap
        self.bins = bins
        self.signed = signed
        self.voting = voting
        self.normalisation = normalisation
        self.weighting = weighting
        self.colour = colour
    }

    public static let card = Card(
        name: "hog-pyramid", title: "Pyramid of histograms of oriented gradients", year: 2009,
        paper: "S. Maji and J. Malik, Fast and Accurate Digit Classification, UCB/EECS-2009-159, 2009",
        deviations: [
            "Gradients are computed with [-1, 0, 1]; the paper compares several filters, including smoothed ones.",
            "Votes are interpolated between orientations, and between cells unless voting is box.",
        ])

    public static var choices: [String: [String]] {
        [
            "voting": Voting.allCases.map(\.rawValue),
            "normalisation": Normalisation.allCases.map(\.rawValue),
            "weighting": Weighting.allCases.map(\.rawValue),
            "colour": HOG.Colour.allCases.map(\.rawValue),
        ]
    }

    public static var formerNames: [String: String] { ["normalisation": "normalization"] }

    public static var laterSettings: [String: any Encodable & Sendable] { ["colour": HOG.Colour.strongest] }

    public static var takesOwnSizes: Bool { true }

    public func validate() throws {
        try require(
            (1...8).contains(cellSizes.count) && cellSizes.allSatisfy((2...64).contains), "cellSizes", cellSizes,
            "one to eight sizes from 2 to 64 pixels")
        try require((2...32).contains(bins), "bins", bins, "from 2 to 32")
    }

    /// Lays out the levels. Nothing is learned. Throws ``ConfigurationError`` where a cell is larger than the image.
    public func fit(_ images: ImageStack, context: RunContext) throws -> FittedHOGPyramid {
        try validate()
        let side = min(images.shape.height, images.shape.width)
        try require(
            cellSizes.allSatisfy { $0 <= side }, "cellSizes", cellSizes, "at most \(side) for images of \(images.shape)"
        )
        return FittedHOGPyramid(configuration: self, shape: images.shape)
    }
}

/// The pyramid for images of one shape, and for others with as many cells.
public struct FittedHOGPyramid: FittedFixedExtractor, OwnSizeExtractor {
    let configuration: HOGPyramid
    let levels: [HOGPlan]
    /// What the cells are laid out for.
    private let reference: ImageShape

    init(configuration: HOGPyramid, shape: ImageShape) {
        self.init(configuration: configuration, shape: shape, reference: shape)
    }

    /// - Parameter reference: What the sizes of cells are pixels of, where `shape` is another.
    private init(configuration: HOGPyramid, shape: ImageShape, reference: ImageShape) {
        self.configuration = configuration
        self.reference = reference
        levels = configuration.cellSizes.map { size in
            let step = configuration.overlap ? size / 2 : size
            let isBox = configuration.voting == .box
            func axis(_ length: Int, _ reference: Int) -> HOGAxis {
                let count = (reference - size) / step + 1
                guard length == reference else {
                    return .stretched(
                        length: length, reference: reference, cellSize: size, stride: step, count: count, isBox: isBox)
                }
                return isBox
                    ? .boxes(length: length, cellSize: size, stride: step, count: count, weight: 1)
                    : .tents(length: length, cellSize: size, stride: step, count: count)
            }
            return HOGPlan(
                shape: shape,
                field: HOGField(
                    bins: configuration.bins, signed: configuration.signed, rule: .interpolated, border: .repeated,
                    squareRoots: false, colour: configuration.colour),
                rows: axis(shape.height, reference.height), columns: axis(shape.width, reference.width))
        }
    }

    /// Cells of each level, down and across.
    public var cells: [(rows: Int, columns: Int)] { levels.map { ($0.virtualRows, $0.columns.cells) } }
    public var featureCount: Int { levels.reduce(0) { $0 + $1.passes * Self.length($1) } }
    /// The votes of each level, and 3 for each number.
    public var flopsPerImage: Double { levels.reduce(3 * Double(featureCount)) { $0 + $1.flops } }

    /// Numbers of one level, of one pass.
    static func length(_ level: HOGPlan) -> Int { level.virtualRows * level.columns.cells * level.field.bins }

    public func extract(_ images: ImageStack, threads: Int) -> Matrix {
        precondition(
            levels.allSatisfy { $0.shape == images.shape }, "images of \(images.shape) given to another pyramid")
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.ranges(images.count, of: HOGKernels.batch(of: images.shape), threads: threads) { range, _ in
                HOGPyramidKernels.describe(images, range: range, self, into: output)
            }
        }
    }

    public var ownSizes: (any OwnSizeExtractor)? { self }

    public func extract(_ images: [ImageStack], threads: Int) -> Matrix {
        let shapes = Dictionary(grouping: images.indices) { images[$0].shape }.sorted { $0.value[0] < $1.value[0] }
        return Matrix(rows: images.count, columns: featureCount) { target in
            guard let base = target.baseAddress else { return }
            let output = SharedPointer(base)
            Parallel.run(shapes.count, threads: threads) { index, _ in
                let (shape, places) = shapes[index]
                let own = FittedHOGPyramid(configuration: configuration, shape: shape, reference: reference)
                for place in places {
                    let row = SharedPointer(output.base + place * featureCount)
                    HOGPyramidKernels.describe(images[place], range: 0..<1, own, into: row)
                }
            }
        }
    }
}
