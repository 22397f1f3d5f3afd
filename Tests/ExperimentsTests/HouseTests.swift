import Foundation
import Testing

/// The order of the house: no target, and no folder of a target, stands on what stands on it, and no file grows out of hand.
@Suite("The house")
struct HouseTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func graph() throws -> [String] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try #require(python))
        process.arguments = ["\(root)/.ci/graph"]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(
        "targets and their folders have an order",
        .enabled(if: python != nil, "the graph of the sources is drawn by Python, which is not installed"))
    func order() throws {
        let lines = try Self.graph()
        #expect(lines.contains { $0.hasPrefix("Core → nothing") })
        #expect(lines.filter { $0.hasPrefix("a circle: ") }.isEmpty)
    }

    @Test(
        "what knows methods by contract imports no target of methods",
        arguments: ["Harness", "Reports", "Records", "Statistics", "Drawing"])
    func contracts(_ target: String) throws {
        let folder = "\(Self.root)/Sources/\(target)"
        let names = try #require(FileManager.default.subpaths(atPath: folder)).filter { $0.hasSuffix(".swift") }
        #expect(!names.isEmpty)
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            for method in ["Datasets", "Features", "SVM", "CNN", "Experiments", "Bench"] {
                #expect(!text.contains("\nimport \(method)\n") && !text.hasPrefix("import \(method)\n"), "\(name)")
            }
        }
    }

    @Test("a source file can be read in one sitting: at most 400 lines", arguments: ["Sources", "Tests"])
    func lengths(_ folder: String) throws {
        let names = try #require(FileManager.default.subpaths(atPath: "\(Self.root)/\(folder)")).filter {
            $0.hasSuffix(".swift")
        }
        #expect(names.count > 50)
        for name in names {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(Self.root)/\(folder)/\(name)"))
            let lines = bytes.count { $0 == UInt8(ascii: "\n") }
            #expect(lines <= 400, "\(name)")
        }
    }
}
