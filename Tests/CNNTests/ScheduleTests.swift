import CNN
import Core
import Files
import Foundation
import Testing

@Suite("Schedules")
struct ScheduleTests {
    private func rates(_ schedule: Schedule, _ total: Int) -> [Double] {
        (0...total).map { schedule.rate(step: $0, total: total, peak: 2) }
    }

    @Test("the cosine is that of the formula, in the precision of a Float too")
    func cosine() {
        for (warmUp, total) in [(0.1, 1000), (0.25, 7), (0, 10), (0.9, 1)] {
            for step in 0..<total {
                let rising = warmUp * Double(total)
                let expected =
                    Double(step) < rising
                    ? 0.02 * Double(step + 1) / (rising + 1)
                    : 0.02 * 0.5
                        * (1 + cos(Double.pi * (Double(step) - rising) / max(Double(total) - rising, 1)))
                let rate = Schedule(shape: .cosine, warmUp: warmUp).rate(step: step, total: total, peak: 0.02)
                #expect(abs(rate - expected) < 1e-15)
            }
        }
    }

    @Test("every shape has its ends and its corners")
    func shapes() {
        #expect(rates(Schedule(shape: .constant, warmUp: 0), 4) == [2, 2, 2, 2, 2])
        #expect(rates(Schedule(shape: .linear, warmUp: 0, final: 0.5), 4) == [2, 1.75, 1.5, 1.25, 1])
        #expect(abs(rates(Schedule(shape: .cosine, warmUp: 0, final: 0.25), 4)[4] - 0.5) < 1e-12)
        let steps = rates(Schedule(shape: .step, warmUp: 0, milestones: [0.3, 0.8], factor: 0.5), 10)
        #expect(steps == [2, 2, 2, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5])
        // Rising by 1/(r + 1) with r = 2.
        let rising = rates(Schedule(shape: .constant, warmUp: 0.5), 4)
        #expect(abs(rising[0] - 2.0 / 3) < 1e-12 && abs(rising[1] - 4.0 / 3) < 1e-12 && rising[2] == 2)
    }

    @Test("one cycle is the triangle of numpy.interp, also where the top is at the first step or the last")
    func triangle() {
        // numpy.interp(range(11), [0, 2, 10], [0.2, 1, 0.07]) · 2
        let cycle = rates(Schedule(shape: .oneCycle, warmUp: 0.23, start: 0.2, final: 0.07), 10)
        let expected = [0.4, 1.2, 2, 1.7675, 1.535, 1.3025, 1.07, 0.8375, 0.605, 0.3725, 0.14]
        #expect(zip(cycle, expected).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(rates(Schedule(shape: .oneCycle, warmUp: 0), 2)[0] == 2)
        #expect(rates(Schedule(shape: .oneCycle, warmUp: 0.99), 1).allSatisfy { $0.isFinite })
    }

    @Test("rates are finite and within the peak for all shapes and lengths", arguments: Schedule.Shape.allCases)
    func bounds(_ shape: Schedule.Shape) {
        for warmUp in [0, 0.1, 0.5, 0.999] {
            for total in [1, 2, 3, 10, 97] {
                for step in 0...total + 2 {
                    let rate = Schedule(shape: shape, warmUp: warmUp).rate(step: step, total: total, peak: 1)
                    #expect(rate >= 0 && rate <= 1 + 1e-12)
                }
            }
        }
    }

    @Test("settings that cannot work are refused by name")
    func validation() throws {
        try Schedule().validate()
        func field(_ schedule: Schedule) -> String? {
            do { try schedule.validate() } catch { return (error as? ConfigurationError)?.field }
            return nil
        }
        #expect(field(Schedule(shape: .cosine, warmUp: 1)) == "warmUp")
        #expect(field(Schedule(shape: .oneCycle, start: -1)) == "start")
        #expect(field(Schedule(shape: .oneCycle, final: .nan)) == "final")
        #expect(field(Schedule(shape: .step, milestones: [0.5, 0.5])) == "milestones")
        #expect(field(Schedule(shape: .step, milestones: [1])) == "milestones")
        #expect(field(Schedule(shape: .step, factor: 0)) == "factor")
        #expect(field(Schedule(shape: .step, milestones: [])) == nil)
    }
}

@Suite("Averages of weights")
struct WeightAverageTests {
    /// Weights w = step, for some steps; the state and the weights at the end.
    private func run(_ average: WeightAverage, steps: Int, total: Int) -> (WeightAverageState<Double>, [Double]) {
        var weights = [Double](repeating: 0, count: 21)
        let state = weights.withUnsafeBufferPointer {
            WeightAverageState(average, initial: $0, totalSteps: total)
        }
        for step in 1...steps {
            for index in weights.indices { weights[index] += 1 }
            weights.withUnsafeMutableBufferPointer { state.update(after: step, parameters: $0, threads: 2) }
        }
        return (state, weights)
    }

