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
        let line = FloatArena(count: width + 32).take(width + 16)
        for y in 0..<height {
            filter.blur(rows, y, height, border, into: line)
            (target + y * width).initialize(from: line, count: width)
        }
    }
}

/// A Gaussian with the memory that it needs for one row at a time.
final class BlurFilter {
    let radius: Int
    private let width: Int
    private let weights: UnsafeMutablePointer<Float>
    private let rows: UnsafeMutablePointer<UnsafePointer<Float>>
    private let line: UnsafeMutablePointer<Float>
    private let arena: FloatArena

    init(_ taps: GaussianTaps, width: Int) {
        radius = taps.radius
        self.width = width
        let margin = FloatLineKernels.padded(radius)
        let length = 2 * margin + FloatLineKernels.padded(width) + 16
        arena = FloatArena(count: length + radius + 48)
        weights = arena.take(radius + 1)
        weights.update(from: taps.weights, count: radius + 1)
        line = arena.take(length) + margin
        rows = .allocate(capacity: 2 * radius + 1)
        rows.initialize(repeating: UnsafePointer(line), count: 2 * radius + 1)
    }

    /// Row `y` of the blurred image, of the rows of `source` that is `height` rows high.
    @inline(__always)
    func blur(
        _ source: RowRing, _ y: Int, _ height: Int, _ border: ImageBorder, into target: UnsafeMutablePointer<Float>
    ) {
        var k = 0
        while k <= 2 &* radius {
            rows[k] = UnsafePointer(source.row(border.index(y &+ k &- radius, count: height)))
            k &+= 1
        }
        FloatLineKernels.blurColumns(rows, weights, radius: radius, width: width, into: line)
        FloatLineKernels.pad(line, radius: radius, width: width, border: border)
        FloatLineKernels.blurRow(line, weights, radius: radius, width: width, into: target)
    }

    deinit { rows.deallocate() }
}
