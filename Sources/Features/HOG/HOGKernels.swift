import Core

/// The hot loops of ``HOG``.
///
/// A histogram is one SIMD vector, a lane a bin. A pixel's vote is then a triangle function over the lanes, whose two
/// non-zero values are the linear interpolation between neighbouring orientations: no table, no branch and no scatter.
/// Rows are voted into one line of cells first and that line is shared out between the cells above and below.
enum HOGKernels {
    /// Writes the descriptors of the images in `range`, each at its own row of `output`.
    static func describe(_ images: ImageStack, range: Range<Int>, layout: HOGLayout, into output: SharedPointer<Float>)
    {
        if layout.configuration.bins <= 16 {
            describe(images, range, layout, output, SIMD16<Float>.self)
        } else {
            describe(images, range, layout, output, SIMD32<Float>.self)
        }
    }

    /// The unnormalised histograms of one image, `[cell row][cell column][bin]`.
    static func histograms(_ images: ImageStack, index: Int, layout: HOGLayout) -> [Float] {
        if layout.configuration.bins <= 16 {
            histograms(images, index, layout, SIMD16<Float>.self)
        } else {
            histograms(images, index, layout, SIMD32<Float>.self)
        }
    }

    private static func describe<Bins: SIMD<Float>>(
        _ images: ImageStack, _ range: Range<Int>, _ layout: HOGLayout, _ output: SharedPointer<Float>, _: Bins.Type
    ) {
        let scratch = HOGScratch<Bins>(layout)
        images.pixels.withUnsafeBufferPointer { pixels in
            for index in range {
                vote(pixels.baseAddress! + index * layout.shape.count, layout, scratch)
                normalize(layout, scratch, into: output.base + index * layout.featureCount)
            }
        }
    }

    private static func histograms<Bins: SIMD<Float>>(
        _ images: ImageStack, _ index: Int, _ layout: HOGLayout, _: Bins.Type
    ) -> [Float] {
        let scratch = HOGScratch<Bins>(layout)
        images.pixels.withUnsafeBufferPointer {
            vote($0.baseAddress! + index * layout.shape.count, layout, scratch)
        }
        var result: [Float] = []
        for row in 1...layout.cellRows {
            for column in 1...layout.cellColumns {
                let histogram = scratch.cells[row * (layout.cellColumns + 2) + column]
                result += (0..<layout.configuration.bins).map { histogram[$0] }
            }
        }
        return result
    }

    // MARK: Voting

    /// Fills the histograms of all cells from the pixels of one image.
    @inline(__always)
    private static func vote<Bins: SIMD<Float>>(
        _ pixels: UnsafePointer<UInt8>, _ layout: HOGLayout, _ scratch: HOGScratch<Bins>
    ) {
        scratch.cells.update(repeating: .zero, count: (layout.cellRows + 2) * (layout.cellColumns + 2))
        layout.vertical.withUnsafeBufferPointer { vertical in
            layout.horizontal.withUnsafeBufferPointer { horizontal in
                for span in vertical {
                    for row in span.pixels {
                        guard gradients(pixels, row: row, layout, scratch) else { continue }
                        voteRow(row, span.cell, horizontal, layout, scratch)
                    }
                }
            }
        }
    }

    /// Magnitude and orientation (in bins) of every pixel of a row; false where the whole row is flat.
    @inline(__always)
    private static func gradients<Bins: SIMD<Float>>(
        _ pixels: UnsafePointer<UInt8>, row: Int, _ layout: HOGLayout, _ scratch: HOGScratch<Bins>
    ) -> Bool {
        let width = layout.shape.width
        let channels = layout.shape.channels
        let stride = width * channels
        let here = pixels + row * stride
        let above = pixels + max(row - 1, 0) * stride
        let below = pixels + min(row + 1, layout.shape.height - 1) * stride
        let dx = scratch.dx
        let dy = scratch.dy
        if channels == 1 {
            for x in 0..<width { dy[x] = Float(Int32(below[x]) - Int32(above[x])) }
            for x in 1..<(width - 1) { dx[x] = Float(Int32(here[x + 1]) - Int32(here[x - 1])) }
            dx[0] = Float(Int32(here[1]) - Int32(here[0]))
            dx[width - 1] = Float(Int32(here[width - 1]) - Int32(here[width - 2]))
        } else {
            strongestChannel(here, above, below, width, channels, dx, dy)
        }
        var sum = SIMD8<Float>.zero
        for block in 0..<(width + 7) / 8 {
            let x = UnsafeRawPointer(dx + 8 * block).load(as: SIMD8<Float>.self)
            let y = UnsafeRawPointer(dy + 8 * block).load(as: SIMD8<Float>.self)
            let magnitude = (x * x + y * y).squareRoot()
            sum += magnitude
            UnsafeMutableRawPointer(scratch.magnitude + 8 * block).storeBytes(of: magnitude, as: SIMD8<Float>.self)
            UnsafeMutableRawPointer(scratch.angle + 8 * block).storeBytes(
                of: orientation(x, y, layout.configuration), as: SIMD8<Float>.self)
        }
        return sum.sum() > 0
    }

