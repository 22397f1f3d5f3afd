import CNN
import Core
import Experiments
import Files
import Foundation
import Testing

/// Methods that are trained by hand, kept in files and used again.
@Suite("Models in files")
struct SavedModelTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func matrix(_ method: String) throws -> String {
        let path = "\(folder.path)/matrix.yml"
        let text = """
            name: test
            datasets: [glyphs]
            methods:
              it:
            \(method.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            sizes: [10]
            """
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func training(_ choice: MethodChoice) throws -> ModelTraining {
        var training = try ModelTraining(
            choice, dataset: MethodText("glyphs: {training: 90, test: 40}"), directory: "/nowhere")
        training.threads = 2
        return training
    }

    private static let network =
        "{layers: [{convolution: {channels: 4, kernel: 3}}, relu, {max-pool: {size: 4}}, linear], "
        + "training: {epochs: 2, minimumSteps: 0}}"

    static let methods = [
        "network: {network: \(network)}",
        "preprocess: [deskew]\nnetwork: {network: \(network)}",
        "extractor: {hog: {cellSize: 7}}\nclassifier: linear-svm",
        "preprocess: [deskew]\nextractor: raw\ntransforms: [standardise]\nmirror: true\nclassifier: {newton-svm: {C: 0.01}}",
        "extractor: lbp\ntransforms: [{kernel-map: {kernel: chi2}}]\nclassifier: softmax",
        "extractor: {patch-kmeans: {words: 12, samples: 400, iterations: 3}}\ntransforms: [standardise]\nclassifier: crammer-singer-svm",
        "extractor: {dense-sift: {step: 6}}\nencoder: {bovw: {words: 16}}\npyramid: {grids: [1x1, 2x2]}\nclassifier: {kernel-svm: {kernel: intersection}}",
        "extractor: {dense-sift: {step: 6}}\nencoder: {vlad: {words: 4, pca: 16}}\nclassifier: asgd-svm",
        "extractor: {dense-sift: {step: 6}}\nencoder: {fisher: {components: 3, pca: 8}}\nclassifier: {linear-svm: {C: 1}}\nvirtual: {shift: 1}",
        "extractor: raw\ntransforms: [{pca: {components: 12, whiten: pca}}, min-max, {normalise: {norm: l2}}]\nclassifier: {kernel-svm: {gamma: 0.5, probability: true}}",
        "extractor: {hog: {cellSize: 7}}\ntransforms: [standardise]\nclassifier: {mlp: {hidden: [20], dropout: 0.2, training: {epochs: 3, minimumSteps: 0}}}",
        "extractor: {activations: {network: {network: \(network)}, layer: 3}}\nclassifier: linear-svm",
        "extractor: {activations: {network: {network: \(network)}}}\ntransforms: [standardise]\nclassifier: mlp",
        "preprocess: [smooth]\nnetwork: {network: \(network)}\ncolumns: 2\nbudget: 1 GFLOP",
        "extractor: raw\nclassifier: knn",
        "extractor: {hog: {cellSize: 7}}\nclassifier: {knn: {k: 5, metric: chi2, distanceWeighted: true}}",
        "extractor: {hog: {cellSize: 7}}\nclassifier: {knn: {metric: cosine}}",
        "extractor: uoctti\nclassifier: {kernel-svm-search: {C: [1, 10], gamma: [0.1], folds: 2}}",
    ]

    @Test("a model that was written and read says the same", arguments: methods)
    func roundTrip(_ method: String) throws {
        let choice = try MethodChoice("it", matrix: try matrix(method))
        let outcome = try training(choice).run()
        let path = "\(folder.path)/model.safetensors"
        try outcome.model.write(to: path)
        let read = try SavedModel.read(from: path)
        let score = try Prediction(model: read, threads: 1).run(
            dataset: MethodText("glyphs: {training: 90, test: 40}"), directory: "/nowhere", isTest: true)
        #expect(score.correct == outcome.correct && score.images == 40 && score.change == nil)
        #expect(read.parameterCount == outcome.model.parameterCount && read.name == "it")
        #expect(read.cards == outcome.model.cards)
        let other = try Prediction(model: outcome.model, threads: 2).run(
            dataset: MethodText("glyphs: {training: 90, test: 40}"), directory: "/nowhere", isTest: true)
        #expect(other.predictions == score.predictions)
    }

