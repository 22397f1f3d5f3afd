import Core
import Files
import Foundation

/// What was asked for last in an output folder: the file `run.json` beside `records/`.
///
/// A report shows the cells of the plan, those of the matrix and profile that ran last, and ``command`` makes exactly these. Records of
/// other profiles, of methods that have another name now, or of another matrix may lie in the same folder.
///
/// A run with `--only` plans the cells that match. Into a folder of the same matrix and profile it adds them to those planned before: the
/// whole matrix stays planned, and the patterns of several such runs stand together in the command.
public struct RunPlan: Codable, Hashable, Sendable {
    public private(set) var schema = Record.currentSchema
    /// The command that makes all planned cells, without what belongs to one machine.
    public private(set) var command: String
    /// The records of the planned cells, whether they are there or not.
    public private(set) var cells: [String]
    /// Of each cell, its place in the matrix, such as `mnist/hog-svm/1000/1`; nil in plans of older programs.
    public private(set) var paths: [String]?
    /// The patterns of `--only`; nil for the whole matrix.
    public private(set) var only: [String]?
    /// What the matrix asks: its summary; nil where it has none, and in plans of older programs.
    public private(set) var question: String?

    /// A cell as a plan knows it.
    package struct PlannedCell: Sendable {
        /// Of its record.
        package let id: String
        /// Its place in the matrix, such as `mnist/hog-svm/1000/1`.
        package let path: String

        package init(id: String, path: String) {
            self.id = id
            self.path = path
        }

        /// Does the pattern (a shell glob) match the path, its beginning, or one of its parts?
        package func matches(_ pattern: String) -> Bool {
            let framed = "/\(path)/"
            for glob in ["/\(pattern)/", "/\(pattern)/*", "*/\(pattern)/*"] where fnmatch(glob, framed, 0) == 0 {
                return true
            }
            return false
        }
    }

    /// - Parameters:
    ///   - command: Makes all cells of the matrix under its profile.
    ///   - cells: All of these.
    ///   - only: Patterns of the cells that are planned; empty for all.
    ///   - before: The plan of the same folder until now.
    ///   - question: The summary of the matrix.
    package init(
        command: String, cells: [PlannedCell], only: [String] = [], after before: RunPlan? = nil,
        question: String? = nil
    ) {
        self.question = question
        var patterns = only.isEmpty ? nil : only
        if let earlier = before, earlier.whole == command {
            patterns = patterns.flatMap { new in
                earlier.only.map { known in known + new.filter { !known.contains($0) } }
            }
        }
        let planned =
            patterns.map { patterns in cells.filter { cell in patterns.contains { cell.matches($0) } } } ?? cells
        self.command = command + Self.options(patterns)
        self.cells = planned.map(\.id)
        paths = planned.map(\.path)
        self.only = patterns
    }

    private static func options(_ patterns: [String]?) -> String {
        (patterns ?? []).map { " " + ShellWord.option("--only", $0) }.joined()
    }

    /// The command without its patterns.
    private var whole: String { String(command.dropLast(Self.options(only).count)) }

    package static let fileName = "run.json"
    /// More cells than these are planned by nobody.
    package static let largestCellCount = 200_000

    /// The plan in `folder`; nil where there is none. Throws ``UserError`` where the file is of no use.
    public static func read(folder: String) throws -> RunPlan? {
        let path = "\(folder)/\(fileName)"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try read(path)
        } catch {
            throw UserError("\(path): is not the plan of a run: it \(error); run the matrix again, or remove the file")
        }
    }
}
