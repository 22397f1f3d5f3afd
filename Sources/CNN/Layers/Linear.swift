import Core

/// `units` sums over all inputs; of a sequence over the numbers of each row by itself.
public struct Linear: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// How many sums there are; 0 for one a class.
    public let units: Int
    /// True where a number of its own is added to the sum of each unit.
    public let bias: Bool
    /// How the weights begin.
    public let initialisation: Initialisation

    public init(units: Int, bias: Bool = true, initialisation: Initialisation = .inherited) {
        self.units = units
        self.bias = bias
        self.initialisation = initialisation
    }

    package static var names: [String] { ["linear"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["units", "bias", "initialisation"])
        self.init(
            units: try settings.value("units", 0), bias: try settings.value("bias", true),
            initialisation: try settings.value("initialisation", .inherited))
    }

    package var name: String { "linear" }

    package func validate() throws {
        let most = Layer.largestSetting
        try require((0...most).contains(units), "units", units, "from 1 to \(most), or 0 for one a class")
        try initialisation.validate()
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        let width = units == 0 ? classCount : units
        if case .sequence(let length, _) = input { return .sequence(length: length, width: width) }
        _ = try input.picture(for: name)
        return .picture(ImageShape(height: 1, width: 1, channels: width))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let isSequence = place.input.isSequence
        let inputs = isSequence ? place.input.image.channels : place.input.count
        let units = output.image.channels
        var tensors = [try plan.tensor("\(place.path).weight", [units, inputs], initialisation, fanIn: inputs)]
        if bias {
            tensors.append(try plan.tensor("\(place.path).bias", [units], initialisation, fanIn: inputs, isBias: true))
        }
        return plan.append(
            isSequence ? RowsLinear() : self, at: place, output, tensors: tensors,
            flops: 2 * Double(inputs) * Double(output.count))
    }

    package var sumsUpInputs: Bool { true }
    package var leavesOutputFree: Bool { true }

    package func connections(of step: Plan.Step) -> Int {
        step.outputShape.count * (step.inputShape.count + (bias ? 1 : 0))
    }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        Element.images == 1
            ? BoundOperation(SingleLinearOperation<Element>(site.plan, site.step), site.step)
            : BoundOperation(LinearOperation<Element>(site.plan, site.step), site.step)
    }

    /// Where the input is grey or in colours.
    package func unitPictures(_ weights: [Float], input: ImageShape) -> FilterBank? {
        guard [1, 3].contains(input.channels) else { return nil }
        let area = input.height * input.width
        let units = weights.count / input.count
        var turned: [Float] = []
        for unit in 0..<units {
            for place in 0..<area {
                for channel in 0..<input.channels {
                    turned.append(weights[unit * input.count + channel * area + place])
                }
            }
        }
        return FilterBank(count: units, shape: input, weights: turned)
    }
}

extension Layer {
    public static func linear(_ layer: Linear) -> Layer { Layer(layer) }

    public static func linear(_ units: Int, bias: Bool = true, initialisation: Initialisation = .inherited) -> Layer {
        .linear(Linear(units: units, bias: bias, initialisation: initialisation))
    }
}

