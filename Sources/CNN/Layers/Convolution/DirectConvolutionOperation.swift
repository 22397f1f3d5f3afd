import Core

/// A convolution computed straight from its definition, sixteen images at a time. Any stride, padding, groups and table; best for
/// the thin first layers, and for strides above one.
struct DirectConvolutionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let convolution: Convolution
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let isFrozen: Bool
    private let rectifies: Bool
    private let sweep: ConvolutionSweep<Scalar>
    private let phases: [ConvolutionSweep<Scalar>]
    private let geometry: PaddedGeometry
    private let filters: FilterBlocks

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution, rectifies: Bool) {
        self.step = step
        self.convolution = convolution
        self.rectifies = rectifies
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        isFrozen = plan.tensors[step.tensors[0]].isFrozen
        let geometry = PaddedGeometry(step, convolution)
        self.geometry = geometry
        let taps = ConvolutionTaps(convolution, inputs: step.inputShape.channels)
        sweep = ConvolutionSweep(
            filters: convolution.channels, taps: taps.forward, place: geometry.inputOffset,
            rows: step.outputShape.height, columns: step.outputShape.width)
        phases = step.passesGradientBack ? geometry.phases(taps, step) : []
        filters = FilterBlocks(taps, convolution, place: geometry.inputOffset)
    }

    var scratchCount: Int {
        let source = geometry.inputCount
        let sums = filters.largestSums + 8
        return (max(source + sums, geometry.gradientCount) + 16) * Element.images
    }
    var pieces: Int { step.outputShape.height }
    var parameterPieces: Int { isFrozen && bias == nil ? 0 : min(filters.blocks.count, 8) }
    var preparationPieces: Int { 8 }

    func prepare(_ parameters: UnsafePointer<Scalar>, isTraining: Bool, part: WorkPart) {
        sweep.pack(parameters + weights.lowerBound, part)
        if isTraining { for phase in phases { phase.pack(parameters + weights.lowerBound, part) } }
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let rows = part.range(of: step.outputShape.height)
        guard !rows.isEmpty else { return }
        let stride = convolution.stride
        let needed = rows.lowerBound * stride..<(rows.upperBound - 1) * stride + convolution.kernel
        let room = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Element.self)
        let width = geometry.inputWidth
        let output = step.outputShape
        for tile in tiles {
            let source = geometry.padInput(pass.elements(step.input, tile), rows: needed, room)
            sweep.run(
                source, sourceRow: stride * width, sourceColumn: stride,
                bias: bias.map { pass.parameters + $0.lowerBound }, rectifies: rectifies, rows: rows,
                into: pass.elements(step.output, tile), targetWidth: output.width, plane: output.height * output.width)
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradient = pass.parameterGradients else { return }
        let room = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Element.self)
        let sums = room + geometry.inputCount + 8
        let output = step.outputShape
        let plane = output.height * output.width
        let blocks = part.range(of: filters.blocks.count)
        guard let first = filters.blocks[blocks].first, let last = filters.blocks[blocks].last else { return }
        let count = last.firstSum + last.sumCount - first.firstSum
        sums.update(repeating: Element(repeating: 0), count: count)
        for tile in tiles {
            if let bias {
                FilterGradientKernels.biases(
                    pass.gradientElements(step.output, tile), plane: plane, places: plane,
                    filters: first.first..<last.first + last.width, into: gradient + bias.lowerBound)
            }
            if isFrozen { continue }
            let source = geometry.padInput(pass.elements(step.input, tile), rows: 0..<geometry.inputHeight, room)
            // So many rows at a time that a block's gradients stay in the first-level cache.
            let height = max(1, 64 / output.width)
            for row in stride(from: 0, to: output.height, by: height) {
                let places = FilterGradientKernels.GradientPlaces(
                    gradient: UnsafePointer(pass.gradientElements(step.output, tile)), plane: plane,
                    rows: row..<min(row + height, output.height), columns: output.width, source: source,
                    sourceRow: convolution.stride * geometry.inputWidth, sourceColumn: convolution.stride)
                for block in filters.blocks[blocks] {
                    filters.accumulate(block, places, into: sums + block.firstSum - first.firstSum)
                }
            }
        }
        if !isFrozen {
            filters.reduce(sums, first.firstSum, count, into: gradient + weights.lowerBound)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let input = step.inputShape
        let room = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Element.self)
        for tile in tiles {
            for phase in phases {
                let rows = part.range(of: phase.rows)
                guard !rows.isEmpty else { continue }
                let source = geometry.padGradient(pass.gradientElements(step.output, tile), rows: rows, room)
                phase.run(
                    source, sourceRow: geometry.gradientWidth, sourceColumn: 1, bias: nil, rectifies: false,
                    accumulates: step.accumulates[0], rows: rows, into: pass.gradientElements(step.input, tile),
                    targetWidth: input.width, plane: input.height * input.width)
            }
        }
    }
}
