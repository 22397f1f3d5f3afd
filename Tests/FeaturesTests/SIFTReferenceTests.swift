import Core
import Features
import Foundation
import Testing

/// SIFT one pixel at a time in double precision, straight from the description.
private struct NaiveSIFT {
    let width: Int
    let height: Int
    var planes: [[Double]]

    /// The octave of `scaleSpace`.
    init(_ octave: FittedSIFT.Octave) {
        width = octave.gaussians[0].width
        height = octave.gaussians[0].height
        planes = octave.gaussians.map { $0.values.map(Double.init) }
    }

    private func difference(_ level: Int, _ y: Int, _ x: Int) -> Double {
        planes[level + 1][y * width + x] - planes[level][y * width + x]
    }

    /// Extrema of `scales` levels, refined: x, y and level in the octave.
    func extrema(scales: Int, contrast: Double, edge: Double) -> Set<[Double]> {
        var found: Set<[Double]> = []
        for level in 1...scales {
            for y in 5..<height - 5 {
                for x in 5..<width - 5 where isExtremum(level, y, x, 0.5 * 255 * contrast / Double(scales)) {
                    if let place = refined(level, y, x, scales, contrast, edge) { found.insert(place) }
                }
            }
        }
        return found
    }

    private func isExtremum(_ level: Int, _ y: Int, _ x: Int, _ threshold: Double) -> Bool {
        let value = difference(level, y, x)
        guard abs(value) >= threshold else { return false }
        for l in -1...1 {
            for j in -1...1 {
                for i in -1...1 {
                    let other = difference(level + l, y + j, x + i)
                    if value > 0 ? other > value : other < value { return false }
                }
            }
        }
        return true
    }

    private func refined(
        _ level: Int, _ y: Int, _ x: Int, _ scales: Int, _ contrast: Double, _ edge: Double
    ) -> [Double]? {
        var place = [x, y, level]
        for _ in 0..<5 {
            func at(_ shift: [Int]) -> Double {
                difference(place[2] + shift[2], place[1] + shift[1], place[0] + shift[0])
            }
            func unit(_ axis: Int, _ sign: Int) -> [Int] { (0..<3).map { $0 == axis ? sign : 0 } }
            let gradient = (0..<3).map { (at(unit($0, 1)) - at(unit($0, -1))) / 2 }
            let hessian = (0..<3).map { a in
                (0..<3).map { b -> Double in
                    if a == b { return at(unit(a, 1)) + at(unit(a, -1)) - 2 * at([0, 0, 0]) }
                    func corner(_ p: Int, _ q: Int) -> Double { at(zip(unit(a, p), unit(b, q)).map { $0 + $1 }) }
                    return (corner(1, 1) - corner(1, -1) - corner(-1, 1) + corner(-1, -1)) / 4
                }
            }
            guard let offset = solve(hessian, gradient.map { -$0 }) else { return nil }
            if offset.allSatisfy({ abs($0) < 0.5 }) {
                let value = at([0, 0, 0]) + zip(gradient, offset).reduce(0) { $0 + $1.0 * $1.1 } / 2
                let trace = hessian[0][0] + hessian[1][1]
                let determinant = hessian[0][0] * hessian[1][1] - hessian[0][1] * hessian[0][1]
                guard abs(value) * Double(scales) >= contrast * 255, determinant > 0,
                    trace * trace / determinant < (edge + 1) * (edge + 1) / edge
                else { return nil }
                return zip(place, offset).map { Double($0) + $1 }
            }
            guard offset.allSatisfy({ abs($0) < 1000 }) else { return nil }
            place = zip(place, offset).map { $0 + Int($1.rounded()) }
            guard (5..<width - 5).contains(place[0]), (5..<height - 5).contains(place[1]),
                (1...scales).contains(place[2])
            else { return nil }
        }
        return nil
    }

