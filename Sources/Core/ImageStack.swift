/// Height, width and channels of an image.
public struct ImageShape: Codable, Hashable, Sendable, CustomStringConvertible {
    public let height: Int
    public let width: Int
    /// 1 for grey, 3 for red, green and blue.
    public let channels: Int

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// Numbers in one image: height × width × channels.
    public var count: Int { height * width * channels }
    public var description: String { "\(height)×\(width)×\(channels)" }
}

/// Where images come from that are too many to be kept in memory.
public protocol ImageSource: AnyObject, Sendable {
    /// The pixels of the images at `indices`, as in ``ImageStack/pixels``. Throws ``UserError`` that names the file.
    func pixels(of indices: [Int], threads: Int) throws -> [UInt8]
    /// Is what it does reading and decoding, which the clock keeps apart? False for a source that works on the images of another.
    var isReader: Bool { get }
    /// The longest side, in pixels, that an image may have in its own size; nil where images have no size but the one of
    /// ``pixels(of:threads:)``.
    var longestSide: Int? { get }
    /// The images at `indices` in their own sizes: stacks of one image each, with the channels of ``pixels(of:threads:)``.
    ///
    /// Asked only where there is a ``longestSide``. Throws ``UserError`` that names the file.
    func ownSizes(of indices: [Int], threads: Int) throws -> [ImageStack]
}

extension ImageSource {
    public var isReader: Bool { true }
    public var longestSide: Int? { nil }
    public func ownSizes(of indices: [Int], threads: Int) throws -> [ImageStack] { [] }

    fileprivate func read<Content>(_ work: () throws -> Content) rethrows -> Content {
        isReader ? try Measurements.reading(work) : try work()
    }
}

/// Images of one shape, 8 bits a channel, in memory or in a source from which they are read when they are needed.
///
/// Memory is `[image][row][column][channel]`; value 0 is black and 255 is white.
///
/// Images of a source may have sizes of their own beside the one shape; methods that take them say so and ask for
/// ``batch(inOwnSizes:threads:)``, and all others get ``loaded(threads:)``.
public struct ImageStack: Sendable, Equatable {
    public let shape: ImageShape
    /// Number of images.
    public let count: Int
    /// All pixels; empty where the images are still in their source.
    public let pixels: [UInt8]
    private let source: (any ImageSource)?
    /// The images of the source that are meant.
    private let indices: [Int]
    /// True where nobody is to see that they have sizes of their own.
    private var isOneSize = false

    /// - Precondition: `pixels` holds a whole number of images of `shape`.
    public init(shape: ImageShape, pixels: [UInt8]) {
        precondition(shape.count > 0 && pixels.count % shape.count == 0, "pixels do not fill whole images of \(shape)")
        self.shape = shape
        self.pixels = pixels
        count = pixels.count / shape.count
        source = nil
        indices = []
    }

    /// The images of `source`, which has `count` of them, to be read when they are needed.
    public init(shape: ImageShape, source: any ImageSource, count: Int) {
        self.init(shape: shape, source: source, indices: Array(0..<count))
    }

    private init(shape: ImageShape, source: any ImageSource, indices: [Int], isOneSize: Bool = false) {
        self.shape = shape
        self.isOneSize = isOneSize
        self.source = source
        self.indices = indices
        count = indices.count
        pixels = []
    }

    /// False where the pixels have to be read by ``loaded(threads:)`` first.
    public var isInMemory: Bool { source == nil }

    /// The same images, in memory; the time that reading takes counts as ``Phase/load``, whatever phase it happens in.
    ///
    /// Throws ``UserError`` where a file can no longer be read.
    public func loaded(threads: Int) throws -> ImageStack {
        guard let source else { return self }
        return ImageStack(shape: shape, pixels: try source.read { try source.pixels(of: indices, threads: threads) })
    }

    /// The longest side, in pixels, that an image may have in its own size; nil where all images are of ``shape`` and no other.
    public var longestSide: Int? { isOneSize ? nil : source?.longestSide }

    /// The same images as if they had no sizes of their own.
    public var inOneSize: ImageStack {
        source.map { ImageStack(shape: shape, source: $0, indices: indices, isOneSize: true) } ?? self
    }

    /// The images in memory, in the one shape or, where they have some, in their own sizes; the time that reading takes counts as
    /// ``Phase/load``.
    ///
    /// Throws ``UserError`` where a file can no longer be read.
    public func batch(inOwnSizes: Bool, threads: Int) throws -> ImageBatch {
        guard inOwnSizes, let source, longestSide != nil else { return .oneShape(try loaded(threads: threads)) }
        return .ownShapes(try source.read { try source.ownSizes(of: indices, threads: threads) })
    }

    /// Equal pixels, or the same images of the same source.
    public static func == (left: ImageStack, right: ImageStack) -> Bool {
        left.shape == right.shape && left.pixels == right.pixels && left.source === right.source
            && left.isOneSize == right.isOneSize && left.indices == right.indices
    }

    /// The pixels of image `index`, as `[row][column][channel]`.
    ///
    /// - Precondition: The images are in memory.
    public subscript(index: Int) -> ArraySlice<UInt8> {
        pixels[index * shape.count..<(index + 1) * shape.count]
    }

