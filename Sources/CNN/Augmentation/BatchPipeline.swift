import Core
import Foundation
import Synchronization

/// Images with their classes, as a network takes them in.
public struct Batch: Sendable {
    /// Its number in the epoch, from 0.
    public let number: Int
    /// Which examples it holds.
    public let indices: [Int]
    public let labels: [Int]
    /// The shape of an image; the numbers are `[image][channel][row][column]`.
    public let shape: ImageShape
    fileprivate let buffer: BatchBuffer

    public var count: Int { indices.count }

    /// Calls `body` with `count` · `shape.count` numbers, which it must not keep.
    public func withPixels<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(buffer) {
            try body(UnsafeBufferPointer(start: buffer.base, count: count * shape.count))
        }
    }

    /// A copy of the numbers.
    public var pixels: [Float] { withPixels { Array($0) } }
}

/// Room for the numbers of one batch.
private final class BatchBuffer: @unchecked Sendable {
    let base: UnsafeMutablePointer<Float>
    let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
        base.initialize(repeating: 0, count: capacity)
    }

    deinit { base.deallocate() }
}

/// Delivers the batches of an epoch, ready for a network. Where there are spare cores, they prepare the next batches meanwhile.
///
/// The numbers depend on the seed, the epoch and the order of the examples, never on the threads.
public final class BatchPipeline: Sendable {
    /// What is done to the images.
    public enum Treatment: Sendable {
        /// What the augmentation says: for training.
        case distorted
        /// Nothing, or only an exchange of left and right: for evaluation. Of larger images the centre is taken.
        case plain
        case mirrored
    }

    public let examples: LabelledImages
    public let augmentation: FittedAugmentation
    public let treatment: Treatment
    public let seed: UInt64
    /// Threads that prepare a batch in line, where there are no spare ones.
    public let threads: Int
    /// Threads that prepare batches ahead; 0 for none.
    public let spareThreads: Int
    /// Batches that are prepared while another is in use, 1…4.
    public let ahead: Int
    private let scratches: Mutex<[AugmentationScratch]>
    private let buffers = Mutex<[BatchBuffer]>([])

    /// - Parameters:
    ///   - examples: In memory, or in a source from which every batch is then read.
    ///   - threads: Threads of the caller.
    ///   - spareThreads: Threads beside them that may work at the same time; nil for the processors that are left over, at most 4.
    /// - Precondition: The images have the shape that the augmentation was fitted to.
    public init(
        examples: LabelledImages, augmentation: FittedAugmentation, treatment: Treatment = .distorted, seed: UInt64,
        threads: Int, spareThreads: Int? = nil, ahead: Int = 2
    ) {
        precondition(examples.images.shape == augmentation.inputShape)
        precondition((1...4).contains(ahead))
        self.examples = examples
        self.augmentation = augmentation
        self.treatment = treatment
        self.seed = seed
        self.threads = max(threads, 1)
        let left = min(max(ProcessInfo.processInfo.activeProcessorCount - threads, 0), 4)
        self.spareThreads = max(spareThreads ?? left, 0)
        self.ahead = ahead
        let workers = max(self.spareThreads > 0 ? self.spareThreads : self.threads, 1)
        scratches = Mutex((0..<workers).map { _ in AugmentationScratch(augmentation) })
    }

    /// How many batches `count` examples make.
    public static func batches(_ count: Int, batchSize: Int, dropLast: Bool) -> Int {
        dropLast ? count / batchSize : (count + batchSize - 1) / batchSize
    }

    /// Calls `body` with one batch after the other, on the thread of the caller. A batch must not be used after `body` has returned.
    ///
    /// - Parameters:
    ///   - order: Indices of examples, in the order in which they are delivered.
    ///   - epoch: Names the random numbers, together with the seed.
    ///   - firstBatch: The number of the first batch that is delivered, to go on where a training was interrupted.
    ///   - dropLast: Is a last batch of fewer examples left out?
    ///
    /// Throws on what `body` throws, and ``UserError`` where an image can no longer be read; no thread is left behind then.
    /// - Precondition: `batchSize` is at least 1, and the indices are of examples.
    public func forEachBatch(
        order: [Int], batchSize: Int, epoch: Int, from firstBatch: Int = 0, dropLast: Bool,
        _ body: (Batch) throws -> Void
    ) throws {
        precondition(batchSize >= 1 && firstBatch >= 0 && order.allSatisfy((0..<examples.count).contains))
        let count = Self.batches(order.count, batchSize: batchSize, dropLast: dropLast)
        guard firstBatch < count else { return }
        let size = min(batchSize, order.count)
        let workers = takeScratches()
        defer { scratches.withLock { if $0.isEmpty { $0 = workers } } }
        func job(_ number: Int) -> BatchJob {
            BatchJob(
                pipeline: self, number: number, epoch: epoch, workers: workers,
                indices: Array(order[number * batchSize..<min((number + 1) * batchSize, order.count)]))
        }
        guard spareThreads > 0 else {
            let buffer = takeBuffers(1, images: size)
            defer { giveBack(buffer) }
            for number in firstBatch..<count { try body(try job(number).prepare(in: buffer[0])) }
            return
        }
        let slots = takeBuffers(min(ahead + 1, count - firstBatch), images: size)
        defer { giveBack(slots) }
        let producer = BatchProducer(jobs: (firstBatch..<count).map(job), slots: slots)
        defer { producer.stop() }
        producer.start()
        for _ in firstBatch..<count {
            try body(try producer.next())
            producer.release()
        }
    }

