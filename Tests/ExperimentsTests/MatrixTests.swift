import Core
import Experiments
import Foundation
import Harness
import Testing

private let valid = """
    datasets:
      - glyphs: {training: 200, test: 50}
    methods:
      hog-svm:
        extractor: {hog: {cellSize: 4}}
        classifier: {linear-svm: {C: 0.5}}
      lenet5:
        network: lenet5
    sizes: [10, all]
    seeds: [1, 2]
    overrides:
      - when: {method: lenet5, size: all}
        seeds: [7]
        network: {lenet5: {training: {epochs: 3}}}
      - when: {method: hog-svm, size: 10}
        repetitions: 2
    profiles:
      lite: {sizes: [20], methods: [hog-svm], seeds: [5]}
    """

private func cells(_ text: String, profile: String? = nil) throws -> [Cell] {
    try ExperimentMatrix(text: text, file: "test.yml", profile: profile).cells(dataDirectory: "/nowhere")
}

@Suite("Matrix files")
struct MatrixTests {
    @Test("axes, overrides and repetitions make the cells that they should")
    func axes() throws {
        let paths = try cells(valid).map(\.path)
        #expect(
            paths == [
                "glyphs/hog-svm/10/1", "glyphs/lenet5/10/1", "glyphs/hog-svm/10/1/2", "glyphs/hog-svm/10/2",
                "glyphs/lenet5/10/2", "glyphs/hog-svm/10/2/2", "glyphs/hog-svm/200/1", "glyphs/hog-svm/200/2",
                "glyphs/lenet5/200/7",
            ])
    }

    @Test("a record's configuration holds every setting, defaults included")
    func resolution() throws {
        let all = try cells(valid)
        let hog = try #require(all.first { $0.key.method == "hog-svm" }).configuration["method"]
        #expect(hog?["extractor"]?["settings"]?["cellSize"] == .integer(4))
        #expect(hog?["extractor"]?["settings"]?["bins"] == .integer(9))
        #expect(hog?["classifier"]?["settings"]?["C"] == .number(0.5))
        let training = all.map { $0.configuration["method"]?["network"]?["settings"]?["training"] }
        #expect(training.compactMap { $0?["epochs"] } == [.integer(10), .integer(10), .integer(3)])
        #expect(Set(all.map(\.id)).count == all.count)
    }

    @Test("a setting may be written under its former name, and has the same id under both, but not under both at once")
    func formerNames() throws {
        func ids(_ settings: String) throws -> [String] {
            try cells(
                "datasets: [glyphs]\nmethods: {m: {extractor: {hog: {\(settings)}}, classifier: linear-svm}}\nsizes: [20]\n"
            ).map(\.id)
        }
        #expect(try ids("normalisation: l1") == ids("normalization: l1"))
        #expect(try ids("normalisation: l1") != ids("normalisation: l2"))
        #expect(
            throws: UserError(
                "test.yml:2: 'normalization' is the former name of 'normalisation', which is there, too; leave it out")
        ) {
            try ids("normalisation: l1, normalization: l1")
        }
        for name in ["normalisation", "normalization"] {
            let error = #expect(throws: UserError.self) { try ids("\(name): l3") }
            #expect("\(error.map { "\($0)" } ?? "")".hasPrefix("test.yml:2: hog.normalisation: 'l3' is not known"))
        }
    }

    @Test("a profile replaces axes; full is the file as it stands")
    func profiles() throws {
        #expect(try cells(valid, profile: "lite").map(\.path) == ["glyphs/hog-svm/20/5"])
        #expect(try cells(valid, profile: "full").count == 9)
        // A profile that leaves methods out does not hide them from the profiles after it.
        let more = valid + "\n  lesson: {methods: [hog-svm, lenet5], sizes: [30]}"
        #expect(try cells(more, profile: "lite").count == 1)
        #expect(try cells(more, profile: "lesson").count == 4)
    }

    @Test("the matrix that is built in, and those in experiments/, can be read in all profiles")
    func library() throws {
        for name in MatrixLibrary.names() {
            let matrix = try MatrixLibrary.load(name, profile: nil)
            #expect(!matrix.summary.isEmpty, "\(name) has no summary")
            for profile in matrix.profiles + ["full"] {
                #expect(try !MatrixLibrary.load(name, profile: profile).cells(dataDirectory: "/nowhere").isEmpty)
            }
        }
        #expect { try MatrixLibrary.load("defualt", profile: nil) } throws: {
            "\($0)".contains("did you mean 'default'?")
        }
    }

    @Test("patterns choose cells by path, beginning or part")
    func patterns() throws {
        let all = try cells(valid)
        func chosen(_ pattern: String) -> Int { all.count { $0.matches(pattern) } }
        #expect(chosen("lenet5") == 3 && chosen("glyphs") == 9 && chosen("glyphs/hog*") == 6)
        #expect(chosen("*/lenet5/200/7") == 1 && chosen("glyphs/lenet5/10/1") == 1 && chosen("lenet") == 0)
    }

    /// A mistake, as the text to replace, what to put there, and what the message must say.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let expected: [String]
        var testDescription: String { new }

        init(_ old: String, _ new: String, _ expected: String...) {
            self.old = old
            self.new = new
            self.expected = expected
        }
    }

    static let mistakes: [Mistake] = [
        Mistake("sizes: [10, all]", "size: [10]", "test.yml:9", "unknown key 'size'", "did you mean 'sizes'?"),
        Mistake("cellSize: 4", "cellsize: 4", "test.yml:5", "unknown setting 'cellsize' of hog", "'cellSize'"),
        Mistake("{cellSize: 4}", "{normalisation: l3}", "test.yml:5", "'l3' is not known", "'l1'"),
        Mistake("cellSize: 4", "cellSize: 4.5", "test.yml:5", "hog.cellSize must be a whole number", "4.5"),
        Mistake("cellSize: 4", "cellSize: four", "test.yml:5", "hog.cellSize must be a number"),
        Mistake("cellSize: 4", "cellSize: 1", "test.yml:5", "cellSize: 1 is not allowed", "from 2 to 64"),
        Mistake("cellSize: 4", "signed: maybe", "test.yml:5", "hog.signed must be true or false"),
        Mistake("C: 0.5", "C: 1e39", "test.yml:6", "linear-svm.C: 1e39 is out of range"),
        Mistake(
            "{training: 200, test: 50}", "{training: 200, seed: -1}", "test.yml:2", "glyphs.seed: -1 is out of range"),
        Mistake("sizes: [10, all]", "sizes: [200, all]", "test.yml:9", "'all' is 200 images of glyphs"),
        Mistake("epochs: 3", "epochs: 9223372036854775807", "test.yml:14", "at most 1000000"),
        Mistake(
            "- glyphs: {training: 200, test: 50}", "- glyphs\n  - glyphs: {noise: 2}", "test.yml:3",
            "the data set 'glyphs' appears twice"),
        Mistake("C: 0.5", "C: -1", "test.yml:6", "C: -1", "above 0"),
        Mistake(
            "{training: {epochs: 3}}", "{training: {epochs: 0}}", "test.yml:14", "training.epochs: 0", "at least 1"),
        Mistake("{training: {epochs: 3}}", "{training: {epoch: 3}}", "test.yml:14", "did you mean 'epochs'?"),
        Mistake("{training: {epochs: 3}}", "{training: 3}", "test.yml:14", "must be a mapping"),
        Mistake("network: lenet5", "network: lenet", "test.yml:8", "unknown network 'lenet'", "'lenet5'"),
        Mistake("extractor: {hog", "extractr: {hog", "test.yml:5", "did you mean 'extractor'?"),
        Mistake(
            "        classifier: {linear-svm: {C: 0.5}}\n", "", "test.yml:5",
            "either extractor and classifier, or network"),
        Mistake("- glyphs: {training: 200, test: 50}", "- glyph", "test.yml:2", "unknown data set 'glyph'", "'glyphs'"),
        Mistake("sizes: [10, all]", "sizes: []", "test.yml:9", "sizes is empty"),
        Mistake("sizes: [10, all]", "sizes: [10, 201]", "test.yml:9", "size 201", "200 training images"),
        Mistake("sizes: [10, all]", "sizes: [0]", "test.yml:9", "at least 1"),
        Mistake("sizes: [10, all]", "sizes: 10", "test.yml:9", "sizes must be a list"),
        Mistake("sizes: [10, all]", "sizes: [10, 10]", "test.yml:9", "twice"),
        Mistake("seeds: [1, 2]", "seeds: [1, -2]", "test.yml:10", "a seed must be a whole number"),
        Mistake("seeds: [1, 2]", "seeds: [1, 1]", "test.yml:10", "twice"),
        Mistake("method: lenet5, size: all", "method: lenet, size: all", "test.yml:12", "unknown method 'lenet'"),
        Mistake("when: {method: lenet5, size: all}", "if: {}", "test.yml:12", "unknown key 'if'"),
        Mistake("methods: [hog-svm]", "methods: [hogsvm]", "test.yml:18", "unknown method 'hogsvm'"),
        Mistake("seeds: [5]", "sed: [5]", "test.yml:18", "unknown key 'sed'", "'seeds'"),
        Mistake("seeds: [1, 2]", "seeds: [1, 2", "test.yml:1"),
        Mistake("seeds: [1, 2]", "seeds: [1, 2]\nseeds: [3]", "test.yml", "twice"),
        Mistake("datasets:\n      - glyphs: {training: 200, test: 50}\n", "", "test.yml", "no datasets"),
        Mistake("seeds: [1, 2]", "evaluation: tset", "test.yml:10", "did you mean 'test'?"),
    ]

    @Test("mistakes are named with file, line and the nearest valid word", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let old = mistake.old.replacingOccurrences(of: "\n      ", with: "\n  ").replacingOccurrences(
            of: "        classifier", with: "    classifier")
        #expect(valid.contains(old), "the test replaces text that is not there")
        let text = valid.replacingOccurrences(of: old, with: mistake.new)
        #expect {
            _ = try cells(text)
        } throws: { error in
            let message = "\(error)"
            let isComplete = mistake.expected.allSatisfy(message.contains) && !message.contains("\n")
            if !isComplete { print("expected \(mistake.expected) in: \(message)") }
            return isComplete
        }
    }

    @Test("an empty file and an unknown profile are refused")
    func emptyFile() {
        #expect { _ = try cells("# nothing\n") } throws: { "\($0)" == "test.yml: the file is empty" }
        #expect { _ = try cells(valid, profile: "lit") } throws: { "\($0)".contains("did you mean 'lite'?") }
    }
}
