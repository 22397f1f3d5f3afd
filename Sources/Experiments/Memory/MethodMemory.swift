import CNN
import Core
import Features
import SVM

extension Preprocessed {
    /// The images changed, beside those that were given.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let changed = extent.isOnDisk ? 0 : extent.imageBytes * Double(max(extent.training, extent.test))
        return MemoryEstimate(["images": changed]) + (try method.workingMemory(extent))
    }
}

extension Committee {
    /// One network in training, and the parameters of the others; probabilities of two columns in the end.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let network = try NetworkMemory(network, extent)
        let answers = 2 * Double(extent.test * (extent.classes * 8 + 32))
        return network.estimate
            + MemoryEstimate(["parameters": Double(columns - 1) * 8 * network.parameters, "answers": answers])
    }
}

extension Pipeline {
    /// The largest of the stages that come one after the other: learning the representation, extraction, each transform, the classifier,
    /// and classifying the test images.
    public func workingMemory(_ extent: WorkExtent) throws -> MemoryEstimate {
        let rows = extent.training * (mirror ? 2 : 1)
        let found = try RepresentationMemory(representation, extent)
        func features(_ columns: Double) -> MemoryEstimate {
            MemoryEstimate(["features": WorkExtent.floats(rows, columns)])
        }
        // Features are made in parts, beside the rows that they go into.
        let part = found.partBytes(of: max(extent.training, 1))
        var stages = [
            found.learning, found.inUse + features(found.columns) + MemoryEstimate(["extraction": part]),
        ]
        var columns = found.columns
        var widest = columns
        var kept = found.inUse
        for transform in transforms {
            let memory = TransformMemory(transform, rows: rows, columns: columns)
            stages.append(
                kept + features(columns) + features(memory.columns) + MemoryEstimate(["transforms": memory.bytes]))
            kept = kept + MemoryEstimate(["transforms": memory.kept])
            columns = memory.columns
            widest = max(widest, columns)
        }
        let learner = ClassifierMemory(classifier, rows: rows, columns: columns, extent)
        stages.append(kept + features(columns) + MemoryEstimate(["classifier": learner.training]))
        if let virtual {
            // The support vectors with their moved copies, and the images that they are made of.
            let share = ClassifierMemory.supportShare(rows)
            let all = Int(share * Double(extent.training)) * (1 + virtual.displacements.count)
            let again = ClassifierMemory(classifier, rows: all, columns: columns, extent)
            let images = 2 * share * Double(extent.training) * extent.imageBytes
            stages.append(
                kept
                    + MemoryEstimate([
                        "features": WorkExtent.floats(all, columns) + share * WorkExtent.floats(rows, columns),
                        "classifier": again.training + min(learner.kept, 3 * share * WorkExtent.floats(rows, columns)),
                        "images": images,
                    ]))
        }
        // A part of the test images as bytes, as features, and once more through a transform or in the classifier.
        let tested = Double(min(extent.test, found.partSize(limit: 4096)))
        stages.append(
            kept
                + MemoryEstimate([
                    "features": 4 * tested * (found.columns + widest),
                    "images": tested * extent.imageBytes + 40 * Double(extent.test),
                    "classifier": learner.kept + 4 * tested * columns,
                ]))
        return .peak(of: stages)
    }
}

/// What turning images into rows of numbers takes.
private struct RepresentationMemory {
    /// Numbers of a row.
    let columns: Double
    /// While the representation is learned.
    var learning = MemoryEstimate()
    /// As long as it is used.
    var inUse = MemoryEstimate()
    private let extent: WorkExtent

