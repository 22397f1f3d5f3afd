import Core

/// Words in the order in which the kernels read them, with what is known of them beforehand.
///
/// Distances are computed as |x − c|² + |w − c|² − 2 (x − c)·(w − c) about the mean c of the words, which keeps the
/// cancellation small where the data lie far from the origin. The nearest word is that with the largest score
/// (x − c)·(w − c) − |w − c|²/2.
struct PackedWords: Sendable {
    let count: Int
    let depth: Int
    /// Mean of the words.
    let centre: [Float]
    /// The words less the centre, `[panel][depth][16]`; zeros where there is no word.
    let panels: AlignedFloats
    /// −|w − c|²/2 of each word; a large negative number where there is no word.
    let offsets: AlignedFloats

    var panelCount: Int { offsets.count / TileKernels.panelColumns }

    init(_ words: Matrix) {
        let width = TileKernels.panelColumns
        let (count, depth) = (words.rows, words.columns)
        var sums = [Double](repeating: 0, count: depth)
        for word in 0..<count {
            for column in 0..<depth { sums[column] += Double(words.values[word * depth + column]) }
        }
        let centre = sums.map { Float($0 / Double(max(count, 1))) }
        let padded = (count + width - 1) / width * width
        let panels = AlignedFloats(padded * depth)
        let offsets = AlignedFloats(padded)
        offsets.base.update(repeating: -Float.greatestFiniteMagnitude, count: padded)
        for word in 0..<count {
            let start = word / width * width * depth + word % width
            var square = 0.0
            for column in 0..<depth {
                let value = words.values[word * depth + column] - centre[column]
                panels.base[start + column * width] = value
                square += Double(value) * Double(value)
            }
            offsets.base[word] = Float(-0.5 * square)
        }
        self.count = count
        self.depth = depth
        self.centre = centre
        self.panels = panels
        self.offsets = offsets
    }
}

/// Distances of rows to words.
enum NearestWordKernels {
    private static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns

    /// Rows that are worked on together: they take about half of a second-level cache of 512 KiB at most.
    private static func blockRows(_ depth: Int) -> Int {
        let tiles = min(max(40_000 / (max(depth, 1) * tileRows), 1), 64)
        return tiles * tileRows
    }

