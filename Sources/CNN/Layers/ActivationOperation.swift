import Core

/// A function of each number by itself. What its derivative can be told from afterwards decides whether it works in place: all
/// but GELU are told by their output.
struct ActivationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    let activation: Activation
    /// The convolution before has done the forward part.
    let isDone: Bool

    init(_ step: Plan.Step, _ activation: Activation, isDone: Bool) {
        self.step = step
        self.activation = activation
        self.isDone = isDone
    }

    var pieces: Int { step.inputShape.channels }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        guard !isDone else { return }
        let range = share(pass, part)
        for tile in tiles {
            ElementwiseKernels.forward(
                activation, pass.values(step.input, tile) + range.lowerBound, range.count,
                into: pass.values(step.output, tile) + range.lowerBound)
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let range = share(pass, part)
        for tile in tiles {
            ElementwiseKernels.backward(
                activation, input: pass.values(step.input, tile) + range.lowerBound,
                output: pass.values(step.output, tile) + range.lowerBound,
                gradient: pass.gradients(step.output, tile) + range.lowerBound, range.count,
                accumulates: step.accumulates[0], into: pass.gradients(step.input, tile) + range.lowerBound)
        }
    }

    /// The numbers of a tile that belong to `part`: whole channels.
    private func share(_ pass: Pass<Element>, _ part: Part) -> Range<Int> {
        let layout = pass.layouts[step.input]
        let channels = part.range(of: layout.shape.channels)
        return channels.lowerBound * layout.planeStride..<channels.upperBound * layout.planeStride
    }
}
