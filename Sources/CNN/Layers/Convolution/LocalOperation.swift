import Core

/// Sums over windows with weights of their own at every place: a locally connected layer (LeCun et al. 1989).
struct LocalOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    let kernels: LocalKernels<Element>
    private let weights: Plan.Tensor
    private let biases: Range<Int>?

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution) {
        self.step = step
        kernels = LocalKernels<Element>(convolution, input: step.inputShape, output: step.outputShape)
        weights = plan.tensors[step.tensors[0]]
        biases = convolution.bias == .shared ? plan.tensors[step.tensors[1]].range : nil
    }

    /// Forth parts are blocks of filters, back to the input they are input channels.
    var pieces: Int { max(kernels.blocks.count, step.inputShape.channels) }
    var parameterPieces: Int { weights.isFrozen && biases == nil ? 0 : min(kernels.blocks.count, 32) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            kernels.forward(
                pass.elements(step.input, tile), pass.parameters + weights.range.lowerBound,
                biases: biases.map { pass.parameters + $0.lowerBound }, blocks: part.range(of: kernels.blocks.count),
                into: pass.elements(step.output, tile))
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let blocks = part.range(of: kernels.blocks.count)
        let gradient = pass.gradientElements(step.output, tiles.lowerBound)
        if !weights.isFrozen {
            kernels.backwardWeights(
                pass.elements(step.input, tiles.lowerBound), gradient: gradient, tiles: tiles.count, blocks: blocks,
                into: gradients + weights.range.lowerBound)
        }
        if let biases {
            kernels.backwardBiases(
                gradient: gradient, tiles: tiles.count, blocks: blocks, into: gradients + biases.lowerBound)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let channels = part.range(of: step.inputShape.channels)
        let stride = kernels.inputStride
        for tile in tiles {
            let target = pass.gradientElements(step.input, tile)
            if !step.accumulates[0] {
                (target + channels.lowerBound * stride).update(repeating: .zero, count: channels.count * stride)
            }
            kernels.backwardInput(
                gradient: pass.gradientElements(step.output, tile), pass.parameters + weights.range.lowerBound,
                channels: channels, into: target)
        }
    }
}
