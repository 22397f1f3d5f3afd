import Core

/// The hot loops of ``DenseSIFT``.
///
/// The votes of a pixel for the 8 directions are one vector, and so is a sum of them: everything below the gradient is
/// arithmetic on whole vectors, and a descriptor is sixteen of them side by side.
enum DenseSIFTKernels {
    typealias Votes = SIMD8<Float>

    /// Writes all descriptors of one image.
    static func describe(
        _ pixels: UnsafeBufferPointer<UInt8>, _ layout: DenseSIFTLayout, _ scratch: DenseSIFTScratch,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(pixels.count == layout.shape.count)
        precondition(target.count == layout.keypoints.count * layout.descriptorLength)
        guard let base = target.baseAddress else { return }
        for (number, scale) in layout.scales.enumerated() {
            sumCells(pixels, layout, scale, number, scratch)
            let output = base + scale.firstDescriptor * layout.descriptorLength
            for plane in 0..<scratch.planes {
                let cells = scratch.cells + plane * scale.rows.count * scale.columns.count
                gather(cells, scale, plane, layout, scratch.contrasts, into: output + 128 * plane)
            }
            clearFlat(scale, layout, scratch.contrasts, output)
        }
    }

    // MARK: Sums over cells

    /// Fills the sums at all places of one size, `[plane][row][column]`.
    private static func sumCells(
        _ pixels: UnsafeBufferPointer<UInt8>, _ layout: DenseSIFTLayout, _ scale: DenseSIFTLayout.Scale,
        _ number: Int, _ scratch: DenseSIFTScratch
    ) {
        let filter = scratch.filters[number]
        let kernels = scratch.kernels[number]
        let height = layout.shape.height
        let planes = scratch.planes
        let area = scale.rows.count * scale.columns.count
        scratch.cells.update(repeating: .zero, count: planes * area)
        let radius = filter?.radius ?? 0
        var converted = 0
        var blurred = 0
        for row in 0..<height {
            let contributions = scale.contributions[row]
            guard !contributions.isEmpty else { continue }
            // The gradient looks one row up and one down.
            let last = min(row + 1, height - 1)
            blurred = max(blurred, row - 1)
            converted = max(converted, blurred - radius)
            while blurred <= last {
                let rows = blurred..<min(blurred + BlurFilter.rowsAtOnce, height)
                while converted < min(rows.upperBound + radius, height) {
                    convert(pixels, converted, layout, scratch)
                    converted += 1
                }
                for plane in 0..<planes { smooth(rows, plane, height, filter, scratch) }
                blurred = rows.upperBound
            }
            for plane in 0..<planes {
                votes(scratch.smooth[plane], row, layout, scale, scratch)
                sumAcross(scale, kernels, scratch)
                let sums = scratch.cells + plane * area
                for contribution in contributions {
                    addDown(
                        scratch.across, contribution.weight, scale.columns.count,
                        sums + contribution.place * scale.columns.count)
                }
            }
        }
    }

    /// Blurs a few rows, or copies them where there is no blur.
    private static func smooth(
        _ rows: Range<Int>, _ plane: Int, _ height: Int, _ filter: BlurFilter?, _ scratch: DenseSIFTScratch
    ) {
        let (source, target) = (scratch.source[plane], scratch.smooth[plane])
        if let filter {
            filter.blur(source, rows, height, .replicate, into: target)
        } else {
            for row in rows { target.row(row).update(from: source.row(row), count: scratch.width) }
        }
    }

    @inline(__always)
    private static func convert(
        _ pixels: UnsafeBufferPointer<UInt8>, _ row: Int, _ layout: DenseSIFTLayout, _ scratch: DenseSIFTScratch
    ) {
        let shape = layout.shape
        let length = shape.width * shape.channels
        let last = scratch.planes - 1
        ColourKernels.convert(
            UnsafeBufferPointer(rebasing: pixels[row * length..<(row + 1) * length]), channels: shape.channels,
            to: layout.configuration.colour, scratch.source[0].row(row), scratch.source[min(1, last)].row(row),
            scratch.source[last].row(row))
    }

