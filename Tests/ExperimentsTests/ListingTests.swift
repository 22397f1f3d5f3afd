import Core
import Experiments
import Foundation
import Testing

/// `hindsight list` and the help, as they stand in a terminal.
@Suite("hindsight list and help")
struct ListingTests {
    private func run(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
        try run(arguments)
    }

    private func run(_ arguments: [String], columns: Int = 80) throws -> (status: Int32, output: String, error: String)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "\(columns)"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        let pipes = [Pipe(), Pipe()]
        (process.standardOutput, process.standardError) = (pipes[0], pipes[1])
        try process.run()
        let texts = pipes.map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        process.waitUntilExit()
        return (process.terminationStatus, texts[0], texts[1])
    }

    @Test("the names of everything fit on one screen", arguments: ["methods", "datasets", "layers", "matrices"])
    func overview(_ kind: String) throws {
        let listed = try run("list", kind)
        #expect(listed.status == 0 && listed.error.isEmpty)
        let lines = listed.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(listed.output)")
        #expect(lines.count <= (kind == "matrices" ? 120 : 50), "\(lines.count) lines")
        if kind == "methods" {
            let words = Set(listed.output.split { " \n".contains($0) }.map(String.init))
            for group in Catalogue.methodGroups {
                for type in group.types { #expect(words.contains(type.card.name), "\(type.card.name)") }
            }
        }
    }

    @Test("a name tells all about one: title, year, paper, deviations, and of every setting what it is, may be and is")
    func one() throws {
        let hog = try run("list", "methods", "hog")
        #expect(hog.status == 0)
        let text = hog.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "hog: Histograms of oriented gradients (2005)", "N. Dalal and B. Triggs", "differs: ", "cellSize: 8 (",
            "Side of a cell in pixels.",
        ] { #expect(text.contains(part), "\(part) is not in \(text)") }
        #expect(hog.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(try run("list", "datasets", "glyphs").output.contains("noise: "))
        #expect(try run("list", "layers", "max-pool").output.contains("size: must be given"))
        let matrix = try run("list", "matrices", "default").output
        for part in ["methods: ", "sizes: ", "seeds: ", "profiles: "] { #expect(matrix.contains(part), "\(matrix)") }
    }

    @Test("a misspelt name gets the nearest one")
    func misspelt() throws {
        for (kind, word, meant) in [
            ("methods", "hogg", "hog"), ("datasets", "minst", "mnist"), ("layers", "convolutoin", "convolution"),
            ("matrices", "defualt", "default"),
        ] {
            let outcome = try run("list", kind, word)
            #expect(outcome.status == 1 && outcome.error.contains("; did you mean '\(meant)'?"), "\(outcome.error)")
        }
    }

    @Test("help is broken once: no line of an example is")
    func help() throws {
        let commands = [
            "run", "report", "compare", "check", "train", "predict", "extract", "show", "bench", "svm", "list", "data",
            "new",
        ]
        for command in [[]] + commands.map({ [$0] }) + ["train", "predict", "scale", "grid"].map({ ["svm", $0] }) {
            let process = try run(["help"] + command)
            let examples = process.output.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { !$0.hasPrefix("EXAMPLE") }.dropFirst().prefix { !$0.isEmpty }
            #expect(examples.allSatisfy { $0.hasPrefix("  ") && $0.count <= 80 }, "\(command): \(process.output)")
        }
    }
}
