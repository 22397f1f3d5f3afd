import Core
import Files

/// A red, green and blue colour, 8 bits each.
public struct Colour: Hashable, Sendable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// A shade of grey: 0 is black and 255 is white.
    public init(grey: UInt8) { self.init(grey, grey, grey) }

    /// A bright colour of the wheel; 0 and 1 are red, a third is green.
    public static func hue(_ turn: Double) -> Colour {
        func channel(_ offset: Double) -> UInt8 {
            let distance = abs(
                ((turn + offset).truncatingRemainder(dividingBy: 1) + 1).truncatingRemainder(dividingBy: 1) * 6 - 3)
            return UInt8(255 * min(1, max(0, distance - 1)))
        }
        return Colour(channel(0), channel(2.0 / 3), channel(1.0 / 3))
    }

    public static let white = Colour(grey: 255)
    public static let black = Colour(grey: 0)
}

/// A small canvas for the pictures of a report. Row 0 is at the top; what lies outside is cut off.
public struct Raster: Sendable {
    public let width: Int
    public let height: Int
    private var pixels: [UInt8]

    /// The most pixels of a drawing whose size follows from a file or a setting.
    private static let largestCount = 1 << 26

    /// Is a drawing of this size possible? It has at least one pixel, and not more than can be kept.
    package static func isPossible(width: Int, height: Int) -> Bool {
        min(width, height) > 0 && CheckedSize.product([width, height], limit: largestCount) != nil
    }

    /// Throws ``UserError`` where a drawing of this size is not possible; `advice` says what to do then.
    package static func require(
        width: Int, height: Int, _ what: String = "a drawing",
        advice: String = "take a smaller picture, or one that is less narrow"
    ) throws {
        guard isPossible(width: width, height: height) else {
            throw UserError("\(what) of \(width)×\(height) pixels is too large; \(advice)")
        }
    }

