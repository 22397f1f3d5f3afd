import CNN
import Core
import Datasets
import Experiments
import Files
import Foundation
import Harness
import Testing

/// What every method of the catalogue promises: held for all of them, so that a new one is held to it, too.
@Suite("Contracts of methods")
struct MethodContractTests {
    /// Settings of which −7 is a sound value.
    private static let free: Set = ["kernel-svm.coef0", "min-max.lower"]

    @Test("a number that cannot be is refused with the field, the value and what is allowed")
    func validation() throws {
        var accepted: Set<String> = []
        var refused = 0
        func check<Entry: Component>(_: Entry.Type) throws {
            guard case .object(let members) = try JSONValue(encoding: Entry()) else { return }
            for (key, value) in members {
                let wrong: JSONValue
                switch value {
                case .integer: wrong = .integer(-7)
                case .number: wrong = .number(-1e300)
                default: continue
                }
                var changed = members
                changed[key] = wrong
                let json = Data(JSONValue.object(changed).canonicalText.utf8)
                do {
                    try JSONDecoder().decode(Entry.self, from: json).validate()
                    accepted.insert("\(Entry.card.name).\(key)")
                } catch let error as ConfigurationError {
                    refused += 1
                    let text = "\(error)"
                    #expect(text.contains(error.field) && !text.contains("\n") && !error.allowed.isEmpty, "\(text)")
                } catch is DecodingError {
                    // Such as a seed, which cannot be negative.
                    refused += 1
                }
            }
        }
        for component in ContractTests.components { try check(component) }
        #expect(accepted == Self.free)
        #expect(refused > 60)
    }

    private static let training = "training: {epochs: 1, minimumSteps: 0}"

    /// A small method for every entry: each classifier behind one extractor, each extractor and transform before one classifier, each
    /// network.
    private static let methods: [(label: String, text: String)] = {
        var all: [(String, String)] = []
        for type in Catalogue.extractors {
            let settings =
                type.card.name == "patch-kmeans" ? "{patch-kmeans: {words: 8, samples: 300}}" : type.card.name
            all.append((type.card.name, "{extractor: \(settings), classifier: linear-svm}"))
        }
        for type in Catalogue.descriptorExtractors {
            all.append(
                (type.card.name, "{extractor: \(type.card.name), encoder: {bovw: {words: 6}}, classifier: linear-svm}"))
        }
        for (name, settings) in [("bovw", "words: 5"), ("vlad", "words: 3"), ("fisher", "components: 2")] {
            all.append(
                (
                    name,
                    "{extractor: {dense-sift: {step: 8}}, encoder: {\(name): {\(settings)}}, classifier: linear-svm}"
                ))
        }
        for type in Catalogue.transforms {
            all.append(
                (
                    type.card.name,
                    "{extractor: {hog: {cellSize: 7}}, transforms: [\(type.card.name)], classifier: linear-svm}"
                ))
        }
        for type in Catalogue.classifiers {
            let name = type.card.name
            let settings =
                name == "mlp"
                ? "{mlp: {hidden: [6], \(training)}}" : name.hasSuffix("search") ? "{\(name): {folds: 2}}" : name
            all.append((name, "{extractor: {hog: {cellSize: 7}}, classifier: \(settings)}"))
        }
        for name in ["lenet5", "deep-mlp"] {
            all.append((name, "{network: {\(name): {\(training)}}}"))
        }
        all.append(("committee", "{network: {lenet5: {\(training)}}, columns: 2, preprocess: [deskew, smooth]}"))
        all.append(("activations", "{extractor: {activations: {network: {lenet5: {\(training)}}}}, classifier: knn}"))
        return all
    }()

    private static let texts: [(label: String, text: String)] =
        Catalogue.classifiers.map { type in
            let name = type.card.name
            let settings =
                name == "mlp"
                ? "{mlp: {hidden: [6], \(training)}}" : name.hasSuffix("search") ? "{\(name): {folds: 2}}" : name
            return (name, "{extractor: tf-idf, classifier: \(settings)}")
        } + [("bag-of-embeddings", "{network: {bag-of-embeddings: {width: 4, \(training)}}}")]

    private static func cells(_ dataset: String, _ methods: [(label: String, text: String)]) throws -> [Cell] {
        let lines = methods.map { "  \($0.label): \($0.text)" }.joined(separator: "\n")
        return try ExperimentMatrix(
            text: "datasets: {it: \(dataset)}\nmethods:\n\(lines)\nsizes: [80]", file: "contracts.yml"
        ).cells(dataDirectory: "/nowhere")
    }

