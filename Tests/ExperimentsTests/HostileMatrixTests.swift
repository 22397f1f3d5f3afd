import Core
import Experiments
import Foundation
import Harness
import Records
import Testing

/// Matrix files that mean harm, or that were written in haste: each ends in one line, at once.
@Suite("Hostile matrix files")
struct HostileMatrixTests {
    private static func matrix(
        datasets: String = "[glyphs]", methods: String = "{m: {extractor: raw, classifier: linear-svm}}",
        sizes: String = "[10]", rest: String = ""
    ) -> String { "datasets: \(datasets)\nmethods: \(methods)\nsizes: \(sizes)\n\(rest)\n" }

    /// Ten words, ten times ten words, and so on.
    private static func bomb(_ levels: Int) -> String {
        var lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
        for level in 1..<levels {
            lines.append(
                "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ","))]")
        }
        return lines.joined(separator: "\n")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let expected: [String]
        init(_ name: String, _ text: String, _ expected: String...) {
            (testDescription, self.text, self.expected) = (name, text, expected)
        }
    }

    static let cases = [
        Case("aliases of aliases", matrix(rest: bomb(20)), "aliases", "100000"),
        Case(
            "aliases as a key", matrix(rest: bomb(9) + "\n? *a8\n: 1\n? *a8\n: 2"), "aliases", "100000"),
        Case("an alias of nothing", matrix(rest: "seeds: *nothing"), "x.yml:4", "undefined alias"),
        Case("an alias of itself", matrix(rest: "seeds: &a [*a]"), "x.yml:4", "undefined alias"),
        Case("lists in lists", matrix(rest: "seeds: " + String(repeating: "[", count: 5000)), "64 deep"),
        Case(
            "mappings in mappings",
            matrix(rest: (0..<500).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")), "64 deep"),
        Case("a path as a name", matrix(rest: "name: ../../../../tmp/escaped"), "x.yml:4", "'../../../../tmp/escaped'"),
        Case("the folder above as a name", matrix(rest: "name: '..'"), "x.yml:4", "'..'"),
        Case("this folder as a name", matrix(rest: "name: '.'"), "x.yml:4", "'.'"),
        Case("an absolute path as a name", matrix(rest: "name: /tmp/x"), "x.yml:4", "'/tmp/x'"),
        Case("a home as a name", matrix(rest: "name: ~root"), "x.yml:4", "'~root'"),
        Case("a line break in a name", matrix(rest: "name: \"a\\nb\""), "x.yml:4", "control characters"),
        Case("a NUL in a name", matrix(rest: "name: \"a\\0b\""), "x.yml:4", "control characters"),
        Case("a name without end", matrix(rest: "name: \(String(repeating: "n", count: 100_000))"), "x.yml:4", "nnn…'"),
        Case(
            "a setting without end",
            matrix(
                methods: "{m: {extractor: dense-sift, encoder: fisher, pyramid: {grids: ["
                    + String(repeating: "ü", count: 40_000) + "]}, classifier: linear-svm}}"), "x.yml:2", "grids", "ü…"),
        Case("a size with a point", matrix(sizes: "[20.0]"), "x.yml:3", "whole number", "'20.0'"),
        Case("a size with an exponent", matrix(sizes: "[1e2]"), "x.yml:3", "whole number", "'1e2'"),
        Case("a hexadecimal size", matrix(sizes: "[0x10]"), "x.yml:3", "whole number", "'0x10'"),
        Case("a quoted size", matrix(sizes: "['20']"), "x.yml:3", "whole number", "'20'"),
        Case("a size beyond all numbers", matrix(sizes: "[99999999999999999999]"), "x.yml:3", "'99999999999999999999'"),
        Case("an infinite size", matrix(sizes: "[.inf]"), "x.yml:3", "'.inf'"),
        Case("the largest size", matrix(sizes: "[9223372036854775807]"), "x.yml:3", "training images"),
        Case("a size of lists", matrix(sizes: "[[1]]"), "x.yml:3", "not a list"),
        Case("a seed with an exponent", matrix(rest: "seeds: [1e3]"), "x.yml:4", "whole number", "'1e3'"),
        Case("a huge seed", matrix(rest: "seeds: [18446744073709551616]"), "x.yml:4", "'18446744073709551616'"),
        Case("huge repetitions", matrix(rest: "repetitions: 9223372036854775807"), "x.yml:4", "from 1 to 1000"),
        Case("a key twice", matrix(rest: "seeds: [1]\nseeds: [2]"), "'seeds' appears twice"),
        Case("a second document", matrix(rest: "---\na: 1"), "second document"),
        Case("a list for a key", matrix(rest: "? [a, b]\n: 1"), "x.yml:4", "a key must be a word"),
        Case("a control character", matrix(rest: "summary: a\u{1}b"), "not valid YAML", "control characters"),
        Case("a NUL", matrix(rest: "summary: a\0b"), "not valid YAML"),
        Case("a tab for spaces", matrix(rest: "profiles:\n\tlite: {}"), "x.yml:5", "not valid YAML"),
        Case(
            "a mapping of thousands", matrix(methods: "{\((0..<3000).map { "m\($0): 1" }.joined(separator: ","))}"),
            "2000"),
        Case(
            "many data sets", matrix(datasets: "[\((0..<3000).map { "g\($0)" }.joined(separator: ","))]"), "x.yml:1",
            "2000"),
        Case(
            "seeds beyond counting", matrix(rest: "seeds: [\((0...200_000).map(String.init).joined(separator: ","))]"),
            "200000"),
        Case(
            "cells beyond counting",
            matrix(rest: "seeds: [\((0..<1001).map(String.init).joined(separator: ","))]\nrepetitions: 1000"),
            "cells", "200000"),
        Case(
            "an unknown word without end", matrix(rest: "\(String(repeating: "k", count: 1000)): 1"), "x.yml:4",
            "kkk…'"),
        Case(
            "a rotation beyond all numbers",
            matrix(datasets: "{d: {glyphs: {training: 20}, testAlterations: {rotation: [9223372036854775807]}}}"),
            "x.yml:1", "rotation: 9223372036854775807 is not allowed"),
        Case(
            "a blur of 1e308", matrix(datasets: "{d: {glyphs: {training: 20}, testAlterations: {blur: [1e308]}}}"),
            "x.yml:1", "blur: 1e308 is not allowed"),
        Case(
            "noise that is no number",
            matrix(datasets: "{d: {glyphs: {training: 20}, testAlterations: {noise: [.nan]}}}"),
            "x.yml:1", "must be a number, not '.nan'"),
        Case(
            "a word for a number", matrix(methods: "{m: {extractor: {hog: {cellSize: many}}, classifier: linear-svm}}"),
            "x.yml:2", "'many'"),
        Case(
            "a word in a list of numbers",
            matrix(methods: "{m: {extractor: raw, classifier: {kernel-svm-search: {gamma: [0.1, scale]}}}}"),
            "x.yml:2", "kernel-svm-search.gamma 2 must be a number, not 'scale'"),
        Case(
            "a missing key within a list",
            matrix(methods: "{m: {extractor: raw, classifier: {kernel-svm: {groups: [{first: 0}]}}}}"),
            "x.yml:2", "kernel-svm.groups 1: 'columns' is missing"),
        Case(
            "half a cell", matrix(methods: "{m: {extractor: {hog: {cellSize: 7.50}}, classifier: linear-svm}}"),
            "x.yml:2", "7.50"),
        Case(
            "a cell of 2^63",
            matrix(methods: "{m: {extractor: {hog: {cellSize: 9223372036854775808}}, classifier: linear-svm}}"),
            "x.yml:2", "9223372036854775808"),
        Case(
            "a budget without end",
            matrix(methods: "{m: {network: lenet5}}", rest: "budgets: [\(String(repeating: "9", count: 306))00 h]"),
            "x.yml:4", "budget"),
        Case(
            "two methods of one name",
            matrix(
                methods: "{m: {network: lenet5}, m-1s: {extractor: raw, classifier: linear-svm}}",
                rest: "budgets: [1 s]"),
            "two methods 'm-1s'"),
    ]

    @Test("each is one line with its place, within a second", arguments: cases)
    func refused(_ hostile: Case) throws {
        let start = threadSeconds()
        #expect {
            _ = try ExperimentMatrix(text: hostile.text, file: "x.yml").cells(dataDirectory: "/nowhere")
        } throws: { error in
            let message = "\(error)"
            let isComplete =
                hostile.expected.allSatisfy(message.contains) && !message.contains("\n") && message.utf8.count < 1500
            if !isComplete { Issue.record("expected \(hostile.expected) in: \(message.prefix(300))") }
            return isComplete && error is UserError
        }
        #expect(threadSeconds() - start < 2)
    }

    @Test("line ends of Windows, a byte order mark, anchors and names of any script are read")
    func harmless() throws {
        let text = Self.matrix(rest: "name: 我的 matrix\nseeds: &s [1, 2]\nprofiles: {lite: {seeds: *s}}")
        for variant in [text, text.replacingOccurrences(of: "\n", with: "\r\n"), "\u{FEFF}" + text] {
            #expect(try ExperimentMatrix(text: variant, file: "x.yml").cells(dataDirectory: "/nowhere").count == 2)
        }
    }

    @Test("files that are no text, or no files, are refused in one line")
    func files() throws {
        let folder = try TemporaryFolder()
        for (name, bytes, expected) in [
            ("a.yml", [UInt8]([0x61, 0xFF, 0xFE]), "not UTF-8 text"), ("b.yml", [], "the file is empty"),
            ("c.yml", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }, "not UTF-8 text"),
        ] {
            let path = "\(folder.path)/\(name)"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect { _ = try MatrixLibrary.load(path, profile: nil) } throws: {
                "\($0)" == "\(path): \(name == "b.yml" ? "" : "is ")\(expected)"
            }
        }
        #expect { _ = try MatrixLibrary.load("/dev/zero", profile: nil) } throws: { "\($0)".contains("8 MiB") }
    }

