import Core
import Files
import SVM

/// A representation, transforms of its rows, and a classifier, as one method: the crafted side of the argument.
struct Pipeline: ImageMethod {
    let representation: any Representation
    let transforms: [any FeatureTransform]
    let classifier: any Classifier
    /// Train on the mirror image of every training image too.
    var mirror = false
    /// Train again on moved copies of the support vectors.
    var virtual: VirtualExamples?

    var cards: [Card] {
        representation.cards + transforms.map { type(of: $0).card } + [type(of: classifier).card]
            + (virtual == nil ? [] : [VirtualExamples.card])
    }
    var family: MethodFamily { representation.family }
    var takesOwnSizes: Bool { representation.takesOwnSizes }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        let measurements = context.measurements
        let extractor = try measurements.time(.fitRepresentation) {
            try representation.fit(training, context: context)
        }
        var features = try measurements.time(.extract) {
            try extractor.extractInParts(training.images, withMirrorImages: mirror, context: context)
        }
        measurements.count(flops: extractor.flopsPerImage * Double(features.rows), in: .extract)
        var fitted: [any FittedTransform] = []
        for transform in transforms {
            let last = try measurements.time(.fitRepresentation) { try transform.fit(features, context: context) }
            try last.requireMemory(rows: features.rows)
            let rows = features
            features = Matrix(rows: 0, columns: 0, values: [])
            features = measurements.time(.extract) { last.apply(rows, threads: context.threads) }
            measurements.count(flops: last.flopsPerRow * Double(features.rows), in: .extract)
            fitted.append(last)
        }
        let machine = try measurements.time(.train) {
            try classifier.fit(
                features, labels: mirror ? training.labels + training.labels : training.labels,
                classCount: training.classNames.count,
                context: context.with(groups: training.groups.map { mirror ? $0 + $0 : $0 }))
        }
        let first = FittedPipeline(extractor: extractor, transforms: fitted, classifier: machine)
        // Of one class alone there is nothing to move.
        guard let virtual, let support = machine.supportIndices, !support.isEmpty else { return first }
        return try first.trained(
            classifier, on: training.selecting(support), features: features.selecting(support), virtual,
            context: context)
    }
}

struct FittedPipeline: FittedImageMethod {
    let extractor: any FittedExtractor
    let transforms: [any FittedTransform]
    let classifier: any FittedClassifier

    var summary: TrainingSummary {
        var summary = classifier.summary
        summary.parameterCount += extractor.parameterCount
        // As many as a picture can show.
        summary.filters = summary.filters ?? extractor.filters?.prefix(100)
        return summary
    }

    /// The same features with a classifier trained anew: on `examples`, whose rows are `features`, and their moved copies.
    func trained(
        _ classifier: any Classifier, on examples: LabelledImages, features: Matrix, _ virtual: VirtualExamples,
        context: RunContext
    ) throws -> FittedPipeline {
        let displacements = virtual.displacements
        let copies = 1 + displacements.count
        let rows = try context.measurements.time(.extract) {
            let images = try examples.images.held(inOwnSizes: extractor.ownSizes != nil, threads: context.threads)
            return try Matrix(rows: copies * features.rows, columns: features.columns) { target in
                for copy in 0..<copies {
                    var part = features
                    if copy > 0 {
                        let (down, right) = displacements[copy - 1]
                        part = try extractor.extractInParts(images, context: context) {
                            $0.shifted(down: down, right: right)
                        }
                        for transform in transforms { part = transform.apply(part, threads: context.threads) }
                    }
                    let place = copy * features.values.count
                    _ = UnsafeMutableBufferPointer(rebasing: target[place...]).update(from: part.values)
                }
            }
        }
        let flops = extractor.flopsPerImage + transforms.reduce(0) { $0 + $1.flopsPerRow }
        context.measurements.count(flops: flops * Double(rows.rows - features.rows), in: .extract)
        let machine = try context.measurements.time(.train) {
            try classifier.fit(
                rows, labels: (0..<copies).flatMap { _ in examples.labels }, classCount: examples.classNames.count,
                context: context)
        }
        return FittedPipeline(extractor: extractor, transforms: transforms, classifier: machine)
    }

    func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        try answers(images, context: context) { classifier.predict($0, threads: context.threads) }
    }

    func classProbabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]? {
        guard classifier.hasProbabilities else { return nil }
        return try answers(images, context: context) {
            try classifier.classProbabilities($0, threads: context.threads)
        }
    }

    /// What `answer` says of the features of all images, some at a time.
    private func answers<Answer>(
        _ images: ImageStack, context: RunContext, _ answer: (Matrix) throws -> [Answer]
    ) throws -> [Answer] {
        let flops =
            extractor.flopsPerImage + transforms.reduce(0) { $0 + $1.flopsPerRow } + classifier.flopsPerPrediction
        context.measurements.count(flops: flops * Double(images.count), in: .predict)
        return try context.measurements.time(.predict) {
            var answers: [Answer] = []
            try extractor.forEachPart(of: images, limit: 4096, phase: .predict, context: context) { part, _ in
                var features = extractor.extract(part, threads: context.threads)
                for transform in transforms {
                    let rows = features
                    features = Matrix(rows: 0, columns: 0, values: [])
                    features = transform.apply(rows, threads: context.threads)
                }
                answers += try answer(features)
            }
            return answers
        }
    }
}

