import Core
import Files
import Statistics

/// Several splits of one data set, taken together: data sets that differ in nothing but the number of their split.
///
/// The papers on Caltech-101 report the mean over classes, averaged over splits.
enum SplitSection {
    static func markdown(_ study: Study) -> [Markdown] {
        let groups = Dictionary(grouping: study.datasets.filter { identity($0) != nil }) { identity($0)! }
        return groups.values.filter { $0.count > 1 }
            .sorted { $0[0].title < $1[0].title }
            .flatMap(section)
    }

    /// The settings of a data set without its split; nil for one that has no splits.
    private static func identity(_ dataset: DatasetStudy) -> String? {
        guard let configuration = dataset.configuration, let name = configuration["name"]?.text,
            case .object(var settings) = configuration["settings"]
        else { return nil }
        let splits = ["split", "splitSeed"].compactMap { settings.removeValue(forKey: $0) }
        return splits.isEmpty ? nil : "\(name) \(dataset.record.evaluation) \(JSONValue.object(settings).canonicalText)"
    }

    private static func section(_ splits: [DatasetStudy]) -> [Markdown] {
        let sizes = Set(splits.map { Set($0.sizes) }.reduce(Set(splits[0].sizes)) { $0.intersection($1) }).sorted()
        let methods = splits[0].methods
        guard !sizes.isEmpty else { return [] }
        var table = MarkdownTable([splits[0].texts(.method)] + sizes.map(NumberText.grouped))
        for method in methods {
            let cells = sizes.map { size -> String in
                let found = splits.compactMap { $0[method, size]?.meanOverClasses }
                guard found.count == splits.count, let estimate = AccuracyEstimate(splits: found) else { return "–" }
                func text(_ value: Double) -> String { NumberText.fixed(100 * value, 1) }
                return "\(text(estimate.mean)) ± \(text(estimate.standardDeviation ?? 0)) "
                    + "(\(text(estimate.interval.lower))–\(text(estimate.interval.upper)))"
            }
            table.add([method] + cells)
        }
        let texts = splits[0].texts
        return [
            "## \(texts(.splitsHeading, splits.count))",
            texts(.splits, ["names": texts.list(splits.map(\.title))]),
            table.markdown,
        ]
    }
}

extension DatasetStudy {
    /// What the matrix says of this data set, as the records keep it.
    var configuration: JSONValue? {
        for method in methods {
            for size in sizes {
                if let run = self[method, size]?.runs.first { return run.record.configuration["dataset"] }
            }
        }
        return nil
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
