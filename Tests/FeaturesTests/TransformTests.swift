import Core
import Features
import Foundation
import LinearAlgebra
import Testing

/// The covariance of rows, in double precision.
private func covariance(_ data: Matrix) -> [[Double]] {
    let means = (0..<data.columns).map { column in
        (0..<data.rows).reduce(0.0) { $0 + Double(data[$1, column]) } / Double(data.rows)
    }
    return (0..<data.columns).map { a in
        (0..<data.columns).map { b in
            (0..<data.rows).reduce(0.0) {
                $0 + (Double(data[$1, a]) - means[a]) * (Double(data[$1, b]) - means[b])
            } / Double(data.rows - 1)
        }
    }
}

@Suite("Principal components")
struct PrincipalComponentsTransformTests {
    @Test("eigenvalues and eigenvectors of a symmetric matrix")
    func eigen() throws {
        let (values, vectors) = try LAPACK.symmetricEigen([2, 1, 0, 1, 2, 0, 0, 0, 5], order: 3)
        for (value, expected) in zip(values, [5.0, 3, 1]) { #expect(abs(value - expected) < 1e-12) }
        let root = 0.5.squareRoot()
        let expected = [0, 0, 1, root, root, 0, root, -root, 0]
        for (value, expected) in zip(vectors.prefix(6), expected) { #expect(abs(value - expected) < 1e-12) }
        #expect(abs(abs(vectors[6]) - root) < 1e-12 && abs(vectors[6] + vectors[7]) < 1e-12)
        #expect(throws: UserError.self) { try LAPACK.symmetricEigen([.nan], order: 1) }
    }

    @Test("equals scikit-learn up to sign, with more rows than columns and with fewer", arguments: ["pca", "pca-few"])
    func scikitLearn(_ name: String) throws {
        let all = try encoderFixture("data")
        let data = name == "pca" ? all : all.selecting(Array(0..<8))
        let found = try PrincipalComponents(components: 5).fit(data, context: RunContext(threads: 2))
        let theirs = try encoderFixture("\(name)-directions")
        for (value, expected) in zip(found.variances, try encoderFixture("\(name)-variances").values) {
            #expect(abs(value - Double(expected)) < 1e-4 * Double(expected))
        }
        for row in 0..<5 {
            let ours = found.directions.row(row)
            let product = zip(ours, theirs.row(row)).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(abs(product) - 1) < 1e-4)
            #expect(ours.max(by: { abs($0) < abs($1) })! > 0)
        }
    }

    @Test("whitened training rows have the unit matrix as their covariance", arguments: [(500, 12), (30, 40)])
    func whitening(_ rows: Int, _ columns: Int) throws {
        let data = clusteredRows(rows, columns: columns, centres: 6, offset: 20)
        let white = try PrincipalComponents(components: 0, whiten: .pca).fit(data, context: RunContext())
        #expect(white.featureCount == min(rows - 1, columns))
        for (a, row) in covariance(white.apply(data, threads: 2)).enumerated() {
            for (b, value) in row.enumerated() { #expect(abs(value - (a == b ? 1 : 0)) < 5e-3) }
        }
    }

    @Test("ZCA whitens and stays as near to the rows as it can: its matrix is symmetric", arguments: [0, 2])
    func zca(_ components: Int) throws {
        let data = clusteredRows(400, columns: 9, centres: 6, offset: 3)
        let zca = try PrincipalComponents(components: components, whiten: .zca).fit(data, context: RunContext())
        let result = zca.apply(data, threads: 2)
        #expect(result.columns == 9)
        if components == 0 {
            for (a, row) in covariance(result).enumerated() {
                for (b, value) in row.enumerated() { #expect(abs(value - (a == b ? 1 : 0)) < 5e-3) }
            }
        }
        // The rows of the unit matrix, moved to the mean, become the columns of the matrix.
        let unit = Matrix(
            rows: 9, columns: 9, values: (0..<81).map { ($0 / 9 == $0 % 9 ? 1 : 0) + zca.mean[$0 % 9] })
        let matrix = zca.apply(unit, threads: 1)
        for a in 0..<9 { for b in 0..<a { #expect(abs(matrix[a, b] - matrix[b, a]) < 1e-3) } }
    }

    @Test("regularisation damps directions of little variance")
    func regularisation() throws {
        let data = clusteredRows(300, columns: 4, centres: 3)
        let plain = try PrincipalComponents(components: 4, whiten: .pca).fit(data, context: RunContext())
        let damped = try PrincipalComponents(components: 4, whiten: .pca, regularization: 2).fit(
            data, context: RunContext())
        let (a, b) = (plain.apply(data, threads: 1), damped.apply(data, threads: 1))
        for column in 0..<4 {
            let factor = (plain.variances[column] / (plain.variances[column] + 2)).squareRoot()
            #expect(abs(Double(b[7, column]) - factor * Double(a[7, column])) < 1e-3)
        }
    }

    @Test("threads do not change a bit; constant columns are dropped")
    func threads() throws {
        var values = clusteredRows(2000, columns: 70, centres: 6).values
        for row in 0..<2000 { values[row * 70 + 5] = 0.1 }
        let data = Matrix(rows: 2000, columns: 70, values: values)
        let one = try PrincipalComponents(components: 0, whiten: .zca).fit(data, context: RunContext(threads: 1))
        let three = try PrincipalComponents(components: 0, whiten: .zca).fit(data, context: RunContext(threads: 3))
        #expect(one.directions == three.directions && one.directions.rows == 69)
        #expect(one.apply(data, threads: 1) == three.apply(data, threads: 3))
    }

    @Test("impossible samples and settings are refused")
    func refusals() {
        let data = clusteredRows(10, columns: 3, centres: 2)
        #expect { try PrincipalComponents(components: 4).fit(data, context: RunContext()) } throws: {
            ($0 as? ConfigurationError)?.field == "components"
        }
        #expect { try PrincipalComponents(components: 1, regularization: -1).validate() } throws: {
            ($0 as? ConfigurationError)?.field == "regularization"
        }
        #expect(throws: UserError.self) {
            try PrincipalComponents().fit(Matrix(rows: 2, columns: 1, values: [1, .infinity]), context: RunContext())
        }
        #expect(throws: UserError.self) {
            try PrincipalComponents().fit(Matrix(rows: 1, columns: 1, values: [1]), context: RunContext())
        }
    }
}

@Suite("Row and column scaling")
struct ScalingTransformTests {
    @Test("columns get mean 0 and variance 1, constant ones become 0")
    func standardise() throws {
        var values = clusteredRows(500, columns: 5, centres: 3, offset: 100).values
        for row in 0..<500 { values[row * 5 + 3] = 0.1 }
        let data = Matrix(rows: 500, columns: 5, values: values)
        let fitted = try Standardisation().fit(data, context: RunContext(threads: 2))
        let result = fitted.apply(data, threads: 2)
        for column in 0..<5 {
            let numbers = (0..<500).map { Double(result[$0, column]) }
            let mean = numbers.reduce(0, +) / 500
            let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 500
            #expect(abs(mean) < 1e-4 && abs(variance - (column == 3 ? 0 : 1)) < 1e-4)
        }
        #expect((0..<500).allSatisfy { result[$0, 3] == 0 })
        #expect(throws: UserError.self) {
            try Standardisation().fit(Matrix(rows: 1, columns: 1, values: [.nan]), context: RunContext())
        }
    }

