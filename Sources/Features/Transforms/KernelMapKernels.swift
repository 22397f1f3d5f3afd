import Core

/// The arithmetic of ``HomogeneousKernelMap``: eight numbers at a time, with a logarithm, a sine and a cosine each,
/// and higher orders by rotation.
enum KernelMapKernels {
    /// Maps rows to `target`, which begins at the first of them.
    static func map(
        _ source: Matrix, rows: Range<Int>, amplitudes: [Float], order: Int, step: Float, gamma: Float,
        into target: UnsafeMutablePointer<Float>
    ) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= source.rows && !amplitudes.isEmpty)
        let columns = source.columns
        let length = columns * (2 * order + 1)
        precondition(amplitudes.filter { $0 >= 0 }.count == order + 1)
        source.values.withUnsafeBufferPointer { values in
            amplitudes.withUnsafeBufferPointer { amplitudes in
                for (place, row) in rows.enumerated() {
                    let input = values.baseAddress! + row * columns
                    let output = target + place * length
                    var column = 0
                    while column + 8 <= columns {
                        map(SIMD8<Float>(at: input + column), amplitudes, step, gamma, output + column, columns)
                        column += 8
                    }
                    if column < columns {
                        mapRest(input + column, columns - column, amplitudes, step, gamma, output + column, columns)
                    }
                }
            }
        }
    }

    /// Fewer than eight numbers at the end of a row.
    private static func mapRest(
        _ input: UnsafePointer<Float>, _ count: Int, _ amplitudes: UnsafeBufferPointer<Float>, _ step: Float,
        _ gamma: Float, _ output: UnsafeMutablePointer<Float>, _ columns: Int
    ) {
        var values = SIMD8<Float>.zero
        for lane in 0..<count { values[lane] = input[lane] }
        var numbers = -1
        for amplitude in amplitudes where amplitude >= 0 { numbers += 2 }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 8 * numbers) { mapped in
            map(values, amplitudes, step, gamma, mapped.baseAddress!, 8)
            for number in 0..<numbers {
                for lane in 0..<count { output[number * columns + lane] = mapped[8 * number + lane] }
            }
        }
    }

    /// Writes all numbers of eight features, those of the same kind `stride` apart.
    @inline(__always)
    private static func map(
        _ values: SIMD8<Float>, _ amplitudes: UnsafeBufferPointer<Float>, _ step: Float, _ gamma: Float,
        _ output: UnsafeMutablePointer<Float>, _ stride: Int
    ) {
        let magnitude = lanewiseMax(values, -values)
        // Smaller numbers count as 0: their logarithms would only be noise.
        let least = SIMD8<Float>(repeating: 1e-30)
        let logarithm = TileKernels.logarithm(choose(where: magnitude, isBelow: least, magnitude + 1, else: magnitude))
        var scale = gamma == 1 ? magnitude.squareRoot() : TileKernels.exponential(logarithm * (0.5 * gamma))
        scale = choose(where: magnitude, isBelow: least, magnitude - magnitude, else: scale)
        scale = choose(where: values, isBelow: values - values, -scale, else: scale)
        (scale * amplitudes[0]).store(at: output)
        guard amplitudes.count > 1 else { return }
        let (sine, cosine) = TileKernels.sineAndCosine(logarithm * step)
        var (a, b) = (cosine * scale, sine * scale)
        var place = output + stride
        for index in 1..<amplitudes.count {
            if amplitudes[index] >= 0 {
                (a * amplitudes[index]).store(at: place)
                (b * amplitudes[index]).store(at: place + stride)
                place += 2 * stride
            }
            (a, b) = (a * cosine - b * sine, a * sine + b * cosine)
        }
    }
}
