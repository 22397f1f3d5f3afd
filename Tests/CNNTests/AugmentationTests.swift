import CNN
import Core
import Foundation
import Testing

private let grey = ImageShape(height: 28, width: 28, channels: 1)
private let colour = ImageShape(height: 32, width: 32, channels: 3)

@Suite("Augmentation")
struct AugmentationTests {
    private func worstError(_ settings: Augmentation, _ shape: ImageShape, count: Int = 6) throws -> Double {
        let stack = pictures(shape, count: count).images
        let fitted = try settings.fit(stack)
        let size = fitted.outputShape.count
        let fast = fitted.images(stack, indices: 0..<count, epoch: 3, seed: 9, threads: 1)
        #expect(fast.count == count * size)
        var worst = 0.0
        for index in 0..<count {
            let naive = naiveDistortion(
                fitted, stack, index, fitted.distortion(index: index, epoch: 3, seed: 9),
                displacement: fitted.displacement(index: index, epoch: 3, seed: 9))
            for place in 0..<size { worst = max(worst, abs(naive[place] - Double(fast[index * size + place]))) }
        }
        return worst
    }

    @Test("whole pixels are moved as the definitions say", arguments: Augmentation.Fill.allCases)
    func wholePixels(_ fill: Augmentation.Fill) throws {
        for shape in [
            grey, colour, ImageShape(height: 9, width: 7, channels: 3), ImageShape(height: 17, width: 40, channels: 1),
        ] {
            for (shift, crop) in [(0, 0), (2, 0), (6, 0), (3, 5), (0, 7)] {
                let settings = Augmentation(
                    shift: shift, fill: fill, flip: .random, crop: crop, colourPCA: shape.channels == 3 ? 0.1 : 0,
                    brightness: 0.2, contrast: 0.3, cutout: 3)
                let error = try worstError(settings, shape)
                #expect(error < 2e-5, "\(shape) \(shift) \(crop)")
            }
        }
        let far = try worstError(Augmentation(shift: 64, fill: fill), ImageShape(height: 3, width: 4, channels: 1))
        #expect(far < 2e-5)
    }

    @Test("images are resampled as the definitions say", arguments: Augmentation.Fill.allCases)
    func resampled(_ fill: Augmentation.Fill) throws {
        for shape in [grey, colour, ImageShape(height: 19, width: 7, channels: 3)] {
            let all = Augmentation(
                shift: 2, fill: fill, flip: .random, rotation: 25, scale: 0.2, shear: 15, elastic: 20,
                elasticSigma: 3, colourPCA: shape.channels == 3 ? 0.1 : 0, brightness: 0.1, contrast: 0.1, cutout: 5)
            for settings in [
                all, Augmentation(fill: fill, rotation: 20), Augmentation(shift: 1, fill: fill, elastic: 34),
                Augmentation(fill: fill, flip: .alternating, crop: 6, scale: 0.5),
            ] {
                let error = try worstError(settings, shape)
                #expect(error < 1e-3, "\(shape) \(settings): \(error)")
            }
        }
    }

    @Test("displacements far outside, and images of one pixel, do no harm", arguments: Augmentation.Fill.allCases)
    func extremes(_ fill: Augmentation.Fill) throws {
        for shape in [
            ImageShape(height: 1, width: 1, channels: 1), ImageShape(height: 1, width: 20, channels: 3), grey,
        ] {
            let stack = pictures(shape, count: 4).images
            let fitted = try Augmentation(
                shift: 64, fill: fill, rotation: 180, scale: 0.99, elastic: 1000, elasticSigma: 0.5
            )
            .fit(stack)
            let values = fitted.images(stack, indices: [3, 0, 3], epoch: 1, seed: 1, threads: 2)
            #expect(values.allSatisfy { $0.isFinite && abs($0) < 100 })
        }
    }

