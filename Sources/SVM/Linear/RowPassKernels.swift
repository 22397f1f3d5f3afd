import Core

/// What a learner makes of the scores of a row.
protocol RowRule: Sendable {
    /// Replaces the scores wᵀx + b of row `row` by the factors with which the row enters the sums, and adds to the losses.
    ///
    /// The scores of column k stand at `scores[k / 16 * stride + k % 16]`; so many columns as there are panels times sixteen
    /// must be written. `losses` has a place for each column.
    func apply(
        row: Int, scores: UnsafeMutablePointer<Float>, stride: Int, losses: UnsafeMutablePointer<Double>)
}

/// Vectors w and constants b of several columns (classes), in the order in which a pass reads them.
struct PanelWeights: Sendable {
    let columns: Int
    let depth: Int
    /// `[panel][depth][16]`
    let values: AlignedFloats
    let biases: AlignedFloats
    var panels: Int { biases.count / TileKernels.panelColumns }

    /// - Parameters:
    ///   - vectors: For each column `depth` numbers, and one behind them.
    ///   - constant: What that one is multiplied with.
    ///   - absent: The constant of the columns that fill up the last panel.
    init(_ vectors: [[Double]], constant: Double = 1, absent: Float = 0) {
        let width = TileKernels.panelColumns
        columns = vectors.count
        depth = vectors[0].count - 1
        let panels = (vectors.count + width - 1) / width
        values = AlignedFloats(panels * depth * width)
        biases = AlignedFloats(panels * width)
        biases.base.update(repeating: absent, count: panels * width)
        for (column, vector) in vectors.enumerated() {
            let target = values.base + column / width * depth * width + column % width
            for index in 0..<depth { target[index * width] = Float(vector[index]) }
            biases.base[column] = Float(vector[depth] * constant)
        }
    }
}

/// A pass over all rows x of a matrix: scores, what a rule makes of them, and the sums of the rows with the factors of that rule.
///
/// A block of rows is fetched from memory once for both products, which are made in registers, twelve or six by sixteen. The
/// rows are cut into slices, whose number depends on the size of the problem only; each is summed in order, in double
/// precision from block to block, and then the slices are: the number of threads changes nothing.
enum RowPassKernels {
    private static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns
    private static let blockRows = 120

    struct Sums {
        /// Σ uᵢₖ xᵢ for each column k, and Σ uᵢₖ behind it.
        var vectors: [[Double]]
        /// For each column.
        var losses: [Double]
    }

