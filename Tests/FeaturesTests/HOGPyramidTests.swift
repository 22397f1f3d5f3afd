import Core
import Features
import Foundation
import Testing

/// - Parameter reference: The shape that cells are laid out for, to be stretched to that of the image; nil for that of the image.
private func naivePyramid(
    _ image: ImageStack, _ configuration: HOGPyramid, reference: ImageShape? = nil
) -> [Double] {
    let (rows, columns) = (image.shape.height, image.shape.width)
    let (height, width) = (reference?.height ?? rows, reference?.width ?? columns)
    let (down, across) = (Double(rows) / Double(height), Double(columns) / Double(width))
    let votes = HOGReference.gradients(image).map {
        HOGReference.shares($0, bins: configuration.bins, signed: configuration.signed)
    }
    func weight(_ pixel: Int, _ start: Int, _ size: Int, _ scale: Double) -> Double {
        guard scale == 1 else {
            // The overlap of the pixel with the stretched cell, or the height of its tent over the middle of the pixel.
            let length = max(Double(size) * scale, 1)
            let centre = (Double(start) + Double(size) / 2) * scale
            let first = max(Double(pixel), centre - length / 2)
            let last = min(Double(pixel) + 1, centre + length / 2)
            return configuration.voting == .bilinear
                ? max(1 - abs(Double(pixel) + 0.5 - centre) / length, 0) : max(last - first, 0)
        }
        return configuration.voting == .bilinear
            ? HOGReference.tent(pixel, start: start, size: size) : (start..<start + size).contains(pixel) ? 1 : 0
    }
    return configuration.cellSizes.flatMap { size -> [Double] in
        let step = configuration.overlap ? size / 2 : size
        var level: [Double] = []
        var cells = 0.0
        for top in stride(from: 0, through: height - size, by: step) {
            for left in stride(from: 0, through: width - size, by: step) {
                var cell = [Double](repeating: 0, count: configuration.bins)
                for y in 0..<rows {
                    for x in 0..<columns {
                        let share = weight(y, top, size, down) * weight(x, left, size, across)
                        guard share > 0 else { continue }
                        for bin in 0..<configuration.bins { cell[bin] += share * votes[y * columns + x][bin] }
                    }
                }
                level += cell
                cells += 1
            }
        }
        let factor = configuration.weighting == .cells ? cells.squareRoot() : 1
        let sum = level.reduce(0, +) + 0.01
        let norm = (level.reduce(0) { $0 + $1 * $1 } + 1e-4).squareRoot()
        return level.map {
            switch configuration.normalisation {
            case .none: $0 * factor
            case .l1: $0 / sum * factor
            case .l1Sqrt: ($0 / sum).squareRoot() * factor
            case .l2: $0 / norm * factor
            }
        }
    }
}

@Suite("HOG pyramid")
struct HOGPyramidTests {
    @Test(
        "equals the naive computation",
        arguments: [
            (HOGPyramid(), ImageShape(height: 28, width: 28, channels: 1)),
            (
                HOGPyramid(
                    cellSizes: [8, 3], overlap: false, bins: 9, signed: false, voting: .box, normalisation: .l1),
                ImageShape(height: 33, width: 40, channels: 3)
            ),
            (
                HOGPyramid(cellSizes: [2, 5, 11], bins: 7, voting: .box, normalisation: .l1Sqrt, weighting: .cells),
                ImageShape(height: 11, width: 23, channels: 1)
            ),
            (
                HOGPyramid(cellSizes: [3], bins: 32, normalisation: .l2, weighting: .cells),
                ImageShape(height: 3, width: 19, channels: 1)
            ),
        ])
    func parity(_ configuration: HOGPyramid, _ shape: ImageShape) throws {
        let image = HOGReference.random(shape, seed: 12)
        let fitted = try configuration.fit(image, context: RunContext())
        let ours = fitted.extract(image, threads: 1).values
        let expected = naivePyramid(image, configuration)
        try #require(ours.count == expected.count && fitted.featureCount == ours.count)
        // A root magnifies the rounding of what is near zero.
        let power = configuration.normalisation == .l1Sqrt ? 2.0 : 1
        let worst = zip(ours, expected).map { abs(pow(Double($0), power) - pow($1, power)) }.max() ?? 1
        #expect(worst < 3e-5, "differs by \(worst)")
    }

    @Test(
        "images of their own sizes get the cells of the one size, stretched",
        arguments: [
            HOGPyramid(), HOGPyramid(cellSizes: [9, 4], overlap: false, bins: 5, signed: false, voting: .box),
        ])
    func ownSizes(_ configuration: HOGPyramid) throws {
        let reference = ImageShape(height: 28, width: 30, channels: 1)
        let fitted = try configuration.fit(HOGReference.random(reference, seed: 1), context: RunContext())
        let images = [(28, 30), (61, 33), (28, 45), (17, 22), (3, 90), (61, 33)].enumerated().map {
            HOGReference.random(
                ImageShape(height: $1.0, width: $1.1, channels: 1), seed: UInt64($0 + 2))
        }
        let own = try #require(fitted.ownSizes)
        let rows = own.extract(images, threads: 1)
        #expect(rows == own.extract(images, threads: 3))
        #expect(rows.row(0) == fitted.extract(images[0], threads: 1).row(0))
        for (index, image) in images.enumerated() {
            let expected = naivePyramid(image, configuration, reference: reference)
            try #require(rows.columns == expected.count)
            let worst = zip(rows.row(index), expected).map { abs(Double($0) - $1) }.max() ?? 1
            #expect(worst < 3e-5, "\(image.shape) differs by \(worst)")
        }
    }

    @Test("threads do not change a bit, flat pictures give zeros")
    func threads() throws {
        let pixels = HOGReference.random(ImageShape(height: 28 * 100, width: 28, channels: 1), seed: 5).pixels
        let images = ImageStack(
            shape: ImageShape(height: 28, width: 28, channels: 1), pixels: pixels + [UInt8](repeating: 3, count: 784))
        let fitted = try HOGPyramid().fit(images, context: RunContext())
        let one = fitted.extract(images, threads: 1)
        #expect(one == fitted.extract(images, threads: 3))
        #expect(one.row(100).allSatisfy { $0 == 0 })
        #expect(one.row(40) == fitted.extract(images.selecting([40]), threads: 1).row(0))
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (HOGPyramid(cellSizes: []), "cellSizes"), (HOGPyramid(cellSizes: [8, 1]), "cellSizes"),
            (HOGPyramid(cellSizes: [4], bins: 1), "bins"), (HOGPyramid(cellSizes: [8, 29]), "cellSizes"),
        ])
    func validation(_ configuration: HOGPyramid, _ field: String) {
        let image = HOGReference.random(ImageShape(height: 28, width: 300, channels: 1), seed: 5)
        #expect { try configuration.fit(image, context: RunContext()) } throws: {
            ($0 as? ConfigurationError)?.field == field
        }
    }
}
