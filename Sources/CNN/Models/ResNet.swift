import Core

/// A small residual network for images of about 32×32.
///
/// K. He, X. Zhang, S. Ren and J. Sun, *Identity Mappings in Deep Residual Networks*, ECCV 2016: normalisation and rectifier stand
/// before each convolution (figure 4e), so that nothing but the additions lies on the path of the shortcuts. As in their CVPR
/// paper of 2016, §4.2, a convolution and three stages of (depth − 2) / 6 blocks of two convolutions of 3×3, with 16, 32 and 64
/// filters, the second and third stage at half the side; then the mean over the image. 272,282 parameters for depth 20,
/// 32×32×3 and ten classes.
public struct ResNet: NetworkModel {
    /// Layers with weights: 6 n + 2.
    public let depth: Int
    /// Filters of the first stage.
    public let width: Int
    public let training: TrainingConfiguration

    public init() { self.init(depth: 20) }

    public init(depth: Int, width: Int = 16, training: TrainingConfiguration = ResNet.training) {
        self.depth = depth
        self.width = width
        self.training = training
    }

    public static let training = TrainingConfiguration(
        epochs: 30, batchSize: 128, learningRate: 0.1,
        optimiser: Optimiser(method: .sgd, momentum: 0.9, nesterov: true, weightDecay: 1e-4),
        schedule: Schedule(shape: .cosine, warmUp: 0.05),
        augmentation: Augmentation(shift: 4, flip: .random))

    public static let card = Card(
        name: "resnet", title: "Residual network", year: 2016,
        paper: "K. He, X. Zhang, S. Ren and J. Sun, Identity Mappings in Deep Residual Networks, ECCV 2016",
        deviations: [
            "Where a stage begins, the shortcut is a 1×1 convolution with a stride of 2; in the CVPR paper's "
                + "networks for CIFAR-10 it has no parameters.",
            "Nesterov's momentum, and 30 passes with a learning rate that follows a cosine, instead of 164 with "
                + "three steps.",
        ])

    public func validate() throws {
        try require((8...1202).contains(depth) && depth % 6 == 2, "depth", depth, "8, 14, 20, … (6 n + 2)")
        try require((1...1024).contains(width), "width", width, "from 1 to 1024")
        try validateTraining()
    }

    public var initialisation: Initialisation { Initialisation(.he) }

    public func layers(for shape: ImageShape, classCount: Int) -> [Layer] {
        func convolution(_ width: Int, kernel: Int = 3, stride: Int = 1) -> Layer {
            .convolution(width, kernel: kernel, stride: stride, padding: kernel / 2, bias: .none)
        }
        func block(_ width: Int, stride: Int) -> Layer {
            .residual(
                branch: [
                    .batchNorm, .relu, convolution(width, stride: stride), .batchNorm, .relu, convolution(width),
                ],
                shortcut: stride == 1 ? [] : [convolution(width, kernel: 1, stride: stride)])
        }
        let blocks = (depth - 2) / 6
        var layers = [convolution(width)]
        var side = min(shape.height, shape.width)
        for stage in 0..<3 {
            for index in 0..<blocks { layers.append(block(width << stage, stride: stage > 0 && index == 0 ? 2 : 1)) }
            if stage > 0 { side = (side + 1) / 2 }
        }
        return layers + [.batchNorm, .relu, .averagePool(side), .linear(0)]
    }
}
