import Core

/// A partition of examples for cross-validation, in which every fold has about the same share of every class.
///
/// The examples of each class are dealt out to the folds in a random order, each class beginning where the one before it
/// ended, so that folds differ by one example of a class and by one example altogether. A class with fewer examples than there
/// are folds is missing from some of them.
public struct StratifiedFolds: Sendable, Equatable {
    /// The fold, below `count`, of each example.
    public let folds: [Int]
    public let count: Int

    /// - Parameter groups: What belongs together and is never divided; nil where every example stands alone.
    ///
    /// Throws ``UserError`` where there are fewer examples, or groups, than folds.
    public init(labels: [Int], groups: [Int]? = nil, count: Int, seed: UInt64) throws {
        guard count >= 2, labels.count >= count else {
            throw UserError("cross-validation: \(labels.count) examples cannot be dealt out to \(count) folds")
        }
        var folds = [Int](repeating: 0, count: labels.count)
        var random = RandomSource(seed: seed, stream: 0xF01D)
        let order = random.permutation(labels.count)
        var byClass: [Int: [Int]] = [:]
        for index in order { byClass[labels[index], default: []].append(index) }
        self.count = count
        if let groups {
            try Self.deal(byClass, groups, into: &folds, count)
        } else {
            var next = 0
            for label in byClass.keys.sorted() {
                for index in byClass[label]! {
                    folds[index] = next
                    next = (next + 1) % count
                }
            }
        }
        self.folds = folds
    }

    /// Gives each group, class by class, to the fold that has the fewest examples of its class, and of those to the one with the fewest in
    /// all.
    private static func deal(
        _ byClass: [Int: [Int]], _ groups: [Int], into folds: inout [Int], _ count: Int
    ) throws {
        var known: [Int: Int] = [:]
        var sizes = [Int](repeating: 0, count: count)
        for label in byClass.keys.sorted() {
            let members = byClass[label]!
            let counts = members.reduce(into: [Int: Int]()) { $0[groups[$1], default: 0] += 1 }
            var own = [Int](repeating: 0, count: count)
            for index in members {
                let group = groups[index]
                if known[group] == nil {
                    let fold = (0..<count).min { (own[$0], sizes[$0], $0) < (own[$1], sizes[$1], $1) }!
                    known[group] = fold
                    own[fold] += counts[group]!
                }
                folds[index] = known[group]!
                sizes[known[group]!] += 1
            }
        }
        guard sizes.allSatisfy({ $0 > 0 }) else {
            throw UserError("cross-validation: \(known.count) groups of examples cannot be dealt out to \(count) folds")
        }
    }

    /// `size` of the examples with about the same share of every class, ascending; all where `size` is not smaller.
    static func subset(labels: [Int], size: Int, seed: UInt64) -> [Int] {
        guard size < labels.count else { return Array(labels.indices) }
        var random = RandomSource(seed: seed, stream: 0x5B5E7)
        let order = random.permutation(labels.count)
        var places: [Int: Int] = [:]
        let counts = labels.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        // The first examples of every class come first: each has its place as a share of its class.
        let ranked = order.map { index -> (share: Double, index: Int) in
            let place = places[labels[index], default: 0]
            places[labels[index]] = place + 1
            return ((Double(place) + 0.5) / Double(counts[labels[index]]!), index)
        }
        return ranked.sorted { ($0.share, $0.index) < ($1.share, $1.index) }.prefix(size).map(\.index).sorted()
    }
}
