import Core
import Foundation

/// The gradient of an image, in the order in which ``HOGVotingKernels`` needs it.
///
/// Eight neighbouring units of the image are a *strip* and are the lanes of every vector here: lane u at phase j is the pixel
/// j of unit u. Pixels of one phase have the same weights in their virtual cells, so that voting needs no scatter, no sum
/// over lanes and no table.
enum HOGFieldKernels {
    /// Fills `scratch.field` with `[row][phase][magnitude × 8, magnitude · orientation × 8]` for some rows of a strip.
    ///
    /// - Precondition: `rows` are rows of the image, at most as many as the longest span of the band of `scratch`.
    @inline(__always)
    static func fill(
        _ pixels: UnsafePointer<UInt8>, rows: Range<Int>, strip: Int, _ plan: HOGPlan, _ scratch: HOGScratch
    ) {
        let unit = plan.columns.unit
        let height = plan.shape.height
        for row in rows {
            var target = scratch.field + (row - rows.lowerBound) * unit * 16
            if plan.field.border == .skipped && (row == 0 || row == height - 1) {
                target.update(repeating: 0, count: unit * 16)
                continue
            }
            let here = plane(row, pixels, strip, plan, scratch)
            let above = plane(max(row - 1, 0), pixels, strip, plan, scratch)
            let below = plane(min(row + 1, height - 1), pixels, strip, plan, scratch)
            let isBorder = plan.field.border != .repeated && (row == 0 || row == height - 1)
            let vertical: Float = isBorder ? 0 : 1
            let shares = scratch.columnFactors + strip * unit * 16
            if plan.shape.channels == 1 {
                for phase in 0..<unit {
                    let left = phase == 0 ? (unit - 1) * 16 : (phase - 1) * 16 + 1
                    let right = phase == unit - 1 ? 2 : (phase + 1) * 16 + 1
                    var x = lanes(here + right) - lanes(here + left)
                    var y = lanes(below + phase * 16 + 1) - lanes(above + phase * 16 + 1)
                    x *= lanes(shares + phase * 16)
                    y *= lanes(shares + phase * 16 + 8) * vertical
                    store(x, y, plan.field, scratch, to: target)
                    target += 16
                }
            } else {
                for phase in 0..<unit {
                    let (x, y) = strongest(phase, here, above, below, vertical, shares + phase * 16, plan, scratch)
                    store(x, y, plan.field, scratch, to: target)
                    target += 16
                }
            }
        }
    }

