import Core
import Experiments
import Files
import Foundation
import Harness
import Records
import Testing

@Suite("Format of records")
struct RecordFormatTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Runs a small matrix of texts and pictures, one cell of which fails.
    private func run(_ folder: TemporaryFolder) throws -> (records: [JSONValue], datasets: [JSONValue]) {
        let matrix = try ExperimentMatrix(
            text: """
                datasets:
                  texts: {notes: {training: 60, test: 30}}
                  pictures: {glyphs: {training: 60, test: 30}, testAlterations: {noise: [0.1]}}
                methods:
                  words: {extractor: tf-idf, classifier: {linear-svm-search: {folds: 2}}}
                  pixels: {extractor: raw, classifier: linear-svm}
                  refused: {extractor: raw, classifier: {knn: {k: 500}}}
                sizes: [40]
                """, file: "records.yml")
        let runner = Runner(
            store: try RecordStore(folder: folder.path), dataDirectory: "/nowhere", threads: 1,
            display: QuietDisplay())
        let summary = try runner.run(matrix.cells(dataDirectory: "/nowhere"))
        #expect(summary.ran == 2 && summary.failed == 1)
        return (try read("\(folder.path)/records"), try read("\(folder.path)/datasets"))
    }

    private func read(_ folder: String) throws -> [JSONValue] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
        }
    }

    @Test("every field is in docs/records.md, and texts stand beside pictures")
    func documented() throws {
        let page = try String(contentsOfFile: "\(Self.root)/docs/records.md", encoding: .utf8)
        let (records, datasets) = try run(TemporaryFolder())
        func check(_ value: JSONValue) {
            guard case .object(let members) = value else { return }
            for key in members.keys { #expect(page.contains("`\(key)`"), "\(key)") }
        }
        for record in records {
            check(record)
            if let result = record["result"] { check(result) }
            if let summary = record["result"]?["summary"] { check(summary) }
            if let cell = record["cell"] { check(cell) }
        }
        datasets.forEach(check)
        #expect(Set(records.compactMap { $0["task"] }) == ["image-class", "text-class"])
        #expect(Set(records.compactMap { $0["status"] }) == ["completed", "failed"])
        #expect(datasets.count { $0["sampleTexts"] != nil && $0["shape"] == nil } == 1)
        #expect(datasets.count { $0["samples"] != nil && $0["shape"] != nil } == 1)
    }

    @Test("a record of version 1 says the same as one of version 2")
    func versions() throws {
        let (records, datasets) = try run(TemporaryFolder())
        for record in records {
            guard case .object(var members) = record else { continue }
            let second = try JSONDecoder().decode(Record.self, from: Data(record.canonicalText.utf8))
            guard second.task == .imageClass else { continue }
            members["schema"] = 1
            members["task"] = nil
            members["metric"] = nil
            members["status"] = nil
            if case .object(var result) = members.removeValue(forKey: "result") {
                for (new, old) in [
                    ("trainingExamples", "trainingImages"), ("testExamples", "testImages"), ("dataset", "datasetID"),
                ] { result[old] = result.removeValue(forKey: new) }
                members["outcome"] = ["completed": ["_0": .object(result)]]
            } else {
                members["outcome"] = ["failed": ["reason": members.removeValue(forKey: "reason")!]]
            }
            let text = JSONValue.object(members).canonicalText
            let first = try JSONDecoder().decode(Record.self, from: Data(text.utf8))
            #expect(try JSONValue(encoding: first) == record)
        }
        for dataset in datasets where dataset["shape"] != nil {
            guard case .object(var members) = dataset else { continue }
            members["schema"] = 1
            members["task"] = nil
            for part in ["training", "test"] {
                members["\(part)Images"] = members.removeValue(forKey: "\(part)Examples")
            }
            let text = JSONValue.object(members).canonicalText
            let first = try JSONDecoder().decode(DatasetRecord.self, from: Data(text.utf8))
            #expect(try JSONValue(encoding: first) == dataset)
        }
    }
}
