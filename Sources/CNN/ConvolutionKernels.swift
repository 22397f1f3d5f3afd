import Core

/// Direct convolution of a tile of eight images, one image a SIMD lane.
///
/// A plane is `[channel][row][column]` of vectors. Because lanes never mix, no shape needs gathering, transposing or masks; an odd
/// row computes one column twice, and channels beyond the last block of 6 or 4 are done one by one. The kernel keeps a block of output channels for two
/// neighbouring columns in registers and runs over the taps (row, column, input channel) of the filter; six channels by two
/// columns are twelve accumulators, which two loads and six broadcasts a tap keep busy. Taps that would meet only padding
/// are skipped. The gradient of the input is the same kernel with the filters turned around.
struct ConvolutionGeometry: Sendable {
    let inputChannels: Int
    let outputChannels: Int
    let kernel: Int
    let padding: Int
    let inputHeight: Int
    let inputWidth: Int

    var outputHeight: Int { inputHeight + 2 * padding - kernel + 1 }
    var outputWidth: Int { inputWidth + 2 * padding - kernel + 1 }
    var paddedHeight: Int { inputHeight + 2 * padding }
    var paddedWidth: Int { inputWidth + 2 * padding }
    var paddedCount: Int { inputChannels * paddedHeight * paddedWidth }
    var taps: Int { kernel * kernel * inputChannels }

    /// The convolution that takes the gradient of this one's output to the gradient of its input.
    var transposed: ConvolutionGeometry {
        ConvolutionGeometry(
            inputChannels: outputChannels, outputChannels: inputChannels, kernel: kernel, padding: kernel - 1 - padding,
            inputHeight: outputHeight, inputWidth: outputWidth)
    }

    /// Where each tap `[row][column][input channel]` lies in the padded input, from the position of the output.
    var tapOffsets: [Int] {
        (0..<kernel).flatMap { row in
            (0..<kernel).flatMap { column in
                (0..<inputChannels).map { ($0 * paddedHeight + row) * paddedWidth + column }
            }
        }
    }

    /// Splits the output channels into blocks of 6, 4 and 1: as (first channel, width).
    var channelBlocks: [(first: Int, width: Int)] {
        var blocks: [(Int, Int)] = []
        var first = 0
        while first < outputChannels {
            let left = outputChannels - first
            // 8 = 4 + 4 keeps more registers busy than 6 + 1 + 1.
            let width = left >= 6 && left != 8 ? 6 : left >= 4 ? 4 : 1
            blocks.append((first, width))
            first += width
        }
        return blocks
    }
}

enum ConvolutionKernels {
    /// Copies filters `[output][input][row][column]` into the order in which the kernel reads them: by block of output
    /// channels, then `[row][column][input][channel of the block]`.
    static func pack<Scalar: NetworkScalar>(
        _ weights: UnsafePointer<Scalar>, _ geometry: ConvolutionGeometry, into packed: UnsafeMutablePointer<Scalar>
    ) {
        let area = geometry.kernel * geometry.kernel
        var target = packed
        for (first, width) in geometry.channelBlocks {
            for position in 0..<area {
                for input in 0..<geometry.inputChannels {
                    for channel in first..<first + width {
                        target.pointee = weights[(channel * geometry.inputChannels + input) * area + position]
                        target += 1
                    }
                }
            }
        }
    }

    /// As ``pack(_:_:into:)`` for `geometry.transposed`: input and output channels change places, filters are turned by 180°.
    static func packTransposed<Scalar: NetworkScalar>(
        _ weights: UnsafePointer<Scalar>, _ geometry: ConvolutionGeometry, into packed: UnsafeMutablePointer<Scalar>
    ) {
        let area = geometry.kernel * geometry.kernel
        var target = packed
        for (first, width) in geometry.transposed.channelBlocks {
            for position in 0..<area {
                for output in 0..<geometry.outputChannels {
                    for channel in first..<first + width {
                        target.pointee =
                            weights[(output * geometry.inputChannels + channel) * area + area - 1 - position]
                        target += 1
                    }
                }
            }
        }
    }

