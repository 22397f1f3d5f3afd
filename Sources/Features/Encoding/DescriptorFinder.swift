import Core
import Synchronization

/// Finds the descriptors of images, of the one shape that it was made for and of any other.
///
/// What an extractor lays out for a shape is kept for the last few shapes: photographs of many sizes would otherwise leave scratch
/// memory of each behind.
final class DescriptorFinder: Sendable {
    /// For one shape.
    let shape: ImageShape
    private let configuration: any DescriptorExtractor
    private let fitted: any FittedDescriptorExtractor
    private let recent = Mutex<[Recent]>([])

    private struct Recent {
        let shape: ImageShape
        /// nil where no descriptor has room in images of that shape.
        let fitted: (any FittedDescriptorExtractor)?
    }

    private static let recentCount = 8

    init(configuration: any DescriptorExtractor, shape: ImageShape, fitted: any FittedDescriptorExtractor) {
        self.configuration = configuration
        self.shape = shape
        self.fitted = fitted
    }

    /// The descriptors of image `index`, on the calling thread; the shape of the image, and the operations that they took.
    func describe(
        _ images: ImageBatch, index: Int
    ) -> (local: LocalDescriptors, shape: ImageShape, flops: Double) {
        let (stack, place) = images.place(of: index)
        guard let own = fitted(for: stack.shape) else {
            let none = Matrix(rows: 0, columns: fitted.descriptorLength, values: [])
            return (LocalDescriptors(keypoints: [], descriptors: none), stack.shape, 0)
        }
        return (own.describe(stack, index: place), stack.shape, own.flopsPerImage)
    }

    private func fitted(for shape: ImageShape) -> (any FittedDescriptorExtractor)? {
        guard shape != self.shape else { return fitted }
        if let known = recent.withLock({ $0.first { $0.shape == shape } }) { return known.fitted }
        let new = Recent(shape: shape, fitted: try? configuration.fitted(for: shape))
        recent.withLock { $0 = [new] + $0.filter { $0.shape != shape }.prefix(Self.recentCount - 1) }
        return new.fitted
    }
}

extension DescriptorExtractor {
    fileprivate func fitted(for shape: ImageShape) throws -> any FittedDescriptorExtractor { try fit(shape) }
}
