import Core

/// Output units that measure the squared Euclidean distance of their inputs from a fixed pattern of ±1, one a class: small
/// pictures of the digits, 7 wide and 12 high (LeCun et al. 1998, §II.B and figure 3). The nearest class wins.
public struct RadialBasis: Hashable, Sendable, LayerKind, StepKind {
    public init() {}

    package static var names: [String] { ["radial-basis"] }

    package init(_ name: String, _ settings: LayerSettings) throws { try settings.allow([]) }

    package var name: String { "radial-basis" }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let input = try input.picture(for: name)
        try require(
            input.count == 84, "radial-basis", "an input of \(input)", "84 inputs, one a pixel of a 7×12 bitmap")
        try require(
            classCount <= 10, "radial-basis", "\(classCount) classes",
            "at most 10: there are bitmaps of digits only")
        return .picture(ImageShape(height: 1, width: 1, channels: classCount))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        return plan.append(self, at: place, output, flops: 3 * Double(place.input.count) * Double(output.count))
    }

    package var sumsUpInputs: Bool { true }

    package func connections(of step: Plan.Step) -> Int { step.outputShape.count * step.inputShape.count }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(RadialBasisOperation<Element>(site.step), site.step)
    }
}

extension Layer {
    public static func radialBasis(_ layer: RadialBasis) -> Layer { Layer(layer) }
}

/// y_c = Σ (x_j − w_cj)², with w_c the bitmap of digit c, which is not trained (LeCun et al. 1998, equation 7). Input j is pixel
/// j of the bitmap, row by row.
struct RadialBasisOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let bitmaps: NumberMemory<Element.Scalar>

    init(_ step: Plan.Step) {
        self.step = step
        let values = DigitBitmaps.values
        bitmaps = NumberMemory<Element.Scalar>(values.count)
        for (index, value) in values.enumerated() { bitmaps.base[index] = Scalar(value) }
    }

    private var places: Int { step.inputShape.height * step.inputShape.width }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            let outputs = pass.elements(step.output, tile)
            for unit in 0..<step.outputShape.channels {
                outputs[unit * stride] = SumKernels.squaredDistance(
                    pass.elements(step.input, tile), channels: layout.shape.channels, places: places,
                    stride: layout.elementStride(Element.images), bitmaps.base + unit * layout.shape.count)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let stride = pass.layouts[step.output].elementStride(Element.images)
        for tile in tiles {
            if !step.accumulates[0] { pass.gradients(step.input, tile).update(repeating: 0, count: layout.count) }
            for unit in 0..<step.outputShape.channels {
                SumKernels.addDistanceGradient(
                    pass.elements(step.input, tile), channels: layout.shape.channels, places: places,
                    stride: layout.elementStride(Element.images), bitmaps.base + unit * layout.shape.count,
                    gradient: pass.gradientElements(step.output, tile)[unit * stride],
                    to: pass.gradientElements(step.input, tile))
            }
        }
    }
}
