/// A point of an image with its size and direction.
public struct Keypoint: Codable, Hashable, Sendable {
    /// Column of the centre in pixels; 0 is the centre of the leftmost pixel.
    public var x: Float
    /// Row of the centre in pixels, growing downwards; 0 is the centre of the topmost pixel.
    public var y: Float
    /// Size in pixels of the original image: the standard deviation of the Gaussian at which the point was found, or what the
    /// extractor says instead.
    public var scale: Float
    /// Direction in radians, 0 ≤ angle < 2π: zero along +x, growing towards +y (clockwise on the screen).
    public var angle: Float

    public init(x: Float, y: Float, scale: Float, angle: Float = 0) {
        self.x = x
        self.y = y
        self.scale = scale
        self.angle = angle
    }
}

/// Descriptors of the neighbourhoods of some points of one image.
public struct LocalDescriptors: Sendable, Equatable {
    public let keypoints: [Keypoint]
    /// One row a keypoint.
    public let descriptors: Matrix

    /// - Precondition: one descriptor a keypoint.
    public init(keypoints: [Keypoint], descriptors: Matrix) {
        precondition(
            keypoints.count == descriptors.rows, "\(keypoints.count) keypoints, \(descriptors.rows) descriptors")
        self.keypoints = keypoints
        self.descriptors = descriptors
    }

    /// Number of keypoints.
    public var count: Int { keypoints.count }
}
