import Core
import Experiments
import Files
import Foundation
import Harness
import Testing

/// What must not be lost: good records, and the work of cells that have nothing to do with a failure.
@Suite("Nothing good is overwritten")
struct KeptResultsTests {
    private static let matrix = """
        datasets: [glyphs: {training: 200, test: 40}]
        methods: {hog: {extractor: hog, classifier: linear-svm}}
        sizes: [50]
        """

    private func run(
        _ text: String, into folder: String, again: Bool = false, memory: MemoryBudget = .free,
        display: any ProgressDisplay = QuietDisplay()
    ) throws -> (Runner.Summary, [Cell]) {
        let cells = try ExperimentMatrix(text: text, file: "kept.yml").cells(dataDirectory: "/nowhere")
        let runner = Runner(
            store: try RecordStore(folder: folder), dataDirectory: "/nowhere", threads: 1, again: again,
            memory: memory, display: display)
        return (try runner.run(cells), cells)
    }

    private func isGood(_ cell: Cell, _ folder: String) throws -> Bool {
        if case .completed = try RecordStore(folder: folder).record(of: cell)?.outcome { true } else { false }
    }

    private func reason(_ cell: Cell, _ folder: String) throws -> String {
        if case .failed(let reason) = try RecordStore(folder: folder).record(of: cell)?.outcome { reason } else { "" }
    }

    @Test("a budget that is too small never replaces a record, and says that it is kept")
    func budget() throws {
        let folder = try TemporaryFolder()
        let (first, cells) = try run(Self.matrix, into: folder.path)
        #expect(first.ran == 1)
        let path = "\(folder.path)/records/\(cells[0].id).json"
        let before = FileManager.default.contents(atPath: path)
        let lines = CollectedText()
        let (second, _) = try run(
            Self.matrix, into: folder.path, again: true, memory: .limit(1 << 20),
            display: TextDisplay(isTerminal: false) { lines.append($0) })
        #expect(second.failed == 1 && second.ran == 0)
        #expect(FileManager.default.contents(atPath: path) == before)
        #expect(lines.text.contains("needs about") && lines.text.contains("its earlier result is kept"))
        // A better one does replace it.
        let (third, _) = try run(Self.matrix, into: folder.path, again: true)
        #expect(try third.ran == 1 && isGood(cells[0], folder.path))
        #expect(FileManager.default.contents(atPath: path) != before)
    }

