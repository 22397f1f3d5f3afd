import Core
import Files
import Foundation
import Statistics

/// The largest part of a data set's methods in which every feature meets every learner at every size.
struct Cross {
    private let texts: Texts
    let features: [String]
    let learners: [String]
    let sizes: [Int]
    let seeds: [Int]
    /// Features, learners and sizes that do not meet all others.
    let leftOut: [String]
    private let groups: [[[CellGroup]]]

    /// nil where fewer than two features meet fewer than two learners.
    init?(_ dataset: DatasetStudy) {
        let texts = dataset.texts
        self.texts = texts
        let methods = dataset.methods.compactMap { method -> (name: String, parts: MethodParts)? in
            let run = dataset.sizes.lazy.compactMap { dataset[method, $0]?.runs.first }.first
            return MethodParts(run?.record.configuration["method"]).map { (method, $0) }
        }
        // Settings such as C are chosen for each feature: learners of one name are one level, unless a matrix compares their settings.
        let isFine = Set(methods.map(\.parts.named)).count < methods.count
        let found = Dictionary(
            methods.map { (isFine ? $0.parts : $0.parts.named, $0.name) }, uniquingKeysWith: { first, _ in first })
        var features = Set(found.keys.map(\.feature)).sorted { $0.canonicalText < $1.canonicalText }
        var learners = Set(found.keys.map(\.learner)).sorted { $0.canonicalText < $1.canonicalText }
        let featureNames = ComponentNames(features)
        let learnerNames = ComponentNames(learners)
        var sizes = dataset.sizes
        var leftOut: [String] = []
        func group(_ feature: JSONValue, _ learner: JSONValue, _ size: Int) -> CellGroup? {
            guard let method = found[MethodParts(feature: feature, learner: learner)] else { return nil }
            return dataset[method, size].flatMap { $0.accuracy == nil ? nil : $0 }
        }
        // Take out what misses most of the others until nothing is missing.
        while true {
            guard features.count > 1, learners.count > 1, !sizes.isEmpty else { return nil }
            let missing = features.map { feature in
                learners.map { learner in sizes.map { group(feature, learner, $0) == nil } }
            }
            let all = features.count * learners.count * sizes.count
            func share(_ count: Int, of levels: Int) -> Double { Double(count * levels) / Double(all) }
            let byFeature = features.indices.map { share(missing[$0].joined().count { $0 }, of: features.count) }
            let byLearner = learners.indices.map { place in
                share(missing.reduce(0) { $0 + $1[place].count { $0 } }, of: learners.count)
            }
            let bySize = sizes.indices.map { place in
                share(missing.joined().count { $0[place] }, of: sizes.count)
            }
            let worst = max(byFeature.max()!, byLearner.max()!, bySize.max()!)
            guard worst > 0 else { break }
            if let place = bySize.firstIndex(of: worst), sizes.count > 1 {
                leftOut.append(texts.plain(.countTrainingImages, sizes.remove(at: place)))
            } else if let place = byFeature.firstIndex(of: worst) {
                leftOut.append(featureNames[features.remove(at: place)])
            } else if let place = byLearner.firstIndex(of: worst) {
                leftOut.append(learnerNames[learners.remove(at: place)])
            } else {
                return nil
            }
        }
        groups = features.map { feature in
            learners.map { learner in sizes.map { group(feature, learner, $0)! } }
        }
        let all = groups.joined().joined()
        seeds = all.reduce(Set(all.first!.seeds)) { $0.intersection($1.seeds) }.sorted()
        guard !seeds.isEmpty else { return nil }
        self.features = features.map { featureNames[$0] }
        self.learners = learners.map { learnerNames[$0] }
        self.sizes = sizes
        self.leftOut = leftOut
    }

    /// The accuracy of each seed.
    func accuracies(_ feature: Int, _ learner: Int, _ size: Int) -> [Double] {
        groups[feature][learner][size].answers(of: seeds).map(\.accuracy)
    }

