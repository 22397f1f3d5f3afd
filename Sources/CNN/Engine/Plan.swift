import Core

/// A list of layers laid out for one input shape: which step reads and writes which numbers, and where its parameters lie.
///
/// Residual layers become a few steps more, so that a plan is a straight list, gone through forth and back.
public struct Plan: Sendable {
    /// Numbers that one step writes and others read.
    struct Slot: Sendable {
        let shape: ImageShape
    }

    struct Step: Sendable {
        let operation: StepOperation
        /// Such as "layer 3 (convolution)", for messages.
        let name: String
        let inputs: [Int]
        /// The same slot as the input where the step works in place.
        let output: Int
        let inputShape: ImageShape
        let outputShape: ImageShape
        /// The tensors of this step, in the order of the operation: weights, biases.
        let tensors: [Int]
        /// False where nothing before this step is trained.
        let passesGradientBack: Bool
        /// For each input: its gradient already holds that of a later step, so this one is added.
        let accumulates: [Bool]
        let flops: Double

        var input: Int { inputs[0] }
        var isInPlace: Bool { inputs == [output] }
    }

    /// A named part of the parameters.
    public struct Tensor: Sendable {
        /// Such as `1.weight`: the number of the layer (of nested layers `4.branch.2.weight`) and the role.
        public let name: String
        public let shape: [Int]
        public let range: Range<Int>
        let initialisation: Initialisation
        let isBias: Bool
        /// Inputs that one output sums up.
        let fanIn: Int
        /// What it begins with, where that is not drawn.
        let constant: Float?
        public let isFrozen: Bool
        /// True for biases and for the scales of batch normalisation, which weight decay can leave alone.
        public let isBiasOrScale: Bool
    }

    public let input: ImageShape
    public let classCount: Int
    let slots: [Slot]
    let steps: [Step]
    public let tensors: [Tensor]
    public let parameterCount: Int
    /// Numbers that training gathers beside the parameters: the running means of batch normalisation. `[step: first]`.
    let statistics: [Int: Int]
    let statisticsCount: Int

    /// Nothing is allocated but the list of the steps.
    ///
    /// Throws ``ConfigurationError`` naming the layer (from 1) where a shape does not fit, and where an output or the parameters are
    /// more than ``CheckedSize/limit`` numbers.
    public init(layers: [Layer], input: ImageShape, classCount: Int) throws {
        try self.init(PlanBuilder(layers: layers, input: input, classCount: classCount), input, classCount)
    }

    private init(_ builder: PlanBuilder, _ input: ImageShape, _ classCount: Int) {
        self.input = input
        self.classCount = classCount
        slots = builder.slots
        steps = builder.finishedSteps()
        tensors = builder.tensors
        parameterCount = builder.tensors.last?.range.upperBound ?? 0
        var first = 0
        var statistics: [Int: Int] = [:]
        for (index, step) in steps.enumerated() {
            guard case .batchNormalisation = step.operation else { continue }
            statistics[index] = first
            first += 2 * step.inputShape.channels
        }
        self.statistics = statistics
        statisticsCount = first
    }

    public var output: ImageShape { slots[outputSlot].shape }
    var outputSlot: Int { steps.last?.output ?? 0 }
    /// True where images cannot be carried through one after the other, because a step looks at the whole batch.
    var spansBatch: Bool { !statistics.isEmpty }

    /// Operations for one image: for its class, and for its part in a step of training. A multiply-add is two.
    ///
    /// Backwards, a layer with weights does the work twice more: for its weights, and for its input unless nothing before it
    /// is trained.
    public var flops: (inference: Double, training: Double) {
        var inference = 0.0
        var training = 0.0
        for step in steps {
            inference += step.flops
            training += step.flops * (step.passesGradientBack ? 2 : 1)
            if step.tensors.contains(where: { !tensors[$0].isFrozen && !tensors[$0].isBiasOrScale }) {
                training += step.flops
            }
        }
        return (inference, training)
    }

