import Core
import Features
import Foundation
import Testing

/// Dense SIFT one descriptor at a time in double precision, straight from the description; planes are `[row][column]`.
private struct NaiveDenseSIFT {
    let configuration: DenseSIFT
    let planes: [[[Double]]]

    init(_ configuration: DenseSIFT, _ image: ImageStack) {
        self.configuration = configuration
        let shape = image.shape
        let last = shape.channels - 1
        let pixels: [[[Double]]] = (0..<shape.height).map { y in
            (0..<shape.width).map { x in
                let start = (y * shape.width + x) * shape.channels
                return Self.convert(
                    configuration.colour, (0..<3).map { Double(image.pixels[start + min($0, last)]) / 255 })
            }
        }
        planes = (0..<configuration.colour.count).map { plane in pixels.map { row in row.map { $0[plane] } } }
    }

    private static func convert(_ colour: ColourPlanes, _ rgb: [Double]) -> [Double] {
        let (red, green, blue) = (rgb[0], rgb[1], rgb[2])
        switch colour {
        case .grey: return [((0.299 * red + 0.587 * green + 0.114 * blue) * 255).rounded() / 255]
        case .rgb: return rgb
        case .opponent:
            let mean = 0.3 * red + 0.59 * green + 0.11 * blue
            let (first, second) = ((red - green) / 2.0.squareRoot(), (red + green - 2 * blue) / 6.0.squareRoot())
            return [mean, first + 0.01 * mean, second + 0.01 * mean]
        case .hsv:
            let (low, high) = (min(red, green, blue), max(red, green, blue))
            guard high > low else { return [0, 0, high] }
            let sector =
                high == red
                ? (green - blue) / (high - low)
                : high == green ? 2 + (blue - red) / (high - low) : 4 + (red - green) / (high - low)
            return [(sector < 0 ? sector + 6 : sector) / 6, (high - low) / high, high]
        }
    }

    /// Sums over cells, before normalising, and the keypoint; for every descriptor.
    func sums() -> [(keypoint: Keypoint, planes: [[Double]])] {
        let (height, width) = (planes[0].count, planes[0][0].count)
        let fitting = configuration.binSizes.filter { 3 * $0 + 1 <= min(height, width) }
        var result: [(Keypoint, [[Double]])] = []
        for size in fitting {
            let sigma = configuration.magnification > 0 ? Double(size) / configuration.magnification : 0
            let gradients = planes.map { Self.gradients(Self.blurred($0, sigma)) }
            let origin = Int((1.5 * Double((fitting.max() ?? 0) - size)).rounded(.down))
            for y in stride(from: origin, through: height - 1 - 3 * size, by: configuration.step) {
                for x in stride(from: origin, through: width - 1 - 3 * size, by: configuration.step) {
                    let middle = 1.5 * Float(size)
                    result.append(
                        (
                            Keypoint(x: Float(x) + middle, y: Float(y) + middle, scale: Float(size)),
                            gradients.map { cells($0, x, y, size) }
                        ))
                }
            }
        }
        return result
    }

    private static func blurred(_ plane: [[Double]], _ sigma: Double) -> [[Double]] {
        guard sigma > 0 else { return plane }
        let radius = Int(6 * sigma) + 1
        let weights = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = weights.reduce(0, +)
        func alongRows(_ plane: [[Double]]) -> [[Double]] {
            plane.map { row in
                row.indices.map { x in
                    zip(-radius...radius, weights).reduce(0) {
                        $0 + $1.1 / sum * row[min(max(x + $1.0, 0), row.count - 1)]
                    }
                }
            }
        }
        func transposed(_ plane: [[Double]]) -> [[Double]] { plane[0].indices.map { x in plane.map { $0[x] } } }
        return transposed(alongRows(transposed(alongRows(plane))))
    }

    private static func gradients(_ plane: [[Double]]) -> [[(length: Double, direction: Double)]] {
        func slope(_ at: (Int) -> Double, _ place: Int, _ count: Int) -> Double {
            guard count > 1 else { return 0 }
            if place == 0 { return at(1) - at(0) }
            return place == count - 1 ? at(place) - at(place - 1) : (at(place + 1) - at(place - 1)) / 2
        }
        return plane.indices.map { y in
            plane[y].indices.map { x in
                let dx = slope({ plane[y][$0] }, x, plane[y].count)
                let dy = slope({ plane[$0][x] }, y, plane.count)
                let turns = atan2(dy, dx) / (2 * .pi)
                return (hypot(dx, dy), 8 * (turns < 0 ? turns + 1 : turns))
            }
        }
    }

