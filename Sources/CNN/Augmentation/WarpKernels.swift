import Core
import Foundation

/// Resamples one image by an affine map and an elastic field in a single bilinear pass. Part of ``AugmentationScratch``.
///
/// The four neighbours that a bilinear value needs are packed into one 32-bit word beforehand, so that each value takes one read
/// from memory, and the rest is arithmetic of sixteen values at a time.
final class WarpScratch {
    private let augmentation: FittedAugmentation
    /// Pixels around the image that its fill has been written to; what lies farther out has the value of the outermost.
    private let margin: Int
    private let height: Int
    private let width: Int
    /// The image with its margin, `[channel][row][column]`, of `height` × `width`.
    private let bytes: UnsafeMutablePointer<UInt8>
    /// At each place the pixel there, the one to its right, the one below and the one below that to the right.
    private let words: UnsafeMutablePointer<UInt32>
    private let elastic: ElasticField?
    private let identity: ElasticField

    init(_ augmentation: FittedAugmentation) {
        self.augmentation = augmentation
        let shape = augmentation.inputShape
        let fill = augmentation.configuration.fill
        margin = fill == .reflect ? min(max(min(shape.height, shape.width) - 1, 1), 64) : 1
        height = shape.height + 2 * margin
        width = shape.width + 2 * margin
        let count = shape.channels * height * width
        // Rows are read and written sixteen at a time, beyond their ends.
        bytes = .allocate(capacity: count + width + 64)
        words = .allocate(capacity: count + 64)
        bytes.initialize(repeating: 0, count: count + width + 64)
        words.initialize(repeating: 0, count: count + 64)
        if fill == .zero {
            for channel in 0..<shape.channels {
                let level = UInt8(min(max(augmentation.means[channel].rounded(), 0), 255))
                (bytes + channel * height * width).update(repeating: level, count: height * width)
            }
        }
        let (configuration, output) = (augmentation.configuration, augmentation.outputShape)
        elastic =
            configuration.elastic > 0
            ? ElasticField(
                height: output.height, width: output.width, alpha: configuration.elastic,
                sigma: configuration.elasticSigma) : nil
        identity = ElasticField(height: output.height, width: output.width, alpha: 0, sigma: 0.5)
    }

    deinit {
        bytes.deallocate()
        words.deallocate()
    }

    func displacement(_ stream: ElasticStream) -> (right: [Float], down: [Float]) {
        let field = elastic ?? identity
        if elastic != nil { field.draw(stream) }
        return (field.values(0), field.values(1))
    }

    func render(
        _ distortion: Distortion, _ stream: ElasticStream, gains: UnsafePointer<Float>, offsets: UnsafePointer<Float>,
        from source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>
    ) {
        load(source)
        pack()
        elastic?.draw(stream)
        resample(distortion, elastic ?? identity, gains: gains, offsets: offsets, into: target)
    }

    /// Copies the image into the middle of `bytes`, and its border into the margin where that depends on the image.
    private func load(_ source: UnsafePointer<UInt8>) {
        let shape = augmentation.inputShape
        let area = height * width
        for y in 0..<shape.height {
            let from = source + y * shape.width * shape.channels
            let row = bytes + (y + margin) * width + margin
            if shape.channels == 1 {
                row.update(from: from, count: shape.width)
            } else {
                PixelKernels.split(from, channels: shape.channels, count: shape.width, into: row, plane: area)
            }
        }
        let fill = augmentation.configuration.fill
        guard fill == .edge || fill == .reflect else { return }
        for channel in 0..<shape.channels {
            let plane = bytes + channel * area
            for y in margin..<margin + shape.height {
                let row = plane + y * width
                for x in 0..<margin {
                    row[x] = row[margin + PixelKernels.place(x - margin, of: shape.width, fill)]
                    let right = margin + shape.width + x
                    row[right] = row[margin + PixelKernels.place(shape.width + x, of: shape.width, fill)]
                }
            }
            for y in 0..<margin {
                let above = margin + PixelKernels.place(y - margin, of: shape.height, fill)
                let below = margin + PixelKernels.place(shape.height + y, of: shape.height, fill)
                (plane + y * width).update(from: plane + above * width, count: width)
                (plane + (margin + shape.height + y) * width).update(from: plane + below * width, count: width)
            }
        }
    }

    private func pack() {
        func load(_ source: UnsafePointer<UInt8>) -> SIMD16<UInt32> {
            SIMD16<UInt32>(truncatingIfNeeded: SIMD16<UInt8>(at: source))
        }
        // The last row of a channel takes the first of the next for the one below it; it is never asked for.
        let count = augmentation.inputShape.channels * height * width
        for start in stride(from: 0, to: count, by: 16) {
            let place = bytes + start
            let top = load(place) | load(place + 1) &<< 8
            let word = top | load(place + width) &<< 16 | load(place + width + 1) &<< 24
            word.store(at: words + start)
        }
    }

