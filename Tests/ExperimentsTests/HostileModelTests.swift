import CNN
import Core
import Experiments
import Files
import Foundation
import Reports
import Testing

/// Models and checkpoints whose content contradicts itself: one line that names the file and the field, and nothing is allocated.
@Suite("Models that cannot be believed")
struct HostileModelTests {
    private static let layers =
        "[{convolution: {channels: 3, kernel: 5, stride: 2}}, batch-normalisation, relu, linear]"

    /// A trained model of a method, as a file.
    private static func file(_ method: String) throws -> TensorFile {
        let folder = try TemporaryFolder()
        let lines = method.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let matrix = "\(folder.path)/matrix.yml"
        try "name: test\ndatasets: [glyphs]\nmethods:\n  it:\n\(lines)\nsizes: [10]\n".write(
            toFile: matrix, atomically: true, encoding: .utf8)
        let training = try ModelTraining(
            MethodChoice("it", matrix: matrix), dataset: MethodText("glyphs: {training: 30, test: 10}"),
            directory: "/nowhere")
        let path = "\(folder.path)/model.safetensors"
        try training.run().model.write(to: path)
        return try TensorFile.read(from: path)
    }

    private static let network = Result {
        try file("network: {network: {layers: \(layers), training: {epochs: 1, minimumSteps: 0}}}")
    }
    private static let linear = Result {
        try file(
            "extractor: {hog: {cellSize: 14}}\ntransforms: [standardise, {pca: {components: 4}}, min-max, {normalise: {norm: l2}}]\n"
                + "classifier: linear-svm")
    }
    private static let kernel = Result {
        try file("extractor: {hog: {cellSize: 14}}\nclassifier: {kernel-svm: {gamma: 0.5, probability: true}}")
    }
    private static let fisher = Result {
        try file(
            "extractor: {dense-sift: {step: 12}}\nencoder: {fisher: {components: 2, pca: 4}}\nclassifier: linear-svm")
    }
    private static let words = Result {
        try file(
            "extractor: {dense-sift: {step: 12}}\nencoder: {bovw: {words: 5, assignment: llc, neighbours: 2}}\nclassifier: linear-svm"
        )
    }
    private static let perceptron = Result {
        try file(
            "extractor: {hog: {cellSize: 14}}\nclassifier: {mlp: {hidden: [4], training: {epochs: 1, minimumSteps: 0}}}"
        )
    }

