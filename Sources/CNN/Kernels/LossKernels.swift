import Core
import Foundation

extension Loss {
    /// The losses of the images of `tile`, in lanes that hold one; leaves their gradients with respect to the outputs, zeros in
    /// the other lanes, in the gradients of the last slot.
    ///
    /// - Parameter scratch: At least one number a class.
    func evaluate<Element: Lanes>(
        _ pass: Pass<Element>, tile: Int, labels: UnsafePointer<Int32>, _ scratch: UnsafeMutablePointer<Element.Scalar>
    ) -> Executor<Element>.Outcome {
        let slot = pass.plan.outputSlot
        let classes = pass.plan.classCount
        let layout = pass.layouts[slot]
        let width = Element.images
        // A class is one place of one channel, whatever the output's shape.
        let places = layout.shape.height * layout.shape.width
        let outputs = pass.values(slot, tile)
        let gradients = pass.gradients(slot, tile)
        gradients.update(repeating: 0, count: layout.count)
        var outcome = Executor<Element>.Outcome()
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
            outcome.correct += best == label ? 1 : 0
            outcome.loss += gradient(scratch, label, classes)
            for unit in 0..<classes { gradients[index(unit)] = scratch[unit] }
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
