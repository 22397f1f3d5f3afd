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
