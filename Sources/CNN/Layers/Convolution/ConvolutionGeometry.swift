import Core

/// The taps of each filter of a convolution, with the index of each weight in its tensor.
struct ConvolutionTaps: Sendable {
    /// The input channels of each filter, and where its weights begin.
    let inputs: [[Int]]
    private let starts: [Int]
    let kernel: Int
    private let inputCount: Int

    init(_ convolution: Convolution, inputs count: Int) {
        inputCount = count
        kernel = convolution.kernel
        inputs = (0..<convolution.channels).map { convolution.connections(of: $0, inputs: count) }
        var starts: [Int] = []
        var next = 0
        for list in inputs {
            starts.append(next)
            next += list.count * convolution.kernel * convolution.kernel
        }
        self.starts = starts
    }

    /// The index of a weight; `position` counts the filter's own inputs.
    func weight(filter: Int, position: Int, row: Int, column: Int) -> Int {
        starts[filter] + (position * kernel + row) * kernel + column
    }

    /// The taps of `filter` by input channel, row and column.
    func forward(_ filter: Int) -> [(tap: ConvolutionTap, weight: Int)] {
        inputs[filter].enumerated().flatMap { position, channel in
            (0..<kernel * kernel).map { place in
                (
                    ConvolutionTap(channel: channel, row: place / kernel, column: place % kernel),
                    weight(filter: filter, position: position, row: place / kernel, column: place % kernel)
                )
            }
        }
    }

    /// The filters that see each input channel, with its position among their inputs.
    func filters() -> [[(filter: Int, position: Int)]] {
        var result = [[(filter: Int, position: Int)]](repeating: [], count: inputCount)
        for (filter, list) in inputs.enumerated() {
            for (position, channel) in list.enumerated() { result[channel].append((filter, position)) }
        }
        return result
    }
}

/// Where the numbers of a convolution lie once its input, or the gradient of its output, has a margin.
struct PaddedGeometry: Sendable {
    private let input: ImageShape
    private let output: ImageShape
    private let kernel: Int
    private let step: Int
    private let padding: Int
    private let paddingValue: Float

    init(_ step: Plan.Step, _ convolution: Convolution) {
        input = step.inputShape
        output = step.outputShape
        kernel = convolution.kernel
        self.step = convolution.stride
        padding = convolution.padding
        paddingValue = convolution.paddingValue
    }

    // MARK: The input

    var inputHeight: Int { input.height + 2 * padding }
    var inputWidth: Int { input.width + 2 * padding }
    /// Places of the padded input; none where there is no margin, for then the input itself is read.
    var inputCount: Int { padding == 0 ? 0 : input.channels * inputHeight * inputWidth }

    func inputOffset(_ tap: ConvolutionTap) -> Int {
        (tap.channel * inputHeight + tap.row) * inputWidth + tap.column
    }

    /// The input with its margin, of which at least the rows `rows` are right.
    func padInput<Element: Lanes>(
        _ source: UnsafeMutablePointer<Element>, rows: Range<Int>, _ room: UnsafeMutablePointer<Element>
    ) -> UnsafePointer<Element> {
        if padding == 0 { return UnsafePointer(source) }
        let value = Element(repeating: Element.Scalar(paddingValue))
        for channel in 0..<input.channels {
            SweepKernels.pad(
                source + channel * input.height * input.width, height: input.height, width: input.width, top: padding,
                left: padding, paddedWidth: inputWidth, rows: rows, value: value,
                into: room + channel * inputHeight * inputWidth)
        }
        return UnsafePointer(room)
    }

    // MARK: The gradient of the output

    /// Rows of zeros above and below the gradient, which windows of the gradient of the input reach into.
    private var before: Int { (kernel - 1) / step + 1 }
    private var after: Int { (kernel - 1) / step + 1 + padding / step }
    private var gradientHeight: Int { max(output.height, (input.height + step - 1) / step) + before + after }
    var gradientWidth: Int { max(output.width, (input.width + step - 1) / step) + before + after }
    var gradientCount: Int { output.channels * gradientHeight * gradientWidth }

    /// The gradient with a margin of zeros, of which the rows are right that the rows `rows` of a phase meet.
    func padGradient<Element: Lanes>(
        _ source: UnsafeMutablePointer<Element>, rows: Range<Int>, _ room: UnsafeMutablePointer<Element>
    ) -> UnsafePointer<Element> {
        let needed = rows.lowerBound..<min(rows.upperBound + before + after, gradientHeight)
        for channel in 0..<output.channels {
            SweepKernels.pad(
                source + channel * output.height * output.width, height: output.height, width: output.width,
                top: before, left: before, paddedWidth: gradientWidth, rows: needed, value: Element(repeating: 0),
                into: room + channel * gradientHeight * gradientWidth)
        }
        return UnsafePointer(room)
    }