    /// At each pixel the gradient of the channel whose gradient is largest.
    private static func strongestChannel(
        _ here: UnsafePointer<UInt8>, _ above: UnsafePointer<UInt8>, _ below: UnsafePointer<UInt8>,
        _ width: Int, _ channels: Int, _ dx: UnsafeMutablePointer<Float>, _ dy: UnsafeMutablePointer<Float>
    ) {
        for x in 0..<width {
            let left = max(x - 1, 0) * channels
            let right = min(x + 1, width - 1) * channels
            var best: (strength: Int32, x: Int32, y: Int32) = (-1, 0, 0)
            for channel in 0..<channels {
                let horizontal = Int32(here[right + channel]) - Int32(here[left + channel])
                let vertical = Int32(below[x * channels + channel]) - Int32(above[x * channels + channel])
                let strength = horizontal * horizontal + vertical * vertical
                if strength > best.strength { best = (strength, horizontal, vertical) }
            }
            dx[x] = Float(best.x)
            dy[x] = Float(best.y)
        }
    }

    /// Orientation of the vector (x, y) as a position among the bins: b where it points to the centre of bin b.
    ///
    /// The arctangent of the smaller over the larger component is an odd polynomial of degree 11 (minimax on 0…1; the
    /// error is below 2·10⁻⁶ radians).
    @inline(__always)
    private static func orientation(_ x: SIMD8<Float>, _ y: SIMD8<Float>, _ configuration: HOG) -> SIMD8<Float> {
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
        angle = choose(where: x, isBelow: .zero, Float.pi - angle, else: angle)
        angle = choose(where: y, isBelow: .zero, -angle, else: angle)
        let period = configuration.signed ? 2 * Float.pi : Float.pi
        angle = choose(where: angle, isBelow: .zero, angle + period, else: angle)
        return angle * (Float(configuration.bins) / period) - 0.5
    }

    /// One step of Horner's scheme: series · x + coefficient.
    @inline(__always)
    private static func horner(_ series: SIMD8<Float>, _ x: SIMD8<Float>, _ coefficient: Float) -> SIMD8<Float> {
        var sum = SIMD8<Float>(repeating: coefficient)
        sum.accumulate(series, x)
        return sum
    }

    /// Votes one row of pixels into one line of cells, then shares that line between cell rows `cell` and `cell` + 1.
    @inline(__always)
    private static func voteRow<Bins: SIMD<Float>>(
        _ row: Int, _ cell: Int, _ spans: UnsafeBufferPointer<HOGLayout.Span>, _ layout: HOGLayout,
        _ scratch: HOGScratch<Bins>
    ) {
        let bins = Float(layout.configuration.bins)
        let lanes = scratch.lanes
        let columns = layout.cellColumns + 2
        let upper = scratch.rowShare[row]
        let first = scratch.cells + cell * columns
        let second = first + columns
        for span in spans {
            var left = Bins.zero
            var right = Bins.zero
            for x in span.pixels {
                let offset = scratch.angle[x] - lanes
                let distance = lanewiseMax(offset, -offset)
                let circular = lanewiseMin(distance, bins - distance)
                let vote = lanewiseMax(1 - circular, Bins.zero) * scratch.magnitude[x]
                right.accumulate(vote, scratch.columnShare[x])
                left += vote
            }
            left -= right
            first[span.cell].accumulate(left, 1 - upper)
            first[span.cell + 1].accumulate(right, 1 - upper)
            second[span.cell].accumulate(left, upper)
            second[span.cell + 1].accumulate(right, upper)
        }
    }

    // MARK: Normalising

