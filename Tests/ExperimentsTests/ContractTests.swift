import Core
import Experiments
import Foundation
import Testing

/// What every entry of the catalogue must keep to.
@Suite("Contracts")
struct ContractTests {
    static let components: [any Component.Type] =
        Catalogue.extractors.map { $0 } + Catalogue.classifiers.map { $0 } + Catalogue.networks.map { $0 }
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
            }
        }
        try check(Catalogue.extractors[index].init())
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
        for shape in Self.shapes {
            let data = Self.halves(shape, count: 20)
            let measurements = Measurements()
            let context = RunContext(threads: 2, measurements: measurements, isWarmUp: true)
            let fitted = try network.fit(data, context: context)
            let predictions = try fitted.predict(data.images, context: context)
            #expect(predictions.count == 20 && predictions.allSatisfy((0..<2).contains))
            for phase in [Phase.train, .predict] {
                #expect(measurements.phases[phase].map { $0.flops > 0 && $0.wallSeconds > 0 } ?? false)
            }
        }
    }
}
