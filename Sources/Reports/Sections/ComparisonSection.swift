import Core
import Files
import Statistics

/// Two methods against each other, at every size of every data set that both have run on.
struct ComparisonSection: ReportSection {
    /// A size at which both have run with the same seeds.
    private struct Row {
        let dataset: DatasetStudy
        let size: Int
        let seeds: Int
        let accuracies: (first: AccuracyEstimate, second: AccuracyEstimate)
        let paired: PairedComparison
        /// nil for one seed.
        let resampled: ResampledComparison?
    }

    /// Throws ``UserError`` where the study does not have one of the methods, or they have never met.
    static func check(_ methods: (String, String), in study: Study) throws {
        for name in [methods.0, methods.1] where !study.methods.contains(name) {
            throw UserError(
                "--compare: there is no method '\(Spelling.short(name))' among the records"
                    + Spelling.suggestion(name, study.methods))
        }
        guard methods.0 != methods.1 else { throw UserError("--compare: '\(methods.0)' is given twice") }
        guard !rows(methods, study).isEmpty else {
            throw UserError(
                "--compare: '\(methods.0)' and '\(methods.1)' have no data set, size and seed in common; run both with the same seeds"
            )
        }
    }

    private let study: Study
    private let methods: (String, String)
    private let rows: [Row]
    private var texts: Texts { study.texts }
    private var names: [String: any TextValue] { ["first": methods.0, "second": methods.1] }

    /// nil where nobody asked for the comparison.
    init?(_ part: StudyPart) {
        guard let methods = part.request.comparison else { return nil }
        (study, self.methods) = (part.study, methods)
        rows = Self.rows(methods, part.study)
    }

    var title: StyledText? { texts(.comparisonHeading, names) }

    var blocks: [Block] {
        let corrected = rows.map { $0.paired.pValue(among: rows.count) }
        let resampled = rows.map { row in
            row.resampled.map { PairedComparison.corrected($0.pValue, among: rows.count) }
        }
        var blocks: [Block] = []
        for dataset in study.datasets {
            let places = rows.indices.filter { rows[$0].dataset.title == dataset.title }
            guard !places.isEmpty else { continue }
            var table = Table([
                texts(.trainingImages), texts(.inPercent, ["method": methods.0]),
                texts(.inPercent, ["method": methods.1]), texts(.difference),
                texts(.simultaneousInterval), "p",
                texts(.significant), texts(.resampledP), texts(.seeds),
            ])
            for place in places {
                let row = rows[place]
                let images = dataset.record.testImages
                func points(_ value: Double) -> String { NumberText.points(value, images: images) }
                table.add([
                    NumberText.grouped(row.size), NumberText.accuracy(row.accuracies.first),
                    NumberText.accuracy(row.accuracies.second), points(row.paired.difference),
                    texts.points(row.paired.interval(among: rows.count), images: images),
                    NumberText.probability(corrected[place]), texts(corrected[place] < 0.05 ? .yes : .no),
                    resampled[place].map(NumberText.probability), "\(row.seeds)",
                ])
            }
            let caption = texts(.comparison, names.merging(["dataset": dataset.title]) { $1 })
            blocks += [
                .paragraph(sentence(dataset, places.map { (rows[$0], corrected[$0]) })),
                .table(table, caption: caption),
            ]
        }
        return blocks
    }

    private static func rows(_ methods: (String, String), _ study: Study) -> [Row] {
        study.datasets.flatMap { dataset in
            dataset.sizes.compactMap { size -> Row? in
                guard let first = dataset[methods.0, size], let second = dataset[methods.1, size] else { return nil }
                let seeds = first.seeds.filter(Set(second.seeds).contains)
                guard !seeds.isEmpty else { return nil }
                let answers = (first.answers(of: seeds), second.answers(of: seeds))
                let images = dataset.record.testImages
                let accuracies = (answers.0.map(\.accuracy), answers.1.map(\.accuracy))
                return Row(
                    dataset: dataset, size: size, seeds: seeds.count,
                    accuracies: (
                        AccuracyEstimate(accuracies: accuracies.0, testImages: images),
                        AccuracyEstimate(accuracies: accuracies.1, testImages: images)
                    ), paired: PairedComparison(first: answers.0, second: answers.1),
                    resampled: seeds.count < 2
                        ? nil
                        : ResampledComparison(
                            differences: zip(accuracies.0, accuracies.1).map(-), trainingExamples: size,
                            testExamples: images))
            }
        }
    }

    /// At which sizes which of the two was better, as far as the tests say it.
    private func sentence(_ dataset: DatasetStudy, _ rows: [(row: Row, p: Double)]) -> StyledText {
        func sizes(_ belongs: ((row: Row, p: Double)) -> Bool) -> StyledText {
            texts.list(rows.filter(belongs).map { NumberText.grouped($0.row.size) })
        }
        let first = sizes { $0.p < 0.05 && $0.row.paired.difference > 0 }
        let second = sizes { $0.p < 0.05 && $0.row.paired.difference < 0 }
        let open = sizes { $0.p >= 0.05 }
        var parts: [StyledText] = []
        if !first.isEmpty { parts.append(texts(.comparisonBetter, ["method": methods.0, "sizes": first])) }
        if !second.isEmpty { parts.append(texts(.comparisonBetter, ["method": methods.1, "sizes": second])) }
        if !open.isEmpty { parts.append(texts(.comparisonOpen, ["sizes": open])) }
        return texts(.comparisonOn, ["dataset": dataset.title, "findings": parts.joined(separator: texts(.semicolon))])
    }
}
