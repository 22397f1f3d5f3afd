import Core

/// y = W x + b for every row of a sequence by itself, with W as `[unit][input]`: the step that linear layers, attention and heads with
/// tied weights share.
struct RowsLinear: StepKind {
    var form: SlotForm? { .rows }
    var sumsUpInputs: Bool { true }
    var leavesOutputFree: Bool { true }

    func connections(of step: Plan.Step) -> Int {
        step.outputShape.count * (step.inputShape.channels + (step.tensors.count > 1 ? 1 : 0))
    }

    func scratchNumbers(of step: Plan.Step, lanes: Int) -> Double {
        Double(RowProductKernels.outerRoom(rows: step.outputShape.channels, columns: step.inputShape.channels))
    }

    /// The packed weights.
    func tableBytes(of step: Plan.Step, in plan: Plan) -> Double {
        8 * Double(plan.tensors[step.tensors[0]].range.count)
    }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(RowsLinearOperation<Element>(site), site.step)
    }
}

/// One product for all rows that are worked on at a time. Weights are packed once a batch.
struct RowsLinearOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let isFrozen: Bool
    private let length: Int
    private let inputs: Int
    private let units: Int
    private let inputStride: Int
    private let unitStride: Int
    /// Wᵀ for the way forth, W for the way back, and b filled up with zeros.
    private let forth: NumberMemory<Scalar>
    private let back: NumberMemory<Scalar>?
    private let biases: NumberMemory<Scalar>?

    init(_ site: StepSite) {
        step = site.step
        weights = site.tensor(0).range
        isFrozen = site.tensor(0).isFrozen
        bias = step.tensors.count > 1 ? site.tensor(1).range : nil
        length = step.inputShape.height
        inputs = step.inputShape.channels
        units = step.outputShape.channels
        inputStride = SlotLayout.rowStride(inputs)
        unitStride = SlotLayout.rowStride(units)
        forth = NumberMemory(RowProductKernels.packedCount(depth: inputs, columns: units))
        back =
            site.isTraining && step.passesGradientBack
            ? NumberMemory(RowProductKernels.packedCount(depth: units, columns: inputs)) : nil
        biases = bias == nil ? nil : NumberMemory(unitStride)
    }

    var pieces: Int { max(1, length / 24) }
    /// Examples that together make about 192 rows.
    var tilesAtOnce: Int { max(1, min(4, 192 / (length * Element.images))) }
    private var unitVectors: Int { unitStride / 16 }
    /// Few: each of them reads all inputs.
    var parameterPieces: Int {
        isFrozen && bias == nil ? 0 : min(unitVectors, unitVectors < 16 ? 2 : unitVectors < 64 ? 4 : 8)
    }
    var scratchCount: Int { RowProductKernels.outerRoom(rows: unitStride, columns: inputs) }
    var preparationPieces: Int { 8 }

    func prepare(_ parameters: UnsafePointer<Scalar>, isTraining: Bool, part: WorkPart) {
        let matrix = parameters + weights.lowerBound
        RowProductKernels.packTurned(
            matrix, stride: inputs, depth: inputs, columns: units, vectors: part.range(of: unitVectors),
            into: forth.base)
        if isTraining, let back {
            RowProductKernels.pack(
                matrix, stride: inputs, depth: units, columns: inputs, vectors: part.range(of: inputStride / 16),
                into: back.base)
        }
        if part.index == 0, let bias, let biases {
            biases.base.update(from: parameters + bias.lowerBound, count: units)
        }
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (source, target) = (pass.values(step.input, 0), pass.values(step.output, 0))
        let right = RowProductKernels.Packed(base: UnsafePointer(forth.base), depth: inputs, columns: units)
        pass.forEachStretch(of: length, tiles, part) { first, count in
            RowProductKernels.run(
                RowProductKernels.Left(
                    base: UnsafePointer(source + first * inputStride), rowStride: inputStride, depthStride: 1,
                    rows: count), right, depths: 0..<inputs,
                start: biases.map { UnsafePointer(VectorKernels.vectors($0.base)) },
                into: RowProductKernels.Target(
                    base: target + first * unitStride, stride: unitStride, accumulates: false))
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let back else { return }
        let (source, target) = (pass.gradients(step.output, 0), pass.gradients(step.input, 0))
        let right = RowProductKernels.Packed(base: UnsafePointer(back.base), depth: units, columns: inputs)
        pass.forEachStretch(of: length, tiles, part) { first, count in
            RowProductKernels.run(
                RowProductKernels.Left(
                    base: UnsafePointer(source + first * unitStride), rowStride: unitStride, depthStride: 1,
                    rows: count), right, depths: 0..<units,
                into: RowProductKernels.Target(
                    base: target + first * inputStride, stride: inputStride, accumulates: step.accumulates[0]))
        }
    }

    /// ∂L/∂W = Σ g xᵀ and ∂L/∂b = Σ g over all rows; a part is a range of units.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let sums = pass.parameterGradients else { return }
        let (values, gradients) = (pass.values(step.input, 0), pass.gradients(step.output, 0))
        let vectors = part.range(of: unitVectors)
        let own = vectors.lowerBound * 16..<min(vectors.upperBound * 16, units)
        pass.forEachStretch(of: length, tiles, .whole) { first, count in
            let slope = gradients + first * unitStride
            if !isFrozen {
                RowProductKernels.outer(
                    RowProductKernels.Columns(
                        base: slope + own.lowerBound, stride: unitStride, count: own.count,
                        readable: unitStride - own.lowerBound),
                    RowProductKernels.Columns(
                        base: values + first * inputStride, stride: inputStride, count: inputs, readable: inputStride),
                    depth: count, scratch, into: sums + weights.lowerBound + own.lowerBound * inputs,
                    targetStride: inputs)
            }
            if let bias {
                RowProductKernels.addColumns(
                    slope, stride: unitStride, count: count, columns: own, to: sums + bias.lowerBound)
            }
        }
    }
}