/// A fully connected layer for sixteen images a tile.
struct LinearOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let inputs: Int
    private let units: Int
    /// Inputs whose turned copies are kept at a time, and tiles.
    private static var chunk: Int { 256 }
    private static var tilesAtOnce: Int { 8 }

    init(_ plan: Plan, _ step: Plan.Step) {
        self.step = step
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        inputs = step.inputShape.count
        units = step.outputShape.count
    }

    var scratchCount: Int { max(16 * Self.chunk * Self.tilesAtOnce + 256, LinearKernels.gatheredCount) }
    var tilesAtOnce: Int { 2 }
    var pieces: Int { max(1, min(units, inputs) / 48) }
    var parameterPieces: Int { max(1, min(inputs / 64, 16)) }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let product = LinearKernels.Product<Element>(
            left: pass.parameters + weights.lowerBound, rowStride: inputs, depthStride: 1, depth: inputs,
            start: bias.map { pass.parameters + $0.lowerBound }, accumulates: false)
        LinearKernels.run(
            product, rows: part.range(of: units), tiles: tiles.count,
            source: UnsafePointer(pass.elements(step.input, tiles.lowerBound)), sourceStride: inputs,
            target: pass.elements(step.output, tiles.lowerBound), targetStride: units)
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let product = LinearKernels.Product<Element>(
            left: pass.parameters + weights.lowerBound, rowStride: 1, depthStride: inputs, depth: units, start: nil,
            accumulates: step.accumulates[0])
        let rows = part.range(of: inputs)
        let source = UnsafePointer(pass.gradientElements(step.output, tiles.lowerBound))
        let target = pass.gradientElements(step.input, tiles.lowerBound)
        // Small matrices stay in the cache whichever way they are read.
        if inputs * units <= 1 << 17 {
            LinearKernels.run(
                product, rows: rows, tiles: tiles.count, source: source, sourceStride: units, target: target,
                targetStride: inputs)
        } else {
            LinearKernels.runGathered(
                product, rows: rows, tiles: tiles.count, source: source, sourceStride: units, target: target,
                targetStride: inputs, room: scratch)
        }
    }

    /// The gradient of a weight is a sum over images: the inputs are turned so that sixteen of them lie side by side.
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradient = pass.parameterGradients else { return }
        // Parts are whole vectors of inputs; the last takes what is left over.
        let vectors = part.range(of: (inputs + 15) / 16)
        let range = vectors.lowerBound * 16..<min(vectors.upperBound * 16, inputs)
        for group in stride(from: tiles.lowerBound, to: tiles.upperBound, by: Self.tilesAtOnce) {
            let some = group..<min(group + Self.tilesAtOnce, tiles.upperBound)
            for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.chunk) {
                let count = min(Self.chunk, range.upperBound - first)
                accumulate(pass, some, first..<first + count, scratch, into: gradient + weights.lowerBound)
            }
        }
        if part.index == 0, let bias {
            for tile in tiles {
                FilterGradientKernels.biases(
                    pass.gradientElements(step.output, tile), plane: 1, places: 1, filters: 0..<units,
                    into: gradient + bias.lowerBound)
            }
        }
    }

    private func accumulate(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ range: Range<Int>, _ scratch: UnsafeMutablePointer<Scalar>,
        into gradient: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            LinearKernels.transpose(
                pass.values(step.input, tile) + 16 * range.lowerBound, count: range.count,
                into: scratch + (tile - tiles.lowerBound) * 16 * Self.chunk, stride: Self.chunk)
        }
        // What does not fill a vector is done for a whole one beside the gradient.
        let whole = range.count / 16 * 16
        for tile in tiles {
            let lines = VectorKernels.vectors(scratch + (tile - tiles.lowerBound) * 16 * Self.chunk)
            let left = UnsafePointer(pass.gradients(step.output, tile))
            LinearKernels.accumulate(
                rows: units, depth: 16, left: left, leftStride: 16, lines: lines, lineStride: Self.chunk / 16,
                columns: whole, into: gradient + range.lowerBound, targetStride: inputs)
            for input in whole..<range.count {
                LinearKernels.accumulate(
                    units, left, scratch + (tile - tiles.lowerBound) * 16 * Self.chunk + input, Self.chunk,
                    into: gradient + range.lowerBound + input, inputs)
            }
        }
    }
}

/// A fully connected layer for one image.
struct SingleLinearOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    private let step: Plan.Step
    private let weights: Range<Int>
    private let bias: Range<Int>?
    private let inputs: Int
    private let units: Int

    init(_ plan: Plan, _ step: Plan.Step) {
        self.step = step
        weights = plan.tensors[step.tensors[0]].range
        bias = step.tensors.count > 1 ? plan.tensors[step.tensors[1]].range : nil
        inputs = step.inputShape.count
        units = step.outputShape.count
    }

    private var rounded: Int { (inputs + 15) / 16 * 16 }
    var scratchCount: Int { 2 * rounded + 64 }
    var parameterPieces: Int { 1 }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            let x = SingleKernels.gather(pass.values(step.input, tile), pass.layouts[step.input], into: scratch)
            let y = pass.values(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                let sum = SingleKernels.dot(pass.parameters + weights.lowerBound + unit * inputs, x, inputs)
                y[unit * stride] = sum + (bias.map { pass.parameters[$0.lowerBound + unit] } ?? 0)
            }
        }
    }

    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        for tile in tiles {
            scratch.update(repeating: 0, count: rounded)
            let gradient = pass.gradients(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                SingleKernels.add(
                    pass.parameters + weights.lowerBound + unit * inputs, times: gradient[unit * stride], inputs,
                    to: scratch)
            }
            SingleKernels.scatter(
                scratch, pass.layouts[step.input], accumulates: step.accumulates[0],
                into: pass.gradients(step.input, tile))
        }
    }

    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let sums = pass.parameterGradients else { return }
        for tile in tiles {
            let x = SingleKernels.gather(pass.values(step.input, tile), pass.layouts[step.input], into: scratch)
            let gradient = pass.gradients(step.output, tile)
            let stride = pass.layouts[step.output].planeStride
            for unit in 0..<units {
                let slope = gradient[unit * stride]
                SingleKernels.add(x, times: slope, inputs, to: sums + weights.lowerBound + unit * inputs)
                if let bias { sums[bias.lowerBound + unit] += slope }
            }
        }
    }
}
