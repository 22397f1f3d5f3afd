import Core

/// Makes the steps of a plan out of layers.
package struct PlanBuilder {
    private(set) var slots: [Plan.Slot]
    private(set) var tensors: [Plan.Tensor] = []
    private(set) var statistics: [Plan.Statistic] = []
    private var steps: [Draft] = []
    package let classCount: Int

    private struct Draft {
        let kind: any StepKind
        let path: String
        let name: String
        let isInner: Bool
        let inputs: [Int]
        let output: Int
        let inputShape: DataShape
        let tensors: [Int]
        let statistics: [Int]
        let flops: Double
    }

    init(layers: [Layer], input: DataShape, classCount: Int) throws {
        slots = [Plan.Slot(shape: input, form: input.isPicture ? .lanes : .rows)]
        self.classCount = classCount
        try require(
            input.image.isPossible, "layers", "an input of \(input)", "an input of 1 to \(CheckedSize.limit) numbers")
        try require((1...65_536).contains(classCount), "layers", "\(classCount) classes", "from 1 to 65536 classes")
        try require(!layers.isEmpty, "layers", "an empty list", "at least one layer")
        _ = try add(layers, from: 0, prefix: "")
        let output = slots[steps.last?.output ?? 0].shape
        // A picture has one class; only what is a sequence from the start can have a target a place.
        let isRowByRow = !input.isPicture && output.isSequence && output.image.channels == classCount
        try require(
            output.count == classCount || isRowByRow, "layers", "an output of \(output)",
            "a last layer with one unit for each of the \(classCount) classes")
    }

    // MARK: What layers call

    /// Appends `layers`, one after the other, and gives the slot of the last one's output: `slot` itself where there are none.
    ///
    /// - Parameter prefix: What the numbers of the layers begin with, such as `4.branch.`.
    package mutating func add(_ layers: [Layer], from slot: Int, prefix: String) throws -> Int {
        var slot = slot
        for (index, layer) in layers.enumerated() {
            let path = "\(prefix)\(index + 1)"
            let place = LayerPlace(
                path: path, name: "layer \(path) (\(layer.name))", slot: slot, input: slots[slot].shape,
                isFirst: index == 0)
            do {
                slot = try layer.kind.add(to: &self, at: place)
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

    package func shape(of slot: Int) -> DataShape { slots[slot].shape }

    /// May a step work in place on `slot`? Where nobody else reads what was there, and what wrote it needs only its gradient.
    package func canOverwrite(_ slot: Int) -> Bool {
        guard let last = steps.last, last.output == slot else { return false }
        return last.kind.leavesOutputFree
    }

    /// Appends a tensor of parameters.
    ///
    /// - Parameters:
    ///   - fanIn: Inputs that one output sums up.
    ///   - constant: What it begins with, where that is not drawn.
    ///   - isScale: Weight decay can leave it alone, as it can biases.
    package mutating func tensor(
        _ name: String, _ shape: [Int], _ initialisation: Initialisation = .inherited, fanIn: Int = 1,
        isBias: Bool = false, constant: Float? = nil, isFrozen: Bool = false, isScale: Bool = false
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

    /// Appends numbers that training gathers beside the parameters.
    ///
    /// - Parameter share: The share of a new batch in them.
    package mutating func statistic(
        _ name: String, count: Int, initial: Float, share: Float, isVariance: Bool = false
    ) -> Int {
        let first = statistics.last?.range.upperBound ?? 0
        statistics.append(
            Plan.Statistic(
                name: name, range: first..<first + count, initial: initial, share: share, isVariance: isVariance))
        return statistics.count - 1
    }

    /// Appends a step of the layer at `place`, and gives the slot that it writes.
    ///
    /// - Parameters:
    ///   - inputs: The slots that it reads; nil for that of the layer.
    ///   - flops: Operations for one image; a multiply-add is two.
    ///   - suffix: What its name has behind that of the layer.
    ///   - isInner: It is not the one that gives the output of the layer.
    package mutating func append(
        _ kind: any StepKind, at place: LayerPlace, inputs: [Int]? = nil, _ shape: DataShape, tensors: [Int] = [],
        statistics: [Int] = [], flops: Double, inPlace: Bool = false, suffix: String = "",
        isInner: Bool = false
    ) -> Int {
        var inputs = inputs ?? [place.slot]
        // Steps that take either form keep that of their first input.
        let form = kind.form ?? slots[inputs[0]].form
        for index in inputs.indices where slots[inputs[index]].form != form {
            inputs[index] = convert(inputs[index], to: form, at: place)
        }
        if !inPlace { slots.append(Plan.Slot(shape: shape, form: kind.outputForm(after: form))) }
        let output = inPlace ? inputs[0] : slots.count - 1
        steps.append(
            Draft(
                kind: kind, path: place.path, name: place.name + suffix, isInner: isInner, inputs: inputs,
                output: output,
                inputShape: slots[inputs[0]].shape, tensors: tensors, statistics: statistics, flops: flops))
        return output
    }

    /// Appends a step that brings a slot into another form.
    private mutating func convert(_ slot: Int, to form: SlotForm, at place: LayerPlace) -> Int {
        let shape = slots[slot].shape
        slots.append(Plan.Slot(shape: shape, form: form))
        steps.append(
            Draft(
                kind: FormConversion(to: form), path: place.path, name: place.name + ", to \(form)", isInner: true,
                inputs: [slot],
                output: slots.count - 1, inputShape: shape, tensors: [], statistics: [], flops: 0))
        return slots.count - 1
    }

    /// The first tensor of parameters whose name fits, to be shared.
    package func tensor(where fits: (String) -> Bool) -> (index: Int, shape: [Int])? {
        tensors.firstIndex { fits($0.name) }.map { ($0, tensors[$0].shape) }
    }

    // MARK: What the plan takes

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
                    kind: step.kind, path: step.path, name: step.name, isInner: step.isInner, inputs: step.inputs,
                    output: step.output,
                    inputShape: step.inputShape.image, outputShape: slots[step.output].shape.image,
                    tensors: step.tensors,
                    statistics: step.statistics, passesGradientBack: passesBack[index], accumulates: accumulates,
                    flops: step.flops))
        }
        return finished.reversed()
    }
}
