/// Whether methods differ across data sets, by their ranks: the test of Friedman (1937) with the pairs of Nemenyi (1963), as
/// J. Demšar recommends (*Statistical Comparisons of Classifiers over Multiple Data Sets*, JMLR 7, 2006).
///
/// On each of N data sets the k methods are ranked, the best first, equal ones by the mean of their places. If all were equally good,
///
///     χ² = 12 N / (k (k + 1)) · (Σ Rⱼ² − k (k + 1)² / 4),   divided by 1 − Σ (t³ − t) / (N k (k² − 1)) for t equal ones,
///
/// of the mean ranks Rⱼ would follow the χ² distribution with k − 1 degrees of freedom, and F = (N − 1) χ² / (N (k − 1) − χ²) of Iman
/// and Davenport (1980), which is less conservative, the F distribution with k − 1 and (k − 1)(N − 1). Two methods differ by Nemenyi's
/// test where their mean ranks differ by at least the critical difference q √(k (k + 1) / (6 N)), with q the quantile of the
/// studentised range for k groups and infinitely many degrees of freedom, divided by √2.
///
/// It assumes that the data sets are independent of each other. With few of them it hardly ever finds a difference: that is
/// what few data sets can say.
public struct RankComparison: Hashable, Sendable {
    /// Mean rank of each method, from 1, the best, to k.
    public let meanRanks: [Double]
    public let datasets: Int
    /// Friedman's χ², corrected for equal ranks.
    public let chiSquared: Double
    public let pValue: Double
    /// The statistic of Iman and Davenport; infinite where all data sets rank alike.
    public let fStatistic: Double
    public let fPValue: Double
    /// Nemenyi's critical difference of mean ranks at 5 %.
    public let criticalDifference: Double

    /// - Parameter scores: `[data set][method]`, more is better.
    /// - Precondition: At least two data sets and two methods, and as many scores for each data set.
    public init(scores: [[Double]]) {
        precondition(scores.count > 1 && scores[0].count > 1, "ranks need two data sets and two methods")
        precondition(scores.allSatisfy { $0.count == scores[0].count }, "a score is missing")
        let (n, k) = (Double(scores.count), Double(scores[0].count))
        datasets = scores.count
        var sums = [Double](repeating: 0, count: scores[0].count)
        var ties = 0.0
        for row in scores {
            for (method, rank) in Self.ranks(row).enumerated() { sums[method] += rank }
            for count in Dictionary(grouping: row, by: { $0 }).values.map({ Double($0.count) }) {
                ties += count * count * count - count
            }
        }
        meanRanks = sums.map { $0 / n }
        let correction = 1 - ties / (n * k * (k * k - 1))
        let squares = meanRanks.reduce(0) { $0 + $1 * $1 }
        let raw = 12 * n / (k * (k + 1)) * (squares - k * (k + 1) * (k + 1) / 4)
        // Where all methods score alike everywhere, nothing differs.
        chiSquared = correction > 0 ? max(0, raw) / correction : 0
        pValue = Distributions.chiSquaredTail(chiSquared, degreesOfFreedom: k - 1)
        let rest = n * (k - 1) - chiSquared
        fStatistic = rest > 1e-9 * n * k ? (n - 1) * chiSquared / rest : .infinity
        fPValue = Distributions.fTail(fStatistic, k - 1, (k - 1) * (n - 1))
        criticalDifference =
            Distributions.studentizedRangeQuantile(0.95, groups: scores[0].count)
            * (k * (k + 1) / (12 * n)).squareRoot()
    }

    /// Nemenyi's two-sided p value, which is corrected for all pairs, of two methods by their places in the scores.
    public func nemenyi(_ first: Int, _ second: Int) -> Double {
        let k = Double(meanRanks.count)
        let error = (k * (k + 1) / (12 * Double(datasets))).squareRoot()
        let distance = abs(meanRanks[first] - meanRanks[second]) / error
        return Distributions.studentizedRangeTail(distance, groups: meanRanks.count)
    }

    /// The largest groups of methods that do not differ by Nemenyi's test, each by its places in the scores from the best rank on:
    /// what a critical-difference diagram joins by bars.
    public var cliques: [[Int]] {
        let order = meanRanks.indices.sorted { (meanRanks[$0], $0) < (meanRanks[$1], $1) }
        var cliques: [[Int]] = []
        var reached = 0
        for (start, first) in order.enumerated() {
            let end = order.lastIndex { meanRanks[$0] - meanRanks[first] < criticalDifference } ?? start
            if end > start, end > reached {
                cliques.append(Array(order[start...end]))
                reached = end
            }
        }
        return cliques
    }

    /// The place of each score, the largest first, from 1; equal scores share the mean of their places.
    public static func ranks(_ scores: [Double]) -> [Double] {
        scores.map { score in
            let better = scores.count { $0 > score }
            let equal = scores.count { $0 == score }
            return Double(better) + Double(equal + 1) / 2
        }
    }
}
