extension VarianceDecomposition {
    /// 95 % intervals of the shares of ``effects``, without noise: as ω² they tell what is left with any number of seeds and test images.
    ///
    /// Replicates of `curves` draw test images and seeds anew, and each is decomposed as the results were; the spread over seeds is that
    /// of the results. Noise adds to the differences between combinations, in a replicate twice what it adds in the results, and so the
    /// replicates are mirrored at the share found: with their quantiles q, an interval reaches from 2 η² − q(0.975) to 2 η² − q(0.025)
    /// (the basic bootstrap of A. Davison and D. Hinkley, *Bootstrap Methods and their Application*, 1997), cut off at 0 and 1.
    ///
    /// - Parameters:
    ///   - curves: One for each combination of the factors but the last, whose levels are the sizes; or, where there is one size, for each
    ///     combination of all factors. In the order of the results.
    ///   - replicates: At least 1.
    /// - Returns: An interval for each effect; nil for the residual.
    public func intervals(_ curves: CurveBootstrap, replicates: Int = 500, threads: Int = 1) -> [ConfidenceInterval?] {
        precondition(replicates > 0)
        precondition(
            curves.errors.count * curves.sizes.count == factors.reduce(1) { $0 * $1.levels },
            "the curves are not those of the combinations")
        let residual = effects.first { $0.factors.isEmpty }?.sumOfSquares ?? 0
        let drawn = curves.replicates(replicates, threads: threads).map { errors in
            let means = VarianceDecomposition(factors: factors, results: errors.joined().map { [$0] })
            let scale = Double(self.replicates)
            let total = scale * means.total + residual
            return means.effects.map { total > 0 ? scale * $0.sumOfSquares / total : 0 }
        }
        return effects.enumerated().map { place, effect in
            guard !effect.factors.isEmpty else { return nil }
            let (low, high) = CurveBootstrap.middle(drawn.map { $0[place] }.sorted())
            func cut(_ share: Double) -> Double { min(max(2 * effect.etaSquared - share, 0), 1) }
            return ConfidenceInterval(lower: cut(high), upper: cut(low))
        }
    }
}
