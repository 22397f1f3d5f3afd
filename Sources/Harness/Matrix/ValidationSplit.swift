import Core

/// The part of the training set that `evaluation: validation` scores on: a sixth, the same for every seed.
package enum ValidationSplit {
    /// How many examples are kept out of training; where examples belong together, not quite so many are scored on.
    package static func count(of whole: Int) -> Int { whole / 6 }

    /// Training and validation part of a training set. Groups are not divided.
    ///
    /// Throws ``UserError`` where no group is small enough.
    package static func split<Split: LabelledExamples>(
        _ examples: Split
    ) throws -> (training: Split, validation: Split) {
        var random = RandomSource(seed: 0x5A11D, stream: UInt64(examples.count))
        let order = random.permutation(examples.count)
        let held = count(of: examples.count)
        guard let groups = examples.groups else {
            return (examples.selecting(order[held...]), examples.selecting(order[..<held]))
        }
        let sizes = groups.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        var chosen: Set<Int> = []
        var seen: Set<Int> = []
        var left = held
        for group in order.map({ groups[$0] }) where seen.insert(group).inserted && sizes[group]! <= left {
            chosen.insert(group)
            left -= sizes[group]!
        }
        guard !chosen.isEmpty else {
            throw UserError(
                "the training examples are \(sizes.count) groups, of which none is small enough for the sixth that is set aside to "
                    + "score on")
        }
        // As many to train on as without groups, so that it is known before the images are.
        let rest = order.filter { !chosen.contains(groups[$0]) }
        return (
            examples.selecting(rest.prefix(examples.count - held)),
            examples.selecting(order.filter { chosen.contains(groups[$0]) })
        )
    }
}
