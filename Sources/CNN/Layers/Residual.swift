import Core

/// The sum of what the layers of `branch` and those of `shortcut` make of the same input (He et al. 2016); an empty shortcut passes the
/// input on.
public struct Residual: Encodable, Hashable, Sendable, LayerKind {
    /// The layers whose output is added.
    public let branch: [Layer]
    /// What the input passes on its way round the branch.
    public let shortcut: [Layer]

    public init(branch: [Layer], shortcut: [Layer] = []) {
        self.branch = branch
        self.shortcut = shortcut
    }

    package static var names: [String] { ["residual"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["branch", "shortcut"])
        self.init(branch: try settings.value("branch"), shortcut: try settings.value("shortcut", []))
    }

    package var name: String { "residual" }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let left = try branch.outputShape(input, classCount: classCount)
        let right = try shortcut.outputShape(input, classCount: classCount)
        try require(left == right, "residual", "a branch of \(left) beside a shortcut of \(right)", "equal shapes")
        return left
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let left = try plan.add(branch, from: place.slot, prefix: "\(place.path).branch.")
        let right = try plan.add(shortcut, from: place.slot, prefix: "\(place.path).shortcut.")
        let (a, b) = (plan.shape(of: left), plan.shape(of: right))
        try require(a == b, "residual", "a branch of \(a) beside a shortcut of \(b)", "equal shapes")
        return plan.append(Addition(), at: place, inputs: [left, right], a, flops: Double(a.count))
    }
}

extension Layer {
    public static func residual(branch: [Layer], shortcut: [Layer]) -> Layer {
        Layer(Residual(branch: branch, shortcut: shortcut))
    }
}

/// The sum of two slots.
struct Addition: StepKind {
    var form: SlotForm? { nil }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(AdditionOperation<Element>(site.step), site.step)
    }
}

/// The sum of two slots, such as a residual layer's branch and shortcut; both get the gradient of the sum.
struct AdditionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step

    init(_ step: Plan.Step) { self.step = step }

    var pieces: Int { step.outputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let vectors = pass.vectors(of: step.output, part)
        for tile in tiles {
            SumKernels.add(
                VectorKernels.vectors(pass.values(step.inputs[0], tile)) + vectors.lowerBound,
                VectorKernels.vectors(pass.values(step.inputs[1], tile)) + vectors.lowerBound, vectors.count,
                into: VectorKernels.vectors(pass.values(step.output, tile)) + vectors.lowerBound)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
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