    init(_ representation: any Representation, _ extent: WorkExtent) throws {
        self.extent = extent
        func blank() -> ImageStack {
            ImageStack(shape: extent.shape, pixels: [UInt8](repeating: 0, count: extent.shape.count))
        }
        func features(of extractor: some FeatureExtractor) throws -> Double {
            Double(try extractor.fit(blank(), context: RunContext()).featureCount)
        }
        switch representation {
        case let activations as NetworkActivations:
            let network = try NetworkMemory(activations.model, extent)
            columns = try network.columns(of: activations.settings)
            learning = network.estimate
            inUse = MemoryEstimate(["parameters": 8 * network.parameters])
        case let bag as any BagMemory:
            columns = try bag.codeLength(extent.shape)
            let sample = Double(try bag.sampleBytes(extent.shape))
            learning = MemoryEstimate(["descriptors": 4 * sample])
            // Descriptors of the images that are being worked on.
            inUse = MemoryEstimate(["descriptors": Double(extent.threads) * 32 * 0x1p20])
        case let whole as any WholeImageMemory:
            if let patches = whole.anyExtractor as? PatchKMeans {
                columns = Double(patches.words * patches.pooling * patches.pooling)
                let numbers = Double(patches.patchSize * patches.patchSize * extent.shape.channels)
                learning = MemoryEstimate(["descriptors": 3 * WorkExtent.floats(patches.samples, numbers)])
                inUse = MemoryEstimate(["descriptors": Double(extent.threads * patches.words * 200 * 4)])
            } else if whole.anyExtractor.isFixed {
                columns = try features(of: whole.anyExtractor)
            } else {
                // Not known before it has learned: as many numbers as the image has.
                columns = extent.imageBytes
            }
        default: columns = extent.imageBytes
        }
    }

    /// Images that are worked on together; as ``FittedExtractor/forEachPart(of:limit:phase:context:_:)`` does it.
    func partSize(limit: Int) -> Int {
        max(extent.threads, min(limit, (64 << 20) / max(Int(max(extent.imageBytes, columns)), 1)))
    }

    /// Pixels and features of a part.
    func partBytes(of images: Int) -> Double {
        Double(min(images, partSize(limit: 1024))) * (extent.imageBytes + 4 * columns)
    }
}

/// A bag of features, whatever its parts are.
private protocol BagMemory {
    /// Numbers of a row.
    func codeLength(_ shape: ImageShape) throws -> Double
    /// Bytes of the descriptors that are learned from.
    func sampleBytes(_ shape: ImageShape) throws -> Int
}

extension BagOfFeatures: BagMemory {
    fileprivate func codeLength(_ shape: ImageShape) throws -> Double {
        let length = try descriptors.fit(shape).descriptorLength
        func depth(_ pca: Int) -> Int { pca > 0 ? min(pca, length) : length }
        let code: Int
        switch encoder {
        case let words as BagOfWords: code = words.words
        case let vlad as VLAD: code = vlad.words * depth(vlad.pca)
        case let fisher as FisherVector: code = 2 * fisher.components * depth(fisher.pca)
        default: code = length
        }
        return Double(code * pyramid.regionCount)
    }

    fileprivate func sampleBytes(_ shape: ImageShape) throws -> Int {
        4 * encoder.sampleCount * (try descriptors.fit(shape).descriptorLength)
    }
}

/// An extractor of whole images, whatever its type is.
private protocol WholeImageMemory {
    var anyExtractor: any FeatureExtractor { get }
}

extension WholeImage: WholeImageMemory {
    fileprivate var anyExtractor: any FeatureExtractor { extractor }
}

/// What a transform of rows takes beside the rows before and after it.
private struct TransformMemory {
    /// Numbers of a row afterwards.
    let columns: Double
    /// While it learns.
    var bytes = 0.0
    /// As long as it is used.
    var kept = 0.0

    init(_ transform: any FeatureTransform, rows: Int, columns: Double) {
        switch transform {
        case let map as HomogeneousKernelMap: self.columns = columns * Double(2 * map.order + 1)
        case let components as PrincipalComponents:
            let order = min(Double(rows), columns)
            let kept = components.components > 0 ? min(Double(components.components), order) : order
            self.columns = components.whiten == .zca ? columns : kept
            // A matrix in double precision, its eigenvectors, and the room that LAPACK works in.
            bytes = 4 * 8 * order * order + (Double(rows) <= columns ? WorkExtent.floats(rows, columns) : 0)
            self.kept = 3 * 4 * kept * columns
        default: self.columns = columns
        }
    }
}
