import Core
import Experiments
import Files
import Foundation
import Testing

/// `hindsight train` and `hindsight predict` as a user meets them.
@Suite("hindsight train and predict", .serialized)
struct TrainCommandTests {
    private let folder: TemporaryFolder
    private static let data = "glyphs: {training: 200, test: 50}"

    init() throws { folder = try TemporaryFolder() }

    private func start(_ arguments: [String], error: FileHandle? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        for name in ["stdout", "stderr"] { try Data().write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: "\(folder.path)/stdout")
        process.standardError = error ?? FileHandle(forWritingAtPath: "\(folder.path)/stderr")
        try process.run()
        return process
    }

    private func run(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
        let process = try start(arguments)
        process.waitUntilExit()
        let texts = try ["stdout", "stderr"].map { try String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8) }
        return (process.terminationStatus, texts[0], texts[1])
    }

    private func bytes(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    @Test("a network is trained, kept, scored, asked and shown")
    func whole() throws {
        let trained = try run(
            "train", "lenet5", "--data", Self.data, "--epochs", "2", "--curve", "curve.json", "-o", "m.safetensors")
        #expect(trained.status == 0, "\(trained.error)")
        let lines = trained.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(
            lines[0].wholeMatch(of: /test accuracy \d+\.\d % \(95 % interval [\d.]+–[\d.]+ %\), \d+ of 50 images/)
                != nil)
        #expect(lines[1].wholeMatch(of: /trained on 200 images in \d+\.\d s: 12 steps of 32 images, 2 epochs/) != nil)
        #expect(lines[2] == "m.safetensors: 61706 parameters, 10 classes")
        let progress = trained.error.split(separator: "\n").map(String.init)
        #expect(
            progress.count == 2
                && progress[0].contains(
                    /epoch 1\/2, loss \d\.\d+, training \d+\.\d+ %, test \d+\.\d+ %, [\d,]+ images\/s/)
        )
        #expect(try String(decoding: bytes("curve.json"), as: UTF8.self).contains("\"heldOutAccuracy\""))
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/m.checkpoint.safetensors"))

        let scored = try run("predict", "m.safetensors", "--data", Self.data)
        #expect(
            scored.status == 0 && scored.output.hasPrefix(lines[0].replacing("test ", with: "")), "\(scored.output)")
        try AtomicFile.write(
            try ImageFile.encodePNG(
                ImageStack(
                    shape: ImageShape(height: 40, width: 40, channels: 1), pixels: [UInt8](repeating: 90, count: 1600))),
            to: "\(folder.path)/a.png")
        let asked = try run("predict", "m.safetensors", "a.png", "--top", "2")
        #expect(
            asked.output.wholeMatch(
                of: /a\.png: \d \(\d+\.\d %\), \d \(\d+\.\d %\)  \[no figure stands out, 40×40 scaled to 28×28\]\n/)
                != nil)
        let json = try run("predict", "m.safetensors", "a.png", "--json").output
        #expect(
            json.hasPrefix("[{\"change\":\"no figure stands out, 40×40 scaled to 28×28\",\"classes\":[{\"name\":\"")
                && json.contains("\"probability\":"))
        for arguments in [
            ["show", "filters", "m.safetensors", "-o", "f.png"],
            ["show", "activations", "m.safetensors", "a.png", "-o", "l.png"],
        ] {
            let process = try start(arguments)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(try ImageFile.read("\(folder.path)/\(arguments.last ?? "")").count == 1)
        }
    }

    @Test("Ctrl-C keeps a checkpoint, and --resume ends with the same bytes as an undisturbed training")
    func interrupted() throws {
        let command = [
            "train", "lenet5", "--data", "glyphs: {training: 3000, test: 50}", "--epochs", "12", "--threads", "1",
        ]
        let calm = try start(command + ["-o", "calm.safetensors"])
        calm.waitUntilExit()
        #expect(calm.terminationStatus == 0)
        let rough = try start(command + ["-o", "rough.safetensors"])
        // Once it has begun with the epochs.
        for _ in 0..<400 where rough.isRunning {
            if try !bytes("stderr").isEmpty { break }
            usleep(5000)
        }
        kill(rough.processIdentifier, SIGINT)
        rough.waitUntilExit()
        #expect(rough.terminationStatus == 130)
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/rough.checkpoint.safetensors"))
        #expect(try String(decoding: bytes("stderr"), as: UTF8.self).contains("--resume goes on from there"))
        let other = try start(command + ["--seed", "2", "--resume", "-o", "rough.safetensors"])
        other.waitUntilExit()
        #expect(other.terminationStatus != 0)
        #expect(try String(decoding: bytes("stderr"), as: UTF8.self).contains("its seed is"))
        let resumed = try start(command + ["--resume", "-o", "rough.safetensors"])
        resumed.waitUntilExit()
        #expect(resumed.terminationStatus == 0)
        let (one, two) = (try tensors("calm.safetensors"), try tensors("rough.safetensors"))
        #expect(one == two && !one.isEmpty)
    }

    @Test("a training whose progress nobody reads any more keeps its state")
    func readerGone() throws {
        let ends = Pipe()
        try ends.fileHandleForReading.close()
        let process = try start(
            ["train", "lenet5", "--data", Self.data, "--epochs", "2000", "--threads", "1", "-o", "gone.safetensors"],
            error: ends.fileHandleForWriting)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 128 + SIGPIPE)
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/gone.checkpoint.safetensors"))
    }

    /// The numbers of a model: what follows its header.
    private func tensors(_ name: String) throws -> Data {
        let data = try bytes(name)
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        return data.dropFirst(8 + length)
    }

    @Test("mistakes are one line, and exit codes tell")
    func mistakes() throws {
        try AtomicFile.makeFolder("\(folder.path)/f.safetensors")
        try "no picture".write(toFile: "\(folder.path)/a.png", atomically: true, encoding: .utf8)
        for (arguments, words) in [
            (["train", "lenet5", "--data", Self.data, "-o", "m.bin"], "does not end in .safetensors"),
            (["train", "lenet5", "--data", Self.data, "-o", "no/m.safetensors"], "the folder 'no'"),
            (["train", "lenet5", "--data", Self.data, "-o", "f.safetensors"], "it is a folder"),
            (["train", "lenet", "--data", Self.data, "-o", "m.safetensors"], "did you mean 'lenet5'?"),
            (["train", "lenet5", "--data", "mist", "-o", "m.safetensors"], "did you mean 'mnist'?"),
            (["train", "lenet5", "--data", Self.data, "--size", "900", "-o", "m.safetensors"], "there are 200"),
            (["train", "lenet5", "--data", Self.data, "--epochs", "0", "-o", "m.safetensors"], "--epochs: 0"),
            (
                ["train", "lenet5", "--data", Self.data, "--checkpoint-every", "soon", "-o", "m.safetensors"],
                "--checkpoint-every: 'soon'"
            ),
            (
                ["train", "lenet5", "--data", Self.data, "--set", "training.learningRate=1e9", "-o", "m.safetensors"],
                "the training diverged"
            ),
            (["predict", "m.safetensors", "a.png"], "there is no such file"),
            (["predict", "a.png", "a.png"], "not a safetensors file"),
            (["predict", "m.safetensors"], "either files or --data"),
            (["show", "activations", "a.png", "-o", "b.png"], "give a model"),
        ] {
            let process = try start(arguments)
            process.waitUntilExit()
            let error = try String(decoding: bytes("stderr"), as: UTF8.self)
            #expect(process.terminationStatus != 0 && error.contains(words), "\(arguments): \(error)")
            #expect(error.split(separator: "\n").count <= 1, "\(error)")
        }
    }
}