    /// The images at `indices`, in that order.
    public func selecting(_ indices: some Collection<Int>) -> ImageStack {
        if let source {
            return ImageStack(
                shape: shape, source: source, indices: indices.map { self.indices[$0] }, isOneSize: isOneSize)
        }
        let size = shape.count
        let selected = [UInt8](unsafeUninitializedCapacity: indices.count * size) { target, written in
            pixels.withUnsafeBufferPointer { source in
                for index in indices {
                    let slice = UnsafeBufferPointer(rebasing: source[index * size..<(index + 1) * size])
                    _ = UnsafeMutableBufferPointer(rebasing: target[written..<written + size]).initialize(from: slice)
                    written += size
                }
            }
        }
        return ImageStack(shape: shape, pixels: selected)
    }

    /// The same images in RGB: grey is repeated in each channel. RGB images pass through.
    public func colour() -> ImageStack {
        guard shape.channels == 1 else { return self }
        var repeated = [UInt8](repeating: 0, count: 3 * pixels.count)
        for index in repeated.indices { repeated[index] = pixels[index / 3] }
        return ImageStack(shape: ImageShape(height: shape.height, width: shape.width, channels: 3), pixels: repeated)
    }

    /// The same images in grey: ITU-R 601 luma, 0.299 R + 0.587 G + 0.114 B, rounded. Grey images pass through.
    ///
    /// - Precondition: The images are in memory.
    public func grey() -> ImageStack {
        precondition(isInMemory)
        guard shape.channels == 3 else { return self }
        var luma = [UInt8](repeating: 0, count: pixels.count / 3)
        for index in luma.indices {
            let red = Int(pixels[3 * index])
            let green = Int(pixels[3 * index + 1])
            let blue = Int(pixels[3 * index + 2])
            luma[index] = UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000)
        }
        return ImageStack(shape: ImageShape(height: shape.height, width: shape.width, channels: 1), pixels: luma)
    }
}

extension ImageStack {
    /// The same images, left and right exchanged.
    ///
    /// - Precondition: The images are in memory.
    public func mirrored() -> ImageStack {
        precondition(isInMemory)
        let (width, channels) = (shape.width, shape.channels)
        let mirrored = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, written in
            pixels.withUnsafeBufferPointer { source in
                for row in stride(from: 0, to: source.count, by: width * channels) {
                    for column in 0..<width {
                        for channel in 0..<channels {
                            target[row + column * channels + channel] =
                                source[row + (width - 1 - column) * channels + channel]
                        }
                    }
                }
            }
            written = pixels.count
        }
        return ImageStack(shape: shape, pixels: mirrored)
    }

    /// The same images moved `down` rows and `right` columns; the nearest pixels of the image fill what comes into sight.
    ///
    /// - Precondition: The images are in memory.
    public func shifted(down: Int, right: Int) -> ImageStack {
        precondition(isInMemory)
        let line = shape.width * shape.channels
        let columns = (0..<shape.width).map { min(max($0 - right, 0), shape.width - 1) * shape.channels }
        let shifted = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, written in
            pixels.withUnsafeBufferPointer { source in
                for image in 0..<count {
                    for row in 0..<shape.height {
                        let from = image * shape.count + min(max(row - down, 0), shape.height - 1) * line
                        let to = image * shape.count + row * line
                        for (column, place) in columns.enumerated() {
                            for channel in 0..<shape.channels {
                                target[to + column * shape.channels + channel] = source[from + place + channel]
                            }
                        }
                    }
                }
            }
            written = pixels.count
        }
        return ImageStack(shape: shape, pixels: shifted)
    }
}

/// Images with the class of each, as an index into `classNames`.
public struct LabelledImages: LabelledExamples, Equatable {
    public let images: ImageStack
    public let labels: [Int]
    public let classNames: [String]
    public let groups: [Int]?

    /// - Precondition: one label an image, each a valid index into `classNames`; one group an image, where there are groups.
    public init(images: ImageStack, labels: [Int], classNames: [String], groups: [Int]? = nil) {
        precondition(images.count == labels.count, "\(images.count) images with \(labels.count) labels")
        precondition(
            labels.allSatisfy(classNames.indices.contains), "a label lies outside the \(classNames.count) classes")
        precondition(groups.map { $0.count == labels.count } ?? true, "not one group an image")
        self.images = images
        self.labels = labels
        self.classNames = classNames
        self.groups = groups
    }

    public func with(labels: [Int]) -> LabelledImages {
        LabelledImages(images: images, labels: labels, classNames: classNames, groups: groups)
    }

    /// The same classes and groups with other images in the place of these.
    ///
    /// - Precondition: As many images.
    public func with(_ images: ImageStack) -> LabelledImages {
        LabelledImages(images: images, labels: labels, classNames: classNames, groups: groups)
    }

    /// The same examples with their images in memory. Throws ``UserError`` where a file can no longer be read.
    public func loaded(threads: Int) throws -> LabelledImages {
        images.isInMemory ? self : with(try images.loaded(threads: threads))
    }

    public func selecting(_ indices: some Collection<Int>) -> LabelledImages {
        LabelledImages(
            images: images.selecting(indices), labels: indices.map { labels[$0] }, classNames: classNames,
            groups: groups.map { groups in indices.map { groups[$0] } })
    }
}
