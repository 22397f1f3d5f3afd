import Core

/// The largest number of each window of each channel; what of a window lies in the margin counts for nothing. The gradient goes
/// to the first of several that are equally large, as in PyTorch.
struct MaxPoolingOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let geometry: WindowGeometry

    init(_ step: Plan.Step, _ pooling: Pooling) {
        self.step = step
        geometry = WindowGeometry(pooling, step)
    }

    var pieces: Int { step.inputShape.channels }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                MaxPoolingKernels.forward(
                    pass.elements(step.input, tile) + channel * from, geometry,
                    into: pass.elements(step.output, tile) + channel * to)
            }
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                MaxPoolingKernels.backward(
                    input: pass.elements(step.input, tile) + channel * from,
                    output: pass.elements(step.output, tile) + channel * to,
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry,
                    accumulates: step.accumulates[0],
                    into: pass.gradientElements(step.input, tile) + channel * from, count: from)
            }
        }
    }
}

extension SlotLayout {
    /// Elements of so many lanes from one channel to the next.
    @inline(__always)
    func elementStride(_ lanes: Int) -> Int { planeStride / lanes }
}
