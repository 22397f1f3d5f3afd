import Core

/// The levels of ``HOGPyramid``: each is one pass of ``HOGVotingKernels``, normalised as a whole.
enum HOGPyramidKernels {
    /// Writes the descriptors of the images in `range`, each at its own row of `output`.
    static func describe(
        _ images: ImageStack, range: Range<Int>, _ fitted: FittedHOGPyramid, into output: SharedPointer<Float>
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= images.count && images.isInMemory)
        let length = fitted.featureCount
        var offset = 0
        for plan in fitted.levels {
            let band = HOGBand(plan.rows, virtualRows: 0..<plan.virtualRows)
            let scratch = HOGScratch(plan, [band])
            let count = FittedHOGPyramid.length(plan)
            images.pixels.withUnsafeBufferPointer { pixels in
                guard let base = pixels.baseAddress else { return }
                for index in range {
                    for pass in 0..<plan.passes {
                        HOGVotingKernels.vote(base + index * plan.shape.count + pass, plan, band, scratch)
                        let target = output.base + index * length + pass * (length / plan.passes) + offset
                        copy(plan, scratch, to: target)
                        normalize(target, count, fitted.configuration, cells: count / plan.field.bins)
                    }
                }
            }
            offset += count
        }
    }

    /// Copies the histograms as `[virtual row][position][slot][bin]`.
    private static func copy(_ plan: HOGPlan, _ scratch: HOGScratch, to output: UnsafeMutablePointer<Float>) {
        let bins = plan.field.bins
        let (positions, slots) = (plan.columns.positions, plan.columns.slots)
        for row in 0..<plan.virtualRows {
            let source = scratch.histograms + row * plan.virtualRowLength + plan.margin
            for slot in 0..<slots {
                let target = output + (row * positions * slots + slot) * bins
                for bin in 0..<bins {
                    let line = source + (slot * bins + bin) * plan.lineLength
                    for position in 0..<positions { target[position &* slots &* bins &+ bin] = line[position] }
                }
            }
        }
    }

    private static func normalize(
        _ values: UnsafeMutablePointer<Float>, _ count: Int, _ configuration: HOGPyramid, cells: Int
    ) {
        // Far below one step of one pixel.
        let epsilon: Float = 0.01
        let weight = configuration.weighting == .cells ? Float(cells).squareRoot() : 1
        var sum = SIMD8<Float>.zero
        var squares = SIMD8<Float>.zero
        var index = 0
        while index + 8 <= count {
            let value = SIMD8<Float>(at: values + index)
            sum += value
            squares.accumulate(value, value)
            index += 8
        }
        while index < count {
            sum[0] += values[index]
            squares[0] += values[index] * values[index]
            index += 1
        }
        switch configuration.normalisation {
        case .none:
            for index in 0..<count { values[index] *= weight }
        case .l1, .l1Sqrt:
            let factor = 1 / (sum.sum() + epsilon)
            if configuration.normalisation == .l1 {
                for index in 0..<count { values[index] *= factor * weight }
            } else {
                for index in 0..<count { values[index] = (values[index] * factor).squareRoot() * weight }
            }
        case .l2:
            let factor = weight / (squares.sum() + epsilon * epsilon).squareRoot()
            for index in 0..<count { values[index] *= factor }
        }
    }
}
