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
        let means = try stored.singles("means")
        return FittedStandardisation(means: means, scales: try stored.singles("scales", count: means.count))
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
        let minima = try stored.singles("minima")
        return FittedMinMaxScaling(
            lower: lower, upper: upper, minima: minima, maxima: try stored.singles("maxima", count: minima.count))
    }
}

extension Normalisation: Restorable {
    public func stored(_ fitted: FittedNormalisation) -> Stored {
        var stored = Stored()
        stored.put("columns", [fitted.featureCount])
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedNormalisation {
        FittedNormalisation(configuration: self, featureCount: try stored.columns())
    }
}

extension HomogeneousKernelMap: Restorable {
    public func stored(_ fitted: FittedHomogeneousKernelMap) -> Stored {
        var stored = Stored()
        stored.put("columns", [fitted.columns])
        return stored
    }

    public func restored(_ stored: Stored, shape: ImageShape) throws -> FittedHomogeneousKernelMap {
        FittedHomogeneousKernelMap(self, columns: try stored.columns())
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
        let mean = try stored.singles("mean")
        let directions = try stored.matrix("directions", columns: mean.count)
        return FittedPrincipalComponents(
            self, mean: mean, variances: try stored.doubles("variances", count: directions.rows), directions: directions
        )
    }
}

extension Stored {
    /// The one number of columns.
    fileprivate func columns() throws -> Int {
        let columns = try integers("columns", count: 1)[0]
        guard (1...1 << 30).contains(columns) else { throw Stored.misfit("columns") }
        return columns
    }
}
