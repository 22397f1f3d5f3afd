import Core
import Foundation

/// Starts workers, watches over them, and writes down what ends them.
final class Supervisor {
    /// What happened to the inputs of one reader.
    struct Tally {
        var inputs = 0
        var accepted = 0
        /// Microseconds of the slowest.
        var slowest = 0
        /// What was found, with how often.
        var findings: [String: Int] = [:]
    }

    let readers: [FuzzedReader]
    let seed: UInt64
    let first: Int
    let total: Int
    let folder: String
    let workers: Int
    let memory: Int
    /// Seconds of the processor after which an input counts as a hang.
    let patience: Double
    private(set) var tallies: [String: Tally] = [:]

    private struct Job {
        let reader: FuzzedReader
        var range: Range<Int>
    }

    /// A worker process with its job.
    private final class Running {
        let job: Job
        let process: Process
        let note: Note
        let folder: String
        var index = -1
        var processorTime = 0.0
        var since = ContinuousClock.now
        var isHanging = false

        init(_ job: Job, _ process: Process, _ note: Note, _ folder: String) {
            (self.job, self.process, self.note, self.folder) = (job, process, note, folder)
        }
    }

    init(
        _ readers: [FuzzedReader], seed: UInt64, first: Int, total: Int, folder: String, workers: Int, memory: Int,
        patience: Double
    ) {
        (self.readers, self.seed, self.first, self.total) = (readers, seed, first, total)
        (self.folder, self.workers, self.memory, self.patience) = (folder, workers, memory, patience)
    }

    /// Inputs of each reader, by its share of all.
    private var jobs: [Job] {
        let shares = readers.reduce(0) { $0 + $1.share }
        var jobs: [Job] = []
        for reader in readers {
            let count = max(1, Int((Double(total) * reader.share / shares).rounded(.up)))
            // Not too many for one process: what libraries keep would add up.
            let size = max(20, Int(20_000 * min(reader.share, 1)))
            for start in stride(from: 0, to: count, by: size) {
                jobs.append(Job(reader: reader, range: first + start..<first + min(start + size, count)))
            }
        }
        return jobs
    }