    /// Writes the normalised blocks of one image to `output`.
    @inline(__always)
    private static func normalize<Bins: SIMD<Float>>(
        _ layout: HOGLayout, _ scratch: HOGScratch<Bins>, into output: UnsafeMutablePointer<Float>
    ) {
        let configuration = layout.configuration
        let columns = layout.cellColumns + 2
        let side = configuration.blockSize
        var target = output
        for blockRow in 0..<layout.blockRows {
            for blockColumn in 0..<layout.blockColumns {
                let corner =
                    (1 + blockRow * configuration.blockStride) * columns + 1 + blockColumn * configuration.blockStride
                for row in 0..<side {
                    for column in 0..<side {
                        scratch.block[row * side + column] =
                            scratch.cells[corner + row * columns + column] * scratch.mask
                    }
                }
                normalizeBlock(scratch.block, side * side, configuration)
                for cell in 0..<side * side {
                    let histogram = scratch.block[cell]
                    for bin in 0..<configuration.bins { target[bin] = histogram[bin] }
                    target += configuration.bins
                }
            }
        }
    }

    @inline(__always)
    private static func normalizeBlock<Bins: SIMD<Float>>(
        _ block: UnsafeMutablePointer<Bins>, _ cells: Int, _ configuration: HOG
    ) {
        // Histograms hold sums of gradients of 0…255; ε is far below one step of one pixel.
        let epsilon: Float = 0.01
        switch configuration.normalization {
        case .l1, .l1Sqrt:
            var sum = Bins.zero
            for cell in 0..<cells { sum += block[cell] }
            let scale = 1 / (sum.sum() + epsilon)
            for cell in 0..<cells {
                let scaled = block[cell] * scale
                block[cell] = configuration.normalization == .l1 ? scaled : scaled.squareRoot()
            }
        case .l2:
            scaleToUnit(block, cells, epsilon)
        case .l2Hys:
            scaleToUnit(block, cells, epsilon)
            for cell in 0..<cells { block[cell] = lanewiseMin(block[cell], Bins(repeating: configuration.clip)) }
            scaleToUnit(block, cells, 1e-6)
        }
    }

    @inline(__always)
    private static func scaleToUnit<Bins: SIMD<Float>>(
        _ block: UnsafeMutablePointer<Bins>, _ cells: Int, _ epsilon: Float
    ) {
        var sum = Bins.zero
        for cell in 0..<cells { sum.accumulate(block[cell], block[cell]) }
        let scale = 1 / (sum.sum() + epsilon * epsilon).squareRoot()
        for cell in 0..<cells { block[cell] *= scale }
    }
}

/// Memory of one worker, made once for many images.
final class HOGScratch<Bins: SIMD<Float>> {
    let dx, dy, magnitude, angle: UnsafeMutablePointer<Float>
    /// Share of a vote that goes to the right and to the lower of two cells, by pixel.
    let columnShare, rowShare: UnsafeMutablePointer<Float>
    /// Histograms with a margin of one cell on each side.
    let cells: UnsafeMutablePointer<Bins>
    let block: UnsafeMutablePointer<Bins>
    /// 0, 1, 2, … by lane.
    let lanes: Bins
    /// 1 in lanes that are bins, 0 behind them.
    let mask: Bins

    init(_ layout: HOGLayout) {
        let width = (layout.shape.width + 7) / 8 * 8
        func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
            let raw = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 32)
            let pointer = raw.bindMemory(to: Float.self, capacity: count)
            pointer.initialize(repeating: 0, count: count)
            return pointer
        }
        func histograms(_ count: Int) -> UnsafeMutablePointer<Bins> {
            let pointer = UnsafeMutablePointer<Bins>.allocate(capacity: count)
            pointer.initialize(repeating: .zero, count: count)
            return pointer
        }
        dx = floats(width)
        dy = floats(width)
        magnitude = floats(width)
        angle = floats(width)
        columnShare = floats(layout.shape.width)
        rowShare = floats(layout.shape.height)
        for x in 0..<layout.shape.width { columnShare[x] = layout.upperShare(x) }
        for y in 0..<layout.shape.height { rowShare[y] = layout.upperShare(y) }
        cells = histograms((layout.cellRows + 2) * (layout.cellColumns + 2))
        block = histograms(layout.configuration.blockSize * layout.configuration.blockSize)
        var lanes = Bins.zero
        var mask = Bins.zero
        for lane in 0..<Bins.scalarCount {
            lanes[lane] = Float(lane)
            mask[lane] = lane < layout.configuration.bins ? 1 : 0
        }
        self.lanes = lanes
        self.mask = mask
    }

    deinit {
        for pointer in [dx, dy, magnitude, angle, columnShare, rowShare] { pointer.deallocate() }
        cells.deallocate()
        block.deallocate()
    }
}