    @Test("pictures of another size or colour are fitted, and that is said")
    func pictures() throws {
        var choice = try MethodChoice("lenet5", settings: ["training.learningRate=0.03"], epochs: 8)
        let outcome = try training(choice).run()
        let large = ImageStack(
            shape: ImageShape(height: 60, width: 80, channels: 3),
            pixels: (0..<14_400).map { place -> UInt8 in UInt8(place / 3 % 80 * 3) })
        let path = "\(folder.path)/large.png"
        try AtomicFile.write(try ImageFile.encodePNG(large), to: path)
        let answers = try Prediction(model: outcome.model, threads: 1).run(files: [path], top: 3)
        #expect(
            answers[0].classes.count == 3
                && answers[0].change == "turned to grey, no figure stands out, 80×60 scaled to 28×28")
        let probabilities = answers[0].classes.compactMap(\.probability)
        #expect(probabilities == probabilities.sorted(by: >) && probabilities.allSatisfy((0...1).contains))
        #expect(
            answers[0].text.hasPrefix("\(path): ")
                && answers[0].text.hasSuffix("[turned to grey, no figure stands out, 80×60 scaled to 28×28]"))
        for raster in [
            try ModelPictures.filters(outcome.model), try ModelPictures.activations(outcome.model, of: large),
        ] { #expect(raster.width > 100 && raster.height > 50) }
        choice = try MethodChoice("it", matrix: try matrix("extractor: raw\nclassifier: linear-svm"))
        let machine = try training(choice).run().model
        let answer = try Prediction(model: machine, threads: 1).run(files: [path])
        #expect(answer[0].classes.count == 1 && answer[0].classes[0].probability == nil)
        #expect(throws: UserError.self) { _ = try ModelPictures.activations(machine, of: large) }
    }

    @Test(
        "wrong words are found before any work, in one line",
        arguments: [
            ("lenet", nil, [], nil, "unknown network 'lenet'; did you mean 'lenet5'?"),
            ("hog-svm", nil, [], nil, "needs --matrix"),
            ("hog-svn", "default", [], nil, "did you mean 'hog-svm'?"),
            ("hog-svm", "default", [], 3, "is not a network"),
            ("lenet5", nil, ["training.rate=3"], nil, "unknown setting 'rate' of lenet5.training"),
            ("lenet5", nil, ["training.epochs=0"], nil, "lenet5.training.epochs"),
            ("lenet5", nil, ["training"], nil, "is not KEY=VALUE"),
            ("lenet5", nil, ["training=3", "training.epochs=2"], nil, "beside another setting"),
            ("lenet5", "default", ["training.batchSize=0"], nil, "training.batchSize"),
        ] as [(String, String?, [String], Int?, String)])
    func mistakes(_ name: String, _ matrix: String?, _ settings: [String], _ epochs: Int?, _ words: String) {
        #expect {
            _ = try MethodChoice(name, matrix: matrix, settings: settings, epochs: epochs)
        } throws: {
            "\($0)".contains(words) && !"\($0)".contains("\n")
        }
    }

    @Test("wrong activations are found at their line")
    func activations() throws {
        for (text, words) in [
            ("{activations: {layer: 3}}", "need a network"),
            ("{activations: {network: lenet}}", "did you mean 'lenet5'?"),
            ("{activations: {network: lenet5, layers: 3}}", "did you mean 'layer'?"),
            ("{activations: {network: lenet5, layer: a b}}", "activations.layer"), ("activations", "need"),
        ] {
            let path = try matrix("extractor: \(text)\nclassifier: linear-svm")
            #expect {
                _ = try MethodChoice("it", matrix: path)
            } throws: {
                "\($0)".contains(words) && !"\($0)".contains("\n")
            }
        }
        let choice = try MethodChoice(
            "it", matrix: try matrix("extractor: {activations: {network: lenet5, layer: 30}}\nclassifier: linear-svm"))
        #expect { _ = try training(choice).run() } throws: { "\($0)".contains("activations.layer: 30 is not allowed") }
        #expect(choice.cards.map(\.name) == ["activations", "lenet5", "linear-svm"])
    }

    @Test("files that are no models are refused in one line")
    func strangers() throws {
        let path = "\(folder.path)/strange.safetensors"
        func refusal(_ words: String) {
            #expect {
                _ = try SavedModel.read(from: path)
            } throws: {
                "\($0)".hasPrefix(path) && "\($0)".contains(words) && !"\($0)".contains("\n")
            }
        }
        refusal("no such file")
        try "not a model".write(toFile: path, atomically: true, encoding: .utf8)
        refusal("not a safetensors file")
        try TensorFile(tensors: [TensorFile.Tensor("a", shape: [1], values: [Float(1)])]).write(to: path)
        refusal("no model of hindsight's")
        try TensorFile(metadata: ["hindsight": "checkpoint 1"]).write(to: path)
        refusal("an unfinished training")
    }
}
