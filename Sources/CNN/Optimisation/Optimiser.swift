import Core
import Files

/// How parameters follow their gradient g, with η the rate of the step and λ the weight decay.
///
/// - `sgd`: stochastic gradient descent with momentum (Polyak 1964; Sutskever et al., ICML 2013), weight decay as an L2 term in
///   the gradient: g ← g + λ w, v ← μ v + g, w ← w − η v; with Nesterov's momentum w ← w − η (g + μ v).
/// - `adamw`: Adam (Kingma and Ba, ICLR 2015, algorithm 1) with decoupled weight decay (Loshchilov and Hutter, ICLR 2019,
///   algorithm 2): w ← (1 − η λ) w, m ← β₁ m + (1 − β₁) g, s ← β₂ s + (1 − β₂) g²,
///   w ← w − η m̂ / (√ŝ + ε) with m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ).
///
/// Deviations: the rate multiplies the whole step, as in PyTorch's `torch.optim.SGD`, where Sutskever et al. have it within the
/// velocity; λ is multiplied by the rate, as in `torch.optim.AdamW`, where Loshchilov and Hutter have a schedule of its own.
public struct Optimiser: Configuration {
    public enum Rule: String, Codable, Sendable, CaseIterable {
        case sgd
        case adamw
    }

    /// The rule by which parameters follow their gradient.
    public let method: Rule
    /// The momentum μ of `sgd`, from 0 to below 1.
    public let momentum: Double
    /// Does `sgd` look ahead along its velocity? Needs a momentum.
    public let nesterov: Bool
    /// Decay of the mean of the gradient in `adamw`, from 0 to below 1.
    public let beta1: Double
    /// Decay of the mean of its square in `adamw`, from 0 to below 1.
    public let beta2: Double
    /// Added to the root of the mean of squares in `adamw` (ε), above 0 and at most 1.
    public let epsilon: Double
    /// The weight decay λ, at least 0.
    public let weightDecay: Double
    /// The gradient is scaled down to this Euclidean norm where it is longer (Pascanu, Mikolov and Bengio, ICML 2013); 0 for no
    /// limit.
    public let clip: Double

    public init() { self.init(method: .sgd) }

    public init(
        method: Rule, momentum: Double = 0.9, nesterov: Bool = false, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8, weightDecay: Double = 5e-4, clip: Double = 0
    ) {
        self.method = method
        self.momentum = momentum
        self.nesterov = nesterov
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.clip = clip
    }

    public static var choices: [String: [String]] { ["method": Rule.allCases.map(\.rawValue)] }

    public func validate() throws {
        try require((0..<1).contains(momentum), "momentum", momentum, "from 0 to below 1")
        try require(
            !nesterov || (method == .sgd && momentum > 0), "nesterov", nesterov,
            "false where the method is not sgd or the momentum is 0")
        try require((0..<1).contains(beta1), "beta1", beta1, "from 0 to below 1")
        try require((0..<1).contains(beta2), "beta2", beta2, "from 0 to below 1")
        try require(epsilon > 0 && epsilon <= 1, "epsilon", epsilon, "above 0 and at most 1")
        try require((0...1e6).contains(weightDecay), "weightDecay", weightDecay, "from 0 to 1e6")
        try require((0...1e12).contains(clip), "clip", clip, "from 0 (no limit) to 1e12")
    }
}

/// A run of parameters that are changed alike, such as the biases of a layer.
public struct UpdateSegment: Hashable, Sendable {
    /// Places in the buffer of parameters.
    public let range: Range<Int>
    /// Multiplies the rate; 0 freezes these parameters, and what the optimiser remembers of them stays as it is.
    public let rateScale: Double
    /// Multiplies the weight decay; 0 for none.
    public let decayScale: Double

    public init(range: Range<Int>, rateScale: Double = 1, decayScale: Double = 1) {
        precondition(rateScale >= 0 && decayScale >= 0)
        self.range = range
        self.rateScale = rateScale
        self.decayScale = decayScale
    }
}

