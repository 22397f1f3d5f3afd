import Core
import Experiments
import Files
import Foundation
import Testing

/// What becomes of the program's output, and of the program when it is asked to end.
@Suite("Output and signals")
struct OutputTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct Outcome {
        let status: Int32
        let output: String
        let error: String
    }

    /// Runs the program with the shell's words, so that it is given any file as its output.
    private func shell(_ words: String) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", words]
        process.environment = ProcessInfo.processInfo.environment.merging(["H": CommandLineTests.program]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        let names = ["\(folder.path)/stdout.txt", "\(folder.path)/stderr.txt"]
        process.standardOutput = try newFile(names[0])
        process.standardError = try newFile(names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
        return Outcome(status: process.terminationStatus, output: texts[0], error: texts[1])
    }

    /// A new, empty file to write to.
    private func newFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(fileURLWithPath: path))
        return try #require(FileHandle(forWritingAtPath: path))
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(toFile: "\(folder.path)/\(name)", atomically: true, encoding: .utf8)
    }

    @Test("there is one way to standard output, and it is checked: no source prints by itself")
    func onlyWay() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources").path
        var files = 0
        for name in FileManager.default.enumerator(atPath: sources)?.compactMap({ $0 as? String }) ?? []
        where name.hasSuffix(".swift") {
            files += 1
            let text = try String(contentsOfFile: "\(sources)/\(name)", encoding: .utf8)
            let found = text.matches(of: /(^|[^A-Za-z_.])(print|debugPrint|puts|putchar|fputs|dump)\(/)
            #expect(found.isEmpty, "\(name) prints")
            #expect(!text.contains("FileHandle.standardOutput"), "\(name) writes")
            #expect(
                name == "Core/StandardOutput.swift" || !text.contains("STDOUT_FILENO")
                    || name == "Core/AtomicFile.swift")
        }
        #expect(files > 300)
    }

    @Test("a full disk under standard output is an error of one line, whatever the command")
    func fullDisk() throws {
        try write("1 1:2 2:3\n-1 1:4 2:1\n1 1:3 2:2\n-1 1:5 2:2\n", "x.txt")
        try write(
            "datasets: [glyphs: {training: 50}]\nmethods: {m: {extractor: raw, classifier: linear-svm}}\nsizes: [10]\n",
            "x.yml")
        for command in [
            "--help", "--version", "run --help", "list methods", "list matrices", "data list", "bench --list",
            "svm scale x.txt", "svm train x.txt x.model", "run x.yml --dry-run", "run x.yml --quiet --out r",
            "report r", "compare r r", "--generate-completion-script bash",
        ] {
            let outcome = try shell("exec $H \(command) > /dev/full")
            #expect(outcome.status == 1, "\(command): \(outcome.status)")
            #expect(
                outcome.error == "Error: standard output: cannot be written: No space left on device\n",
                "\(command): \(outcome.error)")
        }
        // Closed altogether: what is written afterwards must not land in a record.
        let closed = try shell("exec $H run x.yml --quiet --again --out r >&-")
        #expect(closed.status == 1 && closed.error.contains("Bad file descriptor"), "\(closed.error)")
        #expect(try shell("$H report r > /dev/null").status == 0)
        // A reader that has seen enough is no error worth a word.
        let piped = try shell("$H list methods | head -1; trap '' PIPE; $H list methods | head -1")
        #expect(piped.status == 0 && piped.error.isEmpty && piped.output.split(separator: "\n").count == 2)
    }

    @Test("output goes into devices, pipes and links; files beside it are not made there")
    func streams() throws {
        let shape = ImageShape(height: 32, width: 32, channels: 1)
        let picture = ImageStack(shape: shape, pixels: (0..<shape.count).map { UInt8($0 * 37 % 251) })
        try Data(try ImageFile.encodePNG(picture)).write(to: URL(fileURLWithPath: "\(folder.path)/a.png"))
        for command in [
            "extract hog a.png -o a.npy", "extract hog a.png -o /dev/null", "show hog a.png -o /dev/null",
            "extract sift a.png -o /dev/null",
        ] {
            let outcome = try shell("exec $H \(command)")
            #expect(outcome.status == 0, "\(command): \(outcome.error)")
        }
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.npy"))
        #expect(try shell("$H extract hog a.png -o /dev/stdout > b.npy").status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/b.npy")) == whole)
        #expect(try shell("$H extract hog a.png -o /dev/stdout | cat > c.npy").status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/c.npy")) == whole)
        #expect(
            try shell("mkfifo p.npy; cat p.npy > d.npy & $H extract hog a.png -o p.npy; wait; test -p p.npy").status
                == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/d.npy")) == whole)
        #expect(
            try shell("mkdir deep; ln -s deep/e.npy l.npy; $H extract hog a.png -o l.npy && test -L l.npy").status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/deep/e.npy")) == whole)
        let full = try shell("exec $H extract hog a.png -o /dev/full")
        #expect(full.status == 1 && full.error == "Error: /dev/full: cannot be written: No space left on device\n")
        let model = try shell("exec $H train lenet5 --data 'glyphs: {training: 50, test: 10}' --epochs 1 -o /dev/null")
        #expect(model.status == 0, "\(model.error)")
    }

    @Test("control characters of a file never reach the terminal")
    func controls() throws {
        try write(
            "datasets: [glyphs: {training: 50}]\nmethods: {\"\\e[31mred\": {extractor: raw, classifier: \"\\e[31mx\"}}\nsizes: [10]\n",
            "bad.yml")
        let refused = try shell("exec $H run bad.yml")
        #expect(refused.status == 1 && refused.error.contains("unknown classifier '\\e[31mx'"))
        // A label that is there, shown by every step of a run.
        try write(
            "datasets: [glyphs: {training: 50}]\nmethods: {\"\\e[31mred\\x9b2J\": {extractor: raw, classifier: linear-svm}}\nsizes: [10]\n",
            "red.yml")
        let commands = [
            "run red.yml --dry-run", "run red.yml --out out", "compare out out", "report out", "list 'ma\u{1B}trices'",
            "run 'no\u{1B}file.yml'", "predict 'a\u{9B}b.safetensors' c.png", "svm scale 'a\u{1B}b'",
        ]
        for command in commands {
            let outcome = try shell("exec $H \(command)")
            for text in [outcome.output, outcome.error] {
                let commands = text.unicodeScalars.filter {
                    $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                }
                #expect(commands.isEmpty, "\(command): \(commands)")
            }
        }
        #expect(try shell("exec $H run red.yml --dry-run").output.contains("\\e[31mred\\u{9B}2J"))
    }

    private func start(_ words: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", words]
        process.environment = ProcessInfo.processInfo.environment.merging(["H": CommandLineTests.program]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, FileHandle.nullDevice)
        process.standardError = try newFile("\(folder.path)/log")
        try process.run()
        return process
    }

    private func log() throws -> String { try String(contentsOfFile: "\(folder.path)/log", encoding: .utf8) }

    @Test("a training keeps its state at every signal that asks for an end", arguments: [SIGTERM, SIGHUP])
    func training(_ signal: Int32) throws {
        let process = try start(
            "exec $H train lenet5 --data 'glyphs: {training: 3000, test: 50}' --epochs 500 --threads 1 -o m.safetensors"
        )
        for _ in 0..<2000 where process.isRunning {
            if try !log().isEmpty { break }
            usleep(5000)
        }
        // 'timeout' sends it twice.
        kill(process.processIdentifier, signal)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
        #expect(try log().contains("--resume goes on from there"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "log", "m.checkpoint.safetensors",
            ])
    }

    @Test(
        "a run ends at every such signal, without a claim or a temporary file left; what nohup has it ignore, it ignores"
    )
    func run() throws {
        try write(smallMatrix.replacingOccurrences(of: "epochs: 2", with: "epochs: 20000"), "long.yml")
        for (signal, command) in [(SIGTERM, "exec $H"), (SIGHUP, "exec $H"), (SIGTERM, "trap '' HUP; exec $H")] {
            let process = try start("\(command) run long.yml --out out")
            let claims = "\(folder.path)/out/claims"
            // Within the long cell, or any other.
            for _ in 0..<2000 where process.isRunning && !FileManager.default.fileExists(atPath: claims) {
                usleep(5000)
            }
            usleep(300_000)
            if command.contains("trap") {
                kill(process.processIdentifier, SIGHUP)
                usleep(100_000)
                #expect(process.isRunning)
            }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
            #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
            #expect(try log().contains("the finished cells are kept"))
            #expect(!FileManager.default.fileExists(atPath: claims))
            let left = FileManager.default.enumerator(atPath: "\(folder.path)/out")?.compactMap { $0 as? String } ?? []
            #expect(!left.contains { $0.hasSuffix(".tmp") }, "\(left)")
        }
    }
    @Test("a report that is ended while it draws leaves no temporary file")
    func report() throws {
        try write(smallMatrix, "small.yml")
        let run = try start("exec $H run small.yml --out out")
        run.waitUntilExit()
        #expect(run.terminationStatus == 0)
        for name in ["bin", "tmp"] { try AtomicFile.makeFolder("\(folder.path)/\(name)") }
        try write("#!/bin/sh\ntouch \"$OLD/started\"\nexec sleep 10\n", "bin/gnuplot")
        #expect(chmod("\(folder.path)/bin/gnuplot", 0o755) == 0)
        let process = try start("OLD=$PWD TMPDIR=$PWD/tmp PATH=$PWD/bin:$PATH exec $H report out")
        let started = "\(folder.path)/started"
        for _ in 0..<2000 where process.isRunning && !FileManager.default.fileExists(atPath: started) { usleep(5000) }
        #expect(FileManager.default.fileExists(atPath: started))
        // The threads of whoever runs the tests have signals blocked, and so have programs that they start.
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGTERM)
        for place in ["out", "tmp"] {
            let left =
                FileManager.default.enumerator(atPath: "\(folder.path)/\(place)")?.compactMap { $0 as? String } ?? []
            #expect(place == "out" ? !left.contains { $0.contains(".tmp") } : left.isEmpty, "\(left)")
        }
    }
}
