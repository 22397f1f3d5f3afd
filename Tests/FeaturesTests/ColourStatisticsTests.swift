import Core
import Features
import Foundation
import Testing

/// Coordinates in 0…1, straight from the definitions.
private func naiveCoordinates(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ space: ColourSpace) -> [Double] {
    let (r, g, b) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
    switch space {
    case .rgb: return [r, g, b]
    case .opponent: return [(r - g + 1) / 2, (r + g - 2 * b + 2) / 4, (r + g + b) / 3]
    case .hsv:
        let (high, low) = (max(r, g, b), min(r, g, b))
        var hue = 0.0
        if high > low {
            if high == r { hue = (g - b) / (high - low) }
            if high == g && high != r { hue = 2 + (b - r) / (high - low) }
            if high == b && high != r && high != g { hue = 4 + (r - g) / (high - low) }
            if hue < 0 { hue += 6 }
        }
        return [hue / 6, high > 0 ? (high - low) / high : 0, high]
    }
}

/// The coordinates of the pixels of each cell.
private func naiveCells(_ image: ImageStack, _ grid: Int, _ space: ColourSpace) -> [[[Double]]] {
    let shape = image.shape
    var cells = [[[Double]]](repeating: [], count: grid * grid)
    for y in 0..<shape.height {
        for x in 0..<shape.width {
            let pixel = (0..<3).map { channel in
                image.pixels[(y * shape.width + x) * shape.channels + (shape.channels == 3 ? channel : 0)]
            }
            cells[y * grid / shape.height * grid + x * grid / shape.width].append(
                naiveCoordinates(pixel[0], pixel[1], pixel[2], space))
        }
    }
    return cells
}

@Suite("Colour statistics")
struct ColourStatisticsTests {
    static let shapes = [
        ImageShape(height: 28, width: 28, channels: 1), ImageShape(height: 33, width: 40, channels: 3),
    ]

