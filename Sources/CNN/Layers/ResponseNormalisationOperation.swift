import Core

/// Division of each number by a power of what neighbouring channels have at the same place (Krizhevsky et al. 2012, §3.3).
struct ResponseNormalisationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let kernels: ResponseNormalisationKernels<Element.Scalar>

    init(_ step: Plan.Step, _ norm: ResponseNormalisation) {
        self.step = step
        kernels = ResponseNormalisationKernels<Element.Scalar>(
            channels: step.inputShape.channels,
            stride: SlotLayout(step.inputShape, lanes: Element.images).planeStride / 16,
            size: norm.size, alpha: Scalar(norm.alpha), beta: Scalar(norm.beta), k: Scalar(norm.k))
    }

    var scratchCount: Int { kernels.scratchCount }
    /// Parts are ranges of places: channels meet.
    var pieces: Int {
        (kernels.stride + ResponseNormalisationKernels<Scalar>.width - 1) / ResponseNormalisationKernels<Scalar>.width
    }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        for tile in tiles {
            kernels.forward(
                VectorKernels.vectors(pass.values(step.input, tile)), part.range(of: kernels.stride),
                VectorKernels.vectors(scratch), into: VectorKernels.vectors(pass.values(step.output, tile)))
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            kernels.backward(
                VectorKernels.vectors(pass.values(step.input, tile)),
                gradient: VectorKernels.vectors(pass.gradients(step.output, tile)), part.range(of: kernels.stride),
                accumulates: step.accumulates[0], VectorKernels.vectors(scratch),
                into: VectorKernels.vectors(pass.gradients(step.input, tile)))
        }
    }
}
