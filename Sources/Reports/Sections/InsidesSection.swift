import Core
import Drawing

/// What the methods make of images: oriented histograms, and filters that were learned.
struct InsidesSection: ReportSection {
    private let study: Study
    private let dataset: DatasetStudy
    private let cells: OrientedCells
    private var texts: Texts { dataset.texts }
    private var histogramsName: String { "\(dataset.fileName)-hog" }

    init?(_ part: StudyPart) {
        (study, dataset, cells) = (part.study, part.dataset, part.request.cells)
    }

    var title: StyledText? { texts(.insidesHeading) }

    var plots: [Plot] { FilterFits.plots(dataset, study) }

    var pictures: [Picture] {
        let filters = filters.enumerated().map { number, bank in
            Picture(name: filtersName(number + 1), FilterPicture.draw(bank.filters))
        }
        return (histograms.map { [Picture(name: histogramsName, $0)] } ?? []) + filters + FilterFits.pictures(dataset)
    }

    var blocks: [Block] {
        let values = ["dataset": dataset.title]
        let filters = filters.enumerated().map { number, bank -> Block in
            let values: [String: any TextValue] = [
                "method": bank.method, "n": NumberText.grouped(bank.size), "dataset": dataset.title,
                "colours": texts(bank.filters.shape.channels == 1 ? .filtersGrey : .filtersColour),
            ]
            return .figure(
                filtersName(number + 1), texts(.filtersPicture, values), caption: texts(.filters, values))
        }
        return [.figure(histogramsName, texts(.histogramsPicture, values), caption: texts(.histograms, values))]
            + filters + FilterFits.blocks(dataset)
    }

    private func filtersName(_ number: Int) -> String { "\(dataset.fileName)-filters-\(number)" }

    /// The first-layer filters of each method that has some: those of the first seed at the largest size. Those that Gabor functions are
    /// fitted to are left to ``FilterFits``, which shows them with their fits.
    private var filters: [(method: String, size: Int, filters: FilterBank)] {
        let fitted = Set(FilterFits.methods(dataset).filter(\.canFit).map(\.name))
        return dataset.methods.compactMap { method in
            guard !fitted.contains(method) else { return nil }
            for size in dataset.sizes.reversed() {
                let banks = dataset[method, size]?.runs.compactMap(\.result.summary.filters) ?? []
                if let bank = banks.first, FilterPicture.canDraw(bank) { return (method, size, bank) }
            }
            return nil
        }
    }

    /// The oriented histograms of one image of each of the first classes.
    private var histograms: Raster? {
        guard let samples = SampleImages(dataset.record) else { return nil }
        let (size, gap) = (HOGPicture.size(of: samples.images.shape), 16)
        guard Raster.isPossible(width: 3 * (size.width + gap), height: size.height) else { return nil }
        let runs = dataset.methods.flatMap { method in dataset.sizes.flatMap { dataset[method, $0]?.runs ?? [] } }
        let example = samples.images.selecting([0])
        guard let run = runs.first(where: { cells(example, $0.record.configuration) != nil }) else { return nil }
        let panels = (0..<min(3, samples.classes)).compactMap { index -> Raster? in
            let image = samples.images.selecting([index * samples.perClass])
            guard let found = cells(image, run.record.configuration) else { return nil }
            return HOGPicture.draw(image: image, cells: found)
        }
        guard let first = panels.first else { return nil }
        var strip = Raster(width: panels.count * (first.width + gap) - gap, height: first.height)
        for (index, panel) in panels.enumerated() { strip.draw(panel, x: index * (first.width + gap), y: 0) }
        return strip
    }
}