    /// Sums of the paper's kind: one for each weight that meets an input, and one for each bias that is added.
    public var connections: Int {
        steps.reduce(0) { sum, step in
            switch step.operation {
            case .convolution(let convolution):
                return sum + step.outputShape.height * step.outputShape.width
                    * (0..<convolution.channels).reduce(0) {
                        $0 + convolution.connectionCount(of: $1, inputs: step.inputShape.channels)
                            * convolution.kernel * convolution.kernel
                    } + (convolution.bias == .shared ? step.outputShape.count : 0)
            case .untiedBias: return sum + step.outputShape.count
            case .linear(let linear):
                return sum + step.outputShape.count * (step.inputShape.count + (linear.bias ? 1 : 0))
            case .pooling(let pooling) where pooling.kind == .subsampling:
                return sum + step.outputShape.count * (pooling.size * pooling.size + 1)
            case .radialBasis: return sum + step.outputShape.count * step.inputShape.count
            default: return sum
            }
        }
    }
}

/// What a step does; the layers of a description, with residual layers taken apart.
enum StepOperation: Sendable {
    case convolution(Convolution)
    case untiedBias
    case activation(Activation)
    case pooling(Pooling)
    case responseNormalisation(ResponseNormalisation)
    case batchNormalisation(BatchNormalisation)
    case dropout(rate: Float)
    case linear(Linear)
    case radialBasis
    case scale(Float)
    /// The sum of two slots.
    case addition
}

/// Makes the steps of a plan out of layers.
struct PlanBuilder {
    private(set) var slots: [Plan.Slot]
    private(set) var tensors: [Plan.Tensor] = []
    private var steps: [Draft] = []
    private let classCount: Int

    private struct Draft {
        let operation: StepOperation
        let name: String
        let inputs: [Int]
        let output: Int
        let inputShape: ImageShape
        let tensors: [Int]
        let flops: Double
    }

    init(layers: [Layer], input: ImageShape, classCount: Int) throws {
        slots = [Plan.Slot(shape: input)]
        self.classCount = classCount
        try require(input.isPossible, "layers", "an input of \(input)", "an input of 1 to \(CheckedSize.limit) numbers")
        try require((1...65_536).contains(classCount), "layers", "\(classCount) classes", "from 1 to 65536 classes")
        try require(!layers.isEmpty, "layers", "an empty list", "at least one layer")
        _ = try add(layers, from: 0, prefix: "")
        let output = slots[steps.last?.output ?? 0].shape
        try require(
            output.count == classCount, "layers", "an output of \(output)",
            "a last layer with one unit for each of the \(classCount) classes")
    }

    private mutating func add(_ layers: [Layer], from slot: Int, prefix: String) throws -> Int {
        var slot = slot
        for (index, layer) in layers.enumerated() {
            let path = "\(prefix)\(index + 1)"
            do {
                slot = try add(layer, path: path, from: slot, isFirst: index == 0)
            } catch let error as ConfigurationError {
                let isNested = error.field.hasPrefix("layer ") || error.field == "layers"
                throw isNested
                    ? error
                    : ConfigurationError(
                        field: "layer \(path): \(error.field)", value: error.value, allowed: error.allowed)
            }
        }
        return slot
    }