    /// Such as "4 features × 3 learners × 2 sizes".
    var extent: String {
        let values = [
            "features": "\(features.count)", "learners": "\(learners.count)", "sizes": "\(sizes.count)",
        ]
        return texts.plain(sizes.count > 1 ? .factorExtentSizes : .factorExtent, values)
    }

    /// Of the shares of the effects of `decomposition`.
    func intervals(_ decomposition: VarianceDecomposition) -> [ConfidenceInterval?] {
        let curves = groups.joined().map { groups in groups.map { $0.answers(of: seeds) } }
        return decomposition.intervals(
            CurveBootstrap(sizes: sizes, answers: curves), threads: ProcessInfo.processInfo.activeProcessorCount)
    }

    var decomposition: VarianceDecomposition {
        var factors = [
            (name: texts.plain(.factorFeatures), levels: features.count),
            (name: texts.plain(.factorLearner), levels: learners.count),
        ]
        if sizes.count > 1 { factors.append((name: texts.plain(.factorData), levels: sizes.count)) }
        let results = features.indices.flatMap { feature in
            learners.indices.flatMap { learner in
                sizes.indices.map { accuracies(feature, learner, $0) }
            }
        }
        return VarianceDecomposition(factors: factors, results: results)
    }
}

/// A pipeline taken apart.
struct MethodParts: Hashable {
    let feature: JSONValue
    let learner: JSONValue

    init(feature: JSONValue, learner: JSONValue) {
        self.feature = feature
        self.learner = learner
    }

    /// nil for what has no classifier of its own.
    init?(_ configuration: JSONValue?) {
        guard case .object(var parts) = configuration, let learner = parts.removeValue(forKey: "classifier") else {
            return nil
        }
        self.init(feature: .object(parts), learner: learner)
    }

    /// The names alone.
    var named: MethodParts {
        MethodParts(feature: .string(ComponentNames.base(feature)), learner: .string(ComponentNames.base(learner)))
    }
}

/// Short names for components, with the settings by which those of one name differ.
struct ComponentNames {
    private let names: [JSONValue: String]

    init(_ components: [JSONValue]) {
        var names: [JSONValue: String] = [:]
        for group in Dictionary(grouping: components, by: Self.base).values {
            let settings = group.map(Self.settings)
            let keys = Set(settings.joined().map(\.key)).sorted().filter { key in
                Set(settings.map { $0[key] }).count > 1
            }
            for (component, settings) in zip(group, settings) {
                let differing = keys.compactMap { key in
                    settings[key].map { "\(key.split(separator: ".").last ?? "") \($0)" }
                }
                names[component] =
                    Self.base(component) + (differing.isEmpty ? "" : " (\(differing.joined(separator: ", ")))")
            }
        }
        self.names = names
    }

    subscript(component: JSONValue) -> String { names[component] ?? "?" }

    /// The name of a component, with its kernel where it has one; of the features those of extractor and encoder.
    static func base(_ component: JSONValue) -> String {
        if case .string(let name) = component { return name }
        if let name = component["name"]?.text {
            let settings = component["settings"]
            return ([name] + [settings?["kernel"] ?? settings?["machine"]?["kernel"]].compactMap { $0?.text })
                .joined(separator: " ")
        }
        let names = ["extractor", "encoder"].compactMap { component[$0]?["name"]?.text }
        return names.isEmpty ? "none" : names.joined(separator: " + ")
    }

    /// All numbers and words within, by their paths.
    private static func settings(_ value: JSONValue) -> [String: String] {
        switch value {
        case .object(let members):
            members.reduce(into: [:]) { all, member in
                for (key, text) in settings(member.value) {
                    all[key.isEmpty ? member.key : "\(member.key).\(key)"] = text
                }
            }
        case .array(let items):
            items.enumerated().reduce(into: [:]) { all, item in
                for (key, text) in settings(item.element) { all["\(item.offset).\(key)"] = text }
            }
        case .string(let text): ["": text]
        default: ["": value.canonicalText]
        }
    }
}
