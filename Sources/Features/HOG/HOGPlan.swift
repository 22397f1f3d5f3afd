import Core
import Foundation

// Every histogram of gradients in this folder is the same computation: a *virtual cell* is a place with a weight for
// each row and a weight for each column of the image, and its histogram is the sum of the votes of all pixels times
// both weights. The cells of ``HOG`` shared by several blocks, the cells of one block with a Gaussian window, cells
// without interpolation and overlapping cells differ in these weights only, and the weights are laid out here once for
// images of one shape.

/// The places of virtual cells along one axis of the image.
///
/// The axis is cut into units of `unit` pixels; pixel x is at phase x mod `unit` of unit x / `unit`. A virtual cell is
/// at one of `positions`, one unit apart, and has one of `slots` (the cells of a block that begins there).
struct HOGAxis: Sendable {
    /// The weights with which the pixels of one unit vote for the cells of one slot, `offset` units further on.
    struct Tap: Sendable {
        let offset: Int
        let slot: Int
        /// The phases that vote.
        let phases: Range<Int>
        /// By phase; zero outside `phases`.
        let weights: [Float]
    }

    let length: Int
    let unit: Int
    let slots: Int
    let positions: Int
    let taps: [Tap]

    /// - Parameters:
    ///   - reach: Pixels, relative to the first pixel of a position, that may have a weight.
    ///   - weight: The weight of such a pixel for a slot; nil where it has none.
    init(
        length: Int, unit: Int, slots: Int, positions: Int, reach: ClosedRange<Int>,
        weight: (_ slot: Int, _ pixel: Int) -> Float?
    ) {
        self.length = length
        self.unit = unit
        self.slots = slots
        self.positions = positions
        var taps: [Tap] = []
        let behind = reach.lowerBound < 0 ? (-reach.lowerBound + unit - 1) / unit : 0
        for offset in -(reach.upperBound / unit)...behind {
            for slot in 0..<slots {
                let weights = (0..<unit).map { phase -> Float? in
                    let pixel = phase - offset * unit
                    return reach.contains(pixel) ? weight(slot, pixel) : nil
                }
                guard let first = weights.firstIndex(where: { $0 != nil }),
                    let last = weights.lastIndex(where: { $0 != nil })
                else { continue }
                taps.append(
                    Tap(offset: offset, slot: slot, phases: first..<last + 1, weights: weights.map { $0 ?? 0 }))
            }
        }
        self.taps = taps
    }

    /// Virtual cells along the axis.
    var cells: Int { positions * slots }

    /// Units with a pixel that votes for a position that exists.
    var units: Int {
        let last = (0..<length).last { pixel in
            taps.contains { tap in
                tap.phases.contains(pixel % unit) && (0..<positions).contains(pixel / unit + tap.offset)
            }
        }
        return last.map { $0 / unit + 1 } ?? 0
    }

    /// Cells of `cellSize` pixels, `stride` apart, whose weight falls linearly from the centre of the cell to zero at
    /// the centres of the cells beside it (at distance `cellSize`).
    static func tents(length: Int, cellSize: Int, stride: Int, count: Int) -> HOGAxis {
        HOGAxis(
            length: length, unit: stride, slots: 1, positions: count, reach: -((cellSize + 1) / 2)...(3 * cellSize / 2)
        ) { tentWeight($1, cellSize) }
    }

    /// Cells of `cellSize` pixels, `stride` apart, each pixel in them with the same weight.
    static func boxes(length: Int, cellSize: Int, stride: Int, count: Int, weight: Float) -> HOGAxis {
        HOGAxis(length: length, unit: stride, slots: 1, positions: count, reach: 0...(cellSize - 1)) { _, _ in weight }
    }

    /// Blocks of `blockSize` cells, `blockStride` cells apart: each cell as in
    /// ``tents(length:cellSize:stride:count:)``, cut off at the borders of the block and multiplied by the Gaussian
    /// exp(−(pixel − centre)²/2σ²).
    static func blocks(
        length: Int, cellSize: Int, blockSize: Int, blockStride: Int, count: Int, centre: Double, sigma: Double
    ) -> HOGAxis {
        HOGAxis(
            length: length, unit: blockStride * cellSize, slots: blockSize, positions: count,
            reach: 0...(blockSize * cellSize - 1)
        ) { cell, pixel in
            guard let tent = tentWeight(pixel - cell * cellSize, cellSize) else { return nil }
            let distance = Double(pixel) - centre
            return tent * Float(exp(-distance * distance / (2 * sigma * sigma)))
        }
    }

