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
        let blocks = kinds(dataset).flatMap { kind -> [String] in
            let curves = curves(dataset, kind)
            let amounts = Set(curves.flatMap { $0.points.map(\.amount) }).sorted()
            var table = MarkdownTable(["method"] + amounts.map { $0 == 0 ? "none" : NumberText.round($0) } + ["seeds"])
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
                "**Accuracy under \(kind.rawValue)** on \(dataset.title) with \(NumberText.count(size, "training image")), in %, mean over "
                    + "seeds with its 95 % interval; methods were trained on unaltered images. A column is an amount (\(kind.unit)):",
                table.markdown,
            ] + pictures.link(name(dataset, kind), "Error under \(kind.rawValue) on \(dataset.title)")
        }
        return blocks.isEmpty ? [] : ["### Worse images"] + blocks
    }

    static func plots(_ dataset: DatasetStudy, _ study: Study) -> [Plot] {
        kinds(dataset).map { kind in
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
                    "set title \(CurvePlots.quoted("\(dataset.title): test error under \(kind.rawValue), with 95 % intervals"))",
                    "set xlabel \(CurvePlots.quoted("\(kind.rawValue) (\(kind.unit))"))", "set ylabel 'test error (%)'",
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
        let sizes = Set(datasets.flatMap(\.dataset.sizes)).sorted()
        let methods = datasets[0].dataset.methods
        let tables = sizes.flatMap { size -> [String] in
            var table = MarkdownTable(["method"] + datasets.map { "\(NumberText.round(100 * $0.share)) %" } + ["seeds"])
            for method in methods {
                table.add(
                    [method]
                        + datasets.map { member in
                            guard let accuracy = member.dataset[method, size]?.accuracy else { return "–" }
                            return NumberText.accuracy(accuracy)
                        } + [NumberText.span(datasets.compactMap { $0.dataset[method, size]?.accuracy?.seeds })])
            }
            return [
                "**Accuracy with wrong labels** (\(kind.rawValue)) on \(name) with \(NumberText.count(size, "training image")), in %, mean over "
                    + "seeds with its 95 % interval; a column is the share of training labels that are wrong, the test labels are right:",
                table.markdown,
            ]
        }
        return ["## Wrong labels: \(kind.rawValue), \(name)"] + tables
    }
}
