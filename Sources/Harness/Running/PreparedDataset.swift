import Core
import Foundation
import Records

/// A data set in memory, divided into what is trained on and what is scored.
package struct PreparedDataset: Sendable {
    package let id: String
    package let training: Examples
    package let test: Examples
    let loadCost: PhaseCost
    package let record: DatasetRecord
    /// As ``LoadedDataset/files``.
    package let files: [String: String]

    init(_ cell: Cell, directory: String, threads: Int) throws {
        let measurements = Measurements()
        let loaded = try measurements.time(.load) { try cell.dataset.examples(from: directory, threads: threads) }
        guard loaded.training.classNames.count <= 256 else {
            throw UserError(
                "\(cell.key.dataset): \(loaded.training.classNames.count) classes; at most 256 are possible")
        }
        if let mark = cell.contentMark, mark != loaded.checksum {
            throw UserError("\(cell.key.dataset): files were changed while the run was going on; start it again")
        }
        id = cell.datasetID
        loadCost = measurements.phases[.load] ?? PhaseCost()
        switch cell.evaluation {
        case .test: (training, test) = (loaded.training, loaded.test)
        case .validation: (training, test) = try ValidationSplit.split(loaded.training)
        }
        let samples = try Samples(training)
        record = DatasetRecord(
            id: id, name: cell.key.dataset, evaluation: cell.evaluation.rawValue, card: type(of: cell.dataset).card,
            isSynthetic: cell.dataset.isSynthetic, checksum: loaded.checksum, form: training.form,
            classNames: training.classNames, trainingImages: training.count, testImages: test.count,
            testLabels: Data(test.labels.map(UInt8.init)).base64EncodedString(),
            samplesPerClass: Samples.perClass, sampledClasses: Samples.classes(training.classNames.count),
            sampleShape: samples.shape, samples: samples.pixels, sampleTexts: samples.texts,
            remarks: loaded.remarks.isEmpty ? nil : loaded.remarks)
        files = loaded.files
    }

    /// The first `size` training examples in the random order that belongs to `seed`: a larger size contains a smaller one, and
    /// all methods get the same.
    package func subset(size: Int, seed: Int) -> Examples { Self.subset(of: training, size: size, seed: seed) }

    package static func subset<Split: LabelledExamples>(of training: Split, size: Int, seed: Int) -> Split {
        guard size < training.count else { return training }
        var random = RandomSource(seed: UInt64(seed), stream: 0x5EED)
        return training.selecting(random.permutation(training.count).prefix(size))
    }
}

extension PreparedDataset {
    /// Of what has been loaded, before any of it is set aside.
    package var size: DatasetSize {
        DatasetSize(
            form: training.form, training: training.count, test: test.count,
            classes: training.classNames.count, isStreamed: !training.inputs.isInMemory)
    }
}

/// Some training examples of a data set, class by class, that its record keeps for reports.
private struct Samples {
    static let perClass = 8
    /// Characters of a text that are kept.
    private static let textLength = 240

    /// Shape of the images, where they had to be made smaller.
    var shape: ImageShape?
    /// Images, `[class][sample][row][column][channel]`, in base64.
    var pixels = ""
    var texts: [[String]]?

    init(_ examples: Examples) throws {
        var found = [[Int]](repeating: [], count: examples.classNames.count)
        for (index, label) in examples.labels.enumerated() where found[label].count < Self.perClass {
            found[label].append(index)
        }
        let chosen = (Self.classes(found.count) ?? Array(found.indices)).map { found[$0] }
        switch examples {
        case .images(let examples):
            shape = Self.smallShape(examples.images.shape)
            pixels = try Self.pixels(examples.images, chosen, shape)
        case .texts(let examples):
            texts = chosen.map { $0.map { String(examples.texts.string($0).prefix(Self.textLength)) } }
        }
    }

    /// Of more than 20 classes, 20 that are spread evenly; nil for all.
    static func classes(_ count: Int) -> [Int]? { count > 20 ? (0..<20).map { $0 * count / 20 } : nil }

    /// Large images are kept small, with a longer side of 64 pixels.
    private static func smallShape(_ shape: ImageShape) -> ImageShape? {
        let side = max(shape.height, shape.width)
        guard side > 96 else { return nil }
        return ImageShape(
            height: max(1, shape.height * 64 / side), width: max(1, shape.width * 64 / side), channels: shape.channels)
    }

    /// The images at `places`, class by class; a class with fewer is filled up with black.
    private static func pixels(_ images: ImageStack, _ places: [[Int]], _ shape: ImageShape?) throws -> String {
        let size = (shape ?? images.shape).count
        var pixels = Data()
        for indices in places {
            let chosen = try images.selecting(indices).loaded(threads: 1)
            let shown = shape.map { chosen.resized(height: $0.height, width: $0.width) } ?? chosen
            pixels.append(contentsOf: shown.pixels)
            pixels.append(Data(count: perClass * size - shown.pixels.count))
        }
        return pixels.base64EncodedString()
    }
}
