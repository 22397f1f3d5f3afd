import Core
import Experiments
import Foundation
import Harness
import Testing

private func matrix(_ method: String) -> String {
    """
    datasets:
      - glyphs: {training: 120, test: 40}
    methods:
      m:
    \(method.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
    sizes: [all]
    """
}

private func cells(_ method: String) throws -> [Cell] {
    try ExperimentMatrix(text: matrix(method), file: "test.yml").cells(dataDirectory: "/nowhere")
}

@Suite("Composed methods")
struct CompositionTests {
    @Test("descriptors, encoder, pyramid and transforms run, count, and do not depend on the threads")
    func runs() throws {
        let cell = try #require(
            try cells(
                """
                extractor: {dense-sift: {step: 3, binSizes: [4, 5]}}
                encoder: {bovw: {words: 16, sampleCount: 2000}}
                pyramid: {grids: [1x1, 2x2]}
                transforms: [kernel-map, standardise]
                classifier: {linear-svm: {C: 0.1}}
                """
            ).first)
        #expect(
            cell.method.cards.map(\.name) == [
                "dense-sift", "bovw", "pyramid", "kernel-map", "standardise", "linear-svm",
            ])
        let data = try cell.dataset.examples(from: "/nowhere", threads: 1)
        let runs = try [1, 2].map { threads -> (classes: [Int], measurements: Measurements, summary: TrainingSummary) in
            let measurements = Measurements()
            let context = RunContext(seed: 4, threads: threads, measurements: measurements)
            let fitted = try cell.method.fit(data.training, context: context)
            return (try fitted.predict(data.test.inputs, context: context), measurements, fitted.summary)
        }
        #expect(runs[0].classes == runs[1].classes)
        let correct = zip(runs[0].classes, data.test.labels).count { $0 == $1 }
        #expect(correct > 16, "\(correct) of 40")
        for phase in [Phase.extract, .train, .predict] {
            #expect(runs[0].measurements.phases[phase].map { $0.flops > 0 } ?? false, "\(phase)")
        }
        // The words, and the weights of 5 · 16 · 3 numbers for each of ten classes.
        #expect(runs[0].summary.parameterCount == 16 * 128 + 10 * (5 * 16 * 3 + 1))
    }

    @Test("a record's configuration holds the settings of every part, in order")
    func configuration() throws {
        let method = try #require(
            try cells(
                """
                extractor: dense-sift
                encoder: vlad
                pyramid: {weighting: lazebnik}
                transforms: [{normalise: {power: 0.5}}, {pca: {components: 8}}]
                classifier: linear-svm
                """
            ).first
        ).configuration["method"]
        #expect(
            method?["encoder"]?["name"] == .string("vlad") && method?["encoder"]?["settings"]?["words"] == .integer(64))
        #expect(method?["pyramid"]?["grids"] == .array([.string("1x1"), .string("2x2"), .string("4x4")]))
        guard case .array(let transforms) = method?["transforms"] else {
            Issue.record("no transforms")
            return
        }
        #expect(transforms.map { $0["name"] } == [.string("normalise"), .string("pca")])
        #expect(transforms.first?["settings"]?["power"] == .number(0.5))
    }

    @Test(
        "mistakes name the line, the part and the nearest word",
        arguments: [
            ("extractor: dense-sift\nclassifier: linear-svm", 5, "add an encoder, one of bovw, vlad, fisher"),
            ("extractor: hog\nencoder: bovw\nclassifier: linear-svm", 6, "needs no encoder"),
            ("extractor: hog\npyramid: {}\nclassifier: linear-svm", 6, "has a pyramid but no encoder"),
            ("extractor: dense-sift\nencoder: fischer\nclassifier: linear-svm", 6, "did you mean 'fisher'?"),
            (
                "extractor: dense-sift\nencoder: fisher\npyramid: {grid: [1x1]}\nclassifier: linear-svm", 7,
                "did you mean 'grids'?"
            ),
            (
                "extractor: dense-sift\nencoder: fisher\npyramid: {grids: [1x99]}\nclassifier: linear-svm", 7,
                "1x99 is not allowed"
            ),
            ("extractor: hog\ntransforms: [kernelmap]\nclassifier: linear-svm", 6, "did you mean 'kernel-map'?"),
            (
                "extractor: hog\ntransforms: [{kernel-map: {kernel: chi}}]\nclassifier: linear-svm", 6,
                "kernel-map.kernel: 'chi' is not known"
            ),
            ("extractor: linear-svm\nclassifier: linear-svm", 5, "unknown extractor 'linear-svm'"),
            ("preprocess: deskw\nextractor: hog\nclassifier: linear-svm", 5, "did you mean 'deskew'?"),
            ("extractor: hog\nclassifier: linear-svm\nvirtual: {shift: 9}", 7, "virtual.shift: 9 is not allowed"),
            (
                "extractor: hog\nmirror: true\nclassifier: linear-svm\nvirtual: {shift: 1}", 8,
                "has both mirror and virtual"
            ),
            ("extractor: hog\ntransform: pca\nclassifier: linear-svm", 6, "did you mean 'transforms'?"),
        ])
    func mistakes(_ method: String, _ line: Int, _ expected: String) throws {
        let error = #expect(throws: UserError.self) { try cells(method) }
        let text = error?.description ?? ""
        #expect(text.contains("test.yml:\(line):") && text.contains(expected) && !text.contains("\n"), "\(text)")
    }

    @Test("mirror images are trained on too, and change nothing where they are not wanted")
    func mirror() throws {
        func predictions(_ mirror: String) throws -> (classes: [Int], flops: Double) {
            let cell = try #require(
                try cells("extractor: {hog: {cellSize: 8}}\n\(mirror)classifier: linear-svm").first)
            let data = try cell.dataset.examples(from: "/nowhere", threads: 1)
            let measurements = Measurements()
            let fitted = try cell.method.fit(data.training, context: RunContext(measurements: measurements))
            return (
                try fitted.predict(data.test.inputs, context: RunContext()),
                measurements.phases[.extract]?.flops ?? 0
            )
        }
        let (plain, mirrored, not) = (
            try predictions(""), try predictions("mirror: true\n"), try predictions("mirror: false\n")
        )
        #expect(mirrored.flops == 2 * plain.flops && mirrored.classes != plain.classes)
        #expect(not.classes == plain.classes && not.flops == plain.flops)
        let image = ImageStack(shape: ImageShape(height: 2, width: 3, channels: 1), pixels: [1, 2, 3, 4, 5, 6])
        #expect(image.mirrored().pixels == [3, 2, 1, 6, 5, 4] && image.mirrored().mirrored() == image)
        let colour = ImageStack(shape: ImageShape(height: 1, width: 2, channels: 3), pixels: [1, 2, 3, 4, 5, 6])
        #expect(colour.mirrored().pixels == [4, 5, 6, 1, 2, 3])
    }

    @Test("moved copies of the support vectors are trained on, and counted")
    func virtualExamples() throws {
        func run(_ virtual: String) throws -> (cards: [String], flops: Double, classes: [Int]) {
            let cell = try #require(
                try cells("extractor: {hog: {cellSize: 7}}\nclassifier: {linear-svm: {loss: hinge}}\n\(virtual)").first)
            let data = try cell.dataset.examples(from: "/nowhere", threads: 1)
            let measurements = Measurements()
            let fitted = try cell.method.fit(data.training, context: RunContext(threads: 2, measurements: measurements))
            return (
                cell.method.cards.map(\.name), measurements.phases[.extract]?.flops ?? 0,
                try fitted.predict(data.test.inputs, context: RunContext())
            )
        }
        let (plain, moved) = (try run(""), try run("virtual: {directions: four}"))
        #expect(plain.cards == ["hog", "linear-svm"] && moved.cards == ["hog", "linear-svm", "virtual"])
        // Four copies of the support vectors, which are some of the 120 examples.
        #expect(moved.flops > plain.flops && moved.flops <= 5 * plain.flops)
        #expect(moved.classes.count == 40 && moved.classes != plain.classes)
        let image = ImageStack(shape: ImageShape(height: 2, width: 3, channels: 1), pixels: [1, 2, 3, 4, 5, 6])
        #expect(image.shifted(down: 1, right: 0).pixels == [1, 2, 3, 1, 2, 3])
        #expect(image.shifted(down: 0, right: -1).pixels == [2, 3, 3, 5, 6, 6])
        #expect(image.shifted(down: -9, right: 9).pixels == [4, 4, 4, 4, 4, 4])
    }

    @Test("preprocessing stands before everything else, before a network too, and in images that are read when needed")
    func preprocessing() throws {
        let cell = try #require(
            try cells("preprocess: deskew\nextractor: raw\nclassifier: linear-svm").first)
        #expect(cell.method.cards.map(\.name) == ["deskew", "raw", "linear-svm"])
        let settings = cell.configuration["method"]?["preprocess"]?.canonicalText
        #expect(settings == #"[{"name":"deskew","settings":{"limit":1}}]"#)
        let data = try cell.dataset.examples(from: "/nowhere", threads: 1)
        let plain = try #require(try cells("extractor: raw\nclassifier: linear-svm").first)
        let classes = try [cell, plain].map {
            try $0.method.fit(data.training, context: RunContext()).predict(data.test.inputs, context: RunContext())
        }
        #expect(classes[0] != classes[1])
        // The same images, read one part at a time.
        let images = try data.training.images().images
        let source = ImageStack(shape: images.shape, source: Kept(images), count: 120)
        let streamed = LabelledImages(
            images: source, labels: data.training.labels, classNames: data.training.classNames)
        let fitted = try cell.method.fit(streamed, context: RunContext())
        #expect(try fitted.predict(data.test.inputs, context: RunContext()) == classes[0])
        let network = try cells("preprocess: [deskew]\nnetwork: {lenet5: {training: {epochs: 1}}}")
        #expect(network.first?.method.cards.map(\.name) == ["deskew", "lenet5"])
    }

    /// Images that are given when they are asked for.
    private final class Kept: ImageSource {
        let images: ImageStack
        init(_ images: ImageStack) { self.images = images }
        func pixels(of indices: [Int], threads: Int) throws -> [UInt8] { images.selecting(indices).pixels }
    }

    @Test("an override reaches an encoder's settings")
    func overrides() throws {
        let text =
            matrix("extractor: dense-sift\nencoder: {bovw: {words: 32}}\nclassifier: linear-svm")
            + "\noverrides:\n  - when: {size: all}\n    encoder: {bovw: {words: 8}}"
        let cell = try #require(try ExperimentMatrix(text: text, file: "t.yml").cells(dataDirectory: "/nowhere").first)
        #expect(cell.configuration["method"]?["encoder"]?["settings"]?["words"] == .integer(8))
    }
}
