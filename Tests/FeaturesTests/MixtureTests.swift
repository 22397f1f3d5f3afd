import Core
import Features
import Foundation
import Testing

/// The logarithm of w N(x; μ, σ²) for each component, in double precision.
func naiveLogarithms(_ row: ArraySlice<Float>, _ parameters: GaussianMixture.Parameters) -> [Double] {
    parameters.weights.indices.map { component in
        var value = log(Double(parameters.weights[component]))
        for (column, x) in row.enumerated() {
            let variance = Double(parameters.variances[component, column])
            let difference = Double(x) - Double(parameters.means[component, column])
            value -= 0.5 * (log(2 * Double.pi * variance) + difference * difference / variance)
        }
        return value
    }
}

func naivePosteriors(_ row: ArraySlice<Float>, _ parameters: GaussianMixture.Parameters) -> [Double] {
    let logarithms = naiveLogarithms(row, parameters)
    let largest = logarithms.max()!
    let sum = logarithms.reduce(0) { $0 + exp($1 - largest) }
    return logarithms.map { exp($0 - largest) / sum }
}

private func logLikelihood(_ data: Matrix, _ parameters: GaussianMixture.Parameters) -> Double {
    (0..<data.rows).reduce(0.0) { sum, row in
        let logarithms = naiveLogarithms(data.row(row), parameters)
        let largest = logarithms.max()!
        return sum + largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) })
    } / Double(data.rows)
}

@Suite("Gaussian mixture")
struct MixtureTests {
    @Test("equals scikit-learn from the same parameters")
    func scikitLearn() throws {
        let data = try encoderFixture("data")
        let initial = GaussianMixture.Parameters(
            weights: Array(repeating: 1 / 7, count: 7), means: data.selecting(Array(0..<7)),
            variances: Matrix(rows: 7, columns: 12, values: Array(repeating: 2, count: 84)))
        let found = try GaussianMixture(components: 7, iterations: 8, tolerance: 0, varianceFloor: 1e-9).fit(
            data, initial: initial, context: RunContext(threads: 2))
        #expect(found.iterations == 8)
        #expect(largestDifference(found.parameters.weights, try encoderFixture("gmm-weights").values) < 1e-4)
        #expect(largestDifference(found.parameters.means.values, try encoderFixture("gmm-means").values) < 2e-3)
        #expect(largestDifference(found.parameters.variances.values, try encoderFixture("gmm-variances").values) < 5e-3)
        let score = Double(try encoderFixture("gmm-score").values[0])
        #expect(abs(logLikelihood(data, found.parameters) - score) < 1e-3)
    }

    @Test("posteriors and the likelihood equal the definition", arguments: [(5, 3, 0), (17, 11, 20), (64, 8, -100)])
    func definition(_ components: Int, _ columns: Int, _ offset: Int) throws {
        let data = clusteredRows(450, columns: columns, centres: 7, offset: Float(offset))
        let found = try GaussianMixture(components: components, iterations: 3, tolerance: 0).fit(
            data, context: RunContext(seed: 2))
        let posteriors = found.posteriors(data, threads: 2)
        for row in stride(from: 0, to: 450, by: 11) {
            let expected = naivePosteriors(data.row(row), found.parameters)
            for (value, expected) in zip(posteriors.row(row), expected) {
                #expect(abs(Double(value) - expected) < 3e-3)
            }
            #expect(abs(posteriors.row(row).reduce(0, +) - 1) < 1e-5)
        }
        let more = try GaussianMixture(components: components, iterations: 1).fit(
            data, initial: found.parameters, context: RunContext())
        let expected = logLikelihood(data, found.parameters)
        #expect(abs(more.logLikelihood[0] - expected) < 1e-4 * abs(expected))
    }

    @Test("no iteration lowers the likelihood")
    func neverWorse() throws {
        let data = clusteredRows(2500, columns: 4, centres: 25, offset: 5)
        let found = try GaussianMixture(components: 20, iterations: 60, tolerance: 1e-5).fit(
            data, context: RunContext(seed: 4, threads: 2))
        #expect(found.iterations > 4)
        for (before, after) in zip(found.logLikelihood, found.logLikelihood.dropFirst()) {
            #expect(after >= before - 1e-5 * abs(before))
        }
    }

    @Test("finds the parameters that rows were drawn with")
    func recovery() throws {
        let data = SyntheticDescriptors.gaussianMixture(8000, columns: 6, components: 3, seed: 1)
        let found = try GaussianMixture(components: 3).fit(data, context: RunContext(seed: 1))
        #expect(found.converged)
        for variance in found.parameters.variances.values { #expect(abs(variance - 1) < 0.15) }
        for weight in found.parameters.weights { #expect(abs(weight - 1 / 3) < 0.05) }
    }

    @Test("threads do not change a bit")
    func threads() throws {
        let data = clusteredRows(5003, columns: 13, centres: 9)
        let mixture = GaussianMixture(components: 10, iterations: 4)
        let one = try mixture.fit(data, context: RunContext(seed: 5, threads: 1))
        let three = try mixture.fit(data, context: RunContext(seed: 5, threads: 3))
        #expect(one.parameters == three.parameters && one.logLikelihood == three.logLikelihood)
        #expect(one.posteriors(data, threads: 1) == one.posteriors(data, threads: 4))
    }

    @Test("constant columns and duplicates stay finite")
    func degenerate() throws {
        var values = clusteredRows(200, columns: 4, centres: 3).values
        for row in 0..<200 { values[row * 4 + 2] = 7 }
        let constant = Matrix(rows: 200, columns: 4, values: values)
        let same = Matrix(rows: 50, columns: 3, values: Array(repeating: 0.3, count: 150))
        for data in [constant, same] {
            let found = try GaussianMixture(components: 4).fit(data, context: RunContext())
            #expect(found.parameters.means.values.allSatisfy { $0.isFinite })
            #expect(found.parameters.variances.values.allSatisfy { $0 > 0 && $0.isFinite })
            #expect(found.logLikelihood.allSatisfy { $0.isFinite })
            #expect(abs(found.parameters.weights.reduce(0, +) - 1) < 1e-5)
        }
    }

    @Test("impossible samples and settings are refused in one line")
    func refusals() throws {
        let data = clusteredRows(10, columns: 3, centres: 2)
        #expect { try GaussianMixture(components: 11).fit(data, context: RunContext()) } throws: {
            ($0 as? UserError)?.description.contains("10 samples are too few for 11 components") == true
        }
        let broken = Matrix(rows: 2, columns: 2, values: [0, 1, .nan, 2])
        #expect(throws: UserError.self) { try GaussianMixture(components: 1).fit(broken, context: RunContext()) }
        for (mixture, field) in [
            (GaussianMixture(components: 0), "components"),
            (GaussianMixture(components: 2, iterations: 0), "iterations"),
            (GaussianMixture(components: 2, tolerance: -1), "tolerance"),
            (GaussianMixture(components: 2, varianceFloor: 0), "varianceFloor"),
        ] {
            #expect { try mixture.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
    }
}
