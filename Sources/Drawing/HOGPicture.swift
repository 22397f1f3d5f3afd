import Core
import Foundation

/// Histograms of oriented gradients over the cells of one image, as a picture needs them.
public struct HOGCells: Sendable {
    public let rows: Int
    public let columns: Int
    /// `[row][column]` flattened, each a histogram over unsigned directions of the gradient: bin b of n stands for
    /// (b + ½) · 180° / n, where 0° points to the right and 90° down.
    public let histograms: [[Float]]

    /// - Precondition: One histogram a cell, all of one length, no value negative.
    public init(rows: Int, columns: Int, histograms: [[Float]]) {
        precondition(rows > 0 && columns > 0 && histograms.count == rows * columns, "one histogram a cell")
        precondition(histograms.allSatisfy { $0.count == histograms[0].count && $0.allSatisfy { $0 >= 0 } })
        self.rows = rows
        self.columns = columns
        self.histograms = histograms
    }
}

/// Pictures of oriented histograms: a star in each cell, with one stroke for each direction.
public enum HOGPicture {
    /// Pixels of the picture of an image of this shape.
    package static func size(of shape: ImageShape, side: Int = 280) -> (width: Int, height: Int) {
        let scale = max(1, side / shape.height)
        return (2 * shape.width * scale + 8, shape.height * scale)
    }

    /// The image, enlarged, and beside it its cells. A stroke lies along the edge, across the gradient, as in the figures
    /// of Dalal and Triggs (2005); its brightness is its share of the strongest bin of the image.
    ///
    /// - Parameters:
    ///   - image: One image of 1 or 3 channels.
    ///   - side: Height of the picture in pixels, about.
    public static func draw(image: ImageStack, cells: HOGCells, side: Int = 280) -> Raster {
        let size = size(of: image.shape, side: side)
        let (scale, gap) = (max(1, side / image.shape.height), 8)
        let (width, height) = (image.shape.width * scale, size.height)
        var raster = Raster(width: 2 * width + gap, height: height)
        raster.draw(image, index: 0, x: 0, y: 0, scale: scale)
        raster.fill(x: width + gap, y: 0, width: width, height: height, .black)
        let cell = (width: Double(width) / Double(cells.columns), height: Double(height) / Double(cells.rows))
        strokes(of: cells, on: &raster, x: width + gap, y: 0, cell: cell, .white)
        return raster
    }

    /// Draws the strokes of all cells, the first of which has its left upper corner at (`x`, `y`).
    ///
    /// - Parameter contrast: Power to which a bin's share of the strongest is raised; below 1 weak edges show too.
    package static func strokes(
        of cells: HOGCells, on raster: inout Raster, x: Int, y: Int, cell: (width: Double, height: Double),
        _ colour: Colour, contrast: Double = 1
    ) {
        let strongest = cells.histograms.joined().max() ?? 0
        guard strongest > 0 else { return }
        let arm = 0.46 * min(cell.width, cell.height)
        for row in 0..<cells.rows {
            for column in 0..<cells.columns {
                let centre = (
                    x: Double(x) + (Double(column) + 0.5) * cell.width, y: Double(y) + (Double(row) + 0.5) * cell.height
                )
                let histogram = cells.histograms[row * cells.columns + column]
                // The strongest stroke last, so that it lies on top.
                for bin in histogram.indices.sorted(by: { (histogram[$0], $0) < (histogram[$1], $1) }) {
                    let gradient = (Double(bin) + 0.5) * Double.pi / Double(histogram.count)
                    let along = (x: arm * cos(gradient + .pi / 2), y: arm * sin(gradient + .pi / 2))
                    raster.line(
                        from: (x: centre.x - along.x, y: centre.y - along.y),
                        to: (x: centre.x + along.x, y: centre.y + along.y), thickness: max(1.5, arm / 7), colour,
                        opacity: pow(Double(histogram[bin] / strongest), contrast))
                }
            }
        }
    }
}
