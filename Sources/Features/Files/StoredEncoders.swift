import Core

// Vocabularies and what is built on them, to files and back.

extension BagOfWords: Restorable {
    public func stored(_ fitted: FittedBagOfWords) -> Stored {
        var stored = Stored()
        stored.put("words", fitted.vocabulary.words)
        stored.put("spread", [fitted.spread])
        stored.put(fitted.projection)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedBagOfWords {
        let projection = try stored.projection(pca, whiten: whiten, columns: shape.count)
        let matrix = try stored.matrix(
            "words", rows: words, columns: projection.components?.featureCount ?? shape.count)
        return FittedBagOfWords(
            self, projection: projection, vocabulary: Vocabulary(words: matrix),
            spread: try stored.singles("spread", count: 1, in: 0 ... .greatestFiniteMagnitude)[0])
    }
}

extension VLAD: Restorable {
    public func stored(_ fitted: FittedVLAD) -> Stored {
        var stored = Stored()
        stored.put("words", fitted.vocabulary.words)
        stored.put(fitted.projection)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedVLAD {
        let projection = try stored.projection(pca, whiten: whiten, columns: shape.count)
        let matrix = try stored.matrix(
            "words", rows: words, columns: projection.components?.featureCount ?? shape.count)
        return FittedVLAD(self, projection: projection, vocabulary: Vocabulary(words: matrix))
    }
}

extension FisherVector: Restorable {
    public func stored(_ fitted: FittedFisherVector) -> Stored {
        var stored = Stored()
        let parameters = fitted.mixture.parameters
        stored.put("weights", parameters.weights)
        stored.put("means", parameters.means)
        stored.put("variances", parameters.variances)
        stored.put(fitted.projection)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedFisherVector {
        let projection = try stored.projection(pca, whiten: whiten, columns: shape.count)
        let columns = projection.components?.featureCount ?? shape.count
        let positive = Float.leastNonzeroMagnitude ... .greatestFiniteMagnitude
        let parameters = GaussianMixture.Parameters(
            weights: try stored.singles("weights", count: components, in: .leastNonzeroMagnitude...1),
            means: try stored.matrix("means", rows: components, columns: columns),
            variances: try stored.matrix("variances", rows: components, columns: columns, in: positive))
        return FittedFisherVector(self, projection: projection, mixture: FittedMixture(parameters))
    }
}

extension PatchKMeans: Restorable {
    public func stored(_ fitted: FittedPatchKMeans) -> Stored {
        var stored = Stored()
        stored.put("words", fitted.words)
        if let whitening = fitted.whitening {
            stored.put("whitening", whitening.matrix)
            stored.put("shift", whitening.shift)
        }
        return stored
    }

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

extension BagOfFeatures {
    /// Can what is learned be kept in a file?
    public var isRestorable: Bool { encoder is any Restorable }

    /// Throws ``UserError`` where it cannot.
    public func stored(_ fitted: FittedBagOfFeatures) throws -> Stored {
        func stored<Part: Restorable>(_ part: Part) throws -> Stored {
            guard let code = fitted.code as? Part.Fitted else { throw Stored.misfit(Part.card.name) }
            return try part.stored(code)
        }
        guard let restorable = encoder as? any Restorable else { throw Stored.misfit(Code.card.name) }
        var all = try stored(restorable)
        all.put("descriptorsPerImage", [fitted.descriptorsPerImage])
        return all
    }

    /// Throws ``UserError`` where numbers are missing or do not fit.
    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedBagOfFeatures {
        let local = try descriptors.fit(shape)
        let rows = ImageShape(height: 1, width: 1, channels: local.descriptorLength)
        func restored<Part: Restorable>(_ part: Part) throws -> Any { try part.restored(stored, shape: rows) }
        guard let restorable = encoder as? any Restorable, let code = try restored(restorable) as? any FittedEncoder
        else { throw Stored.misfit(Code.card.name) }
        guard CheckedSize.product([pyramid.regionCount, code.codeLength], limit: CheckedSize.limit) != nil else {
            throw stored.misfit(
                "words", "make rows of too many columns in the pyramid's \(pyramid.regionCount) regions")
        }
        return FittedBagOfFeatures(
            shape: shape, descriptors: local, code: code, pyramid: pyramid,
            descriptorsPerImage: try stored.doubles("descriptorsPerImage", count: 1, in: 0...1e9)[0])
    }
}

extension Stored {
    fileprivate mutating func put(_ projection: DescriptorProjection) {
        if let components = projection.components { put("pca", components.configuration.stored(components)) }
    }

    /// - Parameter columns: Of the descriptors that are projected.
    fileprivate func projection(_ dimensions: Int, whiten: Bool, columns: Int) throws -> DescriptorProjection {
        guard dimensions > 0 else { return DescriptorProjection() }
        let configuration = DescriptorProjection.configuration(dimensions, whiten: whiten)
        let shape = ImageShape(height: 1, width: 1, channels: columns)
        return DescriptorProjection(components: try configuration.restored(part("pca"), shape: shape))
    }
}