/// What an ``Optimiser`` remembers from step to step: a velocity, or two moments, and the count of the steps. It belongs to one
/// training: two threads must not call it at once.
package final class OptimiserState<Scalar: NetworkScalar>: @unchecked Sendable {
    package let optimiser: Optimiser
    package let parameterCount: Int
    /// Steps done.
    package private(set) var steps = 0
    /// The velocity of `sgd`, the first moment of `adamw`; of `sgd` without momentum empty.
    private let first: UnsafeMutableBufferPointer<Scalar>
    /// The second moment of `adamw`; else empty.
    private let second: UnsafeMutableBufferPointer<Scalar>

    /// - Precondition: `optimiser` is valid and `parameterCount` not below 0.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package init(_ optimiser: Optimiser, parameterCount: Int) {
        precondition(parameterCount >= 0)
        self.optimiser = optimiser
        self.parameterCount = parameterCount
        let hasFirst = optimiser.method == .adamw || optimiser.momentum > 0
        first = .allocate(capacity: hasFirst ? parameterCount : 0)
        second = .allocate(capacity: optimiser.method == .adamw ? parameterCount : 0)
        first.initialize(repeating: 0)
        second.initialize(repeating: 0)
    }

    deinit {
        first.deallocate()
        second.deallocate()
    }

    /// One step. The number of threads changes no bit of the result.
    ///
    /// - Parameters:
    ///   - parameters: w, changed in place.
    ///   - gradient: g, or its multiple by 1 / `gradientScale`.
    ///   - segments: Which parameters are changed, and how: within the buffer, none overlapping another.
    ///   - rate: η.
    ///   - gradientScale: Multiplies the gradient before all else, so that a sum over a batch need not be divided beforehand.
    /// - Precondition: Both buffers have `parameterCount` numbers.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func step(
        parameters: UnsafeMutableBufferPointer<Scalar>, gradient: UnsafeBufferPointer<Scalar>,
        segments: [UpdateSegment], rate: Double, gradientScale: Double = 1, threads: Int
    ) {
        precondition(parameters.count == parameterCount && gradient.count == parameterCount)
        steps += 1
        guard let weights = parameters.baseAddress, let slopes = gradient.baseAddress else { return }
        let pieces = OptimiserKernels.pieces(segments, count: parameterCount)
        let slope = SharedPointer(UnsafeMutablePointer(mutating: slopes))
        var scale = gradientScale
        if optimiser.clip > 0 {
            let squares = Parallel.map(pieces.count, threads: threads) { index in
                OptimiserKernels.squares(slope.base + pieces[index].start, count: pieces[index].count)
            }
            let norm = abs(scale) * squares.reduce(0, +).squareRoot()
            // As torch.nn.utils.clip_grad_norm_ has it. A norm that is not finite clips nothing.
            if norm.isFinite { scale *= min(optimiser.clip / (norm + 1e-6), 1) }
        }
        let weight = SharedPointer(weights)
        let (optimiser, steps, gradientFactor) = (optimiser, steps, scale)
        // An empty buffer has an address too.
        let memory = first.isEmpty ? nil : first.baseAddress.map { SharedPointer($0) }
        let squareMemory = second.isEmpty ? nil : second.baseAddress.map { SharedPointer($0) }
        Parallel.run(pieces.count, threads: threads) { index, _ in
            let piece = pieces[index]
            let w = weight.base + piece.start
            let g = slope.base + piece.start
            let factors = UpdateFactors<Scalar>(
                optimiser, steps: steps, rate: rate * piece.rateScale, decayScale: piece.decayScale,
                gradientScale: gradientFactor)
            if let memory, let squareMemory {
                OptimiserKernels.adamW(
                    w, g, memory.base + piece.start, squareMemory.base + piece.start, count: piece.count, factors)
            } else if let memory {
                OptimiserKernels.momentum(w, g, memory.base + piece.start, count: piece.count, factors)
            } else {
                OptimiserKernels.plain(w, g, count: piece.count, factors)
            }
        }
    }

    /// Everything that is remembered, for a checkpoint: `optimiser.steps`, and `optimiser.velocity` or
    /// `optimiser.first-moment` and `optimiser.second-moment`.
    package func tensors() -> [TensorFile.Tensor] {
        var tensors = [
            TensorFile.Tensor("optimiser.steps", shape: [1], values: [UInt64(steps)])
        ]
        for (name, buffer) in memories {
            tensors.append(TensorFile.Tensor(name, shape: [parameterCount], values: UnsafeBufferPointer(buffer)))
        }
        return tensors
    }

    /// Continues from what ``tensors()`` gave; tensors of other names are passed over.
    ///
    /// Throws ``UserError`` that names the tensor which is missing or does not fit; the state is then as it was.
    package func restore(from file: TensorFile) throws {
        let count = try file.tensor("optimiser.steps").values(UInt64.self)
        guard count.count == 1, let first = count.first, first <= 1 << 40 else {
            throw UserError("optimiser.steps: one number of steps is expected")
        }
        let values = try memories.map { try file.tensor($0.name).scalars(Scalar.self, count: parameterCount) }
        if optimiser.method == .adamw, let squares = values.last, !squares.allSatisfy({ $0 >= 0 }) {
            throw UserError("optimiser.second-moment: a mean of squares is negative")
        }
        for (memory, values) in zip(memories, values) { _ = memory.buffer.update(fromContentsOf: values) }
        steps = Int(first)
    }

    private var memories: [(name: String, buffer: UnsafeMutableBufferPointer<Scalar>)] {
        switch optimiser.method {
        case .sgd: optimiser.momentum > 0 ? [("optimiser.velocity", first)] : []
        case .adamw: [("optimiser.first-moment", first), ("optimiser.second-moment", second)]
        }
    }
}