    /// The votes of a row of pixels, with the first and the last repeated on either side.
    @inline(__always)
    private static func votes(
        _ plane: RowRing, _ row: Int, _ layout: DenseSIFTLayout, _ scale: DenseSIFTLayout.Scale,
        _ scratch: DenseSIFTScratch
    ) {
        let width = layout.shape.width
        let height = layout.shape.height
        let here = plane.row(row)
        let above = UnsafePointer(plane.row(max(row - 1, 0)))
        let below = UnsafePointer(plane.row(min(row + 1, height - 1)))
        let share: Float = row == 0 || row == height - 1 ? 1 : 0.5
        // Going on in a straight line makes the centred difference one-sided.
        here[-1] = width > 1 ? 2 * here[0] - here[1] : here[0]
        here[width] = width > 1 ? 2 * here[width - 1] - here[width - 2] : here[0]
        var x = 0
        while x < width {
            let dx = (SIMD8<Float>(at: here + x + 1) - SIMD8<Float>(at: here + x - 1)) * 0.5
            let dy = (SIMD8<Float>(at: below + x) - SIMD8<Float>(at: above + x)) * share
            ((dx * dx + dy * dy).squareRoot()).store(at: scratch.magnitude + x)
            PolarKernels.angle(dx, dy, turn: 8).store(at: scratch.direction + x)
            x &+= 8
        }
        let magnitude = scratch.magnitude
        let direction = scratch.direction
        let votes = scratch.votes
        for x in 0..<width { votes[x] = Lanes.circularShares(of: direction[x]) * magnitude[x] }
        for x in 1..<max(scale.binSize, 2) {
            votes[-x] = votes[0]
            votes[width - 1 + x] = votes[width - 1]
        }
    }

    /// Sums the votes of a row at every place of a column of cells.
    @inline(__always)
    private static func sumAcross(
        _ scale: DenseSIFTLayout.Scale, _ kernels: UnsafePointer<Float>, _ scratch: DenseSIFTScratch
    ) {
        let length = 2 * scale.binSize - 1
        let votes = scratch.votes - (scale.binSize - 1)
        let across = scratch.across
        scale.columns.centres.withUnsafeBufferPointer { centres in
            scale.columns.kernels.withUnsafeBufferPointer { numbers in
                for place in 0..<centres.count {
                    let kernel = kernels + numbers[place] &* length
                    let first = votes + centres[place]
                    var sum = Votes.zero
                    var k = 0
                    while k < length {
                        sum.accumulate(first[k], kernel[k])
                        k &+= 1
                    }
                    across[place] = sum
                }
            }
        }
    }

    @inline(__always)
    private static func addDown(
        _ across: UnsafePointer<Votes>, _ weight: Float, _ count: Int, _ sums: UnsafeMutablePointer<Votes>
    ) {
        let weight = Votes(repeating: weight)
        for column in 0..<count { sums[column].accumulate(across[column], weight) }
    }

    // MARK: Descriptors

    /// Puts the descriptors of one plane together and normalises them; leaves their contrasts.
    private static func gather(
        _ cells: UnsafePointer<Votes>, _ scale: DenseSIFTLayout.Scale, _ plane: Int, _ layout: DenseSIFTLayout,
        _ contrasts: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>
    ) {
        let length = layout.descriptorLength
        let isRoot = layout.configuration.rootSIFT
        let side = Float(3 * scale.binSize + 1)
        let (share, isFirst) = contrastShare(plane, layout.configuration.colour)
        let perPixel = share / (side * side)
        scale.cellWeights.withUnsafeBufferPointer { weights in
            scale.rows.cells.withUnsafeBufferPointer { rows in
                scale.columns.cells.withUnsafeBufferPointer { columns in
                    var number = 0
                    for row in 0..<scale.rows.frames {
                        for column in 0..<scale.columns.frames {
                            let target = output + number * length
                            var sum = Votes.zero
                            for r in 0..<4 {
                                let line = cells + Int(rows[4 * row + r]) * scale.columns.count
                                for c in 0..<4 {
                                    let value = line[Int(columns[4 * column + c])] * weights[4 * r + c]
                                    sum += value
                                    value.store(at: target + 8 * (4 * r + c))
                                }
                            }
                            let contrast = sum.sum() * perPixel
                            contrasts[number] = isFirst ? contrast : contrasts[number] + contrast
                            DescriptorKernels.normalise(target, clip: 0.2, rootSIFT: isRoot)
                            number += 1
                        }
                    }
                }
            }
        }
    }