    /// Copies planes into the middle of zero-padded ones. The margin of `padded` must be zero and stays so.
    static func pad<Scalar: NetworkScalar>(
        _ planes: UnsafePointer<SIMD8<Scalar>>, _ geometry: ConvolutionGeometry,
        into padded: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        for channel in 0..<geometry.inputChannels {
            for row in 0..<geometry.inputHeight {
                let source = planes + (channel * geometry.inputHeight + row) * geometry.inputWidth
                let target =
                    padded + (channel * geometry.paddedHeight + row + geometry.padding) * geometry.paddedWidth
                    + geometry.padding
                target.update(from: source, count: geometry.inputWidth)
            }
        }
    }

    /// output = bias + filters ∗ padded. Without `bias` the sums start at zero.
    static func forward<Scalar: NetworkScalar>(
        _ padded: UnsafePointer<SIMD8<Scalar>>, _ packed: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>?,
        _ geometry: ConvolutionGeometry, _ offsets: UnsafePointer<Int>, into output: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        let plane = geometry.outputHeight * geometry.outputWidth
        var weights = packed
        for (first, width) in geometry.channelBlocks {
            let target = output + first * plane
            let start = bias.map { $0 + first }
            for row in 0..<geometry.outputHeight {
                var column = 0
                while column < geometry.outputWidth {
                    // The last pair of an odd row repeats a column; a row of one column has no pair.
                    let pairs = geometry.outputWidth > 1
                    if pairs { column = min(column, geometry.outputWidth - 2) }
                    let window = TapWindow(geometry, row: row, column: column, columns: pairs ? 2 : 1)
                    let position = row * geometry.outputWidth + column
                    let source = padded + row * geometry.paddedWidth + column
                    switch (width, pairs) {
                    case (6, true): sixByTwo(source, weights, start, window, offsets, target + position, plane)
                    case (4, true): fourByTwo(source, weights, start, window, offsets, target + position, plane)
                    default:
                        for channel in 0..<width {
                            single(
                                source, weights + channel, width, start.map { $0 + channel }, window, offsets,
                                target + position + channel * plane, columns: pairs ? 2 : 1)
                        }
                    }
                    column += 2
                }
            }
            weights += width * geometry.taps
        }
    }

    /// The taps of one output position that can meet something other than padding.
    private struct TapWindow {
        let rows: Range<Int>
        /// Taps of one filter row, and those among them that count.
        let rowTaps: Int
        let run: Range<Int>

        @inline(__always)
        init(_ geometry: ConvolutionGeometry, row: Int, column: Int, columns: Int) {
            let padding = geometry.padding
            let rowStart = max(0, padding - row)
            rows = rowStart..<max(rowStart, min(geometry.kernel, geometry.inputHeight + padding - row))
            let columnStart = max(0, padding - column - columns + 1)
            let columnEnd = max(columnStart, min(geometry.kernel, geometry.inputWidth + padding - column))
            rowTaps = geometry.kernel * geometry.inputChannels
            run = columnStart * geometry.inputChannels..<columnEnd * geometry.inputChannels
        }

        /// Calls `body` with each unbroken run of taps.
        @inline(__always)
        func forEachRun(_ body: (Range<Int>) -> Void) {
            if run.count == rowTaps {
                body(rows.lowerBound * rowTaps..<rows.upperBound * rowTaps)
            } else {
                for row in rows { body(row * rowTaps + run.lowerBound..<row * rowTaps + run.upperBound) }
            }
        }
    }

