import Core

/// What one layer costs in training, for a batch.
public struct LayerTimes: Sendable {
    public let name: String
    /// Operations of the forward pass; a multiply-add is two.
    public let flops: Double
    /// Bytes that the forward pass reads and writes at least: its input, its output and its parameters.
    public let bytes: Double
    /// Seconds forth, back to the parameters, and back to the input; 0 where there is nothing to do.
    public let forward: Double
    public let parameters: Double
    public let input: Double

    /// Measures each layer on a batch, the mean of `repeats` steps of training.
    ///
    /// Layers go one after the other through the whole batch here, so small networks take longer than in training, where a few images
    /// pass all layers while they lie in the cache.
    package static func measure(
        _ network: Network<Float>, pixels: [Float], labels: [Int32], threads: Int, repeats: Int
    ) -> [LayerTimes] {
        let plan = network.plan
        let gradient = NumberMemory<Float>(plan.parameterCount)
        let engine = network.engine(capacity: labels.count, threads: threads, isTraining: true, isTimed: true)
        for round in 0...repeats {
            // The first round warms up.
            if round == 1 { engine.profile = LayerProfile(steps: plan.steps.count) }
            pixels.withUnsafeBufferPointer { pixels in
                guard let base = pixels.baseAddress else { return }
                _ = engine.gradient(
                    of: BatchInput(base), labels: labels, count: labels.count, loss: network.loss, seed: 0,
                    into: gradient.base)
            }
        }
        guard let profile = engine.profile else { return [] }
        let scale = 1 / Double(max(repeats, 1))
        return plan.steps.enumerated().map { index, step in
            let weights = step.tensors.reduce(0) { $0 + plan.tensors[$1].range.count }
            let numbers = (step.inputShape.count + step.outputShape.count) * labels.count + weights
            return LayerTimes(
                name: step.name, flops: step.flops * Double(labels.count), bytes: 4 * Double(numbers),
                forward: profile.forward[index] * scale, parameters: profile.parameters[index] * scale,
                input: step.passesGradientBack ? profile.input[index] * scale : 0)
        }
    }
}
