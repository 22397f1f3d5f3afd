import Core
import Foundation

/// Reads inputs one after the other within one process, until something ends it.
struct Worker {
    let reader: FuzzedReader
    let seed: UInt64
    let range: Range<Int>
    /// Folder of the seeds, and one of this worker's own.
    let corpus: String
    let folder: String
    /// Where inputs go whose error is not one line.
    let findings: String
    /// Bytes of address space beside what the program has before the first input.
    let memory: Int

    static func seeds(in corpus: String) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: corpus).sorted()
        return names.compactMap { FileManager.default.contents(atPath: "\(corpus)/\($0)") }.map(Array.init)
    }

    func run(_ note: Note) throws {
        let seeds = try Self.seeds(in: corpus)
        let read = try reader.open(folder)
        let path = "\(folder)/\(reader.file)"
        try AtomicFile.makeFolder(PathText.folder(of: path))
        // Once, for what the program prepares at its first use.
        try Data(seeds[0]).write(to: URL(fileURLWithPath: path))
        try? read(path)
        try limitMemory(reader.isBounded ? memory : 2 * memory)
        for index in range {
            let input = reader.input(index, seed: seed, seeds: seeds)
            note.begin(index, input)
            let begin = ContinuousClock.now
            if let problem = try problem(input, path, read, note) {
                note[.findings] += 1
                if note[.findings] <= 20 { try keep(input, index, problem) }
            }
            let time = Int((ContinuousClock.now - begin) / .microseconds(1))
            note[.isReading] = 0
            if time > note[.slowestTime] {
                note[.slowestTime] = time
                note[.slowest] = index
            }
            note[.done] += 1
        }
        note[.isFinished] = 1
    }

    /// What is wrong with how an input was refused; nil where it was accepted, or refused in one line.
    private func problem(
        _ input: [UInt8], _ path: String, _ read: (String) throws -> Void, _ note: Note
    ) throws -> String? {
        try input.withUnsafeBytes { bytes in
            let file = Foundation.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
            guard file >= 0, write(file, bytes.baseAddress, bytes.count) == bytes.count else {
                throw UserError("\(path): cannot be written")
            }
            close(file)
        }
        do {
            try read(path)
            note[.accepted] += 1
            return nil
        } catch {
            let text = "\(error)"
            guard error is UserError || error is ConfigurationError else { return "a raw error: \(text.prefix(400))" }
            // Control characters are shown as text where the line is written.
            return text.utf8.count < 6000 ? nil : "an error that is not one line: \(text.prefix(400))"
        }
    }

    private func keep(_ input: [UInt8], _ index: Int, _ problem: String) throws {
        let name = "\(findings)/\(reader.name)-\(index)"
        try Data(input).write(to: URL(fileURLWithPath: name + reader.suffix))
        let line = "\(reader.name) \(index): \(problem.replacing("\n", with: "⏎"))\n"
        try Data(line.utf8).write(to: URL(fileURLWithPath: name + ".txt"))
    }

    private func limitMemory(_ memory: Int) throws {
        #if os(Linux)
            let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            guard let pages = Int(status.split(separator: " ").first ?? "") else { return }
            var limit = rlimit()
            limit.rlim_cur = rlim_t(pages * Int(getpagesize()) + memory)
            limit.rlim_max = limit.rlim_cur
            guard setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
                throw UserError("the memory of a worker cannot be limited")
            }
        #endif
    }
}
