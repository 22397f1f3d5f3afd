import Core

/// Carries batches of images through a network, forward and back, on several threads.
///
/// Small networks go depth first: a tile of images passes all layers while it lies in a core's cache, and every thread has
/// tiles of its own. The tiles are split into at most ``groupLimit`` groups whose gradients are summed in order, so that the
/// number of threads changes no bit. Large networks, and those whose layers look at the whole batch, go breadth first: all
/// tiles pass one layer, cut into pieces that write to different places.
final class Executor<Element: Lanes>: @unchecked Sendable {
    typealias Scalar = Element.Scalar

    private static var groupLimit: Int { 8 }

    let plan: Plan
    private let operations: [BoundOperation<Element>]
    private let threads: Int
    private let capacity: Int
    private let isDepthFirst: Bool
    /// One pass for each thread (depth first) or one for all tiles (breadth first).
    private let passes: [NetworkPass<Element>]
    private let scratch: [UnsafeMutablePointer<Scalar>]
    private let scratchMemory: NumberMemory<Scalar>
    private let groupGradients: NumberMemory<Scalar>?
    private let outcomes: UnsafeMutablePointer<BatchOutcome>
    /// Seconds that each step took, forth, back to its parameters and back to its input; gathered only where somebody wants them.
    var profile: LayerProfile?

    /// - Parameters:
    ///   - capacity: The largest number of images of a batch.
    ///   - isTraining: Gradients are wanted.
    init(
        plan: Plan, capacity: Int, threads: Int, isTraining: Bool, statistics: UnsafeMutablePointer<Scalar>,
        isBreadthFirst: Bool = false
    ) {
        self.plan = plan
        self.capacity = capacity
        let tileCount = (capacity + Element.images - 1) / Element.images
        let perTile = plan.slots.reduce(0) { $0 + SlotLayout($1, lanes: Element.images).count }
        let fits = perTile * MemoryLayout<Scalar>.stride <= 3 << 20 && plan.parameterCount <= 1 << 19
        let isDepthFirst =
            !isBreadthFirst && (tileCount > 1 || Element.images == 1)
            && (!isTraining || (!plan.spansBatch && (fits || tileCount == 1)))
        let useful = isDepthFirst ? min(threads, tileCount) : threads
        let workers = max(1, useful)
        self.isDepthFirst = isDepthFirst
        self.threads = workers
        operations = plan.operations(isTraining: isTraining)
        passes = (0..<(isDepthFirst ? workers : 1)).map { _ in
            NetworkPass(plan: plan, tiles: isDepthFirst ? 1 : tileCount, isTraining: isTraining, statistics: statistics)
        }
        let size = (max(operations.map(\.scratchCount).max() ?? 0, 16 * plan.classCount * 4) + 63) / 64 * 64
        let memory = NumberMemory<Scalar>(size * workers)
        scratchMemory = memory
        scratch = (0..<workers).map { memory.base + $0 * size }
        groupGradients =
            isTraining && isDepthFirst && tileCount > 1
            ? NumberMemory(plan.parameterCount * min(tileCount, Self.groupLimit)) : nil
        outcomes = .allocate(capacity: tileCount)
        outcomes.initialize(repeating: BatchOutcome(), count: tileCount)
    }

    deinit { outcomes.deallocate() }

    /// Derives from new parameters what the operations read; before ``gradient`` and ``outputs``.
    func prepare(_ parameters: UnsafePointer<Scalar>, isTraining: Bool) {
        let weights = SharedPointer(UnsafeMutablePointer(mutating: parameters))
        for operation in operations where operation.preparationPieces > 0 {
            let pieces = min(operation.preparationPieces, threads)
            each(pieces) { part, _ in
                operation.prepare(UnsafePointer(weights.base), isTraining, WorkPart(index: part, count: pieces))
            }
        }
    }

    @inline(__always)
    private func each(_ count: Int, _ body: @Sendable (Int, Int) -> Void) {
        if count == 1 { body(0, 0) } else { Parallel.run(count, threads: threads, body) }
    }

    // MARK: Training

