import Core

/// The filters of one convolution in the order in which the kernels read them; derived from the parameters.
final class PackedConvolution<Scalar: NetworkScalar>: @unchecked Sendable {
    let geometry: ConvolutionGeometry
    let transposed: ConvolutionGeometry
    let weights: UnsafeMutablePointer<Scalar>
    let transposedWeights: UnsafeMutablePointer<Scalar>
    let offsets: UnsafeMutablePointer<Int>
    let transposedOffsets: UnsafeMutablePointer<Int>

    init(_ geometry: ConvolutionGeometry) {
        self.geometry = geometry
        transposed = geometry.transposed
        let count = geometry.taps * geometry.outputChannels
        weights = .allocate(capacity: count)
        transposedWeights = .allocate(capacity: count)
        weights.initialize(repeating: 0, count: count)
        transposedWeights.initialize(repeating: 0, count: count)
        offsets = Self.copy(geometry.tapOffsets)
        transposedOffsets = Self.copy(geometry.transposed.tapOffsets)
    }

    deinit {
        weights.deallocate()
        transposedWeights.deallocate()
        offsets.deallocate()
        transposedOffsets.deallocate()
    }

    private static func copy(_ values: [Int]) -> UnsafeMutablePointer<Int> {
        let pointer = UnsafeMutablePointer<Int>.allocate(capacity: values.count)
        pointer.initialize(from: values, count: values.count)
        return pointer
    }

    /// Reads the filters that begin at `start` of `parameters`.
    func pack(_ parameters: [Scalar], at start: Int) {
        precondition(start + geometry.taps * geometry.outputChannels <= parameters.count)
        parameters.withUnsafeBufferPointer {
            ConvolutionKernels.pack($0.baseAddress! + start, geometry, into: weights)
            ConvolutionKernels.packTransposed($0.baseAddress! + start, geometry, into: transposedWeights)
        }
    }
}

/// Eight images on their way through a network, forth and back, one image a SIMD lane. Every worker has one.
///
/// Planes are `[channel][row][column]` of vectors. Lanes without an image hold zeros and send no gradient.
final class Tile<Scalar: NetworkScalar> {
    static var lanes: Int { 8 }

    private let plan: Plan
    private let input: UnsafeMutablePointer<SIMD8<Scalar>>
    /// The output of each step; a rectifier works in place, so its output is its input.
    private var outputs: [UnsafeMutablePointer<SIMD8<Scalar>>] = []
    /// For padded convolutions, the input (forth) and the gradient of the output (back) with their margins of zeros.
    private var padded: [Int: UnsafeMutablePointer<SIMD8<Scalar>>] = [:]
    private var paddedGradients: [Int: UnsafeMutablePointer<SIMD8<Scalar>>] = [:]
    private var gradient: UnsafeMutablePointer<SIMD8<Scalar>>
    private var otherGradient: UnsafeMutablePointer<SIMD8<Scalar>>
    private let filterSums: UnsafeMutablePointer<SIMD8<Scalar>>
    private let transposed: UnsafeMutablePointer<Scalar>
    private var owned: [UnsafeMutableRawPointer] = []

    init(_ network: Network<Scalar>) {
        plan = network.plan
        var owned: [UnsafeMutableRawPointer] = []
        func planes(_ count: Int) -> UnsafeMutablePointer<SIMD8<Scalar>> {
            let pointer = UnsafeMutablePointer<SIMD8<Scalar>>.allocate(capacity: max(count, 1))
            pointer.initialize(repeating: .zero, count: max(count, 1))
            owned.append(UnsafeMutableRawPointer(pointer))
            return pointer
        }
        input = planes(plan.input.count)
        var previous = input
        var sums = 0
        var inputs = 0
        for (index, step) in plan.steps.enumerated() {
            if step.layer != .relu { previous = planes(step.output.count) }
            outputs.append(previous)
            if let convolution = network.convolutions[index] {
                let geometry = convolution.geometry
                if geometry.padding > 0 { padded[index] = planes(geometry.paddedCount) }
                if convolution.transposed.padding > 0 {
                    paddedGradients[index] = planes(convolution.transposed.paddedCount)
                }
                sums = max(sums, geometry.taps * geometry.outputChannels)
            }
            if case .linear = step.layer { inputs = max(inputs, step.input.count) }
        }
        let largest = plan.steps.map { max($0.input.count, $0.output.count) }.max() ?? 0
        gradient = planes(largest)
        otherGradient = planes(largest)
        filterSums = planes(sums)
        transposed = UnsafeMutableRawPointer(planes(inputs)).assumingMemoryBound(to: Scalar.self)
        self.owned = owned
    }

    deinit {
        for pointer in owned { pointer.deallocate() }
    }

    // MARK: Input and output

