// The contracts of what stands between an example and its class. A crafted method is
//
//     extractor                                → row of an image → transforms → classifier
//     descriptor extractor → encoder (pyramid) → row of an image → transforms → classifier
//     text extractor                           → sparse row of a text         → classifier
//
// Each contract is crossed once a batch of examples, or once an image where that image has thousands of descriptors. What a fitted
// part has learned, it can write down as ``Stored``; its configuration makes the same fitted part of that again.

/// Changes images before anything else sees them, each by itself and to its own size; nothing is learned.
public protocol ImagePreprocessor: Component {
    /// The images changed, in the same order and of the same shape.
    ///
    /// - Precondition: The images are in memory.
    func apply(_ images: ImageStack, threads: Int) -> ImageStack
}

/// Turns images into rows of numbers. A configuration; ``fit(_:context:)`` gives the value that can do it.
public protocol FeatureExtractor: Component {
    associatedtype Fitted: FittedExtractor
    /// Learns what the extractor needs from training images (nothing, for fixed features) and lays out the descriptor.
    ///
    /// - Parameter images: May still lie on disk: look at their shape, and at the pixels of `images.selecting(…).loaded(…)`.
    ///
    /// Throws ``ConfigurationError`` or ``UserError`` where images of this shape have no such descriptor.
    func fit(_ images: ImageStack, context: RunContext) throws -> Fitted
    /// True where nothing is learned from the images, of which only the shape is looked at.
    var isFixed: Bool { get }
    /// Can it describe images that each have a size of their own? What it fits then has ``FittedExtractor/ownSizes``; for others images are
    /// brought to one size.
    static var takesOwnSizes: Bool { get }
    /// The side that the method's features are on; pixels as they are, without features, are on neither.
    static var family: MethodFamily { get }
    /// Beside the images and the rows that are made of them. Throws what ``fit(_:context:)`` would throw for images of that shape.
    func workingMemory(_ extent: WorkExtent) throws -> RowMemory
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    ///
    /// - Parameter shape: Of the images that were learned from.
    func restored(_ stored: Stored, shape: ImageShape) throws -> Fitted
}

extension FeatureExtractor {
    public var isFixed: Bool { false }
    public static var takesOwnSizes: Bool { false }
    public static var family: MethodFamily { .crafted }
}

public protocol FittedExtractor: Sendable {
    /// Numbers in one descriptor: the columns of what ``extract(_:threads:)`` returns.
    var featureCount: Int { get }
    /// Floating-point operations for one image, counted from the algorithm.
    var flopsPerImage: Double { get }
    /// Numbers that were learned; 0 for a fixed feature.
    var parameterCount: Int { get }
    /// What was learned as small pictures, where it can be shown so.
    var filters: FilterBank? { get }
    /// One row an image. The images are in memory and have the shape of those given to `fit`.
    func extract(_ images: ImageStack, threads: Int) -> Matrix
    /// The same of images that each have a size of their own; nil where they have to be brought to one size.
    var ownSizes: (any OwnSizeExtractor)? { get }
    /// What was learned. Throws ``UserError`` where it cannot be written down.
    func stored() throws -> Stored
}

extension FittedExtractor {
    public var filters: FilterBank? { nil }
    public var ownSizes: (any OwnSizeExtractor)? { nil }

    /// One row an image.
    ///
    /// - Precondition: Images of their own sizes are given only where there are ``ownSizes``.
    public func extract(_ images: ImageBatch, threads: Int) -> Matrix {
        switch images {
        case .oneShape(let images): return extract(images, threads: threads)
        case .ownShapes(let images):
            guard let ownSizes else { preconditionFailure("images of their own sizes for one that asks for one size") }
            return ownSizes.extract(images, threads: threads)
        }
    }
}

/// Describes images that each have a size of their own.
public protocol OwnSizeExtractor: Sendable {
    /// One row an image, as long as those of ``FittedExtractor/extract(_:threads:)``.
    ///
    /// - Parameter images: Stacks of one image each, in memory, with the channels of those given to `fit`.
    func extract(_ images: [ImageStack], threads: Int) -> Matrix
}

/// An extractor that learns nothing: what it does follows from its settings and the shape of the images.
public protocol FixedExtractor: FeatureExtractor where Fitted: FittedFixedExtractor {}

public protocol FittedFixedExtractor: FittedExtractor {}

extension FixedExtractor {
    public var isFixed: Bool { true }

