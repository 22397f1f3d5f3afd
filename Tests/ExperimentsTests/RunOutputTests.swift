import Experiments
import Foundation
import Testing

/// What `hindsight run` says before, while and after it works, where no terminal listens.
@Suite("What a run says", .serialized)
struct RunOutputTests {
    private let folder: TemporaryFolder
    private static let text = """
        datasets: [{glyphs: {training: 200, test: 50}}]
        methods:
          raw: {extractor: raw, classifier: linear-svm}
          hog: {extractor: hog, classifier: linear-svm}
        sizes: [20, 100]
        seeds: [1, 2]
        """

    init() throws {
        folder = try TemporaryFolder()
        try Self.text.write(toFile: "\(folder.path)/small.yml", atomically: true, encoding: .utf8)
    }

    private func run(
        _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        let pipes = [Pipe(), Pipe()]
        (process.standardOutput, process.standardError) = (pipes[0], pipes[1])
        try process.run()
        let texts = pipes.map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        process.waitUntilExit()
        return (process.terminationStatus, texts[0], texts[1])
    }

    @Test("before: what is done, what the rest takes; after: the table, the page, and the line that scripts read")
    func course() throws {
        let fresh = try run(["run", "small.yml", "--dry-run"])
        #expect(
            fresh.output.hasSuffix(
                "\n8 cells, 0 done; how long they take is unknown; records would go to results/small/records\n"))
        #expect(fresh.output.split(separator: "\n").count { $0.contains("  time unknown  ") } == 8)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/results"), "a dry run leaves nothing")

        let part = try run(["run", "small.yml", "--only", "*/20/*"])
        #expect(part.status == 0, "\(part.error)")
        let planned = try run(["run", "small.yml", "--dry-run"]).output.split(separator: "\n").map(String.init)
        #expect(planned.count { $0.contains("  done  ") } == 4 && planned.count { $0.contains("  about 1 s  ") } == 4)
        #expect(planned.last?.hasPrefix("8 cells, 4 done; the other 4 take about ") == true, "\(planned)")
        let again = try run(["run", "small.yml", "--dry-run", "--again"]).output
        #expect(again.contains("8 cells, 0 done; they take about "), "\(again)")

