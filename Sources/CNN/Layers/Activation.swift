import Core

/// A function of each number by itself.
public enum Activation: String, Codable, Hashable, Sendable, CaseIterable, LayerKind, StepKind {
    /// max(0, x).
    case relu
    case tanh
    /// 1.7159 tanh(2x/3) (LeCun et al. 1998, appendix A).
    case scaledTanh = "scaled-tanh"
    /// 1 / (1 + e⁻ˣ).
    case sigmoid
    /// x Φ(x), Φ the distribution function of the standard normal distribution (Hendrycks and Gimpel 2016).
    case gelu

    package static var names: [String] { allCases.map(\.rawValue) }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow([])
        guard let activation = Activation(rawValue: name) else { throw settings.mistake("unknown layer '\(name)'") }
        self = activation
    }

    package var name: String { rawValue }
    package var settings: (any Encodable)? { nil }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        try input.numbers(for: name)
    }

    package var form: SlotForm? { nil }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        // In place where what is there is not needed afterwards.
        let overwrites = !place.isFirst && plan.canOverwrite(place.slot) && self != .gelu
        return plan.append(self, at: place, output, flops: Double(output.count), inPlace: overwrites)
    }

    package var isRectifier: Bool { self == .relu }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(ActivationOperation<Element>(site.step, self, isDone: site.isDone), site.step)
    }
}

extension Layer {
    public static func activation(_ activation: Activation) -> Layer { Layer(activation) }
    public static let relu = Layer.activation(.relu)
    public static let tanh = Layer.activation(.tanh)
    public static let scaledTanh = Layer.activation(.scaledTanh)
    public static let sigmoid = Layer.activation(.sigmoid)
    public static let gelu = Layer.activation(.gelu)
}

/// A function of each number by itself. What its derivative can be told from afterwards decides whether it works in place: all
/// but GELU are told by their output.
struct ActivationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    let activation: Activation
    /// The convolution before has done the forward part.
    let isDone: Bool

    init(_ step: Plan.Step, _ activation: Activation, isDone: Bool) {
        self.step = step
        self.activation = activation
        self.isDone = isDone
    }

    var pieces: Int { step.inputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard !isDone else { return }
        let range = share(pass, part)
        for tile in tiles {
            ElementwiseKernels.forward(
                activation, pass.values(step.input, tile) + range.lowerBound, range.count,
                into: pass.values(step.output, tile) + range.lowerBound)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let range = share(pass, part)
        for tile in tiles {
            ElementwiseKernels.backward(
                activation, input: pass.values(step.input, tile) + range.lowerBound,
                output: pass.values(step.output, tile) + range.lowerBound,
                gradient: pass.gradients(step.output, tile) + range.lowerBound, range.count,
                accumulates: step.accumulates[0], into: pass.gradients(step.input, tile) + range.lowerBound)
        }
    }

    /// The numbers of a tile that belong to `part`.
    private func share(_ pass: NetworkPass<Element>, _ part: WorkPart) -> Range<Int> {
        let vectors = pass.vectors(of: step.input, part)
        return 16 * vectors.lowerBound..<16 * vectors.upperBound
    }
}
