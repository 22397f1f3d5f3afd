import Core

/// The mean of those numbers of each window of each channel that lie in the image.
struct AveragePoolingOperation<Element: Lanes>: LayerOperation {
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
                AveragePoolingKernels.forward(
                    pass.elements(step.input, tile) + channel * from, geometry, coefficient: 1, bias: 0,
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
                AveragePoolingKernels.backward(
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry, coefficient: 1,
                    accumulates: step.accumulates[0],
                    into: pass.gradientElements(step.input, tile) + channel * from, count: from)
            }
        }
    }
}
