import Core
import Features
import Foundation
import Testing

private func noise(_ shape: ImageShape, count: Int = 1, seed: UInt64 = 1) -> ImageStack {
    var random = RandomSource(seed: seed)
    return ImageStack(
        shape: shape, pixels: (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) })
}

private func flat(_ height: Int, _ width: Int, value: UInt8 = 0) -> ImageStack {
    let shape = ImageShape(height: height, width: width, channels: 1)
    return ImageStack(shape: shape, pixels: Array(repeating: value, count: shape.count))
}

/// A wave in direction `angle` of amplitude 100 around 128.
private func wave(_ side: Int, frequency: Double, angle: Double) -> ImageStack {
    var pixels: [UInt8] = []
    for y in 0..<side {
        for x in 0..<side {
            let phase = 2 * Double.pi * frequency * (Double(x) * cos(angle) + Double(y) * sin(angle))
            pixels.append(UInt8((128 + 100 * cos(phase)).rounded()))
        }
    }
    return ImageStack(shape: ImageShape(height: side, width: side, channels: 1), pixels: pixels)
}

private func energies(_ gabor: Gabor, _ image: ImageStack, threads: Int = 1) throws -> Matrix {
    try gabor.fit(image, context: RunContext()).extract(image, threads: threads)
}

/// Two-dimensional convolution with the filters as they are given, reflected at the borders one pixel at a time.
private func naive(_ gabor: Gabor, _ image: ImageStack) -> [Double] {
    let (height, width) = (image.shape.height, image.shape.width)
    func reflected(_ index: Int, _ count: Int) -> Int {
        guard count > 1 else { return 0 }
        var index = index
        while index < 0 || index >= count { index = index < 0 ? -index : 2 * (count - 1) - index }
        return index
    }
    let banks = [gabor.filters(.real), gabor.filters(.imaginary)]
    let side = banks[0].shape.width
    let reach = side / 2
    let count = gabor.scales * gabor.orientations
    var result = [Double](repeating: 0, count: gabor.grid * gabor.grid * count * 2)
    for filter in 0..<count {
        var magnitudes: [[Double]] = []
        for y in 0..<height {
            var line: [Double] = []
            for x in 0..<width {
                var sums = [0.0, 0.0]
                for dy in -reach...reach {
                    let row = reflected(y + dy, height) * width
                    for dx in -reach...reach {
                        let pixel = Double(image.pixels[row + reflected(x + dx, width)]) / 255
                        let place = (filter * side + dy + reach) * side + dx + reach
                        sums[0] += pixel * Double(banks[0].weights[place])
                        sums[1] += pixel * Double(banks[1].weights[place])
                    }
                }
                line.append(hypot(sums[0], sums[1]))
            }
            magnitudes.append(line)
        }
        for cell in 0..<gabor.grid * gabor.grid {
            let (i, j) = (cell / gabor.grid, cell % gabor.grid)
            let rows = magnitudes[(i * height / gabor.grid)..<((i + 1) * height / gabor.grid)]
            let values = rows.flatMap { $0[(j * width / gabor.grid)..<((j + 1) * width / gabor.grid)] }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            result[(cell * count + filter) * 2] = mean
            result[(cell * count + filter) * 2 + 1] = variance.squareRoot()
        }
    }
    return result
}

@Suite("Gabor")
struct GaborTests {
    @Test(
        "agrees with convolution in two dimensions",
        arguments: [
            (Gabor(scales: 2, orientations: 6, lowFrequency: 0.15, grid: 2), 21, 37),
            (Gabor(scales: 1, orientations: 5, highFrequency: 0.2, bandwidth: 1.5, grid: 3), 70, 19),
            // The filters are larger than the image.
            (Gabor(scales: 2, orientations: 2, lowFrequency: 0.06, highFrequency: 0.3, grid: 1), 9, 5),
            (Gabor(scales: 1, orientations: 1, highFrequency: 0.5, grid: 1), 1, 1),
        ])
    func reference(_ gabor: Gabor, _ height: Int, _ width: Int) throws {
        let image = noise(ImageShape(height: height, width: width, channels: 1))
        let features = try energies(gabor, image)
        let expected = naive(gabor, image)
        #expect(features.rows == 1 && features.columns == expected.count)
        // The square root of a variance near 0 is known to a thousandth of the mean only.
        let largest = zip(features.values, expected).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
        #expect(largest < 1e-4, "\(largest)")
    }

    @Test("a wave has the energy of half its amplitude in the filter of its own frequency and direction")
    func waves() throws {
        let gabor = Gabor(scales: 3, orientations: 6, lowFrequency: 0.08, highFrequency: 0.32, grid: 1)
        for (scale, frequency) in gabor.frequencies.enumerated() {
            for orientation in 0..<6 {
                let image = wave(96, frequency: frequency, angle: .pi * Double(orientation) / 6)
                let values = try energies(gabor, image).values
                let means = Swift.stride(from: 0, to: values.count, by: 2).map { values[$0] }
                let best = means.indices.max { means[$0] < means[$1] }
                #expect(best == scale * 6 + orientation)
                // Reflection breaks the wave at the borders.
                #expect(abs(means[scale * 6 + orientation] - 50 / 255) < 0.03)
            }
        }
    }

