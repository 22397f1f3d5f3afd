import Core
import Features
import Foundation
import Testing

private func naivePyramid(_ image: ImageStack, _ configuration: HOGPyramid) -> [Double] {
    let (height, width) = (image.shape.height, image.shape.width)
    let votes = HOGReference.gradients(image).map {
        HOGReference.shares($0, bins: configuration.bins, signed: configuration.signed)
    }
    func weight(_ pixel: Int, _ start: Int, _ size: Int) -> Double {
        configuration.voting == .bilinear
            ? HOGReference.tent(pixel, start: start, size: size) : (start..<start + size).contains(pixel) ? 1 : 0
    }
    return configuration.cellSizes.flatMap { size -> [Double] in
        let step = configuration.overlap ? size / 2 : size
        var level: [Double] = []
        var cells = 0.0
        for top in stride(from: 0, through: height - size, by: step) {
            for left in stride(from: 0, through: width - size, by: step) {
                var cell = [Double](repeating: 0, count: configuration.bins)
                for y in 0..<height {
                    for x in 0..<width {
                        let share = weight(y, top, size) * weight(x, left, size)
                        guard share > 0 else { continue }
                        for bin in 0..<configuration.bins { cell[bin] += share * votes[y * width + x][bin] }
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
            switch configuration.normalization {
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
                    cellSizes: [8, 3], overlap: false, bins: 9, signed: false, voting: .box, normalization: .l1),
                ImageShape(height: 33, width: 40, channels: 3)
            ),
            (
                HOGPyramid(cellSizes: [2, 5, 11], bins: 7, voting: .box, normalization: .l1Sqrt, weighting: .cells),
                ImageShape(height: 11, width: 23, channels: 1)
            ),
            (
                HOGPyramid(cellSizes: [3], bins: 32, normalization: .l2, weighting: .cells),
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
        let power = configuration.normalization == .l1Sqrt ? 2.0 : 1
        let worst = zip(ours, expected).map { abs(pow(Double($0), power) - pow($1, power)) }.max() ?? 1
        #expect(worst < 3e-5, "differs by \(worst)")
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
