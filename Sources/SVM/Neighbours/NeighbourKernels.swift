import Core

/// The search for the nearest examples.
enum NeighbourKernels {
    private static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns
    /// Candidates beyond those wanted, which are measured again.
    private static let spare = 8

    /// Row `row` of `features` as ``NeighbourExamples/rows`` describes it. All zeros where a number is not finite.
    static func prepare(
        _ features: Matrix, row: Int, centre: [Float], metric: NearestNeighbours.Metric,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        let columns = features.columns
        precondition(target.count == columns && centre.count == columns && row >= 0 && row < features.rows)
        let norm = LinearKernels.squaredNorm(features, row: row)
        guard norm.isFinite, columns > 0 else { return target.update(repeating: 0) }
        features.values.withUnsafeBufferPointer { values in
            centre.withUnsafeBufferPointer { centre in
                let x = values.baseAddress! + row * columns
                switch metric {
                case .l2:
                    for column in 0..<columns { target[column] = x[column] - centre[column] }
                case .cosine:
                    let factor = norm > 0 ? 1 / norm.squareRoot() : 0
                    for column in 0..<columns { target[column] = x[column] * factor }
                case .chi2:
                    for column in 0..<columns { target[column] = x[column] < 1e-30 ? 1e-30 : x[column] }
                }
            }
        }
    }

    /// The memory of one search: a block of rows, prepared, in rows and in panels, and the best of each.
    private struct Block {
        let rows: Int
        let depth: Int
        let kept: Int
        /// Prepared rows, `[row][depth]`.
        let prepared: AlignedFloats
        /// The same as `[panel][depth][16]`.
        let panels: AlignedFloats
        /// The worst score that each row keeps.
        let thresholds: AlignedFloats
        /// The scores that each row keeps, the best first, and their examples.
        let scores: AlignedFloats
        let places: UnsafeMutablePointer<Int32>
        let counts: UnsafeMutablePointer<Int>
        let spill = AlignedFloats(NeighbourKernels.tileRows * NeighbourKernels.width)
        let panelCount: Int

        init(rows: Int, depth: Int, kept: Int) {
            panelCount = (rows + 15) / 16
            self.rows = rows
            self.depth = depth
            self.kept = kept
            prepared = AlignedFloats(rows * depth)
            panels = AlignedFloats(panelCount * 16 * depth)
            thresholds = AlignedFloats(panelCount * 16)
            scores = AlignedFloats(panelCount * 16 * kept)
            places = .allocate(capacity: panelCount * 16 * kept)
            places.initialize(repeating: 0, count: panelCount * 16 * kept)
            counts = .allocate(capacity: panelCount * 16)
            counts.initialize(repeating: 0, count: panelCount * 16)
            // Lanes without a row want nothing.
            thresholds.base.update(repeating: .greatestFiniteMagnitude, count: panelCount * 16)
            thresholds.base.update(repeating: -.greatestFiniteMagnitude, count: rows)
        }

        func deallocate() {
            places.deallocate()
            counts.deallocate()
        }
    }