    /// Loss and gradient of a batch. `gradient` is overwritten with the sum over the images.
    ///
    /// - Parameters:
    ///   - labels: `[image]`, or `[image][row]` where every row has a target; below 0 for none.
    ///   - seed: Names the random numbers of this step.
    func gradient(
        of input: BatchInput, labels: UnsafePointer<Int32>, images: Int, loss: Loss, seed: UInt64,
        parameters: UnsafePointer<Scalar>, into gradient: UnsafeMutablePointer<Scalar>
    ) -> BatchOutcome {
        precondition(images > 0 && images <= capacity)
        let tiles = (images + Element.images - 1) / Element.images
        if isDepthFirst {
            trainDepthFirst(input, labels, images, tiles, loss, seed, parameters, gradient)
        } else {
            trainBreadthFirst(input, labels, images, tiles, loss, seed, parameters, gradient)
        }
        var sum = BatchOutcome()
        for tile in 0..<tiles {
            sum.loss += outcomes[tile].loss
            sum.correct += outcomes[tile].correct
            sum.targets += outcomes[tile].targets
        }
        return sum
    }

    private func trainDepthFirst(
        _ input: BatchInput, _ labels: UnsafePointer<Int32>, _ images: Int, _ tiles: Int, _ loss: Loss,
        _ seed: UInt64, _ parameters: UnsafePointer<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>
    ) {
        let groups = min(tiles, Self.groupLimit)
        let count = plan.parameterCount
        let shared = SharedPointer(gradient)
        let targets = SharedPointer(UnsafeMutablePointer(mutating: labels))
        let weights = SharedPointer(UnsafeMutablePointer(mutating: parameters))
        each(groups) { [self] group, worker in
            let sums = groups == 1 ? shared.base : groupGradients!.base + group * count
            sums.update(repeating: 0, count: count)
            let pass = passes[worker]
            pass.parameters = UnsafePointer(weights.base)
            pass.parameterGradients = sums
            pass.isTraining = true
            pass.seed = seed
            for tile in tiles * group / groups..<tiles * (group + 1) / groups {
                let first = tile * Element.images
                pass.images = min(Element.images, images - first)
                pass.firstImage = first
                input.load(pass, tile: 0, worker: worker)
                for operation in operations { operation.forward(pass, 0..<1, .whole, scratch[worker]) }
                outcomes[tile] = loss.evaluate(
                    pass, tile: 0, labels: targets.base + first * plan.targetsPerExample, scratch[worker])
                for operation in operations.reversed() {
                    if operation.parameterPieces > 0 {
                        operation.backwardParameters(pass, 0..<1, .whole, scratch[worker])
                        operation.finishParameters(pass, 0..<1, .whole)
                    }
                    if operation.step.passesGradientBack {
                        operation.backwardInput(pass, 0..<1, .whole, scratch[worker])
                    }
                }
            }
        }
        guard groups > 1, let sums = groupGradients?.base else { return }
        let all = SharedPointer(sums)
        // Large enough pieces that the sums are worth a thread.
        let pieces = max(1, min(threads, count / 16_384))
        each(pieces) { part, _ in
            let range = WorkPart(index: part, count: pieces).range(of: count)
            VectorKernels.sum(all.base, stride: count, groups, range, into: shared.base)
        }
    }

