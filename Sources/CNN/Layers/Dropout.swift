import Core

/// Sets each number to 0 with probability `rate` in training and scales the others up (Srivastava et al. 2014).
public struct Dropout: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Share of the numbers that are set to 0, from 0 to below 1.
    public let rate: Float

    public init(rate: Float = 0.5) { self.rate = rate }

    package static var names: [String] { ["dropout"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["rate"])
        self.init(rate: try settings.value("rate", 0.5))
    }

    package var name: String { "dropout" }

    package func validate() throws {
        try require((0..<1).contains(rate), "rate", rate, "from 0 to below 1")
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
        BoundOperation(DropoutOperation<Element>(site.step, rate: rate, index: site.index), site.step)
    }
}

extension Layer {
    public static func dropout(rate: Float) -> Layer { Layer(Dropout(rate: rate)) }
}

/// Sets each number to 0 with probability `rate` in training and divides the others by 1 − `rate`, so that the mean stays
/// (Srivastava et al. 2014, §10). Elsewhere it changes nothing.
struct DropoutOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let index: Int
    private let kernels: DropoutKernels<Element.Scalar>

    /// - Parameter index: The number of the step in its plan, which tells its random numbers from those of other steps.
    init(_ step: Plan.Step, rate: Float, index: Int) {
        self.step = step
        self.index = index
        kernels = DropoutKernels<Element.Scalar>(rate: rate)
    }

    var pieces: Int { step.inputShape.channels }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            let source = pass.values(step.input, tile)
            let target = pass.values(step.output, tile)
            if pass.isTraining {
                apply(pass, tile, part, source, accumulates: false, into: target)
            } else {
                let vectors = pass.vectors(of: step.input, part)
                (target + 16 * vectors.lowerBound).update(
                    from: source + 16 * vectors.lowerBound, count: 16 * vectors.count)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            apply(
                pass, tile, part, pass.gradients(step.output, tile), accumulates: step.accumulates[0],
                into: pass.gradients(step.input, tile))
        }
    }

    private func apply(
        _ pass: NetworkPass<Element>, _ tile: Int, _ part: WorkPart, _ source: UnsafeMutablePointer<Scalar>,
        accumulates: Bool,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        if pass.layouts[step.input].form == .rows {
            return applyToRows(pass, tile, part, source, accumulates: accumulates, into: target)
        }
        let stride = pass.layouts[step.input].planeStride
        let places = step.inputShape.height * step.inputShape.width
        let isSideBySide = Element.images == 16
        var keys = DropoutKernels<Scalar>.Keys()
        var offsets = SIMD16<UInt32>.zero
        for lane in 0..<16 {
            let image = pass.firstImage + tile * Element.images + (isSideBySide ? lane : 0)
            keys.set(lane, seed: pass.seed, step: index, image: image)
            if !isSideBySide { offsets[lane] = UInt32(lane) }
        }
        for channel in part.range(of: step.inputShape.channels) {
            let first = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: channel * places))
            kernels.apply(
                VectorKernels.vectors(source + channel * stride), stride / 16, keys, places: first &+ offsets,
                advance: isSideBySide ? 1 : 16, accumulates: accumulates,
                into: VectorKernels.vectors(target + channel * stride))
        }
    }

    private func applyToRows(
        _ pass: NetworkPass<Element>, _ tile: Int, _ part: WorkPart, _ source: UnsafeMutablePointer<Scalar>,
        accumulates: Bool,
        into target: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let (length, width) = (layout.shape.height * layout.shape.width, layout.shape.channels)
        var offsets = SIMD16<UInt32>.zero
        for lane in 0..<16 { offsets[lane] = UInt32(lane) }
        for row in part.range(of: Element.images * length) {
            var keys = DropoutKernels<Scalar>.Keys()
            let image = pass.firstImage + tile * Element.images + row / length
            for lane in 0..<16 { keys.set(lane, seed: pass.seed, step: index, image: image) }
            let first = SIMD16<UInt32>(repeating: UInt32(truncatingIfNeeded: row % length * width))
            kernels.apply(
                VectorKernels.vectors(source + row * layout.rowStride), layout.rowStride / 16, keys,
                places: first &+ offsets, advance: 16, accumulates: accumulates,
                into: VectorKernels.vectors(target + row * layout.rowStride))
        }
    }
}
