import Core
import Foundation
import Synchronization

/// The first layers of networks, and other learned filters, beside the crafted filters.
enum FilterSection {
    /// Filters that are analysed at most, the first of each seed in turn.
    static let limit = 256
    /// A chance below which filters are said to differ from noise: small, since the filters of a network depend on
    /// each other and a report asks often.
    static let significance = 0.001
    /// Oriented edges below which a method has no histogram.
    static let fewestEdges = 8

    /// The filters of one method at its largest size.
    struct Method {
        let name: String
        let size: Int
        let seeds: Int
        /// Those of all seeds, seed after seed.
        let filters: FilterBank
        /// Those of the first seed are the first.
        let firstSeed: Int
        let analysis: FilterAnalysis

        var canFit: Bool { FilterAnalysis.canFit(filters.shape) }
        var learned: FilterStatistics { FilterStatistics(analysis.filters) }
        var noise: FilterStatistics { FilterStatistics(analysis.noise) }
    }

    static func pictureName(_ dataset: DatasetStudy, _ number: Int) -> String {
        "\(dataset.fileName)-filter-fits-\(number)"
    }

    static func histogramName(_ dataset: DatasetStudy) -> String { "\(dataset.fileName)-filter-histograms" }

    /// The methods that have filters over grey or colour pixels of a size that can be analysed.
    static func methods(_ dataset: DatasetStudy) -> [Method] {
        dataset.methods.compactMap { name in
            for size in dataset.sizes.reversed() {
                var seen: Set<Int> = []
                let banks = (dataset[name, size]?.runs ?? []).filter { seen.insert($0.record.cell.seed).inserted }
                    .compactMap(\.result.summary.filters).filter(FilterPicture.canDraw)
                // A method that takes no notice of the seed has the same filters again.
                let distinct = banks.indices.filter {
                    banks[$0].shape == banks[0].shape && !banks[..<$0].contains(banks[$0])
                }
                let alike = distinct.map { banks[$0].prefix(max(1, limit / distinct.count)) }
                guard let first = alike.first else { continue }
                let pooled = FilterBank(
                    count: alike.reduce(0) { $0 + $1.count }, shape: first.shape, weights: alike.flatMap(\.weights))
                return analysis(of: pooled).map {
                    Method(
                        name: name, size: size, seeds: alike.count, filters: pooled, firstSeed: first.count,
                        analysis: $0)
                }
            }
            return nil
        }
    }

    /// The text, the plots and the pictures of a report all ask for the same analyses.
    private static let known = Mutex<[FilterBank: FilterAnalysis]>([:])

    private static func analysis(of bank: FilterBank) -> FilterAnalysis? {
        if let analysis = known.withLock({ $0[bank] }) { return analysis }
        let analysis = FilterAnalysis(bank, threads: ProcessInfo.processInfo.activeProcessorCount)
        if let analysis { known.withLock { $0[bank] = analysis } }
        return analysis
    }

    // MARK: Pictures

    /// A picture for each method whose filters were fitted.
    static func pictures(_ dataset: DatasetStudy) throws -> [Artefact] {
        try methods(dataset).enumerated().filter(\.element.canFit).map { number, method in
            let shown = method.analysis.filters.prefix(min(method.firstSeed, FilterPairs.limit))
            let raster = FilterPairs.draw(method.filters, Array(shown))
            return Artefact(name: pictureName(dataset, number + 1) + ".png", bytes: try raster.png())
        }
    }