    private func average(_ state: WeightAverageState<Double>) -> [Double] {
        var values = [Double](repeating: -1, count: 21)
        values.withUnsafeMutableBufferPointer { state.copyAverage(to: $0) }
        return values
    }

    @Test("the tail is the mean of what it takes in")
    func tail() {
        let (state, weights) = run(WeightAverage(mode: .tail, every: 2, share: 0.5), steps: 20, total: 20)
        // Steps 12, 14, … 20.
        #expect(state.updates == 5 && weights[20] == 20)
        #expect(average(state).allSatisfy { abs($0 - 16) < 1e-12 })
    }

    @Test("the exponential mean has weights that sum to 1")
    func exponential() {
        let (state, _) = run(WeightAverage(mode: .ema, decay: 0.9, every: 3), steps: 10, total: 10)
        let d = 0.9 * 0.9 * 0.9
        let expected = (9 + 6 * d + 3 * d * d) / (1 + d + d * d)
        #expect(average(state).allSatisfy { abs($0 - expected) < 1e-12 })
        let (first, _) = run(WeightAverage(mode: .ema, decay: 0.9, every: 3), steps: 2, total: 10)
        #expect(!first.hasAverage && average(first) == [Double](repeating: -1, count: 21))
    }

    @Test("lookahead pulls the weights back to the slow ones")
    func lookahead() {
        let (state, weights) = run(WeightAverage(mode: .lookahead, decay: 0.9, every: 2), steps: 5, total: 8)
        var (slow, fast) = (0.0, 0.0)
        for step in 1...5 {
            fast += 1
            guard step % 2 == 0 else { continue }
            let d = 0.9 * 0.9 * pow(Double(step) / 8, 3)
            slow = d * slow + (1 - d) * fast
            fast = slow
        }
        #expect(weights.allSatisfy { abs($0 - fast) < 1e-12 } && average(state).allSatisfy { abs($0 - slow) < 1e-12 })
    }

    @Test("a restored average goes on as if nothing had been")
    func restored() throws {
        let settings = WeightAverage(mode: .ema, every: 1)
        let (state, weights) = run(settings, steps: 4, total: 10)
        let file = try TensorFile(decoding: TensorFile(tensors: state.tensors()).encoded(), named: "memory")
        let other = weights.withUnsafeBufferPointer { WeightAverageState(settings, initial: $0, totalSteps: 10) }
        try other.restore(from: file)
        for state in [state, other] {
            var last = [Double](repeating: 9, count: 21)
            last.withUnsafeMutableBufferPointer { state.update(after: 5, parameters: $0, threads: 1) }
        }
        #expect(average(state) == average(other) && other.updates == 5)
        #expect(throws: UserError.self) { try other.restore(from: TensorFile()) }
    }

    @Test("without an average nothing happens; settings are checked")
    func none() throws {
        let (state, weights) = run(WeightAverage(), steps: 9, total: 9)
        #expect(!state.hasAverage && state.tensors().isEmpty && weights[0] == 9)
        try WeightAverage().validate()
        #expect(throws: ConfigurationError.self) { try WeightAverage(mode: .ema, decay: 1).validate() }
        #expect(throws: ConfigurationError.self) { try WeightAverage(mode: .ema, every: 0).validate() }
        #expect(throws: ConfigurationError.self) { try WeightAverage(mode: .tail, share: 0).validate() }
    }
}

@Suite("Early stopping")
struct EarlyStoppingTests {
    @Test("training ends when the accuracy has not risen for as many epochs as the patience says")
    func patience() {
        var monitor = EarlyStoppingMonitor(EarlyStopping(patience: 2))
        let accuracies = [0.5, 0.5, 0.6, .nan, 0.6]
        var course: [[Bool]] = []
        for accuracy in accuracies {
            let isBest = monitor.record(accuracy: accuracy)
            course.append([isBest, monitor.shouldStop])
        }
        #expect(course == [[true, false], [false, false], [true, false], [false, false], [false, true]])
        #expect(monitor.bestEpoch == 3 && monitor.bestAccuracy == 0.6 && monitor.epochs == 5)
    }

    @Test("no patience means no end; an accuracy of zero is one")
    func off() throws {
        var monitor = EarlyStoppingMonitor(EarlyStopping())
        for _ in 0..<50 { monitor.record(accuracy: 0) }
        #expect(!monitor.shouldStop && monitor.bestEpoch == 1)
        try EarlyStopping().validate()
        #expect(throws: ConfigurationError.self) { try EarlyStopping(patience: -1).validate() }
        #expect(throws: ConfigurationError.self) { try EarlyStopping(patience: 1, share: 0.6).validate() }
    }
}
