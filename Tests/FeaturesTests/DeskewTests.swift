import Core
import Features
import Foundation
import Testing

@Suite("Deskewing")
struct DeskewTests {
    /// A bar of 3 columns through the middle of 28 rows that leans by `slope` columns a row.
    private func bar(_ slope: Float, channels: Int = 1) -> ImageStack {
        let shape = ImageShape(height: 28, width: 28, channels: channels)
        var pixels = [UInt8](repeating: 0, count: shape.count)
        for row in 4..<24 {
            let centre = 13.5 + slope * (Float(row) - 13.5)
            for column in 0..<28 {
                let value = min(max(2 - abs(Float(column) - centre), 0), 1) * 200
                for channel in 0..<channels {
                    pixels[(row * 28 + column) * channels + channel] = UInt8(value.rounded())
                }
            }
        }
        return ImageStack(shape: shape, pixels: pixels)
    }

    private func difference(_ left: ImageStack, _ right: ImageStack) -> Int {
        zip(left.pixels, right.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    }

    @Test("a leaning bar stands upright, an upright one stays", arguments: [Float(0), 0.25, -0.4, 0.7], [1, 3])
    func bars(_ slope: Float, _ channels: Int) {
        let upright = bar(0, channels: channels)
        let changed = Deskew().apply(bar(slope, channels: channels), threads: 1)
        // Linear interpolation softens the edges of the bar: by half a pixel's step at most.
        #expect(difference(changed, upright) <= (slope == 0 ? 0 : 101))
        var (inside, all) = (0, 0)
        for (place, value) in changed.pixels.enumerated() where place % channels == 0 {
            all += Int(value)
            if (12...15).contains(place / channels % 28) { inside += Int(value) }
        }
        #expect(inside * 10 >= all * 9)
    }

    @Test("slants beyond the limit are followed up to it; limit 0 changes nothing")
    func limits() {
        let leaning = bar(0.5)
        #expect(Deskew(limit: 0).apply(leaning, threads: 1) == leaning)
        let half = Deskew(limit: 0.25).apply(leaning, threads: 1)
        #expect(difference(Deskew().apply(half, threads: 1), bar(0)) < 130)
        #expect(half != leaning && half != Deskew().apply(leaning, threads: 1))
        #expect { try Deskew(limit: 5).validate() } throws: { ($0 as? ConfigurationError)?.field == "limit" }
    }

    @Test(
        "images without ink, of one row, or white ones stay; one image does not change the next, threads change nothing"
    )
    func hostile() {
        for (height, width, value) in [(28, 28, 0), (1, 40, 200), (40, 1, 9), (1, 1, 255)] {
            let shape = ImageShape(height: height, width: width, channels: 1)
            let image = ImageStack(shape: shape, pixels: [UInt8](repeating: UInt8(value), count: shape.count))
            #expect(Deskew().apply(image, threads: 1) == image)
        }
        let bars = [bar(0.3), bar(0), bar(-0.5)]
        let stack = ImageStack(shape: bars[0].shape, pixels: bars.flatMap(\.pixels))
        let together = Deskew().apply(stack, threads: 2)
        for index in bars.indices {
            #expect(Deskew().apply(bars[index], threads: 1) == together.selecting([index]))
        }
    }
}

@Suite("Smoothing")
struct SmoothTests {
    @Test("a point becomes the Gaussian, flat images stay, and the brightness is kept", arguments: [0.5, 1, 2.3])
    func point(_ sigma: Double) {
        let shape = ImageShape(height: 31, width: 29, channels: 3)
        var pixels = [UInt8](repeating: 0, count: shape.count)
        for channel in 0..<3 { pixels[(15 * 29 + 14) * 3 + channel] = 255 }
        let smoothed = Smooth(sigma: sigma).apply(ImageStack(shape: shape, pixels: pixels), threads: 1)
        let reach = Int((3 * sigma).rounded(.up))
        let whole = (-reach...reach).reduce(0.0) { $0 + exp(-0.5 * Double($1 * $1) / (sigma * sigma)) }
        for row in 0..<31 {
            for column in 0..<29 {
                let (y, x) = (Double(row - 15), Double(column - 14))
                let isNear = abs(y) <= Double(reach) && abs(x) <= Double(reach)
                let expected = isNear ? 255 * exp(-0.5 * (x * x + y * y) / (sigma * sigma)) / (whole * whole) : 0
                let found = Double(smoothed.pixels[(row * 29 + column) * 3 + 1])
                #expect(abs(found - expected) <= 0.51)
            }
        }
        let flat = ImageStack(shape: shape, pixels: [UInt8](repeating: 200, count: shape.count))
        #expect(Smooth(sigma: sigma).apply(flat, threads: 2) == flat)
        #expect { try Smooth(sigma: 0).validate() } throws: { ($0 as? ConfigurationError)?.field == "sigma" }
    }
}

@Suite("Columns scaled to a range")
struct MinMaxScalingTests {
    @Test("the extremes of the training rows become the ends of the range, constant columns zero")
    func range() throws {
        let rows = Matrix(rows: 3, columns: 3, values: [1, 5, -2, 3, 5, 0, 2, 5, 6])
        let fitted = try MinMaxScaling(lower: 0, upper: 1).fit(rows, context: RunContext())
        #expect(fitted.apply(rows, threads: 1).values == [0, 0, 0, 1, 0, 0.25, 0.5, 0, 1])
        let other = Matrix(rows: 1, columns: 3, values: [4, 9, 2])
        #expect(fitted.apply(other, threads: 1).values == [1.5, 0, 0.5])
        let symmetric = try MinMaxScaling().fit(rows, context: RunContext()).apply(rows, threads: 1)
        #expect(symmetric.values == [-1, 0, -1, 1, 0, -0.5, 0, 0, 1])
    }

    @Test("impossible ranges and rows that are not finite are refused")
    func refusals() {
        for (scaling, field) in [
            (MinMaxScaling(lower: 1, upper: 1), "upper"), (MinMaxScaling(lower: -.infinity, upper: 1), "lower"),
        ] {
            #expect { try scaling.validate() } throws: { ($0 as? ConfigurationError)?.field == field }
        }
        let bad = Matrix(rows: 2, columns: 2, values: [1, 2, .nan, 3])
        #expect(throws: UserError.self) { try MinMaxScaling().fit(bad, context: RunContext()) }
    }
}
