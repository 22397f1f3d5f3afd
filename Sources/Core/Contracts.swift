// What the harness asks of methods and data sets. Each contract is crossed once a batch of examples, never once an example: that is
// where `any` stops. The parts that a method may consist of have theirs in FeatureContracts.swift.

/// Learns classes from examples: what the harness trains and times. A pipeline of an extractor and a classifier is one, a network is
/// another, and nothing else distinguishes them there.
public protocol Method: Sendable {
    var task: LearningTask { get }
    /// The parts of this method, each with its paper and its deviations.
    var cards: [Card] { get }
    var family: MethodFamily { get }
    /// Does it take images in their own sizes, where they have some? Others get the one size of their data set.
    var takesOwnSizes: Bool { get }
    /// - Parameter training: Of the method's ``task``; throws ``UserError`` for others.
    func fit(_ training: Examples, context: RunContext) throws -> any FittedMethod
    /// About how much memory the method takes beside the program and the examples that it is given: the peak over fitting to
    /// `extent.training` examples and classifying `extent.test`.
    ///
    /// Estimates are meant to lie above what is measured, and below three times as much where that is more than a few hundred MiB. Throws
    /// what fitting would throw where a setting does not fit the examples.
    func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate
    /// Why no file can keep what the method learns, such as "methods of its kind cannot be saved"; nil where one can.
    var storingObstacle: String? { get }
    /// The fitted method whose ``FittedMethod/stored()`` gave `stored`.
    ///
    /// Throws ``UserError`` where numbers are missing or do not fit the settings.
    func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod
}

extension Method {
    /// That of a method which keeps two copies of its examples in single precision.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        MemoryEstimate(["method": 2 * WorkExtent.floats(extent.training, extent.form.bytes)])
    }

    public var takesOwnSizes: Bool { false }

    public var storingObstacle: String? { "methods of its kind cannot be saved" }

    public func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        throw UserError("holds a method that this program cannot read")
    }

    public func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        try fit(.images(training), context: context)
    }
}

public protocol FittedMethod: Sendable {
    var summary: TrainingSummary { get }
    /// The class of each example.
    func predict(_ inputs: Inputs, context: RunContext) throws -> [Int]
    /// How probable each class is for each example; nil where the method gives classes only.
    func classProbabilities(_ inputs: Inputs, context: RunContext) throws -> [[Double]]?
    /// What was learned first, as small pictures; nil where it cannot be shown so.
    var firstFilters: FilterBank? { get }
    /// What each layer of a network makes of the first of some images, from the first layer to the last; nil for other methods.
    ///
    /// Throws ``UserError`` where the examples are no images.
    func layers(of inputs: Inputs) throws -> [LayerActivations]?
    /// What a file keeps of it. Throws ``UserError`` where it cannot be kept; see ``Method/storingObstacle``.
    func stored() throws -> Stored
}

/// What one layer of a network makes of an image.
public struct LayerActivations: Sendable {
    /// The number of the layer, from 1, such as `4` or `3.branch.2`.
    public let path: String
    public let shape: ImageShape
    /// `[channel][row][column]`, computed when it is asked for.
    public let values: @Sendable () throws -> [Float]

    public init(path: String, shape: ImageShape, values: @escaping @Sendable () throws -> [Float]) {
        self.path = path
        self.shape = shape
        self.values = values
    }
}

extension FittedMethod {
    public func classProbabilities(_ inputs: Inputs, context: RunContext) throws -> [[Double]]? { nil }

    public func stored() throws -> Stored { throw UserError("methods of its kind cannot be saved") }

    public var firstFilters: FilterBank? { summary.filters }

    public func layers(of inputs: Inputs) throws -> [LayerActivations]? { nil }

    public func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        try predict(.images(images), context: context)
    }
}

/// A method for pictures.
public protocol ImageMethod: Method {
    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod
}

extension ImageMethod {
    public var task: LearningTask { .imageClass }

    public func fit(_ training: Examples, context: RunContext) throws -> any FittedMethod {
        try fit(training.images(), context: context)
    }
}

public protocol FittedImageMethod: FittedMethod {
    func predict(_ images: ImageStack, context: RunContext) throws -> [Int]
    func classProbabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]?
}

extension FittedImageMethod {
    public func predict(_ inputs: Inputs, context: RunContext) throws -> [Int] {
        try predict(inputs.images(), context: context)
    }

    public func classProbabilities(_ inputs: Inputs, context: RunContext) throws -> [[Double]]? {
        try classProbabilities(inputs.images(), context: context)
    }
}

/// What a fitted method was trained on, as far as its file must tell.
public struct ModelSubject: Sendable, Hashable {
    public let form: ExampleForm
    public let classNames: [String]

    public init(form: ExampleForm, classNames: [String]) {
        self.form = form
        self.classNames = classNames
    }

    /// Throws ``UserError`` where it was no pictures.
    public func imageShape() throws -> ImageShape {
        guard case .image(let shape, _) = form else { throw Inputs.misfit(has: form.task, wanted: .imageClass) }
        return shape
    }
}

/// The two sides of the argument, and what both must beat.
public enum MethodFamily: String, Codable, Sendable, CaseIterable {
    case crafted
    case learned
    /// Pixels as they are, without features: on neither side.
    case baseline
}

/// A data set: a configuration that knows its card and can be loaded.
public protocol Dataset: Component {
    /// What is asked of its examples.
    static var task: LearningTask { get }
    /// True where the examples are generated and not photographed, scanned or written.
    var isSynthetic: Bool { get }
    /// Number of training examples, without reading them where that is possible. Throws ``UserError``.
    func trainingCount(in directory: String) throws -> Int
    /// How many examples of which form it has, as far as that is known before it is loaded; nil where it is not. Throws ``UserError``.
    func size(in directory: String) throws -> DatasetSize?
    /// A mark that changes with the content, where the same settings can mean other examples tomorrow; empty where they cannot. It does
    /// not depend on dates or places, so that a copy is the same data set, and is the ``Loaded/checksum`` of what is loaded.
    func contentMark(in directory: String) throws -> String
    /// Throws ``UserError`` where a file is missing: a quick look before any work is done. Nothing is read.
    func requireFiles(in directory: String) throws
    /// Reads, verifies and decodes. Throws ``UserError`` with one line: which file, what is wrong, what to do.
    ///
    /// - Parameter directory: The data directory, with one folder a data set.
    func examples(from directory: String, threads: Int) throws -> LoadedDataset
}

extension Dataset {
    public func size(in directory: String) throws -> DatasetSize? { nil }
    public func contentMark(in directory: String) throws -> String { "" }
    public func requireFiles(in directory: String) throws {}
}

/// A data set of pictures.
public protocol ImageDataset: Dataset {
    /// As ``Dataset/examples(from:threads:)``.
    func load(from directory: String, threads: Int) throws -> LoadedImages
}

extension ImageDataset {
    public static var task: LearningTask { .imageClass }

    public func examples(from directory: String, threads: Int) throws -> LoadedDataset {
        try load(from: directory, threads: threads).map(Examples.images)
    }
}

/// A data set of texts.
public protocol TextDataset: Dataset {
    /// As ``Dataset/examples(from:threads:)``.
    func load(from directory: String, threads: Int) throws -> LoadedTexts
}

extension TextDataset {
    public static var task: LearningTask { .textClass }

    public func examples(from directory: String, threads: Int) throws -> LoadedDataset {
        try load(from: directory, threads: threads).map(Examples.texts)
    }
}
