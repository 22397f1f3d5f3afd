import Core
import Files

/// What one cell of the matrix (a method on a data set at a training size with a seed) left behind: one JSON file, named by
/// ``id``. A report is a pure function of such files.
public struct Record: Codable, Sendable {
    /// Version of this format, the one that is written; see RecordCoding.swift for those that are read.
    public static let currentSchema = 2

    public var schema = Record.currentSchema
    /// The first 16 hexadecimal digits of the SHA-256 of the resolved configuration; also the name of the file.
    public var id: String
    /// What was asked of the method.
    public var task: LearningTask
    public var cell: CellKey
    /// Everything that decides the result, with all defaults written out.
    public var configuration: JSONValue
    public var outcome: Outcome
    public var cards: [Card]
    public var family: MethodFamily
    public var environment: Environment
    /// When the cell began, in UTC as ISO 8601.
    public var date: String
    public var threads: Int

    package init(
        schema: Int = Record.currentSchema, id: String, task: LearningTask, cell: CellKey, configuration: JSONValue,
        outcome: Outcome,
        cards: [Card], family: MethodFamily, environment: Environment, date: String, threads: Int
    ) {
        self.schema = schema
        self.id = id
        self.task = task
        self.cell = cell
        self.configuration = configuration
        self.outcome = outcome
        self.cards = cards
        self.family = family
        self.environment = environment
        self.date = date
        self.threads = threads
    }

    /// A cell either ran to its end or failed with a reason.
    public enum Outcome: Sendable {
        case completed(Result)
        case failed(reason: String)
    }

    public struct Result: Codable, Sendable {
        public var trainingImages: Int
        public var testImages: Int
        /// Key of ``DatasetRecord``, which holds the labels that belong to ``predictions``.
        public var datasetID: String
        /// SHA-256 of the content of the data set, as ``DatasetRecord/checksum``.
        public var datasetChecksum: String
        public var correct: Int
        /// `confusion[truth][prediction]`, in examples.
        public var confusion: [[Int]]
        /// The predicted class of every test example, one byte each, in base64: its score follows from its class.
        public var predictions: String
        public var phases: [String: PhaseCost]
        /// Peak resident memory of the process during the cell, in bytes; 0 where the system does not tell.
        public var peakMemoryBytes: Int
        public var summary: TrainingSummary
        /// Cores that other programs used during the cell, in the mean; nil where the system does not tell.
        public var otherCores: Double?
        /// What became of altered test images, where the matrix wants that.
        public var altered: [Altered]?
        /// Whether the method saw the images in their own sizes, or in the one size of the data set; nil where they have no others.
        public var ownSizes: Bool?

        package init(
            trainingImages: Int, testImages: Int, datasetID: String, datasetChecksum: String, correct: Int,
            confusion: [[Int]], predictions: String, phases: [String: PhaseCost], peakMemoryBytes: Int,
            summary: TrainingSummary, otherCores: Double? = nil, altered: [Altered]? = nil, ownSizes: Bool? = nil
        ) {
            self.trainingImages = trainingImages
            self.testImages = testImages
            self.datasetID = datasetID
            self.datasetChecksum = datasetChecksum
            self.correct = correct
            self.confusion = confusion
            self.predictions = predictions
            self.phases = phases
            self.peakMemoryBytes = peakMemoryBytes
            self.summary = summary
            self.otherCores = otherCores
            self.altered = altered
            self.ownSizes = ownSizes
        }
    }

    /// The answers to test images that were altered in one way.
    public struct Altered: Codable, Sendable {
        public var alteration: ImageAlteration
        public var correct: Int
        /// As ``Result/predictions``.
        public var predictions: String

        package init(alteration: ImageAlteration, correct: Int, predictions: String) {
            self.alteration = alteration
            self.correct = correct
            self.predictions = predictions
        }
    }
}

