import ArgumentParser
import Core
import Datasets
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a matrix of experiments and write its report.",
        discussion: """
            Cells with a valid record in the output folder are not run again, so an interrupted run continues where it stopped. \
            A cell that fails leaves a record of the failure; the others go on, and the exit code is 1. A cell that would need \
            more memory than is free, or than --memory allows, fails without being started.

            EXAMPLES
              hindsight run                               the built-in matrix
              hindsight run mnist-first --dry-run         what would run, and how long
              hindsight run mnist-first --only lenet5 --only '*/hog-svm/1000/*'
              hindsight run experiments/mnist-first.yml --out /tmp/mine --threads 1
            """)

    @Argument(
        help: "A matrix file, or the name of a built-in one (see 'hindsight list matrices').",
        completion: Completions.matrices)
    var matrix = MatrixLibrary.defaultName

    @Option(help: "A profile of the matrix, such as lite, lesson or full.", completion: Completions.profiles)
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "Run only cells whose path DATASET/METHOD/SIZE/SEED, or its beginning or one of its parts, matches this shell glob; may be repeated.",
            valueName: "glob"))
    var only: [String] = []

    @Flag(
        name: .customLong("dry-run"),
        help: "List the cells, whether each is done, about how long it takes and how much memory, and stop.")
    var isDryRun = false

    @Flag(help: "Also run cells that have a valid record.")
    var again = false

    @Flag(name: .customLong("open"), help: "Show the report in the browser when it is written.")
    var opens = false

    @Flag(help: "Print nothing but errors and the path of the report.")
    var quiet = false

    @Flag(
        help:
            "For times worth comparing: run every cell at least five times, on as many cores as there are threads, and refuse to start while other programs are busy."
    )
    var timing = false

    @Flag(name: .customLong("busy-ok"), help: "With --timing: start even while other programs are busy.")
    var isBusyAllowed = false

    @Option(help: "Threads for extraction, training and prediction alike. (default: all cores)")
    var threads: Int?

    @Option(
        help: ArgumentHelp(
            "Memory the program may use, such as 4GiB. (default: what is free)", valueName: "size"))
    var memory: String?

    @Option(
        help: "Folder of the data sets. (default: $HINDSIGHT_DATA, else ~/.cache/hindsight)", completion: .directory)
    var data: String?

    @Option(help: "Folder for records and report. (default: results/NAME)", completion: .directory)
    var out: String?

    func run() throws {
        let threads = try ThreadOption.count(threads)
        for (option, value) in [("--out", out), ("--data", data)] where value == "" {
            throw UserError("\(option): the name of the folder is empty")
        }
        let directory = DataDirectory.path(option: data)
        let budget = try memory.map(MemoryBudget.init(parsing:)) ?? .free
        guard timing || !isBusyAllowed else { throw UserError("--busy-ok: only makes sense with --timing") }
        var loaded = try MatrixLibrary.load(matrix, profile: profile)
        if timing { loaded = loaded.repeated(atLeast: TimingRun.fewestRepetitions) }
        let planned = try loaded.cells(dataDirectory: directory)
        let cells = try select(planned)
        let folder = out ?? "results/\(loaded.name)"
        if isDryRun { return try showPlan(cells, folder: folder, directory: directory, threads: threads) }
        if timing {
            if !isBusyAllowed { try TimingRun.requireCalm() }
            TimingRun.pin(threads: threads)
        }
        let store = try RecordStore(folder: folder)
        try store.adopt(planned)
        let before = try? RunPlan.read(folder: folder)
        let question = loaded.summary.isEmpty ? nil : loaded.summary
        try store.write(RunPlan(command: command, cells: planned, only: only, after: before, question: question))
        Interruption.watch()
        let runner = Runner(
            store: store, dataDirectory: directory, threads: threads, again: again, memory: budget,
            display: quiet ? QuietDisplay() : TextDisplay())
        let summary: Runner.Summary
        do {
            summary = try runner.run(cells)
        } catch {
            StandardError.clearLine()
            throw error
        }
        let report = try Report.write(folder: folder)
        for warning in report.warnings { StandardError.writeLine("warning: \(warning)") }
        let page = ReportPage(report.paths.first { $0.hasSuffix(".html") } ?? report.paths[0])
        if !quiet {
            let table = AccuracyTable(cells.compactMap { store.record(of: $0) })
            try table.write(width: StandardOutput.width, isStyled: StandardOutput.isStyled)
            try StandardOutput.writeLine(page.address)
        }
        if opens { page.open() }
        try StandardOutput.writeLine(
            quiet ? report.paths[0] : "the report is in \(report.paths.joined(separator: " and "))")
        if summary.failed > 0 { throw ExitCode.failure }
    }

    /// Says of every cell whether it is done, about how much memory it takes and how long.
    private func showPlan(_ cells: [Cell], folder: String, directory: String, threads: Int) throws {
        let estimates = cells.memoryEstimates(dataDirectory: directory, threads: threads)
        let forecast = RunForecast(cells, folder: folder, again: again)
        for part in stride(from: 0, to: cells.count, by: 1000).map({ $0..<min($0 + 1000, cells.count) }) {
            let lines = part.map { place in
                let memory =
                    switch estimates[place] {
                    case .success(let estimate): "about \(estimate.description)"
                    case .failure(let error): "memory unknown: \(error)"
                    }
                return
                    "\(cells[place].id)  \(cells[place].path.visible)  \(RunForecast.text(forecast.states[place]))  \(memory)\n"
            }
            try StandardOutput.write(lines.joined())
        }
        try StandardOutput.writeLine("\(forecast.summary); records would go to \("\(folder)/records".visible)")
    }

    private func select(_ cells: [Cell]) throws -> [Cell] {
        guard !only.isEmpty else { return cells }
        let chosen = cells.filter { cell in only.contains { cell.matches($0) } }
        guard !chosen.isEmpty else {
            throw UserError(
                "--only \(only.joined(separator: " ")): none of the \(cells.count) cells matches; the first is \(cells[0].path)"
            )
        }
        return chosen
    }

    /// The command that makes all records of the matrix again, without what belongs to this machine.
    private var command: String {
        "./hindsight run \(ShellWord.path(matrix))"
            + (profile.map { " " + ShellWord.option("--profile", $0) } ?? "") + (timing ? " --timing" : "")
    }
}