    @Test("two hundred thousand cells are planned in two seconds, with the names that their settings give")
    func many() throws {
        let seeds = (1...100_000).map(String.init).joined(separator: ",")
        let text = Self.matrix(
            datasets: "[glyphs: {training: 50}]", sizes: "[10, 20]", rest: "seeds: [\(seeds)]")
        let start = threadSeconds()
        let cells = try ExperimentMatrix(text: text, file: "x.yml").cells(dataDirectory: "/nowhere")
        let names = Set(cells.map(\.id))
        let seconds = threadSeconds() - start
        #expect(cells.count == 200_000 && names.count == 200_000)
        // Twice as long as on a machine that does nothing else, with which memory is shared here.
        #expect(seconds < 4, "\(seconds) s")
        for cell in [cells[0], cells[77_777], cells[199_999]] {
            #expect(cell.id == Record.identifier(of: cell.configuration))
        }
    }

    @Test("the names of all cells in experiments/ follow from their configurations")
    func names() throws {
        var planned = 0
        for name in MatrixLibrary.names() {
            let matrix = try MatrixLibrary.load(name, profile: nil)
            // Folders of pictures have to be there.
            guard let cells = try? matrix.cells(dataDirectory: "/nowhere") else { continue }
            planned += 1
            #expect(!cells.isEmpty, "\(name)")
            #expect(cells.allSatisfy { $0.id == Record.identifier(of: $0.configuration) }, "\(name)")
        }
        #expect(planned >= 20, "\(planned) matrices")
    }
}