    @inline(__always)
    private static func lanes(_ source: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self)
    }

    @inline(__always)
    private static func lanes(_ source: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// At each pixel of a phase the gradient of the channel whose gradient is largest.
    @inline(__always)
    private static func strongest(
        _ phase: Int, _ here: UnsafeMutablePointer<Float>, _ above: UnsafeMutablePointer<Float>,
        _ below: UnsafeMutablePointer<Float>, _ vertical: Float, _ shares: UnsafeMutablePointer<Float>,
        _ plan: HOGPlan, _ scratch: HOGScratch
    ) -> (SIMD8<Float>, SIMD8<Float>) {
        let unit = plan.columns.unit
        let left = phase == 0 ? (unit - 1) * 16 : (phase - 1) * 16 + 1
        let right = phase == unit - 1 ? 2 : (phase + 1) * 16 + 1
        let middle = phase * 16 + 1
        let channels = plan.shape.channels
        var bestX = SIMD8<Float>.zero
        var bestY = SIMD8<Float>.zero
        var best = SIMD8<Float>(repeating: -1)
        for index in 0..<channels {
            let channel = (plan.field.prefersLastChannel ? channels - 1 - index : index) * unit * 16
            let x = (lanes(here + channel + right) - lanes(here + channel + left)) * lanes(shares)
            let y =
                (lanes(below + channel + middle) - lanes(above + channel + middle)) * (lanes(shares + 8) * vertical)
            let strength = x * x + y * y
            bestX = choose(where: best, isBelow: strength, x, else: bestX)
            bestY = choose(where: best, isBelow: strength, y, else: bestY)
            best = lanewiseMax(best, strength)
        }
        return (bestX, bestY)
    }

    /// The pixels of one row of a strip as `[channel][phase][unit −1, 0 … 8, unused]`, converted when first asked for.
    @inline(__always)
    private static func plane(
        _ row: Int, _ pixels: UnsafePointer<UInt8>, _ strip: Int, _ plan: HOGPlan, _ scratch: HOGScratch
    ) -> UnsafeMutablePointer<Float> {
        let place = row % 3
        let unit = plan.columns.unit
        let channels = plan.shape.channels
        let target = scratch.planes + place * channels * unit * 16
        if scratch.planeRows[place] == row { return target }
        scratch.planeRows[place] = row
        let width = plan.shape.width
        let table = scratch.table
        let source = pixels + row * width * channels
        let first = strip * 8 * unit
        for channel in 0..<channels {
            let plane = target + channel * unit * 16
            let line = source + channel
            // The last pixel of the unit before the strip and the first behind it are neighbours only.
            plane[(unit - 1) * 16] = table[Int(line[max(first - 1, 0) * channels])]
            plane[9] = table[Int(line[min(first + 8 * unit, width - 1) * channels])]
            if first + 8 * unit <= width {
                for lane in 0..<8 {
                    let pixel = line + (first + lane * unit) * channels
                    let column = plane + 1 + lane
                    for phase in 0..<unit { column[phase &* 16] = table[Int(pixel[phase &* channels])] }
                }
            } else {
                for lane in 0..<8 {
                    for phase in 0..<unit {
                        let x = min(first + lane * unit + phase, width - 1)
                        plane[phase * 16 + 1 + lane] = table[Int(line[x * channels])]
                    }
                }
            }
        }
        return target
    }

    /// Stores the magnitude of the gradient and its product with the orientation in bins, 0 ≤ orientation < bins.
    @inline(__always)
    private static func store(
        _ x: SIMD8<Float>, _ y: SIMD8<Float>, _ field: HOGField, _ scratch: HOGScratch,
        to target: UnsafeMutablePointer<Float>
    ) {
        let magnitude = (x * x + y * y).squareRoot()
        let position =
            field.rule == .interpolated
            ? interpolated(x, y, field) : counted(x, y, field, scratch.boundaries, scratch.boundaryCount)
        let raw = UnsafeMutableRawPointer(target)
        raw.storeBytes(of: magnitude, as: SIMD8<Float>.self)
        raw.storeBytes(of: magnitude * position, toByteOffset: 32, as: SIMD8<Float>.self)
    }

    /// Orientation as a position among bins centred at (b + ½)·period/bins: b where it points to the centre of bin b.
    ///
    /// The arctangent of the smaller over the larger component is an odd polynomial of degree 11 (minimax on 0…1; the
    /// error is below 2·10⁻⁶ radians).
    @inline(__always)
    private static func interpolated(_ x: SIMD8<Float>, _ y: SIMD8<Float>, _ field: HOGField) -> SIMD8<Float> {
        let zero = x - x
        let absoluteX = lanewiseMax(x, -x)
        let absoluteY = lanewiseMax(y, -y)
        let small = lanewiseMin(absoluteX, absoluteY)
        let large = lanewiseMax(absoluteX, absoluteY)
        let ratio = small / (large + 1e-30)
        let square = ratio * ratio
        var series = SIMD8<Float>(repeating: -0.011_719_13)
        series = horner(series, square, 0.052_653_32)
        series = horner(series, square, -0.116_432_87)
        series = horner(series, square, 0.193_543_46)
        series = horner(series, square, -0.332_623_47)
        series = horner(series, square, 0.999_977_26)
        var angle = ratio * series
        angle = choose(where: absoluteX, isBelow: absoluteY, Float.pi / 2 - angle, else: angle)
        let bins = Float(field.bins)
        let scale: Float
        if field.signed {
            angle = choose(where: x, isBelow: zero, Float.pi - angle, else: angle)
            angle = choose(where: y, isBelow: zero, -angle, else: angle)
            scale = bins / (2 * Float.pi)
        } else {
            // In the second and the fourth quadrant the angle falls with the ratio: 180° − angle, or −angle, which is the same.
            angle = choose(where: x * y, isBelow: zero, -angle, else: angle)
            scale = bins / Float.pi
        }
        var position = SIMD8<Float>(repeating: -0.5)
        position.accumulate(angle, scale)
        return choose(where: position, isBelow: zero, position + bins, else: position)
    }

    /// One step of Horner's scheme: series · x + coefficient.
    @inline(__always)
    private static func horner(_ series: SIMD8<Float>, _ x: SIMD8<Float>, _ coefficient: Float) -> SIMD8<Float> {
        var sum = SIMD8<Float>(repeating: coefficient)
        sum.accumulate(series, x)
        return sum
    }

    /// Orientation as the number of a bin, found by counting the boundaries that the gradient has passed: exact, as the
    /// products of whole pixel values with the direction of a boundary on an axis or a diagonal are.
    @inline(__always)
    private static func counted(
        _ x: SIMD8<Float>, _ y: SIMD8<Float>, _ field: HOGField, _ boundaries: UnsafeMutablePointer<Float>,
        _ count: Int
    ) -> SIMD8<Float> {
        let zero = x - x
        let one = zero + 1
        let halfTurn = Float(field.bins / 2)
        // Turned into the upper half plane.
        var foldedX = choose(where: y, isBelow: zero, -x, else: x)
        let foldedY = lanewiseMax(y, -y)
        var index = zero
        if field.rule == .cut {
            // 180° is 0°.
            foldedX = choose(where: zero, isBelow: foldedY, foldedX, else: lanewiseMax(x, -x))
            for boundary in 0..<count {
                let along = foldedY * boundaries[2 * boundary]
                let across = foldedX * boundaries[2 * boundary + 1]
                index += choose(where: along, isBelow: across, zero, else: one)
            }
        } else {
            for boundary in 0..<count {
                let along = foldedY * boundaries[2 * boundary]
                let across = foldedX * boundaries[2 * boundary + 1]
                index += choose(where: across, isBelow: along, one, else: zero)
            }
            index = choose(where: y, isBelow: zero, index + halfTurn, else: index)
            index = choose(where: index, isBelow: zero + Float(field.bins), index, else: index - Float(field.bins))
        }
        return index
    }

    /// Directions (cosine, sine) of the boundaries between bins within the upper half plane.
    static func boundaries(_ field: HOGField) -> [Float] {
        switch field.rule {
        case .interpolated: []
        case .cut: (1..<max(field.bins, 1)).flatMap { direction(2 * $0, 2 * field.bins) }
        case .nearest: (0..<field.bins / 2).flatMap { direction(2 * $0 + 1, field.bins) }
        }
    }

    /// Cosine and sine of `part`/`whole` of 180°, exact on the axes and equal on the diagonals.
    private static func direction(_ part: Int, _ whole: Int) -> [Float] {
        let diagonal = Float(0.5).squareRoot()
        if 2 * part == whole { return [0, 1] }
        if 4 * part == whole { return [diagonal, diagonal] }
        if 4 * part == 3 * whole { return [-diagonal, diagonal] }
        let angle = Double.pi * Double(part) / Double(whole)
        return [Float(cos(angle)), Float(sin(angle))]
    }
}
