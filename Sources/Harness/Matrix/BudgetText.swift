import Core
import Files

extension TrainingBudget {
    /// Throws ``UserError`` with file and line.
    package init(_ reader: YAMLReader) throws {
        let text = try reader.string("a budget")
        guard let budget = TrainingBudget(text) else { throw reader.failure(Self.complaint(text)) }
        self = budget
    }

    /// The budget that an option gives. Throws ``UserError``.
    public init(option: String, _ text: String) throws {
        guard let budget = TrainingBudget(text) else { throw UserError("\(option): \(Self.complaint(text))") }
        self = budget
    }

    private static func complaint(_ text: String) -> String {
        "the budget '\(text)' is not understood; write a time such as 10 s, 5 min or 1 h, or work such as 500 GFLOP or 2 TFLOP"
    }
}
