import Core
import Drawing
import Files
import Foundation
import Records

/// The oriented histograms of the only image of a stack as the method of a record's configuration computes them; nil where it has none.
package typealias OrientedCells = @Sendable (_ image: ImageStack, _ configuration: JSONValue) -> HOGCells?

/// The pictures that exist, by name: a report links to no other.
struct PictureSet {
    private let names: Set<String>
    private let plotFolder: String

    /// - Parameter plotFolder: Beginning of the names of the plots, which hold words; pictures without words have it in no language.
    init(_ artefacts: [Artefact], plotFolder: String) {
        names = Set(artefacts.map(\.name))
        self.plotFolder = plotFolder
    }

    /// A block of Markdown with the picture, or nothing where it was not made. Line drawings are preferred: they stay sharp
    /// on a projector.
    func link(_ name: String, _ description: Markdown) -> [Markdown] {
        for file in ["\(plotFolder)\(name).svg", "\(plotFolder)\(name).png", "\(name).png"] where names.contains(file) {
            return [Markdown(source: "![\(description.source)](plots/\(file))")]
        }
        return []
    }
}

/// The pictures that are drawn here and need no other program.
enum Pictures {
    static func samplesName(_ dataset: DatasetStudy) -> String { "\(dataset.fileName)-samples" }
    static func hogName(_ dataset: DatasetStudy) -> String { "\(dataset.fileName)-hog" }
    static func filtersName(_ dataset: DatasetStudy, _ number: Int) -> String {
        "\(dataset.fileName)-filters-\(number)"
    }

    /// All of them, and a line for each that could not be made.
    static func all(
        _ datasets: [DatasetStudy], _ cells: OrientedCells
    ) -> (artefacts: [Artefact], warnings: [String]) {
        var artefacts: [Artefact] = []
        var warnings: [String] = []
        func add(_ name: String, _ raster: Raster) {
            do {
                artefacts.append(Artefact(name: name + ".png", bytes: try raster.png()))
            } catch {
                warnings.append("the report lacks a picture: \(name).png: \(error)")
            }
        }
        for dataset in datasets {
            if let samples = SampleImages(dataset.record) {
                add(samplesName(dataset), samples.picture())
                if let raster = hog(dataset, samples, cells) { add(hogName(dataset), raster) }
            }
            for (number, bank) in filters(dataset).enumerated() {
                add(filtersName(dataset, number + 1), FilterPicture.draw(bank.filters))
            }
            for (name, raster) in FilterSection.pictures(dataset) { add(name, raster) }
        }
        return (artefacts, warnings)
    }

