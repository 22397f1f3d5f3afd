import Core
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports
import Testing

/// Records of somebody else, or of a damaged disk: none of their numbers is believed before it has been looked at.
@Suite("Hostile records")
struct HostileRecordsTests {
    private enum Step: CustomStringConvertible {
        case member(String)
        case item(Int)
        var description: String {
            switch self {
            case .member(let key): key
            case .item(let index): "\(index)"
            }
        }
    }

    /// The paths to all numbers, of a list those of its first element.
    private static func numbers(_ value: JSONValue, _ path: [Step] = []) -> [[Step]] {
        switch value {
        case .integer, .number: [path]
        case .array(let items): items.first.map { numbers($0, path + [.item(0)]) } ?? []
        case .object(let members): members.sorted { $0.key < $1.key }.flatMap { numbers($1, path + [.member($0)]) }
        default: []
        }
    }

    private static func replaced(_ value: JSONValue, _ path: ArraySlice<Step>, _ new: JSONValue) -> JSONValue {
        guard let step = path.first else { return new }
        switch (step, value) {
        case (.member(let key), .object(var members)):
            members[key] = replaced(members[key] ?? .null, path.dropFirst(), new)
            return .object(members)
        case (.item(let index), .array(var items)):
            items[index] = replaced(items[index], path.dropFirst(), new)
            return .array(items)
        default: return value
        }
    }

