import Core

/// A trained row of `width` numbers for each token (Y. Bengio et al., *A Neural Probabilistic Language Model*, JMLR 2003, §2).
///
/// # Shapes
/// length tokens → length × width
public struct Embedding: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Different tokens, which are numbered from 0.
    public let tokens: Int
    /// Numbers of a token's row.
    public let width: Int
    /// How the rows begin.
    public let initialisation: Initialisation

    public init(tokens: Int, width: Int, initialisation: Initialisation = .normal(0.02)) {
        self.tokens = tokens
        self.width = width
        self.initialisation = initialisation
    }

    package static var names: [String] { ["embedding"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["tokens", "width", "initialisation"])
        self.init(
            tokens: try settings.value("tokens"), width: try settings.value("width"),
            initialisation: try settings.value("initialisation", .normal(0.02)))
    }

    package var name: String { "embedding" }

    package func validate() throws {
        let most = Layer.largestSetting
        try require((1...most).contains(tokens), "tokens", tokens, "from 1 to \(most)")
        try require((1...most).contains(width), "width", width, "from 1 to \(most)")
        try initialisation.validate()
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        return .sequence(length: try input.tokens(for: name), width: width)
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let table = try plan.tensor("\(place.path).table", [tokens, width], initialisation, fanIn: width)
        return plan.append(self, at: place, output, tensors: [table], flops: Double(output.count))
    }

    package var form: SlotForm? { .rows }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(EmbeddingOperation<Element>(site, tokens: tokens), site.step)
    }
}

/// Adds a trained row to each place of a sequence (J. Gehring et al., *Convolutional Sequence to Sequence Learning*, ICML 2017, §3.1).
///
/// # Shapes
/// length × width → length × width
public struct Positions: Encodable, Hashable, Sendable, LayerKind, StepKind {
    public let initialisation: Initialisation

    public init(initialisation: Initialisation = .normal(0.02)) { self.initialisation = initialisation }

    package static var names: [String] { ["positions"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["initialisation"])
        self.init(initialisation: try settings.value("initialisation", .normal(0.02)))
    }

    package var name: String { "positions" }

    package func validate() throws { try initialisation.validate() }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        _ = try input.sequence(for: name)
        return input
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let (length, width) = try place.input.sequence(for: name)
        let table = try plan.tensor("\(place.path).table", [length, width], initialisation, fanIn: width)
        return plan.append(self, at: place, output, tensors: [table], flops: Double(output.count))
    }

    package var form: SlotForm? { .rows }
    package var leavesOutputFree: Bool { true }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(PositionsOperation<Element>(site), site.step)
    }
}

/// What speaks for each token: the product of a row with the row of that token in the first embedding of the network (O. Press and L. Wolf,
/// *Using the Output Embedding to Improve Language Models*, EACL 2017, §3). It has no parameters of its own.
///
/// # Shapes
/// length × width → length × tokens
public struct Unembedding: Encodable, Hashable, Sendable, LayerKind {
    public init() {}

    package static var names: [String] { ["unembedding"] }

    package init(_ name: String, _ settings: LayerSettings) throws { try settings.allow([]) }

    package var name: String { "unembedding" }
    package var settings: (any Encodable)? { nil }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        .sequence(length: try input.sequence(for: name).length, width: classCount)
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let (length, width) = try place.input.sequence(for: name)
        guard let table = plan.tensor(where: { $0.hasSuffix(".table") }) else {
            throw ConfigurationError(field: name, value: "no embedding before it", allowed: "an embedding to share")
        }
        try require(
            table.shape == [plan.classCount, width], name, "an embedding of \(table.shape)",
            "one of \(plan.classCount) tokens and the width \(width)")
        return plan.append(
            RowsLinear(), at: place, output, tensors: [table.index],
            flops: 2 * Double(length) * Double(width) * Double(plan.classCount))
    }
}

extension Layer {
    public static func embedding(tokens: Int, width: Int) -> Layer { Layer(Embedding(tokens: tokens, width: width)) }
    public static let positions = Layer(Positions())
    public static let unembedding = Layer(Unembedding())
}

struct EmbeddingOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let tokens: Int
    private let table: Range<Int>
    private let isFrozen: Bool
    private let length: Int
    private let width: Int

    init(_ site: StepSite, tokens: Int) {
        step = site.step
        self.tokens = tokens
        table = site.tensor(0).range
        isFrozen = site.tensor(0).isFrozen
        length = step.outputShape.height
        width = step.outputShape.channels
    }

    var parameterPieces: Int { isFrozen ? 0 : min((width + 15) / 16, 8) }
    var tilesAtOnce: Int { max(1, min(4, 192 / (length * Element.images))) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let stride = SlotLayout.rowStride(width)
        let places = pass.places(of: length)
        for example in pass.examples(in: tiles) {
            EmbeddingKernels.look(
                up: pass.values(step.input, 0) + example * SlotLayout.rowStride(length) + places.lowerBound,
                places.count, tokenCount: tokens, pass.parameters + table.lowerBound, width: width,
                into: pass.values(step.output, 0) + (example * length + places.lowerBound) * stride, stride: stride)
        }
    }

    /// A part is a range of columns: rows of the same token meet.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let stride = SlotLayout.rowStride(width)
        let vectors = part.range(of: (width + 15) / 16)
        for example in pass.examples(in: tiles) {
            EmbeddingKernels.add(
                pass.gradients(step.output, 0) + example * length * stride, stride: stride,
                of: pass.values(step.input, 0) + example * SlotLayout.rowStride(length), length,
                columns: vectors.lowerBound * 16..<min(vectors.upperBound * 16, width),
                to: gradients + table.lowerBound, width: width)
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {}
}

struct PositionsOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let table: Range<Int>
    private let length: Int
    private let width: Int

    init(_ site: StepSite) {
        step = site.step
        table = site.tensor(0).range
        length = step.outputShape.height
        width = step.outputShape.channels
    }

    private var stride: Int { SlotLayout.rowStride(width) }
    var parameterPieces: Int { min(length, 8) }
    var tilesAtOnce: Int { max(1, min(4, 192 / (length * Element.images))) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let places = pass.places(of: length)
        for example in pass.examples(in: tiles) {
            let first = (example * length + places.lowerBound) * stride
            EmbeddingKernels.addRows(
                pass.values(step.input, 0) + first, places.count, stride: stride,
                pass.parameters + table.lowerBound + places.lowerBound * width, width: width,
                into: pass.values(step.output, 0) + first)
        }
    }

    /// A part is a range of places.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let own = part.range(of: length)
        for example in pass.examples(in: tiles) {
            for place in own {
                SingleKernels.add(
                    pass.gradients(step.output, 0) + (example * length + place) * stride, times: 1, width,
                    to: gradients + table.lowerBound + place * width)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for example in pass.examples(in: tiles) {
            let first = example * length * stride
            SumKernels.scale(
                VectorKernels.vectors(pass.gradients(step.output, 0) + first), length * stride / 16, by: 1,
                accumulates: step.accumulates[0], into: VectorKernels.vectors(pass.gradients(step.input, 0) + first))
        }
    }
}
