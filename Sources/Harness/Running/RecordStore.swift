import Core
import Foundation
import Records

/// The folder of a run: `records/` with a file a cell, `datasets/` with a file a data set.
public struct RecordStore: Sendable {
    public let folder: String

    /// Makes the folders and removes temporary files that killed processes left behind, in the reports of the folder, too.
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
            AtomicFile.removeAbandoned(in: path)
        }
        Self.removeAbandoned(in: folder)
    }

    /// Removes temporary files of dead processes from a results folder itself, and from its plots in all languages.
    static func removeAbandoned(in folder: String) {
        let plots = "\(folder)/plots"
        // Each further language has its plots in a folder of its own.
        let languages = ((try? FileManager.default.contentsOfDirectory(atPath: plots)) ?? []).map { "\(plots)/\($0)" }
        for path in [folder, plots] + languages.filter({ AtomicFile.isFolder($0) }) {
            AtomicFile.removeAbandoned(in: path)
        }
    }

    /// The record of `cell`, if there is a valid one: readable, of this schema, of this configuration.
    public func record(of cell: Cell) -> Record? {
        guard let record = try? Record.read(path(of: cell.id)), record.id == cell.id,
            record.configuration == cell.configuration
        else { return nil }
        return record
    }

    /// What changes when the record of `cell` is written anew; nil where there is none.
    package func stamp(of cell: Cell) -> String? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: cell.id)) else { return nil }
        // A new file has another number, even within the grain of the clock.
        let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(attributes[.systemFileNumber] ?? 0) \(time)"
    }

    /// Writes a record; one of a failure only where no good one of the same cell is there: that stays until a better one is complete.
    ///
    /// - Returns: Whether it was written. Throws ``UserError`` where it cannot be.
    @discardableResult
    public func write(_ record: Record) throws -> Bool {
        let path = path(of: record.id)
        if case .failed = record.outcome, let former = try? Record.read(path), case .completed = former.outcome,
            former.id == record.id
        {
            return false
        }
        let data = try encode(record)
        guard data.count <= Numbers.fileBytes else {
            var refused = record
            refused.outcome = .failed(
                reason: "its record would have \(data.count >> 20) MiB, and \(Numbers.fileBytes >> 20) MiB can be read")
            return try write(refused)
        }
        try AtomicFile.write(data, to: path)
        return true
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

    package func path(of id: String) -> String { "\(folder)/records/\(id).json" }

    private func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
