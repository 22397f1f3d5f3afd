import Core

/// Rows packed for k-means++, with the squared distance of each from the nearest word so far.
final class SeedingRows: @unchecked Sendable {
    private static let tileRows = 12
    private let count: Int
    private let depth: Int
    private let tiles: Int
    /// Lanes for candidates, a multiple of eight.
    private let lanes: Int
    /// The rows less their mean, `[tile][depth][12]`, zeros behind the last row.
    private let packed: UnsafeMutablePointer<Float>
    private let squares: UnsafeMutablePointer<Float>
    /// Distance from the nearest word so far; 0 behind the last row.
    private let nearest: UnsafeMutablePointer<Float>
    /// What `nearest` would become with each candidate, `[row][lane]`.
    private let proposed: UnsafeMutablePointer<Float>
    /// Sums of `proposed` over the rows of a range, `[range][lane]`.
    private let sums: UnsafeMutablePointer<Double>
    private var rangeSums: [Double]
    private let tilesPerRange = KMeansSeeding.rangeRows / 12
    private var ranges: Int { (tiles + tilesPerRange - 1) / tilesPerRange }

    init(_ data: Matrix, trials: Int, threads: Int) {
        count = data.rows
        depth = data.columns
        tiles = (data.rows + Self.tileRows - 1) / Self.tileRows
        lanes = (trials + 7) / 8 * 8
        let padded = tiles * Self.tileRows
        packed = .allocate(capacity: padded * depth)
        squares = .allocate(capacity: padded)
        nearest = .allocate(capacity: padded)
        proposed = .allocate(capacity: padded * lanes)
        let ranges = (tiles + tilesPerRange - 1) / tilesPerRange
        sums = .allocate(capacity: ranges * lanes)
        rangeSums = Array(repeating: 0, count: ranges)
        squares.initialize(repeating: 0, count: padded)
        nearest.initialize(repeating: 0, count: padded)
        nearest.update(repeating: .infinity, count: count)
        proposed.initialize(repeating: 0, count: padded * lanes)
        sums.initialize(repeating: 0, count: ranges * lanes)
        pack(data, mean: data.columnMeans(threads: threads), threads: threads)
    }

    deinit {
        packed.deallocate()
        squares.deallocate()
        nearest.deallocate()
        proposed.deallocate()
        sums.deallocate()
    }

    private func pack(_ data: Matrix, mean: [Float], threads: Int) {
        Parallel.run(tiles, threads: threads) { [self] tile, _ in
            let target = packed + tile * Self.tileRows * depth
            for place in 0..<Self.tileRows {
                let row = tile * Self.tileRows + place
                var square: Float = 0
                for column in 0..<depth {
                    let value = row < count ? data.values[row * depth + column] - mean[column] : 0
                    target[column * Self.tileRows + place] = value
                    square += value * value
                }
                squares[row] = square
            }
        }
    }

    /// Computes what the distances would become with each of the rows `candidates` as one more word.
    func compare(_ candidates: [Int], threads: Int) {
        precondition(candidates.count <= lanes && candidates.allSatisfy { (0..<count).contains($0) })
        // Candidates as [lane group][depth][8]; lanes left over repeat the first.
        let words = AlignedFloats(depth * lanes)
        var wordSquares = [Float](repeating: 0, count: lanes)
        for lane in 0..<lanes {
            let row = lane < candidates.count ? candidates[lane] : candidates[0]
            let source = packed + row / Self.tileRows * Self.tileRows * depth + row % Self.tileRows
            for column in 0..<depth {
                words.base[(lane / 8 * depth + column) * 8 + lane % 8] = source[column * Self.tileRows]
            }
            wordSquares[lane] = squares[row]
        }
        Parallel.run(ranges, threads: threads) { [self, wordSquares] range, _ in
            for group in 0..<lanes / 8 {
                let squares = wordSquares.withUnsafeBufferPointer { SIMD8<Float>(at: $0.baseAddress! + 8 * group) }
                compare(range, group, words.base + group * depth * 8, squares)
            }
        }
    }

