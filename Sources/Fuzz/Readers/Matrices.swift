import Core
import Experiments
import Files
import Foundation
import Records

extension FuzzedReader {
    private static let yaml = Text(
        signs: [
            " ", "  ", ":", ": ", "\n", "\r\n", "\t", "#", "- ", "[", "]", "{", "}", ", ", "&a ", "*a", "<<: *a", "|\n",
            ">\n", "? ",
            "!!int ", "!x ", "'", "\"", "---\n", "...\n", "%YAML 1.2\n", "@", "`", "~",
        ],
        words: [
            "name", "datasets", "methods", "sizes", "seeds", "repetitions", "budgets", "overrides", "profiles",
            "evaluation",
            "validation", "all", "glyphs", "folder", "extractor", "classifier", "network", "encoder", "pyramid",
            "transforms",
            "preprocess", "mirror", "virtual", "columns", "budget", "when", "skip", "true", "null", "10s", "1 GFLOP",
            "layers",
            "training", "labelNoise", "testAlterations",
        ])

    static let matrices: [FuzzedReader] = [
        // As `hindsight run FILE --dry-run`.
        FuzzedReader(
            name: "matrix", file: "matrix.yml", grammar: yaml, share: 2,
            seeds: { _ in Matrices.texts + Matrices.components.filter { $0.count < 4000 } },
            open: { _ in
                { path in
                    let cells = try MatrixLibrary.load(path, profile: nil).cells(dataDirectory: "/nowhere")
                    for (cell, estimate) in zip(cells, cells.memoryEstimates(dataDirectory: "/nowhere", threads: 2)) {
                        _ = "\(cell.id)  \(cell.path)  \((try? estimate.get())?.description ?? "")"
                    }
                }
            }),
        // Whatever the settings are, a cell ends, or fails with a reason.
        FuzzedReader(
            name: "settings", file: "matrix.yml", grammar: Numbers(), share: 0.05, isBounded: false,
            seeds: { _ in Matrices.components },
            open: { _ in { try Matrices.tryOut($0) } }),
    ]
}

/// Numbers and words of a text change, its form does not.
private struct Numbers: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let values = text.matches(of: /[:,\[] ?([-.0-9]+|true|false)/).map {
            $0.output.1.startIndex..<$0.output.1.endIndex
        }
        guard !values.isEmpty else { return bytes }
        let value = random.element(of: values)
        let near = Double(text[value]).map {
            $0 * Double(random.element(of: [0, 0.5, 2, 10, 100, 1000, -1] as [Double]))
        }
        let isNear = random.integer(below: 2) == 0
        let new =
            switch (isNear, near) {
            case (true, let near?) where near == near.rounded() && abs(near) < 1e15: "\(Int(near))"
            case (true, let near?): "\(near)"
            default: text[value].first?.isLetter ?? false ? "true" : random.element(of: Extremes.numbers)
            }
        return Array(text.replacingCharacters(in: value, with: new).utf8)
    }

    /// Changes of the form are for another reader.
    func mutant(of seeds: [[UInt8]], largest: Int, _ random: inout RandomSource) -> [UInt8] {
        var bytes = random.element(of: seeds)
        for _ in 0...random.integer(below: 3) { bytes = changed(bytes, others: seeds, &random) }
        return bytes
    }
}

private enum Matrices {
    static let texts: [[UInt8]] = [
        """
        name: first
        summary: a few of everything
        evaluation: validation
        datasets:
          drawn: {glyphs: {training: 600, test: 100}, labelNoise: {share: 0.1}, testAlterations: {rotation: [10, 20], noise: [0.1]}}
          mnist: {mnist: {}}
        methods:
          hog-svm: {extractor: {hog: {cellSize: 4}}, classifier: {linear-svm: {C: 0.1}}}
          bag:
            extractor: {dense-sift: {step: 6}}
            encoder: {fisher: {components: 16, pca: 32}}
            pyramid: {grids: [1x1, 2x2]}
            transforms: [{pca: {components: 12}}, standardise]
            mirror: true
            classifier: {kernel-svm: {kernel: rbf, gamma: 0.5}}
          own:
            network: {network: {layers: [{convolution: {channels: 8, kernel: 3}}, relu, {residual: {branch: [tanh]}}, {max-pool: {size: 2}}, linear]}}
            preprocess: [deskew]
          many: {network: lenet5, columns: 3}
        sizes: [100, 200, all]
        seeds: [1, 2, 3]
        repetitions: 2
        budgets: [10 s, 2 GFLOP]
        profiles:
          quick: {sizes: [100], seeds: [1], methods: [hog-svm]}
        overrides:
        - {when: {method: bag, size: 200}, seeds: [1], classifier: {kernel-svm: {C: 10}}}
        - {when: {dataset: [drawn], size: all}, skip: true}

        """,
        """
        name: anchors
        datasets: [glyphs]
        methods:
          a: &m {extractor: raw, classifier: {linear-svm: {C: 1}}}
          b: *m
        sizes: [10]

        """,
        """
        datasets: {one: {folder: {path: pictures, size: 32}}, two: {glyphs: {training: 50}}}
        methods:
          "quoted \\u00e9": {extractor: {activations: {network: lenet5, layer: 3}}, classifier: softmax}
          'virtual': {extractor: raw, classifier: {linear-svm: {}}, virtual: {shift: 1}}
        sizes:
        - 10
        - 20
        evaluation: test

        """,
    ].map { Array($0.utf8) }

