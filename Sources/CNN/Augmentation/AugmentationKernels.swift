import Core

/// Memory for distorting one image at a time. Every worker has one of its own: two threads must not use the same at once.
public final class AugmentationScratch: @unchecked Sendable {
    let augmentation: FittedAugmentation
    /// 1 / deviation and −mean / deviation in each channel, and the same with the colours of the present image.
    private let scales: [Float]
    private let origins: [Float]
    private let gains: UnsafeMutablePointer<Float>
    private let offsets: UnsafeMutablePointer<Float>
    /// The column of the image that each column of the result shows, or -1 for none.
    private let columns: UnsafeMutablePointer<Int>
    private let warp: WarpScratch?

    /// Gives memory for `augmentation`, whose images alone it can then distort.
    public init(_ augmentation: FittedAugmentation) {
        self.augmentation = augmentation
        scales = augmentation.deviations.map { 1 / $0 }
        origins = zip(augmentation.means, augmentation.deviations).map { -$0 / $1 }
        gains = .allocate(capacity: scales.count)
        offsets = .allocate(capacity: scales.count)
        gains.initialize(from: scales, count: scales.count)
        offsets.initialize(from: origins, count: scales.count)
        columns = .allocate(capacity: augmentation.outputShape.width)
        columns.initialize(repeating: 0, count: augmentation.outputShape.width)
        warp = augmentation.configuration.resamples ? WarpScratch(augmentation) : nil
    }

    deinit {
        gains.deallocate()
        offsets.deallocate()
        columns.deallocate()
    }

    /// Distorts image `index` in `epoch`.
    ///
    /// - Parameters:
    ///   - source: The image, `inputShape.count` pixels as `[row][column][channel]`.
    ///   - target: Room for `outputShape.count` numbers, `[channel][row][column]`.
    public func distort(
        index: Int, epoch: Int, seed: UInt64, from source: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<Float>
    ) {
        render(
            augmentation.distortion(index: index, epoch: epoch, seed: seed),
            ElasticStream(seed: seed, epoch: epoch, index: index), from: source, into: target)
    }

    /// Normalises an image as it is, of a larger one the centre; `mirrored` exchanges left and right.
    public func plain(
        mirrored: Bool = false, from source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>
    ) {
        var distortion = augmentation.plain
        distortion.isFlipped = mirrored
        render(distortion, nil, from: source, into: target)
    }

    /// - Parameter stream: Where the elastic field comes from; nil for an image that is not resampled.
    func render(
        _ distortion: Distortion, _ stream: ElasticStream?, from source: UnsafePointer<UInt8>,
        into target: UnsafeMutablePointer<Float>
    ) {
        for channel in scales.indices {
            gains[channel] = scales[channel] * distortion.gain
            offsets[channel] = origins[channel] * distortion.gain + distortion.offsets[channel]
        }
        if let warp, let stream {
            warp.render(distortion, stream, gains: gains, offsets: offsets, from: source, into: target)
        } else {
            moveWholePixels(distortion, from: source, into: target)
        }
        cutOut(distortion, from: target)
    }

    /// The elastic displacements of an image, to the right and down.
    func displacement(_ stream: ElasticStream) -> (right: [Float], down: [Float]) {
        let shape = augmentation.outputShape
        guard let warp, augmentation.configuration.elastic > 0 else {
            let zeros = [Float](repeating: 0, count: shape.height * shape.width)
            return (zeros, zeros)
        }
        return warp.displacement(stream)
    }

    private func cutOut(_ distortion: Distortion, from target: UnsafeMutablePointer<Float>) {
        guard !distortion.cutRows.isEmpty, !distortion.cutColumns.isEmpty else { return }
        let shape = augmentation.outputShape
        for channel in 0..<shape.channels {
            for row in distortion.cutRows {
                let start = target + (channel * shape.height + row) * shape.width + distortion.cutColumns.lowerBound
                start.update(repeating: 0, count: distortion.cutColumns.count)
            }
        }
    }

    private func moveWholePixels(
        _ distortion: Distortion, from source: UnsafePointer<UInt8>, into target: UnsafeMutablePointer<Float>
    ) {
        let (input, output) = (augmentation.inputShape, augmentation.outputShape)
        let fill = augmentation.configuration.fill
        let area = output.height * output.width
        let isFlipped = distortion.isFlipped
        // Columns that show one of the image, before left and right are exchanged: `inside`; the others by `columns`.
        let begin = distortion.left - distortion.right
        let lower = min(max(-begin, 0), output.width)
        let inside = lower..<max(min(input.width - begin, output.width), lower)
        for x in 0..<output.width where !inside.contains(x) {
            columns[x] = PixelKernels.place(begin + x, of: input.width, fill)
        }
        for y in 0..<output.height {
            let row = PixelKernels.place(y + distortion.top - distortion.down, of: input.height, fill)
            let line = target + y * output.width
            guard row >= 0 else {
                for channel in 0..<output.channels {
                    (line + channel * area).update(repeating: outside(channel, distortion), count: output.width)
                }
                continue
            }
            let from = source + row * input.width * input.channels
            if !inside.isEmpty {
                let first = isFlipped ? output.width - inside.upperBound : inside.lowerBound
                PixelKernels.convert(
                    from + (begin + inside.lowerBound) * input.channels, channels: input.channels, count: inside.count,
                    mirrored: isFlipped, gains: gains, offsets: offsets, into: line + first, plane: area)
            }
            guard inside.count < output.width else { continue }
            for x in 0..<output.width where !inside.contains(x) {
                let place = line + (isFlipped ? output.width - 1 - x : x)
                for channel in 0..<output.channels {
                    place[channel * area] =
                        columns[x] < 0
                        ? outside(channel, distortion)
                        : PixelKernels.convert(
                            from[columns[x] * input.channels + channel], gains[channel], offsets[channel])
                }
            }
        }
    }