    /// The first-layer filters of each method that has some: those of the first seed at the largest size. Those that Gabor functions are
    /// fitted to are left to ``FilterSection``, which shows them with their fits.
    static func filters(_ dataset: DatasetStudy) -> [(method: String, size: Int, filters: FilterBank)] {
        let fitted = Set(FilterSection.methods(dataset).filter(\.canFit).map(\.name))
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
    private static func hog(
        _ dataset: DatasetStudy, _ samples: SampleImages, _ cells: OrientedCells
    ) -> Raster? {
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

/// The sample images of a data set.
struct SampleImages {
    let images: ImageStack
    let classes: Int
    let perClass: Int

    /// nil where the record holds no whole set of samples, or more than can be drawn.
    init?(_ record: DatasetRecord) {
        let pixels = [UInt8](Data(base64Encoded: record.samples) ?? Data())
        let shape = record.sampleShape ?? record.shape
        classes = record.sampledClasses?.count ?? record.classNames.count
        perClass = record.samplesPerClass
        let count = classes * perClass * shape.count
        guard shape.height > 0, shape.width > 0, [1, 3].contains(shape.channels), count > 0, pixels.count == count
        else { return nil }
        images = ImageStack(shape: shape, pixels: pixels)
        let (_, width, height) = layout
        guard Raster.isPossible(width: width, height: height) else { return nil }
    }

    /// How many times a picture is enlarged, so that a pixel is a square, and the size of the drawing.
    private var layout: (scale: Int, width: Int, height: Int) {
        let shape = images.shape
        let scale = max(1, 56 / max(shape.height, shape.width))
        return (scale, perClass * (shape.width * scale + 4) + 4, classes * (shape.height * scale + 4) + 4)
    }

    /// A row a class, enlarged so that a pixel is a square.
    func picture() -> Raster {
        let shape = images.shape
        let (scale, width, height) = layout
        let step = (x: shape.width * scale + 4, y: shape.height * scale + 4)
        var raster = Raster(width: width, height: height)
        for index in 0..<images.count {
            let place = (x: 4 + index % perClass * step.x, y: 4 + index / perClass * step.y)
            raster.draw(images, index: index, x: place.x, y: place.y, scale: scale)
        }
        return raster
    }
}

/// Pictures of learned filters.
package enum FilterPicture {
    /// The most filters in one picture.
    private static let limit = 1024

    /// Whether these are whole filters of 1 or 3 channels, which are not too large for a drawing.
    package static func canDraw(_ bank: FilterBank) -> Bool {
        guard bank.count > 0, bank.shape.height > 0, bank.shape.width > 0, [1, 3].contains(bank.shape.channels),
            bank.weights.count == bank.count * bank.shape.count
        else { return false }
        let layout = Layout(bank.prefix(limit))
        return Raster.isPossible(width: layout.width, height: layout.height)
    }

    /// Where filters stand, a tile each.
    private struct Layout {
        let perRow: Int
        let scale: Int
        /// Pixels of a tile.
        let tile: (x: Int, y: Int)
        /// Of the whole picture.
        let width: Int
        let height: Int

        init(_ bank: FilterBank) {
            perRow = bank.count <= 10 ? bank.count : Int(Double(2 * bank.count).squareRoot().rounded(.up))
            scale = max(2, 80 / max(bank.shape.height, bank.shape.width))
            tile = (bank.shape.width * scale, bank.shape.height * scale)
            width = perRow * (tile.x + 8) + 8
            height = (bank.count + perRow - 1) / perRow * (tile.y + 8) + 8
        }
    }

    /// A tile a filter. Each filter is scaled by its own largest absolute weight, so that zero has one colour everywhere:
    /// filters of one channel go from blue (negative) over white to red (positive), those of colour images show their
    /// weights as colours around grey. Of more than ``limit`` filters the first are drawn.
    ///
    /// - Precondition: ``canDraw(_:)``.
    package static func draw(_ bank: FilterBank) -> Raster {
        let bank = bank.prefix(limit)
        let shape = bank.shape
        let layout = Layout(bank)
        let (perRow, scale, tile) = (layout.perRow, layout.scale, layout.tile)
        var raster = Raster(width: layout.width, height: layout.height)
        for filter in 0..<bank.count {
            let weights = bank.weights[filter * shape.count..<(filter + 1) * shape.count]
            let largest = weights.reduce(0) { max($0, abs($1)) }
            let left = 8 + filter % perRow * (tile.x + 8)
            let top = 8 + filter / perRow * (tile.y + 8)
            for pixel in 0..<shape.height * shape.width {
                let first = weights.startIndex + pixel * shape.channels
                let values = weights[first..<first + shape.channels].map { largest > 0 ? $0 / largest : 0 }
                raster.fill(
                    x: left + pixel % shape.width * scale, y: top + pixel / shape.width * scale, width: scale,
                    height: scale, colour(values))
            }
            raster.frame(x: left - 1, y: top - 1, width: tile.x + 2, height: tile.y + 2, Colour(grey: 150))
        }
        return raster
    }

    /// The colour of weights from −1 to 1.
    static func colour(_ values: [Float]) -> Colour {
        guard values.count == 1 else {
            let channels = values.map { UInt8((127.5 + 127.5 * $0).rounded()) }
            return Colour(channels[0], channels[1], channels[2])
        }
        // The ends are the red and the blue of the diverging map of Brewer.
        let end: (Float, Float, Float) = values[0] > 0 ? (178, 24, 43) : (33, 102, 172)
        let share = abs(values[0])
        func mix(_ channel: Float) -> UInt8 { UInt8((255 + (channel - 255) * share).rounded()) }
        return Colour(mix(end.0), mix(end.1), mix(end.2))
    }
}
