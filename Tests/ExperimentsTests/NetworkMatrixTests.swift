import CNN
import Core
import Experiments
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
            try #require(fitted as? FittedCommittee).probabilities(data.images, context: context),
            try #require(again as? FittedCommittee).probabilities(data.images, context: context)
        )
        #expect(rows == others && rows.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-6 })
        let one = try Committee(columns: 1, network: model).fit(data, context: context)
        #expect(try #require(one as? FittedCommittee).probabilities(data.images, context: context) != rows)
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
}
