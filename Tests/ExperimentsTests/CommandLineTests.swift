import Core
import Experiments
import Files
import Foundation
import Records
import Testing

/// The program as a user meets it: started, killed, given wrong things.
@Suite("Command line", .serialized)
struct CommandLineTests {
    /// The program lies beside the tests.
    static let program =
        ProcessInfo.processInfo.environment["HINDSIGHT_PROGRAM"]
        ?? (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/hindsight"

    struct Outcome {
        let status: Int32
        let output: String
        let error: String
    }

    private func start(_ arguments: [String], in folder: String, output: Any, error: Any) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
        return process
    }

    /// A new, empty file to write to.
    private func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try #require(FileHandle(forWritingAtPath: path))
    }

    private func run(_ arguments: String..., in folder: String) throws -> Outcome {
        try run(arguments, in: folder)
    }

    private func run(_ arguments: [String], in folder: String) throws -> Outcome {
        let names = ["\(folder)/stdout.txt", "\(folder)/stderr.txt"]
        let process = try start(arguments, in: folder, output: newFile(names[0]), error: newFile(names[1]))
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }

    private func matrix(_ text: String, in folder: TemporaryFolder) throws -> String {
        let path = "\(folder.path)/small.yml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Predictions by record, and when each record was written.
    private func records(_ folder: String) throws -> [String: (predictions: String, written: Date)] {
        var found: [String: (String, Date)] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/records")) ?? []
        for name in names where name.hasSuffix(".json") {
            let path = "\(folder)/records/\(name)"
            let record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
            guard case .completed(let result) = record.outcome else { continue }
            let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            found[name] = (result.predictions, try #require(date))
        }
        return found
    }

    @Test("kill -9 at any moment, and the next start gives the tables of an undisturbed run without repeating a cell")
    func killed() throws {
        let folder = try TemporaryFolder()
        let file = try matrix(smallMatrix, in: folder)
        let calm = try run("run", file, "--quiet", "--out", "calm", in: folder.path)
        #expect(calm.status == 0, "\(calm.error)")

        var seen: [String: (predictions: String, written: Date)] = [:]
        var kills = 0
        for attempt in 1...20 {
            let process = try start(
                ["run", file, "--quiet", "--out", "rough"], in: folder.path, output: FileHandle.nullDevice,
                error: FileHandle.nullDevice)
            usleep(UInt32(60_000 + 90_000 * attempt))
            if process.isRunning {
                kill(process.processIdentifier, SIGKILL)
                kills += 1
            }
            process.waitUntilExit()
            let now = try records("\(folder.path)/rough")
            for (name, record) in seen { #expect(now[name]?.written == record.written, "\(name) was run twice") }
            seen = now
            if process.terminationReason == .exit { break }
        }
        #expect(kills > 0, "no run was killed")
        let last = try run("run", file, "--quiet", "--out", "rough", in: folder.path)
        #expect(last.status == 0)
        let undisturbed = try records("\(folder.path)/calm")
        let disturbed = try records("\(folder.path)/rough")
        #expect(disturbed.mapValues(\.predictions) == undisturbed.mapValues(\.predictions))
        for (name, record) in seen { #expect(disturbed[name]?.written == record.written, "\(name) was run twice") }
        let tables = try ["calm", "rough"].map { try accuracyTable("\(folder.path)/\($0)/report.md") }
        #expect(tables[0] == tables[1] && tables[0].count >= 5)
        let leftovers = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/rough/records")
        #expect(leftovers.allSatisfy { $0.hasSuffix(".json") })
    }

    /// The first table of a report.
    private func accuracyTable(_ path: String) throws -> [Substring] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        return Array(lines.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") })
    }

    @Test("a line that is changed and changed back gives the first report again, without running anything")
    func changedBack() throws {
        let folder = try TemporaryFolder()
        let text = smallMatrix.replacingOccurrences(of: "sizes: [30, 300]", with: "sizes: [300]")
        let changed = text.replacingOccurrences(of: "cellSize: 7", with: "cellSize: 14")
        var tables: [[Substring]] = []
        for version in [text, changed, text] {
            let outcome = try run("run", matrix(version, in: folder), "--out", "out", in: folder.path)
            #expect(outcome.status == 0, "\(outcome.error)")
            tables.append(try accuracyTable("\(folder.path)/out/report.md"))
            if version == changed { #expect(outcome.error.contains("2 cells to run, 4 already there")) }
        }
        #expect(tables[0] == tables[2] && tables[0] != tables[1])
        let report = try run("report", "out", in: folder.path)
        #expect(report.status == 0 && report.error.contains("2 records beside those of the last run"))
        let written = try String(contentsOfFile: "\(folder.path)/out/report.md", encoding: .utf8)
        #expect(written.contains("./hindsight run ") && written.contains("made with other settings of the method"))
        #expect(try accuracyTable("\(folder.path)/out/report.md") == tables[0])
    }

    @Test("Ctrl-C says that the work is kept, and exits with 130")
    func interrupted() throws {
        let folder = try TemporaryFolder()
        let file = try matrix(smallMatrix.replacingOccurrences(of: "epochs: 2", with: "epochs: 2000"), in: folder)
        let log = "\(folder.path)/log.txt"
        let process = try start(
            ["run", file, "--out", "out"], in: folder.path, output: FileHandle.nullDevice,
            error: newFile(log))
        usleep(600_000)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(try String(contentsOfFile: log, encoding: .utf8).contains("the finished cells are kept"))
    }

    @Test("bad input gives one line on standard error and a non-zero exit code")
    func badInput() throws {
        let folder = try TemporaryFolder()
        let file = try matrix(smallMatrix, in: folder)
        let empty = "\(folder.path)/empty.yml"
        try "".write(toFile: empty, atomically: true, encoding: .utf8)
        let cases: [([String], String)] = [
            (["run", "nothing-of-that-name"], "no such file"),
            (["run", empty], "empty.yml: the file is empty"),
            (["run", file, "--profile", "lite"], "unknown profile 'lite'"),
            (["run", file, "--only", "nothing"], "none of the 12 cells"),
            (["run", file, "--threads", "0"], "--threads: 0"),
            (["run", file, "--threads", "100000"], "--threads: 100000"),
            (["run", file, "--out", ""], "--out: the name of the folder is empty"),
            (["run", file, "--out", file], "in the way"),
            (["run", file, "--out", "/proc/nowhere"], "/proc/nowhere"),
            (["report", "nowhere"], "nowhere"),
        ]
        for (arguments, expected) in cases {
            let outcome = try run(arguments, in: folder.path)
            #expect(outcome.status != 0, "\(arguments)")
            #expect(outcome.error.contains(expected), "\(arguments): \(outcome.error)")
            #expect(outcome.error.split(separator: "\n").count == 1, "\(arguments): \(outcome.error)")
        }
    }

    @Test(
        "a full disk ends the run with one line, and keeps what was done",
        .enabled(if: Tmpfs.isPossible, "needs the right to mount a tmpfs"))
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let file = try matrix(smallMatrix, in: folder)
        let disk = try Tmpfs(at: "\(folder.path)/disk", size: "200k")
        defer { disk.unmount() }
        let full = try run("run", file, "--quiet", "--out", "disk", in: folder.path)
        #expect(full.status == 1)
        #expect(full.error.contains("No space left on device"), "\(full.error)")
        #expect(full.error.split(separator: "\n").count == 1, "\(full.error)")
        let kept = try records("\(folder.path)/disk")
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/disk/records")
        #expect(names.allSatisfy { $0.hasSuffix(".json") } && kept.count == names.count)
    }

    @Test(
        "a full disk ends a report with one line, and leaves the old one as it was",
        .enabled(if: Tmpfs.isPossible, "needs the right to mount a tmpfs"))
    func fullDiskUnderReport() throws {
        let folder = try TemporaryFolder()
        let file = try matrix(smallMatrix, in: folder)
        #expect(try run("run", file, "--quiet", "--out", "results", in: folder.path).status == 0)
        let disk = try Tmpfs(at: "\(folder.path)/disk", size: "40k")
        defer { disk.unmount() }
        let old = "the report of yesterday\n"
        for name in ["report.md", "report.html"] {
            try old.write(toFile: "\(disk.path)/\(name)", atomically: true, encoding: .utf8)
        }
        let full = try run("report", "results", "--out", "disk", in: folder.path)
        #expect(full.status == 1 && full.error.contains("No space left on device"), "\(full.error)")
        #expect(full.error.split(separator: "\n").count == 1, "\(full.error)")
        #expect(try String(contentsOfFile: "\(disk.path)/report.html", encoding: .utf8) == old)
        let left = FileManager.default.enumerator(atPath: disk.path)?.compactMap { $0 as? String } ?? []
        #expect(!left.contains { $0.hasSuffix(".tmp") }, "\(left)")
        // With room for it, the same command writes it.
        #expect(try run("report", "results", "--out", "roomy", in: folder.path).status == 0)
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/roomy/report.html"))
    }

    @Test("extract and show take settings before the pictures, and leave no file where something is wrong")
    func byHand() throws {
        let folder = try TemporaryFolder()
        let shape = ImageShape(height: 48, width: 64, channels: 1)
        let picture = ImageStack(shape: shape, pixels: (0..<shape.count).map { UInt8($0 * 37 % 251) })
        try Data(try ImageFile.encodePNG(picture)).write(to: URL(fileURLWithPath: "\(folder.path)/a.png"))
        let extracted = try run("extract", "hog", "cellSize=16", "bins=6", "a.png", "-o", "a.npy", in: folder.path)
        #expect(extracted.status == 0 && extracted.output.hasPrefix("a.npy: 1 × \(2 * 3 * 4 * 6)"), "\(extracted)")
        #expect(try run("show", "hog", "cellSize=16", "a.png", "-o", "b.png", in: folder.path).status == 0)
        for (arguments, message) in [
            (["extract", "hog", "cellsize=16", "a.png", "-o", "wrong.npy"], "did you mean 'cellSize'?"),
            (["extract", "hog", "cellSize=16", "-o", "wrong.npy"], "give a picture or a data set"),
            (["extract", "hog", "cellSize=64", "a.png", "-o", "wrong.npy"], "cellSize"),
            (["show", "hog", "a.png", "a.png", "-o", "wrong.png"], "draws one picture at a time"),
            (["show", "hog", "none.png", "-o", "wrong.png"], "none.png"),
        ] {
            let outcome = try run(arguments, in: folder.path)
            #expect(outcome.status != 0 && outcome.error.contains(message), "\(arguments): \(outcome.error)")
            #expect(outcome.error.split(separator: "\n").count == 1)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("wrong") }
        #expect(left.isEmpty)
    }

    @Test("help has examples; the lists name everything in the catalogue")
    func help() throws {
        let folder = try TemporaryFolder()
        for arguments in [
            ["--help"], ["run", "--help"], ["report", "--help"], ["list", "--help"], ["data", "--help"],
            ["extract", "--help"], ["show", "--help"], ["bench", "--help"], ["svm", "--help"],
            ["svm", "train", "--help"], ["train", "--help"], ["predict", "--help"],
        ] {
            let outcome = try run(arguments, in: folder.path)
            #expect(outcome.status == 0 && outcome.output.contains("EXAMPLE"), "\(arguments)")
        }
        let methods = try run("list", "methods", "--all", in: folder.path).output
        for type in Catalogue.extractors.map({ $0.card.name }) + Catalogue.classifiers.map({ $0.card.name })
            + Catalogue.networks.map({ $0.card.name })
        {
            #expect(methods.contains("  \(type): "))
        }
        let datasets = try run("list", "datasets", "--all", in: folder.path).output
        for type in Catalogue.datasets { #expect(datasets.contains("  \(type.card.name): ")) }
        #expect(try run("list", "matrices", in: folder.path).output.contains("default"))
    }

    private static let timingMatrix = """
        datasets: [glyphs: {training: 100, test: 50}]
        methods: {raw-svm: {extractor: raw, classifier: linear-svm}}
        sizes: [100]
        """

    @Test("runs for their times are repeated five times")
    func timing() throws {
        let folder = try TemporaryFolder()
        let path = try matrix(Self.timingMatrix, in: folder)
        let outcome = try run(
            "run", path, "--timing", "--busy-ok", "--threads", "1", "--out", "out", in: folder.path)
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try records("\(folder.path)/out").count == 5)
    }

    #if os(Linux)
        @Test("runs for their times do not start while another program is busy")
        func busy() throws {
            let folder = try TemporaryFolder()
            let path = try matrix(Self.timingMatrix, in: folder)
            let other = Process()
            other.executableURL = URL(fileURLWithPath: "/bin/sh")
            // An end of its own, whatever becomes of this process.
            other.arguments = ["-c", "ulimit -t 60; while :; do :; done"]
            (other.standardOutput, other.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try other.run()
            defer {
                kill(other.processIdentifier, SIGKILL)
                other.waitUntilExit()
            }
            let outcome = try run("run", path, "--timing", "--threads", "1", "--out", "out", in: folder.path)
            #expect(outcome.status == 1 && outcome.error.contains("--timing: other programs use"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/records"))
        }
    #endif
}

/// A file system of a few kilobytes in memory.
struct Tmpfs {
    let path: String

    static let isPossible: Bool = {
        #if os(Linux)
            guard getuid() == 0, let folder = try? TemporaryFolder(),
                let disk = try? Tmpfs(at: "\(folder.path)/try", size: "4k")
            else { return false }
            disk.unmount()
            return true
        #else
            return false
        #endif
    }()

    init(at path: String, size: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path) else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    func unmount() { _ = Self.run("umount", path) }

    private static func run(_ words: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
