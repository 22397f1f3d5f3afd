import Core
import Features
import Foundation
import Testing

/// The bounds that comments on kernels promise, beside Foundation's functions in double precision.
@Suite("Approximations")
struct ApproximationTests {
    private static let directions = 1 << 14

    /// The largest error of an angle in radians, over all directions and magnitudes from 10⁻⁴ to 10⁴.
    private func worstAngle(_ function: (SIMD8<Float>, SIMD8<Float>) -> SIMD8<Float>) -> Double {
        var worst = 0.0
        for first in stride(from: 0, to: Self.directions, by: 8) {
            var (x, y) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
            for lane in 0..<8 {
                let angle = 2 * Double.pi * Double(first + lane) / Double(Self.directions)
                let length = pow(10, Double((first + lane) % 9) - 4)
                (x[lane], y[lane]) = (Float(length * cos(angle)), Float(length * sin(angle)))
            }
            let found = function(x, y)
            for lane in 0..<8 {
                let difference = Double(found[lane]) - atan2(Double(y[lane]), Double(x[lane]))
                worst = max(worst, abs(remainder(difference, 2 * .pi)))
            }
        }
        return worst
    }

    @Test("angles of SIFT and SURF have an error below 4·10⁻⁶ radians, and lie in a turn")
    func angles() {
        let sift = worstAngle { PolarKernels.angle($0, $1, turn: 2 * .pi) }
        let eighths = worstAngle { PolarKernels.angle($0, $1, turn: 8) * (.pi / 4) }
        let surf = worstAngle(SURFDescriptorKernels.angle)
        #expect(sift < 4e-6 && eighths < 4e-6 && surf < 4e-6, "\(sift), \(eighths), \(surf)")
        let x = SIMD8<Float>(0, 1, 1, -1, 0, 0, 1, -1)
        let y = SIMD8<Float>(0, 0, -0.0, 0, 1, -1, -1e-12, 1e-12)
        let exact: [Float] = [0, 0, 0, 4, 2, 6, 0, 4]
        let found = PolarKernels.angle(x, y, turn: 8)
        for lane in 0..<8 { #expect(abs(found[lane] - exact[lane]) < 5e-6 && found[lane] < 8, "\(found[lane])") }
    }

    @Test("the arctangent of HOG has an error below 4·10⁻⁶ radians")
    func arctangent() {
        var worst = 0.0
        for index in 0...Self.directions {
            let ratio = Float(index) / Float(Self.directions)
            let found = HOGFieldKernels.arctangent(SIMD8(repeating: ratio))[5]
            worst = max(worst, abs(Double(found) - atan(Double(ratio))))
        }
        #expect(worst < 4e-6, "\(worst)")
    }

    @Test("the exponential of SIFT has a relative error below 6·10⁻⁶ from −87 to 0, and stays at its least value below")
    func exponential() {
        var worst = 0.0
        for index in 0...Self.directions {
            let x = -87 * Float(index) / Float(Self.directions)
            worst = max(worst, abs(Double(PolarKernels.exponential(SIMD8(repeating: x))[2]) / exp(Double(x)) - 1))
        }
        #expect(worst < 6e-6, "\(worst)")
        let least = PolarKernels.exponential(SIMD8(-87, -88, -1000, -1e30, -.infinity, -87.5, -90, -87))
        #expect(least == SIMD8(repeating: least[0]))
    }

    @Test("the filter of a Gaussian leaves out less than 10⁻⁴ of it, and is as short as that allows")
    func taps() {
        #expect(GaussianTaps(sigma: 0).weights == [1])
        for sigma in [0.05, 0.12, 0.13, 0.3, 0.5, 0.8, 1, 1.6, 2.5, 7.3, 40] {
            let taps = GaussianTaps(sigma: sigma)
            func leftOut(_ radius: Int) -> Double { erfc((Double(radius) + 0.5) / (sigma * 2.0.squareRoot())) }
            #expect(leftOut(taps.radius) < 1e-4, "\(sigma)")
            #expect(taps.radius == 0 || leftOut(taps.radius - 1) > 0.9e-4, "\(sigma)")
            let sum = taps.weights[0] + 2 * taps.weights.dropFirst().reduce(0, +)
            #expect(abs(sum - 1) < 1e-6 && taps.weights.count == taps.radius + 1)
        }
    }
}
