import Core
import Files
import Foundation
import Records

/// A page about all reports below a folder: what each asks, what it found, its first plot, and where it is.
extension Report {
    /// Writes `README.md` into `folder`, whose folders hold the records of a run each, and returns its path.
    ///
    /// For the other parameters see ``write(folders:into:command:formats:language:comparison:showsAll:curves:holdsPictures:searchPath:chapters:texts:cells:changes:)``.
    ///
    /// Throws ``UserError`` where no folder has records.
    package static func writeIndex(
        of folder: String, chapters: [Chapter] = ReportSections.all, cells: @escaping OrientedCells,
        changes: @escaping ChangedSettings = { _ in [] }
    ) throws -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        let folders = names.map { "\(folder)/\($0)" }.filter {
            FileManager.default.fileExists(atPath: "\($0)/records")
        }
        guard !folders.isEmpty else { throw UserError("\(folder): no folder in it has the records of a run") }
        let texts = Texts.of(.english)
        let blocks = try folders.flatMap { path in
            let results = try ResultsFolder([path])
            let plan = RecordSelection.Plan(folders: [path], showsAll: false)
            let study = Study(
                records: results.records, datasets: results.datasets, rejected: results.rejected,
                folderName: URL(fileURLWithPath: path).lastPathComponent, plan: plan, texts: texts)
            let request = ReportRequest(cells: cells, changes: changes)
            return Report(study, request, chapters).abstract(path)
        }
        let document = Document(
            title: texts(.indexTitle), blocks: [.paragraph(texts(.indexSummary, ["n": "\(folders.count)"]))] + blocks)
        let path = "\(folder)/README.md"
        try AtomicFile.write(MarkdownPage.text(document), to: path)
        return path
    }
}
