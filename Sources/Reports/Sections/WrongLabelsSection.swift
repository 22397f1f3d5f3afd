import Core
import Drawing
import Files
import Foundation
import Statistics

/// What wrong labels do to each method, and how many images with right ones would have taught it as much.
struct WrongLabelsSection {
    /// Data sets that differ in nothing but their wrong labels.
    private struct Family {
        let clean: DatasetStudy?
        /// By share.
        let noisy: [(noise: LabelNoise, dataset: DatasetStudy)]

        /// The data set that the others are shown beside.
        var first: DatasetStudy { clean ?? noisy[0].dataset }

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

    /// What the largest training set with wrong labels is worth to a method.
    private struct Worth {
        let noise: LabelNoise
        let method: String
        /// Training images with some wrong labels.
        let size: Int
        /// Of the clean training sets.
        let sizes: [Int]
        let seeds: Int
        let accuracy: AccuracyEstimate
        /// Images with right labels.
        let clean: Crossover
    }

    private static let threads = ProcessInfo.processInfo.activeProcessorCount

    private let texts: Texts
    private let families: [Family]
    /// Of each family.
    private let worths: [[Worth]]

    init(_ study: Study) {
        texts = study.texts
        let found = study.datasets.compactMap { dataset -> (key: String, noise: LabelNoise, dataset: DatasetStudy)? in
            guard case .object(var members) = dataset.configuration else { return nil }
            members["testAlterations"] = nil
            let noise =
                members.removeValue(forKey: "labelNoise").flatMap { try? $0.decoded(as: LabelNoise.self) }
                ?? LabelNoise()
            return ("\(JSONValue.object(members).canonicalText) \(dataset.record.evaluation)", noise, dataset)
        }
        let groups = Dictionary(grouping: found, by: \.key)
        families = groups.keys.sorted().compactMap { key in
            let group = groups[key]!
            let noisy = group.filter { $0.noise.share > 0 }.sorted { $0.noise.share < $1.noise.share }
            let family = Family(
                clean: group.first { $0.noise.share == 0 }?.dataset, noisy: noisy.map { ($0.noise, $0.dataset) })
            return family.kinds.isEmpty ? nil : family
        }
        worths = Self.worths(families)
    }

    /// Is this data set another one of the study with wrong labels? Its section leaves out samples, times, mistakes
    /// and insides, which that of the other has.
    func isVariant(_ dataset: DatasetStudy) -> Bool {
        families.contains { family in
            family.clean != nil && family.noisy.contains { $0.dataset.record.id == dataset.record.id }
        }
    }

    // MARK: Worth

    /// A method with wrong labels at two training sizes or more.
    private struct Trial {
        let noise: LabelNoise
        let method: String
        let size: Int
        let seeds: Int
        let accuracy: AccuracyEstimate
        /// Errors with right labels, then with wrong ones.
        let curves: CurveBootstrap
    }

    /// Those of each family. All curves are bootstrapped together.
    private static func worths(_ families: [Family]) -> [[Worth]] {
        let trials = families.map(Self.trials)
        let replicates = CurveBootstrap.replicates(
            of: trials.joined().map(\.curves), Crossover.usualReplicates, threads: threads)
        var rest = replicates[...]
        return trials.map { trials in
            trials.map { trial in
                Worth(
                    noise: trial.noise, method: trial.method, size: trial.size, sizes: trial.curves.sizes,
                    seeds: trial.seeds, accuracy: trial.accuracy,
                    clean: Crossover(trial.curves, of: 0, worth: 1, replicates: rest.removeFirst()))
            }
        }
    }

    private static func trials(_ family: Family) -> [Trial] {
        guard let clean = family.clean else { return [] }
        return LabelNoise.Kind.allCases.flatMap { kind in
            family.noisy.filter { $0.noise.kind == kind }.flatMap { noise, dataset in
                clean.methods.compactMap { trial($0, clean, noise, dataset) }
            }
        }
    }

