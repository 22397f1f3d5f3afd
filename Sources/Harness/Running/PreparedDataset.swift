import Core
import Foundation
import Records

/// A data set in memory, divided into what is trained on and what is scored.
package struct PreparedDataset: Sendable {
    package let id: String
    package let training: LabelledImages
    package let test: LabelledImages
    let loadCost: PhaseCost
    package let record: DatasetRecord
    /// As ``LoadedDataset/files``.
    package let files: [String: String]

    private static let samplesPerClass = 8

    init(_ cell: Cell, directory: String, threads: Int) throws {
        let measurements = Measurements()
        let loaded = try measurements.time(.load) { try cell.dataset.load(from: directory, threads: threads) }
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
        record = DatasetRecord(
            id: id, name: cell.key.dataset, evaluation: cell.evaluation.rawValue, card: type(of: cell.dataset).card,
            isSynthetic: cell.dataset.isSynthetic,
            checksum: loaded.checksum, shape: training.images.shape, classNames: training.classNames,
            trainingImages: training.count, testImages: test.count,
            testLabels: Data(test.labels.map(UInt8.init)).base64EncodedString(),
            samplesPerClass: Self.samplesPerClass, sampledClasses: Self.sampledClasses(training.classNames.count),
            sampleShape: Self.sampleShape(training.images.shape), samples: try Self.samples(training),
            remarks: loaded.remarks.isEmpty ? nil : loaded.remarks)
        files = loaded.files
    }

    /// Of more than 20 classes, 20 that are spread evenly.
    private static func sampledClasses(_ count: Int) -> [Int]? {
        count > 20 ? (0..<20).map { $0 * count / 20 } : nil
    }

    /// Large images are kept small, with a longer side of 64 pixels.
    private static func sampleShape(_ shape: ImageShape) -> ImageShape? {
        let side = max(shape.height, shape.width)
        guard side > 96 else { return nil }
        return ImageShape(
            height: max(1, shape.height * 64 / side), width: max(1, shape.width * 64 / side), channels: shape.channels)
    }

    /// The first images of the sampled classes; a class with fewer is filled up with black.
    private static func samples(_ examples: LabelledImages) throws -> String {
        var found = [[Int]](repeating: [], count: examples.classNames.count)
        for (index, label) in examples.labels.enumerated() where found[label].count < samplesPerClass {
            found[label].append(index)
        }
        let shape = sampleShape(examples.images.shape)
        let size = (shape ?? examples.images.shape).count
        var pixels = Data()
        for label in sampledClasses(found.count) ?? Array(found.indices) {
            let images = try examples.images.selecting(found[label]).loaded(threads: 1)
            let shown = shape.map { images.resized(height: $0.height, width: $0.width) } ?? images
            pixels.append(contentsOf: shown.pixels)
            pixels.append(Data(count: samplesPerClass * size - shown.pixels.count))
        }
        return pixels.base64EncodedString()
    }

    /// The first `size` training images in the random order that belongs to `seed`: a larger size contains a smaller one, and
    /// all methods get the same.
    package func subset(size: Int, seed: Int) -> LabelledImages { Self.subset(of: training, size: size, seed: seed) }

    package static func subset(of training: LabelledImages, size: Int, seed: Int) -> LabelledImages {
        guard size < training.count else { return training }
        var random = RandomSource(seed: UInt64(seed), stream: 0x5EED)
        return training.selecting(random.permutation(training.count).prefix(size))
    }
}

extension PreparedDataset {
    /// Of what has been loaded, before any of it is set aside.
    package var size: DatasetSize {
        DatasetSize(
            shape: training.images.shape, training: training.count, test: test.count,
            classes: training.classNames.count, isStreamed: !training.images.isInMemory)
    }
}
