import Core

// Transforms of rows, to files and back.

extension FittedStandardisation {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("means", means)
        stored.put("scales", scales)
        return stored
    }
}

extension Standardisation {
    public func restored(_ stored: Stored, columns: Int) throws -> FittedStandardisation {
        FittedStandardisation(
            means: try stored.singles("means", count: columns),
            scales: try stored.singles("scales", count: columns, in: 0 ... .greatestFiniteMagnitude))
    }
}

extension FittedMinMaxScaling {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("minima", minima)
        stored.put("maxima", maxima)
        return stored
    }
}

extension MinMaxScaling {
    public func restored(_ stored: Stored, columns: Int) throws -> FittedMinMaxScaling {
        let minima = try stored.singles("minima", count: columns)
        let maxima = try stored.singles("maxima", count: columns)
        if let place = minima.indices.first(where: { minima[$0] > maxima[$0] }) {
            throw stored.misfit("maxima", "are not possible: number \(place + 1) lies below the minimum")
        }
        return FittedMinMaxScaling(lower: lower, upper: upper, minima: minima, maxima: maxima)
    }
}

extension FittedNormalisation {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("columns", [featureCount])
        return stored
    }
}

extension Normalisation {
    public func restored(_ stored: Stored, columns: Int) throws -> FittedNormalisation {
        FittedNormalisation(configuration: self, featureCount: try stored.columns(columns))
    }
}

extension FittedHomogeneousKernelMap {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("columns", [columns])
        return stored
    }
}

extension HomogeneousKernelMap {
    public func restored(_ stored: Stored, columns: Int) throws -> FittedHomogeneousKernelMap {
        FittedHomogeneousKernelMap(self, columns: try stored.columns(columns))
    }
}

extension FittedPrincipalComponents {
    public func stored() -> Stored {
        var stored = Stored()
        stored.put("mean", mean)
        stored.put("variances", variances)
        stored.put("directions", directions)
        return stored
    }
}

extension PrincipalComponents {
    public func restored(_ stored: Stored, columns: Int) throws -> FittedPrincipalComponents {
        let mean = try stored.singles("mean", count: columns)
        let directions = try stored.matrix("directions", columns: columns)
        // All components may be fewer than the columns, and those that are asked for may not be there.
        let most = components == 0 ? columns : min(components, columns)
        guard (1...max(most, 1)).contains(directions.rows) else {
            throw stored.misfit("directions", "are \(directions.rows), where at most \(most) are expected")
        }
        let variances = try stored.doubles(
            "variances", count: directions.rows, in: .leastNonzeroMagnitude ... .greatestFiniteMagnitude)
        // Whitening back to all columns makes a square of them.
        let square = CheckedSize.product([columns, columns], limit: CheckedSize.limit)
        guard whiten != .zca || 2 * directions.rows < columns || square != nil else {
            throw stored.misfit("directions", "make a square of \(columns) columns, which is too large")
        }
        return FittedPrincipalComponents(self, mean: mean, variances: variances, directions: directions)
    }
}

extension Stored {
    /// The one number of columns, which must be `expected`.
    fileprivate func columns(_ expected: Int) throws -> Int {
        try integers("columns", count: 1, in: expected...expected)[0]
    }
}
