import Core

/// The hot loops of ``SURF``'s detector.
///
/// The determinants of a row of samples are computed eight at a time, for all layers of an octave, into a ring of three
/// rows a layer, in which the maxima of the middle row are then sought: no map of responses is ever kept. From the second
/// octave on the samples lie 2ᵒ pixels apart; the rows of the integral image that are in use are therefore held sorted by
/// column modulo 2ᵒ, so that eight neighbouring samples are one vector again.
enum SURFHessianKernels {
    // MARK: Integral image

    /// Fills the (height + 1) × stride sums.
    static func integrate(
        _ images: ImageStack, index: Int, height: Int, width: Int, stride: Int,
        into buffer: UnsafeMutableBufferPointer<Int32>
    ) {
        precondition(buffer.count == (height + 1) * stride + SURFIntegral.tail && stride > width)
        precondition(index >= 0 && index < images.count && height > 0 && width > 0)
        guard let sums = buffer.baseAddress else { return }
        sums.initialize(repeating: 0, count: stride)
        (sums + (height + 1) * stride).initialize(repeating: 0, count: SURFIntegral.tail)
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            let channels = images.shape.channels
            for y in 0..<height {
                let row = base + index * images.shape.count + y * width * channels
                let above = sums + y * stride
                let here = above + stride
                here[0] = 0
                var sum: Int32 = 0
                if channels == 1 {
                    for x in 0..<width {
                        sum &+= Int32(row[x])
                        here[x + 1] = above[x + 1] &+ sum
                    }
                } else {
                    for x in 0..<width {
                        let pixel = row + 3 * x
                        let luma =
                            UInt32(pixel[0]) &* 299 &+ UInt32(pixel[1]) &* 587 &+ UInt32(pixel[2]) &* 114 &+ 500
                        sum &+= Int32(truncatingIfNeeded: luma / 1000)
                        here[x + 1] = above[x + 1] &+ sum
                    }
                }
            }
        }
    }

    // MARK: Octaves

    /// Appends the keypoints of one octave.
    static func findPoints(
        _ integral: SURFIntegral, _ grid: SURFOctave, threshold: Float, _ points: inout [SURFPoint]
    ) {
        precondition(integral.sums.count == (integral.height + 1) * integral.stride + SURFIntegral.tail)
        guard let smallest = grid.layers.dropFirst(2).first, smallest.rows.count >= 3, smallest.columns.count >= 3
        else {
            return
        }
        let scratch = SURFScratch(grid, integral)
        integral.sums.withUnsafeBufferPointer { sums in
            guard let base = sums.baseAddress else { return }
            for row in 0..<grid.rows {
                scratch.fetch(base, integral, grid, row: row)
                for (index, layer) in grid.layers.enumerated() where layer.rows.contains(row) {
                    respond(base, grid, layer, row: row, scratch, into: scratch.response(index, row))
                }
                for index in 1..<grid.layers.count - 1 {
                    let upper = grid.layers[index + 1]
                    guard upper.columns.count >= 3, upper.rows.contains(row), upper.rows.contains(row - 2) else {
                        continue
                    }
                    scratch.aim(layer: index, row: row - 1)
                    seekMaxima(base, integral, grid, index, row: row - 1, threshold, scratch.window, &points)
                }
            }
        }
    }

    /// Writes the determinants of one layer at all samples of a row.
    private static func respond(
        _ base: UnsafePointer<Int32>, _ grid: SURFOctave, _ layer: SURFOctave.Layer, row: Int, _ scratch: SURFScratch,
        into target: UnsafeMutablePointer<Float>
    ) {
        let y = row * grid.step
        let lobe = layer.lobe
        let half = layer.half
        let middle = (lobe - 1) / 2
        // Rows, and columns relative to the sample, at which the boxes begin and end.
        let outer0 = scratch.row(y - half, base), outer1 = scratch.row(y - middle, base)
        let outer2 = scratch.row(y + middle + 1, base), outer3 = scratch.row(y + half + 1, base)
        let flat0 = scratch.row(y - lobe + 1, base), flat1 = scratch.row(y + lobe, base)
        let cross0 = scratch.row(y - lobe, base), cross1 = scratch.row(y, base)
        let cross2 = scratch.row(y + 1, base), cross3 = scratch.row(y + lobe + 1, base)
        let far0 = scratch.column(-half), far1 = scratch.column(-middle)
        let far2 = scratch.column(middle + 1), far3 = scratch.column(half + 1)
        let near0 = scratch.column(1 - lobe), near1 = scratch.column(lobe)
        let box0 = scratch.column(-lobe), box1 = scratch.column(0)
        let box2 = scratch.column(1), box3 = scratch.column(lobe + 1)
        let inverse = 1 / Float(layer.size * layer.size)
        var j = layer.columns.lowerBound
        while j < layer.columns.upperBound {
            let yy =
                (difference(outer3 + j, near1, near0) &- difference(outer0 + j, near1, near0))
                &- thrice(difference(outer2 + j, near1, near0) &- difference(outer1 + j, near1, near0))
            let xx =
                (difference(flat1 + j, far3, far0) &- difference(flat0 + j, far3, far0))
                &- thrice(difference(flat1 + j, far2, far1) &- difference(flat0 + j, far2, far1))
            let above =
                difference(cross1 + j, box1, box0) &- difference(cross0 + j, box1, box0)
                &- difference(cross1 + j, box3, box2) &+ difference(cross0 + j, box3, box2)
            let below =
                difference(cross3 + j, box1, box0) &- difference(cross2 + j, box1, box0)
                &- difference(cross3 + j, box3, box2) &+ difference(cross2 + j, box3, box2)
            let dxx = SIMD8<Float>(xx) * inverse
            let dyy = SIMD8<Float>(yy) * inverse
            let dxy = SIMD8<Float>(above &- below) * (0.9 * inverse)
            (dxx * dyy - dxy * dxy).store(at: target + j)
            j += 8
        }
    }

    @inline(__always)
    private static func difference(_ pointer: UnsafePointer<Int32>, _ end: Int, _ start: Int) -> SIMD8<Int32> {
        SIMD8<Int32>(at: pointer + end)
            &- SIMD8<Int32>(at: pointer + start)
    }

    @inline(__always)
    private static func thrice(_ value: SIMD8<Int32>) -> SIMD8<Int32> { value &+ value &+ value }

    // MARK: Maxima

    /// Appends the keypoints of one row of layer `index`.
    ///
    /// - Parameter window: The rows above, at and below the samples in the layer below, then in this one, then above.
    private static func seekMaxima(
        _ base: UnsafePointer<Int32>, _ integral: SURFIntegral, _ grid: SURFOctave, _ index: Int, row: Int,
        _ threshold: Float, _ window: UnsafePointer<UnsafePointer<Float>>, _ points: inout [SURFPoint]
    ) {
        let columns = grid.layers[index + 1].columns
        let centre = window[4]
        let end = columns.upperBound - 1
        var first = columns.lowerBound + 1
        while first < end {
            let value = SIMD8<Float>(at: centre + first)
            if largest(value) > threshold, largest(value - surroundings(window, first)) >= 0 {
                for column in first..<min(first + 8, end)
                where centre[column] > threshold && isMaximum(window, column) {
                    guard let offset = refine(window, column) else { continue }
                    let layer = grid.layers[index]
                    let x = column * grid.step
                    let y = row * grid.step
                    let size = Float(layer.size) + offset.z * Float(grid.layers[1].size - grid.layers[0].size)
                    let keypoint = Keypoint(
                        x: Float(x) + offset.x * Float(grid.step), y: Float(y) + offset.y * Float(grid.step),
                        scale: SURFOctave.scale(size: size))
                    points.append(
                        SURFPoint(
                            keypoint: keypoint, response: centre[column],
                            isDark: laplacian(base, integral.stride, layer, y: y, x: x) > 0))
                }
            }
            first += 8
        }
    }

    /// The largest of the values around each of eight samples, themselves included.
    @inline(__always)
    private static func surroundings(_ window: UnsafePointer<UnsafePointer<Float>>, _ j: Int) -> SIMD8<Float> {
        var result = three(window[0] + j)
        for row in 1..<9 { result = larger(result, three(window[row] + j)) }
        return result
    }

    /// The general form of `lanewiseMax`: here, without constants, one instruction where that for eight floats is a compare and a blend.
    @inline(__always)
    private static func larger<Lanes: SIMD>(_ a: Lanes, _ b: Lanes) -> Lanes where Lanes.Scalar: FloatingPoint {
        lanewiseMax(a, b)
    }

    @inline(__always)
    private static func three(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        larger(
            larger(SIMD8<Float>(at: pointer - 1), SIMD8<Float>(at: pointer)), SIMD8<Float>(at: pointer + 1))
    }

    @inline(__always)
    private static func largest(_ value: SIMD8<Float>) -> Float {
        let four = lanewiseMax(value.lowHalf, value.highHalf)
        let two = lanewiseMax(four.lowHalf, four.highHalf)
        return max(two.x, two.y)
    }

    /// Of equal neighbours the first in the order layer, row, column is the maximum.
    private static func isMaximum(_ window: UnsafePointer<UnsafePointer<Float>>, _ column: Int) -> Bool {
        let value = window[4][column]
        for row in 0..<9 {
            for side in -1...1 {
                let other = window[row][column + side]
                let isEarlier = 3 * row + side + 1 < 13
                if other > value || (isEarlier && other == value) { return false }
            }
        }
        return true
    }

    /// The offset of the top of the quadratic through the surroundings from the sample, in samples and layers; nil where the
    /// top lies more than one away, or there is none.
    private static func refine(
        _ window: UnsafePointer<UnsafePointer<Float>>, _ column: Int
    ) -> SIMD3<Float>? {
        func value(_ x: Int, _ y: Int, _ layer: Int) -> Float { window[3 * (layer + 1) + y + 1][column + x] }
        let centre = value(0, 0, 0)
        let gradient = SIMD3(
            (value(1, 0, 0) - value(-1, 0, 0)) / 2, (value(0, 1, 0) - value(0, -1, 0)) / 2,
            (value(0, 0, 1) - value(0, 0, -1)) / 2)
        let xx = value(1, 0, 0) + value(-1, 0, 0) - 2 * centre
        let yy = value(0, 1, 0) + value(0, -1, 0) - 2 * centre
        let zz = value(0, 0, 1) + value(0, 0, -1) - 2 * centre
        let xy = (value(1, 1, 0) - value(-1, 1, 0) - value(1, -1, 0) + value(-1, -1, 0)) / 4
        let xz = (value(1, 0, 1) - value(-1, 0, 1) - value(1, 0, -1) + value(-1, 0, -1)) / 4
        let yz = (value(0, 1, 1) - value(0, -1, 1) - value(0, 1, -1) + value(0, -1, -1)) / 4
        // Cramer's rule; the matrix is symmetric.
        let first = SIMD3(yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy)
        let second = SIMD3(first.y, xx * zz - xz * xz, xy * xz - xx * yz)
        let third = SIMD3(first.z, second.z, xx * yy - xy * xy)
        let determinant = xx * first.x + xy * first.y + xz * first.z
        let offset = -SIMD3((first * gradient).sum(), (second * gradient).sum(), (third * gradient).sum()) / determinant
        guard abs(offset.x) <= 1, abs(offset.y) <= 1, abs(offset.z) <= 1 else { return nil }
        return offset
    }

    /// Dxx + Dyy, not normalised.
    private static func laplacian(
        _ base: UnsafePointer<Int32>, _ stride: Int, _ layer: SURFOctave.Layer, y: Int, x: Int
    ) -> Int32 {
        func box(_ rows: Int, _ columns: Int) -> Int32 {
            let above = base + (y - rows) * stride + x
            let below = base + (y + rows + 1) * stride + x
            return below[columns + 1] &- below[-columns] &- above[columns + 1] &+ above[-columns]
        }
        let middle = (layer.lobe - 1) / 2
        return box(layer.half, layer.lobe - 1) &+ box(layer.lobe - 1, layer.half)
            &- 3 &* (box(middle, layer.lobe - 1) &+ box(layer.lobe - 1, middle))
    }
}

