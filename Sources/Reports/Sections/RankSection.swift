import Core
import Drawing
import Files
import Statistics

/// All data sets together: do the methods differ, by their ranks?
struct RankSection: ReportSection {
    private let pictureName: String
    private let texts: Texts
    /// Those that have run on every data set, ranked at the largest size that all of them have there.
    private let methods: [String]
    private let sizes: [(dataset: String, size: Int)]
    private let comparison: RankComparison

    /// nil for fewer than three data sets or three methods: ranks of two would only count heads.
    init?(_ part: StudyPart) {
        texts = part.texts.about([part.dataset.record.task])
        let isOfPictures = part.dataset.record.task == .imageClass
        pictureName = "critical-difference" + (isOfPictures ? "" : "-\(part.dataset.record.task.rawValue)")
        var seen: Set<String> = []
        let datasets = part.datasets.filter { seen.insert(Self.identity($0)).inserted }
        guard datasets.count > 2 else { return nil }
        methods = part.study.methods.filter { method in
            datasets.allSatisfy { dataset in dataset.sizes.contains { dataset[method, $0]?.accuracy != nil } }
        }
        guard methods.count > 2 else { return nil }
        var sizes: [(dataset: String, size: Int)] = []
        var scores: [[Double]] = []
        for dataset in datasets {
            let (all, sizesThere) = (methods, dataset.sizes)
            guard let shared = sizesThere.last(where: { size in all.allSatisfy { dataset[$0, size]?.accuracy != nil } })
            else { return nil }
            sizes.append((dataset.title, shared))
            scores.append(methods.map { dataset[$0, shared]!.accuracy!.mean })
        }
        self.sizes = sizes
        comparison = RankComparison(scores: scores)
    }

    /// A data set without what is only done to it: its splits, its wrong labels and its altered test images are no other data sets.
    private static func identity(_ dataset: DatasetStudy) -> String {
        guard case .object(var members) = dataset.configuration else { return dataset.record.name }
        for key in ["labelNoise", "testAlterations"] { members[key] = nil }
        if case .object(var settings) = members["settings"] {
            for key in ["split", "splitSeed"] { settings[key] = nil }
            members["settings"] = .object(settings)
        }
        return JSONValue.object(members).canonicalText
    }

    var title: StyledText? { texts(.ranksHeading) }

    /// The places of the methods, the best first.
    private var order: [Int] {
        methods.indices.sorted { (comparison.meanRanks[$0], $0) < (comparison.meanRanks[$1], $1) }
    }

    var blocks: [Block] {
        let order = order
        var table = Table([texts(.method), texts(.meanRank), texts(.pAgainstFirst)])
        for method in order {
            table.add([
                methods[method], NumberText.fixed(comparison.meanRanks[method], 2),
                method == order[0] ? nil : NumberText.probability(comparison.nemenyi(order[0], method)),
            ])
        }
        let places = texts.list(sizes.map { "\($0.dataset) (\(NumberText.grouped($0.size)))" })
        let verdict =
            comparison.fPValue < 0.05
            ? texts(.ranksDiffer, ["p": NumberText.pEquals(comparison.fPValue)])
            : texts(.ranksOpen, ["n": "\(comparison.datasets)", "p": NumberText.pEquals(comparison.fPValue)])
        let difference = NumberText.fixed(comparison.criticalDifference, 2)
        return [
            .paragraph(verdict),
            .table(table, caption: texts(.ranks, ["places": places, "difference": difference])),
            .figure(pictureName, texts(.ranksPicture), caption: texts(.ranksDiagram)),
        ]
    }

    /// The diagram of Demšar (2006): ranks on a line, the best at the left, and bars that join what does not differ.
    var plots: [Plot] {
        let count = methods.count
        let order = order
        let cliques = comparison.cliques
        var script: [PlotScript] = []
        let names = VisibleText.shortened(methods, columns: 36)
        let left = (count + 1) / 2
        // Names hang at both sides below the line, the nearest to an end lowest.
        let step = 1.0
        let top = Double(cliques.count) * 0.35 + 0.6
        for (place, method) in order.enumerated() {
            let rank = comparison.meanRanks[method]
            let isLeft = place < left
            let depth = top + step * Double(isLeft ? place : count - 1 - place)
            let edge = isLeft ? 0.9 : Double(count) + 0.1
            let name = "\(names[method])  \(NumberText.fixed(rank, 2))"
            let side: PlotScript = isLeft ? "right" : "left"
            script += [
                "set arrow from \(rank),0 to \(rank),\(-depth) nohead lw 1.5 lc rgb '#606060'",
                "set arrow from \(rank),\(-depth) to \(edge),\(-depth) nohead lw 1.5 lc rgb '#606060'",
                "set label \(text: name) at \(isLeft ? edge - 0.05 : edge + 0.05),\(-depth) \(side)",
            ]
        }
        for (place, clique) in cliques.enumerated() {
            let y = -0.35 * Double(place) - 0.3
            let (first, last) = (comparison.meanRanks[clique.first!], comparison.meanRanks[clique.last!])
            script.append(
                "set arrow from \(first - 0.04),\(y) to \(last + 0.04),\(y) nohead lw 6 lc rgb '#D55E00' front")
        }
        // At most a dozen numbers have room on the line.
        let apart = (count + 11) / 12
        for rank in 1...count {
            script.append("set arrow from \(rank),0 to \(rank),0.18 nohead lw 2 lc rgb '#000000'")
            if (rank - 1) % apart == 0 { script.append("set label \(text: "\(rank)") at \(rank),0.5 center") }
        }
        let difference = comparison.criticalDifference
        let distance = texts.plain(.criticalDifference, ["difference": NumberText.fixed(difference, 2)])
        let shown = min(difference, Double(count - 1))
        let depth = top + step * Double(left)
        script += [
            "set arrow from 1,1.2 to \(1 + shown),1.2 heads size 0.05,90 lw 2 lc rgb '#000000'",
            "set label \(text: distance) at \(1 + shown / 2),1.7 center",
            "unset ytics", "unset border", "unset key",
            .title(texts.plain(.ranksPlot, comparison.datasets), width: 1200, offset: " offset 0,0.5"),
            "set xrange [\(1 - 0.45 * Double(count)):\(1.45 * Double(count))]",
            "set yrange [\(-depth):2.2]",
            "unset xtics",
            "set arrow from 1,0 to \(count),0 nohead lw 2 lc rgb '#000000'",
            "plot \(file: "\(pictureName).dat") using 1:(0) with points pt 7 ps pointScale lc rgb '#0072B2'",
        ]
        let rows = order.map {
            "# \(VisibleText.of(methods[$0]))\n" + PlotNumber.row(comparison.meanRanks[$0])
        }
        return [
            Plot(
                name: pictureName, script: script, data: "# mean ranks\n" + rows.joined(), width: 1300,
                height: 260 + 60 * left)
        ]
    }
}
