import Core
import Foundation

func exponential(_ x: Double) -> Double { exp(x) }

/// Whole planes: what is done where speed does not matter.
enum PlaneKernels {
    /// Blurs `values` into `target`; `rows` has room for the plane.
    static func blur(
        _ values: UnsafeBufferPointer<Float>, _ width: Int, _ height: Int, _ taps: GaussianTaps, _ border: ImageBorder,
        _ rows: RowRing, into target: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(values.count == width * height && target.count >= values.count)
        guard let source = values.baseAddress, let target = target.baseAddress else { return }
        for y in 0..<height { rows.row(y).update(from: source + y * width, count: width) }
        let filter = BlurFilter(taps, width: width)
        let arena = FloatArena(count: BlurFilter.rowsAtOnce * FloatArena.rowCount(width: width, height: 1, capacity: 1))
        let lines = arena.takeRows(width: width, height: BlurFilter.rowsAtOnce, capacity: BlurFilter.rowsAtOnce)
        for first in stride(from: 0, to: height, by: BlurFilter.rowsAtOnce) {
            let count = min(BlurFilter.rowsAtOnce, height - first)
            let ring = RowRing(base: lines.base, stride: lines.stride, mask: BlurFilter.rowsAtOnce - 1)
            filter.blur(rows, first..<first + count, height, border, into: ring)
            for y in first..<first + count { (target + y * width).initialize(from: ring.row(y), count: width) }
        }
    }
}

/// A Gaussian with the memory that it needs for a few rows at a time.
final class BlurFilter {
    /// The most rows in one call: more need less memory traffic, but more of it at a time.
    static let rowsAtOnce = 4

    let radius: Int
    private let width: Int
    private let weights: UnsafeMutablePointer<Float>
    private let rows: UnsafeMutablePointer<UnsafePointer<Float>>
    /// Lines blurred down the columns only.
    private let lines: UnsafeMutablePointer<Float>
    private let stride: Int
    private let arena: FloatArena

    init(_ taps: GaussianTaps, width: Int) {
        radius = taps.radius
        self.width = width
        let margin = FloatLineKernels.padded(radius)
        stride = (2 * margin + FloatLineKernels.padded(width) + 15) & ~15 | 16
        arena = FloatArena(count: Self.rowsAtOnce * stride + radius + 48)
        weights = arena.take(radius + 1)
        weights.update(from: taps.weights, count: radius + 1)
        lines = arena.take(Self.rowsAtOnce * stride) + margin
        rows = .allocate(capacity: 2 * radius + Self.rowsAtOnce)
        rows.initialize(repeating: UnsafePointer(lines), count: 2 * radius + Self.rowsAtOnce)
    }

    /// The rows `range` of the blurred image, of the rows of `source` that is `height` rows high; where asked for, also what the
    /// blur has added to them.
    ///
    /// - Precondition: `range` is not longer than ``rowsAtOnce``.
    func blur(
        _ source: RowRing, _ range: Range<Int>, _ height: Int, _ border: ImageBorder, into target: RowRing,
        differences: RowRing? = nil
    ) {
        precondition(range.count <= Self.rowsAtOnce)
        var k = 0
        while k < 2 &* radius &+ range.count {
            rows[k] = UnsafePointer(source.row(border.index(range.lowerBound &+ k &- radius, count: height)))
            k &+= 1
        }
        FloatLineKernels.blurColumns(
            rows, weights, radius: radius, count: range.count, width: width, into: lines, stride: stride)
        for (number, row) in range.enumerated() {
            let line = lines + number * stride
            FloatLineKernels.pad(line, radius: radius, width: width, border: border)
            FloatLineKernels.blurRow(
                line, weights, radius: radius, width: width, into: target.row(row), before: source.row(row),
                difference: differences?.row(row))
        }
    }

    deinit { rows.deallocate() }
}