    /// Makes the seeds of each reader, beside those in a folder `extra` that has one folder a reader.
    func prepare(extra: String?) throws {
        for reader in readers {
            let corpus = "\(folder)/corpus/\(reader.name)"
            let work = "\(folder)/work/seeds-\(reader.name)"
            try AtomicFile.makeFolder(corpus, option: "--out")
            try AtomicFile.makeFolder(work, option: "--out")
            for (index, seed) in try reader.seeds(work).enumerated() {
                try Data(seed).write(to: URL(fileURLWithPath: "\(corpus)/\(100 + index)\(reader.suffix)"))
            }
            let names = extra.flatMap { try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(reader.name)") }
            for name in names ?? [] {
                try? FileManager.default.copyItem(
                    atPath: "\(extra ?? "")/\(reader.name)/\(name)", toPath: "\(corpus)/extra-\(name)")
            }
            try? FileManager.default.removeItem(atPath: work)
            tallies[reader.name] = Tally()
        }
        try AtomicFile.makeFolder("\(folder)/findings", option: "--out")
    }

    /// Runs until all inputs are read, or until `deadline`.
    func run(until deadline: ContinuousClock.Instant?, progress: (Supervisor) -> Void) throws {
        var waiting = Array(interleaved(jobs).reversed())
        var running: [Running] = []
        var lastProgress = ContinuousClock.now
        defer { for worker in running { kill(worker.process.processIdentifier, SIGKILL) } }
        while !waiting.isEmpty || !running.isEmpty {
            let isLate = deadline.map { ContinuousClock.now > $0 } ?? false
            if isLate { waiting = [] }
            while running.count < workers, let job = waiting.popLast() { running.append(try start(job)) }
            usleep(20_000)
            for worker in running where worker.process.isRunning {
                if isLate { kill(worker.process.processIdentifier, SIGKILL) } else { watch(worker) }
            }
            let ended = running.filter { !$0.process.isRunning }
            running.removeAll { worker in ended.contains { $0 === worker } }
            for worker in ended {
                if let rest = try finish(worker, isLate: isLate) { waiting.append(rest) }
            }
            if ContinuousClock.now - lastProgress > .seconds(10) {
                lastProgress = .now
                progress(self)
            }
        }
    }

    /// The jobs of all readers in turn, so that a run cut short has seen all of them.
    private func interleaved(_ jobs: [Job]) -> [Job] {
        let groups = readers.map { reader in jobs.filter { $0.reader.name == reader.name } }
        return (0..<(groups.map(\.count).max() ?? 0)).flatMap { place in
            groups.compactMap { place < $0.count ? $0[place] : nil }
        }
    }

    private func start(_ job: Job) throws -> Running {
        let name = "\(job.reader.name)-\(job.range.lowerBound)"
        let work = "\(folder)/work/\(name)"
        try? FileManager.default.removeItem(atPath: work)
        try AtomicFile.makeFolder(work, option: "--out")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).absoluteURL
        #if os(Linux)
            process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #endif
        process.arguments = [
            "worker", job.reader.name, "--first", "\(job.range.lowerBound)", "--last", "\(job.range.upperBound)",
            "--seed", "\(seed)", "--folder", folder, "--work", work, "--memory", "\(memory)",
        ]
        var environment = ProcessInfo.processInfo.environment
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["OPENBLAS_NUM_THREADS"] = "1"
        process.environment = environment
        let errors = "\(work)/stderr"
        _ = FileManager.default.createFile(atPath: errors, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.standardOutput = FileHandle.nullDevice
        let note = try Note(path: "\(work)/note", capacity: job.reader.largest)
        note[.index] = job.range.lowerBound - 1
        try process.run()
        return Running(job, process, note, work)
    }

    /// Ends a worker that reads one input for too long.
    private func watch(_ worker: Running) {
        let now = ContinuousClock.now
        let time = Self.processorTime(of: worker.process.processIdentifier)
        guard worker.note[.isReading] == 1, worker.note[.index] == worker.index else {
            (worker.index, worker.processorTime, worker.since) = (worker.note[.index], time, now)
            return
        }
        // Time of the processor: a busy machine makes no hang. Waiting for what never comes takes none.
        let limit = worker.job.reader.isBounded ? patience : 30
        if time - worker.processorTime > limit || now - worker.since > .seconds(60) {
            worker.isHanging = true
            kill(worker.process.processIdentifier, SIGKILL)
            worker.process.waitUntilExit()
        }
    }

    /// Seconds of the processor that a process has had; 0 where the system does not tell.
    private static func processorTime(of process: Int32) -> Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return 0 }
        let fields = text[end...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Counts what a worker did, and gives what is left of its job after the input that ended it.
    private func finish(_ worker: Running, isLate: Bool) throws -> Job? {
        worker.process.waitUntilExit()
        let note = worker.note
        let name = worker.job.reader.name
        var tally = tallies[name] ?? Tally()
        tally.inputs += note[.done]
        tally.accepted += note[.accepted]
        tally.slowest = max(tally.slowest, note[.slowestTime])
        if note[.findings] > 0 { tally.findings["an error that is not one line", default: 0] += note[.findings] }
        defer {
            tallies[name] = tally
            try? FileManager.default.removeItem(atPath: worker.folder)
        }
        if note[.isFinished] == 1 || isLate { return nil }
        let index = note[.index]
        let said = (try? String(contentsOfFile: "\(worker.folder)/stderr", encoding: .utf8)) ?? ""
        guard note[.isReading] == 1 else {
            throw UserError("a worker of \(name) ended between two inputs: \(said.suffix(500))")
        }
        tally.inputs += 1
        if worker.isHanging, !worker.job.reader.isBounded {
            tally.findings["(long work, which may be honest)", default: 0] += 1
        } else {
            let cause = worker.isHanging ? "hang" : Self.cause(worker.process, said)
            tally.findings[cause, default: 0] += 1
            if tally.findings[cause, default: 0] <= 5 { try keep(worker, index, cause) }
        }
        let rest = index + 1..<worker.job.range.upperBound
        return rest.isEmpty ? nil : Job(reader: worker.job.reader, range: rest)
    }

    private func keep(_ worker: Running, _ index: Int, _ cause: String) throws {
        let name = "\(folder)/findings/\(worker.job.reader.name)-\(index)"
        try Data(worker.note.input).write(to: URL(fileURLWithPath: name + worker.job.reader.suffix))
        try Data("\(worker.job.reader.name) \(index): \(cause)\n".utf8).write(to: URL(fileURLWithPath: name + ".txt"))
    }

    /// How a process ended, with the last line that it wrote.
    private static func cause(_ process: Process, _ said: String) -> String {
        let way = process.terminationReason == .uncaughtSignal ? "signal" : "exit"
        let lines = said.split(separator: "\n").filter { $0.contains("error") || $0.contains("Fatal") }
        return "death (\(way) \(process.terminationStatus)) \(lines.last ?? "")"
    }
}
