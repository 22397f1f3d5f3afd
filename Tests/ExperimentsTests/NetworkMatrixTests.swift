import CNN
import Core
import Experiments
import Harness
import Testing

private func cells(_ methods: String) throws -> [Cell] {
    let text = """
        datasets:
          - glyphs: {training: 60, test: 20}
        methods:
        \(methods)
        sizes: [all]
        seeds: [1]
        """
    return try ExperimentMatrix(text: text, file: "test.yml", profile: nil).cells(dataDirectory: "/nowhere")
}

@Suite("Networks in matrix files")
struct NetworkMatrixTests {
    @Test("a network of one's own, all settings of its layers written out in the record")
    func own() throws {
        let all = try cells(
            """
              own:
                network:
                  network:
                    layers:
                      - convolution: {channels: 4, kernel: 5}
                      - relu
                      - max-pool: {size: 2}
                      - residual: {branch: [batch-normalisation, relu]}
                      - linear
                    inputScaling: symmetric
                    training: {epochs: 3}
            """)
        let settings = all.first?.configuration["method"]?["network"]?["settings"]
        #expect(try #require(settings?["layers"]).decoded(as: [Layer].self).count == 5)
        #expect(settings?["training"]?["epochs"] == .integer(3) && settings?["inputScaling"] == .string("symmetric"))
    }

    @Test(
        "a layer that is wrong is named, at its line",
        arguments: [
            (
                "{convolution: {channels: 4, kernal: 5}}",
                ["layers 2.convolution.kernal", "unknown setting 'kernal'", "kernel"]
            ),
            ("rleu", ["layers 2", "unknown layer 'rleu'", "relu"]),
            ("{max-pool: {size: two}}", ["layers 2.max-pool.size"]),
            ("{residual: {branch: [relu, {dropout: {rat: 1}}]}}", ["layers 2.residual.branch 2.dropout.rat"]),
            ("{dropout: {rate: 3}}", ["layers 2.dropout.rate: 3.0 is not allowed", "from 0 to below 1"]),
            ("{scale: {factor: 1e60}}", ["layers 2.scale.factor", "out of range"]),
        ])
    func mistakes(_ layer: String, _ parts: [String]) {
        #expect {
            _ = try cells(
                """
                  own:
                    network:
                      network:
                        layers:
                          - relu
                          - \(layer)
                """)
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("test.yml:9:") && parts.allSatisfy(text.contains) && !text.contains("\n")
        }
    }

    @Test("an override changes the layers of a network; shapes that do not fit name the layer")
    func shapes() throws {
        let network = CustomNetwork(layers: [.convolution(4, kernel: 5), .maxPool(30), .linear(0)])
        let data = halves(count: 8)
        #expect {
            _ = try network.fit(data, context: RunContext())
        } throws: {
            "\($0)".contains("layer 2: size")
        }
    }

    @Test("before a run, a network that does not fit the images says why its memory cannot be told")
    func misfits() throws {
        let all = try cells(
            """
              own:
                network:
                  network: {layers: [{convolution: {channels: 4, kernel: 5}}, {max-pool: {size: 30}}, linear]}
            """)
        #expect {
            _ = try #require(all.memoryEstimates(dataDirectory: "/nowhere", threads: 1).first).get()
        } throws: {
            "\($0)".contains("layer 2: size: 30 is not allowed")
        }
    }

    @Test("columns make a committee, whose columns differ and whose probabilities are their mean")
    func committee() throws {
        let all = try cells(
            """
              three:
                network: lenet5
                columns: 3
            """)
        #expect(all.first?.configuration["method"]?["columns"] == .integer(3))
        #expect(throws: (any Error).self) { try cells("  x: {network: lenet5, columns: 0}") }
        #expect(throws: (any Error).self) { try cells("  x: {extractor: hog, classifier: linear-svm, columns: 2}") }

        let model = CustomNetwork(
            layers: [.linear(6), .relu, .linear(0)], training: TrainingConfiguration(epochs: 5, minimumSteps: 0))
        let data = halves(count: 40)
        let committee = Committee(columns: 3, network: model)
        let context = RunContext(seed: 5, threads: 2)
        let fitted = try committee.fit(data, context: context)
        #expect(fitted.summary.parameterCount == 3 * (28 * 28 * 6 + 6 + 14))
        #expect(try fitted.predict(data.images, context: context) == data.labels)
        let again = try committee.fit(data, context: RunContext(seed: 5, threads: 1))
        let (rows, others) = (
            try #require(try fitted.classProbabilities(.images(data.images), context: context)),
            try #require(try again.classProbabilities(.images(data.images), context: context))
        )
        #expect(rows == others && rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-6 })
        let one = try Committee(columns: 1, network: model).fit(data, context: context)
        #expect(try one.classProbabilities(.images(data.images), context: context) != rows)
        #expect(committee.cards.map(\.name) == ["committee", "network"])
    }

    /// Images that are bright on the left or on the right.
    private func halves(count: Int) -> LabelledImages {
        var random = RandomSource(seed: 8)
        let shape = ImageShape(height: 28, width: 28, channels: 1)
        let pixels = (0..<count * shape.count).map { place in
            UInt8(((place % 28 < 14) == (place / shape.count % 2 == 0) ? 150 : 20) + random.integer(below: 60))
        }
        return LabelledImages(
            images: ImageStack(shape: shape, pixels: pixels), labels: (0..<count).map { $0 % 2 },
            classNames: ["left", "right"])
    }

    @Test("budgets make a method of every network and budget, and leave the others alone")
    func budgets() throws {
        let text = """
            datasets: [glyphs: {training: 60, test: 20}]
            methods:
              hog-svm: {extractor: hog, classifier: linear-svm}
              lenet5: {network: lenet5}
              short: {network: lenet5, budget: 2 GFLOP}
            sizes: [all]
            budgets: [1 GFLOP, 0.5 s]
            overrides:
              - {when: {method: lenet5-1GFLOP}, seeds: [4, 5]}
            """
        let cells = try ExperimentMatrix(text: text, file: "test.yml").cells(dataDirectory: "/nowhere")
        #expect(
            cells.map { "\($0.key.method) \($0.key.seed)" }.sorted()
                == ["hog-svm 1", "lenet5-0.5s 1", "lenet5-1GFLOP 4", "lenet5-1GFLOP 5", "short 1"])
        #expect(
            cells.sorted { $0.path < $1.path }.map { $0.configuration["method"]?["budget"] }
                == [nil, .string("0.5 s"), .string("1 GFLOP"), .string("1 GFLOP"), .string("2 GFLOP")])
    }

    @Test(
        "a budget that is wrong is named, at its line",
        arguments: [
            ("  a: {network: lenet5, budget: 10 apples}", "the budget '10 apples' is not understood"),
            ("  a: {extractor: raw, classifier: linear-svm, budget: 10 s}", "needs either extractor and classifier"),
        ])
    func wrongBudget(_ method: String, _ message: String) {
        #expect {
            _ = try cells(method)
        } throws: {
            "\($0)".contains(message) && "\($0)".contains("test.yml:4")
        }
    }
}
