import Core

/// Brings the numbers of a slot from one form into the other: the plan puts it between steps that want different ones.
struct FormConversion: StepKind {
    let target: SlotForm

    init(to target: SlotForm) { self.target = target }

    var form: SlotForm? { target == .rows ? .lanes : .rows }
    func outputForm(after form: SlotForm) -> SlotForm { target }
    var leavesOutputFree: Bool { true }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(FormConversionOperation<Element>(step: site.step, isToRows: target == .rows), site.step)
    }
}

struct FormConversionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    let isToRows: Bool

    var pieces: Int { step.inputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            convert(
                pass, tile, part, isToRows: isToRows, pass.values(step.input, tile), step.input, accumulates: false,
                into: pass.values(step.output, tile), step.output)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            let target = pass.gradients(step.input, tile)
            // Lanes without an example get no gradient.
            if isToRows, !step.accumulates[0], pass.lanes(in: tile) < Element.images {
                let vectors = pass.vectors(of: step.input, part)
                (target + 16 * vectors.lowerBound).update(repeating: 0, count: 16 * vectors.count)
            }
            convert(
                pass, tile, part, isToRows: !isToRows, pass.gradients(step.output, tile), step.output,
                accumulates: step.accumulates[0], into: target, step.input)
        }
    }

    private func convert(
        _ pass: NetworkPass<Element>, _ tile: Int, _ part: WorkPart, isToRows: Bool,
        _ source: UnsafeMutablePointer<Scalar>,
        _ from: Int, accumulates: Bool, into target: UnsafeMutablePointer<Scalar>, _ to: Int
    ) {
        let shape = step.inputShape
        let places = shape.height * shape.width
        let channels = part.range(of: shape.channels)
        let plane = pass.layouts[isToRows ? from : to].planeStride
        let stride = pass.layouts[isToRows ? to : from].rowStride
        let width = Element.images
        for lane in 0..<pass.lanes(in: tile) {
            let inLanes = channels.lowerBound * plane + lane
            let inRows = lane * places * stride + channels.lowerBound
            if isToRows {
                FormConversionKernels.turn(
                    source + inLanes, step: (plane, width), counts: (channels.count, places), accumulates: accumulates,
                    into: target + inRows, targetStep: (1, stride))
            } else {
                FormConversionKernels.turn(
                    source + inRows, step: (1, stride), counts: (channels.count, places), accumulates: accumulates,
                    into: target + inLanes, targetStep: (plane, width))
            }
        }
    }
}
