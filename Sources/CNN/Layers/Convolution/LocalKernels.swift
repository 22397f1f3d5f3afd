import Core

/// Sums over windows with weights that differ from place to place: `[row][column][filter][input of the filter][row of the
/// window][column of the window]`.
///
/// Filters that see the same inputs are worked on four at a time, so that a number that is read meets four weights.
struct LocalKernels<Element: Lanes>: Sendable {
    typealias Scalar = Element.Scalar

    /// One filter or four that see the same inputs.
    struct Block: Sendable {
        let first: Int
        let count: Int
        let inputs: [Int]
        /// Where the weights of the first filter begin among those of a place.
        let weights: Int
    }

    let blocks: [Block]
    let kernel: Int
    let stride: Int
    let padding: Int
    let paddingValue: Scalar
    let input: ImageShape
    let output: ImageShape
    /// Weights from one place to the next; 0 where all places share them.
    let placeStride: Int
    /// Elements from one channel to the next.
    let inputStride: Int
    let outputStride: Int

    private var area: Int { kernel * kernel }

    init(_ convolution: Convolution, input: ImageShape, output: ImageShape) {
        var blocks: [Block] = []
        var weights = 0
        var first = 0
        let area = convolution.kernel * convolution.kernel
        while first < convolution.channels {
            let inputs = convolution.connections(of: first, inputs: input.channels)
            var count = 1
            while count < 4, first + count < convolution.channels,
                convolution.connections(of: first + count, inputs: input.channels) == inputs
            { count += 1 }
            if count < 4 { count = 1 }
            blocks.append(Block(first: first, count: count, inputs: inputs, weights: weights))
            weights += count * inputs.count * area
            first += count
        }
        self.blocks = blocks
        kernel = convolution.kernel
        stride = convolution.stride
        padding = convolution.padding
        paddingValue = Scalar(convolution.paddingValue)
        self.input = input
        self.output = output
        placeStride = convolution.isShared ? 0 : weights
        inputStride = SlotLayout(picture: input, lanes: Element.images).elementStride(Element.images)
        outputStride = SlotLayout(picture: output, lanes: Element.images).elementStride(Element.images)
    }

    // MARK: Forth

    /// target = bias + Σ weight · input, for the filters of `blocks`.
    func forward(
        _ source: UnsafePointer<Element>, _ weights: UnsafePointer<Scalar>, biases: UnsafePointer<Scalar>?,
        blocks range: Range<Int>, into target: UnsafeMutablePointer<Element>
    ) {
        for block in blocks[range] {
            let size = block.inputs.count * area
            eachPlace { row, column, place in
                let weights = weights + place * placeStride + block.weights
                let target = target + block.first * outputStride + place
                if block.count == 4 {
                    var (a, b, c, d) = (Element.zero, Element.zero, Element.zero, Element.zero)
                    if let biases {
                        a = Element(repeating: biases[block.first]); b = Element(repeating: biases[block.first + 1])
                        c = Element(repeating: biases[block.first + 2]); d = Element(repeating: biases[block.first + 3])
                    }
                    eachTap(row, column, block) { tap, index in
                        let x = index < 0 ? Element(repeating: paddingValue) : source[index]
                        a.accumulate(x, weights[tap]); b.accumulate(x, weights[size + tap])
                        c.accumulate(x, weights[2 * size + tap]); d.accumulate(x, weights[3 * size + tap])
                    }
                    target[0] = a; target[outputStride] = b
                    target[2 * outputStride] = c; target[3 * outputStride] = d
                } else {
                    var sum = Element(repeating: biases?[block.first] ?? 0)
                    eachTap(row, column, block) { tap, index in
                        sum.accumulate(index < 0 ? Element(repeating: paddingValue) : source[index], weights[tap])
                    }
                    target[0] = sum
                }
            }
        }
    }

    // MARK: Back to the weights