    @Test("rows get norm 1 after a power", arguments: Normalisation.Norm.allCases, [1, 0.5, 0.3])
    func normalise(_ norm: Normalisation.Norm, _ power: Double) throws {
        let data = clusteredRows(40, columns: 13, centres: 3)
        let zero = Matrix(rows: 1, columns: 13, values: Array(repeating: 0, count: 13))
        let fitted = try Normalisation(norm: norm, power: power).fit(data, context: RunContext())
        let result = fitted.apply(data, threads: 2)
        for row in 0..<40 {
            let powered = data.row(row).map { $0 < 0 ? -pow(Double(-$0), power) : pow(Double($0), power) }
            let length: Double
            switch norm {
            case .none: length = 1
            case .l1: length = powered.reduce(0) { $0 + abs($1) }
            case .l2: length = powered.reduce(0) { $0 + $1 * $1 }.squareRoot()
            }
            for (value, expected) in zip(result.row(row), powered) {
                #expect(abs(Double(value) - expected / length) < 1e-5)
            }
        }
        #expect(fitted.apply(zero, threads: 1) == zero)
        #expect { try Normalisation(norm: .l1, power: 0).validate() } throws: {
            ($0 as? ConfigurationError)?.field == "power"
        }
    }
}

@Suite("Homogeneous kernel map")
struct KernelMapTransformTests {
    private func kernel(_ kernel: HomogeneousKernelMap.Kernel, _ x: Double, _ y: Double) -> Double {
        guard x > 0, y > 0 else { return 0 }
        switch kernel {
        case .intersection: return min(x, y)
        case .chi2: return 2 * x * y / (x + y)
        case .jensenShannon: return x / 2 * log2((x + y) / x) + y / 2 * log2((x + y) / y)
        }
    }

