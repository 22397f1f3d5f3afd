import Core

/// A convolution of one image: its windows are laid side by side (Chellapilla et al. 2006), so that vectors run along the places of
/// the output, and for the gradients along the taps of a window.
struct SingleConvolutionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let convolution: Convolution
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let isFrozen: Bool
    private let groups: [FilterGroup]
    private let padded: ImageShape
    private let places: Int
    private let mostTaps: Int
    /// The filters, each filled up with zeros to whole vectors: `[filter][tap]`.
    private let rows: NumberMemory<Scalar>

    /// Neighbouring filters with the same inputs.
    private struct FilterGroup: Sendable {
        let filters: Range<Int>
        let firstWeight: Int
        let taps: Int
        /// Where the rows of their window begin.
        let runs: [Int]
    }

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution) {
        self.step = step
        self.convolution = convolution
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        isFrozen = plan.tensors[step.tensors[0]].isFrozen
        let input = step.inputShape
        padded = ImageShape(
            height: input.height + 2 * convolution.padding, width: input.width + 2 * convolution.padding,
            channels: input.channels)
        places = step.outputShape.height * step.outputShape.width
        let taps = ConvolutionTaps(convolution, inputs: input.channels)
        let geometry = PaddedGeometry(step, convolution)
        var groups: [FilterGroup] = []
        var first = 0
        while first < convolution.channels {
            var end = first + 1
            while end < convolution.channels, taps.inputs[end] == taps.inputs[first] { end += 1 }
            let list = taps.forward(first)
            groups.append(
                FilterGroup(
                    filters: first..<end, firstWeight: taps.weight(filter: first, position: 0, row: 0, column: 0),
                    taps: list.count,
                    runs: list.filter { $0.tap.column == 0 }.map { geometry.inputOffset($0.tap) }))
            first = end
        }
        self.groups = groups
        mostTaps = groups.map(\.taps).max() ?? 0
        rows = NumberMemory(convolution.channels * ((mostTaps + 15) / 16 * 16))
    }

    /// Places and taps, rounded up to whole vectors.
    private var placeStride: Int { (places + 15) / 16 * 16 }
    private var tapStride: Int { (mostTaps + 15) / 16 * 16 }
    /// The padded input, with room for what is read beyond its end.
    private var paddedCount: Int { (padded.count + 31) / 16 * 16 }
    var scratchCount: Int {
        paddedCount + 2 * (tapStride + 16) * placeStride + convolution.channels * tapStride + 64
    }
    var parameterPieces: Int { 1 }
    var preparationPieces: Int { 1 }

    func prepare(_ parameters: UnsafePointer<Scalar>, isTraining: Bool, part: WorkPart) {
        for group in groups {
            for (index, filter) in group.filters.enumerated() {
                (rows.base + filter * tapStride).update(
                    from: parameters + weights.lowerBound + group.firstWeight + index * group.taps, count: group.taps)
            }
        }
    }

    private func windows(_ group: FilterGroup, _ body: (SingleKernels.Windows) -> Void) {
        group.runs.withUnsafeBufferPointer { runs in
            guard let base = runs.baseAddress else { return }
            body(
                SingleKernels.Windows(
                    runs: base, runCount: runs.count, length: convolution.kernel, rows: step.outputShape.height,
                    columns: step.outputShape.width, columnStep: convolution.stride,
                    rowStep: convolution.stride * padded.width))
        }
    }

    /// The input with its margin.
    private func pad(_ pass: NetworkPass<Element>, _ tile: Int, _ room: UnsafeMutablePointer<Scalar>) {
        let input = step.inputShape
        let source = pass.values(step.input, tile)
        let value = OneLane(Scalar(convolution.paddingValue))
        for channel in 0..<input.channels {
            SweepKernels.pad(
                UnsafeRawPointer(source + channel * pass.layouts[step.input].planeStride)
                    .assumingMemoryBound(to: OneLane<Scalar>.self),
                height: input.height, width: input.width, top: convolution.padding, left: convolution.padding,
                paddedWidth: padded.width, rows: 0..<padded.height, value: value,
                into: UnsafeMutableRawPointer(room + channel * padded.height * padded.width)
                    .assumingMemoryBound(to: OneLane<Scalar>.self))
        }
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let turned = scratch + paddedCount
        let unfolded = turned + (tapStride + 16) * placeStride
        let layout = pass.layouts[step.output]
        for tile in tiles {
            pad(pass, tile, scratch)
            for group in groups {
                windows(group) { SingleKernels.unfold($0, scratch, into: turned, stride: tapStride) }
                SingleKernels.transpose(turned, rows: placeStride, columns: tapStride, into: unfolded)
                let target = pass.values(step.output, tile)
                for filter in group.filters {
                    let start = bias.map { pass.parameters[$0.lowerBound + filter] } ?? 0
                    (target + filter * layout.planeStride).update(repeating: start, count: places)
                }
                LinearKernels.accumulate(
                    rows: group.filters.count, depth: group.taps,
                    left: rows.base + group.filters.lowerBound * tapStride, leftStride: tapStride,
                    lines: VectorKernels.vectors(unfolded), lineStride: placeStride / 16, columns: placeStride,
                    into: target + group.filters.lowerBound * layout.planeStride, targetStride: layout.planeStride)
                // What stands behind the last place must stay a number, and of no weight.
                for filter in group.filters {
                    for place in places..<placeStride { target[filter * layout.planeStride + place] = 0 }
                }
            }
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let sums = pass.parameterGradients else { return }
        let turned = scratch + paddedCount
        let products = turned + 2 * (tapStride + 16) * placeStride
        let layout = pass.layouts[step.output]
        for tile in tiles {
            let gradient = pass.gradients(step.output, tile)
            if let bias {
                for filter in 0..<convolution.channels {
                    let line = gradient + filter * layout.planeStride
                    for place in 0..<places { sums[bias.lowerBound + filter] += line[place] }
                }
            }
            if isFrozen { continue }
            pad(pass, tile, scratch)
            for group in groups {
                windows(group) { SingleKernels.unfold($0, scratch, into: turned, stride: tapStride) }
                products.update(repeating: 0, count: group.filters.count * tapStride)
                LinearKernels.accumulate(
                    rows: group.filters.count, depth: places,
                    left: gradient + group.filters.lowerBound * layout.planeStride, leftStride: layout.planeStride,
                    lines: VectorKernels.vectors(turned), lineStride: tapStride / 16,
                    columns: (group.taps + 15) / 16 * 16, into: products, targetStride: tapStride)
                for index in 0..<group.filters.count {
                    SingleKernels.add(
                        products + index * tapStride, times: 1, group.taps,
                        to: sums + weights.lowerBound + group.firstWeight + index * group.taps)
                }
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let turned = scratch + paddedCount
        let input = step.inputShape
        let layout = pass.layouts[step.output]
        for tile in tiles {
            scratch.update(repeating: 0, count: paddedCount)
            for group in groups {
                let gradient = pass.gradients(step.output, tile) + group.filters.lowerBound * layout.planeStride
                SingleKernels.multiplyTurned(
                    rows: places, depth: group.filters.count, left: gradient, leftStride: layout.planeStride,
                    lines: VectorKernels.vectors(rows.base + group.filters.lowerBound * tapStride),
                    lineStride: tapStride / 16, columns: (group.taps + 15) / 16, into: VectorKernels.vectors(turned),
                    targetStride: tapStride / 16)
                windows(group) { SingleKernels.fold($0, turned, stride: tapStride, into: scratch) }
            }
            let target = pass.gradients(step.input, tile)
            let planeStride = pass.layouts[step.input].planeStride
            for channel in 0..<input.channels {
                for row in 0..<input.height {
                    let from =
                        scratch + (channel * padded.height + row + convolution.padding) * padded.width
                        + convolution.padding
                    let to = target + channel * planeStride + row * input.width
                    if step.accumulates[0] {
                        for column in 0..<input.width { to[column] += from[column] }
                    } else {
                        to.update(from: from, count: input.width)
                    }
                }
            }
        }
    }
}
