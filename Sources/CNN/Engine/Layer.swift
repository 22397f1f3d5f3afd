import Core

/// One layer of a network, as a network's description lists it. Shapes are height × width × channels.
///
/// In a matrix file a layer is its name, or its name with settings: `relu`, `{convolution: {channels: 6, kernel: 5}}`. What layers
/// there are is in ``kinds``; each of them is a file of `Layers`.
public struct Layer: Hashable, Sendable {
    package let kind: any LayerKind

    package init(_ kind: some LayerKind) { self.kind = kind }

    /// The name in a matrix file.
    public var name: String { kind.name }

    public static func == (a: Layer, b: Layer) -> Bool { AnyHashable(a.kind) == AnyHashable(b.kind) }
    public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(kind)) }
}

/// A kind of layer: its settings with their names in files, its rule of shapes, its parameters, and the steps that it becomes in a plan.
///
/// What it computes is a ``StepKind``, mostly the same type. Everything about a kind stands in one file, and one line in
/// ``Layer/kinds`` makes it known.
package protocol LayerKind: Hashable, Sendable {
    /// The names under which it stands in matrix files.
    static var names: [String] { get }
    /// Reads the settings that stand under `name`. Throws `DecodingError`.
    init(_ name: String, _ settings: LayerSettings) throws
    /// The one of ``names`` that these settings go by.
    var name: String { get }
    /// What is written under the name; nil where the name stands alone.
    var settings: (any Encodable)? { get }
    /// Throws ``ConfigurationError`` where a setting is out of its range, whatever the input; asked before ``outputShape(_:classCount:)``
    /// and as soon as the layer is read.
    func validate() throws
    /// The shape that leaves this layer for `input`. Throws ``ConfigurationError`` where that is not possible.
    func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape
    /// Appends the steps and parameters of this layer, and gives the slot in which its output lies.
    func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int
    /// The weights as filters over the channels of an input of the shape `input`, where they are such; `weights` is the first tensor.
    func filters(_ weights: [Float], input: ImageShape) -> FilterBank?
    /// As ``filters(_:input:)``, where each unit has a weight for every number of the input: as pictures of that size.
    func unitPictures(_ weights: [Float], input: ImageShape) -> FilterBank?
}

extension LayerKind {
    package var settings: (any Encodable)? { nil }
    package func validate() throws {}
    package func filters(_ weights: [Float], input: ImageShape) -> FilterBank? { nil }
    package func unitPictures(_ weights: [Float], input: ImageShape) -> FilterBank? { nil }
}

extension LayerKind where Self: Encodable {
    package var settings: (any Encodable)? { self }
}

/// Where a layer stands in a network.
package struct LayerPlace: Sendable {
    /// The number of the layer, from 1, of nested layers such as `4.branch.2`.
    package let path: String
    /// Such as "layer 3 (convolution)", for messages.
    package let name: String
    /// The slot that it reads.
    package let slot: Int
    package let input: DataShape
    /// Does it begin its list of layers?
    package let isFirst: Bool
}

extension Layer {
    /// The largest kernel, window, distance between windows and number of neighbours or units that a layer may have.
    static let largestSetting = 1 << 20

    /// Throws ``ConfigurationError`` where a setting is out of its range.
    public func validate() throws { try kind.validate() }

    /// The shape that leaves this layer for `input`, or what is wrong. Throws ``ConfigurationError``, also where the output has more
    /// numbers than ``CheckedSize/limit``.
    public func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        try kind.possibleOutputShape(input, classCount: classCount)
    }
}

extension [Layer] {
    func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        try reduce(input) { try $1.outputShape($0, classCount: classCount) }
    }
}

extension LayerKind {
    fileprivate func possibleOutputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        try validate()
        let output = try outputShape(input, classCount: classCount)
        try require(
            output.image.isPossible, name, "an output of \(output)", "an output of 1 to \(CheckedSize.limit) numbers")
        return output
    }
}

extension PlanBuilder {
    /// The shape that leaves `kind` at `place`. Throws ``ConfigurationError``.
    package func outputShape(of kind: some LayerKind, at place: LayerPlace) throws -> DataShape {
        try kind.possibleOutputShape(place.input, classCount: classCount)
    }
}
