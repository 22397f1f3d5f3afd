import Core
import Drawing
import Files
import Foundation
import Statistics
import Synchronization

/// The first layers of networks, and other learned filters, beside the crafted filters.
enum FilterFits {
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
    static func pictures(_ dataset: DatasetStudy) -> [Picture] {
        methods(dataset).enumerated().filter(\.element.canFit).map { number, method in
            let shown = method.analysis.filters.prefix(min(method.firstSeed, FilterPairs.limit))
            return Picture(
                name: pictureName(dataset, number + 1), FilterPairs.draw(method.filters, Array(shown)))
        }
    }

    /// Orientations and frequencies of the oriented edges, as shares of each method's; nothing where no method has
    /// enough.
    static func plots(_ dataset: DatasetStudy, _ study: Study) -> [Plot] {
        let methods = methods(dataset).map { (name: $0.name, learned: $0.learned) }
            .filter { $0.learned.kinds[.orientedEdge] ?? 0 >= fewestEdges }
        guard !methods.isEmpty else { return [] }
        func row(_ counts: [Int]) -> String {
            zip(methods, counts).map { method, count in
                PlotNumber.text(100 * Double(count) / Double(method.learned.kinds[.orientedEdge] ?? 1))
            }.joined(separator: "\t") + "\n"
        }
        let texts = study.texts
        let short = VisibleText.shortened(methods.map(\.name), columns: 36)
        let names = zip(short, methods).map {
            "\($0), \(texts.plain(.countEdges, $1.learned.kinds[.orientedEdge] ?? 0))"
        }
        let orientations = (0..<8).map { bin in row(methods.map { $0.learned.orientations[bin] }) }
        let frequencies = (0..<4).map { bin in row(methods.map { $0.learned.frequencies[bin] }) }
        // The empty row parts the two histograms.
        let empty = row(methods.map { _ in 0 })
        let bins =
            (0..<8).map { (String(format: "%g", 22.5 * Double($0)), $0) }
            + [("> ¼", 9), ("> ⅛", 10), ("> 1/16", 11), (texts.plain(.histogramLess), 12)]
        let ticks = PlotScript.joined(bins.map { "\(tick: $0) \($1)" }, separator: ", ")
        let name = histogramName(dataset)
        let data =
            "# \(names.joined(separator: "\t"))\n" + orientations.joined() + empty + frequencies.joined()
        let drawings = methods.indices.map { index -> PlotScript in
            let colour = CurveStyle.colour(of: methods[index].name, in: study)
            return "\(file: "\(name).dat") using \(index + 1) title \(text: names[index]) lc \(colour)"
        }
        let axis = "\(texts.plain(.histogramDirection))                \(texts.plain(.histogramFrequency))"
        let title = texts.plain(.histogramTitle, ["dataset": VisibleText.shortened(dataset.title, columns: 48)])
        let script: [PlotScript] =
            CurveStyle.frame + [
                .title(title, width: 1000),
                "set style data histograms", "set style histogram clustered gap 1",
                "set style fill solid 0.85 noborder",
                "set xlabel \(text: axis, columns: 130)",
                "set ylabel \(text: texts.plain(.histogramShare))",
                "set yrange [0:*]", "set xtics (\(ticks)) scale 0", "set grid noxtics",
                "set arrow from -0.5,12.5 to 7.5,12.5 nohead dt 2 lw 2 lc rgb '#606060' front",
                "set key tmargin center horizontal Left reverse",
                "plot \(PlotScript.joined(drawings, separator: ", \\\n    "))",
            ]
        return [Plot(name: name, script: script, data: data, width: 1400)]
    }

    // MARK: Text

    static func blocks(_ dataset: DatasetStudy) -> [Block] {
        let methods = methods(dataset)
        guard !methods.isEmpty else { return [] }
        let texts = dataset.texts
        let values = ["dataset": dataset.title, "n": "\(fewestEdges)"]
        let header: [Phrase] = [
            .method, .fitsFilters, .seeds, .fitsSize, .fitsEdges, .fitsColourBlobs, .fitsBlobs, .fitsRSquared, .fitsHOG,
            .fitsSIFT, .fitsGabor,
        ]
        var table = Table(header.map { texts($0) })
        for method in methods { table.add(row(method, texts)) }
        let pairs = methods.enumerated().map { number, method -> Block in
            let shown = min(method.firstSeed, FilterPairs.limit)
            let caption = texts(
                .fitsPairs,
                [
                    "which": shown < method.firstSeed ? texts(.fitsFirst, shown) : texts(.fitsAll),
                    "method": method.name, "dataset": dataset.title, "size": NumberText.grouped(method.size),
                    "colours": texts(method.filters.shape.channels == 1 ? .filtersGrey : .filtersColour),
                ])
            return .figure(
                pictureName(dataset, number + 1), texts(.fitsPicture, ["method": method.name]), caption: caption)
        }
        return [
            .table(table, caption: texts(.fits, values)),
            .paragraph(texts.paragraph(methods.map { sentences($0, texts) })),
            .figure(
                histogramName(dataset), texts(.fitsHistogramPicture, values), caption: texts(.fitsHistogram, values)),
        ] + pairs
    }

    private static func row(_ method: Method, _ texts: Texts) -> [any CellValue] {
        let (learned, noise) = (method.learned, method.noise)
        func beside(_ value: String, _ noise: String) -> String {
            texts.plain(.besideNoise, ["value": value, "noise": noise])
        }
        func percent(_ kind: FilterKind, _ isKnown: Bool) -> String? {
            guard isKnown else { return nil }
            return beside(
                NumberText.fixed(100 * learned.share(kind), 0), NumberText.fixed(100 * noise.share(kind), 0))
        }
        func number(_ value: Double?, _ noise: Double?) -> String? {
            guard let value, let noise else { return nil }
            return beside(NumberText.fixed(value, 2), NumberText.fixed(noise, 2))
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
    private static func sentences(_ method: Method, _ texts: Texts) -> StyledText {
        let shape = method.filters.shape
        var sentences: [StyledText] = []
        if !method.canFit {
            sentences = [
                texts(.fitsTooSmall, ["method": method.name, "size": "\(shape.height)×\(shape.width)"])
            ]
        } else if let fits = method.analysis.beyondNoise(\.fit?.rSquared) {
            let expected = FilterAnalysis.expectedBeyondNoise(of: fits.of)
            sentences = [
                texts(
                    fits.probability < significance ? .fitsMore : .fitsNoMore,
                    [
                        "method": method.name, "count": "\(fits.count)", "n": "\(fits.of)",
                        "expected": NumberText.short(expected, decimals: 1),
                    ])
            ]
        } else {
            sentences = [texts(.fitsFlat, ["method": method.name])]
        }
        let near = CraftedFilters.Family.allCases.compactMap { family -> StyledText? in
            guard let near = method.analysis.beyondNoise({ $0.similarity[family] }), near.probability < significance
            else { return nil }
            let name =
                switch family {
                case .hog: "HOG"
                case .sift: "SIFT"
                case .gabor: texts.plain(.gaborBank)
                }
            return texts(.similarFamily, ["family": name, "count": "\(near.count)", "n": "\(near.of)"])
        }
        sentences.append(
            near.isEmpty ? texts(.similarNone) : texts(.similarSome, ["families": texts.list(near)]))
        return texts.paragraph(sentences)
    }
}
