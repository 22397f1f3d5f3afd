import Core

/// From histograms of virtual cells to the descriptors of ``HOG``: eight neighbouring blocks are the lanes of every
/// vector.
enum HOGKernels {
    /// Images of this shape that are worth a task of their own.
    static func batch(of shape: ImageShape) -> Int {
        max(1, min(64, (1 << 18) / shape.count))
    }

    /// Writes the descriptors of the images in `range`, each at its own row of `output`.
    static func describe(_ images: ImageStack, range: Range<Int>, layout: HOGLayout, into output: SharedPointer<Float>)
    {
        let scratch = HOGScratch(layout.plan, layout.bands)
        let block = UnsafeMutablePointer<Float>.allocate(capacity: layout.blockLength * 8)
        block.initialize(repeating: 0, count: layout.blockLength * 8)
        defer { block.deallocate() }
        precondition(range.lowerBound >= 0 && range.upperBound <= images.count && images.isInMemory)
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            for index in range {
                for pass in 0..<layout.plan.passes {
                    describe(
                        base + index * layout.shape.count + pass, layout, scratch, block,
                        into: output.base + index * layout.featureCount + pass * layout.passLength)
                }
            }
        }
    }

    /// One pass over one image.
    @inline(__always)
    private static func describe(
        _ pixels: UnsafePointer<UInt8>, _ layout: HOGLayout, _ scratch: HOGScratch,
        _ block: UnsafeMutablePointer<Float>,
        into target: UnsafeMutablePointer<Float>
    ) {
        var first = 0
        for band in layout.bands {
            HOGVotingKernels.vote(pixels, layout.plan, band, scratch)
            let perRow = HOGLayout.virtualRow(1, 0, layout.configuration)
            let count = (band.virtualRows.count - layout.configuration.blockSize) / perRow + 1
            for row in 0..<count {
                normalize(first + row, row, layout, scratch, block, into: target)
            }
            first += count
        }
    }

    /// The histograms of pass `pass` over one image, `[virtual row][position][bin]`.
    static func histograms(_ images: ImageStack, index: Int, pass: Int, _ plan: HOGPlan) -> [Float] {
        let band = HOGBand(plan.rows, virtualRows: 0..<plan.virtualRows)
        let scratch = HOGScratch(plan, [band])
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            HOGVotingKernels.vote(base + index * plan.shape.count + pass, plan, band, scratch)
        }
        var result: [Float] = []
        for row in 0..<plan.virtualRows {
            for position in 0..<plan.columns.positions {
                let source = scratch.histograms + row * plan.virtualRowLength + plan.margin + position
                result += (0..<plan.field.bins).map { source[$0 * plan.lineLength] }
            }
        }
        return result
    }

    // MARK: Normalising

    /// Writes the normalised blocks of one row of blocks to the descriptor of an image.
    ///
    /// - Parameters:
    ///   - row: Row of blocks in the image.
    ///   - bandRow: The same, counted from the first of the band in `scratch`.
    @inline(__always)
    private static func normalize(
        _ row: Int, _ bandRow: Int, _ layout: HOGLayout, _ scratch: HOGScratch, _ block: UnsafeMutablePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) {
        let configuration = layout.configuration
        let length = layout.blockLength
        let byColumn = configuration.convention == .openCV
        let step = layout.sharesCells ? configuration.blockStride : 1
        var column = 0
        while column < layout.blockColumns {
            let lanes = min(8, layout.blockColumns - column)
            collect(bandRow, column, step, byColumn, layout, scratch, block)
            let factor = scale(block, length, configuration)
            let blockStride = byColumn ? layout.blockRows * length : length
            let first = byColumn ? column * layout.blockRows + row : row * layout.blockColumns + column
            write(block, length, lanes, factor, to: output + first * length, stride: blockStride)
            column += 8
        }
    }

    /// The histograms of eight neighbouring blocks as `[cell][bin][block]`.
    @inline(never)
    private static func collect(
        _ bandRow: Int, _ column: Int, _ step: Int, _ byColumn: Bool, _ layout: HOGLayout, _ scratch: HOGScratch,
        _ block: UnsafeMutablePointer<Float>
    ) {
        let plan = layout.plan
        let bins = plan.field.bins
        let side = layout.configuration.blockSize
        let line = plan.lineLength
        let top = HOGLayout.virtualRow(bandRow, 0, layout.configuration)
        var target = UnsafeMutableRawPointer(block)
        for cell in 0..<side * side {
            let cellRow = byColumn ? cell % side : cell / side
            let cellColumn = byColumn ? cell / side : cell % side
            var source = scratch.histograms + (top + cellRow) * plan.virtualRowLength + plan.margin
            source += layout.sharesCells ? column * step + cellColumn : cellColumn * bins * line + column
            for _ in 0..<bins {
                if step == 1 {
                    target.storeBytes(
                        of: SIMD8<Float>(at: source), as: SIMD8<Float>.self)
                } else {
                    let floats = target.assumingMemoryBound(to: Float.self)
                    for lane in 0..<min(8, layout.blockColumns - column) { floats[lane] = source[lane * step] }
                }
                source += line
                target += 32
            }
        }
    }

    /// Normalises eight blocks but for the factors that it returns.
    @inline(never)
    private static func scale(
        _ block: UnsafeMutablePointer<Float>, _ length: Int, _ configuration: HOG
    ) -> SIMD8<Float> {
        let isOpenCV = configuration.convention == .openCV
        // Histograms hold sums of gradients of 0…255; 0.01 is far below one step of one pixel.
        let epsilon: Float = configuration.convention == .scikitImage ? 1e-5 : 0.01
        let second: Float = configuration.convention == .scikitImage ? 1e-5 : 1e-6
        switch configuration.normalisation {
        case .l1, .l1Sqrt:
            var sum = SIMD8<Float>.zero
            for index in 0..<length { sum += vector(block, index) }
            let factor = 1 / (sum + epsilon)
            guard configuration.normalisation == .l1Sqrt else { return factor }
            for index in 0..<length { set(block, index, (vector(block, index) * factor).squareRoot()) }
            return SIMD8(repeating: 1)
        case .l2:
            return 1 / (squares(block, length) + epsilon * epsilon).squareRoot()
        case .l2Hys:
            let sum = squares(block, length)
            let factor =
                1 / (isOpenCV ? sum.squareRoot() + 0.1 * Float(length) : (sum + epsilon * epsilon).squareRoot())
            let clipped = clip(block, length, factor, configuration.clip)
            return 1 / (isOpenCV ? clipped.squareRoot() + 1e-3 : (clipped + second * second).squareRoot())
        }
    }

    /// Multiplies by `factor`, limits to `limit`, and returns the sums of squares of what is left.
    @inline(__always)
    private static func clip(
        _ block: UnsafeMutablePointer<Float>, _ length: Int, _ factor: SIMD8<Float>, _ limit: Float
    ) -> SIMD8<Float> {
        let limit = SIMD8<Float>(repeating: limit)
        var even = SIMD8<Float>.zero
        var odd = SIMD8<Float>.zero
        var index = 0
        while index + 1 < length {
            let first = lanewiseMin(vector(block, index) * factor, limit)
            let second = lanewiseMin(vector(block, index + 1) * factor, limit)
            even.accumulate(first, first)
            odd.accumulate(second, second)
            set(block, index, first)
            set(block, index + 1, second)
            index += 2
        }
        if index < length {
            let last = lanewiseMin(vector(block, index) * factor, limit)
            even.accumulate(last, last)
            set(block, index, last)
        }
        return even + odd
    }

    @inline(__always)
    private static func vector(_ block: UnsafeMutablePointer<Float>, _ index: Int) -> SIMD8<Float> {
        SIMD8<Float>(at: block + 8 * index)
    }

    @inline(__always)
    private static func set(_ block: UnsafeMutablePointer<Float>, _ index: Int, _ value: SIMD8<Float>) {
        value.store(at: block + 8 * index)
    }

    @inline(__always)
    private static func squares(_ block: UnsafeMutablePointer<Float>, _ length: Int) -> SIMD8<Float> {
        var even = SIMD8<Float>.zero
        var odd = SIMD8<Float>.zero
        var index = 0
        while index + 1 < length {
            even.accumulate(vector(block, index), vector(block, index))
            odd.accumulate(vector(block, index + 1), vector(block, index + 1))
            index += 2
        }
        if index < length { even.accumulate(vector(block, index), vector(block, index)) }
        return even + odd
    }

    /// Writes `lanes` of `[number][lane]`, multiplied by a factor a lane, as `lanes` rows of `length` numbers, `stride`
    /// apart.
    @inline(never)
    static func write(
        _ block: UnsafeMutablePointer<Float>, _ length: Int, _ lanes: Int, _ factor: SIMD8<Float>,
        to output: UnsafeMutablePointer<Float>, stride: Int
    ) {
        guard length >= 8 else {
            for lane in 0..<lanes {
                for index in 0..<length { output[lane * stride + index] = block[8 * index + lane] * factor[lane] }
            }
            return
        }
        var index = 0
        while index < length {
            // The last eight numbers may overlap those before.
            let first = min(index, length &- 8)
            let source = block + 8 &* first
            let rows = transposed(
                vector(source, 0) * factor, vector(source, 1) * factor, vector(source, 2) * factor,
                vector(source, 3) * factor, vector(source, 4) * factor, vector(source, 5) * factor,
                vector(source, 6) * factor, vector(source, 7) * factor)
            var target = UnsafeMutableRawPointer(output + first)
            let step = 4 &* stride
            target.storeBytes(of: rows.0, as: SIMD8<Float>.self)
            if lanes > 1 { (target + step).storeBytes(of: rows.1, as: SIMD8<Float>.self) }
            if lanes > 2 { (target + 2 &* step).storeBytes(of: rows.2, as: SIMD8<Float>.self) }
            if lanes > 3 { (target + 3 &* step).storeBytes(of: rows.3, as: SIMD8<Float>.self) }
            target += 4 &* step
            if lanes > 4 { target.storeBytes(of: rows.4, as: SIMD8<Float>.self) }
            if lanes > 5 { (target + step).storeBytes(of: rows.5, as: SIMD8<Float>.self) }
            if lanes > 6 { (target + 2 &* step).storeBytes(of: rows.6, as: SIMD8<Float>.self) }
            if lanes > 7 { (target + 3 &* step).storeBytes(of: rows.7, as: SIMD8<Float>.self) }
            index = first &+ 8
        }
    }

    private typealias Eight = (
        SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>
    )

    /// Columns of eight rows: single numbers are interleaved first, then pairs, then halves.
    @inline(__always)
    private static func transposed(
        _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>, _ d: SIMD8<Float>, _ e: SIMD8<Float>,
        _ f: SIMD8<Float>, _ g: SIMD8<Float>, _ h: SIMD8<Float>
    ) -> Eight {
        func low(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[0], y[0], x[1], y[1], x[4], y[4], x[5], y[5])
        }
        func high(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[2], y[2], x[3], y[3], x[6], y[6], x[7], y[7])
        }
        func lowPairs(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[0], x[1], y[0], y[1], x[4], x[5], y[4], y[5])
        }
        func highPairs(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[2], x[3], y[2], y[3], x[6], x[7], y[6], y[7])
        }
        func lowHalves(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[0], x[1], x[2], x[3], y[0], y[1], y[2], y[3])
        }
        func highHalves(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
            SIMD8(x[4], x[5], x[6], x[7], y[4], y[5], y[6], y[7])
        }
        let (ab, ab2, cd, cd2) = (low(a, b), high(a, b), low(c, d), high(c, d))
        let (ef, ef2, gh, gh2) = (low(e, f), high(e, f), low(g, h), high(g, h))
        let (p0, p1, p2, p3) = (lowPairs(ab, cd), highPairs(ab, cd), lowPairs(ab2, cd2), highPairs(ab2, cd2))
        let (q0, q1, q2, q3) = (lowPairs(ef, gh), highPairs(ef, gh), lowPairs(ef2, gh2), highPairs(ef2, gh2))
        return (
            lowHalves(p0, q0), lowHalves(p1, q1), lowHalves(p2, q2), lowHalves(p3, q3),
            highHalves(p0, q0), highHalves(p1, q1), highHalves(p2, q2), highHalves(p3, q3)
        )
    }
}
