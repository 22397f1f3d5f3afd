import Core
import Drawing
import Files
import Foundation
import Records

/// The oriented histograms of the only image of a stack as the method of a record's configuration computes them; nil where it has none.
package typealias OrientedCells = @Sendable (_ image: ImageStack, _ configuration: JSONValue) -> HOGCells?

/// The sample images of a data set.
struct SampleImages {
    let images: ImageStack
    let classes: Int
    let perClass: Int

    /// nil where the record holds no whole set of samples, or more than can be drawn.
    init?(_ record: DatasetRecord) {
        let pixels = [UInt8](Data(base64Encoded: record.samples) ?? Data())
        guard let shape = record.sampleShape ?? record.imageShape else { return nil }
        classes = record.sampledClasses?.count ?? record.classNames.count
        perClass = record.samplesPerClass
        let count = classes * perClass * shape.count
        guard shape.height > 0, shape.width > 0, [1, 3].contains(shape.channels), count > 0, pixels.count == count
        else { return nil }
        images = ImageStack(shape: shape, pixels: pixels)
        let (_, width, height) = layout
        guard Raster.isPossible(width: width, height: height) else { return nil }
    }

    /// How many times a picture is enlarged, so that a pixel is a square, and the size of the drawing.
    private var layout: (scale: Int, width: Int, height: Int) {
        let shape = images.shape
        let scale = max(1, 56 / max(shape.height, shape.width))
        return (scale, perClass * (shape.width * scale + 4) + 4, classes * (shape.height * scale + 4) + 4)
    }

    /// A row a class, enlarged so that a pixel is a square.
    func picture() -> Raster {
        let shape = images.shape
        let (scale, width, height) = layout
        let step = (x: shape.width * scale + 4, y: shape.height * scale + 4)
        var raster = Raster(width: width, height: height)
        for index in 0..<images.count {
            let place = (x: 4 + index % perClass * step.x, y: 4 + index / perClass * step.y)
            raster.draw(images, index: index, x: place.x, y: place.y, scale: scale)
        }
        return raster
    }
}

/// Pictures of learned filters.
package enum FilterPicture {
    /// The most filters in one picture.
    private static let limit = 1024

    /// Whether these are whole filters of 1 or 3 channels, which are not too large for a drawing.
    package static func canDraw(_ bank: FilterBank) -> Bool {
        guard bank.count > 0, bank.shape.height > 0, bank.shape.width > 0, [1, 3].contains(bank.shape.channels),
            bank.weights.count == bank.count * bank.shape.count
        else { return false }
        let layout = Layout(bank.prefix(limit))
        return Raster.isPossible(width: layout.width, height: layout.height)
    }

    /// Where filters stand, a tile each.
    private struct Layout {
        let perRow: Int
        let scale: Int
        /// Pixels of a tile.
        let tile: (x: Int, y: Int)
        /// Of the whole picture.
        let width: Int
        let height: Int

        init(_ bank: FilterBank) {
            perRow = bank.count <= 10 ? bank.count : Int(Double(2 * bank.count).squareRoot().rounded(.up))
            scale = max(2, 80 / max(bank.shape.height, bank.shape.width))
            tile = (bank.shape.width * scale, bank.shape.height * scale)
            width = perRow * (tile.x + 8) + 8
            height = (bank.count + perRow - 1) / perRow * (tile.y + 8) + 8
        }
    }

    /// A tile a filter. Each filter is scaled by its own largest absolute weight, so that zero has one colour everywhere:
    /// filters of one channel go from blue (negative) over white to red (positive), those of colour images show their
    /// weights as colours around grey. Of more than ``limit`` filters the first are drawn.
    ///
    /// - Precondition: ``canDraw(_:)``.
    package static func draw(_ bank: FilterBank) -> Raster {
        let bank = bank.prefix(limit)
        let shape = bank.shape
        let layout = Layout(bank)
        let (perRow, scale, tile) = (layout.perRow, layout.scale, layout.tile)
        var raster = Raster(width: layout.width, height: layout.height)
        for filter in 0..<bank.count {
            let weights = bank.weights[filter * shape.count..<(filter + 1) * shape.count]
            let largest = weights.reduce(0) { max($0, abs($1)) }
            let left = 8 + filter % perRow * (tile.x + 8)
            let top = 8 + filter / perRow * (tile.y + 8)
            for pixel in 0..<shape.height * shape.width {
                let first = weights.startIndex + pixel * shape.channels
                let values = weights[first..<first + shape.channels].map { largest > 0 ? $0 / largest : 0 }
                raster.fill(
                    x: left + pixel % shape.width * scale, y: top + pixel / shape.width * scale, width: scale,
                    height: scale, colour(values))
            }
            raster.frame(x: left - 1, y: top - 1, width: tile.x + 2, height: tile.y + 2, Colour(grey: 150))
        }
        return raster
    }

    /// The colour of weights from −1 to 1.
    static func colour(_ values: [Float]) -> Colour {
        guard values.count == 1 else {
            let channels = values.map { UInt8((127.5 + 127.5 * $0).rounded()) }
            return Colour(channels[0], channels[1], channels[2])
        }
        // The ends are the red and the blue of the diverging map of Brewer.
        let end: (Float, Float, Float) = values[0] > 0 ? (178, 24, 43) : (33, 102, 172)
        let share = abs(values[0])
        func mix(_ channel: Float) -> UInt8 { UInt8((255 + (channel - 255) * share).rounded()) }
        return Colour(mix(end.0), mix(end.1), mix(end.2))
    }
}
