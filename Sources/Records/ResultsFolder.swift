import Core
import Files
import Foundation

/// A file of a results folder that a report does not use, and why.
public struct RejectedFile: Hashable, Sendable {
    /// Path below the results folder, such as `records/0123456789abcdef.json`.
    public let name: String
    public let reason: String

    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}

/// What a results folder holds: records, data sets, and files that could not be read.
package struct ResultsFolder {
    package private(set) var records: [Record] = []
    package private(set) var datasets: [DatasetRecord] = []
    package private(set) var rejected: [RejectedFile] = []

    /// Reads `<path>/records/*.json` and `<path>/datasets/*.json` of each folder, on all cores. Throws ``UserError`` where one has no
    /// record at all.
    package init(_ paths: [String]) throws {
        for path in paths { try add(path, prefix: paths.count > 1 ? "\(path)/" : "") }
    }

    /// - Parameter prefix: What stands before the names of rejected files.
    private mutating func add(_ path: String, prefix: String) throws {
        let recordNames = Self.jsonFiles(in: "\(path)/records")
        guard !recordNames.isEmpty else {
            throw UserError(
                "\(path): there are no records in this folder; make some with: hindsight run --out \(ShellWord.path(path))"
            )
        }
        func reject(_ name: String, _ misfit: Misfit) {
            rejected.append(RejectedFile(name: prefix + name, reason: misfit.reason))
        }
        var known: [String: TestSet] = [:]
        for file in Self.jsonFiles(in: "\(path)/datasets") {
            switch Self.read(DatasetRecord.self, "\(path)/datasets/\(file)") {
            case .failure(let misfit): reject("datasets/\(file)", misfit)
            case .success(let dataset):
                if known.updateValue(TestSet(dataset), forKey: dataset.id) != nil {
                    reject("datasets/\(file)", Misfit("repeats the data set \(dataset.id) of another file"))
                } else if !datasets.contains(where: { $0.id == dataset.id }) {
                    // Folders of one matrix share their data sets.
                    datasets.append(dataset)
                }
            }
        }
        let testSets = known
        let found = Parallel.map(recordNames.count, threads: ProcessInfo.processInfo.activeProcessorCount) { index in
            Self.record(recordNames[index], in: path, testSets)
        }
        for (file, result) in zip(recordNames, found) {
            switch result {
            case .failure(let misfit): reject("records/\(file)", misfit)
            case .success(let record): records.append(record)
            }
        }
    }

    /// What the records in `<path>/records` are called.
    package static func recordNames(_ path: String) -> [String] {
        jsonFiles(in: "\(path)/records").map { String($0.dropLast(".json".count)) }
    }

    private static func jsonFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    // MARK: One file

    private static func read<Value: ValidatedFile>(_ type: Value.Type, _ path: String) -> Result<Value, Misfit> {
        do { return .success(try Value.read(path)) } catch {
            return .failure(error as? Misfit ?? Misfit("cannot be read"))
        }
    }

    /// The record in a file, without the answers to altered images, of which a report needs only the counts.
    private static func record(_ file: String, in path: String, _ testSets: [String: TestSet]) -> Result<Record, Misfit>
    {
        read(Record.self, "\(path)/records/\(file)").flatMap { record in
            guard record.id + ".json" == file else {
                return .failure(Misfit("calls itself \(record.id): copied or edited"))
            }
            guard record.isOfItsConfiguration else {
                return .failure(Misfit("names another configuration than that it was made with: edited"))
            }
            guard case .completed(var result) = record.outcome, result.altered != nil else { return .success(record) }
            if let testSet = testSets[result.datasetID], !result.alteredCountsAgree(testSet) {
                return .failure(Misfit("has counts that contradict its predictions: damaged or edited"))
            }
            for place in result.altered!.indices { result.altered![place].predictions = "" }
            var slim = record
            slim.outcome = .completed(result)
            return .success(slim)
        }
    }
}

extension Record {
    /// Whether name and place follow from the configuration.
    fileprivate var isOfItsConfiguration: Bool {
        guard id == Self.identifier(of: configuration) else { return false }
        let place: [(String, JSONValue)] = [
            ("datasetLabel", .string(cell.dataset)), ("methodLabel", .string(cell.method)),
            ("size", .integer(cell.size)), ("seed", .integer(cell.seed)), ("repetition", .integer(cell.repetition)),
        ]
        return place.allSatisfy { key, value in configuration[key] == value }
    }
}

extension Record.Result {
    /// Whether the counts of the altered images follow from the answers.
    fileprivate func alteredCountsAgree(_ testSet: TestSet) -> Bool {
        (altered ?? []).allSatisfy { altered in
            let answers = Data(base64Encoded: altered.predictions) ?? Data()
            return answers.count == testSet.labels.count
                && zip(answers, testSet.labels).count { $0 == $1 } == altered.correct
        }
    }
}