/// Memory for one octave of one image.
final class SURFScratch {
    private let step: Int
    private let stride: Int
    /// Distance of two columns modulo the step, in a sorted row.
    private let phase: Int
    /// Rows of the integral image, sorted, and how many there is room for; row y lies at y modulo that.
    private let sorted: UnsafeMutablePointer<Int32>?
    private let sortedRows: Int
    private var fetched = 0
    private let responses: UnsafeMutablePointer<Float>
    private let responseStride: Int
    /// See `seekMaxima`.
    let window: UnsafeMutablePointer<UnsafePointer<Float>>

    init(_ grid: SURFOctave, _ integral: SURFIntegral) {
        step = grid.step
        // A vector of eight samples may begin at the last sample, and its last lane is then read and not used.
        responseStride = grid.columns + 24
        let count = 3 * grid.layers.count * responseStride
        responses = .allocate(capacity: count)
        responses.initialize(repeating: 0, count: count)
        window = .allocate(capacity: 9)
        window.initialize(repeating: UnsafePointer(responses), count: 9)
        if grid.step == 1 {
            phase = 0
            stride = integral.stride
            sorted = nil
            sortedRows = 0
        } else {
            phase = integral.stride / grid.step + 16
            stride = phase * grid.step
            let reach = grid.layers.map(\.half).max() ?? 0
            sortedRows = min(2 * reach + 2 + grid.step, integral.height + 1)
            let memory = UnsafeMutablePointer<Int32>.allocate(capacity: sortedRows * stride)
            memory.initialize(repeating: 0, count: sortedRows * stride)
            sorted = memory
        }
    }

