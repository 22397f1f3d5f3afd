import Core
import Foundation

/// A mixture in the order in which the kernels read it.
///
/// With y = x − c for a centre c, which keeps cancellation small, the logarithm of w·N(x; μ, σ²) is
/// offset + Σ (−½ σ⁻²) y² + Σ (σ⁻² (μ − c)) y: a product of the row (y², y) with coefficients.
struct PackedMixture: Sendable {
    let count: Int
    let depth: Int
    let centre: [Float]
    /// Coefficients of (y², y), `[panel][2·depth][16]`; zeros where there is no component.
    let panels: AlignedFloats
    /// log w − ½ Σ (log 2πσ² + (μ − c)²/σ²); a large negative number where there is no component.
    let offsets: AlignedFloats

    /// Numbers in a row of posteriors: the components, and zeros up to a multiple of 16.
    var stride: Int { offsets.count }
    /// Numbers in a row (y², y), with zeros up to a multiple of 16.
    var rowLength: Int { (2 * depth + 15) / 16 * 16 }

    init(_ parameters: GaussianMixture.Parameters, about centre: [Float]) {
        count = parameters.weights.count
        depth = parameters.means.columns
        self.centre = centre
        let width = TileKernels.panelColumns
        let padded = (count + width - 1) / width * width
        panels = AlignedFloats(padded * 2 * depth)
        offsets = AlignedFloats(padded)
        offsets.base.update(repeating: -1e30, count: padded)
        for component in 0..<count {
            var offset = log(max(Double(parameters.weights[component]), 1e-300))
            let panel = panels.base + component / width * width * 2 * depth + component % width
            for column in 0..<depth {
                let variance = Double(parameters.variances[component, column])
                let mean = Double(parameters.means[component, column]) - Double(centre[column])
                offset -= 0.5 * (log(2 * Double.pi * variance) + mean * mean / variance)
                panel[column * width] = Float(-0.5 / variance)
                panel[(depth + column) * width] = Float(mean / variance)
            }
            offsets.base[component] = Float(offset)
        }
    }
}

/// Posteriors of mixtures and the sums that EM makes of them.
enum MixtureKernels {
    fileprivate static let tileRows = TileKernels.tileRows
    private static let width = TileKernels.panelColumns
    /// Rows that are worked on together, a multiple of ``TileKernels/tileRows``.
    static let blockRows = 192

    /// What EM needs of all rows, about the centre of the mixture.
    struct Sums {
        var logLikelihood = 0.0
        /// Σ γ of each component.
        var posteriors: [Double]
        /// Σ γ y, `[component][column]`.
        var rows: [Double]
        /// Σ γ y².
        var squares: [Double]
    }

    /// Memory for one block.
    struct Scratch {
        private let memory: AlignedFloats
        /// (y², y) of each row, `rowLength` apart.
        let rows: UnsafeMutablePointer<Float>
        /// Posteriors, `stride` apart, and room behind them for a whole tile of components.
        let posteriors: UnsafeMutablePointer<Float>
        /// (y², y) as `[panel][row][16]`.
        let columns: UnsafeMutablePointer<Float>
        let spill: UnsafeMutablePointer<Float>

        init(_ mixture: PackedMixture) {
            let rowCount = MixtureKernels.blockRows * mixture.rowLength
            let posteriorCount = MixtureKernels.blockRows * mixture.stride + 16
            memory = AlignedFloats(2 * rowCount + posteriorCount + MixtureKernels.tileRows * 16)
            rows = memory.base
            columns = memory.base + rowCount
            posteriors = columns + rowCount
            spill = posteriors + posteriorCount
        }
    }

    /// Posteriors of all rows.
    static func posteriors(_ data: Matrix, _ mixture: PackedMixture, threads: Int) -> Matrix {
        Matrix(rows: data.rows, columns: mixture.count) { target in
            guard let base = target.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(data.rows, of: 8 * blockRows, threads: threads) { range, _ in
                let scratch = Scratch(mixture)
                for first in stride(from: range.lowerBound, to: range.upperBound, by: blockRows) {
                    let block = first..<min(first + blockRows, range.upperBound)
                    _ = posteriors(data, rows: block, mixture, scratch)
                    for (place, row) in block.enumerated() {
                        (target.base + row * mixture.count).update(
                            from: scratch.posteriors + place * mixture.stride, count: mixture.count)
                    }
                }
            }
        }
    }