    /// Orientations and frequencies of the oriented edges, as shares of each method's; nothing where no method has
    /// enough.
    static func plots(_ dataset: DatasetStudy, _ study: Study) -> [Plot] {
        let methods = methods(dataset).map { (name: $0.name, learned: $0.learned) }
            .filter { $0.learned.kinds[.orientedEdge] ?? 0 >= fewestEdges }
        guard !methods.isEmpty else { return [] }
        func row(_ label: String, _ counts: [Int]) -> String {
            let shares = zip(methods, counts).map { method, count in
                "\(100 * Double(count) / Double(method.learned.kinds[.orientedEdge] ?? 1))"
            }
            return ([label] + shares).joined(separator: "\t") + "\n"
        }
        let names = methods.map { "\($0.name), \(Text.edges($0.learned.kinds[.orientedEdge] ?? 0))" }
        let orientations = (0..<8).map { bin in
            row(String(format: "%g", 22.5 * Double(bin)), methods.map { $0.learned.orientations[bin] })
        }
        let frequencies = (0..<4).map { bin in row(Text.octaves[bin], methods.map { $0.learned.frequencies[bin] }) }
        // The empty row parts the two histograms.
        let empty = (["\" \""] + methods.map { _ in "0" }).joined(separator: "\t") + "\n"
        let name = histogramName(dataset)
        let data =
            "# \(Text.bin)\t\(names.joined(separator: "\t"))\n" + orientations.joined() + empty + frequencies.joined()
        let drawings = methods.indices.map { index in
            let place = study.methods.firstIndex(of: methods[index].name) ?? 0
            let colour = CurvePlots.palette[place % CurvePlots.palette.count]
            return
                "'\(name).dat' using \(index + 2):xtic(1) title \(CurvePlots.quoted(names[index])) lc rgb '\(colour)'"
        }
        let script =
            CurvePlots.frame + [
                "set title \(CurvePlots.quoted(Text.histogramTitle(dataset.title)))",
                "set datafile separator tab",
                "set style data histograms", "set style histogram clustered gap 1",
                "set style fill solid 0.85 noborder",
                "set xlabel \(CurvePlots.quoted(Text.histogramAxis))",
                "set ylabel \(CurvePlots.quoted(Text.histogramShare))",
                "set yrange [0:*]", "set xtics scale 0", "set grid noxtics",
                "set arrow from -0.5,12.5 to 7.5,12.5 nohead dt 2 lw 2 lc rgb '#606060' front",
                "set key tmargin center horizontal Left reverse",
                "plot \(drawings.joined(separator: ", \\\n    "))",
            ]
        return [Plot(name: name, script: script, data: data, width: 1400)]
    }

    // MARK: Text

    static func markdown(_ dataset: DatasetStudy, _ pictures: PictureSet) -> [String] {
        let methods = methods(dataset)
        guard !methods.isEmpty else { return [] }
        var table = MarkdownTable(Text.header)
        for method in methods { table.add(row(method)) }
        var blocks = [Text.tableCaption(dataset.title), table.markdown]
        blocks.append(methods.map(sentences).joined(separator: " "))
        let histogram = pictures.link(histogramName(dataset), Text.histogramDescription(dataset.title))
        if !histogram.isEmpty { blocks += [Text.histogramCaption(dataset.title)] + histogram }
        for (number, method) in methods.enumerated() {
            let link = pictures.link(pictureName(dataset, number + 1), Text.pictureDescription(method.name))
            let shown = min(method.firstSeed, FilterPairs.limit)
            if !link.isEmpty { blocks += [Text.pictureCaption(method, shown: shown, dataset.title)] + link }
        }
        return blocks
    }

    private static func row(_ method: Method) -> [String] {
        let (learned, noise) = (method.learned, method.noise)
        func percent(_ kind: FilterKind, _ isKnown: Bool) -> String {
            guard isKnown else { return "–" }
            return Text.beside(
                NumberText.fixed(100 * learned.share(kind), 0), NumberText.fixed(100 * noise.share(kind), 0))
        }
        func number(_ value: Double?, _ noise: Double?) -> String {
            guard let value, let noise else { return "–" }
            return Text.beside(NumberText.fixed(value, 2), NumberText.fixed(noise, 2))
        }
        let shape = method.filters.shape
        return [
            method.name, "\(method.filters.count)", "\(method.seeds)", "\(shape.height)×\(shape.width)",
            percent(.orientedEdge, method.canFit), percent(.colourBlob, method.canFit && shape.channels > 1),
            percent(.blob, method.canFit),
            number(learned.medianRSquared, noise.medianRSquared),
        ]
            + CraftedFilters.Family.allCases.map { family in
                number(learned.medianSimilarity[family], noise.medianSimilarity[family])
            }
    }

    /// What the numbers of a method support, and no more.
    private static func sentences(_ method: Method) -> String {
        let shape = method.filters.shape
        var text: String
        if !method.canFit {
            text = Text.tooSmall(method.name, "\(shape.height)×\(shape.width)")
        } else if let fits = method.analysis.beyondNoise(\.fit?.rSquared) {
            let expected = FilterAnalysis.expectedBeyondNoise(of: fits.of)
            text = Text.fits(
                method.name, fits.count, of: fits.of, expected, isBeyondNoise: fits.probability < significance)
        } else {
            text = Text.flat(method.name)
        }
        let near = CraftedFilters.Family.allCases.compactMap { family -> String? in
            guard let near = method.analysis.beyondNoise({ $0.similarity[family] }), near.probability < significance
            else { return nil }
            return Text.family(family, near.count, of: near.of)
        }
        text += " " + Text.similar(near)
        return text
    }

