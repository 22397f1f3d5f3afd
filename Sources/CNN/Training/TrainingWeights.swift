import Core

// The weights that a training hands out: those of the last step, or their average, with the statistics of batch normalisation
// that belong to them.
extension TrainingLoop {
    /// The network as it comes out of the training.
    func finishedNetwork() throws -> Network<Float> {
        let weights = try best ?? weightsInUse()
        return start.with(parameters: weights.parameters, statistics: weights.statistics)
    }

    /// The present weights, or their average where there is one. What the training goes on with stays as it is.
    ///
    /// Running means that were gathered with one set of weights are wrong for their average (Izmailov et al. 2018, §3.2): for `ema` and
    /// `tail` they are measured anew on training images. The weights of `lookahead` never go far from its slow ones.
    func weightsInUse() throws -> Weights {
        let parameters = Array(session.parameters)
        let statistics = Array(session.statistics)
        guard average.hasAverage else { return (parameters, statistics) }
        average.copyAverage(to: session.parameters)
        if !statistics.isEmpty, configuration.average.mode != .lookahead { try measureStatistics() }
        let weights = (Array(session.parameters), Array(session.statistics))
        _ = session.parameters.update(fromContentsOf: parameters)
        _ = session.statistics.update(fromContentsOf: statistics)
        return weights
    }

    /// Sets the statistics to the mean over some batches of distorted training images, each as often as any other.
    private func measureStatistics() throws {
        // A step that starts from zeros leaves share · (the batch's own).
        let shares = start.plan.statisticShares
        guard shares.contains(where: { $0 > 0 }) else { return }
        let before = Array(session.statistics)
        var sums = [Double](repeating: 0, count: shares.count)
        var random = RandomSource(seed: context.seed, stream: 0xBA7C, UInt64(state.epoch))
        let count = min(stepsPerEpoch, 32)
        let order = Array(random.permutation(source.count).prefix(count * batch))
        try source.forEachBatch(order: order, batchSize: batch, epoch: state.epoch - 1, from: 0) { batch in
            // No layer with statistics reads tokens.
            guard case .numbers(let numbers) = batch.content else { return }
            session.statistics.update(repeating: 0)
            batch.labels.withUnsafeBufferPointer {
                session.observe(numbers, labels: $0, seed: stepSeed(batch.number))
            }
            for (place, value) in session.statistics.enumerated() { sums[place] += Double(value) }
        }
        for (place, share) in shares.enumerated() {
            session.statistics[place] = share > 0 ? Float(sums[place] / (Double(count) * share)) : before[place]
        }
    }
}

extension Plan {
    /// For each number of the statistics, the share of a new batch in it.
    var statisticShares: [Double] {
        statistics.flatMap { [Double](repeating: Double($0.share), count: $0.range.count) }
    }
}

/// A share of examples with about the same share of every class.
struct StratifiedPart {
    /// The share, and what is left, both ascending.
    let part: [Int]
    let rest: [Int]

    /// - Parameter groups: What belongs together and is never divided; nil where every example stands alone.
    init(labels: [Int], groups: [Int]? = nil, share: Double, seed: UInt64) {
        var byClass: [Int: [Int]] = [:]
        var random = RandomSource(seed: seed, stream: 0x57A7)
        for index in random.permutation(labels.count) { byClass[labels[index], default: []].append(index) }
        // Whole examples: what one class gets too little, the next gets more.
        var chosen: Set<Int> = []
        var wanted = 0.0
        for label in byClass.keys.sorted() {
            let members = byClass[label] ?? []
            wanted += share * Double(members.count)
            let count = min(Int(wanted.rounded()) - chosen.count, members.count)
            guard let groups else {
                chosen.formUnion(members.prefix(max(count, 0)))
                continue
            }
            var left = count
            for group in Self.grouped(members, groups) where group.count <= left {
                chosen.formUnion(group)
                left -= group.count
            }
        }
        part = chosen.sorted()
        rest = labels.indices.filter { !chosen.contains($0) }
    }

    /// The members of each group together, groups in the order of their first members.
    private static func grouped(_ members: [Int], _ groups: [Int]) -> [[Int]] {
        var places: [Int: Int] = [:]
        var found: [[Int]] = []
        for member in members {
            if let place = places[groups[member]] {
                found[place].append(member)
            } else {
                places[groups[member]] = found.count
                found.append([member])
            }
        }
        return found
    }
}
