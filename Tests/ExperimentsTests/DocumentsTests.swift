import Core
import Experiments
import Foundation
import Testing

/// The documents name what the program has, and their figures are those of the reports that they link to.
@Suite("Documents")
struct DocumentsTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let documents =
        ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/commands.md", "docs/guide.md"]
        + ["docs/methods.md", "docs/performance.md", "docs/results.md"]

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    @Test("every entry of the catalogue has its paragraph")
    func methods() throws {
        var types: [any Component.Type] = [Catalogue.activations, Catalogue.pyramid, Catalogue.virtualExamples]
        types += Catalogue.preprocessors.map { $0 } + Catalogue.extractors.map { $0 }
        types += Catalogue.descriptorExtractors.map { $0 } + Catalogue.encoders.map { $0 }
        types += Catalogue.transforms.map { $0 } + Catalogue.classifiers.map { $0 } + Catalogue.networks.map { $0 }
        types += Catalogue.textExtractors.map { $0 } + Catalogue.textNetworks.map { $0 }
        types += Catalogue.datasets.map { $0 }
        let lines = Set(try Self.text("docs/methods.md").split(separator: "\n"))
        for type in types {
            #expect(lines.contains("### \(type.card.name)"), "\(type.card.name) is missing: run .ci/docs")
        }
    }

    @Test("every subcommand has its section")
    func commands() throws {
        let lines = Set(try Self.text("docs/commands.md").split(separator: "\n"))
        let names = try Self.subcommands([])
        #expect(names.count > 10)
        for name in names {
            #expect(lines.contains("## hindsight \(name)"), "\(name) is missing: run .ci/docs")
        }
        for name in ["svm", "data"] {
            for part in try Self.subcommands([name]) {
                #expect(lines.contains("### hindsight \(name) \(part)"), "\(name) \(part) is missing: run .ci/docs")
            }
        }
    }

    /// The subcommands that the help of a command names.
    private static func subcommands(_ command: [String]) throws -> [String] {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: CommandLineTests.program)
        process.arguments = ["help"] + command
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        try process.run()
        let help = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        let list = help.components(separatedBy: "SUBCOMMANDS:\n").last?.components(separatedBy: "\n\n").first ?? ""
        return list.matches(of: /(?m)^  ([a-z][a-z-]*)/).map { String($0.output.1) }
    }

    @Test("links lead to files that are there", arguments: documents)
    func links(document: String) throws {
        let folder = Self.root.appendingPathComponent(document).deletingLastPathComponent()
        let links = try Self.text(document).matches(of: /\]\(([^)# ]+)(?:#[^)]*)?\)/).map(\.output.1).filter {
            !$0.hasPrefix("http")
        }
        // What there is to read about a method is named by its paper, not linked.
        #expect(!links.isEmpty || document == "docs/methods.md")
        for link in links {
            let target = folder.appendingPathComponent(String(link)).path
            #expect(FileManager.default.fileExists(atPath: target), "\(document) links to \(link)")
        }
    }

    @Test(
        "figures with intervals are those of a report that is linked beside them",
        arguments: ["README.md", "docs/results.md"])
    func figures(document: String) throws {
        let text = try Self.text(document)
        let link = #/\((?:\.\./)?(reports/[a-z0-9-]+/report\.md)\)/#
        let figure =
            #/([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?: %)? \[([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?), ([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\]/#
        var reports: [String: String] = [:]
        for path in Set(text.matches(of: link).map { String($0.output.1) }) {
            reports[path] = try Self.text(path).replacing("\n", with: " ")
        }
        var count = 0
        // A row of a table by itself, a paragraph as a whole.
        let blocks = text.components(separatedBy: "\n\n").flatMap {
            $0.hasPrefix("|") ? $0.components(separatedBy: "\n") : [$0.replacing("\n", with: " ")]
        }
        for block in blocks {
            let near = block.matches(of: link).compactMap { reports[String($0.output.1)] }
            for found in block.matches(of: figure) {
                let (value, low, high) = (found.output.1, found.output.2, found.output.3)
                count += 1
                let isThere = (near.isEmpty ? Array(reports.values) : near).contains { report in
                    report.contains(value)
                        && ["\(low)–\(high)", "\(low) to \(high)", "[\(low), \(high)]"].contains { report.contains($0) }
                }
                #expect(isThere, "\(document): \(found.output.0)")
            }
        }
        #expect(count >= 13, "\(count) figures")
    }
}
