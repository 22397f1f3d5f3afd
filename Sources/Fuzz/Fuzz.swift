import ArgumentParser
import Core
import Foundation

/// Feeds damaged files to every reader of the program, and names the inputs that end it, hold it up or take too much memory.
@main
struct Fuzz: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hindsight-fuzz", abstract: "Try every reader with damaged files.",
        discussion: """
            Inputs are sound files, changed with a knowledge of their format. The same seed gives the same inputs. Workers note
            each input before they read it: where one dies, the input is kept in FOLDER/findings and the next worker goes on.
            """, subcommands: [Run.self, Work.self, Repeat.self, List.self], defaultSubcommand: Run.self)
}

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Read many inputs in worker processes.")

    @Option(help: "Inputs over all readers.")
    var inputs = 100_000

    @Option(help: "End after so many seconds, whatever is left.")
    var seconds: Double?

    @Option(help: "Another seed, other inputs.")
    var seed: UInt64 = 1

    @Option(help: "Number of the first input of each reader.")
    var first = 0

    @Option(parsing: .upToNextOption, help: "Only these readers.")
    var readers: [String] = []

    @Option(help: "Worker processes at a time.")
    var workers = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: "MiB that reading one input may take.")
    var memory = 1024

    @Option(help: "Seconds of the processor that reading one input may take.")
    var patience = 2.0

    @Option(help: "Folder for seeds and findings.")
    var out = "fuzz"

    @Option(help: "A folder of further seeds: one folder a reader.")
    var extra: String?

    func run() throws {
        let chosen = readers.isEmpty ? FuzzedReader.all : try readers.map(FuzzedReader.named)
        let begin = ContinuousClock.now
        let supervisor = Supervisor(
            chosen, seed: seed, first: first, total: inputs, folder: out, workers: max(workers, 1),
            memory: memory << 20, patience: patience)
        try supervisor.prepare(extra: extra)
        try supervisor.run(until: seconds.map { begin + .seconds($0) }) { supervisor in
            let done = supervisor.tallies.values.reduce(0) { $0 + $1.inputs }
            StandardError.writeLine("\(done) inputs, \(Self.findings(supervisor)) findings")
        }
        try Self.report(supervisor, seconds: (ContinuousClock.now - begin).seconds)
        if Self.findings(supervisor) > 0 { throw ExitCode.failure }
    }

    private static func findings(_ supervisor: Supervisor) -> Int {
        supervisor.tallies.values.reduce(0) { sum, tally in
            sum + tally.findings.reduce(0) { $0 + ($1.key.hasPrefix("(") ? 0 : $1.value) }
        }
    }

    private static func report(_ supervisor: Supervisor, seconds: Double) throws {
        func column(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(width - text.count, 1))
        }
        try StandardOutput.writeLine(
            column("reader", 20) + column("inputs", 10) + column("accepted", 10) + column("slowest ms", 12) + "findings"
        )
        for reader in supervisor.readers {
            let tally = supervisor.tallies[reader.name] ?? Supervisor.Tally()
            let found = tally.findings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            try StandardOutput.writeLine(
                column(reader.name, 20) + column("\(tally.inputs)", 10) + column("\(tally.accepted)", 10)
                    + column("\(tally.slowest / 1000)", 12)
                    + "\(found.reduce(0) { $0 + ($1.key.hasPrefix("(") ? 0 : $1.value) })")
            for (cause, count) in found { try StandardOutput.writeLine("    \(count) × \(cause)") }
        }
        let total = supervisor.tallies.values.reduce(0) { $0 + $1.inputs }
        try StandardOutput.writeLine(
            "\(total) inputs in \(Int(seconds)) s, seed \(supervisor.seed), \(findings(supervisor)) findings")
    }
}

struct Work: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Read inputs in this process.", shouldDisplay: false)

    @Argument var reader: String
    @Option var first: Int
    @Option var last: Int
    @Option var seed: UInt64
    @Option var folder: String
    @Option var work: String
    @Option var memory: Int

    func run() throws {
        let reader = try FuzzedReader.named(reader)
        let note = try Note(path: "\(work)/note", capacity: reader.largest)
        try Worker(
            reader: reader, seed: seed, range: first..<last, corpus: "\(folder)/corpus/\(reader.name)", folder: work,
            findings: "\(folder)/findings", memory: memory
        ).run(note)
    }
}

struct Repeat: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Read one file as a worker would, with its traces.")

    @Argument(help: "A reader.")
    var reader: String

    @Argument(help: "A file, such as one of FOLDER/findings.")
    var file: String

    func run() throws {
        let reader = try FuzzedReader.named(reader)
        let folder = "\(NSTemporaryDirectory())hindsight-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
        try AtomicFile.makeFolder(folder, option: "FILE")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard let data = FileManager.default.contents(atPath: file) else { throw UserError("\(file): cannot be read") }
        let path = "\(folder)/\(reader.file)"
        let read = try reader.open(folder)
        try AtomicFile.makeFolder(PathText.folder(of: path))
        try data.write(to: URL(fileURLWithPath: path))
        let begin = ContinuousClock.now
        var outcome = "accepted"
        var reason = ""
        do { try read(path) } catch { (outcome, reason) = ("refused", ": \(error)") }
        try StandardOutput.writeLine("\(outcome) after \((ContinuousClock.now - begin).seconds) s\(reason)")
    }
}

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Name the readers.")

    func run() throws { for reader in FuzzedReader.all { try StandardOutput.writeLine(reader.name) } }
}
