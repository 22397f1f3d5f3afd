import Core

/// An extractor followed by a classifier, as one method: the crafted side of the argument.
struct Pipeline<Extractor: FeatureExtractor, Learner: Classifier>: Method {
    let extractor: Extractor
    let classifier: Learner

    var cards: [Card] { [Extractor.card, Learner.card] }
    var family: MethodFamily { .crafted }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        let measurements = context.measurements
        let fitted = try measurements.time(.fitRepresentation) { try extractor.fit(training.images, context: context) }
        context.progress(WorkProgress(phase: .extract, unit: "image", completed: 0, total: training.count))
        let features = measurements.time(.extract) { fitted.extract(training.images, threads: context.threads) }
        measurements.count(flops: fitted.flopsPerImage * Double(training.count), in: .extract)
        let machine = try measurements.time(.train) {
            try classifier.fit(
                features, labels: training.labels, classCount: training.classNames.count, context: context)
        }
        return FittedPipeline(extractor: fitted, classifier: machine)
    }
}

private struct FittedPipeline: FittedMethod {
    let extractor: any FittedExtractor
    let classifier: any FittedClassifier

    var summary: TrainingSummary { classifier.summary }

    func predict(_ images: ImageStack, context: RunContext) -> [Int] {
        let flops = extractor.flopsPerImage + classifier.flopsPerPrediction
        context.measurements.count(flops: flops * Double(images.count), in: .predict)
        return context.measurements.time(.predict) {
            // Some thousand images at a time, so that the features of a large test set are never all in memory.
            stride(from: 0, to: images.count, by: 4096).flatMap { first in
                let part =
                    first == 0 && images.count <= 4096
                    ? images : images.selecting(first..<min(first + 4096, images.count))
                return classifier.predict(extractor.extract(part, threads: context.threads), threads: context.threads)
            }
        }
    }
}
