import Core
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
struct ResultsFolder {
    private(set) var records: [Record] = []
    private(set) var datasets: [DatasetRecord] = []
    private(set) var rejected: [RejectedFile] = []

    /// Reads `<path>/records/*.json` and `<path>/datasets/*.json` of each folder. Throws ``UserError`` where one has no record at all.
    init(_ paths: [String]) throws {
        for path in paths { try add(path, prefix: paths.count > 1 ? "\(path)/" : "") }
    }

    /// - Parameter prefix: What stands before the names of rejected files.
    private mutating func add(_ path: String, prefix: String) throws {
        let recordNames = Self.jsonFiles(in: "\(path)/records")
        guard !recordNames.isEmpty else {
            throw UserError(
                "\(path): there are no records in this folder; make some with 'hindsight run --out \(path)'")
        }
        for file in recordNames {
            let name = "records/\(file)"
            guard let record = read(Record.self, name, in: path, prefix: prefix) else { continue }
            if record.id + ".json" == file {
                records.append(record)
            } else {
                rejected.append(
                    RejectedFile(name: prefix + name, reason: "calls itself \(record.id): copied or edited"))
            }
        }
        var seen: Set<String> = []
        for file in Self.jsonFiles(in: "\(path)/datasets") {
            let name = "datasets/\(file)"
            guard let dataset = read(DatasetRecord.self, name, in: path, prefix: prefix) else { continue }
            if !seen.insert(dataset.id).inserted {
                let reason = "repeats the data set \(dataset.id) of another file"
                rejected.append(RejectedFile(name: prefix + name, reason: reason))
            } else if !datasets.contains(where: { $0.id == dataset.id }) {
                // Folders of one matrix share their data sets.
                datasets.append(dataset)
            }
        }
    }

    private static func jsonFiles(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    private struct Version: Decodable { let schema: Int }

    private mutating func read<Value: Decodable>(_ type: Value.Type, _ name: String, in folder: String, prefix: String)
        -> Value?
    {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            let version = try JSONDecoder().decode(Version.self, from: data).schema
            if version == Record.currentSchema {
                return try JSONDecoder().decode(type, from: data)
            }
            let reason = "has format version \(version); this program reads version \(Record.currentSchema)"
            rejected.append(RejectedFile(name: prefix + name, reason: reason))
        } catch {
            rejected.append(RejectedFile(name: prefix + name, reason: Self.reason(error)))
        }
        return nil
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "has no field '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "has a value of the wrong kind in '\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
        case is DecodingError: "is not whole JSON: cut short or damaged"
        default: "cannot be read"
        }
    }
}
