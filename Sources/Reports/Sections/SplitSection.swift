import Core
import Files
import Statistics

/// Several splits of one data set, taken together.
///
/// The papers on Caltech-101 report the mean over classes, averaged over splits.
struct SplitSection: ReportSection {
    private let splits: [DatasetStudy]
    /// Those at which all splits have runs.
    private let sizes: [Int]
    private var texts: Texts { splits[0].texts }

    init?(_ part: StudyPart) {
        splits = part.datasets
        sizes = splits.dropFirst().reduce(Set(splits[0].sizes)) { $0.intersection($1.sizes) }.sorted()
        if sizes.isEmpty { return nil }
    }

    var title: StyledText? { texts(.splitsHeading, splits.count) }

    var blocks: [Block] {
        var table = Table([texts(.method)] + sizes.map(NumberText.grouped))
        for method in splits[0].methods { table.add([method] + sizes.map { cell(method, $0) }) }
        return [.table(table, caption: texts(.splits, ["names": texts.list(splits.map(\.title))]))]
    }

    /// nil where a split has no result.
    private func cell(_ method: String, _ size: Int) -> String? {
        let found = splits.compactMap { $0[method, size]?.meanOverClasses }
        guard found.count == splits.count, let estimate = AccuracyEstimate(splits: found) else { return nil }
        func text(_ value: Double) -> String { NumberText.fixed(100 * value, 1) }
        return "\(text(estimate.mean)) ± \(text(estimate.standardDeviation ?? 0)) "
            + "(\(text(estimate.interval.lower))–\(text(estimate.interval.upper)))"
    }
}

extension CellGroup {
    /// The share of correct answers in each class, averaged over classes and then over seeds; nil where every run failed.
    ///
    /// Classes with few test images make it less certain than as many images of equal classes would: with pₖ of nₖ images of class k of K
    /// correct, its variance is Σ pₖ(1 − pₖ)/nₖ / K². The interval is that of so many images as would give this variance.
    var meanOverClasses: AccuracyEstimate? {
        guard !runs.isEmpty else { return nil }
        var seen: Set<Int> = []
        let first = runs.filter { seen.insert($0.record.cell.seed).inserted }
        let means = first.map { Statistics.mean(Self.shares($0.result.confusion).map(\.share)) }
        let classes = Self.shares(confusion)
        let mean = Statistics.mean(means)
        let images = classes.map(\.images).reduce(0, +) / first.count
        let variance =
            classes.reduce(0) { $0 + $1.share * (1 - $1.share) * Double(first.count) / Double($1.images) }
            / Double(classes.count * classes.count)
        let equal = variance > 0 ? Int((mean * (1 - mean) / variance).rounded()) : images
        return AccuracyEstimate(accuracies: means, testImages: min(max(equal, 1), images))
    }

    /// Of each class that has images, the share that was correct.
    private static func shares(_ confusion: [[Int]]) -> [(share: Double, images: Int)] {
        confusion.enumerated().compactMap { truth, row in
            let all = row.reduce(0, +)
            return all == 0 ? nil : (Double(row[truth]) / Double(all), all)
        }
    }
}
