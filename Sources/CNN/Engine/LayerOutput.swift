import Core

extension Plan {
    /// What a layer gives, for those who want to look at it or to learn from it.
    public struct LayerOutput: Sendable {
        /// The number of the layer, from 1, of nested layers such as `4.branch.2`.
        package let path: String
        /// Such as "layer 4 (max-pool)".
        package let name: String
        package let shape: ImageShape
        /// Did this layer change what the one before it gave?
        package let isInPlace: Bool
        let slot: Int
    }

    /// The outputs of all layers in their order.
    ///
    /// Where a layer changes in place what the one before it gave (a rectifier after a convolution), both have the same
    /// numbers: those that were left.
    package var layerOutputs: [LayerOutput] {
        steps.compactMap { step in
            // Such as an untied bias, which belongs to its convolution.
            if step.isInner { return nil }
            return LayerOutput(
                path: step.path, name: step.name, shape: step.outputShape, isInPlace: step.isInPlace, slot: step.output)
        }
    }

    /// What the last layer that sums up its inputs takes in: the features that the network learned.
    package var lastHidden: LayerOutput? {
        let outputs = layerOutputs
        let last = steps.last { $0.kind.sumsUpInputs }
        guard let last else { return nil }
        return outputs.last { $0.slot == last.input }
    }

    /// The output of the layer `path`. Throws ``ConfigurationError`` where there is none.
    package func layerOutput(_ path: String) throws -> LayerOutput {
        let outputs = layerOutputs
        guard let found = outputs.first(where: { $0.path == path }) else {
            throw ConfigurationError(
                field: "layer", value: path, allowed: "one of \(outputs.map(\.path).joined(separator: ", "))")
        }
        return found
    }
}
