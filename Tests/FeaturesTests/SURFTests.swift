import Core
import Features
import Files
import Foundation
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/surf").path

private func picture(_ name: String) throws -> ImageStack { try ImageFile.read("\(folder)/\(name).png", channels: 1) }

private func crop(_ image: ImageStack, top: Int, left: Int, height: Int, width: Int) -> ImageStack {
    var pixels: [UInt8] = []
    for y in top..<top + height {
        let start = y * image.shape.width + left
        pixels += image.pixels[start..<start + width]
    }
    return ImageStack(shape: ImageShape(height: height, width: width, channels: 1), pixels: pixels)
}

private func flat(_ height: Int, _ width: Int, channels: Int = 1, value: UInt8 = 0) -> ImageStack {
    let shape = ImageShape(height: height, width: width, channels: channels)
    return ImageStack(shape: shape, pixels: Array(repeating: value, count: shape.count))
}

private func found(_ surf: SURF, _ image: ImageStack) throws -> (points: [SURFPoint], descriptors: Matrix) {
    try surf.fit(image.shape).pointsAndDescriptors(image, index: 0)
}

private func cosine(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}

private func apart(_ a: Float, _ b: Float) -> Float {
    let difference = abs(a - b).truncatingRemainder(dividingBy: 2 * .pi)
    return min(difference, 2 * .pi - difference)
}

@Suite("SURF")
struct SURFTests {
    @Test(
        "agrees with direct sums over pixels",
        arguments: [
            SURF(hessianThreshold: 5, octaves: 3), SURF(hessianThreshold: 5, octaves: 2, upright: true),
            SURF(hessianThreshold: 5, octaves: 1, scalesPerOctave: 5, extended: true),
            SURF(hessianThreshold: 5, octaves: 2, scalesPerOctave: 3, extended: true, upright: true),
        ])
    func reference(_ surf: SURF) throws {
        let image = crop(try picture("scene1"), top: 50, left: 60, height: 122, width: 131)
        let naive = NaiveSURF(surf: surf, image: image).points()
        let (points, descriptors) = try found(surf, image)
        #expect(points.count == naive.count && naive.count > 40)
        var agreeing = 0
        for (index, (point, other)) in zip(points, naive).enumerated() {
            #expect(abs(Double(point.keypoint.x) - other.x) < 1e-3 && abs(Double(point.keypoint.y) - other.y) < 1e-3)
            #expect(abs(Double(point.keypoint.scale) - other.scale) < 1e-3 * other.scale)
            #expect(abs(Double(point.response) - other.response) < 1e-4 * other.response)
            #expect(point.isDark == other.isDark)
            let row = descriptors.row(index)
            #expect(abs(cosine(row, row) - 1) < 1e-5)
            if apart(point.keypoint.angle, Float(other.angle)) < 1e-3,
                zip(row, other.descriptor).allSatisfy({ abs($0 - Float($1)) < 2e-3 })
            {
                agreeing += 1
            }
        }
        // A sample that lies at the border of two bins or of two pixels may fall to either side.
        #expect(Double(agreeing) >= 0.9 * Double(naive.count), "\(agreeing) of \(naive.count)")
    }

    @Test("a dark disc is found where it is, at its size and with its sign; a light one too")
    func disc() throws {
        for (ground, ink) in [(200.0, 40.0), (40.0, 200.0)] {
            for radius in [4.0, 7.0, 15.0, 24.0] {
                let pixels = (0..<160 * 170).map { position -> UInt8 in
                    let distance = hypot(Double(position % 170) - 80.25, Double(position / 170) - 74.5)
                    return UInt8(ground + (ink - ground) * min(max(radius + 0.5 - distance, 0), 1))
                }
                let image = ImageStack(shape: ImageShape(height: 160, width: 170, channels: 1), pixels: pixels)
                let (points, _) = try found(SURF(hessianThreshold: 50), image)
                let best = try #require(points.max { $0.response < $1.response })
                #expect(hypot(best.keypoint.x - 80.25, best.keypoint.y - 74.5) < Float(0.1 * radius))
                // The lobes of the filter that answers best are about as wide as the disc: 0.4 of a lobe is s.
                #expect((0.42...0.65).contains(best.keypoint.scale / Float(radius)))
                #expect(best.isDark == (ink < ground))
            }
        }
    }

    struct Pair: CustomTestStringConvertible, Sendable {
        let scene, change: String
        let factor: Float
        var testDescription: String { "\(scene) \(change)" }
    }

