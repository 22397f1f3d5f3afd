import CNN
import Core
import Experiments
import Files
import Foundation

extension FuzzedReader {
    /// Files with what was learned: what `predict`, `show` and `train --resume` read.
    static let models: [FuzzedReader] = [
        FuzzedReader(
            name: "model", file: "model.safetensors", grammar: SafeTensorsGrammar(), share: 2,
            seeds: { folder in try SmallModels.methods.map { try SmallModels.model($0, folder: folder) } },
            open: { folder in
                let (picture, note) = ("\(folder)/picture.png", "\(folder)/note.txt")
                try AtomicFile.write(try ImageFile.encodePNG(SamplePictures.ramp), to: picture)
                try AtomicFile.write(Data("The rain was cold. Our train is late; it stayed wet.".utf8), to: note)
                return { path in
                    let model = try SavedModel.read(from: path)
                    // Large pictures take long, however sound the file is.
                    guard model.subject.form.bytes <= 0x1p14 else { return }
                    let file = model.task == .textClass ? note : picture
                    _ = try Prediction(model: model, threads: 1).run(files: [file])
                    _ = try? ModelPictures.filters(model)
                }
            }),
        FuzzedReader(
            name: "checkpoint", file: "model.checkpoint.safetensors", grammar: SafeTensorsGrammar(),
            seeds: { folder in try SmallModels.networks.map { try SmallModels.checkpoint($0, folder: folder) } },
            open: { _ in
                { path in
                    let checkpoint = try Checkpoint.read(from: path)
                    _ = try checkpoint.progress
                    var options = TrainingOptions(resume: checkpoint)
                    options.isInterrupted = { true }
                    var refusal: (any Error)?
                    for network in SmallModels.networks {
                        do {
                            _ = try network.train(
                                SmallModels.examples, options: options, context: RunContext(threads: 1))
                            return
                        } catch is TrainingInterrupted {
                            return
                        } catch {
                            refusal = error
                        }
                    }
                    if let refusal { throw refusal }
                }
            }),
    ]
}

/// Models that are trained in moments.
enum SmallModels {
    private static let layers =
        "[{convolution: {channels: 3, kernel: 5, stride: 2}}, relu, {max-pool: {size: 4}}, linear]"
    private static let network = "{layers: \(layers), inputSide: 16, training: {epochs: 1, minimumSteps: 0}}"

    /// One of each kind that a file can keep, as a matrix says it.
    static let methods =
        [
            "network: {network: \(network)}",
            "preprocess: [deskew]\nnetwork: {network: {layers: [{convolution: {channels: 2, kernel: 3, groups: 1}}, "
                + "batch-normalisation, gelu, {average-pool: {size: 8}}, {residual: {branch: [tanh]}}, linear], "
                + "training: {epochs: 1, minimumSteps: 0, mirrorsTests: true, testShift: 1}}}",
            "extractor: {hog: {cellSize: 14}}\nclassifier: linear-svm",
            "extractor: {raw: {}}\ntransforms: [standardise, {pca: {components: 6, whiten: zca}}]\nclassifier: softmax",
            "extractor: {lbp: {}}\ntransforms: [min-max, {kernel-map: {kernel: chi2}}]\nclassifier: {newton-svm: {C: 0.01}}",
            "extractor: {patch-kmeans: {words: 6, samples: 100, iterations: 2}}\nclassifier: crammer-singer-svm",
            "extractor: {dense-sift: {step: 12}}\nencoder: {bovw: {words: 4, assignment: llc, neighbours: 2}}\n"
                + "pyramid: {grids: [1x1, 2x1]}\nclassifier: {kernel-svm: {kernel: intersection}}",
            "extractor: {dense-sift: {step: 12}}\nencoder: {vlad: {words: 2, pca: 8}}\nclassifier: asgd-svm",
            "extractor: {dense-sift: {step: 12}}\nencoder: {fisher: {components: 2, pca: 4}}\nclassifier: linear-svm",
            "extractor: raw\ntransforms: [{pca: {components: 6}}, {normalise: {norm: l2}}]\n"
                + "classifier: {kernel-svm: {gamma: 0.5, probability: true}}",
            "extractor: {colour-moments: {}}\nclassifier: {kernel-svm: {kernel: polynomial, multiclass: one-versus-rest}}",
            "extractor: {hog: {cellSize: 14}}\ntransforms: [standardise]\n"
                + "classifier: {mlp: {hidden: [4], dropout: 0.2, training: {epochs: 1, minimumSteps: 0}}}",
            "extractor: {activations: {network: {network: \(network)}}}\nclassifier: linear-svm",
            "network: {network: \(network)}\ncolumns: 2",
            "extractor: {hog: {cellSize: 14}}\nclassifier: {knn: {k: 2}}",
            "extractor: {hog: {cellSize: 14}}\nclassifier: {knn: {k: 2, metric: chi2, distanceWeighted: true}}",
            "extractor: {hog: {cellSize: 14}}\nclassifier: {knn: {k: 2, metric: cosine}}",
        ] + texts + ownSizes

