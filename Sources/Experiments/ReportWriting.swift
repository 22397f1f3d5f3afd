import Core
import Drawing
import Files
import Foundation
import Reports

/// Reports on the methods of the catalogue.
extension Report {
    /// Reads the results folder and writes the report and `plots/` into it, each file atomically.
    ///
    /// A damaged or foreign record is left out and named in the report. A missing or failing gnuplot is a warning, and the
    /// report then goes without plots.
    ///
    /// - Parameters:
    ///   - folder: Holds `records/` and `datasets/`.
    ///   - command: The command that makes the records again, printed in the report; that of the folder's plan unless given.
    ///   - formats: What to write; not empty.
    ///   - language: Of the report; one in another language than English gets names of its own, and its plots a folder below `plots/`.
    ///   - searchPath: Folders to look for gnuplot in, separated by colons; those of the environment unless given.
    /// - Returns: The paths of what was written, in the order of the formats, and one line for each thing that the user should know.
    ///
    /// Throws ``UserError`` where there are no records or the folder cannot be written.
    @discardableResult
    public static func write(
        folder: String, command: String? = nil, formats: Set<Format> = [.markdown, .html],
        language: ReportLanguage = .english, searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> (paths: [String], warnings: [String]) {
        try write(
            folders: [folder], into: folder, command: command, formats: formats, language: language,
            searchPath: searchPath)
    }

    /// As ``write(folder:command:formats:language:searchPath:)``, of several results folders together, such as those of several machines.
    ///
    /// - Parameters:
    ///   - folder: Where the report goes; made where it is not there.
    ///   - comparison: Two methods that get a section of their own; empty for none.
    ///   - showsAll: Whether records are shown that lie in the folders and belong to no cell of the last run.
    ///   - curves: A file of learning curves from elsewhere, shown beside those of the methods: JSON lines with `work` (the name of
    ///     the data set, a hyphen and more), `peer`, `metric` (`accuracy`), `value` (in %), `n` (training images); ``curvesFile`` of
    ///     every folder that has one, unless given.
    ///   - holdsPictures: Whether the HTML page holds its pictures, or shows them from `plots/`.
    @discardableResult
    public static func write(
        folders: [String], into folder: String, command: String? = nil, formats: Set<Format> = [.markdown, .html],
        language: ReportLanguage = .english, comparison: [String] = [], showsAll: Bool = false, curves: String? = nil,
        holdsPictures: Bool = true, searchPath: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> (paths: [String], warnings: [String]) {
        try write(
            folders: folders, into: folder, command: command, formats: formats, language: language,
            comparison: comparison, showsAll: showsAll, curves: curves, holdsPictures: holdsPictures,
            searchPath: searchPath,
            cells: { HOGPicture.cells(of: $0, configuration: $1) }, changes: { ChangedSettings.lines($0) })
    }

    /// Writes `README.md` into `folder`: what each results folder in it asked and found, with its first plot. Returns its path.
    public static func writeIndex(of folder: String) throws -> String {
        try writeIndex(
            of: folder, cells: { HOGPicture.cells(of: $0, configuration: $1) }, changes: { ChangedSettings.lines($0) })
    }
}
