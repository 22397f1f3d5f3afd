import Core

// About how much memory a plan takes: to refuse what does not fit before anything is allocated.
extension Plan {
    /// Bytes while images are classified, so many at a time: parameters with the forms in which layers want them, and what the layers
    /// make of the images.
    public func bytesInUse(images: Int) -> Double {
        let lanes = lanes(images)
        let rounded = Double((images + lanes - 1) / lanes * lanes)
        return 4 * (3 * Double(parameterCount) + numbersPerImage * rounded + scratchNumbers(lanes: lanes)) + tableBytes
    }

    /// Bytes while it is trained: parameters, gradients, the state of an optimiser and of an average; the numbers of a batch and their
    /// gradients.
    public func bytesInTraining(batch: Int) -> Double {
        let lanes = lanes(batch)
        let rounded = Double((batch + lanes - 1) / lanes * lanes)
        return 4 * (8 * Double(parameterCount) + 2 * numbersPerImage * rounded + scratchNumbers(lanes: lanes)) + 2
            * tableBytes
    }

    private var numbersPerImage: Double {
        slots.reduce(0) {
            $0 + Double($1.shape.count) + 16
                * Double($1.form == .rows ? $1.shape.image.height : $1.shape.image.channels)
        }
    }

    /// The most that one layer needs to work in.
    private func scratchNumbers(lanes: Int) -> Double {
        steps.map { $0.kind.scratchNumbers(of: $0, lanes: lanes) }.max() ?? 0
    }

    private var tableBytes: Double { steps.reduce(0) { $0 + $1.kind.tableBytes(of: $1, in: self) } }
}
