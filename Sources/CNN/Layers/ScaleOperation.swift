import Core

/// Multiplies every number by the same one.
struct ScaleOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let factor: Scalar

    init(_ step: Plan.Step, factor: Float) {
        self.step = step
        self.factor = Scalar(factor)
    }

    var pieces: Int { step.inputShape.channels }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let vectors = pass.vectors(of: step.input, part)
        for tile in tiles {
            SumKernels.scale(
                VectorKernels.vectors(pass.values(step.input, tile)) + vectors.lowerBound, vectors.count, by: factor,
                accumulates: false, into: VectorKernels.vectors(pass.values(step.output, tile)) + vectors.lowerBound)
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let vectors = pass.vectors(of: step.input, part)
        for tile in tiles {
            SumKernels.scale(
                VectorKernels.vectors(pass.gradients(step.output, tile)) + vectors.lowerBound, vectors.count,
                by: factor, accumulates: step.accumulates[0],
                into: VectorKernels.vectors(pass.gradients(step.input, tile)) + vectors.lowerBound)
        }
    }
}

extension Pass {
    /// The vectors of sixteen numbers of a tile that belong to `part`: whole channels.
    func vectors(of slot: Int, _ part: Part) -> Range<Int> {
        let channels = part.range(of: layouts[slot].shape.channels)
        let stride = layouts[slot].planeStride / 16
        return channels.lowerBound * stride..<channels.upperBound * stride
    }
}
