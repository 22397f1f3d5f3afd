import Core
import Foundation

extension Loss {
    /// The losses of the images of `tile`, in lanes that hold one; leaves their gradients with respect to the outputs, zeros in
    /// the other lanes, in the gradients of the last slot.
    ///
    /// - Parameter scratch: At least one number a class.
    func evaluate<Element: Lanes>(
        _ pass: NetworkPass<Element>, tile: Int, labels: UnsafePointer<Int32>,
        _ scratch: UnsafeMutablePointer<Element.Scalar>
    ) -> BatchOutcome {
        let slot = pass.plan.outputSlot
        let classes = pass.plan.classCount
        let layout = pass.layouts[slot]
        if layout.form == .rows { return evaluateRows(pass, tile: tile, labels: labels, scratch) }
        let width = Element.images
        // A class is one place of one channel, whatever the output's shape.
        let places = layout.shape.height * layout.shape.width
        let outputs = pass.values(slot, tile)
        let gradients = pass.gradients(slot, tile)
        gradients.update(repeating: 0, count: layout.count)
        var outcome = BatchOutcome()
        for lane in 0..<pass.lanes(in: tile) {
            func index(_ unit: Int) -> Int {
                (unit / places) * layout.planeStride + (unit % places) * width + lane
            }
            var best = 0
            for unit in 0..<classes {
                scratch[unit] = outputs[index(unit)]
                if score(scratch[unit]) > score(scratch[best]) { best = unit }
            }
            let label = Int(labels[lane])
            outcome.targets += 1
            outcome.correct += best == label ? 1 : 0
            outcome.loss += gradient(scratch, label, classes)
            for unit in 0..<classes { gradients[index(unit)] = scratch[unit] }
        }
        return outcome
    }

    /// As ``evaluate(_:tile:labels:_:)`` where outputs lie in rows, each with a label; below 0 for none.
    private func evaluateRows<Element: Lanes>(
        _ pass: NetworkPass<Element>, tile: Int, labels: UnsafePointer<Int32>,
        _ scratch: UnsafeMutablePointer<Element.Scalar>
    ) -> BatchOutcome {
        let slot = pass.plan.outputSlot
        let classes = pass.plan.classCount
        let stride = pass.layouts[slot].rowStride
        var outcome = BatchOutcome()
        for row in 0..<pass.lanes(in: tile) * pass.plan.targetsPerExample {
            let outputs = pass.values(slot, tile) + row * stride
            let gradients = pass.gradients(slot, tile) + row * stride
            let label = Int(labels[row])
            guard label >= 0 else {
                gradients.update(repeating: 0, count: stride)
                continue
            }
            precondition(label < classes)
            outcome.targets += 1
            if function == .crossEntropy, smoothing == 0 {
                let (loss, isBest) = RowLossKernels.crossEntropy(outputs, classes, label: label, into: gradients)
                outcome.loss += loss
                outcome.correct += isBest ? 1 : 0
                continue
            }
            var best = 0
            for unit in 0..<classes {
                scratch[unit] = outputs[unit]
                if score(scratch[unit]) > score(scratch[best]) { best = unit }
            }
            outcome.correct += best == label ? 1 : 0
            outcome.loss += gradient(scratch, label, classes)
            gradients.update(from: scratch, count: classes)
        }
        return outcome
    }

    /// The loss of one image; puts its gradient in the place of the outputs.
    private func gradient<Scalar: NetworkScalar>(
        _ outputs: UnsafeMutablePointer<Scalar>, _ label: Int, _ classes: Int
    ) -> Double {
        switch function {
        case .crossEntropy: return crossEntropy(outputs, label, classes)
        case .squares:
            var sum = 0.0
            for unit in 0..<classes {
                let difference = Double(outputs[unit]) - (unit == label ? 1 : -1)
                sum += difference * difference
                outputs[unit] = Scalar(2 * difference / Double(classes))
            }
            return sum / Double(classes)
        case .distance:
            // The largest exponent is taken out, as below.
            var largest = -j
            for unit in 0..<classes { largest = max(largest, -Double(outputs[unit])) }
            var sum = exp(-j - largest)
            for unit in 0..<classes { sum += exp(-Double(outputs[unit]) - largest) }
            let loss = Double(outputs[label]) + largest + log(sum)
            for unit in 0..<classes {
                let share = exp(-Double(outputs[unit]) - largest) / sum
                outputs[unit] = Scalar((unit == label ? 1 : 0) - share)
            }
            return loss
        }
    }

    private func crossEntropy<Scalar: NetworkScalar>(
        _ outputs: UnsafeMutablePointer<Scalar>, _ label: Int, _ classes: Int
    ) -> Double {
        var largest = outputs[0]
        for unit in 1..<max(classes, 1) where outputs[unit] > largest { largest = outputs[unit] }
        let right = outputs[label]
        var sum = 0.0
        var mean = 0.0
        for unit in 0..<classes {
            if smoothing > 0 { mean += Double(outputs[unit] - largest) }
            let power = exp(Double(outputs[unit] - largest))
            outputs[unit] = Scalar(power)
            sum += power
        }
        let scale = 1 / sum
        let spread = smoothing / Double(classes)
        for unit in 0..<classes {
            outputs[unit] = Scalar(Double(outputs[unit]) * scale - spread - (unit == label ? 1 - smoothing : 0))
        }
        let logarithm = log(sum)
        let loss = logarithm - Double(right - largest)
        return smoothing == 0 ? loss : (1 - smoothing) * loss + smoothing * (logarithm - mean / Double(classes))
    }
}

/// Losses of rows.
enum RowLossKernels {
    /// −log softmax(row)[label], and whether no other output is above that of the label; writes the gradient.
    ///
    /// Rows begin at multiples of sixteen numbers, and have room for whole vectors.
    static func crossEntropy<Scalar: NetworkScalar>(
        _ row: UnsafePointer<Scalar>, _ width: Int, label: Int, into gradient: UnsafeMutablePointer<Scalar>
    ) -> (loss: Double, isBest: Bool) {
        let vectors = UnsafeRawPointer(row).assumingMemoryBound(to: SIMD16<Scalar>.self)
        let results = VectorKernels.vectors(gradient)
        let whole = width / 16
        var largest = row[0]
        var top = SIMD16<Scalar>(repeating: largest)
        for index in 0..<whole { top = lanewiseMax(top, vectors[index]) }
        largest = VectorKernels.largest(top)
        for place in 16 * whole..<width where row[place] > largest { largest = row[place] }
        var sums = SIMD16<Scalar>.zero
        for index in 0..<whole {
            let power = Scalar.exponential(vectors[index] - largest)
            results[index] = power
            sums += power
        }
        if 16 * whole < width {
            var line = vectors[whole]
            for lane in width - 16 * whole..<16 { line[lane] = largest }
            line = Scalar.exponential(line - largest)
            for lane in width - 16 * whole..<16 { line[lane] = 0 }
            results[whole] = line
            sums += line
        }
        let sum = sums.total
        let share = 1 / sum
        for index in 0..<(width + 15) / 16 { results[index] *= share }
        gradient[label] -= 1
        return (log(Double(sum)) - Double(row[label] - largest), row[label] == largest)
    }
}