    static func run(_ features: Matrix, _ weights: PanelWeights, threads: Int, rule: some RowRule) -> Sums {
        let depth = features.columns
        precondition(depth == weights.depth && depth > 0)
        let panels = weights.panels
        let tiles = (depth + tileRows - 1) / tileRows
        let matrixSize = panels * tiles * tileRows * width
        let size = matrixSize + 2 * panels * width
        let blocks = (features.rows + blockRows - 1) / blockRows
        let slices = max(1, min(8, blocks, max(2, (256 << 20) / (8 * size))))
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: slices * size)
        memory.initialize(repeating: 0, count: slices * size)
        defer { memory.deallocate() }
        let shared = SharedPointer(memory)
        Parallel.run(slices, threads: threads) { slice, _ in
            let scratch = Scratch(panels: panels, depth: depth)
            let sums = shared.base + slice * size
            features.values.withUnsafeBufferPointer { values in
                for block in blocks * slice / slices..<blocks * (slice + 1) / slices {
                    let first = block * blockRows
                    let count = min(blockRows, features.rows - first)
                    let x = values.baseAddress! + first * depth
                    score(x, count, weights, scratch)
                    for row in 0..<count {
                        rule.apply(
                            row: first + row, scores: scratch.scores.base + row * width, stride: blockRows * width,
                            losses: sums + matrixSize + panels * width)
                    }
                    accumulate(x, count, depth, panels, scratch, sums)
                    addFactors(count, panels, scratch, sums + matrixSize)
                }
            }
        }
        return collect(memory, slices, size, matrixSize, weights)
    }

    private struct Scratch {
        /// `[panel][row][16]`
        let scores: AlignedFloats
        let rows: AlignedFloats
        let strip: AlignedFloats
        let spill: AlignedFloats

        init(panels: Int, depth: Int) {
            scores = AlignedFloats(panels * RowPassKernels.blockRows * RowPassKernels.width)
            rows = AlignedFloats(RowPassKernels.tileRows * depth)
            strip = AlignedFloats(RowPassKernels.blockRows * RowPassKernels.tileRows)
            spill = AlignedFloats(RowPassKernels.tileRows * RowPassKernels.width)
        }
    }

    private static func score(
        _ x: UnsafePointer<Float>, _ count: Int, _ weights: PanelWeights, _ scratch: Scratch
    ) {
        let depth = weights.depth
        for first in stride(from: 0, to: count, by: tileRows) {
            var left = x + first * depth
            if first + tileRows > count {
                scratch.rows.base.update(from: left, count: (count - first) * depth)
                left = UnsafePointer(scratch.rows.base)
            }
            for panel in 0..<weights.panels {
                var tile = TileKernels.Tile(SIMD16<Float>(aligned: weights.biases.base + panel * width))
                TileKernels.multiplyRows(
                    &tile, left: left, stride: depth, right: weights.values.base + panel * depth * width, depth: depth)
                TileKernels.store(
                    tile, scratch.scores.base + (panel * blockRows + first) * width, stride: width)
            }
        }
    }

    /// Adds Σ u xᵀ of a block to the sums `[panel][column of x][16]`.
    private static func accumulate(
        _ x: UnsafePointer<Float>, _ count: Int, _ depth: Int, _ panels: Int, _ scratch: Scratch,
        _ sums: UnsafeMutablePointer<Double>
    ) {
        let tiles = (depth + tileRows - 1) / tileRows
        for number in 0..<tiles {
            var left = x + number * tileRows
            var step = depth
            if (number + 1) * tileRows > depth {
                // What is left of the rows, with zeros behind it.
                for row in 0..<count {
                    for column in number * tileRows..<depth {
                        scratch.strip.base[row * tileRows + column - number * tileRows] = x[row * depth + column]
                    }
                }
                left = UnsafePointer(scratch.strip.base)
                step = tileRows
            }
            for panel in 0..<panels {
                var tile = TileKernels.Tile(.zero)
                TileKernels.multiply(
                    &tile, left: left, stride: step, right: scratch.scores.base + panel * blockRows * width,
                    depth: count)
                TileKernels.store(tile, scratch.spill.base, stride: width)
                let target = sums + (panel * tiles + number) * tileRows * width
                let spill = UnsafePointer(scratch.spill.base)
                for index in 0..<tileRows * width { target[index] += Double(spill[index]) }
            }
        }
    }

    private static func addFactors(
        _ count: Int, _ panels: Int, _ scratch: Scratch, _ sums: UnsafeMutablePointer<Double>
    ) {
        for panel in 0..<panels {
            var sum = SIMD16<Float>.zero
            for row in 0..<count {
                sum += SIMD16<Float>(aligned: scratch.scores.base + (panel * blockRows + row) * width)
            }
            for lane in 0..<width { sums[panel * width + lane] += Double(sum[lane]) }
        }
    }

    private static func collect(
        _ memory: UnsafeMutablePointer<Double>, _ slices: Int, _ size: Int, _ matrixSize: Int, _ weights: PanelWeights
    ) -> Sums {
        for slice in 1..<max(slices, 1) {
            for index in 0..<size { memory[index] += memory[slice * size + index] }
        }
        let tiles = (weights.depth + tileRows - 1) / tileRows
        var sums = Sums(vectors: [], losses: [])
        for column in 0..<weights.columns {
            let base = memory + column / width * tiles * tileRows * width + column % width
            var vector = (0..<weights.depth).map { base[$0 * width] }
            vector.append(memory[matrixSize + column])
            sums.vectors.append(vector)
            sums.losses.append(memory[matrixSize + weights.panels * width + column])
        }
        return sums
    }
}
