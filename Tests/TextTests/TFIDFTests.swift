import Core
import Foundation
import SVM
import Testing
import Text

@Suite("Weighted terms")
struct TFIDFTests {
    private static let documents = TextStack([
        "The cat sat on the mat.", "The dog sat; the dog ran!", "A cat and a dog", "Mats on mats on mats",
    ])

    /// The terms of a text with their weights, by a fit to that text alone: all idf are 1.
    private func terms(_ text: String, _ settings: TFIDF) throws -> [String] {
        let fitted = try settings.fit(TextStack([text]), context: RunContext())
        return (0..<fitted.featureCount).map { fitted.term($0) }
    }

    @Test("words are runs of letters and digits of any script, in lower case; pairs have a space between them")
    func words() throws {
        #expect(try terms("Don't stop, R2-D2!", TFIDF(unit: .word)) == ["d2", "don", "r2", "stop", "t"])
        #expect(try terms("Été à l’ÉCOLE", TFIDF(unit: .word)) == ["l", "à", "école", "été"])
        #expect(try terms("床前明月光，疑是地上霜", TFIDF(unit: .word)) == ["床前明月光", "疑是地上霜"])
        #expect(try terms("a b  c", TFIDF(unit: .word, shortest: 2, longest: 3)) == ["a b", "a b c", "b c"])
        #expect(try terms("é b", TFIDF(unit: .word, shortest: 1, longest: 2)) == ["b", "é", "é b"])
    }

    @Test("characters are what a reader counts; white space of any length is one space")
    func characters() throws {
        #expect(try terms("Ab\n\n b", TFIDF(unit: .character, shortest: 2, longest: 2)) == [" b", "ab", "b "])
        #expect(try terms("明月明", TFIDF(unit: .character, shortest: 1, longest: 2)) == ["明", "明月", "月", "月明"])
        #expect(try terms("e\u{301}e", TFIDF(unit: .character)) == ["e", "é"])
    }

    /// Numbers of scikit-learn's `TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)` with words of one letter.
    private static let terms = 25
    private static let expected: [Int: [String: Double]] = [
        0: [
            "cat": 0.253842, "cat sat": 0.321966, "mat": 0.321966, "on": 0.253842, "on the": 0.321966, "sat": 0.253842,
            "sat on": 0.321966, "the": 0.429791, "the cat": 0.321966, "the mat": 0.321966,
        ],
        1: [
            "dog": 0.401534, "dog ran": 0.300798, "dog sat": 0.300798, "ran": 0.300798, "sat": 0.237153,
            "sat the": 0.300798, "the": 0.401534, "the dog": 0.509295,
        ],
        3: ["mats": 0.607856, "mats on": 0.490415, "on": 0.386649, "on mats": 0.490415],
    ]

