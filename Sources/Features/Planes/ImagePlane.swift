import Core

/// One channel of an image in single precision.
public struct ImagePlane: Sendable, Equatable {
    public let width: Int
    public let height: Int
    /// `[row][column]`.
    public let values: [Float]

    /// - Precondition: `values` fill the plane.
    public init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    public subscript(row: Int, column: Int) -> Float { values[row * width + column] }
}

/// How an image goes on beyond its edge.
public enum ImageBorder: Sendable {
    /// Mirrored at the centre of the last pixel: c b | a b c | b a.
    case mirror
    /// The last pixel repeated: a a | a b c | c c.
    case replicate

    /// The place of `index` within 0 ..< `count`.
    @inline(__always)
    func index(_ index: Int, count: Int) -> Int {
        if UInt(bitPattern: index) < UInt(bitPattern: count) { return index }
        switch self {
        case .replicate: return index < 0 ? 0 : count &- 1
        case .mirror:
            guard count > 1 else { return 0 }
            let period = 2 &* (count &- 1)
            let folded = (index % period &+ period) % period
            return folded < count ? folded : period &- folded
        }
    }
}

/// The colour spaces in which an image is described.
public enum ColourPlanes: String, Codable, Sendable, CaseIterable {
    /// One plane: the luma of ITU-R 601 (``ImageStack/grey()``) as 0…1.
    case grey
    /// Red, green and blue as 0…1.
    case rgb
    /// Hue as a share of the circle 0…1 (red at 0), saturation (max − min)/max, value max, each 0…1; 0 where not defined.
    case hsv
    /// I = 0.3 R + 0.59 G + 0.11 B, (R − G)/√2 + 0.01 I and (R + G − 2 B)/√6 + 0.01 I, of red, green and blue as 0…1.
    ///
    /// The small share of I keeps regions without colour from having no gradient at all in the second and third plane; as
    /// VLFeat's `vl_phow` does.
    case opponent

    public var count: Int { self == .grey ? 1 : 3 }

    /// The planes of image `index`. A grey image is taken as one whose red, green and blue are equal.
    ///
    /// - Precondition: The images are in memory and have 1 or 3 channels.
    public func planes(_ images: ImageStack, index: Int) -> [ImagePlane] {
        precondition(images.isInMemory && images.pixels.indices.contains(index * images.shape.count))
        let shape = images.shape
        let lines = FloatArena(count: 3 * (shape.width + 32))
        let targets = (0..<3).map { _ in lines.take(FloatLineKernels.padded(shape.width)) }
        var values = [[Float]](repeating: [], count: count)
        for channel in values.indices { values[channel].reserveCapacity(shape.width * shape.height) }
        images.pixels.withUnsafeBufferPointer { pixels in
            for y in 0..<shape.height {
                let start = (index * shape.height + y) * shape.width * shape.channels
                let row = UnsafeBufferPointer(rebasing: pixels[start..<start + shape.width * shape.channels])
                ColourKernels.convert(row, channels: shape.channels, to: self, targets[0], targets[1], targets[2])
                for channel in values.indices {
                    values[channel] += UnsafeBufferPointer(start: targets[channel], count: shape.width)
                }
            }
        }
        return values.map { ImagePlane(width: shape.width, height: shape.height, values: $0) }
    }
}

/// A Gaussian as the weights of a symmetrical filter.
public struct GaussianTaps: Sendable, Equatable {
    public let radius: Int
    /// The weight of the centre and of the numbers 1 … `radius` away on either side; the whole filter sums to 1.
    public let weights: [Float]

    /// A filter that leaves out less than 10⁻⁴ of the Gaussian; for `sigma` = 0 one that changes nothing.
    public init(sigma: Double) {
        precondition(sigma >= 0 && sigma.isFinite)
        // The tails beyond 3.9 σ hold 0.96 · 10⁻⁴.
        radius = max(0, Int((3.9 * sigma - 0.5).rounded(.up)))
        let raw = (0...radius).map { sigma > 0 ? exponential(-0.5 * Double($0 * $0) / (sigma * sigma)) : 1 }
        let sum = raw[0] + 2 * raw.dropFirst().reduce(0, +)
        weights = raw.map { Float($0 / sum) }
    }
}

extension ImagePlane {
    /// The plane convolved with a Gaussian of standard deviation `sigma` ≥ 0 pixels (``GaussianTaps``).
    public func blurred(sigma: Double, border: ImageBorder = .mirror) -> ImagePlane {
        let taps = GaussianTaps(sigma: sigma)
        guard taps.radius > 0 else { return self }
        let lines = FloatArena(count: height * FloatArena.rowCount(width: width, height: 1, capacity: 1))
        let rows = lines.takeRows(width: width, height: height, capacity: height)
        let result = [Float](unsafeUninitializedCapacity: values.count) { target, count in
            values.withUnsafeBufferPointer { values in
                PlaneKernels.blur(values, width, height, taps, border, rows, into: target)
            }
            count = values.count
        }
        return ImagePlane(width: width, height: height, values: result)
    }
}
