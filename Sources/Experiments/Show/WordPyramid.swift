import Core
import Drawing
import Features

/// Dense descriptors as visual words, in the cells of a spatial pyramid: a panel for each of the grids 1×1, 2×2 and 4×4.
///
/// The words are learned from the picture itself, 12 of them, so that each can have a colour. In every cell the dots are
/// descriptors, coloured by their word, and the bars at its foot are the histogram of the words.
enum WordPyramid {
    private static let words = 12

    static func draw(_ image: ImageStack, settings: [String]) throws -> Raster {
        let extractor = try Show.component("dense-sift", settings, as: DenseSIFT.self)
        let local = try extractor.fit(image.shape).describe(image, index: 0)
        // Descriptors of flat places are all zero and have no word.
        let kept = (0..<local.count).filter { index in local.descriptors.row(index).contains { $0 != 0 } }
        guard kept.count >= words else {
            throw UserError("pyramid: the picture has \(kept.count) places with contrast; \(words) are needed")
        }
        let vocabulary = try KMeans(words: words, iterations: 30).fit(
            local.descriptors.selecting(kept), context: RunContext())
        let assigned = vocabulary.assign(local.descriptors.selecting(kept), threads: 1)
        let keypoints = kept.map { local.keypoints[$0] }

        let scale = Show.scale(image.shape, width: 640)
        let grids = ["1x1", "2x2", "4x4"]
        let background = try Show.canvas(image.grey(), scale: scale, shade: (0.55, 100))
        let gap = 12
        let width = grids.count * (background.width + gap) - gap
        try Raster.require(width: width, height: background.height)
        var raster = Raster(width: width, height: background.height)
        for (number, grid) in grids.enumerated() {
            let side = [1, 2, 4][number]
            let regions = SpatialPyramid(grids: [grid]).regions(of: keypoints, shape: image.shape)
            var panel = background
            for (keypoint, word) in zip(keypoints, assigned) {
                let centre = (
                    x: (Double(keypoint.x) + 0.5) * Double(scale), y: (Double(keypoint.y) + 0.5) * Double(scale)
                )
                panel.disc(centre: centre, radius: 1.6, colour(word))
            }
            for (cell, members) in regions.enumerated() {
                var histogram = [Int](repeating: 0, count: words)
                for member in members { histogram[Int(assigned[Int(member)])] += 1 }
                bars(histogram, on: &panel, row: cell / side, column: cell % side, of: side)
            }
            raster.draw(panel, x: number * (background.width + gap), y: 0)
        }
        return raster
    }

    private static func colour(_ word: Int32) -> Colour { Colour.hue(Double(word) / Double(words)) }

    /// The histogram along the foot of a cell, a bar a word, on white; and the frame of the cell.
    private static func bars(_ histogram: [Int], on panel: inout Raster, row: Int, column: Int, of side: Int) {
        let (left, right) = (panel.width * column / side, panel.width * (column + 1) / side)
        let (top, bottom) = (panel.height * row / side, panel.height * (row + 1) / side)
        let height = min((bottom - top) / 4, 64)
        panel.fill(x: left, y: bottom - height - 3, width: right - left, height: height + 3, .white)
        let largest = max(1, histogram.max() ?? 1)
        let width = (right - left - 6) / words
        for (word, count) in histogram.enumerated() {
            let bar = height * count / largest
            panel.fill(
                x: left + 3 + word * width, y: bottom - bar - 2, width: max(1, width - 1), height: bar,
                colour(Int32(word)))
        }
        for inset in 0..<2 {
            panel.frame(
                x: left + inset, y: top + inset, width: right - left - 2 * inset, height: bottom - top - 2 * inset,
                Colour(grey: 40))
        }
    }
}