    @Test(
        "keypoints are found again in turned and enlarged pictures",
        arguments: [
            Pair(scene: "scene1", change: "turned", factor: 1), Pair(scene: "scene1", change: "larger", factor: 1.5),
            Pair(scene: "scene2", change: "both", factor: 1.5),
        ])
    func repeatability(_ pair: Pair) throws {
        let first = try picture(pair.scene)
        let second = try picture("\(pair.scene)-\(pair.change)")
        let matrix = try NumPyArray(contentsOf: "\(folder)/\(pair.scene)-\(pair.change).npy").values
        let left = try found(SURF(), first)
        let right = try found(SURF(), second)
        let matches = Repeatability(
            left.points.map(\.keypoint), right.points.map(\.keypoint), matrix, pair.factor, first.shape, second.shape)
        print("SURF, \(pair.testDescription): \(matches.share) of \(matches.counts)")
        #expect(matches.share >= 0.6 && matches.counts.0 > 50, "\(matches.share) of \(matches.counts)")
        // The keypoints that were found again look alike.
        let turn = atan2(matrix[3], matrix[0])
        let likeness = matches.pairs.map { cosine(left.descriptors.row($0.0), right.descriptors.row($0.1)) }.sorted()
        let angles = matches.pairs.map {
            apart(left.points[$0.0].keypoint.angle + turn, right.points[$0.1].keypoint.angle)
        }.sorted()
        #expect(likeness[likeness.count / 2] > 0.9, "\(likeness[likeness.count / 2])")
        #expect(angles[angles.count / 2] < 0.15, "\(angles[angles.count / 2])")
        #expect(matches.pairs.filter { left.points[$0.0].isDark == right.points[$0.1].isDark }.count == likeness.count)
    }

    @Test("brightness moves nothing, contrast scales the response alone")
    func contrast() throws {
        let source = try picture("scene1")
        let dim = ImageStack(shape: source.shape, pixels: source.pixels.map { $0 / 4 })
        let brighter = ImageStack(shape: source.shape, pixels: dim.pixels.map { $0 + 90 })
        let stronger = ImageStack(shape: source.shape, pixels: dim.pixels.map { 3 * $0 })
        let (points, descriptors) = try found(SURF(hessianThreshold: 1), dim)
        #expect(points.count > 50)
        let (same, sameDescriptors) = try found(SURF(hessianThreshold: 1), brighter)
        #expect(same == points && sameDescriptors == descriptors)
        let (scaled, scaledDescriptors) = try found(SURF(hessianThreshold: 9), stronger)
        #expect(scaled.count == points.count)
        for index in points.indices {
            #expect(abs(scaled[index].response - 9 * points[index].response) < 1e-3 * scaled[index].response)
            #expect(cosine(descriptors.row(index), scaledDescriptors.row(index)) > 0.999)
        }
    }

    @Test("a quarter turn turns upright keypoints' places and every direction")
    func quarterTurn() throws {
        let image = try picture("scene1")
        let (height, width) = (image.shape.height, image.shape.width)
        // Clockwise: row y, column x goes to row x, column height − 1 − y.
        var pixels = [UInt8](repeating: 0, count: image.pixels.count)
        for y in 0..<height { for x in 0..<width { pixels[x * height + height - 1 - y] = image.pixels[y * width + x] } }
        let turned = ImageStack(shape: ImageShape(height: width, width: height, channels: 1), pixels: pixels)
        // One octave: the coarser grids begin at the top left corner, which is another one afterwards.
        let surf = SURF(hessianThreshold: 20, octaves: 1)
        let (points, descriptors) = try found(surf, image)
        let (others, otherDescriptors) = try found(surf, turned)
        #expect(points.count == others.count && points.count > 50)
        var matched = 0
        for (index, point) in points.enumerated() {
            let x = Float(height - 1) - point.keypoint.y
            let partner = others.firstIndex {
                hypot($0.keypoint.x - x, $0.keypoint.y - point.keypoint.x) < 0.01
                    && abs($0.keypoint.scale - point.keypoint.scale) < 0.01
            }
            guard let partner, apart(others[partner].keypoint.angle, point.keypoint.angle + .pi / 2) < 0.1 else {
                continue
            }
            if cosine(descriptors.row(index), otherDescriptors.row(partner)) > 0.95 { matched += 1 }
        }
        #expect(Double(matched) > 0.9 * Double(points.count), "\(matched) of \(points.count)")
    }

    @Test("upright keypoints have angle 0, and are the same places")
    func upright() throws {
        let image = try picture("scene2")
        let oriented = try found(SURF(), image)
        let upright = try found(SURF(hessianThreshold: 20, upright: true), image)
        #expect(upright.points.allSatisfy { $0.keypoint.angle == 0 })
        #expect(oriented.points.map(\.keypoint.x) == upright.points.map(\.keypoint.x))
        #expect(oriented.points.contains { $0.keypoint.angle > 0 } && oriented.descriptors != upright.descriptors)
        #expect(oriented.points.allSatisfy { (0..<2 * Float.pi).contains($0.keypoint.angle) })
    }

