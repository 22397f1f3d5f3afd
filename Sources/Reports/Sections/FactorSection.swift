import Core
import Statistics

/// Features or learner? What decides accuracy where features are crossed with learners.
///
/// The features of a method are its preprocessing, extractor and encoder, its learner is its classifier; networks that learn from
/// pixels to classes have no such parts and stay out.
struct FactorSection: ReportSection {
    private let dataset: DatasetStudy
    private let cross: Cross
    private let decomposition: VarianceDecomposition
    /// Of the shares of the effects.
    private let intervals: [ConfidenceInterval?]
    private var texts: Texts { dataset.texts }

    /// nil where features are not crossed with learners.
    init?(_ part: StudyPart) {
        dataset = part.dataset
        guard let cross = Cross(dataset) else { return nil }
        self.cross = cross
        decomposition = cross.decomposition
        intervals = cross.intervals(decomposition)
    }

    var title: StyledText? { texts(.factorHeading) }

    var blocks: [Block] {
        let images = dataset.record.testImages
        var accuracies = Table([texts(.factorFeatures)] + cross.learners)
        let size = cross.sizes.last!
        for (row, feature) in cross.features.enumerated() {
            accuracies.add(
                [feature]
                    + cross.learners.indices.map { column in
                        NumberText.accuracy(
                            AccuracyEstimate(
                                accuracies: cross.accuracies(row, column, cross.sizes.count - 1), testImages: images))
                    })
        }
        let values = [
            "dataset": dataset.title, "n": NumberText.grouped(size), "seeds": "\(cross.seeds.count)",
            "extent": cross.extent,
        ]
        return [
            .table(accuracies, caption: texts(.factorCross, values)),
            .table(shares, caption: texts(.factorShares, values)),
        ] + (cross.leftOut.isEmpty ? [] : [.paragraph(texts(.factorLeftOut, ["names": texts.list(cross.leftOut)]))])
    }

    private var shares: Table {
        var table = Table([
            texts(.factor), texts(.shareOfVariance), texts(.withoutNoise), texts(.interval),
            texts(.degreesOfFreedom),
        ])
        func percent(_ share: Double) -> String { NumberText.fixed(100 * share, 1) }
        for (effect, interval) in zip(decomposition.effects, intervals) {
            table.add([
                effect.factors.isEmpty ? texts(.factorSeeds) : effect.factors.joined(separator: " × "),
                percent(effect.etaSquared), effect.omegaSquared.map(percent),
                interval.map { "\(percent($0.lower))–\(percent($0.upper))" }, "\(effect.degreesOfFreedom)",
            ])
        }
        return table
    }

    /// Which main effect is the largest, and how large the others are.
    var findings: [Finding] {
        let main = zip(decomposition.effects, intervals).filter { $0.0.factors.count == 1 }
            .sorted { $0.0.etaSquared > $1.0.etaSquared }
        func percent(_ share: Double) -> String { NumberText.fixed(100 * share, 0) }
        func text(_ effect: VarianceDecomposition.Effect, _ interval: ConfidenceInterval?) -> String {
            "\(effect.factors[0]) \(texts.plain(.percent, ["share": percent(effect.etaSquared)]))"
                + (interval.map { " [\(percent($0.lower)), \(percent($0.upper))]" } ?? "")
        }
        let joint = decomposition.effects.filter { $0.factors.count > 1 }.reduce(0) { $0 + $1.etaSquared }
        let sentence = texts(
            .factorSentence,
            [
                "dataset": dataset.title, "extent": cross.extent, "seeds": "\(cross.seeds.count)",
                "shares": texts.list(main.map(text)), "joint": percent(joint),
            ])
        return [Finding(.causes, of: dataset, sentence)]
    }
}
