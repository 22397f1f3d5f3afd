import Core

/// The places of a picture as the rows of a sequence, from left to right and down, with the channels as their numbers: after a convolution
/// whose stride is its kernel, the patches of a vision transformer (A. Dosovitskiy et al., *An Image Is Worth 16×16 Words*, ICLR 2021, §3.1).
///
/// # Shapes
/// height × width × channels → (height · width) × channels
public struct Places: Encodable, Hashable, Sendable, LayerKind {
    public init() {}

    package static var names: [String] { ["places"] }

    package init(_ name: String, _ settings: LayerSettings) throws { try settings.allow([]) }

    package var name: String { "places" }
    package var settings: (any Encodable)? { nil }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let picture = try input.picture(for: name)
        return .sequence(length: picture.height * picture.width, width: picture.channels)
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(FormConversion(to: .rows), at: place, output, flops: 0)
    }
}

/// The mean of the rows of a sequence, of a shorter example of those that it has.
///
/// # Shapes
/// length × width → 1 × width
public struct Mean: Encodable, Hashable, Sendable, LayerKind, StepKind {
    public init() {}

    package static var names: [String] { ["mean"] }

    package init(_ name: String, _ settings: LayerSettings) throws { try settings.allow([]) }

    package var name: String { "mean" }
    package var settings: (any Encodable)? { nil }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        .sequence(length: 1, width: try input.sequence(for: name).width)
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(self, at: place, output, flops: Double(place.input.count))
    }

    package var form: SlotForm? { .rows }
    package var leavesOutputFree: Bool { true }
    package var looksAhead: Bool { true }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(MeanOperation<Element>(step: site.step), site.step)
    }
}

extension Layer {
    public static let places = Layer(Places())
    public static let mean = Layer(Mean())
}

struct MeanOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step

    private var length: Int { step.inputShape.height }
    private var stride: Int { SlotLayout.rowStride(step.inputShape.channels) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for example in pass.examples(in: tiles) {
            EmbeddingKernels.mean(
                pass.values(step.input, 0) + example * length * stride, pass.length(of: example, length),
                stride: stride, into: pass.values(step.output, 0) + example * stride)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for example in pass.examples(in: tiles) {
            EmbeddingKernels.spread(
                pass.gradients(step.output, 0) + example * stride, pass.length(of: example, length), of: length,
                stride: stride, accumulates: step.accumulates[0],
                into: pass.gradients(step.input, 0) + example * length * stride)
        }
    }
}