    private func compare(_ range: Int, _ group: Int, _ words: UnsafePointer<Float>, _ wordSquares: SIMD8<Float>) {
        var total = SIMD8<Double>.zero
        for tile in range * tilesPerRange..<min((range + 1) * tilesPerRange, tiles) {
            var left = UnsafePointer(packed) + tile * Self.tileRows * depth
            var right = words
            var d0 = SIMD8<Float>.zero, d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0
            var d6 = d0, d7 = d0, d8 = d0, d9 = d0, d10 = d0, d11 = d0
            for _ in 0..<depth {
                let word = SIMD8<Float>(aligned: right)
                d0.accumulate(word, left[0])
                d1.accumulate(word, left[1])
                d2.accumulate(word, left[2])
                d3.accumulate(word, left[3])
                d4.accumulate(word, left[4])
                d5.accumulate(word, left[5])
                d6.accumulate(word, left[6])
                d7.accumulate(word, left[7])
                d8.accumulate(word, left[8])
                d9.accumulate(word, left[9])
                d10.accumulate(word, left[10])
                d11.accumulate(word, left[11])
                left += Self.tileRows
                right += 8
            }
            let row = tile * Self.tileRows
            var sum = propose(d0, row, group, wordSquares)
            sum += propose(d1, row + 1, group, wordSquares)
            sum += propose(d2, row + 2, group, wordSquares)
            sum += propose(d3, row + 3, group, wordSquares)
            sum += propose(d4, row + 4, group, wordSquares)
            sum += propose(d5, row + 5, group, wordSquares)
            sum += propose(d6, row + 6, group, wordSquares)
            sum += propose(d7, row + 7, group, wordSquares)
            sum += propose(d8, row + 8, group, wordSquares)
            sum += propose(d9, row + 9, group, wordSquares)
            sum += propose(d10, row + 10, group, wordSquares)
            sum += propose(d11, row + 11, group, wordSquares)
            total += SIMD8<Double>(sum)
        }
        for lane in 0..<8 { sums[range * lanes + 8 * group + lane] = total[lane] }
    }

    @inline(__always)
    private func propose(
        _ product: SIMD8<Float>, _ row: Int, _ group: Int, _ wordSquares: SIMD8<Float>
    ) -> SIMD8<Float> {
        let before = SIMD8<Float>(repeating: nearest[row])
        let distance = lanewiseMax(wordSquares + squares[row] - (product + product), product - product)
        let value = lanewiseMin(before, distance)
        value.store(at: proposed + row * lanes + 8 * group)
        return value
    }

    /// The sum of all distances with candidate `trial`.
    func sum(trial: Int) -> Double {
        var sum = 0.0
        for range in 0..<ranges { sum += sums[range * lanes + trial] }
        return sum
    }

    /// Makes candidate `trial` a word.
    func keep(trial: Int, threads: Int) {
        precondition((0..<lanes).contains(trial))
        for range in 0..<ranges { rangeSums[range] = sums[range * lanes + trial] }
        Parallel.run(ranges, threads: threads) { [self] range, _ in
            let first = range * KMeansSeeding.rangeRows
            for row in first..<min(first + KMeansSeeding.rangeRows, count) {
                nearest[row] = proposed[row * lanes + trial]
            }
        }
    }

    /// The row at `share`, 0…1, of the sum of all distances; any row alike where that sum is 0.
    func draw(share: Double) -> Int {
        var left = share * rangeSums.reduce(0, +)
        guard left > 0 else { return min(Int(share * Double(count)), count - 1) }
        var range = 0
        while range < ranges - 1, left >= rangeSums[range] {
            left -= rangeSums[range]
            range += 1
        }
        let rows = range * KMeansSeeding.rangeRows..<min((range + 1) * KMeansSeeding.rangeRows, count)
        var last = rows.lowerBound
        for row in rows where nearest[row] > 0 {
            last = row
            left -= Double(nearest[row])
            if left < 0 { break }
        }
        return last
    }
}