    /// All that a reader sees.
    private enum Text {
        static let header = [
            "method", "filters", "seeds", "size", "oriented edges, %", "colour blobs, %", "other blobs, %",
            "R² of Gabor fit", "similarity to HOG", "to SIFT", "to Gabor",
        ]

        static func tableCaption(_ dataset: String) -> String {
            "**Learned filters beside crafted ones** on \(dataset), at the largest training size; R² and similarities "
                + "are medians, and what filters of noise reach stands in brackets. A Gabor function is a wave under "
                + "a Gaussian. An oriented edge is a filter that such a function explains better than 95 % of noise "
                + "filters, with most of its slope in one direction; a blob is mostly one level, or round. Similarity "
                + "is the correlation with the nearest of the crafted filters, at the best place, from 0 to 1."
        }

        static func beside(_ value: String, _ noise: String) -> String { "\(value) (\(noise))" }

        static func tooSmall(_ method: String, _ size: String) -> String {
            "The filters of \(method) have \(size) weights, no more than a Gabor function has parameters, and are not "
                + "fitted."
        }

        static func flat(_ method: String) -> String {
            "The filters of \(method) are flat, and nothing can be fitted to them."
        }

        static func fits(_ method: String, _ count: Int, of total: Int, _ expected: Double, isBeyondNoise: Bool)
            -> String
        {
            let counts =
                "\(count) of \(NumberText.count(total, "filter")) are fitted better than 95 % of noise filters, where "
                + "noise would have about \(NumberText.short(expected, decimals: 1))"
            return isBeyondNoise
                ? "More filters of \(method) look like Gabor functions than noise would: \(counts)."
                : "The filters of \(method) are not shown to look more like Gabor functions than noise does: \(counts)."
        }

        static func family(_ family: CraftedFilters.Family, _ count: Int, of total: Int) -> String {
            let name =
                switch family {
                case .hog: "HOG"
                case .sift: "SIFT"
                case .gabor: "the Gabor bank"
                }
            return "\(name) (\(count) of \(total))"
        }

        static func similar(_ families: [String]) -> String {
            families.isEmpty
                ? "They are not shown to be nearer to filters of HOG, SIFT or the Gabor bank than noise is."
                : "More of them than noise would have lie nearer than 95 % of noise filters to a filter of "
                    + "\(NumberText.list(families))."
        }

        static let bin = "bin"
        static let octaves = ["> ¼", "> ⅛", "> 1/16", "less"]

        static func edges(_ count: Int) -> String { NumberText.count(count, "edge") }

        static func histogramTitle(_ dataset: String) -> String { "\(dataset): oriented edges among learned filters" }
        static let histogramAxis =
            "direction of the wave, degrees (0 right, 90 down)                frequency, cycles a pixel"
        static let histogramShare = "share of the edges (%)"

        static func histogramDescription(_ dataset: String) -> String {
            "Orientations and frequencies of filters learned from \(dataset)"
        }

        static func histogramCaption(_ dataset: String) -> String {
            "**Orientations and frequencies of the oriented edges** among the filters learned from \(dataset); the "
                + "dashed line is where all directions are as frequent. Methods with fewer than \(fewestEdges) edges "
                + "are left out."
        }

        static func pictureDescription(_ method: String) -> String {
            "Filters of \(method) with their Gabor fits, and crafted filters"
        }

        static func pictureCaption(_ method: Method, shown: Int, _ dataset: String) -> String {
            let all = shown < method.firstSeed ? "The first \(shown) filters" : "Filters"
            return
                "**\(all) of \(method.name) and Gabor functions fitted to them** on \(dataset), in pairs, the fit "
                + "below its filter. Frames are blue for oriented edges, which are sorted by orientation, orange "
                + "for colour blobs, green for other blobs and grey for the rest. Below the rule are the crafted "
                + "filters: the gradients of HOG (left) and SIFT (right), and the Gabor bank, a row a frequency."
        }
    }
}
