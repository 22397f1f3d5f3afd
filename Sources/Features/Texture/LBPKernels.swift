import Core

/// The hot loops of ``LBP``: eight neighbouring pixels are the lanes of every vector.
enum LBPKernels {
    /// Writes the descriptor of one image to `output`, which has room for it.
    static func histograms(
        _ images: ImageStack, index: Int, _ fitted: FittedLBP, into output: UnsafeMutablePointer<Float>
    ) {
        precondition(index >= 0 && index < images.count && images.isInMemory && images.shape.channels == 1)
        let grid = fitted.configuration.grid
        let bins = fitted.bins
        let (rows, columns) = fitted.interior
        output.update(repeating: 0, count: fitted.featureCount)
        forEachRow(images, index, fitted) { row, codes in
            let line = output + row * grid / rows * grid * bins
            for cell in 0..<grid {
                let histogram = line + cell * bins
                for column in (cell * columns + grid - 1) / grid..<((cell + 1) * columns + grid - 1) / grid {
                    histogram[Int(codes[column])] += 1
                }
            }
        }
        for cell in 0..<grid * grid {
            normalize(output + cell * bins, bins, fitted.configuration.normalisation)
        }
    }

    /// The bins of all interior pixels of the only image of `images`.
    static func codes(_ images: ImageStack, _ fitted: FittedLBP) -> [Int] {
        precondition(images.count == 1 && images.shape.channels == 1)
        var result: [Int] = []
        forEachRow(images, 0, fitted) { _, codes in
            for column in 0..<fitted.interior.columns { result.append(Int(codes[column])) }
        }
        return result
    }

    /// Turns counts into numbers.
    static func normalize(_ values: UnsafeMutablePointer<Float>, _ count: Int, _ scheme: HistogramNormalisation) {
        var sum: Float = 0
        for index in 0..<count { sum += scheme == .l2 ? values[index] * values[index] : values[index] }
        guard sum > 0 else { return }
        let factor = 1 / (scheme == .l2 ? sum.squareRoot() : sum)
        for index in 0..<count {
            let share = values[index] * factor
            values[index] = scheme == .sqrt ? share.squareRoot() : share
        }
    }

    /// Calls `body` with the bins of each interior row.
    @inline(__always)
    private static func forEachRow(
        _ images: ImageStack, _ index: Int, _ fitted: FittedLBP,
        _ body: (_ row: Int, _ codes: UnsafeMutablePointer<UInt32>) -> Void
    ) {
        let width = fitted.shape.width
        let radius = fitted.configuration.radius
        let lines = 2 * radius + 1
        // Vectors may run over the end of a row.
        let stride = (width + 7) / 8 * 8 + 16
        let window = UnsafeMutablePointer<Float>.allocate(capacity: lines * stride)
        let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: stride)
        let places = UnsafeMutablePointer<UnsafeMutablePointer<Float>>.allocate(capacity: fitted.samples.count)
        window.initialize(repeating: 0, count: lines * stride)
        codes.initialize(repeating: 0, count: stride)
        defer {
            window.deallocate()
            codes.deallocate()
            places.deallocate()
        }
        images.pixels.withUnsafeBufferPointer { pixels in
            guard let base = pixels.baseAddress else { return }
            let image = base + index * images.shape.count
            func load(_ row: Int) {
                let target = window + row % lines * stride
                let source = image + row * width
                for x in 0..<width { target[x] = Float(source[x]) }
            }
            for row in 0..<2 * radius { load(row) }
            for row in 0..<fitted.interior.rows {
                load(row + 2 * radius)
                patterns(row + radius, window, stride, fitted, places, codes)
                assign(codes, fitted)
                body(row, codes)
            }
        }
    }

    /// The codes of the pixels of one interior row.
    ///
    /// - Parameter places: Room for one place a sample.
    @inline(never)
    private static func patterns(
        _ row: Int, _ window: UnsafeMutablePointer<Float>, _ stride: Int, _ fitted: FittedLBP,
        _ places: UnsafeMutablePointer<UnsafeMutablePointer<Float>>, _ codes: UnsafeMutablePointer<UInt32>
    ) {
        let radius = fitted.configuration.radius
        let lines = 2 * radius + 1
        let neighbours = fitted.configuration.neighbours
        let centre = window + row % lines * stride + radius
        fitted.samples.withUnsafeBufferPointer { samples in
            for (index, sample) in samples.enumerated() {
                places[index] = window + (row + sample.row) % lines * stride + radius + sample.column
            }
            for block in Swift.stride(from: 0, to: fitted.interior.columns, by: 8) {
                let middle = SIMD8<Float>(at: centre + block)
                let zero = middle - middle
                let threshold = middle - 1e-4
                // Twelve bits at a time.
                var code = zero
                var low = zero
                var bit: Float = 1
                var value = zero
                for index in 0..<samples.count {
                    value.accumulate(SIMD8<Float>(at: places[index] + block), samples[index].weight)
                    guard samples[index].isLast else { continue }
                    code += choose(where: value, isBelow: threshold, zero, else: zero + bit)
                    value = zero
                    bit *= 2
                    if bit == 4096 && index &+ 1 < samples.count {
                        low = code
                        code = zero
                        bit = 1
                    }
                }
                let bits = neighbours <= 12 ? whole(code) : whole(low) | whole(code) &<< 12
                bits.store(at: codes + block)
            }
        }
    }

    /// Whole numbers below 4096 as integers: added to 2²³ they are the last bits of a number.
    @inline(__always)
    private static func whole(_ value: SIMD8<Float>) -> SIMD8<UInt32> {
        unsafeBitCast(value + 8_388_608, to: SIMD8<UInt32>.self) & 4095
    }

    /// Replaces codes by bins.
    @inline(never)
    private static func assign(_ codes: UnsafeMutablePointer<UInt32>, _ fitted: FittedLBP) {
        guard fitted.configuration.mapping != .plain else { return }
        let columns = fitted.interior.columns
        guard !fitted.table.isEmpty else {
            for column in 0..<columns { codes[column] = fitted.configuration.uniformBin(codes[column]) }
            return
        }
        fitted.table.withUnsafeBufferPointer { table in
            for column in 0..<columns { codes[column] = UInt32(table[Int(codes[column])]) }
        }
    }
}