    @Test("moments equal the naive computation", arguments: ColourSpace.allCases, shapes)
    func moments(_ space: ColourSpace, _ shape: ImageShape) throws {
        let image = HOGReference.random(shape, seed: 1)
        let configuration = ColourMoments(space: space, grid: 3)
        let fitted = try configuration.fit(image, context: RunContext())
        let ours = fitted.extract(image, threads: 1).values
        let expected = naiveCells(image, 3, space).flatMap { cell in
            (0..<3).flatMap { coordinate -> [Double] in
                let values = cell.map { $0[coordinate] }
                let count = Double(values.count)
                let mean = values.reduce(0, +) / count
                let square = values.reduce(0) { $0 + pow($1 - mean, 2) } / count
                let cube = values.reduce(0) { $0 + pow($1 - mean, 3) } / count
                return [mean, square.squareRoot(), cbrt(cube)]
            }
        }
        try #require(ours.count == expected.count && fitted.featureCount == ours.count)
        // A cube root magnifies the rounding of what is near zero.
        #expect(zip(ours, expected).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    }

    @Test("histograms equal the naive computation", arguments: ColourSpace.allCases, shapes)
    func histograms(_ space: ColourSpace, _ shape: ImageShape) throws {
        let image = HOGReference.random(shape, seed: 2)
        for (joint, bins) in [(false, 7), (true, 5)] {
            let configuration = ColourHistogram(space: space, bins: bins, joint: joint, grid: 2, normalisation: .sum)
            let fitted = try configuration.fit(image, context: RunContext())
            let ours = fitted.extract(image, threads: 1).values
            let length = joint ? bins * bins * bins : 3 * bins
            var expected = [Double](repeating: 0, count: 4 * length)
            for (index, cell) in naiveCells(image, 2, space).enumerated() {
                for pixel in cell {
                    // A hair upwards: the quotients here are rounded where a colour is on a boundary.
                    let places = pixel.map { min(Int($0 * Double(bins) + 1e-9), bins - 1) }
                    if joint {
                        expected[index * length + (places[0] * bins + places[1]) * bins + places[2]] +=
                            1 / Double(cell.count)
                    } else {
                        for (coordinate, place) in places.enumerated() {
                            expected[index * length + coordinate * bins + place] += 1 / Double(cell.count)
                        }
                    }
                }
            }
            try #require(ours.count == expected.count && fitted.featureCount == ours.count)
            #expect(zip(ours, expected).allSatisfy { abs(Double($0) - $1) < 1e-5 })
        }
    }

    @Test("known colours are in known bins")
    func known() throws {
        // Red, yellow, green, cyan, blue, magenta, black, white: hues 0, 1/6 … 5/6, then 0.
        let colours: [[UInt8]] = [
            [255, 0, 0], [255, 255, 0], [0, 255, 0], [0, 255, 255], [0, 0, 255], [255, 0, 255], [0, 0, 0],
            [255, 255, 255],
        ]
        let shape = ImageShape(height: 2, width: 2, channels: 3)
        for (index, colour) in colours.enumerated() {
            let image = ImageStack(shape: shape, pixels: (0..<4).flatMap { _ in colour })
            let configuration = ColourHistogram(space: .hsv, bins: 6, grid: 1, normalisation: .sum)
            let values = try configuration.fit(image, context: RunContext()).extract(image, threads: 1).values
            let hue = index < 6 ? index : 0
            let saturation = index < 6 ? 5 : 0
            let value = index == 6 ? 0 : 5
            #expect((0..<18).allSatisfy { values[$0] == ([hue, 6 + saturation, 12 + value].contains($0) ? 1 : 0) })
            let moments = try ColourMoments(space: .hsv, grid: 1).fit(image, context: RunContext())
            let numbers = moments.extract(image, threads: 1).values
            #expect(abs(numbers[0] - Float(hue) / 6) < 1e-6 && abs(numbers[1]) < 1e-6 && abs(numbers[2]) < 1e-5)
        }
    }

    @Test("skewness has the sign of the longer tail")
    func skewness() throws {
        let shape = ImageShape(height: 10, width: 10, channels: 1)
        let bright = ImageStack(shape: shape, pixels: (0..<100).map { $0 == 0 ? 255 : 0 })
        let dark = ImageStack(shape: shape, pixels: (0..<100).map { $0 == 0 ? 0 : 255 })
        let fitted = try ColourMoments(space: .rgb, grid: 1).fit(bright, context: RunContext())
        let upper = fitted.extract(bright, threads: 1).values
        let lower = fitted.extract(dark, threads: 1).values
        // Third central moment of one in a hundred: 0.01·0.99³ − 0.99·0.01³.
        let expected = Float(cbrt(0.01 * pow(0.99, 3) - 0.99 * pow(0.01, 3)))
        #expect(abs(upper[2] - expected) < 1e-6 && abs(lower[2] + expected) < 1e-6)
        #expect(abs(upper[0] - 0.01) < 1e-6 && abs(lower[0] - 0.99) < 1e-6)
    }

    @Test("threads do not change a bit, mirrored pictures have the same statistics")
    func invariance() throws {
        let noise = HOGReference.random(ImageShape(height: 12 * 60, width: 9, channels: 3), seed: 2)
        let images = ImageStack(shape: ImageShape(height: 12, width: 9, channels: 3), pixels: noise.pixels)
        let histograms = try ColourHistogram(space: .opponent, joint: true).fit(images, context: RunContext())
        #expect(histograms.extract(images, threads: 1) == histograms.extract(images, threads: 3))
        let moments = try ColourMoments().fit(images, context: RunContext())
        #expect(moments.extract(images, threads: 1) == moments.extract(images, threads: 3))
        let whole = try ColourHistogram(space: .rgb, grid: 1).fit(images, context: RunContext())
        let first = images.selecting([0])
        let reversed = ImageStack(
            shape: first.shape,
            pixels: (0..<108).reversed().flatMap { Array(first.pixels[3 * $0..<3 * $0 + 3]) })
        #expect(whole.extract(first, threads: 1) == whole.extract(reversed, threads: 1))
    }

    @Test("tiny and large pictures")
    func sizes() throws {
        let one = ImageStack(shape: ImageShape(height: 1, width: 1, channels: 3), pixels: [1, 2, 3])
        #expect(throws: ConfigurationError.self) { try ColourHistogram().fit(one, context: RunContext()) }
        #expect(throws: ConfigurationError.self) { try ColourMoments().fit(one, context: RunContext()) }
        let single = try ColourMoments(space: .rgb, grid: 1).fit(one, context: RunContext())
        #expect(single.extract(one, threads: 1).values.allSatisfy { $0.isFinite })
        let large = ImageStack(
            shape: ImageShape(height: 2000, width: 2000, channels: 3),
            pixels: [UInt8](repeating: 200, count: 12_000_000))
        let fitted = try ColourHistogram().fit(large, context: RunContext())
        #expect(fitted.extract(large, threads: 2).values.allSatisfy { $0 == 0 || abs($0 - 1) < 1e-6 })
    }

    @Test("impossible values are refused by name")
    func validation() {
        for (configuration, field) in [
            (ColourHistogram(space: .rgb, bins: 1), "bins"),
            (ColourHistogram(space: .rgb, bins: 17, joint: true), "bins"),
            (ColourHistogram(space: .rgb, grid: 33), "grid"),
        ] {
            #expect { try configuration.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
        #expect { try ColourMoments(space: .rgb, grid: 0).validate() } throws: {
            ($0 as? ConfigurationError)?.field == "grid"
        }
    }
}