    @inline(__always)
    private static func sixByTwo<Scalar: NetworkScalar>(
        _ source: UnsafePointer<SIMD8<Scalar>>, _ weights: UnsafePointer<Scalar>, _ bias: UnsafePointer<Scalar>?,
        _ window: TapWindow, _ offsets: UnsafePointer<Int>, _ target: UnsafeMutablePointer<SIMD8<Scalar>>, _ plane: Int
    ) {
        typealias Lanes = SIMD8<Scalar>
        var a0 = Lanes(repeating: bias?[0] ?? 0), a1 = Lanes(repeating: bias?[1] ?? 0)
        var a2 = Lanes(repeating: bias?[2] ?? 0), a3 = Lanes(repeating: bias?[3] ?? 0)
        var a4 = Lanes(repeating: bias?[4] ?? 0), a5 = Lanes(repeating: bias?[5] ?? 0)
        var b0 = a0, b1 = a1, b2 = a2, b3 = a3, b4 = a4, b5 = a5
        window.forEachRun { run in
            for tap in run {
                let left = source[offsets[tap]], right = source[offsets[tap] + 1]
                let w = weights + 6 * tap
                let w0 = Lanes(repeating: w[0]), w1 = Lanes(repeating: w[1]), w2 = Lanes(repeating: w[2])
                a0.accumulate(left, w0); b0.accumulate(right, w0)
                a1.accumulate(left, w1); b1.accumulate(right, w1)
                a2.accumulate(left, w2); b2.accumulate(right, w2)
                let w3 = Lanes(repeating: w[3]), w4 = Lanes(repeating: w[4]), w5 = Lanes(repeating: w[5])
                a3.accumulate(left, w3); b3.accumulate(right, w3)
                a4.accumulate(left, w4); b4.accumulate(right, w4)
                a5.accumulate(left, w5); b5.accumulate(right, w5)
            }
        }
        target[0] = a0; target[1] = b0
        target[plane] = a1; target[plane + 1] = b1
        target[2 * plane] = a2; target[2 * plane + 1] = b2
        target[3 * plane] = a3; target[3 * plane + 1] = b3
        target[4 * plane] = a4; target[4 * plane + 1] = b4
        target[5 * plane] = a5; target[5 * plane + 1] = b5
    }

    @inline(__always)
    private static func fourByTwo<Scalar: NetworkScalar>(
        _ source: UnsafePointer<SIMD8<Scalar>>, _ weights: UnsafePointer<Scalar>, _ bias: UnsafePointer<Scalar>?,
        _ window: TapWindow, _ offsets: UnsafePointer<Int>, _ target: UnsafeMutablePointer<SIMD8<Scalar>>, _ plane: Int
    ) {
        typealias Lanes = SIMD8<Scalar>
        var a0 = Lanes(repeating: bias?[0] ?? 0), a1 = Lanes(repeating: bias?[1] ?? 0)
        var a2 = Lanes(repeating: bias?[2] ?? 0), a3 = Lanes(repeating: bias?[3] ?? 0)
        var b0 = a0, b1 = a1, b2 = a2, b3 = a3
        window.forEachRun { run in
            for tap in run {
                let left = source[offsets[tap]], right = source[offsets[tap] + 1]
                let w = weights + 4 * tap
                let w0 = Lanes(repeating: w[0]), w1 = Lanes(repeating: w[1])
                a0.accumulate(left, w0); b0.accumulate(right, w0)
                a1.accumulate(left, w1); b1.accumulate(right, w1)
                let w2 = Lanes(repeating: w[2]), w3 = Lanes(repeating: w[3])
                a2.accumulate(left, w2); b2.accumulate(right, w2)
                a3.accumulate(left, w3); b3.accumulate(right, w3)
            }
        }
        target[0] = a0; target[1] = b0
        target[plane] = a1; target[plane + 1] = b1
        target[2 * plane] = a2; target[2 * plane + 1] = b2
        target[3 * plane] = a3; target[3 * plane + 1] = b3
    }

    /// One output channel of a block of `width`, for one or two columns.
    @inline(__always)
    private static func single<Scalar: NetworkScalar>(
        _ source: UnsafePointer<SIMD8<Scalar>>, _ weights: UnsafePointer<Scalar>, _ width: Int,
        _ bias: UnsafePointer<Scalar>?, _ window: TapWindow, _ offsets: UnsafePointer<Int>,
        _ target: UnsafeMutablePointer<SIMD8<Scalar>>, columns: Int
    ) {
        for column in 0..<columns {
            var sum = SIMD8<Scalar>(repeating: bias?[0] ?? 0)
            window.forEachRun { run in
                for tap in run { sum.accumulate(source[offsets[tap] + column], weights[width * tap]) }
            }
            target[column] = sum
        }
    }

