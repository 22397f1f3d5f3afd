import Core
import Foundation

/// A network that was trained, with everything that its use needs.
public struct TrainedNetwork: FittedImageMethod {
    package let network: Network<Float>
    public let input: NetworkInput
    public let classNames: [String]
    /// Images are classified by the mean of the outputs for these views of them.
    public let views: TestViews
    public let summary: TrainingSummary
    /// The card's name and the settings of the kind of network.
    public let model: any NetworkModel

    public func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        let loss = network.loss
        return try rows(of: images, context: context).map { row in
            row.indices.max { loss.score(row[$0]) < loss.score(row[$1]) || (row[$0] == row[$1] && $0 > $1) } ?? 0
        }
    }

    /// How probable each class is for each image, one row an image; the rows sum to 1.
    ///
    /// With cross-entropy and with distances the softmax of the outputs (of minus the distances). Where squares were made small
    /// an output y estimates 2 p − 1: it gives (y + 1) / 2, at least 0, divided by the sum.
    public func probabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]] {
        try rows(of: images, context: context).map(network.loss.probabilities)
    }

    public func classProbabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]? {
        try probabilities(images, context: context)
    }

    public var firstFilters: FilterBank? { network.firstFilters ?? network.firstUnits }

    public func layers(of inputs: Inputs) throws -> [LayerActivations]? {
        let image = try inputs.images().selecting([0]).loaded(threads: 1)
        let outputs = network.plan.layerOutputs
        // Where a layer works in place, the layer before it has the same numbers: once is enough.
        let shown = outputs.indices.filter { index in
            !outputs.indices.contains(index + 1) || !outputs[index + 1].isInPlace
        }
        return shown.map { index in
            LayerActivations(path: outputs[index].path, shape: outputs[index].shape) {
                activations(image, of: outputs[index], threads: 1).values
            }
        }
    }

    /// The outputs of the last layer for each image: the mean over the ``views``.
    public func rows(of images: ImageStack, context: RunContext) throws -> [[Float]] {
        let flops = network.flopsPerImage.inference * Double(images.count) * Double(views.all.count)
        context.measurements.count(flops: flops, in: .predict)
        return try context.measurements.time(.predict) {
            var rows: [[Float]] = []
            rows.reserveCapacity(images.count)
            let runner = ImageRunner(
                network, input, views: views, images: images.count, threads: context.threads)
            try runner.forEachPart(of: images) { outputs, first in
                let classes = network.classCount
                for start in stride(from: 0, to: outputs.count, by: classes) {
                    rows.append(Array(outputs[start..<start + classes]))
                }
                context.progress(
                    WorkProgress(phase: .predict, unit: "image", completed: rows.count, total: images.count))
            }
            return rows
        }
    }

    /// What a layer makes of each image, one row an image: `[channel][row][column]`.
    ///
    /// Throws ``ConfigurationError`` where there is no layer `path` (see ``Plan/layerOutputs``), and ``UserError`` where an image can
    /// no longer be read.
    public func activations(_ images: ImageStack, layer path: String, threads: Int) throws -> Matrix {
        let layer = try network.plan.layerOutput(path)
        return activations(try images.loaded(threads: threads), of: layer, threads: threads)
    }

    /// - Precondition: The images are in memory, and `layer` is one of this network's ``Plan/layerOutputs``.
    public func activations(_ images: ImageStack, of layer: Plan.LayerOutput, threads: Int) -> Matrix {
        let columns = layer.shape.count
        return Matrix(rows: images.count, columns: columns) { target in
            let runner = ImageRunner(network, input, views: .plain, images: images.count, threads: threads)
            runner.forEachPartInMemory(of: images, layer: layer) { values, first in
                _ = UnsafeMutableBufferPointer(rebasing: target[(first * columns)...]).update(from: values)
            }
        }
    }
}

extension Loss {
    /// Probabilities of the classes for the outputs of one image; see ``TrainedNetwork/probabilities(_:context:)``.
    func probabilities(_ outputs: [Float]) -> [Double] {
        let scores = outputs.map { Double(score($0)) }
        guard let best = scores.max(), best.isFinite else {
            return [Double](repeating: 1 / Double(max(outputs.count, 1)), count: outputs.count)
        }
        var weights: [Double]
        switch function {
        case .crossEntropy, .distance: weights = scores.map { exp($0 - best) }
        case .squares:
            weights = scores.map { max(($0 + 1) / 2, 0) }
            // Every output says no: the least decided no is the answer.
            if weights.allSatisfy({ $0 == 0 }) { weights = scores.map { exp($0 - best) } }
        }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }
}