    private func trainBreadthFirst(
        _ input: BatchInput, _ labels: UnsafePointer<Int32>, _ images: Int, _ tiles: Int, _ loss: Loss,
        _ seed: UInt64, _ parameters: UnsafePointer<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>
    ) {
        let pass = passes[0]
        pass.parameters = parameters
        pass.parameterGradients = gradient
        pass.isTraining = true
        pass.seed = seed
        pass.images = images
        let zeroing = SharedPointer(gradient)
        let pieces = max(1, min(threads, plan.parameterCount / 65_536))
        each(pieces) { [self] part, _ in
            let range = WorkPart(index: part, count: pieces).range(of: plan.parameterCount)
            (zeroing.base + range.lowerBound).update(repeating: 0, count: range.count)
        }
        forwardBreadthFirst(input, tiles)
        var clock = ContinuousClock.now
        func stop(_ step: Int, _ phase: WritableKeyPath<LayerProfile, [Double]>) {
            guard profile != nil else { return }
            let now = ContinuousClock.now
            profile?[keyPath: phase][step] += (now - clock).seconds
            clock = now
        }
        let targets = SharedPointer(UnsafeMutablePointer(mutating: labels))
        each(tiles) { [self] tile, worker in
            outcomes[tile] = loss.evaluate(
                pass, tile: tile, labels: targets.base + tile * Element.images * plan.targetsPerExample,
                scratch[worker])
        }
        stop(operations.count - 1, \.forward)
        // Gradients of inputs go tile by tile through as many steps as possible; those of parameters wait for the end of such a run.
        var run: [Int] = []
        var waiting: [Int] = []
        func flush() {
            inRun(run, tiles) { $0.backwardInput }
            if let last = run.last { stop(last, \.input) }
            for index in waiting {
                parameterGradients(operations[index], tiles)
                stop(index, \.parameters)
            }
            run.removeAll(keepingCapacity: true)
            waiting.removeAll(keepingCapacity: true)
        }
        let isAlone = goesAlone(tiles)
        for (index, operation) in operations.enumerated().reversed() {
            if operation.gatherPieces > 0 {
                flush()
                parameterGradients(operation, tiles)
                stop(index, \.parameters)
            } else if operation.parameterPieces > 0 {
                waiting.append(index)
            }
            if operation.step.passesGradientBack { run.append(index) }
            if isAlone { flush() }
        }
        flush()
    }

    private func parameterGradients(_ operation: BoundOperation<Element>, _ tiles: Int) {
        let pass = passes[0]
        let parts = operation.parameterPieces
        each(parts) { [self] part, worker in
            operation.backwardParameters(pass, 0..<tiles, WorkPart(index: part, count: parts), scratch[worker])
        }
        let endings = operation.finishingPieces
        guard endings > 0 else { return }
        each(endings) { part, _ in
            operation.finishParameters(pass, 0..<tiles, WorkPart(index: part, count: endings))
        }
    }

    private func forwardBreadthFirst(_ input: BatchInput, _ tiles: Int) {
        let pass = passes[0]
        each(tiles) { tile, worker in input.load(pass, tile: tile, worker: worker) }
        var run: [Int] = []
        let isAlone = goesAlone(tiles)
        for (index, operation) in operations.enumerated() {
            let start = ContinuousClock.now
            let gathers = operation.gatherPieces > 0 && pass.isTraining
            if gathers || isAlone {
                inRun(run, tiles) { $0.forward }
                run.removeAll(keepingCapacity: true)
            }
            if gathers {
                let parts = operation.gatherPieces
                each(parts) { part, _ in operation.gather(pass, 0..<tiles, WorkPart(index: part, count: parts)) }
            }
            run.append(index)
            if profile != nil {
                inRun(run, tiles) { $0.forward }
                run.removeAll(keepingCapacity: true)
                profile?.forward[index] += (ContinuousClock.now - start).seconds
            }
        }
        inRun(run, tiles) { $0.forward }
    }

    /// Does every step go through all tiles before the next: because there are too few tiles for the threads, or to be timed?
    private func goesAlone(_ tiles: Int) -> Bool { tiles < 2 * threads || profile != nil }

    /// Carries each tile through some steps, one after the other, while its numbers are near.
    private func inRun(
        _ run: [Int], _ tiles: Int, _ work: @Sendable (BoundOperation<Element>) -> BoundOperation<Element>.Work
    ) {
        guard let first = run.first else { return }
        if run.count == 1 { return spread(operations[first], tiles, work(operations[first])) }
        let pass = passes[0]
        // Several tiles at once where an operation gains by it, but not so many that threads are left without.
        let wanted = run.map { operations[$0].tilesAtOnce }.max() ?? 1
        let together = max(1, min(wanted, tiles / (2 * threads)))
        let groups = (tiles + together - 1) / together
        each(groups) { [self] group, worker in
            let range = group * together..<min((group + 1) * together, tiles)
            for index in run { work(operations[index])(pass, range, .whole, scratch[worker]) }
        }
    }

