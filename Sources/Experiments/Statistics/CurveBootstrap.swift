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
        precondition(zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }, "the sizes do not increase")
        precondition(!curves.isEmpty && curves.allSatisfy { $0.count == sizes.count }, "a size is missing")
        images = curves.first?.first?.first?.count ?? 0
        precondition(images > 0, "there are no test images")
        for place in sizes.indices {
            let seeds = curves[0][place].count
            precondition(seeds > 0 && curves.allSatisfy { $0[place].count == seeds }, "the seeds differ")
        }
        let images = images
        mistakes = curves.map { curve in
            curve.map { seeds in
                seeds.map { answers in
                    precondition(answers.count == images, "the test sets differ")
                    return answers.indices.filter { !answers[$0] }.map { Int32($0) }
                }
            }
        }
        self.sizes = sizes
        self.seed = seed
        errors = mistakes.map { curve in
            curve.map { seeds in Double(seeds.reduce(0) { $0 + $1.count }) / Double(seeds.count * images) }
        }
    }

    /// The errors of replicate `number`, as ``errors``.
    public func replicate(_ number: Int) -> [[Double]] {
        var random = RandomSource(seed: seed, stream: 0xB007, UInt64(number))
        var weights = [Int32](repeating: 0, count: images)
        for _ in 0..<images { weights[random.integer(below: images)] += 1 }
        var errors = mistakes.map { [Double](repeating: 0, count: $0.count) }
        for size in sizes.indices {
            let seeds = mistakes[0][size].count
            var draws = [Int](repeating: 0, count: seeds)
            let drawn = max(1, seeds - 1)
            for _ in 0..<drawn { draws[random.integer(below: seeds)] += 1 }
            for curve in mistakes.indices {
                var sum = 0
                for (places, draw) in zip(mistakes[curve][size], draws) where draw > 0 {
                    sum += draw * places.reduce(0) { $0 + Int(weights[Int($1)]) }
                }
                errors[curve][size] = Double(sum) / Double(drawn * images)
            }
        }
        return errors
    }

    /// The middle 95 % of the values of replicates, in sorted order.
    static func middle<Value>(_ sorted: [Value]) -> (lower: Value, upper: Value) {
        let last = sorted.count - 1
        return (sorted[Int(0.025 * Double(last))], sorted[Int((0.975 * Double(last)).rounded(.up))])
    }
}
