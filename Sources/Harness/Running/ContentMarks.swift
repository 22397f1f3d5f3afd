import Core
import Files
import Foundation
import Records

extension Cell {
    /// What ``Dataset/contentMark(in:)`` said; nil for data sets that the settings alone decide.
    var contentMark: String? {
        if case .string(let mark)? = datasetSettings["content"] { mark } else { nil }
    }
}

extension Record {
    /// The configuration without the mark of the content.
    fileprivate static func unmarked(_ configuration: JSONValue) -> JSONValue {
        guard case .object(var members) = configuration, case .object(var dataset)? = members["dataset"] else {
            return configuration
        }
        dataset["content"] = nil
        members["dataset"] = .object(dataset)
        return .object(members)
    }

    fileprivate var hasMark: Bool { configuration["dataset"]?["content"] != nil }
}

/// Data sets whose settings can mean other images tomorrow: records of the same content are found whatever its mark was made from, and what
/// has changed is named.
extension RecordStore {
    /// Gives records of the same content the names that `cells` have. Marks were once made from the dates of the files: a copy, or a touched
    /// file, was another data set.
    ///
    /// Throws ``UserError`` where a record cannot be written.
    public func adopt(_ cells: [Cell]) throws {
        let wanted = cells.filter { $0.contentMark != nil && !FileManager.default.fileExists(atPath: path(of: $0.id)) }
        guard !wanted.isEmpty else { return }
        let known = Dictionary(grouping: marked()) { Record.unmarked($0.configuration) }
        for cell in wanted {
            let twins = (known[Record.unmarked(cell.configuration)] ?? []).filter { record in
                guard case .completed(let result) = record.outcome else { return false }
                return result.datasetChecksum == cell.contentMark
            }
            guard var record = twins.max(by: { ($0.date, $0.id) < ($1.date, $1.id) }),
                case .completed(var result) = record.outcome,
                var dataset = dataset(result.datasetID)
            else { continue }
            let former = record.id
            dataset.id = cell.datasetID
            result.datasetID = cell.datasetID
            (record.id, record.configuration, record.outcome) = (cell.id, cell.configuration, .completed(result))
            try write(dataset)
            _ = try write(record)
            unlink("\(folder)/records/\(former).json")
        }
    }

    /// What has changed in the files of the data set of `cell` since the newest records of other content under the same settings, in one
    /// line; nil where there are none.
    ///
    /// - Parameter files: As they are now: ``LoadedDataset/files``.
    package func change(of cell: Cell, _ files: [String: String]) -> String? {
        guard cell.contentMark != nil else { return nil }
        func place(_ configuration: JSONValue) -> [JSONValue?] {
            let unmarked = Record.unmarked(configuration)
            return ["dataset", "datasetLabel", "evaluation"].map { unmarked[$0] }
        }
        let here = place(cell.configuration)
        let older = marked().compactMap { record -> (date: String, dataset: String)? in
            guard case .completed(let result) = record.outcome, result.datasetID != cell.datasetID,
                place(record.configuration) == here
            else { return nil }
            return (record.date, result.datasetID)
        }
        guard let last = older.max(by: { $0 < $1 }) else { return nil }
        let text = "the pictures have changed since the records of \(last.date)"
        guard let before = self.files(of: last.dataset), !files.isEmpty else { return text }
        let now = Dictionary(files.map { (Self.line($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        return "\(text): \(Self.difference(before, now))"
    }

    /// Such as `1 changed, 2 new: cat/00.png, cat/08.png, …`.
    package static func difference(_ before: [String: String], _ now: [String: String]) -> String {
        func isChanged(_ name: String) -> Bool {
            guard let old = before[name], let new = now[name] else { return false }
            return !new.hasPrefix(old)
        }
        let changed = now.keys.filter(isChanged)
        let new = now.keys.filter { before[$0] == nil }
        let gone = before.keys.filter { now[$0] == nil }
        let counts = [(changed, "changed"), (new, "new"), (gone, "gone")].filter { !$0.0.isEmpty }
        let names = counts.flatMap { $0.0.sorted() }
        guard !names.isEmpty else { return "another choice of the same files" }
        return counts.map { "\($0.0.count) \($0.1)" }.joined(separator: ", ") + ": "
            + names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }

    /// Keeps the checksums of the files of a data set beside its record, to name what changes later.
    package func write(files: [String: String], of id: String) throws {
        guard !files.isEmpty else { return }
        let lines = files.sorted { $0.key < $1.key }.map {
            "\($0.value.prefix(16)) \(Self.line($0.key))\n"
        }
        try AtomicFile.write(lines.joined(), to: filesPath(id))
    }

    /// A name in one line.
    private static func line(_ name: String) -> String { name.replacingOccurrences(of: "\n", with: "\\n") }

    /// The first digits of the checksums by name; nil where they are not known.
    private func files(of id: String) -> [String: String]? {
        guard let bytes = try? FileContents.read(filesPath(id), limit: 1 << 28) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: " ", maxSplits: 1)
        }
        return Dictionary(
            lines.filter { $0.count == 2 }.map { (String($0[1]), String($0[0])) },
            uniquingKeysWith: { first, _ in first })
    }

    private func filesPath(_ id: String) -> String { "\(folder)/datasets/\(id).pictures" }

    private func dataset(_ id: String) -> DatasetRecord? {
        try? DatasetRecord.read("\(folder)/datasets/\(id).json")
    }

    /// All sound records with a mark of the content.
    private func marked() -> [Record] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/records")) ?? []
        return names.filter { $0.hasSuffix(".json") }.compactMap { name in
            guard let record = try? Record.read("\(folder)/records/\(name)"), record.hasMark,
                name == "\(record.id).json",
                record.id == Record.identifier(of: record.configuration)
            else { return nil }
            return record
        }
    }
}
