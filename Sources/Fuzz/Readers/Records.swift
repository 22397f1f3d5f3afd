import Core
import Datasets
import Experiments
import Files
import Foundation
import Harness
import Records
import Reports

extension FuzzedReader {
    /// What a run leaves behind, and what a report reads.
    static let records: [FuzzedReader] = [
        FuzzedReader(
            name: "record", file: "input.json", grammar: RecordGrammar(), share: 2,
            seeds: { try SmallRun.files(in: $0, "records") },
            open: { folder in
                try SmallRun.write(to: "\(folder)/results", copies: ["datasets"])
                return { path in
                    let record = SmallRun.place(path, in: "\(folder)/results")
                    defer { try? FileManager.default.removeItem(atPath: record) }
                    try SmallRun.check("\(folder)/results")
                }
            }),
        FuzzedReader(
            name: "dataset-record", file: "results/datasets/input.json", grammar: JSONGrammar(), largest: 256 << 10,
            share: 0.5,
            seeds: { try SmallRun.files(in: $0, "datasets") },
            open: { folder in
                try SmallRun.write(to: "\(folder)/results", copies: ["records"])
                return { _ in try SmallRun.check("\(folder)/results") }
            }),
        FuzzedReader(
            name: "report", file: "input.json", grammar: RecordGrammar(), share: 0.02,
            seeds: { try SmallRun.files(in: $0, "records") },
            open: { folder in
                try SmallRun.write(to: "\(folder)/results", copies: ["datasets", "records"])
                return { path in
                    _ = SmallRun.place(path, in: "\(folder)/results")
                    _ = try Report.write(
                        folder: "\(folder)/results", formats: [.markdown, .html, .latex, .csv], searchPath: "")
                }
            }),
        FuzzedReader(
            name: "run-plan", file: "results/run.json", grammar: JSONGrammar(), share: 0.5,
            seeds: { folder in
                try SmallRun.write(to: folder, copies: [])
                return [Array(FileManager.default.contents(atPath: "\(folder)/run.json") ?? Data())]
            },
            open: { folder in
                { _ in _ = try RunPlan.read(folder: "\(folder)/results") }
            }),
        FuzzedReader(
            name: "verdicts", file: "data/.verified.json", grammar: JSONGrammar(), share: 0.5,
            seeds: { folder in
                let memory = VerdictMemory(directory: folder)
                let stamp = try FileStamp(path: folder, name: "train-images")
                memory.remember("0123456789abcdef", of: "mnist", stamps: [stamp, stamp])
                return [Array(FileManager.default.contents(atPath: "\(folder)/.verified.json") ?? Data())]
            },
            open: { folder in
                try AtomicFile.makeFolder("\(folder)/data", option: "--out")
                let stamp = try FileStamp(path: folder, name: "train-images")
                return { _ in
                    let memory = VerdictMemory(directory: "\(folder)/data")
                    _ = memory.checksum(of: "mnist", stamps: [stamp])
                    memory.forget("mnist")
                }
            }),
        FuzzedReader(
            name: "curves", file: "curves.jsonl", grammar: JSONLines(), share: 0.5,
            seeds: { _ in
                [
                    (1...6).map {
                        "{\"work\":\"glyphs-hog-svm\",\"peer\":\"sklearn\",\"metric\":\"accuracy\",\"value\":\(50 + 5 * $0),"
                            + "\"n\":\(10 * $0)}\n"
                    }.joined() + "{\"work\":\"glyphs-x\",\"metric\":\"seconds\",\"value\":3}\n"
                ].map { Array($0.utf8) }
            }, open: { _ in { _ = try OtherCurves(files: [$0]) } }),
        FuzzedReader(
            name: "training-curve", file: "course.json", grammar: JSONGrammar(), share: 0.5,
            seeds: { _ in
                let points = (1...4).map {
                    "{\"step\":\($0),\"loss\":\(1 / Double($0)),\"trainingAccuracy\":0.\($0),\"heldOutAccuracy\":0.\($0),"
                        + "\"seconds\":\(2 * $0).5}"
                }
                return [Array("{\"accuracy\":0.5,\"history\":[\(points.joined(separator: ","))],\"name\":\"it\"}".utf8)]
            },
            open: { _ in
                { path in
                    // Nothing is drawn, for there is no gnuplot where it is looked for.
                    do {
                        _ = try TrainingCurve.draw([path], isVector: false, searchPath: "")
                    } catch let error as UserError where error.description.contains("gnuplot is not installed") {}
                }
            }),
    ]
}