    private static func read(_ path: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private static func write(_ value: JSONValue, _ path: String) throws {
        try JSONEncoder().encode(value).write(to: URL(fileURLWithPath: path))
    }

    /// A run of what leaves most in a record: a choice among parameters, filters, a course of training, altered images.
    private static func run(into folder: String) throws -> [Cell] {
        let text = """
            datasets: {d: {glyphs: {training: 60, test: 20}, testAlterations: {rotation: [20]}}}
            methods:
              searched: {extractor: {hog: {cellSize: 7}}, classifier: {kernel-svm-search: {C: [1, 10], gamma: [0.1], folds: 2}}}
              net: {network: {lenet5: {training: {epochs: 1, minimumSteps: 3}}}}
            sizes: [30, 60]
            """
        let cells = try ExperimentMatrix(text: text, file: "d.yml").cells(dataDirectory: "/nowhere")
        _ = try Runner(
            store: try RecordStore(folder: folder), dataDirectory: "/nowhere", threads: 1, display: QuietDisplay()
        ).run(cells)
        return cells
    }

    /// `record` under another name that follows from its settings, with one value changed.
    private static func mutant(
        _ record: JSONValue, _ number: Int, _ path: [Step], _ value: JSONValue
    ) -> (id: String, record: JSONValue) {
        let configuration = replaced(record["configuration"] ?? .null, [.member("mutant")], .integer(number))
        let id = Record.identifier(of: configuration)
        var changed = replaced(record, [.member("configuration")], configuration)
        changed = replaced(changed, [.member("id")], .string(id))
        return (id, replaced(changed, path[...], value))
    }

    @Test("a record with a number that cannot be is left out and named, whichever number it is")
    func everyNumber() throws {
        let folder = try TemporaryFolder()
        let cells = try Self.run(into: folder.path)
        var bad: [String: String] = [:]
        for (place, cell) in cells.prefix(2).enumerated() {
            let record = try Self.read("\(folder.path)/records/\(cell.id).json")
            let paths = Self.numbers(record).filter { $0.first?.description != "configuration" }
            #expect(paths.count > 30)
            for (number, path) in paths.enumerated() {
                let name = path.map(\.description).joined(separator: ".")
                // What can be large, or below zero, of itself.
                let isWide = ["loss", "weights", "values", "flops"].contains { name.contains($0) }
                let values: [JSONValue] =
                    [.number(1e308), .number(-1e308)] + (isWide ? [] : [.integer(.max), .integer(.min)])
                for (index, value) in values.enumerated() {
                    let (id, mutant) = Self.mutant(record, place * 10_000 + number * 10 + index, path, value)
                    try Self.write(mutant, "\(folder.path)/records/\(id).json")
                    bad["records/\(id).json"] = "\(name) = \(value.canonicalText)"
                }
            }
        }
        let report = try Report.write(folder: folder.path, searchPath: "")
        for (name, what) in bad { #expect(report.warnings.contains { $0.hasPrefix(name) }, "\(what) was believed") }
        #expect(report.warnings.count == bad.count + 1, "of gnuplot, and nothing else")
        #expect(try RecordStore(folder: folder.path).record(of: cells[0]) != nil)
    }

    @Test("texts of predictions, labels and pictures are as long as they must be, and lists agree with each other")
    func texts() throws {
        let folder = try TemporaryFolder()
        let cells = try Self.run(into: folder.path)
        var bad: [String] = []
        let record = try Self.read("\(folder.path)/records/\(cells[0].id).json")
        let result: [Step] = [.member("result")]
        let changes: [([Step], JSONValue)] = [
            (result + [.member("predictions")], ""), (result + [.member("predictions")], "AAAA"),
            (result + [.member("predictions")], .string(String(repeating: "A", count: 1 << 20))),
            (result + [.member("predictions")], "not base64 at all, indeed"), (result + [.member("confusion")], []),
            (result + [.member("confusion"), .item(0)], []), (result + [.member("confusion"), .item(0)], [20, 20]),
            (result + [.member("dataset")], "../../etc/passwd"),
            (result + [.member("summary"), .member("selection"), .member("points")], []),
            (result + [.member("altered"), .item(0), .member("predictions")], "AAAA"),
            ([.member("cell"), .member("method")], "another"),
        ]
        for (number, change) in changes.enumerated() {
            let (id, mutant) = Self.mutant(record, number, change.0, change.1)
            try Self.write(mutant, "\(folder.path)/records/\(id).json")
            bad.append("records/\(id).json")
        }
        let dataset = try Self.read("\(folder.path)/datasets/\(cells[0].datasetID).json")
        let numbers = Self.numbers(dataset).flatMap { path in
            [JSONValue.integer(.max), .integer(.min), .number(1e308)].map { (path, $0) }
        }
        let others: [([Step], JSONValue)] = [
            ([.member("testLabels")], ""), ([.member("testLabels")], .string(String(repeating: "//", count: 14))),
            ([.member("samples")], "AAAA"), ([.member("classNames")], []), ([.member("classNames")], ["one"]),
            ([.member("sampledClasses")], [0, 0]), ([.member("sampledClasses")], [-1]),
            ([.member("samplesPerClass")], 0),
        ]
        for (number, change) in (numbers + others).enumerated() {
            let id = String(repeating: "0", count: 12) + String(number + 0x1000, radix: 16)
            let mutant = Self.replaced(Self.replaced(dataset, [.member("id")], .string(id)), change.0[...], change.1)
            try Self.write(mutant, "\(folder.path)/datasets/\(id).json")
            bad.append("datasets/\(id).json")
        }
        // What is no JSON, or too much of it.
        for (number, data) in [
            Data(), Data(repeating: UInt8(ascii: "["), count: 1 << 20), Data([0xFF, 0xFE]),
            Data(#"{"schema": 1e999}"#.utf8),
            Data(#"{"schema": 9223372036854775807}"#.utf8),
        ].enumerated() {
            try data.write(to: URL(fileURLWithPath: "\(folder.path)/records/junk\(number).json"))
            bad.append("records/junk\(number).json")
        }
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/records/huge.json"))
        #expect(truncate("\(folder.path)/records/huge.json", 1 << 40) == 0)
        try AtomicFile.makeFolder("\(folder.path)/records/folder.json")
        bad += ["records/huge.json", "records/folder.json"]
        let report = try Report.write(folder: folder.path, searchPath: "")
        for name in bad { #expect(report.warnings.contains { $0.hasPrefix(name) }, "\(name) was believed") }
        #expect(report.warnings.contains { $0.contains("huge.json holds more than the 64 MiB") })
    }

    @Test("a report of the largest and the smallest numbers that can be ends as any other")
    func extremes() throws {
        let folder = try TemporaryFolder()
        let cells = try Self.run(into: folder.path)
        let largest: [String: JSONValue] = [
            "wallSeconds": .number(1e10), "cpuSeconds": .number(1e10), "flops": .number(1e30),
            "peakMemoryBytes": .integer(1 << 60), "otherCores": .number(1e6),
            "parameterCount": .integer(1 << 50), "step": .integer(CheckedSize.limit), "loss": .number(1e100),
            "seconds": .number(1e10),
            "threads": 1_000_000, "cores": 1_000_000, "memoryBytes": .integer(1 << 60), "year": 9999,
            "gamma": .number(1e300), "C": .number(1e300),
        ]
        for (round, values) in [largest, largest.mapValues { _ in 0 }].enumerated() {
            for cell in cells {
                let path = "\(folder.path)/records/\(cell.id).json"
                var record = try Self.read(path)
                for place in Self.numbers(record) where place.first?.description != "configuration" {
                    guard let key = place.last?.description, var value = values[key] else { continue }
                    if key == "threads", round == 1 { value = 1 }
                    record = Self.replaced(record, place[...], value)
                }
                try Self.write(record, path)
            }
            let report = try Report.write(folder: folder.path, formats: Set(Report.Format.allCases), searchPath: "")
            #expect(report.warnings.count == 1, "\(report.warnings)")
            _ = try RunComparison(before: folder.path, after: folder.path).text(.markdown, language: .english)
        }
    }

    @Test("samples that would give a drawing without end are not drawn")
    func wideSamples() throws {
        let folder = try TemporaryFolder()
        _ = try Self.run(into: folder.path)
        let datasets = "\(folder.path)/datasets"
        let names = try FileManager.default.contentsOfDirectory(atPath: datasets).filter { $0.hasSuffix(".json") }
        let path = "\(datasets)/\(try #require(names.first))"
        guard case .object(var members) = try Self.read(path) else { Issue.record("\(path) is no record"); return }
        let bytes = Data((0..<10 * 32 * 20_000).map { UInt8(truncatingIfNeeded: $0 % 13 * 19) })
        members["samplesPerClass"] = 1
        members["sampleShape"] = ["height": 32, "width": 20_000, "channels": 1]
        members["samples"] = .string(bytes.base64EncodedString())
        try Self.write(.object(members), path)
        _ = try Report.write(folder: folder.path, searchPath: "")
        let plots = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/plots")
        #expect(plots.contains { $0.contains("samples") }, "\(plots)")
        #expect(!plots.contains { $0.contains("hog") }, "\(plots)")
    }

    @Test("a record that nobody could read again is a failure with its reason")
    func endless() throws {
        let folder = try TemporaryFolder()
        let cell = try #require(Self.run(into: folder.path).first { $0.key.method == "net" })
        let store = try RecordStore(folder: folder.path)
        var record = try #require(store.record(of: cell))
        guard case .completed(var result) = record.outcome else { Issue.record("not completed"); return }
        result.summary.outcome = String(repeating: "x", count: 65 << 20)
        record.outcome = .completed(result)
        // The good one stays.
        #expect(try !store.write(record))
        try FileManager.default.removeItem(atPath: "\(folder.path)/records/\(cell.id).json")
        #expect(try store.write(record))
        guard case .failed(let reason) = try #require(store.record(of: cell)).outcome else {
            Issue.record("kept"); return
        }
        #expect(reason.hasPrefix("its record would have 65 MiB"))
    }

    @Test("of more filters than a drawing holds the first are drawn")
    func filters() throws {
        let folder = try TemporaryFolder()
        let count = 1 << 17
        let filters: JSONValue = [
            "count": .integer(count), "shape": ["height": 1, "width": 1, "channels": 1],
            "weights": .array(Array(repeating: 1, count: count)),
        ]
        let summary = ["result", "summary"]
        for cell in try Self.run(into: folder.path) where cell.key.method == "net" {
            let path = "\(folder.path)/records/\(cell.id).json"
            let place = (summary + ["filters"]).map(Step.member)
            try Self.write(Self.replaced(Self.read(path), place[...], filters), path)
        }
        _ = try Report.write(folder: folder.path, searchPath: "")
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/plots").first {
                $0.hasSuffix("filters-1.png")
            })
        #expect(try ImageFile.read("\(folder.path)/plots/\(name)", channels: nil).shape.count < 1 << 25)
    }

    @Test("a plan that cannot be is named in one line")
    func plans() throws {
        let folder = try TemporaryFolder()
        let cells = try Self.run(into: folder.path)
        let good = RunPlan(command: "./hindsight run d", cells: cells)
        let store = try RecordStore(folder: folder.path)
        try store.write(good)
        let plan = try Self.read("\(folder.path)/run.json")
        #expect(try Report.write(folder: folder.path, searchPath: "").warnings.count == 1)
        for (key, value) in [
            ("schema", JSONValue.integer(.max)), ("cells", ["../../x"]), ("cells", .integer(1)), ("command", .null),
            ("command", .string(String(repeating: "x", count: 1 << 21))),
        ] {
            try Self.write(Self.replaced(plan, [.member(key)], value), "\(folder.path)/run.json")
            #expect {
                _ = try RunPlan.read(folder: folder.path)
            } throws: {
                "\($0)".hasPrefix("\(folder.path)/run.json: is not the plan of a run") && !"\($0)".contains("\n")
            }
        }
    }
}