    /// Gaussian elimination with pivots.
    private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        for column in 0..<3 {
            let pivot = (column..<3).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            rows.swapAt(column, pivot)
            guard rows[column][column] != 0 else { return nil }
            for row in 0..<3 where row != column {
                let factor = rows[row][column] / rows[column][column]
                for k in 0..<4 { rows[row][k] -= factor * rows[column][k] }
            }
        }
        return (0..<3).map { rows[$0][3] / rows[$0][$0] }
    }

    private func gradient(_ level: Int, _ y: Int, _ x: Int) -> (length: Double, angle: Double) {
        let plane = planes[level]
        let dx = plane[y * width + x + 1] - plane[y * width + x - 1]
        let dy = plane[(y + 1) * width + x] - plane[(y - 1) * width + x]
        return (hypot(dx, dy), atan2(dy, dx))
    }

    /// Peaks of the histogram of directions at a place.
    func angles(_ x: Double, _ y: Double, _ sigma: Double, level: Int) -> [Double] {
        var histogram = [Double](repeating: 0, count: 36)
        let radius = Int((4.5 * sigma).rounded())
        for row in Int(y.rounded()) - radius...Int(y.rounded()) + radius where row > 0 && row < height - 1 {
            for column in Int(x.rounded()) - radius...Int(x.rounded()) + radius where column > 0 && column < width - 1 {
                let (length, angle) = gradient(level, row, column)
                let (dx, dy) = (Double(column) - x, Double(row) - y)
                let bin = Int((angle / (2 * .pi) * 36).rounded())
                histogram[(bin + 36) % 36] += length * exp(-(dx * dx + dy * dy) / (2 * 2.25 * sigma * sigma))
            }
        }
        let binomial: [Double] = [1, 4, 6, 4, 1]
        let smooth = (0..<36).map { bin -> Double in
            var sum = 0.0
            for k in 0..<5 { sum += histogram[(bin + k - 2 + 36) % 36] * binomial[k] / 16 }
            return sum
        }
        return (0..<36).compactMap { bin in
            let (left, here, right) = (smooth[(bin + 35) % 36], smooth[bin], smooth[(bin + 1) % 36])
            guard here > left, here > right, here >= 0.8 * (smooth.max() ?? 0) else { return nil }
            let position = Double(bin) + 0.5 * (left - right) / (left + right - 2 * here)
            return position * 2 * .pi / 36
        }
    }

    /// The descriptor at a place, from every pixel of the plane.
    func descriptor(_ x: Double, _ y: Double, _ sigma: Double, _ angle: Double, level: Int) -> [Double] {
        var cells = [Double](repeating: 0, count: 128)
        for row in 1..<height - 1 {
            for column in 1..<width - 1 {
                let (dx, dy) = ((Double(column) - x) / (3 * sigma), (Double(row) - y) / (3 * sigma))
                let (u, v) = (cos(angle) * dx + sin(angle) * dy, cos(angle) * dy - sin(angle) * dx)
                guard abs(u) < 2.5, abs(v) < 2.5 else { continue }
                let (length, direction) = gradient(level, row, column)
                let weight = length * exp(-(dx * dx + dy * dy) / 8)
                for r in 0..<4 {
                    for c in 0..<4 {
                        let share = max(0, 1 - abs(v - Double(r) + 1.5)) * max(0, 1 - abs(u - Double(c) + 1.5))
                        guard share > 0 else { continue }
                        for b in 0..<8 {
                            var apart = abs((direction - angle) / (2 * .pi) * 8 - Double(b))
                                .truncatingRemainder(dividingBy: 8)
                            apart = min(apart, 8 - apart)
                            cells[(r * 4 + c) * 8 + b] += weight * share * max(0, 1 - apart)
                        }
                    }
                }
            }
        }
        func unit(_ v: [Double]) -> [Double] {
            let norm = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return norm > 0 ? v.map { $0 / norm } : v
        }
        return unit(unit(cells).map { min($0, 0.2) })
    }
}

@Suite("SIFT beside a naive computation")
struct SIFTReferenceTests {
    /// A corner of a scene, small enough for the naive computation.
    private static func picture() throws -> ImageStack {
        let image = try SIFTScene("one").image
        let shape = ImageShape(height: 70, width: 93, channels: 1)
        return ImageStack(
            shape: shape,
            pixels: (0..<shape.count).map { image.pixels[($0 / 93 + 40) * image.shape.width + $0 % 93 + 60] })
    }

    /// `values` convolved with a Gaussian along both axes, mirrored at the border, out to 7 σ.
    private static func blurred(_ values: [Double], _ width: Int, _ height: Int, _ sigma: Double) -> [Double] {
        let radius = Int(7 * sigma) + 1
        let raw = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = raw.reduce(0, +)
        func mirror(_ index: Int, _ count: Int) -> Int {
            var index = index
            while index < 0 || index >= count { index = index < 0 ? -index : 2 * count - 2 - index }
            return index
        }
        func pass(_ values: [Double], _ source: (Int, Int) -> Int) -> [Double] {
            (0..<width * height).map { place in
                zip(-radius...radius, raw).reduce(0) { $0 + $1.1 / sum * values[source(place, $1.0)] }
            }
        }
        let across = pass(values) { $0 / width * width + mirror($0 % width + $1, width) }
        return pass(across) { mirror($0 / width + $1, height) * width + $0 % width }
    }

