import Core
import Features
import Foundation
import Testing

/// Gradients and votes in double precision, one pixel at a time, for the naive versions of the tests of this folder.
enum HOGReference {
    enum Border { case repeated, zeroAcross, skipped }

    /// The gradient of every pixel, row by row; the first of the strongest channels.
    static func gradients(
        _ image: ImageStack, border: Border = .repeated, squareRoots: Bool = false
    ) -> [(x: Double, y: Double)] {
        let shape = image.shape
        func value(_ y: Int, _ x: Int, _ channel: Int) -> Double {
            let row = min(max(y, 0), shape.height - 1)
            let column = min(max(x, 0), shape.width - 1)
            let value = Double(image.pixels[(row * shape.width + column) * shape.channels + channel])
            return squareRoots ? value.squareRoot() : value
        }
        return (0..<shape.height).flatMap { y in
            (0..<shape.width).map { x in
                let onColumn = x == 0 || x == shape.width - 1
                let onRow = y == 0 || y == shape.height - 1
                if border == .skipped && (onColumn || onRow) { return (0, 0) }
                var best = (x: 0.0, y: 0.0)
                for channel in 0..<shape.channels {
                    let across = border == .zeroAcross && onColumn
                    let down = border == .zeroAcross && onRow
                    let dx = across ? 0 : value(y, x + 1, channel) - value(y, x - 1, channel)
                    let dy = down ? 0 : value(y + 1, x, channel) - value(y - 1, x, channel)
                    if dx * dx + dy * dy > best.x * best.x + best.y * best.y { best = (dx, dy) }
                }
                return best
            }
        }
    }

    /// The shares of a vote in the bins, interpolated.
    static func shares(_ gradient: (x: Double, y: Double), bins: Int, signed: Bool) -> [Double] {
        let period = signed ? 2 * Double.pi : Double.pi
        var angle = atan2(gradient.y, gradient.x)
        if angle < 0 { angle += period }
        if angle >= period { angle -= period }
        let position = angle / period * Double(bins) - 0.5
        let low = position.rounded(.down)
        var result = [Double](repeating: 0, count: bins)
        result[(Int(low) + bins) % bins] += (1 - (position - low)) * hypot(gradient.x, gradient.y)
        result[(Int(low) + 1) % bins] += (position - low) * hypot(gradient.x, gradient.y)
        return result
    }

    /// The weight of pixel `pixel` for a cell that begins at `start`: 1 at its centre, 0 one cell away.
    static func tent(_ pixel: Int, start: Int, size: Int) -> Double {
        max(0, 1 - abs(Double(pixel - start) + 0.5 - Double(size) / 2) / Double(size))
    }

    static func random(_ shape: ImageShape, seed: UInt64) -> ImageStack {
        var random = RandomSource(seed: seed)
        return ImageStack(shape: shape, pixels: (0..<shape.count).map { _ in UInt8(random.integer(below: 256)) })
    }

    /// The picture turned by 90° clockwise.
    static func turned(_ image: ImageStack) -> ImageStack {
        let (height, width) = (image.shape.height, image.shape.width)
        let shape = ImageShape(height: width, width: height, channels: 1)
        let pixels = (0..<width).flatMap { y in (0..<height).map { x in image.pixels[(height - 1 - x) * width + y] } }
        return ImageStack(shape: shape, pixels: pixels)
    }

    static func mirrored(_ image: ImageStack) -> ImageStack {
        let (height, width) = (image.shape.height, image.shape.width)
        let pixels = (0..<height).flatMap { y in (0..<width).map { x in image.pixels[y * width + width - 1 - x] } }
        return ImageStack(shape: image.shape, pixels: pixels)
    }
}

/// The paper's descriptor block by block.
private func naiveDalalTriggs(_ image: ImageStack, _ hog: HOG) -> [Double] {
    let gradients = HOGReference.gradients(image, squareRoots: hog.gamma != .none)
    let votes = gradients.map { HOGReference.shares($0, bins: hog.bins, signed: hog.signed) }
    let side = hog.blockSize * hog.cellSize
    let sigma = Double(side) / 2
    var descriptor: [Double] = []
    for top in stride(from: 0, through: image.shape.height - side, by: hog.blockStride * hog.cellSize) {
        for left in stride(from: 0, through: image.shape.width - side, by: hog.blockStride * hog.cellSize) {
            var block: [Double] = []
            for row in 0..<hog.blockSize {
                for column in 0..<hog.blockSize {
                    var cell = [Double](repeating: 0, count: hog.bins)
                    for y in 0..<side {
                        for x in 0..<side {
                            let fromCentre = (
                                y: Double(y) + 0.5 - Double(side) / 2, x: Double(x) + 0.5 - Double(side) / 2
                            )
                            let square = fromCentre.x * fromCentre.x + fromCentre.y * fromCentre.y
                            let weight =
                                exp(-square / (2 * sigma * sigma))
                                * HOGReference.tent(y, start: row * hog.cellSize, size: hog.cellSize)
                                * HOGReference.tent(x, start: column * hog.cellSize, size: hog.cellSize)
                            for (bin, share) in votes[(top + y) * image.shape.width + left + x].enumerated() {
                                cell[bin] += weight * share
                            }
                        }
                    }
                    block += cell
                }
            }
            func unit(_ v: [Double], _ epsilon: Double) -> [Double] {
                let norm = (v.reduce(0) { $0 + $1 * $1 } + epsilon * epsilon).squareRoot()
                return v.map { $0 / norm }
            }
            descriptor += unit(unit(block, 0.01).map { min($0, Double(hog.clip)) }, 1e-6)
        }
    }
    return descriptor
}

