import Core

/// The search of ``LloydBounds``.
enum LloydKernels {
    private static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns
    private static let margin: Float = 1e-5

    /// Memory for a block of rows.
    private struct Scratch {
        private let memory: AlignedFloats
        private let numbers: AlignedFloats
        let rows: UnsafeMutablePointer<Float>
        let squares: UnsafeMutablePointer<Float>
        let best: UnsafeMutablePointer<Float>
        let spill: UnsafeMutablePointer<Float>
        /// The rows that need each panel, `[panel][place]`, and how many.
        let lists: UnsafeMutablePointer<Int32>
        let counts: UnsafeMutablePointer<Int32>

        init(block: Int, depth: Int, panels: Int) {
            memory = AlignedFloats(block * (16 + depth + 1) + tileRows * 16)
            best = memory.base
            spill = best + block * 16
            rows = spill + tileRows * 16
            squares = rows + block * depth
            numbers = AlignedFloats(panels * (block + tileRows + 1))
            lists = UnsafeMutableRawPointer(numbers.base).bindMemory(to: Int32.self, capacity: numbers.count)
            counts = lists + panels * (block + tileRows)
        }
    }

    /// Finds the nearest words of `rows` and renews their bounds. With `isEmpty` there are no bounds yet.
    static func assign(
        _ data: Matrix, rows: Range<Int>, _ words: Matrix, _ packed: PackedWords, bounds: UnsafeMutablePointer<Float>,
        moved: [Float], isEmpty: Bool, labels: SharedPointer<Int32>, distances: SharedPointer<Float>
    ) {
        let (depth, panels) = (packed.depth, packed.panelCount)
        precondition(data.columns == depth && words.columns == depth && moved.count == panels)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= data.rows)
        let block = min(max(40_000 / max(depth, 1), 1), 384)
        let scratch = Scratch(block: block, depth: depth, panels: panels)
        moved.withUnsafeBufferPointer { moved in
            for first in stride(from: rows.lowerBound, to: rows.upperBound, by: block) {
                let part = first..<min(first + block, rows.upperBound)
                copy(data, part, packed, scratch)
                let ownBounds = bounds + first * panels
                list(data, part, words, ownBounds, moved, isEmpty: isEmpty, panels, block, labels, scratch)
                for panel in 0..<panels {
                    search(packed, panel, block, ownBounds, moved[panel], scratch)
                }
                NearestWordKernels.finish(scratch.best, scratch.squares, part, labels, distances)
            }
        }
    }

    /// Copies rows less the centre of the words, with their squares, and empties what is best.
    private static func copy(_ data: Matrix, _ part: Range<Int>, _ packed: PackedWords, _ scratch: Scratch) {
        let depth = packed.depth
        data.values.withUnsafeBufferPointer { values in
            packed.centre.withUnsafeBufferPointer { centre in
                for place in 0..<part.count {
                    let source = values.baseAddress! + (part.lowerBound + place) * depth
                    let target = scratch.rows + place * depth
                    var sums = SIMD8<Float>.zero
                    var column = 0
                    while column + 8 <= depth {
                        let value = SIMD8<Float>(at: source + column) - SIMD8<Float>(at: centre.baseAddress! + column)
                        value.store(at: target + column)
                        sums.accumulate(value, value)
                        column += 8
                    }
                    var sum = sums.sum()
                    while column < depth {
                        target[column] = source[column] - centre[column]
                        sum += target[column] * target[column]
                        column += 1
                    }
                    scratch.squares[place] = sum
                    SIMD8<Float>(repeating: -.infinity).store(aligned: scratch.best + 16 * place)
                    SIMD8<Float>.zero.store(aligned: scratch.best + 16 * place + 8)
                }
            }
        }
    }

    /// Lists for each panel the rows whose nearest word may be in it. A row's own panel always is among them: its
    /// bound is not above the distance to its own word.
    private static func list(
        _ data: Matrix, _ part: Range<Int>, _ words: Matrix, _ bounds: UnsafePointer<Float>,
        _ moved: UnsafeBufferPointer<Float>, isEmpty: Bool, _ panels: Int, _ block: Int, _ labels: SharedPointer<Int32>,
        _ scratch: Scratch
    ) {
        scratch.counts.update(repeating: 0, count: panels)
        let room = block + tileRows
        data.values.withUnsafeBufferPointer { values in
            words.values.withUnsafeBufferPointer { words in
                for place in 0..<part.count {
                    let label = Int(labels.base[part.lowerBound + place])
                    let own = KMeansKernels.squaredDistance(
                        values.baseAddress! + (part.lowerBound + place) * data.columns,
                        words.baseAddress! + label * data.columns, data.columns)
                    let distance = isEmpty ? .greatestFiniteMagnitude : Float(own.squareRoot()) * (1 + margin)
                    enlist(
                        place, own: label / width, distance, bounds + place * panels, moved, room, panels, scratch)
                }
            }
        }
    }

    /// Puts a row on the lists of all panels whose bound is not above `distance`. Eight panels are compared at once;
    /// those that need the row are bits of a number.
    @inline(__always)
    private static func enlist(
        _ place: Int, own: Int, _ distance: Float, _ bounds: UnsafePointer<Float>,
        _ moved: UnsafeBufferPointer<Float>, _ room: Int, _ panels: Int, _ scratch: Scratch
    ) {
        func add(_ panel: Int) {
            let count = Int(scratch.counts[panel])
            scratch.lists[panel * room + count] = Int32(truncatingIfNeeded: place)
            scratch.counts[panel] = Int32(truncatingIfNeeded: count + 1)
        }
        var first = 0
        while first + 8 <= panels {
            let threshold = SIMD8<Float>(at: moved.baseAddress! + first) + distance
            let bound = SIMD8<Float>(at: bounds + first)
            var mask = TileKernels.mask(where: threshold, isNotBelow: bound)
            if own >= first, own < first + 8 { mask |= 1 << UInt32(own - first) }
            while mask != 0 {
                add(first + mask.trailingZeroBitCount)
                mask &= mask &- 1
            }
            first += 8
        }
        while first < panels {
            if first == own || bounds[first] <= distance + moved[first] { add(first) }
            first += 1
        }
    }

    /// Compares the rows on a panel's list with its words.
    private static func search(
        _ packed: PackedWords, _ panel: Int, _ block: Int, _ bounds: UnsafeMutablePointer<Float>, _ moved: Float,
        _ scratch: Scratch
    ) {
        let (depth, panels) = (packed.depth, packed.panelCount)
        let list = scratch.lists + panel * (block + tileRows)
        let count = Int(scratch.counts[panel])
        guard count > 0 else { return }
        // The last row fills the last tile.
        for place in count..<count + tileRows - 1 { list[place] = list[count - 1] }
        let right = UnsafePointer(packed.panels.base) + panel * width * depth
        let offsets = SIMD16<Float>(aligned: packed.offsets.base + panel * width)
        let number = SIMD8<Float>(repeating: Float(2 * panel))
        let rows = UnsafePointer(scratch.rows)
        for first in stride(from: 0, to: count, by: tileRows) {
            var sums = TileKernels.Tile(offsets)
            TileKernels.multiply(&sums, rows: rows, list: list + first, right: right, depth: depth)
            TileKernels.store(sums, scratch.spill, stride: width)
            for place in 0..<tileRows {
                let row = Int(list[first + place])
                let low = SIMD8<Float>(aligned: scratch.spill + width * place)
                let high = SIMD8<Float>(aligned: scratch.spill + width * place + 8)
                NearestWordKernels.keep(low, high, number, scratch.best + 16 * row)
                let score = TileKernels.largest(lanewiseMax(low, high))
                let square = scratch.squares[row] - 2 * score
                let distance = (square > 0 ? square : 0).squareRoot()
                bounds[row * panels + panel] = distance * (1 - margin) + moved
            }
        }
    }
}
