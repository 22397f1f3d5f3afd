import Core

/// Several splits of one data set, taken together: data sets that differ in nothing but the number of their split.
///
/// The papers on Caltech-101 report the mean over classes, averaged over splits.
enum SplitSection {
    static func markdown(_ study: Study) -> [String] {
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

    private static func section(_ splits: [DatasetStudy]) -> [String] {
        let sizes = Set(splits.map { Set($0.sizes) }.reduce(Set(splits[0].sizes)) { $0.intersection($1) }).sorted()
        let methods = splits[0].methods
        guard !sizes.isEmpty else { return [] }
        var table = MarkdownTable([splits[0].texts(.method)] + sizes.map(NumberText.grouped))
        for method in methods {
            let cells = sizes.map { size -> String in
                let means = splits.compactMap { $0[method, size]?.meanOverClasses }
                guard means.count == splits.count else { return "–" }
                let deviation = Statistics.standardDeviation(means)
                let quantile = Distributions.studentQuantile(0.975, degreesOfFreedom: Double(means.count - 1))
                let arm = quantile * deviation / Double(means.count).squareRoot()
                let mean = Statistics.mean(means)
                func text(_ value: Double) -> String { NumberText.fixed(100 * value, 1) }
                return "\(text(mean)) ± \(text(deviation)) (\(text(max(0, mean - arm)))–\(text(min(1, mean + arm))))"
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
    var meanOverClasses: Double? {
        guard !runs.isEmpty else { return nil }
        var seen: Set<Int> = []
        let first = runs.filter { seen.insert($0.record.cell.seed).inserted }
        return Statistics.mean(
            first.map { run in
                let shares = run.result.confusion.enumerated().compactMap { truth, row -> Double? in
                    let all = row.reduce(0, +)
                    return all == 0 ? nil : Double(row[truth]) / Double(all)
                }
                return Statistics.mean(shares)
            })
    }
}
