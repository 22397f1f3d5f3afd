import Core

/// Where the cells of the descriptors lie, for images of one shape.
///
/// The sums over cells are separable, and neighbouring descriptors share cells: first every row of votes is summed across the
/// image at the places where a column of cells lies, then these sums are summed downwards where a row of cells lies.
struct DenseSIFTLayout: Sendable {
    let configuration: DenseSIFT
    let shape: ImageShape
    let scales: [Scale]
    let keypoints: [Keypoint]

    /// The descriptors of one size.
    struct Scale: Sendable {
        let binSize: Int
        let blur: GaussianTaps?
        /// Places along x and along y where cells lie.
        let columns: Places
        let rows: Places
        /// What the sums of the 4×4 cells are multiplied by.
        let cellWeights: [Float]
        /// `[kernel][−(b − 1) … b − 1]`: weights of the pixels around the centre of a cell.
        let kernels: [[Float]]
        /// The rows of places to which each row of pixels contributes.
        let contributions: [[Contribution]]
        /// The first of its descriptors among all.
        let firstDescriptor: Int
    }

    /// Positions of cells along one axis.
    struct Places: Sendable {
        /// Descriptors along the axis.
        let frames: Int
        let centres: [Int]
        /// The number of the kernel for each.
        let kernels: [Int]
        /// The place of each cell of each descriptor, `[frame][cell]`.
        let cells: [Int32]

        var count: Int { centres.count }
    }

    struct Contribution: Sendable {
        let place: Int
        let weight: Float
    }

    var descriptorLength: Int { 128 * configuration.colour.count }

    init(configuration: DenseSIFT, shape: ImageShape) {
        self.configuration = configuration
        self.shape = shape
        var scales: [Scale] = []
        var keypoints: [Keypoint] = []
        for grid in Self.grids(configuration, shape) {
            let scale = Scale(configuration, shape, grid, firstDescriptor: keypoints.count)
            let middle = 1.5 * Float(grid.binSize)
            for row in 0..<grid.rows {
                for column in 0..<grid.columns {
                    keypoints.append(
                        Keypoint(
                            x: Float(grid.origin + column * configuration.step) + middle,
                            y: Float(grid.origin + row * configuration.step) + middle, scale: Float(grid.binSize)))
                }
            }
            scales.append(scale)
        }
        self.scales = scales
        self.keypoints = keypoints
    }

    /// One size with the centre of its first cell and the number of its descriptors.
    struct Grid {
        let binSize: Int
        let origin: Int
        let rows: Int
        let columns: Int
    }

    private static func grids(_ configuration: DenseSIFT, _ shape: ImageShape) -> [Grid] {
        let fitting = configuration.binSizes.filter { 3 * $0 < min(shape.height, shape.width) }
        let largest = fitting.max() ?? 0
        return fitting.map { binSize in
            let origin = 3 * (largest - binSize) / 2
            func frames(_ length: Int) -> Int { (length - 1 - origin - 3 * binSize) / configuration.step + 1 }
            return Grid(binSize: binSize, origin: origin, rows: frames(shape.height), columns: frames(shape.width))
        }
    }

    /// Descriptors of an image of `shape`.
    static func descriptorCount(_ configuration: DenseSIFT, _ shape: ImageShape) -> Int {
        grids(configuration, shape).reduce(0) { $0 + $1.rows * $1.columns }
    }
}

extension DenseSIFTLayout.Scale {
    fileprivate init(
        _ configuration: DenseSIFT, _ shape: ImageShape, _ grid: DenseSIFTLayout.Grid, firstDescriptor: Int
    ) {
        let size = grid.binSize
        let isFlat = configuration.window == .flat
        binSize = size
        self.firstDescriptor = firstDescriptor
        blur = configuration.magnification > 0 ? GaussianTaps(sigma: Double(size) / configuration.magnification) : nil
        /// The window, σ = 1.5 cells, at `offset` pixels from the centre of cell `cell`.
        func window(_ cell: Int, _ offset: Int) -> Double {
            let distance = (Double(size) * (Double(cell) - 1.5) + Double(offset)) / (1.5 * Double(size))
            return exponential(-0.5 * distance * distance)
        }
        let offsets = 1 - size...size - 1
        kernels = (0..<(isFlat ? 1 : 4)).map { cell in
            offsets.map { Float((1 - Double(abs($0)) / Double(size)) * (isFlat ? 1 : window(cell, $0))) }
        }
        let means = (0..<4).map { cell in
            isFlat ? offsets.reduce(0) { $0 + window(cell, $1) } / Double(offsets.count) : 1
        }
        cellWeights = means.flatMap { row in means.map { Float(row * $0) } }
        columns = DenseSIFTLayout.Places(configuration, grid, frames: grid.columns)
        rows = DenseSIFTLayout.Places(configuration, grid, frames: grid.rows)
        var contributions = [[DenseSIFTLayout.Contribution]](repeating: [], count: shape.height)
        for place in rows.centres.indices {
            // Rows beyond the border count for the last one.
            var weights: [Int: Float] = [:]
            for (weight, offset) in zip(kernels[rows.kernels[place]], offsets) {
                weights[min(max(rows.centres[place] + offset, 0), shape.height - 1), default: 0] += weight
            }
            for (row, weight) in weights { contributions[row].append(.init(place: place, weight: weight)) }
        }
        self.contributions = contributions
    }
}

extension DenseSIFTLayout.Places {
    /// With a flat window a place has one kernel and serves all cells that lie there; else each cell has its own.
    fileprivate init(_ configuration: DenseSIFT, _ grid: DenseSIFTLayout.Grid, frames: Int) {
        self.frames = frames
        let isFlat = configuration.window == .flat
        var places: [Int: Int32] = [:]
        var centres: [Int] = []
        var kernels: [Int] = []
        var cells: [Int32] = []
        for frame in 0..<frames {
            for cell in 0..<4 {
                let centre = grid.origin + frame * configuration.step + cell * grid.binSize
                if isFlat, let place = places[centre] {
                    cells.append(place)
                    continue
                }
                cells.append(Int32(centres.count))
                places[centre] = Int32(centres.count)
                centres.append(centre)
                kernels.append(isFlat ? 0 : cell)
            }
        }
        self.centres = centres
        self.kernels = kernels
        self.cells = cells
    }
}
