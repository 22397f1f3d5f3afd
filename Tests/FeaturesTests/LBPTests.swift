import Core
import Features
import Files
import Foundation
import Testing

/// The codes of the interior of a grey picture, one neighbour at a time in double precision.
private func naiveCodes(_ image: ImageStack, radius: Int, neighbours: Int) -> [Int] {
    let (height, width) = (image.shape.height, image.shape.width)
    func value(_ y: Double, _ x: Double) -> Double {
        let (top, left) = (y.rounded(.down), x.rounded(.down))
        var sum = 0.0
        for (row, rowShare) in [(top, 1 - (y - top)), (top + 1, y - top)] where rowShare > 0 {
            for (column, columnShare) in [(left, 1 - (x - left)), (left + 1, x - left)] where columnShare > 0 {
                sum += rowShare * columnShare * Double(image.pixels[Int(row) * width + Int(column)])
            }
        }
        return sum
    }
    func rounded(_ value: Double) -> Double { (value * 1e5).rounded() / 1e5 }
    return (radius..<height - radius).flatMap { y in
        (radius..<width - radius).map { x in
            (0..<neighbours).reduce(0) { code, neighbour in
                let angle = 2 * Double.pi * Double(neighbour) / Double(neighbours)
                let seen = value(
                    Double(y) + rounded(-Double(radius) * sin(angle)), Double(x) + rounded(Double(radius) * cos(angle)))
                return seen >= Double(image.pixels[y * width + x]) - 1e-4 ? code | 1 << neighbour : code
            }
        }
    }
}

/// The bin of a code, found by turning it bit by bit; for `rotationInvariant` the smallest rotation itself.
private func naiveBin(_ code: Int, _ neighbours: Int, _ mapping: LBP.Mapping) -> Int {
    let bits = (0..<neighbours).map { code >> $0 & 1 }
    let changes = (0..<neighbours).count { bits[$0] != bits[($0 + 1) % neighbours] }
    let ones = bits.reduce(0, +)
    switch mapping {
    case .plain: return code
    case .rotationInvariantUniform: return changes <= 2 ? ones : neighbours + 1
    case .rotationInvariant:
        return (0..<neighbours).map { shift in
            (0..<neighbours).reduce(0) { $0 | bits[($1 + shift) % neighbours] << $1 }
        }.min() ?? 0
    case .uniform:
        if changes > 2 { return neighbours * (neighbours - 1) + 2 }
        if ones == 0 { return 0 }
        if ones == neighbours { return neighbours * (neighbours - 1) + 1 }
        let start = (0..<neighbours).first { bits[$0] == 1 && bits[($0 + neighbours - 1) % neighbours] == 0 } ?? 0
        return 1 + (ones - 1) * neighbours + (neighbours - start) % neighbours
    }
}

@Suite("Local binary patterns")
struct LBPTests {
    static let configurations: [LBP] = [
        LBP(radius: 1, mapping: .plain, grid: 1, normalisation: .sum),
        LBP(radius: 2, neighbours: 12, mapping: .uniform, grid: 3, normalisation: .l2),
        LBP(radius: 3, neighbours: 24, mapping: .rotationInvariantUniform, grid: 2),
        LBP(radius: 1, neighbours: 5, mapping: .rotationInvariant, grid: 4, normalisation: .sum),
        LBP(radius: 2, neighbours: 16, mapping: .rotationInvariant, grid: 1),
    ]

