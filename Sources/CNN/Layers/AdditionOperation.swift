import Core

/// The sum of two slots, such as a residual layer's branch and shortcut; both get the gradient of the sum.
struct AdditionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step

    init(_ step: Plan.Step) { self.step = step }

    var pieces: Int { step.outputShape.channels }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let vectors = pass.vectors(of: step.output, part)
        for tile in tiles {
            SumKernels.add(
                VectorKernels.vectors(pass.values(step.inputs[0], tile)) + vectors.lowerBound,
                VectorKernels.vectors(pass.values(step.inputs[1], tile)) + vectors.lowerBound, vectors.count,
                into: VectorKernels.vectors(pass.values(step.output, tile)) + vectors.lowerBound)
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let vectors = pass.vectors(of: step.output, part)
        for tile in tiles {
            for (index, slot) in step.inputs.enumerated() {
                // Where both inputs are the same slot the second share meets the first.
                let accumulates = step.accumulates[index] || step.inputs[..<index].contains(slot)
                SumKernels.scale(
                    VectorKernels.vectors(pass.gradients(step.output, tile)) + vectors.lowerBound, vectors.count, by: 1,
                    accumulates: accumulates,
                    into: VectorKernels.vectors(pass.gradients(slot, tile)) + vectors.lowerBound)
            }
        }
    }
}
