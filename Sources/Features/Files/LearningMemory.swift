import Core

// What encoders, transforms and extractors that learn take in memory; see the contracts.

extension BagOfWords {
    public func codeLength(descriptorLength: Int) -> Int { words }
}

extension VLAD {
    public func codeLength(descriptorLength: Int) -> Int {
        words * (pca > 0 ? min(pca, descriptorLength) : descriptorLength)
    }
}

extension FisherVector {
    public func codeLength(descriptorLength: Int) -> Int {
        2 * components * (pca > 0 ? min(pca, descriptorLength) : descriptorLength)
    }
}

extension BagOfFeatures {
    /// The sample of descriptors that the encoder learns from; then those of the images that are being worked on.
    ///
    /// Throws ``ConfigurationError`` where the images can have no such descriptor.
    public func workingMemory(_ extent: WorkExtent) throws -> RowMemory {
        let length = try descriptors.fit(extent.imageShape()).descriptorLength
        let code = encoder.codeLength(descriptorLength: length)
        let sample = 4 * Double(encoder.sampleCount * length)
        return RowMemory(
            columns: Double(code * pyramid.regionCount), learning: MemoryEstimate(["descriptors": 4 * sample]),
            kept: MemoryEstimate(["descriptors": Double(extent.threads) * 32 * 0x1p20]))
    }
}

extension PatchKMeans {
    public func workingMemory(_ extent: WorkExtent) throws -> RowMemory {
        let numbers = Double(patchSize * patchSize * (try extent.imageShape().channels))
        return RowMemory(
            columns: Double(words * pooling * pooling),
            learning: MemoryEstimate(["descriptors": 3 * WorkExtent.floats(samples, numbers)]),
            kept: MemoryEstimate(["descriptors": Double(extent.threads * words * 200 * 4)]))
    }
}

extension HomogeneousKernelMap {
    public func featureCount(rows: Int, columns: Double) -> Double { columns * Double(2 * order + 1) }
}

extension PrincipalComponents {
    /// Components that there can be of so many rows, and those that are kept.
    private func counts(rows: Int, columns: Double) -> (order: Double, kept: Double) {
        let order = min(Double(rows), columns)
        return (order, components > 0 ? min(Double(components), order) : order)
    }

    public func featureCount(rows: Int, columns: Double) -> Double {
        whiten == .zca ? columns : counts(rows: rows, columns: columns).kept
    }

    /// A matrix in double precision, its eigenvectors, and the room that LAPACK works in.
    public func workingMemory(rows: Int, columns: Double) -> PartMemory {
        let (order, kept) = counts(rows: rows, columns: columns)
        return PartMemory(
            learning: 4 * 8 * order * order + (Double(rows) <= columns ? WorkExtent.floats(rows, columns) : 0),
            kept: 3 * 4 * kept * columns)
    }
}
