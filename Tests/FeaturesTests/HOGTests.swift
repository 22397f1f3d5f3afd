import Core
import Features
import Foundation
import Testing

/// HOG computed one pixel and one vote at a time in double precision, straight from the description.
private func naiveHOG(_ image: ImageStack, _ hog: HOG) -> [Double] {
    let shape = image.shape
    let cellRows = shape.height / hog.cellSize
    let cellColumns = shape.width / hog.cellSize
    let period = hog.signed ? 2 * Double.pi : Double.pi
    func value(_ y: Int, _ x: Int, _ channel: Int) -> Double {
        let row = min(max(y, 0), shape.height - 1)
        let column = min(max(x, 0), shape.width - 1)
        return Double(image.pixels[(row * shape.width + column) * shape.channels + channel])
    }
    var cells = [Double](repeating: 0, count: cellRows * cellColumns * hog.bins)
    for y in 0..<shape.height {
        for x in 0..<shape.width {
            var dx = 0.0
            var dy = 0.0
            for channel in 0..<shape.channels {
                let horizontal = value(y, x + 1, channel) - value(y, x - 1, channel)
                let vertical = value(y + 1, x, channel) - value(y - 1, x, channel)
                if horizontal * horizontal + vertical * vertical > dx * dx + dy * dy {
                    (dx, dy) = (horizontal, vertical)
                }
            }
            var angle = atan2(dy, dx)
            if angle < 0 { angle += period }
            if angle >= period { angle -= period }
            let magnitude = hypot(dx, dy)
            let bin = angle / period * Double(hog.bins) - 0.5
            let row = (Double(y) + 0.5) / Double(hog.cellSize) - 0.5
            let column = (Double(x) + 0.5) / Double(hog.cellSize) - 0.5
            for (r, rowShare) in [
                (row.rounded(.down), 1 - (row - row.rounded(.down))),
                (row.rounded(.down) + 1, row - row.rounded(.down)),
            ]
            where r >= 0 && Int(r) < cellRows {
                for (c, columnShare) in [
                    (column.rounded(.down), 1 - (column - column.rounded(.down))),
                    (column.rounded(.down) + 1, column - column.rounded(.down)),
                ]
                where c >= 0 && Int(c) < cellColumns {
                    let low = bin.rounded(.down)
                    for (b, binShare) in [(low, 1 - (bin - low)), (low + 1, bin - low)] {
                        let wrapped = (Int(b) + hog.bins) % hog.bins
                        cells[(Int(r) * cellColumns + Int(c)) * hog.bins + wrapped] +=
                            magnitude * rowShare * columnShare * binShare
                    }
                }
            }
        }
    }
    var descriptor: [Double] = []
    for blockRow in stride(from: 0, through: cellRows - hog.blockSize, by: hog.blockStride) {
        for blockColumn in stride(from: 0, through: cellColumns - hog.blockSize, by: hog.blockStride) {
            var block: [Double] = []
            for row in 0..<hog.blockSize {
                for column in 0..<hog.blockSize {
                    let start = ((blockRow + row) * cellColumns + blockColumn + column) * hog.bins
                    block += cells[start..<start + hog.bins]
                }
            }
            descriptor += normalized(block, hog)
        }
    }
    return descriptor
}

private func normalized(_ block: [Double], _ hog: HOG) -> [Double] {
    let epsilon = 0.01
    func unit(_ v: [Double], _ epsilon: Double) -> [Double] {
        let norm = (v.reduce(0) { $0 + $1 * $1 } + epsilon * epsilon).squareRoot()
        return v.map { $0 / norm }
    }
    switch hog.normalisation {
    case .l1: return block.map { $0 / (block.reduce(0, +) + epsilon) }
    case .l1Sqrt: return block.map { ($0 / (block.reduce(0, +) + epsilon)).squareRoot() }
    case .l2: return unit(block, epsilon)
    case .l2Hys: return unit(unit(block, epsilon).map { min($0, Double(hog.clip)) }, 1e-6)
    }
}

private func randomImages(_ shape: ImageShape, count: Int, seed: UInt64 = 1) -> ImageStack {
    var random = RandomSource(seed: seed)
    return ImageStack(
        shape: shape, pixels: (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) })
}

@Suite("HOG")
struct HOGTests {
    static let configurations: [(HOG, ImageShape)] = [
        (HOG(cellSize: 4), ImageShape(height: 28, width: 28, channels: 1)),
        (HOG(cellSize: 4), ImageShape(height: 32, width: 32, channels: 3)),
        (HOG(cellSize: 8), ImageShape(height: 31, width: 45, channels: 1)),
        (HOG(cellSize: 3, blockSize: 1, bins: 6), ImageShape(height: 7, width: 5, channels: 1)),
        (HOG(cellSize: 5, blockSize: 3, blockStride: 2, bins: 16), ImageShape(height: 40, width: 33, channels: 1)),
        (
            HOG(cellSize: 4, bins: 18, signed: true, normalisation: .l1Sqrt),
            ImageShape(height: 24, width: 20, channels: 1)
        ),
        (HOG(cellSize: 6, bins: 32, signed: true, normalisation: .l2), ImageShape(height: 19, width: 26, channels: 3)),
        (HOG(cellSize: 2, blockSize: 1, bins: 2, normalisation: .l1), ImageShape(height: 2, width: 2, channels: 1)),
    ]

