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
struct Preprocessed: Method {
    let preprocessing: Preprocessing
    let method: any Method

    init(steps: [any ImagePreprocessor], method: any Method) {
        preprocessing = Preprocessing(steps: steps)
        self.method = method
    }

    var cards: [Card] { preprocessing.steps.map { type(of: $0).card } + method.cards }
    var family: MethodFamily { method.family }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        let examples = context.measurements.time(.extract) { preprocessing.changed(training, threads: context.threads) }
        return FittedPreprocessed(
            preprocessing: preprocessing, method: try method.fit(examples, context: context))
    }
}

struct FittedPreprocessed: FittedMethod {
    let preprocessing: Preprocessing
    let method: any FittedMethod

    var summary: TrainingSummary { method.summary }

    func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        let changed = context.measurements.time(.predict) { preprocessing.changed(images, threads: context.threads) }
        return try method.predict(changed, context: context)
    }
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

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        let loaded = try images.selecting(indices).loaded(threads: threads)
        return steps.reduce(loaded) { $1.apply($0, threads: threads) }.pixels
    }
}
