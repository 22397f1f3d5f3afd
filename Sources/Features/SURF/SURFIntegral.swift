import Core

/// Sums over all pixels above and to the left: S(y, x) = Σ of the rows above y and the columns left of x.
///
/// The sums wrap around at 32 bits. A box is the difference of sums, and differences are exact whatever wrapped before, as
/// long as the box itself holds less than 2³¹: 8 million pixels of 255, against 0.6 million in the largest filter. So the
/// image may have any size.
struct SURFIntegral: Sendable {
    let height: Int
    let width: Int
    /// Distance of two rows in `sums`.
    let stride: Int
    /// (`height` + 1) × `stride` numbers, and some more so that vectors may be read at the end.
    let sums: [Int32]

    /// The integral image of the grey luma of image `index`.
    init(_ images: ImageStack, index: Int) {
        precondition(images.isInMemory && images.shape.channels == 1 || images.shape.channels == 3)
        height = images.shape.height
        width = images.shape.width
        stride = width + 1
        let count = (height + 1) * stride + SURFIntegral.tail
        let (width, height, stride) = (width, height, stride)
        sums = [Int32](unsafeUninitializedCapacity: count) { buffer, initialized in
            SURFHessianKernels.integrate(
                images, index: index, height: height, width: width, stride: stride,
                into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            initialized = count
        }
    }

    /// Numbers behind the last row.
    static let tail = 64
}
