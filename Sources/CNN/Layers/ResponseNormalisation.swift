import Core

/// Local response normalisation (Krizhevsky et al. 2012, §3.3): b = a / (k + α Σ a²)^β, the sum over `size` neighbouring
/// channels at the same place.
public struct ResponseNormalisation: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Channels that the sum goes over (n); odd.
    public let size: Int
    /// The factor α as it stands in the paper: not divided by n.
    public let alpha: Float
    /// The exponent β.
    public let beta: Float
    /// The constant k of the sum.
    public let k: Float

    public init(size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 2) {
        self.size = size
        self.alpha = alpha
        self.beta = beta
        self.k = k
    }

    package static var names: [String] { ["response-normalisation"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["size", "alpha", "beta", "k"])
        let defaults = ResponseNormalisation()
        self.init(
            size: try settings.value("size", defaults.size), alpha: try settings.value("alpha", defaults.alpha),
            beta: try settings.value("beta", defaults.beta), k: try settings.value("k", defaults.k))
    }

    package var name: String { "response-normalisation" }

    package func validate() throws {
        let most = Layer.largestSetting
        try require((1...most).contains(size) && size % 2 == 1, "size", size, "odd, from 1 to \(most)")
        try require(alpha >= 0 && alpha.isFinite, "alpha", alpha, "at least 0")
        try require(beta > 0 && beta.isFinite, "beta", beta, "above 0")
        try require(k > 0 && k.isFinite, "k", k, "above 0")
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        return .picture(try input.picture(for: name))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(self, at: place, output, flops: Double(output.count) * Double(size + 3))
    }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(ResponseNormalisationOperation<Element>(site.step, self), site.step)
    }
}

extension Layer {
    public static func responseNormalisation(_ layer: ResponseNormalisation) -> Layer { Layer(layer) }
}

/// Division of each number by a power of what neighbouring channels have at the same place (Krizhevsky et al. 2012, §3.3).
struct ResponseNormalisationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let kernels: ResponseNormalisationKernels<Element.Scalar>

    init(_ step: Plan.Step, _ norm: ResponseNormalisation) {
        self.step = step
        kernels = ResponseNormalisationKernels<Element.Scalar>(
            channels: step.inputShape.channels,
            stride: SlotLayout(picture: step.inputShape, lanes: Element.images).planeStride / 16,
            size: norm.size, alpha: Scalar(norm.alpha), beta: Scalar(norm.beta), k: Scalar(norm.k))
    }

    var scratchCount: Int { kernels.scratchCount }
    /// Parts are ranges of places: channels meet.
    var pieces: Int {
        (kernels.stride + ResponseNormalisationKernels<Scalar>.width - 1) / ResponseNormalisationKernels<Scalar>.width
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            kernels.forward(
                VectorKernels.vectors(pass.values(step.input, tile)), part.range(of: kernels.stride),
                VectorKernels.vectors(scratch), into: VectorKernels.vectors(pass.values(step.output, tile)))
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            kernels.backward(
                VectorKernels.vectors(pass.values(step.input, tile)),
                gradient: VectorKernels.vectors(pass.gradients(step.output, tile)), part.range(of: kernels.stride),
                accumulates: step.accumulates[0], VectorKernels.vectors(scratch),
                into: VectorKernels.vectors(pass.gradients(step.input, tile)))
        }
    }
}
