import Core

/// Puts examples into an order in which sixteen in a row are alike, so that they have their zeros at the same features, which
/// ``PackedExamples`` leaves out. Of the pixels of digits a seventh less remains than in the order in which they come.
///
/// The examples are projected onto eight directions that are roughly the principal components of a sample, and each group is
/// halved along the direction in which it extends farthest, until sixteen are left. The result depends on the rows only.
enum SimilarityKernels {
    typealias Lanes = SIMD8<Float>

    /// The groups with their members in another order, or as they are where few features are zero.
    static func sorted(_ features: Matrix, _ groups: [[Int32]], threads: Int) -> [[Int32]] {
        let count = groups.reduce(0) { $0 + $1.count }
        guard count >= 64, features.columns >= 32 else { return groups }
        let sample = stride(from: 0, to: features.rows, by: max(features.rows / 256, 1)).prefix(256)
        guard zeroShare(features, Array(sample)) > 0.3 else { return groups }
        let directions = directions(features, Array(sample))
        let projections = AlignedFloats(uninitialised: features.rows * 8)
        Parallel.ranges(features.rows, of: 256, threads: threads) { rows, _ in
            for row in rows {
                project(features, row, directions).store(aligned: projections.base + row * 8)
            }
        }
        return Parallel.map(groups.count, threads: threads) { halve(groups[$0], projections) }
    }

    private static func zeroShare(_ features: Matrix, _ rows: [Int]) -> Double {
        var zeros = 0
        for row in rows {
            for index in row * features.columns..<(row + 1) * features.columns {
                zeros += features.values[index] == 0 ? 1 : 0
            }
        }
        return Double(zeros) / Double(max(rows.count * features.columns, 1))
    }

    /// Eight directions, one a lane: two steps of the power method from random ones.
    private static func directions(_ features: Matrix, _ sample: [Int]) -> [Lanes] {
        let depth = features.columns
        var random = RandomSource(seed: 1)
        var directions = (0..<depth).map { _ in Lanes((0..<8).map { _ in random.normal() }) }
        var mean = [Float](repeating: 0, count: depth)
        for row in sample {
            for column in 0..<depth { mean[column] += features.values[row * depth + column] / Float(sample.count) }
        }
        for _ in 0..<2 {
            var next = [Lanes](repeating: .zero, count: depth)
            for row in sample {
                let values = zip(features.row(row), mean).map { $0 - $1 }
                var score = Lanes.zero
                for column in 0..<depth { score.accumulate(directions[column], values[column]) }
                for column in 0..<depth { next[column].accumulate(score, values[column]) }
            }
            directions = orthonormal(next)
        }
        return directions
    }

    /// The lanes made orthogonal to each other and of unit length (Gram–Schmidt).
    private static func orthonormal(_ vectors: [Lanes]) -> [Lanes] {
        var vectors = vectors
        for lane in 0..<8 {
            for earlier in 0..<lane {
                let dot = vectors.reduce(Float(0)) { $0 + $1[lane] * $1[earlier] }
                for index in vectors.indices { vectors[index][lane] -= dot * vectors[index][earlier] }
            }
            let norm = vectors.reduce(Float(0)) { $0 + $1[lane] * $1[lane] }.squareRoot()
            for index in vectors.indices { vectors[index][lane] /= max(norm, 1e-30) }
        }
        return vectors
    }

    private static func project(_ features: Matrix, _ row: Int, _ directions: [Lanes]) -> Lanes {
        let depth = features.columns
        return features.values.withUnsafeBufferPointer { values in
            directions.withUnsafeBufferPointer { directions in
                let source = values.baseAddress! + row * depth
                var sums = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
                var column = 0
                while column + 4 <= depth {
                    sums.0.accumulate(directions[column], source[column])
                    sums.1.accumulate(directions[column + 1], source[column + 1])
                    sums.2.accumulate(directions[column + 2], source[column + 2])
                    sums.3.accumulate(directions[column + 3], source[column + 3])
                    column += 4
                }
                while column < depth {
                    sums.0.accumulate(directions[column], source[column])
                    column += 1
                }
                return (sums.0 + sums.1) + (sums.2 + sums.3)
            }
        }
    }

    /// Halves a group again and again.
    private static func halve(_ group: [Int32], _ projections: AlignedFloats) -> [Int32] {
        guard group.count > TileKernels.panelColumns else { return group }
        var least = Lanes(repeating: .infinity)
        var most = -least
        for row in group {
            let place = SIMD8<Float>(aligned: projections.base + Int(row) * 8)
            least = lanewiseMin(least, place)
            most = lanewiseMax(most, place)
        }
        let extent = most - least
        let lane = (1..<8).reduce(0) { extent[$1] > extent[$0] ? $1 : $0 }
        let keys = group.map { (value: projections.base[Int($0) * 8 + lane], row: $0) }
        let order = keys.sorted { $0.value < $1.value || ($0.value == $1.value && $0.row < $1.row) }
        let width = TileKernels.panelColumns
        let middle = (group.count / 2 + width - 1) / width * width
        return halve(order[..<middle].map(\.row), projections) + halve(order[middle...].map(\.row), projections)
    }
}
