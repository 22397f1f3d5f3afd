import Core

/// Batch normalisation (Ioffe and Szegedy 2015): every channel gets mean 0 and variance 1 over the images and places of a batch,
/// then a trained scale and bias. In use, running means over the batches of the training take the place of the batch's own.
public struct BatchNormalisation: Encodable, Hashable, Sendable, LayerKind, StepKind {
    /// Share of the new batch in the running means.
    public let momentum: Float
    /// Added to the variance.
    public let epsilon: Float
    /// False where the scale stays 1 (airbench trains the bias only).
    public let isScaled: Bool

    public init(momentum: Float = 0.1, epsilon: Float = 1e-5, isScaled: Bool = true) {
        self.momentum = momentum
        self.epsilon = epsilon
        self.isScaled = isScaled
    }

    package static var names: [String] { ["batch-normalisation"] }

    package init(_ name: String, _ settings: LayerSettings) throws {
        try settings.allow(["momentum", "epsilon", "isScaled"])
        let defaults = BatchNormalisation()
        self.init(
            momentum: try settings.value("momentum", defaults.momentum),
            epsilon: try settings.value("epsilon", defaults.epsilon),
            isScaled: try settings.value("isScaled", defaults.isScaled))
    }

    package var name: String { "batch-normalisation" }

    package func validate() throws {
        try require((0...1).contains(momentum), "momentum", momentum, "from 0 to 1")
        try require(epsilon > 0 && epsilon.isFinite, "epsilon", epsilon, "above 0")
    }

    package func outputShape(_ input: DataShape, classCount: Int) throws -> DataShape {
        return .picture(try input.picture(for: name))
    }

    package func add(to plan: inout PlanBuilder, at place: LayerPlace) throws -> Int {
        let output = try plan.outputShape(of: self, at: place)
        let channels = place.input.image.channels
        let tensors = [
            try plan.tensor("\(place.path).weight", [channels], constant: 1, isFrozen: !isScaled, isScale: true),
            try plan.tensor("\(place.path).bias", [channels], isBias: true),
        ]
        let statistics = [
            plan.statistic("\(place.path).running_mean", count: channels, initial: 0, share: momentum),
            plan.statistic(
                "\(place.path).running_var", count: channels, initial: 1, share: momentum, isVariance: true),
        ]
        return plan.append(
            self, at: place, output, tensors: tensors, statistics: statistics, flops: 2 * Double(output.count))
    }

    package var spansBatch: Bool { true }
    package var leavesOutputFree: Bool { true }

    package func operation<Element: Lanes>(at site: StepSite) -> BoundOperation<Element> {
        BoundOperation(BatchNormalisationOperation<Element>(site.plan, site.step, self), site.step)
    }
}

extension Layer {
    public static func batchNormalisation(_ layer: BatchNormalisation) -> Layer { Layer(layer) }
    public static let batchNorm = Layer.batchNormalisation(BatchNormalisation())
}

/// Batch normalisation (Ioffe and Szegedy 2015): y = γ (x − μ) / √(σ² + ε) + β, with μ and σ² of each channel over all images
/// and places of the batch, or in use their running means.
struct BatchNormalisationOperation<Element: Lanes>: LayerOperation {
    typealias Scalar = Element.Scalar

    let step: Plan.Step
    private let norm: BatchNormalisation
    private let channels: Int
    private let scales: Range<Int>
    private let biases: Range<Int>
    private let isScaleFrozen: Bool
    private let firstStatistic: Int
    /// Of the last batch, for each channel: μ, 1 / √(σ² + ε), and of the gradient g of the output Σ g / n and Σ g (x − μ) / n.
    private let batch: NumberMemory<Element.Scalar>

    init(_ plan: Plan, _ step: Plan.Step, _ norm: BatchNormalisation) {
        self.step = step
        self.norm = norm
        channels = step.inputShape.channels
        let scale = plan.tensors[step.tensors[0]]
        scales = scale.range
        isScaleFrozen = scale.isFrozen
        biases = plan.tensors[step.tensors[1]].range
        firstStatistic = plan.statistics[step.statistics[0]].range.lowerBound
        batch = NumberMemory<Element.Scalar>(4 * step.inputShape.channels)
    }

    var pieces: Int { channels }
    var parameterPieces: Int { min(channels, 32) }
    var gatherPieces: Int { min(channels, 32) }

    func gather(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart) {
        let masks = PlaneMasks(pass, pass.layouts[step.input])
        for channel in part.range(of: channels) { measure(pass, tiles, channel, masks) }
    }

