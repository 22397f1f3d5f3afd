import Core
import Drawing
import Features
import Reports

/// A bank of Gabor filters, and where in a picture each responds: a row a frequency, a column a direction. Every tile is the
/// picture with the energy of the filter laid over it (from dark red to yellow, relative to the largest energy of the tile) and
/// the filter itself in the corner.
enum FilterResponses {
    static func draw(_ image: ImageStack, settings: [String]) throws -> Raster {
        let asked = try Show.component("gabor", settings, as: Gabor.self)
        // As fine a grid of cells as the extractor has: the energies become a map.
        let side = min(64, image.shape.height, image.shape.width)
        let gabor = Gabor(
            scales: asked.scales, orientations: asked.orientations, lowFrequency: asked.lowFrequency,
            highFrequency: asked.highFrequency, bandwidth: asked.bandwidth, grid: side)
        let energies = try gabor.fit(image, context: RunContext()).extract(image, threads: 1).values
        let bank = gabor.filters()
        let count = gabor.scales * gabor.orientations

        let width = max(96, 1320 / gabor.orientations)
        let height = max(32, width * image.shape.height / image.shape.width)
        let gap = 6
        let (across, down) = (gabor.orientations * (width + gap) - gap, gabor.scales * (height + gap) - gap)
        try Raster.require(width: across, height: down)
        let dim = image.grey().resized(height: height, width: width)
        let canvas = try Show.canvas(dim, scale: 1, shade: (0.5, 0))
        var raster = Raster(width: across, height: down)
        for filter in 0..<count {
            // Of each cell the mean magnitude, which stands before its standard deviation.
            let map = (0..<side * side).map { energies[($0 * count + filter) * 2] }
            let strongest = max(map.max() ?? 0, 1e-6)
            var tile = canvas
            for cell in map.indices {
                let (row, column) = (cell / side, cell % side)
                let (top, bottom) = (height * row / side, height * (row + 1) / side)
                let (left, right) = (width * column / side, width * (column + 1) / side)
                let share = Double(map[cell] / strongest)
                tile.tint(x: left, y: top, width: right - left, height: bottom - top, heat(share), opacity: share)
            }
            draw(bank, filter, on: &tile)
            raster.draw(
                tile, x: filter % gabor.orientations * (width + gap), y: filter / gabor.orientations * (height + gap))
        }
        return raster
    }

    private static func heat(_ share: Double) -> Colour {
        Colour(
            UInt8(140 + 115 * min(1, 2 * share)), UInt8(230 * max(0, share - 0.25) / 0.75), 20)
    }

    /// The filter alone, without the empty margin that those of higher frequency have.
    private static func cropped(_ bank: FilterBank, _ filter: Int) -> FilterBank {
        let side = bank.shape.width
        let weights = Array(bank.weights[filter * side * side..<(filter + 1) * side * side])
        let used = weights.indices.filter { weights[$0] != 0 }
        let margin = used.map { min($0 / side, side - 1 - $0 / side, $0 % side, side - 1 - $0 % side) }.min() ?? 0
        let rows = margin..<side - margin
        return FilterBank(
            count: 1, shape: ImageShape(height: rows.count, width: rows.count, channels: 1),
            weights: rows.flatMap { row in rows.map { weights[row * side + $0] } })
    }

    /// The filter in the left upper corner, in a frame.
    private static func draw(_ bank: FilterBank, _ filter: Int, on tile: inout Raster) {
        let picture = FilterPicture.draw(cropped(bank, filter))
        let scale = max(1, picture.width / min(56, tile.height / 3))
        let (width, height) = (picture.width / scale, picture.height / scale)
        for row in 0..<height {
            for column in 0..<width {
                tile.fill(x: 4 + column, y: 4 + row, width: 1, height: 1, picture[column * scale, row * scale])
            }
        }
        tile.frame(x: 3, y: 3, width: width + 2, height: height + 2, Colour(grey: 60))
    }
}