    /// The nearest word of each row in `rows`, and its squared distance where `distances` is given. Among equally
    /// near words it is the first. Element `row` of the targets belongs to that row.
    static func assign(
        _ data: Matrix, rows: Range<Int>, to words: PackedWords, labels: SharedPointer<Int32>,
        distances: SharedPointer<Float>?
    ) {
        precondition(data.columns == words.depth && words.count > 0)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= data.rows)
        let block = blockRows(words.depth)
        let scratch = AlignedFloats(block * (16 + words.depth + 1) + tileRows * 16)
        let best = scratch.base
        let packed = best + (block + tileRows) * 16
        let squares = packed + block * words.depth
        var first = rows.lowerBound
        while first < rows.upperBound {
            let part = first..<min(first + block, rows.upperBound)
            pack(data, rows: part, centre: words.centre, into: packed, squares: squares)
            search(packed, tiles: (part.count + tileRows - 1) / tileRows, words: words, best: best)
            finish(best, squares, part, labels, distances)
            // Of distances that are no numbers none is the least, and what fills up the last panel would win.
            for row in part where labels.base[row] >= Int32(words.count) { labels.base[row] = 0 }
            first = part.upperBound
        }
    }

    /// The `count` nearest words of each row in `rows`, the nearest first, and their squared distances; `count`
    /// elements of the targets belong to a row.
    static func nearest(
        _ data: Matrix, rows: Range<Int>, to words: PackedWords, count: Int, found: SharedPointer<Int32>,
        distances: SharedPointer<Float>
    ) {
        precondition(data.columns == words.depth && count > 0 && count <= words.count)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= data.rows)
        let block = min(blockRows(words.depth), 8 * tileRows)
        let stride = words.panelCount * width
        let scratch = AlignedFloats(block * (stride + words.depth + 1) + count)
        let packed = scratch.base + block * stride
        let squares = packed + block * words.depth
        let best = squares + block
        for first in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: block) {
            let part = first..<min(first + block, rows.upperBound)
            pack(data, rows: part, centre: words.centre, into: packed, squares: squares)
            score(packed, tiles: (part.count + tileRows - 1) / tileRows, words: words, into: scratch.base)
            for (place, row) in part.enumerated() {
                let target = found.base + row * count
                select(scratch.base + place * stride, words.count, count, best, target)
                for index in 0..<count {
                    distances.base[row * count + index] = max(squares[place] - 2 * best[index], 0)
                }
            }
        }
    }

    /// Writes the score of every word (see ``PackedWords``), one row a packed row.
    private static func score(
        _ packed: UnsafePointer<Float>, tiles: Int, words: PackedWords, into scores: UnsafeMutablePointer<Float>
    ) {
        let stride = words.panelCount * width
        for panel in 0..<words.panelCount {
            let right = UnsafePointer(words.panels.base) + panel * width * words.depth
            let offsets = SIMD16<Float>(aligned: words.offsets.base + panel * width)
            for tile in 0..<tiles {
                var sums = TileKernels.Tile(offsets)
                TileKernels.multiply(
                    &sums, left: packed + tile * tileRows * words.depth, stride: tileRows, right: right,
                    depth: words.depth)
                TileKernels.store(sums, scores + tile * tileRows * stride + panel * width, stride: stride)
            }
        }
    }

    /// The `count` largest of `total` scores, sorted into `best` by insertion. Most groups of eight hold none of them.
    private static func select(
        _ scores: UnsafePointer<Float>, _ total: Int, _ count: Int, _ best: UnsafeMutablePointer<Float>,
        _ words: UnsafeMutablePointer<Int32>
    ) {
        for place in 0..<count {
            best[place] = -.infinity
            words[place] = 0
        }
        for group in Swift.stride(from: 0, to: total, by: 8) {
            let lanes = SIMD8<Float>(aligned: scores + group)
            guard TileKernels.largest(lanes) > best[count - 1] else { continue }
            for lane in 0..<min(8, total - group) where lanes[lane] > best[count - 1] {
                var place = count - 1
                while place > 0, best[place - 1] < lanes[lane] {
                    best[place] = best[place - 1]
                    words[place] = words[place - 1]
                    place -= 1
                }
                best[place] = lanes[lane]
                words[place] = Int32(group + lane)
            }
        }
    }

    /// Copies rows less the centre to `[tile][depth][tileRows]`, zeros behind the last row, and sums their squares.
    private static func pack(
        _ data: Matrix, rows: Range<Int>, centre: [Float], into target: UnsafeMutablePointer<Float>,
        squares: UnsafeMutablePointer<Float>
    ) {
        let depth = centre.count
        data.values.withUnsafeBufferPointer { values in
            centre.withUnsafeBufferPointer { centre in
                for tile in 0..<(rows.count + tileRows - 1) / tileRows {
                    let packed = target + tile * tileRows * depth
                    for place in 0..<tileRows {
                        let row = tile * tileRows + place
                        guard row < rows.count else {
                            for column in 0..<depth { packed[column * tileRows + place] = 0 }
                            squares[row] = 0
                            continue
                        }
                        squares[row] = packRow(
                            values.baseAddress! + (rows.lowerBound + row) * depth, centre.baseAddress!, depth,
                            packed + place)
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func packRow(
        _ source: UnsafePointer<Float>, _ centre: UnsafePointer<Float>, _ depth: Int,
        _ target: UnsafeMutablePointer<Float>
    ) -> Float {
        var sums = SIMD8<Float>.zero
        var column = 0
        var target = target
        while column + 8 <= depth {
            let difference = SIMD8<Float>(at: source + column) - SIMD8<Float>(at: centre + column)
            sums.accumulate(difference, difference)
            for lane in 0..<8 { target[lane * tileRows] = difference[lane] }
            target += 8 * tileRows
            column += 8
        }
        var sum = sums.sum()
        while column < depth {
            let difference = source[column] - centre[column]
            sum += difference * difference
            target[0] = difference
            target += tileRows
            column += 1
        }
        return sum
    }

    /// Fills `best` with eight largest scores and their panels for each row: lane l is the best of the words whose
    /// number is l modulo 8; the panel is counted in half panels of eight words. Behind them `best` has room for the
    /// rows of a tile more.
    private static func search(
        _ packed: UnsafePointer<Float>, tiles: Int, words: PackedWords, best: UnsafeMutablePointer<Float>
    ) {
        let depth = words.depth
        let spill = best + 16 * tiles * tileRows
        for place in 0..<tiles * tileRows {
            SIMD8<Float>(repeating: -.infinity).store(aligned: best + 16 * place)
            SIMD8<Float>.zero.store(aligned: best + 16 * place + 8)
        }
        for panel in 0..<words.panelCount {
            let right = UnsafePointer(words.panels.base) + panel * width * depth
            let offsets = SIMD16<Float>(aligned: words.offsets.base + panel * width)
            let number = SIMD8<Float>(repeating: Float(2 * panel))
            for tile in 0..<tiles {
                var sums = TileKernels.Tile(offsets)
                TileKernels.multiply(
                    &sums, left: packed + tile * tileRows * depth, stride: tileRows, right: right, depth: depth)
                let target = best + tile * tileRows * 16
                // One place where rows are kept: one for each would be too many for the compiler to put in line.
                TileKernels.store(sums, spill, stride: 16)
                for row in 0..<tileRows {
                    keep(
                        SIMD8<Float>(aligned: spill + 16 * row), SIMD8<Float>(aligned: spill + 16 * row + 8), number,
                        target + 16 * row)
                }
            }
        }
    }

    @inline(__always)
    static func keep(
        _ low: SIMD8<Float>, _ high: SIMD8<Float>, _ number: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>
    ) {
        let score = SIMD8<Float>(aligned: target)
        let panel = SIMD8<Float>(aligned: target + 8)
        // The low half wins a tie with the high one, and what was found before wins over both.
        let larger = lanewiseMax(low, high)
        let half = choose(where: low, isBelow: high, number + 1, else: number)
        choose(where: score, isBelow: larger, half, else: panel).store(aligned: target + 8)
        lanewiseMax(score, larger).store(aligned: target)
    }

    /// The best of the eight lanes; the first word among equals.
    static func finish(
        _ best: UnsafePointer<Float>, _ squares: UnsafePointer<Float>, _ rows: Range<Int>,
        _ labels: SharedPointer<Int32>, _ distances: SharedPointer<Float>?
    ) {
        for (place, row) in rows.enumerated() {
            let scores = best + 16 * place
            var score = scores[0]
            var word = Int32(scores[8]) &* 8
            for lane in 1..<8 {
                let candidate = Int32(scores[8 + lane]) &* 8 &+ Int32(lane)
                if scores[lane] > score || (scores[lane] == score && candidate < word) {
                    score = scores[lane]
                    word = candidate
                }
            }
            labels.base[row] = word
            if let distances { distances.base[row] = max(squares[place] - 2 * score, 0) }
        }
    }
}
