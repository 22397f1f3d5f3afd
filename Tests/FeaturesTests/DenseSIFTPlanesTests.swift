import Core
import Features
import Foundation
import Testing

@Suite("Image planes")
struct ImagePlaneTests {
    private func plane(_ width: Int, _ height: Int) -> ImagePlane {
        var random = RandomSource(seed: 9)
        return ImagePlane(
            width: width, height: height,
            values: (0..<width * height).map { _ in Float(random.integer(below: 1000)) / 1000 })
    }

    @Test(
        "the blur equals a naive one of any size, on planes of any size",
        arguments: [(1, 1), (1, 9), (7, 1), (2, 2), (3, 5), (16, 4), (17, 6), (31, 33), (50, 21)])
    func blur(_ width: Int, _ height: Int) {
        let plane = plane(width, height)
        for border in [ImageBorder.mirror, .replicate] {
            for sigma in [0, 0.4, 1.2, 2.5, 11] {
                let radius = sigma > 0 ? Int(8 * sigma) + 1 : 0
                let raw = (-radius...radius).map { sigma > 0 ? exp(-Double($0 * $0) / (2 * sigma * sigma)) : 1 }
                let sum = raw.reduce(0, +)
                func place(_ index: Int, _ count: Int) -> Int {
                    if border == .replicate || count == 1 { return min(max(index, 0), count - 1) }
                    var index = index
                    while index < 0 || index >= count { index = index < 0 ? -index : 2 * count - 2 - index }
                    return index
                }
                let found = plane.blurred(sigma: sigma, border: border)
                var largest = 0.0
                // Apart: along the rows first.
                let across = (0..<width * height).map { at in
                    zip(-radius...radius, raw).reduce(0) {
                        $0 + $1.1 / sum * Double(plane[at / width, place(at % width + $1.0, width)])
                    }
                }
                for at in 0..<width * height {
                    let expected = zip(-radius...radius, raw).reduce(0) {
                        $0 + $1.1 / sum * across[place(at / width + $1.0, height) * width + at % width]
                    }
                    largest = max(largest, abs(expected - Double(found.values[at])))
                }
                #expect(largest < 2.5e-4, "σ \(sigma), \(border): \(largest)")
                #expect(sigma > 0 || found == plane)
            }
        }
    }

    @Test("a filter sums to 1 and is as long as it must be")
    func taps() {
        for sigma in [0, 0.3, 1, 1.6, 7.5] {
            let taps = GaussianTaps(sigma: sigma)
            #expect(taps.weights.count == taps.radius + 1)
            #expect(abs(taps.weights[0] + 2 * taps.weights.dropFirst().reduce(0, +) - 1) < 1e-6)
        }
        #expect(GaussianTaps(sigma: 0).weights == [1] && GaussianTaps(sigma: 1.6).radius == 6)
    }

    @Test("colours in each space, worked out by hand")
    func colours() {
        // Red, dark green, white, black, grey, a purple.
        let pixels: [[UInt8]] = [
            [255, 0, 0], [0, 102, 0], [255, 255, 255], [0, 0, 0], [51, 51, 51], [102, 51, 255],
        ]
        let image = ImageStack(shape: ImageShape(height: 2, width: 3, channels: 3), pixels: pixels.flatMap { $0 })
        func planes(_ space: ColourPlanes) -> [[Float]] { space.planes(image, index: 0).map(\.values) }
        func equal(_ a: [Float], _ b: [Float]) -> Bool {
            zip(a, b).allSatisfy { abs($0 - $1) < 1e-6 } && a.count == b.count
        }

        #expect(equal(planes(.grey)[0], [76.0 / 255, 60.0 / 255, 1, 0, 0.2, 90.0 / 255]))
        #expect(equal(planes(.rgb)[1], [0, 0.4, 1, 0, 0.2, 0.2]))
        let hsv = planes(.hsv)
        #expect(equal(hsv[0], [0, 1.0 / 3, 0, 0, 0, (4 + 0.25) / 6]))
        #expect(equal(hsv[1], [1, 1, 0, 0, 0, 0.8]))
        #expect(equal(hsv[2], [1, 0.4, 1, 0, 0.2, 1]))
        let opponent = planes(.opponent)
        #expect(equal(opponent[0], [0.3, 0.236, 1, 0, 0.2, 0.348]))
        #expect(abs(opponent[1][0] - (1 / Float(2).squareRoot() + 0.003)) < 1e-6 && abs(opponent[1][2] - 0.01) < 1e-6)
        #expect(abs(opponent[2][1] - (0.4 / Float(6).squareRoot() + 0.00236)) < 1e-6)

        let grey = ImageStack(shape: ImageShape(height: 1, width: 2, channels: 1), pixels: [51, 255])
        #expect(ColourPlanes.rgb.planes(grey, index: 0).allSatisfy { equal($0.values, [0.2, 1]) })
        #expect(ColourPlanes.grey.count == 1 && ColourPlanes.hsv.count == 3)
    }
}
