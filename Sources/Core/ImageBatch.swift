/// Images in memory, of one shape or each of its own.
public enum ImageBatch: Sendable {
    case oneShape(ImageStack)
    /// Stacks of one image each, all with the same channels.
    case ownShapes([ImageStack])

    public var count: Int {
        switch self {
        case .oneShape(let images): images.count
        case .ownShapes(let images): images.count
        }
    }

    /// Where image `index` lies.
    public func place(of index: Int) -> (stack: ImageStack, index: Int) {
        switch self {
        case .oneShape(let images): (images, index)
        case .ownShapes(let images): (images[index], 0)
        }
    }

    /// The shapes of the images, each once.
    public var shapes: Set<ImageShape> {
        switch self {
        case .oneShape(let images): [images.shape]
        case .ownShapes(let images): Set(images.map(\.shape))
        }
    }

    /// Every image by itself changed by what `change` does to stacks.
    public func map(_ change: (ImageStack) throws -> ImageStack) rethrows -> ImageBatch {
        switch self {
        case .oneShape(let images): .oneShape(try change(images))
        case .ownShapes(let images): .ownShapes(try images.map(change))
        }
    }
}

/// Images in memory that have sizes of their own, as a source: for methods that ask for one size they are scaled to it.
private final class OwnSizeImages: ImageSource {
    private let images: [ImageStack]
    private let shape: ImageShape

    let longestSide: Int?
    var isReader: Bool { false }

    init(_ images: [ImageStack], shape: ImageShape) {
        self.images = images
        self.shape = shape
        longestSide = images.reduce(1) { max($0, $1.shape.height, $1.shape.width) }
    }

    func pixels(of indices: [Int], threads: Int) -> [UInt8] {
        Parallel.map(indices.count, threads: threads) { [self] position in
            images[indices[position]].resized(height: shape.height, width: shape.width).pixels
        }.flatMap(\.self)
    }

    func ownSizes(of indices: [Int], threads: Int) -> [ImageStack] { indices.map { images[$0] } }
}

extension ImageStack {
    /// Images in memory that each have a size of their own, and are scaled to `shape` for methods that ask for one size.
    ///
    /// - Precondition: `images` are stacks of one image each, in memory, with the channels of `shape`.
    public init(ownSizes images: [ImageStack], shape: ImageShape) {
        precondition(images.allSatisfy { $0.isInMemory && $0.count == 1 && $0.shape.channels == shape.channels })
        self.init(shape: shape, source: OwnSizeImages(images, shape: shape), count: images.count)
    }

    /// The same images in memory, in their own sizes where they have some and that is wanted.
    ///
    /// Throws ``UserError`` where a file can no longer be read.
    public func held(inOwnSizes: Bool, threads: Int) throws -> ImageStack {
        switch try batch(inOwnSizes: inOwnSizes, threads: threads) {
        case .oneShape(let images): return images
        case .ownShapes(let images): return ImageStack(ownSizes: images, shape: shape)
        }
    }

    /// The image no longer than `longestSide`: scaled down where it is, with its proportions, and else as it is.
    ///
    /// - Precondition: The images are in memory; `longestSide` is above 0.
    public func limited(to longestSide: Int) -> ImageStack {
        let side = max(shape.height, shape.width)
        guard side > longestSide else { return self }
        let scale = Double(longestSide) / Double(side)
        func scaled(_ length: Int) -> Int { max(1, Int((Double(length) * scale).rounded())) }
        return resized(height: scaled(shape.height), width: scaled(shape.width))
    }
}
