import Core
import Experiments
import Foundation
import Harness
import Records
import Reports
import Testing

/// A folder of its own for one test, removed afterwards.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "hindsight-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        _ = chmod(path, 0o755)
        try? FileManager.default.removeItem(atPath: path)
    }
}

let smallMatrix = """
    name: small
    datasets:
      - glyphs: {training: 300, test: 100}
    methods:
      raw-svm: {extractor: raw, classifier: linear-svm}
      hog-svm: {extractor: {hog: {cellSize: 7}}, classifier: linear-svm}
      lenet5: {network: {lenet5: {training: {epochs: 2, minimumSteps: 60}}}}
    sizes: [30, 300]
    seeds: [1, 2]
    """

private func run(
    _ text: String, into folder: String, threads: Int = 1, again: Bool = false, memory: MemoryBudget = .free
) throws -> (Runner.Summary, [Cell]) {
    let cells = try ExperimentMatrix(text: text, file: "small.yml").cells(dataDirectory: "/nowhere")
    let runner = Runner(
        store: try RecordStore(folder: folder), dataDirectory: "/nowhere", threads: threads, again: again,
        memory: memory, display: QuietDisplay())
    return (try runner.run(cells), cells)
}

private func result(_ cell: Cell, _ folder: String) throws -> Record.Result {
    let record = try #require(try RecordStore(folder: folder).record(of: cell))
    guard case .completed(let result) = record.outcome else { throw UserError("\(cell.path) failed") }
    return result
}

@Suite("Runner")
struct RunnerTests {
    @Test("predictions are the same, bit for bit, with one and with two threads")
    func threads() throws {
        let one = try TemporaryFolder()
        let two = try TemporaryFolder()
        let (_, cells) = try run(smallMatrix, into: one.path, threads: 1)
        _ = try run(smallMatrix, into: two.path, threads: 2)
        for cell in cells {
            let first = try result(cell, one.path)
            let second = try result(cell, two.path)
            #expect(first.predictions == second.predictions, "\(cell.path) depends on the number of threads")
            #expect(first.summary.history.map(\.loss) == second.summary.history.map(\.loss))
        }
    }

