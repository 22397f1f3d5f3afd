import CNN
import Core

/// Several networks of one kind, each from a seed of its own, whose probabilities are averaged.
///
/// D. Cireşan, U. Meier and J. Schmidhuber, *Multi-column Deep Neural Networks for Image Classification*, CVPR 2012, §2: the columns
/// differ in their first weights and in the order and the distortions of their images; the mean of their outputs decides. In a
/// matrix file `columns: 5` beside `network` makes a committee of any network.
public struct Committee: ImageMethod {
    public let columns: Int
    public let network: any NetworkModel

    public init(columns: Int, network: any NetworkModel) {
        self.columns = columns
        self.network = network
    }

    public static let card = Card(
        name: "committee", title: "Committee of networks", year: 2012,
        paper:
            "D. Cireşan, U. Meier and J. Schmidhuber, Multi-column Deep Neural Networks for Image Classification, CVPR 2012",
        deviations: [
            "All columns see the same images; the paper's also differ in the width to which digits were "
                + "normalised."
        ])

    public var cards: [Card] { [Self.card] + network.cards }
    public var family: MethodFamily { .learned }

    public func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedMethod {
        try fitColumns(training, context: context)
    }

    func fitColumns(_ training: LabelledImages, context: RunContext) throws -> FittedCommittee {
        FittedCommittee(
            columns: try (0..<columns).map { column in
                var random = RandomSource(seed: context.seed, stream: 0xC011, UInt64(column))
                return try network.train(
                    training,
                    context: context.with(budget: context.budget?.divided(by: columns), seed: random.next()))
            })
    }
}

public struct FittedCommittee: FittedImageMethod {
    let columns: [any FittedMethod]

    public var summary: TrainingSummary {
        let summaries = columns.map(\.summary)
        var whole = summaries.first ?? TrainingSummary()
        whole.converged = summaries.allSatisfy(\.converged)
        whole.parameterCount = summaries.reduce(0) { $0 + $1.parameterCount }
        whole.outcome = "\(columns.count) columns; the first: \(whole.outcome)"
        return whole
    }

    public func predict(_ images: ImageStack, context: RunContext) throws -> [Int] {
        try means(images, context: context).map { row in
            row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
        }
    }

    public func classProbabilities(_ images: ImageStack, context: RunContext) throws -> [[Double]]? {
        try means(images, context: context)
    }

    /// The mean over the columns of the probabilities of each class, one row an image.
    private func means(_ images: ImageStack, context: RunContext) throws -> [[Double]] {
        var sums = [[Double]](repeating: [], count: images.count)
        for column in columns {
            for (image, row) in (try column.classProbabilities(.images(images), context: context) ?? []).enumerated() {
                let share = row.map { $0 / Double(columns.count) }
                sums[image] = sums[image].isEmpty ? share : zip(sums[image], share).map(+)
            }
        }
        return sums
    }
}

// MARK: Files

extension Committee {
    public var storingObstacle: String? { network.storingObstacle }

    public func restored(_ stored: Stored, subject: ModelSubject) throws -> any FittedMethod {
        FittedCommittee(
            columns: try (0..<columns).map { column in
                let part = stored.part("column\(column + 1)")
                do {
                    return try network.restored(part, subject: subject)
                } catch let error as UserError {
                    throw UserError("column \(column + 1): \(error)")
                }
            })
    }
}

extension FittedCommittee {
    public var firstFilters: FilterBank? { columns.first?.firstFilters }

    public func stored() throws -> Stored {
        var stored = Stored()
        for (column, network) in columns.enumerated() { stored.put("column\(column + 1)", try network.stored()) }
        stored.texts["hindsight"] = "committee 1"
        return stored
    }
}