@Suite("Conventions of HOG")
struct HOGConventionTests {
    static let configurations: [(HOG, ImageShape)] = [
        (HOG(cellSize: 8, convention: .dalalTriggs), ImageShape(height: 33, width: 43, channels: 3)),
        (
            HOG(
                cellSize: 5, blockSize: 3, blockStride: 2, bins: 18, signed: true, convention: .dalalTriggs,
                gamma: .none),
            ImageShape(height: 40, width: 31, channels: 1)
        ),
        (
            HOG(cellSize: 3, blockSize: 4, bins: 8, convention: .dalalTriggs),
            ImageShape(height: 17, width: 12, channels: 1)
        ),
        (
            HOG(cellSize: 6, blockSize: 1, convention: .dalalTriggs),
            ImageShape(height: 20, width: 100, channels: 1)
        ),
    ]

    @Test("the paper's blocks equal the naive computation", arguments: configurations)
    func dalalTriggs(_ hog: HOG, _ shape: ImageShape) throws {
        let image = HOGReference.random(shape, seed: 5)
        let ours = try hog.fit(image, context: RunContext()).extract(image, threads: 1).values
        let expected = naiveDalalTriggs(image, hog)
        try #require(ours.count == expected.count)
        let worst = zip(ours, expected).map { abs(Double($0) - $1) }.max() ?? 1
        #expect(worst < 2e-5, "differs by \(worst)")
    }

    /// `[block row][block column][cell row][cell column][bin]` of one image.
    private func describe(_ image: ImageStack, _ hog: HOG) throws -> (rows: Int, columns: Int, values: [Float]) {
        let fitted = try hog.fit(image, context: RunContext())
        let rows = (fitted.cells.rows - hog.blockSize) / hog.blockStride + 1
        let columns = (fitted.cells.columns - hog.blockSize) / hog.blockStride + 1
        return (rows, columns, fitted.extract(image, threads: 1).values)
    }

    @Test(
        "mirroring and turning an image permutes its descriptor",
        arguments: [HOG.Convention.sharedCells, .dalalTriggs], [HOG.Normalisation.l2Hys, .l1Sqrt])
    func permutation(_ convention: HOG.Convention, _ normalisation: HOG.Normalisation) throws {
        let hog = HOG(cellSize: 4, blockSize: 2, bins: 8, normalisation: normalisation, convention: convention)
        let image = HOGReference.random(ImageShape(height: 24, width: 36, channels: 1), seed: 9)
        let here = try describe(image, hog)
        let mirror = try describe(HOGReference.mirrored(image), hog)
        let turn = try describe(HOGReference.turned(image), hog)
        func value(_ d: (rows: Int, columns: Int, values: [Float]), _ i: Int, _ j: Int, _ r: Int, _ c: Int, _ b: Int)
            -> Float
        {
            d.values[((((i * d.columns + j) * 2) + r) * 2 + c) * 8 + b]
        }
        var worst: Float = 0
        for i in 0..<here.rows {
            for j in 0..<here.columns {
                for index in 0..<32 {
                    let (r, c, b) = (index / 16, index / 8 % 2, index % 8)
                    let expected = value(here, i, j, r, c, b)
                    // Angle a becomes 180° − a, and a + 90°.
                    worst = max(worst, abs(expected - value(mirror, i, here.columns - 1 - j, r, 1 - c, 7 - b)))
                    worst = max(worst, abs(expected - value(turn, j, here.rows - 1 - i, c, 1 - r, (b + 4) % 8)))
                }
            }
        }
        #expect(worst < 1e-4, "differs by \(worst)")
    }

    @Test("threads do not change a bit, in any convention", arguments: HOG.Convention.allCases)
    func threads(_ convention: HOG.Convention) throws {
        let images = HOGReference.random(ImageShape(height: 300 * 30, width: 40, channels: 3), seed: 2)
        let stack = ImageStack(shape: ImageShape(height: 30, width: 40, channels: 3), pixels: images.pixels)
        let fitted = try HOG(cellSize: 6, convention: convention).fit(stack, context: RunContext())
        let one = fitted.extract(stack, threads: 1)
        #expect(one == fitted.extract(stack, threads: 3))
        #expect(one.row(171) == fitted.extract(stack.selecting([171]), threads: 1).row(0))
    }

