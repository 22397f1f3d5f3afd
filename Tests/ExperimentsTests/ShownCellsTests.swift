import Core
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports
import Testing

/// A report shows the cells of the run that it names, and no others.
@Suite("What a report shows")
struct ShownCellsTests {
    private static func report(_ fixture: ReportFixture, all: Bool = false) throws -> (text: String, warnings: [String])
    {
        let written = try Report.write(
            folders: [fixture.folder], into: fixture.folder, showsAll: all, searchPath: "/nonexistent")
        return (try fixture.report.replacing("\n  ", with: " ").replacing("\n", with: " "), written.warnings)
    }

    @Test("records of another profile, another name and another matrix are listed apart")
    func beside() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        let planned = try (1...2).map { seed in try fixture.add(.init(seed: seed) { ($0 + seed) % 10 == 0 }) }
        // A third seed that a smaller profile does not have, a method that was removed, another matrix, a changed line.
        try fixture.add(.init(seed: 3) { $0 % 2 == 0 })
        try fixture.add(.init(method: "gone", seed: 1) { $0 % 2 == 0 })
        try fixture.add(.init(method: "foreign", seed: 1, matrix: "elsewhere") { $0 % 2 == 0 })
        let old = try fixture.add(.init(seed: 1, setting: 7) { $0 % 2 == 0 })
        try fixture.plan(planned, command: "./hindsight run three-shapes --profile lite")

        let (text, warnings) = try Self.report(fixture)
        #expect(text.contains("Runs: 2 completed, 0 failed; seeds 1, 2;") && text.contains("90.0 ± 0.0"))
        #expect(text.contains("./hindsight run three-shapes --profile lite"))
        #expect(!text.contains("| gone") && !text.contains("| foreign") && text.hasPrefix("# Report: three-shapes "))
        #expect(text.contains("Also in the folder, but not part of any number above:"))
        #expect(text.contains("hog on shapes: 1 record, not among the cells of this run"))
        #expect(text.contains("hog on shapes: 1 record, made with other settings of the method (`\(old)`)"))
        #expect(text.contains("gone on shapes: 1 record, not among the cells of this run"))
        #expect(text.contains("foreign on shapes: 1 record, from the matrix elsewhere"))
        #expect(warnings.contains { $0.hasPrefix("4 records beside those of the last run") })

