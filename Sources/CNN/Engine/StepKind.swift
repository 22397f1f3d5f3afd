import Core

/// What a step of a plan computes, before it is known for which numbers and how many of them side by side.
package protocol StepKind: Sendable {
    /// The operation for sixteen images side by side or for one.
    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element>

    /// The form in which it wants its inputs; nil for either.
    var form: SlotForm? { get }
    /// The form of its output, for inputs in `form`.
    func outputForm(after form: SlotForm) -> SlotForm
    /// Sums of the papers' kind: one for each weight that meets an input, and one for each bias that is added.
    func connections(of step: Plan.Step) -> Int
    /// Does every output sum up weighted inputs?
    var sumsUpInputs: Bool { get }
    /// Does it look at all images of a batch?
    var spansBatch: Bool { get }
    /// Does the way back need only the gradient of the output? Then a step that follows may overwrite the output.
    var leavesOutputFree: Bool { get }
    /// Is it max(0, x)?
    var isRectifier: Bool { get }
    /// Does the operation for so many images side by side do a rectifier in place that follows, too?
    func takesInRectifier(lanes: Int) -> Bool
    /// Does a place depend on places behind it? Then a text cannot be carried through piece by piece.
    var looksAhead: Bool { get }
    /// About how many numbers it needs to work in.
    func scratchNumbers(of step: Plan.Step, lanes: Int) -> Double
    /// About how many bytes its lists take.
    func tableBytes(of step: Plan.Step, in plan: Plan) -> Double

    // The four forms in which an operation is compiled. Who adds a step does not write them: the extension below has them.
    func compiled(_ site: StepSite) -> BoundOperation<SIMD16<Float>>
    func compiled(_ site: StepSite) -> BoundOperation<SIMD16<Double>>
    func compiled(_ site: StepSite) -> BoundOperation<OneLane<Float>>
    func compiled(_ site: StepSite) -> BoundOperation<OneLane<Double>>
}

extension StepKind {
    package var form: SlotForm? { .lanes }
    package func outputForm(after form: SlotForm) -> SlotForm { form }
    package func connections(of step: Plan.Step) -> Int { 0 }
    package var sumsUpInputs: Bool { false }
    package var spansBatch: Bool { false }
    package var leavesOutputFree: Bool { false }
    package var isRectifier: Bool { false }
    package func takesInRectifier(lanes: Int) -> Bool { false }
    package var looksAhead: Bool { false }
    package func scratchNumbers(of step: Plan.Step, lanes: Int) -> Double { 0 }
    package func tableBytes(of step: Plan.Step, in plan: Plan) -> Double { 0 }

    // A generic function that is called through `any` is not compiled for its numbers, and is a hundred times slower. These are not
    // generic, and inside of them the kind of step and the kind of number are both known.
    @inline(__always) package func compiled(_ site: StepSite) -> BoundOperation<SIMD16<Float>> { operation(at: site) }
    @inline(__always) package func compiled(_ site: StepSite) -> BoundOperation<SIMD16<Double>> { operation(at: site) }
    @inline(__always) package func compiled(_ site: StepSite) -> BoundOperation<OneLane<Float>> { operation(at: site) }
    @inline(__always) package func compiled(_ site: StepSite) -> BoundOperation<OneLane<Double>> { operation(at: site) }
}

/// A step among its neighbours.
package struct StepSite: Sendable {
    package let plan: Plan
    package let step: Plan.Step
    /// The number of the step, from 0.
    package let index: Int
    /// Are gradients wanted?
    package let isTraining: Bool
    /// The rectifier that follows is to be done by this step, while the sums are still in registers.
    package let rectifies: Bool
    /// The step before has done the forward part of this one.
    package let isDone: Bool

    init(_ plan: Plan, _ index: Int, isTraining: Bool, lanes: Int) {
        func isRectified(_ index: Int) -> Bool {
            guard plan.steps.indices.contains(index), plan.steps.indices.contains(index + 1) else { return false }
            let (step, next) = (plan.steps[index], plan.steps[index + 1])
            return next.kind.isRectifier && next.isInPlace && next.output == step.output
                && step.kind.takesInRectifier(lanes: lanes)
        }
        self.plan = plan
        step = plan.steps[index]
        self.index = index
        self.isTraining = isTraining
        rectifies = isRectified(index)
        isDone = isRectified(index - 1)
    }

    /// The `index`th tensor of the step.
    package func tensor(_ index: Int) -> Plan.Tensor { plan.tensors[step.tensors[index]] }
}

extension Plan {
    /// The operations of all steps.
    func operations<Element: Lanes>(isTraining: Bool) -> [BoundOperation<Element>] {
        steps.indices.map { index in
            Element.operation(
                of: steps[index].kind, at: StepSite(self, index, isTraining: isTraining, lanes: Element.images))
        }
    }
}