    private func cells(_ gradients: [[(length: Double, direction: Double)]], _ x0: Int, _ y0: Int, _ size: Int)
        -> [Double]
    {
        let b = Double(size)
        func window(_ cell: Int, _ offset: Int) -> Double {
            let distance = (Double(cell) - 1.5) * b + Double(offset)
            return exp(-distance * distance / (2 * 2.25 * b * b))
        }
        func weight(_ cell: Int, _ offset: Int) -> Double {
            let triangle = 1 - Double(abs(offset)) / b
            guard configuration.window == .flat else { return triangle * window(cell, offset) }
            return triangle * (1 - size...size - 1).reduce(0) { $0 + window(cell, $1) } / (2 * b - 1)
        }
        var sums = [Double](repeating: 0, count: 128)
        for row in 0..<4 {
            for column in 0..<4 {
                for dy in 1 - size...size - 1 {
                    for dx in 1 - size...size - 1 {
                        let y = min(max(y0 + row * size + dy, 0), gradients.count - 1)
                        let x = min(max(x0 + column * size + dx, 0), gradients[0].count - 1)
                        let (length, direction) = gradients[y][x]
                        let vote = length * weight(row, dy) * weight(column, dx)
                        let (bin, share) = (Int(direction), direction.truncatingRemainder(dividingBy: 1))
                        sums[(row * 4 + column) * 8 + bin % 8] += vote * (1 - share)
                        sums[(row * 4 + column) * 8 + (bin + 1) % 8] += vote * share
                    }
                }
            }
        }
        return sums
    }

    func descriptors() -> [(keypoint: Keypoint, values: [Double])] {
        func unit(_ v: [Double]) -> [Double] {
            let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return norm > 0 ? v.map { $0 / norm } : v
        }
        return sums().map { keypoint, planes in
            let area = pow(3 * Double(keypoint.scale) + 1, 2)
            let contrasts = planes.map { $0.reduce(0, +) / area }
            let contrast =
                switch configuration.colour {
                case .grey, .opponent: contrasts[0]
                case .rgb: contrasts.reduce(0, +) / 3
                case .hsv: contrasts[2]
                }
            guard contrast >= Double(configuration.contrastThreshold) else {
                return (keypoint, Array(repeating: 0, count: 128 * planes.count))
            }
            return (
                keypoint,
                planes.flatMap { plane -> [Double] in
                    let values = unit(unit(plane).map { min($0, 0.2) })
                    let sum = values.reduce(0, +)
                    return configuration.rootSIFT ? values.map { sum > 0 ? ($0 / sum).squareRoot() : 0 } : values
                }
            )
        }
    }
}

/// Smooth patterns with some noise and a flat corner.
func pattern(_ shape: ImageShape, count: Int = 1, seed: UInt64 = 5) -> ImageStack {
    var random = RandomSource(seed: seed)
    var pixels: [UInt8] = []
    for image in 0..<count {
        for index in 0..<shape.count {
            let place = index / shape.channels
            let (x, y) = (Double(place % shape.width), Double(place / shape.width))
            let wave = sin(x / 3 + Double(index % shape.channels) + Double(image)) + cos(y / 4 - x / 9)
            let isFlat = Int(x) < shape.width / 2 && Int(y) < shape.height / 2
            pixels.append(isFlat ? 90 : UInt8(120 + 50 * wave) + UInt8(random.integer(below: 12)))
        }
    }
    return ImageStack(shape: shape, pixels: pixels)
}

@Suite("Dense SIFT")
struct DenseSIFTTests {
    static let configurations: [(DenseSIFT, ImageShape)] = [
        (DenseSIFT(), ImageShape(height: 28, width: 28, channels: 1)),
        (DenseSIFT(), ImageShape(height: 33, width: 40, channels: 3)),
        (
            DenseSIFT(step: 3, binSizes: [4, 5], magnification: 0, window: .gaussian),
            ImageShape(height: 31, width: 29, channels: 1)
        ),
        (DenseSIFT(step: 5, binSizes: [3], colour: .rgb), ImageShape(height: 20, width: 33, channels: 3)),
        (
            DenseSIFT(step: 2, binSizes: [6, 4], colour: .hsv, magnification: 3, rootSIFT: true),
            ImageShape(height: 26, width: 24, channels: 3)
        ),
        (
            DenseSIFT(step: 7, binSizes: [4, 8, 40], colour: .opponent, window: .gaussian, contrastThreshold: 0.02),
            ImageShape(height: 27, width: 41, channels: 3)
        ),
        (DenseSIFT(step: 4, binSizes: [2], colour: .opponent), ImageShape(height: 12, width: 9, channels: 1)),
        (DenseSIFT(step: 1, binSizes: [1], magnification: 0), ImageShape(height: 4, width: 5, channels: 1)),
    ]

    @Test("equals the naive computation", arguments: configurations)
    func parity(_ dense: DenseSIFT, _ shape: ImageShape) throws {
        let image = pattern(shape)
        let found = try dense.fit(shape).describe(image, index: 0)
        let expected = NaiveDenseSIFT(dense, image).descriptors()
        #expect(found.keypoints == expected.map(\.keypoint) && found.count > 0)
        #expect(found.descriptors.columns == 128 * dense.colour.count)
        var largest = 0.0
        for (row, descriptor) in expected.enumerated() {
            let difference = zip(found.descriptors.row(row), descriptor.values).map { abs(Double($0) - $1) }
            largest = max(largest, difference.max() ?? 1)
        }
        // The blur leaves out 10⁻⁴ of a Gaussian; the root of a small share changes more than the share.
        #expect(largest < (dense.rootSIFT ? 5e-3 : 1e-3), "\(largest)")
    }

