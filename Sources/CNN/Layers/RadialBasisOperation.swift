import Core

/// y_c = Σ (x_j − w_cj)², with w_c the bitmap of digit c, which is not trained (LeCun et al. 1998, equation 7). Input j is pixel
/// j of the bitmap, row by row.
struct RadialBasisOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let bitmaps: NumberMemory<Element.Scalar>

    init(_ step: Plan.Step) {
        self.step = step
        let values = DigitBitmaps.values
        bitmaps = NumberMemory<Element.Scalar>(values.count)
        for (index, value) in values.enumerated() { bitmaps.base[index] = Scalar(value) }
    }

    private var places: Int { step.inputShape.height * step.inputShape.width }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let layout = pass.layouts[step.input]
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            let outputs = pass.elements(step.output, tile)
            for unit in 0..<step.outputShape.channels {
                outputs[unit * stride] = SumKernels.squaredDistance(
                    pass.elements(step.input, tile), channels: layout.shape.channels, places: places,
                    stride: layout.elementStride(Element.images), bitmaps.base + unit * layout.shape.count)
            }
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            if !step.accumulates[0] { pass.gradients(step.input, tile).update(repeating: 0, count: layout.count) }
            for unit in 0..<step.outputShape.channels {
                SumKernels.addDistanceGradient(
                    pass.elements(step.input, tile), channels: layout.shape.channels, places: places,
                    stride: layout.elementStride(Element.images), bitmaps.base + unit * layout.shape.count,
                    gradient: pass.gradientElements(step.output, tile)[unit * stride],
                    to: pass.gradientElements(step.input, tile))
            }
        }
    }
}
