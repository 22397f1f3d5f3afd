import Core

/// A convolution of 3×3 or 5×5 filters at stride 1 by minimal filtering, sixteen images at a time.
struct WinogradOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let convolution: Convolution
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let rectifies: Bool
    private let inputs: Int
    private let outputs: Int
    private let forwardSweeps: [WinogradSweep<Scalar>]
    private let backwardSweeps: [WinogradSweep<Scalar>]
    private let filters: WinogradFilterGradient<Scalar>?
    /// The gradients where there are too few input channels to be worth the transforms.
    private let direct: DirectConvolutionOperation<Element>?
    private static var fewestInputs: Int { 32 }

    /// Does minimal filtering fit this convolution, and are there channels enough for it to be worth its transforms?
    static func fits(_ convolution: Convolution, _ step: Plan.Step, isFrozen: Bool) -> Bool {
        Element.images == 16 && (convolution.kernel == 3 || convolution.kernel == 5) && convolution.stride == 1
            && convolution.table.isEmpty && convolution.isShared && !isFrozen
            && step.inputShape.channels / convolution.groups >= 16
            && convolution.channels / convolution.groups >= fewestInputs
            && step.inputShape.height + 2 * convolution.padding >= convolution.kernel
    }

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution, rectifies: Bool, isTraining: Bool) {
        self.step = step
        self.convolution = convolution
        self.rectifies = rectifies
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        let (input, output) = (step.inputShape, step.outputShape)
        let inputs = input.channels / convolution.groups
        let outputs = output.channels / convolution.groups
        self.inputs = inputs
        self.outputs = outputs
        let grid = WinogradGrid(
            kernel: convolution.kernel, height: input.height, width: input.width, rows: output.height,
            columns: output.width, padding: convolution.padding, paddingValue: convolution.paddingValue)
        let back = WinogradGrid(
            kernel: convolution.kernel, height: output.height, width: output.width, rows: input.height,
            columns: input.width, padding: convolution.kernel - 1 - convolution.padding, paddingValue: 0)
        let groups = 0..<convolution.groups
        forwardSweeps = groups.map { _ in
            WinogradSweep(grid: grid, inputs: inputs, outputs: outputs, isTransposed: false)
        }
        let hasFewInputs = inputs < Self.fewestInputs
        direct =
            isTraining && hasFewInputs
            ? DirectConvolutionOperation(plan, step, convolution, rectifies: rectifies) : nil
        backwardSweeps =
            step.passesGradientBack && isTraining && !hasFewInputs
            ? groups.map { _ in WinogradSweep(grid: back, inputs: outputs, outputs: inputs, isTransposed: true) } : []
        filters =
            isTraining && !hasFewInputs
            ? WinogradFilterGradient(grid: grid, inputs: inputs, outputs: outputs, groups: convolution.groups) : nil
    }

    var scratchCount: Int {
        max(
            forwardSweeps[0].scratchCount, backwardSweeps.first?.scratchCount ?? 0, filters?.scratchCount ?? 0,
            direct?.scratchCount ?? 0)
    }
    var pieces: Int { max(1, forwardSweeps[0].grid.windows / 4) * convolution.groups }
    var tilesAtOnce: Int { max(1, 8 / forwardSweeps[0].grid.windows) }
    var parameterPieces: Int { direct?.parameterPieces ?? 6 * convolution.groups }
    var finishingPieces: Int { direct == nil ? 16 : 0 }
    var preparationPieces: Int { forwardSweeps[0].pieces }

    func prepare(_ parameters: UnsafePointer<Scalar>, isTraining: Bool, part: WorkPart) {
        if isTraining { direct?.prepare(parameters, isTraining: true, part: part) }
        let count = outputs * inputs * convolution.kernel * convolution.kernel
        for group in 0..<convolution.groups {
            let tensor = parameters + weights.lowerBound + group * count
            forwardSweeps[group].pack(tensor, part)
            if isTraining, group < backwardSweeps.count { backwardSweeps[group].pack(tensor, part) }
        }
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (input, output) = (step.inputShape, step.outputShape)
        run(forwardSweeps, tiles, part, scratch) { group in
            WinogradSweep<Scalar>.WindowPlanes(
                source: { UnsafePointer(pass.elements(step.input, $0) + group * inputs * input.height * input.width) },
                target: { pass.elements(step.output, $0) + group * outputs * output.height * output.width },
                bias: bias.map { UnsafePointer(pass.parameters + $0.lowerBound + group * outputs) },
                rectifies: rectifies,
                accumulates: false)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        if let direct { return direct.backwardInput(pass, tiles, part, scratch) }
        let (input, output) = (step.inputShape, step.outputShape)
        run(backwardSweeps, tiles, part, scratch) { group in
            WinogradSweep<Scalar>.WindowPlanes(
                source: {
                    UnsafePointer(
                        pass.gradientElements(step.output, $0) + group * outputs * output.height * output.width)
                },
                target: { pass.gradientElements(step.input, $0) + group * inputs * input.height * input.width },
                bias: nil, rectifies: false, accumulates: step.accumulates[0])
        }
    }

    private func run(
        _ sweeps: [WinogradSweep<Scalar>], _ tiles: Range<Int>, _ part: WorkPart,
        _ scratch: UnsafeMutablePointer<Scalar>,
        _ planes: (Int) -> WinogradSweep<Scalar>.WindowPlanes<Element>
    ) {
        let room = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Element.self)
        // Windows of all groups, one after the other.
        let windows = tiles.count * sweeps[0].grid.windows
        WinogradGrid.forEachTile(part.range(of: windows * sweeps.count), perTile: windows) { group, range, _ in
            sweeps[group].run(planes(group), firstTile: tiles.lowerBound, windows: range, room)
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        if let direct { return direct.backwardParameters(pass, tiles, part, scratch) }
        guard let filters else { return }
        let (input, output) = (step.inputShape, step.outputShape)
        for item in part.range(of: parameterPieces) {
            let (group, row) = (item / 6, item % 6)
            filters.accumulate(
                group: group, row: row, tiles: tiles,
                source: { UnsafePointer(pass.elements(step.input, $0) + group * inputs * input.height * input.width) },
                gradient: {
                    UnsafePointer(
                        pass.gradientElements(step.output, $0) + group * outputs * output.height * output.width)
                }, UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Element.self))
        }
    }

    func finishParameters(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart) {
        guard let filters, let gradient = pass.parameterGradients else { return }
        filters.finish(part.range(of: convolution.channels), into: gradient + weights.lowerBound)
        guard let bias else { return }
        let plane = step.outputShape.height * step.outputShape.width
        for tile in tiles {
            FilterGradientKernels.biases(
                pass.gradientElements(step.output, tile), plane: plane, places: plane,
                filters: part.range(of: convolution.channels), into: gradient + bias.lowerBound)
        }
    }
}
