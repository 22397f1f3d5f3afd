import Statistics

/// All methods of one data set at one training size, compared with each other.
struct ColumnComparison {
    let size: Int
    /// The most accurate method first.
    let ranking: [CellGroup]
    private let pairs: [Pair: Verdict]

    private struct Pair: Hashable { let first, second: String }

    /// The comparison of a pair as one of all pairs of the column.
    struct Verdict {
        let comparison: PairedComparison
        /// Pairs that are compared in the column.
        let pairs: Int

        var correctedP: Double { comparison.pValue(among: pairs) }
        /// Leaves out 0 exactly where the difference is significant.
        var interval: ConfidenceInterval { comparison.interval(among: pairs) }
        var isSignificant: Bool { correctedP < 0.05 }
    }

    init(_ dataset: DatasetStudy, size: Int) {
        self.size = size
        ranking = dataset.ranking(size)
        var names: [Pair] = []
        var comparisons: [PairedComparison] = []
        for (index, better) in ranking.enumerated() {
            for worse in ranking[(index + 1)...] {
                let seeds = better.correctness.keys.filter { worse.correctness[$0] != nil }.sorted()
                guard !seeds.isEmpty else { continue }
                names.append(Pair(first: better.method, second: worse.method))
                comparisons.append(
                    PairedComparison(
                        first: seeds.map { better.correctness[$0]! }, second: seeds.map { worse.correctness[$0]! }))
            }
        }
        pairs = Dictionary(
            uniqueKeysWithValues: zip(names, comparisons).map {
                ($0, Verdict(comparison: $1, pairs: comparisons.count))
            })
    }

    /// The most accurate methods: several where their mean accuracies are equal.
    var leaders: [CellGroup] { ranking.prefix { $0.ties(with: ranking[0]) }.map(\.self) }

    /// What ran at this size.
    func contains(_ method: String) -> Bool { ranking.contains { $0.method == method } }

    /// The verdict on a method and one that ranks below it; nil where they share no seed.
    func verdict(_ better: String, _ worse: String) -> Verdict? {
        pairs[Pair(first: better, second: worse)]
    }

    /// Whether `first` is significantly better than `second`.
    func isBetter(_ first: String, than second: String) -> Bool {
        guard let verdict = verdict(first, second) else { return false }
        return verdict.isSignificant && verdict.comparison.difference > 0
    }

    /// The method that is significantly better than every other, where there is one and there are others.
    var best: String? {
        guard let first = ranking.first, ranking.count > 1 else { return nil }
        return ranking.dropFirst().allSatisfy { isBetter(first.method, than: $0.method) } ? first.method : nil
    }
}

extension DatasetStudy {
    /// The comparisons at all sizes that have results, from the smallest.
    var columns: [ColumnComparison] { sizes.map { ColumnComparison(self, size: $0) }.filter { !$0.ranking.isEmpty } }
}

extension CellGroup {
    /// Is the mean accuracy that of `other`, but for rounding?
    func ties(with other: CellGroup) -> Bool {
        guard let own = accuracy?.mean, let mean = other.accuracy?.mean else { return false }
        return abs(own - mean) < 1e-9
    }
}