    /// Fills the lanes with the images at `indices`, at most eight; lanes left over become zeros.
    func load(_ images: ImageStack, _ indices: ArraySlice<Int>, table: [Scalar]) {
        precondition(images.shape == plan.input && indices.count <= Self.lanes)
        let area = images.shape.height * images.shape.width
        let channels = images.shape.channels
        let target = UnsafeMutableRawPointer(input).assumingMemoryBound(to: Scalar.self)
        if indices.count < Self.lanes { input.update(repeating: .zero, count: plan.input.count) }
        images.pixels.withUnsafeBufferPointer { pixels in
            table.withUnsafeBufferPointer { table in
                for (lane, index) in indices.enumerated() {
                    precondition((0..<images.count).contains(index))
                    let source = pixels.baseAddress! + index * area * channels
                    for channel in 0..<channels {
                        let lookup = table.baseAddress! + 256 * channel
                        let plane = target + channel * area * Self.lanes + lane
                        for position in 0..<area {
                            plane[position * Self.lanes] = lookup[Int(source[position * channels + channel])]
                        }
                    }
                }
            }
        }
    }

    /// The last layer's output for the image in `lane`.
    func output(lane: Int) -> [Scalar] {
        guard let last = outputs.last else { return [] }
        return (0..<plan.output.count).map { last[$0][lane] }
    }

    // MARK: Forth

    /// Carries the loaded images through all layers.
    func forward(_ network: Network<Scalar>) {
        network.parameters.withUnsafeBufferPointer { buffer in
            guard let parameters = buffer.baseAddress else { return }
            var source = input
            for (index, step) in plan.steps.enumerated() {
                let weights = parameters + step.parameters
                let target = outputs[index]
                switch step.layer {
                case .convolution:
                    let convolution = network.convolutions[index]!
                    var planes = source
                    if let margin = padded[index] {
                        ConvolutionKernels.pad(source, convolution.geometry, into: margin)
                        planes = margin
                    }
                    ConvolutionKernels.forward(
                        planes, convolution.weights, bias: weights + step.weightCount, convolution.geometry,
                        convolution.offsets, into: target)
                case .relu:
                    LayerKernels.reluForward(source, step.output.count, into: target)
                case .maxPool(let size):
                    LayerKernels.poolForward(source, step.input, size: size, into: target)
                case .linear(let units):
                    LayerKernels.linearForward(
                        source, weights, biases: weights + step.weightCount, inputs: step.input.count, units: units,
                        into: target)
                }
                source = target
            }
        }
    }

    // MARK: Back

    /// Carries the gradient of the loss with respect to the outputs, `[lane][class]`, back through all layers and adds the
    /// gradient of the parameters, summed over the lanes, to `gradients`.
    func backward(
        _ network: Network<Scalar>, _ outputGradient: [[Scalar]], addingTo gradients: UnsafeMutablePointer<Scalar>
    ) {
        for unit in 0..<plan.output.count {
            var lanes = SIMD8<Scalar>.zero
            for (lane, values) in outputGradient.enumerated() { lanes[lane] = values[unit] }
            gradient[unit] = lanes
        }
        network.parameters.withUnsafeBufferPointer { buffer in
            guard let parameters = buffer.baseAddress else { return }
            for index in plan.steps.indices.reversed() {
                backward(index, network, parameters, gradients)
            }
        }
    }

    private func backward(
        _ index: Int, _ network: Network<Scalar>, _ parameters: UnsafePointer<Scalar>,
        _ gradients: UnsafeMutablePointer<Scalar>
    ) {
        let step = plan.steps[index]
        let source = index == 0 ? input : outputs[index - 1]
        let weightGradient = gradients + step.parameters
        let biasGradient = weightGradient + step.weightCount
        switch step.layer {
        case .convolution:
            let convolution = network.convolutions[index]!
            ConvolutionKernels.filterGradient(
                padded[index] ?? source, gradient, convolution.geometry, convolution.offsets, sums: filterSums,
                weights: weightGradient, biases: biasGradient)
            guard index > 0 else { return }
            var planes = gradient
            if let margin = paddedGradients[index] {
                ConvolutionKernels.pad(gradient, convolution.transposed, into: margin)
                planes = margin
            }
            ConvolutionKernels.forward(
                planes, convolution.transposedWeights, bias: nil, convolution.transposed, convolution.transposedOffsets,
                into: otherGradient)
        case .relu:
            LayerKernels.reluBackward(outputs[index], gradient, step.output.count, into: otherGradient)
        case .maxPool(let size):
            guard index > 0 else { return }
            LayerKernels.poolBackward(source, outputs[index], gradient, step.input, size: size, into: otherGradient)
        case .linear(let units):
            LayerKernels.linearGradient(
                source, gradient, inputs: step.input.count, units: units, transposed: transposed,
                weights: weightGradient, biases: biasGradient)
            guard index > 0 else { return }
            LayerKernels.linearBackward(
                gradient, parameters + step.parameters, inputs: step.input.count, units: units, into: otherGradient)
        }
        swap(&gradient, &otherGradient)
    }
}
