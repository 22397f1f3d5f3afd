import Core
import Features
import Foundation
import Testing

@Suite("Dense SIFT: images and settings that no one would choose")
struct DenseSIFTHostileTests {
    @Test("images without room for a descriptor are refused by name")
    func tooSmall() {
        for (height, width) in [(1, 1), (1, 500), (500, 1), (12, 12), (3, 40)] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            #expect { try DenseSIFT().fit(shape) } throws: { ($0 as? ConfigurationError)?.field == "binSizes" }
        }
        let smallest = ImageShape(height: 13, width: 13, channels: 3)
        #expect(throws: Never.self) { try DenseSIFT().fit(smallest) }
    }

    @Test("flat images give zeros, not NaN", arguments: ColourPlanes.allCases)
    func flat(_ colour: ColourPlanes) throws {
        let shape = ImageShape(height: 20, width: 17, channels: 3)
        for root in [false, true] {
            for threshold in [0, Float(0.005)] {
                let dense = try DenseSIFT(
                    step: 3, binSizes: [4], colour: colour, magnification: 0, contrastThreshold: threshold,
                    rootSIFT: root
                ).fit(shape)
                for level in [UInt8(0), 77, 255] {
                    let image = ImageStack(shape: shape, pixels: Array(repeating: level, count: shape.count))
                    #expect(dense.describe(image, index: 0).descriptors.values.allSatisfy { $0 == 0 })
                }
            }
        }
    }

    @Test("an image does not change the next one, whichever thread it is on")
    func threads() throws {
        let shape = ImageShape(height: 32, width: 35, channels: 3)
        let images = pattern(shape, count: 12)
        let dense = DenseSIFT(step: 3, colour: .hsv)
        let fitted = try dense.fit(shape)
        let alone = try (0..<12).map { try dense.fit(shape).describe(images.selecting([$0]), index: 0) }
        #expect(alone[0] != alone[1])
        for threads in [1, 3] {
            let together = Slots<LocalDescriptors>(12)
            Parallel.run(12, threads: threads) { index, _ in
                together.set(index, fitted.describe(images, index: index))
            }
            #expect((0..<12).allSatisfy { together[$0] == alone[$0] })
        }
    }

    @Test("100 million pixels with a coarse step take little memory; a fine step is refused by name")
    func large() throws {
        let shape = ImageShape(height: 10_000, width: 10_000, channels: 1)
        #expect { try DenseSIFT().fit(shape) } throws: { ($0 as? ConfigurationError)?.field == "step" }
        var pixels = [UInt8](repeating: 0, count: shape.count)
        for row in 0..<10_000 {
            for column in 0..<10_000 where (row / 50 + column / 50) % 2 == 0 { pixels[row * 10_000 + column] = 200 }
        }
        let image = ImageStack(shape: shape, pixels: pixels)
        let found = try DenseSIFT(step: 100, binSizes: [8]).fit(shape).describe(image, index: 0)
        #expect(found.count == 100 * 100 && found.descriptors.values.allSatisfy(\.isFinite))
        // The pattern repeats after 100 pixels, and so do the descriptors, but for those that look over the edge.
        #expect(
            found.descriptors.row(5050) == found.descriptors.row(101) && found.descriptors.row(101).contains { $0 > 0 })
    }

    @Test(
        "impossible values are refused by name",
        arguments: [
            (DenseSIFT(step: 0), "step"), (DenseSIFT(step: 4, binSizes: []), "binSizes"),
            (DenseSIFT(step: 4, binSizes: [4, 0]), "binSizes"), (DenseSIFT(step: 4, binSizes: [101]), "binSizes"),
            (DenseSIFT(step: 4, magnification: 0.1), "magnification"),
            (DenseSIFT(step: 4, magnification: .nan), "magnification"),
            (DenseSIFT(step: 4, contrastThreshold: -1), "contrastThreshold"),
        ])
    func validation(_ dense: DenseSIFT, _ field: String) {
        #expect { try dense.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
    }
}
