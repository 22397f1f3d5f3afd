import Core
import Foundation

/// The loops over pixels of ``ColourHistogram`` and ``ColourMoments``.
enum ColourStatisticsKernels {
    /// Writes the histograms of one image to `output`, which has room for them.
    static func histograms(
        _ images: ImageStack, index: Int, _ fitted: FittedColourHistogram, into output: UnsafeMutablePointer<Float>
    ) {
        precondition(index >= 0 && index < images.count && images.isInMemory)
        let configuration = fitted.configuration
        let bins = Int32(configuration.bins)
        let grid = configuration.grid
        let length = fitted.cellLength
        output.update(repeating: 0, count: fitted.featureCount)
        for cell in 0..<grid * grid {
            let histogram = output + cell * length
            forEachPixel(images, index, cell, grid, configuration.space) { value, range in
                let first = min(value.x &* bins / range.x, bins &- 1)
                let second = min(value.y &* bins / range.y, bins &- 1)
                let third = min(value.z &* bins / range.z, bins &- 1)
                if configuration.joint {
                    histogram[Int((first &* bins &+ second) &* bins &+ third)] += 1
                } else {
                    histogram[Int(first)] += 1
                    histogram[Int(bins &+ second)] += 1
                    histogram[Int(2 &* bins &+ third)] += 1
                }
            }
            if configuration.joint {
                LBPKernels.normalize(histogram, length, configuration.normalisation)
            } else {
                for coordinate in 0..<3 {
                    LBPKernels.normalize(
                        histogram + coordinate * configuration.bins, configuration.bins, configuration.normalisation)
                }
            }
        }
    }

    /// Writes the moments of one image to `output`, which has room for them.
    static func moments(
        _ images: ImageStack, index: Int, _ fitted: FittedColourMoments, into output: UnsafeMutablePointer<Float>
    ) {
        precondition(index >= 0 && index < images.count && images.isInMemory)
        let grid = fitted.configuration.grid
        let space = fitted.configuration.space
        for cell in 0..<grid * grid {
            var sum = SIMD3<Double>.zero
            var count = 0.0
            forEachPixel(images, index, cell, grid, space) { value, range in
                sum += SIMD3<Double>(value) / SIMD3<Double>(range)
                count += 1
            }
            let mean = sum / count
            var squares = SIMD3<Double>.zero
            var cubes = SIMD3<Double>.zero
            forEachPixel(images, index, cell, grid, space) { value, range in
                let offset = SIMD3<Double>(value) / SIMD3<Double>(range) - mean
                squares += offset * offset
                cubes += offset * offset * offset
            }
            for coordinate in 0..<3 {
                let target = output + (cell * 3 + coordinate) * 3
                target[0] = Float(mean[coordinate])
                target[1] = Float((squares[coordinate] / count).squareRoot())
                target[2] = Float(cbrt(cubes[coordinate] / count))
            }
        }
    }

    /// Calls `body` with the coordinates of every pixel of cell `cell` of a grid.
    @inline(__always)
    private static func forEachPixel(
        _ images: ImageStack, _ index: Int, _ cell: Int, _ grid: Int, _ space: ColourSpace,
        _ body: (_ value: SIMD3<Int32>, _ range: SIMD3<Int32>) -> Void
    ) {
        let shape = images.shape
        func bounds(_ part: Int, _ length: Int) -> Range<Int> {
            (part * length + grid - 1) / grid..<((part + 1) * length + grid - 1) / grid
        }
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            let image = base + index * shape.count
            for row in bounds(cell / grid, shape.height) {
                for column in bounds(cell % grid, shape.width) {
                    let pixel = image + (row * shape.width + column) * shape.channels
                    let red = Int32(pixel[0])
                    let green = shape.channels == 3 ? Int32(pixel[1]) : red
                    let blue = shape.channels == 3 ? Int32(pixel[2]) : red
                    let (value, range) = space.coordinates(red, green, blue)
                    body(value, range)
                }
            }
        }
    }
}
