import Core

/// Steps that change images before anything else sees them.
struct Preprocessing: Sendable {
    let steps: [any ImagePreprocessor]

    /// The images changed: at once where they are in memory, elsewhere when they are read.
    func changed(_ images: ImageStack, threads: Int) -> ImageStack {
        guard !steps.isEmpty else { return images }
        guard images.isInMemory else {
            return ImageStack(
                shape: images.shape, source: ChangedSource(images: images, steps: steps), count: images.count)
        }
        return steps.reduce(images) { $1.apply($0, threads: threads) }
    }

    func changed(_ examples: LabelledImages, threads: Int) -> LabelledImages {
        examples.with(changed(examples.images, threads: threads))
    }
}

/// A method that sees its images only after some steps of preprocessing.
struct Preprocessed: ImageMethod {
    let preprocessing: Preprocessing
    let method: any Method

    var cards: [Card] { preprocessing.steps.map { type(of: $0).card } + method.cards }
    var family: MethodFamily { method.family }
    var takesOwnSizes: Bool { method.takesOwnSizes }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        let examples = context.measurements.time(.extract) { preprocessing.changed(training, threads: context.threads) }
        return FittedPreprocessed(
            preprocessing: preprocessing, method: try method.fit(examples, context: context))
    }

    /// The images changed, beside those that were given.
    func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let changed = extent.isOnDisk ? 0 : extent.form.bytes * Double(max(extent.training, extent.test))
        return MemoryEstimate(["images": changed]) + (try method.workingMemory(extent))
    }

    var storingObstacle: String? { method.storingObstacle }

    func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        FittedPreprocessed(
            preprocessing: preprocessing, method: try method.restored(stored, subject: subject))
    }
}

struct FittedPreprocessed: FittedImageMethod {
    let preprocessing: Preprocessing
    let method: any FittedMethod

    var summary: TrainingSummary { method.summary }
    var firstFilters: FilterBank? { method.firstFilters }

    func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        try method.predict(changed(images, context), context: context)
    }

    func classProbabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]? {
        try method.classProbabilities(.images(changed(images, context)), context: context)
    }

    func layers(of inputs: Inputs) throws -> [LayerActivations]? {
        try method.layers(of: .images(preprocessing.changed(inputs.images(), threads: 1)))
    }

    private func changed(_ images: ImageStack, _ context: RunContext) -> ImageStack {
        context.measurements.time(.predict) { preprocessing.changed(images, threads: context.threads) }
    }

    func stored() throws -> Stored { try method.stored() }
}

/// Images of a source, changed as they are read.
private final class ChangedSource: ImageSource {
    let images: ImageStack
    let steps: [any ImagePreprocessor]

    init(images: ImageStack, steps: [any ImagePreprocessor]) {
        self.images = images
        self.steps = steps
    }

    /// Reading is what the images do that it is made of.
    var isReader: Bool { false }

    var longestSide: Int? { images.longestSide }

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        let loaded = try images.selecting(indices).loaded(threads: threads)
        return steps.reduce(loaded) { $1.apply($0, threads: threads) }.pixels
    }

    func ownSizes(of indices: [Int], threads: Int) throws -> [ImageStack] {
        let batch = try images.selecting(indices).batch(inOwnSizes: true, threads: threads)
        return Parallel.map(indices.count, threads: threads) { [self] index in
            steps.reduce(batch.place(of: index).stack) { $1.apply($0, threads: 1) }
        }
    }
}
