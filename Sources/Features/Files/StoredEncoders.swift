import Core

// Vocabularies and what is built on them, to files and back.

extension FittedBagOfWords {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("words", vocabulary.words)
        stored.put("spread", [spread])
        stored.put(projection)
        return stored
    }
}

extension BagOfWords {
    public func restored(_ stored: Stored, descriptorLength: Int) throws -> FittedBagOfWords {
        let projection = try stored.projection(pca, whiten: whiten, columns: descriptorLength)
        let matrix = try stored.matrix(
            "words", rows: words, columns: projection.components?.featureCount ?? descriptorLength)
        return FittedBagOfWords(
            self, projection: projection, vocabulary: Vocabulary(words: matrix),
            spread: try stored.singles("spread", count: 1, in: 0 ... .greatestFiniteMagnitude)[0])
    }
}

extension FittedVLAD {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("words", vocabulary.words)
        stored.put(projection)
        return stored
    }
}

extension VLAD {
    public func restored(_ stored: Stored, descriptorLength: Int) throws -> FittedVLAD {
        let projection = try stored.projection(pca, whiten: whiten, columns: descriptorLength)
        let matrix = try stored.matrix(
            "words", rows: words, columns: projection.components?.featureCount ?? descriptorLength)
        return FittedVLAD(self, projection: projection, vocabulary: Vocabulary(words: matrix))
    }
}

extension FittedFisherVector {
    public func stored() -> Stored {
        var stored = Stored()
        let parameters = mixture.parameters
        stored.put("weights", parameters.weights)
        stored.put("means", parameters.means)
        stored.put("variances", parameters.variances)
        stored.put(projection)
        return stored
    }
}

extension FisherVector {
    public func restored(_ stored: Stored, descriptorLength: Int) throws -> FittedFisherVector {
        let projection = try stored.projection(pca, whiten: whiten, columns: descriptorLength)
        let columns = projection.components?.featureCount ?? descriptorLength
        let positive = Float.leastNonzeroMagnitude ... .greatestFiniteMagnitude
        let parameters = GaussianMixture.Parameters(
            weights: try stored.singles("weights", count: components, in: .leastNonzeroMagnitude...1),
            means: try stored.matrix("means", rows: components, columns: columns),
            variances: try stored.matrix("variances", rows: components, columns: columns, in: positive))
        return FittedFisherVector(self, projection: projection, mixture: FittedMixture(parameters))
    }
}

extension FittedPatchKMeans {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("words", words)
        if let whitening = whitening {
            stored.put("whitening", whitening.matrix)
            stored.put("shift", whitening.shift)
        }
        return stored
    }
}

extension PatchKMeans {
    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedPatchKMeans {
        let layout = PatchLayout(configuration: self, shape: shape)
        let length = layout.patchLength
        guard min(layout.rows, layout.columns) >= pooling else {
            throw stored.misfit("words", "are patches for larger images than the file's")
        }
        let matrix = try stored.matrix("words", rows: words, columns: length)
        let whitening =
            whiten
            ? PatchWhitening(
                matrix: try stored.matrix("whitening", rows: length, columns: length),
                shift: try stored.singles("shift", count: length)) : nil
        return FittedPatchKMeans(layout: layout, whitening: whitening, vocabulary: Vocabulary(words: matrix))
    }
}

extension FittedBagOfFeatures {
    public func stored() throws -> Stored {
        var stored = try code.stored()
        stored.put("descriptorsPerImage", [descriptorsPerImage])
        return stored
    }
}

extension BagOfFeatures {
    /// Throws ``UserError`` where numbers are missing or do not fit.
    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedBagOfFeatures {
        let local = try descriptors.fit(shape)
        let code = try encoder.restored(stored, descriptorLength: local.descriptorLength)
        guard CheckedSize.product([pyramid.regionCount, code.codeLength], limit: CheckedSize.limit) != nil else {
            throw stored.misfit(
                "words", "make rows of too many columns in the pyramid's \(pyramid.regionCount) regions")
        }
        return FittedBagOfFeatures(
            finder: DescriptorFinder(configuration: descriptors, shape: shape, fitted: local), code: code,
            pyramid: pyramid,
            descriptorsPerImage: try stored.doubles("descriptorsPerImage", count: 1, in: 0...1e9)[0],
            describingFlops: local.flopsPerImage)
    }
}

extension Stored {
    fileprivate mutating func put(_ projection: DescriptorProjection) {
        if let components = projection.components { put("pca", components.stored()) }
    }

    /// - Parameter columns: Of the descriptors that are projected.
    fileprivate func projection(_ dimensions: Int, whiten: Bool, columns: Int) throws -> DescriptorProjection {
        guard dimensions > 0 else { return DescriptorProjection() }
        let configuration = DescriptorProjection.configuration(dimensions, whiten: whiten)
        return DescriptorProjection(components: try configuration.restored(part("pca"), columns: columns))
    }
}
