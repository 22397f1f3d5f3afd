import Core
import Foundation

/// The hot loops of ``Gabor``.
///
/// An image is worked through in bands of some dozen rows. With the horizontal products Rc and Rs of the image with
/// g(x)·cos and g(x)·sin, and the vertical factors c and s, the response in direction θ is
/// (Rc∗c − Rs∗s) + j(Rc∗s + Rs∗c), and in the mirrored direction (Rc∗c + Rs∗s) + j(Rc∗s − Rs∗c): four sums give two responses.
enum GaborKernels {
    /// Pixels of a row that are worked on together.
    private static let width = 32

    /// Writes the energies of the images in `range`, each at its own row of `output`.
    static func extract(
        _ images: ImageStack, range: Range<Int>, configuration: Gabor, bank: GaborBank, featureCount: Int,
        into output: SharedPointer<Float>
    ) {
        precondition(images.isInMemory && range.lowerBound >= 0 && range.upperBound <= images.count)
        let grid = configuration.grid
        precondition(grid <= min(images.shape.height, images.shape.width))
        precondition(featureCount == grid * grid * configuration.scales * configuration.orientations * 2)
        let scratch = GaborScratch(configuration, bank, images.shape)
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let source = pixels.baseAddress else { return }
            for index in range {
                scratch.sums.update(repeating: 0, count: featureCount)
                for band in scratch.bands {
                    for scale in bank.scales.indices {
                        respond(source + index * images.shape.count, band, scale, bank, scratch)
                    }
                }
                finish(scratch, into: output.base + index * featureCount)
            }
        }
    }

    /// Adds the energies of one band at one scale to the sums.
    private static func respond(
        _ image: UnsafePointer<UInt8>, _ band: Range<Int>, _ scale: Int, _ bank: GaborBank, _ scratch: GaborScratch
    ) {
        let radius = bank.scales[scale].radius
        let kernels = scratch.kernels[scale]
        let rows = band.count + 2 * radius
        load(image, first: band.lowerBound - radius, rows: rows, radius: radius, scratch)
        blur(kernels.gaussian, radius, band.count, scratch)
        for (number, pair) in bank.pairs.enumerated() {
            let factors = kernels.factors[number]
            for row in 0..<rows {
                rowProducts(
                    scratch.source.base + row * scratch.sourceStride, factors.horizontal.base, 2 * radius + 1,
                    scratch.cosine.base + row * scratch.stride, scratch.sine.base + row * scratch.stride, scratch.stride
                )
            }
            for row in 0..<band.count {
                magnitudes(factors, radius, row, scratch)
                scratch.add(scratch.magnitude.base, row: band.lowerBound + row, scale: scale, orientation: pair.first)
                guard let mirrored = pair.mirrored else { continue }
                scratch.add(scratch.mirrored.base, row: band.lowerBound + row, scale: scale, orientation: mirrored)
            }
        }
    }

    /// Fills the source with rows of the image from `first` on, with `radius` pixels more on either side, all reflected.
    private static func load(
        _ image: UnsafePointer<UInt8>, first: Int, rows: Int, radius: Int, _ scratch: GaborScratch
    ) {
        let shape = scratch.shape
        for row in 0..<rows {
            let y = GaborScratch.reflected(first + row, shape.height)
            let source = image + y * shape.width * shape.channels
            let target = scratch.source.base + row * scratch.sourceStride
            for x in 0..<shape.width {
                let value: UInt32
                if shape.channels == 1 {
                    value = UInt32(source[x])
                } else {
                    let pixel = source + 3 * x
                    let luma = UInt32(pixel[0]) &* 299 &+ UInt32(pixel[1]) &* 587 &+ UInt32(pixel[2]) &* 114
                    value = (luma &+ 500) / 1000
                }
                target[radius + x] = Float(value) * (1 / 255)
            }
            for x in 0..<radius {
                target[x] = target[radius + GaborScratch.reflected(x - radius, shape.width)]
                target[radius + shape.width + x] =
                    target[radius + GaborScratch.reflected(shape.width + x, shape.width)]
            }
        }
    }

    /// The image under the Gaussian alone.
    private static func blur(_ gaussian: AlignedFloats, _ radius: Int, _ count: Int, _ scratch: GaborScratch) {
        let taps = 2 * radius + 1
        for row in 0..<count + 2 * radius {
            let source = scratch.source.base + row * scratch.sourceStride
            let target = scratch.cosine.base + row * scratch.stride
            for x in Swift.stride(from: 0, to: scratch.stride, by: width) {
                store(sums(source + x, 1, gaussian.base, taps), target + x)
            }
        }
        for row in 0..<count {
            let source = scratch.cosine.base + row * scratch.stride
            let target = scratch.blurred.base + row * scratch.stride
            for x in Swift.stride(from: 0, to: scratch.stride, by: width) {
                store(sums(source + x, scratch.stride, gaussian.base, taps), target + x)
            }
        }
    }

    /// Σ kernel[t] · source[x + t·step] for 32 neighbouring x.
    @inline(__always)
    private static func sums(
        _ source: UnsafePointer<Float>, _ step: Int, _ kernel: UnsafePointer<Float>, _ taps: Int
    ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
        var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        var place = source
        for tap in 0..<taps {
            let factor = SIMD8(repeating: kernel[tap])
            sums.0.accumulate(SIMD8<Float>(at: place), factor)
            sums.1.accumulate(SIMD8<Float>(at: place + 8), factor)
            sums.2.accumulate(SIMD8<Float>(at: place + 16), factor)
            sums.3.accumulate(SIMD8<Float>(at: place + 24), factor)
            place += step
        }
        return sums
    }

    @inline(__always)
    private static func store(
        _ values: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>), _ target: UnsafeMutablePointer<Float>
    ) {
        values.0.store(aligned: target)
        values.1.store(aligned: target + 8)
        values.2.store(aligned: target + 16)
        values.3.store(aligned: target + 24)
    }

    /// The products of one row with both horizontal factors, which lie as `[tap][cosine, sine]`.
    private static func rowProducts(
        _ source: UnsafePointer<Float>, _ kernel: UnsafePointer<Float>, _ taps: Int,
        _ cosine: UnsafeMutablePointer<Float>, _ sine: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        for x in Swift.stride(from: 0, to: count, by: width) {
            var (c0, c1, c2, c3) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
            var (s0, s1, s2, s3) = (c0, c1, c2, c3)
            for tap in 0..<taps {
                let place = source + x + tap
                let (v0, v1) = (SIMD8<Float>(at: place), SIMD8<Float>(at: place + 8))
                let (v2, v3) = (SIMD8<Float>(at: place + 16), SIMD8<Float>(at: place + 24))
                let c = SIMD8(repeating: kernel[2 * tap])
                let s = SIMD8(repeating: kernel[2 * tap + 1])
                c0.accumulate(v0, c); c1.accumulate(v1, c); c2.accumulate(v2, c); c3.accumulate(v3, c)
                s0.accumulate(v0, s); s1.accumulate(v1, s); s2.accumulate(v2, s); s3.accumulate(v3, s)
            }
            store((c0, c1, c2, c3), cosine + x)
            store((s0, s1, s2, s3), sine + x)
        }
    }

    /// Writes the magnitudes of both directions of a pair for one row of the band.
    private static func magnitudes(
        _ factors: GaborScratch.Factors, _ radius: Int, _ row: Int, _ scratch: GaborScratch
    ) {
        let stride = scratch.stride
        let kernel = factors.vertical.base
        let mean = SIMD8(repeating: factors.mean)
        for x in Swift.stride(from: 0, to: stride, by: 16) {
            var (a0, a1, b0, b1) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
            var (c0, c1, d0, d1) = (a0, a1, b0, b1)
            var cosine = UnsafePointer(scratch.cosine.base) + row * stride + x
            var sine = UnsafePointer(scratch.sine.base) + row * stride + x
            for tap in 0..<2 * radius + 1 {
                let c = SIMD8(repeating: kernel[2 * tap])
                let s = SIMD8(repeating: kernel[2 * tap + 1])
                let (u0, u1) = (SIMD8<Float>(aligned: cosine), SIMD8<Float>(aligned: cosine + 8))
                let (v0, v1) = (SIMD8<Float>(aligned: sine), SIMD8<Float>(aligned: sine + 8))
                a0.accumulate(u0, c); a1.accumulate(u1, c)
                b0.accumulate(v0, s); b1.accumulate(v1, s)
                c0.accumulate(u0, s); c1.accumulate(u1, s)
                d0.accumulate(v0, c); d1.accumulate(v1, c)
                cosine += stride
                sine += stride
            }
            let blurred = scratch.blurred.base + row * stride + x
            a0 -= mean * SIMD8<Float>(aligned: blurred)
            a1 -= mean * SIMD8<Float>(aligned: blurred + 8)
            magnitude(a0 - b0, c0 + d0).store(aligned: scratch.magnitude.base + x)
            magnitude(a1 - b1, c1 + d1).store(aligned: scratch.magnitude.base + x + 8)
            magnitude(a0 + b0, c0 - d0).store(aligned: scratch.mirrored.base + x)
            magnitude(a1 + b1, c1 - d1).store(aligned: scratch.mirrored.base + x + 8)
        }
    }

    @inline(__always)
    private static func magnitude(_ real: SIMD8<Float>, _ imaginary: SIMD8<Float>) -> SIMD8<Float> {
        (real * real + imaginary * imaginary).squareRoot()
    }

    /// Turns sums and sums of squares into means and standard deviations.
    private static func finish(_ scratch: GaborScratch, into output: UnsafeMutablePointer<Float>) {
        let perCell = scratch.filters * 2
        for cell in 0..<scratch.grid * scratch.grid {
            let rows = scratch.rowBounds[cell / scratch.grid + 1] - scratch.rowBounds[cell / scratch.grid]
            let columns = scratch.columnBounds[cell % scratch.grid + 1] - scratch.columnBounds[cell % scratch.grid]
            let count = Double(rows * columns)
            for place in Swift.stride(from: cell * perCell, to: (cell + 1) * perCell, by: 2) {
                let mean = scratch.sums[place] / count
                output[place] = Float(mean)
                output[place + 1] = Float(max(scratch.sums[place + 1] / count - mean * mean, 0).squareRoot())
            }
        }
    }
}