    private func map(_ map: HomogeneousKernelMap, _ values: [Float]) throws -> Matrix {
        let column = Matrix(rows: values.count, columns: 1, values: values)
        return try map.fit(column, context: RunContext()).apply(column, threads: 2)
    }

    @Test(
        "inner products are near the kernel",
        arguments: [
            (HomogeneousKernelMap.Kernel.intersection, 1, 0.15, 0.04), (.intersection, 3, 0.09, 0.02),
            (.chi2, 1, 0.03, 0.005), (.chi2, 3, 0.008, 0.001), (.jensenShannon, 1, 0.012, 0.004),
            (.jensenShannon, 3, 0.002, 0.0005),
        ])
    func approximation(_ kernel: HomogeneousKernelMap.Kernel, _ order: Int, _ worst: Double, _ typical: Double) throws {
        let values = (0...50).map { Float($0) / 50 }
        let mapped = try map(HomogeneousKernelMap(kernel: kernel, order: order), values)
        #expect(mapped.columns == 2 * order + 1)
        var (largest, squares) = (0.0, 0.0)
        for a in 0...50 {
            for b in 0...50 {
                let product = zip(mapped.row(a), mapped.row(b)).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                let error = abs(product - self.kernel(kernel, Double(values[a]), Double(values[b])))
                largest = max(largest, error)
                squares += error * error
            }
        }
        #expect(
            largest < worst && (squares / 2601).squareRoot() < typical, "\(largest), \((squares / 2601).squareRoot())")
    }

    @Test("equals VLFeat's table", arguments: HomogeneousKernelMap.Kernel.allCases, [1, 2])
    func vlfeat(_ kernel: HomogeneousKernelMap.Kernel, _ order: Int) throws {
        let theirs = try encoderFixture("vlfeat-map-\(kernel.rawValue)-\(order)")
        let values = (0..<50).map { 0.02 + Float($0) * 0.02 }
        let ours = try map(HomogeneousKernelMap(kernel: kernel, order: order), values)
        #expect(largestDifference(ours.values, theirs.values) < 0.01)
    }

    @Test("signs, zeros, extremes and columns")
    func layout() throws {
        let values: [Float] = [0, 0.3, -0.3, 1e-38, 1e30, -7, 0.5, 2, 3, 4, 5]
        let row = Matrix(rows: 1, columns: 11, values: values)
        let transform = HomogeneousKernelMap(kernel: .chi2, order: 2)
        let whole = try transform.fit(row, context: RunContext()).apply(row, threads: 1)
        let single = try map(transform, values)
        for column in 0..<11 {
            for number in 0..<5 { #expect(whole[0, number * 11 + column] == single[column, number]) }
        }
        #expect(single.values.allSatisfy { $0.isFinite })
        #expect(single.row(0).allSatisfy { $0 == 0 })
        #expect(zip(single.row(1), single.row(2)).allSatisfy { $0 == -$1 })
    }

    @Test("the degree of homogeneity is gamma")
    func gamma() throws {
        let mapped = try map(HomogeneousKernelMap(kernel: .chi2, order: 1, gamma: 0.5), [0.2, 0.8])
        let squares = (0..<2).map { mapped.row($0).reduce(0) { $0 + $1 * $1 } }
        #expect(abs(squares[1] / squares[0] - 2) < 1e-4)
    }

    @Test("impossible settings are refused by name")
    func refusals() {
        for (map, field) in [
            (HomogeneousKernelMap(kernel: .chi2, order: 9), "order"),
            (HomogeneousKernelMap(kernel: .chi2, period: -1), "period"),
            (HomogeneousKernelMap(kernel: .chi2, gamma: 0), "gamma"),
        ] {
            #expect { try map.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }
}