    deinit {
        responses.deallocate()
        window.deallocate()
        sorted?.deallocate()
    }

    /// Sorts the rows of the integral image that the filters of sample row `row` reach for the first time.
    func fetch(_ base: UnsafePointer<Int32>, _ integral: SURFIntegral, _ grid: SURFOctave, row: Int) {
        guard let sorted else { return }
        let reach = grid.layers.last { $0.rows.contains(row) }?.half ?? -1
        let end = min(row * step + reach + 2, integral.height + 1)
        while fetched < end {
            let source = base + fetched * integral.stride
            let target = sorted + fetched % sortedRows * stride
            for remainder in 0..<step {
                let part = target + remainder * phase
                let count = (integral.stride - remainder + step - 1) / step
                for index in 0..<count { part[index] = source[index &* step &+ remainder] }
            }
            fetched += 1
        }
    }

    /// Row `y` of the integral image, with column ``column(_:)`` of a sample j at + j.
    @inline(__always)
    func row(_ y: Int, _ base: UnsafePointer<Int32>) -> UnsafePointer<Int32> {
        sorted.map { UnsafePointer($0 + y % sortedRows * stride) } ?? base + y * stride
    }

    /// The place of the column that lies `offset` to the right of sample 0, which may lie outside.
    @inline(__always)
    func column(_ offset: Int) -> Int {
        let quotient = offset >= 0 ? offset / step : -((step - 1 - offset) / step)
        return (offset - quotient * step) * phase + quotient
    }

    /// The determinants of one row of samples of one layer; there is room for three rows.
    @inline(__always)
    func response(_ layer: Int, _ row: Int) -> UnsafeMutablePointer<Float> {
        responses + (3 * layer + row % 3) * responseStride + 8
    }

    /// Sets ``window`` to the rows around `row` of `layer`.
    func aim(layer: Int, row: Int) {
        for place in 0..<9 {
            window[place] = UnsafePointer(response(layer + place / 3 - 1, row + place % 3 - 1))
        }
    }
}