/// The filters as the kernels read them, and the memory of one worker.
private final class GaborScratch {
    struct Factors {
        /// `[tap][cosine, sine]`, under the Gaussian.
        let horizontal, vertical: AlignedFloats
        /// See ``GaborBank/Scale/mean(angle:)``.
        let mean: Float
    }

    struct Kernels {
        let gaussian: AlignedFloats
        /// One for each pair of directions.
        let factors: [Factors]
    }

    let shape: ImageShape
    let grid, orientations, filters: Int
    let kernels: [Kernels]
    let bands: [Range<Int>]
    let rowBounds, columnBounds: [Int]
    /// Which row of cells a row of the image belongs to.
    private let cellRow: [Int]
    /// Distance of rows in `source`, and in the others.
    let sourceStride, stride: Int
    let source, cosine, sine, blurred, magnitude, mirrored: AlignedFloats
    /// `[cell row][cell column][scale][orientation][sum, sum of squares]`
    let sums: UnsafeMutablePointer<Double>

    init(_ configuration: Gabor, _ bank: GaborBank, _ shape: ImageShape) {
        self.shape = shape
        let (grid, orientations) = (configuration.grid, configuration.orientations)
        self.grid = grid
        self.orientations = orientations
        filters = configuration.scales * orientations
        kernels = bank.scales.map { scale in
            Kernels(
                gaussian: Self.floats(scale.gaussian),
                factors: bank.pairs.map { pair in
                    let angle = .pi * Double(pair.first) / Double(orientations)
                    return Factors(
                        horizontal: Self.wave(scale, scale.frequency * cos(angle)),
                        vertical: Self.wave(scale, scale.frequency * sin(angle)),
                        mean: Float(scale.mean(angle: angle)))
                })
        }
        let reach = bank.scales.map(\.radius).max() ?? 0
        let rows = min(shape.height, 64)
        bands = Swift.stride(from: 0, to: shape.height, by: rows).map { $0..<min($0 + rows, shape.height) }
        rowBounds = (0...grid).map { $0 * shape.height / grid }
        columnBounds = (0...grid).map { $0 * shape.width / grid }
        var cellRow = [Int](repeating: 0, count: shape.height)
        for cell in 0..<grid {
            for row in cell * shape.height / grid..<(cell + 1) * shape.height / grid { cellRow[row] = cell }
        }
        self.cellRow = cellRow
        stride = (shape.width + 31) / 32 * 32
        sourceStride = stride + 2 * reach
        source = AlignedFloats((rows + 2 * reach) * sourceStride)
        cosine = AlignedFloats((rows + 2 * reach) * stride)
        sine = AlignedFloats((rows + 2 * reach) * stride)
        blurred = AlignedFloats(rows * stride)
        magnitude = AlignedFloats(stride)
        mirrored = AlignedFloats(stride)
        sums = .allocate(capacity: grid * grid * filters * 2)
        sums.initialize(repeating: 0, count: grid * grid * filters * 2)
    }