    @Test("the strongest are kept, in their old order")
    func limit() throws {
        let image = try picture("scene2")
        let all = try found(SURF(), image).points
        let few = try found(SURF(hessianThreshold: 20, maximumKeypoints: 30), image)
        let weakest = all.map(\.response).sorted(by: >)[29]
        #expect(few.points == all.filter { $0.response >= weakest } && few.descriptors.rows == 30)
    }

    @Test("colour is grey luma, images of a stack do not disturb each other, threads change no bit")
    func stack() throws {
        let shape = ImageShape(height: 64, width: 80, channels: 3)
        var random = RandomSource(seed: 4)
        let pixels = (0..<6 * shape.count).map { _ in UInt8(random.integer(below: 256)) }
        let images = ImageStack(shape: shape, pixels: pixels)
        let fitted = try SURF(hessianThreshold: 5).fit(shape)
        let grey = try SURF(hessianThreshold: 5).fit(images.grey().shape)
        let expected = (0..<6).map { grey.describe(images.grey(), index: $0) }
        #expect(expected.allSatisfy { $0.count > 0 })
        let results = SharedPointer(UnsafeMutablePointer<LocalDescriptors?>.allocate(capacity: 6))
        results.base.initialize(repeating: nil, count: 6)
        Parallel.run(6, threads: 2) { index, _ in results.base[index] = fitted.describe(images, index: index) }
        for index in 0..<6 { #expect(results.base[index] == expected[index]) }
        results.base.deinitialize(count: 6)
        results.base.deallocate()
    }

    @Test("flat, narrow and extreme images have no keypoints, or are refused")
    func hostile() throws {
        for value in [UInt8(0), 255] {
            let (points, descriptors) = try found(SURF(hessianThreshold: 0), flat(60, 70, value: value))
            #expect(points.isEmpty && descriptors.rows == 0 && descriptors.columns == 64)
        }
        for (height, width) in [(1, 1), (1, 500), (500, 1), (22, 100)] {
            #expect { try SURF().fit(flat(height, width).shape) } throws: {
                ($0 as? ConfigurationError)?.field == "image"
            }
        }
        var pixels = flat(23, 23).pixels
        pixels[11 * 23 + 11] = 255
        let point = ImageStack(shape: ImageShape(height: 23, width: 23, channels: 1), pixels: pixels)
        #expect(try found(SURF(hessianThreshold: 0), point).descriptors.values.allSatisfy(\.isFinite))
        var random = RandomSource(seed: 6)
        let noise = ImageStack(
            shape: ImageShape(height: 90, width: 300, channels: 1),
            pixels: (0..<27_000).map { _ in random.integer(below: 2) == 0 ? 0 : 255 })
        #expect(try found(SURF(hessianThreshold: 0, octaves: 6), noise).descriptors.values.allSatisfy(\.isFinite))
    }

    @Test("the sums of an image of a hundred million white pixels do not overflow")
    func large() throws {
        let side = 10_000
        let scene = try picture("scene2")
        var pixels = [UInt8](repeating: 255, count: side * side)
        let (top, left) = (side - 400, side - 500)
        for y in 0..<scene.shape.height {
            let start = (top + y) * side + left
            pixels.replaceSubrange(
                start..<start + scene.shape.width,
                with: scene.pixels[y * scene.shape.width..<(y + 1) * scene.shape.width])
        }
        let image = ImageStack(shape: ImageShape(height: side, width: side, channels: 1), pixels: pixels)
        let inside = crop(image, top: top - 200, left: left - 200, height: 600, width: 700)
        let surf = SURF(hessianThreshold: 20, octaves: 3)
        let (points, _) = try found(surf, image)
        let (expected, _) = try found(surf, inside)
        #expect(points.count == expected.count && points.count > 50)
        for (point, other) in zip(points, expected) {
            #expect(point.response == other.response && point.keypoint.scale == other.keypoint.scale)
            #expect(abs(point.keypoint.x - other.keypoint.x - Float(left - 200)) < 0.01)
        }
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (SURF(hessianThreshold: -1), "hessianThreshold"), (SURF(hessianThreshold: .nan), "hessianThreshold"),
            (SURF(hessianThreshold: 1, octaves: 7), "octaves"),
            (SURF(hessianThreshold: 1, scalesPerOctave: 2), "scalesPerOctave"),
            (SURF(hessianThreshold: 1, maximumKeypoints: -1), "maximumKeypoints"),
        ])
    func validation(_ surf: SURF, _ field: String) {
        #expect { try surf.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
