import Core
import Foundation

/// A network that was trained, with everything that its use needs.
public struct TrainedNetwork: FittedMethod {
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

    /// The outputs of the last layer for each image: the mean over the ``views``.
    public func rows(of images: ImageStack, context: RunContext) throws -> [[Float]] {
        let flops = network.flopsPerImage.inference * Double(images.count) * Double(views.all.count)
        context.measurements.count(flops: flops, in: .predict)
        return try context.measurements.time(.predict) {
            var rows: [[Float]] = []
            rows.reserveCapacity(images.count)
            let user = NetworkUser(
                network, input, views: views, images: images.count, threads: context.threads)
            try user.forEachPart(of: images) { outputs, first in
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
            let user = NetworkUser(network, input, views: .plain, images: images.count, threads: threads)
            user.forEachPartInMemory(of: images, layer: layer) { values, first in
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

/// Carries images of a data set through a network, some at a time.
final class NetworkUser {
    private let predictor: NetworkPredictor<Float>
    private let input: NetworkInput
    private let views: [TestViews.View]
    private let threads: Int

    /// - Parameter images: How many there will be: no more room is made than they need.
    init(_ network: Network<Float>, _ input: NetworkInput, views: TestViews, images: Int, threads: Int) {
        self.input = input
        self.views = views.all
        self.threads = threads
        // As many as make work for the threads, while what batch normalisation wants in memory at once stays small.
        let limit = network.plan.spansBatch ? 128 : 512
        let fitting = max(16, (64 << 20) / (4 * network.plan.input.count))
        predictor = NetworkPredictor(network, capacity: max(1, min(limit, fitting, images)), threads: threads)
    }

    /// Takes the weights of `session`, or what stands in its place.
    func use(parameters: UnsafeBufferPointer<Float>, statistics: UnsafeBufferPointer<Float>) {
        predictor.use(parameters: parameters, statistics: statistics)
    }

    /// Calls `body` with the outputs of the last layer for some images at a time, and with the number of the first.
    func forEachPart(of images: ImageStack, _ body: (_ values: [Float], _ first: Int) throws -> Void) throws {
        let size = predictor.capacity
        for first in stride(from: 0, to: images.count, by: size) {
            let end = min(first + size, images.count)
            let part = first == 0 && end == images.count ? images : images.selecting(first..<end)
            try body(values(of: try part.loaded(threads: threads), nil), first)
        }
    }

    /// As ``forEachPart(of:_:)``, with the outputs of `layer`.
    ///
    /// - Precondition: The images are in memory.
    func forEachPartInMemory(
        of images: ImageStack, layer: Plan.LayerOutput, _ body: (_ values: [Float], _ first: Int) -> Void
    ) {
        for first in stride(from: 0, to: images.count, by: predictor.capacity) {
            let part = images.selecting(first..<min(first + predictor.capacity, images.count))
            body(values(of: part, layer), first)
        }
    }

    /// The outputs for images in memory, scaled already or not.
    private func values(of images: ImageStack, _ layer: Plan.LayerOutput?) -> [Float] {
        let scaled = images.shape == input.scaledShape ? images : input.scaled(inMemory: images, threads: threads)
        guard views.count > 1 else { return outputs(scaled, layer, views[0]) }
        var mean: [Float] = []
        for view in views {
            let values = outputs(scaled, layer, view)
            if mean.isEmpty { mean = [Float](repeating: 0, count: values.count) }
            for place in values.indices { mean[place] += view.weight * values[place] }
        }
        return mean
    }

    /// How many of `examples`, which are in memory and scaled already, are classified correctly.
    func correct(_ examples: LabelledImages, loss: Loss) throws -> Int {
        var correct = 0
        let classes = predictor.plan.classCount
        try forEachPart(of: examples.images) { values, first in
            for image in 0..<values.count / classes {
                var best = 0
                let start = image * classes
                for unit in 1..<max(classes, 1)
                where loss.score(values[start + unit]) > loss.score(values[start + best]) {
                    best = unit
                }
                if best == examples.labels[first + image] { correct += 1 }
            }
        }
        return correct
    }

    private func outputs(_ images: ImageStack, _ layer: Plan.LayerOutput?, _ view: TestViews.View) -> [Float] {
        let pixels = input.augmentation.plainImages(
            images, indices: 0..<images.count, view: view, threads: threads)
        return pixels.withUnsafeBufferPointer { pixels in
            if let layer { return predictor.activations(layer, pixels, count: images.count) }
            return predictor.outputs(pixels, count: images.count)
        }
    }
}
