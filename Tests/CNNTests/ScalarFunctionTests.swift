import CNN
import Foundation
import Testing

/// The functions that networks compute in single precision, beside Foundation's in double precision.
@Suite("Functions of networks")
struct ScalarFunctionTests {
    private static let samples = 1 << 14

    /// The largest of what `error` makes of x, of the exact value and of the value found.
    private func worst(
        _ range: ClosedRange<Float>, _ function: (SIMD16<Float>) -> SIMD16<Float>, _ exact: (Double) -> Double,
        error: (_ exact: Double, _ found: Double) -> Double
    ) -> Double {
        var worst = 0.0
        let step = (range.upperBound - range.lowerBound) / Float(Self.samples - 1)
        for first in stride(from: 0, to: Self.samples, by: 16) {
            var x = SIMD16<Float>.zero
            for lane in 0..<16 { x[lane] = min(range.lowerBound + Float(first + lane) * step, range.upperBound) }
            let found = function(x)
            for lane in 0..<16 { worst = max(worst, error(exact(Double(x[lane])), Double(found[lane]))) }
        }
        return worst
    }

    private func absolute(_ exact: Double, _ found: Double) -> Double { abs(found - exact) }
    private func relative(_ exact: Double, _ found: Double) -> Double { abs(found / exact - 1) }

    @Test("the normal distribution has an absolute error below 3·10⁻⁷")
    func normalDistribution() {
        let exact = { 0.5 * erfc(-$0 / 2.0.squareRoot()) }
        for reach: Float in [1, 15] {
            let error = worst(-reach...reach, Float.normalDistribution, exact, error: absolute)
            #expect(error < 3e-7, "\(error)")
        }
        let ends = Float.normalDistribution(SIMD16(lowHalf: SIMD8(repeating: -1e9), highHalf: SIMD8(repeating: 1e9)))
        #expect(ends[0] == 0 && ends[15] == 1)
    }

    @Test("the hyperbolic tangent has a relative error below 3·10⁻⁷, near zero too")
    func hyperbolicTangent() {
        for reach: ClosedRange<Float> in [1e-6...0.7, 0.55...0.65, 0.5...25, -25 ... -0.001] {
            let error = worst(reach, Float.hyperbolicTangent, { tanh($0) }, error: relative)
            #expect(error < 3e-7, "\(reach): \(error)")
        }
        #expect(Float.hyperbolicTangent(.zero) == .zero)
    }

    @Test("the inverse fourth root has a relative error below 2.5·10⁻⁷, of the smallest and the largest numbers too")
    func inverseFourthRoot() {
        for range: ClosedRange<Float> in [0.5...8, Float.leastNormalMagnitude...1e-37, 1e37...3.4e38] {
            let error = worst(range, Float.inverseFourthRoot, { pow($0, -0.25) }, error: relative)
            #expect(error < 2.5e-7, "\(range): \(error)")
        }
    }

    @Test("powers of local response normalisation have a relative error below 5·10⁻⁷", arguments: [-0.75, 0.5, 0.75])
    func powers(_ exponent: Float) {
        let error = worst(0.01...100, { Float.power($0, exponent) }, { pow($0, Double(exponent)) }, error: relative)
        #expect(error < 5e-7, "\(error)")
    }
}
