import Core
import Foundation

/// Generated rows on which vocabularies and mixtures are timed and tested: the distributions of
/// `shared/peers/features_peers.py`, drawn with this package's own generator.
public enum SyntheticDescriptors {
    /// Rows of 128 numbers like SIFT's: sparse, not negative, whole, 0…255, around 4,000 prototypes.
    ///
    /// A prototype has independent numbers of a gamma distribution of shape 0.4; a row is one of them, every number
    /// times a gamma variable of shape 4 and mean 1, scaled to length 1, limited to 0.2, scaled again, and times 512.
    /// The prototypes do not depend on `seed`.
    public static func siftLike(_ count: Int, seed: UInt64, threads: Int = 1) -> Matrix {
        let (depth, prototypeCount) = (128, 4000)
        let prototypes = Matrix(rows: prototypeCount, columns: depth) { target in
            var random = RandomSource(seed: 0, stream: stream, 0)
            for index in target.indices { target[index] = Float(gamma(0.4, &random)) }
        }
        return rows(count, of: depth, threads: threads) { row, index in
            var random = RandomSource(seed: seed, stream: stream, 1, UInt64(index))
            let prototype = prototypes.row(random.integer(below: prototypeCount))
            for (column, value) in prototype.enumerated() { row[column] = value * Float(gamma(4, &random) / 4) }
            scale(row, to: 1)
            for column in row.indices { row[column] = min(row[column], 0.2) }
            scale(row, to: 512)
            for column in row.indices { row[column] = min(row[column], 255).rounded(.down) }
        }
    }

    /// Rows of a mixture of `components` normal distributions of variance 1, whose means are normal with deviation 2.
    /// The means do not depend on `seed`.
    public static func gaussianMixture(
        _ count: Int, columns: Int = 64, components: Int = 64, seed: UInt64, threads: Int = 1
    ) -> Matrix {
        var random = RandomSource(seed: 5, stream: stream, 2)
        let means = Matrix(
            rows: components, columns: columns, values: (0..<components * columns).map { _ in 2 * random.normal() })
        return rows(count, of: columns, threads: threads) { row, index in
            var random = RandomSource(seed: seed, stream: stream, 3, UInt64(index))
            let mean = means.row(random.integer(below: components))
            for (column, value) in mean.enumerated() { row[column] = value + random.normal() }
        }
    }

    private static let stream: UInt64 = 0x7379_6E74_6865

    private static func rows(
        _ count: Int, of columns: Int, threads: Int,
        _ fill: @Sendable (_ row: UnsafeMutableBufferPointer<Float>, _ index: Int) -> Void
    ) -> Matrix {
        Matrix(rows: count, columns: columns) { target in
            guard let base = target.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.run(count, threads: threads) { index, _ in
                fill(UnsafeMutableBufferPointer(start: target.base + index * columns, count: columns), index)
            }
        }
    }

    private static func scale(_ row: UnsafeMutableBufferPointer<Float>, to length: Float) {
        var sum = 0.0
        for value in row { sum += Double(value) * Double(value) }
        let factor = sum > 0 ? length / Float(sum.squareRoot()) : 0
        for column in row.indices { row[column] *= factor }
    }

    /// A gamma variable of scale 1 (G. Marsaglia and W. Tsang, 2000).
    private static func gamma(_ shape: Double, _ random: inout RandomSource) -> Double {
        guard shape >= 1 else {
            let u = 1 - Double(random.uniform())
            return gamma(shape + 1, &random) * pow(u, 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = Double(random.normal())
            let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
            guard v > 0 else { continue }
            let u = 1 - Double(random.uniform())
            if log(u) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}
