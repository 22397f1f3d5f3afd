import Core
import Files

/// A learning method whose training ends where a budget is spent.
///
/// In a matrix file `budget: 10 s` or `budget: 2 TFLOP` beside `network`, or for all networks of the file `budgets: [1 s, 10 s]`.
struct Budgeted: Method {
    let budget: TrainingBudget
    let method: any Method

    var task: LearningTask { method.task }
    var cards: [Card] { method.cards }
    var family: MethodFamily { method.family }
    var takesOwnSizes: Bool { method.takesOwnSizes }
    var storingObstacle: String? { method.storingObstacle }

    func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate { try method.workingMemory(extent) }

    func fit(_ training: Examples, context: RunContext) throws -> any FittedMethod {
        try method.fit(training, context: context.with(budget: context.budget ?? budget))
    }

    func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        try method.restored(stored, subject: subject)
    }
}
