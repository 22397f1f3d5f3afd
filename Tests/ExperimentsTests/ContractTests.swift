import Core
import Experiments
import Files
import Foundation
import Testing

/// What every entry of the catalogue must keep to.
@Suite("Contracts")
struct ContractTests {
    static let components: [any Component.Type] =
        Catalogue.preprocessors.map { $0 } + [Catalogue.virtualExamples] + Catalogue.extractors.map { $0 }
        + Catalogue.descriptorExtractors.map { $0 } + Catalogue.encoders.map { $0 }
        + [Catalogue.pyramid] + Catalogue.transforms.map { $0 } + Catalogue.classifiers.map { $0 }
        + Catalogue.networks.map { $0 } + Catalogue.textExtractors.map { $0 } + Catalogue.textNetworks.map { $0 }
        + Catalogue.datasets.map { $0 }

    /// A few images of two classes that anything can tell apart: dark with a bright left half, or right half.
    private static func halves(_ shape: ImageShape, count: Int) -> LabelledImages {
        var random = RandomSource(seed: 8)
        var pixels: [UInt8] = []
        for index in 0..<count {
            for position in 0..<shape.count {
                let isLeft = position / shape.channels % shape.width < shape.width / 2
                pixels.append(UInt8((isLeft == (index % 2 == 0) ? 150 : 20) + random.integer(below: 60)))
            }
        }
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: (0..<count).map { $0 % 2 },
            classNames: ["left", "right"])
    }

    static let shapes = [
        ImageShape(height: 28, width: 28, channels: 1), ImageShape(height: 33, width: 40, channels: 3),
    ]

    @Test("names are unique words with hyphens, cards are filled in, years are plausible")
    func cards() {
        let cards = Self.components.map { $0.card }
        #expect(Set(cards.map(\.name)).count == cards.count)
        for card in cards {
            #expect(card.name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(card.name)")
            #expect(!card.title.isEmpty && !card.paper.isEmpty && (1900...2100).contains(card.year), "\(card.name)")
            #expect(card.deviations.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
        }
    }

    @Test("defaults are valid, survive JSON, and every setting has a default to show", arguments: components.indices)
    func defaults(_ index: Int) throws {
        func check<Configured: Component>(_ type: Configured.Type) throws {
            let defaults = type.init()
            try defaults.validate()
            let json = try JSONValue(encoding: defaults)
            #expect(try json.decoded(as: type) == defaults)
            let settings = CatalogueEntry(type).settings
            #expect(settings.allSatisfy { $0.value != .null })
            for key in type.choices.keys { #expect(settings.contains { $0.key == key }, "\(type.card.name).\(key)") }
        }
        try check(Self.components[index])
    }

    @Test(
        "preprocessors keep shape and order, image by image, whatever the threads",
        arguments: Catalogue.preprocessors.indices)
    func preprocessors(_ index: Int) {
        let preprocessor = Catalogue.preprocessors[index].init()
        for shape in Self.shapes + [ImageShape(height: 1, width: 1, channels: 1)] {
            let images = Self.halves(shape, count: 20).images
            let changed = preprocessor.apply(images, threads: 2)
            #expect(changed.shape == shape && changed.count == 20)
            #expect(preprocessor.apply(images, threads: 1) == changed)
            let alone = preprocessor.apply(images.selecting([7]), threads: 1)
            #expect(alone == changed.selecting([7]))
            #expect(preprocessor.apply(images.selecting([]), threads: 2).count == 0)
        }
    }

    @Test(
        "extractors give finite rows of the length they say, whatever the threads",
        arguments: Catalogue.extractors.indices)
    func extractors(_ index: Int) throws {
        func check(_ extractor: some FeatureExtractor) throws {
            for shape in Self.shapes {
                let images = Self.halves(shape, count: 70).images
                let fitted = try extractor.fit(images, context: RunContext())
                let features = fitted.extract(images, threads: 1)
                #expect(features.rows == 70 && features.columns == fitted.featureCount && features.columns > 0)
                #expect(features.values.allSatisfy(\.isFinite) && fitted.flopsPerImage > 0)
                #expect(fitted.extract(images, threads: 2) == features)
                #expect(fitted.extract(images.selecting([]), threads: 2).rows == 0)
                // Pictures of their own sizes become rows of the same length, whatever the threads.
                #expect(type(of: extractor).takesOwnSizes == (fitted.ownSizes != nil))
                guard let own = fitted.ownSizes else { continue }
                let sizes = [(28, 28), (40, 31), (30, 90), (28, 28), (61, 40)].map { height, width in
                    images.selecting([0]).resized(height: height, width: width)
                }
                let found = own.extract(sizes, threads: 1)
                #expect(found == own.extract(sizes, threads: 3))
                #expect(found.rows == 5 && found.columns == fitted.featureCount)
                #expect(found.values.allSatisfy(\.isFinite) && found.row(0) == found.row(3))
            }
        }
        try check(Catalogue.extractors[index].init())
    }

    @Test(
        "local extractors give finite descriptors inside the image, and nothing where there is nothing to see",
        arguments: Catalogue.descriptorExtractors.indices)
    func descriptorExtractors(_ index: Int) throws {
        func check(_ extractor: some DescriptorExtractor) throws {
            for shape in Self.shapes + [ImageShape(height: 90, width: 120, channels: 1)] {
                let images = Self.halves(shape, count: 3).images
                let fitted = try extractor.fit(shape)
                #expect(fitted.descriptorLength > 0 && fitted.flopsPerImage > 0)
                for image in 0..<3 {
                    let local = fitted.describe(images, index: image)
                    #expect(local.descriptors.columns == fitted.descriptorLength)
                    #expect(local.descriptors.values.allSatisfy { $0.isFinite })
                    for point in local.keypoints {
                        #expect(
                            (-1...Float(shape.width)).contains(point.x) && (-1...Float(shape.height)).contains(point.y))
                        #expect(point.scale > 0 && point.angle >= 0 && point.angle < 2 * .pi)
                    }
                    #expect(fitted.describe(images, index: image) == local)
                }
                let black = ImageStack(shape: shape, pixels: [UInt8](repeating: 0, count: shape.count))
                #expect(fitted.describe(black, index: 0).descriptors.values.allSatisfy { $0 == 0 })
            }
            for shape in [ImageShape(height: 1, width: 1, channels: 1), ImageShape(height: 1, width: 500, channels: 3)]
            {
                // Nothing, or one clear error.
                do {
                    let image = ImageStack(shape: shape, pixels: [UInt8](repeating: 77, count: shape.count))
                    #expect(try extractor.fit(shape).describe(image, index: 0).count == 0)
                } catch let error as ConfigurationError {
                    #expect(!error.description.contains("\n"))
                }
            }
        }
        try check(Catalogue.descriptorExtractors[index].init())
    }

    /// Rows in groups, none negative.
    private static func rows(_ count: Int, columns: Int, seed: UInt64) -> Matrix {
        var random = RandomSource(seed: seed)
        return Matrix(
            rows: count, columns: columns,
            values: (0..<count).flatMap { row in
                (0..<columns).map { column in
                    abs(random.normal()) * 0.1 + ((row + column) % 7 == 0 ? 1 : 0)
                }
            })
    }

    @Test(
        "encoders give finite codes, zero for an empty region, and learn the same whatever the threads",
        arguments: Catalogue.encoders.indices)
    func encoders(_ index: Int) throws {
        func check(_ encoder: some Encoder) throws {
            let sample = Self.rows(4000, columns: 128, seed: 1)
            let fitted = try encoder.fit(sample, context: RunContext(seed: 3, threads: 1))
            let descriptors = Self.rows(300, columns: 128, seed: 2)
            let regions: [[Int32]] = [Array(0..<300), [], [7], Array(0..<150), Array(150..<300)]
            let codes = fitted.encode(descriptors, regions: regions)
            #expect(codes.rows == 5 && codes.columns == fitted.codeLength && fitted.codeLength > 0)
            #expect(codes.values.allSatisfy(\.isFinite) && codes.row(1).allSatisfy { $0 == 0 })
            #expect(codes.row(0).contains { $0 != 0 } && codes.row(2).contains { $0 != 0 })
            #expect(
                fitted.parameterCount > 0 && fitted.flops(descriptors: 300, levels: 2) > 0 && encoder.sampleCount > 0)
            let again = try encoder.fit(sample, context: RunContext(seed: 3, threads: 2))
            #expect(again.encode(descriptors, regions: regions) == codes)
            // A part of the regions, and the regions in another order, give the same codes.
            #expect(fitted.encode(descriptors, regions: [[7], Array(0..<300)]).row(0).elementsEqual(codes.row(2)))
            // Too small a sample is one clear error.
            do {
                _ = try encoder.fit(sample.selecting(0..<2), context: RunContext())
                Issue.record("two descriptors were enough")
            } catch {
                #expect(error is UserError || error is ConfigurationError)
                #expect(!"\(error)".contains("\n"))
            }
        }
        try check(Catalogue.encoders[index].init())
    }

    @Test(
        "transforms give finite rows of the length they say, row by row, whatever the threads",
        arguments: Catalogue.transforms.indices)
    func transforms(_ index: Int) throws {
        func check(_ transform: some FeatureTransform) throws {
            let rows = Self.rows(300, columns: 20, seed: 4)
            let fitted = try transform.fit(rows, context: RunContext(threads: 2))
            let changed = fitted.apply(rows, threads: 1)
            #expect(changed.rows == 300 && changed.columns == fitted.featureCount && fitted.flopsPerRow > 0)
            #expect(changed.values.allSatisfy { $0.isFinite })
            #expect(fitted.apply(rows, threads: 2) == changed)
            let alone = fitted.apply(rows.selecting([123]), threads: 1)
            #expect(zip(alone.row(0), changed.row(123)).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($1)) })
            let constant = Matrix(rows: 5, columns: 4, values: [Float](repeating: 2, count: 20))
            // Rows that are all alike teach some transforms nothing, which they say.
            do {
                let fitted = try transform.fit(constant, context: RunContext())
                #expect(fitted.apply(constant, threads: 1).values.allSatisfy { $0.isFinite })
            } catch let error as UserError {
                #expect(error.description.contains("are alike"))
            }
        }
        try check(Catalogue.transforms[index].init())
    }

    @Test("classifiers tell two plain classes apart, whatever the threads", arguments: Catalogue.classifiers.indices)
    func classifiers(_ index: Int) throws {
        func check(_ classifier: some Classifier) throws {
            let data = Self.halves(ImageShape(height: 4, width: 4, channels: 1), count: 40)
            let rows = Matrix(rows: 40, columns: 16, values: data.images.pixels.map { Float($0) / 255 })
            let measurements = Measurements()
            let fitted = try classifier.fit(
                rows, labels: data.labels, classCount: 2, context: RunContext(threads: 2, measurements: measurements))
            #expect(fitted.predict(rows, threads: 1) == data.labels)
            #expect(fitted.predict(rows, threads: 2) == data.labels)
            #expect(
                fitted.flopsPerPrediction > 0 && fitted.summary.parameterCount > 0 && !fitted.summary.outcome.isEmpty)
            #expect(measurements.phases[.train].map { $0.flops > 0 } ?? false)
        }
        try check(Catalogue.classifiers[index].init())
    }

    @Test(
        "networks train, predict valid classes, and time and count what they do", arguments: Catalogue.networks.indices)
    func networks(_ index: Int) throws {
        let network = Catalogue.networks[index].init()
        // What needs colours says so; nothing else is a reason.
        for shape in Self.shapes where shape.channels == 3 || network.training.augmentation.colourPCA == 0 {
            let data = Self.halves(shape, count: 20)
            let measurements = Measurements()
            let context = RunContext(threads: 2, measurements: measurements, isWarmUp: true)
            let fitted: any FittedMethod
            do {
                fitted = try network.fit(data, context: context)
            } catch let error as ConfigurationError where shape.channels == 1 {
                // Networks for colours say so.
                #expect(error.field.hasSuffix("colourPCA"))
                continue
            }
            let predictions = try fitted.predict(data.images, context: context)
            #expect(predictions.count == 20 && predictions.allSatisfy((0..<2).contains))
            for phase in [Phase.train, .predict] {
                #expect(measurements.phases[phase].map { $0.flops > 0 && $0.wallSeconds > 0 } ?? false)
            }
            // What a file keeps gives the same answers.
            let subject = ModelSubject(form: .image(shape), classNames: data.classNames)
            let restored = try network.restored(fitted.stored(), subject: subject)
            #expect(try restored.predict(data.images, context: context) == predictions)
            #expect(restored.summary.parameterCount == fitted.summary.parameterCount)
        }
    }
}
