import Core
import Features
import Foundation
import Testing

/// UoCTTI features straight from the definition, as `[cell row][cell column][number]`.
private func naiveUoCTTI(_ image: ImageStack, _ configuration: UoCTTI) -> [Double] {
    let (size, count) = (configuration.cellSize, configuration.orientations)
    let (height, width) = (image.shape.height, image.shape.width)
    let rows = (height + size / 2) / size
    let columns = (width + size / 2) / size
    let gradients = HOGReference.gradients(image, border: .skipped)
    var histograms = [[Double]](repeating: [Double](repeating: 0, count: 2 * count), count: rows * columns)
    for y in 0..<height {
        for x in 0..<width {
            let gradient = gradients[y * width + x]
            let magnitude = hypot(gradient.x, gradient.y)
            guard magnitude > 0 else { continue }
            // The direction with the largest scalar product, the lower orientation of two that are as near.
            var best = (score: -1.0, bin: 0)
            for orientation in 0..<count {
                let angle = Double.pi * Double(orientation) / Double(count)
                let score = gradient.x * cos(angle) + gradient.y * sin(angle)
                if abs(score) > best.score + 1e-9 * magnitude {
                    best = (abs(score), score < 0 ? orientation + count : orientation)
                }
            }
            for row in 0..<rows {
                let vertical = HOGReference.tent(y, start: row * size, size: size)
                guard vertical > 0 else { continue }
                for column in 0..<columns {
                    let weight = vertical * HOGReference.tent(x, start: column * size, size: size)
                    histograms[row * columns + column][best.bin] += weight * magnitude
                }
            }
        }
    }
    func energy(_ row: Int, _ column: Int) -> Double {
        let cell = histograms[min(max(row, 0), rows - 1) * columns + min(max(column, 0), columns - 1)]
        return (0..<count).reduce(0) { $0 + (cell[$1] + cell[$1 + count]) * (cell[$1] + cell[$1 + count]) }
    }
    var features: [Double] = []
    for row in 0..<rows {
        for column in 0..<columns {
            let factors = [(-1, -1), (-1, 0), (0, -1), (0, 0)].map { down, right in
                1
                    / (energy(row + down, column + right) + energy(row + down, column + right + 1)
                    + energy(row + down + 1, column + right) + energy(row + down + 1, column + right + 1) + 1e-4)
                    .squareRoot()
            }
            let cell = histograms[row * columns + column]
            let undirected = (0..<count).map { cell[$0] + cell[$0 + count] }
            for value in cell + undirected {
                features.append(0.5 * factors.reduce(0) { $0 + min(value * $1, Double(configuration.clip)) })
            }
            for factor in factors {
                let sum = undirected.reduce(0) { $0 + min($1 * factor, Double(configuration.clip)) }
                features.append(sum / Double(2 * count).squareRoot())
            }
        }
    }
    return features
}

@Suite("UoCTTI HOG")
struct HOGUoCTTITests {
    @Test(
        "equals the naive computation",
        arguments: [
            (UoCTTI(cellSize: 8), ImageShape(height: 40, width: 72, channels: 1)),
            (UoCTTI(cellSize: 4), ImageShape(height: 33, width: 40, channels: 3)),
            (UoCTTI(cellSize: 7, orientations: 8, clip: 0.1), ImageShape(height: 45, width: 61, channels: 1)),
            (UoCTTI(cellSize: 8, orientations: 2), ImageShape(height: 5, width: 13, channels: 1)),
            (UoCTTI(cellSize: 2, orientations: 16), ImageShape(height: 3, width: 50, channels: 1)),
        ])
    func parity(_ configuration: UoCTTI, _ shape: ImageShape) throws {
        let image = HOGReference.random(shape, seed: 8)
        let fitted = try configuration.fit(image, context: RunContext())
        let ours = fitted.extract(image, threads: 1).values
        let expected = naiveUoCTTI(image, configuration)
        try #require(ours.count == expected.count && fitted.featureCount == ours.count)
        let worst = zip(ours, expected).map { abs(Double($0) - $1) }.max() ?? 1
        #expect(worst < 1e-5, "differs by \(worst)")
    }

    @Test("31 numbers a cell of 8 pixels")
    func layout() throws {
        let image = HOGReference.random(ImageShape(height: 48, width: 64, channels: 1), seed: 1)
        let fitted = try UoCTTI().fit(image, context: RunContext())
        #expect(fitted.cells == (6, 8) && fitted.cellLength == 31 && fitted.featureCount == 6 * 8 * 31)
    }