        let whole = try run(["run", "small.yml"])
        #expect(whole.status == 0, "\(whole.error)")
        // A line for each cell, with the time that has gone, and nothing that only a terminal understands.
        let lines = whole.error.split(separator: "\n").map(String.init)
        #expect(lines[0] == "4 cells to run, 4 already there")
        for index in 1...4 {
            #expect(lines[index].contains(#/^\[\d/4\] glyphs/.* % .* s  after \d+ s/#), "\(lines[index])")
        }
        #expect(lines[2].contains(" left") && !lines[4].contains(" left"))
        #expect(!(whole.output + whole.error).contains("\u{1B}"))
        let output = whole.output.split(separator: "\n").map(String.init)
        #expect(output.last == "the report is in results/small/report.md and results/small/report.html")
        #expect(
            output.contains(
                "file://\(URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path)/results/small/report.html"))
        #expect(output[0].contains("accuracy on glyphs in %, mean of 2 seeds"))
        #expect(output[1].split(separator: " ") == ["20", "100"])
        #expect(output[2].hasPrefix("raw ") && output[3].hasPrefix("hog "))
        for column in 1...2 {
            let words = output[2...3].map { $0.split(separator: " ")[column] }
            #expect(words.count { $0.hasSuffix("*") } >= 1, "\(words)")
        }
        #expect(try run(["run", "small.yml", "--quiet"]).output == "results/small/report.md\n")
    }

    @Test("--open hands the page to the desktop, and says so where there is none")
    func open() throws {
        #if os(Linux)
            let tool = "\(folder.path)/bin/xdg-open"
            try FileManager.default.createDirectory(atPath: "\(folder.path)/bin", withIntermediateDirectories: true)
            try "#!/bin/sh\necho \"$1\" > \(folder.path)/opened\n".write(
                toFile: tool, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let shown = try run(
                ["run", "small.yml", "--only", "*/raw/20/1", "--quiet", "--open"],
                ["PATH": "\(folder.path)/bin:\(path)"])
            #expect(shown.status == 0, "\(shown.error)")
            let opened = try String(contentsOfFile: "\(folder.path)/opened", encoding: .utf8)
            #expect(opened.hasPrefix("file:///") && opened.hasSuffix("/results/small/report.html\n"))
            let none = try run(
                ["run", "small.yml", "--only", "*/raw/20/1", "--quiet", "--open"], ["PATH": "\(folder.path)/nothing"])
            #expect(
                none.status == 0
                    && none.error.contains("--open: there is no xdg-open on this machine; the page is file:///"))
        #endif
    }

    @Test("shells complete the names of methods, data sets, matrices and profiles", arguments: ["bash", "zsh", "fish"])
    func completion(_ shell: String) throws {
        let script = try run(["--generate-completion-script", shell]).output
        for word in ["lenet5", "fashion-mnist", "caltech-101"] { #expect(script.contains(word), "\(word)") }
    }

    @Test("bash completes the words of a command line")
    func bash() throws {
        let words = """
            PATH="$(dirname "$H"):$PATH"; eval "$(hindsight --generate-completion-script bash)"
            complete_line() {
                COMP_LINE="$*"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                _hindsight hindsight "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                echo "${COMPREPLY[*]}"
            }
            complete_line hindsight list methods ho
            complete_line hindsight run defa
            complete_line hindsight run ./sma
            complete_line hindsight run default --profile l
            complete_line hindsight data fetch cal
            """
        guard FileManager.default.fileExists(atPath: "/bin/bash") else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", words]
        process.environment = ProcessInfo.processInfo.environment.merging(["H": CommandLineTests.program]) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(text == "hog hog-pyramid\ndefault\n./small.yml\nlesson lite\ncaltech-101\n")
    }

    @Test("--version tells the version and, in a checkout, the commit")
    func version() throws {
        let version = try run(["--version"])
        #expect(version.status == 0)
        #expect(
            version.output.contains(#/^0\.\d+\.\d+( \(commit [0-9a-f]{12}(, changed since)?\))?\n$/#),
            "\(version.output)")
    }

    @Test(
        "messages: one line that says where, what, and what to do",
        arguments: [
            (["rnu", "default"], "rnu: there is no such command, file or matrix; did you mean 'run'?"),
            (["lst", "methods"], "lst: there is no such command, file or matrix; did you mean 'list'?"),
            (["run", "tab.yml"], "tab.yml:3: not valid YAML: a tab stands before the first word; indent with spaces"),
            (
                ["run", "indent.yml"],
                "indent.yml:4: not valid YAML: this line does not fit those above; what belongs together is indented by as many spaces"
            ),
            (
                ["run", "small.yml", "--profile", "lite"],
                "small.yml: unknown profile 'lite': the matrix has none; leave --profile out"
            ),
            (
                ["predict", "small.yml", "a.png"],
                "small.yml: not a safetensors file: it does not begin with the length of a header"
            ),
            (
                [
                    "train", "lenet5", "--data", "glyphs", "--set", "training.optimiser.method=adam", "-o",
                    "a.safetensors",
                ],
                "NETWORK: lenet5.training.optimiser.method: 'adam' is not known; did you mean 'adamw'?"
            ),
            (["predict", "none.safetensors", "a.png"], "none.safetensors: there is no such file"),
            (["extract", "hog", "none.png", "-o", "a.npy"], "none.png: there is no such file"),
            (["data", "verify", "minst"], "minst: not a data set that can be fetched; did you mean 'mnist'?"),
        ])
    func messages(_ arguments: [String], _ message: String) throws {
        try "datasets: [glyphs]\nmethods:\n\tm: {extractor: raw}\nsizes: [10]\n".write(
            toFile: "\(folder.path)/tab.yml", atomically: true, encoding: .utf8)
        try "datasets: [glyphs]\nmethods:\n  m: {extractor: raw}\n n: 3\n".write(
            toFile: "\(folder.path)/indent.yml", atomically: true, encoding: .utf8)
        let outcome = try run(arguments)
        #expect(outcome.status != 0 && outcome.error == "Error: \(message)\n", "\(outcome.error)")
    }

    @Test("minimumSteps says so where it makes more epochs than were asked for; many epochs make few lines")
    func epochs() throws {
        let network = try run([
            "train", "network", "--data", "glyphs: {training: 32, test: 20}", "--set", "layers=[linear]", "--set",
            "training.epochs=2", "--set", "training.minimumSteps=300", "-o", "m.safetensors",
        ])
        #expect(network.status == 0, "\(network.error)")
        #expect(network.error.contains("minimumSteps is 300, so that there will be 300 epochs in place of 2;"))
        #expect(network.error.split(separator: "\n").count { $0.hasPrefix("epoch ") } <= 22, "\(network.error)")
    }

    @Test("a grid shows only the parameters that its kernel has")
    func grid() throws {
        let lines = (0..<20).map { "\($0 % 2) 1:\($0 % 2 * 3) 2:\($0)\n" }.joined()
        try lines.write(toFile: "\(folder.path)/x.txt", atomically: true, encoding: .utf8)
        let rbf = try run(["svm", "grid", "-c", "1,10", "-g", "0.1", "-v", "2", "x.txt"])
        #expect(rbf.status == 0 && rbf.output.hasPrefix("C=1 gamma=0.1 ") && !rbf.output.contains("degree="))
        let polynomial = try run(["svm", "grid", "-t", "1", "-c", "1", "-g", "0.1", "-v", "2", "x.txt"])
        #expect(polynomial.output.contains("gamma=0.1 degree=3 "), "\(polynomial.output) \(polynomial.error)")
    }

    @Test("labels and counts that are extracted are whole numbers for NumPy, too")
    func labels() throws {
        #expect(try run(["extract", "raw", "glyphs: {training: 20, test: 20}", "-o", "a.npy"]).status == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a.labels.npy"))
        #expect(String(decoding: bytes.prefix(80), as: UTF8.self).contains("'descr': '<i8'"))
    }
}