    @Test("flat pictures give zeros and extreme ones finite numbers", arguments: HOG.Convention.allCases)
    func hostile(_ convention: HOG.Convention) throws {
        let shape = ImageShape(height: 17, width: 18, channels: 1)
        for pixels in [[UInt8](repeating: 0, count: 306), [UInt8](repeating: 255, count: 306)] {
            let image = ImageStack(shape: shape, pixels: pixels)
            let fitted = try HOG(cellSize: 4, convention: convention).fit(image, context: RunContext())
            #expect(fitted.extract(image, threads: 1).values.allSatisfy { $0 == 0 })
        }
        let checked = ImageStack(shape: shape, pixels: (0..<306).map { ($0 / 18 / 2 + $0 % 18 / 2) % 2 == 0 ? 0 : 255 })
        for normalisation in HOG.Normalisation.allCases where convention != .openCV || normalisation == .l2Hys {
            let hog = HOG(cellSize: 2, normalisation: normalisation, convention: convention)
            let values = try hog.fit(checked, context: RunContext()).extract(checked, threads: 1).values
            #expect(values.allSatisfy { (0...1).contains($0) } && values.contains { $0 > 0 })
        }
    }

    @Test(
        "images without a block are refused", arguments: HOG.Convention.allCases,
        [(1, 1), (1, 4000), (4000, 1), (9, 7)])
    func tooSmall(_ convention: HOG.Convention, _ size: (Int, Int)) {
        let shape = ImageShape(height: size.0, width: size.1, channels: 1)
        let image = ImageStack(shape: shape, pixels: [UInt8](repeating: 7, count: shape.count))
        #expect {
            try HOG(cellSize: 4, convention: convention).fit(image, context: RunContext())
        } throws: {
            ($0 as? ConfigurationError)?.field == "cellSize"
        }
    }

    @Test("very wide, very high and very large pictures", arguments: [(16, 20_000), (20_000, 16), (10_000, 10_000)])
    func large(_ size: (Int, Int)) throws {
        let shape = ImageShape(height: size.0, width: size.1, channels: 1)
        // The same tile of 16×16 pixels everywhere: so are the blocks inside, in whatever band they are computed.
        let tile = HOGReference.random(ImageShape(height: 16, width: 16, channels: 1), seed: 4).pixels
        let pixels = [UInt8](unsafeUninitializedCapacity: shape.count) { target, count in
            for y in 0..<shape.height {
                for x in 0..<shape.width { target[y * shape.width + x] = tile[y % 16 * 16 + x % 16] }
            }
            count = shape.count
        }
        let image = ImageStack(shape: shape, pixels: pixels)
        let fitted = try HOG(cellSize: 8).fit(image, context: RunContext())
        let features = fitted.extract(image, threads: 2)
        let columns = fitted.cells.columns - 1
        func block(_ row: Int, _ column: Int) -> ArraySlice<Float> {
            features.values[(row * columns + column) * 36..<(row * columns + column + 1) * 36]
        }
        let (lastRow, lastColumn) = (fitted.cells.rows - 2, columns - 1)
        if lastRow > 4 && lastColumn > 4 {
            for row in stride(from: 2, to: lastRow - 1, by: 2) { #expect(Array(block(row, 2)) == Array(block(2, 2))) }
        }
        #expect(block(lastRow, lastColumn).contains { $0 > 0 } && block(0, 0).contains { $0 > 0 })
    }

    @Test(
        "settings that a convention fixes are refused by name",
        arguments: [
            (HOG(cellSize: 8, normalisation: .l1, convention: .openCV), "normalisation"),
            (HOG(cellSize: 8, signed: true, convention: .scikitImage), "signed"),
            (HOG(cellSize: 8, blockStride: 2, convention: .scikitImage), "blockStride"),
        ])
    func fixed(_ hog: HOG, _ field: String) {
        #expect { try hog.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }

    @Test("square roots change the descriptor, and are the paper's default")
    func gamma() throws {
        let image = HOGReference.random(ImageShape(height: 32, width: 32, channels: 1), seed: 6)
        func values(_ convention: HOG.Convention, _ gamma: HOG.Gamma) throws -> [Float] {
            let hog = HOG(cellSize: 8, convention: convention, gamma: gamma)
            return try hog.fit(image, context: RunContext()).extract(image, threads: 1).values
        }
        #expect(try values(.dalalTriggs, .auto) == values(.dalalTriggs, .sqrt))
        #expect(try values(.dalalTriggs, .auto) != values(.dalalTriggs, .none))
        #expect(try values(.sharedCells, .auto) == values(.sharedCells, .none))
        #expect(try values(.sharedCells, .auto) != values(.sharedCells, .sqrt))
    }
}
