import Core
import Foundation

func cosine(_ angle: Float) -> Float { cos(angle) }
func sine(_ angle: Float) -> Float { sin(angle) }

extension SIFTKernels {
    /// The places with their angles: each once for every peak of its histogram of directions (§5), by rising angle.
    static func orient(_ places: [SIFTPlace], _ layout: SIFTLayout, _ scratch: SIFTScratch) -> [SIFTPlace] {
        var result: [SIFTPlace] = []
        result.reserveCapacity(places.count * 5 / 4)
        for place in places {
            voteDirections(place, layout, scratch)
            appendPeaks(of: place, scratch.patch.histogram, to: &result)
        }
        return result
    }

    /// Sums the gradients around a place by direction, 36 bins.
    private static func voteDirections(_ place: SIFTPlace, _ layout: SIFTLayout, _ scratch: SIFTScratch) {
        let patch = scratch.patch
        let histogram = patch.histogram
        histogram.update(repeating: 0, count: 4 * 40)
        let size = layout.octaves[place.octave]
        let plane = scratch.gaussians[place.octave * layout.levels + place.level]
        let radius = Int((4.5 * place.sigma).rounded())
        func range(_ centre: Float, _ count: Int) -> Range<Int> {
            max(Int(centre.rounded()) - radius, 1)..<min(Int(centre.rounded()) + radius + 1, count - 1)
        }
        let (rows, columns) = (range(place.y, size.height), range(place.x, size.width))
        patch.reserve(radius: radius)
        let falloff = -0.5 / (2.25 * place.sigma * place.sigma)
        window(place.x, columns, falloff, patch.horizontal)
        window(place.y, rows, falloff, patch.vertical)
        for row in rows {
            directions(plane, row, columns, patch.vertical[row - rows.lowerBound], patch)
            let (weight, bins) = (patch.weight, patch.cell)
            var pixel = 0
            while pixel < columns.count {
                histogram[40 &* (pixel & 3) &+ Int(bins[pixel])] += weight[pixel]
                pixel &+= 1
            }
        }
    }

    /// Bin of the direction and weight of the pixels `columns` of a row.
    @inline(never)
    private static func directions(
        _ plane: RowRing, _ row: Int, _ columns: Range<Int>, _ weight: Float, _ patch: SIFTPatch
    ) {
        let here = UnsafePointer(plane.row(row)) + columns.lowerBound
        let above = UnsafePointer(plane.row(row - 1)) + columns.lowerBound
        let below = UnsafePointer(plane.row(row + 1)) + columns.lowerBound
        var position = 0
        while position < columns.count {
            let x = SIMD8<Float>(at: here + (position &+ 1)) - SIMD8<Float>(at: here + (position &- 1))
            let y = SIMD8<Float>(at: below + position) - SIMD8<Float>(at: above + position)
            // Half a bin further, so that bin 0 lies around the direction 0; 36 is bin 0 again.
            let (bin, _) = PolarKernels.floor(PolarKernels.angle(x, y, turn: 36) + 0.5)
            let magnitude = (x * x + y * y).squareRoot()
            (magnitude * SIMD8<Float>(at: patch.horizontal + position) * weight).store(at: patch.weight + position)
            bin.store(at: patch.cell + position)
            position &+= 8
        }
    }

    private static func appendPeaks(
        of place: SIFTPlace, _ histogram: UnsafeMutablePointer<Float>, to result: inout [SIFTPlace]
    ) {
        func raw(_ bin: Int) -> Float {
            func sum(_ bin: Int) -> Float {
                (histogram[bin] + histogram[40 + bin]) + (histogram[80 + bin] + histogram[120 + bin])
            }
            return bin == 0 ? sum(0) + sum(36) : sum(bin)
        }
        // Smoothed by the binomial filter 1 4 6 4 1; two bins repeated at each end.
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 80) { memory in
            let (first, smooth) = (memory.baseAddress! + 2, memory.baseAddress! + 42)
            for bin in -2..<38 { first[bin] = raw((bin + 36) % 36) }
            var highest: Float = 0
            for bin in 0..<36 {
                let value =
                    (first[bin - 2] + first[bin + 2]) * 0.0625 + (first[bin - 1] + first[bin + 1]) * 0.25
                    + first[bin] * 0.375
                smooth[bin] = value
                highest = max(highest, value)
            }
            guard highest > 0 else { return }
            for bin in 0..<36 {
                let (left, here, right) = (smooth[(bin + 35) % 36], smooth[bin], smooth[(bin + 1) % 36])
                guard here > left, here > right, here >= 0.8 * highest else { continue }
                // The top of the parabola through the three.
                var position = Float(bin) + 0.5 * (left - right) / (left - 2 * here + right)
                if position < 0 { position += 36 }
                var directed = place
                directed.angle = position * (2 * Float.pi / 36)
                if directed.angle >= 2 * Float.pi { directed.angle = 0 }
                result.append(directed)
            }
        }
    }
}
