import Core
import Drawing
import Statistics

/// A picture of learned filters with their Gabor fits, and of the crafted filters.
package enum FilterPairs {
    /// Filters that are drawn at most.
    package static let limit = 96
    private static let perRow = 16
    private static let gap = 8

    /// The colour of the frame of each kind, from the palette of Okabe and Ito (2008).
    static func frame(_ kind: FilterKind) -> Colour {
        switch kind {
        case .orientedEdge: Colour(0, 114, 178)
        case .colourBlob: Colour(230, 159, 0)
        case .blob: Colour(0, 158, 115)
        case .other: Colour(grey: 170)
        }
    }

    /// Rows of filters, each with a row of their fits below, sorted by kind and then by orientation; after a rule
    /// HOG's and SIFT's gradients, and the Gabor bank, a row a frequency.
    ///
    /// - Parameter filters: Some of those of `bank`; not empty, their windows as ``CraftedFilters`` allows.
    package static func draw(_ bank: FilterBank, _ filters: [AnalysedFilter]) -> Raster {
        let shape = bank.shape
        let scale = max(2, 48 / max(shape.height, shape.width))
        let step = (x: shape.width * scale + gap, y: shape.height * scale + gap)
        let sorted = sorted(filters)
        let pairs = (sorted.count + perRow - 1) / perRow
        let rule = gap + pairs * (2 * step.y + gap)
        var raster = Raster(width: perRow * step.x + gap, height: rule + gap + 4 * step.y)
        func draw(_ values: [Double], channels: Int, _ largest: Double, x: Int, y: Int, _ frame: Colour) {
            for pixel in 0..<shape.height * shape.width {
                let weights = values[pixel * channels..<(pixel + 1) * channels].map { value in
                    Float(largest > 0 ? min(1, max(-1, value / largest)) : 0)
                }
                raster.fill(
                    x: x + pixel % shape.width * scale, y: y + pixel / shape.width * scale, width: scale, height: scale,
                    FilterPicture.colour(weights))
            }
            for edge in 1...2 {
                raster.frame(
                    x: x - edge, y: y - edge, width: step.x - gap + 2 * edge, height: step.y - gap + 2 * edge, frame)
            }
        }
        for (place, filter) in sorted.enumerated() {
            let x = gap + place % perRow * step.x
            let y = gap + place / perRow * (2 * step.y + gap)
            let first = filter.index * shape.count
            let weights = bank.weights[first..<first + shape.count].map(Double.init)
            let largest = weights.reduce(0) { max($0, abs($1)) }
            draw(weights, channels: shape.channels, largest, x: x, y: y, frame(filter.kind))
            if let fit = coloured(filter, weights, channels: shape.channels) {
                draw(fit, channels: shape.channels, largest, x: x, y: y + step.y, Colour(grey: 220))
            }
        }
        raster.fill(x: gap, y: rule - 1, width: raster.width - 2 * gap, height: 2, Colour(grey: 120))
        let crafted = CraftedFilters(height: shape.height, width: shape.width)
        let gradients = [CraftedFilters.Family.hog, .sift].map(crafted.filters)
        // The gradients in one row, a tile apart.
        let rows = [gradients[0] + [[]] + gradients[1]] + CraftedFilters.Family.gabor.rows(crafted, perRow)
        for (row, filters) in rows.enumerated() {
            for (column, filter) in filters.enumerated() where !filter.isEmpty {
                let largest = filter.reduce(0) { max($0, abs($1)) }
                draw(
                    filter, channels: 1, largest, x: gap + column * step.x, y: rule + gap + row * step.y,
                    Colour(grey: 220))
            }
        }
        return raster
    }

    private static func sorted(_ filters: [AnalysedFilter]) -> [AnalysedFilter] {
        let kinds = FilterKind.allCases
        return filters.sorted { first, second in
            let ranks = [first, second].map { filter in
                (
                    kinds.firstIndex(of: filter.kind) ?? 0,
                    filter.kind == .orientedEdge ? filter.fit?.orientation ?? 0 : 0, filter.index
                )
            }
            return ranks[0] < ranks[1]
        }
    }

    /// The fit along the filter's colour direction, around the means of its channels: `[row][column][channel]`.
    private static func coloured(_ filter: AnalysedFilter, _ weights: [Double], channels: Int) -> [Double]? {
        guard let fit = filter.fit else { return nil }
        let pixels = filter.plane.count
        let mean = filter.plane.reduce(0, +) / Double(pixels)
        let means = (0..<channels).map { channel in
            stride(from: channel, to: weights.count, by: channels).reduce(0) { $0 + weights[$1] } / Double(pixels)
        }
        return fit.values.flatMap { value in (0..<channels).map { means[$0] + filter.colour[$0] * (value - mean) } }
    }
}

extension CraftedFilters.Family {
    /// The filters of a family in rows.
    fileprivate func rows(_ crafted: CraftedFilters, _ length: Int) -> [[[Double]]] {
        let filters = crafted.filters(self)
        return stride(from: 0, to: filters.count, by: length).map {
            Array(filters[$0..<min(filters.count, $0 + length)])
        }
    }
}