    private mutating func add(_ layer: Layer, path: String, from slot: Int, isFirst: Bool) throws -> Int {
        let input = slots[slot].shape
        if case .residual(let branch, let shortcut) = layer {
            let left = try add(branch, from: slot, prefix: "\(path).branch.")
            let right = try add(shortcut, from: slot, prefix: "\(path).shortcut.")
            let (a, b) = (slots[left].shape, slots[right].shape)
            try require(a == b, "residual", "a branch of \(a) beside a shortcut of \(b)", "equal shapes")
            return append(.addition, "layer \(path) (residual)", [left, right], a, flops: Double(a.count))
        }
        let output = try layer.outputShape(input, classCount: classCount)
        let name = "layer \(path) (\(layer.name))"
        switch layer {
        case .convolution(let convolution):
            return try convolve(convolution, path, name, slot, output)
        case .linear(let linear):
            let units = output.count
            var own = [
                try tensor("\(path).weight", [units, input.count], linear.initialisation, fanIn: input.count)
            ]
            if linear.bias {
                own.append(
                    try tensor("\(path).bias", [units], linear.initialisation, fanIn: input.count, isBias: true))
            }
            return append(.linear(linear), name, [slot], output, own, flops: 2 * Double(input.count) * Double(units))
        case .pooling(let pooling):
            var own: [Int] = []
            if pooling.kind == .subsampling {
                own = [
                    try tensor("\(path).coefficient", [input.channels], .inherited, fanIn: 1, constant: 1),
                    try tensor("\(path).bias", [input.channels], .inherited, fanIn: 1, isBias: true),
                ]
            }
            return append(
                .pooling(pooling), name, [slot], output, own,
                flops: Double(output.count) * Double(pooling.size * pooling.size))
        case .batchNormalisation(let norm):
            let shape = [input.channels]
            let own = [
                try tensor(
                    "\(path).weight", shape, .inherited, fanIn: 1, constant: 1, isFrozen: !norm.isScaled,
                    isScale: true),
                try tensor("\(path).bias", shape, .inherited, fanIn: 1, isBias: true),
            ]
            return append(.batchNormalisation(norm), name, [slot], output, own, flops: 2 * Double(input.count))
        case .activation(let activation):
            // In place where nobody else reads what was there and what wrote it needs only its gradient.
            let overwrites = !isFirst && canOverwrite(slot) && activation != .gelu
            return append(
                .activation(activation), name, [slot], output, flops: Double(input.count), inPlace: overwrites)
        case .responseNormalisation(let norm):
            return append(
                .responseNormalisation(norm), name, [slot], output, flops: Double(input.count) * Double(norm.size + 3))
        case .dropout(let rate):
            return append(.dropout(rate: rate), name, [slot], output, flops: Double(input.count))
        case .radialBasis:
            return append(
                .radialBasis, name, [slot], output, flops: 3 * Double(input.count) * Double(output.count))
        case .scale(let factor):
            return append(.scale(factor), name, [slot], output, flops: Double(input.count))
        case .residual: return slot
        }
    }

    private mutating func convolve(
        _ convolution: Convolution, _ path: String, _ name: String, _ slot: Int, _ output: ImageShape
    ) throws -> Int {
        let input = slots[slot].shape
        let lists = (0..<convolution.channels).map { convolution.connectionCount(of: $0, inputs: input.channels) }
        let places = output.height * output.width
        let count = CheckedSize.product(
            [lists.reduce(0, +), convolution.kernel, convolution.kernel], limit: CheckedSize.limit)
        guard let count else {
            throw ConfigurationError(
                field: "parameters",
                value: "\(convolution.channels) filters of \(convolution.kernel)×\(convolution.kernel)",
                allowed: "a network of at most \(CheckedSize.limit) numbers")
        }
        let isEven = Set(lists).count == 1
        // Filters that see different numbers of channels lie one after the other.
        let filters =
            isEven ? [convolution.channels, lists[0], convolution.kernel, convolution.kernel] : [count]
        let fanIn = count / convolution.channels
        var own = [
            try tensor(
                "\(path).weight", (convolution.isShared ? [] : [output.height, output.width]) + filters,
                convolution.initialisation, fanIn: fanIn, isFrozen: convolution.isFrozen)
        ]
        if convolution.bias == .shared {
            own.append(
                try tensor(
                    "\(path).bias", [convolution.channels], convolution.initialisation, fanIn: fanIn, isBias: true))
        }
        let result = append(
            .convolution(convolution), name, [slot], output, own, flops: 2 * Double(count) * Double(places))
        guard convolution.bias == .untied else { return result }
        let bias = try tensor(
            "\(path).bias", [convolution.channels, output.height, output.width], convolution.initialisation,
            fanIn: fanIn,
            isBias: true)
        return append(
            .untiedBias, "\(name), biases", [result], output, [bias], flops: Double(output.count), inPlace: true)
    }