    /// Fills `scratch.rows` and `scratch.posteriors` for a block of rows, and returns the sum of their log-likelihoods.
    static func posteriors(
        _ data: Matrix, rows: Range<Int>, _ mixture: PackedMixture, _ scratch: Scratch
    ) -> Double {
        logarithms(data, rows: rows, mixture, scratch)
        var sum = 0.0
        for row in 0..<rows.count {
            sum += Double(softmax(scratch.posteriors + row * mixture.stride, mixture.stride))
        }
        return sum
    }

    /// Fills `scratch.rows`, and `scratch.posteriors` with the logarithms of w·N(x; μ, σ²).
    static func logarithms(_ data: Matrix, rows: Range<Int>, _ mixture: PackedMixture, _ scratch: Scratch) {
        precondition(data.columns == mixture.depth && rows.count <= blockRows)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= data.rows)
        expand(data, rows, mixture, into: scratch.rows)
        let depth = 2 * mixture.depth
        let stride = mixture.stride
        for panel in 0..<stride / width {
            let right = UnsafePointer(mixture.panels.base) + panel * width * depth
            let offsets = SIMD16<Float>(aligned: mixture.offsets.base + panel * width)
            for tile in 0..<(rows.count + tileRows - 1) / tileRows {
                var sums = TileKernels.Tile(offsets)
                TileKernels.multiplyRows(
                    &sums, left: scratch.rows + tile * tileRows * mixture.rowLength, stride: mixture.rowLength,
                    right: right, depth: depth)
                TileKernels.store(
                    sums, scratch.posteriors + tile * tileRows * stride + panel * width, stride: stride)
            }
        }
    }

    /// Writes (y², y) of each row, and zeros behind the last one up to a whole tile.
    private static func expand(
        _ data: Matrix, _ rows: Range<Int>, _ mixture: PackedMixture, into target: UnsafeMutablePointer<Float>
    ) {
        let depth = mixture.depth
        data.values.withUnsafeBufferPointer { values in
            mixture.centre.withUnsafeBufferPointer { centre in
                for place in 0..<rows.count {
                    let source = values.baseAddress! + (rows.lowerBound + place) * depth
                    let squares = target + place * mixture.rowLength
                    var column = 0
                    while column + 8 <= depth {
                        let difference =
                            SIMD8<Float>(at: source + column) - SIMD8<Float>(at: centre.baseAddress! + column)
                        (difference * difference).store(at: squares + column)
                        difference.store(at: squares + depth + column)
                        column += 8
                    }
                    while column < depth {
                        let difference = source[column] - centre[column]
                        squares[column] = difference * difference
                        squares[depth + column] = difference
                        column += 1
                    }
                }
            }
        }
        let padded = (rows.count + tileRows - 1) / tileRows * tileRows
        (target + rows.count * mixture.rowLength).update(
            repeating: 0, count: (padded - rows.count) * mixture.rowLength)
    }

    /// Turns logarithms into shares that add up to 1, and returns the logarithm of the sum.
    @inline(__always)
    private static func softmax(_ row: UnsafeMutablePointer<Float>, _ count: Int) -> Float {
        let maximum = largest(row, count)
        var sums = SIMD8<Float>.zero
        for index in Swift.stride(from: 0, to: count, by: 8) {
            let value = TileKernels.exponential(SIMD8<Float>(aligned: row + index) - maximum)
            value.store(aligned: row + index)
            sums += value
        }
        let half = sums.lowHalf + sums.highHalf
        let sum = (half[0] + half[1]) + (half[2] + half[3])
        let factor = 1 / sum
        for index in Swift.stride(from: 0, to: count, by: 8) {
            (SIMD8<Float>(aligned: row + index) * factor).store(aligned: row + index)
        }
        return maximum + log(sum)
    }

    /// The largest of a multiple of eight numbers.
    @inline(__always)
    static func largest(_ row: UnsafePointer<Float>, _ count: Int) -> Float {
        var largest = SIMD8<Float>(aligned: row)
        for index in Swift.stride(from: 8, to: count, by: 8) {
            largest = lanewiseMax(largest, SIMD8<Float>(aligned: row + index))
        }
        return TileKernels.largest(largest)
    }

    // MARK: Sums for EM

    /// The sums over all rows. Rows are cut into at most 32 parts, whose sums are added in their order.
    static func expectation(_ data: Matrix, _ mixture: PackedMixture, threads: Int) -> Sums {
        let size = max((data.rows + 31) / 32, 4 * blockRows)
        let parts = (data.rows + size - 1) / size
        let length = mixture.stride * (mixture.rowLength + 1) + 1
        var partial = [Double](repeating: 0, count: parts * length)
        partial.withUnsafeMutableBufferPointer { partial in
            guard let base = partial.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(data.rows, of: size, threads: threads) { range, _ in
                expectation(data, range, mixture, into: target.base + range.lowerBound / size * length)
            }
        }
        for part in 1..<max(parts, 1) {
            for index in 0..<length { partial[index] += partial[part * length + index] }
        }
        let (count, depth, rowLength) = (mixture.count, mixture.depth, mixture.rowLength)
        let first = 1 + mixture.stride
        return Sums(
            logLikelihood: partial[0], posteriors: Array(partial[1..<1 + count]),
            rows: (0..<count * depth).map { partial[first + $0 / depth * rowLength + depth + $0 % depth] },
            squares: (0..<count * depth).map { partial[first + $0 / depth * rowLength + $0 % depth] })
    }

    /// Adds the rows of one part: log-likelihood, Σ γ, Σ γ (y², y).
    private static func expectation(
        _ data: Matrix, _ range: Range<Int>, _ mixture: PackedMixture, into target: UnsafeMutablePointer<Double>
    ) {
        let scratch = Scratch(mixture)
        for first in stride(from: range.lowerBound, to: range.upperBound, by: blockRows) {
            let block = first..<min(first + blockRows, range.upperBound)
            target[0] += posteriors(data, rows: block, mixture, scratch)
            addPosteriors(scratch.posteriors, block.count, mixture.stride, to: target + 1)
            turn(scratch, block.count, mixture.rowLength)
            let sums = target + 1 + mixture.stride
            for panel in 0..<mixture.rowLength / width {
                let right = UnsafePointer(scratch.columns) + panel * blockRows * width
                for component in stride(from: 0, to: mixture.count, by: tileRows) {
                    var tile = TileKernels.Tile(.zero)
                    TileKernels.multiply(
                        &tile, left: scratch.posteriors + component, stride: mixture.stride, right: right,
                        depth: block.count)
                    TileKernels.store(tile, scratch.spill, stride: width)
                    for place in 0..<min(tileRows, mixture.count - component) {
                        let row = sums + (component + place) * mixture.rowLength + panel * width
                        for column in 0..<width { row[column] += Double(scratch.spill[place * width + column]) }
                    }
                }
            }
        }
    }

    private static func addPosteriors(
        _ posteriors: UnsafePointer<Float>, _ rows: Int, _ stride: Int, to target: UnsafeMutablePointer<Double>
    ) {
        for group in Swift.stride(from: 0, to: stride, by: 8) {
            var sums = SIMD8<Float>.zero
            for row in 0..<rows { sums += SIMD8<Float>(aligned: posteriors + row * stride + group) }
            for lane in 0..<8 { target[group + lane] += Double(sums[lane]) }
        }
    }

    /// Copies the rows (y², y) to panels of sixteen columns.
    private static func turn(_ scratch: Scratch, _ rows: Int, _ rowLength: Int) {
        for row in 0..<rows {
            for panel in 0..<rowLength / width {
                let source = scratch.rows + row * rowLength + panel * width
                let target = scratch.columns + (panel * blockRows + row) * width
                SIMD8<Float>(aligned: source).store(aligned: target)
                SIMD8<Float>(aligned: source + 8).store(aligned: target + 8)
            }
        }
    }
}
