// The contracts of what stands between an image and a classifier. A crafted method is
//
//     extractor                                → row of an image → transforms → classifier
//     descriptor extractor → encoder (pyramid) → row of an image → transforms → classifier
//
// Each contract is crossed once a batch of images, or once an image where that image has thousands of descriptors.

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
}

extension FeatureExtractor {
    public var isFixed: Bool { true }
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
}

extension FittedExtractor {
    public var parameterCount: Int { 0 }
    public var filters: FilterBank? { nil }
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
}

/// Changes rows of features into other rows, such as a kernel map or a projection.
public protocol FeatureTransform: Component {
    associatedtype Fitted: FittedTransform
    /// Learns from the features of the training images. Throws ``ConfigurationError`` or ``UserError``.
    func fit(_ features: Matrix, context: RunContext) throws -> Fitted
}

public protocol FittedTransform: Sendable {
    /// Columns of what ``apply(_:threads:)`` returns.
    var featureCount: Int { get }
    /// Floating-point operations for one row.
    var flopsPerRow: Double { get }
    /// The rows changed, in the same order, with the memory of `features` used again where the length stays.
    func apply(_ features: consuming Matrix, threads: Int) -> Matrix
}