    /// The `count` nearest examples of each of `rows`, the nearest first, the first among equals.
    static func search(
        _ features: Matrix, rows: Range<Int>, in examples: NeighbourExamples, count: Int
    ) -> [FittedNearestNeighbours.Neighbours] {
        let depth = features.columns
        precondition(depth == examples.rows.columns && count > 0 && count <= examples.rows.rows)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= features.rows)
        let block = Block(rows: rows.count, depth: depth, kept: min(count + spare, examples.rows.rows))
        defer { block.deallocate() }
        var isFinite = [Bool](repeating: true, count: rows.count)
        for (place, row) in rows.enumerated() {
            isFinite[place] = LinearKernels.squaredNorm(features, row: row).isFinite
            let target = block.prepared.base + place * depth
            prepare(
                features, row: row, centre: examples.centre, metric: examples.metric,
                into: UnsafeMutableBufferPointer(start: target, count: depth))
            let lane = block.panels.base + place / width * width * depth + place % width
            for column in 0..<depth { lane[column * width] = target[column] }
        }
        examples.rows.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            compare(block, base, examples)
            for place in 0..<rows.count { measure(block, place, base, examples.metric) }
        }
        return (0..<rows.count).map { place in
            guard isFinite[place] else { return .init() }
            return nearest(block, place, count)
        }
    }

    /// Fills the lists of the block with the examples of the largest scores.
    private static func compare(_ block: Block, _ base: UnsafePointer<Float>, _ examples: NeighbourExamples) {
        let depth = block.depth
        let total = examples.rows.rows
        let isChi2 = examples.metric == .chi2
        // Behind the last example there are zeros.
        let padded = AlignedFloats(tileRows * depth)
        let offsets = AlignedFloats(tileRows)
        for first in stride(from: 0, to: total, by: tileRows) {
            let present = min(tileRows, total - first)
            var left = base + first * depth
            if present < tileRows {
                padded.base.update(from: left, count: present * depth)
                left = UnsafePointer(padded.base)
            }
            for row in 0..<tileRows {
                offsets.base[row] = row < present ? examples.offsets[first + row] : -.greatestFiniteMagnitude
            }
            for panel in 0..<block.panelCount {
                let right = UnsafePointer(block.panels.base) + panel * width * depth
                if isChi2 {
                    for row in 0..<present { chi2(left + row * depth, right, depth, block.spill.base + row * width) }
                } else {
                    var tile = TileKernels.Tile(.zero)
                    TileKernels.multiplyRows(&tile, left: left, stride: depth, right: right, depth: depth)
                    TileKernels.store(tile, block.spill.base, stride: width)
                }
                for row in 0..<present {
                    keep(block, panel, block.spill.base + row * width, offsets.base[row], Int32(first + row))
                }
            }
        }
    }

    /// −Σ (x − y)²/(x + y) = 4 Σ xy/(x + y) − Σx − Σy of one example and sixteen rows. The quotient is the product with a
    /// reciprocal that begins with a linear one, by its bits, and gains digits by a cubic and a quadratic step of Newton's
    /// method.
    @inline(__always)
    private static func chi2(
        _ y: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ depth: Int, _ target: UnsafeMutablePointer<Float>
    ) {
        let magic = SIMD16<UInt32>(repeating: 0x7EF3_11C3)
        let one = SIMD16<Float>(repeating: 1)
        var quotients = SIMD16<Float>.zero, sums = SIMD16<Float>.zero
        for column in 0..<depth {
            let a = SIMD16<Float>(aligned: x + column * width)
            let b = SIMD16<Float>(repeating: y[column])
            let sum = a + b
            var reciprocal = unsafeBitCast(magic &- unsafeBitCast(sum, to: SIMD16<UInt32>.self), to: SIMD16<Float>.self)
            var error = one
            error.accumulate(-sum, reciprocal)
            var step = error
            step.accumulate(error, error)
            var better = reciprocal
            better.accumulate(reciprocal, step)
            reciprocal = better
            error = one
            error.accumulate(-sum, reciprocal)
            better.accumulate(reciprocal, error)
            quotients.accumulate(a * b, better)
            sums += sum
        }
        (quotients * 4 - sums).store(aligned: target)
    }

    /// Takes an example into the lists of the sixteen rows of a panel whose threshold its score exceeds: most exceed none.
    @inline(__always)
    private static func keep(
        _ block: Block, _ panel: Int, _ scores: UnsafePointer<Float>, _ offset: Float, _ example: Int32
    ) {
        let thresholds = block.thresholds.base + panel * width
        let low = SIMD8<Float>(aligned: scores) + offset, high = SIMD8<Float>(aligned: scores + 8) + offset
        let lowMask = TileKernels.mask(where: SIMD8<Float>(aligned: thresholds), isNotBelow: low)
        let highMask = TileKernels.mask(where: SIMD8<Float>(aligned: thresholds + 8), isNotBelow: high)
        var pending = ~(lowMask | highMask << 8) & 0xFFFF
        while pending != 0 {
            let lane = pending.trailingZeroBitCount
            pending &= pending - 1
            let row = panel * width + lane
            insert(block, row, scores[lane] + offset, example)
        }
    }

    private static func insert(_ block: Block, _ row: Int, _ score: Float, _ example: Int32) {
        let scores = block.scores.base + row * block.kept
        let places = block.places + row * block.kept
        let count = block.counts[row]
        var place = min(count, block.kept - 1)
        while place > 0, scores[place - 1] < score {
            scores[place] = scores[place - 1]
            places[place] = places[place - 1]
            place -= 1
        }
        scores[place] = score
        places[place] = example
        block.counts[row] = min(count + 1, block.kept)
        if block.counts[row] == block.kept { block.thresholds.base[row] = scores[block.kept - 1] }
    }

    /// Replaces the scores of a row by distances, by their definition.
    private static func measure(
        _ block: Block, _ row: Int, _ base: UnsafePointer<Float>, _ metric: NearestNeighbours.Metric
    ) {
        let x = UnsafePointer(block.prepared.base) + row * block.depth
        for place in 0..<block.counts[row] {
            let y = base + Int(block.places[row * block.kept + place]) * block.depth
            let distance =
                switch metric {
                case .l2: squaredDistance(x, y, block.depth).squareRoot()
                case .cosine: 1 - LinearKernels.dot(x, y, block.depth)
                case .chi2: chi2Distance(x, y, block.depth)
                }
            block.scores.base[row * block.kept + place] = max(distance, 0)
        }
    }

    private static func squaredDistance(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ depth: Int) -> Float {
        var sums = SIMD16<Float>.zero
        var column = 0
        while column + 16 <= depth {
            let difference = SIMD16<Float>(at: x + column) - SIMD16<Float>(at: y + column)
            sums.accumulate(difference, difference)
            column += 16
        }
        var sum = sums.sum()
        while column < depth {
            let difference = x[column] - y[column]
            sum += difference * difference
            column += 1
        }
        return sum
    }

    private static func chi2Distance(_ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ depth: Int) -> Float {
        var sum: Float = 0
        for column in 0..<depth {
            let difference = x[column] - y[column]
            sum += difference * difference / (x[column] + y[column])
        }
        return sum
    }

    private static func nearest(_ block: Block, _ row: Int, _ count: Int) -> FittedNearestNeighbours.Neighbours {
        let first = row * block.kept
        let order = (first..<first + block.counts[row]).sorted {
            let (a, b) = (block.scores.base[$0], block.scores.base[$1])
            return a < b || (a == b && block.places[$0] < block.places[$1])
        }.prefix(count)
        return .init(
            indices: order.map { Int(block.places[$0]) }, distances: order.map { block.scores.base[$0] })
    }
}
