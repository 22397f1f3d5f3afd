import Core

/// A fully connected layer for one image.
struct SingleLinearOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let inputs: Int
    private let units: Int

    init(_ plan: Plan, _ step: Plan.Step, _ linear: Linear) {
        self.step = step
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        inputs = step.inputShape.count
        units = step.outputShape.count
    }

    private var rounded: Int { (inputs + 15) / 16 * 16 }
    var scratchCount: Int { 2 * rounded + 64 }
    var parameterPieces: Int { 1 }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        for tile in tiles {
            let x = SingleKernels.gather(pass.values(step.input, tile), pass.layouts[step.input], into: scratch)
            let y = pass.values(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                let sum = SingleKernels.dot(pass.parameters + weights.lowerBound + unit * inputs, x, inputs)
                y[unit * stride] = sum + (bias.map { pass.parameters[$0.lowerBound + unit] } ?? 0)
            }
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            scratch.update(repeating: 0, count: rounded)
            let gradient = pass.gradients(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                SingleKernels.add(
                    pass.parameters + weights.lowerBound + unit * inputs, times: gradient[unit * stride], inputs,
                    to: scratch)
            }
            SingleKernels.scatter(
                scratch, pass.layouts[step.input], accumulates: step.accumulates[0],
                into: pass.gradients(step.input, tile))
        }
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let sums = pass.parameterGradients else { return }
        for tile in tiles {
            let x = SingleKernels.gather(pass.values(step.input, tile), pass.layouts[step.input], into: scratch)
            let gradient = pass.gradients(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                let slope = gradient[unit * stride]
                SingleKernels.add(x, times: slope, inputs, to: sums + weights.lowerBound + unit * inputs)
                if let bias { sums[bias.lowerBound + unit] += slope }
            }
        }
    }
}