    /// Expects that the file, changed, is refused in one line with `words`.
    private func refusal(
        _ file: Result<TensorFile, any Error>, _ words: String, _ change: (inout TensorFile) throws -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var changed = try file.get()
        changed.metadata["checksum"] = nil
        try change(&changed)
        let bytes = try changed.encoded()
        #expect(sourceLocation: sourceLocation) {
            _ = try SavedModel(decoding: bytes, named: "a.safetensors")
        } throws: { error in
            let text = "\(error)"
            let isRight = text.hasPrefix("a.safetensors: ") && text.contains(words) && !text.contains("\n")
            if !isRight { Issue.record("said: \(text)", sourceLocation: sourceLocation) }
            return isRight
        }
    }

    /// Replaces a part of a text of the header, which must be there.
    private func text(_ file: inout TensorFile, _ key: String, _ old: String, _ new: String) throws {
        let text = try #require(file.metadata[key])
        try #require(text.contains(old), "\(key) has no \(old): \(text)")
        file.metadata[key] = text.replacing(old, with: new)
    }

    private func numbers(_ file: inout TensorFile, _ name: String, _ values: [Double], shape: [Int]? = nil) throws {
        let place = try #require(file.tensors.firstIndex { $0.name == name }, "there is no \(name)")
        let shape = shape ?? [values.count]
        file.tensors[place] =
            switch file.tensors[place].type {
            case .f32: TensorFile.Tensor(name, shape: shape, values: values.map { Float($0) })
            case .f64: TensorFile.Tensor(name, shape: shape, values: values)
            default: TensorFile.Tensor(name, shape: shape, values: values.map { Int64($0) })
            }
    }

    @Test("images that there cannot be")
    func images() throws {
        for size in ["0", "-1", "65537", "2147483648", "4611686018427387904", "9223372036854775807"] {
            for side in ["height", "width"] {
                for file in [Self.network, Self.linear] {
                    try refusal(file, "imageShape") {
                        try text(&$0, "imageShape", "\"\(side)\":28", "\"\(side)\":\(size)")
                    }
                }
                // A side that there can be asks for other weights.
                try refusal(Self.network, size == "65537" ? "4.weight" : "input") {
                    $0.metadata["input"] = $0.metadata["input"]?.replacing(
                        "\"\(side)\":28", with: "\"\(side)\":\(size)")
                }
            }
            try refusal(Self.network, "input") { try text(&$0, "input", "\"channels\":1", "\"channels\":\(size)") }
            try refusal(Self.network, "input.side") {
                try text(&$0, "input", "\"side\":0", "\"side\":\(size == "0" ? "3" : size)")
            }
            try refusal(Self.network, "crop") {
                try text(&$0, "input", "\"crop\":0", "\"crop\":\(size == "0" ? "29" : size)")
            }
        }
        // Possible by themselves, and another shape than the numbers are for.
        try refusal(Self.linear, "transform1.means") { try text(&$0, "imageShape", "28", "56") }
        try refusal(Self.network, "contradictory") { try text(&$0, "imageShape", "28", "27") }
        for (key, values) in [
            ("means", "[]"), ("means", "[1,2]"), ("deviations", "[0]"), ("deviations", "[-1]"), ("lighting", "[1]"),
        ] {
            try refusal(Self.network, key) { file in
                let input = try #require(file.metadata["input"])
                file.metadata["input"] = input.replacing(
                    try Regex("\"\(key)\":\\[[^\\]]*\\]"), with: "\"\(key)\":\(values)")
            }
        }
    }

    @Test("settings that are not allowed, or of other layers than the numbers are for")
    func settings() throws {
        for channels in ["0", "65537", "9223372036854775807"] {
            try refusal(Self.network, "channels") { file in
                for key in ["settings", "method"] {
                    try text(&file, key, "\"channels\":3", "\"channels\":\(channels)")
                }
            }
        }
        for (old, new, words) in [
            ("\"kernel\":5", "\"kernel\":9223372036854775807", "kernel"),
            ("\"stride\":2", "\"stride\":9223372036854775807", "stride"), ("\"stride\":2", "\"stride\":1", "shape"),
            ("\"epochs\":1", "\"epochs\":0", "epochs"), ("\"testShift\":0", "\"testShift\":65", "testShift"),
            ("\"inputSide\":0", "\"inputSide\":4097", "inputSide"),
        ] {
            try refusal(Self.network, words) { file in
                for key in ["settings", "method"] { try text(&file, key, old, new) }
            }
        }
        try refusal(Self.network, "different networks") { try text(&$0, "settings", "\"epochs\":1", "\"epochs\":2") }
        try refusal(Self.network, "classes") { $0.metadata["classes"] = "[]" }
        try refusal(Self.network, "summary") { $0.metadata["summary"] = "{}" }
        try refusal(Self.network, "parameters") {
            $0.metadata["summary"] =
                "{\"converged\":true,\"history\":[],\"outcome\":\"\",\"parameterCount\":9223372036854775807}"
        }
        try refusal(Self.network, "filters") {
            try text(&$0, "summary", "\"count\":3", "\"count\":9223372036854775807")
        }
    }

    @Test("numbers that are not finite, missing, or of another size")
    func tensors() throws {
        let names: [(Result<TensorFile, any Error>, [String])] = [
            (Self.network, ["1.weight", "1.bias", "2.running_mean", "2.running_var", "4.weight"]),
            (
                Self.linear,
                [
                    "transform1.means", "transform1.scales", "transform2.mean", "transform2.directions",
                    "transform2.variances", "transform3.minima", "transform3.maxima", "classifier.weights",
                    "classifier.biases",
                ]
            ),
            (Self.kernel, ["classifier.supportVectors", "classifier.coefficients", "classifier.rho"]),
            (
                Self.fisher,
                [
                    "extractor.weights", "extractor.means", "extractor.variances", "extractor.pca.mean",
                    "extractor.pca.variances", "extractor.pca.directions", "extractor.descriptorsPerImage",
                ]
            ),
            (Self.perceptron, ["classifier.1.weight", "classifier.1.bias", "classifier.3.weight"]),
        ]
        for (file, names) in names {
            for name in names {
                let tensor = try file.get().tensor(name)
                let old: [Double] =
                    tensor.type == .f32
                    ? try tensor.values(Float.self).map { Double($0) } : try tensor.values(Double.self)
                for value in [Double.nan, .infinity, -.infinity] {
                    try refusal(file, name) { try numbers(&$0, name, old.dropLast() + [value], shape: tensor.shape) }
                }
                try refusal(file, name) { $0.tensors.removeAll { $0.name == name } }
                try refusal(file, name) { try numbers(&$0, name, [], shape: tensor.shape.map { _ in 0 }) }
                var wider = tensor.shape
                wider[wider.count - 1] += 1
                let count = wider.reduce(1, *)
                try refusal(file, name.split(separator: ".").last.map(String.init) ?? name) {
                    try numbers(&$0, name, (0..<count).map { old[$0 % old.count] }, shape: wider)
                }
            }
        }
        try refusal(Self.network, "2.running_var") { try numbers(&$0, "2.running_var", [-1, 1, 1]) }
        try refusal(Self.fisher, "extractor.variances") {
            try numbers(&$0, "extractor.variances", Array(repeating: 0, count: 8), shape: [2, 4])
        }
        try refusal(Self.linear, "transform4.columns") { try numbers(&$0, "transform4.columns", [5]) }
        try refusal(Self.linear, "transform4.columns") {
            try numbers(&$0, "transform4.columns", [-4611686018427387904])
        }
    }

    @Test("kernel machines whose parts contradict each other")
    func machines() throws {
        let classes = Array(0..<10).map(Double.init)
        try refusal(Self.linear, "classifier.classes") {
            try numbers(&$0, "classifier.classes", classes.dropLast() + [10])
        }
        try refusal(Self.linear, "classifier.classes") {
            try numbers(&$0, "classifier.classes", classes.dropLast() + [0])
        }
        try refusal(Self.linear, "classifier.classes") { try numbers(&$0, "classifier.classes", []) }
        try refusal(Self.kernel, "classifier.labels") {
            try numbers(&$0, "classifier.labels", classes.dropLast() + [-1])
        }
        for count in [-1, 0x1p62, 0x1p40] {
            try refusal(Self.kernel, "classifier.supportCounts") {
                try numbers(&$0, "classifier.supportCounts", classes.map { $0 < 2 ? count : 1 })
            }
        }
        try refusal(Self.kernel, "classifier.supportIndices") { file in
            let count = try file.tensor("classifier.supportIndices").shape[0]
            try numbers(&file, "classifier.supportIndices", Array(repeating: -3, count: count))
        }
        for (old, new) in [
            ("\"degree\":3", "\"degree\":-1"), ("\"degree\":3", "\"degree\":9223372036854775807"),
            ("\"gamma\":0.5", "\"gamma\":-1"), ("\"gamma\":0.5", "\"gamma\":1e300"), ("\"weight\":1", "\"weight\":0"),
            ("\"first\":0", "\"first\":1"), ("\"first\":0", "\"first\":9223372036854775807"),
            ("\"first\":0", "\"first\":-1"), ("\"kernel\":\"rbf\"", "\"kernel\":\"precomputed\""),
        ] {
            try refusal(Self.kernel, "classifier.") { try text(&$0, "classifier.function", old, new) }
        }
        try refusal(Self.kernel, "classifier.function") { $0.metadata["classifier.function"] = "{\"terms\":[]}" }
        try refusal(Self.kernel, "classifier.multiclass") { $0.metadata["classifier.multiclass"] = "all" }
        try refusal(Self.kernel, "classifier.machines") {
            try text(&$0, "classifier.machines", "\"iterations\":", "\"iterations\":9223372036854775807,\"x\":")
        }
        try refusal(Self.kernel, "stored as 'linear'") { $0.metadata["classifier.kind"] = "linear" }
        try refusal(Self.perceptron, "classifier.columns") { try numbers(&$0, "classifier.columns", [0x1p40]) }
        try refusal(Self.perceptron, "classifier.classCount") { try numbers(&$0, "classifier.classCount", [0x1p40]) }
    }

    @Test("numbers at the end of their range lead to some class, and to nothing else")
    func extremes() throws {
        let folder = try TemporaryFolder()
        let picture = "\(folder.path)/picture.png"
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let pixels = (0..<784).map { UInt8($0 % 251) }
        try AtomicFile.write(try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels)), to: picture)
        for (file, names) in [
            (Self.fisher, ["extractor.means", "extractor.pca.directions", "extractor.pca.mean", "extractor.weights"]),
            (Self.words, ["extractor.words"]),
        ] {
            for name in names {
                var changed = try file.get()
                changed.metadata["checksum"] = nil
                let tensor = try changed.tensor(name)
                let large = name.hasSuffix("weights") ? 1e-45 : 3.4e38
                let values = (0..<tensor.count).map { $0 % 3 == 1 ? -large : large }
                try numbers(
                    &changed, name, values.map { name.hasSuffix("weights") ? abs($0) : $0 }, shape: tensor.shape)
                let model = try SavedModel(decoding: changed.encoded(), named: "a")
                let answers = try Prediction(model: model, threads: 1).run(files: [picture])
                #expect(answers.first.map { model.classNames.contains($0.classes[0].name) } == true)
            }
        }
    }

    @Test("a bit that changed is found by the checksum, and files without one are read")
    func checksum() throws {
        for file in [Self.network, Self.kernel] {
            let file = try file.get()
            #expect(file.metadata["checksum"]?.hasPrefix("sha256 ") == true)
            var changed = file
            changed.metadata["checksum"] = nil
            _ = try SavedModel(decoding: changed.encoded(), named: "a")
            // The last number has another last bit.
            var bytes = try file.encoded()
            bytes[bytes.count - 4] ^= 1
            #expect {
                _ = try SavedModel(decoding: bytes, named: "a.safetensors")
            } throws: {
                "\($0)".hasPrefix("a.safetensors: ") && "\($0)".contains("checksum")
            }
            changed = file
            changed.metadata["name"] = "another"
            let renamed = try changed.encoded()
            #expect { _ = try SavedModel(decoding: renamed, named: "a") } throws: { "\($0)".contains("checksum") }
        }
    }

    @Test("what is drawn of a network that gives infinite numbers is refused in one line")
    func infinite() throws {
        var file = try Self.network.get()
        file.metadata["checksum"] = nil
        for place in file.tensors.indices where file.tensors[place].name.hasSuffix("weight") {
            let tensor = file.tensors[place]
            file.tensors[place] = TensorFile.Tensor(
                tensor.name, shape: tensor.shape, values: [Float](repeating: 3e38, count: tensor.count))
        }
        let model = try SavedModel(decoding: file.encoded(), named: "a.safetensors")
        let image = ImageStack(
            shape: ImageShape(height: 28, width: 28, channels: 1), pixels: (0..<784).map { UInt8($0 % 256) })
        #expect {
            _ = try ModelPictures.activations(model, of: image)
        } throws: { "\($0)".contains("not finite") && !"\($0)".contains("\n") }
    }

    @Test("files of any size are refused before they are read")
    func huge() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.safetensors"
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(truncate(path, 1 << 42) == 0)
        // As large as there is memory for, or as such files can be.
        let (memory, size) = (
            "a.safetensors: to read it needs about 12288.0 GiB of memory", "a.safetensors: holds more than the"
        )
        let readers: [(String, () throws -> Void)] = [
            (memory, { _ = try SavedModel.read(from: path) }), (memory, { _ = try Checkpoint.read(from: path) }),
            (size, { _ = try TrainingCurve.draw([path], isVector: true) }),
            (size, { _ = try OtherCurves(files: [path]) }),
        ]
        for (reason, read) in readers {
            #expect {
                try read()
            } throws: { "\($0)".contains(reason) && !"\($0)".contains("\n") }
        }
    }
}
