import Core

/// A list of layers laid out for one input shape: which step reads and writes which numbers, and where its parameters lie.
///
/// Residual layers become a few steps more, so that a plan is a straight list, gone through forward and back.
public struct Plan: Sendable {
    /// Numbers that one step writes and others read.
    package struct Slot: Sendable {
        package let shape: DataShape
        package let form: SlotForm
    }

    package struct Step: Sendable {
        package let kind: any StepKind
        /// The number of its layer, from 1, of nested layers such as `4.branch.2`.
        package let path: String
        /// Such as "layer 3 (convolution)", for messages.
        package let name: String
        /// It is not the one that gives the output of its layer.
        package let isInner: Bool
        package let inputs: [Int]
        /// The same slot as the input where the step works in place.
        package let output: Int
        package let inputShape: ImageShape
        package let outputShape: ImageShape
        /// The tensors of this step, in the order of the operation: weights, biases.
        package let tensors: [Int]
        /// What this step gathers in training beside the parameters.
        package let statistics: [Int]
        /// False where nothing before this step is trained.
        package let passesGradientBack: Bool
        /// For each input: its gradient already holds that of a later step, so this one is added.
        package let accumulates: [Bool]
        package let flops: Double

        package var input: Int { inputs[0] }
        package var isInPlace: Bool { inputs == [output] }
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

    /// A named part of the numbers that training gathers beside the parameters, such as the running means of batch normalisation.
    package struct Statistic: Sendable {
        /// Such as `2.running_mean`.
        package let name: String
        package let range: Range<Int>
        /// What its numbers begin with.
        let initial: Float
        /// The share of a new batch in them.
        let share: Float
        /// Are its numbers at least 0?
        let isVariance: Bool
    }

    /// What comes in.
    public let inputShape: DataShape
    public let classCount: Int
    package let slots: [Slot]
    package let steps: [Step]
    public let tensors: [Tensor]
    public let parameterCount: Int
    package let statistics: [Statistic]
    package let statisticsCount: Int

    /// Nothing is allocated but the list of the steps.
    ///
    /// Throws ``ConfigurationError`` naming the layer (from 1) where a shape does not fit, and where an output or the parameters are
    /// more than ``CheckedSize/limit`` numbers.
    public init(layers: [Layer], input: ImageShape, classCount: Int) throws {
        try self.init(layers: layers, input: .picture(input), classCount: classCount)
    }

    /// As ``init(layers:input:classCount:)-(_,ImageShape,_)`` for pictures, sequences or tokens.
    public init(layers: [Layer], input: DataShape, classCount: Int) throws {
        try self.init(PlanBuilder(layers: layers, input: input, classCount: classCount), input, classCount)
    }

    private init(_ builder: PlanBuilder, _ input: DataShape, _ classCount: Int) {
        inputShape = input
        self.classCount = classCount
        slots = builder.slots
        steps = builder.finishedSteps()
        outputSlot = steps.last?.output ?? 0
        targetsPerExample = slots[outputSlot].shape.count / classCount
        tensors = builder.tensors
        parameterCount = builder.tensors.last?.range.upperBound ?? 0
        statistics = builder.statistics
        statisticsCount = builder.statistics.last?.range.upperBound ?? 0
    }

    /// What comes in, as a picture.
    public var input: ImageShape { inputShape.image }
    public var output: ImageShape { slots[outputSlot].shape.image }
    /// One class an example, or one a row where every row of a sequence has a target of its own.
    package let targetsPerExample: Int
    let outputSlot: Int
    /// Are there sequences?
    var hasRows: Bool { slots.contains { $0.form == .rows } }
    /// True where images cannot be carried through one after the other, because a step looks at the whole batch.
    var spansBatch: Bool { steps.contains { $0.kind.spansBatch } }

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
    public var connections: Int { steps.reduce(0) { $0 + $1.kind.connections(of: $1) } }
}