    /// Where number `index` of a cell goes when angle a becomes `sign` · a + `shift` · 180°/n.
    private func moved(_ index: Int, _ n: Int, sign: Int, shift: Int, texture: [Int]) -> Int {
        switch index {
        case ..<(2 * n): (sign * index + shift + 4 * n) % (2 * n)
        case ..<(3 * n): 2 * n + (sign * (index - 2 * n) + shift + 4 * n) % n
        default: 3 * n + texture[index - 3 * n]
        }
    }

    @Test("mirroring and turning an image permutes its cells", arguments: [8, 9])
    func permutation(_ orientations: Int) throws {
        // Brighter to the right, so that no gradient is vertical: with 9 orientations that would be half-way between
        // two.
        let noise = HOGReference.random(ImageShape(height: 32, width: 48, channels: 1), seed: 3)
        let image = ImageStack(
            shape: noise.shape,
            pixels: noise.pixels.enumerated().map { UInt8($0.offset % 48 * 5) + $0.element % 8 })
        let configuration = UoCTTI(cellSize: 8, orientations: orientations)
        func describe(_ image: ImageStack) throws -> [Float] {
            try configuration.fit(image, context: RunContext()).extract(image, threads: 1).values
        }
        let length = 3 * orientations + 4
        let here = try describe(image)
        let mirror = try describe(HOGReference.mirrored(image))
        let turn = try describe(HOGReference.turned(image))
        var worst: Float = 0
        for row in 0..<4 {
            for column in 0..<6 {
                for index in 0..<length {
                    let value = here[(row * 6 + column) * length + index]
                    let mirrored = moved(index, orientations, sign: -1, shift: orientations, texture: [1, 0, 3, 2])
                    worst = max(worst, abs(value - mirror[(row * 6 + 5 - column) * length + mirrored]))
                    guard orientations % 2 == 0 else { continue }
                    let turned = moved(index, orientations, sign: 1, shift: orientations / 2, texture: [1, 3, 0, 2])
                    worst = max(worst, abs(value - turn[(column * 4 + 3 - row) * length + turned]))
                }
            }
        }
        #expect(worst < 1e-5, "differs by \(worst)")
    }

    @Test("brightness and contrast hardly change it, threads not at all")
    func invariance() throws {
        let noise = HOGReference.random(ImageShape(height: 32 * 70, width: 32, channels: 1), seed: 3)
        let shape = ImageShape(height: 32, width: 32, channels: 1)
        let images = ImageStack(shape: shape, pixels: noise.pixels.map { 30 + $0 / 4 })
        let brighter = ImageStack(shape: shape, pixels: noise.pixels.map { 50 + $0 / 4 * 2 })
        let fitted = try UoCTTI().fit(images, context: RunContext())
        let one = fitted.extract(images, threads: 1)
        #expect(one == fitted.extract(images, threads: 3))
        #expect(zip(one.values, fitted.extract(brighter, threads: 1).values).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("flat, tiny and large pictures")
    func hostile() throws {
        for (height, width) in [(4, 4), (4, 1000), (16, 16)] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            let image = ImageStack(shape: shape, pixels: [UInt8](repeating: 9, count: shape.count))
            let features = try UoCTTI().fit(image, context: RunContext()).extract(image, threads: 1)
            #expect(features.columns > 0 && features.values.allSatisfy { $0 == 0 })
        }
        for (height, width) in [(1, 1), (3, 4000)] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            let image = ImageStack(shape: shape, pixels: [UInt8](repeating: 9, count: shape.count))
            #expect { try UoCTTI().fit(image, context: RunContext()) } throws: {
                ($0 as? ConfigurationError)?.field == "cellSize"
            }
        }
        let large = HOGReference.random(ImageShape(height: 2000, width: 2000, channels: 1), seed: 1)
        let values = try UoCTTI().fit(large, context: RunContext()).extract(large, threads: 1).values
        #expect(values.count == 250 * 250 * 31 && values.allSatisfy { (0...2).contains($0) })
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (UoCTTI(cellSize: 65), "cellSize"), (UoCTTI(cellSize: 8, orientations: 1), "orientations"),
            (UoCTTI(cellSize: 8, clip: 2), "clip"),
        ])
    func validation(_ configuration: UoCTTI, _ field: String) {
        #expect { try configuration.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