    private func resample(
        _ distortion: Distortion, _ field: ElasticField, gains: UnsafePointer<Float>, offsets: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>
    ) {
        let output = augmentation.outputShape
        let sign: Float = distortion.isFlipped ? -1 : 1
        let (a, c) = (distortion.matrix[0] * sign, distortion.matrix[2] * sign)
        let (b, d) = (distortion.matrix[1], distortion.matrix[3])
        let centre = (x: Float(output.width - 1) / 2, y: Float(output.height - 1) / 2)
        let origin = (
            x: Float(distortion.left - distortion.right + margin) + centre.x,
            y: Float(distortion.top - distortion.down + margin) + centre.y
        )
        let isWide = output.width >= 16
        for y in 0..<output.height {
            let fromCentre = Float(y) - centre.y
            let (rowX, rowY) = (origin.x + b * fromCentre, origin.y + d * fromCentre)
            for start in stride(from: 0, to: output.width, by: 16) {
                // The last sixteen overlap those before them; where there are fewer, what is too much is not stored.
                let x = isWide ? min(start, output.width - 16) : start
                let along = SIMD16<Float>(repeating: Float(x) - centre.x) + Self.lanes
                var sourceX = field.load(0, y, x) + rowX
                var sourceY = field.load(1, y, x) + rowY
                sourceX.accumulate(along, a)
                sourceY.accumulate(along, c)
                let place = target + y * output.width + x
                interpolate(
                    sourceX, sourceY, gains, offsets, into: place, count: min(16, output.width - x),
                    plane: output.height * output.width)
            }
        }
    }

    private static let lanes = SIMD16<Float>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)

    /// The values of every channel at sixteen places, of which `count` are stored.
    @inline(__always)
    private func interpolate(
        _ x: SIMD16<Float>, _ y: SIMD16<Float>, _ gains: UnsafePointer<Float>, _ offsets: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>, count: Int, plane: Int
    ) {
        let (column, shareX) = Self.split(x, below: Float(width - 1))
        let (row, shareY) = Self.split(y, below: Float(height - 1))
        let places = row &* SIMD16(repeating: UInt32(truncatingIfNeeded: width)) &+ column
        for channel in 0..<augmentation.inputShape.channels {
            let base = words + channel * height * width
            var word = SIMD16<UInt32>(repeating: 0)
            for lane in 0..<16 { word[lane] = base[Int(places[lane])] }
            let a = Self.byte(word, 0), b = Self.byte(word, 8), c = Self.byte(word, 16), d = Self.byte(word, 24)
            var top = a, bottom = c
            top.accumulate(b - a, shareX)
            bottom.accumulate(d - c, shareX)
            top.accumulate(bottom - top, shareY)
            var value = SIMD16<Float>(repeating: offsets[channel])
            value.accumulate(top, gains[channel])
            let place = target + channel * plane
            if count == 16 {
                value.store(at: place)
            } else {
                for lane in 0..<count { place[lane] = value[lane] }
            }
        }
    }

    @inline(__always)
    private static func byte(_ words: SIMD16<UInt32>, _ shift: UInt32) -> SIMD16<Float> {
        let bytes = (words &>> SIMD16(repeating: shift)) & 255
        return SIMD16<Float>(unsafeBitCast(bytes, to: SIMD16<Int32>.self))
    }

    /// A whole number 0 … `limit` − 1 and the share by which the value, clamped to 0 … `limit`, is above it: from 0 to 1, both
    /// included, as halves are rounded to even numbers.
    @inline(__always)
    private static func split(_ value: SIMD16<Float>, below limit: Float) -> (SIMD16<UInt32>, SIMD16<Float>) {
        let upper = SIMD16<Float>(repeating: limit.nextDown)
        let zero = value - value
        let clamped = lanewiseMin(lanewiseMax(value, zero), upper)
        // Adding 2²³ rounds to a whole number, which then stands in the lowest bits.
        let rounder = SIMD16<Float>(repeating: 8_388_608)
        let shifted = lanewiseMax(clamped - 0.5, zero) + rounder
        let whole = shifted - rounder
        return (unsafeBitCast(shifted, to: SIMD16<UInt32>.self) & 0x007F_FFFF, clamped - whole)
    }
}

