import Core
import Files

// Records in their files: version 2, which docs/records.md describes, is written; version 1 is read as well.

/// What distinguishes the versions of the format.
enum RecordVersion {
    /// The version of the file that is being read. Throws `DecodingError` where it is none that is read.
    static func read(_ decoder: any Decoder) throws -> Int {
        try decoder.container(keyedBy: Key.self).decode(Int.self, forKey: .schema)
    }

    private enum Key: CodingKey { case schema }
}

extension Record {
    private enum Keys: String, CodingKey {
        case schema, id, task, metric, cell, configuration, status, reason, result, cards, family, environment, date,
            threads
        /// Of version 1.
        case outcome
    }

    private enum Status: String, Codable { case completed, failed }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        let version = try RecordVersion.read(decoder)
        if version == 1 {
            outcome = try values.decode(FirstOutcome.self, forKey: .outcome).outcome
            task = .imageClass
        } else {
            task = try values.decode(LearningTask.self, forKey: .task)
            switch try values.decode(Status.self, forKey: .status) {
            case .completed: outcome = .completed(try values.decode(Result.self, forKey: .result))
            case .failed: outcome = .failed(reason: try values.decode(String.self, forKey: .reason))
            }
        }
        // What is written again is written in today's format.
        schema = (1...Record.currentSchema).contains(version) ? Record.currentSchema : version
        id = try values.decode(String.self, forKey: .id)
        cell = try values.decode(CellKey.self, forKey: .cell)
        configuration = try values.decode(JSONValue.self, forKey: .configuration)
        cards = try values.decode([Card].self, forKey: .cards)
        family = try values.decode(MethodFamily.self, forKey: .family)
        environment = try values.decode(Environment.self, forKey: .environment)
        date = try values.decode(String.self, forKey: .date)
        threads = try values.decode(Int.self, forKey: .threads)
    }

    public func encode(to encoder: any Swift.Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encode(schema, forKey: .schema)
        try values.encode(id, forKey: .id)
        try values.encode(task, forKey: .task)
        try values.encode(task.metric.rawValue, forKey: .metric)
        try values.encode(cell, forKey: .cell)
        try values.encode(configuration, forKey: .configuration)
        switch outcome {
        case .completed(let result):
            try values.encode(Status.completed, forKey: .status)
            try values.encode(result, forKey: .result)
        case .failed(let reason):
            try values.encode(Status.failed, forKey: .status)
            try values.encode(reason, forKey: .reason)
        }
        try values.encode(cards, forKey: .cards)
        try values.encode(family, forKey: .family)
        try values.encode(environment, forKey: .environment)
        try values.encode(date, forKey: .date)
        try values.encode(threads, forKey: .threads)
    }
}

/// The outcome as version 1 keeps it: `{"completed": {"_0": …}}` or `{"failed": {"reason": …}}`.
private struct FirstOutcome: Decodable {
    let outcome: Record.Outcome

    private enum Keys: CodingKey { case completed, failed }
    private enum CompletedKeys: CodingKey { case _0 }
    private enum FailedKeys: CodingKey { case reason }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        if values.contains(.failed) {
            let failed = try values.nestedContainer(keyedBy: FailedKeys.self, forKey: .failed)
            outcome = .failed(reason: try failed.decode(String.self, forKey: .reason))
        } else {
            let completed = try values.nestedContainer(keyedBy: CompletedKeys.self, forKey: .completed)
            outcome = .completed(try completed.decode(Record.Result.self, forKey: ._0))
        }
    }
}

extension Record.Result {
    enum CodingKeys: String, CodingKey {
        case trainingImages = "trainingExamples"
        case testImages = "testExamples"
        case datasetID = "dataset"
        case datasetChecksum, correct, confusion, predictions, phases, peakMemoryBytes, summary, otherCores, altered
        case ownSizes
    }