    /// Runs one step's work on all tiles, in enough pieces to keep the threads busy.
    private func spread(_ operation: BoundOperation<Element>, _ tiles: Int, _ work: BoundOperation<Element>.Work) {
        let pass = passes[0]
        let together = max(1, min(operation.tilesAtOnce, tiles / (2 * threads)))
        let groups = (tiles + together - 1) / together
        let wanted = (4 * threads + groups - 1) / groups
        let parts = threads == 1 ? 1 : max(1, min(operation.pieces, wanted))
        each(groups * parts) { [self] item, worker in
            let first = item / parts * together
            work(
                pass, first..<min(first + together, tiles), WorkPart(index: item % parts, count: parts), scratch[worker]
            )
        }
    }

    // MARK: Use

    /// Calls `body` for the images of `input` after they passed all layers: with a pass, the tile in it, and the number of the
    /// tile's first image.
    func forward(
        _ input: BatchInput, images: Int, parameters: UnsafePointer<Scalar>,
        _ body: @Sendable (_ pass: NetworkPass<Element>, _ tile: Int, _ first: Int) -> Void
    ) {
        precondition(images > 0 && images <= capacity)
        let tiles = (images + Element.images - 1) / Element.images
        for pass in passes {
            pass.parameters = parameters
            pass.isTraining = false
        }
        guard isDepthFirst else {
            passes[0].images = images
            forwardBreadthFirst(input, tiles)
            for tile in 0..<tiles { body(passes[0], tile, tile * Element.images) }
            return
        }
        each(tiles) { [self] tile, worker in
            let pass = passes[worker]
            let first = tile * Element.images
            pass.images = min(Element.images, images - first)
            pass.firstImage = first
            input.load(pass, tile: 0, worker: worker)
            for operation in operations { operation.forward(pass, 0..<1, .whole, scratch[worker]) }
            body(pass, 0, first)
        }
    }

    /// Carries the places `window` of one example through all layers, where those before them were carried through in earlier calls: what
    /// steps read of those still lies in the slots. Gives the output of the last place.
    ///
    /// - Precondition: The capacity is one, and no step looks ahead.
    func extend(_ input: BatchInput, _ window: Range<Int>, parameters: UnsafePointer<Scalar>) -> [Scalar] {
        precondition(capacity == 1 && isDepthFirst)
        let pass = passes[0]
        pass.parameters = parameters
        pass.isTraining = false
        pass.images = 1
        pass.firstImage = 0
        pass.window = window
        defer { pass.window = nil }
        input.load(pass, tile: 0, worker: 0)
        for operation in operations { operation.forward(pass, 0..<1, .whole, scratch[0]) }
        let stride = pass.layouts[plan.outputSlot].rowStride
        let row = pass.values(plan.outputSlot, 0) + (window.upperBound - 1) * stride
        return (0..<plan.classCount).map { row[$0] }
    }

    /// The name of the first step whose output is not a number or infinite, in the batch that was carried through last.
    func firstStepThatIsNotFinite() -> String? {
        for operation in operations {
            for pass in passes {
                let layout = pass.layouts[operation.step.output]
                for tile in 0..<pass.tiles where pass.lanes(in: tile) > 0 {
                    let values = pass.values(operation.step.output, tile)
                    for index in 0..<layout.count where !values[index].isFinite { return operation.step.name }
                }
            }
        }
        return nil
    }
}

/// What a batch gave.
package struct BatchOutcome: Sendable {
    /// Sum of the losses of its targets.
    package var loss = 0.0
    /// Targets whose output was the best one.
    package var correct = 0
    /// An example has one target, or one a row where every row has its own.
    package var targets = 0
}

/// Seconds by step of a plan.
struct LayerProfile {
    var forward: [Double]
    var parameters: [Double]
    var input: [Double]

    init(steps: Int) {
        forward = Array(repeating: 0, count: steps)
        parameters = forward
        input = forward
    }
}
