import Core

/// Correct and slow, until the fast ones are here.
struct DirectConvolutionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let local: LocalOperation<Element>
    private let rectifies: Bool

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution, rectifies: Bool) {
        self.step = step
        self.rectifies = rectifies
        local = LocalOperation(plan, step, convolution)
    }

    var pieces: Int { local.pieces }
    var parameterPieces: Int { local.parameterPieces }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        local.forward(pass, tiles, part, scratch)
        guard rectifies else { return }
        let stride = pass.layouts[step.output].planeStride
        for tile in tiles {
            for block in local.kernels.blocks[part.range(of: local.kernels.blocks.count)] {
                for index in block.first * stride..<(block.first + block.count) * stride {
                    pass.values(step.output, tile)[index] = max(0, pass.values(step.output, tile)[index])
                }
            }
        }
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) { local.backwardParameters(pass, tiles, part, scratch) }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) { local.backwardInput(pass, tiles, part, scratch) }
}

struct SingleConvolutionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let local: LocalOperation<Element>

    init(_ plan: Plan, _ step: Plan.Step, _ convolution: Convolution) {
        local = LocalOperation(plan, step, convolution)
    }

    var pieces: Int { local.pieces }
    var parameterPieces: Int { local.parameterPieces }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        local.forward(pass, tiles, part, scratch)
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) { local.backwardParameters(pass, tiles, part, scratch) }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) { local.backwardInput(pass, tiles, part, scratch) }
}

/// Correct and slow, until the fast ones are here.
struct LinearOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let weights: Range<Int>
    private let biases: Range<Int>?

    init(_ plan: Plan, _ step: Plan.Step, _ linear: Linear) {
        self.step = step
        weights = plan.tensors[step.tensors[0]].range
        biases = linear.bias ? plan.tensors[step.tensors[1]].range : nil
    }

    var parameterPieces: Int { 1 }

    /// The place of input `number` among a tile's elements.
    @inline(__always)
    private func place(_ number: Int, _ stride: Int) -> Int {
        let places = step.inputShape.height * step.inputShape.width
        return number / places * stride + number % places
    }

    func forward(_ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>) {
        let (from, to) = strides(pass)
        for tile in tiles {
            for unit in 0..<step.outputShape.channels {
                var sum = Element(repeating: biases.map { pass.parameters[$0.lowerBound + unit] } ?? 0)
                for number in 0..<step.inputShape.count {
                    let weight = pass.parameters[weights.lowerBound + unit * step.inputShape.count + number]
                    sum.accumulate(pass.elements(step.input, tile)[place(number, from)], weight)
                }
                pass.elements(step.output, tile)[unit * to] = sum
            }
        }
    }

    private func strides(_ pass: Pass<Element>) -> (Int, Int) {
        (
            pass.layouts[step.input].elementStride(Element.images),
            pass.layouts[step.output].elementStride(Element.images)
        )
    }

    func backwardParameters(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let (from, to) = strides(pass)
        for tile in tiles {
            for unit in 0..<step.outputShape.channels {
                let gradient = pass.gradientElements(step.output, tile)[unit * to]
                for number in 0..<step.inputShape.count {
                    gradients[weights.lowerBound + unit * step.inputShape.count + number] +=
                        (gradient * pass.elements(step.input, tile)[place(number, from)]).total
                }
                if let biases { gradients[biases.lowerBound + unit] += gradient.total }
            }
        }
    }

    func backwardInput(
        _ pass: Pass<Element>, _ tiles: Range<Int>, _ part: Part, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (from, to) = strides(pass)
        for tile in tiles {
            let target = pass.gradientElements(step.input, tile)
            if !step.accumulates[0] {
                target.update(repeating: .zero, count: pass.layouts[step.input].count / Element.images)
            }
            for unit in 0..<step.outputShape.channels {
                let gradient = pass.gradientElements(step.output, tile)[unit * to]
                for number in 0..<step.inputShape.count {
                    target[place(number, from)].accumulate(
                        gradient, pass.parameters[weights.lowerBound + unit * step.inputShape.count + number])
                }
            }
        }
    }
}

typealias SingleLinearOperation = LinearOperation
