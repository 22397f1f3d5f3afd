import Core
import Files

/// Data sets that differ in nothing but the number of their split.
enum SplitGroups {
    /// The groups of more than one among some data sets, by their titles.
    static func all(_ datasets: [DatasetStudy]) -> [[DatasetStudy]] {
        let groups = Dictionary(grouping: datasets.filter { identity($0) != nil }) { identity($0)! }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0].title < $1[0].title }
    }

    /// The settings of a data set without its split; nil for one that has no splits.
    private static func identity(_ dataset: DatasetStudy) -> String? {
        guard let configuration = dataset.configuration, let name = configuration["name"]?.text,
            case .object(var settings) = configuration["settings"]
        else { return nil }
        let splits = ["split", "splitSeed"].compactMap { settings.removeValue(forKey: $0) }
        return splits.isEmpty ? nil : "\(name) \(dataset.record.evaluation) \(JSONValue.object(settings).canonicalText)"
    }
}