    /// The same for pictures in their own sizes.
    private static let ownSizes = [
        "extractor: {dense-sift: {step: 12}}\nencoder: {bovw: {words: 4}}\nclassifier: linear-svm"
    ]

    /// The same for texts.
    private static let texts = [
        "extractor: {tf-idf: {longest: 2, sublinear: true}}\nclassifier: linear-svm",
        "extractor: {tf-idf: {unit: character, longest: 2, maximumTerms: 30}}\nclassifier: knn",
        "network: {bag-of-embeddings: {width: 3, length: 9, training: {epochs: 1, minimumSteps: 0}}}",
    ]

    /// The file of a model that was trained on a few images, without its checksum: so that readers look at what comes after it.
    static func model(_ method: String, folder: String) throws -> [UInt8] {
        let matrix = "\(folder)/matrix.yml"
        let lines = method.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let dataset =
            if texts.contains(method) {
                "notes: {training: 30, test: 10}"
            } else if ownSizes.contains(method) {
                "folder: {path: \(try pictures(in: folder)), size: 48, ownSizes: true, longestSide: 64}"
            } else {
                "glyphs: {training: 30, test: 10}"
            }
        let text = "name: fuzz\ndatasets: [{\(dataset)}]\nmethods:\n  it:\n\(lines)\nsizes: [10]\n"
        try AtomicFile.write(Data(text.utf8), to: matrix)
        let training = try ModelTraining(
            MethodChoice("it", matrix: matrix), dataset: MethodText(dataset),
            directory: "/nowhere")
        let path = "\(folder)/model.safetensors"
        try training.run().model.write(to: path)
        return try unsigned(path)
    }

    /// A folder of pictures of two classes, each picture of a size of its own.
    private static func pictures(in folder: String) throws -> String {
        let path = "\(folder)/pictures"
        for index in 0..<20 {
            let shape = ImageShape(height: 40 + index, width: 70 - index, channels: 1)
            let isDark = index % 2 == 0
            let pixels = (0..<shape.count).map { UInt8(truncatingIfNeeded: isDark ? $0 / 3 : $0 &* $0) }
            let target = "\(path)/\(isDark ? "dark" : "wild")/\(index).png"
            try FileManager.default.createDirectory(
                atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try AtomicFile.write(try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels)), to: target)
        }
        return path
    }

    private static func unsigned(_ path: String) throws -> [UInt8] {
        var file = try TensorFile.read(from: path)
        file.metadata["checksum"] = nil
        return try file.encoded()
    }

    // MARK: Checkpoints

    /// Networks whose optimisers, averages and statistics are of different kinds.
    static let networks: [any NetworkModel] = [
        CustomNetwork(
            layers: [.convolution(2, kernel: 5, stride: 2), .batchNorm, .relu, .linear(0)],
            training: TrainingConfiguration(
                epochs: 3, batchSize: 4, minimumSteps: 0, optimiser: Optimiser(method: .adamw),
                average: WeightAverage(mode: .ema), earlyStopping: EarlyStopping(patience: 2, share: 0.25))),
        CustomNetwork(
            layers: [.linear(4), .tanh, .linear(0)],
            training: TrainingConfiguration(epochs: 3, batchSize: 1, minimumSteps: 0)),
    ]

    /// Sixteen images of two classes.
    static let examples: LabelledImages = {
        var random = RandomSource(seed: 3, stream: 1)
        let pixels = (0..<16 * 144).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        return LabelledImages(
            images: ImageStack(shape: ImageShape(height: 12, width: 12, channels: 1), pixels: pixels),
            labels: (0..<16).map { $0 % 2 }, classNames: ["a", "b"])
    }()

    static func checkpoint(_ network: any NetworkModel, folder: String) throws -> [UInt8] {
        let path = "\(folder)/model.checkpoint.safetensors"
        var options = TrainingOptions(checkpoints: CheckpointPolicy(path: path, everyEpochs: 1))
        options.isInterrupted = { FileManager.default.fileExists(atPath: path) }
        do {
            _ = try network.train(examples, options: options, context: RunContext(threads: 1))
        } catch is TrainingInterrupted {}
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try unsigned(path)
    }
}
