import Core

/// Where in the image a code comes from: the image is divided by several grids, each cell gets a code of its own, and the
/// codes are concatenated.
///
/// S. Lazebnik, C. Schmid and J. Ponce, *Beyond Bags of Features: Spatial Pyramid Matching for Recognizing Natural Scene
/// Categories*, CVPR 2006. With the grid 1×1 alone it is a plain bag of features.
///
/// A descriptor belongs to the cell in which its keypoint lies: with image height h, keypoint row y and r rows of cells it is
/// row ⌊(y + ½) r / h⌋. The descriptor of an image is laid out as `[grid][cell row][cell column][code]`.
public struct SpatialPyramid: Component {
    /// The grids as ROWSxCOLUMNS, such as `1x1`, `2x2` or `3x1`; up to 8, each side from 1 to 16.
    public let grids: [String]
    /// What the codes of a grid are multiplied by.
    public let weighting: Weighting

    public enum Weighting: String, Codable, Sendable, CaseIterable {
        /// 1 for every grid.
        case equal
        /// Equation (3) of the paper: 1/2^L for the first of the grids 0…L and 1/2^(L−l+1) for grid l > 0, in the order given.
        case lazebnik
    }

    public init() { self.init(grids: ["1x1", "2x2", "4x4"]) }

    public init(grids: [String], weighting: Weighting = .equal) {
        self.grids = grids
        self.weighting = weighting
    }

    public static let card = Card(
        name: "pyramid", title: "Spatial pyramid", year: 2006,
        paper: "S. Lazebnik, C. Schmid and J. Ponce, Beyond Bags of Features: Spatial Pyramid Matching for Recognizing "
            + "Natural Scene Categories, CVPR 2006",
        deviations: [
            "Every cell's code is normalised by itself, where the paper normalises by the number of descriptors in the image.",
            "Grids need not be nested, and count equally unless the weighting is lazebnik.",
        ])

    public static var choices: [String: [String]] { ["weighting": Weighting.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require(
            (1...8).contains(grids.count), "grids", "[\(grids.joined(separator: ", "))]", "a list of 1 to 8 grids")
        for grid in grids {
            try require(
                Self.parse(grid) != nil, "grids", grid, "ROWSxCOLUMNS with sides from 1 to 16, such as 2x2 or 3x1")
        }
        try require(Set(grids).count == grids.count, "grids", grids.joined(separator: ", "), "without repetition")
    }

    private static func parse(_ grid: String) -> (rows: Int, columns: Int)? {
        let sides = grid.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let rows = sides[0], let columns = sides[1], (1...16).contains(rows),
            (1...16).contains(columns)
        else { return nil }
        return (rows, columns)
    }

    private var sides: [(rows: Int, columns: Int)] { grids.compactMap(Self.parse) }

    /// Cells of all grids together.
    public var regionCount: Int { sides.reduce(0) { $0 + $1.rows * $1.columns } }

    /// The factor of the code of each cell, in the order of ``regions(of:shape:)``.
    public var regionWeights: [Float] {
        let top = grids.count - 1
        return sides.enumerated().flatMap { level, side in
            let exponent = weighting == .equal ? 0 : (level == 0 ? top : top - level + 1)
            return [Float](repeating: 1 / Float(1 << exponent), count: side.rows * side.columns)
        }
    }

    /// The rows of the keypoints that lie in each cell, as `[grid][cell row][cell column]`.
    ///
    /// - Parameter shape: Of the image; keypoints outside count to the nearest cell.
    public func regions(of keypoints: [Keypoint], shape: ImageShape) -> [[Int32]] {
        var regions: [[Int32]] = []
        for side in sides {
            var cells = [[Int32]](repeating: [], count: side.rows * side.columns)
            let down = Float(side.rows) / Float(shape.height)
            let across = Float(side.columns) / Float(shape.width)
            for (index, keypoint) in keypoints.enumerated() {
                let row = min(max(Int((keypoint.y + 0.5) * down), 0), side.rows - 1)
                let column = min(max(Int((keypoint.x + 0.5) * across), 0), side.columns - 1)
                cells[row * side.columns + column].append(Int32(index))
            }
            regions += cells
        }
        return regions
    }
}
