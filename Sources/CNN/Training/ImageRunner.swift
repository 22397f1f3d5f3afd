import Core

/// Carries images of a data set through a network, some at a time.
final class ImageRunner {
    private let predictor: NetworkPredictor<Float>
    private let input: NetworkInput
    private let views: [TestViews.View]
    private let threads: Int
    /// What each thread draws images with.
    private let scratches: [AugmentationScratch]

    /// - Parameter images: How many there will be: no more room is made than they need.
    init(_ network: Network<Float>, _ input: NetworkInput, views: TestViews, images: Int, threads: Int) {
        self.input = input
        self.views = views.all
        self.threads = threads
        scratches = (0..<max(threads, 1)).map { _ in AugmentationScratch(input.augmentation) }
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
        precondition(images.isInMemory && images.shape == input.augmentation.inputShape)
        let distortion = input.augmentation.plain(view)
        let size = images.shape.count
        return images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return [] }
            let source = SharedPointer(UnsafeMutablePointer(mutating: base))
            let drawn = BatchInput(drawing: { [scratches] image, worker, target in
                scratches[worker].render(distortion, nil, from: source.base + image * size, into: target)
            })
            return predictor.numbers(of: layer?.slot ?? predictor.plan.outputSlot, drawn, count: images.count)
        }
    }
}