    /// The scratch memories, or new ones where another call has those.
    private func takeScratches() -> [AugmentationScratch] {
        let taken = scratches.withLock { kept in
            defer { kept = [] }
            return kept
        }
        if !taken.isEmpty { return taken }
        return (0..<(spareThreads > 0 ? spareThreads : threads)).map { _ in AugmentationScratch(augmentation) }
    }

    private func takeBuffers(_ count: Int, images: Int) -> [BatchBuffer] {
        let capacity = images * augmentation.outputShape.count
        return buffers.withLock { kept in
            let fitting = kept.filter { $0.capacity >= capacity }.prefix(count)
            kept.removeAll { buffer in buffer.capacity < capacity || fitting.contains { $0 === buffer } }
            return fitting + (fitting.count..<count).map { _ in BatchBuffer(capacity: capacity) }
        }
    }

    private func giveBack(_ used: [BatchBuffer]) {
        buffers.withLock { $0 = Array(($0 + used).prefix(ahead + 1)) }
    }
}

/// One batch that is to be prepared.
private struct BatchJob: Sendable {
    let pipeline: BatchPipeline
    let number: Int
    let epoch: Int
    let workers: [AugmentationScratch]
    let indices: [Int]

    /// Throws ``UserError`` where an image can no longer be read.
    func prepare(in buffer: BatchBuffer) throws -> Batch {
        let images = pipeline.examples.images
        if images.isInMemory {
            distort(images, places: indices, into: buffer)
        } else {
            let loaded = try images.selecting(indices).loaded(threads: workers.count)
            distort(loaded, places: Array(indices.indices), into: buffer)
        }
        return Batch(
            number: number, indices: indices, labels: indices.map { pipeline.examples.labels[$0] },
            shape: pipeline.augmentation.outputShape, buffer: buffer)
    }

    /// - Parameter places: Where the images of the batch stand in `images`.
    private func distort(_ images: ImageStack, places: [Int], into buffer: BatchBuffer) {
        let (inputs, outputs) = (images.shape.count, pipeline.augmentation.outputShape.count)
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            let source = SharedPointer(UnsafeMutablePointer(mutating: base))
            Parallel.ranges(places.count, of: 8, threads: workers.count) { range, worker in
                for place in range {
                    let from = source.base + places[place] * inputs
                    let target = buffer.base + place * outputs
                    switch pipeline.treatment {
                    case .distorted:
                        workers[worker].distort(
                            index: indices[place], epoch: epoch, seed: pipeline.seed, from: from, into: target)
                    case .plain: workers[worker].plain(from: from, into: target)
                    case .mirrored: workers[worker].plain(mirrored: true, from: from, into: target)
                    }
                }
            }
        }
    }
}

/// A thread that prepares batches into a ring of buffers, one of which is in use at a time.
private final class BatchProducer: Sendable {
    private let jobs: [BatchJob]
    private let slots: [BatchBuffer]
    private let results = Mutex<[Result<Batch, any Error>]>([])
    private let isStopped = Atomic(false)
    private let free = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    init(jobs: [BatchJob], slots: [BatchBuffer]) {
        self.jobs = jobs
        self.slots = slots
    }

    func start() {
        for _ in slots { free.signal() }
        let thread = Thread { [self] in
            work()
            ended.signal()
        }
        thread.name = "batches"
        thread.start()
    }

    private func work() {
        for (place, job) in jobs.enumerated() {
            free.wait()
            guard !isStopped.load(ordering: .acquiring) else { return }
            let result = Result { try job.prepare(in: slots[place % slots.count]) }
            results.withLock { $0.append(result) }
            ready.signal()
            if case .failure = result { return }
        }
    }

    /// Waits for the next batch. Throws what its preparation threw.
    func next() throws -> Batch {
        ready.wait()
        return try results.withLock { $0.removeFirst() }.get()
    }

    /// Says that the batch which ``next()`` gave is no longer in use.
    func release() { free.signal() }

    /// Ends the thread, after the batch that it is at, and waits for its end.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        free.signal()
        ended.wait()
    }
}
