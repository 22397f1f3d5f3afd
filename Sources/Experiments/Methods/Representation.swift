import Core
import Features

/// How a crafted method turns images into rows of numbers, before any transform.
protocol Representation: Sendable {
    var cards: [Card] { get }
    var family: MethodFamily { get }
    var takesOwnSizes: Bool { get }
    /// Is nothing learned from the images?
    var isFixed: Bool { get }
    /// Classes are for representations that learn from them; others do not look at them.
    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedExtractor
    func workingMemory(_ extent: WorkExtent) throws -> RowMemory
    func restored(_ stored: Stored, shape: ImageShape) throws -> any FittedExtractor
}

/// An extractor that describes an image as a whole.
struct WholeImage<Extractor: FeatureExtractor>: Representation {
    let extractor: Extractor

    var cards: [Card] { [Extractor.card] }
    var family: MethodFamily { Extractor.family }
    var takesOwnSizes: Bool { Extractor.takesOwnSizes }
    var isFixed: Bool { extractor.isFixed }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedExtractor {
        try extractor.fit(training.images, context: context)
    }

    func workingMemory(_ extent: WorkExtent) throws -> RowMemory { try extractor.workingMemory(extent) }

    func restored(_ stored: Stored, shape: ImageShape) throws -> any FittedExtractor {
        try extractor.restored(stored, shape: shape)
    }
}

extension BagOfFeatures: Representation {
    var cards: [Card] {
        [Descriptors.card, Code.card] + (pyramid.regionCount > 1 ? [SpatialPyramid.card] : [])
    }
    var family: MethodFamily { .crafted }
    var takesOwnSizes: Bool { true }
    var isFixed: Bool { false }

    func fit(_ training: LabelledImages, context: RunContext) throws -> any FittedExtractor {
        let fitted: FittedBagOfFeatures = try fit(training.images, context: context)
        return fitted
    }

    func restored(_ stored: Stored, shape: ImageShape) throws -> any FittedExtractor {
        let bag: FittedBagOfFeatures = try restored(stored, shape: shape)
        return bag
    }
}