    public func workingMemory(_ extent: WorkExtent) throws -> RowMemory {
        RowMemory(columns: Double(try laidOut(extent.imageShape()).featureCount))
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> Fitted { try laidOut(shape) }

    private func laidOut(_ shape: ImageShape) throws -> Fitted {
        try fit(ImageStack(shape: shape, pixels: [UInt8](repeating: 0, count: shape.count)), context: RunContext())
    }
}

extension FittedFixedExtractor {
    public var parameterCount: Int { 0 }
    public func stored() -> Stored { Stored() }
}

/// Describes the neighbourhoods of many points of an image, found or laid out on a grid. A configuration, as
/// ``FeatureExtractor`` is; an ``Encoder`` makes one row of an image's descriptors.
public protocol DescriptorExtractor: Component {
    associatedtype Fitted: FittedDescriptorExtractor
    /// Prepares for images of one shape. Throws ``ConfigurationError`` where they can have no such descriptor.
    func fit(_ shape: ImageShape) throws -> Fitted
}

public protocol FittedDescriptorExtractor: Sendable {
    /// Numbers in one descriptor.
    var descriptorLength: Int { get }
    /// Floating-point operations for one image, counted from the algorithm; for a typical number of keypoints where they are
    /// found and not laid out.
    var flopsPerImage: Double { get }
    /// The descriptors of image `index`, on the calling thread; none where nothing is found. The images are in memory and have
    /// the shape given to `fit`.
    func describe(_ images: ImageStack, index: Int) -> LocalDescriptors
}

/// Makes one row of numbers, a code, of any number of descriptors.
public protocol Encoder: Component {
    associatedtype Fitted: FittedEncoder
    /// How many descriptors of the training images are drawn to learn from.
    var sampleCount: Int { get }
    /// Learns a vocabulary or whatever the code needs.
    ///
    /// Throws ``UserError`` where the sample is too small.
    /// - Parameter sample: One row a descriptor, drawn evenly over the training images.
    func fit(_ sample: Matrix, context: RunContext) throws -> Fitted
    /// Numbers in one code of descriptors of so many numbers.
    func codeLength(descriptorLength: Int) -> Int
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    func restored(_ stored: Stored, descriptorLength: Int) throws -> Fitted
}

public protocol FittedEncoder: Sendable {
    /// Numbers in one code.
    var codeLength: Int { get }
    /// Numbers that were learned.
    var parameterCount: Int { get }
    /// Floating-point operations to encode so many descriptors in so many regions, each descriptor in one region a level.
    func flops(descriptors: Int, levels: Int) -> Double
    /// One code a region, on the calling thread; that of a region without descriptors is all zero.
    ///
    /// - Parameter regions: The rows of `descriptors` that lie in each region; regions may overlap.
    func encode(_ descriptors: Matrix, regions: [[Int32]]) -> Matrix
    /// What was learned.
    func stored() throws -> Stored
}

/// Turns texts into sparse rows of numbers. A configuration; ``fit(_:context:)`` gives the value that can do it.
public protocol TextExtractor: Component {
    associatedtype Fitted: FittedTextExtractor
    /// Learns a vocabulary or whatever the rows need.
    ///
    /// Throws ``UserError`` where the texts have nothing to learn from.
    func fit(_ texts: TextStack, context: RunContext) throws -> Fitted
    /// Beside the texts and the rows that are made of them.
    func workingMemory(_ extent: WorkExtent) throws -> SparseMemory
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    func restored(_ stored: Stored) throws -> Fitted
}

public protocol FittedTextExtractor: Sendable {
    /// The columns of what ``extract(_:threads:)`` returns.
    var featureCount: Int { get }
    /// Floating-point operations for one text, counted from the algorithm; for one of usual length.
    var flopsPerText: Double { get }
    /// Numbers that stand in the row of a text, in the mean over those that were learned from.
    var numbersPerText: Double { get }
    /// Numbers that were learned.
    var parameterCount: Int { get }
    /// One row a text.
    func extract(_ texts: TextStack, threads: Int) -> SparseRows
    /// What was learned.
    func stored() throws -> Stored
}

/// What turning texts into sparse rows takes.
public struct SparseMemory: Sendable {
    /// Columns of a row, and the numbers that stand in it, as they are expected.
    public var columns: Double
    public var numbers: Double
    public var part: PartMemory

    public init(columns: Double, numbers: Double, part: PartMemory) {
        self.columns = columns
        self.numbers = numbers
        self.part = part
    }

