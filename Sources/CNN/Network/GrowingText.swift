import Core

/// A text that grows token by token, and what a network says of its next token: what was computed of the tokens before (the keys and values of
/// attention) is remembered, so that a new token costs as much as one place. One caller at a time.
package final class GrowingText<Scalar: NetworkScalar>: @unchecked Sendable {
    private let engine: NetworkEngine<Scalar>
    private var tokens: [Int32]
    /// Tokens so far.
    package private(set) var count = 0

    /// - Precondition: The network takes tokens, has an output at every place, and no layer looks ahead (``Plan/canGrow``).
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package init(_ network: Network<Scalar>) {
        precondition(network.plan.canGrow)
        engine = network.engine(capacity: 1, threads: 1, isTraining: false)
        engine.prepare(isTraining: false)
        tokens = [Int32](repeating: 0, count: network.plan.input.height)
    }

    /// The most tokens that there can be.
    package var capacity: Int { tokens.count }

    /// Forgets all tokens.
    package func clear() { count = 0 }

    /// Appends some tokens, at least one, and gives the outputs for the one that follows them.
    ///
    /// - Precondition: There is room for them, and each is below the number of tokens that the network knows.
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    package func append(_ new: [Int32]) -> [Scalar] {
        precondition(!new.isEmpty && count + new.count <= capacity)
        let window = count..<count + new.count
        tokens.replaceSubrange(window, with: new)
        count = window.upperBound
        return tokens.withUnsafeBufferPointer { tokens in
            tokens.baseAddress.map { engine.extend(BatchInput(tokens: $0), window) } ?? []
        }
    }
}

extension Plan {
    /// Can a text be carried through piece by piece?
    package var canGrow: Bool {
        guard case .tokens(let length) = inputShape else { return false }
        return targetsPerExample == length && !steps.contains { $0.kind.looksAhead }
    }
}