    @Test("the scale space is the doubled image under Gaussians of the stated size")
    func scaleSpace() throws {
        let image = try Self.picture()
        let (width, height) = (2 * image.shape.width, 2 * image.shape.height)
        let octaves = try SIFT().fit(image.shape).scaleSpace(image, index: 0)
        func pixel(_ y: Int, _ x: Int) -> Double {
            Double(
                image.pixels[
                    min(max(y, 0), image.shape.height - 1) * image.shape.width + min(max(x, 0), image.shape.width - 1)])
        }
        let doubled = (0..<width * height).map { place -> Double in
            let (y, x) = (Double(place / width) / 2 - 0.25, Double(place % width) / 2 - 0.25)
            let (j, i) = (y.rounded(.down), x.rounded(.down))
            let (v, u) = (y - j, x - i)
            let upper = pixel(Int(j), Int(i)) * (1 - u) + pixel(Int(j), Int(i) + 1) * u
            return upper * (1 - v) + (pixel(Int(j) + 1, Int(i)) * (1 - u) + pixel(Int(j) + 1, Int(i) + 1) * u) * v
        }
        #expect(octaves.count == 4 && octaves.map(\.spacing) == [0.5, 1, 2, 4])
        for (number, octave) in octaves.prefix(2).enumerated() {
            #expect(octave.gaussians.count == 6 && octave.differences.count == 5)
            for level in 0..<6 {
                let sigma = 2 * Double(octave.sigmas[level])
                #expect(abs(sigma - 1.6 * pow(2, Double(number) + Double(level) / 3)) < 1e-5)
                let expected = Self.blurred(doubled, width, height, (sigma * sigma - 1).squareRoot())
                let plane = octave.gaussians[level]
                var largest = 0.0
                // Where a later octave is mirrored is not where the doubled image is.
                let margin = number == 0 ? 0 : Int(2 * sigma)
                for y in 0..<plane.height - margin {
                    for x in 0..<plane.width - margin {
                        let place = (y << number) * width + x << number
                        largest = max(largest, abs(Double(plane[y, x]) - expected[place]))
                    }
                }
                #expect(largest < 0.1, "octave \(number), level \(level): \(largest) grey values")
            }
        }
    }

    @Test("keypoints are the refined extrema of the differences, with the peaks of their histograms")
    func keypoints() throws {
        let image = try Self.picture()
        let fitted = try SIFT().fit(image.shape)
        let octaves = fitted.scaleSpace(image, index: 0)
        var expected: [Keypoint] = []
        for octave in octaves {
            let naive = NaiveSIFT(octave)
            for place in naive.extrema(scales: 3, contrast: 0.04, edge: 10) {
                let sigma = 1.6 * pow(2, place[2] / 3)
                for angle in naive.angles(place[0], place[1], sigma, level: Int(place[2].rounded())) {
                    expected.append(
                        Keypoint(
                            x: Float(place[0]) * octave.spacing - 0.25, y: Float(place[1]) * octave.spacing - 0.25,
                            scale: Float(sigma) * octave.spacing, angle: Float(angle < 0 ? angle + 2 * .pi : angle)))
                }
            }
        }
        let found = fitted.detect(image, index: 0)
        #expect(expected.count > 30 && abs(found.count - expected.count) <= 1)
        let missing = expected.filter { point in
            !found.contains {
                hypot($0.x - point.x, $0.y - point.y) < 0.01 && abs($0.scale - point.scale) < 0.01
                    && turn($0.angle, point.angle) < 0.002
            }
        }
        #expect(missing.count <= 1, "\(missing)")
    }

    @Test("descriptors equal the naive ones", arguments: [Float(0), 0.7, 2, 3.1416, 5.5])
    func descriptors(_ angle: Float) throws {
        let image = try Self.picture()
        let fitted = try SIFT().fit(image.shape)
        let octaves = fitted.scaleSpace(image, index: 0)
        // Octave, level, and the place in it; some reach over the edge.
        for (number, level, x, y) in [(0, 1, 60.3, 50.8), (0, 3, 10.0, 131.2), (1, 2, 45.5, 30.1), (2, 1, 3.0, 2.0)] {
            let sigma = 1.6 * pow(2, Double(level) / 3)
            let spacing = octaves[number].spacing
            let point = Keypoint(
                x: Float(x) * spacing - 0.25, y: Float(y) * spacing - 0.25, scale: Float(sigma) * spacing, angle: angle)
            let found = fitted.describe(image, index: 0, keypoints: [point]).descriptors.row(0)
            let expected = NaiveSIFT(octaves[number]).descriptor(x, y, sigma, Double(angle), level: level)
            let difference = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 1
            #expect(difference < 1e-4, "octave \(number), level \(level): \(difference)")
        }
    }
}
