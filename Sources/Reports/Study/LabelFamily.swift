import Core
import Files

/// Data sets that differ in nothing but their wrong labels, at least two of them.
struct LabelFamily {
    /// Without wrong labels.
    let clean: DatasetStudy?
    /// By share.
    let noisy: [(noise: LabelNoise, dataset: DatasetStudy)]

    /// The families among some data sets.
    static func all(_ datasets: [DatasetStudy]) -> [LabelFamily] {
        let found = datasets.compactMap { dataset -> (key: String, noise: LabelNoise, dataset: DatasetStudy)? in
            guard case .object(var members) = dataset.configuration else { return nil }
            members["testAlterations"] = nil
            let noise =
                members.removeValue(forKey: "labelNoise").flatMap { try? $0.decoded(as: LabelNoise.self) }
                ?? LabelNoise()
            return ("\(JSONValue.object(members).canonicalText) \(dataset.record.evaluation)", noise, dataset)
        }
        let groups = Dictionary(grouping: found, by: \.key)
        return groups.keys.sorted().compactMap { key in
            let group = groups[key]!
            let noisy = group.filter { $0.noise.share > 0 }.sorted { $0.noise.share < $1.noise.share }
            let family = LabelFamily(
                clean: group.first { $0.noise.share == 0 }?.dataset, noisy: noisy.map { ($0.noise, $0.dataset) })
            return family.kinds.isEmpty ? nil : family
        }
    }

    /// All data sets, the clean one first.
    var members: [DatasetStudy] { (clean.map { [$0] } ?? []) + noisy.map(\.dataset) }

    /// The data set that the others are shown beside.
    var first: DatasetStudy { clean ?? noisy[0].dataset }

    /// Those with wrong labels, where there is one without: what does not depend on labels is said of that one alone.
    var variants: [DatasetStudy] { clean == nil ? [] : noisy.map(\.dataset) }

    /// Those of one kind, with the clean one first.
    func members(_ kind: LabelNoise.Kind) -> [(share: Double, dataset: DatasetStudy)] {
        (clean.map { [(0, $0)] } ?? [])
            + noisy.filter { $0.noise.kind == kind }.map { ($0.noise.share, $0.dataset) }
    }

    /// Those kinds that can be compared.
    var kinds: [LabelNoise.Kind] {
        LabelNoise.Kind.allCases.filter { kind in
            noisy.contains { $0.noise.kind == kind } && members(kind).count > 1
        }
    }
}
