import CNN
import Core
import Files
import Foundation
import Testing

private let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/optimisers").path

private func step<Scalar: NetworkScalar>(
    _ state: OptimiserState<Scalar>, _ weights: inout [Scalar], _ gradient: [Scalar], _ segments: [UpdateSegment],
    rate: Double, scale: Double = 1, threads: Int = 1
) {
    weights.withUnsafeMutableBufferPointer { weights in
        gradient.withUnsafeBufferPointer {
            state.step(
                parameters: weights, gradient: $0, segments: segments, rate: rate, gradientScale: scale,
                threads: threads)
        }
    }
}

private func numbers(_ count: Int, seed: UInt64) -> [Float] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in random.normal() }
}

@Suite("Optimisers")
struct OptimiserTests {
    static let cases: [(name: String, optimiser: Optimiser, rate: Double)] = [
        ("sgd-plain", Optimiser(method: .sgd, momentum: 0, weightDecay: 0), 0.1),
        ("sgd-decay", Optimiser(method: .sgd, momentum: 0, weightDecay: 0.05), 0.1),
        ("sgd-momentum", Optimiser(), 0.1),
        ("sgd-nesterov", Optimiser(method: .sgd, momentum: 0.8, nesterov: true, weightDecay: 0.01), 0.05),
        ("sgd-clip", Optimiser(method: .sgd, clip: 1.5), 0.1),
        ("adamw", Optimiser(method: .adamw, weightDecay: 0.05), 0.01),
        (
            "adamw-other",
            Optimiser(method: .adamw, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0, clip: 2), 0.03
        ),
    ]

    private func run<Scalar: NetworkScalar>(
        _: Scalar.Type, _ file: TensorFile, _ optimiser: Optimiser, _ rate: Double
    ) throws -> [Scalar] {
        var weights = try file.tensor("initial").values(Double.self).map { Scalar($0) }
        let gradients = try file.tensor("gradients").values(Double.self)
        let state = OptimiserState<Scalar>(optimiser, parameterCount: weights.count)
        let segments = [UpdateSegment(range: 0..<40), UpdateSegment(range: 40..<53, rateScale: 2, decayScale: 0)]
        for number in 0..<20 {
            let gradient = weights.indices.map {
                (Scalar(gradients[53 * number + $0]) + Scalar(0.3) * weights[$0]) * 4
            }
            // The gradient arrives as a sum over four images.
            step(state, &weights, gradient, segments, rate: rate * Double(1 + number % 3) / 2, scale: 0.25)
        }
        #expect(state.steps == 20)
        return weights
    }

    @Test("the weights are PyTorch's after twenty steps, with rates that change, groups and clipping", arguments: cases)
    func parity(_ name: String, _ optimiser: Optimiser, _ rate: Double) throws {
        let file = try TensorFile.read(from: fixtures + "/optimisers.safetensors")
        let expected = try file.tensor(name).values(Double.self)
        let double = try run(Double.self, file, optimiser, rate)
        let single = try run(Float.self, file, optimiser, rate)
        for (index, value) in expected.enumerated() {
            #expect(abs(double[index] - value) <= 1e-12 * max(abs(value), 1), "\(name) \(index)")
            #expect(abs(Double(single[index]) - value) <= 1e-6 * max(abs(value), 1), "\(name) \(index)")
        }
    }

    @Test("one step by hand")
    func byHand() {
        var weights: [Double] = [1, 2]
        let state = OptimiserState<Double>(
            Optimiser(method: .sgd, momentum: 0.5, weightDecay: 0.1), parameterCount: 2)
        let all = [UpdateSegment(range: 0..<2)]
        // v = g + 0.1 w = 1.1 and −0.8; w −= 0.5 v.
        step(state, &weights, [1, -1], all, rate: 0.5)
        #expect(abs(weights[0] - 0.45) < 1e-12 && abs(weights[1] - 2.4) < 1e-12)
        // v = 0.5 · 1.1 + 0.045 = 0.595.
        step(state, &weights, [0, 0], all, rate: 1)
        #expect(abs(weights[0] + 0.145) < 1e-12)
    }

    @Test(
        "threads and the cuts between segments change no bit",
        arguments: [Optimiser(), Optimiser(method: .adamw, clip: 3)])
    func threads(_ optimiser: Optimiser) {
        let count = 70_003
        func run(_ threads: Int, _ segments: [UpdateSegment]) -> [Float] {
            var weights = numbers(count, seed: 1)
            let state = OptimiserState<Float>(optimiser, parameterCount: count)
            for number in 0..<3 {
                step(state, &weights, numbers(count, seed: UInt64(2 + number)), segments, rate: 0.01, threads: threads)
            }
            return weights
        }
        let whole = [UpdateSegment(range: 0..<count)]
        #expect(run(1, whole) == run(2, whole))
        if optimiser.clip == 0 {
            let cut = [UpdateSegment(range: 0..<12_345), UpdateSegment(range: 12_345..<count)]
            #expect(run(1, whole) == run(2, cut))
        }
    }

