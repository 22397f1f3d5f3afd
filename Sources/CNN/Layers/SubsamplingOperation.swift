import Core

/// A trained coefficient times the mean of each window, plus a trained bias, one of each a channel (LeCun et al. 1998, §II.B;
/// there it is the sum of the window, which is a coefficient so many times smaller).
struct SubsamplingOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let geometry: WindowGeometry
    private let coefficients: Range<Int>
    private let biases: Range<Int>

    init(_ plan: Plan, _ step: Plan.Step, _ pooling: Pooling) {
        self.step = step
        geometry = WindowGeometry(pooling, step)
        coefficients = plan.tensors[step.tensors[0]].range
        biases = plan.tensors[step.tensors[1]].range
    }

    var pieces: Int { step.inputShape.channels }
    var parameterPieces: Int { min(step.inputShape.channels, 16) }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                AveragePoolingKernels.forward(
                    pass.elements(step.input, tile) + channel * from, geometry,
                    coefficient: pass.parameters[coefficients.lowerBound + channel],
                    bias: pass.parameters[biases.lowerBound + channel],
                    into: pass.elements(step.output, tile) + channel * to)
            }
        }
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for channel in part.range(of: step.inputShape.channels) {
            for tile in tiles {
                let sums = AveragePoolingKernels.sums(
                    pass.elements(step.input, tile) + channel * from,
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry)
                gradients[coefficients.lowerBound + channel] += sums.coefficient
                gradients[biases.lowerBound + channel] += sums.bias
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
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry,
                    coefficient: pass.parameters[coefficients.lowerBound + channel],
                    accumulates: step.accumulates[0],
                    into: pass.gradientElements(step.input, tile) + channel * from, count: from)
            }
        }
    }
}
