import Core
import Features
import Files
import Foundation
import Testing

/// What `make_sift.py` left of one scene.
struct SIFTScene {
    let image: ImageStack
    let keypoints: [Keypoint]
    /// OpenCV's descriptors with the directions in our order.
    let descriptors: [[Float]]

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/sift").path
        image = try ImageFile.read("\(folder)/\(name).png", channels: 1)
        let places = try NumPyArray(contentsOf: "\(folder)/\(name)-keypoints.npy")
        keypoints = (0..<places.shape[0]).map { row in
            let value = places.values[5 * row..<5 * row + 5].map { $0 }
            return Keypoint(x: value[0], y: value[1], scale: value[2], angle: value[3])
        }
        let numbers = try NumPyArray(contentsOf: "\(folder)/\(name)-descriptors.npy")
        descriptors = (0..<numbers.shape[0]).map { row in
            (0..<128).map { numbers.values[128 * row + ($0 & ~7) + (8 - $0 % 8) % 8] }
        }
    }

    static func repeatability() throws -> NumPyArray {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/sift").path
        return try NumPyArray(contentsOf: "\(folder)/repeatability.npy")
    }
}

func cosine(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Float {
    let product = zip(a, b).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    let norms = a.reduce(Float(0)) { $0 + $1 * $1 } * b.reduce(Float(0)) { $0 + $1 * $1 }
    return norms > 0 ? product / norms.squareRoot() : 0
}

/// The angle between two directions, 0…π.
func turn(_ a: Float, _ b: Float) -> Float {
    let difference = abs(a - b).truncatingRemainder(dividingBy: 2 * .pi)
    return min(difference, 2 * .pi - difference)
}

/// An affine map of places: x' = a x + b y + c, y' = d x + e y + f.
struct AffineMap {
    let a, b, c, d, e, f: Double

    func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + b * y + c, d * x + e * y + f) }

    var inverse: AffineMap {
        let determinant = a * e - b * d
        let (p, q, r, s) = (e / determinant, -b / determinant, -d / determinant, a / determinant)
        return AffineMap(a: p, b: q, c: -(p * c + q * f), d: r, e: s, f: -(r * c + s * f))
    }
}

/// The picture whose pixel (x, y) is `image` at `source`(x, y), bilinear in double precision, 128 outside: as `make_sift.py`.
func warp(_ image: ImageStack, _ source: AffineMap, height: Int, width: Int) -> ImageStack {
    let shape = image.shape
    var pixels = [UInt8](repeating: 128, count: height * width)
    for y in 0..<height {
        for x in 0..<width {
            let place = source(Double(x), Double(y))
            let (left, top) = (place.x.rounded(.down), place.y.rounded(.down))
            guard left >= 0, top >= 0, Int(left) < shape.width - 1, Int(top) < shape.height - 1 else { continue }
            let (u, v) = (place.x - left, place.y - top)
            func at(_ dy: Int, _ dx: Int) -> Double {
                Double(image.pixels[(Int(top) + dy) * shape.width + Int(left) + dx])
            }
            let upper = at(0, 0) * (1 - u) + at(0, 1) * u
            let lower = at(1, 0) * (1 - u) + at(1, 1) * u
            pixels[y * width + x] = UInt8((upper * (1 - v) + lower * v + 0.5).rounded(.down))
        }
    }
    return ImageStack(shape: ImageShape(height: height, width: width, channels: 1), pixels: pixels)
}

@Suite("SIFT")
struct SIFTTests {
    @Test("finds OpenCV's keypoints, and describes them alike", arguments: ["one", "two"])
    func parity(_ name: String) throws {
        let scene = try SIFTScene(name)
        let ours = try SIFT().fit(scene.image.shape).describe(scene.image, index: 0)
        var matched = 0
        var cosines: [Float] = []
        for (theirs, descriptor) in zip(scene.keypoints, scene.descriptors) {
            // OpenCV does not undo the quarter of a pixel that the doubling shifts.
            let near = (0..<ours.count).filter {
                let point = ours.keypoints[$0]
                let ratio = point.scale / theirs.scale
                return hypot(point.x + 0.25 - theirs.x, point.y + 0.25 - theirs.y) < 1 && ratio < 1.2 && ratio > 1 / 1.2
            }
            guard !near.isEmpty else { continue }
            matched += 1
            let best = near.min {
                turn(ours.keypoints[$0].angle, theirs.angle) < turn(ours.keypoints[$1].angle, theirs.angle)
            }
            guard let best, turn(ours.keypoints[best].angle, theirs.angle) < 10 * .pi / 180 else { continue }
            cosines.append(cosine(ours.descriptors.row(best), descriptor))
        }
        let share = Double(matched) / Double(scene.keypoints.count)
        #expect(share >= 0.95, "\(share) of OpenCV's keypoints")
        #expect(ours.count >= scene.keypoints.count * 98 / 100)
        #expect(Double(cosines.count) >= 0.9 * Double(scene.keypoints.count))
        let median = cosines.sorted()[cosines.count / 2]
        #expect(median >= 0.99, "median cosine \(median)")
    }

