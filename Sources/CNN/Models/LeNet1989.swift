import Core

/// The first convolutional network that was trained by backpropagation for a task of the real world.
///
/// Y. LeCun et al., *Backpropagation Applied to Handwritten Zip Code Recognition*, Neural Computation 1989, §4: images of 16×16 in
/// −1…1; H1, 12 planes of 8×8 behind 5×5 windows two pixels apart; H2, 12 planes of 4×4 that see 8 of the 12 each; H3, 30 units; and
/// 10 outputs. Weights are shared within a plane, biases are not: 1,068 + 2,592 + 5,790 + 310 = 9,760 parameters,
/// 19,968 + 38,592 + 5,790 + 310 = 64,660 connections. §4 also has the training: 23 passes, image by image.
///
/// What came of the same network with the habits of 2022 is in A. Karpathy, *Deep Neural Nets: 33 years ago and 33 years from
/// now*, 2022, step by step: each ``LeNet1989Habits`` has the steps before it, too.
public struct LeNetOf1989<Habits: LeNet1989Habits>: NetworkModel {
    public let training: TrainingConfiguration

    public init() { self.init(training: Habits.training) }

    public init(training: TrainingConfiguration) {
        self.training = training
    }

    public static var card: Card { Habits.card }
    public var inputSide: Int { 16 }
    public var inputScaling: InputScaling { .range(black: -1, white: 1) }
    public var initialisation: Initialisation { Initialisation(.uniform1989) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        let activation = Layer.activation(Habits.activation)
        let dropout: [Layer] = Habits.dropout > 0 ? [.dropout(rate: Habits.dropout)] : []
        // The scheme by which H2 sees eight of twelve planes is not in the paper; this is Karpathy's.
        let thirds = [Array(0..<8), Array(4..<12), Array(0..<4) + Array(8..<12)]
        let table = (0..<12).map { thirds[$0 / 4] }
        return [
            .convolution(
                Convolution(channels: 12, kernel: 5, stride: 2, padding: 2, paddingValue: -1, bias: .untied)),
            activation,
            .convolution(
                Convolution(
                    channels: 12, kernel: 5, stride: 2, padding: 2, paddingValue: -1, table: table, bias: .untied)),
            activation,
        ] + dropout + [.linear(30), activation, .linear(0)] + (Habits.hasSquashedOutputs ? [.tanh] : [])
    }
}

/// What changed between 1989 and 2022, in the order in which Karpathy put it in.
public protocol LeNet1989Habits: Sendable {
    static var card: Card { get }
    static var training: TrainingConfiguration { get }
    static var activation: Activation { get }
    /// Rate of the dropout before H3.
    static var dropout: Float { get }
    static var hasSquashedOutputs: Bool { get }
}

extension LeNet1989Habits {
    public static var activation: Activation { .tanh }
    public static var dropout: Float { 0 }
    public static var hasSquashedOutputs: Bool { false }

    fileprivate static func later(_ name: String, _ title: String, _ deviations: [String]) -> Card {
        Card(
            name: name, title: title, year: 2022,
            paper: "A. Karpathy, Deep Neural Nets: 33 years ago and 33 years from now, 2022, after LeCun et al. 1989",
            deviations: deviations + [
                "Images come in a random order, drawn anew for every pass, instead of a fixed one.",
                "Weights are drawn from ±2.4/F, where F is the number of inputs, as printed in 1989, instead of "
                    + "from ±2.4/√F.",
            ])
    }

    /// AdamW with a rate that falls in a straight line from 3e-4 to 1e-4, image by image.
    fileprivate static func adamW(epochs: Int, shift: Int) -> TrainingConfiguration {
        TrainingConfiguration(
            epochs: epochs, batchSize: 1, minimumSteps: 0, learningRate: 3e-4,
            optimiser: Optimiser(method: .adamw, weightDecay: 0.01),
            schedule: Schedule(shape: .linear, warmUp: 0, final: 1.0 / 3),
            augmentation: Augmentation(shift: shift, fill: .background))
    }
}

/// As in the paper.
public typealias LeNet1989 = LeNetOf1989<HabitsOf1989>
/// Cross-entropy of the softmax instead of squares of hyperbolic tangents.
public typealias LeNet1989Softmax = LeNetOf1989<SoftmaxHabits>
/// And AdamW, for twice as long.
public typealias LeNet1989AdamW = LeNetOf1989<AdamWHabits>
/// And images shifted by up to a pixel.
public typealias LeNet1989Shifts = LeNetOf1989<ShiftHabits>
/// And rectifiers and dropout.
public typealias LeNet1989Modern = LeNetOf1989<ModernHabits>

public enum HabitsOf1989: LeNet1989Habits {
    public static let card = Card(
        name: "lenet-1989", title: "LeNet of 1989", year: 1989,
        paper: "Y. LeCun et al., Backpropagation Applied to Handwritten Zip Code Recognition, Neural Computation 1989",
        deviations: [
            "Plain gradient descent at the constant rate 0.03 of Karpathy 2022 instead of Newton's method with a diagonal "
                + "approximation of the Hessian.",
            "Images come in a random order, drawn anew for every pass, instead of a fixed one.",
            "The paper does not say which eight of the twelve planes each plane of H2 sees; here it is two thirds "
                + "of them, in groups of four.",
            "The squashing function is tanh without the paper's scale; targets are ±1, and biases start at 0.",
        ])
    public static let training = TrainingConfiguration(
        epochs: 23, batchSize: 1, minimumSteps: 0, learningRate: 0.03,
        optimiser: Optimiser(method: .sgd, momentum: 0, weightDecay: 0),
        schedule: Schedule(shape: .constant, warmUp: 0),
        loss: Loss(.squares))
    public static var hasSquashedOutputs: Bool { true }
}

public enum SoftmaxHabits: LeNet1989Habits {
    public static let card: Card = later("lenet-1989-softmax", "LeNet of 1989 with softmax", [])
    public static let training = TrainingConfiguration(
        epochs: 23, batchSize: 1, minimumSteps: 0, learningRate: 0.01,
        optimiser: Optimiser(method: .sgd, momentum: 0, weightDecay: 0), schedule: Schedule(shape: .constant, warmUp: 0)
    )
}

public enum AdamWHabits: LeNet1989Habits {
    public static let card: Card = later(
        "lenet-1989-adamw", "LeNet of 1989 with AdamW",
        ["The learning rate falls at every step instead of after every pass."])
    public static let training: TrainingConfiguration = adamW(epochs: 46, shift: 0)
}

public enum ShiftHabits: LeNet1989Habits {
    public static let card: Card = later("lenet-1989-shifts", "LeNet of 1989 with shifted images", deviations)
    static let deviations = [
        "The learning rate falls at every step instead of after every pass.",
        "What a shift uncovers is filled with background instead of with what left the image on the other side.",
    ]
    public static let training: TrainingConfiguration = adamW(epochs: 60, shift: 1)
}

public enum ModernHabits: LeNet1989Habits {
    public static let card: Card = later(
        "lenet-1989-modern", "LeNet of 1989 as of 2022", ShiftHabits.deviations)
    public static let training: TrainingConfiguration = adamW(epochs: 80, shift: 1)
    public static var activation: Activation { .relu }
    public static var dropout: Float { 0.25 }
}
