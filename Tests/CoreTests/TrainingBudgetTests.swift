import Core
import Testing

@Suite("Budgets of trainings")
struct TrainingBudgetTests {
    @Test(
        "times and work are read, and written so that they are read again",
        arguments: [
            ("10 s", TrainingBudget.seconds(10), "10 s"), ("2min", .seconds(120), "2 min"),
            ("0.5 s", .seconds(0.5), "0.5 s"), ("1.5 h", .seconds(5400), "1.5 h"), ("90 s", .seconds(90), "1.5 min"),
            ("500 GFLOP", .flops(5e11), "500 GFLOP"), ("2TFLOP", .flops(2e12), "2 TFLOP"),
            ("1500 MFLOP", .flops(1.5e9), "1.5 GFLOP"),
        ])
    func reading(_ text: String, _ budget: TrainingBudget, _ written: String) {
        #expect(TrainingBudget(text) == budget)
        #expect(budget.description == written)
        #expect(TrainingBudget(written) == budget)
    }

    @Test(
        "anything else is refused",
        arguments: ["", "10", "s", "0 s", "-1 s", "10 sec", "1e3 s", "nan s", "10 tflop", "1.2.3 s", "10 s 5"])
    func mistakes(_ text: String) {
        #expect(TrainingBudget(text) == nil)
    }

    @Test("a part of a budget")
    func parts() {
        #expect(TrainingBudget.seconds(10).divided(by: 4) == .seconds(2.5))
        #expect(TrainingBudget.flops(1e9).divided(by: 2) == .flops(5e8))
    }
}