    private func canOverwrite(_ slot: Int) -> Bool {
        guard let last = steps.last, last.output == slot else { return false }
        switch last.operation {
        case .convolution, .linear, .untiedBias, .batchNormalisation: return true
        default: return false
        }
    }

    private mutating func tensor(
        _ name: String, _ shape: [Int], _ initialisation: Initialisation, fanIn: Int, isBias: Bool = false,
        constant: Float? = nil, isFrozen: Bool = false, isScale: Bool = false
    ) throws -> Int {
        let first = tensors.last?.range.upperBound ?? 0
        let most = CheckedSize.limit - first
        guard let count = CheckedSize.product(shape, limit: most) else {
            throw ConfigurationError(
                field: "parameters", value: "the tensor \(name) of \(shape)",
                allowed: "at most \(most) more numbers: a network has at most \(CheckedSize.limit)")
        }
        tensors.append(
            Plan.Tensor(
                name: name, shape: shape, range: first..<first + count, initialisation: initialisation,
                isBias: isBias, fanIn: fanIn, constant: constant, isFrozen: isFrozen, isBiasOrScale: isBias || isScale))
        return tensors.count - 1
    }

    private mutating func append(
        _ operation: StepOperation, _ name: String, _ inputs: [Int], _ shape: ImageShape, _ tensors: [Int] = [],
        flops: Double, inPlace: Bool = false
    ) -> Int {
        if !inPlace { slots.append(Plan.Slot(shape: shape)) }
        let output = inPlace ? inputs[0] : slots.count - 1
        steps.append(
            Draft(
                operation: operation, name: name, inputs: inputs, output: output, inputShape: slots[inputs[0]].shape,
                tensors: tensors, flops: flops))
        return output
    }

    /// The steps, with what only the whole list tells: where gradients end, and where they meet.
    func finishedSteps() -> [Plan.Step] {
        var isTrained = [Bool](repeating: false, count: slots.count)
        var passesBack: [Bool] = []
        for step in steps {
            let before = step.inputs.contains { isTrained[$0] }
            passesBack.append(before)
            if before || step.tensors.contains(where: { !tensors[$0].isFrozen }) { isTrained[step.output] = true }
        }
        var hasGradient = [Bool](repeating: false, count: slots.count)
        var finished: [Plan.Step] = []
        for (index, step) in steps.enumerated().reversed() {
            let isInPlace = step.inputs == [step.output]
            let accumulates = step.inputs.map { !isInPlace && hasGradient[$0] }
            for input in step.inputs { hasGradient[input] = true }
            finished.append(
                Plan.Step(
                    operation: step.operation, name: step.name, inputs: step.inputs, output: step.output,
                    inputShape: step.inputShape, outputShape: slots[step.output].shape, tensors: step.tensors,
                    passesGradientBack: passesBack[index], accumulates: accumulates, flops: step.flops))
        }
        return finished.reversed()
    }
}

extension Layer {
    /// The name in a matrix file.
    public var name: String {
        switch self {
        case .convolution(let convolution): convolution.isShared ? "convolution" : "locally-connected"
        case .activation(let activation): activation.rawValue
        case .pooling(let pooling):
            switch pooling.kind {
            case .max: "max-pool"
            case .average: "average-pool"
            case .subsampling: "subsampling"
            }
        case .responseNormalisation: "response-normalisation"
        case .batchNormalisation: "batch-normalisation"
        case .dropout: "dropout"
        case .linear: "linear"
        case .radialBasis: "radial-basis"
        case .scale: "scale"
        case .residual: "residual"
        }
    }
}
