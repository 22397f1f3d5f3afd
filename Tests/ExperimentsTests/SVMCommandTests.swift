import Core
import Experiments
import Files
import Foundation
import SVM
import Testing

/// The subcommands of `hindsight svm`, beside LIBSVM's own programs where these are installed.
@Suite("hindsight svm", .serialized)
struct SVMCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (name, seed) in [("train.txt", 1), ("test.txt", 2)] as [(String, UInt64)] {
            var random = RandomSource(seed: seed)
            let labels = (0..<150).map { [3, -1, 12][$0 % 3] }
            var values: [Float] = []
            for row in 0..<150 {
                for column in 0..<8 {
                    let mean: Float = column == row % 3 ? 1.2 : 0.3
                    values.append(random.uniform() < 0.3 ? 0 : mean + random.normal() * 0.6)
                }
            }
            try ExamplesFile(
                labels: labels.map(Double.init), features: Matrix(rows: 150, columns: 8, values: values)
            ).write(to: "\(folder.path)/\(name)")
        }
    }

    private func run(
        _ arguments: [String], program: String = CommandLineTests.program
    ) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let names = ["\(folder.path)/stdout", "\(folder.path)/stderr"]
        for name in names { try Data().write(to: URL(fileURLWithPath: name)) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: names[0])
        process.standardError = FileHandle(forWritingAtPath: names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return (process.terminationStatus, texts[0], texts[1])
    }

    private func svm(_ text: String) throws -> (status: Int32, output: String, error: String) {
        try run(["svm"] + text.split(separator: " ").map(String.init))
    }

    private func content(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    private static let tools = ["svm-train", "svm-predict", "svm-scale"].map { "/usr/bin/\($0)" }
    private static let hasTools = tools.allSatisfy(FileManager.default.isExecutableFile)

    @Test("scale, grid, train and predict, with LIBSVM's letters")
    func walk() throws {
        #expect(try svm("scale -l 0 -u 1 -s ranges train.txt -o a").status == 0)
        #expect(try svm("scale -r ranges test.txt -o b").status == 0)
        let printed = try svm("scale -r ranges test.txt")
        let scaled = try content("b")
        #expect(printed.status == 0 && printed.output == scaled)
        let grid = try svm("grid -c 0.1,1,10 --log2g -3,1,2 -v 4 a")
        let lines = grid.output.split(separator: "\n")
        #expect(lines.count == 10 && lines.count { $0.hasSuffix("(chosen)") } == 1, "\(grid)")
        #expect(lines.last?.hasPrefix("-c ") ?? false)
        let trained = try svm("train -c 1 -g 0.5 -w3 2 -w-1 0.5 a")
        #expect(trained.status == 0 && trained.output.contains("a.model: "), "\(trained)")
        let predicted = try svm("predict b a.model out")
        #expect(predicted.output.hasPrefix("Accuracy = ") && predicted.output.hasSuffix("/150) (classification)\n"))
        let labels = try content("out").split(separator: "\n")
        #expect(labels.count == 150 && Set(labels).isSubset(of: ["3", "-1", "12"]))
        #expect(try svm("train -v 5 -c 1 a").output.hasPrefix("Cross Validation Accuracy = "))
        let quiet = try svm("train -q -t 0 a quiet.model")
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.error.isEmpty)
    }

    @Test("a heat map is drawn", .enabled(if: InstalledPrograms.hasGnuplot))
    func picture() throws {
        #expect(try svm("grid -c 1,10 -g 0.1,1 train.txt -o grid.png").status == 0)
        let picture = try ImageFile.read("\(folder.path)/grid.png", channels: 3)
        #expect(picture.shape.width == 1000 && Set(picture.pixels).count > 20)
    }

    @Test(
        "models and predictions are those of LIBSVM's own programs",
        .enabled(if: hasTools, "LIBSVM's programs are not installed (Debian's libsvm-tools)"),
        arguments: ["-t 0 -c 2", "-t 1 -d 2 -g 0.5 -r 1", "-t 2 -g 0.5 -c 10", "-t 3 -g 0.05", "-t 2 -w3 4 -w-1 0.2"])
    func parity(_ options: String) throws {
        let words = options.split(separator: " ").map(String.init)
        #expect(try run(["svm", "train", "-q"] + words + ["train.txt", "ours.model"]).status == 0)
        #expect(try run(["-q"] + words + ["train.txt", "theirs.model"], program: Self.tools[0]).status == 0)
        for model in ["ours.model", "theirs.model"] {
            #expect(try svm("predict test.txt \(model) by-us").status == 0)
            #expect(try run(["test.txt", model, "by-them"], program: Self.tools[1]).status == 0)
            let (ours, theirs) = (try content("by-us"), try content("by-them"))
            #expect(ours == theirs, "\(model)")
        }
        // The two machines are equal within the tolerance.
        _ = try svm("predict test.txt ours.model ours")
        _ = try svm("predict test.txt theirs.model theirs")
        let different = zip(try content("ours").split(separator: "\n"), try content("theirs").split(separator: "\n"))
            .count { $0 != $1 }
        #expect(different <= 1)
    }

    @Test(
        "small problems are solved by LIBSVM's own steps, so that the machine is its own where there are many solutions, too",
        .enabled(if: hasTools, "LIBSVM's programs are not installed (Debian's libsvm-tools)"),
        // Numbers that single precision holds, too: Debian's svm-train reads its options in it.
        arguments: [
            "-t 3 -g 0.5 -r 1 -c 100", "-t 3 -g 2 -r -1 -c 10 -h 0", "-t 2 -g 0.5 -c 10 -e 0.25", "-t 0 -c 5 -w3 2",
            "-t 1 -d 5 -g 1 -r 0.5 -c 0.0078125 -m 0.01", "-t 2 -g 1000000",
        ])
    func steps(_ options: String) throws {
        let words = options.split(separator: " ").map(String.init)
        #expect(try run(["svm", "train", "-q"] + words + ["train.txt", "ours.model"]).status == 0)
        #expect(try run(["-q"] + words + ["train.txt", "theirs.model"], program: Self.tools[0]).status == 0)
        // The header, and the coefficients: features have eight digits in LIBSVM's models.
        func numbers(_ name: String) throws -> [[Double]] {
            try content(name).split(separator: "\n").map { line in
                line.split(separator: " ").compactMap { $0.contains(":") ? nil : Double($0) }
            }
        }
        let (ours, theirs) = (try numbers("ours.model"), try numbers("theirs.model"))
        let different = zip(ours, theirs).count { $0 != $1 }
        #expect(ours.count == theirs.count && different == 0)
    }

    @Test("files may be pipes, labels as large as LIBSVM's, and labels that are all the same are stretched as there")
    func pipesAndLabels() throws {
        let pipe = "\(folder.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let text = try content("train.txt")
        for arguments in ["train -q pipe piped.model", "train -w3 2 -w9 4 pipe weighted.model", "scale pipe -o scaled"]
        {
            let writer = Thread {
                if let file = FileHandle(forWritingAtPath: pipe) {
                    file.write(Data(text.utf8))
                    try? file.close()
                }
            }
            writer.start()
            let outcome = try svm(arguments)
            #expect(outcome.status == 0, "\(outcome)")
            if arguments.contains("-w9") { #expect(outcome.error.contains("Note: -w9: there is no example")) }
        }
        _ = try svm("train -q train.txt plain.model")
        let (piped, plain) = (try content("piped.model"), try content("plain.model"))
        #expect(piped == plain)
        #expect(try svm("predict /dev/null plain.model out").error.contains("/dev/null: there is no example in it"))
        try Data("1e9 1:1\n-2147483647 1:2\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/large"))
        #expect(try svm("train -q large large.model").status == 0)
        #expect(try svm("predict large large.model out").output.hasPrefix("Accuracy = 100%"))
        let found = try content("out")
        #expect(found == "1000000000\n-2147483647\n")
        try Data("4 1:1\n4 1:2\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/alike"))
        #expect(try svm("scale -y 0 1 -s ranges alike").output == "0 1:-1 \n0 1:1 \n")
        #expect(try svm("scale -r ranges alike").output == "0 1:-1 \n0 1:1 \n")
    }

    @Test(
        "probabilities of LIBSVM's models are its own, and it reads ours",
        .enabled(if: hasTools, "LIBSVM's programs are not installed (Debian's libsvm-tools)"))
    func probabilities() throws {
        #expect(try svm("train -q -b 1 -g 0.5 train.txt ours.model").status == 0)
        #expect(
            try run(["-q", "-b", "1", "-g", "0.5", "train.txt", "theirs.model"], program: Self.tools[0]).status == 0)
        for model in ["ours.model", "theirs.model"] {
            #expect(try svm("predict -b 1 test.txt \(model) by-us").status == 0)
            #expect(try run(["-b", "1", "test.txt", model, "by-them"], program: Self.tools[1]).status == 0)
            let (ours, theirs) = (
                try content("by-us").split(separator: "\n"), try content("by-them").split(separator: "\n")
            )
            #expect(ours.count == 151 && ours.first == theirs.first && ours.first == "labels 3 -1 12")
            for (a, b) in zip(ours.dropFirst(), theirs.dropFirst()) {
                let (x, y) = (a.split(separator: " ").map { Double($0)! }, b.split(separator: " ").map { Double($0)! })
                #expect(x[0] == y[0] && zip(x, y).allSatisfy { abs($0 - $1) < 2e-4 }, "\(a), \(b)")
            }
        }
        #expect(try svm("train -q -g 0.5 train.txt without.model").status == 0)
        #expect(try svm("predict -b 1 test.txt without.model out").error.contains("train it with -b 1"))
    }

    @Test(
        "ranges and scaled examples are those of LIBSVM's own program",
        .enabled(if: hasTools, "LIBSVM's programs are not installed (Debian's libsvm-tools)"))
    func scaling() throws {
        #expect(try svm("scale -s ours -l -1 -u 1 train.txt -o scaled").status == 0)
        let theirs = try run(["-s", "theirs", "-l", "-1", "-u", "1", "train.txt"], program: Self.tools[2])
        try theirs.output.write(toFile: "\(folder.path)/scaled-by-them", atomically: true, encoding: .utf8)
        let (ours, other) = (try content("ours"), try content("theirs"))
        let scaled = try content("scaled")
        #expect(scaled == theirs.output && ours == other)
        // The same of ranges, labels, large numbers, an index 0, and features that are missing in one of the files.
        try Data("1 1:16777216 3:37.77490001\n-1 1:16777217 3:37.77490004 5:1\n7 2:1e-300\n".utf8).write(
            to: URL(fileURLWithPath: "\(folder.path)/large"))
        try Data("-1 0:5 1:1700000000 4:2\r\n+1 0:6 1:1700000003\r\n2 1:1700000006\r\n".utf8).write(
            to: URL(fileURLWithPath: "\(folder.path)/zero"))
        for options in [
            ["-y", "0", "1"], ["-l", "0"], ["-l", "-3", "-u", "0.7"], ["-r", "ranges"], ["-r", "lines"],
        ] {
            for name in ["large", "zero"] {
                if options == ["-y", "0", "1"] {
                    #expect(try run(["-s", "ranges"] + options + [name], program: Self.tools[2]).status == 0)
                    let text = try content("ranges").replacing("\n", with: "\r\n")
                    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/lines"))
                }
                let (a, b) = (
                    try run(options + [name], program: Self.tools[2]), try run(["svm", "scale"] + options + [name])
                )
                #expect(a.output == b.output && b.status == 0, "\(options) \(name): \(b)")
            }
        }
    }

    @Test("options are taken as LIBSVM's programs take them")
    func options() throws {
        let plain = try svm("train -q -t 0 train.txt plain.model")
        #expect(plain.status == 0)
        let expected = try content("plain.model")
        for options in ["-s 0", "-h 0", "-h 1 -m 0.5", "-n 0.3 -p 0.2", "-e 0.001 -b 0", "-w99 5"] {
            let outcome = try svm("train -q \(options) -t 0 train.txt other.model")
            #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.error.isEmpty, "\(options): \(outcome)")
            let other = try content("other.model")
            if !options.hasPrefix("-h 0") { #expect(other == expected, "\(options)") }
        }
        #expect(try svm("train -w99 5 -t 0 train.txt other.model").error.hasPrefix("Note: -w99: there is no example"))
        #expect(try svm("predict -q test.txt plain.model out").output.isEmpty)
        // Two examples of one feature with the variance 4.
        try Data("1 1:1\n2 1:5\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/two"))
        #expect(try svm("train -q -g scale two two.model").status == 0)
        #expect(try content("two.model").contains("\ngamma 0.25\n"))
        #expect(try svm("grid -c 1 -g scale train.txt").output.contains("-c 1 -g "))
        #expect(try svm("train -g wide two").error == "Error: -g: 'wide' is neither a number nor scale\n")
        // More folds than examples are as many.
        try Data("1 1:1\n1 1:2\n2 1:-1\n2 1:-2\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/four"))
        #expect(try svm("train -v 9 -t 0 four").output == "Cross Validation Accuracy = 100%\n")
    }

    @Test("lines of Windows and indices from 0 are read everywhere")
    func otherFiles() throws {
        let text = try content("train.txt")
        let zero = text.replacing(#/ (\d+):/#) { " \(Int($0.1)! - 1):" }
        #expect(try svm("train -q train.txt a.model").status == 0)
        #expect(try svm("predict train.txt a.model a").status == 0)
        let expected = try content("a")
        for (name, version) in [("crlf", text.replacing("\n", with: "\r\n")), ("zero", zero)] {
            try Data(version.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            // The default of gamma is 1 / largest index.
            #expect(try svm("train -q -g 0.125 \(name) b.model").status == 0)
            #expect(try svm("predict \(name) b.model b").status == 0)
            let found = try content("b")
            #expect(found == expected, "\(name)")
            #expect(try svm("scale -s ranges \(name) -o scaled").status == 0)
            #expect(try svm("scale -r ranges \(name)").output == content("scaled"))
        }
    }

    /// Features of very different size, as nobody scaled them.
    private func writeUnscaled() throws {
        for (name, seed) in [("unscaled.txt", 3), ("unscaled-test.txt", 4)] as [(String, UInt64)] {
            var random = RandomSource(seed: seed)
            var text = ""
            for row in 0..<60 {
                let label = [3, -1, 12][row % 3]
                let noise = (0..<3).map { _ in Double(random.normal()) }
                let values = [
                    10_000 + 3000 * Double(random.uniform()), Double(row % 3) + 0.4 * noise[0], 250 + 40 * noise[1],
                    0.001 * (noise[2] + Double(row % 3)),
                ]
                text +=
                    "\(label)" + values.enumerated().map { " \($0 + 1):\(String(format: "%.7g", $1))" }.joined() + "\n"
            }
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
        }
    }

    @Test(
        "labels are LIBSVM's on features that are not scaled and for a large C, with its models and with ours",
        .enabled(if: hasTools, "LIBSVM's programs are not installed (Debian's libsvm-tools)"),
        arguments: [
            "-t 0 -c 0.01 -e 0.1", "-t 1 -d 2 -g 1e-6 -r 1", "-t 1 -g 1e-5 -r 1 -c 1e-6", "-t 2 -g 1e-6 -c 1e6",
            "-t 2 -c 100", "-t 3 -g 1e-9",
            "-t 3 -g 1e-9 -c 1e5",
        ])
    func unscaled(_ options: String) throws {
        try writeUnscaled()
        let words = options.split(separator: " ").map(String.init)
        #expect(try run(["svm", "train", "-q"] + words + ["unscaled.txt", "ours.model"]).status == 0)
        #expect(try run(["-q"] + words + ["unscaled.txt", "theirs.model"], program: Self.tools[0]).status == 0)
        for model in ["ours.model", "theirs.model"] {
            for data in ["unscaled.txt", "unscaled-test.txt"] {
                #expect(try svm("predict \(data) \(model) by-us").status == 0)
                #expect(try run([data, model, "by-them"], program: Self.tools[1]).status == 0)
                let (ours, theirs) = (try content("by-us"), try content("by-them"))
                #expect(ours == theirs, "\(model) \(data)")
            }
        }
    }

    @Test(
        "mistakes are one line, and leave nothing behind",
        arguments: [
            ("train -c 0 train.txt", "-c: 0.0 is not allowed"), ("train -c x train.txt", "-c"),
            ("train -t 9 train.txt", "-t: '9' is not a kernel"), ("train none.txt", "none.txt: there is no such file"),
            ("train -s 1 train.txt", "-s: 1 is not supported"), ("train -m 0 train.txt", "-m: 0.0 is not allowed"),
            ("train --weight 3 train.txt", "--weight: '3' is not LABEL=WEIGHT"),
            ("train -t 4 train.txt", "a precomputed kernel (-t 4) needs '0:SERIAL'"),
            ("train -b 2 train.txt", "-b: 2 is not allowed"), ("train -v 1 train.txt", "-v: 1 is not allowed"),
            ("train -t chi2 train.txt", "is negative"), ("train one.txt", "all examples have the label 4"),
            ("train broken.txt", "broken.txt:2: the value of index 1 is not a number"),
            ("train fraction.txt", "classes must be whole numbers"),
            ("predict test.txt none.model out", "none.model: there is no such file"),
            ("predict test.txt train.txt out", "train.txt: is not a model of LIBSVM"),
            ("scale -l 1 -u 0 train.txt", "-u: 0.0 is not allowed"), ("scale -s a -r b train.txt", "not both"),
            ("scale -r train.txt test.txt", "is not a file of ranges"),
            ("grid -c 1 --log2c 0,1,1 train.txt", "not both"), ("grid -c 1,x train.txt", "is not a list of numbers"),
            ("grid --degrees 2,1e300 train.txt", "is not a list of whole numbers"),
            ("grid --degrees 2.5 train.txt", "is not a list of whole numbers"),
            ("grid --log2g 1,5,-2 train.txt", "is not FROM,TO,BY"), ("grid train.txt -o a.jpg", "does not end in .png"),
        ])
    func mistakes(_ command: String, _ message: String) throws {
        for (name, text) in [
            ("broken.txt", "1 1:1\n2 1:x\n"), ("one.txt", "4 1:1\n4 1:2\n"), ("fraction.txt", "0.5 1:1\n2 1:2\n"),
        ] { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        let before = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        let outcome = try svm(command)
        #expect(outcome.status != 0 && outcome.error.contains(message), "\(outcome)")
        let first = outcome.error.split(separator: "\n").first ?? ""
        #expect(first.hasPrefix("Error: ") && outcome.output.isEmpty)
        let after = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        #expect(after.subtracting(before).subtracting(["stdout", "stderr"]).isEmpty)
    }
}
