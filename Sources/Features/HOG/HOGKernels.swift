import Core

/// From histograms of virtual cells to the descriptors of ``HOG``: eight neighbouring blocks are the lanes of every vector.
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
                let target = output.base + index * layout.featureCount
                var first = 0
                for band in layout.bands {
                    HOGVotingKernels.vote(base + index * layout.shape.count, layout.plan, band, scratch)
                    let perRow = HOGLayout.virtualRow(1, 0, layout.configuration)
                    let count = (band.virtualRows.count - layout.configuration.blockSize) / perRow + 1
                    for row in 0..<count {
                        normalize(first + row, row, layout, scratch, block, into: target)
                    }
                    first += count
                }
            }
        }
    }

    /// The histograms of one image, `[virtual row][position][bin]`.
    static func histograms(_ images: ImageStack, index: Int, _ plan: HOGPlan) -> [Float] {
        let band = HOGBand(plan.rows, virtualRows: 0..<plan.virtualRows)
        let scratch = HOGScratch(plan, [band])
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            HOGVotingKernels.vote(base + index * plan.shape.count, plan, band, scratch)
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
            scale(block, length, configuration)
            let blockStride = byColumn ? layout.blockRows * length : length
            let first = byColumn ? column * layout.blockRows + row : row * layout.blockColumns + column
            write(block, length, lanes, to: output + first * length, stride: blockStride)
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
                        of: UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Float>.self), as: SIMD8<Float>.self)
                } else {
                    let floats = target.assumingMemoryBound(to: Float.self)
                    for lane in 0..<min(8, layout.blockColumns - column) { floats[lane] = source[lane * step] }
                }
                source += line
                target += 32
            }
        }
    }

    @inline(never)
    private static func scale(_ block: UnsafeMutablePointer<Float>, _ length: Int, _ configuration: HOG) {
        let isOpenCV = configuration.convention == .openCV
        // Histograms hold sums of gradients of 0…255; 0.01 is far below one step of one pixel.
        let epsilon: Float = configuration.convention == .scikitImage ? 1e-5 : 0.01
        let second: Float = configuration.convention == .scikitImage ? 1e-5 : 1e-6
        switch configuration.normalization {
        case .l1, .l1Sqrt:
            var sum = SIMD8<Float>.zero
            for index in 0..<length { sum += vector(block, index) }
            let factor = 1 / (sum + epsilon)
            for index in 0..<length {
                let scaled = vector(block, index) * factor
                set(block, index, configuration.normalization == .l1 ? scaled : scaled.squareRoot())
            }
        case .l2:
            let factor = 1 / (squares(block, length) + epsilon * epsilon).squareRoot()
            for index in 0..<length { set(block, index, vector(block, index) * factor) }
        case .l2Hys:
            var sum = squares(block, length)
            var factor =
                1 / (isOpenCV ? sum.squareRoot() + 0.1 * Float(length) : (sum + epsilon * epsilon).squareRoot())
            let clip = SIMD8<Float>(repeating: configuration.clip)
            sum = .zero
            for index in 0..<length {
                let clipped = lanewiseMin(vector(block, index) * factor, clip)
                sum.accumulate(clipped, clipped)
                set(block, index, clipped)
            }
            factor = 1 / (isOpenCV ? sum.squareRoot() + 1e-3 : (sum + second * second).squareRoot())
            for index in 0..<length { set(block, index, vector(block, index) * factor) }
        }
    }

    @inline(__always)
    private static func vector(_ block: UnsafeMutablePointer<Float>, _ index: Int) -> SIMD8<Float> {
        UnsafeRawPointer(block + 8 * index).loadUnaligned(as: SIMD8<Float>.self)
    }

    @inline(__always)
    private static func set(_ block: UnsafeMutablePointer<Float>, _ index: Int, _ value: SIMD8<Float>) {
        UnsafeMutableRawPointer(block + 8 * index).storeBytes(of: value, as: SIMD8<Float>.self)
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

    /// Writes `lanes` of `[number][lane]` as `lanes` rows of `length` numbers, `stride` apart.
    @inline(never)
    static func write(
        _ block: UnsafeMutablePointer<Float>, _ length: Int, _ lanes: Int, to output: UnsafeMutablePointer<Float>,
        stride: Int
    ) {
        for lane in 0..<lanes {
            let target = output + lane * stride
            for index in 0..<length { target[index] = block[8 &* index &+ lane] }
        }
    }
}
