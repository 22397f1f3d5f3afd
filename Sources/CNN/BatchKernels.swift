import Core

/// Loss and gradient of a network over batches of images, and the steps of stochastic gradient descent.
///
/// A batch is cut into tiles of eight images and the tiles into at most eight groups. A group's gradient is summed in order by
/// one worker and the groups' gradients are added in order, so the result does not depend on the number of threads.
final class BatchProcessor<Scalar: NetworkScalar>: @unchecked Sendable {
    private static var groupLimit: Int { 8 }

    private let tiles: [Tile<Scalar>]
    private let table: [Scalar]
    private let parameterCount: Int
    /// The gradients of the groups, one after the other.
    private let gradients: UnsafeMutablePointer<Scalar>
    private let velocity: UnsafeMutablePointer<Scalar>

    init(_ network: Network<Scalar>, threads: Int) {
        tiles = (0..<max(1, min(threads, Self.groupLimit))).map { _ in Tile(network) }
        table = network.normalization.table(Scalar.self)
        parameterCount = network.parameterCount
        gradients = .allocate(capacity: parameterCount * Self.groupLimit)
        gradients.initialize(repeating: 0, count: parameterCount * Self.groupLimit)
        velocity = .allocate(capacity: parameterCount)
        velocity.initialize(repeating: 0, count: parameterCount)
    }

    deinit {
        gradients.deallocate()
        velocity.deallocate()
    }

    /// What a batch gave.
    struct Outcome: Sendable {
        /// Sum of the losses of the images.
        var loss = 0.0
        /// Images whose largest output was the right one.
        var correct = 0
    }

    /// Computes loss and gradient for the examples at `indices`; returns the sum of the losses and leaves the groups' gradients.
    func accumulate(_ network: Network<Scalar>, _ examples: LabelledImages, _ indices: [Int]) -> (Outcome, groups: Int)
    {
        let tileCount = (indices.count + 7) / 8
        let groups = min(tileCount, Self.groupLimit)
        var outcomes = [Outcome](repeating: Outcome(), count: groups)
        outcomes.withUnsafeMutableBufferPointer { buffer in
            let shared = SharedPointer(buffer.baseAddress!)
            Parallel.run(groups, threads: tiles.count) { [self] group, worker in
                let gradient = gradients + group * parameterCount
                gradient.update(repeating: 0, count: parameterCount)
                let tile = tiles[worker]
                for number in tileCount * group / groups..<tileCount * (group + 1) / groups {
                    let slice = indices[8 * number..<min(8 * number + 8, indices.count)]
                    tile.load(examples.images, slice, table: table)
                    tile.forward(network)
                    let losses = slice.enumerated().map { lane, index in
                        SoftmaxCrossEntropy(tile.output(lane: lane), label: examples.labels[index])
                    }
                    for loss in losses {
                        shared.base[group].loss += Double(loss.loss)
                        shared.base[group].correct += loss.isCorrect ? 1 : 0
                    }
                    tile.backward(network, losses.map(\.gradient), addingTo: gradient)
                }
            }
        }
        let total = outcomes.reduce(into: Outcome()) {
            $0.loss += $1.loss
            $0.correct += $1.correct
        }
        return (total, groups)
    }

    /// The sum of the groups' gradients.
    func gradient(groups: Int) -> [Scalar] {
        (0..<parameterCount).map { index in
            (0..<groups).reduce(0) { $0 + gradients[$1 * parameterCount + index] }
        }
    }

    /// One step of gradient descent with momentum (Polyak 1964): v ← μ v + g + λ w, w ← w − η v, with g the mean gradient.
    func step(
        _ parameters: inout [Scalar], groups: Int, batch: Int, rate: Scalar, momentum: Scalar, decay: Scalar
    ) {
        precondition(parameters.count == parameterCount && groups <= Self.groupLimit)
        let scale = 1 / Scalar(batch)
        let count = parameterCount
        let gradients = SharedPointer(gradients)
        let velocity = SharedPointer(velocity)
        parameters.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let weights = SharedPointer(base)
            Parallel.ranges(count, of: 16384, threads: tiles.count) { range, _ in
                for group in 1..<max(groups, 1) {
                    let source = gradients.base + group * count
                    for index in range { gradients.base[index] += source[index] }
                }
                for index in range {
                    let slope = gradients.base[index] * scale + decay * weights.base[index]
                    let speed = momentum * velocity.base[index] + slope
                    velocity.base[index] = speed
                    weights.base[index] -= rate * speed
                }
            }
        }
    }

    /// The outputs of the network for every image, `[image][class]`.
    static func outputs(_ network: Network<Scalar>, _ images: ImageStack, threads: Int) -> [[Scalar]] {
        let table = network.normalization.table(Scalar.self)
        var outputs = [[Scalar]](repeating: [], count: images.count)
        outputs.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let shared = SharedPointer(base)
            Parallel.ranges(images.count, of: 256, threads: threads) { range, _ in
                let tile = Tile(network)
                for first in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
                    let indices = Array(first..<min(first + 8, range.upperBound))
                    tile.load(images, indices[...], table: table)
                    tile.forward(network)
                    for (lane, index) in indices.enumerated() { shared.base[index] = tile.output(lane: lane) }
                }
            }
        }
        return outputs
    }
}
