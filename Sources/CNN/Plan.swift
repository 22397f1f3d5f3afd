import Core

/// A list of layers laid out for one input shape: the shape, the parameters and the memory of every layer.
struct Plan: Sendable {
    struct Step: Sendable {
        let layer: Layer
        let input: ImageShape
        let output: ImageShape
        /// Where the weights of this layer begin in the vector of all parameters; the biases follow them.
        let parameters: Int
        let weightCount: Int
        let biasCount: Int
    }

    let input: ImageShape
    let steps: [Step]
    let parameterCount: Int

    /// Throws ``ConfigurationError`` naming the layer (from 1) where a shape does not fit.
    init(layers: [Layer], input: ImageShape) throws {
        self.input = input
        var steps: [Step] = []
        var shape = input
        var offset = 0
        for (index, layer) in layers.enumerated() {
            do {
                let output = try layer.outputShape(shape)
                let count = layer.parameterCount(shape)
                steps.append(
                    Step(
                        layer: layer, input: shape, output: output, parameters: offset, weightCount: count.weights,
                        biasCount: count.biases))
                offset += count.weights + count.biases
                shape = output
            } catch let error as ConfigurationError {
                throw ConfigurationError(
                    field: "layer \(index + 1): \(error.field)", value: error.value, allowed: error.allowed)
            }
        }
        self.steps = steps
        parameterCount = offset
    }

    var output: ImageShape { steps.last?.output ?? input }

    /// Operations for one image: forward, and forward with backward (where the first layer passes nothing back).
    var flops: (inference: Double, training: Double) {
        var inference = 0.0
        var training = 0.0
        for (index, step) in steps.enumerated() {
            let forward = step.layer.flops(step.input, step.output)
            inference += forward
            switch step.layer {
            case .convolution, .linear: training += index == 0 ? 2 * forward : 3 * forward
            case .relu, .maxPool: training += 2 * forward
            }
        }
        return (inference, training)
    }
}