    /// A small matrix for each entry of the catalogue, with all its settings written out.
    static let components: [[UInt8]] = {
        func settings(_ type: any Component.Type) -> String {
            let json = (try? JSONValue(encoding: type.init()).canonicalText) ?? "{}"
            return "{\(type.card.name): \(json)}"
        }
        let local = "extractor: {dense-sift: {step: 8}}"
        var methods: [String] = Catalogue.preprocessors.map {
            "preprocess: [\(settings($0))], extractor: raw, classifier: linear-svm"
        }
        methods += Catalogue.extractors.map { "extractor: \(settings($0)), classifier: linear-svm" }
        methods += Catalogue.descriptorExtractors.map {
            "extractor: \(settings($0)), encoder: {bovw: {words: 4}}, classifier: linear-svm"
        }
        methods += Catalogue.encoders.map {
            "\(local), encoder: \(settings($0)), pyramid: {grids: [1x1, 2x2], weighting: equal}, classifier: linear-svm"
        }
        methods += Catalogue.transforms.map {
            "extractor: {hog: {cellSize: 7}}, transforms: [\(settings($0))], classifier: linear-svm"
        }
        methods += Catalogue.classifiers.map { "extractor: {hog: {cellSize: 7}}, classifier: \(settings($0))" }
        methods.append(
            "extractor: raw, virtual: {shift: 1}, classifier: {kernel-svm: {groups: [{first: 0, columns: 28, degree: 2}]}}"
        )
        methods += Catalogue.networks.map { "network: \(settings($0))" }
        methods += [
            "{convolution: {channels: 4, kernel: 3, stride: 1, padding: 1, paddingValue: 0, groups: 1}}, "
                + "{response-normalisation: {size: 3, alpha: 0.1, beta: 0.75, k: 2}}",
            "{locally-connected: {channels: 4, kernel: 5, stride: 3}}, {batch-normalisation: {momentum: 0.1, epsilon: 0.1}}",
            "{convolution: {channels: 2, kernel: 9, stride: 4, table: [[0], [0]]}}, {average-pool: {size: 3, stride: 2, padding: 1}}",
            "{subsampling: {size: 2}}, {scale: {factor: 2}}, {dropout: {rate: 0.5}}, {linear: {units: 20}}, tanh",
        ].map { "network: {network: {layers: [\($0), linear], inputSide: 0, training: {epochs: 1, minimumSteps: 0}}}" }
        let datasets = [
            "drawn: {glyphs: {training: 30, test: 12}}",
            "drawn: {glyphs: {training: 30, test: 12}, labelNoise: {share: 0.2}, testAlterations: {rotation: [10], "
                + "blur: [1], noise: [0.1], occlusion: [0.2], shift: [2]}}",
        ]
        let plain = methods.map { (datasets[0], $0) }
        let altered = [(datasets[1], "extractor: raw, classifier: linear-svm")]
        return (plain + altered).map {
            Array("name: settings\ndatasets: {\($0.0)}\nmethods: {it: {\($0.1)}}\nsizes: [12]\n".utf8)
        }
    }()

    /// Trains the first cell as a warm-up does, and classifies with it.
    static func tryOut(_ path: String) throws {
        let cells = try MatrixLibrary.load(path, profile: nil).cells(dataDirectory: "/nowhere")
        guard let cell = cells.first, cell.key.size <= 60 else { return }
        let budget = 1 << 29
        if let needed = try? cell.memoryEstimate(dataDirectory: "/nowhere", threads: 1), needed.bytes > Double(budget) {
            throw UserError("needs about \(needed.description)")
        }
        let loaded = try cell.dataset.examples(from: "/nowhere", threads: 1)
        let few = loaded.training.selecting(0..<min(12, loaded.training.count))
        let fitted = try cell.method.fit(few, context: RunContext(threads: 1, isWarmUp: true))
        var asked = [few.inputs]
        if case .images(let examples) = few {
            asked += cell.alterations.map { .images($0.applied(to: examples.images, threads: 1)) }
        }
        for inputs in asked {
            let context = RunContext(threads: 1)
            guard try fitted.predict(inputs, context: context).allSatisfy(few.classNames.indices.contains) else {
                throw UserError("a class that there is not")
            }
        }
    }
}
