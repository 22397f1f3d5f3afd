import Core

/// A convolution of one image: its windows are laid side by side (Chellapilla et al. 2006), so that vectors run along the places of
/// the output, and for the gradient of the weights along the taps.
struct SingleConvolutionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let convolution: Convolution
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let isFrozen: Bool
    /// Neighbouring filters with the same inputs.
    private let groups: [FilterGroup]
    private let padded: ImageShape
    private let places: Int
    private let mostTaps: Int

    private final class FilterGroup: @unchecked Sendable {
        let filters: Range<Int>
        let firstWeight: Int
        let taps: [Int]

        init(filters: Range<Int>, firstWeight: Int, taps: [Int]) {
            self.filters = filters
            self.firstWeight = firstWeight
            self.taps = taps
        }
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
            groups.append(
                FilterGroup(
                    filters: first..<end, firstWeight: taps.weight(filter: first, position: 0, row: 0, column: 0),
                    taps: taps.forward(first).map { geometry.inputOffset($0.tap) }))
            first = end
        }
        self.groups = groups
        mostTaps = groups.map(\.taps.count).max() ?? 0
    }

    private var stride: Int { (places + 15) / 16 * 16 }
    private var tapStride: Int { (mostTaps + 15) / 16 * 16 }
    private var paddedCount: Int { (padded.count + 15) / 16 * 16 }
    /// The padded input (or its gradient), the windows by tap and by place, and rows that do not fill whole vectors.
    var scratchCount: Int { paddedCount + tapStride * stride * 2 + convolution.channels * tapStride + 64 }
    var parameterPieces: Int { 1 }

    private func windows(_ group: FilterGroup, _ body: (SingleKernels.Windows) -> Void) {
        group.taps.withUnsafeBufferPointer { taps in
            guard let base = taps.baseAddress else { return }
            body(
                SingleKernels.Windows(
                    taps: base, tapCount: taps.count, rows: step.outputShape.height, columns: step.outputShape.width,
                    columnStep: convolution.stride, rowStep: convolution.stride * padded.width))
        }
    }

    /// The input with its margin.
    private func pad(_ pass: Pass<Element>, _ tile: Int, _ room: UnsafeMutablePointer<Scalar>) {
        let input = step.inputShape
        for channel in 0..<input.channels {
            SweepKernels.pad(
                UnsafeRawPointer(pass.values(step.input, tile) + channel * pass.layouts[step.input].planeStride)
                    .assumingMemoryBound(to: OneLane<Scalar>.self),
                height: input.height, width: input.width, top: convolution.padding, left: convolution.padding,
                paddedWidth: padded.width, rows: 0..<padded.height,
                value: OneLane(Scalar(convolution.paddingValue)),
                into: UnsafeMutableRawPointer(room + channel * padded.height * padded.width)
                    .assumingMemoryBound(to: OneLane<Scalar>.self))
        }
    }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let unfolded = scratch + paddedCount
        let layout = pass.layouts[step.output]
        for tile in tiles {
            pad(pass, tile, scratch)
            for group in groups {
                windows(group) { SingleKernels.unfold($0, scratch, into: unfolded, stride: stride) }
                let target = pass.values(step.output, tile)
                for filter in group.filters {
                    let start = bias.map { pass.parameters[$0.lowerBound + filter] } ?? 0
                    (target + filter * layout.planeStride).update(repeating: start, count: places)
                }
                LinearKernels.accumulate(
                    rows: group.filters.count, depth: group.taps.count,
                    left: pass.parameters + weights.lowerBound + group.firstWeight, leftStride: group.taps.count,
                    lines: VectorKernels.vectors(unfolded), lineStride: stride / 16, columns: stride,
                    into: target + group.filters.lowerBound * layout.planeStride, targetStride: layout.planeStride)
            }
        }
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let sums = pass.parameterGradients else { return }
        let unfolded = scratch + paddedCount
        let turned = unfolded + tapStride * stride
        let rows = turned + tapStride * stride
        let layout = pass.layouts[step.output]
        for tile in tiles {
            let gradient = pass.gradients(step.output, tile)
            if let bias {
                for filter in 0..<convolution.channels {
                    for place in 0..<places { sums[bias.lowerBound + filter] += gradient[filter * layout.planeStride + place] }
                }
            }
            if isFrozen { continue }
            pad(pass, tile, scratch)
            for group in groups {
                let taps = group.taps.count
                windows(group) { SingleKernels.unfold($0, scratch, into: unfolded, stride: stride) }
                SingleKernels.transpose(
                    unfolded, rows: taps, columns: places, stride: stride, into: turned, targetStride: tapStride)
                rows.update(repeating: 0, count: group.filters.count * tapStride)
                LinearKernels.accumulate(
                    rows: group.filters.count, depth: places,
                    left: gradient + group.filters.lowerBound * layout.planeStride, leftStride: layout.planeStride,
                    lines: VectorKernels.vectors(turned), lineStride: tapStride / 16, columns: (taps + 15) / 16 * 16,
                    into: rows, targetStride: tapStride)
                for (index, _) in group.filters.enumerated() {
                    SingleKernels.add(
                        rows + index * tapStride, times: 1, taps,
                        to: sums + weights.lowerBound + group.firstWeight + index * taps)
                }
            }
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let unfolded = scratch + paddedCount
        let input = step.inputShape
        let layout = pass.layouts[step.output]
        for tile in tiles {
            scratch.update(repeating: 0, count: padded.count)
            for group in groups {
                let taps = group.taps.count
                unfolded.update(repeating: 0, count: taps * stride)
                let gradient = pass.gradients(step.output, tile) + group.filters.lowerBound * layout.planeStride
                SingleKernels.accumulateTurned(
                    rows: taps, depth: group.filters.count,
                    left: pass.parameters + weights.lowerBound + group.firstWeight, leftStride: taps,
                    lines: VectorKernels.vectors(gradient), lineStride: layout.planeStride / 16, columns: stride,
                    into: unfolded, targetStride: stride)
                windows(group) { SingleKernels.fold($0, unfolded, stride: stride, into: scratch) }
            }
            let target = pass.gradients(step.input, tile)
            let planeStride = pass.layouts[step.input].planeStride
            for channel in 0..<input.channels {
                for row in 0..<input.height {
                    let from = scratch + (channel * padded.height + row + convolution.padding) * padded.width
                        + convolution.padding
                    let to = target + channel * planeStride + row * input.width
                    for column in 0..<input.width {
                        to[column] = step.accumulates[0] ? to[column] + from[column] : from[column]
                    }
                }
            }
        }
    }
}
