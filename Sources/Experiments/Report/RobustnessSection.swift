import Core

/// What worse images and wrong labels do to each method.
enum RobustnessSection {
    // MARK: Altered test images

    static func name(_ dataset: DatasetStudy, _ kind: ImageAlteration.Kind) -> String {
        "\(dataset.fileName)-\(kind.rawValue)"
    }

    /// Accuracies on altered test images at the largest training size, a table and a plot for each kind of alteration.
    static func markdown(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [String] {
        guard let size = dataset.largestSize else { return [] }
        let texts = dataset.texts
        let blocks = kinds(dataset).flatMap { kind -> [String] in
            let curves = curves(dataset, kind)
            let amounts = Set(curves.flatMap { $0.points.map(\.amount) }).sorted()
            var table = MarkdownTable(
                [texts(.method)] + amounts.map { $0 == 0 ? texts(.unaltered) : NumberText.round($0) } + [texts(.seeds)])
            for curve in curves {
                table.add(
                    [curve.method]
                        + amounts.map { amount in
                            curve.points.first { $0.amount == amount }.map {
                                NumberText.accuracy($0.accuracy)
                            } ?? "–"
                        } + ["\(curve.points[0].accuracy.seeds)"])
            }
            return [
                texts(
                    .alterations,
                    [
                        "kind": texts(kind.phrase), "unit": texts(kind.unitPhrase), "dataset": dataset.title,
                        "n": NumberText.grouped(size),
                    ]),
                table.markdown,
            ]
                + pictures.link(
                    name(dataset, kind),
                    texts(.alterationsPicture, ["kind": texts(kind.phrase), "dataset": dataset.title]))
        }
        return blocks.isEmpty ? [] : ["### \(texts(.worseImages))"] + blocks
    }

    static func plots(_ dataset: DatasetStudy, _ study: Study) -> [Plot] {
        let texts = study.texts
        return kinds(dataset).map { kind in
            let curves = curves(dataset, kind)
            let name = name(dataset, kind)
            let data = curves.map { curve in
                "# \(curve.method)\n# amount\terror, %\tlow\thigh\n"
                    + curve.points.map { point in
                        let interval = point.accuracy.interval
                        return
                            "\(point.amount)\t\(100 * (1 - point.accuracy.mean))\t\(100 * (1 - interval.upper))\t\(100 * (1 - interval.lower))\n"
                    }.joined()
            }
            let drawings = curves.enumerated().flatMap { place, curve in
                let style = CurvePlots.style(of: curve.method, in: study)
                return [
                    "'\(name).dat' index \(place) using 1:2:3:4 with yerrorbars \(style) notitle",
                    "'\(name).dat' index \(place) using 1:2 with linespoints \(style) title \(CurvePlots.quoted(curve.method))",
                ]
            }
            let script =
                CurvePlots.frame + [
                    "set title \(CurvePlots.quoted(texts(.alterationsPlot, ["dataset": dataset.title, "kind": texts(kind.phrase)])))",
                    "set xlabel \(CurvePlots.quoted(texts(.alterationAxis, ["kind": texts(kind.phrase), "unit": texts(kind.unitPhrase)])))",
                    "set ylabel \(CurvePlots.quoted(texts(.testError)))",
                    "set yrange [0:*]",
                    curves.count > 6 ? "set key outside right top" : "set key top left",
                    "plot \(drawings.joined(separator: ", \\\n    "))",
                ]
            return Plot(name: name, script: script, data: data.joined(separator: "\n\n"))
        }
    }

    private struct Curve {
        let method: String
        /// By amount, from the unaltered images on.
        let points: [(amount: Double, accuracy: AccuracyEstimate)]
    }

    private static func kinds(_ dataset: DatasetStudy) -> [ImageAlteration.Kind] {
        guard let size = dataset.largestSize else { return [] }
        let all = dataset.methods.flatMap { dataset[$0, size]?.runs ?? [] }.flatMap { $0.result.altered ?? [] }
        let kinds = Set(all.map(\.alteration.kind))
        return ImageAlteration.Kind.allCases.filter(kinds.contains)
    }

    private static func curves(_ dataset: DatasetStudy, _ kind: ImageAlteration.Kind) -> [Curve] {
        guard let size = dataset.largestSize else { return [] }
        return dataset.methods.compactMap { method in
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
            return Curve(method: method, points: [(0, clean)] + points)
        }
    }

    // MARK: Wrong labels

    /// Data sets that differ in nothing but the share of wrong labels, taken together.
    static func labelNoise(_ study: Study) -> [String] {
        let noisy = study.datasets.compactMap { dataset -> (key: String, noise: LabelNoise, dataset: DatasetStudy)? in
            guard case .object(var members) = dataset.configuration else { return nil }
            members["testAlterations"] = nil
            let noise =
                members.removeValue(forKey: "labelNoise").flatMap { try? $0.decoded(as: LabelNoise.self) }
                ?? LabelNoise()
            return ("\(JSONValue.object(members).canonicalText) \(dataset.record.evaluation)", noise, dataset)
        }
        let groups = Dictionary(grouping: noisy, by: \.key)
        return groups.keys.sorted().flatMap { key -> [String] in
            let group = groups[key]!
            // Without wrong labels the kind does not matter.
            let clean = group.filter { $0.noise.share == 0 }
            return LabelNoise.Kind.allCases.flatMap { kind -> [String] in
                let members = (clean + group.filter { $0.noise.share > 0 && $0.noise.kind == kind })
                    .sorted { $0.noise.share < $1.noise.share }
                guard members.count > clean.count, members.count > 1 else { return [] }
                return noiseTables(kind, members.map { ($0.noise.share, $0.dataset) })
            }
        }
    }

    private static func noiseTables(_ kind: LabelNoise.Kind, _ datasets: [(share: Double, dataset: DatasetStudy)])
        -> [String]
    {
        let name = datasets[0].dataset.title
        let texts = datasets[0].dataset.texts
        let kind = texts(kind == .symmetric ? .symmetric : .pairwise)
        let sizes = Set(datasets.flatMap(\.dataset.sizes)).sorted()
        let methods = datasets[0].dataset.methods
        let tables = sizes.flatMap { size -> [String] in
            var table = MarkdownTable(
                [texts(.method)] + datasets.map { "\(NumberText.round(100 * $0.share)) %" } + [texts(.seeds)])
            for method in methods {
                table.add(
                    [method]
                        + datasets.map { member in
                            guard let accuracy = member.dataset[method, size]?.accuracy else { return "–" }
                            return NumberText.accuracy(accuracy)
                        } + [texts.span(datasets.compactMap { $0.dataset[method, size]?.accuracy?.seeds })])
            }
            return [
                texts(.wrongLabels, ["kind": kind, "dataset": name, "n": NumberText.grouped(size)]),
                table.markdown,
            ]
        }
        return ["## \(texts(.wrongLabelsHeading, ["kind": kind, "dataset": name]))"] + tables
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