    @Test("equals the naive computation", arguments: configurations)
    func parity(_ hog: HOG, _ shape: ImageShape) throws {
        let images = randomImages(shape, count: 3)
        let fitted = try hog.fit(images, context: RunContext())
        let features = fitted.extract(images, threads: 2)
        for index in 0..<3 {
            let expected = naiveHOG(images.selecting([index]), hog)
            #expect(expected.count == fitted.featureCount)
            let difference = zip(features.row(index), expected).map { abs(Double($0) - $1) }.max()!
            #expect(difference < 2e-5, "image \(index) differs by \(difference)")
        }
    }

    @Test("a vertical edge votes for angle zero only")
    func edge() throws {
        // Left half black, right half white: the gradient points along +x, between the centres of the first and last bin.
        let pixels = (0..<16 * 16).map { UInt8($0 % 16 < 8 ? 0 : 255) }
        let image = ImageStack(shape: ImageShape(height: 16, width: 16, channels: 1), pixels: pixels)
        let fitted = try HOG(cellSize: 8, blockSize: 1).fit(image, context: RunContext())
        for row in fitted.cellHistograms(image, index: 0) {
            for cell in row {
                // Two columns of the edge at 255 over 8 rows, shared between two cells across; half to each of two bins.
                #expect(abs(cell[0] - cell[8]) < 0.1 && cell[0] > 0)
                #expect(cell[1..<8].allSatisfy { $0 == 0 })
            }
        }
    }

    @Test("mirroring an image permutes its histograms")
    func mirror() throws {
        let shape = ImageShape(height: 24, width: 32, channels: 1)
        let image = randomImages(shape, count: 1, seed: 7)
        let mirrored = ImageStack(
            shape: shape,
            pixels: (0..<shape.height).flatMap { y in (0..<shape.width).map { image.pixels[y * shape.width + 31 - $0] }
            })
        let fitted = try HOG(cellSize: 4).fit(image, context: RunContext())
        let here = fitted.cellHistograms(image, index: 0)
        let there = fitted.cellHistograms(mirrored, index: 0)
        for (row, mirroredRow) in zip(here, there) {
            for (cell, mirroredCell) in zip(row, mirroredRow.reversed()) {
                // Angle a becomes 180° − a: bin b becomes bin 8 − b.
                for (value, other) in zip(cell, mirroredCell.reversed()) { #expect(abs(value - other) < 0.02) }
            }
        }
    }

    @Test("threads and batches do not change a bit")
    func threads() throws {
        let images = randomImages(ImageShape(height: 28, width: 28, channels: 1), count: 200)
        let fitted = try HOG(cellSize: 4).fit(images, context: RunContext())
        let all = fitted.extract(images, threads: 1)
        #expect(fitted.extract(images, threads: 2) == all)
        #expect(fitted.extract(images.selecting([131]), threads: 1).values == Array(all.row(131)))
    }

    @Test("flat images give zeros, not NaN")
    func flat() throws {
        let shape = ImageShape(height: 16, width: 16, channels: 1)
        for normalisation in HOG.Normalisation.allCases {
            let image = ImageStack(shape: shape, pixels: Array(repeating: 255, count: shape.count))
            let hog = HOG(cellSize: 4, normalisation: normalisation)
            let features = try hog.fit(image, context: RunContext()).extract(image, threads: 1)
            #expect(features.values.allSatisfy { $0 == 0 })
        }
    }

    @Test("contrast and brightness hardly change the descriptor")
    func contrast() throws {
        let shape = ImageShape(height: 32, width: 32, channels: 1)
        var random = RandomSource(seed: 3)
        let pixels = (0..<shape.count).map { _ in UInt8(40 + random.integer(below: 50)) }
        let image = ImageStack(shape: shape, pixels: pixels)
        let brighter = ImageStack(shape: shape, pixels: pixels.map { 2 * $0 + 20 })
        let fitted = try HOG(cellSize: 8).fit(image, context: RunContext())
        let difference = zip(fitted.extract(image, threads: 1).values, fitted.extract(brighter, threads: 1).values)
        #expect(difference.allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (HOG(cellSize: 1), "cellSize"), (HOG(cellSize: 8, blockSize: 5), "blockSize"),
            (HOG(cellSize: 8, blockStride: 3), "blockStride"), (HOG(cellSize: 8, bins: 33), "bins"),
            (HOG(cellSize: 8, clip: 0), "clip"),
        ])
    func validation(_ hog: HOG, _ field: String) {
        #expect { try hog.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }

    @Test("an image without a whole block is refused, and the message says what would fit")
    func tooSmall() {
        let image = randomImages(ImageShape(height: 8, width: 1, channels: 1), count: 1)
        #expect { try HOG(cellSize: 8).fit(image, context: RunContext()) } throws: {
            ($0 as? ConfigurationError)?.field == "cellSize"
        }
    }
}
