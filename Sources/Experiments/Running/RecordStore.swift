import Core
import Foundation

/// The folder of a run: `records/` with a file a cell, `datasets/` with a file a data set.
public struct RecordStore: Sendable {
    public let folder: String

    /// Makes the folders and removes temporary files that a killed run left behind.
    ///
    /// Throws ``UserError`` where the folder cannot be made or written to.
    public init(folder: String) throws {
        self.folder = folder
        for part in ["records", "datasets"] {
            let path = "\(folder)/\(part)"
            try AtomicFile.makeFolder(path)
            guard access(path, W_OK) == 0 else {
                throw UserError("\(path): the folder cannot be written to; choose another with --out")
            }
            for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            where AtomicFile.isAbandoned(name) {
                try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }

    /// The record of `cell`, if there is a valid one: readable, of this schema, of this configuration.
    public func record(of cell: Cell) -> Record? {
        guard let data = FileManager.default.contents(atPath: path(of: cell.id)),
            let record = try? JSONDecoder().decode(Record.self, from: data),
            record.schema == Record.currentSchema, record.id == cell.id, record.configuration == cell.configuration
        else { return nil }
        return record
    }

    /// What changes when the record of `cell` is written anew; nil where there is none.
    func stamp(of cell: Cell) -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: cell.id)) else { return nil }
        // A new file has another number, even within the grain of the clock.
        let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(attributes[.systemFileNumber] ?? 0) \(time)"
    }

    public func write(_ record: Record) throws {
        try AtomicFile.write(encode(record), to: path(of: record.id))
    }

    public func write(_ dataset: DatasetRecord) throws {
        let path = "\(folder)/datasets/\(dataset.id).json"
        let data = try encode(dataset)
        guard FileManager.default.contents(atPath: path) != data else { return }
        try AtomicFile.write(data, to: path)
    }

    public func write(_ plan: RunPlan) throws {
        try AtomicFile.write(encode(plan), to: "\(folder)/\(RunPlan.fileName)")
    }

    func path(of id: String) -> String { "\(folder)/records/\(id).json" }

    private func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
