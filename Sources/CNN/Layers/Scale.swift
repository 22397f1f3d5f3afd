import Core

/// Multiplies every number by the same one.
public struct Scale: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// What every number is multiplied by.
    public let factor: Float

    public init(factor: Float) { self.factor = factor }

    package static var names: [String] { ["scale"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["factor"])
        self.init(factor: try settings.value("factor"))
    }

    package var name: String { "scale" }

    package func validate() throws {
        try require(factor.isFinite, "factor", factor, "a number")
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        return try input.numbers(for: name)
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(self, at: place, output, flops: Double(output.count))
    }

    package var form: SlotForm? { nil }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(ScaleOperation<Element>(site.step, factor: factor), site.step)
    }
}

extension Layer {
    public static func scale(_ factor: Float) -> Layer { Layer(Scale(factor: factor)) }
}

/// y = c x; the way back is the same.
struct ScaleOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let factor: Scalar

    init(_ step: Plan.Step, factor: Float) {
        self.step = step
        self.factor = Scalar(factor)
    }

    var pieces: Int { step.inputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let vectors = pass.vectors(of: step.input, part)
        for tile in tiles {
            SumKernels.scale(
                VectorKernels.vectors(pass.values(step.input, tile)) + vectors.lowerBound, vectors.count, by: factor,
                accumulates: false, into: VectorKernels.vectors(pass.values(step.output, tile)) + vectors.lowerBound)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let vectors = pass.vectors(of: step.input, part)
        for tile in tiles {
            SumKernels.scale(
                VectorKernels.vectors(pass.gradients(step.output, tile)) + vectors.lowerBound, vectors.count,
                by: factor, accumulates: step.accumulates[0],
                into: VectorKernels.vectors(pass.gradients(step.input, tile)) + vectors.lowerBound)
        }
    }
}