/// Where a cell stands in the matrix.
public struct CellKey: Codable, Hashable, Sendable {
    /// Name of the data set in the catalogue, or the label that the matrix gives it.
    public var dataset: String
    /// Label of the method in the matrix.
    public var method: String
    /// Number of training examples.
    public var size: Int
    public var seed: Int
    /// From 1.
    public var repetition: Int

    package init(dataset: String, method: String, size: Int, seed: Int, repetition: Int) {
        self.dataset = dataset
        self.method = method
        self.size = size
        self.seed = seed
        self.repetition = repetition
    }
}

/// A data set as the cells saw it: one JSON file beside the records.
public struct DatasetRecord: Codable, Sendable {
    public var schema = Record.currentSchema
    public var id: String
    /// The label in the matrix.
    public var name: String
    /// What the methods are scored on: `test` or `validation`.
    public var evaluation: String
    public var card: Card
    public var isSynthetic: Bool
    public var checksum: String
    public var form: ExampleForm
    public var classNames: [String]
    public var trainingImages: Int
    public var testImages: Int
    /// The class of every test example, one byte each, in base64.
    public var testLabels: String
    /// Some training images, class by class, for the pictures of the report: `samplesPerClass` of each class.
    public var samplesPerClass: Int
    /// The classes that samples are kept of; nil for all.
    public var sampledClasses: [Int]?
    /// Shape of the samples, which large images are scaled down to; nil for that of the images.
    public var sampleShape: ImageShape?
    /// Pixels of the samples, `[class][sample][row][column][channel]`, in base64.
    public var samples: String
    /// Some training texts of each sampled class, cut short; nil where the examples are images.
    public var sampleTexts: [[String]]?
    public var task: LearningTask { form.task }
    /// The shape of the images; nil where the examples are texts.
    public var imageShape: ImageShape? { if case .image(let shape, _) = form { shape } else { nil } }
    /// What a reader should know of the files; nil where there is nothing to say.
    public var remarks: DatasetRemarks?

    package init(
        schema: Int = Record.currentSchema, id: String, name: String, evaluation: String, card: Card, isSynthetic: Bool,
        checksum: String, form: ExampleForm, classNames: [String], trainingImages: Int, testImages: Int,
        testLabels: String, samplesPerClass: Int, sampledClasses: [Int]? = nil, sampleShape: ImageShape? = nil,
        samples: String = "", sampleTexts: [[String]]? = nil, remarks: DatasetRemarks? = nil
    ) {
        self.schema = schema
        self.id = id
        self.name = name
        self.evaluation = evaluation
        self.card = card
        self.isSynthetic = isSynthetic
        self.checksum = checksum
        self.form = form
        self.classNames = classNames
        self.trainingImages = trainingImages
        self.testImages = testImages
        self.testLabels = testLabels
        self.samplesPerClass = samplesPerClass
        self.sampledClasses = sampledClasses
        self.sampleShape = sampleShape
        self.samples = samples
        self.sampleTexts = sampleTexts
        self.remarks = remarks
    }
}

/// The machine and the program that made a record.
public struct Environment: Codable, Hashable, Sendable {
    public var hindsightVersion: String
    /// Commit of the working tree, and whether it had uncommitted changes; empty outside a checkout.
    public var gitCommit: String
    public var gitDirty: Bool
    public var processor: String
    public var cores: Int
    public var memoryBytes: Int
    public var operatingSystem: String
    public var swiftVersion: String
    /// Such as "release, -Xcc -march=native".
    public var buildFlags: String
    public var blas: String

    package init(
        hindsightVersion: String, gitCommit: String, gitDirty: Bool, processor: String, cores: Int, memoryBytes: Int,
        operatingSystem: String, swiftVersion: String, buildFlags: String, blas: String
    ) {
        self.hindsightVersion = hindsightVersion
        self.gitCommit = gitCommit
        self.gitDirty = gitDirty
        self.processor = processor
        self.cores = cores
        self.memoryBytes = memoryBytes
        self.operatingSystem = operatingSystem
        self.swiftVersion = swiftVersion
        self.buildFlags = buildFlags
        self.blas = blas
    }
}