    /// The `count` cells that ``tents(length:cellSize:stride:count:)`` or ``boxes(length:cellSize:stride:count:weight:)`` lay out along
    /// `reference` pixels, stretched to `length` pixels: centres and sizes in proportion, and not whole pixels in general.
    ///
    /// A cell of less than a pixel is one pixel wide. All cells share one position, each with a slot of its own.
    static func stretched(
        length: Int, reference: Int, cellSize: Int, stride: Int, count: Int, isBox: Bool
    ) -> HOGAxis {
        let scale = Double(length) / Double(reference)
        let size = max(Double(cellSize) * scale, 1)
        return HOGAxis(length: length, unit: length, slots: count, positions: 1, reach: 0...(length - 1)) {
            cell, pixel in
            let centre = (Double(cell * stride) + Double(cellSize) / 2) * scale
            let distance = abs(Double(pixel) + 0.5 - centre)
            // The share of the pixel that lies in the cell, or its place under the tent.
            let weight = isBox ? min(max(size / 2 - distance + 0.5, 0), 1) : 1 - distance / size
            return weight > 0 ? Float(weight) : nil
        }
    }

    /// The weight of a pixel, relative to the first pixel of the cell, by its distance from the centre of the cell.
    private static func tentWeight(_ pixel: Int, _ cellSize: Int) -> Float? {
        let doubled = 2 * pixel + 1 - cellSize
        // A pixel at the centre of a cell of odd size counts as between that cell and the next, with weight 0 there.
        guard (-2 * cellSize..<2 * cellSize).contains(doubled) else { return nil }
        return Float(2 * cellSize - abs(doubled)) / Float(2 * cellSize)
    }
}

/// How a pixel becomes a magnitude and an orientation.
struct HOGField: Sendable {
    enum Border: Sendable {
        /// The pixel beyond the border equals the one at the border.
        case repeated
        /// The component of the gradient across the border is zero.
        case zeroAcross
        /// Pixels at the border have no gradient.
        case skipped
    }

    enum Rule: Sendable {
        /// Votes are shared between the two nearest of bins centred at (b + ½)·period/bins.
        case interpolated
        /// Votes go to bin ⌊angle·bins/180°⌋ of 0…180°.
        case cut
        /// Votes go to the nearest of bins centred at b·360°/bins.
        case nearest
    }

    let bins: Int
    let signed: Bool
    let rule: Rule
    let border: Border
    /// Square roots of pixels in place of pixels.
    let squareRoots: Bool
    let colour: HOG.Colour

    /// Orientation b is stored as b · `rampStep`; the ramp of bin b begins at ``rampStart(_:)`` and is 1 long.
    var rampStep: Float { rule == .interpolated ? 1 : 4 }
    @inline(__always)
    func rampStart(_ bin: Int) -> Float { rule == .interpolated ? Float(bin) : 4 * Float(bin) + 1.5 }
}

/// All that the voting needs to know about images of one shape.
struct HOGPlan: Sendable {
    let shape: ImageShape
    let field: HOGField
    let rows: HOGAxis
    let columns: HOGAxis
    /// Planes of the image among which the gradient of a pixel is chosen.
    let planes: Int
    /// How often an image is gone through, each time from another of its channels on.
    let passes: Int
    /// The one plane is the luma of three channels.
    let isLuma: Bool
    /// Units across with a pixel that votes.
    let columnUnits: Int
    /// Positions on either side of a line that may be written and are not used.
    let margin: Int

    init(shape: ImageShape, field: HOGField, rows: HOGAxis, columns: HOGAxis) {
        self.shape = shape
        self.field = field
        self.rows = rows
        self.columns = columns
        planes = field.colour.planes(of: shape.channels)
        passes = field.colour.passes(of: shape.channels)
        isLuma = field.colour == .grey && shape.channels == 3
        columnUnits = columns.units
        margin = (columns.taps.map { abs($0.offset) }.max() ?? 0) + 8
    }