    @Test("a Gaussian blob is found where it is, at its size", arguments: [false, true])
    func blob(_ doubled: Bool) throws {
        let (x, y, sigma) = (30.3, 41.6, 6.0)
        let shape = ImageShape(height: 80, width: 72, channels: 1)
        let pixels = (0..<shape.count).map { index in
            let (dx, dy) = (Double(index % 72) - x, Double(index / 72) - y)
            return UInt8((40 + 180 * exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))).rounded())
        }
        let image = ImageStack(shape: shape, pixels: pixels)
        let found = try SIFT(doubled: doubled).fit(shape).detect(image, index: 0)
        let point = try #require(found.min { abs($0.scale - 6) < abs($1.scale - 6) })
        #expect(abs(Double(point.x) - x) < 0.05 && abs(Double(point.y) - y) < 0.05, "\(point)")
        // The normalised Laplacian of a blob is strongest at its own σ; for differences of Gaussians that of the smaller is
        // about σ k^(−1/2) = 0.89 σ.
        #expect(point.scale > 4.8 && point.scale < 6.2, "\(point)")
    }

    @Test("keypoints are found again after a rotation by 30° and after enlarging by 1.5, as often as by OpenCV")
    func repeatability() throws {
        let theirs = try SIFTScene.repeatability()
        for (index, name) in ["one", "two"].enumerated() {
            let image = try SIFTScene(name).image
            let shape = image.shape
            let (c, s) = (cos(Double.pi / 6), sin(Double.pi / 6))
            let (x, y) = (Double(shape.width - 1) / 2, Double(shape.height - 1) / 2)
            let turned = AffineMap(a: c, b: s, c: x - c * x - s * y, d: -s, e: c, f: y + s * x - c * y)
            let enlarged = AffineMap(a: 1 / 1.5, b: 0, c: 0.5 / 1.5 - 0.5, d: 0, e: 1 / 1.5, f: 0.5 / 1.5 - 0.5)
            let cases = [
                (turned, shape.height, shape.width, Float(1)),
                (enlarged, shape.height * 3 / 2, shape.width * 3 / 2, 1.5),
            ]
            let first = try SIFT().fit(shape).detect(image, index: 0)
            for (number, (source, height, width, scale)) in cases.enumerated() {
                let moved = warp(image, source, height: height, width: width)
                let second = try SIFT().fit(moved.shape).detect(moved, index: 0)
                let share = foundAgain(first, second, source.inverse, height, width, scale)
                #expect(share >= 0.6, "\(name): \(share)")
                #expect(share >= Double(theirs.values[2 * index + number]) - 0.02, "\(name): \(share)")
            }
        }
    }

    private func foundAgain(
        _ first: [Keypoint], _ second: [Keypoint], _ map: AffineMap, _ height: Int, _ width: Int, _ scale: Float
    ) -> Double {
        var (inside, found) = (0, 0)
        for point in Set(first.map { Keypoint(x: $0.x, y: $0.y, scale: $0.scale) }) {
            let place = map(Double(point.x), Double(point.y))
            guard place.x >= 20, place.y >= 20, place.x < Double(width - 20), place.y < Double(height - 20) else {
                continue
            }
            inside += 1
            let isThere = second.contains {
                let ratio = $0.scale / (point.scale * scale)
                return hypot(Double($0.x) - place.x, Double($0.y) - place.y) <= 1.5 && ratio < 1.25 && ratio > 0.8
            }
            if isThere { found += 1 }
        }
        return Double(found) / Double(inside)
    }

    @Test("turning the picture by 90° turns keypoints and leaves descriptors")
    func quarterTurn() throws {
        let image = try SIFTScene("one").image
        let (height, width) = (image.shape.height, image.shape.width)
        // Pixel (x, y) goes to (height − 1 − y, x): angles grow by 90°.
        var pixels = [UInt8](repeating: 0, count: image.pixels.count)
        for y in 0..<height {
            for x in 0..<width { pixels[x * height + height - 1 - y] = image.pixels[y * width + x] }
        }
        let turned = ImageStack(shape: ImageShape(height: width, width: height, channels: 1), pixels: pixels)
        let before = try SIFT().fit(image.shape).describe(image, index: 0)
        let after = try SIFT().fit(turned.shape).describe(turned, index: 0)
        // At sizes of the first octave; later ones keep other pixels.
        var (compared, equal) = (0, 0)
        for (index, point) in before.keypoints.enumerated() where point.scale < 1.5 {
            compared += 1
            let (x, y) = (Float(height - 1) - point.y, point.x)
            let match = after.keypoints.firstIndex {
                hypot($0.x - x, $0.y - y) < 0.02 && turn($0.angle, point.angle + .pi / 2) < 0.02
                    && abs($0.scale / point.scale - 1) < 0.01
            }
            if let match, cosine(before.descriptors.row(index), after.descriptors.row(match)) > 0.999 { equal += 1 }
        }
        #expect(compared > 100)
        #expect(Double(equal) > 0.97 * Double(compared), "\(equal) of \(compared)")
    }

    @Test("brightness and contrast hardly change the descriptors")
    func contrast() throws {
        let image = try SIFTScene("two").image
        let dark = ImageStack(shape: image.shape, pixels: image.pixels.map { $0 / 2 })
        let bright = ImageStack(shape: image.shape, pixels: dark.pixels.map { 2 * $0 + 1 })
        let sift = try SIFT().fit(image.shape)
        let points = sift.detect(bright, index: 0)
        let first = sift.describe(dark, index: 0, keypoints: points).descriptors
        let second = sift.describe(bright, index: 0, keypoints: points).descriptors
        #expect(points.count > 300)
        #expect(zip(first.values, second.values).allSatisfy { abs($0 - $1) < 1e-4 })
        // The threshold is for the contrast of the image as it is.
        #expect(sift.detect(dark, index: 0).count < points.count)
    }

    @Test("descriptors have unit length, and RootSIFT is the root of their shares")
    func lengths() throws {
        let image = try SIFTScene("one").image
        let plain = try SIFT().fit(image.shape).describe(image, index: 0)
        let root = try SIFT(rootSIFT: true).fit(image.shape).describe(image, index: 0)
        #expect(plain.keypoints == root.keypoints)
        for row in 0..<plain.count {
            let values = plain.descriptors.row(row)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
            let sum = values.reduce(0, +)
            #expect(zip(values, root.descriptors.row(row)).allSatisfy { abs(($0 / sum).squareRoot() - $1) < 1e-5 })
        }
    }

    @Test("describing found keypoints gives what finding and describing gives")
    func given() throws {
        let image = try SIFTScene("one").image
        for sift in [SIFT(), SIFT(scalesPerOctave: 4, doubled: false), SIFT(upright: true)] {
            let fitted = try sift.fit(image.shape)
            let all = fitted.describe(image, index: 0)
            #expect(fitted.detect(image, index: 0) == all.keypoints)
            let again = fitted.describe(image, index: 0, keypoints: all.keypoints)
            let cosines = (0..<all.count).map { cosine(again.descriptors.row($0), all.descriptors.row($0)) }
            #expect(cosines.filter { $0 > 0.9999 }.count >= all.count - 1, "\(sift)")
            #expect(!sift.upright || all.keypoints.allSatisfy { $0.angle == 0 })
        }
    }

    @Test("the strongest keypoints are a part of all, in the same order")
    func strongest() throws {
        let image = try SIFTScene("one").image
        let all = try SIFT().fit(image.shape).detect(image, index: 0)
        for count in [1, 50, 100_000] {
            let some = try SIFT(maximumKeypoints: count).fit(image.shape).detect(image, index: 0)
            #expect(some.count == min(count, all.count))
            var rest = all[...]
            for point in some {
                guard let place = rest.firstIndex(of: point) else {
                    Issue.record("\(point) is not among all")
                    break
                }
                rest = rest[(place + 1)...]
            }
        }
        // A higher threshold leaves the strongest, too.
        let few = try SIFT(contrastThreshold: 0.12).fit(image.shape).detect(image, index: 0)
        let same = try SIFT(maximumKeypoints: few.count).fit(image.shape).detect(image, index: 0)
        #expect(Set(few).intersection(same).count >= few.count - 2)
    }
}
