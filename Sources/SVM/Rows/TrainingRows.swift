import Core

/// What every learner asks of its examples before it begins.
package enum TrainingRows {
    /// xᵀx of every row.
    ///
    /// Throws ``UserError`` where a number is not finite, or so large that its square is not: with its row and column, which
    /// count from 0.
    static func squaredNorms(_ features: Matrix, threads: Int) throws -> [Float] {
        var norms = [Float](repeating: 0, count: features.rows)
        norms.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let target = SharedPointer(base)
            Parallel.ranges(features.rows, of: 512, threads: threads) { range, _ in
                for row in range { target.base[row] = LinearKernels.squaredNorm(features, row: row) }
            }
        }
        guard let row = norms.firstIndex(where: { !$0.isFinite }) else { return norms }
        let values = Array(features.row(row))
        if let column = values.firstIndex(where: { !$0.isFinite }) {
            throw UserError(
                "row \(row), column \(column) of the features (from 0) is \(values[column]), and learning needs finite "
                    + "numbers; leave the row out, or fix what computes it")
        }
        let column = values.indices.max { abs(values[$0]) < abs(values[$1]) }!
        throw UserError(
            "row \(row), column \(column) of the features (from 0) is \(values[column]), whose square is too large for "
                + "single precision; scale the features")
    }

    /// As ``squaredNorms(_:threads:)`` for learners that do not need the norms: throws ``UserError`` where a number is not finite.
    package static func requireFinite(_ features: Matrix, threads: Int) throws {
        _ = try squaredNorms(features, threads: threads)
    }

    /// The classes that occur, ascending.
    ///
    /// - Precondition: One label below `classCount` for each row, and at least one row.
    static func classes(_ features: Matrix, _ labels: [Int], classCount: Int) -> [Int] {
        precondition(features.rows == labels.count && features.rows > 0 && features.columns > 0)
        let classes = Set(labels).sorted()
        precondition(classes.first! >= 0 && classes.last! < classCount)
        return classes
    }
}

/// How much an error on an example of a class costs, in multiples of C.
enum ClassWeights {
    static let range: ClosedRange<Float> = 1e-6...1e6

    static func validate(_ weights: [Float]) throws {
        for (label, weight) in weights.enumerated() where !range.contains(weight) {
            throw ConfigurationError(
                field: "classWeights", value: "\(weight) for class \(label)", allowed: "from 1e-6 to 1e6 for each class"
            )
        }
    }

    /// The factors of all classes: `weights`, with 1 behind its end; with `balanced` also times n / (classes that occur ·
    /// examples of the class), so that all classes cost the same.
    static func factors(_ weights: [Float], balanced: Bool, labels: [Int], classCount: Int) throws -> [Float] {
        try require(
            weights.count <= classCount, "classWeights", weights, "a list of at most \(classCount) numbers here")
        var factors = weights + [Float](repeating: 1, count: classCount - weights.count)
        guard balanced else { return factors }
        var counts = [Int](repeating: 0, count: classCount)
        for label in labels { counts[label] += 1 }
        let occurring = counts.count { $0 > 0 }
        for label in 0..<classCount where counts[label] > 0 {
            factors[label] *= Float(Double(labels.count) / Double(occurring * counts[label]))
        }
        return factors
    }
}

extension Float {
    func rounded(toPlaces places: Int) -> Float {
        let scale = Float((0..<places).reduce(1) { product, _ in product * 10 })
        return (self * scale).rounded() / scale
    }
}
