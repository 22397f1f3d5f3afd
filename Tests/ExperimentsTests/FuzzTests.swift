import Foundation
import Testing

/// A few thousand damaged files for all readers: the beginning of what `.ci/long` does by the million.
@Suite("Damaged files")
struct FuzzTests {
    private static let readers = [
        "model", "checkpoint", "libsvm-ranges", "numpy", "idx", "idx-dataset", "npz-dataset", "record",
        "dataset-record",
        "run-plan", "verdicts", "curves", "training-curve", "matrix", "settings", "png", "jpeg", "portable-map", "tar",
        "zip",
        "gzip", "image-folder",
    ]

    @Test("no reader dies, hangs, takes too much memory or answers with more than a line")
    func short() throws {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: (CommandLineTests.program as NSString).deletingLastPathComponent + "/hindsight-fuzz")
        process.arguments =
            ["run", "--inputs", "4000", "--seed", "1", "--out", folder.path, "--readers"] + Self.readers
        let report = "\(folder.path)/report.txt"
        try Data().write(to: URL(fileURLWithPath: report))
        process.standardOutput = FileHandle(forWritingAtPath: report)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let text = try String(contentsOfFile: report, encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("0 findings"))
    }
}