    @Test("chosen parameters stand in the record, and the report shows them with those that were not chosen")
    func selection() throws {
        let folder = try TemporaryFolder()
        let text = """
            datasets: [glyphs: {training: 120, test: 60}]
            methods:
              searched:
                extractor: {hog: {cellSize: 7}}
                classifier: {kernel-svm-search: {C: [1, 10], gamma: [0.01, 0.1, 1], folds: 3, machine: {kernel: rbf}}}
            sizes: [all]
            """
        let (summary, cells) = try run(text, into: folder.path, threads: 2)
        #expect(summary.ran == 1 && summary.failed == 0)
        let selection = try #require(try result(cells[0], folder.path).summary.selection)
        #expect(selection.points.count == 6 && selection.folds == 3)
        #expect(selection.points[selection.chosen].accuracy == selection.points.map(\.accuracy).max())
        let written = try Report.write(folder: folder.path)
        let report = try String(contentsOfFile: written.paths[0], encoding: .utf8)
        #expect(report.contains("### Chosen parameters") && report.contains("| searched |"))
        #expect(report.contains("slightly optimistic"))
        let data = try String(contentsOfFile: "\(folder.path)/plots/glyphs-selection-1.dat", encoding: .utf8)
        #expect(data.split(separator: "\n").count == 7)
        if written.warnings.isEmpty { #expect(report.contains("plots/glyphs-selection-1.svg")) }
    }

    @Test("a record holds what a report needs")
    func record() throws {
        let folder = try TemporaryFolder()
        let (summary, cells) = try run(smallMatrix, into: folder.path)
        #expect(summary.ran == 12 && summary.failed == 0)
        for cell in cells {
            let found = try result(cell, folder.path)
            let predictions = try #require(Data(base64Encoded: found.predictions))
            #expect(predictions.count == 100 && found.trainingImages == cell.key.size)
            #expect(found.confusion.flatMap { $0 }.reduce(0, +) == 100)
            // Ten would be chance. Of thirty training images the networks and raw pixels learn a third and less.
            let least = cell.key.size == 30 ? 20 : cell.key.method == "hog-svm" ? 75 : 45
            #expect(found.correct >= least, "\(cell.path): \(found.correct) of 100")
            let train = try #require(found.phases["train"])
            #expect(train.wallSeconds > 0 && train.flops > 0)
            #expect(found.phases["predict"].map { $0.wallSeconds > 0 && $0.flops > 0 } ?? false)
            #expect(found.phases["load"].map { $0.wallSeconds > 0 } ?? false)
            if cell.key.method != "lenet5" { #expect(found.phases["extract"].map { $0.flops > 0 } ?? false) }
            #if os(Linux)
                #expect(found.peakMemoryBytes > 1_000_000)
            #endif
        }
        // The same seed gives nested training sets to every size, and other seeds other ones.
        #expect(try result(cells[0], folder.path).predictions != result(cells[3], folder.path).predictions)
    }

    @Test("cells with a valid record are kept; damaged and failed ones run again")
    func resuming() throws {
        let folder = try TemporaryFolder()
        let (_, cells) = try run(smallMatrix, into: folder.path)
        let path = "\(folder.path)/records/\(cells[4].id).json"
        let whole = try #require(FileManager.default.contents(atPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        let stale = "\(folder.path)/records/0123.json.\(AtomicFile.hostName).2147483647.5.tmp"
        try Data("half".utf8).write(to: URL(fileURLWithPath: stale))
        let (second, _) = try run(smallMatrix, into: folder.path)
        #expect(second.ran == 1 && second.kept == 11)
        #expect(!FileManager.default.fileExists(atPath: stale))
        let (third, _) = try run(smallMatrix, into: folder.path, again: true)
        #expect(third.ran == 12)
    }

    @Test("a cell that fails leaves its reason, and the others go on")
    func failure() throws {
        let folder = try TemporaryFolder()
        let text = smallMatrix.replacingOccurrences(of: "cellSize: 7", with: "cellSize: 20")
        let (summary, cells) = try run(text, into: folder.path)
        #expect(summary.failed == 4 && summary.ran == 8)
        let failed = try #require(cells.first { $0.key.method == "hog-svm" })
        let record = try #require(try RecordStore(folder: folder.path).record(of: failed))
        guard case .failed(let reason) = record.outcome else { throw UserError("the cell should have failed") }
        #expect(reason.contains("cellSize") && reason.contains("at most 14"))
        let report = try Report.write(folder: folder.path, command: nil)
        #expect(try String(contentsOfFile: report.paths[0], encoding: .utf8).contains("failed"))
        let (again, _) = try run(text, into: folder.path)
        #expect(again.kept == 8 && again.failed == 4)
    }

    @Test("a missing data set is one clear line before anything is run")
    func missingData() throws {
        let folder = try TemporaryFolder()
        let text = smallMatrix.replacingOccurrences(of: "- glyphs: {training: 300, test: 100}", with: "- mnist")
        #expect {
            _ = try run(text, into: folder.path)
        } throws: {
            "\($0)".contains("data fetch mnist") && !"\($0)".contains("\n")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/records").isEmpty)
    }

    @Test("a data set that cannot be decoded fails all its cells with the same reason")
    func damagedData() throws {
        let folder = try TemporaryFolder()
        for name in ["a/1.png", "a/2.png", "b/1.png", "b/2.png"] {
            let path = "\(folder.path)/pictures/\(name)"
            try AtomicFile.makeFolder((path as NSString).deletingLastPathComponent)
            try AtomicFile.write("no picture", to: path)
        }
        let text = smallMatrix.replacingOccurrences(
            of: "- glyphs: {training: 300, test: 100}", with: "- folder: {path: \(folder.path)/pictures}"
        ).replacingOccurrences(of: "sizes: [30, 300]", with: "sizes: [2]")
        let (summary, cells) = try run(text, into: folder.path)
        #expect(summary.failed == 6)
        for cell in cells {
            let record = try #require(try RecordStore(folder: folder.path).record(of: cell))
            guard case .failed(let reason) = record.outcome else { throw UserError("the cell should have failed") }
            #expect(reason.contains(".png") && !reason.contains("\n"))
        }
    }

    @Test("what would not fit into memory is refused before it starts, and runs when there is more")
    func memory() throws {
        let folder = try TemporaryFolder()
        let (refused, cells) = try run(smallMatrix, into: folder.path, memory: .limit(1 << 20))
        #expect(refused.failed == 12 && refused.ran == 0)
        for cell in cells {
            let record = try #require(try RecordStore(folder: folder.path).record(of: cell))
            guard case .failed(let reason) = record.outcome else { throw UserError("the cell should have failed") }
            #expect(reason.hasPrefix("needs about ") && reason.contains("(program 190 MiB, "))
            #expect(reason.hasSuffix("--memory allows 1 MiB; take fewer images or raise --memory"))
        }
        // Not even the data set was loaded.
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/datasets").isEmpty)
        let (second, _) = try run(smallMatrix, into: folder.path, memory: .limit(1 << 40))
        #expect(second.ran == 12 && second.failed == 0)
    }

    @Test("a cell that is refused does not keep smaller ones from running")
    func memoryForSome() throws {
        let folder = try TemporaryFolder()
        let text = """
            datasets: [glyphs: {training: 3000, test: 50}]
            methods: {raw-svm: {extractor: raw, classifier: linear-svm}}
            sizes: [100, all]
            """
        let cells = try ExperimentMatrix(text: text, file: "some.yml").cells(dataDirectory: "/nowhere")
        let estimates = try cells.memoryEstimates(dataDirectory: "/nowhere", threads: 1).map { try $0.get().bytes }
        #expect(estimates.count == 2 && estimates[0] + 1e6 < estimates[1])
        let (summary, ran) = try run(text, into: folder.path, memory: .limit(Int(estimates[0]) + 1))
        #expect(summary.ran == 1 && summary.failed == 1)
        #expect(try result(ran[0], folder.path).trainingImages == 100)
    }

    @Test("validation scores on training images that are kept out of training")
    func validation() throws {
        let folder = try TemporaryFolder()
        let text = smallMatrix.replacingOccurrences(
            of: "sizes: [30, 300]", with: "sizes: [all]\nevaluation: validation")
        let (_, cells) = try run(text, into: folder.path)
        let found = try result(cells[0], folder.path)
        #expect(found.trainingImages == 250 && found.testImages == 50)
    }

    @Test("time that is left follows from what similar cells took")
    func estimate() throws {
        let lines = CollectedText()
        let display = TextDisplay(isTerminal: true) { lines.append($0) }
        let cells = try ExperimentMatrix(text: smallMatrix, file: "small.yml").cells(dataDirectory: "/nowhere")
        let folder = try TemporaryFolder()
        _ = try Runner(
            store: try RecordStore(folder: folder.path), dataDirectory: "/nowhere", threads: 1, display: display
        ).run(cells)
        let text = lines.text
        #expect(text.contains("12 cells to run") && text.contains("[12/12]") && text.contains("epoch"))
        #expect(text.contains("left"))
    }
}

/// Collects text from several threads.
final class CollectedText: @unchecked Sendable {
    private let lock = NSLock()
    private var collected = ""
    func append(_ text: String) { lock.withLock { collected += text } }
    var text: String { lock.withLock { collected } }
}