    // MARK: Gradient of the filters

    /// Adds the gradient of the filters, `[output][input][row][column]`, and of the biases to `gradient`.
    ///
    /// - Parameter sums: Scratch for `outputChannels × taps` vectors.
    static func filterGradient<Scalar: NetworkScalar>(
        _ padded: UnsafePointer<SIMD8<Scalar>>, _ outputGradient: UnsafePointer<SIMD8<Scalar>>,
        _ geometry: ConvolutionGeometry, _ offsets: UnsafePointer<Int>, sums: UnsafeMutablePointer<SIMD8<Scalar>>,
        weights gradient: UnsafeMutablePointer<Scalar>, biases: UnsafeMutablePointer<Scalar>
    ) {
        let plane = geometry.outputHeight * geometry.outputWidth
        let taps = geometry.taps
        sums.update(repeating: .zero, count: geometry.outputChannels * taps)
        for (first, width) in geometry.channelBlocks {
            // So many rows at a time that the gradients of a block stay in the first-level cache.
            let rows = max(1, 384 / (width * geometry.outputWidth))
            var row = 0
            while row < geometry.outputHeight {
                let range = row..<min(row + rows, geometry.outputHeight)
                let source = outputGradient + first * plane
                for tap in stride(from: 0, to: taps, by: width == 4 ? 3 : 2) {
                    let target = sums + first * taps + tap
                    let left = taps - tap
                    switch (width, left) {
                    case (6, 2...): sixChannelsTwoTaps(padded, source, geometry, offsets + tap, range, target)
                    case (4, 3...): fourChannelsThreeTaps(padded, source, geometry, offsets + tap, range, target)
                    default:
                        for channel in 0..<width {
                            for extra in 0..<min(left, width == 4 ? 3 : 2) {
                                oneChannelOneTap(
                                    padded + offsets[tap + extra], source + channel * plane, geometry, range,
                                    target + channel * taps + extra)
                            }
                        }
                    }
                }
                row = range.upperBound
            }
        }
        // Sum the lanes, and put the taps back into the order of the filters.
        let area = geometry.kernel * geometry.kernel
        for output in 0..<geometry.outputChannels {
            for input in 0..<geometry.inputChannels {
                for position in 0..<area {
                    gradient[(output * geometry.inputChannels + input) * area + position] +=
                        sums[output * taps + position * geometry.inputChannels + input].sum()
                }
            }
            var bias = SIMD8<Scalar>.zero
            for index in 0..<plane { bias += outputGradient[output * plane + index] }
            biases[output] += bias.sum()
        }
    }

    @inline(__always)
    private static func sixChannelsTwoTaps<Scalar: NetworkScalar>(
        _ padded: UnsafePointer<SIMD8<Scalar>>, _ gradient: UnsafePointer<SIMD8<Scalar>>,
        _ geometry: ConvolutionGeometry, _ offsets: UnsafePointer<Int>, _ rows: Range<Int>,
        _ sums: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        let taps = geometry.taps
        let plane = geometry.outputHeight * geometry.outputWidth
        var a0 = sums[0], b0 = sums[1], a1 = sums[taps], b1 = sums[taps + 1]
        var a2 = sums[2 * taps], b2 = sums[2 * taps + 1], a3 = sums[3 * taps], b3 = sums[3 * taps + 1]
        var a4 = sums[4 * taps], b4 = sums[4 * taps + 1], a5 = sums[5 * taps], b5 = sums[5 * taps + 1]
        for row in rows {
            let first = padded + offsets[0] + row * geometry.paddedWidth
            let second = padded + offsets[1] + row * geometry.paddedWidth
            let line = gradient + row * geometry.outputWidth
            for column in 0..<geometry.outputWidth {
                let x = first[column], y = second[column]
                let g0 = line[column], g1 = line[column + plane], g2 = line[column + 2 * plane]
                a0.accumulate(x, g0); b0.accumulate(y, g0)
                a1.accumulate(x, g1); b1.accumulate(y, g1)
                a2.accumulate(x, g2); b2.accumulate(y, g2)
                let g3 = line[column + 3 * plane], g4 = line[column + 4 * plane], g5 = line[column + 5 * plane]
                a3.accumulate(x, g3); b3.accumulate(y, g3)
                a4.accumulate(x, g4); b4.accumulate(y, g4)
                a5.accumulate(x, g5); b5.accumulate(y, g5)
            }
        }
        sums[0] = a0; sums[1] = b0; sums[taps] = a1; sums[taps + 1] = b1
        sums[2 * taps] = a2; sums[2 * taps + 1] = b2; sums[3 * taps] = a3; sums[3 * taps + 1] = b3
        sums[4 * taps] = a4; sums[4 * taps + 1] = b4; sums[5 * taps] = a5; sums[5 * taps + 1] = b5
    }