    deinit {
        sums.deallocate()
    }

    private static func floats(_ values: [Double]) -> AlignedFloats {
        let result = AlignedFloats(values.count)
        for (index, value) in values.enumerated() { result.base[index] = Float(value) }
        return result
    }

    private static func wave(_ scale: GaborBank.Scale, _ frequency: Double) -> AlignedFloats {
        floats(
            scale.gaussian.indices.flatMap { index -> [Double] in
                let phase = 2 * Double.pi * frequency * Double(index - scale.radius)
                return [scale.gaussian[index] * cos(phase), scale.gaussian[index] * sin(phase)]
            })
    }

    /// The pixel that stands in for one outside of 0 ..< count: 2 1 | 0 1 2 3 | 2 1.
    static func reflected(_ index: Int, _ count: Int) -> Int {
        guard count > 1 else { return 0 }
        let period = 2 * (count - 1)
        let place = (index % period + period) % period
        return min(place, period - place)
    }

    /// Adds a row of magnitudes to the sums of its cells.
    func add(_ magnitudes: UnsafePointer<Float>, row: Int, scale: Int, orientation: Int) {
        for column in 0..<grid {
            let end = columnBounds[column + 1]
            var x = columnBounds[column]
            var (sums, squares) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
            while x + 8 <= end {
                let value = SIMD8<Float>(at: magnitudes + x)
                sums += value
                squares.accumulate(value, value)
                x += 8
            }
            var (sum, square) = (sums.sum(), squares.sum())
            while x < end {
                sum += magnitudes[x]
                square += magnitudes[x] * magnitudes[x]
                x += 1
            }
            let place = (((cellRow[row] * grid + column) * filters) + scale * orientations + orientation) * 2
            self.sums[place] += Double(sum)
            self.sums[place + 1] += Double(square)
        }
    }
}
