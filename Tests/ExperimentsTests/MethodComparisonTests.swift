import Core
import Experiments
import Foundation
import Reports
import Testing

@Suite("Two methods against each other, and curves from elsewhere")
struct MethodComparisonTests {
    /// HOG leads with 100 images, the network with 1,000; both err alike with 300.
    private static func study() throws -> ReportFixture {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for seed in 1...3 {
            for (size, hogStep, netStep) in [(100, 12, 3), (300, 10, 10), (1000, 6, 80)] {
                try fixture.add(.init(size: size, seed: seed) { ($0 + seed) % hogStep == 0 })
                var net = ReportFixture.Run(method: "net", family: "learned")
                (net.size, net.seed) = (size, seed)
                net.isWrong = { ($0 * 7 + seed) % netStep == 0 }
                try fixture.add(net)
            }
        }
        return fixture
    }

    @Test("each is called better where the test says so, and nowhere else")
    func comparison() throws {
        let fixture = try Self.study()
        try Report.write(
            folders: [fixture.folder], into: fixture.folder, comparison: ["hog", "net"], searchPath: "")
        let report = try fixture.report.replacing("\n", with: " ")
        #expect(report.contains("## hog against net"))
        #expect(
            report.contains(
                "**hog** was significantly more accurate with 100 training images; **net** was significantly more accurate "
                    + "with 1,000 training images; the test does not tell the two apart with 300."))
        let row = try #require(
            report.split(separator: "|", maxSplits: 2000).map { $0.trimmingCharacters(in: .whitespaces) }
                .joined(separator: "|").firstMatch(
                    of: /\|100\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(\w*)\|([^|]*)\|3\|/))
        #expect(row.output.1.hasPrefix("91.7 [") && row.output.2.hasPrefix("66.7 [") && row.output.3 == "+25.0")
        #expect(row.output.5 == "< 0.001" && row.output.6 == "yes")
    }

    @Test(
        "two methods that cannot be compared are one line",
        arguments: [
            (["hog", "nett"], "there is no method 'nett' among the records; did you mean 'net'?"),
            (["net", "net"], "'net' is given twice"),
        ])
    func mistakes(_ methods: [String], _ message: String) throws {
        let fixture = try Self.study()
        #expect {
            try Report.write(folders: [fixture.folder], into: fixture.folder, comparison: methods, searchPath: "")
        } throws: {
            "\($0)".contains(message)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(fixture.folder)/report.md"))
    }

    @Test("learning curves of other programs stand in the plot and in a table of their own")
    func curves() throws {
        let fixture = try Self.study()
        let file = "\(fixture.folder)/peers.jsonl"
        let lines = [
            (100, 0, 61.5), (100, 1, 62.5), (1000, 0, 91.0),
        ].map {
            "{\"work\": \"shapes-net\", \"peer\": \"python\", \"metric\": \"accuracy\", \"value\": \($0.2), \"n\": \($0.0), \"seed\": \($0.1)}"
        }
        let time = "{\"work\": \"shapes-net\", \"peer\": \"python\", \"metric\": \"time\", \"value\": 3}"
        try (lines + [time, ""]).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        try Report.write(folders: [fixture.folder], into: fixture.folder, curves: file, searchPath: "")
        let report = try fixture.report
        #expect(report.contains("**Other programs** on shapes"))
        #expect(report.contains(/\| net \(python\) \| 62.0 \[[^\]]*\] \| 91.0 \[[^\]]*\] \| 1 to 2 \|/))
        let data = try String(contentsOfFile: "\(fixture.folder)/plots/shapes-learning-curve.dat", encoding: .utf8)
        #expect(data.contains("# net (python)\n") && data.contains("100.0\t38.0\t"))
        // Kept with the run under its usual name, the file need not be given.
        try Report.write(folders: [fixture.folder], into: fixture.folder, searchPath: "")
        #expect(try !fixture.report.contains("**Other programs**"))
        try FileManager.default.moveItem(atPath: file, toPath: "\(fixture.folder)/\(Report.curvesFile)")
        try Report.write(folders: [fixture.folder], into: fixture.folder, searchPath: "")
        #expect(try fixture.report == report)
        // Of several runs each may have such a file.
        let second = try ReportFixture()
        try second.addDataset()
        try second.add(.init(method: "raw") { $0 % 2 == 0 })
        try lines[0].replacing("python", with: "julia").write(
            toFile: "\(second.folder)/\(Report.curvesFile)", atomically: true, encoding: .utf8)
        try Report.write(folders: [fixture.folder, second.folder], into: fixture.folder, searchPath: "")
        #expect(try fixture.report.contains("| net (python) |") && fixture.report.contains("| net (julia)  |"))
    }

    @Test("a line of curves that is wrong is named", arguments: ["{\"metric\": \"accuracy\", \"value\": 3}", "[1"])
    func wrongCurves(_ line: String) throws {
        let fixture = try Self.study()
        let file = "\(fixture.folder)/peers.jsonl"
        try "\n\(line)\n".write(toFile: file, atomically: true, encoding: .utf8)
        #expect {
            try Report.write(folders: [fixture.folder], into: fixture.folder, curves: file, searchPath: "")
        } throws: {
            "\($0)".contains("peers.jsonl:2: not understood")
        }
    }
}