    @Test("without blur the naive computation is met to single precision")
    func exact() throws {
        let shape = ImageShape(height: 40, width: 44, channels: 1)
        let image = pattern(shape)
        for window in DenseSIFT.Window.allCases {
            let dense = DenseSIFT(step: 4, binSizes: [4, 7], magnification: 0, window: window, contrastThreshold: 0)
            let found = try dense.fit(shape).describe(image, index: 0)
            let expected = NaiveDenseSIFT(dense, image).descriptors().flatMap(\.values)
            let largest = zip(found.descriptors.values, expected).map { abs(Double($0) - $1) }.max() ?? 1
            #expect(largest < 2e-5, "\(window): \(largest)")
        }
    }

    @Test("the grids have the counts and centres of vl_phow")
    func grid() throws {
        let photo = try DenseSIFT(step: 4, binSizes: [4]).fit(ImageShape(height: 480, width: 640, channels: 1))
        #expect(photo.keypoints.count == 157 * 117 && photo.descriptorLength == 128)
        #expect(photo.keypoints.first == Keypoint(x: 6, y: 6, scale: 4))
        #expect(photo.keypoints[1].x == 10 && photo.keypoints[157].y == 10)
        let several = try DenseSIFT(step: 3, binSizes: [4, 6, 8, 10]).fit(
            ImageShape(height: 60, width: 70, channels: 1))
        for size in [4, 6, 8, 10] {
            let first = several.keypoints.first { $0.scale == Float(size) }
            #expect(first?.x == 15 && first?.y == 15)
        }
        // Sizes that do not fit are left out, and the others begin as if they had not been asked for.
        let small = ImageShape(height: 20, width: 20, channels: 1)
        let both = try DenseSIFT(step: 2, binSizes: [4, 7]).fit(small)
        #expect(try both.keypoints == DenseSIFT(step: 2, binSizes: [4]).fit(small).keypoints)
    }

    @Test("a vertical edge votes for direction 0 only")
    func edge() throws {
        let shape = ImageShape(height: 16, width: 16, channels: 1)
        let image = ImageStack(shape: shape, pixels: (0..<256).map { $0 % 16 < 8 ? 0 : 255 })
        let found = try DenseSIFT(step: 4, binSizes: [4]).fit(shape).describe(image, index: 0)
        #expect(found.count == 1)
        for (index, value) in found.descriptors.values.enumerated() { #expect(value == 0 || index % 8 == 0) }
        // The edge lies between columns 7 and 8: within 4 pixels of the cells at 4 and 8.
        #expect(
            (0..<4).allSatisfy { found.descriptors[0, 32 * $0 + 8] > 0.1 && found.descriptors[0, 32 * $0 + 16] > 0.1 })
    }

    @Test("mirroring an image permutes its descriptors")
    func mirror() throws {
        let shape = ImageShape(height: 25, width: 29, channels: 1)
        let image = pattern(shape)
        let mirrored = ImageStack(
            shape: shape,
            pixels: (0..<shape.count).map { image.pixels[$0 / 29 * 29 + 28 - $0 % 29] })
        // The descriptors of 4·4 + 1 pixels, 4 apart, end at both edges alike.
        let dense = try DenseSIFT(step: 4, binSizes: [4]).fit(shape)
        let (here, there) = (dense.describe(image, index: 0), dense.describe(mirrored, index: 0))
        let columns = Set(here.keypoints.map(\.x)).count
        for row in 0..<here.count {
            let other = row / columns * columns + columns - 1 - row % columns
            for place in 0..<128 {
                let (line, column, bin) = (place / 32, place / 8 % 4, place % 8)
                let value = there.descriptors[other, line * 32 + (3 - column) * 8 + (12 - bin) % 8]
                #expect(abs(here.descriptors[row, place] - value) < 1e-4)
            }
        }
    }

    @Test("brightness and contrast hardly change the descriptors; patches of too little contrast are zero")
    func contrast() throws {
        let shape = ImageShape(height: 40, width: 40, channels: 1)
        let image = pattern(shape)
        let dark = ImageStack(shape: shape, pixels: image.pixels.map { $0 / 2 })
        let bright = ImageStack(shape: shape, pixels: dark.pixels.map { 2 * $0 + 1 })
        let all = try DenseSIFT(step: 2, contrastThreshold: 0).fit(shape)
        let difference = zip(
            all.describe(dark, index: 0).descriptors.values, all.describe(bright, index: 0).descriptors.values)
        #expect(difference.allSatisfy { abs($0 - $1) < 1e-4 })

        let some = try DenseSIFT(step: 2, contrastThreshold: 0.03).fit(shape).describe(image, index: 0)
        let whole = all.describe(image, index: 0)
        let lengths = (0..<some.count).map { some.descriptors.row($0).reduce(0) { $0 + $1 * $1 } }
        #expect(lengths.contains(0) && lengths.allSatisfy { $0 == 0 || abs($0 - 1) < 1e-5 })
        for row in 0..<some.count where lengths[row] > 0 {
            #expect(some.descriptors.row(row) == whole.descriptors.row(row))
        }
    }
}
