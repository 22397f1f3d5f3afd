import Core
import Drawing
import Files
import Statistics

/// What worse images at test time do to each method.
struct RobustnessSection: ReportSection {
    private let study: Study
    private let dataset: DatasetStudy
    /// The largest training size: all is said of that.
    private let size: Int
    /// Of each kind of alteration.
    private let kinds: [(kind: ImageAlteration.Kind, curves: [DamagePlot.Curve])]
    private var texts: Texts { dataset.texts }

    init?(_ part: StudyPart) {
        (study, dataset) = (part.study, part.dataset)
        guard let size = dataset.largestSize else { return nil }
        self.size = size
        kinds = Self.kinds(dataset, size)
        if kinds.isEmpty { return nil }
    }

    private func name(_ kind: ImageAlteration.Kind) -> String { "\(dataset.fileName)-\(kind.rawValue)" }

    var title: StyledText? { texts(.worseImages) }

    /// A table and a plot for each kind of alteration.
    var blocks: [Block] {
        kinds.flatMap { kind, curves -> [Block] in
            let amounts = Set(curves.flatMap { $0.points.map(\.amount) }).sorted()
            var table = Table(
                [texts(.method)] + amounts.map { $0 == 0 ? texts.plain(.unaltered) : NumberText.round($0) } + [
                    texts(.seeds)
                ])
            for curve in curves {
                table.add(
                    [curve.method]
                        + amounts.map { amount in
                            curve.points.first { $0.amount == amount }.map { NumberText.accuracy($0.accuracy) }
                        } + ["\(curve.points[0].accuracy.seeds)"])
            }
            let values: [String: any TextValue] = [
                "kind": texts(kind.phrase), "unit": texts(kind.unitPhrase), "dataset": dataset.title,
                "n": NumberText.grouped(size),
            ]
            return [
                .table(table, caption: texts(.alterations, values)),
                .figure(name(kind), texts(.alterationsPicture, values)),
            ]
        }
    }

    var plots: [Plot] {
        kinds.map { kind, curves in
            DamagePlot(
                name: name(kind),
                title: texts.plain(
                    .alterationsPlot,
                    [
                        "dataset": VisibleText.shortened(dataset.title, columns: 48),
                        "kind": texts.plain(kind.phrase),
                    ]),
                axis: texts.plain(
                    .alterationAxis, ["kind": texts.plain(kind.phrase), "unit": texts.plain(kind.unitPhrase)]),
                texts: texts, curves: curves
            ).plot(study)
        }
    }

    /// Which methods bear the worst images best and worst, by their means; nothing of a kind of alteration where the intervals of the two
    /// overlap, since then they may be equally good.
    var findings: [Finding] {
        let images = dataset.record.testImages
        let extremes = kinds.compactMap { kind, curves -> StyledText? in
            guard curves.count > 1, let worst = curves.compactMap({ $0.points.last?.amount }).max() else { return nil }
            let ranked = curves.filter { $0.points.last!.amount == worst }
                .sorted { $0.points.last!.accuracy.mean > $1.points.last!.accuracy.mean }
            guard let best = ranked.first?.points.last?.accuracy, let last = ranked.last?.points.last?.accuracy,
                best.interval.lower > last.interval.upper
            else { return nil }
            func text(_ curve: DamagePlot.Curve) -> StyledText {
                texts(
                    .worstImagesMethod,
                    [
                        "method": curve.method,
                        "accuracy": NumberText.accuracy(curve.points.last!.accuracy),
                        "clean": NumberText.percent(curve.points[0].accuracy.mean, images: images),
                    ])
            }
            return texts(
                .worstImagesKind,
                [
                    "kind": texts(kind.phrase), "amount": NumberText.round(worst), "unit": texts(kind.unitPhrase),
                    "best": text(ranked[0]), "worst": text(ranked.last!),
                ])
        }
        guard !extremes.isEmpty else { return [] }
        let text = texts(
            .worstImages,
            [
                "dataset": dataset.title, "n": NumberText.grouped(size),
                "seeds": texts.span(kinds.flatMap(\.curves).map { $0.points[0].accuracy.seeds }),
                "extremes": extremes.joined(separator: texts(.semicolon)),
            ])
        return [Finding(.damage, of: dataset, text)]
    }

    private static func kinds(
        _ dataset: DatasetStudy, _ size: Int
    ) -> [(kind: ImageAlteration.Kind, curves: [DamagePlot.Curve])] {
        let all = dataset.methods.flatMap { dataset[$0, size]?.runs ?? [] }.flatMap { $0.result.altered ?? [] }
        let kinds = Set(all.map(\.alteration.kind))
        return ImageAlteration.Kind.allCases.filter(kinds.contains).map { ($0, curves(dataset, size, $0)) }
    }

    private static func curves(
        _ dataset: DatasetStudy, _ size: Int, _ kind: ImageAlteration.Kind
    ) -> [DamagePlot.Curve] {
        dataset.methods.compactMap { method in
            guard let group = dataset[method, size], let clean = group.accuracy else { return nil }
            var seen: Set<Int> = []
            let runs = group.runs.filter { seen.insert($0.record.cell.seed).inserted }
            var accuracies: [Double: [Double]] = [:]
            for run in runs {
                for altered in run.result.altered ?? [] where altered.alteration.kind == kind {
                    accuracies[altered.alteration.amount, default: []].append(
                        Double(altered.correct) / Double(run.result.testImages))
                }
            }
            guard !accuracies.isEmpty else { return nil }
            let points = accuracies.sorted { $0.key < $1.key }.map { amount, values in
                (amount: amount, accuracy: AccuracyEstimate(accuracies: values, testImages: clean.testImages))
            }
            return DamagePlot.Curve(method: method, points: [(0, clean)] + points)
        }
    }
}

extension ImageAlteration.Kind {
    fileprivate var phrase: Phrase {
        switch self {
        case .noise: .noise
        case .blur: .blur
        case .occlusion: .occlusion
        case .shift: .shift
        case .rotation: .rotation
        }
    }

    fileprivate var unitPhrase: Phrase {
        switch self {
        case .noise: .noiseUnit
        case .blur: .blurUnit
        case .occlusion: .occlusionUnit
        case .shift: .shiftUnit
        case .rotation: .rotationUnit
        }
    }
}
