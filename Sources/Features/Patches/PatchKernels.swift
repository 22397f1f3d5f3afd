import Core

/// Words and whitening in the order in which the kernels read them.
struct PackedPatchWords: Sendable {
    let count: Int
    let depth: Int
    /// Words, `[panel][depth][16]`; zeros where there is no word.
    let panels: AlignedFloats
    /// −|w|²/2 of each word.
    let offsets: AlignedFloats
    /// 1 for each word, 0 behind the last.
    let mask: AlignedFloats
    /// Rows of the whitening matrix in the same order, and the negative of its shift; empty without whitening.
    let whitening: AlignedFloats
    let whiteningOffsets: AlignedFloats

    var panelCount: Int { offsets.count / TileKernels.panelColumns }
    var whiteningPanels: Int { whiteningOffsets.count / TileKernels.panelColumns }

    init(words: Matrix, whitening: PatchWhitening?) {
        count = words.rows
        depth = words.columns
        panels = Self.pack(words)
        let padded = Self.padded(words.rows)
        offsets = AlignedFloats(padded)
        mask = AlignedFloats(padded)
        for word in 0..<words.rows {
            offsets.base[word] = Float(words.row(word).reduce(0.0) { $0 - 0.5 * Double($1) * Double($1) })
            mask.base[word] = 1
        }
        self.whitening = whitening.map { Self.pack($0.matrix) } ?? AlignedFloats(0)
        whiteningOffsets = AlignedFloats(whitening.map { Self.padded($0.matrix.rows) } ?? 0)
        if let whitening {
            for (index, value) in whitening.shift.enumerated() { whiteningOffsets.base[index] = -value }
        }
    }

    private static func padded(_ rows: Int) -> Int {
        (rows + TileKernels.panelColumns - 1) / TileKernels.panelColumns * TileKernels.panelColumns
    }

    private static func pack(_ rows: Matrix) -> AlignedFloats {
        let width = TileKernels.panelColumns
        let packed = AlignedFloats(padded(rows.rows) * rows.columns)
        for row in 0..<rows.rows {
            let start = row / width * width * rows.columns + row % width
            for column in 0..<rows.columns { packed.base[start + column * width] = rows[row, column] }
        }
        return packed
    }
}

/// The hot loops of ``PatchKMeans``.
///
/// Patches are taken some dozen at a time, so that their distances to all words stay in the second-level cache: normalised
/// and whitened patches lie as `[tile][depth][tileRows]`, and the product with sixteen words stays in registers until it has become
/// a distance.
enum PatchKernels {
    private static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns

    /// Writes the normalised patch at (row, column) of image `index` to row `target` of `values`.
    static func normalise(
        _ images: ImageStack, index: Int, row: Int, column: Int, _ layout: PatchLayout, into values: inout Matrix,
        at target: Int
    ) {
        let side = layout.configuration.patchSize
        precondition(images.isInMemory && images.shape == layout.shape && index >= 0 && index < images.count)
        precondition(
            row >= 0 && column >= 0 && row + side <= layout.shape.height && column + side <= layout.shape.width)
        precondition(values.columns == layout.patchLength && target >= 0 && target < values.rows)
        let length = layout.patchLength
        images.pixels.withUnsafeBufferPointer { pixels in
            values.withUnsafeMutableValues { values in
                guard let source = pixels.baseAddress, let base = values.baseAddress else { return }
                normalise(
                    source + index * layout.shape.count + (row * layout.shape.width + column) * layout.shape.channels,
                    layout, into: base + target * length, step: 1)
            }
        }
    }