    @Test("weights are those of scikit-learn")
    func parity() throws {
        let fitted = try TFIDF(unit: .word, longest: 2, sublinear: true).fit(Self.documents, context: RunContext())
        let rows = fitted.extract(Self.documents, threads: 2)
        func weights(_ row: Int) -> [String: Double] {
            Dictionary(
                uniqueKeysWithValues: (rows.starts[row]..<rows.starts[row + 1]).map {
                    (fitted.term(Int(rows.indices[$0])), rows.values[$0])
                })
        }
        for (row, expected) in Self.expected {
            let found = weights(row)
            #expect(Set(found.keys) == Set(expected.keys))
            for (term, weight) in expected { #expect(abs((found[term] ?? 0) - weight) < 1e-6, "\(row) \(term)") }
        }
        #expect(rows == fitted.extract(Self.documents, threads: 1) && fitted.featureCount == Self.terms)
    }

    @Test("few texts, many texts and many terms leave terms out")
    func selection() throws {
        func kept(_ settings: TFIDF) throws -> [String] {
            let fitted = try settings.fit(Self.documents, context: RunContext())
            return (0..<fitted.featureCount).map { fitted.term($0) }
        }
        #expect(try kept(TFIDF(unit: .word, minimumTexts: 2)) == ["cat", "dog", "on", "sat", "the"])
        #expect(try kept(TFIDF(unit: .word, maximumShare: 0.25)) == ["a", "and", "mat", "mats", "ran"])
        #expect(try kept(TFIDF(unit: .word, maximumTerms: 2)) == ["cat", "dog"])
        #expect(throws: UserError.self) { _ = try kept(TFIDF(unit: .word, minimumTexts: 5)) }
        #expect(throws: ConfigurationError.self) { try TFIDF(unit: .word, shortest: 3, longest: 2).validate() }
    }

    @Test("thousands of terms keep their columns; texts without any have an empty row")
    func many() throws {
        let texts = TextStack((0..<3000).map { "w\($0) w\($0 / 2) x" })
        let fitted = try TFIDF(unit: .word, normalise: false).fit(texts, context: RunContext())
        #expect(fitted.featureCount == 3001)
        let names = (0..<3001).map { fitted.term($0) }
        #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } && Set(names).count == 3001)
        let rows = fitted.extract(TextStack(["w2999 w2999", "nothing known", ""]), threads: 1)
        #expect(rows.starts == [0, 1, 1, 1] && rows.columns == 3001)
        // In one text of 3,000.
        #expect(abs(rows.values[0] - 2 * (log(3001 / 2.0) + 1)) < 1e-12)
    }

    @Test("what was learned comes back from a file's numbers, and damaged terms are refused")
    func stored() throws {
        let settings = TFIDF(unit: .character, shortest: 2, longest: 3)
        let fitted = try settings.fit(Self.documents, context: RunContext())
        var stored = fitted.stored()
        let again = try settings.restored(stored)
        #expect(again.extract(Self.documents, threads: 1) == fitted.extract(Self.documents, threads: 1))
        let terms = try stored.text("terms")
        for damaged in [terms + "\n", terms + "\nat", String(terms.dropFirst(3)), ""] {
            stored.texts["terms"] = damaged
            #expect(throws: UserError.self) { _ = try settings.restored(stored) }
        }
    }

    @Test("a sparse machine finds the solution of the dense one, whatever the threads, and votes alike")
    func machines() throws {
        let texts = TextStack(
            (0..<60).map { "\($0 % 3 == 0 ? "red" : $0 % 3 == 1 ? "green" : "blue") \($0 % 7) w\($0 % 5)" })
        let labels = (0..<60).map { $0 % 3 }
        let rows = try TFIDF(unit: .word).fit(texts, context: RunContext()).extract(texts, threads: 1)
        for loss in LinearSVM.Loss.allCases {
            let machine = LinearSVM(C: 2, loss: loss, tolerance: 1e-5, maximumPasses: 100_000)
            let sparse = try machine.fit(rows, labels: labels, classCount: 3, context: RunContext(threads: 1))
            let again = try machine.fit(rows, labels: labels, classCount: 3, context: RunContext(threads: 3))
            let dense: FittedLinearSVM = try machine.fit(
                rows.matrix(), labels: labels, classCount: 3, context: RunContext())
            #expect(sparse.summary.converged && dense.summary.converged)
            #expect(try sparse.stored().arrays == again.stored().arrays)
            let (found, wanted) = (
                try sparse.stored().singles("weights"), dense.weights.values
            )
            for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 2e-3, "\(loss)") }
            #expect(sparse.predict(rows, threads: 2) == dense.predict(rows.matrix(), threads: 2))
        }
        let search = LinearSVMSearch(machine: LinearSVM(C: 1), C: [0.001, 1], folds: 3)
        let chosen = try search.fit(rows, labels: labels, classCount: 3, context: RunContext())
        let dense: FittedLinearModel = try search.fit(
            rows.matrix(), labels: labels, classCount: 3, context: RunContext())
        #expect(chosen.summary.selection?.points.map(\.accuracies) == dense.summary.selection?.points.map(\.accuracies))
    }
}