    /// Of version 1, where they have other names.
    private enum FirstKeys: CodingKey { case trainingImages, testImages, datasetID }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let first = try decoder.container(keyedBy: FirstKeys.self)
        if first.contains(.datasetID) {
            trainingImages = try first.decode(Int.self, forKey: .trainingImages)
            testImages = try first.decode(Int.self, forKey: .testImages)
            datasetID = try first.decode(String.self, forKey: .datasetID)
        } else {
            trainingImages = try values.decode(Int.self, forKey: .trainingImages)
            testImages = try values.decode(Int.self, forKey: .testImages)
            datasetID = try values.decode(String.self, forKey: .datasetID)
        }
        datasetChecksum = try values.decode(String.self, forKey: .datasetChecksum)
        correct = try values.decode(Int.self, forKey: .correct)
        confusion = try values.decode([[Int]].self, forKey: .confusion)
        predictions = try values.decode(String.self, forKey: .predictions)
        phases = try values.decode([String: PhaseCost].self, forKey: .phases)
        peakMemoryBytes = try values.decode(Int.self, forKey: .peakMemoryBytes)
        summary = try values.decode(TrainingSummary.self, forKey: .summary)
        otherCores = try values.decodeIfPresent(Double.self, forKey: .otherCores)
        altered = try values.decodeIfPresent([Record.Altered].self, forKey: .altered)
        ownSizes = try values.decodeIfPresent(Bool.self, forKey: .ownSizes)
    }
}

extension DatasetRecord {
    private enum Keys: String, CodingKey {
        case schema, id, name, task, evaluation, card, isSynthetic, checksum, shape, longestSide, textBytes, classNames
        case trainingExamples, testExamples, testLabels, samplesPerClass, sampledClasses, sampleShape, samples
        case sampleTexts, remarks
        /// Of version 1.
        case trainingImages, testImages
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        let version = try RecordVersion.read(decoder)
        let isFirst = version == 1
        schema = (1...Record.currentSchema).contains(version) ? Record.currentSchema : version
        let task = isFirst ? .imageClass : try values.decode(LearningTask.self, forKey: .task)
        switch task {
        case .imageClass:
            form = .image(
                try values.decode(ImageShape.self, forKey: .shape),
                longestSide: try values.decodeIfPresent(Int.self, forKey: .longestSide))
        case .textClass: form = .text(meanBytes: try values.decode(Int.self, forKey: .textBytes))
        }
        id = try values.decode(String.self, forKey: .id)
        name = try values.decode(String.self, forKey: .name)
        evaluation = try values.decode(String.self, forKey: .evaluation)
        card = try values.decode(Card.self, forKey: .card)
        isSynthetic = try values.decode(Bool.self, forKey: .isSynthetic)
        checksum = try values.decode(String.self, forKey: .checksum)
        classNames = try values.decode([String].self, forKey: .classNames)
        trainingImages = try values.decode(Int.self, forKey: isFirst ? .trainingImages : .trainingExamples)
        testImages = try values.decode(Int.self, forKey: isFirst ? .testImages : .testExamples)
        testLabels = try values.decode(String.self, forKey: .testLabels)
        samplesPerClass = try values.decode(Int.self, forKey: .samplesPerClass)
        sampledClasses = try values.decodeIfPresent([Int].self, forKey: .sampledClasses)
        sampleShape = try values.decodeIfPresent(ImageShape.self, forKey: .sampleShape)
        samples = try values.decodeIfPresent(String.self, forKey: .samples) ?? ""
        sampleTexts = try values.decodeIfPresent([[String]].self, forKey: .sampleTexts)
        remarks = try values.decodeIfPresent(DatasetRemarks.self, forKey: .remarks)
    }

    public func encode(to encoder: any Swift.Encoder) throws {
        var values = encoder.container(keyedBy: Keys.self)
        try values.encode(schema, forKey: .schema)
        try values.encode(id, forKey: .id)
        try values.encode(name, forKey: .name)
        try values.encode(form.task, forKey: .task)
        try values.encode(evaluation, forKey: .evaluation)
        try values.encode(card, forKey: .card)
        try values.encode(isSynthetic, forKey: .isSynthetic)
        try values.encode(checksum, forKey: .checksum)
        switch form {
        case .image(let shape, let longestSide):
            try values.encode(shape, forKey: .shape)
            try values.encodeIfPresent(longestSide, forKey: .longestSide)
            try values.encode(samples, forKey: .samples)
        case .text(let bytes, _): try values.encode(bytes, forKey: .textBytes)
        }
        try values.encode(classNames, forKey: .classNames)
        try values.encode(trainingImages, forKey: .trainingExamples)
        try values.encode(testImages, forKey: .testExamples)
        try values.encode(testLabels, forKey: .testLabels)
        try values.encode(samplesPerClass, forKey: .samplesPerClass)
        try values.encodeIfPresent(sampledClasses, forKey: .sampledClasses)
        try values.encodeIfPresent(sampleShape, forKey: .sampleShape)
        try values.encodeIfPresent(sampleTexts, forKey: .sampleTexts)
        try values.encodeIfPresent(remarks, forKey: .remarks)
    }
}