// MARK: Files

extension Pipeline {
    var storingObstacle: String? { nil }

    func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        let extractor = try representation.restored(stored.part("extractor"), shape: subject.imageShape())
        var columns = extractor.featureCount
        var fitted: [any FittedTransform] = []
        for (index, transform) in transforms.enumerated() {
            let last = try transform.restored(stored.part("transform\(index + 1)"), columns: columns)
            columns = last.featureCount
            guard (1...CheckedSize.limit).contains(columns) else {
                throw UserError("its transform \(index + 1) makes rows of \(columns) columns")
            }
            fitted.append(last)
        }
        let classifier = try classifier.restored(
            stored.part("classifier"), columns: columns, classCount: subject.classNames.count)
        return FittedPipeline(extractor: extractor, transforms: fitted, classifier: classifier)
    }
}

extension FittedPipeline {
    /// Extractors that learn nothing keep nothing: they are laid out anew for the shape of the images.
    func stored() throws -> Stored {
        var stored = Stored()
        stored.put("extractor", try extractor.stored())
        for (index, transform) in transforms.enumerated() {
            stored.put("transform\(index + 1)", try transform.stored())
        }
        stored.put("classifier", try classifier.stored())
        stored.texts["hindsight"] = "pipeline 1"
        return stored
    }
}

extension FittedTransform {
    /// Throws ``UserError`` where there is no memory for what so many rows become.
    func requireMemory(rows: Int) throws {
        try AttainableMemory.require(4 * Double(rows) * Double(featureCount), "the matrix of the transformed features")
    }
}

extension FittedExtractor {
    /// The features of all images, however many there are: images that lie on disk are read some at a time.
    ///
    /// - Parameters:
    ///   - withMirrorImages: As many rows again follow, those of the mirror images.
    ///   - change: What is done to the images first, to each by itself and without changing its size.
    func extractInParts(
        _ images: ImageStack, withMirrorImages: Bool = false, context: RunContext,
        changed change: (ImageStack) -> ImageStack = { $0 }
    ) throws -> Matrix {
        // Work of a second or two needs no progress and no copy.
        if !withMirrorImages, images.isInMemory, flopsPerImage * Double(images.count) < 2e10 {
            return extract(change(images), threads: context.threads)
        }
        let columns = featureCount
        try AttainableMemory.require(
            4 * Double(columns) * Double(images.count) * (withMirrorImages ? 2 : 1), "the matrix of the features")
        return try Matrix(rows: images.count * (withMirrorImages ? 2 : 1), columns: columns) { target in
            func put(_ part: ImageBatch, at row: Int) {
                let features = extract(part, threads: context.threads)
                _ = UnsafeMutableBufferPointer(rebasing: target[(row * columns)...]).update(from: features.values)
            }
            try forEachPart(of: images, limit: 1024, phase: .extract, context: context) { part, first in
                let part = part.map(change)
                put(part, at: first)
                if withMirrorImages { put(part.map { $0.mirrored() }, at: images.count + first) }
            }
        }
    }

    /// Calls `body` with some images at a time, in memory and in the sizes in which it takes them, and the number of the first of them,
    /// and tells the progress.
    ///
    /// A part has at most as many as ``PartSize`` allows.
    func forEachPart(
        of images: ImageStack, limit: Int, phase: Phase, context: RunContext,
        _ body: (_ part: ImageBatch, _ first: Int) throws -> Void
    ) throws {
        let bytes = Inputs.images(images).form.bytes
        let size = PartSize.images(max(bytes, Double(featureCount)), limit: limit, threads: context.threads)
        for first in stride(from: 0, to: images.count, by: size) {
            let end = min(first + size, images.count)
            context.progress(
                WorkProgress(phase: phase, unit: "image", completed: first, total: images.count))
            let isWhole = first == 0 && end == images.count
            let part = isWhole ? images : images.selecting(first..<end)
            try body(try part.batch(inOwnSizes: ownSizes != nil, threads: context.threads), first)
        }
    }
}

/// How many images are worked on together.
enum PartSize {
    /// At most `limit`, and some 64 MB of pixels and 256 MB of features; never fewer than there are threads.
    ///
    /// - Parameter numbers: Bytes of an image or numbers of its row, whichever are more.
    static func images(_ numbers: Double, limit: Int, threads: Int) -> Int {
        max(threads, min(limit, Int(0x1p26 / max(numbers, 1))))
    }
}
