/// How a picture of any proportions becomes a square.
public enum ResizeMode: String, Codable, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// Both sides are scaled on their own; proportions change.
    case stretch
    /// The shorter side is scaled to the square and the middle is kept; the ends of the longer side are lost.
    case crop
    /// The longer side is scaled to the square and the picture is centred on black; nothing is lost.
    case pad

    public var description: String { rawValue }
}

extension ImageStack {
    /// The images scaled to `height` × `width`.
    ///
    /// The filter is a triangle about the centre of each new pixel that reaches to the centres of its neighbours, measured in
    /// whichever of the two grids is coarser: shrinking averages over an area and does not alias, enlarging interpolates
    /// linearly. The centre of pixel i lies at i + 0.5, so that the picture does not shift. Values are rounded.
    ///
    /// - Precondition: `height` and `width` are above 0.
    public func resized(height: Int, width: Int) -> ImageStack {
        resampled(
            rows: ResampleTaps(from: 0, length: Double(shape.height), limit: shape.height, to: height),
            columns: ResampleTaps(from: 0, length: Double(shape.width), limit: shape.width, to: width))
    }

    /// The images as squares of `side` pixels; see ``ResizeMode`` and ``resized(height:width:)``.
    ///
    /// - Precondition: `side` is above 0.
    public func squared(side: Int, mode: ResizeMode) -> ImageStack {
        let (height, width) = (shape.height, shape.width)
        switch mode {
        case .stretch:
            return resized(height: side, width: side)
        case .crop:
            let kept = Double(min(height, width))
            return resampled(
                rows: ResampleTaps(from: (Double(height) - kept) / 2, length: kept, limit: height, to: side),
                columns: ResampleTaps(from: (Double(width) - kept) / 2, length: kept, limit: width, to: side))
        case .pad:
            let scale = Double(side) / Double(max(height, width))
            let inner = resized(
                height: max(1, Int((Double(height) * scale).rounded())),
                width: max(1, Int((Double(width) * scale).rounded())))
            return inner.padded(side: side)
        }
    }

    private func resampled(rows: ResampleTaps, columns: ResampleTaps) -> ImageStack {
        let target = ImageShape(height: rows.count, width: columns.count, channels: shape.channels)
        let resized = (0..<count).flatMap { resample(self[$0], of: shape, rows: rows, columns: columns) }
        return ImageStack(shape: target, pixels: resized)
    }

    /// The images in the middle of black squares.
    private func padded(side: Int) -> ImageStack {
        let target = ImageShape(height: side, width: side, channels: shape.channels)
        var padded = [UInt8](repeating: 0, count: count * target.count)
        let row = shape.width * shape.channels
        let corner = ((side - shape.height) / 2 * side + (side - shape.width) / 2) * shape.channels
        for image in 0..<count {
            for y in 0..<shape.height {
                let from = image * shape.count + y * row
                let to = image * target.count + corner + y * side * shape.channels
                padded.replaceSubrange(to..<to + row, with: pixels[from..<from + row])
            }
        }
        return ImageStack(shape: target, pixels: padded)
    }
}

/// For each new row or column, the old ones that it is made of, and their shares.
struct ResampleTaps {
    /// Number of new rows or columns.
    let count: Int
    /// The first old one of each, and where its shares lie in ``weights``.
    private(set) var starts: [Int] = []
    private(set) var weightRanges: [Range<Int>] = []
    private(set) var weights: [Float] = []

    /// - Parameters:
    ///   - start: Where the part that is kept begins, in old pixels.
    ///   - length: Length of that part, in old pixels.
    ///   - limit: Number of old rows or columns.
    ///   - count: Number of new ones.
    init(from start: Double, length: Double, limit: Int, to count: Int) {
        precondition(count > 0 && limit > 0 && length > 0)
        self.count = count
        let scale = length / Double(count)
        let reach = max(scale, 1)
        for index in 0..<count {
            let center = start + (Double(index) + 0.5) * scale
            let first = max(0, Int((center - reach - 0.5).rounded(.up)))
            let last = min(limit - 1, Int((center + reach - 0.5).rounded(.down)))
            let shares = (first...max(first, last)).map { max(0, 1 - abs(Double($0) + 0.5 - center) / reach) }
            let total = shares.reduce(0, +)
            starts.append(first)
            weightRanges.append(weights.count..<weights.count + shares.count)
            weights += shares.map { Float($0 / total) }
        }
    }
}
