import Core

/// Memory of some tiles of images on their way through a network, forth and back.
///
/// A slot lies as `[tile][channel][place][lane]`. A channel's plane is a whole number of vectors of sixteen: image by image the
/// places of a plane are filled up to that with zeros, so that what works number by number need not know about lanes.
final class Pass<Element: Lanes>: @unchecked Sendable {
    typealias Scalar = Element.Scalar

    let plan: Plan
    let tiles: Int
    let layouts: [SlotLayout]
    /// Numbers that leave each step, and their gradients; `gradients` only where training wants them.
    private let values: [UnsafeMutablePointer<Scalar>]
    private let gradients: [UnsafeMutablePointer<Scalar>]
    private var owned: [UnsafeMutableRawPointer] = []

    /// Images in this pass; the lanes after them hold zeros.
    var images = 0
    var isTraining = false
    /// All parameters, and where their gradients are summed up.
    var parameters: UnsafePointer<Scalar>
    var parameterGradients: UnsafeMutablePointer<Scalar>?
    /// Running statistics of batch normalisation.
    var statistics: UnsafeMutablePointer<Scalar>
    /// Names the random numbers of this step of training, and the first image's number in the batch.
    var seed: UInt64 = 0
    var firstImage = 0

    init(plan: Plan, tiles: Int, isTraining: Bool, statistics: UnsafeMutablePointer<Scalar>) {
        self.plan = plan
        self.tiles = tiles
        self.statistics = statistics
        parameters = UnsafePointer(statistics)
        layouts = plan.slots.map { SlotLayout($0.shape, lanes: Element.images) }
        var owned: [UnsafeMutableRawPointer] = []
        func numbers(_ count: Int) -> UnsafeMutablePointer<Scalar> {
            let bytes = max(count, 16) * MemoryLayout<Scalar>.stride
            let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
            memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
            owned.append(memory)
            return memory.assumingMemoryBound(to: Scalar.self)
        }
        values = layouts.map { numbers(tiles * $0.count) }
        gradients = isTraining ? layouts.map { numbers(tiles * $0.count) } : []
        self.owned = owned
    }

    deinit {
        for memory in owned { memory.deallocate() }
    }

    /// The numbers of a slot for one tile, as scalars.
    @inline(__always)
    func values(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Scalar> {
        values[slot] + tile * layouts[slot].count
    }

    @inline(__always)
    func gradients(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Scalar> {
        gradients[slot] + tile * layouts[slot].count
    }

    /// As ``values(_:_:)``, one element a place.
    @inline(__always)
    func elements(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer(values(slot, tile)).assumingMemoryBound(to: Element.self)
    }

    @inline(__always)
    func gradientElements(_ slot: Int, _ tile: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer(gradients(slot, tile)).assumingMemoryBound(to: Element.self)
    }

    /// Images in `tile`: fewer than its lanes only in the last.
    @inline(__always)
    func lanes(in tile: Int) -> Int { min(Element.images, max(images - tile * Element.images, 0)) }

    /// 1 in the lanes that hold an image of `tile`, 0 elsewhere.
    func mask(of tile: Int) -> Element {
        var mask = Element(repeating: 0)
        for lane in 0..<lanes(in: tile) { mask[lane] = 1 }
        return mask
    }
}

/// Where the numbers of a slot lie within a tile.
struct SlotLayout: Sendable {
    let shape: ImageShape
    /// Scalars from one channel to the next, a multiple of 16.
    let planeStride: Int
    /// Scalars of a tile.
    let count: Int

    init(_ shape: ImageShape, lanes: Int) {
        self.shape = shape
        let plane = shape.height * shape.width * lanes
        planeStride = (plane + 15) / 16 * 16
        count = planeStride * shape.channels
    }
}

/// A piece of the work of one step: piece `index` of `count`.
struct Part: Sendable {
    let index: Int
    let count: Int

    static let whole = Part(index: 0, count: 1)

    /// This part's share of `total` things.
    @inline(__always)
    func range(of total: Int) -> Range<Int> { total * index / count..<total * (index + 1) / count }
}

/// What a step computes, forth and back, for some tiles. One value of each step serves all threads: what differs among them
/// comes in by `pass` and `scratch`.
///
/// Forth and back through the input, a tile's work can be cut into up to ``pieces`` parts, and back to the parameters into up to
/// ``parameterPieces``; parts write to different places, so that they may run at the same time, and cutting changes no bit.
protocol LayerOperation<Element>: Sendable {
    associatedtype Element: Lanes
    /// Scalars that one thread needs for itself.
    var scratchCount: Int { get }
    var pieces: Int { get }
    var parameterPieces: Int { get }
    /// How many tiles a call should get where there are enough of them.
    var tilesAtOnce: Int { get }
    /// Gathers in training what the numbers of all tiles have in common, before ``forward``, in at most ``gatherPieces``. Where there is
    /// such a step, ``backwardInput`` likewise waits for ``backwardParameters`` of all tiles.
    func gather(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part)
    var gatherPieces: Int { get }
    /// Derives from the parameters what ``forward`` and ``backward`` read, part by part, at most ``preparationPieces``.
    func prepare(_ parameters: UnsafePointer<Element.Scalar>, isTraining: Bool, part: Part)
    var preparationPieces: Int { get }
    func forward(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Element.Scalar>)
    /// Adds the gradient of the parameters, summed over `tiles`, to `pass.parameterGradients`.
    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Element.Scalar>)
    /// The last step of ``backwardParameters``, where there is one: after all its parts, in at most ``finishingPieces``.
    func finishParameters(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part)
    var finishingPieces: Int { get }
    /// Makes the gradient of the input out of that of the output.
    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Element.Scalar>)
}

extension LayerOperation {
    var scratchCount: Int { 0 }
    var pieces: Int { 1 }
    var parameterPieces: Int { 0 }
    var tilesAtOnce: Int { 1 }
    var gatherPieces: Int { 0 }
    func gather(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part) {}
    var finishingPieces: Int { 0 }
    func finishParameters(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part) {}
    var preparationPieces: Int { 0 }
    func prepare(_ parameters: UnsafePointer<Element.Scalar>, isTraining: Bool, part: Part) {}
    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Element.Scalar>
    ) {}
}

/// A step's functions, bound to its operation where its type is known: they are compiled for it, and called without its type.
struct BoundOperation<Element: Lanes>: Sendable {
    typealias Scalar = Element.Scalar
    typealias Work = @Sendable (Pass<Element>, Range<Int>, Part, UnsafeMutablePointer<Scalar>) -> Void

    let step: Plan.Step
    let scratchCount: Int
    let pieces: Int
    let parameterPieces: Int
    let preparationPieces: Int
    let finishingPieces: Int
    let tilesAtOnce: Int
    let gatherPieces: Int
    let gather: @Sendable (Pass<Element>, Range<Int>, Part) -> Void
    let prepare: @Sendable (UnsafePointer<Scalar>, Bool, Part) -> Void
    let forward: Work
    let backwardParameters: Work
    let finishParameters: @Sendable (Pass<Element>, Range<Int>, Part) -> Void
    let backwardInput: Work

    @inline(__always)
    init<Operation: LayerOperation>(_ operation: Operation, _ step: Plan.Step) where Operation.Element == Element {
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