    /// Writes the features of the images in `range`, each at its own row of `output`.
    static func extract(
        _ images: ImageStack, range: Range<Int>, layout: PatchLayout, words: PackedPatchWords,
        into output: SharedPointer<Float>
    ) {
        precondition(images.isInMemory && images.shape == layout.shape)
        precondition(range.lowerBound >= 0 && range.upperBound <= images.count)
        precondition(words.depth == layout.patchLength && words.count == layout.configuration.words)
        let parts = layout.configuration.pooling * layout.configuration.pooling
        let scratch = PatchScratch(words, parts: parts)
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let source = pixels.baseAddress else { return }
            for index in range {
                let target = output.base + index * layout.featureCount
                scratch.sums.base.update(repeating: 0, count: scratch.sums.count)
                var first = 0
                while first < layout.count {
                    let part = first..<min(first + PatchScratch.patches, layout.count)
                    take(source + index * layout.shape.count, part, layout, words, scratch)
                    measure(words, scratch, tiles: (part.count + tileRows - 1) / tileRows)
                    pool(part, layout, words, scratch)
                    first = part.upperBound
                }
                for pooled in 0..<parts {
                    let sums = scratch.sums.base + pooled * scratch.wordStride
                    (target + pooled * words.count).update(from: sums, count: words.count)
                }
            }
        }
    }

    // MARK: Patches

    /// Writes one normalised patch, its numbers `step` apart.
    @inline(__always)
    private static func normalise(
        _ corner: UnsafePointer<UInt8>, _ layout: PatchLayout, into target: UnsafeMutablePointer<Float>, step: Int
    ) {
        let side = layout.configuration.patchSize
        let run = side &* layout.shape.channels
        let pitch = layout.shape.width &* layout.shape.channels
        var sum: Int32 = 0
        var squares: Int32 = 0
        for row in 0..<side {
            let source = corner + row &* pitch
            for index in 0..<run {
                let value = Int32(source[index])
                sum &+= value
                squares &+= value &* value
            }
        }
        let count = Double(layout.patchLength)
        let mean = Double(sum) / count
        let variance = max((Double(squares) - Double(sum) * mean) / (count - 1), 0)
        let scale = Float(1 / (variance + layout.configuration.contrastFloor).squareRoot())
        let shift = Float(mean)
        var place = target
        for row in 0..<side {
            let source = corner + row &* pitch
            for index in 0..<run {
                place.pointee = (Float(source[index]) - shift) * scale
                place += step
            }
        }
    }

    /// Fills the tiles with the patches `part` of an image, whitens them, and takes their squares.
    private static func take(
        _ image: UnsafePointer<UInt8>, _ part: Range<Int>, _ layout: PatchLayout, _ words: PackedPatchWords,
        _ scratch: PatchScratch
    ) {
        let depth = words.depth
        let stride = layout.configuration.stride
        let isWhitened = words.whiteningPanels > 0
        let tiles = isWhitened ? scratch.raw.base : scratch.packed.base
        for (place, patch) in part.enumerated() {
            let (row, column) = patch.quotientAndRemainder(dividingBy: layout.columns)
            let offset = (row * stride * layout.shape.width + column * stride) * layout.shape.channels
            let tile = tiles + place / tileRows * tileRows * depth + place % tileRows
            normalise(image + offset, layout, into: tile, step: tileRows)
        }
        let tileCount = (part.count + tileRows - 1) / tileRows
        for tile in 0..<tileCount {
            let packed = scratch.packed.base + tile * tileRows * depth
            if isWhitened { whiten(tiles + tile * tileRows * depth, words, scratch, into: packed) }
            let squares = scratch.squares.base + tile * tileRows
            for row in 0..<tileRows {
                var square: Float = 0
                for index in 0..<depth { square += packed[index * tileRows + row] * packed[index * tileRows + row] }
                squares[row] = square
            }
        }
    }

    /// Whitens the patches of a tile.
    @inline(__always)
    private static func whiten(
        _ tile: UnsafePointer<Float>, _ words: PackedPatchWords, _ scratch: PatchScratch,
        into target: UnsafeMutablePointer<Float>
    ) {
        let depth = words.depth
        for panel in 0..<words.whiteningPanels {
            let offsets = words.whiteningOffsets.base + panel * width
            var product = TileKernels.Tile(SIMD16<Float>(aligned: offsets))
            TileKernels.multiply(
                &product, left: tile, stride: tileRows, right: words.whitening.base + panel * width * depth,
                depth: depth)
            TileKernels.store(product, scratch.tile.base, stride: width)
            for column in 0..<min(width, depth - panel * width) {
                let place = target + (panel * width + column) * tileRows
                for row in 0..<tileRows { place[row] = scratch.tile.base[row * width + column] }
            }
        }
    }

    // MARK: Distances

    /// Writes the distance of every patch to every word, and the sum of each patch's distances.
    private static func measure(_ words: PackedPatchWords, _ scratch: PatchScratch, tiles: Int) {
        let depth = words.depth
        let stride = scratch.wordStride
        scratch.totals.base.update(repeating: 0, count: scratch.totals.count)
        for panel in 0..<words.panelCount {
            let right = words.panels.base + panel * width * depth
            let offsets = SIMD16<Float>(aligned: words.offsets.base + panel * width)
            let mask = SIMD16<Float>(aligned: words.mask.base + panel * width)
            for index in 0..<tiles {
                var tile = TileKernels.Tile(offsets)
                TileKernels.multiply(
                    &tile, left: scratch.packed.base + index * tileRows * depth, stride: tileRows, right: right,
                    depth: depth)
                let squares = scratch.squares.base + index * tileRows
                let totals = scratch.totals.base + index * tileRows * 8
                let target = scratch.distances.base + index * tileRows * stride + panel * width
                TileKernels.store(tile, scratch.tile.base, stride: width)
                for row in 0..<tileRows {
                    finish(scratch.tile.base + row * width, squares[row], mask, totals + 8 * row, target + row * stride)
                }
            }
        }
    }

    /// Distances √(|x|² − 2(x·w − |w|²/2)) of one patch to sixteen words.
    @inline(__always)
    private static func finish(
        _ scores: UnsafePointer<Float>, _ square: Float, _ mask: SIMD16<Float>, _ total: UnsafeMutablePointer<Float>,
        _ target: UnsafeMutablePointer<Float>
    ) {
        var squared = SIMD16(repeating: square)
        squared.accumulate(SIMD16<Float>(aligned: scores), -2)
        // Rounding can make the square of a small distance negative.
        let distances = lanewiseMax(squared, .zero).squareRoot() * mask
        distances.store(aligned: target)
        (SIMD8<Float>(aligned: total) + (distances.lowHalf + distances.highHalf)).store(aligned: total)
    }

    // MARK: Activation and pooling

    /// Adds the activations of the patches `part` to the sums of the parts of the image that they belong to.
    private static func pool(
        _ part: Range<Int>, _ layout: PatchLayout, _ words: PackedPatchWords, _ scratch: PatchScratch
    ) {
        let means = scratch.means.base
        for patch in 0..<part.count {
            means[patch] = SIMD8<Float>(aligned: scratch.totals.base + 8 * patch).sum() / Float(words.count)
        }
        var first = part.lowerBound
        while first < part.upperBound {
            // Patches that follow each other and belong together.
            let region = region(of: first, layout)
            var end = first + 1
            while end < part.upperBound, self.region(of: end, layout) == region { end += 1 }
            let sums = scratch.sums.base + region * scratch.wordStride
            let patches = first - part.lowerBound..<end - part.lowerBound
            switch layout.configuration.activation {
            case .triangle: addTriangles(patches, scratch, into: sums)
            case .hard:
                for patch in patches {
                    let distances = scratch.distances.base + patch * scratch.wordStride
                    sums[nearest(distances, words.count)] += 1
                }
            }
            first = end
        }
    }

    @inline(__always)
    private static func region(of patch: Int, _ layout: PatchLayout) -> Int {
        let (row, column) = patch.quotientAndRemainder(dividingBy: layout.columns)
        return layout.part(row: row, column: column)
    }

    /// Adds max(0, mean − distance) for each word.
    private static func addTriangles(
        _ patches: Range<Int>, _ scratch: PatchScratch, into sums: UnsafeMutablePointer<Float>
    ) {
        let stride = scratch.wordStride
        for word in Swift.stride(from: 0, to: stride, by: width) {
            var low = SIMD8<Float>(aligned: sums + word)
            var high = SIMD8<Float>(aligned: sums + word + 8)
            for patch in patches {
                let distances = scratch.distances.base + patch * stride + word
                let mean = SIMD8(repeating: scratch.means.base[patch])
                low += lanewiseMax(mean - SIMD8<Float>(aligned: distances), .zero)
                high += lanewiseMax(mean - SIMD8<Float>(aligned: distances + 8), .zero)
            }
            low.store(aligned: sums + word)
            high.store(aligned: sums + word + 8)
        }
    }

    /// The word with the smallest distance, of equal ones the first.
    private static func nearest(_ distances: UnsafePointer<Float>, _ count: Int) -> Int {
        var best = 0
        for word in 1..<count where distances[word] < distances[best] { best = word }
        return best
    }
}

/// Memory of one worker.
private final class PatchScratch {
    /// Patches that are worked on together, a multiple of ``TileKernels/tileRows``.
    static let patches = 48

    let wordStride: Int
    /// Normalised patches, and the same whitened, `[tile][depth][tileRows]`.
    let raw, packed: AlignedFloats
    let tile: AlignedFloats
    /// |x|² of each patch, eight sums of its distances, and their mean.
    let squares, totals, means: AlignedFloats
    /// `[patch][word]`
    let distances: AlignedFloats
    /// `[part of the image][word]`
    let sums: AlignedFloats

    init(_ words: PackedPatchWords, parts: Int) {
        wordStride = words.offsets.count
        raw = AlignedFloats(Self.patches * words.depth)
        packed = AlignedFloats(Self.patches * words.depth)
        tile = AlignedFloats(TileKernels.tileRows * TileKernels.panelColumns)
        squares = AlignedFloats(Self.patches)
        totals = AlignedFloats(Self.patches * 8)
        means = AlignedFloats(Self.patches)
        distances = AlignedFloats(Self.patches * wordStride)
        sums = AlignedFloats(parts * wordStride)
    }
}