    /// What stands outside the image, in the modes where that is one value.
    private func outside(_ channel: Int, _ distortion: Distortion) -> Float {
        augmentation.configuration.fill == .zero ? distortion.offsets[channel] : offsets[channel]
    }
}

/// Pixels to numbers.
enum PixelKernels {
    /// The place 0 ..< `count` that stands at `place`, which may lie outside; -1 for none.
    @inline(__always)
    static func place(_ place: Int, of count: Int, _ fill: Augmentation.Fill) -> Int {
        if place >= 0, place < count { return place }
        switch fill {
        case .zero, .background: return -1
        case .edge: return min(max(place, 0), count - 1)
        case .reflect:
            guard count > 1 else { return 0 }
            let period = 2 * (count - 1)
            let rest = ((place % period) + period) % period
            return rest < count ? rest : period - rest
        }
    }

    /// `value` · `gain` + `offset`, to the bit as the vectors below have it.
    @inline(__always)
    static func convert(_ value: UInt8, _ gain: Float, _ offset: Float) -> Float {
        var sum = SIMD2<Float>(repeating: offset)
        sum.accumulate(SIMD2(repeating: Float(value)), gain)
        return sum[0]
    }

    /// Converts `count` pixels side by side, each channel into its plane; `mirrored` reverses their order.
    ///
    /// - Parameter target: The place of the first pixel of the result in the first plane.
    static func convert(
        _ source: UnsafePointer<UInt8>, channels: Int, count: Int, mirrored: Bool, gains: UnsafePointer<Float>,
        offsets: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, plane: Int
    ) {
        guard count >= 16, channels == 1 || channels == 3 else {
            for x in 0..<count {
                let place = target + (mirrored ? count - 1 - x : x)
                for channel in 0..<channels {
                    place[channel * plane] = convert(source[x * channels + channel], gains[channel], offsets[channel])
                }
            }
            return
        }
        for start in stride(from: 0, to: count, by: 16) {
            // The last sixteen overlap those before them.
            let x = min(start, count - 16)
            let place = target + (mirrored ? count - 16 - x : x)
            if channels == 1 {
                store(SIMD16<UInt8>(at: source + x), mirrored, gains[0], offsets[0], place)
            } else {
                let (red, green, blue) = split(
                    SIMD16<UInt8>(at: source + 3 * x), SIMD16<UInt8>(at: source + 3 * x + 16),
                    SIMD16<UInt8>(at: source + 3 * x + 32))
                store(red, mirrored, gains[0], offsets[0], place)
                store(green, mirrored, gains[1], offsets[1], place + plane)
                store(blue, mirrored, gains[2], offsets[2], place + 2 * plane)
            }
        }
    }

    /// Copies `count` pixels side by side, each channel into its plane.
    static func split(
        _ source: UnsafePointer<UInt8>, channels: Int, count: Int, into target: UnsafeMutablePointer<UInt8>, plane: Int
    ) {
        guard count >= 16, channels == 3 else {
            for channel in 0..<channels {
                for x in 0..<count { target[channel * plane + x] = source[x * channels + channel] }
            }
            return
        }
        for start in stride(from: 0, to: count, by: 16) {
            let x = min(start, count - 16)
            let parts = split(
                SIMD16<UInt8>(at: source + 3 * x), SIMD16<UInt8>(at: source + 3 * x + 16),
                SIMD16<UInt8>(at: source + 3 * x + 32))
            parts.0.store(at: target + x)
            parts.1.store(at: target + x + plane)
            parts.2.store(at: target + x + 2 * plane)
        }
    }

    @inline(__always)
    private static func store(
        _ pixels: SIMD16<UInt8>, _ mirrored: Bool, _ gain: Float, _ offset: Float, _ target: UnsafeMutablePointer<Float>
    ) {
        let ordered = mirrored ? reversed(pixels) : pixels
        var sum = SIMD16<Float>(repeating: offset)
        sum.accumulate(SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: ordered)), gain)
        sum.store(at: target)
    }

    @inline(__always)
    private static func reversed(_ a: SIMD16<UInt8>) -> SIMD16<UInt8> {
        SIMD16(
            a[15], a[14], a[13], a[12], a[11], a[10], a[9], a[8], a[7], a[6], a[5], a[4], a[3], a[2], a[1], a[0])
    }

    /// Sixteen pixels of three channels, side by side, into their channels. Every place is a constant, so these are shuffles.
    @inline(__always)
    static func split(
        _ a: SIMD16<UInt8>, _ b: SIMD16<UInt8>, _ c: SIMD16<UInt8>
    ) -> (SIMD16<UInt8>, SIMD16<UInt8>, SIMD16<UInt8>) {
        (
            SIMD16(
                a[0], a[3], a[6], a[9], a[12], a[15], b[2], b[5], b[8], b[11], b[14], c[1], c[4], c[7], c[10], c[13]),
            SIMD16(
                a[1], a[4], a[7], a[10], a[13], b[0], b[3], b[6], b[9], b[12], b[15], c[2], c[5], c[8], c[11], c[14]),
            SIMD16(
                a[2], a[5], a[8], a[11], a[14], b[1], b[4], b[7], b[10], b[13], c[0], c[3], c[6], c[9], c[12], c[15])
        )
    }
}
