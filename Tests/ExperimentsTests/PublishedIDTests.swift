import Core
import Drawing
import Experiments
import Files
import Foundation
import Harness
import Records
import Testing

/// What is published under `reports/` keeps its ids, whatever settings and defaults come later.
@Suite("Ids of published records")
struct PublishedIDTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// What of a record its id is about; reading the rest of all of them takes long.
    private struct Entry: Decodable {
        let id: String
        let cell: CellKey
        let configuration: JSONValue
    }

    /// A report that is kept beside the program: its records, and the matrix that makes them.
    private struct Published {
        let name: String
        let records: [Entry]
        /// What the report says that it shows.
        let plan: RunPlan

        /// The cells of the matrix and the profile in the command of the plan.
        func cells() throws -> [Cell] {
            let words = plan.command.split(separator: " ").map(String.init)
            let matrix = try #require(words.count > 2 ? words[2] : nil, "\(plan.command)")
            let profile = words.firstIndex(of: "--profile").map { words[$0 + 1] }
            let path = "\(root)/experiments/\(matrix).yml"
            let isFile = FileManager.default.fileExists(atPath: path)
            return try MatrixLibrary.load(isFile ? path : matrix, profile: profile).cells(dataDirectory: "/nowhere")
        }
    }

    private static let reports: [Published] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/reports")) ?? []
        return names.sorted().compactMap { name in
            let folder = "\(root)/reports/\(name)"
            guard let plan = read(RunPlan.self, "\(folder)/run.json") else { return nil }
            let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/records")) ?? []
            return Published(
                name: name, records: files.sorted().compactMap { read(Entry.self, "\(folder)/records/\($0)") },
                plan: plan)
        }
    }()

    private static func read<Value: Decodable>(_ type: Value.Type, _ path: String) -> Value? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    /// A mark of the content needs the data; without it two configurations may be compared on any machine.
    private static func withoutMark(_ configuration: JSONValue) -> JSONValue {
        guard case .object(var parts) = configuration, case .object(var dataset) = parts["dataset"] else {
            return configuration
        }
        dataset["content"] = nil
        parts["dataset"] = .object(dataset)
        return .object(parts)
    }

    /// Reports whose records were made before linear machines and the training of networks had all settings of today; ids of that time
    /// name fewer settings. They wait to be run again.
    private static let superseded: Set<String> = [
        "caltech-101-crafted", "cifar-10-crafted", "fashion-mnist-crafted", "mnist-crafted", "mnist-networks",
        "usps-lenet-1989",
    ]

    @Test("every record has the id of its configuration, and a run of today would give its cell that id")
    func records() throws {
        #expect(Self.reports.count >= 20)
        // Sizes and seeds are no part of what is written anew.
        var seen: Set<String> = []
        for report in Self.reports {
            #expect(!report.records.isEmpty)
            for record in report.records {
                #expect(record.id == Record.identifier(of: record.configuration), "\(report.name)/\(record.id)")
                guard !Self.superseded.contains(report.name) else { continue }
                let parts = ["method", "dataset"].map { record.configuration[$0]?.canonicalText ?? "" }
                guard seen.insert("\(record.cell.method)\n\(parts.joined(separator: "\n"))").inserted else { continue }
                let path = "\(Self.root)/reports/\(report.name)/records/\(record.id).json"
                let rewritten = try #require(Self.read(Record.self, path), "\(path)").rewrittenConfiguration()
                #expect(rewritten == record.configuration, "\(report.name)/\(record.id)")
            }
        }
    }

    @Test("the matrix of every report still makes the cells whose records it shows")
    func matrices() throws {
        var found = 0
        for report in Self.reports where !Self.superseded.contains(report.name) {
            let cells = Set(try report.cells().map { Self.withoutMark($0.configuration) })
            for record in report.records where report.plan.cells.contains(record.id) {
                found += 1
                #expect(
                    cells.contains(Self.withoutMark(record.configuration)),
                    "\(report.name): \(record.cell.dataset)/\(record.cell.method)/\(record.cell.size)/\(record.cell.seed)"
                )
            }
        }
        #expect(found > 1000, "\(found) records")
    }
}

/// The rule itself; see `Configuration.laterSettings`.
@Suite("Settings that came later")
struct LaterSettingsTests {
    @Test(
        "a later setting is one that there is, and its value of before is a valid one",
        arguments: ContractTests.components.indices)
    func declarations(_ index: Int) throws {
        let type = ContractTests.components[index]
        let settings = CatalogueEntry(type).settings
        for (key, value) in type.laterSettings {
            let found = try #require(settings.first { $0.key == key }, "\(type.card.name).\(key)")
            let before = try JSONValue(encoding: value)
            switch (found.value, before) {
            case (.string, .string), (.bool, .bool), (.array, .array), (.integer, .integer), (.number, .number),
                (.integer, .number), (.number, .integer):
                break
            default: Issue.record("\(type.card.name).\(key): \(before) is no such value")
            }
            if let words = type.choices[key] { #expect(words.map { .string($0) }.contains(before)) }
        }
    }

    private static func cells(_ hog: String) throws -> [Cell] {
        let text = """
            name: default
            datasets: [glyphs]
            methods:
              hog-svm: {extractor: {hog: \(hog)}, classifier: {linear-svm: {C: 0.1}}}
            sizes: [100]
            """
        return try ExperimentMatrix(text: text, file: "test.yml").cells(dataDirectory: "/nowhere")
    }

    @Test("a later setting stands in a record, and so in an id, only where it is not as before")
    func kept() throws {
        let before = try Self.cells("{cellSize: 4, convention: shared-cells, colour: strongest}")
        // As published when HOG had no setting for colour.
        #expect(before.map(\.id) == ["f226cf5e444332f1"])
        func settings(_ cells: [Cell]) -> JSONValue? { cells[0].configuration["method"]?["extractor"]?["settings"] }
        #expect(settings(before)?["colour"] == nil && settings(before)?["convention"] == .string("shared-cells"))
        for colour in ["grey", "channels"] {
            let other = try Self.cells("{cellSize: 4, convention: shared-cells, colour: \(colour)}")
            #expect(settings(other)?["colour"] == .string(colour) && other[0].id != before[0].id)
        }
    }

    @Test("a record that does not name a later setting means the value of before")
    func unnamed() throws {
        let old = try #require(Self.cells("{cellSize: 4, convention: shared-cells, colour: strongest}").first)
        let new = try #require(Self.cells("{cellSize: 4, convention: shared-cells, colour: grey}").first)
        var pixels = [UInt8](repeating: 0, count: 16 * 16 * 3)
        // Of one luma, but red and blue.
        for index in 0..<256 {
            pixels.replaceSubrange(3 * index..<3 * index + 3, with: index % 16 < 8 ? [100, 0, 0] : [0, 29, 113])
        }
        let image = ImageStack(shape: ImageShape(height: 16, width: 16, channels: 3), pixels: pixels)
        func strongest(_ cell: Cell) throws -> Float {
            try #require(HOGPicture.cells(of: image, configuration: cell.configuration)).histograms.joined().max() ?? 0
        }
        #expect(try strongest(old) > 0 && strongest(new) == 0)
    }
}