/// Records are named by their configuration: one that was changed gets the name that fits.
private struct RecordGrammar: Grammar {
    func changed(_ bytes: [UInt8], others: [[UInt8]], _ random: inout RandomSource) -> [UInt8] {
        JSONGrammar().changed(bytes, others: others, &random)
    }

    func repaired(_ bytes: [UInt8]) -> [UInt8] {
        guard case .object(var members)? = JSONTree(bytes),
            let configuration = members.first(where: { $0.key == "configuration" })?.value,
            let value = try? JSONDecoder().decode(JSONValue.self, from: Data(configuration.bytes)),
            let place = members.firstIndex(where: { $0.key == "id" })
        else { return bytes }
        members[place].value = .text(Record.identifier(of: value))
        return JSONTree.object(members).bytes
    }
}

/// The records of a run that takes moments.
private enum SmallRun {
    private static let matrix = """
        name: fuzz
        datasets:
          drawn: {glyphs: {training: 40, test: 12}, testAlterations: {noise: [0.1]}, labelNoise: {share: 0.1}}
        methods:
          hog-svm: {extractor: {hog: {cellSize: 14}}, classifier: linear-svm}
          patches: {extractor: {patch-kmeans: {words: 4, samples: 60, iterations: 2}}, classifier: {kernel-svm: {}}}
          net:
            network: {network: {layers: [{convolution: {channels: 2, kernel: 5, stride: 4}}, relu, linear],
              training: {epochs: 2, minimumSteps: 0}}}
        sizes: [20, all]
        seeds: [1, 2]
        """

    /// Runs it into `folder`, and keeps of its parts only `copies`.
    static func write(to folder: String, copies: [String]) throws {
        let cells = try ExperimentMatrix(text: matrix, file: "fuzz.yml").cells(dataDirectory: "/nowhere")
        let store = try RecordStore(folder: folder)
        try store.write(RunPlan(command: "hindsight run fuzz.yml", cells: cells))
        _ = try Runner(store: store, dataDirectory: "/nowhere", threads: 1, display: QuietDisplay()).run(cells)
        for part in ["records", "datasets"] where !copies.contains(part) {
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)") {
                try FileManager.default.removeItem(atPath: "\(folder)/\(part)/\(name)")
            }
        }
    }

    static func files(in folder: String, _ part: String) throws -> [[UInt8]] {
        try write(to: folder, copies: [part])
        return try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)").sorted().compactMap {
            $0.hasSuffix(".json")
                ? FileManager.default.contents(atPath: "\(folder)/\(part)/\($0)").map(Array.init) : nil
        }
    }

    /// Moves a record to where it would lie, by the name that it gives itself, and returns that place.
    static func place(_ path: String, in folder: String) -> String {
        struct Name: Decodable { let id: String }
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        let id = (try? JSONDecoder().decode(Name.self, from: bytes))?.id ?? ""
        let isName = id.count == 16 && id.allSatisfy(\.isHexDigit)
        let target = "\(folder)/records/\(isName ? id : "input").json"
        rename(path, target)
        return target
    }

    /// Reads a results folder. Throws ``UserError`` where a file of it is refused.
    static func check(_ folder: String) throws {
        let found = try ResultsFolder([folder])
        if let refused = found.rejected.first { throw UserError("\(refused.name): \(refused.reason)") }
    }
}
