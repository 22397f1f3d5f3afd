import Core

/// A learning method whose training ends where a budget is spent.
///
/// In a matrix file `budget: 10 s` or `budget: 2 TFLOP` beside `network`, or for all networks of the file `budgets: [1 s, 10 s]`.
struct Budgeted: Method {
    let budget: TrainingBudget
    let method: any Method

    var cards: [Card] { method.cards }
    var family: MethodFamily { method.family }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        try method.fit(training, context: context.with(budget: budget))
    }
}

extension TrainingBudget {
    /// Throws ``UserError`` with file and line.
    init(_ reader: YAMLReader) throws {
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