    /// A canvas of `width` × `height` pixels, at least 1 × 1, all of one colour.
    public init(width: Int, height: Int, background: Colour = .white) {
        precondition(width > 0 && height > 0, "a canvas of \(width)×\(height) pixels")
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: 0, count: width * height * 3)
        fill(x: 0, y: 0, width: width, height: height, background)
    }

    /// The colour of the pixel in column `x` of row `y`.
    public subscript(x: Int, y: Int) -> Colour {
        let index = 3 * (y * width + x)
        return Colour(pixels[index], pixels[index + 1], pixels[index + 2])
    }

    /// Fills a rectangle whose left upper pixel is (`x`, `y`).
    public mutating func fill(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
        tint(x: x, y: y, width: width, height: height, colour, opacity: 1)
    }

    /// Lays a colour over a rectangle whose left upper pixel is (`x`, `y`); `opacity` from 0 to 1.
    public mutating func tint(x: Int, y: Int, width: Int, height: Int, _ colour: Colour, opacity: Double) {
        for row in max(0, y)..<max(0, y, min(self.height, y + height)) {
            for column in max(0, x)..<max(0, x, min(self.width, x + width)) { blend(column, row, colour, opacity) }
        }
    }

    /// Draws the frame of a rectangle, one pixel wide, just inside it.
    public mutating func frame(x: Int, y: Int, width: Int, height: Int, _ colour: Colour) {
        fill(x: x, y: y, width: width, height: 1, colour)
        fill(x: x, y: y + height - 1, width: width, height: 1, colour)
        fill(x: x, y: y, width: 1, height: height, colour)
        fill(x: x + width - 1, y: y, width: 1, height: height, colour)
    }

    /// Draws a line with round ends and smooth edges. Coordinates count pixels from the left upper corner of the canvas;
    /// the centre of the first pixel is (0.5, 0.5).
    ///
    /// - Parameters:
    ///   - thickness: In pixels.
    ///   - opacity: From 0, invisible, to 1.
    public mutating func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), thickness: Double, _ colour: Colour,
        opacity: Double = 1
    ) {
        let radius = thickness / 2
        let reach = radius + 1
        let columns = Int(min(start.x, end.x) - reach)...Int(max(start.x, end.x) + reach)
        let rows = Int(min(start.y, end.y) - reach)...Int(max(start.y, end.y) + reach)
        let direction = (x: end.x - start.x, y: end.y - start.y)
        let square = direction.x * direction.x + direction.y * direction.y
        for row in rows where (0..<height).contains(row) {
            for column in columns where (0..<width).contains(column) {
                let offset = (x: Double(column) + 0.5 - start.x, y: Double(row) + 0.5 - start.y)
                let projection = square == 0 ? 0 : (offset.x * direction.x + offset.y * direction.y) / square
                let along = min(1, max(0, projection))
                let across = (x: offset.x - along * direction.x, y: offset.y - along * direction.y)
                let distance = (across.x * across.x + across.y * across.y).squareRoot()
                blend(column, row, colour, opacity * min(1, max(0, radius + 0.5 - distance)))
            }
        }
    }

    /// Draws a circle with smooth edges; coordinates as for ``line(from:to:thickness:_:opacity:)``.
    public mutating func circle(
        centre: (x: Double, y: Double), radius: Double, thickness: Double, _ colour: Colour, opacity: Double = 1
    ) {
        let reach = radius + thickness
        ring(centre, reach, colour) { opacity * min(1, max(0, thickness / 2 + 0.5 - abs($0 - radius))) }
    }

    /// Fills a disc with smooth edges.
    public mutating func disc(
        centre: (x: Double, y: Double), radius: Double, _ colour: Colour, opacity: Double = 1
    ) {
        ring(centre, radius + 1, colour) { opacity * min(1, max(0, radius + 0.5 - $0)) }
    }

    private mutating func ring(
        _ centre: (x: Double, y: Double), _ reach: Double, _ colour: Colour, _ share: (_ distance: Double) -> Double
    ) {
        let rows = max(0, Int(centre.y - reach))..<max(0, min(height, Int(centre.y + reach) + 1))
        let columns = max(0, Int(centre.x - reach))..<max(0, min(width, Int(centre.x + reach) + 1))
        guard !rows.isEmpty, !columns.isEmpty else { return }
        for row in rows {
            for column in columns {
                let offset = (x: Double(column) + 0.5 - centre.x, y: Double(row) + 0.5 - centre.y)
                blend(column, row, colour, share((offset.x * offset.x + offset.y * offset.y).squareRoot()))
            }
        }
    }

    /// Copies image `index` of `images` (1 or 3 channels) to (`x`, `y`), every pixel as a square of `scale` × `scale`.
    public mutating func draw(_ images: ImageStack, index: Int, x: Int, y: Int, scale: Int) {
        let shape = images.shape
        let values = images[index]
        for row in 0..<shape.height {
            for column in 0..<shape.width {
                let first = values.startIndex + (row * shape.width + column) * shape.channels
                let colour =
                    shape.channels == 1
                    ? Colour(grey: values[first]) : Colour(values[first], values[first + 1], values[first + 2])
                fill(x: x + column * scale, y: y + row * scale, width: scale, height: scale, colour)
            }
        }
    }

    /// Copies another canvas to (`x`, `y`).
    public mutating func draw(_ other: Raster, x: Int, y: Int) {
        for row in 0..<other.height {
            for column in 0..<other.width {
                fill(x: x + column, y: y + row, width: 1, height: 1, other[column, row])
            }
        }
    }

    /// The canvas as a PNG file. Throws ``UserError`` where the encoder fails.
    public func png() throws -> [UInt8] {
        let shape = ImageShape(height: height, width: width, channels: 3)
        return try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels))
    }

    private mutating func blend(_ column: Int, _ row: Int, _ colour: Colour, _ share: Double) {
        guard share > 0 else { return }
        let index = 3 * (row * width + column)
        for (channel, value) in [colour.red, colour.green, colour.blue].enumerated() {
            let old = Double(pixels[index + channel])
            pixels[index + channel] = UInt8((old + (Double(value) - old) * share).rounded())
        }
    }
}
