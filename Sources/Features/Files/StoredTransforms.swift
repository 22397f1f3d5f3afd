import Core

// Transforms of rows, to files and back.

extension Standardisation: Restorable {
    public func stored(_ fitted: FittedStandardisation) -> Stored {
        var stored = Stored()
        stored.put("means", fitted.means)
        stored.put("scales", fitted.scales)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedStandardisation {
        FittedStandardisation(
            means: try stored.singles("means", count: shape.count),
            scales: try stored.singles("scales", count: shape.count, in: 0 ... .greatestFiniteMagnitude))
    }
}

extension MinMaxScaling: Restorable {
    public func stored(_ fitted: FittedMinMaxScaling) -> Stored {
        var stored = Stored()
        stored.put("minima", fitted.minima)
        stored.put("maxima", fitted.maxima)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedMinMaxScaling {
        let minima = try stored.singles("minima", count: shape.count)
        let maxima = try stored.singles("maxima", count: shape.count)
        if let place = minima.indices.first(where: { minima[$0] > maxima[$0] }) {
            throw stored.misfit("maxima", "are not possible: number \(place + 1) lies below the minimum")
        }
        return FittedMinMaxScaling(lower: lower, upper: upper, minima: minima, maxima: maxima)
    }
}

extension Normalisation: Restorable {
    public func stored(_ fitted: FittedNormalisation) -> Stored {
        var stored = Stored()
        stored.put("columns", [fitted.featureCount])
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedNormalisation {
        FittedNormalisation(configuration: self, featureCount: try stored.columns(shape))
    }
}

extension HomogeneousKernelMap: Restorable {
    public func stored(_ fitted: FittedHomogeneousKernelMap) -> Stored {
        var stored = Stored()
        stored.put("columns", [fitted.columns])
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedHomogeneousKernelMap {
        FittedHomogeneousKernelMap(self, columns: try stored.columns(shape))
    }
}

extension PrincipalComponents: Restorable {
    public func stored(_ fitted: FittedPrincipalComponents) -> Stored {
        var stored = Stored()
        stored.put("mean", fitted.mean)
        stored.put("variances", fitted.variances)
        stored.put("directions", fitted.directions)
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedPrincipalComponents {
        let mean = try stored.singles("mean", count: shape.count)
        let directions = try stored.matrix("directions", columns: shape.count)
        // All components may be fewer than the columns, and those that are asked for may not be there.
        let most = components == 0 ? shape.count : min(components, shape.count)
        guard (1...max(most, 1)).contains(directions.rows) else {
            throw stored.misfit("directions", "are \(directions.rows), where at most \(most) are expected")
        }
        let variances = try stored.doubles(
            "variances", count: directions.rows, in: .leastNonzeroMagnitude ... .greatestFiniteMagnitude)
        // Whitening back to all columns makes a square of them.
        let square = CheckedSize.product([shape.count, shape.count], limit: CheckedSize.limit)
        guard whiten != .zca || 2 * directions.rows < shape.count || square != nil else {
            throw stored.misfit("directions", "make a square of \(shape.count) columns, which is too large")
        }
        return FittedPrincipalComponents(self, mean: mean, variances: variances, directions: directions)
    }
}

extension Stored {
    /// The one number of columns, which is that of `shape`.
    fileprivate func columns(_ shape: ImageShape) throws -> Int {
        try integers("columns", count: 1, in: shape.count...shape.count)[0]
    }
}