    @Test("equals the naive computation", arguments: configurations)
    func parity(_ lbp: LBP) throws {
        let image = HOGReference.random(ImageShape(height: 19, width: 29, channels: 1), seed: 3)
        let fitted = try lbp.fit(image, context: RunContext())
        let codes = naiveCodes(image, radius: lbp.radius, neighbours: lbp.neighbours)
        let (rows, columns) = fitted.interior
        try #require(codes.count == rows * columns)
        var bins = codes.map { naiveBin($0, lbp.neighbours, lbp.mapping) }
        if lbp.mapping == .rotationInvariant {
            let all = Set((0..<1 << lbp.neighbours).map { naiveBin($0, lbp.neighbours, lbp.mapping) }).sorted()
            let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, $0.offset) })
            bins = bins.map { places[$0] ?? -1 }
        }
        #expect(fitted.codes(image, index: 0) == bins)

        var expected = [Double](repeating: 0, count: lbp.grid * lbp.grid * lbp.bins)
        for (index, bin) in bins.enumerated() {
            let cell = index / columns * lbp.grid / rows * lbp.grid + index % columns * lbp.grid / columns
            expected[cell * lbp.bins + bin] += 1
        }
        for cell in 0..<lbp.grid * lbp.grid {
            let range = cell * lbp.bins..<(cell + 1) * lbp.bins
            let sum = expected[range].reduce(0, +)
            let norm = expected[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
            for index in range {
                switch lbp.normalisation {
                case .sum: expected[index] /= sum
                case .l2: expected[index] /= norm
                case .sqrt: expected[index] = (expected[index] / sum).squareRoot()
                }
            }
        }
        let values = fitted.extract(image, threads: 1).values
        try #require(values.count == expected.count && fitted.featureCount == expected.count)
        #expect(zip(values, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    }

    @Test("scikit-image gives the same codes inside", arguments: [(0, 8, 1), (1, 8, 2), (2, 16, 2), (3, 24, 3)])
    func scikitImage(_ index: Int, _ neighbours: Int, _ radius: Int) throws {
        let image = try HOGParityTests.picture("grey")
        let (height, width) = (image.shape.height, image.shape.width)
        var compared = 0
        for (method, mapping) in [
            ("default", LBP.Mapping.plain), ("ror", .rotationInvariant), ("nri_uniform", .uniform),
            ("uniform", .rotationInvariantUniform),
        ] {
            let path = "\(HOGParityTests.folder)/lbp-\(index)-\(method).npy"
            // Twenty-four neighbours have too many codes for a bin each, or for scikit-image's search of the smallest.
            guard mapping != .plain || neighbours <= 12, FileManager.default.fileExists(atPath: path) else { continue }
            compared += 1
            let theirs = try NumPyArray(contentsOf: path).values
            let inside = (radius..<height - radius).flatMap { y in
                (radius..<width - radius).map { Int(theirs[y * width + $0]) }
            }
            let lbp = LBP(radius: radius, neighbours: neighbours, mapping: mapping, grid: 1)
            let ours = try lbp.fit(image, context: RunContext()).codes(image, index: 0)
            try #require(ours.count == inside.count)
            // Patterns equal up to rotation have their smallest code there and a running number here.
            let numbers = mapping == .rotationInvariant ? Self.numbers(neighbours) : [:]
            let same = zip(ours, inside).count { bin, value in bin == (numbers[value] ?? value) }
            // Where a neighbour equals its centre, rounding decides there.
            #expect(Double(same) >= 0.99 * Double(ours.count), "\(method): \(same) of \(ours.count)")
        }
        #expect(compared == [4, 4, 2, 1][index])
    }

    /// The codes that are the smallest of their rotations, numbered.
    private static func numbers(_ neighbours: Int) -> [Int: Int] {
        let all = Set((0..<1 << neighbours).map { naiveBin($0, neighbours, .rotationInvariant) }).sorted()
        return Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, $0.offset) })
    }

    @Test("as many bins as the paper says")
    func bins() {
        #expect(LBP(radius: 1).bins == 59)
        #expect(LBP(radius: 1, mapping: .plain).bins == 256)
        #expect(LBP(radius: 1, mapping: .rotationInvariant).bins == 36)
        #expect(LBP(radius: 2, neighbours: 16, mapping: .rotationInvariantUniform).bins == 18)
        #expect(LBP(radius: 3, neighbours: 24, mapping: .uniform).bins == 555)
    }

    @Test("turning the picture by 90° changes no rotation-invariant histogram, brightness and contrast change none")
    func invariance() throws {
        let noise = HOGReference.random(ImageShape(height: 24, width: 31, channels: 1), seed: 11)
        let image = ImageStack(shape: noise.shape, pixels: noise.pixels.map { $0 / 3 })
        let brighter = ImageStack(shape: noise.shape, pixels: noise.pixels.map { $0 / 3 * 2 + 60 })
        for mapping in [LBP.Mapping.rotationInvariant, .rotationInvariantUniform] {
            let lbp = LBP(radius: 2, mapping: mapping, grid: 1)
            let here = try lbp.fit(image, context: RunContext()).extract(image, threads: 1)
            let turned = HOGReference.turned(image)
            #expect(try lbp.fit(turned, context: RunContext()).extract(turned, threads: 1) == here)
            #expect(try lbp.fit(image, context: RunContext()).extract(brighter, threads: 1) == here)
        }
    }

    @Test("flat pictures have one pattern; threads do not change a bit; colours count as grey")
    func hostile() throws {
        let shape = ImageShape(height: 12, width: 9, channels: 3)
        let noise = HOGReference.random(ImageShape(height: 12 * 80, width: 9, channels: 3), seed: 2)
        let images = ImageStack(shape: shape, pixels: noise.pixels + [UInt8](repeating: 77, count: shape.count))
        let fitted = try LBP(radius: 2, neighbours: 8, mapping: .plain, grid: 1).fit(images, context: RunContext())
        let one = fitted.extract(images, threads: 1)
        #expect(one == fitted.extract(images, threads: 3))
        #expect(one == fitted.extract(images.grey().colour(), threads: 1))
        #expect(one.row(80).enumerated().allSatisfy { $0.element == ($0.offset == 255 ? 1 : 0) })
        #expect(Set(fitted.codes(images, index: 80)) == [255])
    }

    @Test("very large pictures take a moment, very small ones are refused")
    func sizes() throws {
        let large = ImageShape(height: 3000, width: 3000, channels: 1)
        let image = ImageStack(shape: large, pixels: (0..<large.count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
        let values = try LBP().fit(image, context: RunContext()).extract(image, threads: 2).values
        #expect(values.count == 16 * 59 && values.allSatisfy { (0...1).contains($0) })
        for (height, width, field) in [(1, 1, "radius"), (1, 900, "radius"), (2, 2, "radius"), (5, 5, "grid")] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            let small = ImageStack(shape: shape, pixels: [UInt8](repeating: 1, count: shape.count))
            #expect { try LBP().fit(small, context: RunContext()) } throws: {
                ($0 as? ConfigurationError)?.field == field
            }
        }
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (LBP(radius: 0), "radius"), (LBP(radius: 1, neighbours: 3), "neighbours"),
            (LBP(radius: 1, neighbours: 13, mapping: .plain), "neighbours"),
            (LBP(radius: 1, neighbours: 17, mapping: .rotationInvariant), "neighbours"),
            (LBP(radius: 1, neighbours: 25), "neighbours"), (LBP(radius: 1, grid: 0), "grid"),
        ])
    func validation(_ lbp: LBP, _ field: String) {
        #expect { try lbp.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
