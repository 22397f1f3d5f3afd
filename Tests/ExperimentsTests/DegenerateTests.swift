import Core
import Experiments
import Foundation
import Harness
import Testing

/// Every part of the catalogue with images that hold nothing to learn: it works, or says in one line why it cannot. It never traps.
@Suite("Images of nothing")
struct DegenerateTests {
    struct Subject: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let examples: LabelledImages
    }

    private static let shape = ImageShape(height: 32, width: 32, channels: 3)

    /// - Parameter labels: A class below 2 for each of `pictures`.
    private static func subject(_ name: String, _ pictures: [[UInt8]], _ labels: [Int]) -> Subject {
        Subject(
            testDescription: name,
            examples: LabelledImages(
                images: ImageStack(shape: shape, pixels: pictures.flatMap { $0 }), labels: labels,
                classNames: ["first", "second"]))
    }

    private static func noise(_ seed: UInt64) -> [UInt8] {
        var random = RandomSource(seed: seed)
        return (0..<shape.count).map { _ in UInt8(random.integer(below: 256)) }
    }

    static let subjects: [Subject] = {
        let flat = { (level: UInt8) in [UInt8](repeating: level, count: shape.count) }
        let alternating = (0..<12).map { $0 % 2 }
        return [
            subject("black pictures", Array(repeating: flat(0), count: 12), alternating),
            subject("blank pictures of two greys", alternating.map { flat(UInt8(90 + $0)) }, alternating),
            subject("one picture twelve times", Array(repeating: noise(1), count: 12), alternating),
            subject("one class alone", (0..<12).map { noise(UInt64($0)) }, Array(repeating: 1, count: 12)),
            subject("one black class", (0..<12).map { $0 % 2 == 0 ? flat(0) : noise(UInt64($0)) }, alternating),
            subject("one picture", [noise(1)], [0]),
            subject("one picture a class", [noise(1), noise(2)], [0, 1]),
            subject("one black picture", [flat(0)], [1]),
        ]
    }()

    /// All methods that differ in one part, as a matrix file has them.
    static let methods: [String] = {
        func names(_ types: [any Component.Type]) -> [String] { types.map { $0.card.name } }
        let small = [
            "patch-kmeans": "{patch-kmeans: {words: 8, samples: 200}}", "bovw": "{bovw: {words: 8}}",
            "vlad": "{vlad: {words: 4}}", "fisher": "{fisher: {components: 4}}",
            "kernel-svm-search": "{kernel-svm-search: {C: [1, 10], gamma: [0.1], folds: 2}}",
            "mlp": "{mlp: {training: {epochs: 2, minimumSteps: 1}}}",
        ]
        func sized(_ name: String) -> String { small[name] ?? name }
        var all = names(Catalogue.extractors.map { $0 }).map { "{extractor: \(sized($0)), classifier: linear-svm}" }
        for encoder in names(Catalogue.encoders.map { $0 }) {
            all += names(Catalogue.descriptorExtractors.map { $0 }).map {
                "{extractor: \($0), encoder: \(sized(encoder)), classifier: linear-svm}"
            }
        }
        let rest = [
            "{bovw: {words: 8, assignment: soft}}", "{bovw: {words: 8, assignment: llc}}",
            "{bovw: {words: 8, pca: 4, whiten: true}}",
            "{vlad: {words: 4, pca: 4}}", "{fisher: {components: 4, pca: 0}}",
            "{fisher: {components: 4, whiten: true}}",
        ]
        all += rest.map {
            "{extractor: dense-sift, encoder: \($0), pyramid: {grids: [1x1, 2x2]}, classifier: linear-svm}"
        }
        let transforms =
            names(Catalogue.transforms.map { $0 }) + [
                "{pca: {whiten: pca}}", "{pca: {whiten: zca}}",
                "{pca: {components: 2, whiten: pca, regularization: 0.1}}",
            ]
        all += transforms.map { "{extractor: raw, transforms: [\($0)], classifier: linear-svm}" }
        all.append("{extractor: lbp, transforms: [standardise, pca, standardise], classifier: linear-svm}")
        let classifiers =
            names(Catalogue.classifiers.map { $0 }).map(sized) + [
                "{kernel-svm: {probability: true}}", "{kernel-svm: {kernel: chi2}}",
                "{kernel-svm: {kernel: polynomial}}",
                "{linear-svm: {balanced: true}}", "{knn: {k: 3}}",
                "{kernel-svm-search: {C: [1, 10], folds: 2, strategy: halving}}",
            ]
        all += classifiers.map { "{extractor: lbp, classifier: \($0)}" }
        all += names(Catalogue.preprocessors.map { $0 }).map {
            "{preprocess: [\($0)], extractor: raw, classifier: linear-svm}"
        }
        all.append("{extractor: raw, mirror: true, classifier: linear-svm}")
        all.append("{extractor: raw, classifier: kernel-svm, virtual: {shift: 1}}")
        return all
    }()

    /// Trains and classifies, or fails in one line.
    private func check(_ method: any Method, _ name: String, _ examples: LabelledImages, isWarmUp: Bool = false) throws
    {
        do {
            let context = RunContext(seed: 1, threads: 1, isWarmUp: isWarmUp)
            let fitted = try method.fit(examples, context: context)
            let predictions = try fitted.predict(examples.images, context: context)
            #expect(predictions.count == examples.count && predictions.allSatisfy((0..<2).contains), "\(name)")
        } catch {
            #expect(error is UserError || error is ConfigurationError, "\(name): \(error)")
            #expect(!"\(error)".contains("\n") && "\(error)".count > 10, "\(name)")
        }
    }

    private func method(_ text: String) throws -> any Method {
        let matrix = "datasets: [glyphs]\nmethods: {m: \(text)}\nsizes: [10]\n"
        return try ExperimentMatrix(text: matrix, file: "m.yml").cells(dataDirectory: "/nowhere")[0].method
    }

    @Test("pipelines work, or say why not", arguments: methods)
    func pipelines(_ text: String) throws {
        let method = try method(text)
        for subject in Self.subjects { try check(method, "\(text), \(subject)", subject.examples) }
    }

    @Test("networks work, or say why not", arguments: Catalogue.networks.indices)
    func networks(_ index: Int) throws {
        let network = Catalogue.networks[index].init()
        // Networks see no difference between some of them, and take long for large pictures.
        let subjects = network.inputSide > 28 ? [5] : [0, 3, 5]
        for subject in subjects.map({ Self.subjects[$0] }) {
            try check(network, "\(type(of: network).card.name), \(subject)", subject.examples, isWarmUp: true)
        }
    }

    @Test("networks that set images aside, and committees, work or say why not")
    func stopping() throws {
        for text in [
            "{network: {lenet5: {training: {epochs: 2, minimumSteps: 1, earlyStopping: {patience: 1, share: 0.2}}}}}",
            "{network: {lenet5: {training: {epochs: 1, minimumSteps: 1}}}, columns: 2}",
            "{network: lenet5, budget: 1 MFLOP}",
            "{network: {lenet5: {training: {epochs: 1, minimumSteps: 1}}}, preprocess: [deskew]}",
        ] {
            let method = try method(text)
            for subject in Self.subjects { try check(method, "\(text), \(subject)", subject.examples) }
        }
    }

    @Test("rows that hold what is no number are refused in one line", arguments: Catalogue.classifiers.indices)
    func notFinite(_ index: Int) throws {
        func check(_ classifier: some Classifier) {
            for value in [Float.nan, .infinity, -.infinity] {
                var values = (0..<40).map { Float($0 % 7) }
                values[11] = value
                #expect(throws: UserError.self) {
                    _ = try classifier.fit(
                        Matrix(rows: 10, columns: 4, values: values), labels: (0..<10).map { $0 % 2 }, classCount: 2,
                        context: RunContext())
                }
            }
        }
        check(Catalogue.classifiers[index].init())
    }
}
