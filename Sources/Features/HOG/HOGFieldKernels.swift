import Core
import Foundation

/// The gradient of an image, in the order in which ``HOGVotingKernels`` needs it.
///
/// Eight neighbouring units of the image are a *strip* and are the lanes of every vector here: lane u at phase j is the
/// pixel j of unit u. Pixels of one phase have the same weights in their virtual cells, so that voting needs no
/// scatter, no sum over lanes and no table.
package enum HOGFieldKernels {
    /// Fills `scratch.field` with `[row][phase][magnitude × 8, magnitude · orientation × 8]` for some rows of a strip.
    ///
    /// - Precondition: `rows` are rows of the image, at most as many as the longest span of the band of `scratch`.
    @inline(never)
    static func fill(
        _ pixels: UnsafePointer<UInt8>, rows: Range<Int>, strip: Int, _ plan: HOGPlan, _ scratch: HOGScratch
    ) {
        let unit = plan.columns.unit
        let last = plan.shape.height - 1
        let border = plan.field.border
        for row in rows {
            let target = scratch.field + (row - rows.lowerBound) * unit * 16
            let isBorder = row == 0 || row == last
            if border == .skipped && isBorder {
                target.update(repeating: 0, count: unit * 16)
                continue
            }
            let here = plane(row, pixels, strip, plan, scratch)
            let above = plane(max(row - 1, 0), pixels, strip, plan, scratch)
            let below = plane(min(row + 1, last), pixels, strip, plan, scratch)
            let factors = scratch.columnFactors + strip * unit * 16
            let vertical: Float = border != .repeated && isBorder ? 0 : 1
            if plan.planes == 1 {
                gradient(here, above, below, unit, factors, vertical, to: target)
            } else {
                strongestGradient(here, above, below, plan, factors, vertical, to: target)
            }
        }
        switch plan.field.rule {
        case .interpolated: interpolate(scratch.field, rows.count * unit, plan.field)
        case .cut, .nearest: count(scratch.field, rows.count * unit, plan.field, scratch)
        }
    }

    /// The gradient of one row as `[phase][x × 8, y × 8]`.
    @inline(never)
    private static func gradient(
        _ here: UnsafeMutablePointer<Float>, _ above: UnsafeMutablePointer<Float>,
        _ below: UnsafeMutablePointer<Float>, _ unit: Int, _ factors: UnsafeMutablePointer<Float>, _ vertical: Float,
        to target: UnsafeMutablePointer<Float>
    ) {
        for phase in 0..<unit {
            let left = phase == 0 ? (unit &- 1) &* 16 : phase &* 16 &- 15
            let right = phase == unit &- 1 ? 2 : phase &* 16 &+ 17
            let middle = phase &* 16 &+ 1
            let x = SIMD8<Float>(at: here + right) - SIMD8<Float>(at: here + left)
            let y = SIMD8<Float>(at: below + middle) - SIMD8<Float>(at: above + middle)
            let raw = UnsafeMutableRawPointer(target + phase &* 16)
            raw.storeBytes(of: x * SIMD8<Float>(at: factors + phase &* 16), as: SIMD8<Float>.self)
            raw.storeBytes(
                of: y * (SIMD8<Float>(at: factors + (phase &* 16 &+ 8)) * vertical), toByteOffset: 32,
                as: SIMD8<Float>.self)
        }
    }

    /// Whether one of eight numbers, none of them negative, is not zero.
    @inline(__always)
    static func isPositive(_ value: SIMD8<Float>) -> Bool {
        let bits = unsafeBitCast(value, to: SIMD4<UInt64>.self)
        return (bits[0] | bits[1]) | (bits[2] | bits[3]) != 0
    }

    /// At each pixel the gradient of the channel whose gradient is largest, as ``gradient(_:_:_:_:_:_:to:)``.
    @inline(never)
    private static func strongestGradient(
        _ here: UnsafeMutablePointer<Float>, _ above: UnsafeMutablePointer<Float>,
        _ below: UnsafeMutablePointer<Float>, _ plan: HOGPlan, _ factors: UnsafeMutablePointer<Float>,
        _ vertical: Float, to target: UnsafeMutablePointer<Float>
    ) {
        let unit = plan.columns.unit
        let planes = plan.planes
        for phase in 0..<unit {
            let left = phase == 0 ? (unit &- 1) &* 16 : phase &* 16 &- 15
            let right = phase == unit &- 1 ? 2 : phase &* 16 &+ 17
            let middle = phase &* 16 &+ 1
            let horizontal = SIMD8<Float>(at: factors + phase &* 16)
            let upright = SIMD8<Float>(at: factors + (phase &* 16 &+ 8)) * vertical
            var bestX = SIMD8<Float>.zero
            var bestY = SIMD8<Float>.zero
            var best = SIMD8<Float>(repeating: -1)
            for index in 0..<planes {
                let channel = index &* unit &* 16
                let x =
                    (SIMD8<Float>(at: here + (channel &+ right)) - SIMD8<Float>(at: here + (channel &+ left)))
                    * horizontal
                let y =
                    (SIMD8<Float>(at: below + (channel &+ middle)) - SIMD8<Float>(at: above + (channel &+ middle)))
                    * upright
                let strength = x * x + y * y
                bestX = choose(where: best, isBelow: strength, x, else: bestX)
                bestY = choose(where: best, isBelow: strength, y, else: bestY)
                best = lanewiseMax(best, strength)
            }
            let raw = UnsafeMutableRawPointer(target + phase &* 16)
            raw.storeBytes(of: bestX, as: SIMD8<Float>.self)
            raw.storeBytes(of: bestY, toByteOffset: 32, as: SIMD8<Float>.self)
        }
    }

    // MARK: Pixels

    /// The pixels of one row of a strip as `[plane][phase][unit −1, 0 … 8, unused]`, converted when first asked for.
    @inline(__always)
    private static func plane(
        _ row: Int, _ pixels: UnsafePointer<UInt8>, _ strip: Int, _ plan: HOGPlan, _ scratch: HOGScratch
    ) -> UnsafeMutablePointer<Float> {
        let place = row % 3
        let size = plan.columns.unit * 16
        let planes = plan.planes
        let target = scratch.planes + place * planes * size
        if scratch.planeRows[place] == row { return target }
        scratch.planeRows[place] = row
        let source = pixels + row * plan.shape.width * plan.shape.channels
        for channel in 0..<planes {
            convert(source + channel, strip, plan, scratch.line, to: target + channel * size)
        }
        return target
    }

    /// One channel, or the luma, of one row of a strip, from `source` on.
    @inline(never)
    private static func convert(
        _ source: UnsafePointer<UInt8>, _ strip: Int, _ plan: HOGPlan, _ line: UnsafeMutablePointer<UInt8>,
        to plane: UnsafeMutablePointer<Float>
    ) {
        let unit = plan.columns.unit
        let width = plan.shape.width
        let channels = plan.shape.channels
        let first = strip * 8 * unit
        var bytes = UnsafeRawPointer(source)
        if channels == 1 && first > 0 && first + 8 * unit + 4 <= width {
            bytes += first
        } else {
            // Copied to where both ends may be overrun: the pixel before the strip, the strip, some pixels behind it.
            let end = min(8 * unit + 1, width - first)
            line[0] = value(source + max(first - 1, 0) * channels, plan)
            let body = source + first * channels
            if channels == 1 {
                UnsafeMutableRawPointer(line + 1).copyMemory(from: body, byteCount: end)
            } else if plan.isLuma {
                for x in 0..<end { line[x &+ 1] = luma(body + 3 &* x) }
            } else {
                for x in 0..<end { line[x &+ 1] = body[x &* channels] }
            }
            let border = value(source + (width - 1) * channels, plan)
            for x in end..<max(8 * unit + 4, end) { line[x &+ 1] = border }
            bytes = UnsafeRawPointer(line + 1)
        }
        // Four phases at a time: four bytes of each unit in a lane.
        var phase = 0
        while phase < unit {
            let four = words(bytes + phase, unit)
            let places = min(4, unit - phase)
            for place in 0..<places {
                let values = (four &>> UInt32(truncatingIfNeeded: 8 &* place)) & 255
                let converted = SIMD8<Float>(SIMD8<Int32>(truncatingIfNeeded: values))
                (plan.field.squareRoots ? converted.squareRoot() : converted).store(
                    at: plane + (phase &+ place) &* 16 + 1)
            }
            phase += 4
        }
        let ends = SIMD2<Float>(
            Float(bytes.load(fromByteOffset: -1, as: UInt8.self)),
            Float(bytes.load(fromByteOffset: 8 * unit, as: UInt8.self)))
        plane[(unit - 1) * 16] = plan.field.squareRoots ? ends[0].squareRoot() : ends[0]
        plane[9] = plan.field.squareRoots ? ends[1].squareRoot() : ends[1]
    }

    /// The luma of a pixel of three channels, as ``ImageStack/grey()`` rounds it.
    @inline(__always)
    private static func luma(_ pixel: UnsafePointer<UInt8>) -> UInt8 {
        let sum = 299 &* UInt32(pixel[0]) &+ 587 &* UInt32(pixel[1]) &+ 114 &* UInt32(pixel[2])
        return UInt8(truncatingIfNeeded: (sum &+ 500) / 1000)
    }

    @inline(__always)
    private static func value(_ pixel: UnsafePointer<UInt8>, _ plan: HOGPlan) -> UInt8 {
        plan.isLuma ? luma(pixel) : pixel[0]
    }

    /// Four bytes of each of eight units.
    @inline(__always)
    private static func words(_ bytes: UnsafeRawPointer, _ unit: Int) -> SIMD8<UInt32> {
        if unit == 4 { return bytes.loadUnaligned(as: SIMD8<UInt32>.self) }
        func word(_ lane: Int) -> UInt32 { bytes.loadUnaligned(fromByteOffset: lane &* unit, as: UInt32.self) }
        return SIMD8(word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7))
    }

    // MARK: Orientation

    /// Turns gradients `[x × 8, y × 8]` into magnitudes and their products with the orientation: a position among bins
    /// centred at (b + ½)·period/bins, b where the gradient points to the centre of bin b, 0 ≤ position < bins.
    @inline(never)
    private static func interpolate(_ field: UnsafeMutablePointer<Float>, _ count: Int, _ settings: HOGField) {
        for index in 0..<count {
            let raw = UnsafeMutableRawPointer(field + index &* 16)
            let x = raw.load(as: SIMD8<Float>.self)
            let y = raw.load(fromByteOffset: 32, as: SIMD8<Float>.self)
            let magnitude = (x * x + y * y).squareRoot()
            raw.storeBytes(of: magnitude, as: SIMD8<Float>.self)
            raw.storeBytes(
                of: magnitude * interpolated(x, y, settings), toByteOffset: 32, as: SIMD8<Float>.self)
        }
    }

    /// As ``interpolate(_:_:_:)`` with the number of a bin for the position.
    @inline(never)
    private static func count(
        _ field: UnsafeMutablePointer<Float>, _ count: Int, _ settings: HOGField, _ scratch: HOGScratch
    ) {
        for index in 0..<count {
            let raw = UnsafeMutableRawPointer(field + index &* 16)
            let x = raw.load(as: SIMD8<Float>.self)
            let y = raw.load(fromByteOffset: 32, as: SIMD8<Float>.self)
            let magnitude = (x * x + y * y).squareRoot()
            let bin = counted(x, y, settings, scratch.boundaries, scratch.boundaryCount)
            raw.storeBytes(of: magnitude, as: SIMD8<Float>.self)
            raw.storeBytes(of: magnitude * (bin * settings.rampStep), toByteOffset: 32, as: SIMD8<Float>.self)
        }
    }

    /// Orientation as the place of its vote, 0…bins: a whole number is the middle of a bin.
    @inline(__always)
    private static func interpolated(_ x: SIMD8<Float>, _ y: SIMD8<Float>, _ field: HOGField) -> SIMD8<Float> {
        let zero = x - x
        let absoluteX = lanewiseMax(x, -x)
        let absoluteY = lanewiseMax(y, -y)
        let small = lanewiseMin(absoluteX, absoluteY)
        let large = lanewiseMax(absoluteX, absoluteY)
        var angle = arctangent(small / (large + 1e-30))
        angle = choose(where: absoluteX, isBelow: absoluteY, Float.pi / 2 - angle, else: angle)
        let bins = Float(field.bins)
        let scale: Float
        if field.signed {
            angle = choose(where: x, isBelow: zero, Float.pi - angle, else: angle)
            angle = choose(where: y, isBelow: zero, -angle, else: angle)
            scale = bins / (2 * Float.pi)
        } else {
            // In the second and the fourth quadrant the angle falls with the ratio: 180° − angle, or −angle, which is
            // the same.
            angle = choose(where: x * y, isBelow: zero, -angle, else: angle)
            scale = bins / Float.pi
        }
        var position = SIMD8<Float>(repeating: -0.5)
        position.accumulate(angle, scale)
        return choose(where: position, isBelow: zero, position + bins, else: position)
    }

    /// The arctangent of 0…1 as an odd polynomial of degree 11 (minimax); the error is below 4·10⁻⁶ radians.
    @inline(__always)
    package static func arctangent(_ ratio: SIMD8<Float>) -> SIMD8<Float> {
        let square = ratio * ratio
        var series = SIMD8<Float>(repeating: -0.011_719_13)
        series = series.horner(square, 0.052_653_32)
        series = series.horner(square, -0.116_432_87)
        series = series.horner(square, 0.193_543_46)
        series = series.horner(square, -0.332_623_47)
        series = series.horner(square, 0.999_977_26)
        return ratio * series
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
