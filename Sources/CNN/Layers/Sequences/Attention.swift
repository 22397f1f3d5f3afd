import Core

/// Multi-head attention of a sequence to itself (A. Vaswani et al., *Attention Is All You Need*, NeurIPS 2017, §3.2): every row becomes a
/// query, a key and a value; a row gets the mean of the values, weighted by softmax(q kᵀ / √d) (equation 1), in `heads` parts of the width
/// that look at different places (§3.2.2), and a last linear layer mixes the parts. Causal, a place sees only those up to itself (§3.2.3).
/// Where an example is shorter than the sequence, nobody sees what lies behind its end.
///
/// The three projections are one tensor, `[queries, keys, values][input]`, and have biases, as in GPT-2; the paper has none.
///
/// # Shapes
/// length × width → length × width
public struct Attention: Encodable, Hashable, Sendable, LayerKind {
    /// Heads, a divisor of the width.
    public let heads: Int
    /// True where a row sees only itself and those before it.
    public let isCausal: Bool
    /// True where the sums of queries, keys, values and outputs have biases.
    public let bias: Bool
    /// How the weights begin.
    public let initialisation: Initialisation

    public init(heads: Int, isCausal: Bool = false, bias: Bool = true, initialisation: Initialisation = .inherited) {
        self.heads = heads
        self.isCausal = isCausal
        self.bias = bias
        self.initialisation = initialisation
    }

    package static var names: [String] { ["attention"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["heads", "isCausal", "bias", "initialisation"])
        self.init(
            heads: try settings.value("heads"), isCausal: try settings.value("isCausal", false),
            bias: try settings.value("bias", true), initialisation: try settings.value("initialisation", .inherited))
    }

    package var name: String { "attention" }

    package func validate() throws {
        let most = Layer.largestSetting
        try require((1...most).contains(heads), "heads", heads, "from 1 to \(most)")
        try initialisation.validate()
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let width = try input.sequence(for: name).width
        try require(width % heads == 0, "heads", heads, "a divisor of the width of the sequence, which is \(width)")
        return input
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let (length, width) = try place.input.sequence(for: name)
        func project(_ role: String, _ slot: Int, _ units: Int) throws -> Int {
            var tensors = [
                try plan.tensor("\(place.path).\(role).weight", [units, width], initialisation, fanIn: width)
            ]
            if bias {
                tensors.append(
                    try plan.tensor("\(place.path).\(role).bias", [units], initialisation, fanIn: width, isBias: true))
            }
            return plan.append(
                RowsLinear(), at: place, inputs: [slot], .sequence(length: length, width: units), tensors: tensors,
                flops: 2 * Double(length) * Double(width) * Double(units), suffix: ", \(role)",
                isInner: role == "qkv")
        }
        let projected = try project("qkv", place.slot, 3 * width)
        let pairs = Double(length) * Double(isCausal ? length + 1 : 2 * length) / 2
        let mixed = plan.append(
            AttentionStep(heads: heads, isCausal: isCausal), at: place, inputs: [projected], output,
            flops: 4 * pairs * Double(width), suffix: ", heads", isInner: true)
        return try project("out", mixed, width)
    }
}

extension Layer {
    public static func attention(heads: Int, isCausal: Bool = false) -> Layer {
        Layer(Attention(heads: heads, isCausal: isCausal))
    }
}

/// What the heads make of queries, keys and values, which lie one after the other in each row.
struct AttentionStep: StepKind {
    let heads: Int
    let isCausal: Bool

    var form: SlotForm? { .rows }
    var looksAhead: Bool { !isCausal }

    private func kernels<Scalar>(_ step: Plan.Step) -> AttentionKernels<Scalar> {
        let (length, width) = (step.outputShape.height, step.outputShape.channels)
        return AttentionKernels(
            width: width / heads, length: length, inputStride: SlotLayout.rowStride(3 * width),
            outputStride: SlotLayout.rowStride(width), isCausal: isCausal)
    }

    func scratchNumbers(of step: Plan.Step, lanes: Int) -> Double {
        Double((kernels(step) as AttentionKernels<Float>).backwardRoom)
    }

    func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(AttentionOperation<Element>(site, heads: heads, kernels(site.step)), site.step)
    }
}

/// A part is a range of heads.
struct AttentionOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let heads: Int
    private let kernels: AttentionKernels<Scalar>
    private let isTraining: Bool

    init(_ site: StepSite, heads: Int, _ kernels: AttentionKernels<Scalar>) {
        step = site.step
        isTraining = site.isTraining
        self.heads = heads
        self.kernels = kernels
    }

    var pieces: Int { heads }
    var scratchCount: Int { isTraining ? max(kernels.forwardRoom, kernels.backwardRoom) : kernels.forwardRoom }
    /// From queries to values.
    private var values: Int { 2 * kernels.width * heads }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (source, target) = (pass.values(step.input, 0), pass.values(step.output, 0))
        for example in pass.examples(in: tiles) {
            let row = example * kernels.length
            for head in part.range(of: heads) {
                kernels.forward(
                    source + row * kernels.inputStride + head * kernels.width, values: values,
                    queries: pass.places(of: kernels.length), keys: pass.length(of: example, kernels.length), scratch,
                    into: target + row * kernels.outputStride + head * kernels.width)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let (source, target) = (pass.values(step.input, 0), pass.gradients(step.input, 0))
        let (output, gradient) = (pass.values(step.output, 0), pass.gradients(step.output, 0))
        for example in pass.examples(in: tiles) {
            let row = example * kernels.length
            for head in part.range(of: heads) {
                let place = row * kernels.outputStride + head * kernels.width
                kernels.backward(
                    source + row * kernels.inputStride + head * kernels.width, values: values, output: output + place,
                    gradient: gradient + place, keys: pass.length(of: example, kernels.length),
                    accumulates: step.accumulates[0], scratch,
                    into: target + row * kernels.inputStride + head * kernels.width)
            }
        }
    }
}