    /// nil where fewer than two training sizes, with a seed in common, can be compared.
    private static func trial(_ method: String, _ clean: DatasetStudy, _ noise: LabelNoise, _ dataset: DatasetStudy)
        -> Trial?
    {
        let shared = clean.sizes.compactMap { size -> (size: Int, right: CellGroup, wrong: CellGroup, seeds: [Int])? in
            guard let right = clean[method, size], let wrong = dataset[method, size] else { return nil }
            let seeds = Set(right.seeds).intersection(wrong.seeds).sorted()
            return seeds.isEmpty ? nil : (size, right, wrong, seeds)
        }
        guard shared.count > 1, let largest = shared.last, let accuracy = largest.wrong.accuracy else { return nil }
        let curves = CurveBootstrap(
            sizes: shared.map(\.size),
            answers: [
                shared.map { $0.right.answers(of: $0.seeds) }, shared.map { $0.wrong.answers(of: $0.seeds) },
            ])
        return Trial(
            noise: noise, method: method, size: largest.size, seeds: largest.seeds.count, accuracy: accuracy,
            curves: curves)
    }

    /// What all kinds and shares of wrong labels are worth, where `dataset` is the clean one.
    func sentences(_ dataset: DatasetStudy) -> Markdown {
        guard let place = families.firstIndex(where: { $0.clean?.record.id == dataset.record.id }) else { return "" }
        let sizes = Set(worths[place].map(\.size)).sorted()
        return texts.paragraph(
            sizes.map { size in
                let worths = worths[place].filter { $0.size == size }
                let noises = worths.map(\.noise).reduce(into: [LabelNoise]()) { known, noise in
                    if known.last != noise { known.append(noise) }
                }
                let cases = noises.map { noise in
                    texts(
                        .worthCase,
                        [
                            "share": NumberText.round(100 * noise.share), "kind": text(noise.kind),
                            "worths": texts.list(worths.filter { $0.noise == noise }.map(sentencePart)),
                        ])
                }
                return texts(
                    .worthSentence,
                    [
                        "dataset": dataset.title, "n": NumberText.grouped(size),
                        "cases": cases.joined(separator: texts(.semicolon)),
                    ])
            })
    }

    private func sentencePart(_ worth: Worth) -> Markdown {
        switch worth.clean.place {
        case .at(let size):
            texts(
                .worthAbout,
                ["method": worth.method, "n": NumberText.magnitude(size), "interval": interval(worth)])
        case .belowSmallest:
            texts(.worthFewer, ["method": worth.method, "n": NumberText.grouped(worth.sizes.first!)])
        case .beyondLargest:
            texts(.worthMore, ["method": worth.method, "n": NumberText.grouped(worth.sizes.last!)])
        }
    }

    /// Such as 640, < 300, > 10,000.
    private func text(
        _ place: Crossover.Place, _ worth: Worth, _ rounded: (Double) -> String = NumberText.magnitude
    ) -> String {
        switch place {
        case .belowSmallest: "< \(NumberText.grouped(worth.sizes.first!))"
        case .beyondLargest: "> \(NumberText.grouped(worth.sizes.last!))"
        case .at(let size): rounded(size)
        }
    }

    private func interval(_ worth: Worth) -> Markdown {
        let (lower, upper) = (worth.clean.lower, worth.clean.upper)
        guard lower < upper else { return text(lower, worth).markdown }
        return texts(
            .to, ["low": text(lower, worth, NumberText.below), "high": text(upper, worth, NumberText.above)])
    }

    private func text(_ kind: LabelNoise.Kind) -> String { texts.plain(kind == .symmetric ? .symmetric : .pairwise) }

    // MARK: Tables and plots

