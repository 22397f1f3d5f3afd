import CNN
import Core
import Foundation
import Testing

@Suite("Layers in matrix files")
struct LayerCodingTests {
    private func decode(_ text: String) throws -> [Layer] {
        try JSONDecoder().decode([Layer].self, from: Data(text.utf8))
    }

    @Test("short forms keep the defaults")
    func short() throws {
        let layers = try decode(
            """
            [{"convolution": {"channels": 32, "kernel": 5, "padding": 2}}, "relu", {"max-pool": {"size": 3, "stride": 2}},
             {"average-pool": {"size": 2}}, {"subsampling": {"size": 2}}, "response-normalisation", "batch-normalisation",
             {"response-normalisation": {"size": 9}}, {"batch-normalisation": null}, {"dropout": {"rate": 0.25}}, "dropout",
             {"locally-connected": {"channels": 8, "kernel": 3, "initialisation": "he"}}, {"scale": {"factor": 0.1}},
             {"residual": {"branch": ["relu", {"linear": {"units": 4}}], "shortcut": [{"linear": {"units": 4}}]}},
             {"residual": {"branch": ["gelu"]}}, "scaled-tanh", "radial-basis",
             {"linear": {"units": 5, "initialisation": {"law": "normal", "deviation": 0.1}}}, "linear",
             {"embedding": {"tokens": 65, "width": 8}}, "positions", "layer-normalisation", {"attention": {"heads": 2}}, "mean"]
            """)
        #expect(
            layers == [
                .convolution(32, kernel: 5, padding: 2), .relu, .maxPool(3, stride: 2), .averagePool(2),
                .pooling(Pooling(.subsampling, size: 2)), .responseNormalisation(ResponseNormalisation()), .batchNorm,
                .responseNormalisation(ResponseNormalisation(size: 9)), .batchNorm, .dropout(rate: 0.25),
                .dropout(rate: 0.5),
                .convolution(
                    Convolution(
                        channels: 8, kernel: 3, bias: .untied, isShared: false, initialisation: Initialisation(.he))),
                .scale(0.1), .residual(branch: [.relu, .linear(4)], shortcut: [.linear(4)]),
                .residual(branch: [.gelu], shortcut: []), .scaledTanh, .radialBasis(RadialBasis()),
                .linear(5, initialisation: .normal(0.1)), .linear(0), .embedding(tokens: 65, width: 8), .positions,
                .layerNorm, .attention(heads: 2), .mean,
            ])
    }

    @Test("what is written is read again, of every network", arguments: NetworkModelTests.models)
    func roundTrip(_ example: NetworkModelTests.Example) throws {
        let layers = try example.model.layers(for: example.shape, classCount: 10)
        let again = try JSONDecoder().decode([Layer].self, from: JSONEncoder().encode(layers))
        #expect(again == layers)
    }

    @Test("every setting survives")
    func everything() throws {
        let layers: [Layer] = [
            .convolution(
                Convolution(
                    channels: 3, kernel: 4, stride: 2, padding: 1, paddingValue: -0.1, table: [[0, 1], [1], [0]],
                    bias: .untied,
                    isFrozen: true, initialisation: Initialisation(.normal, deviation: 0.037, bias: 1))),
            .convolution(Convolution(channels: 4, kernel: 1, groups: 2, bias: .none, isShared: false)),
            .pooling(Pooling(.average, size: 3, stride: 1, padding: 1, coversBorder: true)),
            .responseNormalisation(ResponseNormalisation(size: 3, alpha: 1e-5, beta: 0.5, k: 1.1)),
            .batchNormalisation(BatchNormalisation(momentum: 0.4, epsilon: 1e-12, isScaled: false)),
            .linear(7, bias: false),
            Layer(Embedding(tokens: 9, width: 4, initialisation: .normal(0.5))),
            Layer(Positions(initialisation: Initialisation(.he))), .places, .mean, .unembedding,
            .layerNormalisation(LayerNormalisation(epsilon: 1e-3)),
            Layer(Attention(heads: 3, isCausal: true, bias: false, initialisation: .normal(0.02))),
        ]
        #expect(try JSONDecoder().decode([Layer].self, from: JSONEncoder().encode(layers)) == layers)
    }

    @Test(
        "what is wrong is named",
        arguments: [
            (#"["rleu"]"#, "unknown layer 'rleu'", "Index 0"),
            (
                #"["relu", {"convolution": {"channels": 3, "kernal": 5}}]"#, "unknown setting 'kernal' of convolution",
                "kernal"
            ),
            (#"[{"convolution": {"channels": 3}}]"#, "convolution needs the setting 'kernel'", "convolution"),
            (#"["convolution"]"#, "convolution needs the setting 'channels'", "Index 0"),
            (#"[{"relu": {"slope": 1}}]"#, "unknown setting 'slope' of relu; it has none", "slope"),
            (#"[{"relu": null, "tanh": null}]"#, "a layer is one name", "Index 0"),
            (#"[{"residual": {"branch": [{"dropout": {"rat": 1}}]}}]"#, "unknown setting 'rat' of dropout", "rat"),
            (#"[{"linear": {"initialisation": {"lau": "he"}}}]"#, "unknown setting 'lau' of initialisation", "lau"),
            (#"["rleu"]"#, "unknown layer 'rleu'; did you mean 'relu'?", "Index 0"),
            (#"[{"dropout": {"rat": 1}}]"#, "unknown setting 'rat' of dropout; did you mean 'rate'?", "rat"),
            (#"[{"dropout": {"rate": 3}}]"#, "3.0 is not allowed; it must be from 0 to below 1", "rate"),
            (#"[{"convolution": {"channels": 1, "kernel": 0}}]"#, "0 is not allowed; it must be from 1", "kernel"),
            (#"[{"convolution": {"channels": 3, "kernel": 1, "groups": 2}}]"#, "2 is not allowed", "groups"),
            (#"[{"convolution": {"channels": 1, "kernel": 1, "table": [[1, 0]]}}]"#, "[1, 0] for filter 1", "table"),
            (#"[{"max-pool": {"size": 2, "padding": 2}}]"#, "2 is not allowed", "padding"),
            (#"[{"linear": {"units": -1}}]"#, "-1 is not allowed", "units"),
            (#"[{"linear": {"initialisation": {"deviation": -1}}}]"#, "-1.0 is not allowed", "deviation"),
            (#"[{"response-normalisation": {"size": 4}}]"#, "4 is not allowed; it must be odd", "size"),
            (#"[{"batch-normalisation": {"momentum": 2}}]"#, "2.0 is not allowed", "momentum"),
            (#"[{"layer-normalisation": {"epsilon": 0}}]"#, "0.0 is not allowed", "epsilon"),
            (#"[{"embedding": {"tokens": 0, "width": 4}}]"#, "0 is not allowed", "tokens"),
            (#"[{"positions": {"initialisation": {"bias": 1e99}}}]"#, "the number is out of range", "bias"),
            (#"[{"attention": {"heads": 0}}]"#, "0 is not allowed", "heads"),
            (#"[{"scale": {"factor": 1e60}}]"#, "the number is out of range", "factor"),
            (#"[{"residual": {"branch": [{"max-pool": {"size": 0}}]}}]"#, "0 is not allowed", "size"),
        ])
    func mistakes(_ text: String, _ message: String, _ place: String) {
        #expect {
            _ = try decode(text)
        } throws: { error in
            guard case DecodingError.dataCorrupted(let context) = error else { return false }
            return context.debugDescription.hasPrefix(message) && context.codingPath.last?.stringValue == place
        }
    }

    @Test("a number of the wrong kind is an error at its setting")
    func kinds() {
        #expect {
            _ = try decode(#"[{"max-pool": {"size": "three"}}]"#)
        } throws: { error in
            guard case DecodingError.typeMismatch(_, let context) = error else { return false }
            return context.codingPath.map(\.stringValue) == ["Index 0", "max-pool", "size"]
        }
    }
}
