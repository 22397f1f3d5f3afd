import Core
import Foundation

/// What was asked for last in an output folder: the file `run.json` beside `records/`.
///
/// Where a matrix file was changed and changed back, the folder holds records of both; the plan tells a report which are meant.
public struct RunPlan: Codable, Hashable, Sendable {
    public var schema = Record.currentSchema
    /// The command that makes all cells of the matrix, without what belongs to one machine.
    public var command: String
    /// The records of the matrix, whether they are there or not.
    public var cells: [String]

    public init(command: String, cells: [Cell]) {
        self.command = command
        self.cells = cells.map(\.id)
    }

    static let fileName = "run.json"

    /// The plan in `folder`, if there is one that can be read.
    init?(folder: String) {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(Self.fileName)"),
            let plan = try? JSONDecoder().decode(RunPlan.self, from: data), plan.schema == Record.currentSchema
        else { return nil }
        self = plan
    }
}
