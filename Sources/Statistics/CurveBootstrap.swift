import Core

/// Learning curves drawn anew: what they would have been with other seeds and other test images of the same kind (B. Efron, *Bootstrap
/// Methods*, 1979).
///
/// A replicate draws test images with repetition, the same for all methods, sizes and seeds, since the answers to one image belong
/// together; and at every size seeds with repetition, the same for all methods, since a seed stands for the training images
/// that it draws. Of k seeds k − 1 are drawn: as many as k would make the spread over few seeds too small (J. Rao and C. Wu, *Resampling
/// Inference with Complex Survey Data*, JASA 83, 1988). One seed says nothing about others and is always drawn.
public struct CurveBootstrap: Sendable {
    /// Increasing numbers of training images.
    public let sizes: [Int]
    /// `[curve][size]`, the share of wrong answers.
    public let errors: [[Double]]
    private let images: Int
    /// `[curve][size][seed]`, the test images with a wrong answer.
    private let mistakes: [[[[Int32]]]]
    private let seed: UInt64

    /// - Parameters:
    ///   - curves: `[curve][size][seed][image]`, whether the answer was right.
    ///   - seed: Of the random draws.
    /// - Precondition: Increasing sizes; at each as many seeds for every curve, at least one; everywhere as many images, at least one.
    public init(sizes: [Int], curves: [[[[Bool]]]], seed: UInt64 = 1) {
        self.init(sizes: sizes, answers: curves.map { $0.map { $0.map { Answers($0) } } }, seed: seed)
    }

    /// As ``init(sizes:curves:seed:)``, with the `answers` as `[curve][size][seed]`.
    package init(sizes: [Int], answers: [[[Answers]]], seed: UInt64 = 1) {
        precondition(zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }, "the sizes do not increase")
        precondition(!answers.isEmpty && answers.allSatisfy { $0.count == sizes.count }, "a size is missing")
        let images = answers.first?.first?.first?.count ?? 0
        precondition(images > 0, "there are no test images")
        for place in sizes.indices {
            let seeds = answers[0][place].count
            precondition(seeds > 0 && answers.allSatisfy { $0[place].count == seeds }, "the seeds differ")
        }
        precondition(
            answers.allSatisfy { $0.allSatisfy { $0.allSatisfy { $0.count == images } } }, "the test sets differ")
        mistakes = answers.map { $0.map { $0.map(\.mistakes) } }
        self.images = images
        self.sizes = sizes
        self.seed = seed
        errors = mistakes.map { curve in
            curve.map { seeds in Double(seeds.reduce(0) { $0 + $1.count }) / Double(seeds.count * images) }
        }
    }

    /// The errors of replicate `number`, as ``errors``.
    public func replicate(_ number: Int) -> [[Double]] { Draws(self, number..<number + 1).errors(self)[0] }

    /// The errors of the replicates below `count`, as ``errors`` each, made on up to `threads` threads.
    public func replicates(_ count: Int, threads: Int) -> [[[Double]]] {
        Self.replicates(of: [self], count, threads: threads)[0]
    }

    /// The ``replicates(_:threads:)`` of each of some bootstraps. Those with as many test images draw these alike, and only once for all.
    package static func replicates(of bootstraps: [CurveBootstrap], _ count: Int, threads: Int) -> [[[[Double]]]] {
        struct Kind: Hashable { let images: Int, seed: UInt64 }
        var found = [[[[Double]]]](repeating: [], count: bootstraps.count)
        let width = ReplicateWeights.lanes
        for places in Dictionary(
            grouping: bootstraps.indices, by: { Kind(images: bootstraps[$0].images, seed: bootstraps[$0].seed) }
        ).values {
            let blocks = Parallel.map((count + width - 1) / width, threads: threads) { block in
                let draws = Draws(bootstraps[places[0]], block * width..<min((block + 1) * width, count))
                return places.map { draws.errors(bootstraps[$0]) }
            }
            for (number, place) in places.enumerated() { found[place] = blocks.flatMap { $0[number] } }
        }
        return found
    }

    /// The test images that some replicates draw, no more than there are lanes.
    private struct Draws {
        private var weights: ReplicateWeights
        /// Of each replicate, what it goes on with.
        private var random: [RandomSource] = []

        init(_ curves: CurveBootstrap, _ numbers: Range<Int>) {
            weights = ReplicateWeights(images: curves.images)
            for (lane, number) in numbers.enumerated() {
                var source = RandomSource(seed: curves.seed, stream: 0xB007, UInt64(number))
                for _ in 0..<curves.images { weights.draw(source.integer(below: curves.images), lane: lane) }
                random.append(source)
            }
        }

        /// The errors of the replicates of `curves`, which draw seeds beside the images.
        func errors(_ curves: CurveBootstrap) -> [[[Double]]] {
            let (mistakes, sizes, lanes) = (curves.mistakes, curves.sizes, ReplicateWeights.lanes)
            // [size][seed][lane], flat for each size.
            var draws = mistakes[0].map { [Int32](repeating: 0, count: $0.count * lanes) }
            for (lane, state) in random.enumerated() {
                var source = state
                for size in sizes.indices {
                    let count = mistakes[0][size].count
                    for _ in 0..<drawn(of: count) { draws[size][source.integer(below: count) * lanes + lane] += 1 }
                }
            }
            var errors = random.map { _ in mistakes.map { [Double](repeating: 0, count: $0.count) } }
            for curve in mistakes.indices {
                for size in sizes.indices {
                    let seeds = mistakes[curve][size]
                    var sums = [Int](repeating: 0, count: lanes)
                    for (seed, places) in seeds.enumerated() {
                        weights.add(places, times: draws[size], from: seed * lanes, to: &sums)
                    }
                    let answers = Double(drawn(of: seeds.count) * curves.images)
                    for lane in errors.indices { errors[lane][curve][size] = Double(sums[lane]) / answers }
                }
            }
            return errors
        }
    }

    /// The middle 95 % of the values of replicates, in sorted order, and as many values more at either end as chance may have moved it:
    /// of B replicates, the number below the true 2.5 % point has the standard deviation √(B · 0.025 · 0.975); two of them are added.
    static func outer<Value>(_ sorted: [Value]) -> (lower: Value, upper: Value) {
        let last = sorted.count - 1
        let noise = 2 * (Double(sorted.count) * 0.025 * 0.975).squareRoot()
        let lower = max(0, Int((0.025 * Double(last) - noise).rounded(.down)))
        return (sorted[lower], sorted[last - lower])
    }

    /// The middle 95 % of the values of replicates, in sorted order.
    package static func middle<Value>(_ sorted: [Value]) -> (lower: Value, upper: Value) {
        let last = sorted.count - 1
        return (sorted[Int(0.025 * Double(last))], sorted[Int((0.975 * Double(last)).rounded(.up))])
    }
}

/// How many of some seeds a replicate draws.
private func drawn(of seeds: Int) -> Int { max(1, seeds - 1) }
