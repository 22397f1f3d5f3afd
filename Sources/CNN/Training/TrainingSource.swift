import Core

/// What a training learns from: numbered examples that come in batches, as numbers for a network.
protocol TrainingSource: Sendable {
    var count: Int { get }
    /// What one example is called, such as "image".
    var example: String { get }
    /// Calls `body` with one batch after the other, on the thread of the caller; see ``BatchPipeline``. The last batch is left out
    /// where it is not full.
    func forEachBatch(
        order: [Int], batchSize: Int, epoch: Int, from firstBatch: Int, _ body: (TrainingBatch) throws -> Void
    ) throws
}

/// A batch, valid while it is being used.
struct TrainingBatch {
    /// Its number in the epoch, from 0.
    let number: Int
    let labels: [Int32]
    let content: Content

    enum Content {
        /// `[example][channel][row][column]`.
        case numbers(UnsafeBufferPointer<Float>)
        /// `[example][place]`, and how many places of each example are there.
        case tokens(UnsafeBufferPointer<Int32>, lengths: UnsafeBufferPointer<Int32>)
    }
}

/// Images that are distorted anew in every epoch.
struct DistortedImages: TrainingSource {
    let pipeline: BatchPipeline

    var count: Int { pipeline.examples.count }
    var example: String { "image" }

    func forEachBatch(
        order: [Int], batchSize: Int, epoch: Int, from firstBatch: Int, _ body: (TrainingBatch) throws -> Void
    ) throws {
        try pipeline.forEachBatch(
            order: order, batchSize: batchSize, epoch: epoch, from: firstBatch, dropLast: true
        ) { batch in
            let labels = batch.labels.map { Int32($0) }
            try batch.withPixels {
                try body(TrainingBatch(number: batch.number, labels: labels, content: .numbers($0)))
            }
        }
    }
}

/// Rows of features.
struct FeatureRows: TrainingSource {
    let features: Matrix
    let labels: [Int]
    /// The rows that are learned from.
    let rows: [Int]

    var count: Int { rows.count }
    var example: String { "row" }

    func forEachBatch(
        order: [Int], batchSize: Int, epoch: Int, from firstBatch: Int, _ body: (TrainingBatch) throws -> Void
    ) throws {
        let columns = features.columns
        var numbers = [Float](repeating: 0, count: batchSize * columns)
        for batch in firstBatch..<max(order.count / batchSize, firstBatch) {
            let chosen = order[batch * batchSize..<(batch + 1) * batchSize].map { rows[$0] }
            for (place, row) in chosen.enumerated() {
                numbers.replaceSubrange(place * columns..<(place + 1) * columns, with: features.row(row))
            }
            try numbers.withUnsafeBufferPointer {
                try body(
                    TrainingBatch(
                        number: batch, labels: chosen.map { Int32(labels[$0]) }, content: .numbers($0)))
            }
        }
    }
}

/// Texts as tokens.
struct TokenRows: TrainingSource {
    let tokens: TokenTexts
    let labels: [Int]
    /// Places that the network has for a text.
    let length: Int

    var count: Int { tokens.count }
    var example: String { "text" }

    func forEachBatch(
        order: [Int], batchSize: Int, epoch: Int, from firstBatch: Int, _ body: (TrainingBatch) throws -> Void
    ) throws {
        for batch in firstBatch..<max(order.count / batchSize, firstBatch) {
            let chosen = order[batch * batchSize..<(batch + 1) * batchSize]
            let (padded, lengths) = tokens.padded(chosen, length: length)
            try padded.withUnsafeBufferPointer { padded in
                try lengths.withUnsafeBufferPointer { lengths in
                    try body(
                        TrainingBatch(
                            number: batch, labels: chosen.map { Int32(labels[$0]) },
                            content: .tokens(padded, lengths: lengths)))
                }
            }
        }
    }
}
