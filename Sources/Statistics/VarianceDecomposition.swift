/// What share of the variance of accuracy each factor of a full cross explains, alone and together with others: the analysis of
/// variance of a balanced design (R. Fisher, *Statistical Methods for Research Workers*, 1925).
///
/// Every combination of levels has the same number r of results. With the mean over all results that share the levels of a set of
/// factors, the effect of a set is that mean minus the effects of all its subsets; its sum of squares runs over all results. The sums
/// of squares of all sets and that of the results about the means of their combinations, the residual, add up to the total.
///
/// η² of a set is its share of the total. A set of f degrees of freedom that explains nothing still takes f shares of noise; where
/// there is a residual, ω² = (SS − f · MS_residual) / (SS_total + MS_residual) (Hays 1963) takes them off.
///
/// The p value of F = MS / MS_residual assumes normal residuals of one variance. Accuracies near 100 % vary less than others, so p is
/// a guide; the shares need no such assumption.
public struct VarianceDecomposition: Sendable {
    public struct Effect: Hashable, Sendable {
        /// The factors, one for a main effect; empty for the residual.
        public let factors: [String]
        public let sumOfSquares: Double
        public let degreesOfFreedom: Int
        /// Share of the total sum of squares.
        public let etaSquared: Double
        /// The same without the shares of noise, at least 0; nil without a residual, and for it.
        public let omegaSquared: Double?
        /// nil without a residual, and for it.
        public let pValue: Double?
    }

    /// By number of factors, then in the order of the factors; last the residual where there is one.
    public let effects: [Effect]
    /// Results of each combination.
    public let replicates: Int
    public let total: Double
    package let factors: [(name: String, levels: Int)]

    /// - Parameters:
    ///   - factors: Name and number of levels, at least 2, of each factor.
    ///   - results: For each combination, the level of the last factor changing fastest, its results.
    /// - Precondition: One to six factors; as many combinations as the levels say, with the same number of results, at least one.
    public init(factors: [(name: String, levels: Int)], results: [[Double]]) {
        precondition(
            (1...6).contains(factors.count) && factors.allSatisfy { $0.levels > 1 }, "a factor needs two levels")
        precondition(results.count == factors.reduce(1) { $0 * $1.levels }, "a combination is missing")
        self.factors = factors
        let replicates = results[0].count
        precondition(replicates > 0 && results.allSatisfy { $0.count == replicates }, "the design is not balanced")
        self.replicates = replicates
        let means = results.map(Statistics.mean)
        let centre = Statistics.mean(means)
        let total = results.joined().reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        self.total = total
        let residual = zip(results, means).reduce(0) { sum, cell in
            sum + cell.0.reduce(0) { $0 + ($1 - cell.1) * ($1 - cell.1) }
        }
        let residualFreedom = results.count * (replicates - 1)
        let noise = residualFreedom > 0 ? residual / Double(residualFreedom) : nil

        func effect(_ names: [String], _ squares: Double, _ freedom: Int, isResidual: Bool = false) -> Effect {
            var omega: Double?
            var p: Double?
            if let noise, !isResidual {
                omega = total + noise > 0 ? max(0, (squares - Double(freedom) * noise) / (total + noise)) : 0
                let mean = squares / Double(freedom)
                p =
                    noise > 0
                    ? Distributions.fTail(mean / noise, Double(freedom), Double(residualFreedom)) : (mean > 0 ? 0 : 1)
            }
            return Effect(
                factors: names, sumOfSquares: squares, degreesOfFreedom: freedom,
                etaSquared: total > 0 ? squares / total : 0, omegaSquared: omega, pValue: p)
        }

        let sets = (1..<1 << factors.count).sorted {
            ($0.nonzeroBitCount, Self.order($0, factors.count)) < ($1.nonzeroBitCount, Self.order($1, factors.count))
        }
        // The sum of squares about the centre of the means of a set is the sum over it and all its subsets.
        var squares: [Int: Double] = [:]
        for set in sets {
            var own = Self.squares(of: set, factors.map(\.levels), means, centre) * Double(replicates)
            for subset in sets where subset != set && subset & set == subset { own -= squares[subset]! }
            squares[set] = max(0, own)
        }
        var effects = sets.map { set in
            let members = factors.indices.filter { set >> $0 & 1 == 1 }
            return effect(
                members.map { factors[$0].name }, squares[set]!, members.reduce(1) { $0 * (factors[$1].levels - 1) })
        }
        if noise != nil { effects.append(effect([], residual, residualFreedom, isResidual: true)) }
        self.effects = effects
    }

    /// Sets of one size in the order of their factors: the bits backwards, larger first.
    private static func order(_ set: Int, _ count: Int) -> Int {
        -(0..<count).reduce(0) { $0 | (set >> $1 & 1) << (count - 1 - $1) }
    }

    /// Σ over all combinations of the squared distance from `centre` of the mean over the factors outside `set`.
    private static func squares(of set: Int, _ levels: [Int], _ means: [Double], _ centre: Double) -> Double {
        var sums: [Int: (sum: Double, count: Double)] = [:]
        for (combination, mean) in means.enumerated() {
            var rest = combination
            var key = 0
            for factor in levels.indices.reversed() {
                if set >> factor & 1 == 1 { key = key * levels[factor] + rest % levels[factor] }
                rest /= levels[factor]
            }
            sums[key, default: (0, 0)].sum += mean
            sums[key]!.count += 1
        }
        return sums.keys.sorted().reduce(0) { total, key in
            let (sum, count) = sums[key]!
            let distance = sum / count - centre
            return total + count * distance * distance
        }
    }
}