    @Test("filters have no mean, are as large as they are said to be, and turn with the direction")
    func filters() {
        let gabor = Gabor()
        for part in Gabor.Part.allCases {
            let bank = gabor.filters(part)
            let size = bank.shape.count
            #expect(bank.count == 24 && bank.shape.width == bank.shape.height)
            for filter in 0..<bank.count {
                let weights = bank.weights[filter * size..<(filter + 1) * size]
                #expect(abs(weights.reduce(0.0) { $0 + Double($1) }) < 1e-6)
                #expect(weights.contains { $0 != 0 })
            }
        }
        // Direction 0 and direction 90° are each other's transpose.
        let bank = gabor.filters(.imaginary)
        let (side, size) = (bank.shape.width, bank.shape.count)
        var largest: Float = 0
        for y in 0..<side {
            for x in 0..<side {
                largest = max(largest, abs(bank.weights[y * side + x] - bank.weights[3 * size + x * side + y]))
            }
        }
        #expect(largest < 1e-7)
        // √(ln 2 / 2) / 0.1π · (2 + 1)/(2 − 1)
        #expect(abs(Gabor(scales: 1, bandwidth: 1).deviation(frequency: 0.1) - 5.622) < 1e-3)
    }

    @Test("brightness has no energy, contrast scales it, a quarter turn permutes directions and cells")
    func metamorphic() throws {
        let gabor = Gabor(scales: 2, orientations: 4, lowFrequency: 0.1, grid: 2)
        let shape = ImageShape(height: 40, width: 40, channels: 1)
        let dim = ImageStack(shape: shape, pixels: noise(shape).pixels.map { $0 / 4 })
        let bright = ImageStack(shape: shape, pixels: dim.pixels.map { $0 + 100 })
        let strong = ImageStack(shape: shape, pixels: dim.pixels.map { 3 * $0 })
        let features = try energies(gabor, dim).values
        let brighter = try energies(gabor, bright).values
        let stronger = try energies(gabor, strong).values
        #expect(zip(features, brighter).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(zip(features, stronger).allSatisfy { abs(3 * $0 - $1) < 1e-5 })
        var pixels = dim.pixels
        for y in 0..<40 {
            for x in 0..<40 { pixels[x * 40 + 39 - y] = dim.pixels[y * 40 + x] }
        }
        let turned = try energies(gabor, ImageStack(shape: shape, pixels: pixels)).values
        for (cell, other) in [0: 1, 1: 3, 3: 2, 2: 0] {
            for scale in 0..<2 {
                for orientation in 0..<4 {
                    let place = (cell * 8 + scale * 4 + orientation) * 2
                    let goal = (other * 8 + scale * 4 + (orientation + 2) % 4) * 2
                    #expect(abs(features[place] - turned[goal]) < 1e-5)
                    #expect(abs(features[place + 1] - turned[goal + 1]) < 1e-4)
                }
            }
        }
    }

    @Test("threads and batches change no bit; colour is grey luma")
    func threads() throws {
        let images = noise(ImageShape(height: 33, width: 40, channels: 3), count: 19)
        let fitted = try Gabor().fit(images, context: RunContext())
        let features = fitted.extract(images, threads: 1)
        #expect(features.columns == fitted.featureCount && features.columns == 4 * 4 * 24 * 2)
        let isSame = fitted.extract(images, threads: 2) == features
        let single = fitted.extract(images.selecting([13]), threads: 1).values
        let isGreySame = try energies(Gabor(), images.grey()) == features
        #expect(isSame && isGreySame && zip(single, features.row(13)).allSatisfy { $0 == $1 })
        #expect(fitted.extract(images.selecting([]), threads: 2).rows == 0)
    }

    @Test("flat and extreme images have finite energies; too small ones and impossible values are refused by name")
    func hostile() throws {
        for value in [UInt8(0), 255] {
            let features = try energies(Gabor(), flat(28, 28, value: value))
            #expect(features.values.allSatisfy { $0 >= 0 && $0 < 1e-5 })
        }
        let line = try energies(Gabor(scales: 2, grid: 1), noise(ImageShape(height: 1, width: 300, channels: 1)))
        #expect(line.values.allSatisfy { $0.isFinite })
        for (height, width) in [(1, 1), (1, 300), (3, 3)] {
            #expect { try Gabor().fit(flat(height, width), context: RunContext()) } throws: {
                ($0 as? ConfigurationError)?.field == "grid"
            }
        }
        let wrong: [(Gabor, String)] = [
            (Gabor(scales: 0), "scales"), (Gabor(scales: 1, orientations: 17), "orientations"),
            (Gabor(scales: 1, lowFrequency: 0.001), "lowFrequency"),
            (Gabor(scales: 1, highFrequency: 0.04), "highFrequency"),
            (Gabor(scales: 1, highFrequency: .nan), "highFrequency"), (Gabor(scales: 1, bandwidth: 0), "bandwidth"),
            (Gabor(scales: 1, grid: 0), "grid"),
        ]
        for (gabor, field) in wrong {
            #expect { try gabor.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }

    @Test("an image of a hundred million pixels is worked through in bands")
    func large() throws {
        let shape = ImageShape(height: 10_000, width: 10_000, channels: 1)
        let row = (0..<10_000).map { $0 / 2 % 2 == 0 ? UInt8(228) : 28 }
        let image = ImageStack(shape: shape, pixels: (0..<10_000).flatMap { _ in row })
        let gabor = Gabor(scales: 1, orientations: 2, highFrequency: 0.25, bandwidth: 1.5, grid: 2)
        let values = try energies(gabor, image).values
        // Of +100, +100, −100, −100 the wave of period 4 has the amplitude 100·√2.
        for cell in 0..<4 {
            #expect(abs(values[4 * cell] - 0.5 * 100 * 2.0.squareRoot().asFloat / 255) < 0.02)
            #expect(values[4 * cell + 2] < 0.02)
        }
    }
}

extension Double {
    fileprivate var asFloat: Float { Float(self) }
}
