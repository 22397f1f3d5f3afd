import Core
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports
import Synchronization
import Testing

/// Folders of pictures in runs: what they are known by, and what is said of them.
@Suite("Pictures of one's own in a run")
struct PictureFolderTests {
    /// Keeps what is said.
    private final class Listener: ProgressDisplay {
        let notes = Mutex<[String]>([])

        func begin(cells: [Cell], kept: Int) {}
        func start(_ cell: Cell, index: Int) {}
        func progress(_ progress: WorkProgress, of cell: Cell) {}
        func finish(_ cell: Cell, _ record: Record) {}
        func wait(for cells: Int) {}
        func end(_ summary: Runner.Summary) {}
        func note(_ text: String) { notes.withLock { $0.append(text) } }
    }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        for (place, name) in ["cat", "dog"].enumerated() {
            for index in 0..<8 { try write(UInt8(100 * place + index), "data/set/\(name)/\(index).png") }
        }
    }

    private func write(_ value: UInt8, _ name: String) throws {
        let shape = ImageShape(height: 8, width: 8, channels: 1)
        let image = ImageStack(shape: shape, pixels: (0..<64).map { UInt8($0) ^ value })
        try FileManager.default.createDirectory(
            atPath: ("\(folder.path)/\(name)" as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try AtomicFile.write(try ImageFile.encodePNG(image), to: "\(folder.path)/\(name)")
    }

    private func cells(_ settings: String = "") throws -> [Cell] {
        try ExperimentMatrix(
            text: """
                datasets: {d: {folder: {path: set, size: 8\(settings)}}}
                methods: {raw: {extractor: raw, classifier: knn}}
                sizes: [all]
                """, file: "pictures.yml"
        ).cells(dataDirectory: "\(folder.path)/data")
    }

    private func run(_ cells: [Cell]) throws -> (summary: Runner.Summary, notes: [String]) {
        let listener = Listener()
        let store = try RecordStore(folder: "\(folder.path)/out")
        try store.adopt(cells)
        let summary = try Runner(
            store: store, dataDirectory: "\(folder.path)/data", threads: 1, display: listener
        ).run(cells)
        return (summary, listener.notes.withLock(\.self))
    }

    @Test("a touched picture changes nothing, and what has changed is named")
    func changes() throws {
        #expect(try run(cells()).notes.isEmpty)
        let picture = "\(folder.path)/data/set/cat/0.png"
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 9)], ofItemAtPath: picture)
        #expect(try run(cells()).summary.kept == 1)
        try write(77, "data/set/cat/0.png")
        try write(78, "data/set/dog/8.png")
        try FileManager.default.removeItem(atPath: "\(folder.path)/data/set/cat/7.png")
        let (summary, notes) = try run(cells())
        #expect(summary.ran == 1 && notes.count == 1)
        #expect(notes[0].hasPrefix("d: the pictures have changed since the records of "))
        #expect(notes[0].hasSuffix(": 1 changed, 1 new, 1 gone: cat/0.png, dog/8.png, cat/7.png"))
    }

    @Test("a mark that was made from dates is accepted where the content is the same, and only there")
    func oldMarks() throws {
        let cell = try #require(try cells().first)
        #expect(try run([cell]).summary.ran == 1)
        let records = "\(folder.path)/out/records"
        /// Gives the record the mark that it would have had, and the content that it would have been made on.
        func age(content: String? = nil) throws {
            var record = try #require(try RecordStore(folder: "\(folder.path)/out").record(of: cell))
            guard case .object(var members) = record.configuration, case .object(var dataset)? = members["dataset"],
                case .completed(var result) = record.outcome
            else { return }
            dataset["content"] = .string("sizes and dates")
            members["dataset"] = .object(dataset)
            record.configuration = .object(members)
            record.id = Record.identifier(of: record.configuration)
            if let content { result.datasetChecksum = content }
            record.outcome = .completed(result)
            try FileManager.default.removeItem(atPath: "\(records)/\(cell.id).json")
            let encoder = JSONEncoder()
            try encoder.encode(record).write(to: URL(fileURLWithPath: "\(records)/\(record.id).json"))
        }
        try age()
        #expect(try run([cell]).summary.kept == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: records) == ["\(cell.id).json"])
        try age(content: "other pictures")
        #expect(try run([cell]).summary.ran == 1)
    }

    @Test("test images that are training images are told in the run and in the report")
    func twins() throws {
        let (_, notes) = try run(cells(", testPath: set"))
        #expect(notes.count == 1 && notes[0].hasPrefix("d: 16 test images are also among the training images"))
        for (language, text) in [
            (ReportLanguage.english, "16 test images are also among the training images, pixel for pixel: "),
            (.chinese, "16 张测试图像与训练图像逐像素相同："),
        ] {
            let report = try Report.write(
                folder: "\(folder.path)/out", formats: [.markdown], language: language, searchPath: "")
            #expect(try String(contentsOfFile: report.paths[0], encoding: .utf8).contains(text))
        }
    }

    @Test("groups are kept together when a validation part is set aside, and the number to train on is known before")
    func validation() throws {
        for track in 0..<10 {
            for frame in 0..<3 {
                for (place, name) in ["cat", "dog"].enumerated() {
                    try write(UInt8(3 * track + frame + 100 * place), "data/tracks/\(name)/\(track)_\(frame).png")
                }
            }
        }
        let text = """
            evaluation: validation
            datasets: {d: {folder: {path: tracks, size: 8, groups: prefix}}}
            methods: {raw: {extractor: raw, classifier: knn}}
            sizes: [all]
            """
        let cells = try ExperimentMatrix(text: text, file: "v.yml").cells(dataDirectory: "\(folder.path)/data")
        #expect(try run(cells).summary.ran == 1)
        let store = try RecordStore(folder: "\(folder.path)/out")
        guard case .completed(let result) = try #require(store.record(of: cells[0])).outcome else {
            Issue.record("the cell failed")
            return
        }
        #expect(result.trainingImages == cells[0].key.size && result.testImages % 3 == 0 && result.testImages > 0)
    }

    @Test("the memory of a run is reckoned with the classes that there are")
    func memory() throws {
        for letter in 0..<26 {
            for index in 0..<30 { try write(UInt8(letter + index), "data/letters/\(letter)/\(index).png") }
        }
        let text = """
            datasets: {d: {folder: {path: letters, size: 8}}}
            methods: {raw: {extractor: raw, classifier: kernel-svm}}
            sizes: [all]
            """
        let cell = try #require(
            try ExperimentMatrix(text: text, file: "l.yml").cells(dataDirectory: "\(folder.path)/data").first)
        let size = try #require(try cell.dataset.size(in: "\(folder.path)/data"))
        #expect(size.classes == 26 && size.training + size.test == 780)
        #expect(try cell.memoryEstimate(dataDirectory: "\(folder.path)/data", threads: 1).bytes > 0)
    }
}
