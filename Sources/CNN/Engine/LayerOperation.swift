import Core

/// A piece of the work of one step: piece `index` of `count`.
package struct WorkPart: Sendable {
    package let index: Int
    package let count: Int

    package static let whole = WorkPart(index: 0, count: 1)

    /// This part's share of `total` things.
    @inline(__always)
    package func range(of total: Int) -> Range<Int> { total * index / count..<total * (index + 1) / count }
}

/// What a step computes, forward and back, for some tiles. One value of each step serves all threads: what differs among them
/// comes in by `pass` and `scratch`.
///
/// Forth and back through the input, a tile's work can be cut into up to ``pieces`` parts, and back to the parameters into up to
/// ``parameterPieces``; parts write to different places, so that they may run at the same time, and cutting changes no bit.
package protocol LayerOperation<Element>: Sendable {
    associatedtype Element: Lanes
    /// Scalars that one thread needs for itself.
    var scratchCount: Int { get }
    var pieces: Int { get }
    var parameterPieces: Int { get }
    /// How many tiles a call should get where there are enough of them.
    var tilesAtOnce: Int { get }
    /// Gathers in training what the numbers of all tiles have in common, before ``forward``, in at most ``gatherPieces``. Where there is
    /// such a step, ``backwardInput`` likewise waits for ``backwardParameters`` of all tiles.
    func gather(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart)
    var gatherPieces: Int { get }
    /// Derives from the parameters what ``forward`` and ``backward`` read, part by part, at most ``preparationPieces``.
    func prepare(_ parameters: UnsafePointer<Element.Scalar>, isTraining: Bool, part: WorkPart)
    var preparationPieces: Int { get }
    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart,
        _ scratch: UnsafeMutablePointer<Element.Scalar>)
    /// Adds the gradient of the parameters, summed over `tiles`, to `pass.parameterGradients`.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart,
        _ scratch: UnsafeMutablePointer<Element.Scalar>)
    /// The last step of ``backwardParameters``, where there is one: after all its parts, in at most ``finishingPieces``.
    func finishParameters(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart)
    var finishingPieces: Int { get }
    /// Makes the gradient of the input out of that of the output.
    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart,
        _ scratch: UnsafeMutablePointer<Element.Scalar>)
}

extension LayerOperation {
    package var scratchCount: Int { 0 }
    package var pieces: Int { 1 }
    package var parameterPieces: Int { 0 }
    package var tilesAtOnce: Int { 1 }
    package var gatherPieces: Int { 0 }
    package func gather(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart) {}
    package var finishingPieces: Int { 0 }
    package func finishParameters(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart) {}
    package var preparationPieces: Int { 0 }
    package func prepare(_ parameters: UnsafePointer<Element.Scalar>, isTraining: Bool, part: WorkPart) {}
    package func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart,
        _ scratch: UnsafeMutablePointer<Element.Scalar>
    ) {}
}

/// A step's functions, bound to its operation where its type is known: they are compiled for it, and called without its type.
package struct BoundOperation<Element: Lanes>: Sendable {
    package typealias Scalar = Element.Scalar
    package typealias Work =
        @Sendable (NetworkPass<Element>, Range<Int>, WorkPart, UnsafeMutablePointer<Scalar>) -> Void

    let step: Plan.Step
    let scratchCount: Int
    let pieces: Int
    let parameterPieces: Int
    let preparationPieces: Int
    let finishingPieces: Int
    let tilesAtOnce: Int
    let gatherPieces: Int
    let gather: @Sendable (NetworkPass<Element>, Range<Int>, WorkPart) -> Void
    let prepare: @Sendable (UnsafePointer<Scalar>, Bool, WorkPart) -> Void
    let forward: Work
    let backwardParameters: Work
    let finishParameters: @Sendable (NetworkPass<Element>, Range<Int>, WorkPart) -> Void
    let backwardInput: Work

    @inline(__always)
    package init<Operation: LayerOperation>(_ operation: Operation, _ step: Plan.Step)
    where Operation.Element == Element {
        self.step = step
        scratchCount = operation.scratchCount
        pieces = operation.pieces
        parameterPieces = operation.parameterPieces
        preparationPieces = operation.preparationPieces
        finishingPieces = operation.finishingPieces
        tilesAtOnce = operation.tilesAtOnce
        gatherPieces = operation.gatherPieces
        gather = { operation.gather($0, $1, $2) }
        prepare = { operation.prepare($0, isTraining: $1, part: $2) }
        forward = { operation.forward($0, $1, $2, $3) }
        backwardParameters = { operation.backwardParameters($0, $1, $2, $3) }
        finishParameters = { operation.finishParameters($0, $1, $2) }
        backwardInput = { operation.backwardInput($0, $1, $2, $3) }
    }
}
