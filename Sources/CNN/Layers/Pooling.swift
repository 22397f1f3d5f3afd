import Core

/// One number of each window of each channel.
public struct Pooling: Encodable, Hashable, Sendable, LayerKind, StepKind {
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case max
        /// The mean of those numbers of the window that lie in the image.
        case average
        /// The mean times a trained coefficient of the channel, plus a trained bias (LeCun et al. 1998).
        case subsampling
    }

    public let kind: Kind
    /// Side of the window.
    public let size: Int
    /// Distance between windows; below `size` they overlap (Krizhevsky et al. 2012).
    public let stride: Int
    /// Width of a margin that counts for nothing.
    public let padding: Int
    /// True where a window that reaches beyond the right or lower border counts too, with what it has inside.
    public let coversBorder: Bool

    /// - Parameter stride: 0 for `size`.
    public init(_ kind: Kind, size: Int, stride: Int = 0, padding: Int = 0, coversBorder: Bool = false) {
        self.kind = kind
        self.size = size
        self.stride = stride == 0 ? size : stride
        self.padding = padding
        self.coversBorder = coversBorder
    }

    // MARK: In files

    /// What is not among these is told by the name.
    private enum CodingKeys: String, CodingKey, CaseIterable { case size, stride, padding, coversBorder }

    package static var names: [String] { ["max-pool", "average-pool", "subsampling"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(CodingKeys.allCases.map(\.rawValue))
        let kind: Kind =
            switch name {
            case "max-pool": .max
            case "average-pool": .average
            default: .subsampling
            }
        self.init(
            kind, size: try settings.value("size"), stride: try settings.value("stride", 0),
            padding: try settings.value("padding", 0), coversBorder: try settings.value("coversBorder", false))
    }

    package var name: String {
        switch kind {
        case .max: "max-pool"
        case .average: "average-pool"
        case .subsampling: "subsampling"
        }
    }

    // MARK: In a plan

    package func validate() throws {
        let most = Layer.largestSetting
        try require((1...most).contains(size), "size", size, "from 1 to \(most)")
        try require((1...most).contains(stride), "stride", stride, "from 1 to \(most)")
        try require((0...size / 2).contains(padding), "padding", padding, "from 0 to half the size (\(size / 2))")
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let input = try input.picture(for: name)
        let side = min(input.height, input.width) + 2 * padding
        try require(size <= side, "size", size, "from 1 to \(side) for an input of \(input)")
        func windows(_ length: Int) -> Int {
            let room = length + 2 * padding - size
            guard coversBorder else { return room / stride + 1 }
            let count = (room + stride - 1) / stride + 1
            // A window must begin inside the image.
            return (count - 1) * stride >= length + padding ? count - 1 : count
        }
        return .picture(
            ImageShape(height: windows(input.height), width: windows(input.width), channels: input.channels))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let channels = place.input.image.channels
        let tensors =
            kind == .subsampling
            ? [
                try plan.tensor("\(place.path).coefficient", [channels], constant: 1),
                try plan.tensor("\(place.path).bias", [channels], isBias: true),
            ] : []
        return plan.append(
            self, at: place, output, tensors: tensors, flops: Double(output.count) * Double(size * size))
    }

    package func connections(of step: Plan.Step) -> Int {
        kind == .subsampling ? step.outputShape.count * (size * size + 1) : 0
    }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        switch kind {
        case .max: BoundOperation(MaxPoolingOperation<Element>(site.step, self), site.step)
        case .average, .subsampling:
            BoundOperation(AveragePoolingOperation<Element>(site.plan, site.step, self), site.step)
        }
    }
}

extension Layer {
    public static func pooling(_ layer: Pooling) -> Layer { Layer(layer) }

    public static func maxPool(_ size: Int, stride: Int = 0, padding: Int = 0) -> Layer {
        .pooling(Pooling(.max, size: size, stride: stride, padding: padding))
    }

    public static func averagePool(_ size: Int, stride: Int = 0, padding: Int = 0) -> Layer {
        .pooling(Pooling(.average, size: size, stride: stride, padding: padding))
    }
}

/// The largest number of each window of each channel; what of a window lies in the margin counts for nothing. The gradient goes
/// to the first of several that are equally large, as in PyTorch.
struct MaxPoolingOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let geometry: WindowGeometry

    init(_ step: Plan.Step, _ pooling: Pooling) {
        self.step = step
        geometry = WindowGeometry(pooling, step)
    }

    var pieces: Int { step.inputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                MaxPoolingKernels.forward(
                    pass.elements(step.input, tile) + channel * from, geometry,
                    into: pass.elements(step.output, tile) + channel * to)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                MaxPoolingKernels.backward(
                    input: pass.elements(step.input, tile) + channel * from,
                    output: pass.elements(step.output, tile) + channel * to,
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry,
                    accumulates: step.accumulates[0],
                    into: pass.gradientElements(step.input, tile) + channel * from, count: from)
            }
        }
    }
}

/// The mean of those numbers of each window of each channel that lie in the image; in subsampling times a trained coefficient, plus a
/// trained bias, one of each a channel (LeCun et al. 1998, §II.B; there it is the sum of the window, which is a coefficient so many
/// times smaller).
struct AveragePoolingOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let geometry: WindowGeometry
    /// Where the coefficients and biases of subsampling lie; nil for the mean alone.
    private let trained: (coefficients: Range<Int>, biases: Range<Int>)?

    init(_ plan: Plan, _ step: Plan.Step, _ pooling: Pooling) {
        self.step = step
        geometry = WindowGeometry(pooling, step)
        trained =
            pooling.kind == .subsampling
            ? (plan.tensors[step.tensors[0]].range, plan.tensors[step.tensors[1]].range) : nil
    }

    var pieces: Int { step.inputShape.channels }
    var parameterPieces: Int { trained == nil ? 0 : min(step.inputShape.channels, 16) }

    private func coefficient(_ pass: NetworkPass<Element>, _ channel: Int) -> Scalar {
        trained.map { pass.parameters[$0.coefficients.lowerBound + channel] } ?? 1
    }

    private func bias(_ pass: NetworkPass<Element>, _ channel: Int) -> Scalar {
        trained.map { pass.parameters[$0.biases.lowerBound + channel] } ?? 0
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                AveragePoolingKernels.forward(
                    pass.elements(step.input, tile) + channel * from, geometry, coefficient: coefficient(pass, channel),
                    bias: bias(pass, channel), into: pass.elements(step.output, tile) + channel * to)
            }
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let trained, let gradients = pass.parameterGradients else { return }
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for channel in part.range(of: step.inputShape.channels) {
            for tile in tiles {
                let sums = AveragePoolingKernels.sums(
                    pass.elements(step.input, tile) + channel * from,
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry)
                gradients[trained.coefficients.lowerBound + channel] += sums.coefficient
                gradients[trained.biases.lowerBound + channel] += sums.bias
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let from = pass.layouts[step.input].elementStride(Element.images)
        let to = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            for channel in part.range(of: step.inputShape.channels) {
                AveragePoolingKernels.backward(
                    gradient: pass.gradientElements(step.output, tile) + channel * to, geometry,
                    coefficient: coefficient(pass, channel),
                    accumulates: step.accumulates[0],
                    into: pass.gradientElements(step.input, tile) + channel * from, count: from)
            }
        }
    }
}
