import Core

// About how much memory a plan takes: to refuse what does not fit before anything is allocated.
extension Plan {
    /// Bytes while images are classified, so many at a time: parameters with the forms in which layers want them, and what the layers
    /// make of the images.
    public func bytesInUse(images: Int) -> Double {
        // Images come in sixteens, or one by one where they are few.
        let isSingle = images < BatchEngine<Float>.smallestBatchOfLanes
        let lanes = isSingle ? 1 : 16
        let rounded = Double((images + lanes - 1) / lanes * lanes)
        return 4 * (3 * Double(parameterCount) + numbersPerImage * rounded + scratchNumbers(lanes: lanes)) + tableBytes
    }

    /// Bytes while it is trained: parameters, gradients, the state of an optimiser and of an average; the numbers of a batch and their
    /// gradients.
    public func bytesInTraining(batch: Int) -> Double {
        let lanes = batch < BatchEngine<Float>.smallestBatchOfLanes ? 1 : 16
        let rounded = Double((batch + lanes - 1) / lanes * lanes)
        return 4 * (8 * Double(parameterCount) + 2 * numbersPerImage * rounded + scratchNumbers(lanes: lanes)) + 2
            * tableBytes
    }

    private var numbersPerImage: Double {
        slots.reduce(0) { $0 + Double($1.shape.count) + 16 * Double($1.shape.channels) }
    }

    /// The most that one layer needs to work in.
    private func scratchNumbers(lanes: Int) -> Double {
        steps.map { step -> Double in
            guard case .convolution(let convolution) = step.operation else { return 0 }
            let input = step.inputShape
            let padded =
                Double(input.height + 2 * convolution.padding) * Double(input.width + 2 * convolution.padding)
                * Double(input.channels)
            let filter = Double(input.channels) * Double(convolution.kernel * convolution.kernel)
            guard lanes == 1, convolution.isShared else {
                // Going back, the gradient has a margin, too.
                let margin =
                    2 * (Double(convolution.kernel - 1) / Double(convolution.stride) + 1)
                    + Double(convolution.padding) / Double(convolution.stride)
                let gradient =
                    (Double(max(step.outputShape.height, input.height / convolution.stride)) + margin)
                    * (Double(max(step.outputShape.width, input.width / convolution.stride)) + margin)
                    * Double(step.outputShape.channels)
                return max(padded, gradient) * Double(lanes)
            }
            // Windows laid side by side.
            return padded + 2 * filter * Double(step.outputShape.height * step.outputShape.width)
        }.max() ?? 0
    }

    /// Lists of the taps of filters.
    private var tableBytes: Double {
        steps.reduce(0) { sum, step in
            guard case .convolution = step.operation, let weights = step.tensors.first else { return sum }
            return sum + 64 * Double(tensors[weights].range.count)
        }
    }
}
