import Core
import Foundation

/// The hot loops of ``SURF``'s directions and descriptors.
///
/// Samples are laid out so that a lane of a vector is one of the 4×4 regions: sums over a region are then sums of vectors.
package enum SURFDescriptorKernels {
    /// Seeks the direction of each point, unless `configuration` is upright, and gives one descriptor a point.
    static func describe(
        _ integral: SURFIntegral, _ points: inout [SURFPoint], _ configuration: SURF
    ) -> Matrix {
        precondition(integral.sums.count == (integral.height + 1) * integral.stride + SURFIntegral.tail)
        let length = configuration.extended ? 128 : 64
        let scratch = SURFSamples()
        return Matrix(rows: points.count, columns: length) { target in
            integral.sums.withUnsafeBufferPointer { sums in
                guard let base = sums.baseAddress, let output = target.baseAddress else { return }
                let field = SURFField(
                    sums: base, stride: Int32(integral.stride), height: Int32(integral.height),
                    width: Int32(integral.width))
                for index in points.indices {
                    if !configuration.upright {
                        points[index].keypoint.angle = direction(points[index].keypoint, field, scratch)
                    }
                    let row = output + index * length
                    describe(points[index].keypoint, field, scratch, extended: configuration.extended, into: row)
                    scaleToUnit(row, length)
                }
            }
        }
    }

    // MARK: Direction

    /// The direction of the longest sum of wavelet responses in a window of 60°.
    private static func direction(_ keypoint: Keypoint, _ field: SURFField, _ samples: SURFSamples) -> Float {
        let scale = keypoint.scale
        let half = Int32((2 * scale).rounded())
        for group in 0..<SURFSamples.discGroups {
            let x = SIMD16(repeating: keypoint.x) + samples.discX[group] * scale
            let y = SIMD16(repeating: keypoint.y) + samples.discY[group] * scale
            field.wavelets(x, y, half, samples.dx + 16 * group, samples.dy + 16 * group)
        }
        samples.binX.update(repeating: 0, count: SURFSamples.bins)
        samples.binY.update(repeating: 0, count: SURFSamples.bins)
        for group in 0..<2 * SURFSamples.discGroups {
            let weight = UnsafeRawPointer(samples.discWeight).load(fromByteOffset: 32 * group, as: SIMD8<Float>.self)
            let dx = samples.response(samples.dx + 8 * group) * weight
            let dy = samples.response(samples.dy + 8 * group) * weight
            // The nearest integer to half a bin less is the bin that the angle lies in.
            let bin = SURFField.rounded(angle(dx, dy) * (Float(SURFSamples.bins) / (2 * .pi)) - 0.5)
            dx.store(at: samples.weightedX + 8 * group)
            dy.store(at: samples.weightedY + 8 * group)
            bin.store(at: samples.places + 8 * group)
        }
        // Apart from the vectors above: lanes that are taken one by one would make the compiler give up the vectors.
        let (dx, dy, places) = (samples.weightedX, samples.weightedY, samples.places)
        let (binX, binY) = (samples.binX, samples.binY)
        for index in 0..<16 * SURFSamples.discGroups {
            // Rounding may put an angle just above 0° or below 360° outside of the bins.
            var place = Int(places[index])
            if place < 0 { place += SURFSamples.bins }
            if place >= SURFSamples.bins { place -= SURFSamples.bins }
            binX[place] += dx[index]
            binY[place] += dy[index]
        }
        return slide(samples)
    }

    /// Adds up the window of bins at each of its places; the angle of the longest sum, of equal ones the first.
    private static func slide(_ samples: SURFSamples) -> Float {
        for bin in 0..<SURFSamples.window {
            samples.binX[SURFSamples.bins + bin] = samples.binX[bin]
            samples.binY[SURFSamples.bins + bin] = samples.binY[bin]
        }
        let (binX, binY) = (samples.binX, samples.binY)
        for first in Swift.stride(from: 0, to: SURFSamples.bins, by: 8) {
            var x = SIMD8<Float>.zero
            var y = SIMD8<Float>.zero
            for bin in first..<first + SURFSamples.window {
                x += SIMD8<Float>(at: binX + bin)
                y += SIMD8<Float>(at: binY + bin)
            }
            x.store(at: samples.sumX + first)
            y.store(at: samples.sumY + first)
            (x * x + y * y).store(at: samples.lengths + first)
        }
        var best = 0
        let lengths = samples.lengths
        for bin in 1..<SURFSamples.bins where lengths[bin] > lengths[best] { best = bin }
        let angle = atan2(samples.sumY[best], samples.sumX[best])
        return angle < 0 ? min(angle + 2 * .pi, (2 * Float.pi).nextDown) : angle
    }

    /// The angle of the vector (x, y), 0…2π. The arctangent of the smaller over the larger component is a polynomial
    /// (minimax on 0…1); the error is below 4·10⁻⁶ radians.
    @inline(__always)
    package static func angle(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
        let absoluteX = lanewiseMax(x, -x)
        let absoluteY = lanewiseMax(y, -y)
        let ratio = lanewiseMin(absoluteX, absoluteY) / (lanewiseMax(absoluteX, absoluteY) + 1e-30)
        let square = ratio * ratio
        var series = square * -0.011_719_13 + 0.052_653_32
        series = series * square - 0.116_432_87
        series = series * square + 0.193_543_46
        series = series * square - 0.332_623_47
        series = series * square + 0.999_977_26
        var angle = ratio * series
        angle = choose(where: absoluteX, isBelow: absoluteY, Float.pi / 2 - angle, else: angle)
        angle = choose(where: x, isBelow: .zero, Float.pi - angle, else: angle)
        return choose(where: y, isBelow: .zero, 2 * Float.pi - angle, else: angle)
    }

    // MARK: Descriptor

    /// Writes the 64 or 128 sums of one keypoint.
    private static func describe(
        _ keypoint: Keypoint, _ field: SURFField, _ samples: SURFSamples, extended: Bool,
        into target: UnsafeMutablePointer<Float>
    ) {
        let scale = keypoint.scale
        let cosine = cos(keypoint.angle)
        let sine = sin(keypoint.angle)
        let half = Int32(scale.rounded())
        for sample in 0..<25 {
            let u = samples.gridX[sample] * scale
            let v = samples.gridY[sample] * scale
            field.wavelets(
                keypoint.x + (u * cosine - v * sine), keypoint.y + (u * sine + v * cosine), half,
                samples.dx + 16 * sample, samples.dy + 16 * sample)
        }
        for regions in 0..<2 {
            let output = target + regions * (extended ? 64 : 32)
            if extended {
                sumExtended(samples, regions, cosine, sine, into: output)
            } else {
                sum(samples, regions, cosine, sine, into: output)
            }
        }
    }

    /// The responses of sample `sample` of eight regions, weighted, in the axes of the keypoint.
    @inline(__always)
    private static func turned(
        _ samples: SURFSamples, _ regions: Int, _ sample: Int, _ cosine: Float, _ sine: Float
    ) -> (x: SIMD8<Float>, y: SIMD8<Float>) {
        let place = 16 * sample + 8 * regions
        let weight = samples.gridWeight[2 * sample + regions]
        let dx = samples.response(samples.dx + place) * weight
        let dy = samples.response(samples.dy + place) * weight
        return (dx * cosine + dy * sine, dy * cosine - dx * sine)
    }

    @inline(__always)
    private static func sum(
        _ samples: SURFSamples, _ regions: Int, _ cosine: Float, _ sine: Float, into output: UnsafeMutablePointer<Float>
    ) {
        var (x, y, absoluteX, absoluteY) = (
            SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
        )
        for sample in 0..<25 {
            let d = turned(samples, regions, sample, cosine, sine)
            x += d.x
            y += d.y
            absoluteX += lanewiseMax(d.x, -d.x)
            absoluteY += lanewiseMax(d.y, -d.y)
        }
        let target = samples.regions
        x.store(at: target)
        y.store(at: target + 8)
        absoluteX.store(at: target + 16)
        absoluteY.store(at: target + 24)
        for region in 0..<8 {
            for number in 0..<4 { output[4 * region + number] = target[8 * number + region] }
        }
    }

    @inline(__always)
    private static func sumExtended(
        _ samples: SURFSamples, _ regions: Int, _ cosine: Float, _ sine: Float, into output: UnsafeMutablePointer<Float>
    ) {
        var (x, absoluteX, y, absoluteY) = (Pair(), Pair(), Pair(), Pair())
        for sample in 0..<25 {
            let d = turned(samples, regions, sample, cosine, sine)
            x.add(d.x, by: d.y)
            absoluteX.add(lanewiseMax(d.x, -d.x), by: d.y)
            y.add(d.y, by: d.x)
            absoluteY.add(lanewiseMax(d.y, -d.y), by: d.x)
        }
        let target = samples.regions
        for (number, sums) in [x, absoluteX, y, absoluteY].enumerated() {
            let place = target + (number / 2 * 4 + number % 2) * 8
            sums.below.store(at: place)
            sums.above.store(at: place + 16)
        }
        for region in 0..<8 {
            for number in 0..<8 { output[8 * region + number] = target[8 * number + region] }
        }
    }

    /// Sums split by a sign.
    private struct Pair {
        var below = SIMD8<Float>.zero
        var above = SIMD8<Float>.zero

        /// Adds `value` to `below` in the lanes where `sign` is negative, and to `above` elsewhere.
        @inline(__always)
        mutating func add(_ value: SIMD8<Float>, by sign: SIMD8<Float>) {
            let zero = value - value
            below += choose(where: sign, isBelow: .zero, value, else: zero)
            above += choose(where: sign, isBelow: .zero, zero, else: value)
        }
    }

    private static func scaleToUnit(_ row: UnsafeMutablePointer<Float>, _ length: Int) {
        var square: Float = 0
        for index in 0..<length { square += row[index] * row[index] }
        guard square > 0 else { return }
        let scale = 1 / square.squareRoot()
        for index in 0..<length { row[index] *= scale }
    }
}