@Suite("Curves of trainings")
struct TrainingCurveTests {
    private static let course = """
        {"name": "tiny", "accuracy": 0.5, "method": {}, "history": [
        {"step": 1, "loss": 2, "trainingAccuracy": 0.3, "heldOutAccuracy": 0.25, "seconds": 40},
        {"step": 2, "loss": 1, "trainingAccuracy": 0.6, "heldOutAccuracy": 0.5, "seconds": 80}]}
        """

    @Test("one curve or several are drawn", .enabled(if: InstalledPrograms.hasGnuplot))
    func drawing() throws {
        let folder = try TemporaryFolder()
        let files = ["first", "second"].map { "\(folder.path)/\($0).json" }
        for file in files { try Self.course.write(toFile: file, atomically: true, encoding: .utf8) }
        let both = String(decoding: try TrainingCurve.draw(files, isVector: true), as: UTF8.self)
        #expect(both.contains("</svg>") && both.contains("first") && both.contains("second, training images"))
        #expect(try TrainingCurve.draw([files[0]], isVector: false).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test(
        "what is no course is one clear line",
        arguments: [
            ("[1]", "is not a training curve"), (#"{"name": "x", "history": []}"#, "holds no accuracy after an epoch"),
        ])
    func mistakes(text: String, message: String) throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/c.json"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect {
            _ = try TrainingCurve.draw([file], isVector: true)
        } throws: {
            "\($0)".hasPrefix(file) && "\($0)".contains(message)
        }
        #expect(throws: UserError.self) { try TrainingCurve.draw(["\(folder.path)/none.json"], isVector: true) }
    }
}
