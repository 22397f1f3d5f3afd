import Core
import Foundation

/// Greedy k-means++ (see ``KMeans``).
///
/// All candidates of a step are compared with all rows in one pass over the rows, which lie packed for the kernel.
/// Sums are made of fixed ranges of rows, added in their order, so that the number of threads does not change a
/// choice.
enum KMeansSeeding {
    /// Rows whose sum is one number.
    static let rangeRows = 1200

    /// The rows that become words.
    static func choose(_ count: Int, from data: Matrix, context: RunContext) -> [Int] {
        precondition(count > 0 && data.rows >= count)
        var random = RandomSource(seed: context.seed, stream: KMeans.randomStream, 2)
        let trials = 2 + Int(log(Double(count)))
        let rows = SeedingRows(data, trials: trials, threads: context.threads)
        var chosen = [random.integer(below: data.rows)]
        rows.compare(chosen, threads: context.threads)
        rows.keep(trial: 0, threads: context.threads)
        while chosen.count < count {
            let candidates = (0..<trials).map { _ in rows.draw(share: Double(random.next() >> 11) * 0x1p-53) }
            rows.compare(candidates, threads: context.threads)
            let best = candidates.indices.min { rows.sum(trial: $0) < rows.sum(trial: $1) } ?? 0
            rows.keep(trial: best, threads: context.threads)
            chosen.append(candidates[best])
        }
        return chosen
    }
}
