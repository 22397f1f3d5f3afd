import Core
import Foundation
import Testing

/// The bounds that the comments of ``TileKernels`` promise, beside Foundation's functions in double precision.
@Suite("Elementary functions")
struct ElementaryTests {
    private static let samples = 1 << 15

    /// Calls `check` with each number of the range and with what `function` makes of it, eight at a time.
    private func sweep(
        _ range: ClosedRange<Float>, _ function: (SIMD8<Float>) -> SIMD8<Float>,
        _ check: (_ x: Double, _ value: Double) -> Void
    ) {
        let step = (range.upperBound - range.lowerBound) / Float(Self.samples - 1)
        for first in stride(from: 0, to: Self.samples, by: 8) {
            var x = SIMD8<Float>.zero
            for lane in 0..<8 { x[lane] = min(range.lowerBound + Float(first + lane) * step, range.upperBound) }
            let values = function(x)
            for lane in 0..<8 { check(Double(x[lane]), Double(values[lane])) }
        }
    }

    @Test("eˣ from −87 to 80 has a relative error below 2·10⁻⁷, eight and sixteen at a time alike")
    func exponential() {
        var worst = 0.0
        sweep(-87...80, TileKernels.exponential) { x, value in worst = max(worst, abs(value / exp(x) - 1)) }
        #expect(worst < 2e-7, "\(worst)")
        var x = SIMD16<Float>.zero
        for lane in 0..<16 { x[lane] = -100 + 11.3 * Float(lane) }
        let sixteen = TileKernels.exponential(x)
        #expect(sixteen.lowHalf == TileKernels.exponential(x.lowHalf))
        #expect(sixteen.highHalf == TileKernels.exponential(x.highHalf))
        let low = SIMD8<Float>(-.infinity, -1e30, -1000, -88, -87.0001, -87, 0, -0.0)
        let values = TileKernels.exponential(low)
        for lane in 0..<5 { #expect(values[lane] == 0, "e to \(low[lane])") }
        #expect(values[5] > 1.6e-38 && values[6] == 1 && values[7] == 1)
    }

    @Test("the logarithm of all normal numbers has a relative or absolute error below 3·10⁻⁷")
    func logarithm() {
        var worst = 0.0
        func check(_ x: Double, _ value: Double) {
            let error = abs(value - log(x))
            worst = max(worst, min(error, error / abs(log(x))))
        }
        sweep(0.25...4, TileKernels.logarithm, check)
        // All exponents, and all of the first digits.
        for bits in stride(from: Float.leastNormalMagnitude.bitPattern, to: Float.infinity.bitPattern, by: 65_521) {
            let x = Float(bitPattern: bits)
            check(Double(x), Double(TileKernels.logarithm(SIMD8(repeating: x))[3]))
        }
        #expect(worst < 3e-7, "\(worst)")
        #expect(TileKernels.logarithm(SIMD8(repeating: 1)) == .zero)
    }

    @Test("sine and cosine have an absolute error below 10⁻⁶ + 10⁻⁷ |x|", arguments: [Float(4), 100, 1000])
    func waves(_ reach: Float) {
        for (function, exact) in [
            ({ TileKernels.sineAndCosine($0).sine }, { sin($0) }),
            ({ TileKernels.sineAndCosine($0).cosine }, { cos($0) }),
        ] as [((SIMD8<Float>) -> SIMD8<Float>, (Double) -> Double)] {
            var worst = 0.0
            sweep(-reach...reach, function) { x, value in
                worst = max(worst, abs(value - exact(x)) / (1e-6 + 1e-7 * abs(x)))
            }
            #expect(worst < 1, "\(worst) of the bound")
        }
    }

    @Test("maximum, minimum and choice go by their definition, what is no number and zeros included")
    func choices() {
        let a = SIMD8<Float>(1, 2, .nan, 3, 0, -0.0, -.infinity, 5)
        let b = SIMD8<Float>(2, 1, 3, .nan, -0.0, 0, .infinity, 5)
        func bits(_ value: SIMD8<Float>) -> [UInt32] { (0..<8).map { value[$0].bitPattern } }
        let largest = (0..<8).map { (a[$0] < b[$0] ? b[$0] : a[$0]).bitPattern }
        let smallest = (0..<8).map { (b[$0] < a[$0] ? b[$0] : a[$0]).bitPattern }
        #expect(bits(lanewiseMax(a, b)) == largest && bits(lanewiseMin(a, b)) == smallest)
        let yes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
        let chosen = (0..<8).map { (a[$0] < b[$0] ? yes[$0] : -1).bitPattern }
        #expect(bits(choose(where: a, isBelow: b, yes, else: SIMD8(repeating: -1))) == chosen)
        #expect(TileKernels.largest(SIMD8(3, -1, 7.5, 2, 0, 7, -8, 1)) == 7.5)
    }

    @Test("a picture that is smoothed or resized is within a level of sums in double precision")
    func pictures() throws {
        var random = RandomSource(seed: 3, stream: 1)
        let shape = ImageShape(height: 17, width: 23, channels: 3)
        let pixels = (0..<shape.count).map { _ in UInt8(random.integer(below: 256)) }
        let image = ImageStack(shape: shape, pixels: pixels)
        func pixel(_ row: Int, _ column: Int, _ channel: Int) -> Double {
            Double(pixels[(min(max(row, 0), 16) * 23 + min(max(column, 0), 22)) * 3 + channel])
        }
        // Smoothing: a Gaussian up to 3 standard deviations, of weights that add up to 1.
        let sigma = 1.3
        let smoothed = GaussianSmoothing(sigma: sigma).apply(image, threads: 2).pixels
        let weights = (-4...4).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
        let total = weights.reduce(0, +)
        // Resizing: a triangle about the new pixel's centre, as wide as the coarser of both grids is.
        let resized = image.resized(height: 7, width: 31).pixels
        func shares(_ index: Int, _ old: Int, _ new: Int) -> [Double] {
            let scale = Double(old) / Double(new)
            let centre = (Double(index) + 0.5) * scale
            let raw = (0..<old).map { max(0, 1 - abs(Double($0) + 0.5 - centre) / max(scale, 1)) }
            return raw.map { $0 / raw.reduce(0, +) }
        }
        var worst = (smoothed: 0.0, resized: 0.0)
        for channel in 0..<3 {
            for place in 0..<17 * 23 {
                var sum = 0.0
                for (dy, weight) in weights.enumerated() {
                    for (dx, other) in weights.enumerated() {
                        sum += weight * other * pixel(place / 23 + dy - 4, place % 23 + dx - 4, channel)
                    }
                }
                worst.smoothed = max(worst.smoothed, abs(Double(smoothed[place * 3 + channel]) - sum / total / total))
            }
            for place in 0..<7 * 31 {
                let (down, across) = (shares(place / 31, 17, 7), shares(place % 31, 23, 31))
                var sum = 0.0
                for row in 0..<17 where down[row] > 0 {
                    for column in 0..<23 { sum += down[row] * across[column] * pixel(row, column, channel) }
                }
                worst.resized = max(worst.resized, abs(Double(resized[place * 3 + channel]) - sum))
            }
        }
        // Rounded to the nearest level; sums in single precision decide what lies between two.
        #expect(worst.smoothed < 0.5001 && worst.resized < 0.5001, "\(worst)")
    }
}
