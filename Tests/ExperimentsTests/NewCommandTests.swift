import Foundation
import Testing

/// `hindsight new`.
@Suite("hindsight new")
struct NewCommandTests {
    private let folder: TemporaryFolder
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLineTests.program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardInput = FileHandle.nullDevice
        let pipes = [Pipe(), Pipe()]
        (process.standardOutput, process.standardError) = (pipes[0], pipes[1])
        try process.run()
        let texts = pipes.map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        process.waitUntilExit()
        return (process.terminationStatus, texts[0], texts[1])
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    @Test("a new matrix can be run as it is, in its profile too, and is not written over")
    func matrix() throws {
        let made = try run("new", "matrix", "mine")
        #expect(made.status == 0 && made.output.contains("hindsight run mine.yml"), "\(made.error)")
        #expect(try run("run", "mine.yml", "--dry-run").output.contains("12 cells, 0 done"))
        #expect(try run("run", "mine.yml", "--dry-run", "--profile", "lite").output.contains("2 cells, 0 done"))
        let again = try run("new", "matrix", "mine")
        #expect(
            again.status == 1 && again.error == "Error: mine.yml: is there already; choose another name, or remove it\n"
        )
        let odd = try run("new", "matrix", "My Own")
        #expect(odd.status == 1 && odd.error.contains("use small letters, digits and hyphens"))
    }

    @Test(
        "a new source is the example that the tests compile, under its own name",
        arguments: [
            ("extractor", "VaryingPixels", "varying-pixels", ""), ("classifier", "NearestMean", "nearest-mean", "SVM"),
            ("dataset", "Stripes", "stripes", "Datasets"),
        ])
    func source(_ kind: String, _ type: String, _ name: String, _ module: String) throws {
        #expect(try run("new", kind, name, "-o", "a.swift").status == 0)
        let example = try String(
            contentsOfFile: "\(Self.root)/Tests/ExperimentsTests/Examples/\(type).swift", encoding: .utf8)
        #expect(try text("a.swift") == example.replacing("import \(module)\n", with: ""))
        #expect(try run("new", kind, "my-\(name)2", "-o", "b.swift").status == 0)
        let own = try text("b.swift")
        #expect(own.contains("struct My\(type)2") && own.contains("name: \"my-\(name)2\""))
    }
}