    /// - Parameter details: What is to be said of a single data set with wrong labels; its headings go one deeper.
    func markdown(_ pictures: PictureSet, details: (DatasetStudy) -> [Markdown]) -> [Markdown] {
        zip(families, worths).flatMap { family, worths -> [Markdown] in
            let (name, texts) = (family.first.title, family.first.texts)
            var blocks: [Markdown] = ["## \(texts(.wrongLabelsHeading, ["dataset": name]))"]
            for kind in family.kinds {
                let values = ["kind": text(kind), "dataset": name]
                blocks += [texts(.wrongLabels, values), table(family.members(kind)).markdown]
                blocks += pictures.link(Self.name(family, kind), texts(.wrongLabelsPicture, values))
            }
            blocks += table(worths, name, texts)
            for noisy in family.noisy where isVariant(noisy.dataset) {
                blocks += ["### \(noisy.dataset.title)"] + details(noisy.dataset).map(\.deeper)
            }
            return blocks
        }
    }

    private func table(_ members: [(share: Double, dataset: DatasetStudy)]) -> MarkdownTable {
        let shares = members.map { "\(NumberText.round(100 * $0.share)) %" }
        var table = MarkdownTable(
            [texts(.method), texts(.trainingImages)] + shares + [texts(.seeds)],
            alignments: [.left] + [MarkdownTable.Alignment](repeating: .right, count: shares.count + 2))
        let sizes = Set(members.flatMap(\.dataset.sizes)).sorted()
        for method in members[0].dataset.methods {
            for size in sizes {
                let accuracies = members.map { $0.dataset[method, size]?.accuracy }
                guard accuracies.contains(where: { $0 != nil }) else { continue }
                table.add(
                    [method, NumberText.grouped(size)] + accuracies.map { $0.map(NumberText.accuracy) ?? "–" }
                        + [texts.span(accuracies.compactMap { $0?.seeds })])
            }
        }
        return table
    }

    private func table(_ worths: [Worth], _ name: String, _ texts: Texts) -> [Markdown] {
        guard !worths.isEmpty else { return [] }
        var table = MarkdownTable(
            [
                texts(.wrongLabelsColumn), texts(.method), texts(.trainingImages), texts(.accuracyColumn),
                texts(.worthColumn), texts(.interval), texts(.seeds),
            ], alignments: [.left, .left, .right, .right, .right, .right, .right])
        for worth in worths {
            table.add([
                texts.plain(
                    .marked,
                    ["name": "\(NumberText.round(100 * worth.noise.share)) %", "marks": text(worth.noise.kind)]),
                worth.method, NumberText.grouped(worth.size), NumberText.accuracy(worth.accuracy),
                text(worth.clean.place, worth), interval(worth), "\(worth.seeds)",
            ])
        }
        return [texts(.worth, ["dataset": name]), table.markdown]
    }

    private static func name(_ family: Family, _ kind: LabelNoise.Kind) -> String {
        "\(family.first.fileName)-wrong-labels-\(kind.rawValue)"
    }

    /// Test error against the share of wrong labels, at the largest training size that all have.
    func plots(_ study: Study) -> [Plot] {
        families.flatMap { family in
            family.kinds.compactMap { kind -> Plot? in
                let members = family.members(kind)
                let first = members[0].dataset
                let size = first.sizes.last { size in
                    first.methods.contains { method in
                        members.allSatisfy { $0.dataset[method, size]?.accuracy != nil }
                    }
                }
                guard let size else { return nil }
                let curves = first.methods.compactMap { method -> DamagePlot.Curve? in
                    let points = members.compactMap { member in
                        member.dataset[method, size]?.accuracy.map { (amount: 100 * member.share, accuracy: $0) }
                    }
                    return points.isEmpty ? nil : DamagePlot.Curve(method: method, points: points)
                }
                return DamagePlot(
                    name: Self.name(family, kind),
                    title: first.texts.plain(
                        .wrongLabelsPlot,
                        [
                            "dataset": VisibleText.shortened(first.title, columns: 48), "n": NumberText.grouped(size),
                        ]),
                    axis: texts.plain(.wrongLabelsAxis, ["kind": text(kind)]), texts: first.texts, curves: curves
                ).plot(study)
            }
        }
    }
}
