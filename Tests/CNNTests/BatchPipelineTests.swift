import CNN
import Core
import Foundation
import Testing

private let shape = ImageShape(height: 12, width: 12, channels: 3)

/// Images that have to be read, of which one cannot be.
private final class Source: ImageSource {
    let stack: ImageStack
    let broken: Int?

    init(_ stack: ImageStack, broken: Int? = nil) {
        self.stack = stack
        self.broken = broken
    }

    func pixels(of indices: [Int], threads: Int) throws -> [UInt8] {
        if let broken, indices.contains(broken) { throw UserError("picture \(broken): cannot be read") }
        return stack.selecting(indices).pixels
    }
}

private struct Interruption: Error {}

@Suite("Batches")
struct BatchPipelineTests {
    private let examples = pictures(shape, count: 53)
    private let order = RandomSource(seed: 1).shuffledOrder(53)

    private func pipeline(
        _ examples: LabelledImages? = nil, spare: Int, ahead: Int = 2, treatment: BatchPipeline.Treatment = .distorted
    ) throws -> BatchPipeline {
        let augmentation = try Augmentation(shift: 2, flip: .random, rotation: 10).fit(self.examples.images)
        return BatchPipeline(
            examples: examples ?? self.examples, augmentation: augmentation, treatment: treatment, seed: 3, threads: 2,
            spareThreads: spare, ahead: ahead)
    }

    private func collect(
        _ pipeline: BatchPipeline, size: Int = 8, from first: Int = 0, dropLast: Bool = false
    ) throws -> [(number: Int, labels: [Int], pixels: [Float])] {
        var batches: [(number: Int, labels: [Int], pixels: [Float])] = []
        try pipeline.forEachBatch(order: order, batchSize: size, epoch: 2, from: first, dropLast: dropLast) {
            batches.append(($0.number, $0.labels, $0.pixels))
        }
        return batches
    }

    @Test("batches hold the images in the order given, prepared ahead or in line")
    func content() throws {
        let inLine = try pipeline(spare: 0)
        let expected = inLine.augmentation.images(
            examples.images, indices: order, epoch: 2, seed: 3, threads: 1)
        for pipeline in [inLine, try pipeline(spare: 1, ahead: 1), try pipeline(spare: 2, ahead: 4)] {
            // Twice, so that buffers are used again.
            for _ in 0..<2 {
                let batches = try collect(pipeline)
                #expect(batches.map(\.number) == Array(0..<7))
                #expect(batches.flatMap(\.pixels) == expected)
                #expect(batches.flatMap(\.labels) == order.map { examples.labels[$0] })
            }
            #expect(try collect(pipeline, dropLast: true).count == 6)
            #expect(try collect(pipeline, size: 100).map { $0.labels.count } == [53])
            #expect(try collect(pipeline, size: 100, dropLast: true).isEmpty)
        }
        #expect(BatchPipeline.batches(53, batchSize: 8, dropLast: false) == 7)
    }

    @Test("an epoch that is resumed goes on with the same batches", arguments: [0, 1])
    func resumed(_ spare: Int) throws {
        let pipeline = try pipeline(spare: spare)
        let whole = try collect(pipeline)
        let rest = try collect(pipeline, from: 4)
        #expect(rest.map(\.number) == [4, 5, 6] && rest.flatMap(\.pixels) == whole[4...].flatMap(\.pixels))
        #expect(try collect(pipeline, from: 7).isEmpty)
    }

    @Test("plain and mirrored batches are not distorted")
    func plain() throws {
        let views = TestViews(mirrors: true, shift: 0).all
        for (treatment, view) in zip([BatchPipeline.Treatment.plain, .mirrored], views) {
            let pipeline = try pipeline(spare: 1, treatment: treatment)
            let expected = pipeline.augmentation.plainImages(
                examples.images, indices: order, view: view, threads: 1)
            #expect(try collect(pipeline).flatMap(\.pixels) == expected)
        }
    }

    @Test(
        "images that have to be read give the same batches; one that cannot be read ends the epoch", arguments: [0, 1])
    func sources(_ spare: Int) throws {
        func lazy(_ broken: Int?) -> LabelledImages {
            LabelledImages(
                images: ImageStack(shape: shape, source: Source(examples.images, broken: broken), count: 53),
                labels: examples.labels, classNames: examples.classNames)
        }
        let read = try collect(try pipeline(lazy(nil), spare: spare))
        #expect(read.flatMap(\.pixels) == (try collect(try pipeline(spare: 0))).flatMap(\.pixels))
        let broken = try pipeline(lazy(order[30]), spare: spare)
        var count = 0
        #expect(throws: UserError("picture \(order[30]): cannot be read")) {
            try broken.forEachBatch(order: order, batchSize: 8, epoch: 0, dropLast: false) { _ in count += 1 }
        }
        #expect(count == 3)
    }

    @Test("a body that throws ends the thread that prepares, wherever it is", arguments: [0, 1, 2], [0, 1, 5, 6])
    func interrupted(_ spare: Int, _ place: Int) throws {
        weak var remains: BatchPipeline?
        do {
            let pipeline = try pipeline(spare: spare, ahead: 3)
            remains = pipeline
            #expect(throws: Interruption.self) {
                try pipeline.forEachBatch(order: order, batchSize: 8, epoch: 0, dropLast: false) {
                    if $0.number == place { throw Interruption() }
                }
            }
            // It can be used again.
            #expect(try collect(pipeline).count == 7)
        }
        // The thread held the pipeline.
        for _ in 0..<200 where remains != nil { usleep(5000) }
        #expect(remains == nil)
    }
}

extension RandomSource {
    fileprivate func shuffledOrder(_ count: Int) -> [Int] {
        var copy = self
        return copy.permutation(count)
    }
}