    func forward(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let means = pass.statistics + firstStatistic
        let variances = means + channels
        for channel in part.range(of: channels) {
            let mean = pass.isTraining ? batch.base[channel] : means[channel]
            let inverse =
                pass.isTraining
                ? batch.base[channels + channel] : 1 / (variances[channel] + Scalar(norm.epsilon)).squareRoot()
            let plane = channel * layout.planeStride
            for tile in tiles {
                BatchNormalisationKernels.normalise(
                    VectorKernels.vectors(pass.values(step.input, tile) + plane), layout.planeStride / 16, mean: mean,
                    scale: inverse * pass.parameters[scales.lowerBound + channel],
                    bias: pass.parameters[biases.lowerBound + channel],
                    into: VectorKernels.vectors(pass.values(step.output, tile) + plane))
            }
        }
    }

    /// Mean and variance of a channel over the batch; the running ones follow, the variance with n − 1 as in PyTorch.
    ///
    /// One pass over the batch gives both, as it sums differences from the mean of the first tile: that is near enough to μ
    /// for nothing to cancel.
    private func measure(_ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ channel: Int, _ masks: PlaneMasks<Scalar>)
    {
        let layout = pass.layouts[step.input]
        let count = Double(numbers(pass))
        let plane = channel * layout.planeStride
        let places = step.inputShape.height * step.inputShape.width
        let first = BatchNormalisationKernels.sum(
            VectorKernels.vectors(pass.values(step.input, tiles.lowerBound) + plane), masks[tiles.lowerBound])
        let shift = Scalar(first / Double(pass.lanes(in: tiles.lowerBound) * places))
        var (sum, squares) = (0.0, 0.0)
        for tile in tiles {
            let moments = BatchNormalisationKernels.moments(
                VectorKernels.vectors(pass.values(step.input, tile) + plane), shift: shift, masks[tile])
            sum += moments.sum
            squares += moments.squares
        }
        let mean = Scalar(Double(shift) + sum / count)
        squares = max(squares - sum * sum / count, 0)
        batch.base[channel] = mean
        batch.base[channels + channel] = Scalar(1 / (squares / count + Double(norm.epsilon)).squareRoot())
        let momentum = Double(norm.momentum)
        let means = pass.statistics + firstStatistic
        let variances = means + channels
        means[channel] = Scalar((1 - momentum) * Double(means[channel]) + momentum * Double(mean))
        variances[channel] = Scalar(
            (1 - momentum) * Double(variances[channel]) + momentum * squares / max(count - 1, 1))
    }

    private func numbers(_ pass: NetworkPass<Element>) -> Int {
        pass.images * step.inputShape.height * step.inputShape.width
    }

    /// ∂L/∂β = Σ g and ∂L/∂γ = Σ g (x − μ) / √(σ² + ε).
    func backwardParameters(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        guard let gradients = pass.parameterGradients else { return }
        let layout = pass.layouts[step.input]
        let count = Double(numbers(pass))
        let masks = PlaneMasks(pass, layout)
        for channel in part.range(of: channels) {
            let plane = channel * layout.planeStride
            var (sum, products) = (0.0, 0.0)
            for tile in tiles {
                let sums = BatchNormalisationKernels.products(
                    VectorKernels.vectors(pass.values(step.input, tile) + plane),
                    gradient: VectorKernels.vectors(pass.gradients(step.output, tile) + plane),
                    mean: batch.base[channel], masks[tile])
                sum += sums.sum
                products += sums.products
            }
            batch.base[2 * channels + channel] = Scalar(sum / count)
            batch.base[3 * channels + channel] = Scalar(products / count)
            gradients[biases.lowerBound + channel] += Scalar(sum)
            if !isScaleFrozen {
                gradients[scales.lowerBound + channel] += Scalar(products) * batch.base[channels + channel]
            }
        }
    }

    /// ∂L/∂x = γ / √(σ² + ε) · (g − Σ g / n − (x − μ) / (σ² + ε) · Σ g (x − μ) / n).
    func backwardInput(
        _ pass: NetworkPass<Element>, _ tiles: Range<Int>, _ part: WorkPart, _ scratch: UnsafeMutablePointer<Scalar>
    ) {
        let layout = pass.layouts[step.input]
        let masks = PlaneMasks(pass, layout)
        for channel in part.range(of: channels) {
            let inverse = batch.base[channels + channel]
            let scale = inverse * pass.parameters[scales.lowerBound + channel]
            let plane = channel * layout.planeStride
            for tile in tiles {
                BatchNormalisationKernels.backward(
                    VectorKernels.vectors(pass.values(step.input, tile) + plane),
                    gradient: VectorKernels.vectors(pass.gradients(step.output, tile) + plane),
                    masks[tile], mean: batch.base[channel], scale: scale,
                    offset: scale * batch.base[2 * channels + channel],
                    slope: scale * inverse * inverse * batch.base[3 * channels + channel],
                    accumulates: step.accumulates[0],
                    into: VectorKernels.vectors(pass.gradients(step.input, tile) + plane))
            }
        }
    }
}