    /// Fits twice, with one thread and with three, keeps the second and restores it.
    private func check(_ cells: [Cell]) throws {
        let loaded = try #require(cells.first).dataset.examples(from: "/nowhere", threads: 2)
        let few = loaded.training.selecting(0..<80)
        for cell in cells {
            let label = "\(cell.key.method)"
            let method = cell.method
            #expect(method.storingObstacle == nil, "\(label)")
            let extent = WorkExtent(
                form: few.form, training: 80, test: loaded.test.count, classes: few.classNames.count, threads: 2)
            #expect(try method.workingMemory(extent).bytes > 0, "\(label)")
            let fitted = try [1, 3].map { try method.fit(few, context: RunContext(seed: 3, threads: $0)) }
            let answers = try fitted.map { try $0.predict(loaded.test.inputs, context: RunContext(threads: 2)) }
            #expect(answers[0] == answers[1] && answers[0].count == loaded.test.count, "\(label): threads")
            #expect(try fitted[1].stored().arrays == fitted[0].stored().arrays, "\(label): threads")
            let bytes = try fitted[1].stored().file.encoded()
            let subject = ModelSubject(form: few.form, classNames: few.classNames)
            let restored = try method.restored(
                Stored(TensorFile(decoding: bytes, named: label)), subject: subject)
            #expect(
                try restored.predict(loaded.test.inputs, context: RunContext(threads: 1)) == answers[0],
                "\(label): restored")
            let context = RunContext(threads: 2)
            #expect(
                try restored.classProbabilities(loaded.test.inputs, context: context)
                    == fitted[0].classProbabilities(loaded.test.inputs, context: context), "\(label): probabilities")
            #expect(restored.summary.parameterCount == fitted[0].summary.parameterCount, "\(label)")
            // Numbers that are missing are refused, never a trap.
            for name in try fitted[0].stored().arrays.keys.sorted().prefix(6) {
                var damaged = try fitted[0].stored()
                damaged.arrays[name] = nil
                #expect(throws: UserError.self, "\(label) without \(name)") {
                    _ = try method.restored(damaged, subject: subject)
                }
            }
        }
    }

    @Test("every method for pictures answers alike with any number of threads, and when it comes back from a file")
    func pictures() throws {
        try check(Self.cells("{glyphs: {training: 80, test: 40}}", Self.methods))
    }

    @Test("every method for texts does, too")
    func textMethods() throws {
        try check(Self.cells("{notes: {training: 80, test: 40}}", Self.texts))
    }

    @Test("a method is not given examples of another task")
    func tasks() throws {
        for (datasets, methods, words) in [
            ("[glyphs]", "a: {extractor: tf-idf, classifier: linear-svm}", "takes texts"),
            ("[notes]", "a: {network: lenet5}", "takes images"),
            ("[notes, glyphs]", "a: {network: lenet5}", "no method of the matrix takes them"),
            ("[notes]", "a: {extractor: tf-idf, transforms: [standardise], classifier: linear-svm}", "leave it out"),
            ("[notes]", "a: {network: bag-of-embeddings, columns: 2}", "leave it out"),
            ("[notes]", "a: {network: bag-of-embedings}", "did you mean 'bag-of-embeddings'?"),
            (
                "{odd: {notes: {}, testAlterations: {noise: [0.1]}}}",
                "a: {extractor: tf-idf, classifier: linear-svm}", "only pictures can be altered"
            ),
        ] {
            #expect {
                _ = try ExperimentMatrix(
                    text: "datasets: \(datasets)\nmethods:\n  \(methods)\nsizes: [10]", file: "tasks.yml"
                ).cells(dataDirectory: "/nowhere")
            } throws: { error in
                let text = "\(error)"
                return text.hasPrefix("tasks.yml:") && text.contains(words) && !text.contains("\n")
            }
        }
        let mixed = try ExperimentMatrix(
            text: """
                datasets: [notes, glyphs]
                methods:
                  words: {extractor: tf-idf, classifier: linear-svm}
                  pixels: {extractor: raw, classifier: linear-svm}
                sizes: [10]
                """, file: "tasks.yml"
        ).cells(dataDirectory: "/nowhere")
        #expect(mixed.map(\.path) == ["notes/words/10/1", "glyphs/pixels/10/1"])
        let loaded = try mixed[0].dataset.examples(from: "/nowhere", threads: 1)
        #expect(throws: UserError.self) { _ = try mixed[1].method.fit(loaded.training, context: RunContext()) }
    }
}
