import Core

/// A method that sees its images only after some steps of preprocessing.
struct Preprocessed: Method {
    let steps: [any ImagePreprocessor]
    let method: any Method

    var cards: [Card] { steps.map { type(of: $0).card } + method.cards }
    var family: MethodFamily { method.family }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        let images = context.measurements.time(.extract) { changed(training.images, threads: context.threads) }
        let fitted = try method.fit(
            LabelledImages(images: images, labels: training.labels, classNames: training.classNames), context: context)
        return FittedPreprocessed(preprocessing: self, method: fitted)
    }

    /// The images changed: at once where they are in memory, elsewhere when they are read.
    func changed(_ images: ImageStack, threads: Int) -> ImageStack {
        guard images.isInMemory else {
            return ImageStack(
                shape: images.shape, source: ChangedSource(images: images, steps: steps), count: images.count)
        }
        return steps.reduce(images) { $1.apply($0, threads: threads) }
    }
}

private struct FittedPreprocessed: FittedMethod {
    let preprocessing: Preprocessed
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

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        let loaded = try images.selecting(indices).loaded(threads: threads)
        return steps.reduce(loaded) { $1.apply($0, threads: threads) }.pixels
    }
}
