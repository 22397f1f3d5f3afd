import Core
import Features
import Foundation
import Testing

@Suite("SIFT: images and settings that no one would choose")
struct SIFTHostileTests {
    static let shapes = [
        ImageShape(height: 1, width: 1, channels: 1), ImageShape(height: 1, width: 300, channels: 1),
        ImageShape(height: 300, width: 1, channels: 3), ImageShape(height: 5, width: 5, channels: 1),
        ImageShape(height: 6, width: 200, channels: 3), ImageShape(height: 28, width: 28, channels: 1),
        ImageShape(height: 33, width: 40, channels: 3),
    ]

    private func noise(_ shape: ImageShape, count: Int = 1, seed: UInt64 = 1) -> ImageStack {
        var random = RandomSource(seed: seed)
        return ImageStack(
            shape: shape, pixels: (0..<count * shape.count).map { _ in UInt8(random.integer(below: 256)) })
    }

    @Test("small, black, white and noisy images of any shape", arguments: shapes)
    func anyShape(_ shape: ImageShape) throws {
        for sift in [
            SIFT(), SIFT(contrastThreshold: 0, edgeThreshold: 1000, scalesPerOctave: 8, sigma: 4),
            SIFT(scalesPerOctave: 1, sigma: 0.8, doubled: false),
        ] {
            let fitted = try sift.fit(shape)
            for image in [
                ImageStack(shape: shape, pixels: Array(repeating: 0, count: shape.count)),
                ImageStack(shape: shape, pixels: Array(repeating: 255, count: shape.count)),
            ] {
                #expect(fitted.detect(image, index: 0).isEmpty)
            }
            let found = fitted.describe(noise(shape), index: 0)
            #expect(found.descriptors.columns == 128 && found.descriptors.values.allSatisfy(\.isFinite))
            for point in found.keypoints {
                #expect(point.angle >= 0 && point.angle < 2 * .pi && point.scale > 0)
                #expect(point.x >= 0 && point.x <= Float(shape.width) && point.y >= 0 && point.y <= Float(shape.height))
            }
            #expect(fitted.flopsPerImage > 0)
        }
    }

    @Test("an image does not change the next one, whichever thread it is on")
    func threads() throws {
        let shape = ImageShape(height: 60, width: 83, channels: 3)
        let images = noise(shape, count: 12)
        let fitted = try SIFT().fit(shape)
        let alone = try (0..<12).map { try SIFT().fit(shape).describe(images.selecting([$0]), index: 0) }
        #expect(alone.allSatisfy { $0.count > 0 })
        for threads in [1, 3] {
            let together = Slots<LocalDescriptors>(12)
            Parallel.run(12, threads: threads) { index, _ in
                together.set(index, fitted.describe(images, index: index))
            }
            #expect((0..<12).allSatisfy { together[$0] == alone[$0] })
        }
    }

    @Test("colour images are described by their luma")
    func colour() throws {
        let image = noise(ImageShape(height: 50, width: 61, channels: 3))
        let grey = image.grey()
        let one = try SIFT().fit(image.shape).describe(image, index: 0)
        #expect(try one == SIFT().fit(grey.shape).describe(grey, index: 0) && one.count > 0)
    }

    @Test("given keypoints may lie anywhere and be of any size")
    func anywhere() throws {
        let shape = ImageShape(height: 40, width: 50, channels: 1)
        let fitted = try SIFT().fit(shape)
        let values: [Float] = [-1e9, -3, 0, 20, 49, 60, 1e9, .infinity, .nan]
        let sizes: [Float] = [0, -1, 1e-6, 2, 1000, 1e20, .infinity, .nan]
        let points = values.flatMap { x in
            values.flatMap { y in sizes.map { Keypoint(x: x, y: y, scale: $0, angle: x.isFinite ? 1 : x) } }
        }
        let result = fitted.describe(noise(shape), index: 0, keypoints: points)
        #expect(result.count == points.count && result.descriptors.values.allSatisfy(\.isFinite))
        let inside = points.firstIndex { $0.x == 20 && $0.y == 20 && $0.scale == 2 }
        #expect(try result.descriptors.row(#require(inside)).contains { $0 > 0 })
        let outside = points.firstIndex { $0.x == 1e9 && $0.y == 20 && $0.scale == 2 }
        #expect(try result.descriptors.row(#require(outside)).allSatisfy { $0 == 0 })
    }

    @Test("images that would take gigabytes are refused by name")
    func tooLarge() throws {
        let large = ImageShape(height: 10_000, width: 10_000, channels: 1)
        for (sift, shape, field) in [
            (SIFT(), large, "images"), (SIFT(doubled: false), large, "images"),
            (SIFT(), ImageShape(height: 4097, width: 4096, channels: 3), "doubled"),
        ] {
            #expect { try sift.fit(shape) } throws: { ($0 as? ConfigurationError)?.field == field }
        }
        // Laid out at once; the memory is taken when an image comes.
        _ = try SIFT(doubled: false).fit(ImageShape(height: 8192, width: 8192, channels: 1))
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (SIFT(contrastThreshold: -0.1), "contrastThreshold"), (SIFT(contrastThreshold: .nan), "contrastThreshold"),
            (SIFT(edgeThreshold: 0.5), "edgeThreshold"), (SIFT(scalesPerOctave: 0), "scalesPerOctave"),
            (SIFT(sigma: 0.5), "sigma"), (SIFT(maximumKeypoints: -1), "maximumKeypoints"),
        ])
    func validation(_ sift: SIFT, _ field: String) {
        #expect { try sift.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        #expect { try sift.fit(ImageShape(height: 50, width: 50, channels: 1)) } throws: { $0 is ConfigurationError }
    }
}

/// A place for each of some results that come from several threads.
final class Slots<Value: Sendable>: @unchecked Sendable {
    private var values: [Value?]
    private let lock = NSLock()

    init(_ count: Int) { values = Array(repeating: nil, count: count) }

    func set(_ index: Int, _ value: Value) { lock.withLock { values[index] = value } }
    subscript(index: Int) -> Value? { lock.withLock { values[index] } }
}
