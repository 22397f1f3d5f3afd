import Foundation

/// Test images that are worse than those that a method was trained on.
///
/// Every image is altered by random numbers of its own that depend on its index alone: all methods see the same images. What comes into
/// sight at the border is the nearest pixel.
public struct ImageAlteration: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Gaussian noise; the amount is its standard deviation as a share of the range from black to white, up to 1.
        case noise
        /// Gaussian blur; its standard deviation in pixels, 0.1 to 16.
        case blur
        /// A black square at a random place; its side as a share of the shorter side of the image, up to 1.
        case occlusion
        /// Moved in a random direction by so many pixels, rounded to whole ones along each axis, up to 64.
        case shift
        /// Turned about the centre to either side by so many degrees, up to 180; bilinear.
        case rotation

        /// Amounts that make sense.
        package var range: ClosedRange<Double> {
            switch self {
            case .noise, .occlusion: 0.001...1
            case .blur: 0.1...16
            case .shift: 0.5...64
            case .rotation: 0.1...180
            }
        }

        /// What the amount counts.
        public var unit: String {
            switch self {
            case .noise: "σ, fraction of the range"
            case .blur: "σ, pixels"
            case .occlusion: "side, fraction of the image side"
            case .shift: "pixels"
            case .rotation: "degrees"
            }
        }
    }

    public let kind: Kind
    public let amount: Double

    public init(_ kind: Kind, _ amount: Double) {
        self.kind = kind
        self.amount = amount
    }

    /// - Parameter first: The number of the first image, from which the random numbers of each follow.
    /// - Precondition: The images are in memory.
    public func applied(to images: ImageStack, threads: Int, first: Int = 0) -> ImageStack {
        precondition(images.isInMemory)
        if kind == .blur { return GaussianSmoothing(sigma: amount).apply(images, threads: threads) }
        let shape = images.shape
        let parts = Parallel.map(images.count, threads: threads) { index in
            let source = Array(images.pixels[index * shape.count..<(index + 1) * shape.count])
            var random = RandomSource(
                seed: 0xA17E, stream: UInt64(Kind.allCases.firstIndex(of: kind)!), UInt64(first + index))
            switch kind {
            case .blur: return source
            case .noise:
                return source.map { value in
                    let noisy = Float(value) + Float(255 * amount) * random.normal()
                    return UInt8(min(max(noisy.rounded(), 0), 255))
                }
            case .occlusion: return occluded(source, shape, &random)
            case .shift:
                let angle = Double(random.uniform(0, 2 * Float.pi))
                let (down, right) = (Int((amount * sin(angle)).rounded()), Int((amount * cos(angle)).rounded()))
                return Self.moved(source, shape) { row, column in (Double(row - down), Double(column - right)) }
            case .rotation:
                let angle = (random.next() >> 63 == 0 ? amount : -amount) * Double.pi / 180
                let centre = (row: Double(shape.height - 1) / 2, column: Double(shape.width - 1) / 2)
                return Self.moved(source, shape) { row, column in
                    let (y, x) = (Double(row) - centre.row, Double(column) - centre.column)
                    return (
                        centre.row + cos(angle) * y + sin(angle) * x, centre.column + cos(angle) * x - sin(angle) * y
                    )
                }
            }
        }
        return ImageStack(shape: shape, pixels: Array(parts.joined()))
    }

    private func occluded(_ source: [UInt8], _ shape: ImageShape, _ random: inout RandomSource) -> [UInt8] {
        var pixels = source
        let side = max(1, Int((amount * Double(min(shape.height, shape.width))).rounded()))
        let top = random.integer(below: shape.height - side + 1)
        let left = random.integer(below: shape.width - side + 1)
        for row in top..<top + side {
            let start = (row * shape.width + left) * shape.channels
            for place in start..<start + side * shape.channels { pixels[place] = 0 }
        }
        return pixels
    }

    /// Every pixel shows what stands at `origin` of its row and column, between four pixels a mean of them.
    private static func moved(
        _ source: [UInt8], _ shape: ImageShape, origin: (_ row: Int, _ column: Int) -> (Double, Double)
    ) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: source.count)
        for row in 0..<shape.height {
            for column in 0..<shape.width {
                let (y, x) = origin(row, column)
                let (top, left) = (floor(y), floor(x))
                let (down, right) = (y - top, x - left)
                let rows = [Int(top), Int(top) + 1].map { min(max($0, 0), shape.height - 1) }
                let columns = [Int(left), Int(left) + 1].map { min(max($0, 0), shape.width - 1) }
                for channel in 0..<shape.channels {
                    func value(_ r: Int, _ c: Int) -> Double {
                        Double(source[(rows[r] * shape.width + columns[c]) * shape.channels + channel])
                    }
                    let upper = value(0, 0) * (1 - right) + value(0, 1) * right
                    let lower = value(1, 0) * (1 - right) + value(1, 1) * right
                    let mean = upper * (1 - down) + lower * down
                    pixels[(row * shape.width + column) * shape.channels + channel] = UInt8(mean.rounded())
                }
            }
        }
        return pixels
    }
}