/// Displacements of the pixels of a picture: uniform noise in ±1, smoothed by a Gaussian, times α.
final class ElasticField {
    private let height: Int
    private let width: Int
    private let radius: Int
    /// Numbers in a row of `fields`, and of `noise`: whole vectors.
    private let stride: Int
    private let noiseStride: Int
    /// Numbers in one field of `rows`.
    private let rowsCount: Int
    /// The Gaussian from the middle outward: `radius` + 1 weights.
    private let taps: UnsafeMutablePointer<Float>
    /// Random bytes of both fields, `[field][row][column]`.
    private let random: UnsafeMutablePointer<UInt8>
    /// The noise with zeros to its left and right, `[row][field][column]`.
    private let noise: UnsafeMutablePointer<Float>
    /// Smoothed along rows, with `radius` rows of zeros above and below, `[field][row][column]`.
    private let rows: UnsafeMutablePointer<Float>
    /// To the right and down, `[field][row][column]`.
    private let fields: UnsafeMutablePointer<Float>
    private let alpha: Float

    init(height: Int, width: Int, alpha: Double, sigma: Double) {
        self.height = height
        self.width = width
        self.alpha = Float(alpha)
        radius = Int((3 * sigma).rounded(.up))
        stride = (width + 15) / 16 * 16
        noiseStride = stride + 2 * radius
        let weights = (0...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
        let sum = weights[0] + 2 * weights.dropFirst().reduce(0, +)
        taps = Self.zeros(radius + 1)
        for (place, weight) in weights.enumerated() { taps[place] = Float(weight / sum) }
        let bytes = 2 * height * stride + 64
        random = .allocate(capacity: bytes)
        random.initialize(repeating: 0, count: bytes)
        noise = Self.zeros(2 * height * noiseStride + 16)
        rowsCount = (height + 2 * radius) * stride
        rows = Self.zeros(2 * rowsCount)
        fields = Self.zeros(2 * height * stride + 16)
    }

    deinit {
        taps.deallocate()
        random.deallocate()
        noise.deallocate()
        rows.deallocate()
        fields.deallocate()
    }

    private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
        let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    /// The displacements from column `x` on in row `y`, to the right (0) or down (1).
    @inline(__always)
    func load(_ field: Int, _ y: Int, _ x: Int) -> SIMD16<Float> {
        SIMD16<Float>(at: fields + (field * height + y) * stride + x)
    }

    func values(_ field: Int) -> [Float] {
        (0..<height).flatMap { y in (0..<width).map { fields[(field * height + y) * stride + $0] } }
    }

    func draw(_ stream: ElasticStream) {
        var source = stream.random
        for place in Swift.stride(from: 0, to: 2 * height * stride, by: 8) {
            UnsafeMutableRawPointer(random + place).storeBytes(of: source.next(), as: UInt64.self)
        }
        // All of the noise comes first: what was stored only just now is slow to read across its borders.
        for y in 0..<height {
            for field in 0..<2 {
                fillNoise(random + (field * height + y) * stride, into: noise + (2 * y + field) * noiseStride + radius)
            }
        }
        for y in 0..<height {
            smooth(
                noise + 2 * y * noiseStride + radius, apart: noiseStride, step: 1, factor: 1,
                into: rows + (radius + y) * stride, apart: rowsCount)
        }
        for y in 0..<height {
            smooth(
                rows + (radius + y) * stride, apart: rowsCount, step: stride, factor: alpha,
                into: fields + y * stride, apart: height * stride)
        }
    }

    /// Bytes 0…255 to numbers in ±1; columns beyond the width are zero.
    @inline(__always)
    private func fillNoise(_ bytes: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>) {
        for x in Swift.stride(from: 0, to: stride, by: 16) {
            let value = SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: SIMD16<UInt8>(at: bytes + x)))
            ((value - 127.5) * (1 / 127.5)).store(at: target + x)
        }
        for x in width..<stride { target[x] = 0 }
    }

    /// One row of both fields, each number the Gaussian mean of those that lie a multiple of `step` before and after its place.
    /// Both fields and both sides are summed side by side, so that no sum waits for itself.
    @inline(__always)
    private func smooth(
        _ source: UnsafePointer<Float>, apart sourceDistance: Int, step: Int, factor: Float,
        into target: UnsafeMutablePointer<Float>, apart targetDistance: Int
    ) {
        for x in Swift.stride(from: 0, to: stride, by: 16) {
            let (first, second) = (source + x, source + sourceDistance + x)
            var (before0, after0) = (SIMD16<Float>(at: first) * taps[0], SIMD16<Float>(repeating: 0))
            var (before1, after1) = (SIMD16<Float>(at: second) * taps[0], SIMD16<Float>(repeating: 0))
            var offset = step
            for distance in 1...radius {
                let weight = SIMD16<Float>(repeating: taps[distance])
                before0.accumulate(SIMD16<Float>(at: first - offset), weight)
                after0.accumulate(SIMD16<Float>(at: first + offset), weight)
                before1.accumulate(SIMD16<Float>(at: second - offset), weight)
                after1.accumulate(SIMD16<Float>(at: second + offset), weight)
                offset &+= step
            }
            ((before0 + after0) * factor).store(at: target + x)
            ((before1 + after1) * factor).store(at: target + targetDistance + x)
        }
    }
}
