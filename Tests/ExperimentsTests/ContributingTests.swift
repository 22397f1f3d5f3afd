import Foundation
import Testing

/// The examples of CONTRIBUTING.md are files of the tests, compiled and run there.
///
/// A block of code that opens with ```` ```swift Tests/…/Example.swift ```` is the content of that file. The file imports what the block
/// imports, and may import more and open with comments, since it stands in another target.
@Suite("Examples of CONTRIBUTING.md")
struct ContributingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Example: CustomTestStringConvertible {
        let path: String
        let code: String
        var testDescription: String { path }
    }

    /// The blocks of code that name a file.
    static let examples: [Example] = {
        let text = (try? String(contentsOf: root.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)) ?? ""
        return text.matches(of: #/(?m)^```[a-z]+ (\S+)\n((?:(?!```).*\n)*)```$/#).map { match in
            Example(path: String(match.output.1), code: String(match.output.2))
        }
    }()

    @Test("there are some") func some() { #expect(Self.examples.count >= 3) }

    @Test("what the page shows is what the tests compile and run", arguments: examples)
    func isFile(_ example: Example) throws {
        let file = try String(contentsOf: Self.root.appendingPathComponent(example.path), encoding: .utf8)
        let (own, code) = Self.withoutImports(example.code)
        #expect(file.hasSuffix(code), "CONTRIBUTING.md and \(example.path) differ")
        let lines = file.dropLast(code.count).split(separator: "\n").map(String.init)
        #expect(Set(own).isSubset(of: lines))
        for line in lines {
            #expect(line.hasPrefix("import ") || line.hasPrefix("//"), "CONTRIBUTING.md lacks: \(line)")
        }
    }

    /// Imports at the beginning of `code`, and what follows them.
    private static func withoutImports(_ code: String) -> (imports: [String], code: String) {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let imports = lines.prefix { $0.hasPrefix("import ") }
        return (Array(imports), lines.dropFirst(imports.count).drop { $0.isEmpty }.joined(separator: "\n"))
    }
}
