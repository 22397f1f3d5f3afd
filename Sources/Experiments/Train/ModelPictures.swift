import Core
import Drawing
import Foundation
import Reports
import Statistics

/// What a network has learned and what it sees, as pictures: `hindsight show filters MODEL` and `hindsight show activations MODEL
/// IMAGE`.
public enum ModelPictures {
    /// The filters of the first layer. Throws ``UserError`` where the model has none that can be shown.
    public static func filters(_ model: SavedModel) throws -> Raster {
        FilterPicture.draw(try firstFilters(model, "filters"))
    }

    /// The filters of the first layer with the Gabor functions that were fitted to them, and the crafted filters; see
    /// ``FilterAnalysis``. Throws ``UserError`` where there are none, or none that can be fitted.
    public static func fits(_ model: SavedModel) throws -> Raster {
        let bank = try firstFilters(model, "fits").prefix(FilterPairs.limit)
        let threads = ProcessInfo.processInfo.activeProcessorCount
        guard FilterAnalysis.canFit(bank.shape), let analysis = FilterAnalysis(bank, threads: threads) else {
            throw UserError(
                "fits: the first filters of '\(model.name)' are of \(bank.shape); 4 to 16 pixels a side can be fitted")
        }
        return FilterPairs.draw(bank, analysis.filters)
    }

    private static func firstFilters(_ model: SavedModel, _ subject: String) throws -> FilterBank {
        guard let bank = model.method.firstFilters, FilterPicture.canDraw(bank) else {
            throw UserError("\(subject): what '\(model.name)' learned first are no filters over grey or colour pixels")
        }
        return bank
    }

    /// The picture, and below it a row of planes for every layer, from the first to the last: dark is small, light is large, each
    /// layer by its own extremes. Of more than `limit` planes those are shown that stand evenly in between.
    ///
    /// Throws ``UserError`` where the model is no network, or where numbers beyond all bounds come out of a layer.
    public static func activations(_ model: SavedModel, of image: ImageStack, limit: Int = 32) throws -> Raster {
        let (seen, layers) = try layers(model, image)
        let sizes =
            [enlargedSize(seen)]
            + layers.map { layer -> (x: Int, y: Int) in
                let row = rowSize(layer.shape, limit: limit)
                return (row.x, row.y)
            }
        let (width, height) = (sizes.map(\.x).max() ?? 1, sizes.reduce(gap) { $0 + $1.y + gap })
        try Raster.require(
            width: width + 2 * gap, height: height, "activations: a drawing of the layers of '\(model.name)'",
            advice: "its layers are too large to be shown")
        var rows: [Raster] = [enlarged(seen)]
        for layer in layers {
            let values = try layer.values()
            guard values.allSatisfy(\.isFinite) else {
                throw UserError(
                    "activations: layer \(layer.path) of '\(model.name)' gives numbers that are not finite; train it again with a smaller learning rate"
                )
            }
            rows.append(row(values, layer.shape, limit: limit))
        }
        var raster = Raster(width: width + 2 * gap, height: height, background: Colour(grey: 250))
        var top = gap
        for row in rows {
            raster.draw(row, x: gap, y: top)
            top += row.height + gap
        }
        return raster
    }

    /// The picture as the network sees it, and its layers.
    private static func layers(
        _ model: SavedModel, _ image: ImageStack
    ) throws -> (seen: ImageStack, layers: [LayerActivations]) {
        let given = try model.fitted(image).image
        guard let layers = try model.method.layers(of: .images(given)) else {
            throw UserError("activations: '\(model.name)' is not a network and has no layers to show")
        }
        return (model.preprocessing.changed(given, threads: 1), layers)
    }

    private static let gap = 8
    private static let rowHeight = 56

    /// How many times planes of this shape are enlarged.
    private static func scale(_ shape: ImageShape) -> Int { max(1, rowHeight / max(shape.height, shape.width)) }

    private static func enlargedSize(_ image: ImageStack) -> (x: Int, y: Int) {
        (image.shape.width * scale(image.shape), image.shape.height * scale(image.shape))
    }

    private static func enlarged(_ image: ImageStack) -> Raster {
        let size = enlargedSize(image)
        var raster = Raster(width: size.x, height: size.y)
        raster.draw(image, index: 0, x: 0, y: 0, scale: scale(image.shape))
        return raster
    }

    /// How many planes of a layer are shown, their scale and the size of their row.
    private static func rowSize(_ shape: ImageShape, limit: Int) -> (count: Int, scale: Int, x: Int, y: Int) {
        let isSquares = shape.height * shape.width == 1
        let count = min(shape.channels, isSquares ? 4 * limit : limit)
        let scale = isSquares ? 10 : scale(shape)
        return (count, scale, count * (shape.width * scale + 3), shape.height * scale)
    }

    /// The planes of one layer side by side; numbers without a place as small squares.
    private static func row(_ values: [Float], _ shape: ImageShape, limit: Int) -> Raster {
        let area = shape.height * shape.width
        let (count, scale, width, height) = rowSize(shape, limit: limit)
        // The widest range of single precision is none of it.
        let values = values.map(Double.init)
        let (low, high) = values.reduce((Double.infinity, -Double.infinity)) { (min($0.0, $1), max($0.1, $1)) }
        let range = high > low ? high - low : 1
        let step = width / count
        var raster = Raster(width: width, height: height, background: Colour(grey: 250))
        for plane in 0..<count {
            let channel = plane * shape.channels / count
            for place in 0..<area {
                let level = UInt8((255 * (values[channel * area + place] - low) / range).rounded())
                raster.fill(
                    x: plane * step + place % shape.width * scale, y: place / shape.width * scale, width: scale,
                    height: scale, Colour(grey: level))
            }
        }
        return raster
    }
}