    @Test("a picture that was damaged since fails its cells, and no good record")
    func damagedPicture() throws {
        let folder = try TemporaryFolder()
        let shape = ImageShape(height: 16, width: 16, channels: 1)
        for index in 0..<8 {
            let pixels = (0..<shape.count).map { UInt8(truncatingIfNeeded: $0 * (index + 3)) }
            let png = try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels))
            try AtomicFile.makeFolder("\(folder.path)/pictures/\(index % 2)")
            try AtomicFile.write(png, to: "\(folder.path)/pictures/\(index % 2)/\(index).png")
        }
        let text = """
            datasets: {d: {folder: {path: \(folder.path)/pictures, size: 16}}}
            methods: {raw: {extractor: raw, classifier: linear-svm}, lbp: {extractor: lbp, classifier: linear-svm}}
            sizes: [all]
            """
        let (first, cells) = try run(text, into: folder.path)
        #expect(first.ran == 2)
        let records = try cells.map {
            try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/records/\($0.id).json"))
        }
        // As long and as old as it was: only reading it shows.
        let victim = "\(folder.path)/pictures/1/3.png"
        let attributes = try FileManager.default.attributesOfItem(atPath: victim)
        let length = try #require(attributes[.size] as? Int)
        try Data(repeating: 7, count: length).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.setAttributes(
            [.modificationDate: try #require(attributes[.modificationDate])], ofItemAtPath: victim)
        if let (second, again) = try? run(text, into: folder.path, again: true), again.map(\.id) == cells.map(\.id) {
            #expect(second.failed == 2)
        }
        for (cell, record) in zip(cells, records) {
            #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/records/\(cell.id).json")) == record)
        }
    }

    @Test("the warm-up decides nothing: more neighbours, and more components, than it has images")
    func warmUp() throws {
        let folder = try TemporaryFolder()
        let text = """
            datasets: [glyphs: {training: 200, test: 20}]
            methods:
              knn: {extractor: hog, classifier: {knn: {k: 65}}}
              pca: {extractor: hog, transforms: [{pca: {components: 64}}], classifier: linear-svm}
              words: {extractor: dense-sift, encoder: {bovw: {words: 1500}}, classifier: linear-svm}
            sizes: [all]
            """
        let (summary, cells) = try run(text, into: folder.path)
        #expect(summary.ran == 3 && summary.failed == 0)
        for cell in cells { #expect(try reason(cell, folder.path).isEmpty) }
    }

    @Test("the warm-up sees every class, in whatever order they come, and a first class of blanks harms nobody")
    func blankFirstClass() throws {
        let folder = try TemporaryFolder()
        var random = RandomSource(seed: 5)
        let shape = ImageShape(height: 48, width: 48, channels: 1)
        for (name, isBlank) in [("a", true), ("b", false)] {
            try AtomicFile.makeFolder("\(folder.path)/pictures/\(name)")
            for index in 0..<80 {
                let pixels = (0..<shape.count).map { _ in isBlank ? UInt8(0) : UInt8(random.integer(below: 256)) }
                try AtomicFile.write(
                    try ImageFile.encodePNG(ImageStack(shape: shape, pixels: pixels)),
                    to: "\(folder.path)/pictures/\(name)/\(index).png")
            }
        }
        let text = """
            datasets: {d: {folder: {path: \(folder.path)/pictures, size: 48}}}
            methods: {sift: {extractor: sift, encoder: {bovw: {words: 16}}, classifier: linear-svm}}
            sizes: [all]
            """
        let (summary, cells) = try run(text, into: folder.path)
        #expect(try summary.ran == 1 && isGood(cells[0], folder.path))
    }

    @Test("statistics of nothing fail one cell with the reason, and the others go on")
    func nothing() throws {
        let folder = try TemporaryFolder()
        let shape = ImageShape(height: 32, width: 32, channels: 1)
        let png = try ImageFile.encodePNG(ImageStack(shape: shape, pixels: [UInt8](repeating: 90, count: shape.count)))
        for name in ["a", "b"] {
            try AtomicFile.makeFolder("\(folder.path)/pictures/\(name)")
            for index in 0..<4 { try AtomicFile.write(png, to: "\(folder.path)/pictures/\(name)/\(index).png") }
        }
        let text = """
            datasets: {d: {folder: {path: \(folder.path)/pictures, size: 32}}}
            methods:
              pca: {extractor: raw, transforms: [pca], classifier: linear-svm}
              fisher: {extractor: dense-sift, encoder: {fisher: {components: 4}}, classifier: linear-svm}
              later: {extractor: lbp, classifier: linear-svm}
            sizes: [all]
            """
        let (summary, cells) = try run(text, into: folder.path)
        #expect(summary.failed == 2 && summary.ran == 1)
        for cell in cells.prefix(2) {
            let reason = try reason(cell, folder.path)
            #expect(reason.contains("are alike"), "\(reason)")
        }
        #expect(try isGood(cells[2], folder.path))
    }

    @Test("the claims of dead runners go at the next start, also for cells that nobody asks for")
    func claims() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.makeFolder("\(folder.path)/claims")
        let dead = "\(ProcessMark.hostName) 2147483646"
        let names = [
            ("0123456789abcdef", "\(dead) x 77"), ("0123456789abcdee", "\(dead) x"),
            ("0123456789abcded.\(ProcessMark.hostName).2147483646.77.5.tmp", ""), ("other", "elsewhere 1 x 1"),
        ]
        for (name, text) in names {
            try text.write(toFile: "\(folder.path)/claims/\(name)", atomically: false, encoding: .utf8)
        }
        _ = try Claims(folder: folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/claims") == ["other"])
    }
}