    /// Adds to `sums` the products of inputs and gradients, summed over lanes and `tiles` tiles.
    func backwardWeights(
        _ source: UnsafePointer<Element>, gradient: UnsafePointer<Element>, tiles: Int, blocks range: Range<Int>,
        into sums: UnsafeMutablePointer<Scalar>
    ) {
        let inputTile = inputStride * input.channels
        let outputTile = outputStride * output.channels
        for block in blocks[range] {
            let size = block.inputs.count * area
            eachPlace { row, column, place in
                let sums = sums + place * placeStride + block.weights
                let gradient = gradient + block.first * outputStride + place
                eachTap(row, column, block) { tap, index in
                    var (a, b, c, d) = (Element.zero, Element.zero, Element.zero, Element.zero)
                    for tile in 0..<tiles {
                        let x = index < 0 ? Element(repeating: paddingValue) : source[tile * inputTile + index]
                        let g = gradient + tile * outputTile
                        a.accumulate(x, g[0])
                        guard block.count == 4 else { continue }
                        b.accumulate(x, g[outputStride]); c.accumulate(x, g[2 * outputStride])
                        d.accumulate(x, g[3 * outputStride])
                    }
                    sums[tap] += a.total
                    guard block.count == 4 else { return }
                    sums[size + tap] += b.total; sums[2 * size + tap] += c.total; sums[3 * size + tap] += d.total
                }
            }
        }
    }

    /// Adds to `sums`, one a filter, the gradients of `tiles` tiles.
    func backwardBiases(
        gradient: UnsafePointer<Element>, tiles: Int, blocks range: Range<Int>, into sums: UnsafeMutablePointer<Scalar>
    ) {
        for block in blocks[range] {
            for filter in block.first..<block.first + block.count {
                for tile in 0..<tiles {
                    let plane = gradient + (tile * output.channels + filter) * outputStride
                    var sum = Element.zero
                    for place in 0..<output.height * output.width { sum = sum + plane[place] }
                    sums[filter] += sum.total
                }
            }
        }
    }

    // MARK: Back to the input

    /// Adds to the input channels `channels` of `target` what each weight brings back.
    func backwardInput(
        gradient: UnsafePointer<Element>, _ weights: UnsafePointer<Scalar>, channels: Range<Int>,
        into target: UnsafeMutablePointer<Element>
    ) {
        for block in blocks {
            let size = block.inputs.count * area
            let own = block.inputs.indices.filter { channels.contains(block.inputs[$0]) }
            guard let first = own.first, let last = own.last else { continue }
            eachPlace { row, column, place in
                let weights = weights + place * placeStride + block.weights
                let g = gradient + block.first * outputStride + place
                if block.count == 4 {
                    let (a, b, c, d) = (g[0], g[outputStride], g[2 * outputStride], g[3 * outputStride])
                    eachTap(row, column, block, inputs: first..<last + 1, meetsMargin: false) { tap, index in
                        var sum = target[index]
                        sum.accumulate(a, weights[tap]); sum.accumulate(b, weights[size + tap])
                        sum.accumulate(c, weights[2 * size + tap]); sum.accumulate(d, weights[3 * size + tap])
                        target[index] = sum
                    }
                } else {
                    let a = g[0]
                    eachTap(row, column, block, inputs: first..<last + 1, meetsMargin: false) { tap, index in
                        var sum = target[index]
                        sum.accumulate(a, weights[tap])
                        target[index] = sum
                    }
                }
            }
        }
    }

    // MARK: Loops

    @inline(__always)
    private func eachPlace(_ body: (_ row: Int, _ column: Int, _ place: Int) -> Void) {
        for row in 0..<output.height {
            for column in 0..<output.width { body(row, column, row * output.width + column) }
        }
    }

    /// Calls `body` for the weights of one filter at one place: with the weight's number and the place of the input that it
    /// meets, or −1 in a margin that is not zero.
    @inline(__always)
    private func eachTap(
        _ row: Int, _ column: Int, _ block: Block, inputs: Range<Int>? = nil, meetsMargin: Bool = true,
        _ body: (_ tap: Int, _ index: Int) -> Void
    ) {
        let top = row * stride - padding
        let left = column * stride - padding
        let rows = max(0, -top)..<min(kernel, input.height - top)
        let columns = max(0, -left)..<min(kernel, input.width - left)
        let margin = meetsMargin && paddingValue != 0 && (rows.count < kernel || columns.count < kernel)
        for number in inputs ?? 0..<block.inputs.count {
            let plane = block.inputs[number] * inputStride + top * input.width + left
            for y in rows {
                for x in columns { body((number * kernel + y) * kernel + x, plane + y * input.width + x) }
            }
            guard margin else { continue }
            for y in 0..<kernel {
                for x in 0..<kernel where !(rows.contains(y) && columns.contains(x)) {
                    body((number * kernel + y) * kernel + x, -1)
                }
            }
        }
    }
}