    /// Bytes of so many rows: a column and a number of double precision each.
    public func bytes(rows: Int) -> Double { Double(rows) * (12 * numbers + 8) }
}

/// Changes rows of features into other rows, such as a kernel map or a projection.
public protocol FeatureTransform: Component {
    associatedtype Fitted: FittedTransform
    /// Learns from the features of the training images. Throws ``ConfigurationError`` or ``UserError``.
    func fit(_ features: Matrix, context: RunContext) throws -> Fitted
    /// Columns of the rows that become of rows of so many.
    func featureCount(rows: Int, columns: Double) -> Double
    /// Beside the rows before and after it.
    func workingMemory(rows: Int, columns: Double) -> PartMemory
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    ///
    /// - Parameter columns: Of the rows that it gets.
    func restored(_ stored: Stored, columns: Int) throws -> Fitted
}

extension FeatureTransform {
    public func featureCount(rows: Int, columns: Double) -> Double { columns }
    public func workingMemory(rows: Int, columns: Double) -> PartMemory { PartMemory() }
}

public protocol FittedTransform: Sendable {
    /// Columns of what ``apply(_:threads:)`` returns.
    var featureCount: Int { get }
    /// Floating-point operations for one row.
    var flopsPerRow: Double { get }
    /// The rows changed, in the same order, with the memory of `features` used again where the length stays.
    func apply(_ features: consuming Matrix, threads: Int) -> Matrix
    /// What was learned.
    func stored() throws -> Stored
}

/// Learns classes from rows of features.
public protocol Classifier: Component {
    associatedtype Fitted: FittedClassifier
    /// Does the solution rest on some of the training examples, which ``FittedClassifier/supportIndices`` tells?
    static var hasSupportVectors: Bool { get }
    /// - Parameters:
    ///   - features: One row an example.
    ///   - labels: A class below `classCount` for each row.
    func fit(_ features: Matrix, labels: [Int], classCount: Int, context: RunContext) throws -> Fitted
    /// The same of sparse rows; where a classifier has no way of its own, of a dense copy.
    func fit(
        _ features: SparseRows, labels: [Int], classCount: Int, context: RunContext
    ) throws -> any FittedClassifier
    /// Beside the features that it is given; that of linear learners where a classifier does not say it: dual variables and orders of
    /// the examples, and weights with a copy or two.
    ///
    /// - Parameters:
    ///   - rows: Examples.
    ///   - columns: Numbers of each.
    func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory
    /// The fitted value again. Throws ``UserError`` where numbers are missing or do not fit.
    ///
    /// - Parameter columns: Of the rows that it gets.
    func restored(_ stored: Stored, columns: Int, classCount: Int) throws -> any FittedClassifier
}

extension Classifier {
    public static var hasSupportVectors: Bool { false }

    public func fit(
        _ features: SparseRows, labels: [Int], classCount: Int, context: RunContext
    ) throws -> any FittedClassifier {
        try AttainableMemory.require(
            4 * Double(features.rows) * Double(features.columns),
            "'\(Self.card.name)' takes dense rows; the matrix of the features")
        return try fit(features.matrix(), labels: labels, classCount: classCount, context: context)
    }

    public func workingMemory(rows: Int, columns: Double, _ extent: WorkExtent) -> PartMemory {
        let weights = WorkExtent.floats(extent.classes, columns + 1)
        return PartMemory(
            learning: 17 * Double(rows * extent.classes) + 16 * Double(rows) + 4 * weights, kept: 2 * weights)
    }
}

public protocol FittedClassifier: Sendable {
    var summary: TrainingSummary { get }
    var flopsPerPrediction: Double { get }
    /// Of a sparse row in which so many numbers stand; that of a dense row where a classifier has no way of its own.
    func flopsPerPrediction(numbers: Double) -> Double
    /// The class of each row of `features`.
    func predict(_ features: Matrix, threads: Int) -> [Int]
    /// The same of sparse rows; where a classifier has no way of its own, of dense copies of some rows at a time.
    func predict(_ features: SparseRows, threads: Int) -> [Int]
    /// Can it say how probable each class is?
    var hasProbabilities: Bool { get }
    /// How probable each class is for each row; empty where it gives classes only. Throws ``UserError`` where a row cannot be judged.
    func classProbabilities(_ features: Matrix, threads: Int) throws -> [[Double]]
    /// The rows of the training features that are support vectors, ascending; nil where there is no such thing.
    var supportIndices: [Int]? { get }
    /// What was learned. Throws ``UserError`` where it cannot be written down.
    func stored() throws -> Stored
}

extension FittedClassifier {
    public var hasProbabilities: Bool { false }
    public func classProbabilities(_ features: Matrix, threads: Int) throws -> [[Double]] { [] }
    public var supportIndices: [Int]? { nil }
    public func flopsPerPrediction(numbers: Double) -> Double { flopsPerPrediction }

    public func predict(_ features: SparseRows, threads: Int) -> [Int] {
        let part = max(1, min(4096, (64 << 20) / max(4 * features.columns, 1)))
        return stride(from: 0, to: features.rows, by: part).flatMap { first in
            predict(
                features.selecting(first..<min(first + part, features.rows)).matrix(), threads: threads)
        }
    }
}