    @inline(__always)
    private static func fourChannelsThreeTaps<Scalar: NetworkScalar>(
        _ padded: UnsafePointer<SIMD8<Scalar>>, _ gradient: UnsafePointer<SIMD8<Scalar>>,
        _ geometry: ConvolutionGeometry, _ offsets: UnsafePointer<Int>, _ rows: Range<Int>,
        _ sums: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        let taps = geometry.taps
        let plane = geometry.outputHeight * geometry.outputWidth
        var a0 = sums[0], b0 = sums[1], c0 = sums[2]
        var a1 = sums[taps], b1 = sums[taps + 1], c1 = sums[taps + 2]
        var a2 = sums[2 * taps], b2 = sums[2 * taps + 1], c2 = sums[2 * taps + 2]
        var a3 = sums[3 * taps], b3 = sums[3 * taps + 1], c3 = sums[3 * taps + 2]
        for row in rows {
            let first = padded + offsets[0] + row * geometry.paddedWidth
            let second = padded + offsets[1] + row * geometry.paddedWidth
            let third = padded + offsets[2] + row * geometry.paddedWidth
            let line = gradient + row * geometry.outputWidth
            for column in 0..<geometry.outputWidth {
                let x = first[column], y = second[column], z = third[column]
                let g0 = line[column], g1 = line[column + plane]
                a0.accumulate(x, g0); b0.accumulate(y, g0); c0.accumulate(z, g0)
                a1.accumulate(x, g1); b1.accumulate(y, g1); c1.accumulate(z, g1)
                let g2 = line[column + 2 * plane], g3 = line[column + 3 * plane]
                a2.accumulate(x, g2); b2.accumulate(y, g2); c2.accumulate(z, g2)
                a3.accumulate(x, g3); b3.accumulate(y, g3); c3.accumulate(z, g3)
            }
        }
        sums[0] = a0; sums[1] = b0; sums[2] = c0
        sums[taps] = a1; sums[taps + 1] = b1; sums[taps + 2] = c1
        sums[2 * taps] = a2; sums[2 * taps + 1] = b2; sums[2 * taps + 2] = c2
        sums[3 * taps] = a3; sums[3 * taps + 1] = b3; sums[3 * taps + 2] = c3
    }

    @inline(__always)
    private static func oneChannelOneTap<Scalar: NetworkScalar>(
        _ shifted: UnsafePointer<SIMD8<Scalar>>, _ gradient: UnsafePointer<SIMD8<Scalar>>,
        _ geometry: ConvolutionGeometry, _ rows: Range<Int>, _ sum: UnsafeMutablePointer<SIMD8<Scalar>>
    ) {
        var total = sum.pointee
        for row in rows {
            for column in 0..<geometry.outputWidth {
                total.accumulate(
                    shifted[row * geometry.paddedWidth + column], gradient[row * geometry.outputWidth + column])
            }
        }
        sum.pointee = total
    }
}