        let everything = try Self.report(fixture, all: true).text
        #expect(everything.contains("Runs: 6 completed, 0 failed; seeds 1, 2, 3;"))
        #expect(everything.contains("| gone ") && everything.contains("| foreign "))
        #expect(everything.contains("| hog (older settings) ") && !everything.contains("Also here"))
        #expect(everything.contains("reproduces the numbers of the last run"))
    }

    @Test("pictures that have changed are no other settings of a method")
    func pictures() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        let folder: (String) -> JSONValue = { ["name": "folder", "content": .string($0)] }
        try fixture.add(.init(datasetSetting: folder("aaaa")))
        let new = try fixture.add(.init(datasetSetting: folder("bbbb")))
        try fixture.plan([new])
        let text = try Self.report(fixture).text
        #expect(text.contains("1 record, made with other images or other settings of the data set"))
        #expect(text.contains("Runs: 1 completed"))
    }

    @Test("failures belong to the data set that they were planned on, not to another of the same name")
    func failuresOfTwins() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset(1, name: "shapes")
        try fixture.addDataset(2, evaluation: "validation", name: "shapes")
        for number in [1, 2] {
            try fixture.add(
                .init(
                    dataset: number, datasetName: "shapes", datasetSetting: ["training": .integer(number)]
                ) { $0 % 10 == 0 })
        }
        try fixture.add(
            .init(method: "bad", failure: "why", datasetName: "shapes", datasetSetting: ["training": 2]))
        let sections = try Self.report(fixture).text.components(separatedBy: " ## shapes (synthetic")
        #expect(sections.count == 3)
        for section in sections.dropFirst() {
            let isOwn = section.hasPrefix(", validation")
            #expect((section.firstRange(of: /\| bad +\| +failed/) != nil) == isOwn)
        }
    }

    @Test("planned cells without a record are named")
    func missing() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        let there = try fixture.add(.init())
        try fixture.plan(
            [there, "0123456789abcdef.json", "fedcba9876543210.json"],
            paths: ["shapes/hog/100/1", "shapes/net/100/1", "shapes/net/1000/1"])
        let (text, warnings) = try Self.report(fixture)
        #expect(text.contains("2 planned cells have no record; they are listed at the end of this report."))
        #expect(text.contains("Planned cells without a record:  - `shapes/net/100/1` - `shapes/net/1000/1`"))
        #expect(warnings.contains("the report names 2 planned cells without a record"))
        // Plans of older programs know only the names of records.
        try fixture.plan([there, "0123456789abcdef.json"])
        let old = try Self.report(fixture).text
        #expect(
            old.contains("1 planned cell has no record; it is listed at the end of this report.")
                && old.contains("- `0123456789abcdef`"))
    }

    @Test("without a plan, or with one that is damaged, all records are shown")
    func withoutPlan() throws {
        let fixture = try ReportFixture()
        try fixture.addDataset()
        for seed in 1...3 { try fixture.add(.init(seed: seed)) }
        // The newer of two settings keeps the label.
        try fixture.add(.init(seed: 1, date: "2025-01-01T12:00:00Z", setting: 3) { $0 % 2 == 0 })
        let text = try Self.report(fixture).text
        #expect(text.contains("Runs: 4 completed") && text.contains("| hog (older settings) "))
        for damaged in ["{", "{\"schema\": 1, \"command\": \"x\", \"cells\": [\"../x\"]}"] {
            try damaged.write(toFile: "\(fixture.folder)/run.json", atomically: true, encoding: .utf8)
            let (report, warnings) = try Self.report(fixture)
            #expect(report.contains("Runs: 4 completed") && report.contains("`run.json` is not the plan of a run"))
            #expect(warnings.contains { $0.hasPrefix("run.json is not the plan of a run") })
        }
    }

    @Test("of several folders, each shows its own plan")
    func folders() throws {
        let (first, second) = (try ReportFixture(), try ReportFixture())
        for fixture in [first, second] { try fixture.addDataset() }
        let planned = try first.add(.init(seed: 1))
        try first.add(.init(seed: 2))
        try second.add(.init(method: "net", family: "learned", seed: 5))
        try first.plan([planned])
        try Report.write(
            folders: [first.folder, second.folder], into: first.folder, searchPath: "/nonexistent")
        #expect(try first.report.contains("Runs: 2 completed, 0 failed; seeds 1, 5;"))
    }

    // MARK: Plans

    private static func cells(_ methods: [String], name: String = "small", sizes: String = "[30, 300]") throws -> [Cell]
    {
        let lines = methods.map { "  \($0): {extractor: raw, classifier: linear-svm}" }.joined(separator: "\n")
        let text =
            "name: \(name)\ndatasets: [glyphs: {training: 300, test: 100}]\nmethods:\n\(lines)\nsizes: \(sizes)\n"
        return try ExperimentMatrix(text: text, file: "small.yml").cells(dataDirectory: "/nowhere")
    }

    @Test("the command of a plan makes its cells: --only narrows a new folder, and never one that has more")
    func plans() throws {
        let cells = try Self.cells(["a", "b", "c"])
        let whole = RunPlan(command: "./hindsight run small", cells: cells)
        #expect(whole.cells == cells.map(\.id) && whole.command == "./hindsight run small" && whole.only == nil)
        #expect(whole.paths?.first == "glyphs/a/30/1")
        let some = RunPlan(command: "./hindsight run small", cells: cells, only: ["a", "*/b/300/*"])
        #expect(some.command == "./hindsight run small --only a --only '*/b/300/*'")
        #expect(some.paths?.sorted() == ["glyphs/a/30/1", "glyphs/a/300/1", "glyphs/b/300/1"])
        let more = RunPlan(command: "./hindsight run small", cells: cells, only: ["a", "c"], after: some)
        #expect(more.command == "./hindsight run small --only a --only '*/b/300/*' --only c" && more.cells.count == 5)
        #expect(RunPlan(command: "./hindsight run small", cells: cells, only: ["a"], after: whole) == whole)
        #expect(RunPlan(command: "./hindsight run small", cells: cells, after: some) == whole)
        // Of another profile, nothing is kept.
        let other = RunPlan(command: "./hindsight run small --profile lite", cells: cells, only: ["a"], after: more)
        #expect(other.command == "./hindsight run small --profile lite --only a" && other.cells.count == 2)
    }

    @Test("a plan is read as it was written, and one of an older program too")
    func reading() throws {
        let folder = try TemporaryFolder()
        #expect(try RunPlan.read(folder: folder.path) == nil)
        let plan = RunPlan(command: "./hindsight run small", cells: try Self.cells(["a"]), only: ["a's"], after: nil)
        #expect(plan.command.hasSuffix(" --only 'a'\\''s'"))
        try RecordStore(folder: folder.path).write(plan)
        #expect(try RunPlan.read(folder: folder.path) == plan)
        let old = "{\"schema\": 1, \"command\": \"./hindsight run x\", \"cells\": [\"0123456789abcdef\"]}"
        try old.write(toFile: "\(folder.path)/run.json", atomically: true, encoding: .utf8)
        let read = try #require(try RunPlan.read(folder: folder.path))
        #expect(read.paths == nil && read.only == nil && read.cells.count == 1)
        for wrong in ["[]", "{\"schema\": 3, \"command\": \"x\", \"cells\": []}", "{\"cells\": 5}"] {
            try wrong.write(toFile: "\(folder.path)/run.json", atomically: true, encoding: .utf8)
            #expect(throws: UserError.self) { try RunPlan.read(folder: folder.path) }
        }
    }

    @Test("the committed reports show all that their plans name, and nothing shown falls out")
    func committed() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        var plans = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(root)/reports") {
            let folder = "\(root)/reports/\(name)"
            guard let plan = try RunPlan.read(folder: folder) else { continue }
            plans += 1
            let records = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/records").map {
                $0.dropLast(5)
            }
            let found = Set(plan.cells).intersection(records.map(String.init))
            // Cells whose settings have changed since are made again; most are there.
            #expect(2 * found.count >= plan.cells.count, "\(name): \(found.count) of \(plan.cells.count)")
        }
        #expect(plans >= 20, "\(plans) plans")
    }
}