    /// Virtual cells down: positions × slots.
    var virtualRows: Int { rows.cells }
    /// Floats between the histograms of one bin and the next: positions with a margin on both sides.
    var lineLength: Int { (max(columns.positions, columnUnits) + 7) / 8 * 8 + 2 * margin }
    /// Floats of one virtual row: `[slot][bin][margin, position, margin]`.
    var virtualRowLength: Int { columns.slots * field.bins * lineLength }

    /// Operations for one image, per pass: per pixel and plane 7 (gradient, squared magnitude, comparison), for luma 5; per
    /// pixel 20 (root, arctangent) and 2 × 2 for each virtual cell that it votes for.
    var flops: Double {
        let pixels = Double(shape.height * shape.width)
        let vertical = Double(rows.taps.reduce(0) { $0 + $1.phases.count }) / Double(rows.unit)
        let horizontal = Double(columns.taps.reduce(0) { $0 + $1.phases.count }) / Double(columns.unit)
        let each = 7 * Double(planes) + (isLuma ? 5 : 0) + 20 + 4 * vertical * horizontal
        return Double(passes) * pixels * each
    }
}

/// Some consecutive virtual rows, small enough to be kept in memory, and the pixels that vote for them.
struct HOGBand: Sendable {
    /// Neighbouring rows of pixels that vote for the same virtual rows.
    struct Span: Sendable {
        let rows: Range<Int>
        let targets: Range<Int>
        /// Where the weights begin, `[row][target]`.
        let weights: Int
    }

    struct Target: Sendable {
        /// Virtual row, counted from the first of the band.
        let row: Int
        /// Which of the accumulators it uses.
        let accumulator: Int
        let isFirst: Bool
        let isLast: Bool
    }

    let virtualRows: Range<Int>
    let spans: [Span]
    let targets: [Target]
    let weights: [Float]
    let accumulators: Int

    init(_ axis: HOGAxis, virtualRows: Range<Int>) {
        self.virtualRows = virtualRows
        var active: [[(row: Int, weight: Float)]] = []
        for pixel in 0..<axis.length {
            var votes: [(row: Int, weight: Float)] = []
            for tap in axis.taps where tap.phases.contains(pixel % axis.unit) {
                let position = pixel / axis.unit + tap.offset
                let row = position * axis.slots + tap.slot
                guard (0..<axis.positions).contains(position), virtualRows.contains(row) else { continue }
                votes.append((row - virtualRows.lowerBound, tap.weights[pixel % axis.unit]))
            }
            active.append(votes.sorted { $0.row < $1.row })
        }
        var lastRow = [Int](repeating: 0, count: virtualRows.count)
        for (pixel, votes) in active.enumerated() {
            for vote in votes { lastRow[vote.row] = pixel }
        }

        var spans: [Span] = []
        var targets: [Target] = []
        var weights: [Float] = []
        var open: [Int: Int] = [:]
        var free: [Int] = []
        var first = 0
        while first < active.count {
            let rows = active[first].map(\.row)
            var end = first + 1
            while end < active.count, active[end].map(\.row) == rows { end += 1 }
            defer { first = end }
            guard !rows.isEmpty else { continue }
            spans.append(
                Span(rows: first..<end, targets: targets.count..<targets.count + rows.count, weights: weights.count))
            for row in rows {
                let isFirst = open[row] == nil
                let accumulator = open[row] ?? free.popLast() ?? open.count
                open[row] = accumulator
                targets.append(
                    Target(row: row, accumulator: accumulator, isFirst: isFirst, isLast: lastRow[row] < end))
            }
            for row in rows where lastRow[row] < end {
                if let accumulator = open.removeValue(forKey: row) { free.append(accumulator) }
            }
            for votes in active[first..<end] { weights += votes.map(\.weight) }
        }
        self.spans = spans
        self.targets = targets
        self.weights = weights
        accumulators = (targets.map(\.accumulator).max() ?? 0) + 1
    }
}
