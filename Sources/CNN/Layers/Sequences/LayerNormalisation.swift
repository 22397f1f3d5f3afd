import Core

/// Every row of a sequence gets mean 0 and variance 1 over its numbers, then a trained scale and bias (J. Ba, J. Kiros and G. Hinton, *Layer
/// Normalization*, 2016, equations 3 and 4): y = γ (x − μ) / √(σ² + ε) + β, with σ² divided by n and ε inside the root, as in PyTorch;
/// the paper has no ε.
///
/// # Shapes
/// length × width → length × width
public struct LayerNormalisation: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Added to the variance.
    public let epsilon: Float

    public init(epsilon: Float = 1e-5) { self.epsilon = epsilon }

    package static var names: [String] { ["layer-normalisation"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["epsilon"])
        self.init(epsilon: try settings.value("epsilon", LayerNormalisation().epsilon))
    }

    package var name: String { "layer-normalisation" }

    package func validate() throws {
        try require(epsilon > 0 && epsilon.isFinite, "epsilon", epsilon, "above 0")
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        _ = try input.sequence(for: name)
        return input
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let width = place.input.image.channels
        let tensors = [
            try plan.tensor("\(place.path).weight", [width], constant: 1, isScale: true),
            try plan.tensor("\(place.path).bias", [width], isBias: true),
        ]
        return plan.append(self, at: place, output, tensors: tensors, flops: 8 * Double(output.count))
    }

    package var form: SlotForm? { .rows }
    package var leavesOutputFree: Bool { true }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(LayerNormalisationOperation<Element>(site, epsilon: epsilon), site.step)
    }
}

extension Layer {
    public static func layerNormalisation(_ layer: LayerNormalisation) -> Layer { Layer(layer) }
    public static let layerNorm = Layer.layerNormalisation(LayerNormalisation())
}

/// Mean and variance of a row are computed once more on the way back instead of being kept.
struct LayerNormalisationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let epsilon: Scalar
    private let scales: Range<Int>
    private let biases: Range<Int>
    private let length: Int
    private let width: Int
    private let stride: Int
    /// Sums over the rows of each part, which are added in their order: `[part][scales, biases]`.
    private let sums: NumberMemory<Scalar>
    private static var parts: Int { 8 }

    init(_ site: StepSite, epsilon: Float) {
        step = site.step
        self.epsilon = Scalar(epsilon)
        scales = site.tensor(0).range
        biases = site.tensor(1).range
        length = step.inputShape.height
        width = step.inputShape.channels
        stride = SlotLayout.rowStride(width)
        sums = NumberMemory(site.isTraining ? Self.parts * 2 * stride : 0)
    }

    var pieces: Int { max(1, length / 16) }
    var tilesAtOnce: Int { max(1, min(4, 192 / (length * Element.images))) }
    var parameterPieces: Int { Self.parts }
    var finishingPieces: Int { 2 }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (source, target) = (pass.values(step.input, 0), pass.values(step.output, 0))
        pass.forEachStretch(of: length, tiles, part) { first, count in
            LayerNormalisationKernels.forward(
                source + first * stride, count, width: width, stride: stride, epsilon: epsilon,
                scale: pass.parameters + scales.lowerBound, bias: pass.parameters + biases.lowerBound,
                into: target + first * stride)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (source, gradient) = (pass.values(step.input, 0), pass.gradients(step.output, 0))
        let target = pass.gradients(step.input, 0)
        pass.forEachStretch(of: length, tiles, part) { first, count in
            LayerNormalisationKernels.backward(
                source + first * stride, gradient: gradient + first * stride, count, width: width, stride: stride,
                epsilon: epsilon, scale: pass.parameters + scales.lowerBound, accumulates: step.accumulates[0],
                into: target + first * stride)
        }
    }

    /// A part is a range of rows. All rows at once need no sums of their own.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let isWhole = part.count == 1
        let own = sums.base + part.index * 2 * stride
        if !isWhole { own.update(repeating: 0, count: 2 * stride) }
        let (source, gradient) = (pass.values(step.input, 0), pass.gradients(step.output, 0))
        pass.forEachStretch(of: length, tiles, part) { first, count in
            LayerNormalisationKernels.gradients(
                source + first * stride, gradient: gradient + first * stride, count, width: width, stride: stride,
                epsilon: epsilon, scales: isWhole ? gradients + scales.lowerBound : own,
                biases: isWhole ? gradients + biases.lowerBound : own + stride)
        }
    }

    func finishParameters(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart) {
        guard part.count > 1, let gradients = pass.parameterGradients else { return }
        let columns = part.range(of: width)
        for index in 0..<Self.parts {
            let own = sums.base + index * 2 * stride
            for column in columns {
                gradients[scales.lowerBound + column] += own[column]
                gradients[biases.lowerBound + column] += own[stride + column]
            }
        }
    }
}