    /// What a plane counts for the contrast, and whether it is the first.
    private static func contrastShare(_ plane: Int, _ colour: ColourPlanes) -> (share: Float, isFirst: Bool) {
        switch colour {
        case .grey, .opponent: (plane == 0 ? 1 : 0, plane == 0)
        case .rgb: (1 / 3, plane == 0)
        case .hsv: (plane == 2 ? 1 : 0, plane == 0)
        }
    }

    /// Sets the descriptors of too little contrast to zero.
    private static func clearFlat(
        _ scale: DenseSIFTLayout.Scale, _ layout: DenseSIFTLayout, _ contrasts: UnsafeMutablePointer<Float>,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let length = layout.descriptorLength
        for number in 0..<scale.rows.frames * scale.columns.frames
        where contrasts[number] < layout.configuration.contrastThreshold {
            (output + number * length).update(repeating: 0, count: length)
        }
    }
}

/// Memory of one worker for images of one shape, kept from one image to the next.
final class DenseSIFTScratch {
    typealias Votes = DenseSIFTKernels.Votes

    let planes: Int
    let width: Int
    /// Rows of each plane before and after the blur.
    let source: [RowRing]
    let smooth: [RowRing]
    let magnitude, direction: UnsafeMutablePointer<Float>
    /// Votes of one row of pixels, and their sums at the places of the columns.
    let votes, across: UnsafeMutablePointer<Votes>
    /// Sums at all places, `[plane][row][column]`.
    let cells: UnsafeMutablePointer<Votes>
    let contrasts: UnsafeMutablePointer<Float>
    /// By size.
    let filters: [BlurFilter?]
    /// By size: weights of the pixels around the centre of a cell, `[kernel][pixel]`.
    let kernels: [UnsafePointer<Float>]
    private let arena: FloatArena
    private let vectors: UnsafeMutablePointer<Votes>
    private let vectorCount: Int

    init(_ layout: DenseSIFTLayout) {
        let shape = layout.shape
        let planes = layout.configuration.colour.count
        self.planes = planes
        width = shape.width
        let radius = layout.scales.map { $0.blur?.radius ?? 0 }.max() ?? 0
        let most = layout.scales.map { $0.rows.frames * $0.columns.frames }.max() ?? 0
        let line = FloatLineKernels.padded(shape.width) + 16
        let taps = layout.scales.map { $0.kernels.count * (2 * $0.binSize + 16) }.reduce(0, +)
        let rowCount =
            FloatArena.rowCount(
                width: shape.width + 32, height: shape.height, capacity: 2 * radius + BlurFilter.rowsAtOnce)
            + FloatArena.rowCount(width: shape.width + 32, height: shape.height, capacity: BlurFilter.rowsAtOnce + 3)
        let arena = FloatArena(count: planes * rowCount + 2 * (line + 16) + most + taps + 64)
        self.arena = arena
        func rings(_ capacity: Int) -> [RowRing] {
            (0..<planes).map { _ in
                let ring = arena.takeRows(width: shape.width + 32, height: shape.height, capacity: capacity)
                return RowRing(base: ring.base + 8, stride: ring.stride, mask: ring.mask)
            }
        }
        source = rings(2 * radius + BlurFilter.rowsAtOnce)
        // The row above the gradient, and those of a blur that begins two rows below it.
        smooth = rings(BlurFilter.rowsAtOnce + 3)
        magnitude = arena.take(line)
        direction = arena.take(line)
        contrasts = arena.take(most)
        kernels = layout.scales.map { scale in
            let length = 2 * scale.binSize - 1
            let memory = arena.take(scale.kernels.count * length)
            for (number, kernel) in scale.kernels.enumerated() {
                (memory + number * length).update(from: kernel, count: length)
            }
            return UnsafePointer(memory)
        }
        filters = layout.scales.map { scale in scale.blur.map { BlurFilter($0, width: shape.width) } }

        let largest = layout.scales.map(\.binSize).max() ?? 1
        let columns = layout.scales.map(\.columns.count).max() ?? 0
        let area = layout.scales.map { $0.rows.count * $0.columns.count }.max() ?? 0
        vectorCount = shape.width + 2 * largest + columns + planes * area
        vectors = .allocate(capacity: vectorCount)
        vectors.initialize(repeating: .zero, count: vectorCount)
        votes = vectors + largest
        across = votes + shape.width + largest
        cells = across + columns
    }

    var byteCount: Int { 4 * arena.count + 32 * vectorCount }

    deinit { vectors.deallocate() }
}
