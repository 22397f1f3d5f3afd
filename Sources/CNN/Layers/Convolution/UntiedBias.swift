import Core

/// The untied biases of a convolution.
struct UntiedBias: StepKind {
    var leavesOutputFree: Bool { true }

    func connections(of step: Plan.Step) -> Int { step.outputShape.count }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(UntiedBiasOperation<Element>(site.plan, site.step), site.step)
    }
}

/// Adds a trained bias of its own to every number (channel, row, column), in place (LeCun et al. 1989).
struct UntiedBiasOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let biases: Range<Int>

    init(_ plan: Plan, _ step: Plan.Step) {
        self.step = step
        biases = plan.tensors[step.tensors[0]].range
    }

    private var places: Int { step.outputShape.height * step.outputShape.width }

    var pieces: Int { step.outputShape.channels }
    var parameterPieces: Int { min(step.outputShape.channels, 16) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.outputShape.channels) {
                SumKernels.addBiases(
                    pass.parameters + biases.lowerBound + channel * places, places,
                    to: pass.elements(step.output, tile) + channel * stride)
            }
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for channel in part.range(of: step.outputShape.channels) {
            for tile in tiles {
                SumKernels.addTotals(
                    pass.gradientElements(step.output, tile) + channel * stride, places,
                    to: gradients + biases.lowerBound + channel * places)
            }
        }
    }

    /// The gradient of the input is that of the output, where it already lies.
    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {}
}
