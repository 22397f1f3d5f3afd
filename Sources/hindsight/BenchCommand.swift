import ArgumentParser
import Bench
import Core
import Datasets
import Experiments
import Foundation

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Time extractors, encoders, learners and networks.",
        discussion: """
            Each benchmark runs once to warm up and then several times; the median counts. Those whose data set is missing are \
            skipped, with a line that says so. Figures from a busy machine mean little: close other programs, and compare only \
            what was measured alternately on the same machine.

            EXAMPLES
              hindsight bench                             everything, as a table
              hindsight bench --only hog --json           those with hog, as JSON lines
              hindsight bench --list                      the names of all benchmarks
              hindsight bench --layers speedrun-b256      a network layer by layer
            """)

    @Option(help: ArgumentHelp("Only benchmarks whose names begin with this.", valueName: "prefix"))
    var only: String?

    @Flag(help: "Print one JSON object per line and measurement.")
    var json = false

    @Flag(help: "Use small samples: a smoke test, whose figures mean nothing.")
    var quick = false

    @Flag(help: "List the benchmarks and stop.")
    var list = false

    @Option(help: ArgumentHelp("Time a network layer by layer; prints a Markdown table.", valueName: "work"))
    var layers: String?

    @Option(help: ArgumentHelp("With --layers: also draw the roofline, as FILE.svg and FILE.png.", valueName: "file"))
    var roofline: String?

    @Option(help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)")
    var data: String?

    func run() throws {
        if let layers {
            let table = try LayerTable(work: layers)
            try StandardOutput.write(table.markdown)
            if let roofline { try table.drawRoofline(to: roofline) }
            return
        }
        let chosen = Benchmark.all.filter { $0.isSelected(by: only) }
        guard !chosen.isEmpty else {
            throw UserError("--only: no benchmark begins with '\(only ?? "")'; 'hindsight bench --list' shows them")
        }
        if list {
            for work in chosen { try StandardOutput.writeLine("\(Self.padded(work.work, 24)) \(work.summary)") }
            return
        }
        let input = BenchmarkInput(directory: DataDirectory.path(option: data), isQuick: quick)
        var passedOver = 0
        for work in chosen {
            let results: [BenchmarkResult]
            do {
                results = try work.run(input)
            } catch let error as UserError {
                StandardError.writeLine("\(work.work) is skipped: \(error)")
                passedOver += 1
                continue
            }
            for result in results { try show(result) }
        }
        if passedOver == chosen.count { throw ExitCode.failure }
    }

    private func show(_ result: BenchmarkResult) throws {
        var line = result.json.visibleJSON
        if !json {
            let value = Self.padded(String(format: "%.5g", result.value), 10, onTheLeft: true)
            let details = result.details.sorted { $0.key < $1.key }.map { "\($0) \($1.canonicalText)" }
            line =
                "\(Self.padded(result.work, 24)) \(value) \(Self.padded(result.unit, 10)) "
                + details.joined(separator: ", ")
        }
        // At once, so that a run that is stopped keeps its lines.
        try StandardOutput.writeLine(line)
    }

    private static func padded(_ text: String, _ width: Int, onTheLeft: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return onTheLeft ? space + text : text + space
    }
}