    /// The sweeps that make the gradient of the input.
    func phases<Scalar: NetworkScalar>(_ taps: ConvolutionTaps, _ planStep: Plan.Step) -> [ConvolutionSweep<Scalar>] {
        let filters = taps.filters()
        var phases: [ConvolutionSweep<Scalar>] = []
        for rowPhase in 0..<min(step, input.height) {
            for columnPhase in 0..<min(step, input.width) {
                let rows = meeting(rowPhase), columns = meeting(columnPhase)
                func own(_ channel: Int) -> [(tap: ConvolutionTap, weight: Int)] {
                    filters[channel].flatMap { filter, position in
                        rows.flatMap { row in
                            columns.map { column in
                                (
                                    ConvolutionTap(channel: filter, row: row.offset, column: column.offset),
                                    taps.weight(filter: filter, position: position, row: row.tap, column: column.tap)
                                )
                            }
                        }
                    }
                }
                phases.append(
                    ConvolutionSweep(
                        filters: input.channels, taps: own,
                        place: { ($0.channel * gradientHeight + $0.row + before) * gradientWidth + $0.column + before },
                        rows: (input.height - rowPhase + step - 1) / step,
                        columns: (input.width - columnPhase + step - 1) / step, firstRow: rowPhase,
                        firstColumn: columnPhase, step: step))
            }
        }
        return phases
    }

    /// The rows (or columns) of the filter that an input row of this phase meets, and which output row each belongs to.
    private func meeting(_ phase: Int) -> [(tap: Int, offset: Int)] {
        (0..<kernel).compactMap { tap in
            let distance = phase + padding - tap
            guard (distance % step + step) % step == 0 else { return nil }
            return (tap, Int((Double(distance) / Double(step)).rounded(.down)))
        }
    }
}

/// How the gradient of the filters is cut: blocks of filters that see the same inputs, each with the list of its taps.
struct FilterBlocks: Sendable {
    struct Block: Sendable {
        let first: Int
        let width: Int
        let firstOffset: Int
        /// Taps, rounded up to whole blocks of the kernel.
        let taps: Int
        let firstSum: Int
        var sumCount: Int { width * taps }
    }

    let blocks: [Block]
    private let offsets: [Int]
    /// For each sum the weight that it is the gradient of; −1 for none.
    private let weights: [Int32]
    var largestSums: Int { weights.count }

    init(_ taps: ConvolutionTaps, _ convolution: Convolution, place: (ConvolutionTap) -> Int) {
        var blocks: [Block] = []
        var offsets: [Int] = []
        var weights: [Int32] = []
        var first = 0
        while first < convolution.channels {
            // Neighbours with the same inputs, as many as a block holds.
            var same = first + 1
            while same < convolution.channels, taps.inputs[same] == taps.inputs[first] { same += 1 }
            let width = FilterGradientKernels.widths.first { $0 <= same - first } ?? 1
            let list = taps.forward(first).map { place($0.tap) }
            let step = FilterGradientKernels.taps
            let rounded = (list.count + step - 1) / step * step
            blocks.append(
                Block(first: first, width: width, firstOffset: offsets.count, taps: rounded, firstSum: weights.count))
            offsets += list + Array(repeating: list[list.count - 1], count: rounded - list.count)
            for filter in first..<first + width {
                weights += taps.forward(filter).map { Int32($0.weight) }
                weights += Array(repeating: -1, count: rounded - list.count)
            }
            first += width
        }
        self.blocks = blocks
        self.offsets = offsets
        self.weights = weights
    }

    func accumulate<Element: Lanes>(
        _ block: Block, _ places: FilterGradientKernels.GradientPlaces<Element>,
        into sums: UnsafeMutablePointer<Element>
    ) {
        offsets.withUnsafeBufferPointer { offsets in
            guard let list = offsets.baseAddress else { return }
            for tap in stride(from: 0, to: block.taps, by: FilterGradientKernels.taps) {
                FilterGradientKernels.accumulate(
                    places, filter: block.first, count: block.width, list + block.firstOffset + tap, into: sums + tap,
                    stride: block.taps)
            }
        }
    }

    func reduce<Element: Lanes>(
        _ sums: UnsafePointer<Element>, _ first: Int, _ count: Int, into gradient: UnsafeMutablePointer<Element.Scalar>
    ) {
        weights.withUnsafeBufferPointer { weights in
            guard let indices = weights.baseAddress else { return }
            FilterGradientKernels.reduce(sums, indices + first, count, into: gradient)
        }
    }
}