    @Test("nothing switched on gives the normalised image, resampling by next to nothing too")
    func identity() throws {
        let stack = pictures(colour, count: 3).images
        let plain = try Augmentation().fit(stack)
        let values = plain.images(stack, indices: 0..<3, epoch: 0, seed: 0, threads: 1)
        #expect(values == plain.plainImages(stack, indices: 0..<3, threads: 2))
        for place in [0, 5, 1030, 3071] {
            let (channel, position) = (place / 1024, place % 1024)
            let expected = (Float(stack[0][position * 3 + channel]) - plain.means[channel]) / plain.deviations[channel]
            #expect(abs(values[place] - expected) < 1e-5)
        }
        #expect(plain.distorted(stack, epoch: 4, seed: 1) == stack)
        let mirrored = plain.plainImages(
            stack, indices: 0..<3, view: TestViews(mirrors: true, shift: 0).all[1], threads: 1)
        #expect(mirrored == plain.plainImages(stack.mirrored(), indices: 0..<3, threads: 1))
        let almost = try Augmentation(rotation: 1e-6).fit(stack)
        let same = almost.images(stack, indices: 0..<3, epoch: 0, seed: 0, threads: 1)
        #expect(zip(values, same).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test("threads and the company of other images change no bit; epochs and seeds do")
    func determinism() throws {
        let stack = pictures(colour, count: 40).images
        for settings in [
            Augmentation(shift: 3, fill: .reflect, flip: .random, cutout: 8),
            Augmentation(rotation: 10, elastic: 20, colourPCA: 0.1),
        ] {
            let fitted = try settings.fit(stack)
            func values(_ epoch: Int, _ seed: UInt64, _ threads: Int) -> [Float] {
                fitted.images(stack, indices: 0..<40, epoch: epoch, seed: seed, threads: threads)
            }
            let one = values(1, 1, 1)
            #expect(one == values(1, 1, 2) && one == values(1, 1, 1))
            #expect(one != values(2, 1, 1) && one != values(1, 2, 1))
            let alone = fitted.images(stack, indices: [17], epoch: 1, seed: 1, threads: 1)
            #expect(alone == Array(one[17 * 3072..<18 * 3072]))
        }
    }

    @Test("shifts take every value alike, crops every place")
    func places() throws {
        let fitted = try Augmentation(shift: 2, crop: 25).fit(pictures(grey, count: 1).images)
        let drawn = (0..<20_000).map { fitted.distortion(index: $0, epoch: 0, seed: 4) }
        for (values, range) in [
            (drawn.map(\.down), -2...2), (drawn.map(\.right), -2...2), (drawn.map(\.top), 0...3),
            (drawn.map(\.left), 0...3),
        ] {
            let expected = 20_000 / range.count
            for value in range { #expect(abs(values.count { $0 == value } - expected) < 300) }
            #expect(values.allSatisfy(range.contains))
        }
        #expect(fitted.plain.top == 1 && fitted.plain.left == 1 && fitted.outputShape.height == 25)
    }

    @Test("random exchanges are independent of the epoch before, alternating ones are its opposite")
    func flips() throws {
        let stack = pictures(grey, count: 1).images
        func flips(_ flip: Augmentation.Flip, _ epoch: Int) throws -> [Bool] {
            let fitted = try Augmentation(flip: flip).fit(stack)
            return (0..<10_000).map { fitted.distortion(index: $0, epoch: epoch, seed: 4).isFlipped }
        }
        for flip in [Augmentation.Flip.random, .alternating] {
            for epoch in 0..<2 { #expect(abs(try flips(flip, epoch).count { $0 } - 5000) < 200) }
        }
        #expect(try flips(.alternating, 0) == flips(.alternating, 1).map { !$0 })
        #expect(try flips(.alternating, 0) == flips(.alternating, 6))
        let agreeing = zip(try flips(.random, 0), try flips(.random, 1)).count { $0 == $1 }
        #expect(abs(agreeing - 5000) < 200)
    }

    @Test("what is cut out is a square of the mean, smaller only at the border")
    func cutout() throws {
        let fitted = try Augmentation(cutout: 6).fit(
            ImageStack(shape: grey, pixels: [UInt8](repeating: 200, count: 784)), means: [100], deviations: [50])
        let stack = ImageStack(shape: grey, pixels: [UInt8](repeating: 200, count: 784 * 300))
        let values = fitted.images(stack, indices: 0..<300, epoch: 0, seed: 0, threads: 1)
        var areas: Set<Int> = []
        for index in 0..<300 {
            let cut = fitted.distortion(index: index, epoch: 0, seed: 0)
            let area = values[784 * index..<784 * (index + 1)].count { $0 == 0 }
            #expect(area == cut.cutRows.count * cut.cutColumns.count && (9...36).contains(area))
            areas.insert(area)
        }
        #expect(areas.contains(36) && areas.contains { $0 < 36 })
    }

    @Test("the colours of grey pictures vary along grey only, by the share that the setting says")
    func lighting() throws {
        let shape = ImageShape(height: 8, width: 8, channels: 3)
        let stack = pictures(ImageShape(height: 8, width: 8, channels: 1), count: 50).images.colour()
        let fitted = try Augmentation(colourPCA: 0.1).fit(stack)
        #expect(stack.shape == shape)
        let offsets = (0..<4000).map { fitted.distortion(index: $0, epoch: 0, seed: 0).offsets }
        #expect(offsets.allSatisfy { abs($0[0] - $0[1]) < 1e-4 && abs($0[0] - $0[2]) < 1e-4 })
        let variance = offsets.reduce(0) { $0 + Double($1[0] * $1[0]) } / 4000
        #expect(abs(variance.squareRoot() - 0.1) < 0.006)
        #expect(throws: ConfigurationError.self) {
            try Augmentation(colourPCA: 0.1).fit(pictures(grey, count: 2).images)
        }
    }

    @Test("elastic displacements have the strength and the smoothness of the formula, and grow with alpha")
    func elasticField() throws {
        let stack = pictures(grey, count: 1).images
        let fitted = try Augmentation(elastic: 34, elasticSigma: 2).fit(stack)
        let double = try Augmentation(elastic: 68, elasticSigma: 2).fit(stack)
        var (squares, neighbours, cross, count) = (0.0, 0.0, 0.0, 0.0)
        for index in 0..<400 {
            let field = fitted.displacement(index: index, epoch: 0, seed: 2)
            for y in 8..<20 {
                for x in 8..<20 {
                    let value = Double(field.down[28 * y + x])
                    squares += value * value
                    neighbours += value * Double(field.down[28 * y + x + 1])
                    cross += value * Double(field.right[28 * y + x])
                    count += 1
                }
            }
        }
        // Uniform noise in ±1 has a deviation of 1/√3; of a Gaussian of σ the sum of squares is 1 / (4 π σ²).
        let expected = 34 / (2 * 2 * (3 * Double.pi).squareRoot())
        #expect(abs((squares / count).squareRoot() / expected - 1) < 0.04)
        #expect(abs(neighbours / squares - exp(-1 / 16)) < 0.01)
        #expect(abs(cross / squares) < 0.06)
        let (one, two) = (
            fitted.displacement(index: 0, epoch: 0, seed: 2), double.displacement(index: 0, epoch: 0, seed: 2)
        )
        #expect(zip(one.right, two.right).allSatisfy { abs(2 * $0 - $1) < 1e-4 })
    }

    @Test("statistics are those of the training images; a constant channel keeps its scale")
    func statistics() throws {
        let shape = ImageShape(height: 1, width: 2, channels: 3)
        let stack = ImageStack(shape: shape, pixels: [0, 7, 10, 100, 7, 30])
        let fitted = try Augmentation().fit(stack)
        #expect(fitted.means == [50, 7, 20] && fitted.deviations == [50, 1, 10])
        let decoded = try JSONDecoder().decode(FittedAugmentation.self, from: JSONEncoder().encode(fitted))
        #expect(decoded == fitted)
        #expect(throws: ConfigurationError.self) { try Augmentation().fit(stack, means: [1], deviations: [1, 1, 1]) }
        #expect(throws: ConfigurationError.self) {
            try Augmentation().fit(stack, means: [1, 1, 1], deviations: [1, 0, 1])
        }
        #expect(throws: ConfigurationError.self) { try Augmentation().fit(stack.selecting([Int]())) }
    }

    @Test("settings that cannot work are refused by name")
    func validation() throws {
        try Augmentation().validate()
        let cases: [(Augmentation, String)] = [
            (Augmentation(shift: -1), "shift"), (Augmentation(crop: -1), "crop"),
            (Augmentation(rotation: .nan), "rotation"), (Augmentation(scale: 1), "scale"),
            (Augmentation(shear: 61), "shear"), (Augmentation(elastic: .infinity), "elastic"),
            (Augmentation(elasticSigma: 0), "elasticSigma"), (Augmentation(colourPCA: -1), "colourPCA"),
            (Augmentation(brightness: 2), "brightness"), (Augmentation(contrast: 1), "contrast"),
            (Augmentation(cutout: -1), "cutout"), (Augmentation(crop: 29), "crop"),
        ]
        for (settings, field) in cases {
            do {
                _ = try settings.fit(pictures(grey, count: 1).images)
                Issue.record("\(field) was not refused")
            } catch {
                #expect((error as? ConfigurationError)?.field == field)
            }
        }
    }
}
