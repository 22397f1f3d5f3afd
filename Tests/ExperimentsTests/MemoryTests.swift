import Core
import Experiments
import Foundation
import Harness
import Records
import Testing

@Suite("Memory that a cell is expected to take")
struct MemoryTests {
    private static let methods = """
        methods:
          raw-svm: {extractor: raw, classifier: linear-svm}
          raw-pca-knn: {extractor: raw, transforms: [standardise, {pca: {components: 50}}], classifier: knn}
          hog-map: {extractor: hog, transforms: [{kernel-map: {kernel: chi2}}], classifier: newton-svm, mirror: true}
          hog-softmax: {extractor: hog, classifier: softmax}
          hog-mlp: {extractor: hog, classifier: {mlp: {hidden: [100]}}}
          hog-rbf: {extractor: hog, classifier: {kernel-svm: {kernel: rbf}}}
          hog-virtual: {extractor: hog, classifier: {kernel-svm: {kernel: rbf}}, virtual: {shift: 1}}
          hog-searched: {extractor: hog, classifier: {kernel-svm-search: {C: [1, 10], gamma: [0.1]}}}
          patches: {extractor: {patch-kmeans: {words: 64}}, classifier: linear-svm}
          words: {extractor: dense-sift, encoder: {bovw: {words: 256}}, pyramid: {grids: [1x1, 2x2]}, classifier: linear-svm}
          fisher: {preprocess: [deskew], extractor: dense-sift, encoder: {fisher: {components: 16}}, classifier: linear-svm}
          lenet5: {network: lenet5}
          committee: {network: lenet5, columns: 3}
          decaf: {extractor: {activations: {network: lenet5}}, classifier: linear-svm}
        """

    private static func cells(_ datasets: String, _ methods: String, _ rest: String) throws -> [Cell] {
        try ExperimentMatrix(text: "\(datasets)\n\(methods)\n\(rest)", file: "memory.yml")
            .cells(dataDirectory: "/nowhere")
    }

    /// A search shares kernel values among its folds as long as they fit, and takes less beyond that.
    @Test("more training images never take less; every kind of method has an estimate")
    func monotone() throws {
        let cells = try Self.cells("datasets: [mnist]", Self.methods, "sizes: [100, 1000, 10000, 50000]")
        let estimates = cells.memoryEstimates(dataDirectory: "/nowhere", threads: 2)
        for (method, group) in Dictionary(grouping: zip(cells, estimates), by: { $0.0.key.method }) {
            let bytes = try group.sorted { $0.0.key.size < $1.0.key.size }.map { try $0.1.get().bytes }
            let rising = bytes.prefix(method == "hog-searched" ? 3 : 4)
            #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 }, "\(method): \(bytes)")
            #expect(bytes.count == 4 && bytes[0] < bytes[3], "\(method): \(bytes)")
        }
        // 50,000 rows of 784 numbers of four bytes.
        let largest = try #require(zip(cells, estimates).first { $0.0.path == "mnist/raw-svm/50000/1" }?.1).get()
        #expect(try #require(largest.parts.first { $0.name == "features" }).bytes >= 50_000 * 784 * 4)
        #expect(largest.description.contains(" features 158 MiB, "))
    }

    @Test("more threads and larger images never take less")
    func threadsAndShapes() throws {
        func bytes(_ dataset: String, threads: Int) throws -> [Double] {
            try Self.cells("datasets: [\(dataset)]", Self.methods, "sizes: [1000]")
                .memoryEstimates(dataDirectory: "/nowhere", threads: threads).map { try $0.get().bytes }
        }
        let one = try bytes("mnist", threads: 1)
        #expect(zip(one, try bytes("mnist", threads: 16)).allSatisfy { $0 <= $1 })
        #expect(zip(one, try bytes("cifar-10", threads: 1)).allSatisfy { $0 <= $1 })
    }

    @Test("the budget is a number with its unit")
    func parsing() throws {
        let sizes = ["4GiB": 1 << 32, "1.5 gib": 3 << 29, "500MB": 500_000_000, "20mib": 20 << 20, "1TiB": 1 << 40]
        for (text, bytes) in sizes { #expect(try MemoryBudget(parsing: text) == .limit(bytes)) }
        for text in ["", "4", "GiB", "-1GiB", "0MiB", "4GiBs", "1e3GiB", "1..5GiB", "4 G iB", "nanGiB", "1e99", "٤GiB"]
        {
            #expect {
                _ = try MemoryBudget(parsing: text)
            } throws: {
                "\($0)".hasPrefix("--memory \(text): ") && !"\($0)".contains("\n")
            }
        }
        #expect(throws: UserError.self) { try MemoryBudget(parsing: "99999999999TiB") }
    }

    @Test("what this process can have is more than it has")
    func attainable() {
        #if os(Linux)
            let attainable = Host.attainableMemory() ?? 0
            #expect(attainable > 1 << 20 && attainable <= Int(ProcessInfo.processInfo.physicalMemory) * 2)
        #endif
    }

    /// Reports that are kept beside the program: what its cells took is the measure of the estimates.
    @Test("the estimates lie above the peaks that were measured, and not far")
    func measured() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(root)/reports")
        var compared = 0
        for folder in folders.sorted() {
            let records = "\(root)/reports/\(folder)/records"
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: records) else { continue }
            let matrix = "\(root)/experiments/\(folder).yml"
            let isKept = FileManager.default.fileExists(atPath: matrix)
            let cells = try MatrixLibrary.load(isKept ? matrix : folder, profile: nil).cells(dataDirectory: "/nowhere")
            let byPath = Dictionary(cells.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            for name in names.sorted() where name.hasSuffix(".json") {
                let data = try Data(contentsOf: URL(fileURLWithPath: "\(records)/\(name)"))
                let record = try JSONDecoder().decode(Record.self, from: data)
                let key = record.cell
                let repetition = key.repetition > 1 ? "/\(key.repetition)" : ""
                guard case .completed(let result) = record.outcome, result.peakMemoryBytes > 0,
                    let cell = byPath["\(key.dataset)/\(key.method)/\(key.size)/\(key.seed)\(repetition)"]
                else { continue }
                let estimate = try cell.memoryEstimate(dataDirectory: "/nowhere", threads: record.threads)
                let ratio = estimate.bytes / Double(result.peakMemoryBytes)
                #expect(
                    ratio >= 1, "\(cell.path) took \(result.peakMemoryBytes >> 20) MiB, not \(estimate.description)")
                if result.peakMemoryBytes > 300 << 20 {
                    #expect(
                        ratio < 3, "\(cell.path) took \(result.peakMemoryBytes >> 20) MiB, not \(estimate.description)")
                }
                compared += 1
            }
        }
        #expect(compared > 1000, "only \(compared) records were compared")
    }
}
