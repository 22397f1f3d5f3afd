import CNN
import Core
import Foundation

/// What a network has learned and what it sees, as pictures: `hindsight show filters MODEL` and `hindsight show activations MODEL
/// IMAGE`.
public enum ModelPictures {
    /// The filters of the first layer. Throws ``UserError`` where the model has none that can be shown.
    public static func filters(_ model: SavedModel) throws -> Raster {
        FilterPicture.draw(try firstFilters(model, "filters").prefix(1024))
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
        let bank: FilterBank?
        switch model.content {
        case .network(let network): bank = network.network.firstFilters ?? network.firstUnits
        case .pipeline(let pipeline): bank = pipeline.fitted.summary.filters
        }
        guard let bank, FilterPicture.canDraw(bank) else {
            throw UserError("\(subject): what '\(model.name)' learned first are no filters over grey or colour pixels")
        }
        return bank
    }

    /// The picture, and below it a row of planes for every layer, from the first to the last: dark is small, light is large, each
    /// layer by its own extremes. Of more than `limit` planes those are shown that stand evenly in between.
    ///
    /// Throws ``UserError`` where the model is no network.
    public static func activations(_ model: SavedModel, of image: ImageStack, limit: Int = 32) throws -> Raster {
        guard let network = model.network else {
            throw UserError("activations: '\(model.name)' is no network and has no layers to show")
        }
        let seen = model.preprocessing.changed(try model.fitted(image).image, threads: 1)
        let outputs = network.network.plan.layerOutputs
        // Where a layer works in place, the layer before it has the same numbers: once is enough.
        let shown = outputs.indices.filter { index in
            !outputs.indices.contains(index + 1) || !outputs[index + 1].isInPlace
        }
        var rows: [Raster] = [enlarged(seen, side: rowHeight)]
        for index in shown {
            let values = try network.activations(seen, layer: outputs[index].path, threads: 1).values
            rows.append(row(values, outputs[index].shape, limit: limit))
        }
        let width = rows.map(\.width).max() ?? 1
        let height = rows.reduce(gap) { $0 + $1.height + gap }
        var raster = Raster(width: width + 2 * gap, height: height, background: Colour(grey: 250))
        var top = gap
        for row in rows {
            raster.draw(row, x: gap, y: top)
            top += row.height + gap
        }
        return raster
    }

    private static let gap = 8
    private static let rowHeight = 56

    private static func enlarged(_ image: ImageStack, side: Int) -> Raster {
        let scale = max(1, side / max(image.shape.height, image.shape.width))
        var raster = Raster(width: image.shape.width * scale, height: image.shape.height * scale)
        raster.draw(image, index: 0, x: 0, y: 0, scale: scale)
        return raster
    }

    /// The planes of one layer side by side; numbers without a place as small squares.
    private static func row(_ values: [Float], _ shape: ImageShape, limit: Int) -> Raster {
        let area = shape.height * shape.width
        let most = area == 1 ? 4 * limit : limit
        let count = min(shape.channels, most)
        let (low, high) = values.reduce((Float.infinity, -Float.infinity)) { (min($0.0, $1), max($0.1, $1)) }
        let range = high > low ? high - low : 1
        let scale = area == 1 ? 10 : max(1, rowHeight / max(shape.height, shape.width))
        let step = (x: shape.width * scale + 3, y: shape.height * scale)
        var raster = Raster(width: count * step.x, height: step.y, background: Colour(grey: 250))
        for plane in 0..<count {
            let channel = plane * shape.channels / count
            for place in 0..<area {
                let level = UInt8((255 * (values[channel * area + place] - low) / range).rounded())
                raster.fill(
                    x: plane * step.x + place % shape.width * scale, y: place / shape.width * scale, width: scale,
                    height: scale, Colour(grey: level))
            }
        }
        return raster
    }
}

extension TrainedNetwork {
    /// The weights of the first layer's units as pictures, where it is a linear layer over grey or colour pixels.
    fileprivate var firstUnits: FilterBank? {
        let shape = network.plan.input
        guard case .linear? = network.layers.first, [1, 3].contains(shape.channels),
            let tensor = network.plan.tensors.first, tensor.shape.count == 2
        else { return nil }
        let area = shape.height * shape.width
        var weights: [Float] = []
        for unit in 0..<tensor.shape[0] {
            for place in 0..<area {
                for channel in 0..<shape.channels {
                    weights.append(
                        network.parameters[tensor.range.lowerBound + unit * shape.count + channel * area + place])
                }
            }
        }
        return FilterBank(count: tensor.shape[0], shape: shape, weights: weights)
    }
}
