import Core
import Drawing
import Files
import Foundation
import Statistics

/// What wrong labels do to each method, and how many images with right ones would have taught it as much.
struct WrongLabelsSection: ReportSection {
    private let study: Study
    private let family: LabelFamily
    private let worths: [Worth]
    private var texts: Texts { family.first.texts }

    init?(_ part: StudyPart) {
        guard let section = Self.sections(of: [part])[0] else { return nil }
        self = section
    }

    private init(_ study: Study, _ family: LabelFamily, _ worths: [Worth]) {
        (self.study, self.family, self.worths) = (study, family, worths)
    }

    /// One for each family. All their curves are bootstrapped together.
    static func sections(of parts: [StudyPart]) -> [WrongLabelsSection?] {
        let families = parts.map { LabelFamily.all($0.datasets).first }
        let trials = families.map { $0.map(Self.trials) ?? [] }
        let replicates = CurveBootstrap.replicates(
            of: trials.joined().map(\.curves), Crossover.usualReplicates, threads: threads)
        var rest = replicates[...]
        return parts.indices.map { place in
            let worths = trials[place].map { trial in
                Worth(
                    noise: trial.noise, method: trial.method, size: trial.size, sizes: trial.curves.sizes,
                    seeds: trial.seeds, accuracy: trial.accuracy,
                    clean: Crossover(trial.curves, of: 0, worth: 1, replicates: rest.removeFirst()))
            }
            return families[place].map { WrongLabelsSection(parts[place].study, $0, worths) }
        }
    }

    // MARK: Worth

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

    private static func trials(_ family: LabelFamily) -> [Trial] {
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

    /// What all kinds and shares of wrong labels are worth.
    var findings: [Finding] {
        guard let dataset = family.clean, !worths.isEmpty else { return [] }
        let sentences = texts.paragraph(
            Set(worths.map(\.size)).sorted().map { size in
                let worths = worths.filter { $0.size == size }
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
        return [Finding(.damage, of: dataset, sentences)]
    }

    private func sentencePart(_ worth: Worth) -> StyledText {
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

    private func interval(_ worth: Worth) -> StyledText {
        let (lower, upper) = (worth.clean.lower, worth.clean.upper)
        guard lower < upper else { return text(lower, worth).styled }
        return texts(
            .to, ["low": text(lower, worth, NumberText.below), "high": text(upper, worth, NumberText.above)])
    }

    private func text(_ kind: LabelNoise.Kind) -> String { texts.plain(kind == .symmetric ? .symmetric : .pairwise) }

    // MARK: Tables and plots

    var title: StyledText? { texts(.wrongLabelsHeading, ["dataset": family.first.title]) }

    var blocks: [Block] {
        let kinds = family.kinds.flatMap { kind -> [Block] in
            let values = ["kind": text(kind), "dataset": family.first.title]
            return [
                .table(table(family.members(kind)), caption: texts(.wrongLabels, values)),
                .figure(name(kind), texts(.wrongLabelsPicture, values)),
            ]
        }
        return kinds + worthTable
    }

    private func table(_ members: [(share: Double, dataset: DatasetStudy)]) -> Table {
        let shares = members.map { texts(.percent, ["share": NumberText.round(100 * $0.share)]) }
        var table = Table(
            [texts(.method), texts(.trainingImages)] + shares + [texts(.seeds)],
            alignments: [.left] + [Table.Alignment](repeating: .right, count: shares.count + 2))
        let sizes = Set(members.flatMap(\.dataset.sizes)).sorted()
        for method in members[0].dataset.methods {
            for size in sizes {
                let accuracies = members.map { $0.dataset[method, size]?.accuracy }
                guard accuracies.contains(where: { $0 != nil }) else { continue }
                table.add(
                    [method, NumberText.grouped(size)] + accuracies.map { $0.map(NumberText.accuracy) }
                        + [texts.span(accuracies.compactMap { $0?.seeds })])
            }
        }
        return table
    }

    private var worthTable: [Block] {
        guard !worths.isEmpty else { return [] }
        var table = Table(
            [
                texts(.wrongLabelsColumn), texts(.method), texts(.trainingImages), texts(.accuracyColumn),
                texts(.worthColumn), texts(.interval), texts(.seeds),
            ], alignments: [.left, .left, .right, .right, .right, .right, .right])
        for worth in worths {
            table.add([
                texts.plain(
                    .marked,
                    [
                        "name": texts.plain(.percent, ["share": NumberText.round(100 * worth.noise.share)]),
                        "marks": text(worth.noise.kind),
                    ]),
                worth.method, NumberText.grouped(worth.size), NumberText.accuracy(worth.accuracy),
                text(worth.clean.place, worth), interval(worth), "\(worth.seeds)",
            ])
        }
        return [.table(table, caption: texts(.worth, ["dataset": family.first.title]))]
    }

    private func name(_ kind: LabelNoise.Kind) -> String {
        "\(family.first.fileName)-wrong-labels-\(kind.rawValue)"
    }

    /// Test error against the share of wrong labels, at the largest training size that all have.
    var plots: [Plot] {
        family.kinds.compactMap { kind in
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
                name: name(kind),
                title: texts.plain(
                    .wrongLabelsPlot,
                    [
                        "dataset": VisibleText.shortened(first.title, columns: 48), "n": NumberText.grouped(size),
                    ]),
                axis: texts.plain(.wrongLabelsAxis, ["kind": text(kind)]), texts: texts, curves: curves
            ).plot(study)
        }
    }
}
