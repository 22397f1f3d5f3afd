import Core

/// Sparse rows of texts and a classifier, as one method: the crafted side of the argument, where examples are texts.
struct TextPipeline<Extractor: TextExtractor>: Method {
    let extractor: Extractor
    let classifier: any Classifier

    var task: LearningTask { .textClass }
    var cards: [Card] { [Extractor.card, type(of: classifier).card] }
    var family: MethodFamily { .crafted }

    func fit(_ training: Examples, context: RunContext) throws -> any FittedMethod {
        let examples = try training.texts()
        let measurements = context.measurements
        let fitted = try measurements.time(.fitRepresentation) {
            try Self.named { try extractor.fit(examples.texts, context: context) }
        }
        let features = measurements.time(.extract) { fitted.extract(examples.texts, threads: context.threads) }
        measurements.count(flops: fitted.flopsPerText * Double(features.rows), in: .extract)
        let machine = try measurements.time(.train) {
            try classifier.fit(
                features, labels: examples.labels, classCount: examples.classNames.count,
                context: context.with(groups: examples.groups))
        }
        return FittedTextPipeline(extractor: fitted, classifier: machine)
    }

    /// What `body` gives; its errors begin with the extractor.
    private static func named<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as UserError {
            throw UserError("\(Extractor.card.name): \(error)")
        }
    }

    func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let rows = try extractor.workingMemory(extent)
        let features = rows.bytes(rows: extent.training)
        let learner = classifier.workingMemory(rows: extent.training, columns: rows.columns, extent)
        let vocabulary = MemoryEstimate(["vocabulary": rows.part.kept])
        return .peak(of: [
            MemoryEstimate(["vocabulary": rows.part.learning]),
            // Row by row first, then one after the other.
            vocabulary + MemoryEstimate(["features": 2.5 * features]),
            vocabulary
                + MemoryEstimate([
                    "features": features,
                    "classifier": 2 * learner.learning + 8 * rows.columns * Double(extent.threads),
                ]),
            vocabulary
                + MemoryEstimate(["features": 2.5 * rows.bytes(rows: extent.test), "classifier": learner.kept]),
        ])
    }

    var storingObstacle: String? { nil }

    func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        let extractor = try extractor.restored(stored.part("extractor"))
        return FittedTextPipeline(
            extractor: extractor,
            classifier: try classifier.restored(
                stored.part("classifier"), columns: extractor.featureCount, classCount: subject.classNames.count))
    }
}

struct FittedTextPipeline: FittedMethod {
    let extractor: any FittedTextExtractor
    let classifier: any FittedClassifier

    var summary: TrainingSummary {
        var summary = classifier.summary
        summary.parameterCount += extractor.parameterCount
        return summary
    }

    func predict(_ inputs: Inputs, context: RunContext) throws -> [Int] {
        let texts = try inputs.texts()
        let flops = extractor.flopsPerText + classifier.flopsPerPrediction(numbers: extractor.numbersPerText)
        context.measurements.count(flops: flops * Double(texts.count), in: .predict)
        return context.measurements.time(.predict) {
            classifier.predict(extractor.extract(texts, threads: context.threads), threads: context.threads)
        }
    }

    func stored() throws -> Stored {
        var stored = Stored()
        stored.put("extractor", try extractor.stored())
        stored.put("classifier", try classifier.stored())
        stored.texts["hindsight"] = "pipeline 1"
        return stored
    }
}