    @Test(
        "a frozen segment keeps its weights, and what no segment covers too; their gradient does not count in the norm")
    func frozen() {
        var weights = [Float](repeating: 1, count: 30)
        var gradient = [Float](repeating: 100, count: 30)
        gradient[0] = 3
        gradient[1] = 4
        let state = OptimiserState<Float>(
            Optimiser(method: .sgd, momentum: 0.9, weightDecay: 0, clip: 5), parameterCount: 30)
        step(
            state, &weights, gradient, [UpdateSegment(range: 0..<2), UpdateSegment(range: 2..<20, rateScale: 0)],
            rate: 0.1)
        #expect(abs(weights[0] - 0.7) < 1e-5 && abs(weights[1] - 0.6) < 1e-5)
        #expect(weights[2...].allSatisfy { $0 == 1 })
    }

    @Test("a restored state goes on as if nothing had been", arguments: [Optimiser(), Optimiser(method: .adamw)])
    func restored(_ optimiser: Optimiser) throws {
        let all = [UpdateSegment(range: 0..<100)]
        let state = OptimiserState<Float>(optimiser, parameterCount: 100)
        var weights = numbers(100, seed: 1)
        for seed in 0..<5 { step(state, &weights, numbers(100, seed: UInt64(seed)), all, rate: 0.1) }
        let file = try TensorFile(decoding: TensorFile(tensors: state.tensors()).encoded(), named: "memory")
        let other = OptimiserState<Float>(optimiser, parameterCount: 100)
        try other.restore(from: file)
        var copy = weights
        step(state, &weights, numbers(100, seed: 9), all, rate: 0.1)
        step(other, &copy, numbers(100, seed: 9), all, rate: 0.1)
        #expect(copy == weights && other.steps == 6)
        #expect(throws: UserError.self) {
            try OptimiserState<Float>(optimiser, parameterCount: 99).restore(from: file)
        }
        #expect(throws: UserError.self) {
            try OptimiserState<Double>(optimiser, parameterCount: 100).restore(from: file)
        }
        #expect(throws: UserError.self) { try other.restore(from: TensorFile()) }
    }

    @Test("the first step of AdamW is as long as the rate, whatever the gradient's magnitude; none without a gradient")
    func magnitudes() {
        let gradient: [Float] = (-10...15).map { pow(10, Float($0)) } + [0]
        var weights = [Float](repeating: 0, count: gradient.count)
        let state = OptimiserState<Float>(
            Optimiser(method: .adamw, weightDecay: 0), parameterCount: gradient.count)
        step(state, &weights, gradient, [UpdateSegment(range: 0..<gradient.count)], rate: 0.5)
        for (weight, slope) in zip(weights, gradient) {
            let expected = -0.5 * Double(slope) / (Double(slope) + 1e-8)
            #expect(abs(Double(weight) - expected) <= 1e-6 * abs(expected), "\(slope)")
        }
    }

    @Test("nothing to optimise is no error")
    func empty() {
        var weights: [Float] = []
        step(OptimiserState<Float>(Optimiser(), parameterCount: 0), &weights, [], [], rate: 1)
        #expect(weights.isEmpty)
    }

    @Test("settings that cannot work are refused by name")
    func validation() throws {
        try Optimiser().validate()
        try Optimiser(method: .adamw).validate()
        func field(_ optimiser: Optimiser) -> String? {
            do { try optimiser.validate() } catch { return (error as? ConfigurationError)?.field }
            return nil
        }
        #expect(field(Optimiser(method: .sgd, momentum: 1)) == "momentum")
        #expect(field(Optimiser(method: .sgd, momentum: 0, nesterov: true)) == "nesterov")
        #expect(field(Optimiser(method: .adamw, nesterov: true)) == "nesterov")
        #expect(field(Optimiser(method: .adamw, beta1: -0.1)) == "beta1")
        #expect(field(Optimiser(method: .adamw, beta2: .nan)) == "beta2")
        #expect(field(Optimiser(method: .adamw, epsilon: 0)) == "epsilon")
        #expect(field(Optimiser(method: .sgd, weightDecay: -1)) == "weightDecay")
        #expect(field(Optimiser(method: .sgd, clip: .infinity)) == "clip")
    }
}
